"""Nouns of targets in words, as they are listed report by report."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.dossier import Dossier
from digest.model.report import Evidence


@dataclass(frozen=True, slots=True)
class ToldAim:
    """A target in words: what it is of, and what is aimed at, both in the text's own words."""

    subject: str
    words: str
    evidence: Evidence

    @property
    def plain(self) -> bool:
        """Whether it holds no digit, and may be told in other words than as a quotation."""
        return not any(character.isdigit() for character in self.subject + self.words)


@dataclass(frozen=True, slots=True)
class ToldAims:
    """The targets in words of one report, in its order."""

    dossier: Dossier
    aims: tuple[ToldAim, ...]
