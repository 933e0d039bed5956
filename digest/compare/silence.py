"""Why a dossier gives nothing: 未提及 where the whole text was read, 节选未含 where only a part is at hand, 原文缺损 where it may have
stood in a stretch that is damaged. Nobody is called silent whose words are lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from digest.damage import CHARACTERS, CUT, DIGITS
from digest.dossier import DAMAGED, NOT_IN_EXCERPT, UNMENTIONED, Dossier
from digest.model import Paragraph, Record

LOST_WORDS = (CHARACTERS, CUT)
LOST_DIGITS = (*LOST_WORDS, DIGITS)

Concerned = Callable[[Paragraph], bool]


def reason(dossier: Dossier, concerned: Concerned, lost: tuple[str, ...] = LOST_WORDS) -> str:
    """A dossier that gives nothing, and which paragraphs would be those that say it → why.

    `lost`: the kinds of damage that could have taken it: of a theme its words, of an indicator its digits too.
    """
    if any(code in lost and concerned(paragraph) for code, paragraph in dossier.damaged):
        return DAMAGED
    return UNMENTIONED if dossier.completeness == "full" else NOT_IN_EXCERPT


def damaged(editions: Iterable[Record]) -> tuple[tuple[str, Paragraph], ...]:
    """Editions → each paragraph that holds a damaged stretch, with the code of the damage."""
    return tuple(
        (warning.code, paragraph)
        for record in editions
        for warning in record.report.warnings
        if warning.code in LOST_DIGITS
        for paragraph in record.report.paragraphs
        if _holds(paragraph, warning.line, warning.quote)
    )


def _holds(paragraph: Paragraph, line: int, quote: str) -> bool:
    return (paragraph.line == line or any(piece.line == line for piece in paragraph.pieces)) and quote in paragraph.text
