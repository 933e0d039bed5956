"""Whether a text is the whole report (full), a part of it (excerpt), or somebody else's summary (abridged)."""

from __future__ import annotations

import re
from itertools import takewhile

from digest.model.cleaned import Structure
from digest.model.closed_sets import Completeness
from digest.understand import heading_marks
from digest.understand.part_signs import begins_annex, last_call

# What a headline calls a text that is not the report itself
# matches 政府工作报告摘要      not 政府工作报告
SUMMARY = re.compile(r"摘要|摘编|摘登|综述|解读|要点|速览|节选")
# A report spoken of by others
# matches 政府工作报告总结了 · 作政府工作报告      not 我代表市政府报告工作
THIRD_PERSON = re.compile(r"政府工作报告.{0,6}(?:总结|部署|提出|指出|明确)|作(?:了)?《?政府工作报告")
# The speaker's own voice at the start
# matches 各位代表：现在， · 我代表市人民政府      not 代表们
VOICE = re.compile(r"各位(?:代表|委员)|请予审议|我代表")
# The last call
# matches 让我们携起手来 · 努力奋斗！      not 奋斗目标
CALL = re.compile(r"让我们|奋斗[！!。]|篇章[！!。]|贡献[！!。]|奋勇前进|团结一心|再创.{0,6}辉煌")


def completeness(headline: str, heads: tuple[str, ...], structure: Structure) -> Completeness:
    """The title block with the page's headlines, the page's lines above the report, and the report → full | excerpt | abridged.

    A text with salutation and last call is full; one that starts at （四） or breaks off is an excerpt; a newspaper's 摘要 or an
    article that tells of the report in the third person is abridged.
    """
    paragraphs, sections = structure.paragraphs, structure.sections
    glossary = {s.id for s in sections if heading_marks.is_glossary(s.title)}
    body = [p.text for p in paragraphs if p.section not in glossary]
    midway = _begins_midway(structure)
    opened = not midway and bool(VOICE.search("".join(p.text for p in paragraphs[:3])[:600]))
    addressed = any("各位代表" in text for text in body)
    own = list(takewhile(lambda text: not begins_annex(text), body))  # this year's pledges may stand behind the end
    closed = bool(glossary or CALL.search("".join(body[-2:])) or last_call(own) < len(own)) or any(s.level == 1 and "自身建设" in s.title for s in sections)
    if SUMMARY.search(headline):
        return "abridged"
    if opened and (closed or any("各位代表" in text for text in body[-2:])):
        return "full"
    if not opened and not addressed and any(len(line) > 40 and THIRD_PERSON.search(line) for line in heads):
        return "abridged"
    if opened or midway or addressed:
        return "excerpt"
    return "abridged" if len(sections) >= 3 else "excerpt"


def _begins_midway(structure: Structure) -> bool:
    """Whether the text starts at a number other than the first: （四）…"""
    paragraphs = structure.paragraphs
    above = [s.title for s in structure.sections if not paragraphs or s.line <= paragraphs[0].line]
    text = above[0] if above else paragraphs[0].text if paragraphs else ""
    style, at = heading_marks.number_style(text)
    return style not in ("", "item") and not re.search("[一1１①]", text[:at].replace("十一", ""))
