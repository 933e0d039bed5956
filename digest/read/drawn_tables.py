"""Drawn lines of a page → tables: which cell a point lies in, and the texts of the cells, row by row.

A table has at least two rows and two columns between drawn lines. A frame about a page, a line under a title and a box about a text have not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.model.table_row import Cell
from digest.read.printed_page import Rule, Run

NEAR = 3.0  # points: two lines so near each other are the two sides of one, and lines that end so near each other meet
PART = 0.5  # of a cell's side that a line must draw: cells that no line parts are one
MOST_LINES = 500  # across or down
FRAME = 0.8  # of a page's height: so long an upright line with all text on one side of it frames the page


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: of which table of the page, in which row and column, counted from above and from the left."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is drawn: its upright lines from the left, its level lines from below, and which cell each belongs to where cells are one."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owners: tuple[tuple[tuple[int, int], ...], ...]  # of each row and column, counted from above: the first cell of those that are one

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column of the cell in which a point lies, the first one where cells are one."""
        if not (self.xs[0] < x < self.xs[-1] and self.ys[0] < y < self.ys[-1]):
            return None
        return self.owners[len(self.ys) - 1 - bisect_right(self.ys, y)][bisect_right(self.xs, x) - 1]


def grids_of_rules(upright: Sequence[Rule], level: Sequence[Rule], height: float) -> tuple[Grid, ...]:
    """A page's drawn lines and its height → the tables that they make, from above; () where there is none."""
    upright, level = _without_frame(upright, level, height)
    grids = (_grid_of_band(band_upright, band_level) for band_upright, band_level in _bands(upright, level))
    return tuple(sorted((grid for grid in grids if grid), key=lambda grid: -grid.ys[-1]))


def _without_frame(upright: Sequence[Rule], level: Sequence[Rule], height: float) -> tuple[list[Rule], list[Rule]]:
    """Drawn lines without those of a frame about the page: the outermost that are nearly as high as it, and the level ones at their ends."""
    frame = [rule for rule in upright if rule.end - rule.start > FRAME * height]
    if len(_merged(rule.at for rule in frame)) != 2 or not any(rule not in frame for rule in upright):
        return list(upright), list(level)
    ends = {end for rule in frame for end in (rule.start, rule.end)}
    outer = [rule for rule in level if any(abs(rule.at - end) < NEAR for end in ends)]
    inner = [rule for rule in level if rule not in outer and rule.end - rule.start > 0.98 * (frame[-1].at - frame[0].at)]
    if inner:
        return list(upright), list(level)  # a table that fills the page
    return [rule for rule in upright if rule not in frame], [rule for rule in level if rule not in outer]


def _bands(upright: Sequence[Rule], level: Sequence[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Drawn lines → those of each part of the page that upright lines hold together, from below."""
    reaches = sorted((rule.start, rule.end) for rule in upright)
    bands: list[list[float]] = []
    for start, end in reaches:
        if bands and start <= bands[-1][1] + NEAR:
            bands[-1][1] = max(bands[-1][1], end)
        else:
            bands.append([start, end])
    for start, end in bands:
        inside = [rule for rule in level if start - NEAR <= rule.at <= end + NEAR]
        yield [rule for rule in upright if start - NEAR <= rule.start and rule.end <= end + NEAR], inside


def _grid_of_band(upright: Sequence[Rule], level: Sequence[Rule]) -> Grid | None:
    xs = _merged([*(rule.at for rule in upright), *(end for rule in level for end in (rule.start, rule.end) if _is_outside(end, upright))])
    ys = _merged([*(rule.at for rule in level)])
    if not (2 < len(xs) <= MOST_LINES and 2 < len(ys) <= MOST_LINES) or len(xs) * len(ys) > 40 * MOST_LINES:
        return None
    sides = _drawn_parts(upright, xs, ys)
    floors = _drawn_parts(level, ys, xs)
    rows, columns = len(ys) - 1, len(xs) - 1
    owners: list[list[tuple[int, int]]] = []
    for row in range(rows):
        below = rows - 1 - row  # ys are counted from below
        owners.append([])
        for column in range(columns):
            owner = (row, column)
            if column and (column, below) not in sides:
                owner = owners[row][column - 1]
            elif row and (below + 1, column) not in floors:
                owner = owners[row - 1][column]
            owners[row].append(owner)
    if len({owner for line in owners for owner in line}) < 4:
        return None
    return Grid(xs, ys, tuple(map(tuple, owners)))


def _is_outside(x: float, upright: Sequence[Rule]) -> bool:
    """Whether a level line ends beyond all upright ones: the table is open at its sides."""
    return bool(upright) and (x < min(rule.at for rule in upright) - 4 * NEAR or x > max(rule.at for rule in upright) + 4 * NEAR)


def _merged(places: Iterable[float]) -> tuple[float, ...]:
    """Places → the same in order, those near each other as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return tuple(found)


def _drawn_parts(rules: Sequence[Rule], ats: Sequence[float], along: Sequence[float]) -> set[tuple[int, int]]:
    """Lines in one direction → (which line, which part of it between those of the other direction) that are drawn."""
    drawn: dict[tuple[int, int], float] = {}
    for rule in rules:
        at = max(0, bisect_right(ats, rule.at + 0.01) - 1)
        for part, (start, end) in enumerate(pairwise(along)):
            if rule.start < end and rule.end > start:
                drawn[at, part] = max(drawn.get((at, part), 0.0), (min(rule.end, end) - max(rule.start, start)) / (end - start))
    return {key for key, length in drawn.items() if length >= PART}


def rows_of_grid(grid: Grid, table: int, runs: Iterable[Run]) -> list[tuple[str | Cell, ...]]:
    """A table and the page's stretches → the cells of each row; cells that are one stand in the first, and go on in the others."""
    held: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        if isinstance(run.cell, Place) and run.cell.table == table:
            held.setdefault((run.cell.row, run.cell.column), []).append(run)
    texts = {place: _text_of_cell(inside) for place, inside in held.items()}
    columns = [column for column in range(len(grid.xs) - 1) if any(line[column] in texts for line in grid.owners)]
    return [
        tuple(texts.get(line[at], "") if line[at] == (row, at) else Cell(texts.get(line[at], ""), again=True) for at in columns)
        for row, line in enumerate(grid.owners)
        if any(owner in texts for owner in line)  # between cells that are framed one by one nothing stands
    ]


def _text_of_cell(runs: list[Run]) -> str:
    """The stretches within a cell → its text, a line's end where a paragraph of it ends: a line that had room for more."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.y):
        if lines and abs(lines[-1][0].y - run.y) < run.em / 2:
            lines[-1].append(run)
        else:
            lines.append([run])
    for line in lines:
        line.sort(key=lambda run: run.left)
    widest = max(line[-1].right - line[0].left for line in lines)
    text = ""
    for at, line in enumerate(lines):
        said = " ".join(run.text for run in line)
        above = lines[at - 1] if at else None
        full = above is not None and above[-1].right - above[0].left + 1.6 * above[0].em > widest
        text += said if not text or full else f"\n{said}"
    return text
