"""An amount beside an indicator's name → its measure (level, growth, change, share) and its value in the indicator's unit."""

from __future__ import annotations

import re
from decimal import Decimal

from digest.chinese.quantities import Quantity, convert
from digest.model.catalogue import Indicator
from digest.model.closed_sets import Measure
from digest.model.report import Fact

# matches 增长5% · 增速达到16% · 下降2%      not 占比5%
_GROWTH = re.compile(r"增长|递增|增速|增幅|涨幅|上涨|上升|提高|提升|增加|下降|降低|减少|回落|降幅|改善|同比|比上年|较上年")
# matches 同比下降      not 同比增长
_DOWN = re.compile(r"下降|降低|减少|回落|降幅|负增长|改善|[年期比]少$")
# matches 提高3个百分点      not 下降 · 负增长
_UP = re.compile(r"提高|提升|上升|增加|(?<!负)增长|上涨")
# matches 提高到 · 降至 · 达      not 提高2个
_ARRIVED = re.compile(r"[到至达为在]")
# matches 占全市比重      not 增长
_SHARE = re.compile(r"占|比重|比例|比率")
# matches 占年度计划的 · 完成年度投资计划 · 投资完成率达到      not 年度投资
_OF_PLAN = re.compile(r"(?:计划|任务|目标)的?$|(?:完成|达成|兑现)率")
# By how much more
# matches 超年度计划的 · 超额完成全年任务      not 超2亿元，完成年度计划的
_BEYOND_PLAN = re.compile(r"超[^，。、；0-9０-９]{0,8}(?:计划|任务|目标)的?$")
# matches 总数达40家      not 新增3家
_TOTAL = re.compile(r"达|累计|总数|总量|突破|超|逾|保有|拥有|共有|增至|增加到|已有|合计")
# matches 新增高新技术企业 · 新认定 · 净增      not 高新技术企业 · 创新 · 新型
_NEW = re.compile(r"(?<![创高])新(?=[增认培获评入引注登设])|净增")
# Said of all, even of what is new
# matches 总数超过      not 达到 · 超
_ALL = re.compile(r"总数|总量|累计达|保有|拥有|共有|增至|增加到|已有")
# matches 净增600户 · 比上年多      not 达到 · 多达8天
_ADDED = re.compile(r"新增|净增|增加|增长|减少|提高|下降|增收|[多少]$")

_MARKS = ("，", "、", ",")

PLAN = "计划"

Measured = tuple[Measure, Decimal, Decimal | None, str]


def measured(indicator: Indicator, quantity: Quantity, head: str, name: str, words: str, previous: Fact | None, stands: bool = False) -> Measured | None:
    """An amount → measure, value, high end, and what it is a share of where that is the plan; None where the indicator is not given in that measure.

    `head` is the clause before the name, `words` stand between name and amount, `previous` is the base of a stretch target.
    `stands`: no word of the sentence says that something was added, so that the amount counts all that there is.
    地区生产总值 · 同比增长 · 12.1% → growth 12.1; PM2.5浓度 · 同比下降 · 4% → growth −4; 参保率 · 提高 · 2个百分点 → change 2
    """
    if indicator.needs and not any(w in name + words for w in indicator.needs):
        return None
    last = words[max((words.rfind(w) for w in "，,、"), default=-1) + 1 :] or words
    if quantity.unit == "%":
        measure = _measured_percent(indicator, name, words, last, previous)
    elif quantity.unit == "百分点":
        measure = "change" if indicator.unit == "%" else None
    else:
        measure = "level" if stands and indicator.measures[0] == "change" else _measured_level(indicator, head, words, last)
    if measure is None or measure not in indicator.measures:
        return None
    value, high = (_value_in_unit(v, quantity, indicator) for v in (quantity.value, quantity.high))
    if value is None:
        return None
    whole = PLAN if measure == "share" and of_plan(name + last) else ""
    if measure == "share" and value > 100 and not whole:
        return None
    if measure in ("growth", "change") and _DOWN.search(words) and not _UP.search(last):
        return measure, -abs(value), None if high is None else -abs(high), whole
    return measure, value, high, whole


def unit_of(indicator: Indicator, measure: Measure) -> str:
    """The unit in which a measure of an indicator is given: growth and share in %, anything else in the indicator's own."""
    return "%" if measure in ("growth", "share") else indicator.unit


def of_plan(words: str) -> bool:
    """Whether the words before a percentage say how much of a plan is done, which is no part of a whole: 完成年度计划的122%."""
    return bool(_OF_PLAN.search(words))


def arrived(words: str) -> bool:
    """Whether the words say that a level has been reached: 达到, 总量."""
    return bool(_TOTAL.search(words))


def _measured_percent(indicator: Indicator, name: str, words: str, last: str, previous: Fact | None) -> Measure | None:
    if previous is not None:
        return previous.measure
    if of_plan(name + last):
        return None if indicator.unit == "%" or _BEYOND_PLAN.search(name + last) else "share"
    if indicator.unit == "%":
        if indicator.measures[0] == "growth":
            return "growth"
        return "change" if (_UP.search(last) or _DOWN.search(last)) and not _ARRIVED.search(last) else "share"
    if _SHARE.search(name + last):
        return "share"
    return "growth" if _GROWTH.search(words) or _GROWTH.search(name[-2:]) else None


def _measured_level(indicator: Indicator, head: str, words: str, last: str) -> Measure:
    if indicator.measures[0] == "change":
        if (new := _NEW.search(head + words)) and not words.startswith(_MARKS):
            return "level" if _ALL.search(head + words, new.end()) else "change"
        return "level" if _TOTAL.search(head + last) else "change"
    if indicator.additions or not {"growth", "change"} & set(indicator.measures):
        return indicator.measures[0]
    added = _ADDED.search(last) and not _ARRIVED.search(last)
    return "change" if added or head.endswith(("净增", "增加")) else indicator.measures[0]


def _value_in_unit(value: Decimal | None, quantity: Quantity, indicator: Indicator) -> Decimal | None:
    if value is None or quantity.unit in ("%", "百分点"):
        return value
    return value if quantity.unit in indicator.units else convert(value, quantity.unit, indicator.unit)
