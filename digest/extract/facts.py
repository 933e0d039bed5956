"""Report → facts: amounts of the whole place tied to an indicator of the catalogue; a further value after 力争 is a stretch target.

An amount belongs to the name before it when nothing stands between them but words of the list `figure-links` (完成, 达到, 增长 …),
to a name right behind it where that indicator is counted (60个老旧小区), and to the subject of the amount before it when again only
such words lie between (…189亿元，同比增长12.1%). Lists are dealt out in order (A、B分别增长5%、6%). Anything else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from digest.chinese.quantities import quantities
from digest.chinese.sentences import Span, sentences
from digest.chinese.units import Quantity
from digest.extract.context import frames, lost_digits
from digest.extract.coordination import (
    Element,
    clause_start,
    completed,
    elements,
    list_start,
    passed,
    series,
    shared_bound,
    without_foreign,
)
from digest.extract.measures import arrived, without_plan
from digest.extract.mentions import Mention
from digest.extract.scope import bases, reach
from digest.extract.some_or_all import accompanied, counted_name
from digest.extract.tied_facts import FactReading, add_facts
from digest.model.catalogue import Catalogue
from digest.model.report import Evidence, Fact, Figure, Report

# matches 、力争8%      not 、8%
_STRETCH = re.compile(r"力争|争取|冲刺|奋力")
# matches 分别增长5%、6%      not 均增长5%
_IN_TURN = re.compile(r"分别|依次")
# matches 均增长16%      not 增长16%
_EACH = re.compile(r"均|都|各|双双")
# wholly: 由2012年的 · 从 · 由上年的下降      not 由企业投资
_FROM = re.compile(
    r"[，,]?(?:增速|增幅)?(?:由|从)(?:(?:19|20)[0-9]{2}年|“?十[一二三四五]五”?[初末]|上年同期|去年同期|上年|去年|年初|前年|上年度|五年前)?(?:底|末)?的?(?:负?增长|下降|降幅|增幅|增速|增)?"
)
# What follows a count that counts nothing further: 46个，; not 38个项目
# at the start: ， · 以上 · ""      not 项目
_NOTHING_COUNTED = re.compile(r"[，。；、：！？,;:!）)”]|以上|左右|以内|以下|大关|$")
# A new subject, though 企业 may follow a name
# at the start: ，企业净增      not ，增长
_OTHER = re.compile(r"[，,、](?:其中)?(?:企业|家庭|人员)")
_LISTED = tuple("，,、；;")  # between the values of a list


def read_indicators(report: Report, catalogue: Catalogue) -> tuple[tuple[Fact, ...], tuple[Figure, ...]]:
    """Report → its facts in reading order, and as figures the values of indicators that are a part's or of what lies above the place.

    全市地区生产总值完成189亿元，同比增长12.1% → gdp level 189 亿元 · gdp growth 12.1 %
    """
    within, lost = reach(report, catalogue), lost_digits(report)
    facts: list[Fact] = []
    parts: list[Figure] = []
    for frame in frames(report):
        text = frame.paragraph.text
        broken = lost.get(frame.paragraph.id, ())
        for sentence in sentences(text):
            reading = FactReading(frame, sentence, report.id, within, within.names_in(text, sentence), at=sentence.start)
            facts += [f for f in _read_sentence(reading) if not _overlaps_any(broken, f.evidence[0])]
            parts += [f for f in reading.parts if not _overlaps_any(broken, f.evidence)]
    return tuple(facts), tuple(parts)


def _overlaps_any(spans: Sequence[Span], evidence: Evidence) -> bool:
    return any(s.start < evidence.end and evidence.start < s.end for s in spans)


def _read_sentence(reading: FactReading) -> list[Fact]:
    """One sentence → its facts."""
    if not any(m.indicators for m in reading.named):
        return []
    text, sentence = reading.frame.paragraph.text, reading.sentence
    amounts = [
        q
        for q in quantities(text, sentence.start, sentence.end)
        if not any(m.start <= q.at < m.end for m in reading.named) and not any(a <= q.at < b for a, b in bases(text, sentence))
    ]
    index = 0
    while index < len(amounts):
        index += _tie_next(reading, amounts[index:])
        reading.at = max(amounts[index - 1].end, reading.at)
    stand = [(fact.indicator, fact.evidence[0]) for fact, _ in reading.facts]
    return [fact for fact, companions in reading.facts if not companions or accompanied(text, fact.evidence[0], companions, stand)]


def _tie_next(reading: FactReading, rest: Sequence[Quantity]) -> int:
    """Ties the next amount, or a whole series of them, to its subject; returns how many amounts it has dealt with."""
    text, amount, at = reading.frame.paragraph.text, rest[0], reading.at
    behind = counted_name(text, reading.named, amount, rest[1].start if len(rest) > 1 else reading.sentence.end)
    if behind is not None:
        reading.subject, reading.counted = (behind,), True
        reading.said.append(behind)
        add_facts(reading, behind, amount, "", Span(amount.start, behind.end), at)
        reading.at = behind.end
        return 1
    before = [m for m in reading.named if at <= m.start and m.end <= amount.start] or _wide_name(reading, amount)
    tail = text[before[-1].end if before else at : amount.start]
    if _IN_TURN.search(tail):
        taken = _tie_in_turn(reading, rest, before, tail)
        if taken:
            return taken
    elif before and _FROM.fullmatch(tail):  # 由2012年的3262元增长到9800元: the first is not the value
        reading.subject, reading.counted = elements(text, before[-1].start, before[-1].end, before), False
        return 1
    if before:
        listed = elements(text, list_start(text, before), before[-1].end, before)
        run = series(text, rest)
        if len(run) > 1 and len(listed) == 1 and passed(text, tail, run):
            reading.subject, reading.passing = listed, True
            for mark in run:
                add_facts(reading, listed[0], replace(mark, bound=">="), tail, Span(listed[0].start, mark.end), at)
            reading.passing = False
            return len(run)
        paired = len(run) > 1 and amount.unit in ("%", "元") and text[amount.end] not in "，,"
        if paired and len(run) != len(listed):  # 养老保险和医疗保险参保率保持在90%和98%: the first subject is not ours
            listed = _listed(reading, clause_start(text, at, before[-1].start), before[-1].end, before)
            if len(run) != len(listed):
                reading.subject = ()
                return len(run)
        reading.said += listed
        linked = reading.reach.only_links(without_foreign(text, before[-1], without_plan(tail, amount)), reading.frame.last)
        if len(listed) > 1 and len(run) == 1 and amount.unit != "%" and re.search("[，,]", text[listed[-2].end : listed[-1].start]):
            listed = listed[-1:]  # ……高标准农田，粮食播种面积50万亩: a comma makes no list of levels
        if linked and "，" in tail and amount.unit not in ("%", "百分点") and not _NOTHING_COUNTED.match(text, amount.end):
            linked = False  # ……重点项目，建设16个“两通工程”: it counts something else
        reading.subject, reading.counted = (listed if linked else ()), False
    elif _FROM.fullmatch(tail):  # ，由上年的下降3%转为增长2%
        return 1
    elif _OTHER.match(tail) or not reading.reach.only_links(without_plan(tail, amount), reading.frame.last):
        reading.subject = ()
    elif amount.unit not in ("%", "百分点") and ((reading.counted and not arrived(tail)) or not _NOTHING_COUNTED.match(text, amount.end)):
        return 1
    return _tie_to_subject(reading, rest, tail, at, bool(before))


def _listed(reading: FactReading, start: int, end: int, before: Sequence[Mention]) -> list[Element]:
    """A list of subjects → its elements, each with the end of a name that it shares with the last: 城镇、牧区居民收入."""
    text = reading.frame.paragraph.text
    return completed(text, elements(text, start, end, before), reading.reach.words.names.exact)


def _wide_name(reading: FactReading, amount: Quantity) -> list[Mention]:
    """A name that is too wide alone, where it stands in a list of the place's own values: 固定资产投资下降3%，|进出口|下降5.4%."""
    text, at = reading.frame.paragraph.text, reading.at
    if text[at : at + 1] not in _LISTED or not any(fact.evidence[0].end == at for fact, _ in reading.facts):
        return []
    return [m for m in reading.reach.bare_names(text, Span(at + 1, amount.start)) if m.start == at + 1][:1]


