"""Record → what its report says of each measure of policy: as done or planned, with which amount, by when.

An amount is said of a measure when it stands in the same item of the clause, when a fact or figure reaches from the name to it, when the
clause deals it out to a list (A、B分别达到20个), or when the next clause goes on with nothing else (推进标准地改革，新增12宗), and when it counts
the measure and nothing else (policy_amounts.py). A date is said of it when it stands in the same item, opens the clause or the sentence,
or opens the next clause. Of each measure the best mention is kept, and the best with an amount and with a date, those of results apart
from those of plans.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from digest.chinese.amount_phrase import amount_phrase
from digest.chinese.quantities import quantities
from digest.chinese.sentences import Span, clauses, sentences
from digest.chinese.units import Quantity
from digest.chinese.word_patterns import any_of
from digest.extract.context import Frame, frames, lost_digits, when
from digest.extract.deadlines import TIME
from digest.extract.policy_amounts import is_of_measure
from digest.extract.policy_names import NamedPolicy, named_policies, names_of_policies
from digest.model.catalogue import Catalogue
from digest.model.policy_mention import NOWHERE, PolicyMention, Stretch
from digest.model.report import Record

LONGEST = 160  # characters that are quoted; of a longer sentence its clauses
_NO_AMOUNTS = ("天", "分钟", "位次", "批", "批次")  # units that say how long, which, or nothing: 一批
_NO_COUNTS = ("一起", "一次", "一种")  # words that only look like an amount: 一起推进
_ITEM_END = "、"
# matches 6月底前 · 一季度 · 年内 · 到2025年 · 2024年      not 今年 · 三年
_TIME = re.compile(TIME)
# A clause that is nothing but a time
# wholly: 年底前， · 力争6月底前， · 今年上半年，      not 年底前完成，
_ONLY_TIME = re.compile(rf"\s{{0,3}}(?:[^，。；、]{{0,2}}(?:力争|确保|争取|计划|预计)|其中)?(?:{TIME.replace('?P<', '?P<only_')})(?:，|,)\s{{0,3}}")
# What a next clause may begin with and still speak of the same
# wholly: 新增 · 总数达到 · 完成率达 · 累计建成      not 新增学位 · 居民收入增长
_GOES_ON = re.compile(
    r"(?:其中|全年|全市|全县|全区|全省|累计|共|总数|总量|总额|总规模|规模|今年|已|现已|预计|力争|确保|实现|争取|同比|比上年|较上年|目前|年内|目标|计划|办[结复]率|"
    r"覆盖率?|覆盖面|占比|比例|比重|普及率|完成率|达标率|利用率|满意率|新增|增长|增加|建成|建设|完成|达到?|为|至|超过?|突破|提高|提升|扩大|减少|下降|惠及|服务|培育|认定|"
    r"新建|改造|新开工|开工|竣工|投用|发放|落实|拨付|兑现|受理|办理|整治|治理|处置|盘活|创建|打造|发展|覆盖|带动|的|到|了|率){0,5}"
)
# What stands behind an amount that the next clause goes on with: no noun, of which it would be
# at the start: 。 · 以上， · 、惠及      not 学位 · 的学校
_CLOSES = re.compile(r"(?:以上|左右|以内|以下)?(?:[，。；、,;：]|$)")
# What stands before an amount that is put into what the next clause says
# wholly: 投入 · 全年总投资 · 争取资金      not 增长
_PUT_IN = re.compile(r"[^，。；、]{0,6}(?:投入|投资|筹措|争取|安排|拨付|下达|统筹)[^，。；、]{0,8}")
_OPENING, _LED = 14, 2  # characters in which a clause's opening time stands, and what may lead it: 确保年内
# What ends a thing, behind the time that opens the next clause: it has no subject of its own
# at the start: 建成投用。 · 完工， · 投入使用      not 打造2家普惠托育机构 · 完成投资2300亿元
_ENDS = re.compile(
    r"(?:前)?(?:力争|确保|争取|要|将|可|能)?(?:全部|全面|基本|主体|正式|如期|取得|实现|达到)?"
    r"(?:完成|建成|完工|竣工|投产|投用|投运|投入|开工|启动|开建|通车|交付|运营|营业|封顶|见效|到位|进展|突破|覆盖|全覆盖|使用)[^，。；、0-9]{0,6}(?=[，。；]|$)"
)
# What stands between an amount and the one that it becomes
# wholly: 提高到 · 左右增加至      not 提高
_BECOMES = re.compile(r"(?:以上|左右|以内)?(?:的水平)?(?:提高|提升|增加|扩大|增长|上升|降低|降|下降|减少|压缩|缩短|整合|合并|归并|精简|压减)[到至为]")
# A clause that calls the roll of all that is done, and says nothing of any
# matches 统计、审计、信访、外事、气象、地震等工作取得新成绩      not 信访、审计工作取得新成绩
_ROLL_CALL = re.compile(r"(?:[^，。；、]{1,8}、){5,40}[^，。；、]{1,12}(?:工作|事业)[^，。；、]{0,6}(?:取得|迈上|开创|实现|再上|得到|有|稳步|全面)")

# What hands one amount to a whole list
# matches 等20个 · 分别增长 · 共12项      not 20个
_LISTED = re.compile(r"等|分别|各|共|均")
_NEAR = 5  # characters between a name and its amount that stand side by side: 农村公路（新建）20公里


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a paragraph, cut into clauses, with the amounts in it that are sound, and where a fact or figure stands."""

    frame: Frame
    span: Span
    clauses: tuple[Span, ...]
    amounts: tuple[Quantity, ...]
    read: tuple[Span, ...]  # facts and figures
    valued: dict[str, tuple[Span, ...]]  # facts by indicator
    lost: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The text of its paragraph."""
        return self.frame.paragraph.text


def find_policies(record: Record, catalogue: Catalogue) -> tuple[PolicyMention, ...]:
    """A record → its mentions of the catalogue's measures, at most three of each measure and kind, in reading order."""
    read, valued = _where_values_stand(record)
    lost, found = lost_digits(record.report), defaultdict[tuple[str, str], list[tuple[int, int, PolicyMention]]](list)
    names = names_of_policies(catalogue.policies)
    whole = re.compile(any_of(catalogue.words("policy-amounts")))
    for frame in frames(record.report):
        paragraph = frame.paragraph
        named = named_policies(names, paragraph.text)
        spans = sentences(paragraph.text) if named else ()
        starts, cut = [span.start for span in spans], dict[int, _Sentence]()
        for one in named:
            number = bisect_right(starts, one.start) - 1
            if number not in cut:
                cut[number] = _cut(frame, spans[number], read[paragraph.id], valued[paragraph.id], tuple(lost.get(paragraph.id, ())))
            others = [other for other in named if other.policy.id != one.policy.id]
            if mention := _mention(one, cut[number], whole, others):
                home = paragraph.topic == one.policy.topic
                worded = mention.quantified and whole.fullmatch(paragraph.text, *mention.amount) is not None
                score = 6 * mention.quantified - worded - _is_single(paragraph.text, mention.amount) + 2 * mention.dated + home + _is_near(one, mention)
                found[one.policy.id, mention.kind].append((-score, len(found[one.policy.id, mention.kind]), mention))
    kept = {mention for several in found.values() for mention in _best(several)}
    order = {paragraph.id: number for number, paragraph in enumerate(record.report.paragraphs)}
    return tuple(sorted(kept, key=lambda m: (order[m.paragraph], m.start, m.end, m.policy, m.kind, m.amount, m.time)))


