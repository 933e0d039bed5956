"""A name of an indicator and an amount that belongs to it → the facts that they make, or figures where they are a part's.

Kept here with it: how far the reading of a sentence has come, as what was found before decides on what is found next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from digest.chinese.sentences import Span
from digest.chinese.units import Quantity
from digest.extract.context import Frame, settled, when
from digest.extract.coordination import Element, clause_start, governing
from digest.extract.measures import arrived, family_of, measure_behind, measured, unit_of
from digest.extract.mentions import Mention
from digest.extract.other_values import begun_with, of_something_else, over_years, since_earlier
from digest.extract.scope import Reach
from digest.extract.some_or_all import led_by_companion, named_before, only_some, stands
from digest.extract.told_apart import Telling
from digest.model.catalogue import Indicator
from digest.model.citation import cite
from digest.model.report import Fact, Figure

# matches 以上，纳入 · 有20个      not 以上
_MARKS = re.compile(r"[，。；、：,;:]|有?(?=[0-9０-９])")
# What is spent, all of it
# matches 财政支出 · ，一般公共预算支出的 · 财力的      not 新增财力的 · 土地出让支出
_SPENT = re.compile("(?<!增)(?<!可用)(?:(?:一般公共预算|财政)(?:总?支出|资金)|(?:^|[，。；：])(?:全[市县区省州]|我[市县区省])?财力)(?:中的|中|的|中有)?$")
_LED = 24  # characters before a share in which is said what is spent
# matches 每年 · ，每年      not 每人每年
_EVERY_YEAR = re.compile("(?<![人户亩])每年")
_BEHIND = 8  # so many characters behind a statement, up to the next mark, still say something of it
# matches 预计全年完成      not 预期目标
_ESTIMATE = re.compile(r"预计|初步核算|初步统计|预测")
# matches 同比增长 · 比上年      not 年均增长
_OVER_LAST = re.compile("同比|上年|去年")
_SAID = 300  # characters before a value in which is said with which year it is compared
# What a whole list is of that it begins
# at the start: 新增规上企业 · 全年净增      not 创新型 · 拥有
_NEW = re.compile("(?:全年|年内|共|累计)?(?:新[增设]|净增|新(?:注册|登记|设立|发展|培育))")
# matches 与2000年相比 · 比2018年      not 2000年
_AGAINST = re.compile(r"[与同和跟较比]((?:19|20)[0-9]{2})年(?:相比|比较|末|底)?")


@dataclass(slots=True)
class FactReading:
    """How far the reading of a sentence has come: the subject of the last amount, and the facts found so far."""

    frame: Frame
    sentence: Span
    report: str
    reach: Reach
    telling: Telling
    named: tuple[Mention, ...]
    subject: Sequence[Element] = ()
    full: Mention | None = None  # the last name in full, of which a short one takes the end: 居民收入……，其中城镇
    short: bool = False  # the last name was a short one
    speed: bool = False  # an aside was about its growth: 增速高于全市1个百分点
    said: list[Element] = field(default_factory=list)
    counted: bool = False  # the subject stood behind its amount: a further count is of something else
    passing: bool = False  # several marks were passed, one after the other, so over several years: 连续突破2亿元、3亿元
    at: int = 0  # up to here everything is dealt with
    facts: list[tuple[Fact, frozenset[str]]] = field(default_factory=list)  # with the companions that each needs
    bases: list[tuple[Fact, frozenset[str]]] = field(default_factory=list)  # values from which others have risen or fallen
    outside: list[tuple[Sequence[Element], bool]] = field(default_factory=list)  # of each open bracket the subject before it, and `counted`
    parts: list[Figure] = field(default_factory=list)  # values of an indicator that are not the whole place's


def add_facts(reading: FactReading, element: Element, quantity: Quantity, words: str, span: Span, at: int | None, stretch: bool = False) -> None:
    """Adds the facts that an element and its amount make, or figures where they are a part's. `at`: its clause begins after that."""
    text = reading.frame.paragraph.text
    head = text[clause_start(text, reading.sentence.start if at is None else at, element.start) : element.start]
    if element.mention is None or ("其中" in head and element.mention.nearby and any(i.loose for i in element.mention.indicators)):
        return
    money = any(i.unit == "亿元" for i in element.mention.indicators)
    if at is not None and not text.startswith(words, element.end):
        words = words.replace("人均", "")  # 游客人次、旅游花费、游客人均花费分别增长: that of the last is none of those before it
    whose = reading.reach.elsewhere(words)
    if not whose and (at is not None or not reading.reach.own(words)):
        whose = reading.reach.whose(reading.frame, reading.sentence, element.start, quantity.start, head, money, element.mention)
    if not whose and quantity.unit != "%" and not any(i.counted for i in element.mention.indicators):
        whose = reading.reach.brought(head, quantity.unit == "元")
    if not whose and quantity.start < element.start:  # 服务覆盖|60个老旧小区
        whose = reading.reach.narrowed(text[element.start - len(head) : quantity.start])
    since = text[at : element.start] if at is not None else ""
    for fact, companions in _facts_of_element(reading, element, quantity, head, words, span, stretch):
        indicator = reading.reach.indicator(fact.indicator)
        again = any(f.indicator == fact.indicator and f.measure == fact.measure for f, _ in reading.facts)
        if not whose and "其中" in since and again and indicator and not indicator.loose:
            whose = "其中"  # 造林3万亩，其中人工造林1万亩
        if whose:
            reading.parts.append(_figure_of_part(fact, whose, text[element.start : element.end]))
        elif not any(f.indicator == fact.indicator and f.evidence[0].end == fact.evidence[0].end for f, _ in reading.facts):
            reading.facts.append((fact, companions))


