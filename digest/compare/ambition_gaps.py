"""Pairs → targets that are far from the last result, in either direction: said as it is, for a target below the last result is no broken one."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from digest.model.brief import Pair
from digest.model.comparison import Finding

FAR = Decimal("0.3")  # of an amount, as a part of the result
POINTS = Decimal(3)  # of a rate


def ambition_gaps(pairs: Iterable[Pair]) -> tuple[Finding, ...]:
    """Pairs of the newest reports → a finding for each whose target is far from the result: the target, then the result.

    新增就业 10,911人, 6000人 → gap -4,911      GDP 5%, 5.5% → none
    """
    return tuple(
        Finding("gap", one.table, (one.dossier, one.dossier), (one.promise, one.state), "target", difference=one.promise.value - one.state.value)
        for one in pairs
        if _is_far(one)
    )


def _is_far(one: Pair) -> bool:
    apart = abs(one.promise.value - one.state.value)
    if one.table.unit == "%":
        return apart >= POINTS
    return one.state.value > 0 and apart >= one.state.value * FAR and not (one.floor and one.direction == "down")
