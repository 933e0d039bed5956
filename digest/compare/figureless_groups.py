"""A group of a scoreboard and the newest dossiers → whether no passage that speaks of it holds a figure: asked before a brief says so.

That something is absent is said of whole texts or not at all. Words of the group are its name, its words, what its indicators are headed by
and what its measures are called; a passage is a paragraph, of the plan or of no part, whoever's heading it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.chinese.word_patterns import any_of
from digest.model.catalogue import Catalogue, RowGroup
from digest.model.dossier import Dossier

# What can be measured: a number that is no year's and none of a list, a yardstick, or all that there is
# matches 98% · 15家 · 两所 · Ⅲ类 · 所有行政村 · 百分之五 · 上万人      not 2026年 · “十五五” · 一批 · 一体化 · （一）
_FIGURE = re.compile(
    r"[0-9０-９](?![0-9]{0,3}年|[.、．）)])|[ⅠⅡⅢⅣⅤ一二三四五]类|所有|全部|全覆盖|百分之|[一二三四五六七八九十两百千万亿]{1,6}余?[个座条处所家项户人名件台套亩吨公里]"
)


def has_no_figure(group: RowGroup, newest: Iterable[Dossier], catalogue: Catalogue) -> bool:
    """A group and the newest dossiers → True where no paragraph of a plan, in any of them, has a word of the group and a figure.

    推动降碳增效。…覆盖率达到98%以上 → False      加强土壤污染防治。 → True
    """
    heads = (head for id in group.indicators for head in catalogue.indicator(id).heads)
    names = (name for one in catalogue.policies if one.id in group.measures for name in one.names if "…" not in name)
    words = re.compile(any_of((group.name, *group.words, *heads, *names)))
    texts = (paragraph.text for dossier in newest for record in dossier.editions for paragraph in record.report.paragraphs if paragraph.part != "review")
    return not any(words.search(text) and _FIGURE.search(text) for text in texts)
