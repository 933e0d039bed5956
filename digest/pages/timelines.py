"""Projects → bars over the twelve months of a year: 4月 is one month wide, 上半年 six, 年内 twelve.

4月 is one month, 上半年 six, 年内 the whole year; nothing is put where the text does not. What is done and dated by its year alone would be
a bar over everything and is left to the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from digest.extract.deadlines import months
from digest.model.closed_sets import Kind, Milestone
from digest.model.listing import ListedProject
from digest.pages.page_frame import Link
from digest.render import filters


@dataclass(frozen=True, slots=True)
class Bar:
    """A project on the line: the row that it is of, what is said, and the months from `start` (1–12) on that it takes, `length` of them."""

    row: str
    name: Link
    place: str
    milestone: Literal["", Milestone]
    when: str
    start: int
    length: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Year:
    """The bars of a year, from the earliest to the latest, and of those the exact ones first."""

    year: str
    bars: tuple[Bar, ...]


Years = tuple[Year, ...]
Shown = tuple[str, ListedProject, Link, str]  # the row's id, the line, its name with the way to its sentence, its place


def timeline(shown: Iterable[Shown]) -> Years:
    """Rows of a table → the years in which something of theirs is dated, the newest first."""
    years: dict[str, list[Bar]] = defaultdict(list)
    for id, line, name, place in shown:
        project = line.project
        found = months(project.when)
        if found is None or (found[2] == 12 and project.kind == "actual"):
            continue
        year, start, length = found
        years[year].append(Bar(id, name, place, project.milestone, _when_in_words(project.when, project.kind), start, length, project.kind))
    return tuple(Year(year, tuple(sorted(years[year], key=lambda bar: (bar.start + bar.length, bar.length)))) for year in sorted(years, reverse=True))


def _when_in_words(when: str, kind: Kind) -> str:
    return filters.moment(when) + ("内" if len(when) == 4 and kind == "target" else "")
