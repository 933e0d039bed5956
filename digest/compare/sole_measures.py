"""A matrix of measures → those that the text of one place alone speaks of, the most exact first: what makes a place different."""

from __future__ import annotations

from collections import Counter

from digest.model.compared_policies import PolicyMatrix
from digest.model.who_differs import SoleMeasure

FEWEST = 3  # places, before one of them is alone
MOST = 6
MOST_OF_ONE = 2


def sole_measures(matrix: PolicyMatrix) -> tuple[SoleMeasure, ...]:
    """→ the measures that one place alone plans, those with a number or date first, few of each place; none of fewer than three places."""
    if len(matrix.totals) < FEWEST:
        return ()
    found = [SoleMeasure(row.policy, row.saying[0]) for row in matrix.rows if row.said == 1 and row.saying[0].planned]
    ranked = sorted(found, key=lambda one: (not one.cell.quantified, not one.cell.dated))
    told = Counter[str]()
    kept = []
    for one in ranked:
        told[one.cell.dossier.id] += 1
        if told[one.cell.dossier.id] <= MOST_OF_ONE:
            kept.append(one)
    return tuple(sorted(kept[:MOST], key=lambda one: one.cell.dossier.place.code))
