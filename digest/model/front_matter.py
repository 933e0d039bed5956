"""What an editor states about a report at the head of its file: place, year, completeness, and corrections of its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digest.model.closed_sets import Completeness
from digest.model.written import Day, Locator

Stated = Literal["place", "year", "delivered", "speaker", "completeness"]  # what an editor states and the text says too


@dataclass(frozen=True, slots=True)
class Fix:
    """A correction of a report's text: the wrong words (they stand once, within a line), the right ones, and the reason."""

    __pydantic_config__ = {"extra": "forbid"}

    find: str
    put: str
    why: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What an editor states about a report at the head of its file; empty where nothing is stated. It overrides what is read."""

    __pydantic_config__ = {"extra": "forbid"}

    place: str = ""  # a name, or a code where the name is ambiguous: 城区 / 140502
    year: int | None = None
    title: str = ""
    url: Locator = ""
    fetched: Day = ""  # the day on which the text was taken from that address
    publisher: str = ""
    delivered: Day = ""  # ISO date
    speaker: str = ""
    office: str = ""
    session: str = ""
    completeness: Literal["", Completeness] = ""
    ocr: bool = False  # recognised from a scan, and compared with it by nobody
    rewritten: bool = False  # an abridgement in our own words: its sentences are not the report's
    sure: tuple[Stated, ...] = ()  # what stays as stated although the text says otherwise
    note: str = ""  # shown with the report, e.g. where its text is from
    cleaned: bool = False  # nothing stands below but the report, a paragraph a line: no line is named boilerplate, no two are joined
    fix: tuple[Fix, ...] = ()  # corrections, made before anything else is read and shown with the report
