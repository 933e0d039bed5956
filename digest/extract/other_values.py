"""Amounts beside an indicator's name that are not its value of the year: the year before's, a day's, what was planned, what a class of firms has."""

from __future__ import annotations

import re

from digest.chinese.sentences import Span
from digest.chinese.units import BARE, Quantity
from digest.extract.context import BASE
from digest.model.catalogue import Indicator
from digest.model.closed_sets import Kind, Measure

# The value of the year before, told beside this one's: 增长6%，上年|增长5%; not 比上年增长
# matches ，上年增长 · （去年同期为 · 上年      not 比上年增长 · ，较去年同期增长
_OF_YEAR_BEFORE = re.compile(r"(?:^|[，、（(])(?:而)?(?:上年|去年)(?:同期)?的?(?:为|是|达到?|完成|增长|下降|增速为?|增幅为?)?$")
# What was to be reached, told beside what was: 目标增长|6%，实际增长6.5%
# matches 目标增长 · 年初预期为 · ，计划增长      not 完成计划 · 目标任务圆满完成
_PLANNED = re.compile(r"(?:目标|计划|预期)(?:值|是|为)?(?:增长|增速|增幅)(?:为|是)?$|(?:目标|预期)(?:值|是|为)$")
# The same, with what was reached behind its amount: 目标|2400人，实际完成2650人; an amount alone behind 目标 may be what was done
# matches 目标 · 年初计划为 · 目标任务      not 目标增长至 · 完成
_PLANNED_AMOUNT = re.compile(r"(?:目标|计划|预期)(?:任务|值|数)?(?:是|为|：)?$")
# at the start: ，实际完成 · （实际 · ，预计全年完成      not ，增长5%
_THEN_REACHED = re.compile(r"[^，。；（(0-9]{0,6}[，；（(](?:但|而|到年底|全年|年内)?(?:实际|实绩|预计(?:全年)?完成)")
# What was aimed at when the year began, told when it is over, up to its amount
# matches 年初确定的目标是地区生产总值增长 · 去年初提出的预期目标为：      not 完成年初确定的目标任务，增长 · 今年的目标是 · 初步目标是
_SET_BEFORE = re.compile(
    r"(?:^|[，。；：])(?:(?:20[0-9]{2}|[去上])?年?年初|上次(?:人代会|大会)|[去上]年的?(?:人代会|大会)|原(?=[定先来本计目]))[^，。；：完达实超兑]{0,14}"
    r"(?:目标|计划|任务)值?(?:分别)?[是为：](?:(?!实际|预计|完成|达到|实现|超额)[^。；]){0,80}$"
)
# The same with the aim behind: 年初确定增长|9%|的目标
# at the start: 的目标 · 左右的预期目标      not ，目标
_AS_AIM = re.compile("(?:左右|以上)?的(?:年度|预期|既定)?(?:目标|预期)")
# matches 年初确定 · 去年提出      not 今年
_WHEN_SET = re.compile("(?:年初|去年|上年|原)[^，。；]{0,6}(?:定|提出|安排)")
# By how much it is from what was aimed at: 比300亿元目标|多5亿元
# matches 目标多 · 年初预算增加 · 比计划少了      not 比上年多
_FROM_AIM = re.compile("(?:目标|计划|预期|预算)(?:任务|值|数)?(?:多|少|高|低|增加|减少)[了出]?(?:近|约|超)?$")
# How large it is beside others'
# matches 约为全国平均的 · 相当于全省平均水平的      not 占全国的 · 高于全国平均
_OF_OTHERS = re.compile("(?:为|是|相当于|达到?)全[国省市][^，。；占]{0,4}(?:平均|均值)(?:水平|值)?的$")
# What is exceeded is no value: 超额完成|300亿元|目标
# matches 超额完成 · 提前超额完成      not 完成
_EXCEEDED = re.compile("(?:超额|超过)(?:完成|实现|达成)?了?$")
# at the start: 目标 · 的年度任务      not 的企业
_AIM_BEHIND = re.compile("的?(?:年度|预期|既定|全年)?(?:目标|任务|计划)")
# Of a day or a month, or the most that there was: 日均|接待游客
# matches 日均 · 单日最高 · 高峰期 · 每天      not 全年 · 最高人民法院
_OF_A_DAY = re.compile(r"(?:[日月周]均|每[天日月周]|单[日月]|高峰期?|峰值|最[高多大])[\u4e00-\u9fff]{0,3}$")
# What is counted by the amount: 规上工业总产值超10亿元|企业
# at the start: 企业 · 的骨干企业 · 以上的项目      not ，企业 · 左右 · 建设项目
_OF_A_CLASS = re.compile(
    r"(?:以上|以下)?的?(?:工业|骨干|重点|龙头|重大)?(?:企业|项目|公司|集团|乡镇|园区|产业链|产业集群|集群|商场|大户|镇|县域|县[（(区市0-9达有])"
)
# matches 两年平均增长 · 三年累计增长      not 连续三年增长 · 第三年增长
_OVER_YEARS = re.compile(r"(?<![续第])[二两三四五六七八九十]个?年")
# From when on it has grown
# matches 比“十三五”末 · 较“十五”期末      not 十三五末 · 比上年增长
_SINCE_PLAN = re.compile("[比较]“?十[一二三四五]?五”?(?:期?[初末]|期间|时期)")
# matches 比2019年增长 · 与2018年相比 · 于2015年      not 2019年增长 · 比上年增长
_SINCE_YEAR = re.compile("[比较与于](?P<year>(?:19|20)[0-9]{2})年")


