"""Report → facts: amounts of the whole place that the text ties to an indicator of the catalogue.

An amount belongs to the name before it when nothing stands between them but words of the list `figure-links` (完成, 达到, 增长 …),
to a name right behind it where that indicator is counted (60个老旧小区), and to the subject of the amount before it when again only
such words lie between (…189亿元，同比增长12.1%). Lists are dealt out in order (A、B分别增长5%、6%). Anything else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from digest.catalogue import Catalogue, Indicator
from digest.extract.frames import Frame, frames, when
from digest.extract.mentions import Mention, Names, compiled, mentions
from digest.model import Evidence, Fact, Report
from digest.quantities import Quantity, convert, quantities
from digest.sentences import Span, sentences

_NEAR = 20  # characters between a figure and the one that it stands beside
_SEPARATOR = re.compile(r"[、，,和及与]|以及")
_BETWEEN = re.compile(r"[”’\"'」]?(?:[、和及与]|以及|,|，)[“‘\"'「]?")
_CLAUSE_MARK = re.compile(r"[，：；。:;]|,(?![0-9]{3}(?![0-9]))")
# 增长5% · 增速达到16% · 下降2%      must not: 占比5%
_GROWTH = re.compile(r"增长|增速|增幅|涨幅|上涨|上升|提高|提升|增加|下降|降低|减少|回落|降幅|同比|比上年|较上年")
_DOWN = re.compile(r"下降|降低|减少|回落|降幅|负增长")
_UP = re.compile(r"提高|提升|上升|增加|增长|上涨")
# 提高到 · 降至 · 达      must not: 提高2个
_ARRIVED = re.compile(r"[到至达为在]")
_SHARE = re.compile(r"占|比重|比例|完成率")
_TOTAL = re.compile(r"达|累计|总数|总量|突破|超过|保有|拥有|共有|增至|增加到|已有|合计")
_ADDED = re.compile(r"新增|净增|增加|增长|减少|提高|下降|增收")
_STRETCH = re.compile(r"力争|争取|冲刺|奋力")
# 由2012年的 · 从      must not: 由企业投资
_FROM = re.compile(r"[，,]?(?:由|从)(?:(?:19|20)[0-9]{2}年|上年|去年|年初|前年|上年度)?(?:底|末)?的?")
_EACH = re.compile(r"均|都|各|双双")
_IN_TURN = re.compile(r"分别|依次")
# (不含开发区) inside a statement      must not: an opening bracket alone
_ASIDE = re.compile(r"[（(][^（()）]{0,20}[)）]|[\[［][0-9]{1,3}[\]］]")
_OWN_YEAR = re.compile(r"(?:19|20)[0-9]{2}年(?!以前|之前)")
_BASE = re.compile(r"(?:较|比|于)(?:19|20)[0-9]{2}年")
_NOTHING_COUNTED = re.compile(r"[，。；、：！？,;:!）)”]|以上|左右|以内|以下|大关|$")
_SCOPE_RESET = re.compile(r"全[市县区省州旗盟]|我[市县区省州旗]")
# a paragraph's head that is about a zone: 推动开发区提档升级      must not: 坚持抓园区上项目
_ZONE = re.compile(r"开发区|高新区|经开区|工业园区")
_ESTIMATE = re.compile(r"预计|预期")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the catalogue says about reading figures, compiled once."""

    names: Names
    links: re.Pattern[str]
    parts: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Element:
    """One item of a list of subjects: the indicators it names (none for a subject that is not in the catalogue), and where."""

    start: int
    end: int
    mention: Mention | None
    which: int | None = None  # of a shared name, the one that this element stands for


@dataclass(slots=True)
class Reading:
    """Where the reading of one sentence stands."""

    subject: tuple[Element, ...] = ()
    said: list[Element] = field(default_factory=list)
    at: int = 0  # the end of a name that has its amount before it
    counted: bool = False  # the subject stood behind its amount: a further count is of something else
    facts: list[tuple[Fact, bool]] = field(default_factory=list)  # with: only beside its companion


