"""Rows of a document's pages → which of them begin a paragraph and which go on, judged by the margins and distances of the whole document.

A row goes on with the one above where what begins it would have had no room there. Else it begins a paragraph, or it is left to its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.read.reading_order import Row
from digest.understand import heading_marks
from digest.understand.unwrap import UNIT

INDENT = (1.2, 3.6)  # letters: so far right of the margin begins a paragraph
CENTRED = 4.5  # letters: what begins further right is a title
SLACK = 0.35  # of a letter: room that a line may leave though nothing more went on it
SHORT = 7.0  # letters: a line that leaves more room is the last of its paragraph
HANGING = 3.0  # letters: rows that end so near the furthest one tell where the margin is
WRAPPED = 3  # rows that reach the right margin: fewer, and nothing tells that the text is wrapped
MIRRORED = 0.8  # letters between the left margins of pages on the left and on the right, where they differ
BIGGER = 1.12  # letters so much bigger than those above are a heading's
STEP = 1.3  # of the usual distance of two lines: a wider one stands between paragraphs
USUAL = 0.04  # of the rows: from so many on, indents and wide distances are the document's way


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its page, from 1, and whether it is the first of a page's part: a column, or what stands below a table."""

    row: Row
    page: int
    first: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """Between which places the lines of a column stand."""

    left: float
    right: float
    wrapped: bool


def beginnings(rows: Sequence[Placed]) -> list[tuple[bool, bool | None]]:
    """Rows in the order of reading → for each whether it is indented, and whether it goes on with the one above; None where nothing tells.

    A row at the margin below one that reaches the right margin → (False, True); one that is indented by two letters → (True, False)
    """
    if not rows:
        return []
    em = _commonest_size(rows)
    margins = _margins(rows, em)
    step = _usual_step(rows)
    indents = [INDENT[0] * em <= placed.row.left - margins[_key(placed)].left <= INDENT[1] * em for placed in rows]
    by_indent = sum(indents) >= max(2, USUAL * len(rows)) and sum(indents) < 0.9 * len(rows)
    wide = [not below.first and above.row.top - below.row.top > STEP * step for above, below in pairwise(rows)]
    by_step = not by_indent and sum(wide) >= max(2, USUAL * len(rows))
    found: list[tuple[bool, bool | None]] = [(indents[0], None)]
    for at, (above, below) in enumerate(pairwise(rows), 1):
        found.append((indents[at], _goes_on(above, below, margins, (em, indents[at] if by_indent else None, wide[at - 1] if by_step else None))))
    return found


def _goes_on(above: Placed, below: Placed, margins: dict[tuple[int, int, int], Margins], told: tuple[float, bool | None, bool | None]) -> bool | None:
    """Whether a row goes on; `told`: the letters' width, whether it is indented, whether it stands further below, None where neither counts."""
    em, indented, apart = told
    size = below.row.em / above.row.em
    margin, own = margins[_key(above)], margins[_key(below)]
    if size > BIGGER or size < 1 / BIGGER or below.row.left - own.left > CENTRED * em:
        return None if below.row.left - own.left > CENTRED * em and above.row.left - margin.left > CENTRED * em else False
    if indented:
        return False
    closed = heading_marks.is_closed(above.row.text)
    full = margin.wrapped and margin.right - above.row.right < _width(UNIT.match(below.row.text), em) + SLACK * em
    if apart:
        return full and not closed
    if full:
        return True if indented is False or not closed or not below.first else None
    if indented is False and above.row.left - margin.left < CENTRED * em and margin.right - above.row.right < SHORT * em:
        return None  # wrapped by hand, and not at the margin
    return False if closed or indented is False and above.row.left - margin.left > CENTRED * em else None


def _width(found: re.Match[str] | None, em: float) -> float:
    """How wide the unit is that can not be parted, which begins a line."""
    return sum(em if letter > "\u2000" else em / 2 for letter in (found[0] if found else ""))


def _key(placed: Placed) -> tuple[int, int, int]:
    """What has margins of its own: a column of how many, on the pages of one side."""
    return (*placed.row.column, placed.page % 2)


def _commonest_size(rows: Sequence[Placed]) -> float:
    sizes: Counter[float] = Counter()
    for placed in rows:
        sizes[round(placed.row.em * 2) / 2] += len(placed.row.text)
    return max(sizes, key=lambda size: (sizes[size], -size))


def _margins(rows: Sequence[Placed], em: float) -> dict[tuple[int, int, int], Margins]:
    """The margins of each column. Those of left and right pages are one where they nearly agree, or one side has hardly any rows."""
    sides: dict[tuple[int, int, int], list[Row]] = {}
    for placed in rows:
        sides.setdefault(_key(placed), []).append(placed.row)
    found = {}
    for key in sides:
        own, other = sides[key], sides.get((key[0], key[1], 1 - key[2]), [])
        both = _margins_of(own + other, em)
        alone, beside = _margins_of(own, em), _margins_of(other, em) if other else None
        mirrored = beside and alone.wrapped and beside.wrapped and abs(alone.left - beside.left) > MIRRORED * em
        found[key] = alone if mirrored else both
    return found


def _margins_of(rows: Sequence[Row], em: float) -> Margins:
    """Rows of a column → the place furthest left at which many begin, and the one near the furthest right at which most end."""
    lefts = Counter(round(row.left) for row in rows)
    near = {left: sum(lefts[left + by] for by in (-1, 0, 1)) for left in lefts}
    left = min((left for left in near if near[left] * 8 >= len(rows)), default=min(near))
    furthest = max(row.right for row in rows)
    ends = Counter(round(row.right / 2) for row in rows if row.right > furthest - HANGING * em)
    most = max(ends.values())
    right = max(end for end, count in ends.items() if count * 2 >= most) * 2.0
    wrapped = sum(row.right > right - 1.5 * em for row in rows) >= WRAPPED
    return Margins(left, max(right, furthest if most < WRAPPED else right), wrapped)


def _usual_step(rows: Sequence[Placed]) -> float:
    """The commonest distance of two lines."""
    steps = Counter(round((above.row.top - below.row.top) * 2) / 2 for above, below in pairwise(rows) if not below.first and above.row.top > below.row.top)
    return max(steps, key=lambda step: (steps[step], -step), default=0.0)
