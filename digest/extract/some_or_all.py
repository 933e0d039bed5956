"""Whether an amount beside an indicator's name counts all that there is, only some, or what was added, as the words around it say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.chinese.quantities import Quantity
from digest.extract.mentions import Mention
from digest.model.catalogue import Indicator
from digest.model.report import Evidence

_NEAR = 20  # characters between a figure and the one that it stands beside
_BEFORE = 300  # characters of a sentence before a name in which a deed is looked for
# matches （其中省级4个）      not ，其中省级4个，
_BRACKETS = re.compile(r"[（(][^（()）]{0,40}[)）]")
# What is counted was not there before.
# matches 新增 · 认定 · 获评      not 现有 · 创新 · 增长
_DEED = re.compile(r"(?<![创高])新|增(?!长)|培育|认定|引进|入选|[获申评]|推荐|通过|创[建成]|打造|孵化|晋升|升级|培养|入库|备案|实现|完成|转为")


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