def _is_near(one: NamedPolicy, mention: PolicyMention) -> bool:
    """Whether an amount stands right beside the name that it is said of."""
    start, end = mention.amount
    return mention.quantified and (0 <= start - one.end <= _NEAR or 0 <= one.start - end <= _NEAR)


def _is_single(text: str, amount: Stretch) -> bool:
    """Whether an amount is one, which says little: 一个, 1座."""
    return amount[1] - amount[0] == 2 and text[amount[0]] in "一1"


def _best(several: list[tuple[int, int, PolicyMention]]) -> Iterable[PolicyMention]:
    """Scored mentions of one measure and kind → the best, the best with an amount, the best with a date."""
    ranked = [mention for *_, mention in sorted(several, key=lambda one: one[:2])]
    yield ranked[0]
    yield from [mention for mention in ranked if mention.quantified][:1]
    yield from [mention for mention in ranked if mention.dated][:1]


def _where_values_stand(record: Record) -> tuple[dict[str, list[Span]], dict[str, list[tuple[str, Span]]]]:
    """A record → of each paragraph where facts and figures stand, and of the facts also which indicator they are of."""
    read, valued = defaultdict[str, list[Span]](list), defaultdict[str, list[tuple[str, Span]]](list)
    for fact in record.facts:
        for evidence in fact.evidence:
            read[evidence.paragraph].append(Span(evidence.start, evidence.end))
            valued[evidence.paragraph].append((fact.indicator, Span(evidence.start, evidence.end)))
    for figure in record.figures:
        if figure.measure != "rank":
            read[figure.evidence.paragraph].append(Span(figure.evidence.start, figure.evidence.end))
    return read, valued


