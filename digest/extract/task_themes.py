"""A task's title and text → its theme, by the words of content/task-themes.yaml: those of the title decide, the first the most; else the text's."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from digest.chinese.word_patterns import any_of_many
from digest.model.catalogue import TaskTheme
from digest.model.section_model import OTHER

LOOKED_AT = 1500  # characters of a text
TITLE, HEAD, TEXT = 4.0, 0.7, 2.0  # what a word weighs in the title and in the head above or one below it, and what the whole text does
LATER, BEHIND = 0.6, 0.6  # what a word of the title weighs against the one before it, and a clause against the one before it
LEAST = 6  # words of a text that make it weigh in full

# at the start: 在城市建设上蓄力攻坚      not 在服务和融入新发展格局中展现作为
_IN_WHAT = re.compile(r"在[^，,]{2,24}?上")


def theme_of(title: str, heads: Iterable[str], text: str, themes: tuple[TaskTheme, ...]) -> str:
    """A title, the heads above and below it, its text → the id of its theme, "other" where no word says one.

    聚力抓招商、促协同，在项目建设上蓄力攻坚 → demand; 坚持扩大开放，狠抓项目建设 → opening
    """
    scores: dict[str, float] = defaultdict(float)
    behind = 1.0
    for clause in re.split("[，,；： ]", title):
        weight = TITLE * (1 if _IN_WHAT.match(clause) else behind)
        for word, owners in _said(clause, themes, titles=True):
            for id in owners:
                scores[id] += weight * math.sqrt(len(word))
            weight *= LATER
        behind *= BEHIND
    for head in heads:
        for word, owners in _said(head, themes, titles=True)[:1]:
            for id in owners:
                scores[id] += HEAD * math.sqrt(len(word))
    counts: dict[str, int] = defaultdict(int)
    for _, owners in _said(text[:LOOKED_AT], themes, titles=False):
        for id in owners:
            counts[id] += 1
    total = max(sum(counts.values()), LEAST)
    for id, count in counts.items():
        scores[id] += TEXT * count / total
    return max(sorted(scores), key=lambda id: scores[id], default=OTHER)


def _said(text: str, themes: tuple[TaskTheme, ...], titles: bool) -> list[tuple[str, tuple[str, ...]]]:
    """The words of themes in a text, each with its themes; what is said by a longer word that means nothing counts for none."""
    pattern, owners = _words(themes, titles)
    return [(word, owners[word]) for word in pattern.findall(text) if word in owners]


@lru_cache(maxsize=8)
def _words(themes: tuple[TaskTheme, ...], titles: bool) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Themes → the pattern of their words, and whose each word is."""
    owners: dict[str, tuple[str, ...]] = {}
    for theme in themes:
        for word in theme.titles if titles else theme.words:
            owners[word] = (*owners.get(word, ()), theme.id)
    nothing = [word for theme in themes for word in theme.never]
    return re.compile(any_of_many((*owners, *nothing))), owners
