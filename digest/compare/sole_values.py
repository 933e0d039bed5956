"""Tables → what the text of one place alone gives a number of: targets first. Told where every other text was read whole or says nothing of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from digest.model.closed_sets import Kind
from digest.model.dossier import DAMAGED, SAID, UNREAD, Dossier, Table
from digest.model.who_differs import SoleValue

FEWEST = 3  # places, before one of them is alone
MOST, MOST_OF_ONE = 4, 2


def sole_values(tables: Iterable[Table], newest: tuple[Dossier, ...]) -> tuple[SoleValue, ...]:
    """Tables and the newest dossiers → the indicators of which one place alone gives a value, targets before results, few of each place.

    Of one that another text speaks of without a value, or may have given where it is damaged, nothing is said.
    """
    if len(newest) < FEWEST:
        return ()
    made = [told for kind in ("target", "actual") for table in tables if (told := _sole(table, newest, kind))]
    own, kept, seen = Counter[str](), [], set[str]()
    for one in made:
        if one.table.indicator.id not in seen and own[one.dossier.id] < MOST_OF_ONE:
            own[one.dossier.id] += 1
            seen.add(one.table.indicator.id)
            kept.append(one)
    return tuple(sorted(kept[:MOST], key=lambda one: one.dossier.place.code))


def _sole(table: Table, newest: tuple[Dossier, ...], kind: Kind) -> SoleValue | None:
    ids = {dossier.id for dossier in newest}
    rows = [row for row in table.rows if row.dossier.id in ids]
    given = [row for row in rows if row.actual.facts or row.target.facts]
    if len(given) != 1 or not given[0].cell(kind).facts or given[0].cell(kind).doubtful or table.indicator.several:
        return None
    others = [cell for row in rows if row is not given[0] for cell in (row.actual, row.target)]
    if any(cell.phrase or cell.absence in (UNREAD, DAMAGED, SAID) for cell in others):
        return None
    return SoleValue(table, kind, given[0].dossier, given[0].cell(kind).facts[0])
