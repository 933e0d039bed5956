"""Nouns of the board: what each place of one level aims at for a year, beside what it aimed at and what it reached the year before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from digest.model.chart import Chart
from digest.model.closed_sets import Level
from digest.model.dossier import Cell, Dossier, Table
from digest.model.report import Evidence, Fact

# Of a target since last year's: first, gone: the other year's whole text was read and has none; numbered, worded: in words then, or now;
# unclear: they can not be held against each other; "": there is nothing to hold against.
Direction = Literal["raised", "kept", "lowered", "first", "gone", "numbered", "worded", "unclear", ""]
Hedge = Literal["above", "within", "about", "range", "stretch", "better"]  # 以上, 以内, 左右, a range, 力争8%, 努力争取更好结果


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that we compute ourselves, which stands in no sentence of a report: a mean, a share."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Weighted:
    """A mean by weights, the levels of last year: of how many places one is known, for how many from content/weights.csv, for how many a year older.

    `share`: how much of the `listed` places of content/weights.csv they are; None where not all weights are from there.
    """

    mean: Computed
    of: int
    filed: int
    older: int
    share: Computed | None = None
    listed: int = 0


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A place's target for the year, its target and its result of the year before, and how the two targets differ.

    `before` is last year's report, None where it is not at hand; `counted` the one value that the target counts with; `better` where the
    report says that more is striven for; `hedged_before` what hedges last year's target.
    """

    dossier: Dossier
    before: Dossier | None
    target: Cell
    earlier: Cell
    result: Cell
    direction: Direction
    hedges: tuple[Hedge, ...] = ()
    hedged_before: tuple[Hedge, ...] = ()
    counted: Fact | None = None
    better: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """The places whose target has gone one way."""

    direction: Direction
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True)
class Hedged:
    """The places whose target is hedged in one way, and those of them whose last year's target is at hand and was not."""

    hedge: Hedge
    rows: tuple[BoardRow, ...]
    newly: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True)
class BoardLine:
    """An indicator on a panel: a row for each place by its code, and what they come to.

    `given`: the places that give a number; `told`: those that give words alone; `exact`: those whose one number is neither hedged nor a range;
    `turned`, `hedged`: each way that occurs, in the order of its closed set. A mean is None where it would say nothing.
    """

    table: Table
    rows: tuple[BoardRow, ...]
    given: tuple[BoardRow, ...]
    told: tuple[BoardRow, ...]
    turned: tuple[Turned, ...]
    hedged: tuple[Hedged, ...]
    median: Computed | None = None
    mean: Computed | None = None
    weighted: Weighted | None = None
    counted: int = 0  # whose numbers the median and the mean are of
    chart: Chart | None = None

    def went(self, direction: Direction) -> tuple[BoardRow, ...]:
        """The places whose target has gone that way."""
        return next((one.rows for one in self.turned if one.direction == direction), ())

    @property
    def compared(self) -> int:
        """How many places give a number in both years that can be held against each other."""
        return sum(len(self.went(direction)) for direction in ("raised", "kept", "lowered"))


@dataclass(frozen=True, slots=True)
class Panel:
    """The board of one level and year: a line for each headline indicator of which any place gives a target, in the catalogue's order."""

    level: Level
    year: int
    dossiers: tuple[Dossier, ...]
    before: int  # of how many last year's report is at hand
    lines: tuple[BoardLine, ...]
