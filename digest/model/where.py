"""Evidence → where it stands: its edition, its paragraph, the line of the source; asked wherever something leads back to the text."""

from __future__ import annotations

from digest.model.dossier import Dossier
from digest.model.report import Block, Evidence, Paragraph, Record, Report


def paragraph_of(report: Report, id: str) -> Paragraph | None:
    """A report and a paragraph's id → the paragraph, None where there is no such one.  p31"""
    return next((paragraph for paragraph in report.paragraphs if paragraph.id == id), None)


def line_at(text: Paragraph | Block, at: int) -> int:
    """A stretch of text and one of its characters → the line of the source on which that stands.

    A paragraph of lines 7 and 8, the second from character 20 on: 19 → 7, 20 → 8
    """
    return next((piece.line for piece in reversed(text.pieces) if piece.start <= at), text.line)


def line_of(report: Report, evidence: Evidence) -> int:
    """A report and what stands in it → the line of the source on which that begins, 0 where it has no such paragraph."""
    paragraph = paragraph_of(report, evidence.paragraph)
    return line_at(paragraph, evidence.start) if paragraph else 0


def edition_of(dossier: Dossier, evidence: Evidence) -> Record:
    """A dossier and what it says → the edition in which that stands; the fullest, should it be none of its own."""
    return next((edition for edition in dossier.editions if edition.report.id == evidence.report), dossier.editions[0])


def text_in(report: Report, evidence: Evidence) -> str:
    """A report and what stands in it → the whole paragraph in which that stands, "" where it has no such one."""
    paragraph = paragraph_of(report, evidence.paragraph) if report.id == evidence.report else None
    return paragraph.text if paragraph else ""


def text_around(dossier: Dossier, evidence: Evidence) -> str:
    """A dossier and what it says → the same, in whichever edition it stands."""
    return text_in(edition_of(dossier, evidence).report, evidence)
