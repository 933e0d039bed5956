"""Values that can hardly be: a level outside the indicator's range, a share below nothing, a growth of more than four times → 待核.

Such a fact is shown and told, and compared with nothing until an editor has corrected the text or the range in content/indicators.yaml.
A sum of several years is no level of one, so it has no range.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from digest.model.catalogue import Catalogue, Indicator
from digest.model.report import Fact, Record

Range = tuple[Decimal | None, Decimal | None]
GROWTH = (Decimal(-60), Decimal(400))  # percent; beyond, a point or a unit was probably lost
WHOLLY = Decimal(-100)  # what is better the lower it is may fall to nothing: accidents


def range_of(fact: Fact, indicator: Indicator) -> Range:
    """A fact and its indicator → between which values it can be, None where nothing is known."""
    if fact.measure == "growth":
        return (WHOLLY if indicator.lower_is_better else GROWTH[0]), GROWTH[1]
    if fact.measure == "share":
        return Decimal(0), None
    return (indicator.least, indicator.most) if fact.measure == "level" and fact.year is not None and fact.unit == indicator.unit else (None, None)


def is_beyond(fact: Fact, indicator: Indicator) -> bool:
    """Whether a value is outside the range in which it can be."""
    least, most = range_of(fact, indicator)
    return (least is not None and fact.value < least) or (most is not None and fact.value > most)


def beyond_marked(record: Record, catalogue: Catalogue) -> Record:
    """A record → the same with every fact marked 待核 that is outside its range."""
    known = {indicator.id: indicator for indicator in catalogue.indicators}
    if not any(is_beyond(fact, known[fact.indicator]) for fact in record.facts):
        return record
    return replace(record, facts=tuple(replace(f, unchecked=True) if is_beyond(f, known[f.indicator]) else f for f in record.facts))
