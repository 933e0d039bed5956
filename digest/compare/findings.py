"""Tables → Findings: what the figures say when they are laid side by side, as values; sentences are the templates' business.

Only like is ranked with like: the same indicator, measure, kind and year; totals only among places of one level, since a
prefecture's is no match for a county's. A figure that is a bound (10%以上) ranks by its number and is shown with its bound; a
disputed one is not ranked at all, nor is an indicator of which each report counts something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from digest.comparison import Cell, Dossier, Finding, Table
from digest.model import Fact

TOTALS = ("亿元", "人", "人次", "个", "户", "家", "吨", "亩", "公里", "套", "座", "部", "场", "件", "平方公里")

Ranked = list[tuple[Decimal, Dossier, Fact]]


def findings(tables: Iterable[Table]) -> tuple[Finding, ...]:
    """Tables → findings, the most informative first: comparisons before single voices, growth and shares before totals (which
    follow the size of a place more than what it does), many places before few, then by table.
    """
    found: list[tuple[int, int, Finding]] = []
    for order, table in enumerate(tables):
        for kind in ("target", "actual"):
            groups = _groups(table, kind)
            for ranked in groups:
                if len({r[0] for r in ranked}) > 1 and not table.indicator.loose:
                    found.append((len(ranked), order, _extremes(table, kind, ranked)))
            found += [(0, order, f) for f in (*_singles(table, kind, groups), *_disputes(table, kind))]
    measured = {"growth": 0, "share": 1, "level": 2, "change": 3}
    found.sort(key=lambda item: (not item[0], measured[item[2].table.measure], -item[0], item[1], item[2].year_kind))
    return tuple(finding for _, _, finding in found)


def _groups(table: Table, kind: str) -> list[Ranked]:
    """The comparable values of a table's column, highest first, a list for each year (and level of place, for totals)."""
    groups: dict[tuple[int, str], Ranked] = defaultdict(list)
    for row in table.rows:
        fact = _rankable(row.actual if kind == "actual" else row.target)
        if fact:
            level = row.dossier.place.level if table.measure == "level" and table.unit in TOTALS else ""
            groups[fact.year or 0, level].append((fact.value, row.dossier, fact))
    return [sorted(group, key=lambda r: (-r[0], r[1].id)) for _, group in sorted(groups.items(), reverse=True)]


def _rankable(cell: Cell) -> Fact | None:
    facts = [f for f in cell.facts if not f.stretch and f.bound != "range"]
    return facts[0] if len(facts) == 1 and not cell.disputed else None


def _extremes(table: Table, kind: str, ranked: Ranked) -> Finding:
    """Highest and lowest of a group: the facts stand from the highest to the lowest, all of them, as do their dossiers."""
    return Finding("spread", table, tuple(r[1] for r in ranked), tuple(r[2] for r in ranked), kind)


def _singles(table: Table, kind: str, groups: list[Ranked]) -> list[Finding]:
    """An indicator that one dossier alone gives, of all that are compared."""
    given = [r for group in groups for r in group]
    if len(given) == 1 and len({row.dossier.place.code for row in table.rows}) > 1:
        return [Finding("only", table, (given[0][1],), (given[0][2],), kind)]
    return []


def _disputes(table: Table, kind: str) -> list[Finding]:
    """Every dossier that gives several values where there can be only one."""
    cells = [(row.dossier, row.actual if kind == "actual" else row.target) for row in table.rows]
    return [Finding("disputed", table, (dossier,) * len(cell.facts), cell.facts, kind) for dossier, cell in cells if cell.disputed]
