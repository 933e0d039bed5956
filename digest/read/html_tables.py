"""The lines of an HTML table and where its cells begin → a line for each row with its cells; a table that only lays out a page keeps its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from digest.model.report import Line
from digest.model.table_row import Cell, row_of
from digest.read.html_tokens import Token
from digest.read.html_zones import Zone
from digest.read.reading import Reading
from digest.read.table_rows import is_table

MOST_COLUMNS = 64
MOST_BELOW = 1000  # rows that one cell can span
LONGEST_WORD = 60  # characters of a cell of a layout's row that is set on one line

Placed = tuple[Line, tuple[Zone, ...]]  # a line, and the zones in which it stands


@dataclass(slots=True)
class GridCell:
    """Where a cell begins among the page's lines, and over how many columns and rows it goes."""

    first: int
    head: bool
    wide: int = 1
    high: int = 1


@dataclass(slots=True)
class Grid:
    """A table that is open: where its lines begin, its rows with their cells, and whether another table stands in it."""

    first: int
    rows: list[tuple[int, list[GridCell]]] = field(default_factory=list)
    nested: bool = False

    def open_row(self, at: int) -> None:
        self.rows.append((at, []))

    def open_cell(self, token: Token, at: int) -> None:
        if not self.rows:
            self.open_row(at)
        said = token.attributes() if "span" in token.inside.lower() else {}
        wide, high = (_span(said.get(name, ""), most) for name, most in (("colspan", MOST_COLUMNS), ("rowspan", MOST_BELOW)))
        self.rows[-1][1].append(GridCell(at, token.name == "th", wide, high))


def table_lines(grid: Grid, lines: Sequence[Placed], reading: Reading) -> list[Placed]:
    """A table that ends, and the lines of the page from its first on → its lines: rows with cells, where it is a table of data.

    Words that are hidden or struck out in a cell stand on lines of their own below its row.
    """
    bounds = [*(first - grid.first for first, _ in grid.rows), len(lines)]
    result = list(lines[: bounds[0]])
    rows = [(lines[start:end], cells) for (start, end), (_, cells) in zip(pairwise(bounds), grid.rows, strict=True)]
    texts: list[list[str]] = []
    for _, cells in grid.rows:
        cuts = [*(cell.first - grid.first for cell in cells), bounds[len(texts) + 1]]
        texts.append(["\n".join(placed[0].text.strip() for placed in lines[a:b] if not _is_aside(placed)) for a, b in pairwise(cuts)])
    links = sum(line.rule == "navigation" for line, _ in lines)
    if grid.nested or links * 2 >= len(lines) > 0 or not is_table(texts):
        for row_lines, cells in rows:
            result += _on_one_line(row_lines, len(cells))
        return result
    table, below = reading.new_table(), dict[int, tuple[int, str]]()
    for (row_lines, cells), said in zip(rows, texts, strict=True):
        row = _spanned(cells, said, below)
        shown = [placed for placed in row_lines if not _is_aside(placed)]
        if shown:
            head = len(cells) > 1 and all(cell.head for cell in cells)
            result.append((replace(shown[0][0], text="", rule="", row=row_of(table, row, head)), shown[0][1]))
        result += [placed for placed in row_lines if _is_aside(placed)]
    return result


def _spanned(cells: Sequence[GridCell], texts: Sequence[str], below: dict[int, tuple[int, str]]) -> list[Cell]:
    """A row's cells → one for each column: those that go on from the row above (`below`: column → rows left, text) or over further columns."""
    row: list[Cell] = []

    def go_on() -> None:
        while (held := below.get(len(row))) and len(row) < MOST_COLUMNS:
            rest, text = held
            if rest > 1:
                below[len(row)] = rest - 1, text
            else:
                del below[len(row)]
            row.append(Cell(text, again=True))

    for cell, text in zip(cells, texts, strict=True):
        go_on()
        for k in range(min(cell.wide, MOST_COLUMNS - len(row))):
            if cell.high > 1:
                below[len(row)] = cell.high - 1, text
            row.append(Cell(text, again=k > 0))
    go_on()
    return row


def _is_aside(placed: Placed) -> bool:
    """Whether a line holds words that were taken out of another: hidden, struck out, a gloss."""
    return any(zone.inline or zone.rule == "hidden" for zone in placed[1])


def _on_one_line(row: Sequence[Placed], cells: int) -> list[Placed]:
    """The lines of a row that only lays out the page → one line, where they are short: 发布时间 | 2024-03-12. Others stay."""
    if cells < 2 or not 1 < len(row) <= 2 * cells:
        return list(row)
    if any(len(line.text) > LONGEST_WORD or "。" in line.text or line.rule or line.row is not None for line, _ in row) or any(map(_is_aside, row)):
        return list(row)
    return [(replace(row[0][0], text=" ".join(line.text.strip() for line, _ in row)), row[0][1])]


def _span(said: str, most: int) -> int:
    return max(1, min(int(said), most)) if said.isascii() and said.isdigit() and len(said) < 6 else 1
