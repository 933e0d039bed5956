"""Dossiers → what reports admit: the clauses of their paragraph on problems (存在问题) that are on a topic."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.chinese.sentences import clauses, sentences
from digest.chinese.word_patterns import any_of
from digest.compare.key_sentences import unreadable
from digest.model.brief import Admission
from digest.model.catalogue import Topic
from digest.model.citation import cite
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Paragraph, Record

MOST = 2  # clauses of one place
LONGEST = 60
_MARKS = "，。；：、,;: 　"

# How such a paragraph begins
# matches 我们也清醒地认识到 · 也清醒看到 · 存在的问题和不足 · 面临不少困难和挑战      not 解决群众的困难
PROBLEMS = re.compile(
    r"清醒地?(?:认识|看|意识)到|(?:深刻|深知|也要看到|也应看到)[^。]{0,30}(?:问题|不足|短板|困难|差距)"
    r"|(?:存在|面临)[^。，]{0,16}(?:困难|问题|不足|短板|挑战|差距|矛盾)"
)
# What says that something is wanting
# matches 还不够优 · 短板 · 有不少欠账 · 不多 · 不稳定因素 · 亟需 · 难题      not 不断提高
WANTING = re.compile(
    r"不够|不足|不强|不高|不多|不大|不快|不优|不活|不实|不稳|不平衡|不充分|短板|欠账|弱项|滞后|薄弱|困难|难题|问题|压力|差距|亟[需待]|急难愁盼"
    r"|缺[少乏]|单一|乏力|较[大重弱少低小慢]|偏[低小弱慢]|有待|仍需|尚需|任务[还很仍]?[^，。；]{0,4}[重艰]"
)


def admitted_problems(topic: Topic, dossiers: Iterable[Dossier]) -> tuple[Admission, ...]:
    """A topic and the newest dossiers → what each admits on the topic, in its own words, and whether it has such a paragraph at all."""
    words = re.compile(any_of((*topic.words, *topic.headings)))
    return tuple(_admission_of(dossier, words) for dossier in dossiers)


def _admission_of(dossier: Dossier, words: re.Pattern[str]) -> Admission:
    found = [(record, paragraph, match.start()) for record in dossier.editions for paragraph in record.report.paragraphs if (match := _begins(paragraph))]
    said = [one for record, paragraph, start in found for one in _clauses_on_topic(record, paragraph, start, words)]
    return Admission(dossier, tuple(dict.fromkeys(said))[:MOST], bool(found))


def _begins(paragraph: Paragraph) -> re.Match[str] | None:
    """Where a paragraph of the review begins to tell problems: it names one behind."""
    match = PROBLEMS.search(paragraph.text) if paragraph.part == "review" else None
    return match if match and len(WANTING.findall(paragraph.text, match.start())) > 1 else None


def _clauses_on_topic(record: Record, paragraph: Paragraph, start: int, words: re.Pattern[str]) -> Iterable[Evidence]:
    """A paragraph → its clauses from there on that hold a word of the topic and say that something is wanting, those of one sentence joined."""
    text, lost = paragraph.text, unreadable(record, paragraph.text)
    for span in sentences(text):
        if span.end <= start:
            continue
        own = [part for part in clauses(text, span) if part.end > start and not PROBLEMS.search(part.of(text))]
        told = [part for part in own if words.search(part.of(text)) and WANTING.search(part.of(text))]
        for part in told[:1]:
            begin = part.start + len(part.of(text)) - len(part.of(text).lstrip(_MARKS))
            end = begin + len(text[begin : part.end].rstrip(_MARKS))
            if end - begin <= LONGEST and not any(a < end and begin < b for a, b in lost):
                yield cite(record.report.id, paragraph, begin, end)
