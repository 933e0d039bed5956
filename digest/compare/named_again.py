"""A name of one report → the clauses of the next that speak of the same: by what is rare in it, through shortening, lengthening, other words.

老城墙遗址公园工程 → 加快老城墙公园建设; not 新城墙灯光, and not 老城墙遗址公园二期 for 一期
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from digest.chinese.pair_rarity import pairs
from digest.compare.later_clauses import Clause, LaterText

LEAST = 4.0  # that what they share must weigh
CONTRACTED = 0.25  # of the weight of a name, from which on it may be a contraction
HEADED = 0.35  # of the weight of a name, from which on what is rarest in it may be enough
HINT = 0.001  # by how much less the share counts then: it may be the same, and no result is built on that
TELLING = 2.2  # what each pair of that must weigh
SAME = 0.65  # of the characters of a name that a contraction keeps
NEAR = 0.75  # of the best clause's share, for another to speak of the same
LONG = 3  # characters behind the first that make a name
_SIDES = "东西南北中上下大小新老旧前后内外左右一二三四五六七八九十"
DISTINCT = 6.0  # what a name must weigh to be known without the 县 before it
# Words that a name may have before what tells it apart
# at the start: 新建公厕 · 推进改造      not 新区
_OPENS = re.compile(
    r"(?:全面|全力|加快|积极|确保|力争|推进|推动|实施|完成|启动|建设|建成|新建|改造|新增|打造|培育|谋划|开工|年内|全年|今年|争取|争创|创建|申报|支持|深入|组织"
    r"|创新|认定|入选)+(?=..)"
)
# at the start: 我县 · 县      not 县城
_OWN = re.compile(r"(?:我|全|本)?[县区市旗](?![城内域外])")
# matches 搬迁工作 · 东湖水厂建设项目      not 项目部
_TAIL = re.compile(r"(?:工作|任务|建设|工程|项目|施工|实施|等)+$")
# What tells two of a name apart
# matches 二期 · 第二 · 南延 · S465      not 二十个
_TELLING = re.compile(r"第[一二三四五六七八九十0-9]{1,2}|[一二三四五1-5]期|[东西南北](?=延|线|环|区|段)|[A-Z][0-9]{2,4}|(?<=道)[0-9]{3}")


def clauses_about(name: str, said: LaterText, least: float) -> list[tuple[Clause, float]]:
    """A name → the clauses that hold most of what is rare in it, the best first."""
    weights = _weights(name, said)
    own = _OWN.match(name)
    if own and sum((shorter := _weights(name[own.end() :], said)).values()) >= DISTINCT:
        weights = shorter
    whole = sum(weights.values())
    scores: dict[int, float] = {}
    for pair, weight in weights.items():
        for at in said.index.get(pair, ()):
            scores[at] = scores.get(at, 0.0) + weight
    telling = set(_TELLING.findall(name))
    good: dict[int, float] = {}
    for at, score in scores.items():
        share = score / whole
        if share < least or score < min(LEAST, 0.8 * whole):
            text = said.clauses[at].text
            if share >= CONTRACTED and _contracted(name, text):
                share = max(share, least)
            elif share >= HEADED and _same_head(name, text, weights):
                share = least - HINT
            else:
                continue
        if _is_another(name, said.clauses[at].text):
            continue
        others = set(_TELLING.findall(said.clauses[at].text))
        if telling - others:
            if others - telling:
                continue
            share *= 0.85
        if share >= least - HINT:
            good[at] = share
    most = {plan: max((share for at, share in good.items() if said.clauses[at].planned == plan), default=0) for plan in (True, False)}
    kept = [(said.clauses[at], share) for at, share in good.items() if share >= NEAR * most[said.clauses[at].planned]]
    return sorted(kept, key=lambda item: (-item[1], item[0].order))


def _is_another(name: str, text: str) -> bool:
    """Whether a clause names what only lies elsewhere or comes in another order: 东湖水厂, 西湖水厂; 大店镇污水站, 小店镇污水站."""
    rest = name[1:]
    at = text.find(rest) if name[:1] in _SIDES and len(rest) >= LONG and name not in text else -1
    return at > 0 and text[at - 1] in _SIDES


def bare(name: str) -> str:
    """What tells a thing apart: 完成县妇女儿童医院搬迁工作 → 妇女儿童医院搬迁"""
    found = _OPENS.match(name)
    name = name[found.end() :] if found and len(name) - found.end() >= 2 else name
    return _TAIL.sub("", name) or name


def _weights(name: str, said: LaterText) -> dict[str, float]:
    return {pair: said.weight(pair) for pair in sorted(pairs(name))}


def _contracted(name: str, text: str) -> bool:
    """Whether a clause names the same in fewer or other words: it begins alike and keeps most of the characters in their order.

    智能装备制造产业园 → 智能装备产业园; not 东湖水厂 → 西湖水厂
    """
    at = text.find(name[:2])
    if at < 0 or len(name) < 4:
        return False
    item = re.split("[、，。；和]", text[at : at + len(name) + 6])[0]
    same = sum(block.size for block in SequenceMatcher(None, name, item, autojunk=False).get_matching_blocks())
    return same >= max(4, SAME * len(name))


def _same_head(name: str, text: str, weights: Mapping[str, float]) -> bool:
    """Whether three characters in a row that are rare stand in both: 东石桥整村搬迁, 东石桥村防洪整治"""
    return any(
        name[i : i + 3] in text and weights.get(name[i : i + 2], 0) >= TELLING and weights.get(name[i + 1 : i + 3], 0) >= TELLING for i in range(len(name) - 2)
    )
