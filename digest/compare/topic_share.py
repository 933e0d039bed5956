"""Dossiers → how much of each text is about which topic, in characters."""

from __future__ import annotations

from collections import Counter

from digest.model.catalogue import Topic
from digest.model.comparison import Attention
from digest.model.dossier import Dossier


def attention(dossier: Dossier, topics: tuple[Topic, ...]) -> Attention:
    """A dossier → characters per topic, glossary left out; every topic is listed, in the catalogue's order.

    Of a complete text it is that text alone; where only parts of a report are at hand, all of them together.
    """
    counted: Counter[str] = Counter()
    editions = dossier.editions[:1] if dossier.completeness == "full" else dossier.editions
    for paragraph in (paragraph for edition in editions for paragraph in edition.report.paragraphs):
        if paragraph.part != "glossary":
            counted[paragraph.topic] += len(paragraph.text)
    return Attention(dossier, tuple((topic.id, counted[topic.id]) for topic in topics), sum(counted.values()))
