"""The nouns of what makes places differ: parts beside wholes, amounts for each, what one place alone gives or speaks of, pledges about one service."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from digest.model.catalogue import Policy
from digest.model.closed_sets import Kind
from digest.model.compared_policies import PolicyCell
from digest.model.dossier import Dossier, Table
from digest.model.report import Evidence, Fact

Relation = Literal["more", "same", "less"]  # of a part to its whole


@dataclass(frozen=True, slots=True)
class PartAndWhole:
    """What a place gives of a total, beside what the place that contains it gives: more, as much, or so many percent of it."""

    table: Table
    kind: Kind
    part: Dossier
    own: Fact
    whole: Dossier
    total: Fact
    percent: Decimal
    relation: Relation


@dataclass(frozen=True, slots=True)
class UnitSize:
    """An amount beside a count in one sentence: how much it is for each of what is counted, in the amount's unit, to one decimal."""

    table: Table
    counted: Table
    dossier: Dossier
    kind: Kind
    amount: Fact
    count: Fact
    each: Decimal


@dataclass(frozen=True, slots=True)
class SoleValue:
    """An indicator of which the text of one place alone gives a value."""

    table: Table
    kind: Kind
    dossier: Dossier
    fact: Fact


@dataclass(frozen=True, slots=True)
class PledgeCell:
    """What a place pledges of a service, in its own words."""

    dossier: Dossier
    said: Evidence


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A service and the places that have a pledge about it."""

    name: str
    cells: tuple[PledgeCell, ...]

    def of(self, dossier: Dossier) -> PledgeCell | None:
        """What one of the places pledges of it."""
        return next((cell for cell in self.cells if cell.dossier.id == dossier.id), None)


@dataclass(frozen=True, slots=True)
class AlignedPledges:
    """Places with a list of pledges, and the services that several of them have; `of` so many there are, shown or not."""

    listing: tuple[Dossier, ...]
    rows: tuple[PledgeRow, ...]
    of: int


@dataclass(frozen=True, slots=True)
class SoleMeasure:
    """A measure of policy that the text of one place alone speaks of."""

    policy: Policy
    cell: PolicyCell
