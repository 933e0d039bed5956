"""A pledge (民生实事) → its data: what is counted, how much of it, by when; and which services it is about, by an editor's list.

为300户困难老年人家庭进行适老化改造，6月底前完成 → 困难老年人家庭 300 户; 6月底前; 适老化改造
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from digest.chinese.quantities import quantities
from digest.chinese.units import Quantity
from digest.extract.deadlines import TIME
from digest.model.catalogue import Lexicon
from digest.model.commitment import Amount
from digest.model.report import Pledge

SERVICES = "pledge-services"  # the word list: 适老化改造=适老化改造|居家适老化
NO_AMOUNTS = ("位", "位次", "倍", "岁", "周岁", "年", "天", "个月", "月", "日", "千伏", "小时", "分钟", "件", "类", "项次")
# What an amount is only a condition of
# at the start: 以上老年人 · 以上的      not 以上，
_CONDITION = re.compile(r"(?:及|周岁|岁)?以[上下内](?:的|老年|城乡|农村|公立)|周?岁")
# at the start: 年 · 个月内      not 个
_OF_TIME = re.compile(r"(?:个)?月|年内?|天|小时|分钟|千伏")
# What stands behind an amount up to the next mark
# at the start: 老年日间照料中心， · 以上公厕。      not ，其中
_BEHIND = re.compile(r"(?:以上|左右)?的?(?P<thing>[\u4e00-\u9fffA-Za-z0-9“”·/（）()]{2,20}?)(?=[，。、；,;：]|[和及与并](?!谐|平)|提供|进行|实现|完成|开展|$)")
# What is no thing that is counted
# at the start: 以上 · 确保 · 实现      not 公厕
_NO_THING = re.compile(r"[和及与且]|以上|左右|以内|以下|确保|实现|全部|其中|次$|助力|推动|惠及|用于|并|至|到")
# The words of doing before what is counted
# at the start: 新建公厕 · 完成改造      not 公厕
_VERB = re.compile(
    r"(?:对|为|新增|新建|改建|扩建|新开工|开工|建设|建成|改造|提升|提质|完成|实施|开展|组织|举办|培训|发放|资助|补充|配置|设立|打造|维修养护|维修|养护|加快|继续|全年|年内"
    r"|推进|支持|帮扶|招募|布局|治理|提供|促进|推动|累计|有组织|投入|安排|力争|确保|达到|不少于|不低于|约|超过?|共|召开|新改扩?建|启动|硬化)+(?=..)"
)
# matches 8月底前 · 年内      not 三年
_TIME = re.compile(TIME)


def amounts_of_pledge(pledge: Pledge) -> tuple[Amount, ...]:
    """A pledge → the amounts that stand in it, in their order, each with what it counts; ages, voltages and conditions count nothing."""
    text = pledge.text
    found = (q for q in quantities(text) if q.unit not in NO_AMOUNTS and not _CONDITION.match(text, q.end) and not _OF_TIME.match(text, q.end))
    return tuple(Amount(_counted(text, q), q.value, q.unit, q.bound, q.high) for q in found)


def _counted(text: str, quantity: Quantity) -> str:
    """What an amount counts: the words behind it (改造20个|老年照料中心), else those before it in its part of the sentence (免费送戏下乡|68场)."""
    behind = _BEHIND.match(text, quantity.end)
    if behind and not _NO_THING.match(behind["thing"]):
        return behind["thing"]
    start = max(text.rfind(mark, 0, quantity.start) for mark in "，。、；：,;:①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮") + 1
    words = text[start : quantity.start].strip()
    verb = _VERB.match(words)
    return words[verb.end() :] if verb else words


def deadline_of_pledge(pledge: Pledge) -> str:
    """A pledge → the time by which it is to be done, in its words; "" where it names none.  10月底前建成3所学校 → 10月底前"""
    found = _TIME.search(pledge.text)
    return found[0] if found else ""


def services_of_pledge(pledge: Pledge, lexicons: tuple[Lexicon, ...]) -> tuple[str, ...]:
    """A pledge and content/'s word lists → the services that it is about, in the list's order.  发放高龄津贴 → 高龄补贴"""
    return tuple(name for name, words in services(lexicons) if any(word in pledge.text for word in words))


@lru_cache(maxsize=8)
def services(lexicons: tuple[Lexicon, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """content/'s word lists → each service with the words by which it is known."""
    lines: Iterable[str] = next((one.words for one in lexicons if one.name == SERVICES), ())
    return tuple((name, tuple((words or name).split("|"))) for name, _, words in (line.partition("=") for line in lines))
