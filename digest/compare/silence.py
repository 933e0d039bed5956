"""Why a dossier gives nothing: 未提及 where the whole text was read, 节选未含 where only a part is at hand, 原文缺损 where it may have
stood in a stretch that is damaged. Nobody is called silent whose words are lost.
"""

from __future__ import annotations

from collections.abc import Callable

from digest.comparison import DAMAGED, NOT_IN_EXCERPT, UNMENTIONED, Dossier
from digest.damage import CHARACTERS, CUT, DIGITS
from digest.model import Paragraph

LOST_WORDS = (CHARACTERS, CUT)
LOST_DIGITS = (*LOST_WORDS, DIGITS)

Concerned = Callable[[Paragraph], bool]


def reason(dossier: Dossier, concerned: Concerned, lost: tuple[str, ...] = LOST_WORDS) -> str:
    """A dossier that gives nothing, and which paragraphs would be those that say it → why.

    `lost`: the kinds of damage that could have taken it: of a theme its words, of an indicator its digits too.
    """
    if any(concerned(paragraph) for paragraph in _damaged(dossier, lost)):
        return DAMAGED
    return UNMENTIONED if dossier.completeness == "full" else NOT_IN_EXCERPT


def _damaged(dossier: Dossier, lost: tuple[str, ...]) -> list[Paragraph]:
    """The paragraphs of a dossier's editions that hold a damaged stretch."""
    found = []
    for record in dossier.editions:
        stretches = [(w.line, w.quote) for w in record.report.warnings if w.code in lost]
        if stretches:
            found += [p for p in record.report.paragraphs if any(_holds(p, line, quote) for line, quote in stretches)]
    return found


def _holds(paragraph: Paragraph, line: int, quote: str) -> bool:
    return line in {paragraph.line, *(piece.line for piece in paragraph.pieces)} and quote in paragraph.text
