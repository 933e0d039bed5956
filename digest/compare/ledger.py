"""Dossiers of one place → its ledger: what each report aimed at, and what the next year's report says came of it.

A target of year t is held against the result for year t in the report of year t+1, the same indicator in the same measure and unit and
of the same variant: a level never against a growth, a total without the zone (不含开发区) never against the whole, what was begun never
against what was to be completed. Whether a target is met, near or missed is decided in model/bounds.py. Where the next report does not
mention it, the ledger says so; where it mentions it without the result, or tells a volume only, that is shown; where the variant is
another, both values are shown and not compared. A volume is no target.
"""

from __future__ import annotations

from collections.abc import Iterable

from digest.compare.tables import MEASURES, cell, tables
from digest.model.bounds import exact, outcome, ranged
from digest.model.catalogue import Catalogue
from digest.model.dossier import Dossier, Table
from digest.model.promise import Promise
from digest.model.report import Fact


def ledger(dossiers: Iterable[Dossier], catalogue: Catalogue) -> tuple[Promise, ...]:
    """The dossiers of one place → a promise for each target of each year, newest targets first, then in the catalogue's order."""
    years = {dossier.year: dossier for dossier in dossiers}
    promises: list[Promise] = []
    for year in sorted(years, reverse=True):
        dossier, later = years[year], years.get(year + 1)
        for table in tables((i for i in catalogue.indicators if not (i.loose or i.several)), (dossier,)):
            targets = (fact for fact in table.rows[0].target.facts if not fact.volume)
            promises += [_promise_of_target(table, dossier, target, later) for target in targets]
    return tuple(promises)


def _promise_of_target(table: Table, dossier: Dossier, target: Fact, later: Dossier | None) -> Promise:
    if table.rows[0].target.doubtful:
        return Promise(table, dossier, target, "disputed", later)
    if later is None:
        return Promise(table, dossier, target, "pending")
    same = [f for f in later.facts if _is_result(f, target) and f.measure == target.measure and f.unit == target.unit]
    own = [f for f in same if f.like == target.like]
    told = cell(later, own, table.indicator, "actual", target.measure)
    if told.doubtful:
        return Promise(table, dossier, target, "disputed", later)
    if not told.facts:
        rest = [f for measure in (target.measure, *MEASURES) for f in later.facts if _is_result(f, target) and f.measure == measure]
        other = next((f for f in rest if not f.volume), None)
        volume = next((f for f in rest if f.volume), None)
        if other or volume:
            return Promise(table, dossier, target, "rebased" if other else "mentioned", later, other or volume)
        return Promise(table, dossier, target, "mentioned" if told.phrase else "unreported", later, said=told if told.phrase else None)
    actual = told.facts[0]
    difference = actual.value - target.value if exact(actual) and not ranged(target) else None
    return Promise(table, dossier, target, outcome(target, actual, table.indicator.lower_is_better), later, actual, difference)


def _is_result(fact: Fact, target: Fact) -> bool:
    return fact.kind == "actual" and fact.indicator == target.indicator and fact.year == target.year
