"""The years of a report: the one that it plans, the one that it looks back on, the one in which it is spoken (今年); the one home of this."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.model.cleaned import Structure
from digest.model.report import Meta, Paragraph, Section
from digest.model.written import is_day
from digest.understand import heading_marks
from digest.understand.report_dates import periods, years

# matches 2023年工作回顾 · “十三五”规划执行情况      not 2024年工作安排
LOOKS_BACK = re.compile(r"回顾|回眸|总结|回首|完成情况|执行情况")
# matches 2024年工作安排      not 2023年工作回顾
LOOKS_AHEAD = re.compile(r"安排|展望|目标|任务|部署|打算|建议|要求|重点|思路")
# A chapter by which the year that ends is 今年, and the one to come 明年
# at the start: 明年工作安排 · 二、明年的目标 · 一、今年工作回顾      not 为明年打基础 · 今年工作安排
NEXT_YEAR = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]\s?)?(?:关于)?(?:做好)?"
    r"(?:明年.{0,10}(?:安排|展望|目标|任务|部署|打算|建议|要求|重点|思路)|今年.{0,8}(?:回顾|总结))"
)
# How a sentence says it
# matches 明年，全市 · 各位代表！明年是 · 任务完成。明年      not 为明年打基础
NEXT_YEAR_IS = re.compile(r"(?:^|[。！：])明年")
# matches 今年是关键之年 · 各位代表！今年， · 今年要      not 今年以来 · 到今年年底
THIS_YEAR = re.compile(r"(?:^|[。！：])今年(?!以来)")
# matches 同比增长 · 完成投资      not 确保完成
DONE = re.compile(r"同比|比上年|(?<!确保)(?<!争取)完成|达到|荣获|建成|取得|极不平凡")
# matches 力争增长 · 确保完成      not 完成投资
AHEAD = re.compile(r"力争|确保|争取|要|将|目标|安排|关键之年|关键一年")
LATE = 10  # the month from which on a session looks ahead
OFTEN = 2  # sentences that begin with 明年, or paragraphs with a year: fewer may be chance


@dataclass(frozen=True, slots=True)
class Years:
    """The years of a report. `planned`: that it plans, its own; `spoken`: in which it was given, which is what 今年 means."""

    planned: int | None = None
    spoken: int | None = None

    @property
    def reviewed(self) -> int | None:
        """The year that it looks back on."""
        return None if self.planned is None else self.planned - 1

    def meant_by(self, word: str) -> int | None:
        """今年, 本年, 明年, 去年, 上年 → the year that the speaker means: in a report of December 2023 for 2024, 今年 is 2023."""
        if self.spoken is None:
            return None
        return self.spoken + {"明": 1, "去": -1, "上": -1}.get(word[:1], 0)


UNKNOWN = Years()


def years_of(meta: Meta, sections: Sequence[Section], paragraphs: Sequence[Paragraph]) -> Years:
    """What is known of a report, its headings and paragraphs → its years.

    Given on 2023-12-27, and of 2024 → planned 2024, spoken 2023. Without a day, a report that says 明年 of the year that it plans
    was given the year before. One that was given in December and calls the year that it plans 今年 is written as if in it.
    """
    if meta.year is None:
        return UNKNOWN
    given = int(meta.delivered[:4]) if is_day(meta.delivered) else meta.year - says_next_year([s.title for s in sections], paragraphs)
    if given != meta.year - 1 or _plans_this_year(meta.year, sections, paragraphs):
        given = meta.year
    return Years(meta.year, given)


def _plans_this_year(planned: int, sections: Sequence[Section], paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a chapter that names the year that is planned calls it 今年, and nothing is called 明年."""
    chapters = {s.id for s in sections if planned in years(heading_marks.compact(s.title)) and LOOKS_AHEAD.search(s.title)}
    of_plan = [p.text for p in paragraphs if p.section in chapters]
    return any(THIS_YEAR.search(text) for text in of_plan) and not any("明年" in p.text for p in paragraphs)


def says_next_year(titles: Iterable[str], paragraphs: Iterable[Paragraph]) -> bool:
    """Whether a report plans what it calls 明年: a chapter says so, or paragraphs begin with it."""
    headed = any(NEXT_YEAR.match(heading_marks.compact(title)) for title in titles)
    return headed or sum(len(NEXT_YEAR_IS.findall(p.text)) for p in paragraphs) >= OFTEN


def session_year(day: str) -> int:
    """The day on which a report was given → the year that it plans. A session in October to December is about the next: 2023-12-27 → 2024."""
    return int(day[:4]) + (int(day[5:7] or 1) >= LATE)


def year_of_report(delivered: str, headline_years: list[int], structure: Structure) -> int | None:
    """The day of the session, the years of the page's headline, and the text → the year that the report plans.

    Chapters go before everything (2024年工作安排), then what the text calls 明年, then the headline, then the day.
    """
    plan, review = chapter_years(structure)
    named = [*plan, *review]
    if not delivered:
        return next(iter([*named, *headline_years]), None) or _year_after_or_of(structure, mentioned_year(structure))
    given, guess = int(delivered[:4]), session_year(delivered)
    near = [year for year in named if year in (given, given + 1)]
    if agreed := [year for year in plan if year in review] or (near if guess != given else []):
        return agreed[0]  # 2023年工作回顾 and 2024年工作安排 are believed whatever the day; of a late session any chapter is
    if says_next_year((s.title for s in structure.sections), structure.paragraphs):
        return given + 1
    if named and not any(abs(year - guess) <= 1 for year in named):
        return named[0]
    return next((year for year in headline_years if guess != given and year in (given, given + 1)), guess)


def _year_after_or_of(structure: Structure, mentioned: int | None) -> int | None:
    """The year of which paragraphs speak → the next one where they tell of it as done: 2023年，全市完成投资… → 2024"""
    said = [p.text[:80] for p in structure.paragraphs if mentioned and f"{mentioned}年" in p.text[:20]]
    done, ahead = (sum(bool(pattern.search(text)) for text in said) for pattern in (DONE, AHEAD))
    return mentioned + 1 if mentioned and done > ahead else mentioned


def chapter_years(structure: Structure) -> tuple[list[int], list[int]]:
    """The years that chapters plan for, and for each year that a chapter looks back on the one after it."""
    plan, review = [], []
    for section in structure.sections:
        plain = heading_marks.compact(section.title)
        named = years(plain)
        ends = named or [last for _, last in periods(plain)]
        if ends and LOOKS_BACK.search(plain) and not (named and re.search(r"安排|展望|打算|部署", plain)):
            review.append(max(ends) + 1) if named else review.extend(_after_a_period(structure, max(ends)))
        elif named and section.level == 1 and LOOKS_AHEAD.search(plain):
            plan.append(max(named))
    return plan, review


def _after_a_period(structure: Structure, last: int) -> list[int]:
    """“十四五”时期工作回顾 is of the year after the period, where the text speaks of its last year; within the period it says nothing."""
    return [last + 1] if mentioned_year(structure) == last else []


def mentioned_year(structure: Structure) -> int | None:
    """The year that paragraphs and headings (2019年：开新局) begin with most often, where no chapter says which one it plans."""
    heads = "".join((*(p.text[:60] for p in structure.paragraphs), *(s.title[:60] for s in structure.sections)))
    counts = {y: heads.count(f"{y}年") for y in set(years(heads))}
    return max(counts, key=lambda y: (counts[y], y)) if counts and max(counts.values()) >= OFTEN else None
