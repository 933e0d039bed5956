"""An amount in the clause that names a measure of policy → whether it is the measure's, by what it counts and what is done to it.

Not every number beside a name is the name's: a speed, a whole of which it is one (首批6个城市之一), a prize, funds that are merged into others,
a round word in a name (千户侗寨), what another verb brings about (撬动社会资本), the sum of two measures, the count that closes a list of many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.chinese.amount_phrase import amount_phrase
from digest.chinese.sentences import Span
from digest.chinese.units import Quantity
from digest.extract.policy_names import NamedPolicy

_REACH = 20  # characters on either side of an amount that are looked at
# What stands before an amount that says how fast, how long or where, and of nothing how much
# matches 通时速 · 连续 · 长江沿线 · 周边半径约      not 沿线新增
_NO_COUNT = re.compile(r"(?:时速|车速|速度|每小时|连续|沿线|沿岸|两岸|两侧|周边|半径|方圆)(?:约|近|达到?|为)?$")
# What stands before a count of what others have or end
# matches 用好国家 · 撤销      not 争取国家资金
_OTHERS = re.compile(r"(?:中央|国家)(?:的|新增|增发)?$|(?:撤销|撤并|裁撤|取消|注销|清退)[^，。；、0-9]{0,6}$|(?:案例|经验|荣誉|称号|[^大]奖项?)$")
# What of theirs is nevertheless one's own
# matches 争取国家 · 入选国家      not 用好国家
_OBTAINED = re.compile(r"争取|获|入选|列入|入围|纳入|申报|承担|承接|成为|下达")
# What stands behind an amount that is a whole of others, a prize, or what is merged away
# at the start: 城市之一 · 创新案例 · 省级基金整合为      not 城市更新
_WHOLE = re.compile("[^，。；、]{0,16}之一|[^，。；、]{0,8}(?:案例|典型经验|荣誉|称号|奖项|批示)|[^，。；、]{0,14}(?:整合|合并|归并|精简|压减|撤并)[为成到至]")
# A round word, which names more than it counts
# wholly: 千户 · 百万亩      not 十个 · 三千户 · 超千户
_ROUND = re.compile(r"[百千万亿]{1,3}[^0-9百千万亿]{1,3}")
# A word right behind an amount, of which it is then one
# at the start: 的门诊号源 · 苗寨      not 以上 · ， · 覆盖 · 增长
_NOUN = re.compile(r"的?(?!以上|以下|左右|以内|以来|目标|水平|任务|覆盖|达标|完成|增长|普及|办结)(?P<noun>[\u4e00-\u9fff]{2,12})")
# What between a name and an amount brings something else about
# matches 推进便民服务 · 新建各类大棚      not 新建 · 建设工程
_ELSEWHERE = re.compile(r"(?:推进|打造|新建|引进|开展|举办|培训)(?:了|各类)?[\u4e00-\u9fff]{2}")
# What a measure brings about, which is told of it where it can be shown with the amount
# matches 带动消费 · 撬动社会资本      not 完成
_EFFECT = re.compile("撬动|带动|拉动|吸引")
# The same, when the noun stands behind the amount
# matches 推进 · 打造超      not 完成 · 打造品牌
_BRINGS = re.compile(r"(?:推进|打造|举办|吸引|带动|撬动|拉动)(?:了|各类|超|近|约)?$")
# What hands one amount to each of a list
# matches 分别增长 · 各建      not 共12项
_DEALT = re.compile(r"分别|各|均|都")
# What behind a list's last mark still speaks of what stands before it
# wholly: 增长 · 同比提高 · ""      not 挽回损失
_GOES_ON = re.compile(r"(?:同比|年均|较上年|比上年|约|完成|总数|累计)?(?:增长|下降|提高|减少|增加|占比?|达到?|完成率?|覆盖率?|总?投资)?")
_AND = ("和", "与", "及", "以及")
# What joins two names
# wholly: 和 · ”以及“ · ”“      not 项目和 · “ · ""
_JOINED = re.compile(r"[”’」）)]?(?:和|与|及|以及|暨|或)[“‘「（(]?|[”’」）)][“‘「（(]")


def is_of_measure(text: str, amount: Quantity, one: NamedPolicy, clause: Span, others: Iterable[NamedPolicy]) -> bool:
    """An amount in a clause and a name there → whether it says how much or how many of what the name says; `others`: the other measures named.

    完成雨污分流20公里: yes; 时速200公里的高铁, 入选首批5个试点城市之一, “两重”“两新”资金30亿元: no
    """
    before = text[max(clause.start, amount.start - _REACH) : amount.start]
    behind = text[amount.end : min(clause.end, amount.end + _REACH)]
    if _NO_COUNT.search(before) or _WHOLE.match(behind) or (_OTHERS.search(before) and not _OBTAINED.search(before)):
        return False
    if _ROUND.fullmatch(text, amount.start, amount.end) and _NOUN.match(behind):
        return False
    return not _is_elsewhere(text, amount, one, behind) and not _is_shared(text, amount, one, others)


def _is_elsewhere(text: str, amount: Quantity, one: NamedPolicy, behind: str) -> bool:
    """Whether an amount counts another thing than the name: 标准地改革推进40个事项, 公立医院30%的号源."""
    noun = _NOUN.match(behind)
    strange = noun is not None and not _shares(noun["noun"], one)
    if amount.unit == "%" and strange and behind.startswith("的"):
        return True
    if amount.start < one.end:
        return False
    between = text[one.end : amount.start]
    last = between.rpartition("、")[2]
    if last != between and not _DEALT.search(between) and not _GOES_ON.fullmatch(last) and not _shares(last, one):
        return True
    if strange and between.startswith(_AND):  # 垃圾分类和物业管理两件大事
        return True
    effect = _EFFECT.search(between)
    if effect and one.end + effect.start() < amount_phrase(text, amount.start, amount.end).start:
        return True
    return bool(_ELSEWHERE.search(between)) or bool(strange and _BRINGS.search(between))


def _shares(noun: str, one: NamedPolicy) -> bool:
    """Whether a noun has two characters side by side of one of a measure's names."""
    return any(name[at : at + 2] in noun for name in (*one.policy.names, one.policy.name) for at in range(len(name) - 1))


def _is_shared(text: str, amount: Quantity, one: NamedPolicy, others: Iterable[NamedPolicy]) -> bool:
    """Whether an amount is the sum of two measures that are named one right after the other: A和B资金5亿元."""
    for other in others:
        first, second = sorted((one, other), key=lambda named: named.start)
        outside = amount.end <= first.start or second.end <= amount.start
        if first.end <= second.start and outside and _JOINED.fullmatch(text, first.end, second.start):
            return True
    return False
