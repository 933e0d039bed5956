"""Report → facts: amounts of the whole place tied to an indicator of the catalogue; a further value after 力争 is a stretch target.

An amount belongs to the name before it when the words between hand it on (leading_words.py), to a name right behind it where that
indicator is counted (60个老旧小区), and to the subject of the amount before it when the words between hand it on again (…189亿元，同比增长
12.1%). Lists are dealt out in order (A、B分别增长5%、6%), brackets close what they open. Anything else is left alone.
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
    contracted,
    elements,
    list_start,
    passed,
    run_in_turn,
    series,
    shared_bound,
    without_foreign,
)
from digest.extract.measures import arrived, without_plan
from digest.extract.mentions import Mention
from digest.extract.scope import bases, reach
from digest.extract.some_or_all import accompanied, counted_name, sharing_name
from digest.extract.tied_facts import FactReading, add_base, add_facts
from digest.model.catalogue import Catalogue
from digest.model.report import Evidence, Fact, Figure, Report

# matches 、力争8%      not 、8%
_STRETCH = re.compile(r"力争|争取|冲刺|奋力")
# matches 分别增长5%、6%      not 均增长5%
_IN_TURN = re.compile(r"分别|依次")
# matches 均增长16%      not 增长16%
_EACH = re.compile(r"均|都|各|双双")
# wholly: 由2012年的 · 从 · 由上年的下降 · 从上半年      not 由企业投资
_FROM = re.compile(
    r"[，,]?(?:增速|增幅)?(?:由|从)(?:(?P<year>(?:19|20)[0-9]{2})年|“?十[一二三四五]五”?[初末]|上年同期|去年同期|上年|去年|年初|前年|上年度|五年前)?(?:底|末)?的?(?P<moved>[上下]半年|[一二三四]季度|[0-9]{1,2}月[末底]?的?|负?增长|下降|降幅|增幅|增速|增)?"
)
# What follows a count that counts nothing further: 46个，; not 38个项目
# at the start: ， · 以上 · 新台阶 · ""      not 项目
_NOTHING_COUNTED = re.compile(r"[，。；、：！？,;:!）)”]|以上|左右|以内|以下|的?新?(?:大关|关口|台阶|门槛|行列|俱乐部|方阵|阵营)|$")
# A new subject, though 企业 may follow a name
# at the start: ，企业净增      not ，增长
_OTHER = re.compile(r"[，,、](?:其中)?(?:企业|家庭|人员)")
_LISTED = tuple("，,、；;")  # between the values of a list
# By how much it is above another's: no value of its own, and no new subject
# matches 高于全省平均水平 · 快于全国 · ，比全省高 · 领先全市      not 高于上年 · 同比提高 · 增长
_COMPARED = re.compile(
    r"(?:(?:[高低快慢好优多少]于|高出|领先|落后|跑赢)(?!上年|去年|同期)[^，。；、]{0,12}|(?<!同)[比较](?!上年|去年|同期|20|19)[^，。；、]{1,10}(?<!提)[高低快慢多少出])$"
)
# By how much it has grown since an earlier year than the last, which is no value of the year: ，比2005年增加|102亿元
# wholly: ，比2015年增加 · 、较2019年增长 · ，是2015年的      not ，比上年增加
_SINCE_EARLIER = re.compile(
    "[，、；,]?(?:[比较]|是|相当于|为)(?:“?十[一二三四五]五”?(?:初|末|期间|时期)?|(?P<year>(?:19|20)[0-9]{2})年)[末底]?"
    "(?:的|[^，。；、0-9]{2,6}了?(?:近|约|超)?)"
)
# at the start: 百亿台阶 · 大台阶 · 千亿元大关      not 项目 · 百亿企业
_STEPS = re.compile("(?:大|新|整数)?(?:[十百千万亿]{1,3}元?级?)?(?:大|新)?(?:台阶|大关|关口|门槛)")
# wholly: 连跨 · 连续跨上 · ""      not 推动
_PASSING = re.compile("(?:连续|接连|相继|先后|成功|总量|一举|[连再又新跨越迈跃登上过破了的])*")
# matches （ · )      not 【
_BRACKET = re.compile("[（()）]")
# wholly: 实现 · 全年完成      not 新增 · 完成投资
_BROUGHT = re.compile(".*(?:实现|完成|达到|取得|创造)")


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
        steps = _STEPS.match(text, amounts[index - 1].at)  # 百亿台|阶
        reading.at = max(amounts[index - 1].end, reading.at, steps.end() if steps else 0)
    stand = [(fact.indicator, fact.evidence[0]) for fact, _ in reading.facts]
    found = [fact for fact, companions in reading.facts + reading.bases if not companions or accompanied(text, fact.evidence[0], companions, stand)]
    return sorted(found, key=lambda fact: fact.evidence[0].end) if reading.bases else found


def _tie_next(reading: FactReading, rest: Sequence[Quantity]) -> int:
    """Ties the next amount, or a whole series of them, to its subject; returns how many amounts it has dealt with."""
    text, amount = reading.frame.paragraph.text, rest[0]
    _pass_brackets(reading, amount.start)
    at = reading.at
    behind = counted_name(text, reading.named, amount, rest[1].start if len(rest) > 1 else reading.sentence.end)
    behind = behind or sharing_name(text, reading.named, rest, reading.sentence.end, reading.reach.words.names.exact)
    if behind is not None:
        reading.subject, reading.counted = (behind,), True
        reading.said.append(behind)
        add_facts(reading, behind, amount, "", Span(amount.start, behind.end), at)
        reading.at = behind.end
        return 1
    before = [m for m in reading.named if at <= m.start and m.end <= amount.start] or _wide_name(reading, amount)
    short = not before
    if before:
        reading.full, reading.short = before[-1], False
    elif reading.subject or reading.short:
        before = _short_name(reading, amount)
    short = short and bool(before)
    tail = text[before[-1].end if before else at : amount.start]
    if _IN_TURN.search(tail):
        taken = _tie_in_turn(reading, rest, before, tail)
        if taken:
            return taken
    elif before and (base := _FROM.fullmatch(tail)):  # 由2012年的3262元增长到9800元: the first is what it was before
        reading.subject, reading.counted = elements(text, before[-1].start, before[-1].end, before), False
        run = series(text, rest)[: len(reading.subject)]
        for element, quantity in zip(reading.subject, run, strict=False):
            if not base["moved"]:
                add_base(reading, element, quantity, Span(element.start, quantity.end), int(base["year"]) if base["year"] else None)
        return len(run)
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
        if _is_aside(amount, tail, reading.frame.last):  # 增速高于全省2个百分点，达到8%
            reading.subject, reading.counted = listed, False
            return 1
        if steps := _steps(text, rest):
            passed_by = _PASSING.fullmatch(tail) or reading.reach.only_links(tail, reading.frame.last)
            reading.subject, reading.counted = (listed if passed_by else ()), False
            return steps
        linked = reading.reach.only_links(without_foreign(text, before[-1], without_plan(tail, amount)), reading.frame.last)
        if len(listed) > 1 and len(run) == 1 and amount.unit != "%" and re.search("[，,]", text[listed[-2].end : listed[-1].start]):
            listed = listed[-1:]  # ……高标准农田，粮食播种面积50万亩: a comma makes no list of levels
        if linked and "，" in tail and amount.unit not in ("%", "百分点") and not _NOTHING_COUNTED.match(text, amount.end):
            linked = False  # ……重点项目，建设16个“两通工程”: it counts something else
        reading.subject, reading.counted = (listed if linked else ()), False
    elif steps := _steps(text, rest):
        return steps
    elif _FROM.fullmatch(tail) or _is_aside(amount, tail, reading.frame.last):  # ，由上年的下降3%转为增长2% · ，高于全省1.2个百分点
        return 1
    elif _OTHER.match(tail) or "人均" in tail or not reading.reach.only_links(without_plan(tail, amount), reading.frame.last):
        reading.subject = ()
    elif amount.unit not in ("%", "百分点") and ((reading.counted and not arrived(tail)) or not _NOTHING_COUNTED.match(text, amount.end)):
        return 1
    taken = _tie_to_subject(reading, rest, tail, at, bool(before))
    if short and text[rest[taken - 1].end : rest[taken - 1].end + 1] != "、":
        reading.subject, reading.short = (), True  # 其中城镇3万元、农村2万元，增长6%: whose growth is not said
    return taken


def _pass_brackets(reading: FactReading, until: int) -> None:
    """What a bracket opens closes with it: behind （其中工业投资增长9%） the subject is again that before it."""
    text, begun = reading.frame.paragraph.text, len(reading.outside)
    for mark in _BRACKET.finditer(text, reading.at, until):
        if mark[0] in "（(":
            named = [m for m in reading.named if reading.at <= m.start and m.end <= mark.start()]
            own = elements(text, list_start(text, named), named[-1].end, named) if named else reading.subject
            reading.outside.append((own, reading.counted))
        elif reading.outside:
            own, counted = reading.outside.pop()
            if len(reading.outside) < begun:  # with an amount in it
                begun, reading.at = len(reading.outside), mark.end()
                reading.subject, reading.counted = own, counted


def _is_aside(amount: Quantity, tail: str, last: int | None) -> bool:
    """Whether an amount only compares: with others, with an earlier year than the one before `last`. 高于全省平均水平|1.2个百分点, 提升|8个位次."""
    if amount.unit == "位次" or (amount.unit == "百分点" and _COMPARED.search(tail)):
        return True
    since = _SINCE_EARLIER.fullmatch(tail)
    return since is not None and int(since["year"] or 0) != (last or 0) - 1


def _steps(text: str, rest: Sequence[Quantity]) -> int:
    """How many amounts only count the marks that were passed, which are no value: 连跨|三个百亿|台阶; 0 where the first does not."""
    steps = _STEPS.match(text, rest[0].end) if rest[0].unit == "个" else None
    return sum(q.start < steps.end() for q in rest[:2]) if steps else 0


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


def _short_name(reading: FactReading, amount: Quantity) -> list[Mention]:
    """A name that shares the end of the last one in full: 居民人均可支配收入3万元，其中|城镇|4万元."""
    text, full = reading.frame.paragraph.text, reading.full
    if full is None or not full.indicators:
        return []
    unit = full.indicators[0].unit
    for m in contracted(text, reading.at, amount.start, text[full.start : full.end], reading.reach.words.names.exact):
        other = m.indicators[0]
        if other.unit == unit and other not in full.indicators and reading.reach.only_links(text[m.end : amount.start], reading.frame.last):
            return [m]
    return []


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
    """A、B分别增长5%、下降6%, and of the subjects just named 分别增长5%、6%; 0 where there is one amount or list and amounts differ."""
    text, at = reading.frame.paragraph.text, reading.at
    run = series(text, rest)
    turn = _IN_TURN.search(tail)
    linked = reading.reach.only_links(tail, reading.frame.last)
    if before and turn:
        listed = _listed(reading, clause_start(text, at, before[-1].start), before[-1].end + turn.start(), before)
        reading.said += listed
    else:
        listed = reading.said[-len(run) :] if linked else []
        if len(run) == 1 and linked:  # 分别增长5%、下降3%
            listed = next((reading.said[-n:] for n in (2, 3, 4) if len(reading.said) >= n and run_in_turn(text, rest, n)), listed)
    dealt = run_in_turn(text, rest, len(listed)) if listed else []
    if len(dealt) > 1 or (dealt and len(run) == 1):
        reading.subject, reading.counted = listed, False
        bounded = shared_bound([q for q, _ in dealt])
        for element, quantity, (_, own) in zip(listed, bounded, dealt, strict=True):
            words = tail[: turn.end()] + own if own and turn else tail
            add_facts(reading, element, quantity, words, Span(element.start, quantity.end), at if before else None)
        return len(dealt)
    reading.subject = listed if len(run) < 2 else ()
    return len(run) if len(run) > 1 else 0
