"""What document a text is, where it is no government work report: a plan, a budget, a court's report, a town's, half a year's.

Looked at are the lines above the text (title, occasion, speaker, the page's headline) and what the first paragraphs say in whose name
they speak. The words are content/lexicons/document-titles.txt and document-openings.txt.
"""

from __future__ import annotations

import re
from functools import lru_cache

from digest.model.catalogue import Catalogue
from digest.understand import heading_marks
from digest.understand.views import View

# A government that reports its work to a congress: then a headline may be that of the notice, the page or the annex it came with
# matches 我代表某县人民政府向大会报告工作 · 我代表市政府向大会作政府工作报告      not 受市人民政府委托，向大会报告 · 我代表市政府报告上半年工作
_GOVERNMENT_REPORTS = re.compile(r"代表[^，。；]{0,16}政府[^，。；半季]{0,8}(?:报告(?:政府)?工作|作(?:政府)?工作报告)")
LONGEST_TITLE = 80  # characters of a line that can be a title
OPENING = 160  # characters of a text in which it says in whose name it speaks
# what … of a phrase stands for: a few characters within a clause
# wholly: 昌黎县 · 第十八届      not 某县，某市
_ANY = r"[^，,。；;：:！!]{0,16}?"


def other_kind(view: View, catalogue: Catalogue) -> str:
    """The lines above a text and its beginning → what other document it is, "" where nothing says that it is another.

    关于…国民经济和社会发展计划草案的报告 → 国民经济和社会发展计划报告; 政府工作报告 with 我代表镇人民政府 → 乡镇的工作报告
    """
    lines = [line for line in (*view.masthead.split("\n"), *view.headlines) if line and len(line) <= LONGEST_TITLE and not line.endswith("。")]
    opening = heading_marks.compact(view.opening)[:OPENING]
    named = _first_named(catalogue.words("document-openings"), [*view.masthead.split("\n"), opening])
    titles = [line for line in lines if heading_marks.TITLE.fullmatch(line)]
    if titles or _GOVERNMENT_REPORTS.search(opening):
        lines = [title.partition("政府工作报告")[0] for title in titles]  # 2024年上半年|政府工作报告
    return named or _first_named(catalogue.words("document-titles"), lines)


def _first_named(phrases: tuple[str, ...], texts: list[str]) -> str:
    """Phrases with the kind that each names (计划草案=国民经济和社会发展计划报告), and texts → the kind of the first phrase found."""
    for pattern, kind in _compiled(phrases):
        if any(pattern.search(text) for text in texts):
            return kind
    return ""


@lru_cache(maxsize=8)
def _compiled(phrases: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = (phrase.partition("=") for phrase in phrases)
    return tuple((re.compile(_ANY.join(map(re.escape, words.split("…")))), kind) for words, _, kind in pairs if words and kind)
