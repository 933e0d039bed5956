"""Text → ranks: 居全省第2位, 全国第一, 排名全市前三, 列全省首位. Ordinals that are names (第一产业, 第二批, 第一方阵) are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.chinese.numerals import number
from digest.model.closed_sets import Bound

_PLACE = r"(?P<no>[0-9０-９]{1,4}|[一二三四五六七八九十]{1,3})"
_AMONG = r"全国(?:31个)?|全省|全市|全区|全县|全州|全盟|全球|世界|国内|中西部|西部|中部|东部|东北|(?:长三角|京津冀)(?:地区)?"
_STANDS = r"(?:位居|跃居|稳居|高居|居|位列|列|排名?|排在|名列|升至|跃升至|上升至|升到|保持|为|成为)"
# What may stand between whom and the place: 同类县 of 全省同类县第2
# wholly: 同类县      not ，同类县
_GROUP = r"[\u4e00-\u9fff]{0,8}?"
# matches 全省第2 · 居第3位 · 全国首位 · 排名全市前三      not 第一产业 · 全省第一批 · 全市第一方阵 · 第一时间
_RANK = re.compile(
    rf"(?:(?P<stands>{_STANDS})(?P<named>{_AMONG}|[\u4e00-\u9fff]{{1,4}}?[省市州盟])?|(?P<among>{_AMONG})){_GROUP}"
    rf"(?:第{_PLACE}(?:位|名)?|(?P<top>首位|榜首)|前{_PLACE.replace('no', 'front')}(?:位|名)?)"
    r"(?=[，。、；：:,;）)\]”’]|且|并|的|$)"
)
# What every rank holds
# matches 第2 · 前三 · 首位 · 榜首      not 首个
_MAY_RANK = re.compile("第|前|首位|榜首")


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank in a text: characters start to end. bound: "=" the place itself, "<=" one of the first so many (前三)."""

    place: int
    among: str
    bound: Bound
    start: int
    end: int


def ranks(text: str, start: int, end: int) -> tuple[Rank, ...]:
    """A part of a text → its ranks in reading order; only such as say where somebody stands: 居…… or 全省……第2.

    增速居全省第2位，总量全市前三 → 2 = 全省 · 3 <= 全市
    """
    if not _MAY_RANK.search(text, start, end):
        return ()
    found = []
    for match in _RANK.finditer(text, start, end):
        place = 1 if match["top"] else int(number(match["no"] or match["front"]) or 0)
        if place:
            found.append(Rank(place, match["among"] or match["named"] or "", "<=" if match["front"] else "=", match.start(), match.end()))
    return tuple(found)