def of_something_else(
    indicator: Indicator, measure: Measure, quantity: Quantity, words: str, head: str, after: str, kind: Kind, again: bool
) -> bool:
    """Whether an amount is not the value that it looks like: `words` stand between name and amount, `head` before the name, `after` behind the amount.

    `again`: the sentence has given the same measure of the indicator already. 增长6%，上年|增长5% · 日均|接待游客1万人次 · 人均|8万元 · 超10亿元|企业
    """
    if "人均" in words and indicator.unit not in ("元", *indicator.units):
        return True  # ……达到131亿元，人均8万元
    if measure == "growth" and ("环比" in words or ("实际" in words and again)):
        return True  # 增长6%，扣除价格因素实际增长5%: the same growth, less its prices
    if again and "累计" in head + words and not (_OVER_YEARS.search(words) and measure == "level"):
        return True  # 建成高标准农田6万亩，累计60万亩: of all years, no second value of this one
    if _OF_YEAR_BEFORE.search(words) or (kind == "actual" and measure != "share" and _PLANNED.search(words)):
        return True
    if measure != "growth" and indicator.unit != "%" and _OF_A_DAY.search(head):
        return True
    if (measure == "change" and _FROM_AIM.search(words)) or (quantity.unit == "%" and _OF_OTHERS.search(words)):
        return True
    money = quantity.unit in ("元", BARE) and not (indicator.loose or indicator.counted)
    return money and bool(_OF_A_CLASS.match(after))


def over_years(words: str) -> bool:
    """Whether a growth is said to be of several years together, or their average: 年均增长, 两年平均增长, 比“十三五”末增长; not 连续三年增长."""
    return "年均" in words or "累计" in words or bool(_OVER_YEARS.search(words) or _SINCE_PLAN.search(words))


def since_earlier(words: str, last: int | None) -> bool:
    """Whether a growth is one over an earlier year than that before `last`, whose growth is its own: 比2019年增长, where 2023 is told of."""
    since = _SINCE_YEAR.search(words)
    return since is not None and int(since["year"]) != (last or 0) - 1


def begun_with(words: str, text: str, sentence: Span, amount: Quantity) -> bool:
    """Whether an amount in a sentence of a review is what the year had begun with, its aim or its base; `words` stand between its name and it.

    年初确定的目标是增长|6%，预计增长6.8% → True; 城镇新增就业目标|2400人，实际完成2650人 → True; 在上年|9%的基础上增长8% → True;
    超额完成|300亿元目标 → True; 完成年初目标，增长|6% → False
    """
    said = text[sentence.start : amount.start]
    if _EXCEEDED.search(words) and _AIM_BEHIND.match(text, amount.end):
        return True
    if BASE.match(text, amount.start) and ("上年" in said or "去年" in said):
        return True
    if _AS_AIM.match(text, amount.end) and _WHEN_SET.search(said):
        return True
    return bool(_SET_BEFORE.search(said) or (_PLANNED_AMOUNT.search(words) and _THEN_REACHED.match(text, amount.end)))
