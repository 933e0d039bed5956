"""Lists of subjects to which a list of amounts is dealt in turn: A、B分别增长5%、下降6%; and the values from which they rose: 由A增长到B.

What was said of each before is dealt to as well: 接待游客80万人次，旅游收入9亿元，分别增长10%、12%.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.chinese.sentences import Span
from digest.chinese.units import Quantity
from digest.extract.coordination import Element, clause_start, completed, contracted, elements, run_in_turn, series, shared_bound
from digest.extract.mentions import Mention
from digest.extract.tied_facts import FactReading, add_base, add_facts

# matches 分别增长5%、6%      not 均增长5%
IN_TURN = re.compile(r"分别|依次")
# wholly: 由2012年的 · 从 · 由上年的下降 · 从上半年      not 由企业投资
FROM = re.compile(
    r"[，,]?(?:增速|增幅)?(?:由|从)(?:(?P<year>(?:19|20)[0-9]{2})年|“?十[一二三四五]五”?[初末]|(?P<before>上年同期|去年同期|上年度|上年|去年)|年初|前年|五年前)?(?:底|末)?的?(?P<moved>(?:[上下]半年|[一二三四]季度|[0-9]{1,2}月[末底]?)的?|负?增长|下降|降幅|增幅|增速|增)?"
)
# matches 增速由 · 由负增长      not 由2018年的
_OF_SPEED = re.compile("增速|增幅|增长")
# matches 、 · 和      not ，
_AND = re.compile("[、和及与]")


def tie_in_turn(reading: FactReading, rest: Sequence[Quantity], before: Sequence[Mention], tail: str, turn: re.Match[str]) -> int:
    """A、B分别增长5%、下降6%, and of the subjects just named 分别增长5%、6%; 0 where there is one amount or list and amounts differ."""
    text, at = reading.frame.paragraph.text, reading.at
    dealt = run_in_turn(text, rest)
    if before:
        listed = listed_names(reading, clause_start(text, at, before[-1].start), before[-1].end + turn.start(), before)
        if base := FROM.fullmatch(tail, turn.end()):
            return tie_bases(reading, rest, listed, base)
        reading.said += listed
    elif short := _short_names(reading, rest[0].start, len(dealt), tail[: turn.start()]):
        listed = short
        reading.said += listed
    else:
        listed = _said_before(reading, len(dealt)) if reading.reach.only_links(tail) else []
    if 1 < len(listed) < len(dealt):
        (one, _), (other, own) = dealt[len(listed) - 1 : len(listed) + 1]
        if text[one.end] in "，," or (own and one.unit != other.unit):  # 分别为3万元和2万元、增长5%和6%
            dealt = dealt[: len(listed)]
    if len(listed) != len(dealt):
        reading.subject = listed if len(dealt) < 2 else ()
        return len(dealt) if len(dealt) > 1 else 0
    reading.subject, reading.counted = listed, False
    signed = "增速" if any(q.value < 0 for q, _ in dealt) else ""  # 分别为-3.2%和5.1%
    for element, quantity, (_, own) in zip(listed, shared_bound([q for q, _ in dealt]), dealt, strict=True):
        words = tail[: turn.end()] + own if own else tail + signed
        add_facts(reading, element, quantity, words, Span(element.start, quantity.end), at if before else None)
    return len(dealt)


def _short_names(reading: FactReading, until: int, count: int, words: str) -> list[Element]:
    """A list of names that share the end of the last one in full → its elements: 居民收入增长6%，|城镇、农村居民|分别增长5%、7%."""
    full, text = reading.full, reading.frame.paragraph.text
    if full is None or not full.indicators or count < 2:
        return []
    at = reading.at + len(words) - len(words.lstrip("，,、；其中：:"))
    found: list[Element] = []
    for part in _AND.split(words.lstrip("，,、；其中：:")):
        made = next((m for m in contracted(text, at, until, text[full.start : full.end], reading.reach.words.names.exact) if m.end == at + len(part)), None)
        if made is None or made.indicators[0].unit != full.indicators[0].unit:
            return []
        found.append(Element(made.start, made.end, made))
        at += len(part) + 1
    return found if len(found) == count else []


def _said_before(reading: FactReading, count: int) -> list[Element]:
    """The subjects of a sentence so far → those to which so many amounts are dealt: all of them, or the last ones where each of these is known."""
    said = reading.said
    return said[-count:] if len(said) == count or all(e.mention for e in said[-count:]) else []


def moved_from(reading: FactReading, tail: str) -> re.Match[str] | None:
    """The words between a name and an amount, where they say that it has moved from there, also behind asides: 止跌回稳，增速|由下降."""
    aside, mark, last = tail.rpartition("，")
    return FROM.fullmatch(last if mark and reading.reach.only_links(aside + mark) else tail)


def tie_bases(reading: FactReading, rest: Sequence[Quantity], listed: list[Element], words: re.Match[str]) -> int:
    """Ties the amounts from which the subjects have risen or fallen: 由2018年的|90亿元|增加到120亿元; not 由上半年的4%, 由下降3%."""
    reading.subject, reading.counted = listed, False
    reading.said += listed
    reading.speed = bool(_OF_SPEED.search(words[0]))
    run = series(reading.frame.paragraph.text, rest)[: len(listed)]
    last = reading.frame.last
    year = int(words["year"]) if words["year"] else last - 1 if words["before"] and last and reading.frame.kind == "actual" else None
    for element, quantity in zip(listed, run, strict=False):
        if not words["moved"]:
            add_base(reading, element, quantity, Span(element.start, quantity.end), year)
    return len(run)


def listed_names(reading: FactReading, start: int, end: int, before: Sequence[Mention]) -> list[Element]:
    """A list of subjects → its elements, each with the end of a name that it shares with the last: 城镇、牧区居民收入."""
    text = reading.frame.paragraph.text
    return completed(text, elements(text, start, end, before), reading.reach.words.names.exact)
