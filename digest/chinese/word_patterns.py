"""Words → patterns that find any of them, the longest first: 生态环境 is one word, not 生态 and then 环境."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

NOTHING = "(?!)"  # of no words at all: a pattern that matches nowhere, where an empty one would match everywhere


def longest_first(words: Iterable[str]) -> list[str]:
    """Words → each once, the longest first, those of one length by their characters.  生态, 生态环境 → 生态环境, 生态"""
    return sorted(set(words) - {""}, key=lambda word: (-len(word), word))


def any_of(words: Iterable[str]) -> str:
    """Words → the pattern of any of them, to be built into another in brackets.  生态, 生态环境 → 生态环境|生态"""
    return "|".join(map(re.escape, longest_first(words))) or NOTHING


def any_of_many(words: Iterable[str], source: Callable[[str], str] = re.escape) -> str:
    """Hundreds of words → the same, grouped by their first character, so that most places of a text are left after one look.

        造林, 造林绿化, 污水 → 污(?:水)|造(?:林绿化|林)

    `source` makes the pattern of what follows the first character.
    """
    tails: dict[str, list[str]] = defaultdict(list)
    for word in longest_first(words):
        tails[word[0]].append(source(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(tails.items())) or NOTHING
