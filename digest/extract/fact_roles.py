"""The words around a value → whether it merely stands as a volume: 总投资1080亿元的175个重点项目强力推进 completes nothing and aims at nothing.

What is completed and what is aimed at is told by the kind of a fact; a volume is neither. The words stand in content/lexicons/:
figure-volumes.txt (谋划, 推进), figure-completed.txt (完成, 竣工). An indicator whose values mostly are volumes says so in `volume`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from digest.chinese.word_patterns import any_of
from digest.model.catalogue import Catalogue, Indicator, Lexicon
from digest.model.closed_sets import Kind, Measure

VOLUMES, COMPLETED = "figure-volumes", "figure-completed"


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The words that make an amount a volume, and those of completing."""

    volumes: re.Pattern[str]
    completed: re.Pattern[str]


def role_words(catalogue: Catalogue) -> RoleWords:
    """A catalogue → its words about roles."""
    return _compiled(tuple(x for x in catalogue.lexicons if x.name in (VOLUMES, COMPLETED)))


@lru_cache(maxsize=8)
def _compiled(lists: tuple[Lexicon, ...]) -> RoleWords:
    said = {one.name: one.words for one in lists}
    # of money completed nothing is said of the works: 175个项目完成|投资
    done = f"(?:{any_of(said.get(COMPLETED, ()))})(?![^，。；、0-9]{{0,4}}(?:投资|产值|投入))"
    return RoleWords(re.compile(any_of(said.get(VOLUMES, ()))), re.compile(done))


def is_volume(indicator: Indicator, measure: Measure, kind: Kind, clause: str, known: RoleWords) -> bool:
    """An indicator, what is measured, and the whole clause of the value → whether it stands as a volume, neither completed nor aimed at.

    谋划139个项目 · 加快26个老旧小区改造 (in a review) → True; 完成老旧小区改造26个 · 今年加快26个老旧小区改造 → False
    """
    if measure not in ("level", "change") or known.completed.search(clause):
        return False
    return indicator.volume or (kind == "actual" and indicator.counted and bool(known.volumes.search(clause)))
