"""Sections and paragraphs → their parts: opening, review, plan, government, closing, glossary, decided for the whole report at once.

A report goes one way: it opens, looks back (on years, on one), looks ahead (years, one), speaks of the government itself, closes; annexes
and glossary follow. Of all ways to divide it so, the one is taken with which its headings, tenses and years agree best together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from digest.model.catalogue import Catalogue
from digest.model.closed_sets import Part
from digest.model.report import Paragraph, Section
from digest.understand import heading_marks
from digest.understand.glossary_entries import with_notes
from digest.understand.part_signs import (
    OPENS,
    Says,
    begins_annex,
    heading_says,
    is_beginning,
    is_of_government,
    is_within_a_list,
    last_call,
    number_of,
    opens_with,
    weight_of,
)
from digest.understand.report_dates import years
from digest.understand.report_years import UNKNOWN, Years

# The stretches of a report in their order. What stands behind the government's chapter or the closing (this year's pledges, a table) is of the plan.
Stretch = Literal["opening", "review", "plan", "government", "more", "closing", "annex", "glossary"]
ORDER: tuple[Stretch, ...] = ("opening", "review", "plan", "government", "more", "closing", "annex", "glossary")
RANK = {stretch: rank for rank, stretch in enumerate(ORDER)}
PART_OF: dict[Stretch, Part] = {
    "opening": "opening", "review": "review", "plan": "plan", "government": "government", "more": "plan",
    "closing": "closing", "annex": "plan", "glossary": "glossary",
}  # fmt: skip
NEVER = -1000.0
TURNED = 5.0  # what speaks for the government's part where a text turns to it, the most that speaks for entering any
CHAPTER, CHAPTER_BELOW, HEADING = 15.0, 8.0, 3.0  # what a heading weighs: of level 1, one below that is worded like a chapter, any other
LAST_QUARTER = 0.75  # of a report, in which the government speaks of itself
OPENING = 6  # lines among which the salutation and the speaker's first sentence are looked for
LONGEST_OPENING = 4  # paragraphs above the first heading that are the opening where nothing else is said of them


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading or a paragraph, and what it says."""

    text: str
    level: int  # 0: a paragraph
    says: Says  # of a heading
    mixed: bool  # it stands in a chapter that looks back and ahead
    glossary: bool
    opens: Literal["", "back", "ahead"]  # with which years a paragraph begins


@dataclass(frozen=True, slots=True)
class _Signs:
    """What is known of the whole report before its lines are weighed."""

    told: Years
    done: tuple[str, ...]
    ahead: tuple[str, ...]
    headed: int  # the first heading
    chapters: int  # headings of level 1
    plan_headed: bool  # a chapter says that it is the plan
    selves: int  # the last heading on the government itself
    turns: frozenset[int]  # paragraphs that turn to the government itself without a heading
    call: int  # the last call
    end: int  # where the report's own text ends
    opened: bool


def with_parts(
    sections: tuple[Section, ...], paragraphs: tuple[Paragraph, ...], catalogue: Catalogue, told: Years = UNKNOWN
) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """Sections and paragraphs, and the years of the report → the same with their parts.

    「二、2024年工作安排」 → plan, and so what stands below it; 「（八）加强自身建设」 within is the government's part, in the review it is
    of the review. Without headings the report turns where its sentences turn from what was done to what is to be done.
    """
    order = list(_in_reading_order(sections, paragraphs))
    told = told if told.planned else _years_of(sections)
    lines = _lines(order, sections, told)
    path = _best_path(lines, _signs(lines, catalogue, told))
    part = {id(one): PART_OF[stretch] for one, stretch in zip(order, path, strict=True)}
    divided = tuple(replace(one, part=part[id(one)]) for one in paragraphs)
    return tuple(replace(one, part=part[id(one)]) for one in sections), with_notes(divided)


def _in_reading_order(sections: tuple[Section, ...], paragraphs: tuple[Paragraph, ...]) -> Iterator[Section | Paragraph]:
    at, done = {section.id: n for n, section in enumerate(sections)}, 0
    for paragraph in paragraphs:
        until = at.get(paragraph.section, -1) + 1
        yield from sections[done:until]
        done = max(done, until)
        yield paragraph
    yield from sections[done:]


def _years_of(sections: tuple[Section, ...]) -> Years:
    """Chapters of different years → the last of them is planned."""
    named = {year for section in sections if section.level == 1 for year in years(heading_marks.compact(section.title))}
    return Years(max(named), max(named)) if len(named) > 1 else Years()


