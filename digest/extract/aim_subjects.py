"""The subject of a target that is stated in words, and the indicators that it is about: 城乡居民收入 → urban_income, rural_income.

A name counts where it ends the subject or an item of its list; words that lead to a value may follow it: 居民收入增长 is about 居民收入,
重点工程减排量 not about 重点工程. What is said of a part (脱贫地区, 开发区) is about no indicator.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from digest.chinese.sentences import Span
from digest.extract.context import Frame
from digest.extract.coordination import clause_start
from digest.extract.mentions import Mention, Names, compiled, mentions
from digest.extract.open_figures import SubjectWords, trimmed
from digest.extract.scope import Reach
from digest.model.catalogue import Indicator

# What stands between the items of a list of subjects
# matches PM2.5浓度和优良天数      not ，
_BETWEEN = re.compile(r"[、和及与]|以及")
_AMOUNT = r"(?<![A-Za-z0-9.])[0-9０-９.．%％—–～~至到-]{1,16}(?:个?百分点)?(?:以上|左右|以内|以下|上下)?"
# What may follow a name besides words that lead to a value
# matches 6%以上 · 按 · 5%安排 · 稳步 · 等指标 · 等其他约束性指标      not 减排量
_BESIDE = re.compile(
    rf"{_AMOUNT}(?:安排)?|按|稳步|持续|基本|大体|大致|总体|整体|原则上|不折不扣"
    r"|略微?|稍|要|分别|继续|进一步|全部|全面|稳定|水质|浓度|生产|强度|等?(?:其他)?(?:约束性|预期性|主要|经济)*指标|等"
)
# What stands at the end of a subject and says how, or how much it is besides: 居民收入|稳步, 居民收入增长|6%以上、
# matches 居民收入略 · 生产总值按增长5%安排 · 居民收入的增长大体 · 居民收入增长6%以上、 · 各项指标不折不扣      not 居民收入 · 概略的
_HOW = re.compile(
    rf"(?:{_AMOUNT}(?:安排)?[、，,]?|[、，,]|按|略微?|稍|要|稳步|持续|继续|进一步|基本|大体|大致|总体|整体|全部|全面|不折不扣|坚决|始终|原则上|要?守住|仍|也|圆满|高质量|保质保量|全力|“?两个|(?<!全)年)$"
)
# What stands at its beginning and only says that something is done
# at the start: 促进综合融资成本 · 体现了居民收入      not 促销
_DOES = re.compile(r"(?:促进|推动|巩固(?:深化|提升)?|体现了?|包括|使|让|坚决|力求|引导|我[省市县区州])")
# An item of a list that has said its own: 地区生产总值年均增长5%左右、|居民收入与经济增长同步
# matches 增长5%左右、 · 居民收入稳步增长、      not 粮食产量、 · PM2.5、
_OWN_VALUE = re.compile(r"(?:[%％点](?:以上|左右|以内|以下|上下)?|增长|提高|提升|同步)、")
_SHORTEST = 2


@lru_cache(maxsize=8)
def aim_names(indicators: tuple[Indicator, ...]) -> Names:
    """The catalogue's indicators → their names where no number is given, the wider ones too (`worded`, `aimed`): 居民收入 names both incomes."""
    return compiled(tuple(replace(i, aliases=tuple(dict.fromkeys((*i.aliases, *i.worded, *i.aimed)))) for i in indicators))


def subject_before(text: str, start: int, at: int, words: SubjectWords, reach_back: bool = True) -> tuple[Span, int]:
    """What stands before a yardstick → whose it is, and where its clause begins: of its own clause, else of the clause before (`reach_back`).

    居民收入稳步增长，与经济增长同步 → 居民收入; 居民收入增长6%以上、力争与经济增长同步 → 居民收入
    """
    begin = clause_start(text, start, at)
    found = _cut(text, begin, at, words)
    if found.end - found.start < _SHORTEST and begin - 1 > start and reach_back:
        at, begin = begin - 1, clause_start(text, start, begin - 1)
        found = _cut(text, begin, at, words)
    begin = max((m.end() for m in _OWN_VALUE.finditer(text, begin, found.end) if found.end - m.end() >= _SHORTEST), default=begin)
    return Span(max(found.start, begin), found.end), begin


def _cut(text: str, start: int, end: int, words: SubjectWords) -> Span:
    """A clause → its subject without the words around it that say how, and without its amount."""
    while True:
        begun, ended = trimmed(text, start, end, words)
        how = _HOW.search(text, max(begun, ended - 24), ended)
        if how is None:
            break
        if how.start() <= begun:
            return Span(ended, ended)
        start, end = begun, how.start()
    does = _DOES.match(text, begun, ended)
    begun = does.end() if does and ended - does.end() >= _SHORTEST else begun
    return Span(begun, ended)


def named_in(frame: Frame, sentence: Span, subject: Span, within: Reach, names: Names) -> tuple[str, ...]:
    """A subject within a sentence, with the words that lead to its yardstick → the ids of the indicators that it names, each once.

    城乡居民收入 → urban_income, rural_income; 主要污染物重点工程减排量 → none
    """
    text = frame.paragraph.text
    found = [m for m in mentions(names, text, subject.start, subject.end) if m.indicators]
    said = {i.id for m in found if not m.nearby for i in m.indicators}
    ids = [
        i.id
        for m in found
        if _ends_item(text, m, subject, found, within) and not _is_of_part(frame, sentence, subject, m, within)
        for i in m.indicators
        if i.id not in m.nearby or said & set(i.beside)
    ]
    return tuple(dict.fromkeys(ids))


def _ends_item(text: str, mention: Mention, subject: Span, found: list[Mention], within: Reach) -> bool:
    """Whether a name ends its item of the subject's list."""
    cuts = (m.start() for m in _BETWEEN.finditer(text, mention.end, subject.end) if not any(o.start <= m.start() < o.end for o in found))
    return within.only_links(_BESIDE.sub("", text[mention.end : next(cuts, subject.end)]))


def _is_of_part(frame: Frame, sentence: Span, subject: Span, mention: Mention, within: Reach) -> bool:
    """Whether the words before a name say that it is of a part of the place, or of what lies above it."""
    head = frame.paragraph.text[subject.start : mention.start]
    return bool(within.whose(frame, sentence, mention.start, subject.end, _BETWEEN.split(head)[-1], False, mention))
