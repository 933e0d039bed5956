"""A matrix of measures → the one or two that the text of one place alone plans with a number or a date: what makes a place different, never a list."""

from __future__ import annotations

from digest.model.compared_policies import PolicyMatrix, PolicyRow
from digest.model.who_differs import SoleMeasure

FEWEST = 10  # other places whose whole text is at hand, before it says anything that one is alone
MOST = 2


def sole_measures(matrix: PolicyMatrix) -> tuple[SoleMeasure, ...]:
    """→ the measures that one place alone plans with a number or a date, what has both first, one of a place; none where few other texts are whole.

    A measure that one place merely mentions says nothing of it: what the others call it by another name nobody knows.
    """
    told = [row for row in matrix.rows if row.said == 1 and _says_how_much(row) and _whole_others(row) >= FEWEST]
    ranked = sorted((SoleMeasure(row.policy, row.saying[0]) for row in told), key=lambda one: not (one.cell.quantified and one.cell.dated))
    first = {one.cell.dossier.id: one for one in reversed(ranked)}
    return tuple(one for one in ranked if one is first[one.cell.dossier.id])[:MOST]


def _says_how_much(row: PolicyRow) -> bool:
    own = row.saying[0]
    return bool(own.planned) and (own.quantified or own.dated)


def _whole_others(row: PolicyRow) -> int:
    return sum(not cell.told and cell.dossier.completeness == "full" for cell in row.cells)