def spent(reading: FactReading, amount: Quantity) -> bool:
    """Ties a share to what is spent on, behind it, whether there is such a name: 财政支出近八成|用于民生; not 新增财力的八成用于民生."""
    text = reading.frame.paragraph.text
    name = next((m for m in reading.named if m.start == amount.end and text.startswith("用于", m.start)), None)
    if name is None or amount.unit != "%":
        return False
    all_of = _SPENT.search(text, max(reading.sentence.start, amount.start - _LED), amount.start)
    if all_of is None:
        return False
    add_facts(reading, Element(name.start, name.end, name), amount, "占", Span(all_of.start(), name.end), reading.at)
    reading.subject, reading.at = (), name.end
    return True


def add_base(reading: FactReading, element: Element, quantity: Quantity, span: Span, year: int | None) -> None:
    """Adds the value from which one has risen or fallen, of the year that is named or of none: 由2018年的|90亿元|增加到120亿元 → 90 of 2018."""
    text, known = reading.frame.paragraph.text, len(reading.facts)
    since = None if year else _AGAINST.search(text, max(text.rfind("。", 0, span.start), span.start - _SAID, 0), span.start)
    year = int(since[1]) if since else year
    add_facts(reading, element, quantity, "达到", span, reading.at)
    for n, (fact, companions) in enumerate(reading.facts[known:], known):
        reading.facts[n] = replace(fact, kind="actual", year=year), companions
    reading.bases += reading.facts[known:]
    del reading.facts[known:]


def _figure_of_part(fact: Fact, whose: str, subject: str) -> Figure:
    """What would be a fact if it were the whole place's → a figure that says whose it is."""
    return Figure(
        subject, fact.measure, fact.value, fact.unit, fact.bound, fact.kind, fact.year, fact.evidence[0], fact.high, fact.estimate,
        fact.indicator, whose,
    )  # fmt: skip


def _since_base(reading: FactReading, id: str, words: str) -> bool:
    """Whether a growth is one from a base that is told: 由90亿元增加到120亿元，增长|33%; not ，同比增长5%, nor where the base is last year's value."""
    last = reading.frame.last or 0
    return not _OVER_LAST.search(words) and any(
        base.indicator == id and base.measure != "growth" and base.year != last - 1 for base, _ in reading.bases
    )


