"""Dossiers → the few whole reports that do not speak of an indicator which most others give.

A report counts as silent only if its whole text is at hand and no name or head word of the indicator stands in it, whether or not a
value was read there.
"""

from __future__ import annotations

from collections.abc import Iterable

from digest.compare.dossiers import latest
from digest.model.comparison import Finding
from digest.model.dossier import UNMENTIONED, Dossier, Table

FEWEST = 4  # reports that give it, before its absence from another says anything
MOST = 2  # silent ones: of more it is no exception


def absences(tables: Iterable[Table], dossiers: Iterable[Dossier]) -> tuple[Finding, ...]:
    """Tables of the dossiers → a finding for each indicator that all but one or two whole reports of one level give."""
    whole = [d for d in latest(dossiers) if d.completeness == "full"]
    by_indicator: dict[str, list[Table]] = {}
    for table in tables:
        by_indicator.setdefault(table.indicator.id, []).append(table)
    return tuple(
        finding
        for group in by_indicator.values()
        for level in sorted({d.place.level for d in whole})
        if (finding := _absence(group, [d for d in whole if d.place.level == level]))
    )


def _absence(tables: list[Table], whole: list[Dossier]) -> Finding | None:
    ids = {d.id for d in whole}
    rows = [row for table in tables for row in table.rows if row.dossier.id in ids]
    giving = {row.dossier.id for row in rows if row.actual.facts or row.target.facts}
    cells = [(row.dossier.id, cell) for row in rows for cell in (row.actual, row.target)]
    lost = {id for id, cell in cells if not cell.facts and cell.absence != UNMENTIONED}
    silent = tuple(d for d in whole if d.id not in giving)
    if len(giving) < FEWEST or not 1 <= len(silent) <= MOST or any(d.id in lost or tables[0].indicator.id in d.spoken.heard for d in silent):
        return None
    table = max(tables, key=lambda t: (t.given, t.id))
    return Finding("absent", table, silent, (), "target", of=len(whole))
