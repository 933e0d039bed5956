"""Nouns of the ledger: a target of one year's report, and what the next year's report says of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from digest.model.bounds import Verdict
from digest.model.dossier import Cell, Dossier, Table
from digest.model.report import Evidence, Fact

Outcome = Literal[
    Verdict,  # met, missed, near (within what 左右 allows), unclear (the result is a bound that decides nothing)
    "unreported",  # the next report does not say
    "mentioned",  # it speaks of the indicator without the result
    "rebased",  # it says so on another base
    "disputed",  # either report gives several values
    "pending",  # there is no next report at hand
]


@dataclass(frozen=True, slots=True)
class Promise:
    """A line of the ledger: a target of one year's report, and what the next year's report says came of it.

    `said` leads to where it is mentioned; `actual` shows the result, of what is rebased on the other base. `difference`: actual less
    target, in the target's unit, None where they are not comparable or the result is itself a bound.
    """

    table: Table
    dossier: Dossier  # whose report sets the target
    target: Fact
    outcome: Outcome
    next: Dossier | None = None  # whose report tells the result
    actual: Fact | None = None
    difference: Decimal | None = None
    said: Cell | None = None

    @property
    def told(self) -> Evidence | None:
        """Where the next report speaks of it."""
        if self.actual:
            return self.actual.evidence[0]
        return self.said.phrase.evidence if self.said and self.said.phrase else None
