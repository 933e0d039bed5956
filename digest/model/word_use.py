"""Nouns of watched words: which report says a word, which does not, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digest.model.catalogue import Policy, WatchedWord
from digest.model.dossier import Dossier
from digest.model.report import Evidence

Standing = Literal["said", "silent", "partial", "damaged"]
Turn = Literal["", "new", "kept", "gone", "again"]


@dataclass(frozen=True, slots=True)
class WordUse:
    """What one dossier does with a word.

    standing: said | silent (a complete and sound text without it) | partial (only a part of the report is at hand, without it) |
    damaged (words of it are lost, and what is left is without it). turn, against the reports of the same place before it: new (those at hand
    were silent) | kept | gone (the one before said it) | again (gone before, and said once more); "" where none before it tells.
    """

    dossier: Dossier
    standing: Standing
    whole: bool  # a complete and sound text
    times: int = 0
    turn: Turn = ""
    first: Evidence | None = None  # the sentence that is shown, or the heading


@dataclass(frozen=True, slots=True)
class YearOfWord:
    """The reports of one year: how many complete and sound ones, how many of these say a word, and how many of all turned to it or from it."""

    year: int
    whole: int
    said: int
    silent: int
    others: int  # not complete or not sound
    others_said: int
    times: int
    new: int
    again: int
    gone: int


@dataclass(frozen=True, slots=True)
class WordReach:
    """A watched word or a measure of policy: every dossier (newest first), the newest of each place (by place), and what they come to by year."""

    word: WatchedWord
    uses: tuple[WordUse, ...]
    newest: tuple[WordUse, ...]
    years: tuple[YearOfWord, ...]
    latest: YearOfWord  # the newest of each place, together
    whole: YearOfWord  # all of them, together
    policy: Policy | None = None  # the measure of policy that it is, which is found by more than its words
