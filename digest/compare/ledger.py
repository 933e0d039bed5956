"""Dossiers of one place → its ledger: what each report aimed at, and what the next year's report says came of it.

A target of year t is held against the result for year t in the report of year t+1, the same indicator in the same measure and unit and
on the same base: a level never against a growth, a total without the zone (不含开发区) never against the whole. Whether a target is met,
near or missed is decided in model/bounds.py. Where the next report does not mention it, the ledger says so; where it mentions it without
the result, its sentence is shown; where the base is another, both values are shown and not compared.
"""

from __future__ import annotations

from collections.abc import Iterable

from digest.compare.base import BaseWords, base_of, base_words
from digest.compare.tables import MEASURES, cell, tables
from digest.model.bounds import exact, outcome, ranged
from digest.model.catalogue import Catalogue
from digest.model.dossier import Dossier, Table
from digest.model.promise import Promise
from digest.model.report import Fact


def ledger(dossiers: Iterable[Dossier], catalogue: Catalogue) -> tuple[Promise, ...]:
    """The dossiers of one place → a promise for each target of each year, newest targets first, then in the catalogue's order."""
    years, words = {dossier.year: dossier for dossier in dossiers}, base_words(catalogue)
    promises: list[Promise] = []
    for year in sorted(years, reverse=True):
        dossier, later = years[year], years.get(year + 1)
        for table in tables((i for i in catalogue.indicators if not (i.loose or i.several)), (dossier,)):
            for target in table.rows[0].target.facts:
                promises.append(_promise_of_target(table, dossier, target, later, words))
    return tuple(promises)


def _promise_of_target(table: Table, dossier: Dossier, target: Fact, later: Dossier | None, bases: BaseWords) -> Promise:
    if table.rows[0].target.doubtful:
        return Promise(table, dossier, target, "disputed", later)
    if later is None:
        return Promise(table, dossier, target, "pending")
    own = [f for f in later.facts if _is_result(f, target) and f.measure == target.measure and f.unit == target.unit]
    told = cell(later, own, table.indicator, "actual", target.measure)
    if told.doubtful:
        return Promise(table, dossier, target, "disputed", later)
    if not told.facts:
        other = next((f for measure in MEASURES for f in later.facts if _is_result(f, target) and f.measure == measure), None)
        if other or told.phrase is None:
            return Promise(table, dossier, target, "rebased" if other else "unreported", later, other)
        return Promise(table, dossier, target, "mentioned", later, said=told)
    actual = told.facts[0]
    if base_of(dossier, target, bases) != base_of(later, actual, bases):
        return Promise(table, dossier, target, "rebased", later, actual)
    difference = actual.value - target.value if exact(actual) and not ranged(target) else None
    return Promise(table, dossier, target, outcome(target, actual, table.indicator.lower_is_better), later, actual, difference)


def _is_result(fact: Fact, target: Fact) -> bool:
    return fact.kind == "actual" and fact.indicator == target.indicator and fact.year == target.year
