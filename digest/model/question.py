"""Nouns of what a careful reader would ask: figures of one place that do not go together by themselves. Never a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from digest.model.catalogue import Indicator
from digest.model.dossier import Dossier, measured_name
from digest.model.report import Evidence, Fact

# sum: levels of sectors and of the whole; mix: a ratio of sectors; mean: their growth and that of the whole; pace: growth of revenue and of output;
# of_other: a share of a whole above; beyond: more of a plan than all; growth: growth and the levels of two years; fewer: a target met with less than
# the year before; restated: a result, retarget: a target that the next report gives otherwise
QuestionKind = Literal["sum", "mix", "mean", "pace", "of_other", "beyond", "growth", "fewer", "restated", "retarget"]


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A fact, of which indicator it is, and whose report gives it."""

    dossier: Dossier
    indicator: Indicator
    fact: Fact

    @property
    def name(self) -> str:
        """Indicator and measure in words.  地区生产总值增速"""
        return measured_name(self.indicator, self.fact.measure)


@dataclass(frozen=True, slots=True)
class Question:
    """Figures of one place that raise a question, in the order in which its sentence tells them, and what they come to together.

    `dossier` is the report that raises it. `computed` is in `unit`; `quote` a passage where figures stand that are no facts: 三次产业比例.
    """

    kind: QuestionKind
    dossier: Dossier
    given: tuple[NamedFact, ...]
    computed: Decimal | None = None
    unit: str = ""
    quote: Evidence | None = None
    topic: str = ""  # of the quote, where there are no facts

    @property
    def topics(self) -> frozenset[str]:
        """The ids of the topics in whose texts it is told."""
        return frozenset(one.indicator.topic for one in self.given) or frozenset((self.topic,))
