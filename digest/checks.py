"""Record → Problems: what an editor should look at. Nothing is corrected and nothing is left out because of a check."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, groupby

from digest.catalogue import Catalogue
from digest.model import Fact, Record
from digest.problems import N_, WARNING, Problem

_ROUNDING = Decimal("0.01")  # the same value given more exactly elsewhere: 12.1 and 12.13
_GROWTH = (Decimal(-60), Decimal(400))  # percent; beyond, a point or a unit was probably lost


def check(record: Record, catalogue: Catalogue) -> tuple[Problem, ...]:
    """A record → its contradictions and its implausible values, each naming the quotes."""
    return contradictions(record, catalogue) + implausible(record, catalogue)


def contradictions(record: Record, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Two values of one indicator, measure, kind and year that can not both hold.

    增长12.1% and 增长12.9% of one year are; 突破15亿元 and 达15.8亿元 are not, nor is a stretch target beside its base.
    """
    single = {i.id for i in catalogue.indicators if not (i.counted or i.several or i.beside)}
    facts = sorted((f for f in record.facts if f.indicator in single and f.year is not None and not f.stretch), key=_key)
    found = []
    for _, group in groupby(facts, _key):
        different = {(f.value, f.high, f.bound): f for f in group}
        for a, b in combinations(different.values(), 2):
            if not _agree(a, b):
                found.append(_contradiction(record, a, b))
    return tuple(found)


def implausible(record: Record, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Levels outside an indicator's plausible range, shares outside 0 to 100, growth that is hardly possible."""
    ranges = {i.id: (i.least, i.most) for i in catalogue.indicators}
    found = []
    for fact in record.facts:
        least, most = ranges.get(fact.indicator, (None, None)) if fact.measure == "level" else (None, None)
        if fact.measure == "growth":
            least, most = _GROWTH
        elif fact.measure == "share":
            least = Decimal(0)
        if (least is not None and fact.value < least) or (most is not None and fact.value > most):
            found.append(_implausible(record, fact, least, most))
    return tuple(found)


def _key(fact: Fact) -> tuple[str, str, str, int]:
    return fact.indicator, fact.measure, fact.kind, fact.year or 0


def _agree(a: Fact, b: Fact) -> bool:
    """Whether one value can satisfy both statements."""
    low, high = zip(_interval(a), _interval(b), strict=True)
    floor = max((x for x in low if x is not None), default=None)
    ceiling = min((x for x in high if x is not None), default=None)
    return floor is None or ceiling is None or floor <= ceiling


def _interval(fact: Fact) -> tuple[Decimal | None, Decimal | None]:
    slack = abs(fact.value) * (_ROUNDING * 10 if fact.bound == "~" else _ROUNDING)
    if fact.bound == ">=":
        return fact.value - slack, None
    if fact.bound == "<=":
        return None, fact.value + slack
    return fact.value - slack, (fact.high if fact.high is not None else fact.value) + slack


def _line(record: Record, fact: Fact) -> int:
    """The source's line on which a fact's evidence begins."""
    evidence = fact.evidence[0]
    paragraph = next((p for p in record.report.paragraphs if p.id == evidence.paragraph), None)
    if paragraph is None:
        return 0
    return next((piece.line for piece in reversed(paragraph.pieces) if piece.start <= evidence.start), paragraph.line)


def _contradiction(record: Record, a: Fact, b: Fact) -> Problem:
    return Problem(
        record.report.source.path,
        _line(record, b),
        "facts.contradiction",
        N_("two values for one figure: {first} on line {line} and {second} here"),
        N_("compare both places with the original; both are published"),
        (("first", a.evidence[0].quote), ("line", str(_line(record, a))), ("second", b.evidence[0].quote)),
        b.evidence[0].quote,
        WARNING,
    )


def _implausible(record: Record, fact: Fact, least: Decimal | None, most: Decimal | None) -> Problem:
    return Problem(
        record.report.source.path,
        _line(record, fact),
        "facts.implausible",
        N_("{value} {unit} is outside the plausible range ({least} to {most}) of {indicator}"),
        N_("compare with the original; the range stands in content/indicators.yaml"),
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
