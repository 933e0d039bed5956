"""A score → Markdown for the methods page: how correctly the shipped reports are read. The words are the template's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from digest.audit.allowed_numbers import literals
from digest.audit.score import Score
from digest.chinese.figure_format import number
from digest.model.labels import Gold
from digest.model.problem import N_, Problem
from digest.render.counts import numbers
from digest.render.digests import tidy
from digest.render.filters import completeness_name, share
from digest.render.templates import render, template_source

if TYPE_CHECKING:
    from digest.render.templates import Environment

TEMPLATE = "methods-accuracy.md.j2"
UNMEASURED = N_("the number {number} is nothing that was measured")
HINT = N_("print a field of rows, or take it out; nothing was published")


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One part as the page shows it: counts, F1 and which report is read worst, by its name; f1 and worst_f1 are 0 to 1."""

    part: str
    gold: int
    found: int
    hit: int
    f1: Decimal
    worst: str
    worst_f1: Decimal


def accuracy_text(environment: Environment, golds: Sequence[Gold], score: Score, shipped: bool) -> tuple[str | None, tuple[Problem, ...]]:
    """Labels and their score → Markdown that follows docs/methods.md, None where the template fails.

    `shipped`: the reports that are built are those that were labelled; otherwise the text says that the figures are of others. What
    nobody labelled anything for is left out.
    """
    names = {gold.id: _name_of_report(gold) for gold in golds}
    rows = tuple(
        Accuracy(row.part, row.gold, row.found, row.hit, row.f1, names.get(row.worst, row.worst), row.worst_f1)
        for row in score.rows
        if row.gold
    )
    text, problems = render(environment, TEMPLATE, rows=rows, reports=tuple(names.values()), shipped=shipped)
    if text is None:
        return None, problems
    wrong = sorted(numbers(text) - _numbers_of_score(rows, tuple(names.values())) - literals([template_source(environment, TEMPLATE)]))
    if wrong:
        return None, tuple(Problem(f"{environment.label}/{TEMPLATE}", 0, "gate.number", UNMEASURED, HINT, (("number", n),)) for n in wrong)
    return tidy(text), problems


def _numbers_of_score(rows: Sequence[Accuracy], reports: Sequence[str]) -> frozenset[str]:
    """Every number that the score gives: counts, rates as percent, how many reports and how they are called."""
    said = [*reports, str(len(reports)), str(len(rows))]
    for row in rows:
        said += [number(n) for n in (row.gold, row.found, row.hit)] + [share(row.hit, row.found), share(row.hit, row.gold)]
        said += [share(row.f1, 1), share(row.worst_f1, 1)]
    return numbers(" ".join(said))


def _name_of_report(gold: Gold) -> str:
    """清苑区2024   运城市2024（节选）"""
    kind = f"（{completeness_name(gold.meta.completeness)}）" if gold.meta.completeness == "excerpt" else ""
    return f"{gold.meta.place or gold.id}{gold.meta.year or ''}{kind}"
