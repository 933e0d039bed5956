"""Findings → those worth telling, by one stated score: the kind's weight × how recent × how many places × how large the difference.

Left out is what says nothing: a value that one place alone gives, who has the largest of what grows with size, years before the last two,
silence and ranks of reports that are not of the newest year, what fewer than a fifth of the places of a level give, a change or a kept target that is
small, how one fall differs from another. At most two of one table, of which one says who is far up or down, and two of one kind before every
other kind has its first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from digest.compare.comparable import is_total
from digest.model.bounds import falls
from digest.model.closed_sets import Level
from digest.model.comparison import Finding

WEIGHT: Mapping[str, int] = {
    "turned": 6, "walked": 5, "missed": 4, "gap": 4, "dropped": 4, "spread": 3, "outlier": 3, "movement": 2, "absent": 2, "met": 1, "disputed": 0,
}  # fmt: skip
OLDEST = 1  # years before the newest report that are still told of
KEPT_BY_ALL = 1  # the weight of a target that every place kept as it was, which is no turn
AMONG = ("spread", "outlier", "turned")  # kinds that speak of many places at once
FEWEST = Decimal("0.2")  # of the places of their level that give it
OF_ITSELF = ("movement", "met")  # kinds of which many are to be had: a place against itself
LARGE = Decimal("0.3")  # of a difference of these, as it is weighed
SLIGHT = Decimal("0.005")  # a target missed by less is as good as met: 58.1%, 58.08%
OF_NEWEST = ("spread", "outlier", "absent")  # kinds of which only the newest reports are told
ENDS = ("spread", "outlier")  # both say who is far up or down
LAST = Decimal("0.01")  # of what is to be checked before it says anything
MOST = 8
MOST_OF_TABLE = 2
MOST_OF_KIND = 2


def most_telling(found: Iterable[Finding], newest: int, places: Mapping[Level, int]) -> tuple[Finding, ...]:
    """Findings, the newest year of reports and how many places of each level there are → the few that tell most, the most telling first."""
    scored = [(worth(one, newest, places), one) for one in found]
    ranked = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].table.id, pair[1].kind, [d.id for d in pair[1].dossiers]))
    kept = _few_of_each([one for _, one in ranked])
    return tuple(kept[:MOST])


def worth(one: Finding, newest: int, of: Mapping[Level, int]) -> Decimal:
    """A finding → its score; 0 of what is not told.

    a target that 21 of 31 provinces give, raised by 3 → 6 × (1 + 2.1)      a result that 3 of 31 provinces give → 0
    """
    year = max(dossier.year for dossier in one.dossiers)
    age = newest - year
    if age > OLDEST or one.kind not in WEIGHT or (one.kind in OF_NEWEST and age) or (one.kind == "spread" and is_total(one.table)):
        return Decimal(0)
    if one.kind == "missed" and _relative(one) < SLIGHT:
        return Decimal(0)
    if _is_of_few(one, of) or (one.kind in OF_ITSELF and _relative(one) < LARGE) or (one.kind == "movement" and any(map(falls, one.facts))):
        return Decimal(0)
    places = len({dossier.place.code for dossier in one.dossiers}) if one.kind != "absent" else one.of
    if one.kind == "disputed":
        return LAST
    weight = KEPT_BY_ALL if one.kind == "turned" and not one.highest and not one.lowest else WEIGHT[one.kind]
    return weight * (1 + Decimal(min(places, 30)) / 10) * (1 + _relative(one)) / (1 + age)


def _is_of_few(one: Finding, of: Mapping[Level, int]) -> bool:
    """Whether so few places of their level give it that nobody can tell what holds for the level."""
    giving = one.of or len({dossier.place.code for dossier in one.dossiers})
    return one.kind in AMONG and giving < FEWEST * of.get(one.dossiers[0].place.level, 0)


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
    tables, kinds, ends = Counter[str](), Counter[str](), set[tuple[str, str]]()
    first: list[Finding] = []
    rest: list[Finding] = []
    for one in ranked:
        if tables[one.table.id] >= MOST_OF_TABLE:
            continue
        if one.kind in ENDS and (one.table.id, one.year_kind) in ends:
            continue
        ends |= {(one.table.id, one.year_kind)} if one.kind in ENDS else set()
        tables[one.table.id] += 1
        kinds[one.kind] += 1
        (first if kinds[one.kind] <= MOST_OF_KIND else rest).append(one)
    return first + rest