def find_facts(report: Report, catalogue: Catalogue) -> tuple[Fact, ...]:
    """Report → its facts in reading order, each with the quote from the indicator's name to the value.

    全市地区生产总值完成189亿元，同比增长12.1% → gdp level 189 亿元 · gdp growth 12.1 %
    """
    rules = _rules(catalogue)
    outside = _outside(report, catalogue)
    damaged = tuple(w.quote for w in report.warnings if w.code.startswith("damage") and w.quote)
    found: list[Fact] = []
    for frame in frames(report):
        text = frame.paragraph.text
        broken = [Span(m.start(), m.end()) for quote in damaged for m in re.finditer(re.escape(quote), text)]
        for sentence in sentences(text):
            found += _sentence(rules, outside, frame, sentence, report.id, broken)
    return tuple(found)


@lru_cache(maxsize=8)
def _rules(catalogue: Catalogue) -> Rules:
    links = sorted(catalogue.words("figure-links"), key=len, reverse=True)
    parts = sorted(catalogue.words("figure-parts"), key=len, reverse=True)
    never = r"(?!)"
    return Rules(
        compiled(catalogue.indicators), re.compile("|".join(map(re.escape, links)) or never), re.compile("|".join(map(re.escape, parts)) or never)
    )


def _outside(report: Report, catalogue: Catalogue) -> re.Pattern[str]:
    """Names which, before an indicator, say that the figure is of the nation, of what is above the place or of a part below it."""
    level, place = report.meta.level, report.meta.place
    words = ["全国", "我国"]
    if level != "province":
        words += ["全省", "省", "全自治区", "全区"] if not place.endswith("区") else ["全省", "省"]
    if level == "county" and not place.endswith("市"):
        words += ["全市", "市"]
    words += [p.name for p in catalogue.places if p.parent and p.parent == report.meta.code]
    return re.compile("(?:" + "|".join(map(re.escape, sorted(set(words), key=len, reverse=True))) + ")的?$")


def _sentence(rules: Rules, outside: re.Pattern[str], frame: Frame, sentence: Span, report: str, broken: list[Span]) -> list[Fact]:
    """One sentence → its facts."""
    text = frame.paragraph.text
    named = mentions(rules.names, text, sentence.start, sentence.end)
    said = {i.id for m in named for i in m.indicators}
    named = tuple(m for m in named if not m.nearby or any(i.id not in m.nearby or said & set(i.beside) for i in m.indicators))
    if not any(m.indicators for m in named):
        return []
    amounts = [q for q in quantities(text, sentence.start, sentence.end) if not any(m.start <= q.at < m.end for m in named)]
    reading = Reading()
    at = sentence.start
    index = 0
    while index < len(amounts):
        taken = _step(rules, outside, frame, sentence, report, named, amounts[index:], at, reading)
        index += taken
        at = max(amounts[index - 1].end, reading.at)
    beside = {i.id: set(i.beside) for m in named for i in m.indicators}
    stand = [(fact.indicator, fact.evidence[0]) for fact, _ in reading.facts]
    facts = [fact for fact, needed in reading.facts if not needed or _accompanied(fact.evidence[0], beside[fact.indicator], stand)]
    return [f for f in facts if not any(b.start < f.evidence[0].end and f.evidence[0].start < b.end for b in broken)]


def _accompanied(evidence: Evidence, companions: set[str], stand: list[tuple[str, Evidence]]) -> bool:
    """Whether one of the companions stands close by: 谋划139个项目，总投资530亿元."""
    return any(id in companions and other.start - _NEAR <= evidence.end and evidence.start <= other.end + _NEAR for id, other in stand)