def _cut(frame: Frame, span: Span, read: list[Span], valued: list[tuple[str, Span]], lost: tuple[Span, ...]) -> _Sentence:
    text = frame.paragraph.text
    amounts = tuple(
        q
        for q in quantities(text, span.start, span.end)
        if q.unit not in _NO_AMOUNTS
        and text[q.start : q.end] not in _NO_COUNTS
        and not _in_title(text, span.start, q.start)
        and not any(a.start < q.end and q.start < a.end for a in lost)
    )
    held: dict[str, list[Span]] = defaultdict(list)
    for indicator, where in valued:
        if span.start <= where.start < span.end:
            held[indicator].append(where)
    inside = tuple(where for where in read if span.start <= where.start < span.end)
    return _Sentence(frame, span, clauses(text, span), amounts, inside, {key: tuple(values) for key, values in held.items()}, lost)


def _in_title(text: str, start: int, at: int) -> bool:
    """Whether a character stands in the title of a document: 《……的十条措施》."""
    return text.rfind("《", start, at) > text.rfind("》", start, at)


def _mention(one: NamedPolicy, sentence: _Sentence, whole: re.Pattern[str], others: list[NamedPolicy]) -> PolicyMention | None:
    """A name in its sentence → the mention, or None where its sentence or clause says that something else is meant."""
    policy, text = one.policy, sentence.text
    at = max(n for n, clause in enumerate(sentence.clauses) if clause.start <= one.start)
    clause = sentence.clauses[at]
    if policy.needs and not any(word in sentence.span.of(text) for word in policy.needs):
        return None
    if any(word in clause.of(text) for word in policy.unless) or _ROLL_CALL.search(text, clause.start, clause.end):
        return None
    amount = _amount_of_name(one, sentence, at, whole, others)
    time = _time_of_name(one, sentence, at)
    quoted = _quoted(one, sentence, at, amount, time)
    if quoted is None:
        return None
    kind = when(sentence.frame, text, one.start)[0]
    counted = amount_phrase(text, *amount) if amount != NOWHERE else NOWHERE
    return PolicyMention(policy.id, kind, sentence.frame.paragraph.id, quoted.start, quoted.end, amount, time, counted)


def _amount_of_name(one: NamedPolicy, sentence: _Sentence, at: int, whole: re.Pattern[str], others: list[NamedPolicy]) -> Stretch:
    text, clause = sentence.text, sentence.clauses[at]
    wanted = [q for q in sentence.amounts if not one.policy.units or q.unit in one.policy.units or q.written in one.policy.units]
    apart = [q for q in wanted if q.end <= one.start or one.end <= q.start]  # 15分钟生活圈 has none in its name
    item = _item_of(text, clause, one)
    next_before = max((q.start for q in sentence.amounts if clause.start <= q.start and q.end <= one.start), default=clause.start)
    apart = [q for q in apart if not clause.start <= q.start < clause.end or (next_before <= q.start and is_of_measure(text, q, one, clause, others))]
    own = [q for q in apart if item.start <= q.start and q.end <= item.end]
    if own:
        return _nearest(own, one, text)
    reached = [q for q in apart for where in sentence.read if where.start < one.end and one.start < where.end and where.start <= q.start and q.end <= where.end]
    reached += [q for q in apart for i in one.policy.indicators for where in sentence.valued.get(i, ()) if where.start <= q.start and q.end <= where.end]
    if reached:
        return _nearest(reached, one, text)
    if word := whole.search(text, one.end, item.end):
        return word.span()
    behind = next((q for q in apart if one.end <= q.start and q.end <= clause.end), None)
    if behind and _LISTED.search(text, one.end, behind.start):
        return behind.start, behind.end
    if item.end == clause.end and at + 1 < len(sentence.clauses):
        following = sentence.clauses[at + 1]
        first = next((q for q in apart if following.start <= q.start < following.end), None)
        if first and _GOES_ON.fullmatch(text, following.start, first.start) and _CLOSES.match(text, first.end):
            return first.start, first.end
        word = whole.search(text, following.start, following.end)
        if word and _GOES_ON.fullmatch(text, following.start, word.start()):
            return word.span()
    if at:
        before = sentence.clauses[at - 1]
        last = next((q for q in reversed(apart) if before.start <= q.start and q.end <= before.end), None)
        if last and _PUT_IN.fullmatch(text, before.start, last.start) and len(text[last.end : before.end].strip("，, ")) == 0:
            return last.start, last.end
    return NOWHERE


