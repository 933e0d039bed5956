"""Rows of letters below the names of columns, and in line with them → the rows of a table that no lines are drawn about.

Only such a head makes a table: letters that stand in line by chance, or in a list, are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.read.printed_page import Run
from digest.read.table_rows import HEAD_WORD
from digest.understand import heading_marks

IN_LINE = 0.25  # of a letter's width: so far beside its column's a cell may begin
WIDE = 0.8  # of it: a gap that parts cells also where they are not in line
LONGEST = 20  # characters of a column's name
FEWEST = 2  # rows below the head


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a row between two gaps."""

    text: str
    left: float


def aligned_table(rows: Sequence[Sequence[Run]], at: int) -> tuple[list[list[str]], int]:
    """Rows of a page from above, each its stretches from the left → the cells of the table whose head is row `at`, and how many rows it takes.

    序号 内容 / 1 改造老旧小区9个 / 2 新建学校 / 3所 in line with 内容 → [[序号, 内容], [1, 改造老旧小区9个], [2, 新建学校3所]], 4; ([], 0) for no table
    """
    head = _parts(rows[at], 0)
    named = sum(bool(HEAD_WORD.fullmatch(part.text)) for part in head)
    if named < 2 or named * 2 < len(head) or any(len(part.text) > LONGEST or heading_marks.number_style(part.text)[0] for part in head):
        return [], 0
    em = max(run.em for run in rows[at])
    lefts = [part.left for part in head]
    cells = [[part.text for part in head]]
    taken, begun = 1, 0
    for row in rows[at + 1 :]:
        found = _cells_of_row(row, lefts, em)
        if found is None:
            break
        if not found[0] and begun and not _goes_on(cells[-1], found):
            break
        taken += 1
        if found[0] or not begun or sum(bool(text) for text in found) == len(found):
            cells.append(found)
            begun += 1
        else:
            cells[-1] = [above + more for above, more in zip(cells[-1], found, strict=True)]
    return (cells, taken) if begun >= FEWEST else ([], 0)


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether the text in each column goes on with what stands above it there: not behind a sentence's end, nor with a heading's number."""
    said = [(over, under) for over, under in zip(above, cells, strict=True) if under]
    return all(over and over[-1] not in "。；" and not heading_marks.number_style(under)[0] for over, under in said)


def _parts(row: Sequence[Run], widest: float) -> list[Part]:
    """A row → its parts between gaps; with `widest` only gaps that are as wide as that."""
    parts = []
    for run in row:
        at, left = 0, run.left
        for stop, x in run.stops if not widest else ():
            parts.append(Part(run.text[at:stop].strip(), left))
            at, left = stop, x
        parts.append(Part(run.text[at:].strip(), left))
    return [part for part in parts if part.text]


def _cells_of_row(row: Sequence[Run], lefts: Sequence[float], em: float) -> list[str] | None:
    """A row below a head → the text in each column, "" for none; None where the row is none of the table."""
    near = IN_LINE * em
    cells = [""] * len(lefts)
    column = -1
    for part in _parts(row, 0):
        at = next((k for k, left in enumerate(lefts) if abs(part.left - left) <= near), -1)
        if at > column:
            column = at
        elif column < 0:
            break
        cells[column] += part.text
    if column >= 0 and sum(bool(text) for text in cells) > (0 if cells[0] == "" else 1):
        return cells
    wide = _parts(row, WIDE * em)
    return [part.text for part in wide] if len(wide) == len(lefts) else None
