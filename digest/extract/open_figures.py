"""Report → figures: every amount and rank that is no fact of the catalogue, with its subject in the text's own words.

The subject is what stands before the amount in its clause, without the words that only open a clause or lead to a value (the lists
`figure-openers`, `figure-verbs`); where nothing is left, the noun that the amount counts (建成5座桥), else the subject of the figure
before it in the sentence (…达到8亿元，增长5%). Phrases of the list `figure-names` only look like amounts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from digest.chinese.quantities import quantities
from digest.chinese.sentences import Span, sentences
from digest.chinese.units import BARE, Quantity
from digest.chinese.word_patterns import Ends, any_of
from digest.chinese.worded_amounts import UNMOVED
from digest.extract.context import Frame, frames, lost_digits, when
from digest.extract.coordination import clause_start
from digest.extract.listed_subjects import run_of_amounts, subjects_of_list
from digest.extract.measures import of_plan
from digest.extract.ranks import Rank, ranks
from digest.extract.scope import reach
from digest.model.catalogue import Catalogue, Lexicon
from digest.model.citation import cite
from digest.model.closed_sets import Kind, Measure
from digest.model.report import Evidence, Fact, Figure, Report

LONGEST = 24  # characters of a subject; beyond, its end is kept, where Chinese puts the noun
# matches 高标准农田 · “四好农村路”      not 路 · 、
_SUBJECT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”‘’·\-]{2,}")
# What an amount counts: 座桥梁 → 桥梁
# at the start: 桥梁 · 的桥梁      not ，桥梁
_COUNTED = re.compile(r"(?:的)?(?P<noun>[\u4e00-\u9fffA-Za-z]{2,12})")
# matches 增长5% · 下降2%      not 占5%
_GROWTH = re.compile(r"增长|增速|增幅|递增|上涨|涨幅|下降|降低|减少|降幅|回落|提高|提升|增加")
# The last word of direction before an amount
# matches 下降 · 负增长      not 由负增长转为增长
_DOWN = re.compile(r"(?:下降|降低|减少|降幅|回落|压减|缩短|负增长)(?!.{0,8}(?:(?<!负)增长|上涨|提高|提升|增加))")
# matches 新增 · 减少      not 达到
_CHANGE = re.compile(r"新增|净增|增加|减少|提高|提升|压减|缩短")
# matches 提高到 · 达      not 提高
_TO = re.compile(r"[到至达为]$")
# matches 预计全年完成      not 预期目标
_ESTIMATE = re.compile(r"预计|初步核算|初步统计")
# What a figure is compared with, before an amount: 高于全省平均水平|2个百分点; not 高于|2%
# matches 高于全省平均水平      not 高于
_AGAINST = re.compile(r"(?:高于|低于|快于|好于|优于)(?P<whom>[\u4e00-\u9fff]{1,4}?)(?:平均)?(?:水平|增速|均值|平均)?$")


# What stands before an amount that is not reached: 向|400亿元迈进, 距|400亿元大关
# matches 向 · 距离 · 离      not 方向达
_TOWARDS = re.compile(r"(?:向着?|朝着?|距离?|(?<![撤脱分远])离|迈向|挺进)$")
# at the start: 台阶 · 大台阶 · 大关      not 项目
_MARKS_PASSED = re.compile("(?:大|新|整数)?(?:台阶|大关|关口|百亿|千亿|万亿)")
# The base of a multiple: 是2018年的|1.8倍
# matches 是2018年的 · 2023年的      not 2018年是
_OF_YEAR = re.compile(r"(?:[是为较比至到])?(?:上年|去年|(?:19|20)[0-9]{2}年)的?$")


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """The lists of content/ that a subject is cut by: names that are no amounts, what opens a clause, what leads to a value."""

    names: re.Pattern[str]
    openers: re.Pattern[str]
    verbs: Ends


def find_figures(report: Report, catalogue: Catalogue, facts: Iterable[Fact], parts: Iterable[Figure]) -> tuple[Figure, ...]:
    """Report, its facts and its indicators' values of a part → all its other figures in reading order, those of parts among them.

    建成主题公园5座 → 主题公园 level 5 座; 增速居全省第2位 → 增速 rank 2 among 全省; 开发区工业投资增长8% → indicator, part 开发区
    """
    words, within, lost = cut_words(catalogue.lexicons), reach(report, catalogue), lost_digits(report)
    known = tuple(parts)
    taken = {(e.paragraph, e.end) for f in facts for e in f.evidence} | {(f.evidence.paragraph, f.evidence.end) for f in known}
    spans: dict[str, list[Span]] = {}
    for evidence in [e for f in facts for e in f.evidence] + [f.evidence for f in known]:
        spans.setdefault(evidence.paragraph, []).append(Span(evidence.start, evidence.end))
    found = list(known)
    for frame in frames(report):
        text, id = frame.paragraph.text, frame.paragraph.id
        broken, cut = lost.get(id, ()), sentences(text)
        for sentence, read in zip(cut, _spans_of_sentences(cut, spans.get(id, ())), strict=True):
            for figure, head, at in _figures_of_sentence(frame, sentence, report.id, words, read, broken):
                if (id, figure.evidence.end) not in taken:
                    start = figure.evidence.start
                    whose = within.whose(frame, sentence, start + len(figure.subject), at, head, "元" in figure.unit)
                    found.append(_with_owner(figure, whose))
    return tuple(sorted(found, key=lambda f: (_number_of_paragraph(f.evidence.paragraph), f.evidence.end, f.evidence.start)))


def _spans_of_sentences(cut: Sequence[Span], spans: Iterable[Span]) -> list[list[Span]]:
    """The sentences of a paragraph, which lie one behind the other, and stretches in it → of each sentence those that reach into it."""
    ends, found = [sentence.end for sentence in cut], [list[Span]() for _ in cut]
    for span in spans:
        for at in range(bisect_right(ends, span.start), bisect_left(ends, span.end) + 1):
            found[at].append(span)
    return found


def _figures_of_sentence(
    frame: Frame, sentence: Span, report: str, words: SubjectWords, facts: Sequence[Span], broken: Sequence[Span]
) -> Iterator[tuple[Figure, str, int]]:
    """A sentence → its figures, each with the words before its amount that say whose it is, and where that begins."""
    text = frame.paragraph.text
    at, before, said = sentence.start, "", ""
    items = _amounts(text, sentence)
    if not items:
        return
    dealt = _dealt_out(text, sentence, items, words)
    for item in items:
        begin = clause_start(text, at, item.start)
        clause = text[begin : item.start]
        led = item.start if isinstance(item, Rank) else item.at  # with the words of its bound: 、超2万户 begins anew
        said = said if text[at:led] in ("、", "和", "及", "与") else clause  # 分别增长5%、6%: both grew
        span = Span(item.start, item.end)
        held = any(f.start <= item.start and item.end <= f.end for f in facts)
        subject, start, end = dealt.get(item.start) or _subject_of_amount(text, begin, span, words, before, isinstance(item, Rank))
        at = item.end
        before = subject or before
        if held or not subject or _unsaid(text, item) or any(b.start < end and start < b.end for b in broken):
            continue
        if words.names.search(text, max(begin, item.start - 6), item.end + 6):
            continue
        kind, year, _ = when(frame, text, item.start)
        estimate = kind == "actual" and bool(_ESTIMATE.search(text, sentence.start, item.start))
        evidence = cite(report, frame.paragraph, start, end)
        yield _figure_of_item(item, subject, said, kind, year, evidence, estimate), clause, item.start


def _dealt_out(text: str, sentence: Span, items: Sequence[Quantity | Rank], words: SubjectWords) -> dict[int, tuple[str, int, int]]:
    """The amounts of a sentence → by where it begins, the subject of each that is one of a list dealt out to a list, and its evidence.

    用电量、货运量分别达5亿千瓦时、300万吨，增长5%、6% → 用电量, 货运量, and again 用电量, 货运量
    """
    dealt: dict[int, tuple[str, int, int]] = {}
    named: tuple[Span, ...] = ()
    at, n = sentence.start, 0
    while n < len(items):
        start, end = trimmed(text, clause_start(text, at, items[n].start), items[n].start, words)
        count = run_of_amounts(text, items[n:], text[at : items[n].start])
        run = items[n : n + count]
        if end > start or len(named) != count:
            named = subjects_of_list(text, start, end, count) if count > 1 else ()
            fresh = True
        else:
            fresh = False  # ，增长5%、6%: of those just named
        for subject, item in zip(named, run, strict=False):
            dealt[item.start] = (subject.of(text), subject.start if fresh else item.start, item.end)
        at, n = run[-1].end, n + count
    return dealt


def _unsaid(text: str, item: Quantity | Rank) -> bool:
    """Whether an amount says nothing that a figure can hold: 与上年持平, 突破10亿 of what is not known, 向400亿元迈进, 两个台阶."""
    if isinstance(item, Rank):
        return False
    return item.unit in (UNMOVED, BARE) or bool(
        _TOWARDS.search(text, max(0, item.start - 4), item.start) or _MARKS_PASSED.match(text, item.end)
    )


def _amounts(text: str, sentence: Span) -> list[Quantity | Rank]:
    """The amounts and ranks of a sentence in reading order; what stands inside a rank is no amount of its own."""
    placed = ranks(text, sentence.start, sentence.end)
    plain = [q for q in quantities(text, sentence.start, sentence.end) if not any(r.start < q.end and q.start < r.end for r in placed)]
    plain = [q for q in plain if text[q.at] != "一" or q.unit in ("%", "元", "倍")]  # 一批, 一份, 一次 count nothing
    return sorted([*placed, *plain], key=lambda x: x.start)


def _figure_of_item(
    item: Quantity | Rank, subject: str, clause: str, kind: Kind, year: int | None, evidence: Evidence, estimate: bool
) -> Figure:
    if isinstance(item, Rank):
        return Figure(subject, "rank", Decimal(item.place), "位", item.bound, kind, year, evidence, among=item.among)
    measure, value, high = _measure_of_clause(item, clause), item.value, item.high
    if measure in ("growth", "change") and _DOWN.search(clause[-8:]) and value > 0:
        value, high = -value, None if high is None else -high
    against = _AGAINST.search(clause)
    among = against["whom"] if against else ""
    return Figure(subject, measure, value, item.unit, item.bound, kind, year, evidence, high, estimate, among=among)


def _measure_of_clause(quantity: Quantity, clause: str) -> Measure:
    """The clause before an amount → what it measures: 增长5% growth, 占5% share, 提高2个百分点 change, 新增5家 change, else level.

    How much of a plan is done is no share: it is a level, which may well be above 100.
    """
    last = clause[-8:]
    if quantity.unit == "%":
        if _GROWTH.search(last) and not _TO.search(last):
            return "growth"
        return "level" if of_plan(clause) or quantity.value > 100 else "share"
    if quantity.unit in ("百分点", "位次"):
        return "change"
    return "change" if _CHANGE.search(last) and not _TO.search(last) else "level"


def _subject_of_amount(text: str, begin: int, amount: Span, words: SubjectWords, before: str, rank: bool) -> tuple[str, int, int]:
    """→ the subject, and where the evidence begins and ends; no subject where the text gives none."""
    start, end = trimmed(text, begin, amount.start, words)
    if rank and text[end : end + 2] in ("增速", "增幅", "总量"):  # what is ranked
        end += 2
    if end - start > LONGEST:
        start = max(text.rfind(mark, start, end - 2) + 1 for mark in "、和及“”") or start
        start = max(start, end - LONGEST)
    named = text[start:end]
    counted = None if rank else _COUNTED.match(text, amount.end)
    if counted and (not _SUBJECT.fullmatch(named) or len(named) < 3):
        noun = counted["noun"].removesuffix(words.verbs.of(counted["noun"]))
        if len(noun) > 1:
            return noun, amount.start, counted.start("noun") + len(noun)
    if len(named) > 1 and _SUBJECT.search(named):
        return named, start, amount.end
    return before, amount.start, amount.end


def trimmed(text: str, start: int, end: int, words: SubjectWords) -> tuple[int, int]:
    """A clause before an amount → the part of it that is left without opening words and without words that lead to a value."""
    while start < end and (match := words.openers.match(text, start, end)):
        start = match.end()
    while start < end:
        if verb := words.verbs.of(text, max(start, end - 12), end):
            end -= len(verb)
        elif year := _OF_YEAR.search(text, max(start, end - 12), end):
            end = year.start()
        else:
            break
    while start < end and text[start] in "”’）)】、，的":
        start += 1
    return start, end


def _with_owner(figure: Figure, whose: str) -> Figure:
    if not whose:
        return figure
    return Figure(
        figure.subject, figure.measure, figure.value, figure.unit, figure.bound, figure.kind, figure.year, figure.evidence,
        figure.high, figure.estimate, figure.indicator, whose, figure.among,
    )  # fmt: skip


def _number_of_paragraph(paragraph: str) -> int:
    return int(paragraph[1:]) if paragraph[1:].isdigit() else 0


@lru_cache(maxsize=8)
def cut_words(lexicons: tuple[Lexicon, ...]) -> SubjectWords:
    """The catalogue's lexicons → the lists by which subjects are cut, compiled once."""
    lists = {lexicon.name: lexicon.words for lexicon in lexicons}

    def either(lexicon: str) -> str:
        return any_of(lists.get(lexicon, ()))

    return SubjectWords(
        re.compile(either("figure-names")),
        re.compile(either("figure-openers")),
        Ends(lists.get("figure-verbs", ())),
    )
