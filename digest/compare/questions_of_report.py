"""A dossier → questions that its own figures raise: sectors that are not the whole, revenue that runs ahead, shares of something else, plans outdone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from digest.chinese.figure_format import percent
from digest.compare.comparable import PLAIN
from digest.model.bounds import Extent, definite, exact, extent
from digest.model.catalogue import Catalogue, Indicator
from digest.model.closed_sets import KINDS, Kind, Measure
from digest.model.dossier import Dossier
from digest.model.question import NamedFact, Question
from digest.model.report import Evidence, Fact

SLACK = Decimal("0.01")  # how far sums may be off by rounding, as a part of the whole
POINTS = Decimal("0.2")  # how far a ratio of three may be from 100, and a mean from between its parts, by rounding
AHEAD, TIMES = Decimal(10), Decimal(3)  # revenue is told to run ahead from so many points and times the growth of output
STEADY = Decimal(4)  # growth of output beside which falling revenue is asked about
OUTDONE = Decimal(120)  # percent of a plan that are asked about
PLAN, PART_OF = "计划", "占"
# A ratio of the three sectors: each with at most one decimal sign
# matches 三次产业结构比为21.4：33.1：45.5 · 三次产业比重由26.7:37.5:35.8      not 产业结构比为3:7 · 三次产业融合发展
_MIX = re.compile(
    r"(?:三次|一、?二、?三次?)产业?(?:结构|增加值)?[^，。；：:∶0-9]{0,12}(?:[0-9]{4}年底?的)?"
    r"(?P<a>[0-9]{1,2}(?:\.[0-9]{1,2})?) ?[：:∶] ?(?P<b>[0-9]{1,2}(?:\.[0-9]{1,2})?) ?[：:∶] ?(?P<c>[0-9]{1,2}(?:\.[0-9]{1,2})?)(?![0-9.：:∶])"
)


def questions_of_report(dossier: Dossier, catalogue: Catalogue) -> tuple[Question, ...]:
    """A dossier → what its own figures raise.  财政收入下降8%, 地区生产总值增长6% → pace    完成年度计划的122% → beyond"""
    known = {indicator.id: indicator for indicator in catalogue.indicators}
    found = [question for whole in catalogue.indicators if whole.sectors for question in _of_sectors(dossier, whole, known)]
    found += [question for one in catalogue.indicators if one.follows for question in _of_pace(dossier, one, known[one.follows])]
    found += _of_mixes(dossier, catalogue)
    found += _of_shares(dossier, known)
    return tuple(found)


def sole(dossier: Dossier, indicator: Indicator, measure: Measure, kind: Kind, year: int, like: tuple[str, bool] | None = PLAIN) -> Fact | None:
    """What a dossier gives of an indicator: its one value, no bound, checked; None where it gives none or several. `like` None: of whatever variant."""
    told = [f for f in dossier.facts if (f.indicator, f.measure, f.kind, f.year) == (indicator.id, measure, kind, year) and like in (None, f.like)]
    given = [fact for fact in told if not fact.stretch and not fact.unchecked]
    return given[0] if len({fact.value for fact in given}) == 1 and definite(given[0]) else None


def _of_sectors(dossier: Dossier, whole: Indicator, known: dict[str, Indicator]) -> Iterator[Question]:
    """Sectors beside the whole: levels that are not its level, growth all of which is above or below its growth."""
    for kind in KINDS:
        year = dossier.year - (kind == "actual")
        for measure in ("level", "growth"):
            total = sole(dossier, whole, measure, kind, year)
            parts = [(known[id], sole(dossier, known[id], measure, kind, year)) for id in whole.sectors]
            facts = [fact for _, fact in parts if fact]
            if total is None or len(facts) < len(parts) or any(fact.unit != total.unit for fact in facts):
                continue
            given = (NamedFact(dossier, whole, total), *(NamedFact(dossier, one, fact) for one, fact in parts if fact))
            if measure == "level" and kind == "actual" and not _sum(facts).widened(SLACK).meets(extent(total)):
                yield Question("sum", dossier, given, sum((fact.value for fact in facts), Decimal(0)), total.unit)
            if measure == "growth" and not _between(facts).meets(extent(total)):
                yield Question("mean", dossier, given)


def _sum(facts: Iterable[Fact]) -> Extent:
    ends = [extent(fact) for fact in facts]
    return Extent(sum((one.low for one in ends), Decimal(0)), sum((one.high for one in ends), Decimal(0)))


def _between(facts: Iterable[Fact]) -> Extent:
    """Growth of all parts → what that of the whole may be."""
    ends = [extent(fact) for fact in facts]
    return Extent(min(one.low for one in ends) - POINTS, max(one.high for one in ends) + POINTS)


def _of_pace(dossier: Dossier, one: Indicator, other: Indicator) -> Iterator[Question]:
    """Revenue beside output: far ahead of it, or falling while it grows."""
    year = dossier.year - 1
    own, beside = sole(dossier, one, "growth", "actual", year), sole(dossier, other, "growth", "actual", year)
    if own is None or beside is None or not exact(own) or not exact(beside):
        return
    ahead = beside.value > 0 and own.value - beside.value >= AHEAD and own.value >= beside.value * TIMES
    if ahead or (own.value < 0 and beside.value >= STEADY):
        yield Question("pace", dossier, (NamedFact(dossier, one, own), NamedFact(dossier, other, beside)), own.value - beside.value, "%")


def _of_mixes(dossier: Dossier, catalogue: Catalogue) -> Iterator[Question]:
    """Ratios of the three sectors that are not 100 together."""
    topic = next((one.topic for one in catalogue.indicators if one.sectors), "")
    for edition in dossier.editions:
        for paragraph in edition.report.paragraphs:
            for found in _MIX.finditer(paragraph.text):
                total = sum((Decimal(found[name]) for name in "abc"), Decimal(0))
                if abs(total - 100) > POINTS and topic:
                    evidence = Evidence(edition.report.id, paragraph.id, found.start(), found.end(), found[0])
                    yield Question("mix", dossier, (), total, "%", evidence, topic)


def _of_shares(dossier: Dossier, known: dict[str, Indicator]) -> Iterator[Question]:
    """Shares of another whole whose own share the same report lets compute, and plans that are outdone by far."""
    for edition in dossier.editions:
        for fact in edition.facts:
            indicator = known.get(fact.indicator)
            if indicator is None or not fact.whole or fact.kind != "actual" or fact.year != dossier.year - 1 or fact.unchecked:
                continue
            if fact.whole == PLAN:
                if fact.value >= OUTDONE or (fact.value > 100 and PART_OF in fact.evidence[0].words):
                    yield Question("beyond", dossier, (NamedFact(dossier, indicator, fact),))
            elif within := known.get(indicator.within):
                own = sole(dossier, indicator, "level", "actual", fact.year, None)
                total = sole(dossier, within, "level", "actual", fact.year, None)
                if own and total and exact(own) and exact(total) and total.value:
                    given = (NamedFact(dossier, indicator, fact), NamedFact(dossier, indicator, own), NamedFact(dossier, within, total))
                    yield Question("of_other", dossier, given, percent(own.value, total.value), "%")
