"""The noun of counted words: how often a report uses which."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """How often a report uses which words in its paragraphs on one topic: (word, count), by word."""

    topic: str
    counts: tuple[tuple[str, int], ...]
