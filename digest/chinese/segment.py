"""Text → its words, where Chinese writes none apart. The home of jieba, of which the dictionary alone is read, when the first text is cut.

The dictionary and its frequencies are jieba's, and so are the words that come out (a test compares them): the most probable path
through the dictionary, without guessing at unknown words. The search for that path is our own, in one pass instead of three, because
half of the time that a report takes was spent there; and so is the reading of the dictionary, which takes jieba more than a second in
each process, and us a fifth of one.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path

Chances = Mapping[str, float | None]  # a word → the logarithm of how often it occurs; None where it only begins words
Words = tuple[dict[str, float | None], int, dict[str, tuple[str, ...]]]  # chances, how often all words together occur, the words of each class


class Known(tuple[str, ...]):
    """Words that are never cut apart, hashed once: they are asked for with every text that is cut."""

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            self._hash: int = super().__hash__()
            return self._hash


WEIGHT = 200_000  # how often a word of ours is taken to occur: no common word of the dictionary wins against it

# 、and （ stand alone.
# matches 污水处理5G基站      not 、（
BLOCK = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")
# A letter or digit that is no word of the dictionary joins its neighbours: 5 · G → 5G
# matches 5 · G      not 网
LATIN = re.compile(r"[a-zA-Z0-9]")
VERSION = 2  # counted up when _words_read() makes something else of the same dictionary
_NO_WORD = 1.0  # a logarithm that no share has

_cache_folder: Path | None = None


def set_cache(folder: Path) -> None:
    """Where the dictionary may be kept as it is used, between runs; without it nothing is written anywhere. The edges call this once."""
    global _cache_folder
    _cache_folder = folder


def segment(text: str, words: tuple[str, ...]) -> list[str]:
    """Text → its words in order, nothing left out; `words` are never cut apart. Joined, the words are the text.

    实施污水处理项目 with the word 污水处理 → 实施 · 污水处理 · 项目
    """
    return _segment(text, *_chances(words))


def _segment(text: str, chances: Chances, whole: float) -> list[str]:
    found: list[str] = []
    at = 0
    for block in BLOCK.finditer(text):
        found += text[at : block.start()]
        words = _most_probable_words(block[0], chances, whole)
        found += _with_latin_joined(words) if LATIN.search(block[0]) else words
        at = block.end()
    return found + list(text[at:])


@lru_cache(maxsize=2048)
def rarities(text: str, words: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Text → its words in order, each with how rare it is: 5 of 的, 9 of 建设, 17 of a word that the dictionary hardly knows, 19 of an unknown one.

    It is the negative natural logarithm of the word's share of all words.
    """
    chances, whole = _chances(words)
    return tuple([(word, whole - (chances.get(word) or 0.0)) for word in _segment(text, chances, whole)])


def _most_probable_words(block: str, chances: Chances, whole: float) -> Iterator[str]:
    """A block → the words of its most probable reading; of equals the one with the longer first word.

    A word's share is its chance less that of the `whole`; an unknown character counts as if it occurred once. From the end to the beginning: the best
    reading from a character on is its best first word and the best reading of what follows.
    """
    length, chance_of = len(block), chances.get
    best = [0.0] * (length + 1)
    ends = [0] * length
    for start in range(length - 1, -1, -1):
        end = start + 1
        chance = chance_of(block[start])
        top, to = (-whole if chance is None else chance - whole) + best[end], end
        while end < length and (chance := chance_of(block[start : end + 1], _NO_WORD)) is not _NO_WORD:
            end += 1
            if chance is not None and (reading := chance - whole + best[end]) >= top:
                top, to = reading, end
        best[start], ends[start] = top, to
    at = 0
    while at < length:
        yield block[at : ends[at]]
        at = ends[at]


def _with_latin_joined(words: Iterator[str]) -> Iterator[str]:
    run = ""
    for word in words:
        if len(word) == 1 and LATIN.match(word):
            run += word
            continue
        if run:
            yield run
            run = ""
        yield word
    if run:
        yield run


@lru_cache(maxsize=8)
def words_of_class(classes: tuple[str, ...]) -> frozenset[str]:
    """Classes of words by the dictionary's letters (v verbs, d adverbs, n nouns …) → its words of several characters of these classes."""
    known = _known_words()[2]
    return frozenset(word for one in classes for word in known.get(one, ()) if 2 <= len(word) <= 6)


@lru_cache(maxsize=2)
def words_ending_in(characters: str) -> frozenset[str]:
    """Characters → the dictionary's words of two and three characters, of whatever class, that end in one of them: 中 → 集中."""
    return frozenset(word for words in _known_words()[2].values() for word in words if 2 <= len(word) <= 3 and word[-1] in characters)


def _dictionary_bytes() -> bytes:
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba")
    return Path(package.origin).with_name("dict.txt").read_bytes()


@lru_cache(maxsize=8)
def _chances(words: tuple[str, ...]) -> tuple[Chances, float]:
    """Words of ours → the chance of each word of the dictionary and of these, None for beginnings of words, and that of all words together."""
    known, total, _ = _known_words()
    chances = dict(known)
    for word in words:
        chances[word] = log(WEIGHT)
        total += WEIGHT
        for end in range(1, len(word)):
            chances.setdefault(word[:end], None)
    return chances, log(total)


@lru_cache(maxsize=1)
def _known_words() -> Words:
    """→ what the dictionary knows, as it was kept, or read from its file: a word, how often it occurs and its class on each line."""
    data = _dictionary_bytes()
    path = _cache_folder and _cache_folder / f"words-{VERSION}-{hashlib.sha256(data).hexdigest()[:16]}.cache"
    kept = path and _kept_words(path)
    if kept:
        return kept
    made = _words_read(data.decode("utf-8"))
    if path:
        _keep_words(path, marshal.dumps(made))
    return made


def _words_read(dictionary: str) -> Words:
    chances: dict[str, float | None] = {}
    classes: dict[str, list[str]] = {}
    total = 0
    for line in dictionary.split("\n"):
        word, _, rest = line.partition(" ")
        if not rest:
            continue
        count, _, kind = rest.partition(" ")
        chances[word] = log(int(count)) if int(count) else None
        total += int(count)
        classes.setdefault(kind.strip(), []).append(word)
        for end in range(1, len(word)):
            chances.setdefault(word[:end], None)
    return chances, total, {kind: tuple(words) for kind, words in classes.items()}


def _kept_words(path: Path) -> Words | None:
    """What _keep_words wrote; None where there is nothing, or something else."""
    try:
        digest, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest().encode() != digest:
        return None
    chances, total, classes = marshal.loads(data)
    return chances, total, classes


def _keep_words(path: Path, data: bytes) -> None:
    """Written beside its place and moved there, so that no half of it is ever read. A cache that can't be written is only slow."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        beside.replace(path)
    except OSError:
        return