def _lines(order: list[Section | Paragraph], sections: tuple[Section, ...], told: Years) -> list[_Line]:
    above: dict[str, tuple[bool, bool]] = {}  # of each section: whether it is in a chapter of both, whether in the glossary
    lines = []
    for one in order:
        if isinstance(one, Section):
            says = heading_says(one.title, told)
            mixed, glossary = above.get(one.parent, (False, False))
            mixed, glossary = says == "both" or (mixed and says in ("", "perhaps")), glossary or says == "glossary"
            above[one.id] = mixed, glossary
            lines.append(_Line(one.title, max(1, one.level), says, mixed, glossary, ""))
        else:
            lines.append(_Line(one.text, 0, "", *above.get(one.section, (False, False)), opens_with(one.text, told)))
    return lines


def _signs(lines: list[_Line], catalogue: Catalogue, told: Years) -> _Signs:
    body = [at for at, line in enumerate(lines) if not line.level and not line.glossary]
    own = list(takewhile(lambda at: not _begins_annex(lines[at]), body))
    call = last_call([lines[at].text for at in own])
    loose = [line for line in lines[:OPENING] if not line.level]
    return _Signs(
        told, catalogue.words("part-done"), catalogue.words("part-ahead"),
        headed=next((at for at, line in enumerate(lines) if line.level), len(lines)),
        chapters=sum(line.level == 1 and not line.glossary for line in lines),
        plan_headed=any(line.says == "ahead" and _strength(line) >= CHAPTER_BELOW or line.says == "perhaps" and line.level == 1 for line in lines),
        selves=max((at for at, line in enumerate(lines) if line.says == "self"), default=-1),
        turns=frozenset(_turns_to_government(lines, own[:call])),
        call=own[call] if call < len(own) else len(lines),
        end=body[-1] + 1 if body else 0,
        opened=any(heading_marks.is_salutation(line.text) or is_beginning(line.text) for line in loose),
    )  # fmt: skip


def _turns_to_government(lines: list[_Line], own: list[int]) -> Iterator[int]:
    """The paragraphs in the last quarter that turn to the government's own work; of a list only the last item does."""
    for at in own:
        text = lines[at].text
        if at >= own[-1] * LAST_QUARTER and is_of_government(text):
            item = number_of(text)
            if not item or not any(number_of(lines[below].text) == item + 1 for below in own if below > at):
                yield at


def _strength(line: _Line) -> float:
    """What a heading weighs."""
    if line.level == 1:
        return CHAPTER
    return CHAPTER_BELOW if heading_marks.is_chapter(line.text[heading_marks.number_style(line.text)[1] :]) else HEADING


def _best_path(lines: list[_Line], signs: _Signs) -> list[Stretch]:
    """Lines → the stretch of each, on the path through ORDER on which what they say agrees best."""
    if not lines:
        return []
    before = [_entered(lines, 0, stretch, "", signs) for stretch in ORDER]
    came: list[list[int]] = []
    for at, line in enumerate(lines):
        said = _said_for_each(line, at, signs)
        if not at:
            before = [score + own for score, own in zip(before, said, strict=True)]
            continue
        open_ways = [(old, score) for old, score in enumerate(before) if score > NEVER]
        choices = [
            _best_arrival(lines, at, new, open_ways, signs) if said[new] > NEVER else (NEVER, 0, 0) for new in range(len(ORDER))
        ]
        came.append([choice[2] for choice in choices])
        before = [choice[0] + own for choice, own in zip(choices, said, strict=True)]
    state = max(range(len(ORDER)), key=lambda new: (before[new], -new))
    path = [state]
    for back in reversed(came):
        path.append(back[path[-1]])
    return [ORDER[state] for state in reversed(path)]


def _best_arrival(lines: list[_Line], at: int, new: int, before: list[tuple[int, float]], signs: _Signs) -> tuple[float, int, int]:
    """The best way into a stretch with a line: its score, the nearer stretch first where two are alike, and the stretch from which it comes."""
    best = (NEVER, 0, 0)
    for old, score in before:
        if (old > new and ORDER[old] != "glossary") or score + TURNED < best[0]:
            continue  # a report goes one way; and nothing speaks for entering more than that
        against = 0.0 if old == new else _entered(lines, at, ORDER[new], ORDER[old], signs)
        best = max(best, (score + against, -abs(new - old), old))
    return best


