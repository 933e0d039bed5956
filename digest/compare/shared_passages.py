"""Texts → the passages that stand in several of them, found by an index: no text is compared with another.

Every run of twelve characters, punctuation, spaces and widths set aside, is a seed. Seeds that stand in texts of several owners are
looked up where they stand and drawn out to both sides as far as the texts agree. Seeds that very many owners use are set
phrases, as is a passage of which the phrases given (slogans, names of indicators) leave fewer than twelve characters. Time and memory grow with the
length of the texts and of what they share.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count

from digest.chinese.word_patterns import longest_first
from digest.model.citation import cite
from digest.model.report import Evidence, Paragraph, Record

SHORTEST = 12  # characters, punctuation not counted
FEW_OWNERS = 8  # among these and fewer nothing is a set phrase for being frequent
FREQUENT = 0.3  # of more owners: the part of them that makes a set phrase
OFTEN = 3  # places of one text at which a seed is looked up
BETWEEN = "\n"  # stands between paragraphs; no passage goes across
CHUNK = 64
NOT_BODY = ("opening", "closing", "glossary")


@dataclass(frozen=True, slots=True)
class ParagraphStretch:
    """A paragraph in an OwnerText: its first character there, and where each character stands in the paragraph's own text."""

    begin: int
    paragraph: Paragraph
    report: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OwnerText:
    """What one owner says, normalised: letters, characters and digits only, paragraphs apart."""

    owner: str
    letters: str
    stretches: tuple[ParagraphStretch, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage (normalised) and everybody who says it: (owner, where), by owner, at least two owners."""

    letters: str
    said: tuple[tuple[str, Evidence], ...]


Spot = tuple[int, int]  # number of a text, character
Seeds = dict[str, list[Spot]]


def text_of(owner: str, records: Iterable[Record]) -> OwnerText:
    """An owner and the editions of its report → their paragraphs as one text; the address, the thanks and the glossary left out."""
    letters: list[str] = []
    stretches: list[ParagraphStretch] = []
    length = 0
    for record in records:
        for paragraph in record.report.paragraphs:
            if paragraph.part not in NOT_BODY:
                own, places = normal(paragraph.text)
                stretches.append(ParagraphStretch(length, paragraph, record.report.id, places))
                letters.append(own)
                length += len(own) + len(BETWEEN)
    return OwnerText(owner, BETWEEN.join(letters), tuple(stretches))


def normal(text: str) -> tuple[str, tuple[int, ...]]:
    """Text → its letters, characters and digits in half width and lower case, and where each stands in the text.

    完成１２ 项，“双碳” → 完成12项双碳
    """
    kept = [LETTERS[character] for character in text]
    letters, places = "".join(kept), tuple(compress(range(len(text)), kept))
    if len(letters) > len(places):  # a sign that is several letters: ㎡
        places = tuple(at for at, own in enumerate(kept) for _ in own)
    return letters, places


class Letters(dict[str, str]):
    """A character → its letters, characters and digits, found once: Ａ → a, ㎡ → m2, 、 → nothing."""

    def __missing__(self, character: str) -> str:
        """A character that was not asked for before."""
        self[character] = own = "".join(c for c in unicodedata.normalize("NFKC", character).lower() if c.isalnum())
        return own


LETTERS = Letters()


def runs_of(letters: str) -> Iterator[str]:
    """Letters → every run of twelve of them, in order."""
    last = len(letters) - SHORTEST + 1
    return map(letters.__getitem__, map(slice, range(last), range(SHORTEST, last + SHORTEST)))


def shared_passages(texts: Sequence[OwnerText], phrases: Iterable[str] = ()) -> tuple[Passage, ...]:
    """Texts and the set phrases → the passages that several owners share, the longest first; each as long as it can be.

    A passage within a longer one is told only where more owners say it. Owners of one name are one owner: what a text
    shares with another of the same owner is not told.
    """
    seeds = _seeds(texts)
    found: dict[str, str] = {}  # passage → a seed of it
    for (one, start), seed in _matches(texts, seeds):
        found.setdefault(one[start[0] : start[1]], seed)
    ours = normal_phrases(phrases)
    kept = [passage for passage in found if own_characters(passage, ours) >= SHORTEST]
    passages = (Passage(passage, _sayings_of_passage(passage, found[passage], texts, seeds)) for passage in kept)
    return widest(passages)


def _seeds(texts: Sequence[OwnerText]) -> Seeds:
    """Texts → the seeds that several owners use, but not so many that they are a set phrase, each with where it stands."""
    once: set[int] = set()
    again: set[int] = set()
    by_owner: dict[str, list[OwnerText]] = defaultdict(list)
    for text in texts:
        by_owner[text.owner].append(text)
    for owned in by_owner.values():
        own = {found for text in owned for found in map(hash, runs_of(text.letters))}
        again |= once & own
        once |= own
    del once
    spots: Seeds = defaultdict(list)
    for number, text in enumerate(texts):
        seen: Counter[str] = Counter()
        for i in compress(count(), map(again.__contains__, map(hash, runs_of(text.letters)))):
            seed = text.letters[i : i + SHORTEST]
            if BETWEEN not in seed and seen[seed] < OFTEN:
                seen[seed] += 1
                spots[seed].append((number, i))
    most = max(FEW_OWNERS, int(FREQUENT * len(by_owner)))
    return {seed: where for seed, where in spots.items() if 2 <= len({texts[n].owner for n, _ in where}) <= most}


def _matches(texts: Sequence[OwnerText], seeds: Seeds) -> Iterable[tuple[tuple[str, tuple[int, int]], str]]:
    """Every stretch that two owners share, as long as it can be: ((a text's letters, (start, end)), a seed in it)."""
    covered: dict[tuple[int, int, int], int] = {}
    before: list[Spot] = []
    for seed, spots in sorted(seeds.items(), key=lambda item: item[1][0]):
        shifted = [(n, i - 1) for n, i in spots]
        known, before = shifted == before, spots
        if known:  # everybody goes on from the seed one character before: nothing new
            continue
        for at, (a, i) in enumerate(spots):
            for b, j in spots[at + 1 :]:
                line = (a, b, j - i)
                if texts[a].owner == texts[b].owner or covered.get(line, -1) > i:
                    continue
                left, right = _extent_of_match(texts[a].letters, i, texts[b].letters, j)
                covered[line] = right
                yield (texts[a].letters, (left, right)), seed


def _extent_of_match(a: str, i: int, b: str, j: int) -> tuple[int, int]:
    """Two texts that agree from i and j on for a seed → from where to where in the first they agree; paragraphs are not crossed."""
    left = 0
    while i - left > 0 and j - left > 0 and a[i - left - 1] == b[j - left - 1] != BETWEEN:
        left += 1
    right = SHORTEST
    while (chunk := a[i + right : i + right + CHUNK]) and chunk == b[j + right : j + right + CHUNK] and BETWEEN not in chunk:
        right += len(chunk)
    while i + right < len(a) and j + right < len(b) and a[i + right] == b[j + right] != BETWEEN:
        right += 1
    return i - left, i + right


def _sayings_of_passage(passage: str, seed: str, texts: Sequence[OwnerText], seeds: Seeds) -> tuple[tuple[str, Evidence], ...]:
    """A passage with one of its seeds → everybody who says it, and where."""
    offset = passage.index(seed)
    said = []
    for number, i in seeds[seed]:
        text, start = texts[number], i - offset
        if start >= 0 and text.letters.startswith(passage, start):
            said.append((text.owner, _evidence(text, start, start + len(passage))))
    return tuple(sorted(set(said), key=lambda s: (s[0], s[1].report, s[1].start, s[1].paragraph)))


def _evidence(text: OwnerText, start: int, end: int) -> Evidence:
    low, high = 0, len(text.stretches)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if text.stretches[middle].begin <= start else (low, middle)
    stretch = text.stretches[low]
    first, last = stretch.places[start - stretch.begin], stretch.places[end - stretch.begin - 1] + 1
    return cite(stretch.report, stretch.paragraph, first, last)


def widest(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Passages → the longest first, without those that only repeat, for no more owners, a part of a longer one."""
    kept: list[Passage] = []
    owners: list[frozenset[str]] = []
    ordered = sorted(passages, key=lambda p: (-len(p.letters), p.letters))
    within: dict[str, list[int]] = {passage.letters[:SHORTEST]: [] for passage in ordered}  # how one begins → the passages kept that hold that
    for passage in ordered:
        own = frozenset(owner for owner, _ in passage.said)
        holders = [n for n in within[passage.letters[:SHORTEST]] if passage.letters in kept[n].letters]
        if len(own) < 2 or own <= frozenset().union(*(owners[n] for n in holders)):
            continue
        for seed in filter(within.__contains__, runs_of(passage.letters)):
            within[seed].append(len(kept))
        kept.append(passage)
        owners.append(own)
    return tuple(kept)


def normal_phrases(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Set phrases → normalised, by their first two characters, the longest first."""
    begun: dict[str, list[str]] = defaultdict(list)
    for phrase in longest_first(normal(phrase)[0] for phrase in phrases):
        if len(phrase) > 1:
            begun[phrase[:2]].append(phrase)
    return {start: tuple(found) for start, found in begun.items()}


def own_characters(passage: str, phrases: Mapping[str, tuple[str, ...]]) -> int:
    """A passage → how many of its characters are neither set phrase nor digit: figures make no wording."""
    at = remains = 0
    while at < len(passage):
        phrase = next((p for p in phrases.get(passage[at : at + 2], ()) if passage.startswith(p, at)), "")
        remains += not phrase and not passage[at].isdigit()
        at += len(phrase) or 1
    return remains
