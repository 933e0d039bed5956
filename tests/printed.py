"""What stands on the pages of a PDF: its lines as they are printed, read back for the tests of bulletins."""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MM = 72 / 25.4
PX = 0.75  # the pages are drawn in CSS pixels


@dataclass(frozen=True, slots=True)
class Letter:
    """A printed character: where it stands, in points from the page's lower left corner, and in which type."""

    text: str
    left: float
    right: float  # of its advance: a full stop is as wide as any Chinese character
    base: float
    size: float
    font: str  # Digest-Serif; without the six letters of a subset


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, its letters from left to right."""

    page: int  # from 1
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(letter.text for letter in self.letters)

    @property
    def main(self) -> Letter:
        """The first letter that is no note's number and no list's mark: the largest type of the line."""
        return max(self.letters, key=lambda letter: (round(letter.size, 1), -letter.left))

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.letters[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.letters[-1].right


def open_pdf(data: bytes) -> Any:
    """Bytes → the document."""
    import pypdfium2

    return pypdfium2.PdfDocument(data)


def objects(data: bytes) -> bytes:
    """A PDF → what is written in it, streams unpacked: for what no reader tells."""
    parts = (part.split(b"endstream")[0] for part in data.split(b"stream\n"))
    return b"".join(zlib.decompressobj().decompress(part) for part in parts if part.startswith(b"x")) + data


def lines(data: bytes) -> tuple[Line, ...]:
    """A PDF → its lines, page by page and from top to bottom. Notes' numbers stand in the line that they are raised above."""
    document = open_pdf(data)
    return tuple(Line(number, row) for number, page in enumerate(document, 1) for row in _rows(page))


def _rows(page: Any) -> Iterator[tuple[Letter, ...]]:
    letters = sorted(_letters(page), key=lambda letter: -letter.base)
    rows: list[list[Letter]] = []
    for letter in letters:
        close = rows and rows[-1][0].base - letter.base < 0.75 * max(letter.size, max(o.size for o in rows[-1]))
        rows.append([]) if not close else None
        rows[-1].append(letter)
    for row in rows:
        yield tuple(sorted(row, key=lambda letter: letter.left))


def _letters(page: Any) -> Iterator[Letter]:
    import pypdfium2.raw as c

    text = page.get_textpage()
    for index in range(text.count_chars()):
        code = c.FPDFText_GetUnicode(text, index)
        if code < 0x21 or code in (0xA0, 0x2060, 0x3000, 0xFFFE):
            continue
        box = c.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        if not c.FPDFText_GetLooseCharBox(text, index, box) or not c.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        yield Letter(chr(code), x.value, box.right, y.value, c.FPDFText_GetFontSize(text, index) * PX, _font(c, text, index))


def _font(c: Any, text: Any, index: int) -> str:
    name = ctypes.create_string_buffer(99)
    c.FPDFText_GetFontInfo(text, index, name, 99, ctypes.c_int())
    return name.value.decode().partition("+")[2]
