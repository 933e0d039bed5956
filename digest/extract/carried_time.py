"""The year is carried through a report: what a heading, the opening of a sentence and each word of time in it do to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from digest.extract.time_words import CHINESE_YEAR, TimeWord, last_of_plan, time_words
from digest.model.closed_sets import Kind
from digest.understand.report_dates import CHINESE_DIGITS
from digest.understand.report_years import LOOKS_AHEAD, LOOKS_BACK, Years

# What may stand before the words of time with which a sentence opens: its number, and what looks at a time
_LEAD = (
    r"(?:各位(?:代表|委员|同志)[们！!，,：:]{1,2}\s{0,2})?[—－-]{0,2}(?:[（(]?[一二三四五六七八九十]{1,2}(?:[)）、.]|是))?"
    r"(?:(?:回[顾望眸首]|总[结览]|纵观|综观|展望|经[过历]|走过|进入|迈入|透过|站在|在|整个|特别是|尤其是?|同时，?|也|总的看，?|我们|可以说，?){1,2})?"
)
_SEVERAL = "[三四五]"
_YEAR = f"(?:20[0-9]{{2}}|{CHINESE_YEAR})"
_PLAN_OF_YEARS = "“?十[一二三四五六七]五”?(?:规划)?"
_ADVERB = "(?=[，,是来间的、。！：:]|我[们县市区省州旗]|全[县市区省州旗]|极|非|不|接续|奋斗|砥砺)"
# A sentence that begins to tell of several years
# at the start: “十四五”时期是 · 过去的五年极不寻常 · 这是经济实力提升的五年。 · ——五年来， · 回顾过去五年， · 经过五年接续奋斗 · 进入“十四五”， · 未来五年，
#     · 五年获得      not 2025年是“十四五”收官之年 · 五年级学生 · 这五年来之不易 · “十四五”规划重大项目 · 三年行动 · 近三年新增
_OPENS_PERIOD = re.compile(
    rf"{_LEAD}(?:(?:(?P<behind>过去|前)|(?P<ahead>今后|未来)|这|近)的?{_SEVERAL}年(?!来之){_ADVERB}|{_SEVERAL}年(?:(?P<gone>来)(?!之不)|间|时间|历程|的?奋斗|接续|耕耘|砥砺|[累共]计|共(?!同|和|享|建)|完成|建成|改造|新[建增]|投入|获得?|登记|引进|争取|培育|组建)"
    rf"|“?十(?P<plan>[一二三四五六七])五”?(?:(?:规划)?(?:时期|期间|以来)|[，,]|的[三四五]年)|这是[^，。；]{{2,30}}的{_SEVERAL}年[。，！]|本届政府(?:任期|履职|成立|工作)?(?:以来|期间|五年|[，,]))"
)
# A sentence that turns to one year
# at the start: 刚刚过去的2025年， · 2025年是 · 过去一年 · 一年来， · 这一年， · 去年， · 2025年，全市 · 回望2025年， · 今年是
#     not 2025年四大主导产业占 · 去年开工的项目 · 2025年以来
_OPENS_YEAR = re.compile(
    rf"{_LEAD}(?:(?P<over>(?:刚刚)?过去的?(?:这?一年|(?P<past>{_YEAR})年)|一年来|这一年(?!龄))"
    rf"|(?P<named>{_YEAR})年(?=[，,：:]|全[市县区省州旗盟])|(?P<is>{_YEAR})年(?=是)"
    r"|(?P<word>去年|上年|今年|本年|明年)(?=[，,：:是]|全[市县区省州旗盟]|我[们市县区省州旗]|经济社会发展|政府工作))"
)
# By which a paragraph turns for the rest of its chapter
# at the start: 刚刚过去的2025年 · 2025年是 · 2025年，是 · “十四五”时期是      not 2025年，全市 · 五年来，全市
_TURNS_FOR_GOOD = re.compile(rf"{_LEAD}(?:刚刚过去|(?:{_YEAR}年|{_PLAN_OF_YEARS}(?:时期|期间)|(?:过去|这)的?{_SEVERAL}年)[，,]?是)")
# What a heading says of several years
# matches 过去五年工作回顾 · “十四五”时期 · 本届政府工作回顾 · 五年来的主要成就 · 2016年至2020年工作 · “十四五”规划执行情况
#     not 2025年工作回顾 · 二〇二四年工作 · 三年行动 · 本届政府开局之年 · “十四五”重大项目
_TITLE_PERIOD = re.compile(
    rf"(?:过去|这|前|近|今后|未来)的?{_SEVERAL}年|(?<![第续〇○零一二三四五六七八九十0-9]){_SEVERAL}年(?:来(?!之不)|间|的?工作|的?回顾|的?发展|的?成就|的?目标)"
    rf"|{_PLAN_OF_YEARS}(?:时期|期间|以来|(?=[^，。、]{{0,10}}(?:回顾|成就|目标|任务|发展|执行|完成情况|纲要)))|个五年规划"
    r"|届政府(?!开局|[^，。；]{0,4}之年)|任期|20[0-9]{2}年?(?:[-—－至到]{1,2})20[0-9]{2}年"
)
# wholly: （一） · 一、关于 · 1. · ""      not 2025年
_BEFORE_TITLE = re.compile(r"(?:[（(]?[一二三四五六七八九十0-9]{1,2}[)）、.．]\s?)?(?:关于|回顾)?")
# What it says of one
# matches 2025年工作回顾 · 二〇二四年工作回顾 · 过去一年 · 一年来的工作 · 今年工作安排 · 这一年，
#     not “十四五”时期 · 2025年以来 · 到2035年远景目标 · 2016年至2020年
_TITLE_YEAR = re.compile(
    rf"(?<![到至—－-])(?<![0-9]){_YEAR}年(?!以来|远景|[-—－至到])|(?:过去|这|上)的?一年|一年来|去年|上年|今年|本年|明年"
)
# matches 政府自身建设 · 民生实事      not 产业结构持续优化
_CHAPTER = re.compile(r"政府.{0,6}建设|自身建设|民生实事|工作报告|存在的?问题")
# What is told of anything: an amount
# matches 增长5% · 30个      not 2023年 · 6月 · 第3次
_TELLS = re.compile(r"[0-9](?<![0-9.第].)[0-9.,]*(?![0-9.,]|年|月|日|次)")
_YEARS_OF_PLAN = 5
_LONGEST_OPENING = 100  # characters with which a sentence turns to several years or to one
# A year that an amount alone is of
# at the start: 的12亿元 · 的１２亿元      not 的项目 · ，12亿元
_OF_ITS_AMOUNT = re.compile("的[0-9０-９]")
# matches ， · 、      not 的
_ITEM_END = re.compile("[，、；,;]")
# Up to 。 or ！: as far as a word of time reaches that opens nothing
# matches 增长5%；就业好转。 · 增长5%      not ""
_SENTENCE = re.compile(r"[^。！!]{0,1000}[。！!]{1,3}[”’）)]{0,2}|[^。！!]{1,1000}")
# What a text holds that can say anything of time
# matches 五年来 · “十四五” · 任期 · 换届以来      not 同比增长
_ANY = re.compile("[年期届]|五[”，,]|以来|目标")


# What is told of: the year that is looked back on or planned, or several years: those gone by, those to come, or which of them the part tells
Of = Literal["year", "period", "behind", "ahead"]


class Time(NamedTuple):
    """What figures are of: results or targets, of `year` (None: of several years, which is `period`, or of none that is told).

    `last` is the year that is looked back on, or in a plan the one that it is for.
    """

    kind: Kind
    year: int | None
    last: int | None
    period: bool = False


class Stretch(NamedTuple):
    """From character `start` of a paragraph up to the next stretch figures are of `time`; their sentence begins at `sentence`."""

    start: int
    sentence: int
    time: Time


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes on from paragraph to paragraph: of what it is told, and what the chapter is of by its title (`home`).

    A chapter whose title names several years and one (`both`) goes over from the one to the other wherever a sentence turns.
    """

    of: Of = "year"
    home: Of = "year"
    both: bool = False


