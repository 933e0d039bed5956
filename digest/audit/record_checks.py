"""Records → Problems that an editor should look at: contradictions in a report or between the reports of two years, implausible values.

Nothing is corrected because of a check; what is outside its range is marked 待核 (extract/beyond_range.py). A check with false alarms is soon
ignored: each reports only what can hardly be right, and nothing that two ways of counting explain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial

from digest.compare.disputes import disputed
from digest.extract.beyond_range import is_beyond, range_of
from digest.model.bounds import agree, definite, surely_above
from digest.model.catalogue import Catalogue
from digest.model.closed_sets import Measure
from digest.model.dossier import Dossier
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Fact, Record
from digest.model.where import edition_of, line_of, text_in

# How far the growth that two levels give may lie from the growth as stated: so many points for revisions and other bases, and a part of
# the growth for prices, which levels hold and growth leaves out.
_REVISED, _PRICES = Decimal(15), Decimal("0.5")
_FEW = 3  # figures, of which a short report may have no more than targets


def check(record: Record, catalogue: Catalogue) -> tuple[Problem, ...]:
    """A record → its contradictions and its implausible values, each naming the quotes."""
    return contradictions(record, catalogue) + implausible(record, catalogue) + parts_beyond_totals(record, catalogue) + targets_alone(record)


def contradictions(record: Record, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Two values of one indicator, measure, kind and year that can not both hold, as compare/disputes.py has it.

    增长12.1% and 增长12.9% of one year are; 突破15亿元 and 达15.8亿元 are not, nor is a stretch target beside its base.
    """
    found = disputed(record.own_facts, catalogue.indicators, partial(text_in, record.report))
    return tuple(_problem_of_contradiction(record, a, b) for a, b in found)


