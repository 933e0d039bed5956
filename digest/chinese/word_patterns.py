"""Words → patterns that find any of them, the longest first: 生态环境 is one word, not 生态 and then 环境."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

NOTHING = "(?!)"  # of no words at all: a pattern that matches nowhere, where an empty one would match everywhere


IN_A_GROUP = 40  # first characters that are tried one by one


def longest_first(words: Iterable[str]) -> list[str]:
    """Words → each once, the longest first, those of one length by their characters.  生态, 生态环境 → 生态环境, 生态"""
    return sorted(set(words) - {""}, key=lambda word: (-len(word), word))


def any_of(words: Iterable[str]) -> str:
    """Words → the pattern of any of them, to be built into another in brackets.  生态, 生态环境 → 生态环境|生态"""
    return "|".join(map(re.escape, longest_first(words))) or NOTHING


def any_of_many(words: Iterable[str], source: Callable[[str], str] = re.escape) -> str:
    """Hundreds of words → the same, grouped by their first character, so that most places of a text are left after one look.

        造林, 造林绿化, 污水 → 污(?:水)|造(?:林绿化|林)

    `source` makes the pattern of what follows the first character. Where words begin with many characters, these are asked for in groups first:
    a pattern's alternatives are tried one by one, and trying all of them took two thirds of the time.
    """
    tails: dict[str, list[str]] = defaultdict(list)
    for word in longest_first(words):
        tails[word[0]].append(source(word[1:]))
    firsts = sorted(tails)
    if len(firsts) <= IN_A_GROUP:
        return _beginning_with(firsts, tails) or NOTHING
    groups = (firsts[at : at + IN_A_GROUP] for at in range(0, len(firsts), IN_A_GROUP))
    return f"{_one_of(firsts)}(?:{'|'.join(f'{_one_of(group)}(?:{_beginning_with(group, tails)})' for group in groups)})"


class Ends:
    """Words → which of them a text ends with, the longest: a pattern that must end a text is tried at every character before that."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words) - {""}
        sizes: dict[str, set[int]] = defaultdict(set)
        for word in self.words:
            sizes[word[-1]].add(len(word))
        self.sizes = {last: sorted(found, reverse=True) for last, found in sizes.items()}

    def of(self, text: str, start: int = 0, end: int | None = None) -> str:
        """The longest word with which a part of a text ends, "" for none: of 比上年增长 with the words 增长 and 长 it is 增长."""
        stop = len(text) if end is None else end
        for size in self.sizes.get(text[stop - 1 : stop], ()) if stop > start else ():
            if stop - size >= start and (said := text[stop - size : stop]) in self.words:
                return said
        return ""


def _one_of(characters: Iterable[str]) -> str:
    """The pattern that looks for one of the characters, and takes none."""
    return f"(?=[{''.join(map(re.escape, characters))}])"


def _beginning_with(firsts: Iterable[str], tails: Mapping[str, list[str]]) -> str:
    return "|".join(f"{re.escape(first)}(?:{'|'.join(tails[first])})" for first in firsts)
