"""Tables → pairs: of each newest report its last result and this year's target, where they are of one base; and which way the target goes.

A target is above, at or below the last result: which is better is not said, and a target below the last result is no broken one. Not compared
are ceilings (控制在3%以内), what is better when lower, falls, points gained, a result that is itself a bound which decides nothing, and what
each report counts in its own way (of 80个重点项目 and 60个项目 nobody knows whether they are of one list).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.compare.comparable import one_value, same_scope
from digest.model.bounds import at_most, exact, extent, falls, from_below, ranged
from digest.model.brief import Direction, Pair
from digest.model.dossier import Dossier, Table
from digest.model.report import Fact

# What a figure's words have before its number
# at the start: 争取专项资金4.2亿元      not 4.2亿元
_NAME = re.compile(r"[^0-9０-９]+")


def last_and_next(tables: Iterable[Table], newest: Iterable[Dossier]) -> tuple[Pair, ...]:
    """Tables and the newest dossiers → a pair for each indicator and measure of which a report gives both on one base, in the tables' order.

    城镇新增就业 10,911人, 6000人 → down      造林 1.2万亩, 1.26万亩 → up
    """
    ids = {dossier.id for dossier in newest}
    return tuple(
        pair
        for table in tables
        if not ((table.indicator.loose and not table.indicator.several) or table.indicator.lower_is_better or (table.measure == "change" and table.unit == "%"))
        for row in table.rows
        if row.dossier.id in ids and (pair := pair_of(table, row.dossier, one_value(row.actual), one_value(row.target)))
    )


def pair_of(table: Table, dossier: Dossier, state: Fact | None, promise: Fact | None) -> Pair | None:
    """A result and a target → the pair, or None where they are not of one base or the order is not sure."""
    if state is None or promise is None or state.like != promise.like or state.unit != promise.unit or not same_scope(state, promise):
        return None
    if table.indicator.several and not _named_alike(state, promise):
        return None
    if falls(state) or falls(promise) or at_most(promise) or ranged(promise) or state.estimate:
        return None
    way = _way(state, promise)
    return Pair(table, dossier, state, promise, way, from_below(promise)) if way else None


def _named_alike(one: Fact, other: Fact) -> bool:
    """Whether two figures of an indicator of many things are of the same: their words have the same name before the number.

    争取各类债券资金3亿元, 争取各类债券资金2亿元以上 → True    争取各类债券资金3亿元, 争取上级资金2亿元 → False
    """
    names = [name[0] if (name := _NAME.match(fact.evidence[0].words)) else "" for fact in (one, other)]
    return names[0] == names[1] != ""


def _way(state: Fact, promise: Fact) -> Direction:
    """10911, 6000 → down    60%, 60%以上 → flat    突破60%, 62% → "" (it may have been 63 already)    突破60%, 55% → down"""
    told, named = extent(state), promise.value
    if told.low > named:
        return "down"
    if told.high < named:
        return "up"
    return "flat" if exact(state) and state.value == named else ""