def _said_for_each(line: _Line, at: int, signs: _Signs) -> list[float]:
    """A line → how well it fits into each stretch."""
    if line.glossary:
        return [NEVER] * (len(ORDER) - 1) + [0.0]
    if line.level:
        said = _heading_for_each(line)
    else:
        weight = weight_of(line.text, signs.done, signs.ahead) + {"back": OPENS, "ahead": -OPENS, "": 0.0}[line.opens]
        early = 6.0 if at < OPENING and is_beginning(line.text) else -0.8 if at < min(signs.headed, LONGEST_OPENING + 1) else -8.0
        said = {"opening": early, "review": weight, "plan": -weight, "government": -weight, "more": -weight, "closing": 0.0, "annex": 0.0}
    if at == signs.call:
        said["closing"] += 40.0
    elif _begins_annex(line):
        said["closing"] = -20.0
    return [said.get(stretch, NEVER) for stretch in ORDER]


def _heading_for_each(line: _Line) -> dict[Stretch, float]:
    """A heading → how well it fits into each stretch but the glossary; there is none in opening and closing."""
    weight = _strength(line)
    said: dict[Stretch, float] = {"opening": NEVER, "review": 0.0, "plan": 0.0, "government": -weight / 6, "more": 0.0, "closing": -20.0, "annex": 0.0}
    if line.says == "back":
        said |= {"review": weight, "plan": -weight, "government": -weight, "more": -weight}
    elif line.says == "ahead":
        said |= {"review": -weight, "plan": weight, "government": -weight, "more": weight / 2}
    elif line.says == "perhaps":
        said |= {"review": -weight / 3, "plan": weight / 3, "government": -weight / 3, "more": 1.0}
    elif line.says == "both":
        said |= {"plan": 1.0, "government": -weight}
    elif line.says == "self":
        said |= {"review": -weight / 2 if line.level == 1 else 0.0, "plan": -2.0, "government": max(weight, 8.0), "more": -8.0}
    return said


def _entered(lines: list[_Line], at: int, stretch: Stretch, old: Stretch | Literal[""], signs: _Signs) -> float:
    """What speaks against entering a stretch with a line, coming from another: NEVER where that is against the order."""
    line = lines[at]
    if stretch == "glossary":
        return 0.0 if line.glossary else NEVER
    if old == "glossary":
        return 0.0 if stretch == "annex" and line.level else NEVER
    if old and RANK[stretch] < RANK[old]:
        return NEVER
    if stretch == "opening":
        return 0.0 if signs.opened else -15.0
    if stretch == "review":
        return 0.0 if line.level or not old else -4.0 if signs.headed < len(lines) else -0.5
    if stretch == "plan":
        return -0.5 if not old and not signs.plan_headed else _plan_entered(line, signs)
    if stretch == "government":
        return _government_entered(line, at, old, signs)
    if stretch == "more":
        return -4.0 if old == "government" and line.level else NEVER
    if stretch == "closing":
        return 0.0 if at == signs.call else NEVER
    annex = line.level or _begins_annex(line)
    return NEVER if old != "closing" else 0.0 if annex else -6.0


def _begins_annex(line: _Line) -> bool:
    return not line.level and begins_annex(line.text)


def _plan_entered(line: _Line, signs: _Signs) -> float:
    """What speaks against that the plan begins with a line: where a chapter says that it is the plan, hardly anything else begins it."""
    if line.level == 1 or line.says in ("ahead", "both"):
        return 0.0 if line.says else -2.0
    if not line.level and line.opens == "back":
        return -15.0
    if signs.plan_headed and not line.mixed:
        return -12.0 if line.opens == "ahead" else -60.0
    if not line.level and line.opens == "ahead":
        return -3.0 if signs.chapters > 1 else 0.0
    if is_within_a_list(line.text):
        return -12.0
    if number_of(line.text):
        return -4.0  # the first of a list goes on as what announces it
    return -4.0 if line.level or line.mixed else -8.0 if signs.chapters > 1 else -1.0


def _government_entered(line: _Line, at: int, old: str, signs: _Signs) -> float:
    """What speaks against that the government's own part begins with a line: it follows the plan, and says what it is."""
    if old not in ("plan", ""):
        return -15.0 if old == "review" and line.level == 1 and line.says == "self" else NEVER
    if line.says == "self":
        return 0.0 if old else -15.0
    if at > signs.selves and at in signs.turns:
        return TURNED
    return NEVER
