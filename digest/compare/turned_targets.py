"""Movements → how many places raised, kept and lowered a target against their own of the year before: of one level, the newest year, and equal bounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from digest.model.comparison import Finding, Movement

FEWEST = 3  # places, before their number says anything


def turned_targets(moved: Iterable[Movement], newest: int) -> tuple[Finding, ...]:
    """Movements of targets and the newest year of reports → a finding for each table and level: those who raised it first, those who lowered it last.

    6 → 7, 6 → 6, 6 → 5 → of 3: highest 1, more 1, lowest 1
    """
    groups: dict[tuple[str, str], list[Movement]] = defaultdict(list)
    for movement in moved:
        if movement.kind == "target" and movement.dossier.year == newest:
            groups[movement.table.id, movement.dossier.place.level].append(movement)
    return tuple(_turn_of_group(groups[key]) for key in sorted(groups) if len(groups[key]) >= FEWEST)


def _turn_of_group(moved: list[Movement]) -> Finding:
    ordered = sorted(moved, key=lambda one: ((one.difference < 0) - (one.difference > 0), -abs(one.difference), one.dossier.id))
    up, down = sum(one.difference > 0 for one in ordered), sum(one.difference < 0 for one in ordered)
    dossiers, facts = tuple(one.dossier for one in ordered), tuple(one.fact for one in ordered)
    return Finding("turned", ordered[0].table, dossiers, facts, "target", of=len(ordered), highest=up, lowest=down, more=len(ordered) - up - down)
