"""Report → aims: targets that name no number of their own but a yardstick (高于全省平均, 与经济增长同步, 只增不减, 控制在市定目标以内)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from digest.chinese.sentences import Span, sentences
from digest.extract.aim_subjects import named_in
from digest.extract.context import frames, when
from digest.extract.coordination import clause_start
from digest.extract.mentions import spoken_names
from digest.extract.open_figures import SubjectWords, cut_words, trimmed
from digest.extract.scope import reach
from digest.model.catalogue import Catalogue
from digest.model.citation import cite
from digest.model.closed_sets import Relation
from digest.model.report import Aim, Report

_WHOM = r"(?:城镇|全国|全省|全市|全区|全州|全盟|国家|省定|市定|省|市|上级|上年|去年|同期|年度|经济|地区生产总值|GDP)"
# matches 高于全省平均水平 · 快于经济增长 · 快于城镇      not 高于全省2个百分点 · 高于5%
_ABOVE = re.compile(rf"(?<![得能])(?P<sign>高于|快于|优于|好于|低于|不低于|不高于)(?P<whom>{_WHOM}[\u4e00-\u9fff]{{0,8}})(?=[，。；、,;]|$)")
# matches 与经济增长同步 · 与经济增长大体同步      not 与全省同步推进
_WITH = re.compile(r"[与和同](?P<whom>[\u4e00-\u9fff]{2,10}?)(?:保持)?(?:基本|大体|大致)?同步(?:增长)?(?=[，。；、,;]|$)")
# matches 控制在市定目标以内 · 控制在合理区间      not 控制在4%以内
_WITHIN = re.compile(
    r"(?:控制|保持|稳定|运行)在(?P<whom>[\u4e00-\u9fff]{0,8}(?:目标|任务|指标|区间|水平|范围)(?:[\u4e00-\u9fff]{0,2}?)(?<!以上))(?:以内|之内|内)?(?=[，。；、,;]|$)"
)
# matches 完成省下达任务 · 超额完成国家任务 · 达到市定目标      not 完成目标任务的120%
_MET = re.compile(r"超?额?(?:完成|达到|实现)(?P<whom>(?:国家|省|市|上级)[\u4e00-\u9fff]{0,6}(?:目标|任务|要求|指标)(?:任务)?)(?=[，。；、,;]|$)")
# matches 稳定达到Ⅲ类及以上 · 达Ⅱ类标准      not 建成Ⅲ类水体治理工程
_GRADE = re.compile(
    r"(?:稳定)?(?:达到|达|保持在|保持|优于|均?为)(?:国家|地表水)?(?P<whom>(?:[ⅠⅡⅢⅣⅤ一二三四五]|I{1,3}V?|IV)类)[\u4e00-\u9fff]{0,8}(?=[，。；、,;]|$)"
)
# 稳步提升 is a wish that nothing can be held against.
# matches 只增不减 · 只降不升 · 保持稳定      not 有增有减 · 稳步提升
_TREND = re.compile(r"(?P<rising>只增不减|只升不降)|(?P<falling>只降不升|只减不增|稳中有降)|(?P<kept>保持稳定)")
_AGAINST: tuple[tuple[re.Pattern[str], Relation], ...] = (
    (_ABOVE, "above"), (_WITH, "with"), (_WITHIN, "within"), (_MET, "met"), (_GRADE, "met"),
)  # fmt: skip
_TRENDS: tuple[Relation, ...] = ("rising", "falling", "kept")
_SIGNS: Mapping[str, Relation] = {"低于": "below", "不高于": "within"}
# What may stand between two yardsticks of one subject: 、高于全国; not 、失业率
# wholly: 、 · ，且 · ""      not 、失业率
_AGAIN = re.compile(r"[、，,]?(?:并且?|且|和|力争|确保|争取)?")
_SHORTEST = 2


def find_aims(report: Report, catalogue: Catalogue) -> tuple[Aim, ...]:
    """Report → the aims of its plan in reading order, one for each indicator that the subject names.

    居民收入增长与经济增长同步 → 居民收入 with 经济增长; 节能减排完成市下达任务 → 节能减排 met 市下达任务
    """
    words, within = cut_words(catalogue.lexicons), reach(report, catalogue)
    called = spoken_names(catalogue.indicators)
    found = []
    for frame in frames(report):
        text = frame.paragraph.text
        for sentence in sentences(text):
            subject = before = Span(sentence.start, sentence.start)
            for relation, against, span in yardsticks(text, sentence):
                if not (subject.end > subject.start and _AGAIN.fullmatch(text, before.end, span.start)):
                    subject = _subject_before(text, sentence, span, words)
                before = span
                kind, year, _ = when(frame, text, sentence.start, span.start)
                if kind != "target" or subject.end - subject.start < _SHORTEST:
                    continue
                evidence = cite(report.id, frame.paragraph, subject.start, span.end)
                named = named_in(frame, sentence, subject, within, called)
                found += [Aim(subject.of(text), relation, against, year, evidence, id) for id in named or ("",)]
    return tuple(found)


def _subject_before(text: str, sentence: Span, relation: Span, words: SubjectWords) -> Span:
    """What stands before a yardstick → whose it is: of its own clause, else, where nothing is left of that, of the clause before.

    居民收入稳步增长，与经济增长同步 → 居民收入稳步
    """
    begin = clause_start(text, sentence.start, relation.start)
    start, end = trimmed(text, begin, relation.start, words)
    if end - start < _SHORTEST and begin - 1 > sentence.start:
        start, end = trimmed(text, clause_start(text, sentence.start, begin - 1), begin - 1, words)
    return Span(start, end)


def yardsticks(text: str, sentence: Span) -> Iterator[tuple[Relation, str, Span]]:
    """A sentence → relation, yardstick and where they stand, in reading order."""
    found: list[tuple[Relation, str, Span]] = []
    for pattern, relation in _AGAINST:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            said = _SIGNS.get(match["sign"], relation) if pattern is _ABOVE else relation
            found.append((said, match["whom"], Span(match.start(), match.end())))
    for match in _TREND.finditer(text, sentence.start, sentence.end):
        found += [(way, "", Span(match.start(), match.end())) for way in _TRENDS if match[way]]
    yield from sorted(found, key=lambda x: x[2].start)