def _tie_to_subject(reading: FactReading, rest: Sequence[Quantity], tail: str, at: int, fresh: bool) -> int:
    """Ties the next amounts to the present subject: a pair to a pair, one to each of a list or to the only one."""
    text, amount, subject = reading.frame.paragraph.text, rest[0], reading.subject
    run = series(text, rest)
    if len(run) > 1 and len(subject) == 1 and not fresh and amount.unit == "%":  # 接待游客210万人次，旅游收入15亿元，增长20%、25%
        reading.subject = subject = reading.said if len(reading.said) == len(run) else ()
        if not subject:
            return len(run)
    if len(run) == len(subject) > 1:  # 达到33987元和19065元
        for element, quantity in zip(subject, shared_bound(run), strict=True):
            add_facts(reading, element, quantity, tail, Span(element.start, quantity.end), at if fresh else None)
        return len(run)
    if len(subject) > 1 and not fresh and not _EACH.search(tail):
        return 1
    stretch = not fresh and bool(_STRETCH.search(tail)) and bool(reading.facts)
    for element in subject:
        if element.which is None or amount.unit == "%":  # one level said of two is neither's
            add_facts(reading, element, amount, tail, Span(element.start, amount.end), at if fresh else None, stretch)
    return 1


def _tie_in_turn(reading: FactReading, rest: Sequence[Quantity], before: Sequence[Mention], tail: str) -> int:
    """A、B分别增长5%、6%, and of the subjects just named 分别增长5%、6%; 0 where there is one amount or list and amounts differ."""
    text, at = reading.frame.paragraph.text, reading.at
    run = series(text, rest)
    turn = _IN_TURN.search(tail)
    if before and turn:
        listed = _listed(reading, clause_start(text, at, before[-1].start), before[-1].end + turn.start(), before)
        reading.said += listed
    else:
        listed = reading.said[-len(run) :] if reading.reach.only_links(tail, reading.frame.last) else []
    if len(listed) == len(run):
        reading.subject, reading.counted = listed, False
        for element, quantity in zip(listed, shared_bound(run), strict=True):
            add_facts(reading, element, quantity, tail, Span(element.start, quantity.end), at if before else None)
        return len(run)
    reading.subject = listed if len(run) < 2 else ()
    return len(run) if len(run) > 1 else 0
