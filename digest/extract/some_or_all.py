"""Whether an amount beside an indicator's name counts all that there is, only some, or what was added, as the words around it say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.chinese.units import Quantity
from digest.extract.coordination import Element
from digest.extract.mentions import Mention
from digest.model.catalogue import Indicator
from digest.model.report import Evidence

_NEAR = 20  # characters between a figure and the one that it stands beside
_BEFORE = 300  # characters of a sentence before a name in which a deed is looked for
# matches （其中省级4个）      not ，其中省级4个，
_BRACKETS = re.compile(r"[（(][^（()）]{0,40}[)）]")
# What is counted was not there before.
# matches 新增 · 认定 · 获评      not 现有 · 创新 · 增长
_DEED = re.compile(
    r"(?<![创高特])新|增(?!长)|培育|认定|引进|入选|[获申评]|推荐|通过|创[建成]|打造|孵化|晋升|升级|培养|入库|备案|实现|完成|转为"
)

# What may stand between an amount and its noun: 省、市级; not 的 and 等 (some of them only), which facts look for themselves
# wholly: 省、市级 · 国家级 · 在建、新开工 · ""      not ， · 市、县 · 和省级
_ADJECTIVES = re.compile(r"(?:(?![和及与])[\u4e00-\u9fffA-Z“”‘’]|(?<=[省建工级])、){0,10}")
# What bears a round number in its name: 实施百万亩|造林绿化|工程
# at the start: 工程 · 改造提升行动      not ，工程
_PROGRAMME = re.compile("[\u4e00-\u9fff]{0,8}?(?:工程|行动|计划|规划)")
# What makes them no class of their own: 51个在建、新开工|重点项目
# matches 在建、 · 新开工 · 省级      not 制造业
_STATE = re.compile("在建|[新续复扩改]建|新?开工|[省市县区]级?|、")
# What may stand between an amount and the next of a list whose noun it shares: 61个|省重点、|798个市重点项目
# wholly: 省重点、 · 国家级和      not 省重点
_SHARING = re.compile(r"(?P<own>[\u4e00-\u9fff]{1,6}?)(?:[、和及与]|以及)")
# Between a name and one that counts only beside it
# wholly: 全年 · 累计 · ""      not ，
_LEADS_ON = re.compile("(?:建设|项目|全年|年内|累计|预计|已|共|力争|计划)*")
# Before a name of which all are meant
# matches ，全年省、市 · 全县 · 。      not 等 · 合作共建 · 制造业
_ALL = re.compile("(?:^|[，。；：！])(?:[全我本][省市县区州旗盟]|今年|全年|年内|去年|力争|确保|预计|[省市县区]级?|、)*$")
_COUNTS_AS = {"平方公里": ("亩",), "人": ("名", "人次")}  # units of a count besides an indicator's own


def counted_name(text: str, named: Sequence[Mention], amount: Quantity, end: int) -> Element | None:
    """The name right behind an amount that it counts: 60个老旧小区, 20个以上中心城区老旧小区."""
    mention = next((m for m in named if amount.end <= m.start < min(end, amount.end + 11)), None)
    if mention is None:
        return None
    gap = text[amount.end : mention.start]
    if text[amount.at] in "百千万" and _PROGRAMME.match(text, mention.end):
        return None
    if not _ADJECTIVES.fullmatch(gap) or re.search("的.|等", gap):
        return None
    # 某某等5个重点项目, 5个制造业重点项目, 甲、乙两个重点项目 are some of them only
    kind = _STATE.sub("", gap)
    few = len(kind) > (0 if mention.nearby else 2) or text[amount.start - 1 : amount.start] == "等" or text[amount.at] in "两二三四五"
    fits = tuple(
        i
        for i in mention.indicators
        if i.counted
        and amount.unit in (i.unit, *i.units, *_COUNTS_AS.get(i.unit, ()))
        and not (i.unless and (few or any(w in kind for w in i.unless)))
    )
    return Element(mention.start, mention.end, replace(mention, indicators=fits)) if fits else None


def sharing_name(text: str, named: Sequence[Mention], amounts: Sequence[Quantity], end: int, known: Mapping[str, Mention]) -> Element | None:
    """The first of two counts that share a noun, with the name that it makes with the end of the other's: 61个省重点|、798个市重点项目 → 省重点项目."""
    if len(amounts) < 2 or amounts[0].unit != amounts[1].unit:
        return None
    between = _SHARING.fullmatch(text, amounts[0].end, amounts[1].start)
    other = counted_name(text, named, amounts[1], end) if between else None
    if between is None or other is None:
        return None
    name = text[other.start : other.end]
    for length in range(2, len(name)):
        found = known.get(between["own"] + name[-length:])
        if found and found.indicators:
            return counted_name(text, [replace(found, start=amounts[0].end, end=between.end("own"))], amounts[0], amounts[1].start)
    return None


def only_some(text: str, indicator: Indicator, name: Mention, start: int) -> bool:
    """Whether the words before an amount show that it counts only some: 某某等总投资5亿元的项目, 制造业重大项目."""
    before = text[max(0, start - 4) : start]
    if indicator.id in name.nearby and indicator.led_by:
        return not before.removesuffix("了").endswith(indicator.led_by)
    if before.endswith("等") and bool(name.nearby):
        return True
    return bool(indicator.unless) and start == name.start and before[-1:] in tuple("的业类型等链") and not before.endswith("元的")


def _is_of_some(between: str) -> bool:
    """Whether the words between say that what follows is a part: ，其中投产8个， but not （其中省级4个），"""
    return "其中" in _BRACKETS.sub("", between)


def stands(text: str, name: Mention, quantity: Quantity, behind: str) -> bool:
    """Whether an amount right behind a name says how many there are, as no word before or behind it says that something was done: 企业9家，居首."""
    before = re.split("[。；]", text[max(0, name.start - _BEFORE) : name.start])[-1]
    return name.end == quantity.start and not _DEED.search(before) and not _DEED.search(behind)


def named_before(text: str, name: Mention, named: Sequence[Mention], companions: frozenset[str]) -> bool:
    """Whether a name that counts only beside another stands right behind that: 重点项目|全年|完成投资, not 某某等重点项目完成投资."""
    return any(
        m.start >= name.start - _NEAR and m.end <= name.start and not m.nearby and companions & {i.id for i in m.indicators}
        and _LEADS_ON.fullmatch(text, m.end, name.start) and _ALL.search(text, max(0, m.start - _NEAR), m.start)
        for m in named
    )  # fmt: skip


def led_by_companion(text: str, start: int, name: Mention, named: Sequence[Mention], indicator: Indicator) -> bool:
    """Whether the words that lead to a name stand behind its companion's: 生产安全事故|起数和|死亡人数, not 道路交通事故起数和|死亡人数.

    `start` is where its clause begins.
    """
    if indicator.id not in name.nearby or not indicator.led_by or indicator.loose:
        return True
    return any(start <= m.start < name.start and any(i.id in indicator.beside for i in m.indicators) for m in named)


def accompanied(text: str, evidence: Evidence, companions: frozenset[str], stand: Sequence[tuple[str, Evidence]]) -> bool:
    """Whether a companion stands close before, or right behind: 139个项目，总投资530亿元 · 总投资530亿元的139个项目."""
    return any(
        id in companions
        and (
            (other.start <= evidence.start and evidence.start - other.end <= _NEAR and not _is_of_some(text[other.end : evidence.start]))
            or (other.start >= evidence.end and text[evidence.end : other.start] in tuple("的，,、"))
        )
        for id, other in stand
    )