def _item_of(text: str, clause: Span, one: NamedPolicy) -> Span:
    """A clause and a name in it → its item of the list that the clause is: from one 、 to the next."""
    start, end = text.rfind(_ITEM_END, clause.start, one.start), text.find(_ITEM_END, one.end, clause.end)
    return Span(clause.start if start < 0 else start + 1, clause.end if end < 0 else end)


def _nearest(amounts: list[Quantity], one: NamedPolicy, text: str) -> Stretch:
    """Amounts → that which follows the name at once, else the one that stands nearest before it; of 从77%提高到80% what it becomes."""
    best = min(amounts, key=lambda q: (q.start < one.end, abs(q.start - one.end)))
    new = next((q for q in amounts if best.end < q.start and _BECOMES.fullmatch(text, best.end, q.start)), best)
    return new.start, new.end


def _time_of_name(one: NamedPolicy, sentence: _Sentence, at: int) -> Stretch:
    text, clause = sentence.text, sentence.clauses[at]
    item = _item_of(text, clause, one)
    frame = sentence.frame
    before = [m for m in _TIME.finditer(text, clause.start, one.start) if _is_term(m, frame)]
    if before:
        return before[-1].span()
    behind = next((m for m in _TIME.finditer(text, one.end, item.end) if _is_term(m, frame)), None)
    if behind:
        return behind.span()
    if at and (lead := _ONLY_TIME.fullmatch(text, sentence.clauses[at - 1].start, clause.start)):
        inner = _TIME.search(text, lead.start(), lead.end())
        if inner and _is_term(inner, frame):
            return inner.span()
    if at + 1 < len(sentence.clauses) and item.end == clause.end:
        following = sentence.clauses[at + 1]
        opening = _TIME.search(text, following.start, min(following.end, following.start + _OPENING))
        if opening and opening.start() - following.start <= _LED and _is_term(opening, frame) and _ENDS.match(text, opening.end()):
            return opening.span()
    return NOWHERE


def _is_term(found: re.Match[str], frame: Frame) -> bool:
    """Whether a time says by when: 2024年 alone is the year that is spoken of, 到2024年 and 2024年底 are terms; 2000年以前 is long gone."""
    named, reviewed = found["year"] or found["alone"], frame.told.reviewed
    if named and reviewed and int(named) < reviewed:
        return False
    if found["month"] and frame.paragraph.text.startswith("一", found.end()):  # 一月一主题
        return False
    return not found["alone"] or bool(found["late"]) or found[0].startswith("到") or found[0].endswith("前")


def _quoted(one: NamedPolicy, sentence: _Sentence, at: int, amount: Stretch, time: Stretch) -> Span | None:
    """What is quoted: the sentence; of a long one, or where digits in it are damaged, the clauses that hold name, amount and date."""
    whole = _trimmed(sentence.text, sentence.span.start, sentence.span.end)
    if whole.end - whole.start <= LONGEST and not _is_damaged(whole, sentence):
        return whole
    spans = [stretch for stretch in (amount, time) if stretch != NOWHERE]
    first = min((start for start, _ in spans), default=one.start)
    last = max((end for _, end in spans), default=one.end)
    held = [clause for clause in sentence.clauses if clause.start < max(last, one.end) and min(first, one.start) < clause.end]
    part = _trimmed(sentence.text, held[0].start, held[-1].end)
    return None if _is_damaged(part, sentence) else part


def _is_damaged(span: Span, sentence: _Sentence) -> bool:
    return any(lost.start < span.end and span.start < lost.end for lost in sentence.lost)


def _trimmed(text: str, start: int, end: int) -> Span:
    """A stretch → the same without space around and without the comma at its end."""
    said = text[start:end]
    return Span(start + len(said) - len(said.lstrip()), start + len(said.rstrip().rstrip("，,：:")))
