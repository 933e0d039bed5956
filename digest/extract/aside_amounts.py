"""Amounts that say nothing of the subject itself: by how much it is above others, how many places it rose, how many marks it passed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.chinese.units import Quantity

# By how much it is above another's: no value of its own, and no new subject
# matches 高于全省平均水平 · 快于全国 · ，比全省高 · 领先全市      not 高于上年 · 同比提高 · 增长
_COMPARED = re.compile(
    r"(?:(?:[高低快慢好优多少]于|高出|领先|落后|跑赢)(?!上年|去年|同期)[^，。；、]{0,12}|(?<!同)[比较](?!上年|去年|同期|20|19)[^，。；、]{1,10}(?<!提)[高低快慢多少出])$"
)
# matches 位次前移 · 排名上升了      not 定位
_PLACES = re.compile("(?:位次|排名|名次|位居|[前上]移|[前上晋跃]升|进位)[^，。；、]{0,6}$")
# How many times the value of another year it is: no value of its own
# wholly: ，是2015年的 · 相当于“十二五”时期的      not ，比上年增加
_TIMES_THAT = re.compile("[，、；,]?(?:是|为|达到?|相当于)(?:“?十[一二三四五]?五”?(?:期?[初末]|期间|时期)?|(?:19|20)[0-9]{2}年|上年|去年)[末底]?(?:同期)?的")
# What share it has of something: no new subject
# wholly: ，占全省的 · 、占全区总量的比重达      not ，税收占 · ，占比
_SHARE_OF = re.compile("[，、,]占[^，。；、]{2,10}?(?:的|比[重例])(?:比[重例]|份额)?(?:为|是|约|达到?|超过?)?")
# at the start: 百亿台阶 · 大台阶 · 千亿元大关      not 项目 · 百亿企业
_STEPS = re.compile("(?:大|新|整数)?(?:[十百千万亿]{1,3}元?级?)?(?:大|新)?(?:台阶|大关|关口|门槛)")


def is_aside(amount: Quantity, tail: str) -> bool:
    """Whether an amount only compares, with others or with another year: 高于全省平均水平|1.2个百分点, 提升|8个位次, 是2015年的|2.7倍, 占全省的|5%."""
    if amount.unit == "位次" or (amount.unit == "位" and _PLACES.search(tail)) or (amount.unit == "百分点" and _COMPARED.search(tail)):
        return True
    return amount.unit in ("倍", "%") and bool(_TIMES_THAT.fullmatch(tail) or _SHARE_OF.fullmatch(tail))


def steps_passed(text: str, rest: Sequence[Quantity]) -> int:
    """How many amounts only count the marks that were passed, which are no value: 连跨|三个百亿|台阶; 0 where the first does not."""
    steps = _STEPS.match(text, rest[0].end) if rest[0].unit == "个" else None
    return sum(q.start < steps.end() for q in rest[:2]) if steps else 0


def end_of_steps(text: str, amount: Quantity) -> int:
    """The end of the marks that an amount counts or belongs to, 0 for none: 百亿台|阶."""
    steps = _STEPS.match(text, amount.at)
    return steps.end() if steps else 0
