"""Tables → Findings, and their order: what the figures say when they are laid side by side, as values; sentences are the templates' business.

What may be ranked with what, and who is surely highest, comparable.py decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import zip_longest
from statistics import median

from digest.compare.comparable import Ends, Group, Groups, ends, is_total, middle, order, recent
from digest.compare.disputes import disputed_in
from digest.compare.movements import single
from digest.compare.omissions import absences
from digest.model.bounds import falls
from digest.model.closed_sets import Kind, Measure
from digest.model.comparison import Finding, Movement
from digest.model.dossier import Dossier, Table
from digest.model.promise import Promise

FEWEST = 5  # comparable values, before one of them is called far from the others
FAR = Decimal("3.5")  # modified z-score beyond which a value is an outlier (Iglewicz & Hoaglin 1993)
SCALE = Decimal("0.6745")  # of the median absolute deviation, to stand for a standard deviation
ORDER = ("spread", "missed", "movement", "outlier", "absent", "met", "total")  # of kinds within a round
MEASURED: Mapping[Measure, int] = {"growth": 0, "share": 1, "level": 2, "change": 3}


def findings(
    tables: Iterable[Table],
    alike: Groups,
    dossiers: tuple[Dossier, ...] = (),
    moved: Iterable[Movement] = (),
    promises: Iterable[Promise] = (),
) -> tuple[Finding, ...]:
    """Tables, what may be ranked of them, and what is known over the years → findings, the most informative first.

    In rounds: the most telling finding of each kind, then the second of each … so that no kind crowds the others out. Within a round
    in the order spread of growth or shares, target missed, movement, outlier, absence, target met, spread of totals (which follow the
    size of a place). The most telling of a kind: the newest, growth before shares before amounts, then the largest difference, of spreads
    that of most places; else by table. Disputes, and what one dossier alone gives, come last.
    """
    tables = tuple(tables)
    kinds: dict[str, list[Finding]] = {kind: [] for kind in (*ORDER, "disputed", "only")}
    for finding in (*_findings_of_columns(tables, alike), *map(_finding_of_movement, moved), *_findings_of_promises(promises), *absences(tables, dossiers)):
        total = finding.kind == "spread" and finding.table.measure in ("level", "change")
        kinds["total" if total else finding.kind].append(finding)
    places = {table.id: number for number, table in enumerate(tables)}
    ranked = [sorted(kinds[kind], key=lambda f: _by_weight(f, places)) for kind in ORDER]
    rounds = [finding for round in zip_longest(*ranked) for finding in round if finding]
    return (*rounds, *(f for kind in ("disputed", "only") for f in sorted(kinds[kind], key=lambda f: _by_weight(f, places))))


def _by_weight(finding: Finding, order: dict[str, int]) -> tuple[object, ...]:
    """What findings of one kind are sorted by, the most telling first."""
    year = -max(d.year for d in finding.dossiers) if finding.kind != "only" else 0
    places = finding.of or len(finding.facts)
    return (year, MEASURED[finding.table.measure], -_size_of_difference(finding), -places, order.get(finding.table.id, len(order)), finding.year_kind,
            [d.id for d in finding.dossiers])  # fmt: skip


def _size_of_difference(finding: Finding) -> Decimal:
    """How large a difference is: of rates in points, of amounts as a part of the value that it is measured from."""
    if finding.difference is None:
        return Decimal(0)
    if finding.table.unit == "%":
        return abs(finding.difference)
    against = finding.facts[-1].value if finding.median is None else finding.median
    return abs(finding.difference) / (abs(against) or 1)


def _findings_of_columns(tables: tuple[Table, ...], alike: Groups) -> Iterable[Finding]:
    """Tables → what their columns say: spreads and outliers of comparable groups, values that one place alone gives, disputes."""
    for table in tables:
        for group in recent(alike.get(table.id, ())):
            if sure := ends(group):
                yield _spread_of_group(table, group, sure)
            yield from _outliers(table, group)
        for kind in ("target", "actual"):
            yield from _singles(table, kind)
            yield from _disputes(table, kind)


def _spread_of_group(table: Table, group: Group, sure: Ends) -> Finding:
    """Highest and lowest of a group, as far as that is sure: the facts stand from the highest to the lowest, all of them, as do their dossiers."""
    dossiers, facts = tuple(one.dossier for one in group.ranked), tuple(one.fact for one in group.ranked if one.fact)
    return Finding(
        "spread", table, dossiers, facts, group.kind, highest=len(sure.highest), lowest=len(sure.lowest), open=sure.open, more=sure.more,
        falling=sure.falling,
    )  # fmt: skip


def _singles(table: Table, kind: Kind) -> list[Finding]:
    """An indicator that one dossier alone gives, of all that are compared; a range or a disputed value of another is given too."""
    cells = [(row.dossier, row.cell(kind)) for row in table.rows]
    given = [(dossier, cell) for dossier, cell in cells if cell.facts]
    if len(given) == 1 and (fact := single(given[0][1])) and len({dossier.place.code for dossier, _ in cells}) > 1:
        return [Finding("only", table, (given[0][0],), (fact,), kind)]
    return []


def _disputes(table: Table, kind: Kind) -> list[Finding]:
    """Every dossier that gives several values where there can be only one."""
    cells = [(row.dossier, disputed_in(row.cell(kind))) for row in table.rows if row.cell(kind).disputed]
    return [Finding("disputed", table, (dossier,) * len(facts), facts, kind) for dossier, facts in cells]


def _outliers(table: Table, group: Group) -> list[Finding]:
    """Values whose modified z-score among at least five is beyond 3.5; none where half of them are equal, which leaves no measure.

    Results only, since a target is no measurement; of no totals, which follow the size of a place; and of no falls, of which high and low
    say the opposite.  6, 6.5, 7, 7.5, 15 → 15
    """
    usual = middle(order(group.all))
    values = [one.extent.low for one in group.ranked if one.extent.exact]
    if usual is None or len(values) < FEWEST or group.kind != "actual" or is_total(table):
        return []
    deviation = Decimal(median(abs(value - usual) for value in values))
    beyond = [one for one in group.ranked if one.fact and not falls(one.fact) and one.extent.exact]
    far = [one for one in beyond if deviation and SCALE * abs(one.extent.low - usual) / deviation > FAR]
    of = len(group.all)
    return [Finding("outlier", table, (one.dossier,), (one.fact,), group.kind, of, usual, one.extent.low - usual) for one in far if one.fact]


def _finding_of_movement(movement: Movement) -> Finding:
    """A movement → the finding; one of nothing is none, which _by_weight puts last of its kind."""
    both = (movement.dossier, movement.before), (movement.fact, movement.earlier)
    return Finding("movement", movement.table, *both, movement.kind, difference=movement.difference)


def _findings_of_promises(promises: Iterable[Promise]) -> Iterable[Finding]:
    """Lines of the ledger → those that are decided, as findings: the target, then the result; who only misses 力争10% has missed no target."""
    for line in promises:
        if line.outcome in ("met", "missed") and not line.target.stretch and line.next and line.actual and line.difference is not None:
            both = (line.dossier, line.next), (line.target, line.actual)
            yield Finding(line.outcome, line.table, *both, "target", difference=line.difference)
