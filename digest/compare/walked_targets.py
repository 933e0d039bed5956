"""Tables over the years → targets that one place set lower year after year, and those that its newest report no longer gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from digest.compare.movements import single
from digest.model.comparison import Finding
from digest.model.dossier import UNMENTIONED, Dossier, Row, Table
from digest.model.report import Fact

FEWEST = 3  # targets, each lower than the one before
BEFORE = 2  # reports running that gave it, before its absence says anything

Given = tuple[Dossier, Fact]


def walked_targets(tables: Iterable[Table]) -> tuple[Finding, ...]:
    """Tables → for each place whose targets went down in three reports running, up to its newest: these targets, the oldest first.

    20%, 11%, 8% → walked      20%, 11%, 11% → none
    """
    return tuple(
        Finding("walked", table, tuple(d for d, _ in run), tuple(f for _, f in run), "target", of=len(run), difference=run[-1][1].value - run[0][1].value)
        for table in tables
        if not (table.indicator.loose or table.indicator.several or table.indicator.lower_is_better)
        for rows in _rows_by_place(table).values()
        if len(run := _run_down(rows)) >= FEWEST
    )


def dropped_targets(tables: Iterable[Table]) -> tuple[Finding, ...]:
    """Tables → for each place whose two reports before gave a target, and whose newest, of which all is at hand, does not speak of the indicator at all."""
    made = tuple(tables)
    cells = ((table.indicator.id, row.dossier.id, cell) for table in made for row in table.rows for cell in (row.actual, row.target))
    said = {(indicator, dossier) for indicator, dossier, cell in cells if cell.absence != UNMENTIONED}
    found = []
    for table in made:
        for rows in _rows_by_place(table).values():
            newest, before = rows[0], rows[1 : 1 + BEFORE]
            facts = [(row.dossier, fact) for row in before if (fact := single(row.target))]
            following = [row.dossier.year for row in rows[: 1 + BEFORE]] == [newest.dossier.year - n for n in range(1 + BEFORE)]
            silent = (table.indicator.id, newest.dossier.id) not in said and table.indicator.id not in newest.dossier.spoken.heard
            if len(facts) == BEFORE and following and silent and newest.dossier.completeness == "full":
                found.append(Finding("dropped", table, (*(d for d, _ in facts), newest.dossier), tuple(f for _, f in facts), "target", of=BEFORE))
    return tuple(found)


def _rows_by_place(table: Table) -> dict[str, list[Row]]:
    """A table → the rows of each place, the newest first."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(table.rows, key=lambda row: -row.dossier.year):
        groups[row.dossier.place.code].append(row)
    return groups


def _run_down(rows: list[Row]) -> list[Given]:
    """Rows of one place, the newest first → its targets as far back as each is lower than the one of the year before, the oldest first."""
    run: list[Given] = []
    for row in rows:
        fact = single(row.target)
        if fact is None or (run and not _is_lower(run[-1], (row.dossier, fact))):
            break
        run.append((row.dossier, fact))
    return run[::-1]


def _is_lower(later: Given, earlier: Given) -> bool:
    (after, now), (before, then) = later, earlier
    return after.year == before.year + 1 and now.like == then.like and now.unit == then.unit and now.bound == then.bound and now.value < then.value
