"""Dossiers → the programmes that several places name, each with what the places say of it and their figures in the same sentence.

No list of programmes: a name is what at least two places put into quotation marks (“千万工程”); who names it without them counts, too.
Slogans, set phrases and common words are no programmes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from digest.chinese.sentences import Span, clauses, sentences
from digest.compare.key_sentences import unreadable
from digest.model.catalogue import Catalogue, Indicator
from digest.model.citation import cite
from digest.model.comparison import Policy, PolicyMention
from digest.model.dossier import Dossier, Table
from digest.model.report import Evidence, Fact, Paragraph, Record

FEWEST = 2  # places
LONGEST = 160  # characters of a quotation
NOT_BODY = ("opening", "closing", "glossary")
# “三保、四稳” are two names.
# matches “千万工程” · 「四好农村路」      not “三保、四稳” · “12345”
NAME = re.compile(r"[“「『\"](?P<name>[㐀-鿿A-Za-z+＋·]{3,14})[”」』\"]")
# matches 千      not A
HAN = re.compile(r"[㐀-鿿]")
# matches 完成改造12公里      not 完成改造一批
NUMBER = re.compile(r"[0-9０-９]{1,12}")


def policies(dossiers: tuple[Dossier, ...], catalogue: Catalogue) -> tuple[Policy, ...]:
    """Dossiers of several places → their common programmes, those that most places name first, then by name."""
    quoted: dict[str, set[str]] = defaultdict(set)
    for dossier in dossiers:
        for _, paragraph in _paragraphs_of(dossier):
            for found in NAME.finditer(paragraph.text):
                quoted[found["name"]].add(dossier.place.code)
    never = _no_programmes(catalogue)
    names = sorted(name for name, places in quoted.items() if len(places) >= FEWEST and name not in never and len(HAN.findall(name)) >= 3)
    told = [policy for name in names if (policy := _policy_of_name(name, dossiers, catalogue))]
    return tuple(sorted(_with_same_sentences_joined(told), key=lambda p: (-len(p.mentions), p.name)))


def _with_same_sentences_joined(told: list[Policy]) -> list[Policy]:
    """Policies → those of which everybody says the same sentences told once, with both names: 非农化、非粮化."""
    by_sentences: dict[tuple[Evidence, ...], Policy] = {}
    for policy in told:
        said = tuple(mention.evidence for mention in policy.mentions)
        known = by_sentences.get(said)
        by_sentences[said] = replace(known, name=f"{known.name}、{policy.name}") if known else policy
    return list(by_sentences.values())


def _no_programmes(catalogue: Catalogue) -> set[str]:
    words = {word for lexicon in ("slogans", "set-phrases", "terms-common") for word in catalogue.words(lexicon)}
    return words | {word for topic in catalogue.topics if topic.id == "government" for word in topic.words}


def _policy_of_name(name: str, dossiers: tuple[Dossier, ...], catalogue: Catalogue) -> Policy | None:
    mentions = [mention for dossier in dossiers if (mention := _mention_in_dossier(name, dossier))]
    topics = Counter(topic for _, topic in mentions if topic)
    named = {topic.id for topic in catalogue.topics if any(word in name for word in topic.words)}
    if len({mention.dossier.place.code for mention, _ in mentions}) < FEWEST:
        return None
    topic = min(topics, key=lambda t: (-topics[t], t not in named, t), default="")  # of two alike the one whose word the name holds
    indicators = {indicator.id: indicator for indicator in catalogue.indicators}
    told = (replace(m, indicators=tuple(_name_in_tables(fact, indicators[fact.indicator]) for fact in m.facts)) for m, _ in mentions)
    return Policy(name, topic, tuple(told))


def _name_in_tables(fact: Fact, indicator: Indicator) -> str:
    """A fact → how the tables call it: 第一产业增加值增速"""
    return Table("", indicator, fact.measure, fact.unit, ()).name


def _mention_in_dossier(name: str, dossier: Dossier) -> tuple[PolicyMention, str] | None:
    """What a dossier says of a programme, and the topic of the paragraph in which it does."""
    best: tuple[tuple[int, int], PolicyMention, str] | None = None
    count = 0
    for record, paragraph in _paragraphs_of(dossier):
        if name not in paragraph.text:
            continue
        count += paragraph.text.count(name)
        lost = unreadable(record, paragraph.text)
        for span in _spans_naming(name, paragraph.text):
            if any(a < span.end and span.start < b for a, b in lost):
                continue  # a quotation would repeat a wrong number
            quote = span.of(paragraph.text)
            facts = tuple(f for f in dossier.facts if any(_is_in_span(e.report, e.paragraph, e.start, e.end, record, paragraph, span) for e in f.evidence))
            score = (len(facts), min(3, len(NUMBER.findall(quote))))
            if best is None or score > best[0]:
                evidence = cite(record.report.id, paragraph, span.start, span.end)
                best = score, PolicyMention(dossier, evidence, facts, 0), paragraph.topic
    if best is None:
        return None
    _, mention, topic = best
    return PolicyMention(mention.dossier, mention.evidence, mention.facts, count), topic


def _spans_naming(name: str, text: str) -> Iterable[Span]:
    """The sentences of a text that name a programme, without the space around; of a very long one the clause alone."""
    for sentence in sentences(text):
        if name in sentence.of(text):
            spans = [sentence] if sentence.end - sentence.start <= LONGEST else [c for c in clauses(text, sentence) if name in c.of(text)]
            for span in spans:
                words = span.of(text)
                yield Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _is_in_span(report: str, paragraph: str, start: int, end: int, record: Record, where: Paragraph, span: Span) -> bool:
    return report == record.report.id and paragraph == where.id and span.start <= start and end <= span.end


def _paragraphs_of(dossier: Dossier) -> Iterable[tuple[Record, Paragraph]]:
    for record in dossier.editions:
        for paragraph in record.report.paragraphs:
            if paragraph.part not in NOT_BODY:
                yield record, paragraph
