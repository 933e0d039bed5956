"""What holds for all figures of a paragraph: done or planned, of which year or years, and whether digits in it are damaged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from digest.chinese.sentences import Span, sentences
from digest.extract.carried_time import Carried, Stretch, Time, through, under
from digest.extract.table_columns import said_by_column
from digest.model.closed_sets import Kind
from digest.model.report import Paragraph, Report, Section
from digest.understand.damage import DIGITS, located
from digest.understand.report_years import UNKNOWN, Years, years_of

# An amount from which another is counted
# at the start: 12.4亿元的基础上 · 6%的高基数上 · 5个百分点基础上      not 12.4亿元，在此基础上
BASE = re.compile(r"[0-9０-９.．,]{1,12}[^，。；0-9的]{0,8}的?(?:较?高)?(?:基础|基数)(?:上|之上)")
# matches 在去年增长 · 粮食总产量在上年      not 去年，增长
_SINCE = re.compile(r"(?P<word>去年|上年)[^，。；]{0,30}$")
# What says of an amount that it is the last year's: from where it has risen, or that it is compared with the year before
# matches 从80亿元提高到 · 由2018年的60亿元增至 · 同比增长 · 由60亿元，增加到 · 从3万元和1万元分别提高到4万元和
#     not 达到 · 提高到 · 由企业完成 · 同比增长5%，达到
_REACHED = re.compile(
    r"(?:[由从][^。；0-9]{0,10}[0-9０-９][^。；]{0,40}[到至为]|同比|比上年|较上年)[^，。；0-9０-９]{0,6}"
    r"(?:[0-9０-９.]{1,12}[^，。；0-9]{0,6}[、和与及])?$"
)
# matches 累积完成 · 先后投入 · 共完成      not 达到 · 一般公共预算收入 · 共有
_SUMMED = re.compile(r"累[计积]|年均|年平均|新增|净增|始终|连续|[共合总]计|(?<![公中])共(?!同|有)|先后")
# A verb before a name, which over several years sums
# matches 完成固定资产投资      not 地区生产总值达到
_SUMS = re.compile(r"完成|实现|投入|争取|落实|发放|引进")
# matches 1726 · 1726.9      not 户
_DIGITS = re.compile(r"[0-9０-９][0-9０-９.．,]*")
# A clause that says of which year it is by a word, up to an amount
# matches 去年地区生产总值增长 · 第一，上年完成 · 力争明年增长 · 到明年底总数达到
#     not 年底 · 比去年增长 · 去年同期增长 · 今年以来增长 · 去年完成。增长 · 存在去年增长
_WORD_YEAR = re.compile(
    r"(?:^|[，。；：！、（(]|力争|争取|确保|预计|(?:^|[，；：])在|[到至](?=[今去上明]年年?[底末]))(?P<word>去年|上年|今年|本年|明年)(?!同期|(?<![到至][今去上明]年)[底末]|[度初]|以来)(?P<rest>(?:(?!去年|上年|今年|本年|明年)[^。；]){0,60})$"
)
# matches 去年 · 明年      not 年底
_ANY_WORD_YEAR = re.compile("去年|上年|今年|本年|明年")
# By which a clause is an aim whatever it stands in
# matches 力争增长 · 预期目标 · 安排增长      not 完成了投资
_AIMS = re.compile(r"力争|确保|争取|预期|计划|目标|安排|拟|将")
_NEAR, _FAR = 40, 82  # characters before an amount in which a base or a word for a year is looked for
_DEEPEST = 8  # levels of headings
_ZONE_LEAD = 40  # a first sentence of at most so many characters is a paragraph's head


@dataclass(frozen=True, slots=True)
class Frame:
    """A paragraph and what its figures are: results or targets (kind actual | target), and of what time each stretch of it is."""

    paragraph: Paragraph
    kind: Kind
    last: int | None  # the year that is looked back on or planned, which several years end with
    head: str  # the run-in head, which may say that the paragraph is about a part
    times: tuple[Stretch, ...]
    told: Years = UNKNOWN  # the years of the report, by which 今年 and 明年 are understood

    def at(self, place: int) -> Stretch:
        """The stretch in which a character stands."""
        return self.times[max(0, bisect_right(self.times, place, key=lambda stretch: stretch.start) - 1)]


@lru_cache(maxsize=2)
def frames(report: Report) -> tuple[Frame, ...]:
    """A report → its paragraphs that can hold facts. Government paragraphs before the plan belong to the review.

    Without a year of the report nothing can be said of its figures' years: they are None.
    """
    planned, section, carried, before = False, "", Carried(), ""
    found: list[Frame] = []
    titles = {section.id: section for section in report.sections}
    told = years_of(report.meta, report.sections, report.paragraphs)
    for paragraph in report.paragraphs:
        planned = planned or paragraph.part == "plan"
        kind: Kind = "target" if paragraph.part == "plan" or (planned and paragraph.part != "review") else "actual"
        if kind != before:
            carried, before = Carried("period" if carried.of == "ahead" and kind == "target" else "year"), kind
        if paragraph.section != section:
            for title in _titles_entered(titles, section, paragraph.section):
                carried = under(carried, title.title, title.level)
            section = paragraph.section
        if paragraph.part in ("glossary", "closing"):
            continue
        last = told.planned if kind == "target" else told.reviewed
        times, carried = through(carried, paragraph.text, Time(kind, last, last), told)
        first = next(iter(sentences(paragraph.text[: _ZONE_LEAD + 1])), None)
        head = first.of(paragraph.text) if first and first.end <= _ZONE_LEAD and first.end < len(paragraph.text) else ""
        found.append(Frame(paragraph, kind, last, head, times, told))
    return tuple(found)


def lost_digits(report: Report) -> dict[str, list[Span]]:
    """A report → of each paragraph where digits stand that the report's warnings call damaged: no figure rests on them.

    新增1726，惠及 (a unit is lost) → 1726; a mark or a character lost beside sound digits takes nothing away.
    """
    found: dict[str, list[Span]] = {}
    for paragraph, stretch in located(report, (DIGITS,)):
        runs = _DIGITS.finditer(paragraph.text, stretch.start, stretch.end)
        found.setdefault(paragraph.id, []).extend(Span(run.start(), run.end()) for run in runs)
    return found


def when(frame: Frame, text: str, at: int) -> tuple[Kind, int | None, bool]:
    """A frame and an amount of it → kind, year, and whether it is of several years.

    2023年…… in the plan of 2024 is actual, 到2025年…… is a target of 2025; 五年来 is several years, 2000年以前建成的 has no year.
    """
    if column := said_by_column(frame.paragraph.row, at, frame.told, frame.kind):
        return *column, False
    stretch = frame.at(at)
    if frame.kind == "target" and BASE.match(text, at) and (based := _SINCE.search(text, max(stretch.sentence, at - _NEAR), at)):
        if year := frame.told.meant_by(based["word"]):
            return "actual", year, False
    time = stretch.time
    begin = max(0, stretch.sentence - 1, at - _FAR)
    found = _WORD_YEAR.search(text, begin, at) if _ANY_WORD_YEAR.search(text, begin, at) else None
    if found and found.start("word") >= stretch.start and (meant := _meant(frame, found["word"], found["rest"])):
        return *meant, False
    return time.kind, time.year, time.period


def _meant(frame: Frame, word: str, rest: str) -> tuple[Kind, int] | None:
    """A word for a year at the head of a clause, and the rest of the clause → what its figures are and of which year; None: as the frame says.

    Of 2024, given in January: 去年完成 → actual 2023, in the review 今年力争 → target 2024. Given in December 2023: 今年完成 → actual 2023.
    A thing of last year (去年开工的项目) says nothing of the figure.
    """
    year, aims = frame.told.meant_by(word), bool(_AIMS.search(rest))
    if year is None or frame.told.planned is None:
        return None
    if year >= frame.told.planned:
        return ("target", year) if aims or frame.kind == "target" or word == "明年" else None
    if aims or "的" in rest or "基础" in rest:
        return ("target", year) if aims and word in ("今年", "本年") else None
    return ("actual", year) if frame.kind == "target" or word in ("去年", "上年") else None


def settled(frame: Frame, head: str, words: str, led: str) -> int | None:
    """The year of a figure in a sentence about several years: `head` is its clause before the name, `words` the name and what follows,
    `led` all from the name up to the amount.

    五年来……由150亿元增长到189亿元 is the last year's. Of no year are 累计完成, 完成固定资产投资 and 年均增长, which are the period's, and 达到189亿元
    or 突破180亿元, a state that may have been reached in any year of it.
    """
    closes = _REACHED.search(led[-_FAR:]) and not _SUMMED.search(head + words) and not _SUMS.search(head)
    return frame.last if frame.kind == "actual" and closes else None


def _titles_entered(sections: Mapping[str, Section], left: str, id: str) -> list[Section]:
    """The section that is left and the one that is entered → the headings that are passed, the outermost first."""
    known = _above(sections, left)
    return [section for section in reversed(_above(sections, id)) if section not in known]


def _above(sections: Mapping[str, Section], id: str) -> list[Section]:
    found: list[Section] = []
    while id in sections and len(found) < _DEEPEST:
        found.append(sections[id])
        id = sections[id].parent
    return found
