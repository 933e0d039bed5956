"""The nouns of what a report says of the indicators of the catalogue, whether or not with a value that a table has."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.closed_sets import Kind
from digest.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where a dossier speaks of an indicator, whether or not with a value that a table has.

    `words` are the text's own where they say in short what is aimed at, without a number: 与经济增长同步; else "". `growth`: they
    speak of how something grows, and say nothing of how much there is.
    """

    indicator: str
    kind: Kind
    evidence: Evidence
    words: str = ""
    growth: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """All that a dossier says of the indicators of the catalogue, of each what says most first: aims, values, remarks.

    `named`: the ids of the indicators of which a name stands in the review (actual), in the plan (target), or elsewhere (both);
    `heard`: of those of which a head word stands anywhere, so that a reader may find more than was read.
    """

    phrases: tuple[Phrase, ...] = ()
    named: frozenset[tuple[str, Kind]] = frozenset()
    heard: frozenset[str] = frozenset()