def under(carried: Carried, title: str, level: int) -> Carried:
    """What is carried where a heading stands → what is carried below it. A chapter begins with what it names first; other headings may turn.

    “十四五”时期和2025年工作回顾 → several years, and both; 2025年工作回顾 → one; （一）产业结构持续优化 → as it was
    """
    period, year = _TITLE_PERIOD.search(title), _TITLE_YEAR.search(title)
    first: Of = "period" if period and (year is None or period.start() < year.start()) else "year"
    if level == 1 and not title.endswith("。"):
        chapter = period or year or LOOKS_BACK.search(title) or LOOKS_AHEAD.search(title) or _CHAPTER.search(title)
        return Carried(first, first, bool(period and year)) if chapter else carried
    if period and year:
        return Carried(first, carried.home, True)
    if _OPENS_PERIOD.match(title) or (period and _BEFORE_TITLE.fullmatch(title, 0, period.start())):
        return replace(carried, of="period")
    return replace(carried, of="year") if year and _BEFORE_TITLE.fullmatch(title, 0, year.start()) else carried


@lru_cache(maxsize=1024)
def through(carried: Carried, text: str, base: Time, told: Years) -> tuple[tuple[Stretch, ...], Carried]:
    """What is carried into a paragraph → of what time each stretch of it is, and what is carried on.

    `base` is what its figures are of where nothing is said. 五年来，就业9万人。2023年就业2万人，各类培训3万人。建房1万套。 → from the first
    word several years, in the sentence that names 2023 that year, then several years again.
    """
    if not _ANY.search(text):
        return (Stretch(0, 0, time_of(base, carried.of)),), carried
    now, told_before = carried.of, False
    found = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        tells = bool(_TELLS.search(text, start, end))
        opened = _opening(text, start, end, base, told, bare=not tells or (carried.both and not told_before))
        if opened is not None:
            now = opened
            if carried.both or (now == "year") == (carried.home == "year") or not tells or _TURNS_FOR_GOOD.match(text, start, end):
                carried = replace(carried, of=now)
        found += _stretches(text, start, end, time_of(base, now), base)
        told_before = told_before or tells
    return tuple(found), carried


