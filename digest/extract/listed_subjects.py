"""A clause's list of subjects and its list of amounts, dealt out one to one: 用电量、货运量分别达5亿千瓦时、300万吨."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from digest.chinese.sentences import Span
from digest.chinese.units import Quantity
from digest.extract.ranks import Rank

# What stands between the amounts of a list
# wholly: 、 · 和 · 以及      not ，增长
_BETWEEN = re.compile("[、，,]?(?:[和及与]|以及)?")
# matches 分别 · 依次      not 均
_IN_TURN = re.compile("分别|依次")
# What parts the subjects of a list, and what hides such marks
# matches 、 · 和 · 以及      not ，
_PART = re.compile("、|以及|[和及与]")
# matches “和美乡村” · （含甲、乙）      not 和美乡村
_HIDDEN = re.compile("[“‘（(《][^”’）)》]{0,40}[”’）)》]")
# wholly: 用电量 · “两新”政策      not 量 · 、
_SUBJECT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”‘’《》（）()·.\-]{2,24}")


def run_of_amounts(text: str, items: Sequence[Quantity | Rank], words: str) -> int:
    """Amounts in reading order, and the words before the first → how many of them are one list: of one unit, of any where 分别 is said."""
    count = 1
    for one, other in pairwise(items):
        if isinstance(one, Rank) or isinstance(other, Rank) or one.end >= other.start or not _BETWEEN.fullmatch(text, one.end, other.start):
            break
        if one.unit != other.unit and not _IN_TURN.search(words):
            break
        count += 1
    return count


def subjects_of_list(text: str, start: int, end: int, count: int) -> tuple[Span, ...]:
    """What stands before so many amounts, without opening and leading words → as many subjects; none where it is no such list.

    用电量、货运量 before two amounts → 用电量 · 货运量; 住户存款和贷款 before three → nothing
    """
    hidden = [m.span() for m in _HIDDEN.finditer(text, start, end)]
    marks = [m for m in _PART.finditer(text, start, end) if not any(a < m.start() < b for a, b in hidden)]
    for cuts in (marks, [m for m in marks if m[0] == "、" or m is marks[-1]], [m for m in marks if m[0] == "、"]):
        if len(cuts) + 1 != count:
            continue
        spans = tuple(Span(a, b) for a, b in zip([start, *(m.end() for m in cuts)], [*(m.start() for m in cuts), end], strict=True))
        if all(_SUBJECT.fullmatch(text, s.start, s.end) for s in spans):
            return spans
    return ()
