"""What holds for a whole paragraph before its figures are read: done or planned, the year, whether it is all about a part of the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.model import Paragraph, Report
from digest.sentences import sentences

# 五年来 · 过去三年 · “十三五”期间      must not: 一年来, 三年行动
_PERIOD = re.compile(
    r"[二两三四五六七八九十][个]?年来|(?:过去|前|近|今后|未来|这)[二两三四五六七八九十]年(?!级)|[三四五]年间|规?划?期间|时期|"
    r"“?十[二三四五]五”?以来|年均(?!浓度|值)|届政府|任期"
)
_OLD = re.compile(r"[0-9]{4}年(?:以前|之前|以来|至今)|改革开放以来")
# 2023年 · 到2025年      must not: 较2019年, 2000年以前, 2024年度计划
_YEAR = re.compile(r"(?<![较比于是由从0-9０-９—-])((?:19|20)[0-9]{2})年(?!以前|之前|以来|至|行动)")
_ZONE_LEAD = 40  # a first sentence of at most so many characters is a paragraph's head


@dataclass(frozen=True, slots=True)
class Frame:
    """A paragraph and how its figures are meant: kind actual | target, of `year` (None for a period of years)."""

    paragraph: Paragraph
    kind: str
    year: int | None
    head: str  # the run-in head, which may say that the paragraph is about a part


def frames(report: Report) -> Iterator[Frame]:
    """A report → its paragraphs that can hold facts. Government paragraphs before the plan belong to the review.

    Without a year of the report nothing can be said of its figures' years: they are None.
    """
    planned = False
    titles = {section.id: section for section in report.sections}
    for paragraph in report.paragraphs:
        planned = planned or paragraph.part == "plan"
        if paragraph.part in ("glossary", "closing"):
            continue
        kind = "target" if paragraph.part == "plan" or (planned and paragraph.part != "review") else "actual"
        year = report.meta.year
        if year is not None and kind == "actual":
            year -= 1
        if _PERIOD.search(_titles(titles, paragraph.section)) or _PERIOD.match(paragraph.text[:12]):
            year = None
        first = next(iter(sentences(paragraph.text[: _ZONE_LEAD + 1])), None)
        head = first.of(paragraph.text) if first and first.end <= _ZONE_LEAD and first.end < len(paragraph.text) else ""
        yield Frame(paragraph, kind, year, head)


def when(frame: Frame, text: str, start: int, at: int) -> tuple[str, int | None]:
    """A frame and a sentence up to an amount → kind and year of the amount: years named in the sentence go before the frame's.

    2023年…… in the plan of 2024 is actual, 到2025年…… is a target of 2025; 五年来 is a period, 2000年以前建成的 has no year.
    """
    said = text[text.rfind("。", 0, start) + 1 : at]
    if _OLD.search(said):
        return frame.kind, None
    named = None
    for match in _YEAR.finditer(said):
        named = int(match[1])
    if named is not None and frame.paragraph.part:
        own = frame.year if frame.year is not None else named
        if frame.kind == "target" and named < own:
            return "actual", named
        if frame.kind == "target" or named <= own:
            return frame.kind, named
        return "target", named
    if _PERIOD.search(said):
        return frame.kind, None
    return frame.kind, frame.year


def _titles(sections: dict, id: str) -> str:
    """The titles above a paragraph, outermost last, as one text."""
    found = []
    while id in sections and len(found) < 8:
        found.append(sections[id].title)
        id = sections[id].parent
    return "。".join(found)
