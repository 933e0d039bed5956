"""A task's title and text → its theme, by the words of content/task-themes.yaml: those of the title decide, the first the most; else the text's."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import lru_cache

from digest.chinese.word_patterns import any_of_many
from digest.model.catalogue import TaskTheme
from digest.model.section_model import OTHER

LOOKED_AT = 1500  # characters of a text
TITLE = 4.0  # what a word of the title weighs against one of the text
LATER = 0.6  # what a clause of the title weighs against the one before


def theme_of(title: str, text: str, themes: tuple[TaskTheme, ...]) -> str:
    """→ the id of its theme, "other" where no word says one.

    聚力抓招商、促协同，在项目建设上蓄力攻坚 → demand
    """
    scores: dict[str, float] = defaultdict(float)
    weight = TITLE
    for clause in re.split("[，,；： ]", title):
        for id, word in _said(clause, themes, titles=True):
            scores[id] += weight * math.sqrt(len(word))
        weight *= LATER
    counts: dict[str, int] = defaultdict(int)
    for id, _ in _said(text[:LOOKED_AT], themes, titles=False):
        counts[id] += 1
    total = sum(counts.values())
    for id, count in counts.items():
        scores[id] += 3.0 * count / max(total, 6)
    return max(sorted(scores), key=lambda id: scores[id], default=OTHER)


def _said(text: str, themes: tuple[TaskTheme, ...], titles: bool) -> list[tuple[str, str]]:
    """The words of themes in a text, each with its theme; what is said by a longer word that means nothing counts for none."""
    pattern, owners = _words(themes, titles)
    return [(id, word) for word in pattern.findall(text) for id in owners.get(word, ())]


@lru_cache(maxsize=8)
def _words(themes: tuple[TaskTheme, ...], titles: bool) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Themes → the pattern of their words, and whose each word is."""
    owners: dict[str, tuple[str, ...]] = {}
    for theme in themes:
        for word in theme.titles if titles else theme.words:
            owners[word] = (*owners.get(word, ()), theme.id)
    nothing = [word for theme in themes for word in theme.never]
    return re.compile(any_of_many((*owners, *nothing))), owners
