"""Text → the places where it names an indicator, found in one pass by one pattern made of all aliases of the catalogue."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.chinese.word_patterns import any_of_many, longest_first
from digest.model.catalogue import Indicator

# What … of an alias stands for: a few characters within a clause
_ANY = r"[^，,。；;、：:！？!?\n]{0,12}?"


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters start to end name these indicators; none for a phrase that only looks like a name (an indicator's `never`).

    More than one where a name is shared: 城乡居民收入 names two in the catalogue's order. `nearby` of an indicator's id says that the
    name is one of those which count only beside another indicator.
    """

    start: int
    end: int
    indicators: tuple[Indicator, ...]
    nearby: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Names:
    """The compiled aliases: `pattern` finds a name, `exact` and `loose` (aliases with …) tell which indicators it names."""

    pattern: re.Pattern[str]
    exact: dict[str, Mention]
    loose: tuple[tuple[re.Pattern[str], Mention], ...]


@lru_cache(maxsize=8)
def compiled(indicators: tuple[Indicator, ...]) -> Names:
    """The catalogue's indicators → their names, ready to be found."""
    owners: dict[str, list[Indicator]] = defaultdict(list)
    nearby: dict[str, set[str]] = defaultdict(set)
    for indicator in indicators:
        for alias in (*indicator.aliases, *indicator.shared, *indicator.nearby):
            owners[alias].append(indicator)
        for alias in indicator.nearby:
            nearby[alias].add(indicator.id)
    for indicator in indicators:
        for phrase in (*indicator.never, *indicator.older):
            owners[phrase] = []
    made = {alias: Mention(0, 0, tuple(named), frozenset(nearby.get(alias, ()))) for alias, named in owners.items()}
    loose = tuple((re.compile(_pattern_of_alias(alias)), made[alias]) for alias in longest_first(made) if "…" in alias)
    return Names(re.compile(any_of_many(made, _pattern_of_alias)), made, loose)


@lru_cache(maxsize=8)
def spoken_names(indicators: tuple[Indicator, ...]) -> Names:
    """The catalogue's indicators → their names and those which name them where no number is given (an indicator's `worded`)."""
    return compiled(tuple(replace(i, aliases=(*i.aliases, *i.worded)) for i in indicators))


def mentions(names: Names, text: str, start: int, end: int) -> tuple[Mention, ...]:
    """A part of a text → the names in it, left to right, the longest at each place."""
    return tuple(_mention_of_match(names, m) for m in names.pattern.finditer(text, start, end))


def _mention_of_match(names: Names, match: re.Match[str]) -> Mention:
    found = names.exact.get(match[0]) or next(m for pattern, m in names.loose if pattern.fullmatch(match[0]))
    return Mention(match.start(), match.end(), found.indicators, found.nearby)


def _pattern_of_alias(alias: str) -> str:
    return _ANY.join(map(re.escape, alias.split("…")))
