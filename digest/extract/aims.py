"""Report → aims: targets that name no number of their own but a yardstick (高于全省平均, 与经济增长同步, 只增不减, 控制在市定目标以内)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.catalogue import Catalogue
from digest.extract.figures import cut_words, trimmed
from digest.extract.frames import frames, when
from digest.extract.lists import clause_start
from digest.extract.reach import reach
from digest.model import Aim, Evidence, Report
from digest.sentences import Span, sentences

_WHOM = r"(?:全国|全省|全市|全区|全州|全盟|国家|省定|市定|省|市|上级|上年|去年|同期|年度|经济|地区生产总值|GDP)"
# 高于全省平均水平 · 快于经济增长      must not: 高于全省2个百分点, 高于5%
_ABOVE = re.compile(rf"(?<![得能])(?P<sign>高于|快于|优于|好于|低于|不低于|不高于)(?P<whom>{_WHOM}[\u4e00-\u9fff]{{0,8}})(?=[，。；、,;]|$)")
# 与经济增长同步 · 与经济增长基本同步      must not: 与全省同步推进
_WITH = re.compile(r"[与和同](?P<whom>[\u4e00-\u9fff]{2,10}?)(?:保持)?(?:基本)?同步(?:增长)?(?=[，。；、,;]|$)")
# 控制在市定目标以内 · 控制在合理区间      must not: 控制在4%以内
_WITHIN = re.compile(
    r"(?:控制|保持|稳定|运行)在(?P<whom>[\u4e00-\u9fff]{0,8}(?:目标|任务|指标|区间|水平|范围)(?:[\u4e00-\u9fff]{0,2}?)(?<!以上))(?:以内|之内|内)?(?=[，。；、,;]|$)"
)
# 完成省下达任务 · 达到市定目标      must not: 完成目标任务的120%
_MET = re.compile(r"(?:完成|达到|实现)(?P<whom>(?:国家|省|市|上级)[\u4e00-\u9fff]{0,6}(?:目标|任务|要求|指标)(?:任务)?)(?=[，。；、,;]|$)")
# 只增不减 · 只降不升 · 保持稳定      must not: 有增有减, 稳步提升 (a wish that nothing can be held against)
_TREND = re.compile(r"(?P<rising>只增不减|只升不降)|(?P<falling>只降不升|只减不增|稳中有降)|(?P<kept>保持稳定)")
_SIGNS = {"低于": "below", "不高于": "within"}
# 居民收入、PM2.5浓度: more than one      must not: 粮食产量
_SEVERAL = re.compile(r"[、和及与]|城乡")
_SHORTEST = 2


def find_aims(report: Report, catalogue: Catalogue) -> tuple[Aim, ...]:
    """Report → the aims of its plan in reading order.

    居民收入增长与经济增长同步 → 居民收入 with 经济增长; 节能减排完成市下达任务 → 节能减排 met 市下达任务
    """
    words, within = cut_words(catalogue.lexicons), reach(report, catalogue)
    found = []
    for frame in frames(report):
        text = frame.paragraph.text
        for sentence in sentences(text):
            for relation, against, span in _relations(text, sentence):
                kind, year, _ = when(frame, text, sentence.start, span.start)
                start, end = trimmed(text, clause_start(text, sentence.start, span.start), span.start, words)
                if kind != "target" or end - start < _SHORTEST:
                    continue
                named = [m for m in within.names_in(text, sentence) if start <= m.start < end and m.indicators and not m.nearby]
                indicator = named[0].indicators[0].id if len(named) == 1 and not _SEVERAL.search(text, start, end) else ""
                evidence = Evidence(report.id, frame.paragraph.id, start, span.end, text[start : span.end])
                found.append(Aim(text[start:end], relation, against, year, evidence, indicator))
    return tuple(found)


def _relations(text: str, sentence: Span) -> Iterator[tuple[str, str, Span]]:
    """A sentence → relation, yardstick and where they stand, in reading order."""
    found: list[tuple[str, str, Span]] = []
    for pattern, relation in ((_ABOVE, "above"), (_WITH, "with"), (_WITHIN, "within"), (_MET, "met"), (_TREND, "")):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            said = _SIGNS.get(match["sign"], relation) if pattern is _ABOVE else relation or str(match.lastgroup)
            whom = "" if pattern is _TREND else match["whom"]
            found.append((said, whom, Span(match.start(), match.end())))
    yield from sorted(found, key=lambda x: x[2].start)
