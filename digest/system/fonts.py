"""Fonts: the system's Chinese typefaces → small subsets of our own, made once and used by charts and bulletins alike.

A font counts only when it really has the glyphs of 政府工作报告 in all that we ask for. There is no quiet fallback to whatever
else is installed: bitmapped or partial fonts make bulletins of 9 MB, or boxes instead of words.

The subset holds GB 2312 and the characters in use, so that one new word in a report rarely changes it, and with it every PDF.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.model.problem import N_, WARNING, Problem
from digest.model.typeface import SANS, SERIF, Face, Fonts

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

PROOF = "政府工作报告"
VERSION = "2"  # counted up when subset() makes other bytes of the same font and characters
FAMILIES = {  # in order of preference; all but the last of each are free (OFL)
    SERIF: ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "Songti SC"),
    SANS: ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Hiragino Sans GB"),
}
FILE_WORDS = ("NotoSerifCJK", "NotoSerifSC", "NotoSansCJK", "NotoSansSC", "SourceHanSerif", "SourceHanSans", "Songti", "Hiragino Sans GB")
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "/opt/homebrew/share/fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
WEIGHTS = (400, 700)
TYPOGRAPHY = "–—‘’“”•…‰′″※€℃№≈≠≤≥−→←↑↓①②③④⑤⑥⑦⑧⑨⑩■□●○◆◇▲△▼▽★☆〈〉《》「」『』【】〔〕〓～㎡㎢㎏￥"
OPENING, CLOSING = "“‘（《〈「『【〔", "”’）》〉」』】〕，。、；："  # punctuation whose left, or right, half is empty
COUNTY_NAMES = "沚埇瀍浉硚猇滘埗鄠萣坵莿崁氹"  # stand in names of counties and are not in GB 2312

NO_FONT = N_("no Chinese font was found that has the glyphs of {proof}")
NO_FONT_HINT = N_("install Noto CJK (Debian, Ubuntu: apt-get install fonts-noto-cjk); charts and bulletins are left out")
NO_BOLD = N_("the Chinese font has no bold face for {family}: headings are set in the regular one")
NO_BOLD_HINT = N_("install the whole of Noto CJK (Debian, Ubuntu: apt-get install fonts-noto-cjk)")


@dataclass(frozen=True, slots=True)
class SystemFace:
    """A face of a font file of the system: a file may hold several. `digest` is of the table directory, which sums up every table."""

    path: str
    index: int
    name: str  # the family as the font itself calls it
    weight: int
    digest: str


def base_characters() -> str:
    """→ the characters that every subset has where the font does: Latin 1, GB 2312, typography, rare characters of county names."""
    rows = bytes(range(0xA1, 0xF8))
    cells = bytes(range(0xA1, 0xFF))
    gb2312 = "".join(bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in cells)
    return "".join(sorted(set(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | set(gb2312) | set(TYPOGRAPHY) | set(COUNTY_NAMES)))


def prepare(characters: Iterable[str], folder: Path) -> tuple[Fonts | None, tuple[Problem, ...]]:
    """The characters in use, a folder → the four faces subset into that folder; files that are there already are kept.

    None where the system has no fit font. Characters that the font lacks are simply not in `coverage`: whoever sets them finds out.
    """
    found, problems = find_faces()
    if not found:
        return None, problems
    wanted = "".join(sorted(set(base_characters()).union(*characters)))
    folder.mkdir(parents=True, exist_ok=True)
    faces = tuple(_subset_file(face, wanted, family, weight, folder) for (family, weight), face in found.items())
    coverage = set.intersection(*(_unicodes(folder / face.name) for face in faces))
    return Fonts(faces, "".join(sorted(map(chr, coverage))), str(folder)), problems


def find_faces(folders: tuple[str, ...] = FOLDERS) -> tuple[dict[tuple[str, int], SystemFace], tuple[Problem, ...]]:
    """Folders → for each (family, weight) of ours the system's face to take; {} where one family is not to be had at all."""
    faces = [face for path in font_files(folders) for face in read_faces(path)]
    chosen: dict[tuple[str, int], SystemFace] = {}
    problems: list[Problem] = []
    for family, names in FAMILIES.items():
        fit = sorted((names.index(f.name), f.path, f.index, f) for f in faces if f.name in names and not missing(PROOF, f))
        regular = next((f for *_, f in fit if f.weight == 400), None)
        if regular is None:
            problem = Problem("fonts", 0, "fonts.none", NO_FONT, NO_FONT_HINT, (("proof", PROOF),))
            return {}, (problem,)
        bold = next((f for *_, f in fit if f.weight == 700 and f.name == regular.name), None)
        if bold is None:
            problems.append(Problem("fonts", 0, "fonts.no-bold", NO_BOLD, NO_BOLD_HINT, (("family", family),), severity=WARNING))
        chosen |= {(family, 400): regular, (family, 700): bold or regular}
    return chosen, tuple(problems)


