"""A page of a PDF → the stretches of letters that stand together on it, and the lines that are drawn; where each stands, in points from below.

Nothing is said of order or meaning. A stretch ends where the letters leave its height, leave a gap, or cross a drawn line of a table.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

FURTHEST = 1.2  # of a letter's width: a wider gap parts two stretches
GAP = 0.2  # of it: a gap that a reader sees
BACK = 0.6  # of it: so far letters may overlap
SHIFT = 0.3  # of it: so far above or below the line a letter may stand; a raised or lowered one further
RAISED = 0.15  # of it: from here on a small letter is raised
SMALL = 0.8  # of the height of the letters about it: a raised one is smaller
HIGH = 1.2  # how high the box of a letter is, in its width, where no wide letter tells
MOST_DRAWN = 4000  # drawn lines of a page; a picture has more, and no table is looked for in it
PATH, PICTURE, FORM = 2, 3, 5  # kinds of a page's objects: lines, pictures, and forms that hold further objects
MOST_LOOKED_AT = 200  # objects of a page among which a picture of the whole page is looked for
COVERED = 0.5  # of a page: a picture as large is the page itself
POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that stand together: left and right end, the line they stand on, the width of a wide letter, and the cell they stand in."""

    text: str
    left: float
    right: float
    y: float
    em: float
    cell: Any = None
    turned: bool = False
    stops: tuple[tuple[int, float], ...] = ()  # where a gap within it ends: the next letter, and its place


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, upright or level; `at` is its place, from `start` to `end` its reach in the other direction."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class _Growing:
    """A stretch that is being read: its letters, and whether the last ones are raised."""

    letters: list[str] = field(default_factory=list)
    left: float = 0
    right: float = 0
    y: float = 0
    em: float = 0  # of the widest letter
    high: float = 0
    cell: Any = None
    turned: bool = False
    raised: str = ""
    gap: str = ""  # spaces that stand behind the last letter
    stops: list[tuple[int, float]] = field(default_factory=list)


