"""The nouns of labels: what a careful reader found in a report, by hand, against which the program is measured (content/gold/*.json).

A label says what stands in the text, never what a program found. The enumerations are those of report.py; values are in the
indicator's unit; every quote stands verbatim in the source, on one line. A part that is None was not labelled and is not scored.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

FORBID = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class GoldMeta:
    """Whose report, of which year, by whom; None where nobody can know it from the text."""

    __pydantic_config__ = FORBID

    place: str | None = None
    province: str | None = None
    parent: str | None = None
    level: str | None = None
    year: int | None = None
    delivered: str | None = None
    speaker: str | None = None
    office: str | None = None
    session: str | None = None
    completeness: str | None = None
    source_url: str | None = None  # told, not scored
    publisher: str | None = None  # told, not scored


@dataclass(frozen=True, slots=True)
class GoldHeading:
    """A heading line and its level."""

    __pydantic_config__ = FORBID

    level: int
    title: str


@dataclass(frozen=True, slots=True)
class GoldParagraph:
    """How a paragraph of the body begins (12 characters), the part it stands in, and the topic that it is mainly about."""

    __pydantic_config__ = FORBID

    starts: str
    part: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A value of the whole place for an indicator, with the shortest stretch of text that holds it."""

    __pydantic_config__ = FORBID

    quote: str
    indicator: str
    measure: str
    value: Decimal
    unit: str
    bound: str
    kind: str
    year: int | None


@dataclass(frozen=True, slots=True)
class GoldProject:
    """A named project with an investment (亿元) or a milestone."""

    __pydantic_config__ = FORBID

    name: str
    investment: Decimal | None
    milestone: str
    when: str | None
    kind: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldPledge:
    """A numbered item of the list of 民生实事: its whole text."""

    __pydantic_config__ = FORBID

    no: int
    text: str


@dataclass(frozen=True, slots=True)
class GoldTerm:
    """A term of the glossary and how its definition begins."""

    __pydantic_config__ = FORBID

    term: str
    starts: str = ""


@dataclass(frozen=True, slots=True)
class GoldDamage:
    """A stretch that scraping or typesetting has visibly damaged; `why` says how."""

    __pydantic_config__ = FORBID

    quote: str
    why: str


@dataclass(frozen=True, slots=True)
class Gold:
    """All labels of one report. `file` is the source as it is called below the folder of sources."""

    __pydantic_config__ = FORBID

    id: str
    file: str
    meta: GoldMeta
    body_first: str = ""  # the first and the last twelve characters of the report's own text
    body_last: str = ""
    boilerplate: tuple[str, ...] = ()  # each whole line that is not the report
    outline: tuple[GoldHeading, ...] | None = None
    paragraphs: tuple[GoldParagraph, ...] | None = None
    facts: tuple[GoldFact, ...] = ()
    projects: tuple[GoldProject, ...] | None = None
    pledges: tuple[GoldPledge, ...] | None = None
    glossary: tuple[GoldTerm, ...] | None = None
    damage: tuple[GoldDamage, ...] | None = None
    notes: str | tuple[str, ...] = ""
