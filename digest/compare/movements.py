"""Dossiers over the years → how a place's own values moved: this report's against those of its report a year before.

Only like with like: the same indicator, measure, kind, unit and variant, exact results, and targets of the same bound (10%以上 and
9%左右 say different things). An indicator of which each report counts something else does not move, nor does a volume.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from digest.compare.comparable import one_value, same_base
from digest.model.bounds import exact, ranged
from digest.model.closed_sets import Kind
from digest.model.comparison import Movement
from digest.model.dossier import Cell, Table
from digest.model.report import Fact

Moved = Mapping[str, Mapping[tuple[str, str], Movement]]  # a dossier's id → its movements, by table and kind


def movements(tables: Iterable[Table]) -> tuple[Movement, ...]:
    """Tables of dossiers of several years → every movement, in the tables' order."""
    return tuple(
        movement
        for table in tables
        if not table.indicator.loose and not table.indicator.several
        for kind in ("target", "actual")
        for movement in _movements_of_table(table, kind)
    )


def single(cell: Cell) -> Fact | None:
    """A cell → its one value, or None where it gives none, several, or a range."""
    fact = one_value(cell)
    return fact if fact and not ranged(fact) else None


def _movements_of_table(table: Table, kind: Kind) -> Iterable[Movement]:
    given = {(row.dossier.place.code, row.dossier.year): (row.dossier, fact) for row in table.rows if (fact := single(row.cell(kind)))}
    for (code, year), (dossier, fact) in given.items():
        before, earlier = given.get((code, year - 1), (None, None))
        if before and earlier and _is_comparable(fact, earlier, kind):
            yield Movement(table, kind, dossier, before, fact, earlier, fact.value - earlier.value)


def _is_comparable(fact: Fact, earlier: Fact, kind: Kind) -> bool:
    return fact.bound == earlier.bound and (exact(fact) or kind == "target") and same_base(fact, earlier)


def by_dossier(made: Iterable[Movement]) -> Moved:
    """Movements → those of each dossier, by table and kind."""
    found: dict[str, dict[tuple[str, str], Movement]] = defaultdict(dict)
    for movement in made:
        found[movement.dossier.id][movement.table.id, movement.kind] = movement
    return found
