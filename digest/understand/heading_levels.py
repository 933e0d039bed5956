"""Headings in their order → the level of each in this report's own nesting: by its number, by what it stands below, by its style.

A number that goes on (四 after 三) belongs to the list that it goes on with, however deep that stands. A list that begins anew stands below
the heading above it. Only then does the style say: 一、 above （一）, （一） above 1., unless this report nests them the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from digest.understand import heading_marks

OWN_CHAPTERS = 2  # so many numbered chapters (一、…回顾, 二、…安排) and unnumbered ones inside them are none
INSIDE = ("paren", "ordinal")  # styles by which a text that begins with one is known to begin inside a chapter


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading before its level is known: its text, and the kind of heading that it is."""

    text: str
    style: str


@dataclass(frozen=True, slots=True)
class _Open:
    """An open heading: its style, its rank, its number (0 without one), and which heading it is."""

    style: str
    rank: float
    number: int
    at: int


def levels_of(headings: list[Heading]) -> Iterator[tuple[int, int | None]]:
    """Headings → the level of each, and which one stands above it, None at the top.

    一、回顾 · （一）产业 · （二）民生 · 二、安排 → (1, None), (2, 0), (2, 0), (1, None)
    """
    ranks = _ranks_of(headings)
    opened: list[_Open] = []
    for at, heading in enumerate(headings):
        number = heading_marks.ordinal(heading.text) if heading.style in heading_marks.NUMBERED else 0
        rank = _rank_of(heading, number, opened, ranks)
        opened = opened[: _depth_of(heading.style, number, rank, opened)]
        least = 2 if heading.style in INSIDE else 1  # an excerpt that begins at （四） begins inside a chapter
        yield max(len(opened) + 1, least), opened[-1].at if opened else None
        opened.append(_Open(heading.style, rank, number, at))


def _rank_of(heading: Heading, number: int, opened: list[_Open], ranks: dict[str, float]) -> float:
    """The rank of a heading's style in this report; 三、加强政府自身建设 that goes on with no list is a chapter of its own."""
    if heading.style != "chinese" or any(one.style == "chinese" and one.number == number - 1 for one in opened):
        return ranks[heading.style]
    title = heading.text[heading_marks.number_style(heading.text)[1] :]
    below = opened and opened[0].style == "annex"
    return 0 if heading_marks.is_chapter(title) and not below else ranks["chinese"]


def _depth_of(style: str, number: int, rank: float, opened: list[_Open]) -> int:
    """How many of the open headings stay open above a new one."""
    same = [depth for depth, one in enumerate(opened) if one.style == style]
    if number > 1:
        going_on = [depth for depth in same if opened[depth].number == number - 1]
        if going_on:
            return going_on[-1]
        if same:
            return same[-1]  # a number is missing
    if number == 1 and same and same[-1] < len(opened) - 1 and opened[-1].number == 0:
        return len(opened)  # the list begins anew below an unnumbered heading
    return next((depth for depth, one in enumerate(opened) if one.rank >= rank), len(opened))


def _ranks_of(headings: list[Heading]) -> dict[str, float]:
    """Headings → the rank of each style in this report: where （一） holds lists of 一、 and never the other way round, it ranks above."""
    ranks: dict[str, float] = dict(heading_marks.RANKS)
    below = _lists_below(headings)
    for inner, outer in sorted(below, key=lambda pair: ranks[pair[1]]):
        if ranks[inner] <= ranks[outer] and (outer, inner) not in below:
            ranks[inner] = ranks[outer] + 0.5
    return ranks


def _lists_below(headings: list[Heading]) -> set[tuple[str, str]]:
    """(inner, outer) for each list that begins directly below a numbered heading of another style, while that style's list goes on later."""
    numbers = [heading_marks.ordinal(one.text) if one.style in heading_marks.NUMBERED else 0 for one in headings]
    found = set()
    for at in range(1, len(headings)):
        outer, inner = headings[at - 1], headings[at]
        if numbers[at] != 1 or not numbers[at - 1] or outer.style == inner.style:
            continue
        later = range(at + 1, len(headings))
        if any(headings[k].style == outer.style and numbers[k] == numbers[at - 1] + 1 for k in later):
            found.add((inner.style, outer.style))
    return found


def with_chapters(headings: list[Heading]) -> list[Heading]:
    """Headings → the same, an unnumbered one that stands above numbered chapters known for a chapter, one inside them for none.

    十五五目标 (plain) · 一、主线 · 二、任务 → 十五五目标 (chapter) · 一、主线 · 二、任务
    """
    titles = (h.text[heading_marks.number_style(h.text)[1] :] for h in headings if h.style in ("chinese", "part"))
    numbered = sum(heading_marks.is_chapter(title) for title in titles) >= OWN_CHAPTERS
    result = []
    for at, heading in enumerate(headings):
        style = heading.style
        following = headings[at + 1] if at + 1 < len(headings) else None
        if style == "chapter" and numbered and not _is_own_chapter(heading.text):
            style = "plain"
        elif style == "plain" and not numbered and following and following.style == "chinese" and heading_marks.ordinal(following.text) == 1:
            style = "chapter"
        result.append(Heading(heading.text, style))
    return result


def _is_own_chapter(text: str) -> bool:
    """Whether an unnumbered heading is a chapter even where the chapters are numbered: the glossary, an annex, the government itself."""
    return heading_marks.is_glossary(text) or "政府" in text
