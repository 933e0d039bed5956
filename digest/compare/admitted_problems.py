"""Dossiers → what reports admit: the clauses of their paragraph on problems (存在问题) that are on a topic."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.chinese.sentences import clauses, sentences
from digest.chinese.word_patterns import any_of
from digest.compare.key_sentences import unreadable
from digest.compare.words_of_topics import WordsOfTopics, topics_of_words
from digest.model.brief import Admission
from digest.model.catalogue import Catalogue, Topic
from digest.model.citation import cite
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Paragraph, Record

MOST = 2  # clauses of one place
LONGEST = 60
_MARKS = "，。；：、,;: 　"

# Fields of which nothing is said but that something is wanting there
# wholly: 文化、体育、养老等方面还有不少短板 · 治理、服务等领域存在薄弱环节 · 民生领域还有弱项      not 养老床位不足 · 道路和公共服务有不少欠账
_VAGUE = re.compile(
    r"(?:[^，。；、]{2,12}、[^，。；]{2,60}(?:等(?:方面|领域|民生|工作|事业)?|方面|领域)|[^，。；、]{2,4}(?:领域|事业|保障|工作|方面))"
    r"[^，。；、]{0,4}(?:[还仍依]然?|也)?(?:存在|有)(?:着|不少|较多|一些|许多|诸多|明显|突出|很多)?的?"
    r"(?:短板|弱项|不足|薄弱环节|差距|欠账|问题|困难|空间)(?:[和、与及]?(?:短板|弱项|不足|薄弱环节|差距|欠账|问题|困难))?$"
)
# The same, said of what people expect
# matches 公共服务与群众期盼还有差距 · 与人民群众的需求相比仍有不小差距      not 群众收入差距较大
_EXPECTED = re.compile(r"与(?:人民|广大|老百姓|百姓)?(?:群众)?的?[^，。；]{0,6}(?:期[待盼望许]|需求|要求)[^，。；]{0,8}差距")
# What is to be done about it, which is no admission
# at the start: 全力补齐 · 着力解决 · 加快补短板      not 补齐短板任务艰巨
_CALL = re.compile("(?:全力|着力|加快|切实|努力|奋力|大力|下[大更]力气|下功夫|必须|我们[将要])(?!不)")
# Two clauses of which the mark between them is lost
# matches 水平有待持续改善教育投入还有差距      not 治理水平需进一步提升
_GLUED = re.compile(r"(?:进一步|继续|持续)(?:提升|加强|改善|提高|优化|加快|完善|加大|增强)[\u4e00-\u9fff]{3,}(?:短板|不足|弱项|问题|差距|困难)")

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


def admitted_problems(topic: Topic, dossiers: Iterable[Dossier], catalogue: Catalogue) -> tuple[Admission, ...]:
    """A topic and the newest dossiers → what each admits on the topic, in its own words, and whether it has such a paragraph at all.

    Of 民生、环保等方面还有不少短板 nobody learns what is wanting: where a place says no more, that it does is told, and not the words.
    """
    words, known = re.compile(any_of((*topic.words, *topic.headings))), topics_of_words(catalogue)
    return tuple(_admission_of(dossier, topic.id, words, known) for dossier in dossiers)


def _admission_of(dossier: Dossier, topic: str, words: re.Pattern[str], known: WordsOfTopics) -> Admission:
    found = [(record, paragraph, match.start()) for record in dossier.editions for paragraph in record.report.paragraphs if (match := _begins(paragraph))]
    clauses_of = (one for record, paragraph, start in found for one in _clauses_on_topic(record, paragraph, start, words))
    admitted = [one for one in clauses_of if topic in (known.spoken_of(one.words) or {topic})]
    said = [one for one in admitted if not _VAGUE.fullmatch(one.words) and not _EXPECTED.search(one.words)]
    return Admission(dossier, tuple(dict.fromkeys(said))[:MOST], bool(found), bool(admitted) and not said)


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
        told = [part for part in own if words.search(part.of(text)) and WANTING.search(part.of(text)) and not _is_no_admission(part.of(text))]
        for part in told[:1]:
            begin = part.start + len(part.of(text)) - len(part.of(text).lstrip(_MARKS))
            end = begin + len(text[begin : part.end].rstrip(_MARKS))
            if end - begin <= LONGEST and not any(a < end and begin < b for a, b in lost):
                yield cite(record.report.id, paragraph, begin, end)


def _is_no_admission(clause: str) -> bool:
    """Whether a clause says what is to be done, or is two that a fault of the text has put together."""
    return bool(_CALL.match(clause.strip(_MARKS)) or _GLUED.search(clause))
