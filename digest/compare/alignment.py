"""Dossiers → which themes of a topic each of them deals with: the matrix that shows at a glance who is silent about what.

A sentence deals with a theme when one of the theme's words stands in it, wherever in the review or the plan it stands; the best are
chosen as voices.py chooses key sentences. Silence is stated with its reason: the whole text was read, or only a part is at hand.
"""

from __future__ import annotations

import re

from digest.catalogue import Catalogue, Theme, Topic
from digest.compare.silence import reason
from digest.compare.voices import Scored, best, scored
from digest.comparison import Coverage, CoverageRow, Dossier
from digest.model import Evidence
from digest.sentences import sentences

LEFT_OUT = ("opening", "closing", "glossary")  # the address, the thanks, the definitions
QUOTED = 2


def coverage(dossiers: tuple[Dossier, ...], topic: Topic, catalogue: Catalogue) -> tuple[CoverageRow, ...]:
    """Dossiers and a topic → a row each, a cell for each of the topic's themes; () where the topic has no themes."""
    if not topic.themes:
        return ()
    return tuple(CoverageRow(d, tuple(_cell(d, topic, theme, catalogue) for theme in topic.themes)) for d in dossiers)


def _cell(dossier: Dossier, topic: Topic, theme: Theme, catalogue: Catalogue) -> Coverage:
    words = re.compile("|".join(map(re.escape, theme.words)) or "(?!)")
    slogans = catalogue.words("slogans")
    dealing: dict[str, Evidence] = {}  # each sentence once, however many editions have it
    quotable: list[Scored] = []
    for record in dossier.editions:
        for paragraph in record.report.paragraphs:
            if paragraph.part in LEFT_OUT or not words.search(paragraph.text):
                continue
            known = set(dealing)
            for span in sentences(paragraph.text):
                text = span.of(paragraph.text)
                if words.search(text):
                    dealing.setdefault(text, Evidence(record.report.id, paragraph.id, span.start, span.end, text))
            if set(dealing) != known:
                quotable += [one for one in scored(record, paragraph, topic, slogans) if words.search(one[2].quote)]
    absence = "" if dealing else reason(dossier, lambda p: p.topic == topic.id)
    return Coverage(dossier, theme, len(dealing), best(quotable, QUOTED) or tuple(dealing.values())[:QUOTED], absence)
