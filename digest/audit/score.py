"""Records and labels made by hand → precision and recall for every part of reading.

Pure. For every part the labels, what the program found, and how many agree; from these precision, recall and F1, over all reports
together (micro average), and the report that does worst.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from digest.audit.agreement import Count, Miss, compare
from digest.model.labels import Gold
from digest.model.report import Record

PARTS = (  # in the order in which they are told
    *("meta", "body", "outline", "part", "topic", "paragraphs", "facts", "facts.bound"),
    *("projects", "projects.milestone", "projects.when", "projects.kind", "projects.investment"),
    *("pledges", "glossary", "damage.recall", "damage.numbers", "damage.precision", "evidence"),
)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One part over all reports, with the report that does worst in it."""

    part: str
    gold: int
    found: int
    hit: int
    precision: Decimal
    recall: Decimal
    f1: Decimal
    worst: str
    worst_f1: Decimal


@dataclass(frozen=True, slots=True)
class Score:
    """The whole result: a row for every part that was labelled, and every difference."""

    rows: tuple[ScoreRow, ...]
    misses: tuple[Miss, ...]
    reports: int


def score(pairs: Iterable[tuple[Gold, Record | None]]) -> Score:
    """Labels, each with what was read of the same file (None where nothing was) → the result."""
    pairs = tuple(pairs)
    results = [result for gold, record in pairs for result in compare(gold, record)]
    counts = [r for r in results if isinstance(r, Count)]
    rows = tuple(_row_of_part(part, [c for c in counts if c.part == part]) for part in PARTS if any(c.part == part for c in counts))
    return Score(rows, tuple(r for r in results if isinstance(r, Miss)), len(pairs))


def _row_of_part(part: str, counts: Sequence[Count]) -> ScoreRow:
    reports: dict[str, tuple[int, int, int]] = {}
    for count in counts:
        gold, found, hit = reports.get(count.report, (0, 0, 0))
        reports[count.report] = (gold + count.gold, found + count.found, hit + count.hit)
    gold, found, hit = (sum(numbers) for numbers in zip(*reports.values(), strict=True))
    worst = min(reports, key=lambda report: measures(*reports[report])[2])
    return ScoreRow(part, gold, found, hit, *measures(gold, found, hit), worst, measures(*reports[worst])[2])


def measures(gold: int, found: int, hit: int) -> tuple[Decimal, Decimal, Decimal]:
    """Counts → precision, recall, F1 (0 to 1).  10, 8, 6 → 0.75, 0.6, 0.667; nothing to find and nothing found is 1"""
    precision = Decimal(hit) / found if found else Decimal(0 if gold else 1)
    recall = Decimal(hit) / gold if gold else Decimal(1)
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else Decimal(0)