def _facts_of_element(
    reading: FactReading, element: Element, quantity: Quantity, head: str, words: str, span: Span, stretch: bool
) -> Iterator[tuple[Fact, frozenset[str]]]:
    """An element and its amount → the facts that they make: none where the unit or the measure does not fit."""
    text, frame, name = reading.frame.paragraph.text, reading.frame, element.mention
    assert name is not None
    chosen = name.indicators if element.which is None else name.indicators[element.which : element.which + 1]
    if quantity.unit == "%" and (behind := measure_behind(text, quantity.end)):
        words, span = words + behind, Span(span.start, text.index(behind, quantity.end) + len(behind))
    last = max(quantity.end, name.end)
    behind = _MARKS.split(text[last : last + _BEHIND])[0]
    if frame.kind == "actual" and begun_with(words, text, reading.sentence, quantity):
        return
    kind, year, period = when(frame, text, quantity.start)
    estimate = kind == "actual" and bool(_ESTIMATE.search(text, reading.sentence.start, quantity.start))
    if period and kind == "actual":
        year = settled(frame, head, text[name.start : name.end] + words, text[name.start : quantity.at])
    led = governing(text, reading.sentence.start, element.start, head)
    for named in chosen:
        new = _NEW.match(led) if led != head else None
        indicator = reading.reach.counted_as(named, new[0] if new else head)
        if indicator is None or any(w in behind or w in words for w in indicator.unless) or only_some(text, indicator, name, span.start):
            continue
        if not led_by_companion(text, name.start - len(head), name, reading.named, indicator):
            continue
        carried = quantity.start - name.end > len(words)
        if carried and indicator.stock and arrived(words + text[quantity.start : quantity.at]):  # 净增623户、总量突破2万户
            indicator = reading.reach.indicator(indicator.stock) or indicator
        if carried and indicator.stock and reading.facts and reading.facts[-1][0].indicator == indicator.stock:  # 总量达到2万户，增长8%
            indicator = reading.reach.indicator(indicator.stock) or indicator
        previous = next((f for f, _ in reversed(reading.facts) if f.indicator == indicator.id), None) if stretch else None
        there = kind == "actual" and stands(text, name, quantity, behind)
        found = measured(
            indicator, quantity, led, text[name.start : name.end], words + text[quantity.start : quantity.at], previous, there
        )
        if found is None:
            continue
        measure, value, high, whole = found
        if measure != "growth" and indicator.id in name.nearby and indicator.within in indicator.beside and not _beside(reading, indicator):
            continue  # 一产5亿元、三产9亿元 may be of anything
        again = any(f.indicator == indicator.id and f.measure == measure for f, _ in reading.facts)
        if of_something_else(indicator, measure, quantity, words, head, text[quantity.end : quantity.end + _BEHIND], kind, again):
            continue
        if measure == "share" and (larger := reading.reach.larger.search(words)):
            whole = larger["of"]  # 占全市比重: a share of what is larger than the place
        if measure in ("growth", "change") and since_earlier(words, frame.last):
            continue
        grown = measure in ("growth", "change") and (over_years(words) or _since_base(reading, indicator.id, words))
        of = None if grown or _EVERY_YEAR.search(head + words) or reading.passing else year
        evidence = cite(reading.report, frame.paragraph, span.start, span.end)
        # 其中第一产业81亿元: a part of the whole that is named in the sentence stands anywhere behind it
        companions = frozenset(indicator.beside) if indicator.id in name.nearby and indicator.within not in indicator.beside else frozenset()
        if named_before(text, name, reading.named, companions):
            companions = frozenset()
        unit = unit_of(indicator, measure, quantity)
        stretched = stretch and previous is not None and (previous.kind, previous.year) == (kind, of)
        fact = Fact(indicator.id, measure, value, unit, quantity.bound, kind, of, (evidence,), high, estimate, stretched, whole, indicator.further)
        led_by = words + text[quantity.start : quantity.at]
        told = reading.telling.told_apart(fact, indicator, text, reading.sentence, Span(name.start, name.end), quantity, led_by)
        yield (_of_family(told) if unit == family_of(indicator, quantity) else told), companions


def _beside(reading: FactReading, indicator: Indicator) -> bool:
    """Whether what an indicator counts beside is named in the sentence."""
    return any(i.id in indicator.beside for m in reading.named for i in m.indicators)


def _of_family(fact: Fact) -> Fact:
    """A fact in another unit than the indicator's own → the same as a variant, which is compared with none in that: 70万户（以户计）."""
    return replace(fact, variant="、".join(filter(None, (fact.variant, f"以{fact.unit}计"))), further=True)
