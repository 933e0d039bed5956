"""An amount beside an indicator's name → its measure (level, growth, change, share) and its value in the indicator's unit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from digest.chinese.units import Quantity, convert
from digest.chinese.worded_amounts import UNMOVED
from digest.model.catalogue import Indicator
from digest.model.closed_sets import Measure
from digest.model.report import Fact

# matches 增长5% · 增速达到16% · 下降2% · 微降      not 占比5% · 降至
_GROWTH = re.compile(r"增长|递增|增速|增幅|涨幅|上涨|上升|提高|提升|增加|下降|降低|减少|回落|下滑|降幅|改善|同比|比上年|较上年|[增降涨跌]$")
# matches 同比下降 · 微降      not 同比增长 · 降至
_DOWN = re.compile(r"下降|降低|减少|减[收产]|回落|下滑|降幅|负增长|改善|[年期比]少$|[降跌]$")
# matches 提高3个百分点      not 下降 · 负增长
_UP = re.compile(r"提高|提升|上升|增加|(?<!负)增长|上涨")
# matches 提高到 · 降至 · 达      not 提高2个
_ARRIVED = re.compile(r"[到至达为在]")
# matches 占全市比重      not 增长
_SHARE = re.compile(r"占|比重|比例|比率")
# A goal of growth is none: 增长目标|6%
# matches 占年度计划的 · 完成年度投资计划 · 投资完成率达到 · 为年初预算的 · 完成目标任务      not 年度投资 · 预期增长目标
_OF_PLAN = re.compile(r"(?:计划|任务|预算)数?的?$|目标(?:任务)?数?的$|(?:完成|占|达到?)[^，。、；0-9]{0,8}目标$|(?:完成|达成|兑现)率")
# By how much more
# matches 超年度计划的 · 超额完成全年任务      not 超2亿元，完成年度计划的
_BEYOND_PLAN = re.compile(r"超[^，。、；0-9０-９]{0,8}(?:计划|任务|目标|预算)数?的?$")
# How many times more: 增长1.8倍 is a growth of 180%
# matches 增长 · 增长近 · 同比提高了 · 增幅达      not 增长到 · 是上年的
_BY_TIMES = re.compile(
    r"(?:增长|增加|提高|提升|上升|上涨|扩大|递增|增幅|增速|涨幅)(?:了|达|达到|超过?|近|约|接近|逾|将近|突破|至少|[>≥])*$"
)
# The speed itself has grown: 增速较去年提高9倍
# matches 增速较去年增长 · 增幅提高      not 同比增长 · 增速达
_FASTER = re.compile(r"(?:增速|增幅|涨幅)[^，、]*(?:增长|提高|提升|扩大|加快|上升)")
# matches 增速 · 增幅      not 与上年
_OF_SPEED = re.compile(r"增|涨幅|降幅")
# What was reached is compared, so that an amount behind it is the difference
# matches 比上年减少 · 较2022年多 · 同比净增 · ，减少了      not 比上年增加到 · 比上年 · 达 · 新增
_DIFFERENCE = re.compile(
    r"(?:(?:比|较|同比)[^，。；]{0,10}(?:增加|增长|减少|提高|下降|提升|净增|扩大|增|减|[多少])|^[，、,](?:增加|减少|净增|净减))了?(?:近|约|超过?)?$"
)
# matches 总数达40家      not 新增3家
_TOTAL = re.compile(r"达|累计|总数|总量|突破|超|逾|保有|拥有|共有|增至|[增发减][加展少]到|[减降]至|已有|合计")
# matches 新增高新技术企业 · 新认定 · 净增      not 高新技术企业 · 创新 · 新型
_NEW = re.compile(r"(?<![创高])新(?=[增认培获评入引注登设])|[净纯]增")
# matches 新增 · 认定 · 入库 · 新建5G      not 拥有 · ，
_ADDS = re.compile(r"(?<![创高特])新|培育|认定|入库|备案|引进|净增|增加|发展|孵化|评|获|创建|申报|建|培|计划")
# What stands before the name of a stock of which only what came to it is told
# matches 新增 · 新增并网      not 更新 · 新增就业
_NEWLY = re.compile("新增(?:并网|投产|建成|投运)?$")
# Said of all, even of what is new
# matches 总数超过      not 达到 · 超
_ALL = re.compile(r"总数|总量|累计达|保有|拥有|共有|增至|[增发减][加展少]到|[减降]至|已有")
# matches 净增600户 · 比上年多      not 达到 · 多达8天
_ADDED = re.compile(r"新增|[净纯]增|增加|增长|减少|提高|下降|[增减][收产]|增量|[多少]$")

# How much of a plan is done, of which the next amount says no more: 完成年初预算的102%，增长8%
# matches 完成年初预算的 · ，为年计划的 · 完成目标任务      not 增长目标 · 预期目标为
_PLAN_DONE = re.compile(
    r"[，,]?(?:超额|累计)?(?:完成|达到?|占|为|相当于|实现)[了到]?(?:[省市县区年初度全当调整人大收入预期既定下达]{0,10}|20[0-9]{2}年)(?:预算|计划|任务|目标)(?:任务)?数?的?"
)
# What says behind a percentage what it measures: 呈2.3%的|负增长, 6%以上的增速
# at the start: 的负增长 · 的增速， · 增长。      not 的增长点 · 的企业
_MEASURED_BEHIND = re.compile(r"的?(?P<said>正?增长|负增长|增速|增幅|涨幅|降幅|下降)(?:率|水平|态势|目标)?(?=[，。；、：）)]|$)")

# Whom it reaches is told, and not how much of it there is: 改造老旧小区20个，惠及|2万户
# matches ，惠及 · 涉及      not ，改造
_REACHES = re.compile(r"惠及|受益|涉及|覆盖|服务")

_MARKS = ("，", "、", ",")

PLAN = "计划"
TIMES = 100  # per cent of one 倍: 增长1.8倍 is a growth of 180%

Measured = tuple[Measure, Decimal, Decimal | None, str]


def measured(
    indicator: Indicator, quantity: Quantity, head: str, name: str, words: str, previous: Fact | None, stands: bool = False
) -> Measured | None:
    """An amount → measure, value, high end, and what it is a share of where that is the plan; None where the indicator is not given in that measure.

    `head` is the clause before the name, `words` stand between name and amount, `previous` is the base of a stretch target.
    `stands`: no word of the sentence says that something was added, so that the amount counts all that there is.
    地区生产总值 · 同比增长 · 12.1% → growth 12.1; PM2.5浓度 · 同比下降 · 4% → growth −4; 参保率 · 提高 · 2个百分点 → change 2
    """
    quantity = _in_hundredths(indicator, quantity)
    if indicator.needs and quantity.unit != "百分点" and not any(w in name + words for w in indicator.needs):
        return None
    last = words[max((words.rfind(w) for w in "，,、"), default=-1) + 1 :] or words
    if quantity.unit == UNMOVED:
        measure = None if _OF_SPEED.search(words) else "change" if indicator.unit == "%" and indicator.measures[0] != "growth" else "growth"
        return (measure, quantity.value, None, "") if measure in indicator.measures else None
    if quantity.unit == "倍":
        measure = "growth" if _BY_TIMES.search(last) and not _FASTER.search(last) else None
    elif quantity.unit == "%":
        measure = _measured_percent(indicator, name, words, last, previous)
        measure = measure or ("growth" if quantity.value < 0 else None)  # 固定资产投资-3.2%
    elif quantity.unit == "百分点":
        measure = "change" if indicator.unit == "%" else None
    else:
        measure = "level" if stands and indicator.measures[0] == "change" else _measured_level(indicator, head, words, last)
    if measure is None or measure not in indicator.measures:
        return None
    value, high = (_value_in_unit(v, quantity, indicator) for v in (quantity.value, quantity.high))
    if value is None or (family_of(indicator, quantity) and _REACHES.search(words)):
        return None
    whole = PLAN if measure == "share" and of_plan(name + last) else ""
    if measure == "share" and value > 100 and not whole:
        return None
    if measure in ("growth", "change") and _DOWN.search(words) and not _UP.search(last):
        return measure, -abs(value), None if high is None else -abs(high), whole
    return measure, value, high, whole


def _in_hundredths(indicator: Indicator, quantity: Quantity) -> Quantity:
    """An amount in thousandths → the same in hundredths: 2个千分点 → 0.2个百分点, 能耗下降千分之五 → 0.5 %; a rate in ‰ is none in %."""
    unit = "百分点" if quantity.unit == "千分点" else "%" if quantity.unit == "‰" and (indicator.unit != "%" or indicator.measures[0] == "growth") else ""
    high = None if quantity.high is None else quantity.high / 10
    return replace(quantity, unit=unit, value=quantity.value / 10, high=high) if unit else quantity


def unit_of(indicator: Indicator, measure: Measure, quantity: Quantity) -> str:
    """The unit in which a measure of an indicator is given: growth and share in %, anything else in the indicator's own or that of its family."""
    return "%" if measure in ("growth", "share") else family_of(indicator, quantity) or indicator.unit


