"""The noun of evidence: where something stands in a report, and its words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something stands: characters start to end of a paragraph of a report, and the quote found there, verbatim."""

    report: str
    paragraph: str
    start: int
    end: int
    quote: str
    read: str = ""  # the quote in the script that rules read, where the document writes another; else ""

    @property
    def words(self) -> str:
        """The quote as rules read it."""
        return self.read or self.quote