def _step(
    rules: Rules, outside: re.Pattern[str], frame: Frame, sentence: Span, report: str, named: tuple[Mention, ...], rest: list[Quantity], at: int,
    reading: Reading,
) -> int:
    """Ties the next amount, or a whole series of them, to its subject; returns how many amounts it has dealt with."""
    text, amount = frame.paragraph.text, rest[0]
    before = [m for m in named if at <= m.start and m.end <= amount.start]
    clause = _clause_start(text, at, before[-1].start if before else amount.start)

    def tell(element: Element, quantity: Quantity, words: str, start: int, end: int, stretch: bool = False) -> None:
        head = text[_clause_start(text, at if before else sentence.start, element.start) : element.start]
        if element.mention and "其中" in head and element.mention.nearby:
            return
        for fact, nearby in _facts(frame, sentence, report, element, quantity, head, words, Span(start, end), reading.facts, stretch):
            again = any(f.indicator == fact.indicator and f.evidence[0].end == fact.evidence[0].end for f, _ in reading.facts)
            if not again and _whole(rules, outside, frame, sentence, element.start, head):
                reading.facts.append((fact, nearby))

    behind = _counted(text, named, amount, rest[1].start if len(rest) > 1 else sentence.end)
    if behind is not None:
        reading.subject, reading.counted, reading.at = (behind,), True, behind.end
        reading.said.append(behind)
        tell(behind, amount, "", amount.start, behind.end)
        return 1
    tail_start = before[-1].end if before else at
    tail = text[tail_start : amount.start]
    if _IN_TURN.search(tail):
        series = _series(text, rest)
        if before:
            elements = _elements(text, clause, tail_start + _IN_TURN.search(tail).start(), before)
            reading.said += elements
        else:
            elements = reading.said[-len(series) :] if _only_links(rules, tail, frame) else []
        reading.subject = tuple(elements) if len(series) < 2 else tuple(elements[-1:])
        if len(elements) == len(series):
            for element, quantity in zip(elements, _shared_bound(series), strict=True):
                tell(element, quantity, tail, element.start, quantity.end)
            reading.subject = tuple(elements)
            return len(series)
        if len(series) > 1:
            return len(series)
    if before and _FROM.fullmatch(tail):  # 由2012年的3262元增长到9800元: the first is not the value
        reading.subject, reading.counted = tuple(_elements(text, before[-1].start, before[-1].end, before)), False
        return 1
    if before:
        elements = _elements(text, _list_start(text, before, clause), before[-1].end, before)
        reading.said += elements
        reading.counted = False
        reading.subject = tuple(elements) if _only_links(rules, _after_foreign(text, before[-1], tail), frame) else ()
    elif not _only_links(rules, tail, frame):
        reading.subject = ()
    elif amount.unit not in ("%", "百分点") and (reading.counted or not _NOTHING_COUNTED.match(text, amount.end)):
        return 1
    series = _series(text, rest)
    if len(series) == len(reading.subject) > 1:  # 达到33987元和19065元
        for element, quantity in zip(reading.subject, _shared_bound(series), strict=True):
            tell(element, quantity, tail, element.start, quantity.end)
        return len(series)
    if len(reading.subject) > 1 and not before and not _EACH.search(tail):
        return 1
    stretch = not before and bool(_STRETCH.search(tail)) and bool(reading.facts)
    for element in reading.subject:
        if element.which is None or amount.unit == "%":  # one level said of two is neither's
            tell(element, amount, tail, element.start, amount.end, stretch)
    return 1


def _clause_start(text: str, start: int, end: int) -> int:
    """Where the clause begins in which `end` stands, not before `start`."""
    cut = start
    for match in _CLAUSE_MARK.finditer(text, start, end):
        cut = match.end()
    return cut


def _list_start(text: str, before: list[Mention], clause: int) -> int:
    """The start of the list of names that ends with the last one: 游客人数、旅游收入均…… holds two."""
    start = before[-1].start
    for earlier, later in zip(reversed(before[:-1]), reversed(before[1:]), strict=True):
        if not _BETWEEN.fullmatch(text, earlier.end, later.start):
            break
        start = earlier.start
    return start


