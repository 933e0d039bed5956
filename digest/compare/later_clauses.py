"""A report → its clauses as they answer the year before: an index by pairs of characters, each pair weighed by how rare it is.

What a name is recognised by is what is rare in it: 建设 and 工程 stand in every tenth clause and weigh next to nothing, 伊仕丹 stands in one.
So a name is found again when it is shortened, lengthened or reordered, and no sentence is compared with all others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from digest.chinese.pair_rarity import pairs, rarity
from digest.chinese.sentences import Span, clauses, sentences
from digest.extract.progress_words import Run, Vocabulary, runs
from digest.model.closed_sets import Part
from digest.model.report import Paragraph, Report

ASKED: tuple[Part, ...] = ("review", "plan", "government")
FEW = 6  # clauses of both reports in which a pair may stand and tell all it can


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the later report: where it stands, its words, and the words of progress in it."""

    paragraph: Paragraph
    part: Literal["", Part]
    sentence: Span
    span: Span
    text: str
    order: int  # of all clauses of the report

    @property
    def planned(self) -> bool:
        """Whether it stands in a plan, and tells no result whatever its words."""
        return self.part != "review"


@dataclass(frozen=True, slots=True)
class LaterText:
    """The clauses of a report, by which pair of characters they hold, and what each pair weighs."""

    report: Report
    clauses: tuple[Clause, ...]
    index: Mapping[str, tuple[int, ...]]
    count: int  # of clauses of both reports
    frequency: Mapping[str, int]  # in how many of them a pair stands
    known: Vocabulary

    def weight(self, pair: str) -> float:
        """What a pair of characters tells: little where it stands in many places' reports, or in many clauses of these two."""
        frequency = self.frequency.get(pair, 0)
        return rarity(pair) * min(1.0, FEW / max(1, frequency))

    def runs(self, clause: Clause) -> list[Run]:
        """The words of progress of a clause."""
        return runs(self.known, clause.paragraph.text, clause.span.start, clause.span.end)


def later_text(earlier: Report, report: Report, known: Vocabulary) -> LaterText:
    """A report and the one after it → the clauses of the second, indexed; rare is what is rare in both."""
    before, own = _clauses_with_pairs(earlier), _clauses_with_pairs(report)
    frequency = Counter[str]()
    for _, held in (*before, *own):
        frequency.update(held)
    index: dict[str, list[int]] = defaultdict(list)
    for at, (_, held) in enumerate(own):
        for pair in held:
            index[pair].append(at)
    found = {pair: tuple(places) for pair, places in index.items()}
    return LaterText(report, tuple(clause for clause, _ in own), found, len(before) + len(own), frequency, known)


@lru_cache(maxsize=4)
def _clauses_with_pairs(report: Report) -> tuple[tuple[Clause, tuple[str, ...]], ...]:
    """A report → its clauses, each with its pairs. A report is asked twice in a row: as the later one, and as the earlier one of the next."""
    return tuple((clause, tuple(sorted(pairs(clause.text)))) for clause in _clauses_of(report))


def _clauses_of(report: Report) -> Iterable[Clause]:
    order = 0
    for paragraph in report.paragraphs:
        if paragraph.part in ASKED:
            for sentence in sentences(paragraph.text):
                for span in clauses(paragraph.text, sentence):
                    yield Clause(paragraph, paragraph.part, sentence, span, span.of(paragraph.text), order)
                    order += 1

