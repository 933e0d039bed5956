"""Report → aims: targets that name no number of their own but a yardstick (高于全省平均, 与经济增长同步, 只增不减, 控制在市定目标以内)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from digest.chinese.sentences import Span, sentences
from digest.extract.aim_subjects import aim_names, named_in, subject_before
from digest.extract.context import Frame, frames, when
from digest.extract.mentions import Names
from digest.extract.open_figures import SubjectWords, cut_words
from digest.extract.scope import Reach, reach
from digest.extract.yardsticks import yardsticks
from digest.model.catalogue import Catalogue
from digest.model.citation import cite
from digest.model.closed_sets import Measure
from digest.model.report import Aim, Report

# What may stand between two yardsticks of one subject: 、高于全国; not 、失业率
# wholly: 、 · ，且 · ""      not 、失业率
_AGAIN = re.compile(r"[、，,]?(?:并且?|且|和|力争|确保|争取|努力)?")
# That counts or means nothing by itself: “两个|只增不减”
# wholly: 两个 · 更多      not 两个断面
_NOTHING = re.compile(r"(?:[一二两三四五六七八九十0-9]+[个项]|更多|各项|其他|坚决|目标)?")

# matches 居民收入增长与经济增长同步 · 增速高于全省平均      not 失业率控制在省定目标以内 · 只增不减
_GROWTH = re.compile(r"增长|增速|增幅|增收|提速|涨幅")


def find_aims(report: Report, catalogue: Catalogue) -> tuple[Aim, ...]:
    """Report → the aims of its plan in reading order, one for each indicator that the subject names.

    居民收入增长与经济增长同步 → 居民收入 with 经济增长; 节能减排完成市下达任务 → 节能减排 met 市下达任务
    """
    words, within, called = cut_words(catalogue.lexicons), reach(report, catalogue), aim_names(catalogue.indicators)
    measures = {indicator.id: indicator.measures for indicator in catalogue.indicators}
    found: list[Aim] = []
    for frame in frames(report):
        for sentence in sentences(frame.paragraph.text):
            found += _aims_of_sentence(report, frame, sentence, words, within, called)
    return tuple(replace(aim, measure=_measure_of(aim, measures.get(aim.indicator, ()))) for aim in found)


def _measure_of(aim: Aim, admitted: Sequence[Measure]) -> Literal["", Measure]:
    """An aim and the measures of its indicator → what it aims at: growth where its words say so, else what the indicator means unsaid."""
    if _GROWTH.search(aim.evidence.words) and (not admitted or "growth" in admitted):
        return "growth"
    return admitted[0] if admitted else ""


def _aims_of_sentence(report: Report, frame: Frame, sentence: Span, words: SubjectWords, within: Reach, called: Names) -> list[Aim]:
    text, found = frame.paragraph.text, []
    subject = said = Span(sentence.start, sentence.start)  # `said`: the subject with the words that lead to its first yardstick
    at = sentence.start
    for yardstick in yardsticks(text, sentence):
        if yardstick.thing or not (subject.end > subject.start and _AGAIN.fullmatch(text, at, yardstick.start)):
            subject, begin = subject_before(text, at, yardstick.start, words, yardstick.thing is None)
            said = Span(begin, yardstick.start)
        at = yardstick.end
        kind, year, _ = when(frame, text, yardstick.start)
        if kind != "target":
            continue
        whose, named = subject, named_in(frame, sentence, said, within, called)
        if yardstick.thing and not named and (subject.end - subject.start < 2 or named_in(frame, sentence, yardstick.thing, within, called)):
            whose, named = yardstick.thing, named_in(frame, sentence, yardstick.thing, within, called)
        if _NOTHING.fullmatch(whose.of(text)) or len(whose.of(text)) < 2 or (yardstick.loose and not named):
            continue
        evidence = cite(report.id, frame.paragraph, min(whose.start, yardstick.start), yardstick.end)
        worded = text[yardstick.start : yardstick.end].lstrip("、，,")
        worded = worded if "“" in worded else worded.rstrip("”")
        found += [Aim(whose.of(text), yardstick.relation, yardstick.against, year, evidence, id, worded) for id in named or ("",)]
    return found
