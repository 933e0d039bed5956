"""Tables → the target that the text of one place alone sets: told where enough other texts were read whole and none says anything of it."""

from __future__ import annotations

from collections.abc import Iterable

from digest.model.dossier import DAMAGED, SAID, UNREAD, Dossier, Table
from digest.model.who_differs import SoleValue

FEWEST = 10  # other places whose whole text is at hand, before it says anything that one is alone
RELATIVE = ("share", "growth")  # what says as much of a small place as of a large one


def sole_values(tables: Iterable[Table], newest: tuple[Dossier, ...], most: int = 1) -> tuple[SoleValue, ...]:
    """Tables and the newest dossiers → the targets that one place alone sets, shares and growth first, so many at most.

    Of one that another text speaks of without a value, or may have given where it is damaged, nothing is said; nor of results, which others
    may leave out of a report for no reason.
    """
    found = [told for table in tables if (told := _sole(table, newest))]
    return tuple(sorted(found, key=lambda one: one.table.measure not in RELATIVE)[: max(most, 0)])


def _sole(table: Table, newest: tuple[Dossier, ...]) -> SoleValue | None:
    ids = {dossier.id for dossier in newest}
    rows = [row for row in table.rows if row.dossier.id in ids]
    given = [row for row in rows if row.actual.facts or row.target.facts]
    if len(given) != 1 or not given[0].target.facts or given[0].target.doubtful or table.indicator.several:
        return None
    others = [row for row in rows if row is not given[0]]
    if any(cell.phrase or cell.absence in (UNREAD, DAMAGED, SAID) for row in others for cell in (row.actual, row.target)):
        return None
    if sum(row.dossier.completeness == "full" for row in others) < FEWEST:
        return None
    return SoleValue(table, "target", given[0].dossier, given[0].target.facts[0])
