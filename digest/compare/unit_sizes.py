"""Tables → what an amount comes to for each of the things that its sentence counts (635亿元 of 111个 → 5.7亿元), told as a question of what was counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from digest.compare.comparable import one_value
from digest.model.bounds import exact
from digest.model.closed_sets import KINDS, Kind
from digest.model.dossier import Dossier, Table
from digest.model.report import Fact
from digest.model.who_differs import UnitSize

MONEY = "亿元"
# What parts an amount from the count before it
# matches 。全年 · ，其中实施类103个      not 、总投资
_BETWEEN = re.compile(r"[。！？；;]|[0-9０-９][个项]")
PEOPLE = ("人", "人次")  # who are no things of which each has a size
TENTH = Decimal("0.1")
MOST = 6  # places whose means are told


def unit_sizes(tables: Iterable[Table], newest: Iterable[Dossier]) -> tuple[UnitSize, ...]:
    """Tables and the newest dossiers → of each amount that stands beside a count in one sentence, how much it is for each; the largest of a kind first.

    An amount and a count go together where the catalogue says so (`beside`): 总投资635亿元的项目111个
    """
    levels = {table.indicator.id: table for table in tables if table.measure == "level"}
    amounts = [table for table in levels.values() if table.unit == MONEY and "share" not in table.indicator.measures]  # what is done in a year is no size
    pairs = [(table, levels[id]) for table in amounts for id in table.indicator.beside if id in levels and levels[id].unit != MONEY]
    made = [size for amount, count in pairs for dossier in newest for kind in KINDS if (size := _size_of(amount, count, dossier, kind))]
    places = Counter((one.table.id, one.dossier.id) for one in made)
    told = Counter(table for table, _ in places)
    made = [one for one in made if 1 < told[one.table.id] <= MOST]  # a mean of one place alone says nothing, a long row of them no more
    return tuple(sorted(made, key=lambda one: (one.table.id, one.kind, -one.each, one.dossier.id)))


def _size_of(amount: Table, count: Table, dossier: Dossier, kind: Kind) -> UnitSize | None:
    money, things = (one_value(next(row for row in table.rows if row.dossier.id == dossier.id).cell(kind)) for table in (amount, count))
    if not money or not things or not exact(money) or not exact(things) or not _in_one_sentence(dossier, money, things):
        return None
    if things.value < 2 or things.unit in PEOPLE:
        return None
    return UnitSize(amount, count, dossier, kind, money, things, (money.value / things.value).quantize(TENTH))


def _in_one_sentence(dossier: Dossier, one: Fact, other: Fact) -> bool:
    """Whether two facts stand in one paragraph without the end of a sentence, or another count, between them."""
    first, last = sorted((one.evidence[0], other.evidence[0]), key=lambda evidence: evidence.start)
    if (first.report, first.paragraph) != (last.report, last.paragraph):
        return False
    record = next(record for record in dossier.editions if record.report.id == first.report)
    text = next(p.text for p in record.report.paragraphs if p.id == first.paragraph)
    return not _BETWEEN.search(text[first.end : last.start])