def family_of(indicator: Indicator, quantity: Quantity) -> str:
    """An amount → the further unit of the indicator that it is in, where that does not convert into its own: 70万户 of 老旧小区改造 → 户; else ""."""
    if not indicator.families or quantity.unit in indicator.units or convert(quantity.value, quantity.unit, indicator.unit) is not None:
        return ""
    return next((unit for unit in indicator.families if convert(quantity.value, quantity.unit, unit) is not None), "")


def of_plan(words: str) -> bool:
    """Whether the words before a percentage say how much of a plan is done, which is no part of a whole: 完成年度计划的122%."""
    return bool(_OF_PLAN.search(words))


def without_plan(words: str, quantity: Quantity) -> str:
    """The words before an amount → the same without those that make a percentage how much of a plan is done: 完成年初预算的102%."""
    return _PLAN_DONE.sub("", words) if quantity.unit == "%" else words


def measure_behind(text: str, end: int) -> str:
    """The end of a percentage in a text → what is said behind it of what it measures, "" for nothing: 呈2.3%的|负增长 → 负增长."""
    found = _MEASURED_BEHIND.match(text, end)
    return found["said"] if found else ""


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


def _measured_level(indicator: Indicator, head: str, words: str, last: str) -> Measure | None:
    if _DIFFERENCE.search(words):
        return "change"
    if indicator.measures[0] == "change":
        if (new := _NEW.search(head + words)) and not words.startswith(_MARKS):
            return "level" if _ALL.search(head + words, new.end()) else "change"
        if indicator.further and not _TOTAL.search(head + last) and not _ADDS.search(head + last):
            return None  # of a further indicator nothing is guessed: 高新技术企业1.3万家，|科技型中小企业2.9万家
        return "level" if _TOTAL.search(head + last) else "change"
    flows = indicator.additions or indicator.counted or indicator.loose or indicator.several
    if not flows and not head.startswith(_MARKS) and _NEWLY.search(head):
        return None  # 新增|高速公路里程|120公里: neither all of it nor what it grew by
    if indicator.additions or not {"growth", "change"} & set(indicator.measures):
        return indicator.measures[0]
    added = _ADDED.search(last) and not _ARRIVED.search(last)
    return "change" if added or head.endswith(("净增", "增加")) else indicator.measures[0]


def _value_in_unit(value: Decimal | None, quantity: Quantity, indicator: Indicator) -> Decimal | None:
    if value is None or quantity.unit in ("%", "百分点"):
        return value
    if quantity.unit == "倍":
        return value * TIMES
    return value if quantity.unit in indicator.units else convert(value, quantity.unit, family_of(indicator, quantity) or indicator.unit)