def font_files(folders: tuple[str, ...] = FOLDERS) -> tuple[Path, ...]:
    """Folders → the font files in them whose names promise one of our families; fontconfig is asked only where there is none."""
    found: set[Path] = set()
    for folder in folders:
        for parent, _, names in os.walk(Path(folder).expanduser()):
            found |= {Path(parent, name) for name in names if _is_promising(name)}
    return tuple(sorted(found or (_files_of_fontconfig() if folders == FOLDERS else ())))


def _is_promising(name: str) -> bool:
    """NotoSansCJK-Regular.ttc → True; wqy-zenhei.ttc, NotoSansCJK-Regular.txt → False"""
    return name.lower().endswith((".ttc", ".otf", ".ttf")) and any(word in name for word in FILE_WORDS)


def _files_of_fontconfig() -> set[Path]:
    """→ the files that fontconfig knows outside the usual folders, where it is installed."""
    try:
        answer = subprocess.run(["fc-list", ":lang=zh-cn", "file"], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return set()
    paths = (Path(line.rstrip(": \t")) for line in answer.splitlines())
    return {path for path in paths if _is_promising(path.name)}


def read_faces(path: Path) -> tuple[SystemFace, ...]:
    """A font file → its faces; () where it cannot be read or is variable (one file of all weights)."""
    from fontTools.ttLib import TTCollection, TTFont

    try:
        fonts = TTCollection(path, lazy=True).fonts if path.suffix == ".ttc" else [TTFont(path, lazy=True)]
        return tuple(_face_described(path, index, font) for index, font in enumerate(fonts) if "fvar" not in font)
    except Exception:  # fontTools has no error of its own for a file that only looks like a font: AssertionError, struct.error, KeyError …
        return ()


def _face_described(path: Path, index: int, font: TTFont) -> SystemFace:
    """A face of an open font file → its description."""
    name = font["name"].getDebugName(16) or font["name"].getDebugName(1) or ""
    entries = sorted((tag, entry.checkSum, entry.length) for tag, entry in font.reader.tables.items())
    return SystemFace(str(path), index, name, font["OS/2"].usWeightClass, sha256(repr(entries).encode()).hexdigest())


def missing(characters: str, face: SystemFace) -> tuple[str, ...]:
    """Characters, a face of the system → those that it has no glyph for, in code order."""
    known = _unicodes(Path(face.path), face.index)
    return tuple(sorted(c for c in set(characters) if ord(c) not in known))


def subset(face: SystemFace, characters: str, family: str, weight: int) -> bytes:
    """A face and the characters wanted → an OpenType font of only those, under a family name of our own.

    Hints, vertical forms and other languages' forms go; where two marks of punctuation meet, the feature chws takes out the room between.
    """
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.DESUBROUTINIZE
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag_number, ("ccmp", "kern", "mark", "halt")))
    wanted.name_id_set.update({0, 13, 14})
    wanted.drop_table_tag_set.update(map(_tag_number, ("vhea", "vmtx", "VORG", "BASE", "DSIG")))
    small = hb.subset(hb.Face(hb.Blob.from_file_path(face.path), face.index), wanted)
    return _under_other_name(small.blob.data, family, weight)


def _tag_number(letters: str) -> int:
    """An OpenType tag as HarfBuzz counts it: halt → 0x68616C74"""
    return int.from_bytes(letters.encode("ascii"), "big")


