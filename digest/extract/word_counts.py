"""Report → each word with the number of its sentences, by topic: from this is worked out what the report stresses.

A word counts once in a sentence: what is said three times in one breath is not three times as important.

Slogans and set phrases are taken out first, whole; the terms of the lexicons and the catalogue stay whole; the rest is cut into words
(segment.py). Words that say nothing of what a place stresses do not count: numbers, single characters, names of places, the words that
all official texts are made of. Which these are is content: slogans.txt, set-phrases.txt, terms.txt, terms-common.txt, terms-areas.txt.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from digest.chinese.segment import segment
from digest.chinese.sentences import sentences
from digest.chinese.word_patterns import longest_first
from digest.model.catalogue import Catalogue
from digest.model.report import Report
from digest.model.usage import Usage
from digest.understand.topics import topic_words

SHORTEST = 2
NOT_BODY = ("opening", "closing", "glossary")
# What ends a stretch that a word can stand in
# matches ， · 10 · % · “      not 造林
BREAK = re.compile(r"[^㐀-鿿A-Za-z.]{1,1000}")
# 5 and PM2.5 are words only where a list says so.
# wholly: 污水处理 · 双碳      not 5 · PM2.5
HAN = re.compile(r"[㐀-鿿]{2,40}")
SUFFIXES = ("省", "市", "县", "区", "旗", "乡", "镇", "村", "街道", "苏木")
# wholly: 平望乡 · 南环街道 · 浍河南村      not 产业集群 · 乡镇企业
AREA = re.compile(r"[㐀-鿿]{1,10}(?:[省市县区旗乡镇村]|街道|苏木)")
# 侯马 of 侯马市; of 城区 nothing of a name would be left.
# wholly: 侯马市      not 城区
STEM = re.compile(r"(?P<stem>[㐀-鿿]{2,12}?)(?:(?:[㐀-鿿]{1,4}族)?自治[区州县旗]|特别行政区|林区|新区|地区|[省市县区旗盟州])")


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What is known of words before a text is read. `whole` are all phrases that are never cut, by their first two characters."""

    whole: dict[str, tuple[str, ...]]
    kept: frozenset[str]  # terms, whatever they look like
    dropped: frozenset[str]  # slogans, set phrases, common words, places
    areas: frozenset[str]
    words: tuple[str, ...]  # what segment.py is told


def find_words(report: Report, catalogue: Catalogue) -> tuple[Usage, ...]:
    """Report → its words by topic, each with the number of sentences; the address, the thanks and the glossary left out."""
    vocabulary = _known_words(catalogue)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for paragraph in report.paragraphs:
        if paragraph.part not in NOT_BODY:
            for sentence in sentences(paragraph.text):
                counts[paragraph.topic].update(set(_counted_words(sentence.of(paragraph.text), vocabulary)))
    return tuple(Usage(topic, tuple(sorted(counts[topic].items()))) for topic in sorted(counts) if counts[topic])


def tokens(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Text → those of its words that count, in order.

    深入学习贯彻党的二十大精神，侯马市完成污水处理项目10个 → 污水处理
    """
    return tuple(_counted_words(text, _known_words(catalogue)))


def _counted_words(text: str, vocabulary: KnownWords) -> Iterable[str]:
    for stretch in _stretches_of_words(text):
        for piece, whole in _phrases_and_rests(stretch, vocabulary.whole):
            for word in (piece,) if whole else _with_areas_joined(segment(piece, vocabulary.words)):
                if _is_counted(word, vocabulary):
                    yield word


def _stretches_of_words(text: str) -> list[str]:
    return [stretch for stretch in BREAK.split(text) if len(stretch) >= SHORTEST]


def _phrases_and_rests(stretch: str, phrases: dict[str, tuple[str, ...]]) -> list[tuple[str, bool]]:
    """A stretch → its phrases, the longest first wherever several begin, and what stands between them. Linear in its length."""
    pieces: list[tuple[str, bool]] = []
    at = begun = 0
    while at < len(stretch):
        phrase = next((p for p in phrases.get(stretch[at : at + 2], ()) if stretch.startswith(p, at)), "")
        if not phrase:
            at += 1
            continue
        if begun < at:
            pieces.append((stretch[begun:at], False))
        pieces.append((phrase, True))
        at = begun = at + len(phrase)
    if begun < len(stretch):
        pieces.append((stretch[begun:], False))
    return pieces


def _with_areas_joined(words: list[str]) -> list[str]:
    """Words → the same, what makes a name of the word before joined to it.  平望 · 乡 → 平望乡    示范 · 村 → 示范村"""
    joined: list[str] = []
    for word in words:
        if joined and word in SUFFIXES and HAN.fullmatch(joined[-1]):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _is_counted(word: str, vocabulary: KnownWords) -> bool:
    if word in vocabulary.dropped:
        return False
    if word in vocabulary.kept:
        return True
    if not HAN.fullmatch(word):
        return False
    return word in vocabulary.areas or not (len(word) > SHORTEST and AREA.fullmatch(word))


@lru_cache(maxsize=4)
def _known_words(catalogue: Catalogue) -> KnownWords:
    names = {name for place in catalogue.places for name in (place.name, _name_without_suffix(place.name))}
    phrases = {part for lexicon in ("slogans", "set-phrases") for phrase in catalogue.words(lexicon) for part in _stretches_of_words(phrase)}
    headings = {word for topic in catalogue.topics for word in topic.headings if len(word) > SHORTEST}
    indicators = {word for i in catalogue.indicators for word in (i.name, *i.aliases) if HAN.fullmatch(word)}
    words = topic_words(catalogue.topics)
    common = set(catalogue.words("terms-common"))
    kept = ({*catalogue.words("terms"), *headings, *indicators, *words}) - phrases - common
    whole: dict[str, list[str]] = defaultdict(list)
    for phrase in longest_first(phrase for phrase in phrases | kept if len(phrase) > SHORTEST):
        whole[phrase[:2]].append(phrase)
    dropped = (phrases | common | names) - kept
    return KnownWords(
        {start: tuple(found) for start, found in whole.items()}, frozenset(kept), frozenset(dropped), frozenset(catalogue.words("terms-areas")), words
    )


def _name_without_suffix(name: str) -> str:
    """侯马市 → 侯马   城区 → 城区"""
    found = STEM.fullmatch(name)
    return found["stem"] if found else name
