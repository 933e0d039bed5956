"""Tables → Findings: what the figures say when they are laid side by side, as values; sentences are the templates' business.

Only like is ranked with like: the same indicator, measure, kind and year; totals only among places of one level, since a
prefecture's is no match for a county's. A target that is a bound (10%以上) ranks by its number and is shown with its bound; a result
that is one (超过5%) has no certain place, and is not ranked; nor is a disputed one, one on another base (不含开发区), or an indicator of
which each report counts something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import zip_longest
from statistics import median

from digest.compare.absences import absences
from digest.compare.bases import base_of
from digest.compare.movements import single
from digest.compare.peers import TOTALS
from digest.comparison import Finding, Movement
from digest.dossier import Dossier, Table
from digest.model import Fact
from digest.promise import Promise

FEWEST = 5  # comparable values, before one of them is called far from the others
FAR = Decimal("3.5")  # modified z-score beyond which a value is an outlier (Iglewicz & Hoaglin 1993)
SCALE = Decimal("0.6745")  # of the median absolute deviation, to stand for a standard deviation
ORDER = ("spread", "missed", "movement", "outlier", "absent", "met", "total")  # of kinds within a round
MEASURED = {"growth": 0, "share": 1, "level": 2, "change": 3}

Ranked = list[tuple[Decimal, Dossier, Fact]]


def findings(
    tables: Iterable[Table],
    dossiers: tuple[Dossier, ...] = (),
    moved: Iterable[Movement] = (),
    promises: Iterable[Promise] = (),
    bases: tuple[str, ...] = (),
) -> tuple[Finding, ...]:
    """Tables, and what is known over the years → findings, the most informative first.

    In rounds: the most telling finding of each kind, then the second of each … so that no kind crowds the others out. Within a round
    in the order spread of growth or shares, target missed, movement, outlier, absence, target met, spread of totals (which follow the
    size of a place). The most telling of a kind: of spreads that of most places, growth before shares before amounts; of
    targets and movements the newest, rates before amounts, then the largest difference; else by table. Disputes, and what one
    dossier alone gives, come last.
    """
    tables = tuple(tables)
    kinds: dict[str, list[Finding]] = {kind: [] for kind in (*ORDER, "disputed", "only")}
    for finding in (*_side_by_side(tables, bases), *map(_moved, moved), *_kept(promises), *absences(tables, dossiers)):
        total = finding.kind == "spread" and finding.table.measure in ("level", "change")
        kinds["total" if total else finding.kind].append(finding)
    order = {table.id: number for number, table in enumerate(tables)}
    ranked = [sorted(kinds[kind], key=lambda f: _telling(f, order)) for kind in ORDER]
    rounds = [finding for round in zip_longest(*ranked) for finding in round if finding]
    return (*rounds, *(f for kind in ("disputed", "only") for f in sorted(kinds[kind], key=lambda f: _telling(f, order))))


def _telling(finding: Finding, order: dict[str, int]) -> tuple[object, ...]:
    """What findings of one kind are sorted by, the most telling first."""
    year = -max((d.year for d in finding.dossiers), default=0) if finding.kind in ("movement", "missed", "met") else 0
    places = finding.of or len(finding.facts)
    return (year, MEASURED[finding.table.measure], -_size(finding), -places, order.get(finding.table.id, len(order)), finding.year_kind,
            [d.id for d in finding.dossiers])  # fmt: skip


def _size(finding: Finding) -> Decimal:
    """How large a difference is: of rates in points, of amounts as a part of the value that it is measured from."""
    if finding.difference is None:
        return Decimal(0)
    against = Decimal(1) if finding.table.unit == "%" or finding.median is not None else abs(finding.facts[-1].value)
    return abs(finding.difference) / (against or 1)


def _side_by_side(tables: tuple[Table, ...], bases: tuple[str, ...]) -> Iterable[Finding]:
    """Tables → what their columns say: spreads and outliers of comparable groups, values that one place alone gives, disputes."""
    for table in tables:
        for kind in ("target", "actual"):
            groups = comparable(table, kind, bases)
            for ranked in groups:
                if len({r[0] for r in ranked}) > 1 and not table.indicator.loose:
                    yield _extremes(table, kind, ranked)
                    yield from _outliers(table, kind, ranked)
            yield from _singles(table, kind)
            yield from _disputes(table, kind)


def comparable(table: Table, kind: str, bases: tuple[str, ...]) -> list[Ranked]:
    """The comparable values of a table's column, highest first, a list for each year and base (and level of place, for totals)."""
    groups: dict[tuple[int, str, tuple[str, ...]], Ranked] = defaultdict(list)
    for row in table.rows:
        fact = single(row.cell(kind))
        if fact and (kind == "target" or fact.bound in ("=", "~")):
            level = row.dossier.place.level if table.measure == "level" and table.unit in TOTALS else ""
            base = tuple(sorted(base_of(row.dossier, fact, bases)))
            groups[fact.year or 0, level, base].append((fact.value, row.dossier, fact))
    return [sorted(group, key=lambda r: (-r[0], r[1].id)) for _, group in sorted(groups.items(), reverse=True)]


