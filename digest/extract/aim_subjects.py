"""The subject of a target that is stated in words → the indicators that it is about: 城乡居民收入 → urban_income, rural_income.

A name counts where it ends the subject or an item of its list; words that lead to a value may follow it: 居民收入增长 is about 居民收入,
重点工程减排量 not about 重点工程. What is said of a part (脱贫地区, 开发区) is about no indicator.
"""

from __future__ import annotations

import re

from digest.chinese.sentences import Span
from digest.extract.context import Frame
from digest.extract.mentions import Mention, Names, mentions
from digest.extract.scope import Reach

# What stands between the items of a list of subjects
# matches PM2.5浓度和优良天数      not ，
_BETWEEN = re.compile(r"[、和及与]|以及")
# What may follow a name besides words that lead to a value
# matches 6%以上 · 稳步 · 等指标      not 减排量
_BESIDE = re.compile(
    r"[0-9０-９.．%％]{1,12}(?:以上|左右|以内|以下)?|稳步|持续|基本|大体|大致"
    r"|略|要|分别|继续|进一步|全部|全面|稳定|水质|浓度|等?(?:约束性)?指标|等"
)


def named_in(frame: Frame, sentence: Span, subject: Span, within: Reach, names: Names) -> tuple[str, ...]:
    """A subject within a sentence → the ids of the indicators that it names, each once.

    城乡居民收入 → urban_income, rural_income; 主要污染物重点工程减排量 → none
    """
    text = frame.paragraph.text
    found = [m for m in mentions(names, text, subject.start, subject.end) if m.indicators and not m.nearby]
    ids = [i.id for m in found if _ends_item(text, m, subject, found, within) and not _is_of_part(frame, sentence, subject, m, within) for i in m.indicators]
    return tuple(dict.fromkeys(ids))


def _ends_item(text: str, mention: Mention, subject: Span, found: list[Mention], within: Reach) -> bool:
    """Whether a name ends its item of the subject's list."""
    cuts = (m.start() for m in _BETWEEN.finditer(text, mention.end, subject.end) if not any(o.start <= m.start() < o.end for o in found))
    return within.only_links(_BESIDE.sub("", text[mention.end : next(cuts, subject.end)]), None)


def _is_of_part(frame: Frame, sentence: Span, subject: Span, mention: Mention, within: Reach) -> bool:
    """Whether the words before a name say that it is of a part of the place, or of what lies above it."""
    head = frame.paragraph.text[subject.start : mention.start]
    return bool(within.whose(frame, sentence, mention.start, subject.end, _BETWEEN.split(head)[-1], False))
