"""Sections and paragraphs → the part of the report that each belongs to, and the topic that each paragraph is about.

Parts follow the chapters (parts.py); topics are decided by the heading above, by the first sentence, and by the words of the
rest, in this order of weight. The words are content/topics.yaml's, matched as they stand, the
longest first wherever several begin: cutting the text into words before took most of the time and hardly ever decided otherwise.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from digest.chinese.word_patterns import any_of_many
from digest.model.catalogue import Catalogue, Topic
from digest.model.report import Paragraph, Section
from digest.understand import heading_marks
from digest.understand.glossary_entries import entry_of
from digest.understand.part_signs import ADDRESS, REVIEW, SELF
from digest.understand.parts import with_parts
from digest.understand.report_years import UNKNOWN, Years

OVERVIEW, GOVERNMENT, ECONOMY = "overview", "government", "economy"

# A paragraph about everything
# matches 与此同时，统计、审计、气象工作取得新成绩      not 与此同时，我们认真履行职责
MISCELLANY = re.compile(
    r"统计|审计|气象|档案|史志|地震|外事|侨务|民族|宗教|老龄|妇女|儿童|青少年|残疾人|红十字|双拥|人防|国防|工会|共青团|妇联|科普|地方志"
    r"|供销|烟草|邮政|通信|机关事务|慈善|文联|科协|工商联|贸促"
)
# The situation, the requirements, the thanks
# matches 今年是关键之年 · 总体要求是      not 关键技术
SITUATION = re.compile(
    r"在肯定成绩|在看到成绩|同时.{0,6}清醒|清醒(?:地)?(?:认识|看到|的认识)|我们也(?:要)?(?:清醒|看到|深知)|存在.{0,8}(?:困难|问题|不足)"
    r"|关键(?:一年|之年)|开局之年|收官之年|起步之年|总体要求|指导思想|总体思路|基本思路|做好.{0,8}(?:以下|下面|如下)|重点(?:要)?(?:做好|抓好|推进)"
    r"|要(?:突出)?(?:抓好|做好).{0,6}(?:方面|以下)|主要做了|准确把握|必须坚持|衷心感谢|崇高敬意|来之不易|殊为不易|掌舵领航"
)
# The year's targets
# matches 主要预期目标是：      not 目标明确
TARGETS = re.compile(
    r"(?:预期|主要|奋斗|发展)目标(?:是|为|：|:|建议)|主要预期目标|目标是[：:]|(?:地区|国内)?生产总值.{0,12}增长.{0,60}(?:投资|财政|预算|收入)"
)

# What the speaker knows to be wrong, wherever it stands
# matches 我们也清醒认识到，还有困难      not 困难群众
AWARE = re.compile(r"在肯定成绩|在看到成绩|总结成绩|清醒|面临.{0,10}(?:困难|问题|挑战)")
# How a chapter begins: 2023年，是全面贯彻…; the code looks for 是 itself
# at the start: 2023年，是全面贯彻 · 过去的一年      not 全年实施项目35个
YEAR_IS = re.compile(r"(?:刚刚)?(?:过去的?)?(?:这?一年|[0-9]{4}年?|今年|五年来|“?十[二三四五]五”?时期)")
# A headline indicator with its figure
# matches 固定资产投资增长9%      not 固定资产投资结构
HEADLINE_FIGURE = re.compile(
    r"(?:生产总值|固定资产投资|消费品零售总额|预算收入|财政(?:总)?收入|工业增加值|可支配收入|进出口总[额值]|居民收入)"
    r"[^，。；,;0-9]{0,16}(?:达到?|完成|增长|实现|突破|[0-9])"
)
HEADING_WEIGHT = 4.0  # what the heading above adds to its topic
MOST_PARAGRAPHS = 2000  # of a longer text the terms are not looked up in the paragraphs above them
TERM_WEIGHT = 3.0  # what the paragraph that uses a term adds for its entry in the glossary


def classify(
    sections: tuple[Section, ...], paragraphs: tuple[Paragraph, ...], catalogue: Catalogue, told: Years = UNKNOWN
) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """Sections and paragraphs → the same with their parts, the paragraphs with their topics too.

    The paragraph 「狠抓污染防治。打好蓝天保卫战…」 below 「（八）改善生态环境」 below 「二、2024年工作安排」 → plan, ecology
    """
    sections, paragraphs = with_parts(sections, paragraphs, catalogue, told)
    by_heading = _section_topics(sections, catalogue.topics)
    by_id = {s.id: s for s in sections}
    result: list[Paragraph] = []
    pledging = False
    for paragraph in paragraphs:
        # Items of a list of 民生实事 are about people's livelihoods, whatever they build.
        numbered = heading_marks.number_style(paragraph.text)[0] == "digit"
        pledging = paragraph.part == "plan" and (bool(PLEDGES.search(paragraph.text[-400:])) or (pledging and numbered))
        if pledging and (numbered or ADDRESS.match(paragraph.text)):
            result.append(replace(paragraph, topic="livelihoods"))
            continue
        glossary = paragraph.part == "glossary"
        above = _topic_of_use(paragraph, result) if glossary else by_heading.get(paragraph.section, "")
        result.append(replace(paragraph, topic=_topic_of_paragraph(paragraph, by_id.get(paragraph.section), above, catalogue.topics)))
    return sections, tuple(result)


# matches 全力办好12件惠民实事      not 实际工作
PLEDGES = re.compile(r"实事|民心工程")


def _topic_of_use(entry: Paragraph, before: list[Paragraph]) -> str:
    """An entry of the glossary → the topic of the first paragraph that uses its term, "" where none does."""
    found = entry_of(entry.text, [piece.start for piece in entry.pieces[1:]]) if len(before) < MOST_PARAGRAPHS else None
    term = found.term.strip("“”\"[]") if found else ""
    used = (p.topic for p in before if term in p.text and p.part != "glossary") if term else iter(())
    return next((topic for topic in used if topic != OVERVIEW), "")


def _section_topics(sections: tuple[Section, ...], topics: tuple[Topic, ...]) -> dict[str, str]:
    """Each section's topic by its heading's words, the chapter's or the heading's above where its own say nothing."""
    found: dict[str, str] = {}
    last: Section | None = None
    for section in sections:
        looks_back = REVIEW.search(section.title) or heading_marks.is_chapter(section.title)
        chapter = section.level == 1 and looks_back and not SELF.search(section.title)
        own = "" if chapter else _heading_topic(section.title, topics)
        # Of two headings in a row the first says what the chapter is about: 坚持农业和农村发展 / 持续打造样板
        if last is not None and not last.first and last.level == section.level and found.get(last.id):
            own = found[last.id]
        found[section.id] = own or found.get(section.parent, "")
        last = section
    return found


def _heading_topic(title: str, topics: tuple[Topic, ...]) -> str:
    """A heading → the topic whose heading words weigh most in it; a longer word and an earlier one weigh more."""
    scores: dict[str, float] = defaultdict(float)
    for topic in topics:
        for word in topic.headings:
            at = title.find(word)
            if at >= 0:
                scores[topic.id] += len(word) * (1.0 if at < len(title) / 2 else 0.9)
    best = max(scores, key=lambda k: scores[k], default="")
    return best


def _topic_of_paragraph(paragraph: Paragraph, section: Section | None, above: str, topics: tuple[Topic, ...]) -> str:
    """A paragraph in its section → its topic; `above` is its heading's, or for a term of the glossary that of its paragraph."""
    text = paragraph.text
    if paragraph.part in ("opening", "closing"):
        return OVERVIEW
    if paragraph.part == "government":
        return GOVERNMENT
    if paragraph.part == "glossary":
        scores = _weight_of_topics(text, topics)
        scores[above or OVERVIEW] += TERM_WEIGHT if above else 0.1
        return max(sorted(scores), key=lambda k: scores[k])
    deep = bool(above) and section is not None and not (section.level == 1 and heading_marks.is_chapter(section.title))
    said = _topic_said_outright(paragraph, section, deep)
    if said:
        return said
    if deep and ADDRESS.match(text):
        return above
    scores = _weight_of_topics(text, topics)
    if above:
        scores[above] += HEADING_WEIGHT
    if not deep:
        scores[OVERVIEW] += 1.0
    return max(sorted(scores), key=lambda k: scores[k])


