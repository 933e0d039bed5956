"""Tables → where a place gives as much of a total as the place that contains it, or more: told as a question of what was counted."""

from __future__ import annotations

from collections.abc import Iterable

from digest.chinese.figure_format import percent
from digest.compare.comparable import is_total, one_value
from digest.model.bounds import exact, from_below
from digest.model.closed_sets import KINDS
from digest.model.dossier import Dossier, Table
from digest.model.who_differs import PartAndWhole, Relation

LEAST = 5  # percent of the whole that are worth telling


def parts_and_wholes(tables: Iterable[Table], newest: Iterable[Dossier]) -> tuple[PartAndWhole, ...]:
    """Tables and the newest dossiers → each total that a place and the place above it give for one year, what exceeds the whole first.

    盐湖区 造林 1.8万亩, 运城市 1.2万亩 → more, 150 %
    """
    by_code = {dossier.place.code: dossier for dossier in newest}
    found = [
        told
        for table in tables
        if is_total(table) and table.measure == "level" and not table.indicator.loose
        for part in by_code.values()
        if (whole := by_code.get(part.place.parent)) and whole.year == part.year
        for told in _told_of_total(table, part, whole)
    ]
    return tuple(sorted(found, key=lambda one: (one.relation == "less", -one.percent, one.table.id, one.part.id)))


def _told_of_total(table: Table, part: Dossier, whole: Dossier) -> Iterable[PartAndWhole]:
    rows = {row.dossier.id: row for row in table.rows}
    for kind in KINDS:
        own, total = one_value(rows[part.id].cell(kind)), one_value(rows[whole.id].cell(kind))
        if not own or not total or own.volume != total.volume or own.unit != total.unit or not exact(total) or not total.value:
            continue
        if not exact(own) and not (from_below(own) and own.value > total.value):
            continue
        size = percent(own.value, total.value)
        relation: Relation = "more" if own.value > total.value else "same" if own.value == total.value else "less"
        if size >= LEAST and (own.like == total.like or relation != "less"):  # of another base only what has to be asked
            yield PartAndWhole(table, kind, part, own, whole, total, size, relation)
