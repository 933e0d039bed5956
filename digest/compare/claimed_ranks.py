"""Dossiers → what reports claim of their own rank (居全省第一, 为全省首家), in their own words, on a topic.

A claim is of the topic of its own subject, and is quoted with that subject or not at all: of 增速排名全省第1 alone nobody knows what grew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.chinese.sentences import Span, clauses, sentences
from digest.compare.key_sentences import Placed, facts_by_paragraph, unreadable
from digest.compare.words_of_topics import WordsOfTopics, topics_of_words
from digest.model.brief import Claim
from digest.model.catalogue import Catalogue, Topic
from digest.model.citation import cite
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Paragraph, Record

MOST = 2  # of one place
LONGEST = 60
FURTHEST = 3  # clauses before the rank in which its subject is looked for

# Among whom, and which rank
# matches 居全省第一 · 为全省首家 · 稳居全省前列 · 排名临汾第2 · 位居临汾市第1 · 全市前三      not 全省第一批 · 西安市第三医院 · 全省首个村镇 · 全球前1‰学科
RANK = re.compile(
    r"(?P<whom>全[国省市县区州盟旗]|[省市区县州]内|国内|全球|世界|亚洲|[东中西]部地区|(?:排名?|名列|位[居列]|居|列)[\u4e00-\u9fff]{2,4}?(?:板块|市|省)?)[^，。；、]{0,8}?"
    r"(?:第[一二三四五1-5](?![批次届期个家条轮季部份大步方产人中小高医实水0-9])位?|首位|首[家创例个](?=[，。；、]|$)|榜首|前列|前[三五十3510](?![0-9年%％‰])|数一数二|名列前茅|领先|最[高快多好优])"
)
# What is not yet so, or is meant for others
# matches 力争 · 确保 · 争取 · 努力      not 成功争取
_AHEAD = re.compile(r"力争|确保|(?<!成功)争取|努力|迈向|奋力|打造|要|将")
_MARKS = "，。；：、,;: 　"
# Words before a rank that are no subject, only say which number of it is meant
# wholly: 增速 · 均稳 · 规模和占比 · 同比增加9天 · ""      not 造林规模
_NO_SUBJECT = re.compile(
    r"(?:同比|比上年|较上年|增加|减少|提高|下降|增长|增速|增幅|涨幅|降幅|改善|总量|总额|总数|总产能|规模|数量|占比|比重|排名|分别|双双|其中|成为|达到|连续|保持|一直|[0-9一二三四五六七八九十.%％‰万亿元天个年月多项户人家百分点]"
    r"|[，,、均都稳位名列居为是并且和与也仍继续该其再])*"
)


def claimed_ranks(topic: Topic, dossiers: Iterable[Dossier], catalogue: Catalogue) -> tuple[Claim, ...]:
    """A topic and the newest dossiers → the claims of each on the topic, two at most; places without any are left out."""
    known = topics_of_words(catalogue)
    found = (Claim(dossier, tuple(_claims_of_dossier(dossier, topic.id, known))[:MOST]) for dossier in dossiers)
    return tuple(claim for claim in found if claim.said)


def _claims_of_dossier(dossier: Dossier, topic: str, known: WordsOfTopics) -> Iterable[Evidence]:
    own = f"全{dossier.place.name[-1]}"  # 全区 of a district is all of itself
    seen: set[str] = set()
    for record in dossier.editions:
        placed = facts_by_paragraph(record)
        for paragraph in record.report.paragraphs:
            if paragraph.part != "review" or not RANK.search(paragraph.text):
                continue
            for span in sentences(paragraph.text):
                for one in _claims_of_sentence(record, paragraph, span, own):
                    if one.quote not in seen and topic in _topics_of_claim(paragraph, span, placed.get(paragraph.id, []), one, known):
                        seen.add(one.quote)
                        yield one


def _topics_of_claim(paragraph: Paragraph, span: Span, facts: list[Placed], said: Evidence, known: WordsOfTopics) -> frozenset[str]:
    """A claim → its topics: that of the last figure in its words, else that of which they say most; of several the paragraph's.

    城镇居民人均可支配收入增长5.8%，增速排名临汾第1 → that of the income, whatever the paragraph is about
    """
    before = [(a, indicator) for a, b, indicator in facts if said.start < b and a < said.end]
    if before and (topic := known.of_indicators.get(max(before)[1])):
        return frozenset((topic,))
    spoken = known.spoken_of(said.words)
    if not spoken:  # its words are none of a topic's, and those around it must agree
        return known.spoken_of(span.of(paragraph.text)) & {paragraph.topic}
    return spoken if len(spoken) == 1 else spoken & {paragraph.topic}


def _claims_of_sentence(record: Record, paragraph: Paragraph, span: Span, own: str) -> Iterable[Evidence]:
    """A sentence → each of its clauses that claims a rank, with those before it as far as they are needed to say of what."""
    text, lost = paragraph.text, unreadable(record, paragraph.text)
    parts = clauses(text, span)
    for at, part in enumerate(parts):
        said = part.of(text)
        rank = RANK.search(said)
        if not rank or rank["whom"] == own or _AHEAD.search(said):
            continue
        first = next((n for n in range(at, max(-1, at - FURTHEST - 1), -1) if _has_subject(parts[n].of(text), rank.start() if n == at else None)), None)
        if first is None:
            continue
        start, end = parts[first].start, part.end
        start += len(text[start:end]) - len(text[start:end].lstrip(_MARKS))
        end -= len(text[start:end]) - len(text[start:end].rstrip(_MARKS))
        if start < end and end - start <= LONGEST and not any(a < end and start < b for a, b in lost):
            yield cite(record.report.id, paragraph, start, end)


def _has_subject(clause: str, rank: int | None) -> bool:
    """Whether a clause says of what it speaks, before its rank if it has one: 造林规模居全省第一 does, 增速居全省第一 and 同比增长5% do not."""
    return not _NO_SUBJECT.fullmatch(clause[:rank].strip(_MARKS))