def _extremes(table: Table, kind: str, ranked: Ranked) -> Finding:
    """Highest and lowest of a group: the facts stand from the highest to the lowest, all of them, as do their dossiers."""
    return Finding("spread", table, tuple(r[1] for r in ranked), tuple(r[2] for r in ranked), kind)


def _singles(table: Table, kind: str) -> list[Finding]:
    """An indicator that one dossier alone gives, of all that are compared; a range or a disputed value of another is given too."""
    cells = [(row.dossier, row.cell(kind)) for row in table.rows]
    given = [(dossier, cell) for dossier, cell in cells if cell.facts]
    if len(given) == 1 and (fact := single(given[0][1])) and len({dossier.place.code for dossier, _ in cells}) > 1:
        return [Finding("only", table, (given[0][0],), (fact,), kind)]
    return []


def _disputes(table: Table, kind: str) -> list[Finding]:
    """Every dossier that gives several values where there can be only one."""
    cells = [(row.dossier, row.cell(kind)) for row in table.rows]
    return [Finding("disputed", table, (dossier,) * len(cell.facts), cell.facts, kind) for dossier, cell in cells if cell.disputed]


def _outliers(table: Table, kind: str, ranked: Ranked) -> list[Finding]:
    """Values whose modified z-score among at least five is beyond 3.5; none where half of them are equal, which leaves no measure.

    Results only: a target that is a bound is no measurement.  6, 6.5, 7, 7.5, 15 → 15
    """
    values = [r[0] for r in ranked]
    if len(values) < FEWEST or kind != "actual":
        return []
    middle = Decimal(median(values))
    deviation = Decimal(median(abs(value - middle) for value in values))
    far = [r for r in ranked if deviation and SCALE * abs(r[0] - middle) / deviation > FAR and r[2].bound == "="]
    return [Finding("outlier", table, (r[1],), (r[2],), kind, len(values), middle, r[0] - middle) for r in far]


def _moved(movement: Movement) -> Finding:
    """A movement → the finding; one of nothing is none, which _telling puts last of its kind."""
    both = (movement.dossier, movement.before), (movement.fact, movement.earlier)
    return Finding("movement", movement.table, *both, movement.kind, difference=movement.difference)


def _kept(promises: Iterable[Promise]) -> Iterable[Finding]:
    """Lines of the ledger → those that are decided, as findings: the target, then the result."""
    for line in promises:
        if line.outcome in ("met", "missed") and line.next and line.actual and line.difference is not None:
            both = (line.dossier, line.next), (line.target, line.actual)
            yield Finding(line.outcome, line.table, *both, "target", difference=line.difference)