def time_after(time: Time, word: TimeWord, base: Time, *, named: bool) -> Time:
    """What a word of time does within its sentence. `base`: what its figures are of where nothing is said; `named`: a year has been named in it.

    Of a review of 2023: 五年来 → several years; 2022年 → actual 2022; 到2025年 → target 2025; 2000年以前 → no year; 年均 → as 五年来, but not after a year
    """
    if word.sort in ("period", "ahead", "behind", "plan"):
        return time_of(base, _of_plan(word.year, base) if word.year else "ahead" if word.sort == "ahead" else "behind" if word.sort == "behind" else "period")
    if word.sort == "average" and not named:
        return time._replace(year=None, period=True)
    if word.sort == "year" and word.year is not None:
        kind: Kind = base.kind if base.last is None else "target" if word.year > base.last else base.kind if word.year == base.last else "actual"
        return Time(kind, word.year, base.last)
    if word.sort == "own" or (word.sort == "old" and word.year is not None and word.year == base.last):
        return time_of(base, "year")
    if word.sort == "old":
        return Time(base.kind, None, base.last)
    if word.sort == "aim" and base.kind == "actual" and base.last is not None:
        return Time("target", base.last + 1, base.last)
    return time


def time_of(base: Time, of: Of) -> Time:
    """What figures are of where nothing is said in their sentence. Of the plan of 2024: year → target 2024, behind → actual, of several years"""
    kinds: dict[Of, Kind] = {"behind": "actual", "ahead": "target"}
    return Time(kinds.get(of, base.kind), base.last if of == "year" else None, base.last, of != "year")


def _of_plan(ends: int, base: Time) -> Of:
    """The last year of a plan of years → whether they are yet to come, gone by, or those that the part tells of."""
    if base.last is None:
        return "period"
    return "ahead" if ends - _YEARS_OF_PLAN >= base.last else "behind" if ends < base.last else "period"


def _stretches(text: str, start: int, end: int, opened: Time, base: Time) -> list[Stretch]:
    """A sentence and what it is of at its beginning → its stretches, one from each word of time on."""
    found, named = [Stretch(start, start, opened)], False
    for word in time_words(text, start, end):
        time = time_after(found[-1].time, word, base, named=named)
        found.append(Stretch(word.end, start, time))
        if _OF_ITS_AMOUNT.match(text, word.end) and (after := _ITEM_END.search(text, word.end, end)):
            found.append(Stretch(after.end(), start, found[-2].time))  # 增长到2025年的|12亿元，
        else:
            named = named or word.sort == "year"
    return found


def _opening(text: str, start: int, end: int, base: Time, told: Years, *, bare: bool) -> Of | None:
    """How a sentence begins → of what it is told from there on; None: it does not say.

    A year alone (2023年，) opens more than its sentence only where that tells nothing, or else begins a paragraph (`bare`).
    """
    if not _ANY.search(text, start, min(end, start + _LONGEST_OPENING)):
        return None
    if period := _OPENS_PERIOD.match(text, start, end):
        if period["plan"]:
            return _of_plan(last_of_plan(period["plan"]), base)
        return "ahead" if period["ahead"] else "behind" if period["behind"] or period["gone"] else "period"
    year = _OPENS_YEAR.match(text, start, end)
    if year is None:
        return None
    if year["over"]:
        meant = _number(year["past"]) if year["past"] else told.reviewed
        return "year" if base.kind == "actual" and meant == base.last else None
    if year["word"]:
        return "year" if told.meant_by(year["word"]) == base.last else None
    return "year" if _number(year["is"] or year["named"]) == base.last and (bare or year["is"]) else None


def _number(year: str) -> int:
    return int(year.translate(CHINESE_DIGITS))
