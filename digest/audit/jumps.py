"""Records of several years → the same without levels that are three times the year before's (most likely misread), and a Problem for each.

The year before's is that of its own report or of the same text. Only of indicators that grow from year to year (地区生产总值); works (老旧小区)
may well be three times as many. What is withheld stays in the record as a figure, so that it can be found, and is compared with nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from digest.chinese.word_patterns import longest_first
from digest.model.bounds import definite
from digest.model.catalogue import Catalogue, Indicator
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Fact, Figure, Record
from digest.model.where import line_of

TIMES = Decimal(3)
_STATED = (Decimal(150), Decimal(-60))  # a growth or a fall as stated, from which on a jump is what the report itself says


@dataclass(frozen=True, slots=True)
class Jump:
    """A fact that is withheld, and the value of the year beside it that it is measured against."""

    record: Record
    fact: Fact
    other: Fact


Levels = dict[int, list[tuple[Record, Fact]]]


def without_jumps(records: tuple[Record, ...], catalogue: Catalogue) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Records → the same without levels that jump against the year before, and what is said of each.

    固定资产投资 121.1亿元 of 2014, 615亿元 of 2015 and 130亿元 of 2016 → without 615亿元
    """
    growing = {i.id: i for i in catalogue.indicators if _is_growing(i)}
    jumps = [jump for levels, stated in _levels_by_year(records, growing) for jump in _jumps(levels, stated)]
    told = {(jump.record.report.id, jump.fact) for jump in jumps}
    jumps += [jump for record in records for jump in _jumps_within(record, growing) if (record.report.id, jump.fact) not in told]
    odd = frozenset((jump.record.report.id, jump.fact) for jump in jumps)
    if not odd:
        return records, ()
    return tuple(_record_without(record, odd, growing) for record in records), tuple(map(_problem_of_jump, jumps))


def _is_growing(indicator: Indicator) -> bool:
    """Whether a report gives one level of an indicator a year, which grows or falls: 地区生产总值, not 老旧小区 nor 重点项目数."""
    alone = not (indicator.several or indicator.loose or indicator.counted)
    return alone and indicator.measures[:1] == ("level",) and "growth" in indicator.measures


def _levels_by_year(records: Iterable[Record], growing: dict[str, Indicator]) -> list[tuple[Levels, dict[int, Decimal]]]:
    """Records → of each place, indicator and variant the levels by year as the report of the next year gives them, and the growth as stated."""
    levels: dict[tuple[str, str, str], Levels] = defaultdict(lambda: defaultdict(list))
    stated: dict[tuple[str, str, str], dict[int, Decimal]] = defaultdict(dict)
    for record in records:
        year = (record.report.meta.year or 0) - 1
        for fact in record.facts:
            if fact.indicator in growing and (fact.kind, fact.year) == ("actual", year):
                key = record.report.meta.code, fact.indicator, fact.variant
                if fact.measure == "level" and definite(fact):
                    levels[key][year].append((record, fact))
                elif fact.measure == "growth":
                    stated[key][year] = fact.value
    return [(found, stated[key]) for key, found in sorted(levels.items())]


def _jumps(levels: Levels, stated: dict[int, Decimal]) -> list[Jump]:
    """Levels by year → those that jump: the later of two, unless the year after it agrees with it and the earlier has nobody beside it."""
    found: list[Jump] = []
    withheld: set[int] = set()
    for year in sorted(levels):
        if year - 1 not in levels or year - 1 in withheld or not _are_far_apart(levels, year - 1, year) or _is_explained_by(stated.get(year)):
            continue
        backed = year + 1 in levels and not _are_far_apart(levels, year, year + 1)
        lonely = year - 2 not in levels or _are_far_apart(levels, year - 2, year - 1)
        if backed and not lonely:
            continue  # two years before agree, two after: another base
        odd, beside = (year - 1, year) if backed else (year, year - 1)
        withheld.add(odd)
        found += [Jump(record, fact, levels[beside][0][1]) for record, fact in levels[odd]]
    return found


def _jumps_within(record: Record, growing: dict[str, Indicator]) -> list[Jump]:
    """A record → its levels, reached or aimed at, that are three times or a third of the year before's in the same text, where no growth says so."""
    exact = [f for f in record.facts if f.indicator in growing and f.measure == "level" and f.year is not None and definite(f)]
    found = []
    for fact in exact:
        before = [f for f in exact if (f.indicator, f.variant) == (fact.indicator, fact.variant) and f.kind == "actual" and f.year == (fact.year or 0) - 1]
        stated = [f.value for f in record.facts if (f.indicator, f.variant, f.measure, f.year) == (fact.indicator, fact.variant, "growth", fact.year)]
        if before and all(_is_far_from(fact, f) for f in before) and not any(map(_is_explained_by, stated)):
            found.append(Jump(record, fact, before[0]))
    return found


def _is_far_from(fact: Fact, other: Fact) -> bool:
    low, high = sorted((fact.value, other.value))
    return low > 0 and high >= TIMES * low


def _are_far_apart(levels: Levels, a: int, b: int) -> bool:
    """Whether every level of one year is three times every level of the other, or more."""
    return all(_is_far_from(one, other) for _, one in levels[a] for _, other in levels[b])


def _is_explained_by(growth: Decimal | None) -> bool:
    return growth is not None and not _STATED[1] < growth < _STATED[0]


def _record_without(record: Record, odd: frozenset[tuple[str, Fact]], growing: dict[str, Indicator]) -> Record:
    out = [fact for fact in record.facts if (record.report.id, fact) in odd]
    if not out:
        return record
    figures = (*record.figures, *(_figure_of_fact(fact, growing[fact.indicator]) for fact in out))
    return replace(record, facts=tuple(f for f in record.facts if f not in out), figures=figures, spoken=None)


def _figure_of_fact(fact: Fact, indicator: Indicator) -> Figure:
    quote = fact.evidence[0].quote
    subject = next((name for name in longest_first(indicator.aliases) if name in quote), indicator.name)
    return Figure(
        subject, fact.measure, fact.value, fact.unit, fact.bound, fact.kind, fact.year, fact.evidence[0], fact.high, fact.estimate, fact.indicator
    )


def _problem_of_jump(jump: Jump) -> Problem:
    record, quote = jump.record, jump.fact.evidence[0].quote
    return Problem(
        record.report.source.path, line_of(record.report, jump.fact.evidence[0]), "facts.jump",
        N_("{quote} is three times or a third of what the report of the year beside it gives: {other}"),
        N_("compare both reports with the originals: it may be a sum of several years or a lost point; the value is not compared until it fits"),
        (("quote", quote), ("other", jump.other.evidence[0].quote)), quote, WARNING,
    )  # fmt: skip