def topic_of(text: str, topics: tuple[Topic, ...]) -> str:
    """A few words that stand by themselves → the topic that they are about, "" where no word says so.

    新建两所幼儿园 → livelihoods (as the catalogue has 幼儿园 there), whatever the list of pledges is about that they stand in
    """
    scores = {id: score for id, score in _weight_of_topics(text, topics).items() if id != OVERVIEW and score > 0}
    return max(sorted(scores), key=lambda id: scores[id], default="")


def _topic_said_outright(paragraph: Paragraph, section: Section | None, deep: bool) -> str:
    """The topic of a paragraph that says itself what it is: targets, thanks, problems, a list of everything; "" otherwise."""
    text = paragraph.text
    if TARGETS.search(text[:160]) and not deep:
        return ECONOMY
    if len(set(MISCELLANY.findall(text[:160]))) >= 5:
        return OVERVIEW
    looks_back = paragraph.part == "review" and (ADDRESS.match(text) or AWARE.search(text[:60]))
    first = section is not None and section.level == 1 and section.first == paragraph.id and YEAR_IS.match(text)
    if not deep and not looks_back and not first and not ADDRESS.match(text) and not SITUATION.search(text[:90]):
        return ""
    if deep and not looks_back:
        return ""
    return ECONOMY if _headline_figures(text) >= 4 else OVERVIEW


