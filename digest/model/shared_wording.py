"""Nouns of shared wording: a passage that several reports have in common, and who says it where."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.dossier import Dossier
from digest.model.report import Evidence


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says something, and where."""

    dossier: Dossier
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that stands in several reports, as the first of them has it; punctuation, spaces and widths may differ in the others.

    `characters` are counted without punctuation; `topic` is that of most of the paragraphs in which it stands. `common`: so many say it, or
    in two provinces, that it comes from above and says nothing of these places.
    """

    quote: str
    characters: int
    topic: str
    said: tuple[Saying, ...]
    common: bool = False
