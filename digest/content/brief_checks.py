"""What editors order for briefs, the rows of topics.yaml and the values of national.yaml → ids in them that no indicator or measure has."""

from __future__ import annotations

from collections.abc import Iterator

from digest.content.policy_checks import INDICATOR, unknown_id
from digest.content.schema import Places
from digest.model.catalogue import Indicator, Policy, Topic
from digest.model.national import NationalValue
from digest.model.problem import N_, Problem

MEASURE = ("content.no-measure", N_("the measure {id} does not exist"), N_("did you mean {guess}?"))


def check_rows(
    where: str, topics: tuple[Topic, ...], indicators: tuple[Indicator, ...], policies: tuple[Policy, ...], places: Places
) -> Iterator[Problem]:
    """Topics → the ids in their rows that do not exist, by their lines.  indicators: [afforestaton] → did you mean afforestation?"""
    known = (("indicators", [i.id for i in indicators], INDICATOR), ("measures", [p.id for p in policies], MEASURE))
    for number, topic in enumerate(topics):
        for at, row in enumerate(topic.rows):
            for (field, ids, words), asked in zip(known, (row.indicators, row.measures), strict=True):
                for index, id in enumerate(asked if ids else ()):
                    yield from unknown_id(where, id, ids, places((number, "rows", at, field, index)), words)


def check_national(where: str, national: tuple[NationalValue, ...], indicators: tuple[Indicator, ...], places: Places) -> Iterator[Problem]:
    """Values of the nation → those of an indicator that does not exist, or of a measure that it does not have, by their lines."""
    own = {indicator.id: indicator for indicator in indicators}
    for number, value in enumerate(national if own else ()):
        yield from unknown_id(where, value.indicator, list(own), places((number, "indicator")), INDICATOR)
        indicator = own.get(value.indicator)
        if indicator and value.measure not in indicator.measures:
            line, quote = places((number, "measure"))
            values = (("measure", value.measure), ("measures", ", ".join(indicator.measures)))
            yield Problem(where, line, "content.headline", N_("{measure} is none of the indicator's measures"), N_("write one of {measures}"), values, quote)
