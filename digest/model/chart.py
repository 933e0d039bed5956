"""Nouns of charts: the data of a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from digest.model.closed_sets import Bound, Kind
from digest.model.report import Evidence

ChartKind = Literal[
    "dots",  # actual and target of one indicator by place
    "heat",  # rows × columns
    "years",  # panels of one place or indicator over its years
    "months",  # projects by place over the months of a year
]


@dataclass(frozen=True, slots=True)
class Mark:
    """One value in a chart; in a timeline how many projects there are of one kind and time."""

    kind: Kind
    value: Decimal
    high: Decimal | None
    bound: Bound  # which side is open as it is drawn: of 下降2%以上, a value of -2, "<="
    label: str  # as printed beside it: ≥10%
    note: str = ""  # 力争, 预计, 待核
    when: str = ""  # the year that the value is of; in a timeline 2024-06-01, 2024-06, 2024-H1, 2024
    evidence: Evidence | None = None
    measure: ClassVar[Literal[""]] = ""  # its bound is one in value space already, so that nothing is to be turned
    estimate: ClassVar[bool] = False  # 预计 is written beside a mark, and not drawn


@dataclass(frozen=True, slots=True)
class Tile:
    """One cell of a heat map: its value, what is printed in it where that is not the value, and a sentence of it."""

    value: Decimal
    label: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One line of a chart: a place (with year) and its marks; for a heat map its cells, one a column; of small multiples one panel."""

    label: str
    marks: tuple[Mark, ...] = ()
    cells: tuple[Decimal, ...] = ()
    place: str = ""  # its code
    name: str = ""  # of the place, or of what the panel shows
    year: int | None = None  # of the report
    table: str = ""  # the id of the table that the marks are of, where it is not the chart's
    tiles: tuple[Tile, ...] = ()  # what the cells hold besides their values
    panel: str = ""  # what the rows of a panel have in common: 省级; they stand together


@dataclass(frozen=True, slots=True)
class Chart:
    """The data of a drawing.

    `low` and `high` are the ends of its scale where it is given them: the same wherever the same rates or shares are drawn.
    """

    id: str  # the file's stem: gdp-growth, attention
    kind: ChartKind
    title: str
    unit: str
    alt: str  # what the chart shows, in a sentence with its figures
    rows: tuple[ChartRow, ...]
    columns: tuple[str, ...] = ()
    finding: str = ""  # what the values say, in a sentence with its figures
    source: str = ""  # whose reports, of which years
    low: Decimal | None = None
    high: Decimal | None = None
    note: str = ""  # what a reader should know of the drawing, e.g. that it has not all rows
    rest: tuple[ChartRow, ...] = ()  # rows for which the drawing has no room: its data have them
    told: tuple[Mark, ...] = ()  # the values of the finding, which need not be among the rows that are drawn
    counts: tuple[int, ...] = ()  # of how many places the finding speaks
