"""The names of the indicators → whether the end of a line stands within one of them: …，社会消费 | 品零售总额增长7%; such a line goes on."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.model.catalogue import Catalogue

# matches ， · ：      not 、
_PROSE = re.compile("[，。；：]")
SHORTEST_NAME = 6  # characters: shorter ones are two words that may meet by chance, 做强工业 | 投资增长较快
SHORTEST = 2  # characters of a half of a name
LONGEST = 14  # of its first half


def halves_of_names(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """A catalogue → every first half of an indicator's name, with the second halves that may follow: 社会消费 → 品零售总额, 品零售额"""
    return _halves(tuple(name for one in catalogue.indicators for name in (*one.aliases, *one.shared, *one.older)))


@lru_cache(maxsize=4)
def _halves(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for name in names:
        if "…" not in name and len(name) >= SHORTEST_NAME:
            for at in range(SHORTEST, min(LONGEST, len(name) - SHORTEST) + 1):
                found.setdefault(name[:at], set()).add(name[at:])
    return {first: tuple(sorted(rests)) for first, rests in found.items()}


def is_name_cut(text: str, following: str, halves: dict[str, tuple[str, ...]]) -> bool:
    """Whether a line that ends in a clause ends within a name that the following line goes on with: 增长6%，城镇新增 | 就业6000人"""
    if not _PROSE.search(text):
        return False
    return any(following.startswith(halves.get(text[-length:], ())) for length in range(SHORTEST, LONGEST + 1))
