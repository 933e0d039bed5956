"""Nouns of comparing: a report as it is compared, and what it says of an indicator beside others."""

from __future__ import annotations

from dataclasses import dataclass

from digest.catalogue import Indicator, Place
from digest.model import Fact, Paragraph, Pledge, Record, Term

MEASURES = {"level": "总量", "growth": "增速", "change": "变动", "share": "占比"}


UNMENTIONED = "未提及"  # the whole text was read and does not say it


NOT_IN_EXCERPT = "节选未含"  # only a part of the report is at hand, and that part does not say it


DAMAGED = "原文缺损"  # where it would stand, the copy at hand has lost digits or words


ABSENCES = frozenset({UNMENTIONED, NOT_IN_EXCERPT, DAMAGED, "—"})  # what a cell of a table says instead of a value


@dataclass(frozen=True, slots=True)
class Dossier:
    """One place in one year: all editions of its report (the fullest first), and what they say taken together."""

    id: str  # code-year: 141081-2024
    place: Place
    name: str  # what the place is called; where many are called so, with the place above: 晋城市城区
    province: str
    parent: str
    year: int
    completeness: str  # full | excerpt | abridged: the fullest of the editions
    editions: tuple[Record, ...]
    facts: tuple[Fact, ...]
    pledges: tuple[Pledge, ...]
    terms: tuple[Term, ...]
    damaged: tuple[tuple[str, Paragraph], ...] = ()  # what holds a damaged stretch, with the code of the damage


@dataclass(frozen=True, slots=True)
class Cell:
    """What one dossier says of one indicator, actual or target: its facts, or the reason why there is none.

    Several facts in one cell mean that the text gives several values: a base and a stretch target, or a contradiction, which
    `disputed` tells apart.
    """

    facts: tuple[Fact, ...] = ()
    absence: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier's line in a table: last year's result and this year's target."""

    dossier: Dossier
    actual: Cell
    target: Cell

    def cell(self, kind: str) -> Cell:
        """actual | target → that cell."""
        return self.actual if kind == "actual" else self.target


@dataclass(frozen=True, slots=True)
class Table:
    """One indicator in one measure across dossiers: 地区生产总值 · growth · %."""

    id: str  # indicator-measure: gdp-growth
    indicator: Indicator
    measure: str  # level | growth | change | share
    unit: str
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """Indicator and measure in words.  地区生产总值增速   服务业增加值占比   城镇登记失业率   居民消费价格涨幅"""
        name = self.indicator.name
        said = self.measure == "level" or (self.measure == "share" and self.indicator.unit == "%") or name.endswith(("涨幅", "增速"))
        return name if said else name + MEASURES[self.measure]

    @property
    def given(self) -> int:
        """How many of the rows give a value at all."""
        return sum(bool(row.actual.facts or row.target.facts) for row in self.rows)
