"""Text → amounts that are said in words without a number of their own: 三分之二, 七成五, 过半, 两位数增长, 与上年持平, 翻一番.

A fraction is a share in %, wherever its sentence says of what (占…的三分之二, 比重过半); 持平 is no change at all, in a unit of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Context, Decimal

from digest.chinese.numerals import number
from digest.chinese.units import BARE, ROUNDED, Quantity
from digest.model.closed_sets import Bound

UNMOVED = "持平"  # the unit of what has not changed
_ABOVE, _BELOW, _ABOUT = "超过|超出|超|逾|高于|突破|达到?|过", "不足|不到|低于|少于", "大约|约|接近|将近|近"
_LED = rf"(?:(?P<lower>{_ABOVE})|(?P<upper>{_BELOW})|(?P<about>{_ABOUT}))?"
_BEHIND = r"(?:(?P<over>以上|多(?=[，。、；））]|$))|(?P<under>以下|以内)|(?P<near>左右))?"
_SMALL = "[一二三四五六七八九十]{1,2}|[1-9][0-9]?"
# matches 三分之二 · 超过三分之一 · 十分之九以上 · 3分之2      not 百分之五 · 万分之一 · 二〇分之一
_FRACTION = re.compile(
    rf"{_LED}(?<![0-9.〇零一二三四五六七八九十百千万亿])(?P<whole>{_SMALL})分之(?P<part>{_SMALL})(?![0-9.点〇零一二三四五六七八九十百千万亿几])(?!户|家|个|人){_BEHIND}"
)
# matches 近1/3 · 2/3以上      not 1/3户 · 2024/3/5 · 11/3
_SLASH = re.compile(rf"{_LED}(?<![0-9./年月第])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![0-9./月日户家个人年号]){_BEHIND}")
# matches 一半以上 · 超过一半 · 近半数 · 过半 · 超半数      not 半年 · 半途而废
_HALF = re.compile(rf"{_LED}(?:一半|半数|半壁江山|(?<=[过超近])半(?![\u4e00-\u9fff])){_BEHIND}")
# What a share is said by, before the share
# matches 占地区生产总值的 · 比重超过 · 占比      not 占地300亩，
_SHARE = re.compile(r"(?:占(?!地(?!区))|比[重例]|占比|份额|率)[^，。；：、]{0,16}$")
_REACH = 20  # characters before a share in which that is said
# matches 七成五 · 超八成五 · 一成半左右      not 三成五个项目 · 三成
_TENTHS = re.compile(
    rf"{_LED}(?<![〇零一二三四五六七八九十百千万亿])(?P<tens>[一二两三四五六七八九])成(?P<ones>[一二三四五六七八九半]){_BEHIND}(?=[，。、；：）)的]|$)"
)
# By how much: 下降一半
# matches 下降 · 减少了 · 增加      not 占
_BY = re.compile("(?:下降|减少|降低|压减|增长|增加|提高|上升)了?$")
# matches 半个百分点 · 近半个千分点      not 两个半百分点 · 半个月
_HALF_POINT = re.compile(rf"{_LED}(?<![0-9.〇零一二两三四五六七八九十个])半个(?P<unit>百分点|千分点)")
# matches 实现零增长 · 零增长，      not 零增长极
_NO_GROWTH = re.compile("零增长(?=[，。、；：）)的]|$)")
# matches 死亡人数为零，      not 为零售业 · 归零
_NONE = re.compile("(?<=[为是])零(?=[，。、；：）)]|$)")
# matches 两位数增长 · 增速保持两位数 · 双位数以上增长 · 增长达两位数      not 两位数的企业 · 突破两位数
_TWO_DIGITS = re.compile(
    r"[两二双]位数(?=(?:以上)?的?(?:正?增长|增速|增幅|涨幅))|(?:(?<=增长)|(?<=增速)|(?<=增幅)|(?<=[长速幅][达为在超])|(?<=[长速幅][达超保][到过持])|(?<=[长速幅]保持在)|(?<=[长速幅]均达)|(?<=[长速幅][均都]为))[两二双]位数"
)
# The same at the end of a longer way: 增速由个位数提高到两位数
# matches 增速突破两位数 · 增幅由个位数提高到两位数      not 企业增加到两位数 · 增速低于两位数
_TWO_DIGITS_REACHED = re.compile(
    "(?:增速|增幅|涨幅|增长率)(?P<led>(?:由(?:个位数|负))?(?:首次)?(?:提[高升]到|突破|回升到|跃升到|超过|重回))[两二双]位数(?!的(?!水平))"
)
# matches 与上年持平 · 同比基本持平 · 和去年同期持平 · 较上年基本持平      not 与全省持平 · 持平
_UNMOVED = re.compile(
    r"(?:[与和同跟比较](?:上年|去年|上一年|前一年)(?:同期)?(?:水平)?|同比)(?:(?P<about>基本|大体|大致|总体)(?:上)?)?(?:保持)?持平(?=[，。、；：）)]|$)"
)
# matches 翻一番 · 翻两番 · 翻番      not 三番五次
_DOUBLED = re.compile(r"翻(?:了)?(?P<times>[一二两三四])?番")
_DOUBLINGS = {"一": 2, "二": 4, "两": 4, "三": 8, "四": 16}  # 翻一番 is twice as much, 翻两番 four times
# What any of them holds: most texts hold none
# matches 三分之二 · 1/3 · 过半 · 持平 · 两位数 · 翻番 · 七成五 · 零增长 · 为零      not 增长5% · 成果
_ANY = re.compile("分之|[0-9]/|半|持平|位数|番|成[一二三四五六七八九]|零增长|[为是]零")


def worded_amounts(text: str, start: int, end: int) -> Iterator[Quantity]:
    """A part of a text → its amounts in words, in no order.

    占比三分之二以上 → 66.6667 %, >=; 增速保持两位数 → 10 %, >=; 与上年基本持平 → 0 持平, ~; 翻两番 → 4 倍
    """
    if not _ANY.search(text, start, end):
        return
    for match in _DOUBLED.finditer(text, start, end):
        yield _said(match, Decimal(_DOUBLINGS[match["times"] or "一"]), "倍", "=", "番")
    for match in _TWO_DIGITS.finditer(text, start, end):
        yield _said(match, Decimal(10), "%", ">=", "位数")
    for match in _TWO_DIGITS_REACHED.finditer(text, start, end):
        yield replace(_said(match, Decimal(10), "%", ">=", "位数"), start=match.start("led"), at=match.end("led"))
    for match in _TENTHS.finditer(text, start, end):
        tenths = number(match["tens"] + "点" + match["ones"].replace("半", "五"))
        if tenths is not None:
            yield _said(match, tenths * 10, "%", _bound_of_share(match), "成")
    for match in _HALF_POINT.finditer(text, start, end):
        yield _said(match, Decimal("0.5"), match["unit"], "~" if match["about"] else ">=" if match["lower"] else "=", match["unit"])
    for match in _NO_GROWTH.finditer(text, start, end):
        yield _said(match, Decimal(0), UNMOVED, "=", UNMOVED)
    for match in _NONE.finditer(text, start, end):
        yield _said(match, Decimal(0), BARE, "=", BARE)
    for match in _UNMOVED.finditer(text, start, end):
        yield _said(match, Decimal(0), UNMOVED, "~" if match["about"] else "=", UNMOVED)
    for pattern, written in ((_FRACTION, "分之"), (_SLASH, "/"), (_HALF, "半")):
        for match in pattern.finditer(text, start, end):
            value = Decimal(50) if pattern is _HALF else _share_of_fraction(match["part"], match["whole"])
            begin = max(start, match.start() - _REACH)
            if value is not None and (_SHARE.search(text, begin, match.start()) or (pattern is _HALF and _BY.search(text, begin, match.start()))):
                yield _said(match, value, "%", _bound_of_share(match), written)


def _said(match: re.Match[str], value: Decimal, unit: str, bound: Bound, written: str) -> Quantity:
    return Quantity(value, unit, bound, match.start(), match.end(), match.start(), written)


def _share_of_fraction(part: str, whole: str) -> Decimal | None:
    """三分之二 → 66.6667; None where it is none: 二分之三"""
    over, under = number(part), number(whole)
    if not over or not under or over >= under:
        return None
    return Context(prec=ROUNDED).divide(over * 100, under)


def _bound_of_share(match: re.Match[str]) -> Bound:
    """What follows decides before what precedes. 达 before a share bounds nothing, 过 of 过半 does."""
    if match["over"] or match["under"] or match["near"]:
        return ">=" if match["over"] else "<=" if match["under"] else "~"
    if match["lower"] and not match["lower"].startswith("达"):
        return ">="
    return "<=" if match["upper"] else "~" if match["about"] else "="
