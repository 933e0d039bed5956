"""Lines of pages that are no text: numbers of pages, running heads and feet, watermarks, known by where they stand on many pages.

A running head may change with the chapter or the page: then it is known by its place alone, apart from the text and the same on most pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from digest.read.printed_page import Run
from digest.read.reading_order import Row

EDGE = 2  # lines at a page's top and bottom that may be running heads or numbers
LONGEST = 60  # characters of a running head
OFTEN = 0.4  # of the pages: the same words, digits apart, at one height
LITTLE = 0.9  # of the text's letters: on two pages a head that changes is known by smaller ones
LARGE = 1.5  # of the text's letters: a watermark of two pages has larger ones
MOSTLY = 0.6  # of the pages: anything at one height, apart from the text
APART = 1.8  # of the distance of two lines of text
AMID = 0.5  # of the pages: the same words at one place amid the text are a watermark
BETWEEN = 1.4  # of that distance: what stands between two lines no further apart is printed across the text
FEWEST_ROWS = 5  # of a page; a shorter one does not show how far its lines are apart
FEWEST = 3  # pages on which a watermark, or a head that changes, can be known
# matches 第12页      not 页
DIGITS = re.compile("[0-9０-９]{1,4}")
# wholly: - 3 - · 3 · 第3页 共12页 · 3/12 · ·3· · 第三页 · Page 3 of 12 · P3 · Ⅲ · ~3~ · [3] · 3 | 12      not 2024年 · 3/12万元
PAGE_NUMBER = re.compile(
    r"[—\-–·~－―•|\[\(（【\s]{0,6}(?:第|[Pp](?:age|AGE)?\.?)?\s?(?:[0-9０-９]{1,4}|[ⅰ-ⅿⅠ-Ⅿ]{1,6}|第[一二三四五六七八九十百]{1,5}页)\s?页?"
    r"(?:[\s,，/|]{0,3}(?:共|of|总)?\s?[0-9]{1,4}\s?页?)?[—\-–·~－―•|\]\)）】\s]{0,6}"
)


def rules_of_rows(pages: Sequence[Sequence[Row]]) -> list[list[str]]:
    """The rows of each page from above → for each the rule that keeps it out: page for numbers and running heads, watermark, "" for text."""
    edges = [_edges(page) for page in pages]
    alike = Counter(key for page, rows in zip(pages, edges, strict=True) for key in {_what_repeats(page[at]) for at in rows})
    placed = Counter(key for page, rows in zip(pages, edges, strict=True) for key in {_place(page, at) for at in rows} if key)
    amid = Counter(key for page in pages for key in {_spot(row) for row in page})
    often, mostly = max(2, len(pages) * OFTEN), max(2, len(pages) * MOSTLY)
    ems = sorted(row.em for page in pages for row in page for _ in row.text)
    usual = ems[len(ems) // 2] if ems else 0.0
    return [
        [
            "page" if at in rows and _is_furniture(page, at, alike, placed, (often, mostly, len(pages), usual))
            else "watermark" if at not in rows and amid[_spot(row)] >= max(FEWEST, len(pages) * AMID) and _is_between(page, at)
            else ""
            for at, row in enumerate(page)
        ]
        for page, rows in zip(pages, edges, strict=True)
    ]  # fmt: skip


def printed_across(pages: Sequence[Sequence[Run]]) -> frozenset[tuple[str, int, int]]:
    """The stretches of each page → the spots of those that are printed across its text: turned, or large and at one place on many pages."""
    ems = sorted(run.em for page in pages for run in page for _ in run.text)
    usual = ems[len(ems) // 2] if ems else 0.0
    large = Counter(spot_of(run) for page in pages for run in page if run.em > LARGE * usual)
    turned = (spot_of(run) for page in pages for run in page if run.turned)
    return frozenset((*(spot for spot, count in large.items() if count >= max(2, len(pages) * AMID)), *turned))


def spot_of(run: Run) -> tuple[str, int, int]:
    """The words of a stretch and where they stand on their page."""
    return "".join(run.text.split()), round(run.y / 2), round(run.left / 2)


def _edges(page: Sequence[Row]) -> frozenset[int]:
    """Which rows of a page stand highest and lowest on it."""
    return frozenset((*range(min(EDGE, len(page))), *range(max(0, len(page) - EDGE), len(page))))


def _is_furniture(
    page: Sequence[Row], at: int, alike: Counter[tuple[str, int]], placed: Counter[tuple[int, int]], limits: tuple[float, float, int, float]
) -> bool:
    row, (often, mostly, pages, usual) = page[at], limits
    if PAGE_NUMBER.fullmatch(row.text):
        return True
    if len(row.text) > LONGEST or row.text.rstrip().endswith(tuple("，。；：、！？")):
        return False
    place = _place(page, at)
    if alike[_what_repeats(row)] >= often and (pages > 2 or (pages == 2 and place is not None)):
        return True
    return place is not None and placed[place] >= mostly and (pages >= FEWEST or row.em < LITTLE * usual)


def _what_repeats(row: Row) -> tuple[str, int]:
    """What is the same of a running head on each page: its words without digits, and its height."""
    return DIGITS.sub("#", "".join(row.text.split())), round(row.top / 3)


def _place(page: Sequence[Row], at: int) -> tuple[int, int] | None:
    """The height of a row that stands apart from the text, and at which edge; None where it does not, or the page is nearly empty."""
    if len(page) < FEWEST_ROWS:
        return None
    step = _usual_step(page)
    top = at < EDGE and page[at].top - page[at + 1].top > APART * step
    bottom = at >= len(page) - EDGE and page[at - 1].top - page[at].top > APART * step
    return (round(page[at].top / 3), 1 if top else -1) if top or bottom else None


def _is_between(page: Sequence[Row], at: int) -> bool:
    """Whether a row stands between two that follow each other as lines of text do: it is printed across them."""
    return page[at - 1].top - page[at + 1].top < BETWEEN * _usual_step(page)


def _usual_step(page: Sequence[Row]) -> float:
    steps = sorted(above.top - below.top for above, below in pairwise(page))
    return steps[len(steps) // 2]


def _spot(row: Row) -> tuple[str, int, int]:
    """The words of a row and where they stand, for what is printed across the text of each page."""
    return "".join(row.text.split()), round(row.top / 2), round(row.left / 2)
