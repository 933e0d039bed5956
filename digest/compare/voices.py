"""Dossiers → what each place says about a topic: its key sentences, chosen by a rule that can be told in one breath.

A sentence is worth quoting for the figures that it holds (two points each that is a fact, one for any other number, three at
the most) and for the topic's words in it (one each, three at the most); a call or a slogan costs two. The best three are kept,
at most two of one paragraph and one of what is planned among them where there is any, and stand in reading order.
"""

from __future__ import annotations

import re

from digest.catalogue import Catalogue, Topic
from digest.compare.silence import reason
from digest.comparison import Dossier, Voice
from digest.model import Evidence, Paragraph, Record
from digest.sentences import sentences

KEPT = 3
LONGEST = 160  # characters; a longer sentence is a list, not a quotation
SHORTEST = 12

# matches 完成造林1.2万亩 · does not match 持续改善空气质量
NUMBER = re.compile(r"[0-9０-９]{1,12}")

Scored = tuple[int, str, Evidence]  # score, part, sentence


def voice(dossier: Dossier, topic: Topic, catalogue: Catalogue) -> Voice:
    """A dossier and a topic → its key sentences on it, or the stated reason why there are none."""
    slogans = catalogue.words("slogans")
    found: list[Scored] = []
    seen: set[str] = set()
    paragraphs = characters = 0
    for record in dossier.editions:
        for paragraph in record.report.paragraphs:
            if paragraph.topic != topic.id or paragraph.part in ("glossary", "opening", "closing"):
                continue
            paragraphs += 1
            characters += len(paragraph.text)
            for one in scored(record, paragraph, topic, slogans):
                if one[2].quote not in seen:
                    seen.add(one[2].quote)
                    found.append(one)
    absence = "" if found else reason(dossier, lambda p: p.topic == topic.id)
    return Voice(dossier, best(found), paragraphs, characters, absence)


def scored(record: Record, paragraph: Paragraph, topic: Topic, slogans: tuple[str, ...]) -> list[Scored]:
    """A paragraph → its sentences that can be quoted, each with what it is worth for the topic."""
    facts = [e for fact in record.facts for e in fact.evidence if e.paragraph == paragraph.id]
    found = []
    for start, end in _quotable(paragraph.text):
        text = paragraph.text[start:end]
        if not SHORTEST <= len(text) <= LONGEST:
            continue
        held = sum(start <= e.start and e.end <= end for e in facts)
        words = sum(word in text for word in topic.words)
        calls = sum(word in text for word in slogans)
        score = 2 * held + min(3, len(NUMBER.findall(text))) + min(3, words) - 2 * calls
        found.append((score, paragraph.part, Evidence(record.report.id, paragraph.id, start, end, text)))
    return found


def _quotable(text: str) -> list[tuple[int, int]]:
    """A paragraph's text → what can be quoted of it: whole sentences, and the parts at semicolons of those that are too long."""
    whole: list[tuple[int, int]] = []
    parts: list[tuple[int, int]] = []
    for span in sentences(text):
        parts.append((span.start, span.end))
        if not text[span.start : span.end].rstrip("”’」』）) ").endswith(("；", ";")) or span.end == len(text):
            start, end = parts[0][0], span.end
            whole += [(start, end)] if end - start <= LONGEST else parts
            parts = []
    return whole


def best(found: list[Scored], kept_at_most: int = KEPT) -> tuple[Evidence, ...]:
    """Scored sentences in reading order → the best, in reading order."""
    ranked = sorted(range(len(found)), key=lambda i: (-found[i][0], i))
    kept: list[int] = []
    for i in ranked:
        same = sum(found[k][2].paragraph == found[i][2].paragraph for k in kept)
        if len(kept) < kept_at_most and same < 2:
            kept.append(i)
    planned = next((i for i in ranked if found[i][1] == "plan"), None)
    if planned is not None and len(kept) == kept_at_most and not any(found[k][1] == "plan" for k in kept):
        kept[-1] = planned
    return tuple(found[i][2] for i in sorted(kept))
