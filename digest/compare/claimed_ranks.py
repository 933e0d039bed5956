"""Dossiers → what reports claim of their own rank (居全省第一, 全省首家), in their own words, on a topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from digest.chinese.sentences import Span, clauses, sentences
from digest.chinese.word_patterns import any_of
from digest.compare.key_sentences import Placed, facts_by_paragraph, unreadable
from digest.model.brief import Claim
from digest.model.catalogue import Catalogue, Topic
from digest.model.citation import cite
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Paragraph, Record

MOST = 2  # of one place
SHORTEST = 12  # characters of a clause that says what it is about; of a shorter one the clause before is quoted too
LONGEST = 60

# Among whom, and which rank
# matches 居全省第一 · 全省首家 · 稳居全省前列 · 排名临汾第2 · 位居临汾市第1 · 全市前三      not 全省第一批 · 西安市第三医院 · 首个村镇
RANK = re.compile(
    r"(?P<whom>全[国省市县区州盟旗]|[省市区县州]内|国内|全球|世界|亚洲|[东中西]部地区|(?:排名?|名列|位[居列]|居|列)[\u4e00-\u9fff]{2,4}?(?:板块|市|省)?)[^，。；、]{0,8}?"
    r"(?:第[一二三四五1-5](?![批次届期个家条轮季部份大步方产人中小高医实水0-9])位?|首位|首家|首创|首例|首个|榜首|前列|前[三五十3510](?![0-9年])|数一数二|名列前茅|领先|最[高快多好优])"
)
# What is not yet so, or is meant for others
# matches 力争 · 确保 · 争取 · 努力      not 成功争取
_AHEAD = re.compile(r"力争|确保|(?<!成功)争取|努力|迈向|奋力|打造|要|将")
_MARKS = "，。；：、,;: 　"


def claimed_ranks(topic: Topic, dossiers: Iterable[Dossier], catalogue: Catalogue) -> tuple[Claim, ...]:
    """A topic and the newest dossiers → the claims of each on the topic, two at most; places without any are left out."""
    known = Topics({i.id: i.topic for i in catalogue.indicators}, tuple((t.id, re.compile(any_of(t.words))) for t in catalogue.topics if t.words))
    found = (Claim(dossier, tuple(_claims_of_dossier(dossier, topic.id, known))[:MOST]) for dossier in dossiers)
    return tuple(claim for claim in found if claim.said)


@dataclass(frozen=True, slots=True)
class Topics:
    """What tells the topic of a clause: each indicator's topic, and the words of each topic."""

    of_indicators: Mapping[str, str]
    words: tuple[tuple[str, re.Pattern[str]], ...]

    def spoken_of(self, text: str) -> frozenset[str]:
        """A text → the topics of which it has most words; none where it has no word of any."""
        counts = {id: len(set(pattern.findall(text))) for id, pattern in self.words}
        most = max(counts.values(), default=0)
        return frozenset(id for id, count in counts.items() if most and count == most)


def _claims_of_dossier(dossier: Dossier, topic: str, known: Topics) -> Iterable[Evidence]:
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


def _topics_of_claim(paragraph: Paragraph, span: Span, facts: list[Placed], said: Evidence, known: Topics) -> frozenset[str]:
    """A claim → its topics: that of the figure right before it in its sentence, else by its own words, those of its sentence, its paragraph.

    城镇居民人均可支配收入增长5.8%，增速排名临汾第1 → that of the income, whatever the paragraph is about
    """
    before = [(a, indicator) for a, b, indicator in facts if span.start <= a and b <= said.end]
    if before and (topic := known.of_indicators.get(max(before)[1])):
        return frozenset((topic,))
    return known.spoken_of(said.words) or known.spoken_of(span.of(paragraph.text)) or frozenset((paragraph.topic,))


def _claims_of_sentence(record: Record, paragraph: Paragraph, span: Span, own: str) -> Iterable[Evidence]:
    """A sentence → each of its clauses that claims a rank, with the clause before it where it does not say of what."""
    text, lost = paragraph.text, unreadable(record, paragraph.text)
    parts = clauses(text, span)
    for at, part in enumerate(parts):
        said = part.of(text)
        rank = RANK.search(said)
        if not rank or rank["whom"] == own or _AHEAD.search(said):
            continue
        start, end = part.start, part.end
        if len(said.strip(_MARKS)) < SHORTEST and at:
            start = parts[at - 1].start
        start += len(text[start:end]) - len(text[start:end].lstrip(_MARKS))
        end -= len(text[start:end]) - len(text[start:end].rstrip(_MARKS))
        if start < end and end - start <= LONGEST and not any(a < end and start < b for a, b in lost):
            yield cite(record.report.id, paragraph, start, end)
