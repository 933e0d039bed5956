"""The words of a report's review about a promise → how far it has come, and whether they look ahead, deny, or tell of a part only.

年内投产 → 主体完工 is not yet kept; 力争年底投产 in a review is no result; 基本建成 is no end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from digest.model.closed_sets import Milestone

_STEPS: Mapping[Milestone, int] = {"前期": 0, "签约": 1, "开工": 2, "在建": 2, "主体完工": 3, "竣工": 4, "投用": 5, "投产": 5, "通车": 5}
# matches 力争年底投产 · 将于6月通车 · 今年 · 计划明年开工      not 即将通车 · 今年以来 · 计划总投资 · 成功争取
_AHEAD = re.compile(
    r"力争|力促|确保|预计|有望|(?<!成功|积极)争取(?!到|了)|(?<![模虚比])拟|计划(?:[于在今明年0-9]|建成|投[用产]|开工|竣工|完工|通车|启动)"
    r"|(?<!即)将(?:[于在会要建竣完投开启通实继]|全|如期|陆续|正式)|今年(?!以来)|明年|(?<!半)年内|下一?步"
)
# matches 未能完工 · 尚未开工 · 停工 · 推进缓慢      not 前所未有 · 未来
_DENIED = re.compile(r"(?<!前所)未(?!来)|没有|停工|停建|停滞|滞后|缓慢|推迟|延期|搁置|暂缓|取消|进[展度]不")
# ，、7号线一期 is another's name.
# matches 基本建成 · ，一期投产 · ，首批 · ，东段完工      not 、7号线一期 · 全部建成
_PARTLY = re.compile(r"基本|(?<!全)部分|(?:^|[，,；：])(?:其中)?(?:首[批期段条座台个]|[一二三四五六1-6]期|[东西南北中]段)")

# matches 五年来 · “十三五”期间 · 累计 · 五年改造小区      not 五年级
_PERIOD = re.compile(
    r"[三四五]年(?=累计|共|改造|新建|建成|新增|完成|实施|打造|引进)|[三四五]年来|[三四五]年间|过去五年|五年间"
    r"|“?十[一二三四五]五”?(?:期间|时期|以来)|累计|累积"
)


def step(milestone: Literal["", Milestone]) -> int:
    """How far a milestone is on the way from 前期 to 通车; -1 for none."""
    return _STEPS[milestone] if milestone else -1


def ahead(words: str) -> bool:
    """Whether words look ahead: 力争年底投产 → True"""
    return bool(_AHEAD.search(words))


def denied(words: str) -> bool:
    """Whether words deny: 未能完工 → True"""
    return bool(_DENIED.search(words))


def partly(words: str) -> bool:
    """Whether words tell of a part only: 基本建成 → True"""
    return bool(_PARTLY.search(words))


def of_period(words: str) -> bool:
    """Whether words tell of several years together: 五年来新建公路300公里 → True"""
    return bool(_PERIOD.search(words))