def implausible(record: Record, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Levels outside an indicator's plausible range, shares below nothing, growth that is hardly possible: what is marked 待核 for it."""
    known = {i.id: i for i in catalogue.indicators}
    odd = (fact for fact in record.facts if fact.indicator in known and is_beyond(fact, known[fact.indicator]))
    return tuple(_problem_implausible(record, fact, *range_of(fact, known[fact.indicator])) for fact in odd)


def parts_beyond_totals(record: Record, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Levels of a part that exceed the level of the whole that the catalogue puts it in, of one kind and year.

    工业投资130亿元 beside 固定资产投资101亿元; not where the whole is only given as 超过100亿元.
    """
    wholes = {i.id: i.within for i in catalogue.indicators if i.within}
    levels = [f for f in record.facts if f.measure == "level" and f.year is not None and not f.stretch]
    found = []
    for part in levels:
        for whole in levels:
            same = whole.indicator == wholes.get(part.indicator) and (whole.kind, whole.year) == (part.kind, part.year) and not whole.variant
            if same and surely_above(part, whole):
                found.append(_problem_of_part(record, part, whole))
    return tuple(found)


def targets_alone(record: Record) -> tuple[Problem, ...]:
    """A report that looks back like any other, and of whose figures none is a result: its review was probably read as its plan.

    An abridgement and an excerpt of the plan alone have no results to give; a report with a handful of figures may be so.
    """
    meta, facts = record.report.meta, record.own_facts
    begins_in_plan = bool(record.report.paragraphs) and record.report.paragraphs[0].part == "plan" and meta.completeness != "full"
    if len(facts) < _FEW or meta.completeness == "abridged" or begins_in_plan or any(fact.kind == "actual" for fact in facts):
        return ()
    message = N_("all {count} figures are read as targets, none as a result")
    hint = N_("look whether the part that looks back is read as a plan; headings like 2023年工作回顾 tell the parts apart")
    return (Problem(record.report.source.path, line_of(record.report, facts[0].evidence[0]), "parts.targets", message, hint,
                    (("count", str(len(facts))),), facts[0].evidence[0].quote, WARNING),)  # fmt: skip


def across_years(dossiers: Iterable[Dossier]) -> tuple[Problem, ...]:
    """Dossiers → what the reports of two consecutive years of one place say that can hardly both be right.

    Growth against levels: 40亿元 in one year, 60亿元 in the next and 增长5%. Targets: a target of last year quoted otherwise than it was set.
    """
    of = {(d.place.code, d.year): d for d in dossiers}
    found: list[Problem] = []
    for (code, year), dossier in sorted(of.items()):
        earlier = of.get((code, year - 1))
        if earlier is not None:
            found += _problems_of_growth(earlier, dossier)
            found += _problems_of_targets(earlier, dossier)
    return tuple(found)


def _problems_of_growth(earlier: Dossier, dossier: Dossier) -> Iterator[Problem]:
    """The year's growth as stated against the levels of both reports, where each gives one level and one growth, exactly."""
    year = dossier.year - 1
    for growth in _single_results(dossier, "growth", year):
        before = [f for f in _single_results(earlier, "level", year - 1) if (f.indicator, f.like) == (growth.indicator, growth.like)]
        after = [f for f in _single_results(dossier, "level", year) if (f.indicator, f.like) == (growth.indicator, growth.like)]
        if before and after and before[0].value > 0:
            given = (after[0].value / before[0].value - 1) * 100
            if abs(given - growth.value) > _REVISED + abs(growth.value) * _PRICES:
                yield _problem_of_levels(dossier, growth, before[0], after[0], given)


def _single_results(dossier: Dossier, measure: Measure, year: int) -> list[Fact]:
    """A dossier's exact results of a year in one measure, of the indicators that it gives one value of."""
    facts = [f for f in dossier.facts if (f.measure, f.kind, f.year) == (measure, "actual", year)]
    return [f for f in facts if definite(f) and sum(g.indicator == f.indicator for g in facts) == 1]


def _problems_of_targets(earlier: Dossier, dossier: Dossier) -> Iterator[Problem]:
    """Targets of last year as the new report quotes them, that agree with none that last year's report set."""
    year = dossier.year - 1
    for quoted in (f for f in dossier.facts if f.kind == "target" and f.year == year):
        key = quoted.indicator, quoted.measure, quoted.like
        set_then = [f for f in earlier.facts if f.kind == "target" and f.year == year and (f.indicator, f.measure, f.like) == key]
        if set_then and not any(agree(quoted, f) for f in set_then):
            yield _problem_of_restated_target(dossier, quoted, set_then[0])


def _problem_of_contradiction(record: Record, a: Fact, b: Fact) -> Problem:
    return Problem(
        record.report.source.path,
        line_of(record.report, b.evidence[0]),
        "facts.contradiction",
        N_("two values for one figure: {first} on line {line} and {second} here"),
        N_("compare both places with the original; both are published"),
        (("first", a.evidence[0].quote), ("line", str(line_of(record.report, a.evidence[0]))), ("second", b.evidence[0].quote)),
        b.evidence[0].quote,
        WARNING,
    )


def _problem_of_part(record: Record, part: Fact, whole: Fact) -> Problem:
    return Problem(
        record.report.source.path, line_of(record.report, part.evidence[0]), "facts.beyond-total",
        N_("{part} is more than the whole of which it is a part: {whole} on line {line}"),
        N_("compare both places with the original; both are published"),
        (("part", part.evidence[0].quote), ("whole", whole.evidence[0].quote), ("line", str(line_of(record.report, whole.evidence[0])))),
        part.evidence[0].quote, WARNING,
    )  # fmt: skip


def _problem_of_levels(dossier: Dossier, growth: Fact, before: Fact, after: Fact, given: Decimal) -> Problem:
    record = edition_of(dossier, growth.evidence[0])
    return Problem(
        record.report.source.path, line_of(record.report, growth.evidence[0]), "facts.growth-apart",
        N_("growth of {stated}% is stated, but last year's report gave {before} and this one gives {after}, which is {given}%"),
        N_("compare both reports with the originals; the base may have changed, or a figure may be misread"),
        (
            ("stated", f"{growth.value.normalize():f}"), ("given", f"{given:.1f}"),
            ("before", before.evidence[0].quote), ("after", after.evidence[0].quote),
        ),
        growth.evidence[0].quote, WARNING,
    )  # fmt: skip


def _problem_of_restated_target(dossier: Dossier, quoted: Fact, then: Fact) -> Problem:
    record = edition_of(dossier, quoted.evidence[0])
    return Problem(
        record.report.source.path, line_of(record.report, quoted.evidence[0]), "facts.target-restated",
        N_("last year's target is given as {quoted}; last year's report said {then}"),
        N_("compare both reports with the originals; both are published"),
        (("quoted", quoted.evidence[0].quote), ("then", then.evidence[0].quote)),
        quoted.evidence[0].quote, WARNING,
    )  # fmt: skip


def _problem_implausible(record: Record, fact: Fact, least: Decimal | None, most: Decimal | None) -> Problem:
    return Problem(
        record.report.source.path,
        line_of(record.report, fact.evidence[0]),
        "facts.implausible",
        N_("{value} {unit} is outside the plausible range ({least} to {most}) of {indicator}"),
        N_("compare with the original; the range stands in content/indicators.yaml; until it fits, the value is 待核 and compared with nothing"),
        (
            ("value", f"{fact.value.normalize():f}"),
            ("unit", fact.unit),
            ("least", "…" if least is None else str(least)),
            ("most", "…" if most is None else str(most)),
            ("indicator", fact.indicator),
        ),
        fact.evidence[0].quote,
        WARNING,
    )
