"""Ids of facts: by its id a note cites a fact, `explain` finds it and the data files list it.

    侯马市2024, 地区生产总值增长10%以上 (a target)  →  141081-2024.gdp-growth.target

The id says dossier, indicator and measure, kind; the year where it is not the one that the kind means (the report's own year for a
target, the year before for a result); stretch; and a number where the text gives several values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from digest.model.dossier import Dossier, table_id
from digest.model.report import Fact


def fact_ids(dossier: Dossier) -> tuple[tuple[str, Fact], ...]:
    """Dossier → each of its facts with its id, in the order of the facts; no id stands twice, also not across dossiers."""
    seen: Counter[str] = Counter()
    named = []
    for fact in dossier.facts:
        stem = _id_without_number(dossier, fact)
        seen[stem] += 1
        named.append((stem if seen[stem] == 1 else f"{stem}.{seen[stem]}", fact))
    return tuple(named)


def known_facts(dossiers: Iterable[Dossier]) -> dict[str, tuple[Dossier, Fact]]:
    """Dossiers → every fact by its id, with the dossier that gives it."""
    return {id: (dossier, fact) for dossier in dossiers for id, fact in fact_ids(dossier)}


def _id_without_number(dossier: Dossier, fact: Fact) -> str:
    usual = dossier.year - (fact.kind == "actual")
    year = "" if fact.year == usual else f".y{fact.year}" if fact.year else ".period"
    measure = table_id(fact.indicator, fact.measure)
    return f"{dossier.id}.{measure}.{fact.kind}{year}{'.stretch' if fact.stretch else ''}"
