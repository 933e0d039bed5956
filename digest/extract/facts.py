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
from digest.extract.amounts_in_turn import FROM, IN_TURN, listed_names, moved_from, tie_bases, tie_in_turn
from digest.extract.aside_amounts import end_of_steps, is_aside, steps_passed
from digest.extract.context import frames, lost_digits
from digest.extract.coordination import (
    Element,
    clause_start,
    continued,
    contracted,
    elements,
    list_start,
    passed,
    series,
    shared_bound,
    summed,
    without_foreign,
)
from digest.extract.measures import arrived, without_plan
from digest.extract.mentions import Mention
from digest.extract.scope import bases, reach
from digest.extract.some_or_all import accompanied, counted_name, sharing_name
from digest.extract.tied_facts import FactReading, add_facts, spent
from digest.extract.told_apart import telling_of
from digest.model.catalogue import Catalogue
from digest.model.report import Evidence, Fact, Figure, Report

# matches 、力争8%      not 、8%
_STRETCH = re.compile(r"力争|争取|冲刺|奋力|奋斗目标")
# matches 均增长16%      not 增长16%
_EACH = re.compile(r"均|都|各|双双")
# What follows a count that counts nothing further: 46个，; not 38个项目
# at the start: ， · 以上 · 新台阶 · ""      not 项目
_NOTHING_COUNTED = re.compile(r"[，。；、：！？,;:!）)”]|以上|左右|以内|以下|的?新?(?:大关|关口|台阶|门槛|行列|俱乐部|方阵|阵营)|$")
# A new subject, though 企业 may follow a name
# at the start: ，企业净增 · ，支出 · ，累计投入      not ，增长 · ，占财政支出的
_OTHER = re.compile(r"[，,、](?:其中)?(?:企业|家庭|人员|(?![^，。；、]{0,4}占)[^，。；、]{0,8}(?:财政|支出|投入|岗位|培训))")
_NEAR = 40  # characters before a name in which it is narrowed
_LISTED = tuple("，,、；;")  # between the values of a list
# matches 增速 · 增幅 · 增长速度      not 总量
_SPEED = re.compile("增速|增幅|涨幅|增长率|(?:增长|上涨)[速幅]度")
# matches 完成 · 共实现了      not 完成投资
_BROUGHT = re.compile("(?:完成|实现|达到|取得)了?(?:近|约|超)?$|[和、]$")
# wholly: 连跨 · 连续跨上 · ""      not 推动
_PASSING = re.compile("(?:连续|接连|相继|先后|成功|总量|一举|[连再又新跨越迈跃登上过破了的])*")
# matches （ · )      not 【
_BRACKET = re.compile("[（()）]")


def read_indicators(report: Report, catalogue: Catalogue) -> tuple[tuple[Fact, ...], tuple[Figure, ...]]:
    """Report → its facts in reading order, and as figures the values of indicators that are a part's or of what lies above the place.

    全市地区生产总值完成189亿元，同比增长12.1% → gdp level 189 亿元 · gdp growth 12.1 %
    """
    within, telling, lost = reach(report, catalogue), telling_of(catalogue), lost_digits(report)
    facts: list[Fact] = []
    parts: list[Figure] = []
    for frame in frames(report):
        text = frame.paragraph.text
        broken = lost.get(frame.paragraph.id, ())
        reading: FactReading | None = None
        for sentence in sentences(text):
            if not quantities(text, sentence.start, sentence.end):
                continue
            full = reading.full if reading and text.endswith("；", 0, sentence.start) else None  # of 工业总产值增长7%；增加值完成20亿元
            reading = FactReading(frame, sentence, report.id, within, telling, within.names_in(text, sentence), at=sentence.start)
            reading.full, reading.short = full, full is not None
            facts += [f for f in _read_sentence(reading) if not _overlaps_any(broken, f.evidence[0])]
            parts += [f for f in reading.parts if not _overlaps_any(broken, f.evidence)]
    return tuple(facts), tuple(parts)


def _overlaps_any(spans: Sequence[Span], evidence: Evidence) -> bool:
    return any(s.start < evidence.end and evidence.start < s.end for s in spans)


def _read_sentence(reading: FactReading) -> list[Fact]:
    """One sentence → its facts."""
    if not reading.short and not any(m.indicators for m in reading.named):
        return []
    text, sentence = reading.frame.paragraph.text, reading.sentence
    amounts = [q for q in quantities(text, sentence.start, sentence.end) if not any(m.start <= q.at < m.end for m in reading.named)]
    if not amounts:
        return []
    aside = bases(text, sentence)
    amounts = [q for q in amounts if not any(a <= q.at < b for a, b in aside)]
    index = 0
    while index < len(amounts):
        index += _tie_next(reading, amounts[index:])
        reading.at = max(amounts[index - 1].end, reading.at, end_of_steps(text, amounts[index - 1]))
    stand = [(fact.indicator, fact.evidence[0]) for fact, _ in reading.facts]
    found = [fact for fact, companions in reading.facts + reading.bases if not companions or accompanied(text, fact.evidence[0], companions, stand)]
    return sorted(found, key=lambda fact: fact.evidence[0].end) if reading.bases else found


