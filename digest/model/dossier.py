"""Nouns of comparing: a report as it is compared, and what it says of an indicator beside others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from digest.model.catalogue import Indicator, Place
from digest.model.closed_sets import Completeness, Kind, Measure
from digest.model.phrases import Phrase, Spoken
from digest.model.report import Fact, Paragraph, Pledge, Record, Term

MEASURES: Mapping[str, str] = {"level": "总量", "growth": "增速", "change": "变动", "share": "占比"}


UNMENTIONED = "未提及"  # the whole text was read and does not say it


UNREAD = "—"  # the whole text was read and uses its words, but neither a value nor a remark on it was read


NOT_IN_EXCERPT = "节选未含"  # only a part of the report is at hand, and that part does not say it


DAMAGED = "原文缺损"  # where it would stand, the copy at hand has lost digits or words


SAID = "有提法"  # it speaks of the indicator, and gives no value for this cell: in words, in another measure or unit, of another year


ONLY: Mapping[Kind, str] = {"actual": "只提目标", "target": "只提完成"}  # by what the cell is of: it speaks of the other alone


ABSENCES = frozenset({UNMENTIONED, NOT_IN_EXCERPT, DAMAGED, SAID, *ONLY.values(), UNREAD})  # what a cell of a table says instead of a value


@dataclass(frozen=True, slots=True)
class Dossier:
    """One place in one year: all editions of its report (the fullest first), and what they say taken together."""

    id: str  # code-year: 141081-2024
    place: Place
    name: str  # what the place is called; where many are called so, with the place above: 晋城市城区
    province: str
    parent: str
    year: int
    completeness: Literal["", Completeness]  # that of the fullest of the editions
    editions: tuple[Record, ...]
    facts: tuple[Fact, ...]
    pledges: tuple[Pledge, ...]
    terms: tuple[Term, ...]
    damaged: tuple[tuple[str, Paragraph], ...] = ()  # what holds a damaged stretch, with the code of the damage
    spoken: Spoken = field(default_factory=Spoken)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one dossier says of one indicator, actual or target: its facts, or the reason why there is none.

    Between the two stands a `phrase`: the dossier speaks of the indicator without giving what the cell is for, and `absence` says so.

    Several facts in one cell mean that the text gives several values: a base and a stretch target, or a contradiction, which
    `disputed` tells apart.
    """

    facts: tuple[Fact, ...] = ()
    absence: str = ""
    disputed: bool = False
    phrase: Phrase | None = None

    @property
    def doubtful(self) -> bool:
        """Whether nothing can be built on its values: they contradict each other, or nobody has compared them with the page."""
        return self.disputed or any(fact.unchecked for fact in self.facts)

    @property
    def words(self) -> str:
        """A cell without facts → what stands in it: an aim in the text's own words, else the reason."""
        return (self.phrase.words if self.phrase else "") or self.absence


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier's line in a table: last year's result and this year's target."""

    dossier: Dossier
    actual: Cell
    target: Cell

    def cell(self, kind: Kind) -> Cell:
        """What is asked for → the cell that tells it."""
        return self.actual if kind == "actual" else self.target


def table_id(indicator: str, measure: str) -> str:
    """An indicator and a measure → the id of their table, which addresses and ids of figures are made of.  fiscal_revenue, growth → fiscal-revenue-growth"""
    return f"{indicator}-{measure}".replace("_", "-")


def measured_name(indicator: Indicator, measure: Measure) -> str:
    """An indicator and a measure → both in words.  地区生产总值增速   服务业增加值占比   城镇登记失业率   居民消费价格涨幅"""
    said = measure == "level" or (measure == "share" and indicator.unit == "%") or indicator.name.endswith(("涨幅", "增速"))
    return indicator.name if said else indicator.name + MEASURES[measure]


@dataclass(frozen=True, slots=True)
class Table:
    """One indicator in one measure across dossiers: 地区生产总值 · growth · %."""

    id: str  # indicator-measure: gdp-growth
    indicator: Indicator
    measure: Measure
    unit: str
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """Indicator and measure in words.  地区生产总值增速   服务业增加值占比   城镇登记失业率   居民消费价格涨幅"""
        return measured_name(self.indicator, self.measure)

    @property
    def given(self) -> int:
        """How many of the rows give a value at all."""
        return sum(bool(row.actual.facts or row.target.facts) for row in self.rows)
