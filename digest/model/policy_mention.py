"""The noun of what a report says of a measure of policy: where, as what is done or planned, with which amount and by when."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.closed_sets import Kind

Stretch = tuple[int, int]  # characters from and to of a paragraph's text
NOWHERE: Stretch = (0, 0)


@dataclass(frozen=True, slots=True)
class PolicyMention:
    """Characters start to end of a paragraph speak of a measure: what can be quoted for it, and within it its amount and its date."""

    policy: str  # the id of the measure
    kind: Kind  # actual: told of as done; target: planned
    paragraph: str
    start: int
    end: int
    amount: Stretch = NOWHERE
    time: Stretch = NOWHERE
    counted: Stretch = NOWHERE  # the amount with what it is one of

    @property
    def quantified(self) -> bool:
        """Whether a number is said of it."""
        return self.amount != NOWHERE

    @property
    def dated(self) -> bool:
        """Whether a date is said of it."""
        return self.time != NOWHERE
