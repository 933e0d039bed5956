"""Why a cell of a table is empty: 未提及, —, 节选未含, 原文缺损 or 有提法.

未提及 where the whole text was read and not even a head word of it stands there; — where one does, and neither a value nor a remark
was read; 节选未含 where only a part of the report is at hand; 原文缺损 where it may have stood in a damaged stretch; 有提法 where the
report speaks of it without the value that is asked for. A damaged passage and a target in words are never counted as "not mentioned".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from digest.model.catalogue import Indicator
from digest.model.closed_sets import Kind, Measure
from digest.model.dossier import DAMAGED, NOT_IN_EXCERPT, ONLY, SAID, UNMENTIONED, UNREAD, Cell, Dossier
from digest.model.report import Paragraph, Record
from digest.understand.damage import CHARACTERS, CUT, DIGITS, DamagedStretch, located, lost_digits

LOST_WORDS = (CHARACTERS, CUT)
LOST_DIGITS = (*LOST_WORDS, DIGITS)

LONGEST = 60  # characters before and behind a stretch that its clause has at most
# What ends a clause
# matches ， · ； · 甲,乙      not 、 · 1,100
_MARK = re.compile(r"[，。；！？：;!?]|,(?![0-9]{3}(?![0-9]))")
# matches 、 · ，      not 1,100
_ITEM = re.compile(rf"、|{_MARK.pattern}")

Concerned = Callable[[Paragraph], bool]


def unsaid(dossier: Dossier, indicator: Indicator, kind: Kind, measure: Measure) -> Cell:
    """A dossier that gives no value for a cell, what the cell is of → why, with the sentence where it speaks of the indicator all the same.

    居民收入增长与经济增长同步 → of its growth 与经济增长同步, of its level 有提法; of a target of which only the result is told → 只提完成, but
    有提法 where the plan has its name too; 抓好粮食生产 → —
    """
    said = [phrase for phrase in dossier.spoken.phrases if phrase.indicator == indicator.id]
    own = [phrase for phrase in said if phrase.kind == kind]
    names = (indicator.name, *indicator.aliases)
    why = reason(dossier, lambda paragraph: any(name in paragraph.text for name in names), LOST_DIGITS)
    first = next((phrase for phrase in own if phrase.words), next(iter(own), None))
    if first and (first.words or why != DAMAGED):
        return Cell(absence=SAID, phrase=first if measure == "growth" or not first.growth else replace(first, words=""))
    if said and why == UNMENTIONED:
        named = (indicator.id, kind) in dossier.spoken.named
        return Cell(absence=SAID if named else ONLY[kind], phrase=replace(said[0], words=""))
    return Cell(absence=UNREAD if why == UNMENTIONED and indicator.id in dossier.spoken.heard else why)


def reason(dossier: Dossier, concerned: Concerned, lost: tuple[str, ...] = LOST_WORDS) -> str:
    """A dossier that gives nothing, and which paragraphs would be those that say it → why.

    `lost`: the kinds of damage that could have taken it: of a theme its words, of an indicator its digits too.
    """
    if any(code in lost and concerned(paragraph) for code, paragraph in dossier.damaged):
        return DAMAGED
    return UNMENTIONED if dossier.completeness == "full" else NOT_IN_EXCERPT


def damaged(editions: Iterable[Record]) -> tuple[tuple[str, Paragraph], ...]:
    """Editions → the code of each damage that may have taken something, and its paragraph with only the clause that is damaged.

    游客接待中心建成，改造57区儿女 → 改造57区儿女: what the paragraph says elsewhere stands there unharmed
    """
    return tuple(
        (stretch.code, replace(paragraph, text=_damaged_clause(paragraph.text, stretch), pieces=()))
        for record in editions
        for paragraph, stretch in located(record.report, LOST_DIGITS)
    )


def _damaged_clause(text: str, stretch: DamagedStretch) -> str:
    """A text and a damaged stretch of it → the clause that has lost something: about a number the item, at a cut the last clause.

    新建1零工市场、17个站点，培训9人 (1零工市场 is damaged) → 新建1零工市场
    """
    start, end, marks = stretch.start, stretch.end, _MARK
    if stretch.code == DIGITS:
        end, marks = start + lost_digits(stretch.of(text)), _ITEM
    elif stretch.code == CUT:
        start = end
    first = max(0, start - LONGEST)
    begins = max((mark.end() for mark in marks.finditer(text, first, start)), default=first)
    ends = marks.search(text, end, end + LONGEST)
    return text[begins : ends.start() if ends else end + LONGEST]
