"""The stretches of letters of a page → its lines in the order in which they are read: from above, column by column, whatever the file's order.

Columns are told by their left edges: many lines begin at the same place behind a gap that hardly a line crosses, and are filled to their ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from digest.read.printed_page import Run

ON_LINE = 0.35  # of a letter's width: stretches so near in height stand on one line
FEWEST = 4  # lines on each side of a gap between columns
NARROWEST = 7  # letters across a column
CROSSING = 0.35  # of the lines beside: more that cross a gap, and it is none
RAGGED = 2.5  # letters: a line that ends so near its column's edge is full
FILLED = 0.25  # of a column's lines that are full at least: cells of a table are not
APART = 0.8  # of a letter's width at least between two columns


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page: its text and where its letters stand, in points; `column` says which of how many columns of the page it stands in."""

    text: str
    left: float
    right: float
    top: float
    em: float
    column: tuple[int, int] = (0, 1)
    table: int | None = None  # it stands for this table of the page


def lines_of_runs(runs: Sequence[Run]) -> list[list[Run]]:
    """Stretches → those of each line from the left, the lines from above."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.y):
        if lines and abs(lines[-1][0].y - run.y) <= ON_LINE * min(run.em, lines[-1][0].em):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda run: run.left) for line in lines]


def row_of_line(line: Sequence[Run], column: tuple[int, int] = (0, 1)) -> Row:
    """The stretches of one line → a row; a space where they stand apart."""
    table = line[0].cell if isinstance(line[0].cell, int) else None
    text = " ".join(run.text for run in line)
    return Row(text, line[0].left, max(run.right for run in line), line[0].y, max(run.em for run in line), column, table)


def usual_gaps(pages: Sequence[Sequence[Run]]) -> list[list[float]]:
    """The stretches of each page → the places between its columns; a page with few lines has those of the others, where it has a line there."""
    found = [column_gaps(runs) for runs in pages]
    known = Counter(tuple(gaps) for gaps in found if gaps)
    if not known:
        return found
    usual = min(known.items(), key=lambda item: (-item[1], item[0]))[0]
    return [gaps or ([*usual] if any(_begins_at(run, gap) for run in runs for gap in usual) else []) for gaps, runs in zip(found, pages, strict=True)]


def _begins_at(run: Run, gap: float) -> bool:
    return -0.5 * run.em < run.left - gap < 2.5 * run.em


def rows_in_order(runs: Sequence[Run], gaps: Sequence[float]) -> list[Row]:
    """The stretches of a page and where its columns begin → its rows as they are read; what crosses a gap stands between the parts about it."""
    if not gaps:
        return [row_of_line(line) for line in lines_of_runs(runs)]
    rows: list[Row] = []
    columns: list[list[Run]] = [[] for _ in range(len(gaps) + 1)]

    def flush() -> None:
        for number, held in enumerate(columns):
            rows.extend(row_of_line(line, (number, len(columns))) for line in lines_of_runs(held))
            held.clear()

    for line in lines_of_runs(runs):
        across = [run for run in line if any(_crosses(run, gap) for gap in gaps)]
        if across:
            flush()
            rows.append(row_of_line(line))
            continue
        for run in line:
            columns[sum(run.left + run.em / 2 > gap for gap in gaps)].append(run)
    flush()
    return rows


def _crosses(run: Run, gap: float) -> bool:
    return run.left < gap - run.em and run.right > gap + run.em


def column_gaps(runs: Sequence[Run]) -> list[float]:
    """The places between the columns of a page, from the left: each is where the column right of it begins."""
    found = _best_gap(runs)
    if found is None:
        return []
    left = [run for run in runs if run.right <= found + run.em / 2]
    right = [run for run in runs if run.left >= found - run.em / 2]
    return [*column_gaps(left), found, *column_gaps(right)]


def _best_gap(runs: Sequence[Run]) -> float | None:
    """Where the second of two columns begins, None where there is one. The place at which most lines begin is tried first."""
    if len(runs) < 2 * FEWEST:
        return None
    ems = sorted(run.em for run in runs)
    em = ems[len(ems) // 2]
    first, last = min(run.left for run in runs), max(run.right for run in runs)
    counts = Counter(round(run.left) for run in runs if first + NARROWEST * em <= run.left <= last - NARROWEST * em)
    near = {left: sum(counts[left + by] for by in (-1, 0, 1)) for left in counts}
    for left in sorted(near, key=lambda left: (-near[left], left))[:6]:
        if near[left] >= FEWEST // 2 and _parts_columns(runs, left - 0.1 * em, em):
            return min(run.left for run in runs if run.left >= left - 1.5)
    return None


def _parts_columns(runs: Sequence[Run], gap: float, em: float) -> bool:
    """Whether two columns of running text stand on the two sides of a place."""
    left = [run for run in runs if run.right <= gap + em / 4]
    right = [run for run in runs if run.left >= gap - em / 4]
    crossing = lines_of_runs([run for run in runs if run.right > gap + em / 4 and run.left < gap - em / 4])
    sides = [lines_of_runs(side) for side in (left, right)]
    if any(len(side) < FEWEST for side in sides) or len(crossing) > CROSSING * min(map(len, sides)):
        return False
    apart = min(run.left for run in right) - max(run.right for run in left)
    return apart >= APART * em and all(_is_filled([row_of_line(line) for line in side], em) for side in sides)


def _is_filled(rows: Sequence[Row], em: float) -> bool:
    """Whether lines are those of running text: some of them as long as the column is wide, and that is as wide as a column."""
    edge = max(row.right for row in rows)
    full = [row for row in rows if row.right > edge - RAGGED * em and row.right - row.left >= NARROWEST * em]
    return len(full) >= max(2, FILLED * len(rows))
