"""Values that pages and digests are made of → every number in them that is a count (how many of each thing), not a fact's."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, cast

from digest.chinese import figure_format
from digest.model.board import Computed, Panel
from digest.model.brief import IndicatorScore
from digest.model.catalogue import Indicator, Place, Policy, Topic
from digest.model.chart import Chart
from digest.model.comparison import Attention, Finding, Movement, Standing
from digest.model.dossier import Dossier
from digest.model.phrases import Spoken
from digest.model.promise import Promise
from digest.model.question import Question
from digest.model.report import Evidence, Fact, Paragraph, Pledge, Project, Record, Term
from digest.model.who_differs import PartAndWhole, UnitSize
from digest.render import filters

KnownCounts = dict[int, tuple[Dossier, frozenset[str]]]  # a dossier's identity → itself, and what is counted in it

# A number with what belongs to its size; of PM2.5 it takes 2.5, of 2024-03 both
# matches 1.2万 · 10,911 · 12.1% · 6个百分点      not 五
NUMBER = re.compile(r"[0-9]{1,30}(?:[.,][0-9]{1,30}){0,8}(?:个百分点|[万亿%])?")


def numbers(text: str) -> frozenset[str]:
    """Text → the numbers in it as they are written, thousands and units with them.  12,345人、5.5% → 12,345 5.5%"""
    return frozenset(NUMBER.findall(text))


def counted(value: object, known: KnownCounts | None = None) -> frozenset[str]:
    """A comparison, or what texts are made of → what is counted in it: every number that is no fact's, and how many of each thing there are.

    Facts, records, evidence and charts are left out: a fact's value must lead to its sentence; shares of a text belong to one page, and so
    does what the board computes. `known`: what is counted in dossiers that many values hold, kept from one to the next.
    """
    found: set[str] = set()
    _count_in(value, found, set(), {} if known is None else known)
    return frozenset(found)


# whose numbers rest on something else than on being counted
RESTED = (Fact, Spoken, Record, Paragraph, Evidence, Project, Pledge, Term, Attention, Chart, Indicator, Topic, Place, Policy, Panel)
UNCOUNTED = (str, bool, *RESTED)


def _count_in(value: object, found: set[str], seen: set[int], known: KnownCounts) -> None:
    if value is None or isinstance(value, UNCOUNTED):
        if isinstance(value, Fact) and value.year:
            found.add(str(value.year))
        return
    if isinstance(value, (int, Decimal)):
        found.add(figure_format.number(abs(Decimal(value))))
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, tuple):
        found.add(str(len(value)))
        for item in value:
            _count_in(item, found, seen, known)
        return
    if isinstance(value, Dossier):
        if id(value) not in known:
            own: set[str] = set()
            _count_in_fields(value, own, set(), known)
            known[id(value)] = value, frozenset(own)
        found.update(known[id(value)][1])
        return
    if isinstance(value, (Promise, Movement, Finding)) and value.difference is not None:
        found.update(numbers(filters.difference(value)))
    if isinstance(value, (Standing, Finding)) and value.median is not None:
        found.update(numbers(figure_format.amount(value.median, value.unit)))
    if isinstance(value, IndicatorScore) and value.middle is not None:
        found.update(numbers(figure_format.amount(value.middle, value.unit)))
    if isinstance(value, PartAndWhole):
        found.add(f"{figure_format.number(value.percent)}%")
    if isinstance(value, UnitSize):
        found.update(numbers(figure_format.amount(value.each, value.amount.unit)))
    if isinstance(value, Question) and value.computed is not None:
        found.update(numbers(" ".join(figure_format.amount(abs(value.computed), unit) for unit in (value.unit, figure_format.POINTS))))
    if isinstance(value, Computed):
        found.update(numbers(figure_format.amount(value.value, value.unit)))
    _count_in_fields(value, found, seen, known)


def _count_in_fields(value: object, found: set[str], seen: set[int], known: KnownCounts) -> None:
    for name in _names_of_fields(cast(Hashable, type(value))):
        _count_in(getattr(value, name), found, seen, known)


@cache  # of a few dozen types, asked for each of a hundred thousand values
def _names_of_fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
