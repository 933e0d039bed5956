"""A place's newest values among those of its peers: rank and median, and the movement since the year before.

Peers are places of the same level under the same parent where at least three of them give a comparable value, else all places of
that level. Comparable is the same indicator, measure, kind and year with one undisputed value; a total follows a place's size, so it
is not ranked, and neither is an indicator of which each report counts something else. A target that is a bound ranks by its number; a
result that is one (超过5%) has no certain rank and is left out, as are values on another base (不含开发区).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from statistics import median

from digest.compare.bases import base_of
from digest.compare.dossiers import latest
from digest.compare.movements import by_dossier, single
from digest.comparison import Movement, Standing
from digest.dossier import Dossier, Table
from digest.model import Fact

FEWEST = 3  # comparable values that a rank is worth telling of
# Units of what grows with a place; per head and per unit of output are not among them.
TOTALS = ("亿元", "人", "人次", "个", "户", "家", "吨", "亩", "公里", "套", "座", "部", "场", "件", "平方公里")


def is_total(table: Table) -> bool:
    """Whether a table's values follow the size of a place more than what it does."""
    return table.measure in ("level", "change") and table.unit in TOTALS


def standings(dossier: Dossier, tables: Iterable[Table], moved: Iterable[Movement], bases: tuple[str, ...] = ()) -> tuple[Standing, ...]:
    """A place's newest dossier, the tables of all dossiers, and all movements → a standing for each value that has peers or moved."""
    own = by_dossier(moved, dossier)
    found = (_standing(table, kind, dossier, own.get((table.id, kind)), bases) for table in tables for kind in ("actual", "target"))
    return tuple(standing for standing in found if standing and (standing.rank or standing.movement))


def _standing(table: Table, kind: str, dossier: Dossier, movement: Movement | None, bases: tuple[str, ...]) -> Standing | None:
    cells = {row.dossier.id: row.cell(kind) for row in table.rows}
    fact = single(cells[dossier.id]) if dossier.id in cells else None
    if fact is None or table.indicator.loose:
        return None
    newest = latest(row.dossier for row in table.rows)
    own = base_of(dossier, fact, bases)
    alike = [(d, f) for d in newest if (f := single(cells[d.id])) and f.year == fact.year and d.place.level == dossier.place.level]
    given = [(d, f) for d, f in alike if _ranks(f, kind) and base_of(d, f, bases) == own]
    near = [(d, f) for d, f in given if d.place.parent == dossier.place.parent]
    scope, peers = ("parent", near) if len(near) >= FEWEST and dossier.place.level == "county" else ("level", given)
    if len(peers) < FEWEST or is_total(table) or not _ranks(fact, kind):
        return Standing(table, kind, fact, 0, len(peers), scope, None, movement)
    values = [f.value for _, f in peers]
    rank = 1 + sum(value > fact.value for value in values)
    return Standing(table, kind, fact, rank, len(peers), scope, Decimal(median(values)), movement)


def _ranks(fact: Fact, kind: str) -> bool:
    """Whether a value's place in an order is certain: 10%以上 as a target is, 超过5% as a result is not."""
    return kind == "target" or fact.bound in ("=", "~")