def _tie_next(reading: FactReading, rest: Sequence[Quantity]) -> int:
    """Ties the next amount, or a whole series of them, to its subject; returns how many amounts it has dealt with."""
    text, amount = reading.frame.paragraph.text, rest[0]
    _pass_brackets(reading, amount.start)
    at = reading.at
    if _tie_to_name_behind(reading, amount):
        return 1
    behind = counted_name(text, reading.named, amount, rest[1].start if len(rest) > 1 else reading.sentence.end)
    behind = behind or sharing_name(text, reading.named, rest, reading.sentence.end, reading.reach.words.names.exact)
    if behind is not None:
        reading.subject, reading.counted = (behind,), True
        reading.said.append(behind)
        add_facts(reading, behind, amount, "", Span(amount.start, behind.end), at)
        reading.at = behind.end
        return 1
    before = [m for m in reading.named if at <= m.start and m.end <= amount.start] or _wide_name(reading, amount)
    if before:
        reading.full, reading.short = before[-1], False
    short = False
    if not before and (reading.subject or reading.short):
        before = _short_name(reading, amount)
        short = bool(before)
    if _ends_clause(reading, before[-1], amount) if before else (reading.subject or reading.short) and not reading.reach.only_links(text[at : amount.start]):
        before = _continued_name(reading, amount) or before
    tail = text[before[-1].end if before else at : amount.start]
    if not before and tail.startswith(("强，", "弱，")):  # 占全市的六分之一|强
        tail = tail[1:]
    if reading.speed and not before:  # 增速高于全市1个百分点，达到8%
        tail = "增速" + tail
    reading.speed = False
    taken = 0
    if turn := IN_TURN.search(tail):
        taken = tie_in_turn(reading, rest, before, tail, turn)
    elif before and (base := moved_from(reading, tail)):  # 由2012年的3262元增长到9800元: the first is what it was before
        taken = tie_bases(reading, rest, elements(text, before[-1].start, before[-1].end, before), base)
    taken = taken or (_turn_to(reading, rest, before, tail) if before else _stay_with_subject(reading, rest, tail))
    if taken:
        return taken
    taken = _tie_to_subject(reading, rest, tail, at, bool(before))
    if short and text[rest[taken - 1].end : rest[taken - 1].end + 1] != "、":
        reading.subject, reading.short = (), True  # 其中城镇3万元、农村2万元，增长6%: whose growth is not said
    return taken


def _tie_to_name_behind(reading: FactReading, amount: Quantity) -> bool:
    """Ties an amount to the name behind 的, whether there is one: 6%的|地区生产总值|增速, 完成96亿元的|固定资产投资; not 总投资9亿元的重点项目."""
    text = reading.frame.paragraph.text
    name = next((m for m in reading.named if text.startswith("的", amount.end) and m.start == amount.end + 1 and not m.nearby), None)
    if name is None:
        return spent(reading, amount)
    speed = _SPEED.match(text, name.end) if amount.unit == "%" else None
    brought = amount.unit == "元" and _BROUGHT.search(text, max(0, amount.start - _NEAR), amount.start) and _NOTHING_COUNTED.match(text, name.end)
    if not speed and not brought and not (amount.unit == "元" and text.startswith("和", name.end)):
        return False
    end = speed.end() if speed else name.end
    add_facts(reading, Element(name.start, name.end, name), amount, speed[0] if speed else "达到", Span(amount.start, end), reading.at)
    reading.subject, reading.at = (), end
    return True


