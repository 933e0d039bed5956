"""Shared passages → those worth showing, the most telling first: in words that reports seldom use, and in no sentence that thanks, credits or calls a roll.

What neighbours both write of a road, a fair or a subsidy tells something of them; what any report could say does not, however long it is.
Whole clauses go before pieces of clauses, of which only the most telling are shown, and of one place's two years none: there a piece is mostly the
name of a work, and what became of works is told elsewhere. Passages that come from above (`common`) are gathered apart and are not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.chinese.pair_rarity import pairs, specific
from digest.chinese.segment import segment
from digest.chinese.sentences import sentences
from digest.compare.passage_ends import CLOSERS, MARKS, OPENERS
from digest.model.catalogue import Catalogue
from digest.model.shared_wording import Saying, Shared

LEAST = 1.4  # what the pairs of a passage weigh on the average (pair_rarity.py): set phrases stay below
LEAST_WITH_FIGURE = 1.2  # of a whole clause with a figure in it: the same figure again tells more than the same words
ASIDE = MARKS.replace("、", "")  # what ends a clause
FULL_STOPS = "。；！？!?"
# matches 新建5座      not 新建五座
FIGURE = re.compile(r"[0-9]")
AROUND = 12  # characters to either side of an end that are cut into words


def worth_showing(passages: Iterable[Shared], catalogue: Catalogue) -> tuple[Shared, ...]:
    """Passages → the places' own that are worth showing, the most telling first, then the common ones as they came.

    新修东湖水厂和三条引水渠道 stays, 着力提升公共服务的质量和水平 goes.
    """
    given = tuple(passages)
    signs = catalogue.words("ceremony-signs")
    own = (one for one in given if not one.common and not any(_is_ceremony(saying, signs) for saying in one.said))
    weighed = ((_least(one), one) for one in own if not any(_is_torn(saying) for saying in one.said))
    telling = [(least, one) for least, one in weighed if least is not None and _average(one) >= least]
    best = sorted(telling, key=lambda told: (not _is_whole(told[1]), -specific(told[1].said[0].evidence.words), told[1].quote))
    return (*(one for _, one in best), *(one for one in given if one.common))


def _least(passage: Shared) -> float | None:
    """What the pairs of a passage must weigh on the average for it to be shown; None where it is not shown whatever they weigh."""
    if _is_whole(passage):
        return LEAST_WITH_FIGURE if FIGURE.search(passage.quote) else LEAST
    return LEAST if len({saying.dossier.place.code for saying in passage.said}) > 1 else None


def _average(passage: Shared) -> float:
    words = passage.said[0].evidence.words
    return specific(words) / max(len(pairs(words)), 1)


def _is_whole(passage: Shared) -> bool:
    """Whether a passage begins and ends where a clause does for everybody who says it, or is a quotation as a whole."""
    quoted = passage.quote[:1] in OPENERS and passage.quote[-1:] in CLOSERS
    return quoted or all(begins and ends for begins, ends in map(_at_clauses, passage.said))


def _at_clauses(saying: Saying) -> tuple[bool, bool]:
    """Whether a clause begins where a saying does, and ends where it ends."""
    text, where = _text_of_saying(saying), saying.evidence
    return where.start == 0 or text[where.start - 1] in ASIDE, text[where.end : where.end + 1] in ("", *ASIDE)


def _is_torn(saying: Saying) -> bool:
    """Whether a saying begins or ends within a word, or goes on into a piece of another sentence."""
    text, where = _text_of_saying(saying), saying.evidence
    begins, ends = _at_clauses(saying)
    broken = not (begins and ends) and any(mark in where.quote[:-1] for mark in FULL_STOPS)
    return broken or (not begins and _is_within_word(text, where.start)) or (not ends and _is_within_word(text, where.end))


def _is_within_word(text: str, at: int) -> bool:
    """Whether a cut before a character of a text parts a word: 实现碳中|和 → True"""
    first = max(0, at - AROUND)
    reached = first
    for word in segment(text[first : at + AROUND], ()):
        if reached >= at:
            break
        reached += len(word)
    return reached > at


def _is_ceremony(saying: Saying, signs: tuple[str, ...]) -> bool:
    """Whether a saying stands in a sentence that has a word of thanks, credit, guidance or of duties that every report tells off."""
    text, where = _text_of_saying(saying), saying.evidence
    around = "".join(span.of(text) for span in sentences(text) if span.start < where.end and span.end > where.start)
    return any(sign in around for sign in signs)


def _text_of_saying(saying: Saying) -> str:
    where = saying.evidence
    return next(p.text for e in saying.dossier.editions if e.report.id == where.report for p in e.report.paragraphs if p.id == where.paragraph)