def letter_of(code: int) -> str:
    """A code of a letter → the letter; U+FFFE stands for a hyphen at a line's end, 0 for one that the font does not name."""
    if code in (2, 0xFFFE):
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def runs_of_page(textpage: Any, raw: Any, count: int, cell_of: Callable[[float, float], Any]) -> list[Run]:
    """A page's letters in the order of the file → stretches; `cell_of` tells in which cell of a table a point lies."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    runs: list[Run] = []
    grown = _Growing()
    for at in range(count):
        code = raw.FPDFText_GetUnicode(textpage, at)
        letter = letter_of(code)
        if code in (10, 13) or (letter.isspace() and not grown.letters):
            _ended(grown, runs)
            grown = _Growing()
            continue
        if letter.isspace():
            grown.gap += " "
            continue
        raw.FPDFText_GetCharOrigin(textpage, at, x, y)
        raw.FPDFText_GetLooseCharBox(textpage, at, box)
        turned = abs(raw.FPDFText_GetCharAngle(textpage, at)) % 6.2832 > 0.09
        right, high = (box.right, box.top - box.bottom) if box.right > x.value else (x.value + grown.em / 2, grown.high)
        cell = cell_of((x.value + right) / 2, y.value + high / 4)
        if not grown.letters or not _goes_on(grown, x.value, y.value, high, cell, turned):
            _ended(grown, runs)
            grown = _Growing(left=x.value, y=y.value, high=high, cell=cell, turned=turned)
        _add(grown, letter, x.value, y.value, right, high)
    _ended(grown, runs)
    return runs


def _goes_on(grown: _Growing, x: float, y: float, high: float, cell: Any, turned: bool) -> bool:
    em = grown.em or grown.high / HIGH
    if turned != grown.turned or cell != grown.cell:
        return False
    if turned:
        return True
    small = high < grown.high * SMALL
    return abs(y - grown.y) <= em * (0.6 if small or high * SMALL > grown.high else SHIFT) and -BACK * em <= x - grown.right <= FURTHEST * em


def _add(grown: _Growing, letter: str, x: float, y: float, right: float, high: float) -> None:
    """Puts a letter to a stretch; a raised digit is the mark of a note, or the power of a unit."""
    em = grown.em or grown.high / HIGH
    raised = bool(grown.letters) and letter.isdecimal() and high < grown.high * SMALL and y - grown.y > RAISED * em
    if grown.raised and not raised:
        _lower(grown)
    if raised:
        grown.raised += letter
    else:
        if grown.letters and high * SMALL > grown.high:
            grown.y = y  # the stretch began with a raised or small letter
        if grown.letters and (grown.gap or x - grown.right > GAP * em):
            grown.stops.append((sum(map(len, grown.letters)) + len(grown.gap), x))
        grown.letters += [grown.gap, letter]
        grown.high = max(grown.high, high)
        if letter > "\u2000":
            grown.em = max(grown.em, right - x) if right > x else grown.em
    grown.gap, grown.right = "", max(grown.right, right)


def _lower(grown: _Growing) -> None:
    """Writes the raised digits of a stretch on its line: 板块¹ → 板块[1], m² → m²"""
    before = grown.letters[-1]
    power = before.isascii() and before.isalpha()
    grown.letters.append(grown.raised.translate(POWERS) if power else f"[{grown.raised}]")
    grown.raised = ""


def _ended(grown: _Growing, runs: list[Run]) -> None:
    if grown.raised:
        _lower(grown)
    if grown.letters:
        em = grown.em or grown.high / HIGH
        runs.append(Run("".join(grown.letters).strip(), grown.left, grown.right, grown.y, em, grown.cell, grown.turned, tuple(grown.stops)))


def rules_of_page(page: Any, raw: Any) -> tuple[list[Rule], list[Rule]]:
    """A page → its upright and its level lines; a thin bar and the sides of a box are lines too. None where the page is a picture of them."""
    upright: list[Rule] = []
    level: list[Rule] = []
    for one, other in _sides_of_page(page, raw):
        if len(upright) + len(level) > MOST_DRAWN:
            return [], []
        (x, y), (to_x, to_y) = one, other
        if abs(x - to_x) < 1 <= abs(y - to_y):
            upright.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))
        elif abs(y - to_y) < 1 <= abs(x - to_x):
            level.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
    return upright, level


def _sides_of_page(page: Any, raw: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """A page → the straight sides of what is drawn on it, forms within it left out: they hold pictures."""
    x, y, matrix = ctypes.c_float(), ctypes.c_float(), raw.FS_MATRIX()
    for at in range(min(raw.FPDFPage_CountObjects(page), 5 * MOST_DRAWN)):
        drawn = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(drawn) != PATH:
            continue
        raw.FPDFPageObj_GetMatrix(drawn, matrix)
        count, last, first = raw.FPDFPath_CountSegments(drawn), None, None
        for k in range(min(count, MOST_DRAWN)):
            segment = raw.FPDFPath_GetPathSegment(drawn, k)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
                yield last, point
            last = point
            if raw.FPDFPathSegment_GetClose(segment) and first is not None:
                yield point, first


def is_pictured(page: Any, raw: Any, wide: float, high: float) -> bool:
    """A page and its size in points → whether a picture covers most of it, as on a page that was scanned; a seal or a photograph does not."""
    ends = [ctypes.c_float() for _ in range(4)]
    for at in range(min(raw.FPDFPage_CountObjects(page), MOST_LOOKED_AT)):
        one = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(one) in (PICTURE, FORM) and raw.FPDFPageObj_GetBounds(one, *ends):
            left, bottom, right, top = (end.value for end in ends)
            if (min(right, wide) - max(left, 0)) * (min(top, high) - max(bottom, 0)) > COVERED * wide * high:
                return True
    return False
