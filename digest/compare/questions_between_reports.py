"""The dossiers of a place of two years → questions that they raise together: growth against levels, results and targets told otherwise, less than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from digest.compare.comparable import is_total, same_base
from digest.compare.questions_of_report import sole
from digest.model.bounds import Extent, agree, definite, exact, extent
from digest.model.catalogue import Catalogue, Indicator
from digest.model.dossier import Dossier
from digest.model.promise import Promise
from digest.model.question import NamedFact, Question
from digest.model.report import Fact

# How far the growth that two levels give may be from what is stated: so many points for revisions, and for prices of what is told without them.
REVISED, PRICES = Decimal(3), Decimal(5)
ROUNDED = Decimal("0.005")  # how far 90万 and 1.2万亿 may be rounded, as a part of them
FEWER = Decimal("0.05")  # how much less than the year before is asked about, as a part of it


def questions_between_reports(earlier: Dossier, later: Dossier, lines: Iterable[Promise], catalogue: Catalogue) -> tuple[Question, ...]:
    """Two dossiers of consecutive years and what the later says of the earlier's targets → what they raise.

    100亿元, 90亿元, 增长8% → growth    2023年完成121亿元, 2023年完成115亿元 → restated
    """
    known = {one.id: one for one in catalogue.indicators if not (one.loose or one.several)}
    found = [question for one in known.values() for question in _of_growth(earlier, later, one)]
    found += _of_results(earlier, later, known)
    found += _of_targets(earlier, later, known)
    found += [question for line in lines if (question := _of_less(line, earlier, later))]
    return tuple(found)


def _of_growth(earlier: Dossier, later: Dossier, indicator: Indicator) -> Iterator[Question]:
    """A year's growth as stated against the levels of both reports."""
    year = later.year - 1
    growth, after = sole(later, indicator, "growth", "actual", year), sole(later, indicator, "level", "actual", year)
    before = sole(earlier, indicator, "level", "actual", year - 1)
    if growth is None or after is None or before is None or after.unit != before.unit:
        return
    then, now = _as_rounded(before), _as_rounded(after)
    if then.low <= 0 or now.low <= 0:
        return
    slack = REVISED + (PRICES if indicator.real else 0)
    implied = Extent((now.low / then.high - 1) * 100 - slack, (now.high / then.low - 1) * 100 + slack)
    if not implied.meets(extent(growth)):
        given = (NamedFact(later, indicator, growth), NamedFact(earlier, indicator, before), NamedFact(later, indicator, after))
        yield Question("growth", later, given, ((after.value / before.value - 1) * 100).quantize(Decimal("0.1")), "%")


def _as_rounded(fact: Fact) -> Extent:
    """A level → what it may have been before it was rounded: half of its last digit, where it ends in noughts a little more.  12.1 → 12.05 … 12.15"""
    last = int(fact.value.normalize().as_tuple().exponent)
    half = Decimal(5).scaleb(last - 1) if last <= 0 else max(Decimal("0.5"), fact.value * ROUNDED)
    reach = extent(fact)
    return Extent(reach.low - half, reach.high + half)


def _of_results(earlier: Dossier, later: Dossier, known: dict[str, Indicator]) -> Iterator[Question]:
    """Results of the year before last that the later report tells otherwise than the earlier did."""
    year = earlier.year - 1
    for again in later.facts:
        if again.kind != "actual" or again.year != year or again.indicator not in known or not exact(again) or again.unchecked or again.volume:
            continue
        key = again.indicator, again.measure
        then = [f for f in earlier.facts if (f.kind, f.year) == ("actual", year) and (f.indicator, f.measure) == key and same_base(f, again)]
        if then and all(exact(f) and not f.unchecked for f in then) and not any(agree(f, again) for f in then):
            indicator = known[again.indicator]
            yield Question("restated", later, (NamedFact(earlier, indicator, then[0]), NamedFact(later, indicator, again)))


def _of_targets(earlier: Dossier, later: Dossier, known: dict[str, Indicator]) -> Iterator[Question]:
    """Targets of last year that the later report quotes otherwise than the earlier set them."""
    for again in later.facts:
        if again.kind != "target" or again.year != earlier.year or again.indicator not in known or again.unchecked:
            continue
        key = again.indicator, again.measure, again.like
        then = [f for f in earlier.facts if f.kind == "target" and f.year == again.year and (f.indicator, f.measure, f.like) == key]
        if then and not any(agree(f, again) for f in then):
            indicator = known[again.indicator]
            yield Question("retarget", later, (NamedFact(earlier, indicator, then[0]), NamedFact(later, indicator, again)))


def _of_less(line: Promise, earlier: Dossier, later: Dossier) -> Question | None:
    """A target that is met by less than the year before. Of works nothing: what is built one year is not there to be built the next."""
    indicator, year = line.table.indicator, earlier.year - 1
    if line.outcome != "met" or line.actual is None or line.dossier.id != earlier.id or indicator.lower_is_better:
        return None
    grows = line.table.measure == "growth" and line.target.value > 0 and line.actual.value > 0
    if not grows and not (is_total(line.table) and line.table.measure == "level" and ("growth" in indicator.measures or indicator.headline)):
        return None
    now = sole(later, indicator, "level", "actual", year + 1) if grows else line.actual
    before = sole(earlier, indicator, "level", "actual", year)
    if now is None or before is None or not definite(now) or not exact(before) or not same_base(now, before) or now.value > before.value * (1 - FEWER):
        return None
    given = (NamedFact(earlier, indicator, line.target), NamedFact(later, indicator, line.actual), NamedFact(earlier, indicator, before))
    return Question("fewer", later, (*given, NamedFact(later, indicator, now)), before.value - now.value, before.unit)