def _under_other_name(data: bytes, family: str, weight: int) -> bytes:
    """A font → the same under another name; its copyright and licence (name records 0, 13, 14) stay with it."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), recalcTimestamp=False)
    style = "Bold" if weight >= 700 else "Regular"
    records = font["name"]
    records.names = [r for r in records.names if r.nameID in (0, 13, 14) and r.platformID == 3 and r.langID == 0x409]
    names = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}
    for number, value in names.items():
        records.setName(value, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    _add_squeezing(font)
    out = BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def _add_squeezing(font: TTFont) -> None:
    """Gives an open font the feature chws (contextual half-width spacing): 「）：」 and 「，“」 are three halves wide, not four.

    The feature is that of the OpenType registry, which these fonts lack. It is off until a style sheet asks for it.
    """
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString

    font.setGlyphOrder([f"glyph{number:05}" for number in range(font["maxp"].numGlyphs)])  # else all outlines are read, and written anew
    names, half = font.getBestCmap(), font["head"].unitsPerEm // 2
    opening, closing = (" ".join(names[ord(c)] for c in marks if ord(c) in names) for marks in (OPENING, CLOSING))
    whole = font.get("GPOS")
    if not opening or not closing:
        return
    rules = f"pos [{closing}]' <0 0 -{half} 0> [{opening} {closing}]; pos [{opening}] [{opening}]' <-{half} 0 -{half} 0>;"
    addOpenTypeFeaturesFromString(font, f"feature chws {{ {rules} }} chws;", tables=["GPOS"])
    if whole is not None:
        _appended_tables(whole.table, font["GPOS"].table)
        font["GPOS"] = whole


def _appended_tables(old: Any, new: Any) -> None:
    """Two GPOS tables → the first with the lookups and features of the second, in each of its scripts and languages."""
    lookups, features = len(old.LookupList.Lookup), len(old.FeatureList.FeatureRecord)
    for lookup in new.LookupList.Lookup:
        for part in lookup.SubTable:
            for record in _records_of_lookups(part):
                record.LookupListIndex += lookups
    for record in new.FeatureList.FeatureRecord:
        record.Feature.LookupListIndex = [index + lookups for index in record.Feature.LookupListIndex]
    old.LookupList.Lookup += new.LookupList.Lookup
    old.FeatureList.FeatureRecord += new.FeatureList.FeatureRecord
    added = list(range(features, len(old.FeatureList.FeatureRecord)))
    for record in old.ScriptList.ScriptRecord:
        languages = [language.LangSys for language in record.Script.LangSysRecord]
        for language in [record.Script.DefaultLangSys, *languages]:
            if language is not None:
                language.FeatureIndex += added
                language.FeatureCount = len(language.FeatureIndex)


def _records_of_lookups(part: Any) -> Iterator[Any]:
    """A part of a contextual lookup → where it refers to other lookups."""
    yield from getattr(part, "PosLookupRecord", None) or ()
    for sets, rules in (("ChainPosRuleSet", "ChainPosRule"), ("ChainPosClassSet", "ChainPosClassRule")):
        for group in getattr(part, sets, None) or ():
            for rule in getattr(group, rules, ()) if group else ():
                yield from rule.PosLookupRecord


def _subset_file(face: SystemFace, characters: str, family: str, weight: int, folder: Path) -> Face:
    """A system's face → its subset as a file of the folder, made only where it is not there."""
    import uharfbuzz as hb

    key = sha256("\n".join((VERSION, hb.__version__, face.digest, characters, family, str(weight))).encode()).hexdigest()
    name = f"{family.split()[-1].lower()}-{weight}-{key[:16]}.otf"
    path = folder / name
    if not path.exists():
        fresh = folder / f"{name}.{os.getpid()}.new"  # whole or not at all, whoever else builds at the same time
        fresh.write_bytes(subset(face, characters, family, weight))
        fresh.replace(path)
    return Face(name, sha256(path.read_bytes()).hexdigest(), family, weight)


def _unicodes(path: Path, index: int = 0) -> set[int]:
    """A face of a font file → the code points that it has a glyph for."""
    import uharfbuzz as hb

    return set(hb.Face(hb.Blob.from_file_path(str(path)), index).unicodes)
