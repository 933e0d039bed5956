"""The nouns of type: which faces charts and bulletins are set in, and which characters those faces really have.

A `Fonts` is small enough to be sent to worker processes: names, digests and the covered characters, never the fonts' bytes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

SERIF = "Digest Serif"  # the family names of our own subsets, the same on every machine
SANS = "Digest Sans"
STACK = (SANS, "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif")  # where no font can be embedded


@dataclass(frozen=True, slots=True)
class Face:
    """A subset font file: its name in the fonts' folder, the digest of its bytes, and how it is called in style sheets."""

    name: str  # serif-400-3f1c5b0a9d27.otf
    sha256: str
    family: str  # SERIF | SANS
    weight: int  # 400 | 700


@dataclass(frozen=True, slots=True)
class Fonts:
    """The four faces of a build. `coverage`: every character that all of them have, in code order.

    The folder is where the files lie on this machine. It takes no part in comparisons: the digests say what the faces are.
    """

    faces: tuple[Face, ...]
    coverage: str = field(repr=False)
    folder: str = field(compare=False, repr=False)

    def path(self, face: Face) -> Path:
        """A face → its file."""
        return Path(self.folder) / face.name


def missing(text: str, fonts: Fonts) -> tuple[str, ...]:
    """A text → those of its characters that the fonts lack, each once, in code order; white space needs no glyph.

    政府😀工作 → ("😀",)
    """
    return tuple(sorted(c for c in set(text) - set(fonts.coverage) if not c.isspace()))


def printable(text: str) -> str:
    """A text → the same without what has no shape: controls, directional and joining marks, variation selectors.

    White space and line ends become one space each, a lone surrogate U+FFFD; every other character stays, so that
    `missing` can find it where a font lacks it. Reports are untrusted: NUL in a label makes an SVG that no program reads.

        侯马\\x00市\\u202e → 侯马市
    """
    return "".join(_as_set(c) for c in text)


def _as_set(character: str) -> str:
    """A character → what is set for it."""
    if character.isspace():
        return "\u3000" if character == "\u3000" else " "
    kind = unicodedata.category(character)
    if kind == "Cs":
        return "\ufffd"
    if kind in ("Cc", "Cf") or 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF:
        return ""
    return character