def _elements(text: str, start: int, end: int, named: list[Mention]) -> list[Element]:
    """A list of names in a text → its elements in order; a shared name gives one for each of its indicators."""
    inside = [m for m in named if m.start >= start and m.end <= end]
    cuts = [m.start() for m in _SEPARATOR.finditer(text, start, end) if not any(x.start <= m.start() < x.end for x in inside)]
    found: list[Element] = []
    for a, b in zip([start, *cuts], [*cuts, end], strict=True):
        held = [m for m in inside if a <= m.start < b]
        if not held:
            if re.search(r"[\u4e00-\u9fff]{2}", text[a:b]):
                found.append(Element(a, b, None))
            continue
        mention = held[-1]
        ids = [i for i in mention.indicators if i.id not in mention.nearby]
        if len(ids) > 1 and len({i.unit for i in ids}) == 1:
            found += [Element(mention.start, mention.end, mention, n) for n, _ in enumerate(mention.indicators)]
        else:
            found.append(Element(mention.start, mention.end, mention))
    return found


def _after_foreign(text: str, mention: Mention, tail: str) -> str:
    """The words after a name without a second subject of the same kind: 工业投资、技改投资增长 → 增长."""
    match = re.match(r"[、和及与]([\u4e00-\u9fff]{2,14}?)(?=增长|完成|达|均|都)", tail)
    return tail[match.end() :] if match and match[1][-2:] == text[mention.end - 2 : mention.end] else tail


def _series(text: str, rest: list[Quantity]) -> list[Quantity]:
    """The run of amounts of one unit, apart by nothing but a separator: 5%、6%和7%."""
    series = rest[:1]
    for quantity in rest[1:]:
        if quantity.unit != series[-1].unit or not re.fullmatch(r"[、，,和及与]|以及", text[series[-1].end : quantity.start]):
            break
        series.append(quantity)
    return series


def _shared_bound(series: list[Quantity]) -> list[Quantity]:
    """7.5%、8.5%以上: what is said of the last holds for all."""
    last = series[-1].bound
    return [replace(q, bound=last) if q.bound == "=" and last in (">=", "<=", "~") else q for q in series]


def _counted(text: str, named: tuple[Mention, ...], amount: Quantity, end: int) -> Element | None:
    """The name right behind an amount that it counts: 60个老旧小区, 20个以上中心城区老旧小区."""
    for mention in named:
        if amount.end <= mention.start < min(end, amount.end + 11):
            gap = text[amount.end : mention.start]
            if re.fullmatch(r"(?:[\u4e00-\u9fffA-Z“”‘’]|(?<=省)、){0,10}", gap) and not re.search("的.|等", gap):
                group = len(gap) > 2 or any(w in gap for i in mention.indicators for w in i.unless) or text[amount.start - 1 : amount.start] == "等"  # 某某等5个重点项目 are some of them only
                fits = tuple(
                    i
                    for i in mention.indicators
                    if i.counted and amount.unit in (i.unit, *i.units, *_DIVIDES.get(i.unit, ())) and not (i.unless and group)
                )
                return Element(mention.start, mention.end, replace(mention, indicators=fits)) if fits else None
            return None
    return None


_DIVIDES = {"平方公里": ("亩",), "人": ("名", "人次")}


def _only_links(rules: Rules, words: str, frame: Frame) -> bool:
    """Whether nothing stands in these words that could be another subject."""
    if len(words) > 60 or _BASE.search(words):
        return False
    return not rules.links.sub("", _OWN_YEAR.sub("", _ASIDE.sub("", words))).strip()


def _whole(rules: Rules, outside: re.Pattern[str], frame: Frame, sentence: Span, start: int, head: str) -> bool:
    """Whether a figure named at `start` is of the whole place, not of a zone, a firm, the nation."""
    text = frame.paragraph.text
    if outside.search(head) or rules.parts.search(head):
        return False
    said = text[sentence.start : start]
    if _SCOPE_RESET.search(said):
        return True
    zone = rules.parts.search(said)
    if zone and zone.start() <= 8 and "不含" not in said[: zone.start()]:
        return False
    return not (_ZONE.search(frame.head) and sentence.start > 0)


