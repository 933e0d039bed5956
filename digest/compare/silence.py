"""Why a dossier gives nothing: 未提及 where the whole text was read, 节选未含 where only a part is at hand, 原文缺损 where it may have
stood in a stretch that is damaged, 有提法 where it speaks of it without the value that is asked for. Nobody is called silent whose words
are lost, or who puts it in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from digest.catalogue import Indicator
from digest.damage import CHARACTERS, CUT, DIGITS
from digest.dossier import DAMAGED, NOT_IN_EXCERPT, ONLY, SAID, UNMENTIONED, Cell, Dossier
from digest.model import Paragraph, Record

LOST_WORDS = (CHARACTERS, CUT)
LOST_DIGITS = (*LOST_WORDS, DIGITS)

Concerned = Callable[[Paragraph], bool]


def unsaid(dossier: Dossier, indicator: Indicator, kind: str) -> Cell:
    """A dossier that gives no value for a cell, what the cell is of → why, with the sentence where it speaks of the indicator all the same.

    居民收入增长与经济增长同步 → 与经济增长同步; of a target of which only the result is told → 只提完成
    """
    said = [phrase for phrase in dossier.spoken.phrases if phrase.indicator == indicator.id]
    own = [phrase for phrase in said if phrase.kind == kind]
    names = (indicator.name, *indicator.aliases, *indicator.nearby)
    why = reason(dossier, lambda paragraph: any(name in paragraph.text for name in names), LOST_DIGITS)
    if own and (own[0].words or why != DAMAGED):
        return Cell(absence=SAID, phrase=own[0])
    if said and why == UNMENTIONED:
        return Cell(absence=ONLY[kind], phrase=replace(said[0], words=""))
    return Cell(absence=why)


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
