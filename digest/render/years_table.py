"""One place's tables → a table of its figures over the years: each year's target beside its result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from digest.model.closed_sets import Kind
from digest.model.dossier import Cell, Table


@dataclass(frozen=True, slots=True)
class YearColumn:
    """What was aimed at for a year (kind: target, from that year's report) or came of it (kind: actual, from the next year's)."""

    year: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One indicator of a place in one measure: a cell for each column."""

    table: Table
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A place's figures over the years. There is a column for what each report at hand can say."""

    columns: tuple[YearColumn, ...]
    lines: tuple[SeriesLine, ...]


def series(tables: Iterable[Table]) -> Series:
    """One place's tables → its figures over the years, oldest first; lines for the indicators and measures of which anything is said.

    Reports of 2023 and 2024 → columns 2022 actual, 2023 target, 2023 actual, 2024 target.
    """
    made = tuple(tables)
    years = {row.dossier.year for table in made for row in table.rows}
    asked: list[tuple[int, int, Kind]] = sorted({(year, 1, "target") for year in years} | {(year - 1, 2, "actual") for year in years})
    columns = tuple(YearColumn(year, kind) for year, _, kind in asked)
    lines = []
    for table in made:
        said = {(row.dossier.year - (kind == "actual"), kind): row.cell(kind) for row in table.rows for kind in ("target", "actual")}
        cells = tuple(said.get((column.year, column.kind), Cell()) for column in columns)
        if any(cell.facts for cell in cells):
            lines.append(SeriesLine(table, cells))
    return Series(columns, tuple(lines))
