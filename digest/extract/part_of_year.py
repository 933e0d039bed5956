"""The part of a year that an amount is of, where its sentence says so: 1—11月, 上半年, 第一季度, 截至10月底, 春节假期."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from digest.chinese.numerals import number
from digest.chinese.sentences import Span

_NUMBER = "[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_TO = "[-—–－―~～]{1,2}|至|到"
_YEAR = "(?:去年|今年|本年|当年|上年|(?:19|20)[0-9]{2}年)"
# matches 1—11月 · 1月至11月 · 截至去年10月底 · 前11个月 · 第一季度 · 上半年 · 春节假期 · 全年 · 2023年， · 去年同期增长
#     not 较2019年， · 年度计划 · 6月底前 · 较去年同期增长
_MARK = re.compile(
    rf"(?P<range>(?<![0-9０-９.．])(?P<first>{_NUMBER})月?份?(?:{_TO})(?P<last>{_NUMBER})月份?(?![底末]前))"
    rf"|(?P<until>(?:截[至止]|(?<![0-9０-９月日至到])[至到](?={_YEAR}?(?:{_NUMBER})月[底末])){_YEAR}?(?P<month>{_NUMBER})月(?:份|底|末|(?:{_NUMBER})日)?(?!前))"
    rf"|(?P<single>(?<![0-9０-９.．一二三四五六七八九十])(?P<only>{_NUMBER})月(?:份(?!前)|当月|(?=[，,])))"
    rf"|(?P<part>(?<![较比由从])(?:[前头](?:{_NUMBER}|[两几])个月|(?:[前头][一二两三]个?|第?[一二三四1-4１-４]|首)季度|首季|[上下]半年"
    r"|黄金周|(?:春节|国庆|五一|端午|中秋|清明|元旦|中秋国庆)?假期|小长假|暑期|寒假))"
    r"|(?P<same>(?<![较比与和同于过超为是的])(?:去年|上年|前年)同期(?!水平|的))"
    r"|全年|年内|年[底末终]|一年来|(?<![较比于])(?:19|20)[0-9]{2}年(?=[，,底末全])"
)
# The words for a part of a year, or for the whole of it, that may stand between a name and its amount: 外贸|上半年|增长5%
# matches 上半年 · 前三季度 · 1—11月 · 二季度起      not 半年报 · 季度计划
PARTS = re.compile(
    rf"[上下]半年(?!报)|(?:[前头][一二两三]个?|第?[一二三四1-4]|首)季度起?|(?:[前头](?:{_NUMBER})个|{_NUMBER}月?(?:{_TO})(?:{_NUMBER})|{_NUMBER})月(?:份|当月)?(?![日底末])"
)
# What a sentence holds that says a part of a year at all: most do not
# matches 6月 · 一季度 · 上半年 · 去年同期      not 全年
_ANY_PART = re.compile("[月季假]|半年|黄金周|暑期|年同期")
# The beginning of a clause, up to a period that it opens with
# matches 经济回升，其中 · ；全市 · （2023年 · ""      not 外贸进出口 · ，外贸进出口
_OPENING = re.compile(rf"(?:^|[，；：。,;:（(])(?:其中|同时|特别是|[今去当本上]年|(?:19|20)[0-9]{{2}}年|[一-龥]{{0,2}}[市县区省州旗盟]|{_YEAR})?$")
_LONGEST = 12  # characters before a period in which such a beginning stands
# matches ， · ：      not 、
_CLAUSE_END = re.compile("[，；：,;]")
_NEAR = 20  # characters that a period said in mid-clause reaches, and any in a plan, where it is a term


@dataclass(frozen=True, slots=True)
class PeriodMark:
    """A period said before character `end`: the part of a year in the text's words, "" where it is the whole.

    `opens`: it stands at the beginning of a clause, so that what follows in its sentence is of it; a single month is rather the day of a
    deed, and holds for its clause. `day` names a month or a day, which in a plan is a term.
    """

    end: int
    part: str
    opens: bool
    day: bool
    single: bool


def part_of_year(text: str, sentence: Span, at: int, planned: bool) -> str:
    """A sentence up to an amount → the part of a year that it is of, "" for the whole year.

    一季度外贸增长12%，全年增长8.5% → 一季度 of 12%, "" of 8.5%; 1—11月，工业增长7%，投资增长9% → 1—11月 of both
    """
    mark = next((m for m in reversed(_marks_before(text, sentence.start, sentence.end)) if m.end <= at and not (planned and m.day)), None)
    if mark is None:
        return ""
    between = text[mark.end + 1 : at]
    if mark.single:
        return "" if _CLAUSE_END.search(between) else mark.part
    return mark.part if (mark.opens and not planned) or len(between) < _NEAR else ""


@lru_cache(maxsize=256)
def _marks_before(text: str, start: int, end: int) -> tuple[PeriodMark, ...]:
    """A sentence → what is said of periods in it, and in the clauses before its last ；, in reading order."""
    begin = max(text.rfind("。", 0, start) + 1, start - 600)
    return tuple(_mark_of_match(text, match) for match in _MARK.finditer(text, begin, end)) if _ANY_PART.search(text, begin, end) else ()


def _mark_of_match(text: str, match: re.Match[str]) -> PeriodMark:
    opens = _OPENING.search(text, max(0, match.start() - _LONGEST), match.start()) is not None
    day = bool(match["until"] or match["single"])
    return PeriodMark(match.end(), "" if _is_year(match) else match[0], opens, day, bool(match["single"] or match["same"]))


def _is_year(match: re.Match[str]) -> bool:
    """Whether a period is the whole of a year: 全年, 1—12月, 截至12月底."""
    if match["range"]:
        return number(match["first"]) == 1 and number(match["last"]) == 12
    if match["until"]:
        return number(match["month"]) == 12
    return not (match["single"] or match["part"] or match["same"])
