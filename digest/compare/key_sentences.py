"""Dossiers → what each place says about a topic: its key sentences, chosen by counting figures and words of the topic.

A sentence is worth quoting for the figures that it holds (two points each that is a fact of the topic, one for any number, three
at the most) and for the topic's words in it (one each, three at the most); a call or a slogan costs two. The best three are kept,
at most two of one paragraph and one of what is planned among them where there is any, and stand in reading order.

A paragraph on one topic may end with a sentence on another: a sentence whose facts are another topic's, without a word of this one,
is not of this topic, and one most of whose facts are this topic's is, wherever it stands. What holds a number that cannot be read is
never quoted: a quotation would repeat a wrong number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from digest.chinese.sentences import sentences
from digest.chinese.word_patterns import any_of
from digest.compare.absence_reason import reason
from digest.model.catalogue import Catalogue, Topic
from digest.model.citation import cite
from digest.model.closed_sets import Part
from digest.model.comparison import Voice
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Paragraph, Record
from digest.understand.damage import DIGITS

LEFT_OUT = ("opening", "closing", "glossary")  # the address, the thanks, the definitions
KEPT = 3
LONGEST = 160  # characters; a longer sentence is a list, not a quotation
SHORTEST = 12

# matches 完成造林1.2万亩      not 持续改善空气质量
NUMBER = re.compile(r"[0-9０-９]{1,12}")

# at the start: 3.免费送戏 · ②实施 · （二）强化      not 2.5万亩 · 一是
NUMERAL = re.compile(r"\s{0,3}(?:[0-9]{1,2}[.．、](?![0-9])|[①-⑳]|[（(][一二三四五六七八九十0-9]{1,3}[）)])\s{0,3}")

Scored = tuple[int, Literal["", Part], Evidence]  # score, part, sentence
Placed = tuple[int, int, str]  # from and to in the paragraph, the fact's indicator


def voice(dossier: Dossier, topic: Topic, catalogue: Catalogue) -> Voice:
    """A dossier and a topic → its key sentences on it, or the stated reason why there are none."""
    rule = rules(topic, catalogue)
    found: list[Scored] = []
    seen: set[str] = set()
    paragraphs = characters = 0
    for record in dossier.editions:
        placed = facts_by_paragraph(record)
        for paragraph in record.report.paragraphs:
            if paragraph.part in LEFT_OUT:
                continue
            if paragraph.topic == topic.id:
                paragraphs += 1
                characters += len(paragraph.text)
            facts = placed.get(paragraph.id, [])
            if paragraph.topic != topic.id and not any(indicator in rule.indicators for *_, indicator in facts):
                continue
            for one in scored(record, paragraph, facts, rule):
                if one[2].quote not in seen and rule.owns(paragraph, facts, one[2]):
                    seen.add(one[2].quote)
                    found.append(one)
    absence = "" if found else reason(dossier, lambda p: p.topic == topic.id)
    return Voice(dossier, best(found), paragraphs, characters, absence)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a sentence is worth for a topic: the topic's words, its indicators, and the slogans that make a sentence empty."""

    topic: str
    words: re.Pattern[str]
    indicators: frozenset[str]
    slogans: tuple[str, ...]

    def owns(self, paragraph: Paragraph, facts: list[Placed], said: Evidence) -> bool:
        """Whether a sentence is on the topic: as its paragraph is, unless its facts are another topic's."""
        held = _facts_within(facts, said.start, said.end)
        own = sum(indicator in self.indicators for indicator in held)
        if paragraph.topic != self.topic:
            return own * 2 > len(held)
        return own > 0 or not held or bool(self.words.search(said.words))


def rules(topic: Topic, catalogue: Catalogue) -> Rule:
    """A topic → the words, indicators and slogans by which its sentences are weighed."""
    own = frozenset(indicator.id for indicator in catalogue.indicators if indicator.topic == topic.id)
    return Rule(topic.id, re.compile(any_of(topic.words)), own, catalogue.words("slogans"))


def facts_by_paragraph(record: Record) -> dict[str, list[Placed]]:
    """A record → where in its paragraphs the facts stand, and of which indicators they are."""
    placed: dict[str, list[Placed]] = {}
    for fact in record.facts:
        for evidence in fact.evidence:
            placed.setdefault(evidence.paragraph, []).append((evidence.start, evidence.end, fact.indicator))
    return placed


def scored(record: Record, paragraph: Paragraph, facts: list[Placed], rule: Rule) -> list[Scored]:
    """A paragraph and its facts → its sentences that can be quoted, each with what it is worth for the topic."""
    lost = unreadable(record, paragraph.text)
    slogans = [word for word in rule.slogans if word in paragraph.text]  # mostly none, so that no sentence need be looked through
    found = []
    for start, end in _quotable_parts(paragraph.text):
        text = paragraph.text[start:end]
        if not SHORTEST <= len(text) <= LONGEST or any(a < end and start < b for a, b in lost):
            continue
        held = sum(indicator in rule.indicators for indicator in _facts_within(facts, start, end))
        words = len(set(rule.words.findall(text)))
        calls = sum(word in text for word in slogans)
        score = 2 * held + min(3, len(NUMBER.findall(text))) + min(3, words) - 2 * calls
        found.append((score, paragraph.part, cite(record.report.id, paragraph, start, end)))
    return found


def unreadable(record: Record, text: str) -> list[tuple[int, int]]:
    """Where numbers stand in a paragraph's text that a damaged copy has made unreadable: the digits, or the words that lost theirs."""
    quotes = [w.quote for w in record.report.warnings if w.code == DIGITS and w.quote]
    sizes = {quote: m.end() if (m := NUMBER.match(quote)) else len(quote) for quote in quotes if quote in text}
    return [(m.start(), m.start() + size) for quote, size in sizes.items() for m in re.finditer(re.escape(quote), text)]


def _facts_within(facts: list[Placed], start: int, end: int) -> list[str]:
    return [indicator for a, b, indicator in facts if start <= a and b <= end]


def _quotable_parts(text: str) -> list[tuple[int, int]]:
    """A paragraph's text → what can be quoted of it: whole sentences without their number in a list, and the parts at semicolons of those too long."""
    whole: list[tuple[int, int]] = []
    parts: list[tuple[int, int]] = []
    for span in sentences(text):
        numeral = NUMERAL.match(text, span.start, span.end)
        parts.append((numeral.end() if numeral else span.start, span.end))
        if not text[span.start : span.end].rstrip("”’」』）) ").endswith(("；", ";")) or span.end == len(text):
            start, end = parts[0][0], span.end
            whole += [(start, end)] if end - start <= LONGEST else parts
            parts = []
    return whole


def best(found: list[Scored], kept_at_most: int = KEPT) -> tuple[Evidence, ...]:
    """Scored sentences in reading order → the best, in reading order."""
    ranked = sorted(range(len(found)), key=lambda i: (-found[i][0], not NUMBER.search(found[i][2].quote), i))  # of two alike the one with a number
    kept: list[int] = []
    for i in ranked:
        same = sum(found[k][2].paragraph == found[i][2].paragraph for k in kept)
        if len(kept) < kept_at_most and same < 2:
            kept.append(i)
    planned = next((i for i in ranked if found[i][1] == "plan"), None)
    if planned is not None and len(kept) == kept_at_most and not any(found[k][1] == "plan" for k in kept):
        kept[-1] = planned
    return tuple(found[i][2] for i in sorted(kept))
