"""Report → the numbered items of its lists of 民生实事, and a warning where fewer or more are found than announced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from digest.chinese.numerals import number
from digest.model.citation import cite
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Paragraph, Pledge, Report

# 20项民生实事基本完成 would be last year's; the rule of it is another.
# matches 办好16件民生实事 · 12件惠民实事 · 十大民生实事      not 实事 · 办好16件大事
_ANNOUNCED = re.compile(
    r"(?P<count>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?:件|项|大|类|个|方面)[^，。；：:\n0-9]{0,8}(?:实事|好事)"
)
_MARKS = (
    # matches ①发展      not 1.发展
    re.compile(r"(?P<no>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])"),
    # matches （1）发展      not 第(1)项 · （一）发展
    re.compile(r"(?<![0-9A-Za-z第])[（(](?P<no>[0-9]{1,2})[)）]"),
    # matches 。一是发展      not 统一是前提
    re.compile(r"(?<=[。；：:;])(?P<no>[一二三四五六七八九十]{1,3})是"),
)
# A sign that a character set lacks
# matches 。?新增      not 好不好？新
_LOST = re.compile(r"(?<=[。；;])[?？](?=[\u4e00-\u9fff])")
# wholly: 3.举办各类活动 · （三）举办活动 · 3、举办活动      not 3.5公里
_NUMBERED = re.compile(
    r"\s{0,8}(?:[（(]?(?P<no>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})(?:[)）][.．、,，]?+|[.．、,，])|(?P<is>[一二三四五六七八九十]{1,3})是)"
    r"(?![0-9])\s{0,4}(?P<text>.{4,})",
    re.S,
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def find_pledges(report: Report) -> tuple[tuple[Pledge, ...], tuple[Problem, ...]]:
    """Report → its pledges in order, and a warning where their number is not the announced one. Lists of what was done last year do not count.

    今年将办好2件民生实事：①新建公园。②改造道路。 → 1 新建公园。 · 2 改造道路。
    """
    found: list[Pledge] = []
    problems: list[Problem] = []
    planned = False
    for index, paragraph in enumerate(report.paragraphs):
        planned = planned or paragraph.part == "plan"
        if not planned or found or paragraph.part == "glossary":
            continue
        for announcement in _ANNOUNCED.finditer(paragraph.text):
            count = number(announcement["count"])
            items = _pledges_inside(report.id, paragraph, announcement.end(), count) or list(_pledges_below(report, index))
            if len(items) < 2:
                continue
            found += items
            if count is not None and count != len(items) and count < 2 * len(items):  # 40件 in eight groups is no mistake
                problems.append(_problem_miscounted(report, paragraph, int(count), len(items)))
            break
    return tuple(found), tuple(problems)


def _pledges_inside(report: str, paragraph: Paragraph, start: int, count: Decimal | None) -> list[Pledge]:
    """①……②…… inside one paragraph. 一是……二是…… only where they are as many as announced: such words also begin measures."""
    for kind in _MARKS:
        marks = list(_marks_that_count(kind, paragraph.text, start))
        if len(marks) == 10 and marks[-1]["no"] == "⑩":  # ⑪ and on are missing in many character sets and arrive as ?
            marks += _LOST.finditer(paragraph.text, marks[-1].end())
        if len(marks) > 1 and (kind is not _MARKS[-1] or count is None or count == len(marks)):
            ends = [*(m.start() for m in marks[1:]), _end_of_last(paragraph.text, [m.end() for m in marks])]
            return [_pledge_of_stretch(report, paragraph, n, m.end(), end) for n, (m, end) in enumerate(zip(marks, ends, strict=True), 1)]
    return []


def _marks_that_count(kind: re.Pattern[str], text: str, start: int) -> Iterator[re.Match[str]]:
    """The marks of one kind that count on from 1."""
    expected = 1
    for match in kind.finditer(text, start):
        value = _CIRCLED.find(match["no"]) + 1 or number(match["no"])
        if value == expected:
            yield match
            expected += 1


def _end_of_last(text: str, starts: list[int]) -> int:
    """The end of the last item: where all the others are one sentence, so is the last, and what follows is no pledge."""
    others = [text[a:b] for a, b in pairwise(starts)]
    full = text.find("。", starts[-1]) + 1
    return full if full and all(o.count("。") <= 1 for o in others) else len(text)


def _pledges_below(report: Report, index: int) -> Iterator[Pledge]:
    """Paragraphs 1. 2. 3. … after the announcement, as long as they count on."""
    expected = 1
    for paragraph in report.paragraphs[index + 1 : index + 60]:
        match = _NUMBERED.fullmatch(paragraph.text)
        value = number(match["no"] or match["is"]) if match else None
        if match is None or value != expected:
            circled = paragraph.text[:1] and _CIRCLED.find(paragraph.text[0]) + 1 == expected
            if not circled:
                return
            yield _pledge_of_stretch(report.id, paragraph, expected, 1, len(paragraph.text))
        else:
            yield _pledge_of_stretch(report.id, paragraph, expected, match.start("text"), match.end("text"))
        expected += 1


def _pledge_of_stretch(report: str, paragraph: Paragraph, no: int, start: int, end: int) -> Pledge:
    while start < end and paragraph.text[start].isspace():
        start += 1
    while start < end and paragraph.text[end - 1].isspace():
        end -= 1
    return Pledge(no, cite(report, paragraph, start, end))


def _problem_miscounted(report: Report, paragraph: Paragraph, announced: int, found: int) -> Problem:
    return Problem(
        report.source.path, paragraph.line, "pledges.count", N_("{announced} pledges are announced, {found} are found"),
        N_("compare the list with the original; a number may be missing or two items may stand in one line"),
        (("announced", str(announced)), ("found", str(found))), paragraph.text[:40], WARNING,
    )
