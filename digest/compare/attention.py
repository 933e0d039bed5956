"""Dossiers → how much of each text is about which topic, in characters."""

from __future__ import annotations

from collections import Counter

from digest.catalogue import Topic
from digest.comparison import Attention, Dossier


def attention(dossier: Dossier, topics: tuple[Topic, ...]) -> Attention:
    """A dossier → characters per topic in its fullest edition, glossary left out; every topic is listed, in the catalogue's order."""
    counted: Counter[str] = Counter()
    for paragraph in dossier.editions[0].report.paragraphs:
        if paragraph.part != "glossary":
            counted[paragraph.topic] += len(paragraph.text)
    return Attention(dossier, tuple((topic.id, counted[topic.id]) for topic in topics), sum(counted.values()))
