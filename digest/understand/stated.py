"""What an editor states at the head of a file, compared with what its text says: place, year, day, speaker, completeness.

The front matter is believed, so a slip in it would be published unnoticed. A place or a year that the text contradicts
would put one government's words under another's name: the file is left out until somebody has looked. Another day, speaker or
completeness is a warning, and published as stated. `sure: [delivered]` says that the editor has looked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from digest.model.catalogue import Place
from digest.model.closed_sets import Completeness
from digest.model.problem import ERROR, N_, WARNING, Problem, Severity
from digest.model.report import Source
from digest.understand.completeness import SUMMARY
from digest.understand.report_dates import years

EARLIEST, LATEST = 1978, 2999  # between them the reports are; a year with a digit too much is none
REFUSING = frozenset({"stated.place", "stated.year", "stated.day"})  # the codes of problems for which a file is left out
TEXT = N_("{key} is stated as {stated}, the text says {read}")
TITLE = N_("{key} is stated as {stated}, its title says {read}")
SURE = N_("correct it; if it is right as stated, add: sure: [{key}]")


@dataclass(frozen=True, slots=True)
class Said:
    """What the text and the headlines right above it say: places, years, days, speaker; nothing that an editor stated."""

    places: tuple[Place, ...] = ()
    years: tuple[int, ...] = ()
    days: tuple[str, ...] = ()
    speaker: str = ""
    completeness: Literal["", Completeness] = ""


def contradictions(source: Source, said: Said, titled: Said, place: Place | None, year: int | None) -> Iterator[Problem]:
    """A source's front matter, what its text says, what the title in the front matter says, place and year of the report → a problem for each difference.

    place: 永济市 above a text that begins 在侯马市第十七届人民代表大会… → an error on the line of `place`, naming both.
    """
    front = source.front
    for places, message in ((said.places, TEXT), (titled.places, TITLE)):
        if front.place and place and places and place.code not in {p.code for p in places}:
            yield from _problem_unless_sure(source, "place", place.name, places[0].name, ERROR, message)
            break
    yield from _problems_of_year(source, said, titled) or _problems_of_day(source, said, year)
    if front.speaker and said.speaker and not _is_same_person(front.speaker, said.speaker):
        yield from _problem_unless_sure(source, "speaker", front.speaker, said.speaker)
    if front.completeness == "full" and front.rewritten:
        yield from _problem_unless_sure(source, "completeness", "full", "true", message=N_("{key} is stated as {stated}, and rewritten as {read}"))
    elif front.completeness == "full" and (summary := SUMMARY.search(front.title)):
        yield from _problem_unless_sure(source, "completeness", "full", summary[0], message=TITLE)
    elif front.completeness not in ("", "abridged", said.completeness) and not front.rewritten:
        # That a text is abridged shows in nothing but its title, so `abridged` is never doubted.
        yield from _problem_unless_sure(source, "completeness", front.completeness, said.completeness)


def _problems_of_year(source: Source, said: Said, titled: Said) -> tuple[Problem, ...]:
    year = source.front.year
    if year and not EARLIEST <= year <= LATEST:
        return (Problem(source.path, dict(source.stated).get("year", 0), "stated.year", N_("no report is of the year {year}"),
                        N_("write the year in which it was given, like 2024"), (("year", str(year)),)),)  # fmt: skip
    for named, message in ((said.years, TEXT), (titled.years, TITLE)):
        if year and named and year not in named:
            return tuple(_problem_unless_sure(source, "year", str(year), str(named[0]), ERROR, message))
    return ()


def _problems_of_day(source: Source, said: Said, year: int | None) -> tuple[Problem, ...]:
    """A day far from the report's year is nonsense; another one than the text's may be a slip."""
    day = source.front.delivered
    if day and year and abs(int(day[:4]) - year) > 1 and "delivered" not in source.front.sure:
        return (Problem(source.path, dict(source.stated).get("delivered", 0), "stated.day", N_("the day {day} is not of a report of the year {year}"),
                        SURE, (("day", day), ("key", "delivered"), ("year", str(year)))),)  # fmt: skip
    if day and said.days and not any(named.startswith(day) for named in said.days):
        return tuple(_problem_unless_sure(source, "delivered", day, said.days[0]))
    return ()


def _problem_unless_sure(source: Source, key: str, stated: str, read: str, severity: Severity = WARNING, message: str = TEXT) -> Iterator[Problem]:
    if key not in source.front.sure:
        yield Problem(source.path, dict(source.stated).get(key, 0), f"stated.{key}", message, SURE,
                      (("key", key), ("read", read), ("stated", stated)), severity=severity)  # fmt: skip


def _is_same_person(one: str, other: str) -> bool:
    """Whether two ways of writing a name can mean the same person: 王 强, 王强 and 王强同志"""
    one, other = ("".join(name.split()) for name in (one, other))
    return one in other or other in one


def of_title(title: str, place: Place | None) -> Said:
    """The title in the front matter, and the place that it names → what it says of the report: 侯马市2024年政府工作报告"""
    return Said((place,) if place else (), tuple(years(title)))