def _turn_to(reading: FactReading, rest: Sequence[Quantity], before: Sequence[Mention], tail: str) -> int:
    """Makes the names before the next amount its subject, none where the words between do not hand it on; returns what is dealt with by that."""
    text, amount, at = reading.frame.paragraph.text, rest[0], reading.at
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
        listed = listed_names(reading, clause_start(text, at, before[-1].start), before[-1].end, before)
        if len(run) != len(listed):
            reading.subject = ()
            return len(run)
    reading.said += listed
    if is_aside(amount, tail):  # 增速高于全省2个百分点，达到8%
        reading.subject, reading.counted, reading.speed = listed, False, bool(_SPEED.search(tail))
        return 1
    steps = steps_passed(text, rest)
    linked = (steps and _PASSING.fullmatch(tail)) or reading.reach.only_links(without_foreign(text, before[-1], without_plan(tail, amount)))
    if not steps and len(listed) > 1 and len(run) == 1 and amount.unit != "%" and re.search("[，,]", text[listed[-2].end : listed[-1].start]):
        listed = listed[-1:]  # ……高标准农田，粮食播种面积50万亩: a comma makes no list of levels
    linked = linked and not (not tail and len(listed) == 1 and amount.unit not in ("%", "百分点") and summed(text, at, before[-1]))
    if not steps and "，" in tail and amount.unit not in ("%", "百分点") and not _NOTHING_COUNTED.match(text, amount.end):
        linked = False  # ……重点项目，建设16个“两通工程”: it counts something else
    reading.subject, reading.counted = (listed if linked else ()), False
    return steps


def _stay_with_subject(reading: FactReading, rest: Sequence[Quantity], tail: str) -> int:
    """Keeps the subject of the last amount for the next, or gives it up where the words between name another; returns what is dealt with by that."""
    text, amount = reading.frame.paragraph.text, rest[0]
    if steps := steps_passed(text, rest):
        return steps
    linked = reading.reach.only_links(without_plan(tail, amount))
    if FROM.fullmatch(tail) or (is_aside(amount, tail) and not linked):  # ，由上年的下降3%转为增长2% · ，高于全省1.2个百分点
        return 1
    if _OTHER.match(tail) or "人均" in tail or not linked:
        reading.subject = ()
        reading.said.append(Element(reading.at, amount.start, None))
        return 0
    if amount.unit in ("%", "百分点") or len(series(text, rest)) == len(reading.subject) > 1:
        return 0
    return int((reading.counted and not arrived(tail)) or not _NOTHING_COUNTED.match(text, amount.end))


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


def _wide_name(reading: FactReading, amount: Quantity) -> list[Mention]:
    """A name that is too wide alone, where it stands in a list of the place's own values: 固定资产投资下降3%，|进出口|下降5.4%."""
    text, at = reading.frame.paragraph.text, reading.at
    if text[at : at + 1] not in _LISTED or not any(fact.evidence[0].end == at for fact, _ in reading.facts):
        return []
    return [m for m in reading.reach.bare_names(text, Span(at + 1, amount.start)) if m.start == at + 1 and not m.nearby][:1]


def _ends_clause(reading: FactReading, name: Mention, amount: Quantity) -> bool:
    """Whether a clause ends between a name and an amount that is not its own: 粮食生产再获丰收，总产|达到20万吨."""
    tail = reading.frame.paragraph.text[name.end : amount.start]
    return "，" in tail and not reading.reach.only_links(tail)


def _short_name(reading: FactReading, amount: Quantity) -> list[Mention]:
    """A name that shares the end of the last one in full: 居民人均可支配收入3万元，其中|城镇|4万元."""
    text, full = reading.frame.paragraph.text, reading.full
    if full is None or not full.indicators or _narrowed(reading, full):
        return []
    made = contracted(text, max(reading.at, full.end), amount.start, text[full.start : full.end], reading.reach.words.names.exact)
    unit = full.indicators[0].unit
    return [m for m in made if m.indicators[0].unit == unit and m.indicators[0] not in full.indicators and _stands_before(reading, m, amount)][:1]


def _continued_name(reading: FactReading, amount: Quantity) -> list[Mention]:
    """A name that shares the beginning of the last one in full: 粮食播种面积8万亩，|总产量|6万吨; not 工业增加值增长8%，投资增长9%."""
    text, full = reading.frame.paragraph.text, reading.full
    if full is None or not full.indicators or amount.unit == "%" or _narrowed(reading, full):
        return []
    begin = max(reading.at, full.end)
    clause = clause_start(text, begin, amount.start)
    made = continued(text, clause - 1 if clause > begin else begin, amount.start, text[full.start : full.end], reading.reach.words.names.exact)
    return [m for m in made if reading.reach.only_links(text[begin : m.start].rstrip("，、")) and _stands_before(reading, m, amount)][:1]


def _narrowed(reading: FactReading, name: Mention) -> bool:
    """Whether a name is that of a part only, so that what shares it is as well: 医疗|旅游人次."""
    text = reading.frame.paragraph.text
    return bool(reading.reach.narrowed(text[clause_start(text, max(0, name.start - _NEAR), name.start) : name.start], name))


def _stands_before(reading: FactReading, name: Mention, amount: Quantity) -> bool:
    tail = reading.frame.paragraph.text[name.end : amount.start]
    return "）" not in tail and reading.reach.only_links(tail)


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
