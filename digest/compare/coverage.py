"""Dossiers → the themes of a topic that each deals with, as a matrix: it shows at a glance which place says nothing about what.

A sentence deals with a theme when one of the theme's words stands in it, wherever in the review or the plan it stands; the best are
chosen as key_sentences.py chooses key sentences, those first that speak of the theme most and stand where the topic is spoken of. Where there is none,
the reason is given: the whole text was read, or only a part is at hand.
"""

from __future__ import annotations

import re

from digest.chinese.sentences import sentences
from digest.chinese.word_patterns import any_of
from digest.compare.absence_reason import reason
from digest.compare.key_sentences import LEFT_OUT, Rule, Scored, best, facts_by_paragraph, rules, scored
from digest.model.catalogue import Catalogue, Theme, Topic
from digest.model.citation import cite
from digest.model.comparison import Coverage, CoverageRow
from digest.model.dossier import Dossier
from digest.model.report import Evidence

QUOTED = 2
AT_HOME = 4  # points for a sentence of a paragraph on the topic
WORD = 2  # points for a word of the theme, of two at the most


def coverage(dossiers: tuple[Dossier, ...], topic: Topic, catalogue: Catalogue) -> tuple[CoverageRow, ...]:
    """Dossiers and a topic → a row each, a cell for each of the topic's themes; () where the topic has no themes."""
    if not topic.themes:
        return ()
    rule = rules(topic, catalogue)
    return tuple(CoverageRow(d, tuple(_cell_of_theme(d, theme, rule) for theme in topic.themes)) for d in dossiers)


def _cell_of_theme(dossier: Dossier, theme: Theme, rule: Rule) -> Coverage:
    pattern = _pattern_of_theme(theme)
    dealing: dict[str, Evidence] = {}  # each sentence once, however many editions have it
    quotable: list[Scored] = []
    for record in dossier.editions:
        placed = facts_by_paragraph(record)
        for paragraph in record.report.paragraphs:
            if paragraph.part in LEFT_OUT or not _words_said(pattern, paragraph.text):
                continue
            known = set(dealing)
            for span in sentences(paragraph.text):
                text = span.of(paragraph.text)
                if _words_said(pattern, text):
                    dealing.setdefault(text, cite(record.report.id, paragraph, span.start, span.end))
            if set(dealing) != known:
                home = AT_HOME if paragraph.topic == rule.topic else 0
                for worth, part, said in scored(record, paragraph, placed.get(paragraph.id, []), rule):
                    if words := _words_said(pattern, said.words):
                        quotable.append((worth + home + WORD * min(2, len(words)), part, said))
    absence = "" if dealing else reason(dossier, lambda p: p.topic == rule.topic)
    return Coverage(dossier, theme, len(dealing), _by_worth(quotable) or tuple(dealing.values())[:QUOTED], absence)


def _by_worth(quotable: list[Scored]) -> tuple[Evidence, ...]:
    worth = {said: points for points, _, said in quotable}
    return tuple(sorted(best(quotable, QUOTED), key=lambda said: -worth[said]))


def _pattern_of_theme(theme: Theme) -> re.Pattern[str]:
    """A theme → its words, and before them what holds one and is something else."""
    return re.compile(f"{any_of(theme.never)}|(?P<word>{any_of(theme.words)})")


def _words_said(pattern: re.Pattern[str], text: str) -> set[str]:
    """The words of a theme that stand in a text."""
    return {m["word"] for m in pattern.finditer(text) if m["word"]}