def _facts(
    frame: Frame, sentence: Span, report: str, element: Element, quantity: Quantity, head: str, words: str, span: Span,
    earlier: list[tuple[Fact, bool]], stretch: bool,
) -> Iterator[tuple[Fact, bool]]:
    """An element and its amount → the facts that they make: none where the unit or the measure does not fit."""
    if element.mention is None:
        return
    text = frame.paragraph.text
    name = element.mention
    chosen = name.indicators if element.which is None else name.indicators[element.which : element.which + 1]
    if span.start == name.start and _some(text[max(0, name.start - 2) : name.start], chosen, name):
        return  # 某某等总投资5亿元的项目, 制造业重大项目: some of them only
    if any(w in text[max(quantity.end, name.end) : max(quantity.end, name.end) + 8] for i in chosen for w in i.unless):
        return
    kind, year = when(frame, text, sentence.start, quantity.start)
    estimate = bool(_ESTIMATE.search(text, _clause_start(text, sentence.start, span.start), quantity.start)) and kind == "actual"
    for indicator in chosen:
        previous = next((f for f, _ in reversed(earlier) if f.indicator == indicator.id), None)
        measured = _measured(indicator, quantity, head, text[name.start : name.end], words, previous if stretch else None)
        if measured is None:
            continue
        measure, value, high = measured
        unit = "%" if measure in ("growth", "share") else indicator.unit
        evidence = Evidence(report, frame.paragraph.id, span.start, span.end, text[span.start : span.end])
        yield (
            Fact(indicator.id, measure, value, unit, quantity.bound, kind, year, (evidence,), high, estimate, stretch and previous is not None),
            indicator.id in name.nearby,
        )


def _some(before: str, chosen: tuple[Indicator, ...], name: Mention) -> bool:
    some = before != "元的" and before[-1:] in tuple("的业类型等链")
    return (some and any(i.unless for i in chosen)) or (before[-1:] == "等" and bool(name.nearby))


def _measured(
    indicator: Indicator, quantity: Quantity, head: str, name: str, words: str, previous: Fact | None
) -> tuple[str, Decimal, Decimal | None] | None:
    """An amount → measure and value in the indicator's unit; None where it is no measure that the indicator is given in."""
    if indicator.needs and not any(w in name + words for w in indicator.needs):
        return None
    last = words[max((words.rfind(w) for w in "，,、"), default=-1) + 1 :] or words
    if quantity.unit == "%":
        measure = _percent(indicator, name, words, last, previous)
    elif quantity.unit == "百分点":
        measure = "change" if indicator.unit == "%" else None
    else:
        measure = _level(indicator, head, last)
    if measure is None or measure not in indicator.measures:
        return None
    values = [_in_unit(v, quantity, indicator) for v in (quantity.value, quantity.high)]
    if values[0] is None:
        return None
    sign = -1 if measure in ("growth", "change") and _DOWN.search(words) and not _UP.search(last) else 1
    return measure, sign * values[0], None if values[1] is None else sign * values[1]


def _percent(indicator: Indicator, name: str, words: str, last: str, previous: Fact | None) -> str | None:
    if previous is not None:
        return previous.measure
    if indicator.unit == "%":
        if indicator.measures[0] == "growth":
            return "growth"
        return "change" if (_UP.search(last) or _DOWN.search(last)) and not _ARRIVED.search(last) else "share"
    if _SHARE.search(name + last):
        return "share"
    return "growth" if _GROWTH.search(words) else None


def _level(indicator: Indicator, head: str, last: str) -> str:
    if indicator.measures[0] == "change":
        return "level" if _TOTAL.search(head + last) else "change"
    if indicator.additions or not {"growth", "change"} & set(indicator.measures):
        return indicator.measures[0]
    added = _ADDED.search(last) and not _ARRIVED.search(last)
    return "change" if added or head.endswith(("净增", "增加")) else indicator.measures[0]


def _in_unit(value: Decimal | None, quantity: Quantity, indicator: Indicator) -> Decimal | None:
    if value is None or quantity.unit in ("%", "百分点"):
        return value
    return value if quantity.unit in indicator.units else convert(value, quantity.unit, indicator.unit)
