"""Dossiers → Tables: an indicator in one measure across places and years, results and targets, each empty cell with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from digest.compare.absence_reason import unsaid
from digest.compare.disputes import disputes, shown
from digest.model.catalogue import Indicator
from digest.model.closed_sets import KINDS, Kind, Measure
from digest.model.dossier import Cell, Dossier, Row, Table, table_id
from digest.model.report import Fact
from digest.model.where import text_around

MEASURES: tuple[Measure, ...] = ("level", "share", "growth", "change")  # in the order in which tables stand


def tables(indicators: Iterable[Indicator], dossiers: tuple[Dossier, ...]) -> tuple[Table, ...]:
    """Indicators and dossiers → a table for each indicator and measure of which anybody gives a value, in the catalogue's order."""
    index = _facts_by_column(dossiers)
    told = {(indicator, measure) for _, indicator, measure, _ in index}  # of a hundred indicators in four measures few have a value
    measured = ((indicator, measure) for indicator in indicators for measure in MEASURES if (indicator.id, measure) in told)
    made = (_table_of_measure(indicator, measure, dossiers, index) for indicator, measure in measured)
    return tuple(table for table in made if table.given)


Index = dict[tuple[str, str, Measure, Kind], list[Fact]]  # dossier, indicator, measure, kind → facts of the year that the column means


def _facts_by_column(dossiers: tuple[Dossier, ...]) -> Index:
    """The review speaks of the year before the report's, the plan of the report's own; other years stand on no column."""
    index: Index = defaultdict(list)
    for dossier in dossiers:
        for fact in dossier.facts:
            if fact.year == dossier.year - (fact.kind == "actual"):
                index[dossier.id, fact.indicator, fact.measure, fact.kind].append(fact)
    return index


def _table_of_measure(indicator: Indicator, measure: Measure, dossiers: tuple[Dossier, ...], index: Index) -> Table:
    rows = tuple(
        Row(dossier, *(cell(dossier, index.get((dossier.id, indicator.id, measure, kind), []), indicator, kind, measure) for kind in KINDS))
        for dossier in dossiers
    )
    facts = [fact for row in rows for one in (row.actual, row.target) for fact in one.facts]
    units = [fact.unit for fact in facts]
    unit = indicator.unit if indicator.unit in units else next(iter(units), "")  # 户 beside 个 stands in its own unit
    return Table(table_id(indicator.id, measure), indicator, measure, unit, rows)


def cell(dossier: Dossier, facts: list[Fact], indicator: Indicator, kind: Kind, measure: Measure) -> Cell:
    """A dossier and its facts for one indicator, measure, kind and year → what is shown of them, or why there is none."""
    if not facts:
        return unsaid(dossier, indicator, kind, measure)
    given = shown(facts, partial(text_around, dossier))
    return Cell(given, disputed=bool(disputes(indicator, given)))
