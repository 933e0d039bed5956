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
SAME = 0.6  # of the characters of a name that a contraction keeps
NEAR = 0.75  # of the best clause's share, for another to speak of the same
FIRST, FULL = 3, 4  # characters at the beginning of a name and at its end that make a short name of it
_ENDED = "、，。；等和及项工建改"  # what stands behind a name
LONG = 3  # characters behind the first that make a name
_SIDES = "东西南北中上下大小新老旧前后内外左右一二三四五六七八九十"
DISTINCT = 6.0  # what a name must weigh to be known without the 县 before it
# Words that a name may have before what tells it apart
# at the start: 新建公厕 · 推进改造      not 新区
_OPENS = re.compile(
    r"(?:全面|全力|加快|积极|确保|力争|推进|推动|实施|完成|启动|建设|建成|新建|改造|新增|打造|培育|谋划|开工|年内|全年|今年|争取|争创|创建|申报|支持|深入|组织"
    r"|创新|认定|入选|整体|提升|改善|新开工)+(?=..)"
)
# An amount before a name
# at the start: 80吨污泥处置 · 1.3亿元的水厂 · 2.6万平方米牧场      not 5G基站 · 3号线
_MEASURED = re.compile(
    r"[0-9][0-9.]{0,9}[余多]?[万亿千百]?"
    r"(?:平方米|平方公里|公里|千瓦|兆瓦|亿元|万元|元|吨|亩|米|户|套|栋|座|条|处|所|家|个)的?(?=[\u4e00-\u9fff]{2})"
)
# at the start: 我县 · 县      not 县城
_OWN = re.compile(r"(?:我|全|本)?[县区市旗](?![城内域外])")
# matches 搬迁工作 · 东湖水厂建设项目      not 项目部
_TAIL = re.compile(r"(?:工作|任务|建设|工程|项目|施工|实施|等)+$")
# What tells two of a name apart
# matches 二期 · 第二 · 南延 · S465 · 12号线      not 二十个 · 2号文件
_TELLING = re.compile(
    r"第[一二三四五六七八九十0-9]{1,2}|(?<![0-9])[0-9]{1,3}号(?=线|机组|楼|桥|泊位)|[一二三四五1-5]期"
    r"|[东西南北](?=延|线|环|区|段)|[A-Z][0-9]{2,4}|(?<=道)[0-9]{3}"
)
# A stretch added to a street is not the street
# matches 振兴路南延 · 迎宾街西延工程      not 南延线公园
_ADDED_PART = re.compile(r"[东西南北]延(?:伸)?(?:工程|项目|段)?$")
# A part of a river or a road
# matches （清苑段） · （一期）      not （清苑）
_STRETCH = re.compile(r"[（(]([^（()）]{1,8})[段期][）)]")
# matches 二、三期 · 一二期      not 三期
_PHASES = re.compile(r"[一二三四五](?:[、和及]?[一二三四五])+期")


def clauses_about(name: str, said: LaterText, least: float) -> list[tuple[Clause, float]]:
    """A name → the clauses that hold most of what is rare in it, the best first."""
    weights = _weights(name, said)
    own = _OWN.match(name)
    if own and sum((shorter := _weights(name[own.end() :], said)).values()) >= DISTINCT:
        name, weights = name[own.end() :], shorter
    whole = sum(weights.values())
    scores: dict[int, float] = {}
    for pair, weight in weights.items():
        for at in said.index.get(pair, ()):
            scores[at] = scores.get(at, 0.0) + weight
    telling = _told_apart(name)
    good: dict[int, float] = {}
    for at, score in scores.items():
        share = score / whole
        if share < least or score < min(LEAST, 0.8 * whole):
            text = said.clauses[at].text
            if share >= CONTRACTED and _contracted(name, text):
                share = max(share, least)
            elif share >= HEADED and (_same_head(name, text, weights) or _same_end(name, text)):
                share = least - HINT
            else:
                continue
        if _is_another(name, said.clauses[at].text):
            continue
        others = _told_apart(said.clauses[at].text)
        if telling - others:
            if others - telling or _ADDED_PART.search(name):
                continue
            share *= 0.85
        if share >= least - HINT:
            good[at] = share
    most = {plan: max((share for at, share in good.items() if said.clauses[at].planned == plan), default=0) for plan in (True, False)}
    kept = [(said.clauses[at], share) for at, share in good.items() if share >= NEAR * most[said.clauses[at].planned]]
    return sorted(kept, key=lambda item: (-item[1], item[0].order))


def _told_apart(text: str) -> set[str]:
    """What tells a thing apart from others of its name: 二期, S465; 二、三期 are 二期 and 三期"""
    several = {f"{number}期" for found in _PHASES.finditer(text) for number in found[0] if number not in "、和及期"}
    return set(_TELLING.findall(text)) | several


def _is_another(name: str, text: str) -> bool:
    """Whether a clause names what only lies elsewhere or comes in another order: 东湖水厂, 西湖水厂; 大店镇污水站, 小店镇污水站; （东段）, （西桥段）."""
    own, other = _STRETCH.search(name), _STRETCH.search(text)
    if own and other and not pairs(own[1]) & pairs(other[1]) and own[1] != other[1]:
        return True
    rest = name[1:]
    at = text.find(rest) if name[:1] in _SIDES and len(rest) >= LONG and name not in text else -1
    return at > 0 and text[at - 1] in _SIDES


def bare(name: str) -> str:
    """What tells a thing apart: 完成县妇女儿童医院搬迁工作 → 妇女儿童医院搬迁; 80吨污泥处置 → 污泥处置"""
    for opening in (_OPENS, _MEASURED):
        found = opening.match(name)
        name = name[found.end() :] if found and len(name) - found.end() >= 2 else name
    return _TAIL.sub("", name) or name


def _weights(name: str, said: LaterText) -> dict[str, float]:
    return {pair: said.weight(pair) for pair in sorted(pairs(name))}


def _contracted(name: str, text: str) -> bool:
    """Whether a clause names the same in fewer or other words: it begins alike and keeps most of the characters in their order.

    智能装备制造产业园 → 智能装备产业园; 机器人装配与维护实训基地 → 机器人实训基地; not 东湖水厂 → 西湖水厂
    """
    at = text.find(name[:2])
    if at < 0 or len(name) < 4:
        return False
    last = text.find(name[-FULL:], at + FIRST, at + len(name))
    if len(name) > FIRST + FULL and text.startswith(name[:FIRST], at) and last == at + FIRST:
        return True
    item = re.split("[、，。；和]", text[at : at + len(name) + 6])[0]
    same = sum(block.size for block in SequenceMatcher(None, name, item, autojunk=False).get_matching_blocks())
    return same >= max(4, SAME * len(name))


def _same_end(name: str, text: str) -> bool:
    """Whether a clause names a thing by the last half of its name, as a name of its own: 三角地时代广场, 力争时代广场、…开工"""
    end = name[min(-FULL, -(len(name) // 2)) :]
    at = text.find(end)
    return len(name) > len(end) and at >= 0 and (at == 0 or not name.startswith(text[at - 1])) and text[at + len(end) : at + len(end) + 1] in _ENDED


def _same_head(name: str, text: str, weights: Mapping[str, float]) -> bool:
    """Whether three characters in a row that are rare stand in both: 东石桥整村搬迁, 东石桥村防洪整治"""
    return any(
        name[i : i + 3] in text and weights.get(name[i : i + 2], 0) >= TELLING and weights.get(name[i + 1 : i + 3], 0) >= TELLING for i in range(len(name) - 2)
    )