def _headline_figures(text: str) -> int:
    """How many headline indicators a paragraph gives with their figures."""
    return len(HEADLINE_FIGURE.findall(text))


def _first_sentence(text: str) -> str:
    """A paragraph → its first sentence, at most 40 characters: the run-in head where there is one."""
    found = re.search(r"[。：:！!]", text[:44])
    return text[: found.start()] if found else text[:32]


def _weight_of_topics(text: str, topics: tuple[Topic, ...]) -> dict[str, float]:
    """A paragraph → the weight of each topic: words of the first sentence count most, the rest by the logarithm of their number."""
    scores: dict[str, float] = defaultdict(float)
    lead = _first_sentence(text)
    headings, words, known = _words_of(topics)  # asked for once: hashing all topics takes longer than a lead does
    for id, named in headings:
        scores[id] += sum(weight for word, weight in named if word in lead)
    for token in known.findall(lead):
        if token in words:
            scores[words[token]] += 3.0
    counts: dict[str, int] = defaultdict(int)
    for token in known.findall(text[len(lead) : 1500]):
        if token in words:
            counts[words[token]] += 1
    total = sum(counts.values())
    for topic_id, count in counts.items():
        scores[topic_id] += 6.0 * count / total * min(1.0, total / 4) + 0.6 * math.log1p(count)
    return scores


@lru_cache(maxsize=4)
def _words_of(topics: tuple[Topic, ...]) -> tuple[tuple[tuple[str, tuple[tuple[str, float], ...]], ...], dict[str, str], re.Pattern[str]]:
    """Topics → their ids, each with the words of its headings and what they weigh; whose each word of a paragraph is; the pattern of all of these."""
    headings = tuple((topic.id, tuple((word, 1.2 * math.sqrt(len(word))) for word in topic.headings)) for topic in topics)
    words = _topic_by_word(topics)
    return headings, words, re.compile(any_of_many(words))


@lru_cache(maxsize=4)
def _topic_by_word(topics: tuple[Topic, ...]) -> dict[str, str]:
    """The paragraph words of all topics → their topic; the first topic keeps a word that two name."""
    words: dict[str, str] = {}
    for topic in topics:
        for word in topic.words:
            words.setdefault(word, topic.id)
    return words


@lru_cache(maxsize=4)
def topic_words(topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """Topics → all their paragraph words, as segment() is told them: with the same words it is the same segmenter."""
    return tuple(sorted(_topic_by_word(topics)))
