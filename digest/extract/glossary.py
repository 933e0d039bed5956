"""Report → the terms of its glossary (名词解释)."""

from __future__ import annotations

from digest.model.citation import cite
from digest.model.report import Paragraph, Report, Term
from digest.understand.glossary_entries import Entry, entry_of

MARKED = 3  # so many entries with marks, and more of them than without, and an entry without one goes on with the one above


def find_terms(report: Report) -> tuple[Term, ...]:
    """Report → the entries of its glossary in order, the number taken off the term.

    12.四好农村路：指建好、管好、护好、运营好农村公路。 → 四好农村路
    """
    entries: list[tuple[Paragraph, Entry]] = []
    number = 1
    for paragraph in report.paragraphs:
        entry = entry_of(paragraph.text, [piece.start for piece in paragraph.pieces[1:]], number) if paragraph.part == "glossary" else None
        if entry:
            entries.append((paragraph, entry))
            number = int(entry.mark) + 1 if entry.mark.isdecimal() else number
    marked = sum(bool(entry.mark) for _, entry in entries)
    if marked >= MARKED and marked * 2 > len(entries):
        entries = [(paragraph, entry) for paragraph, entry in entries if entry.mark]
    return tuple(
        Term(entry.term, entry.definition, cite(report.id, paragraph, 0, len(paragraph.text)))
        for paragraph, entry in entries
    )
