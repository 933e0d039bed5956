"""Text → its words, where Chinese writes none apart. The home of jieba, kept quiet; it is loaded when the first text is cut.

The dictionary and its frequencies are jieba's, and so are the words that come out (a test compares them): the most probable path
through the dictionary, without guessing at unknown words. Only the search for that path is our own, in one pass instead of three,
because half of the time that a report takes was spent there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba

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
_NO_WORD = 1.0  # a logarithm that no share has

_cache_folder: Path | None = None


def set_cache(folder: Path) -> None:
    """Where jieba may keep its dictionary between runs; without it nothing is written anywhere. The edges call this once."""
    global _cache_folder
    _cache_folder = folder


def segment(text: str, words: tuple[str, ...]) -> list[str]:
    """Text → its words in order, nothing left out; `words` are never cut apart. Joined, the words are the text.

    实施污水处理项目 with the word 污水处理 → 实施 · 污水处理 · 项目
    """
    return _segment(text, *_chances(words))


def _segment(text: str, chances: Mapping[str, float | None], unknown: float) -> list[str]:
    found: list[str] = []
    at = 0
    for block in BLOCK.finditer(text):
        found += text[at : block.start()]
        words = _most_probable_words(block[0], chances, unknown)
        found += _with_latin_joined(words) if LATIN.search(block[0]) else words
        at = block.end()
    return found + list(text[at:])


@lru_cache(maxsize=2048)
def rarities(text: str, words: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Text → its words in order, each with how rare it is: 5 of 的, 9 of 建设, 17 of a word that the dictionary hardly knows, 19 of an unknown one.

    It is the negative natural logarithm of the word's share of all words.
    """
    chances, unknown = _chances(words)
    return tuple([(word, -(chances.get(word) or unknown)) for word in _segment(text, chances, unknown)])


def _most_probable_words(block: str, chances: Mapping[str, float | None], unknown: float) -> Iterator[str]:
    """A block → the words of its most probable reading; of equals the one with the longer first word.

    `chances` hold the logarithm of each word's share, None for what only begins a word. From the end to the beginning: the best
    reading from a character on is its best first word and the best reading of what follows.
    """
    length, chance_of = len(block), chances.get
    best = [0.0] * (length + 1)
    ends = [0] * length
    for start in range(length - 1, -1, -1):
        end = start + 1
        chance = chance_of(block[start])
        top, to = (unknown if chance is None else chance) + best[end], end
        while end < length and (chance := chance_of(block[start : end + 1], _NO_WORD)) is not _NO_WORD:
            end += 1
            if chance is not None and chance + best[end] >= top:
                top, to = chance + best[end], end
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
    return frozenset(re.findall(rf"^(\S{{2,6}}) \d+ (?:{'|'.join(classes)})$", _dictionary(), re.MULTILINE))


@lru_cache(maxsize=2)
def words_ending_in(characters: str) -> frozenset[str]:
    """Characters → the dictionary's words of two and three characters, of whatever class, that end in one of them: 中 → 集中."""
    return frozenset(re.findall(rf"^(\S{{1,2}}[{characters}]) ", _dictionary(), re.MULTILINE))


def _dictionary() -> str:
    """jieba's dictionary as it stands in its file: a word, how often it occurs and its class on each line. jieba itself is not loaded."""
    return (files("jieba") / "dict.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def _chances(words: tuple[str, ...]) -> tuple[dict[str, float | None], float]:
    """→ the logarithm of each word's share of all words, None for beginnings of words, and what an unknown character counts as."""
    tokenizer = _tokenizer(words)
    whole = log(tokenizer.total)
    return {word: log(count) - whole if count else None for word, count in tokenizer.FREQ.items()}, -whole


@lru_cache(maxsize=4)
def _tokenizer(words: tuple[str, ...]) -> jieba.Tokenizer:
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    _load_dictionary(tokenizer)
    for word in words:
        tokenizer.add_word(word, freq=WEIGHT)
    return tokenizer


def _load_dictionary(tokenizer: jieba.Tokenizer) -> None:
    if _cache_folder is not None:
        _cache_folder.mkdir(parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(_cache_folder)
        tokenizer.initialize()
        return
    import tempfile

    with tempfile.TemporaryDirectory() as folder:  # jieba always writes a cache: into a folder of its own that goes away
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
