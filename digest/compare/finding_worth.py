"""Findings → those worth telling, by one stated score: the kind's weight × how recent × how many places × how large the difference.

Left out is what says nothing: a value that one place alone gives, who has the largest of what grows with size, years before the last two,
silence of a report that is not of the newest year. At most two of one table, and two of one kind before every other kind has its first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from digest.compare.comparable import is_total
from digest.model.comparison import Finding

WEIGHT: Mapping[str, int] = {
    "turned": 6, "walked": 5, "missed": 4, "gap": 4, "dropped": 4, "spread": 3, "outlier": 3, "movement": 2, "absent": 2, "met": 1, "disputed": 0,
}  # fmt: skip
OLDEST = 1  # years before the newest report that are still told of
KEPT_BY_ALL = 1  # the weight of a target that every place kept as it was, which is no turn
LAST = Decimal("0.01")  # of what is to be checked before it says anything
MOST = 8
MOST_OF_TABLE = 2
MOST_OF_KIND = 2


def most_telling(found: Iterable[Finding], newest: int) -> tuple[Finding, ...]:
    """Findings and the newest year of reports → the few that tell most, the most telling first."""
    scored = [(worth(one, newest), one) for one in found]
    ranked = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].table.id, pair[1].kind, [d.id for d in pair[1].dossiers]))
    kept = _few_of_each([one for _, one in ranked])
    return tuple(kept[:MOST])


def worth(one: Finding, newest: int) -> Decimal:
    """A finding → its score; 0 of what is not told."""
    year = max(dossier.year for dossier in one.dossiers)
    age = newest - year
    if age > OLDEST or one.kind not in WEIGHT or (one.kind == "absent" and age) or (one.kind == "spread" and is_total(one.table)):
        return Decimal(0)
    places = len({dossier.place.code for dossier in one.dossiers}) if one.kind != "absent" else one.of
    if one.kind == "disputed":
        return LAST
    weight = KEPT_BY_ALL if one.kind == "turned" and not one.highest and not one.lowest else WEIGHT[one.kind]
    return weight * (1 + Decimal(min(places, 30)) / 10) * (1 + _relative(one)) / (1 + age)


def _relative(one: Finding) -> Decimal:
    """How large a difference is: of rates a tenth a point, of amounts as a part of the other value; at most 1."""
    if one.difference is None or not one.facts:
        return Decimal(0)
    apart = abs(one.difference)
    if one.table.unit == "%":
        return min(apart / 10, Decimal(1))
    against = abs(one.facts[-1].value if one.median is None else one.median) or Decimal(1)
    return min(apart / against, Decimal(1))


def _few_of_each(ranked: list[Finding]) -> list[Finding]:
    """Findings in order → first few of each kind and table, then of what is left as many as each table may have."""
    tables, kinds = Counter[str](), Counter[str]()
    first: list[Finding] = []
    rest: list[Finding] = []
    for one in ranked:
        if tables[one.table.id] >= MOST_OF_TABLE:
            continue
        tables[one.table.id] += 1
        kinds[one.kind] += 1
        (first if kinds[one.kind] <= MOST_OF_KIND else rest).append(one)
    return first + rest
