"""Which values may be ranked together, and how far their order is sure: asked before any sentence says highest, second or median.

Like is one indicator, measure, kind and year among places of one level (so that no place stands beside one that contains it). Ranked are
places that give one closed value of one variant (新增 with 新增 alone, a volume with volumes); whatever else a place of that level gives
(bounds, several values, another variant) is not ranked but may contradict: nothing is said that any of it could make untrue. A value
counts wherever it stands, in a column or retold.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from digest.model.bounds import ANYTHING, Extent, definite, exact, extent, falls, far_from, half_open, hull, named
from digest.model.closed_sets import Kind, Level
from digest.model.dossier import Cell, Dossier, Table
from digest.model.report import Fact

FEWEST = 3  # places that a superlative or a rank is worth telling of
MOST_TIED = 3  # places that may share one end: of more there is no highest
RECENT = 2  # years of reports, of which superlatives are told
# Units of what grows with a place; per head and per unit of output are not among them.
TOTALS = ("亿元", "人", "人次", "个", "户", "家", "吨", "亩", "公里", "套", "座", "部", "场", "件", "平方公里")
# What in a name says which part is counted
# matches 城镇 · 省级 · 规模以上      not 全市 · 企业
_SCOPE = re.compile("城镇|城乡|农村|[省市县区]级|[省市县]{2,3}(?=重点|重大)|重点|重大|规模以上|规上")
_SAME_SCOPE = {"规上": "规模以上"}


@dataclass(frozen=True, slots=True)
class Given:
    """What one place gives: the value that it may be ranked by, or None, and between which ends all lies that it gives.

    `apart`: it gives a value, but of another variant than those beside which it stands.
    """

    dossier: Dossier
    fact: Fact | None
    extent: Extent
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What places of one level give of one thing: those that are ranked, highest first, and the others, by the place's code."""

    kind: Kind
    year: int
    level: Level
    ranked: tuple[Given, ...]
    others: tuple[Given, ...]

    @property
    def all(self) -> tuple[Given, ...]:
        """Every place that gives anything."""
        return (*self.ranked, *self.others)


@dataclass(frozen=True, slots=True)
class Ends:
    """Who is surely highest and who lowest of a group, () where that is not sure; `of` how many that are ranked.

    `open`: how many others give only a bound; `more`: how many others give several values, a range, or one of another variant. `falling`:
    what is told are falls, of which the lowest value is the largest.
    """

    highest: tuple[Given, ...]
    lowest: tuple[Given, ...]
    of: int
    open: int
    more: int
    falling: bool


Groups = Mapping[str, tuple[Group, ...]]  # a table's id → its groups, newest first


def is_total(table: Table) -> bool:
    """Whether a table's values follow the size of a place more than what it does."""
    return table.measure in ("level", "change") and table.unit in TOTALS


def groups(tables: Iterable[Table]) -> dict[str, tuple[Group, ...]]:
    """Tables of the same dossiers → their groups; none of an indicator of which each report counts something else."""
    made = tuple(tables)
    dossiers = {row.dossier.id: row.dossier for table in made for row in table.rows}
    said: dict[tuple[str, str], dict[tuple[Kind, int, Level], dict[str, list[tuple[Dossier, Fact]]]]]
    said = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for dossier in dossiers.values():
        for fact in dossier.facts:
            if fact.year is not None:
                key = fact.kind, fact.year, dossier.place.level
                said[fact.indicator, fact.measure][key][dossier.place.code].append((dossier, fact))
    return {
        table.id: tuple(
            group
            for (kind, year, level), places in sorted(said[table.indicator.id, table.measure].items(), key=lambda item: (-item[0][1], item[0]))
            for group in _groups_by_variant(kind, year, level, [_given_by_place(places[code], kind, year, table.unit) for code in sorted(places)])
        )
        for table in made
        if not table.indicator.loose
    }


Like = tuple[str, bool]  # what values must share to be compared: a fact's `like`
PLAIN: Like = ("", False)  # of the plain indicator, completed or aimed at


def _given_by_place(told: list[tuple[Dossier, Fact]], kind: Kind, year: int, unit: str) -> dict[Like, Given]:
    """What the reports of one place say of one thing → what it gives of each variant."""
    found: dict[Like, list[tuple[Dossier, Fact]]] = defaultdict(list)
    for dossier, fact in told:
        found[fact.like].append((dossier, fact))
    return {like: _given(own, kind, year, unit if like == PLAIN else own[0][1].unit) for like, own in found.items()}  # 以户计 is in 户


def _given(told: list[tuple[Dossier, Fact]], kind: Kind, year: int, unit: str) -> Given:
    """What the reports of one place say of one variant of a thing → what it gives."""
    column = year + (kind == "actual")
    own = next((dossier for dossier, _ in told if dossier.year == column), told[0][0])
    facts = [fact for _, fact in told]
    if any(fact.unit != unit or fact.unchecked for fact in facts):
        return Given(own, None, Extent(-ANYTHING, ANYTHING))
    kept = facts if _is_doubtful(facts) else principal(facts)
    reach = hull(tuple(kept))
    one = next((f for d, f in told if d.id == own.id and f in kept and d.year == column), None)
    if one is None or len({(f.value, f.high, f.bound) for f in kept}) > 1 or not definite(one) or one.stretch:
        return Given(own, None, reach)
    return Given(own, one, reach)


def _is_doubtful(facts: list[Fact]) -> bool:
    """Whether a bound is so far from an exact value which satisfies it that it hardly speaks of the same: 突破1000亿元, 14万亿元."""
    given = [fact for fact in facts if not fact.stretch]
    return any(far_from(loose, one.value) for loose in filter(half_open, given) for one in filter(exact, given))


def _groups_by_variant(kind: Kind, year: int, level: Level, given: list[dict[Like, Given]]) -> Iterable[Group]:
    """What places give of one thing → a group for each variant, the plain one first, every place in each."""
    for like in sorted({like for one in given for like, said in one.items() if said.fact}):
        own = [one[like] if like in one else _apart(one) for one in given]
        ranked = [one for one in own if one.fact and not one.apart]
        yield Group(kind, year, level, tuple(sorted(ranked, key=_from_the_highest)), tuple(one for one in own if one not in ranked))


def _apart(given: dict[Like, Given]) -> Given:
    """What a place gives of variants beside which it can not be ranked → that it may be anything between these."""
    said = tuple(given.values())
    reach = Extent(min(one.extent.low for one in said), max(one.extent.high for one in said))
    return replace(said[0], extent=reach, apart=any(one.fact for one in said))


def _from_the_highest(one: Given) -> tuple[Decimal, str]:
    assert one.fact
    return -one.fact.value, one.dossier.id


def principal(facts: Sequence[Fact]) -> list[Fact]:
    """Of several values those worth printing: an exact value makes the bounds of its variant that it satisfies superfluous.

    首次突破15亿元大关，达15.8亿元 → 15.8 alone; 增长7%以上、力争8% → both (the second is a stretch).
    """
    sure: dict[Like, list[Decimal]] = defaultdict(list)
    for fact in facts:
        if exact(fact) and not fact.stretch:
            insort(sure[fact.like], fact.value)
    return [f for f in facts if exact(f) or f.stretch or not _holds_any(extent(f), sure[f.like])]


def _holds_any(reach: Extent, values: Sequence[Decimal]) -> bool:
    """Whether one of some values, the lowest first, lies within an extent."""
    at = bisect_left(values, reach.low)
    return at < len(values) and values[at] <= reach.high


def one_value(cell: Cell) -> Fact | None:
    """A cell → its one value, what is striven for left aside; None where it gives none, several, contradicts itself or is 待核.

    Of several variants the plain one, where it gives one value of that: 12.1%、同口径10% → 12.1%
    """
    base = [fact for fact in cell.facts if not fact.stretch]
    plain = base if len(base) == 1 else [fact for fact in base if fact.like == PLAIN]
    return plain[0] if len(plain) == 1 and not cell.doubtful else None


def same_base(one: Fact, other: Fact) -> bool:
    """Whether what a place gives in two years may be held against each other: one variant, one unit, none that merely stands.

    增长5% of two years → True    新增12家, 净增9家 → False    70万户, 13.7万套 → False
    """
    return one.like == other.like and one.unit == other.unit and one.estimate == other.estimate and not one.volume and same_scope(one, other)


def same_scope(one: Fact, other: Fact) -> bool:
    """Whether the words of two values name the same part of the whole, where they name one: 城镇新增就业, 新增就业 → False; 省级重点项目, 重点项目 → False"""
    first, second = ({_SAME_SCOPE.get(word, word) for word in _SCOPE.findall(fact.evidence[0].words)} if fact.evidence else set() for fact in (one, other))
    return first == second


def counting(fact: Fact) -> Decimal:
    """A target → the number that it counts with in a mean: the one that it names, of a range its middle.  5%以上 → 5    5%—5.5% → 5.25"""
    return (held(fact).low + held(fact).high) / 2


def held(fact: Fact) -> Extent:
    """A value → what of it is held against that of one other place: of a target the numbers that it names, of a result what it may be.

    目标 10%以上 → 10 … 10    完成 超过5% → 5 … ∞
    """
    return named(fact) if fact.kind == "target" else extent(fact)


def ends(group: Group) -> Ends | None:
    """A group → what is sure of its highest and lowest; None where nothing is, or too few are ranked to say it."""
    highest, lowest = _surely_at_end(group, top=True), _surely_at_end(group, top=False)
    if not highest and not lowest:
        return None
    told = [one.fact for one in (*highest, *lowest) if one.fact]
    bounds = sum(one.extent.open for one in group.others)
    return Ends(highest, lowest, len(group.ranked), bounds, len(group.others) - bounds, all(map(falls, told)))


def _surely_at_end(group: Group, top: bool) -> tuple[Given, ...]:
    """Who is surely at the top, or at the bottom: no other place gives anything that may reach so far."""
    if len(group.ranked) < FEWEST:
        return ()
    first = group.ranked[0 if top else -1]
    tied = tuple(one for one in group.ranked if one is first or (first.extent.exact and one.extent == first.extent))
    if len(tied) > min(MOST_TIED, len(group.ranked) - 1):
        return ()
    rest = [one.extent for one in group.all if one not in tied]
    return tied if all(first.extent.above(one) if top else one.above(first.extent) for one in rest) else ()


def recent(found: Iterable[Group]) -> tuple[Group, ...]:
    """A table's groups → those of its newest years of reports, the newest first, of these the one of most places."""
    made = tuple(found)
    newest = max((_report_year(group) for group in made), default=0)
    kept = [group for group in made if _report_year(group) > newest - RECENT]
    return tuple(sorted(kept, key=lambda group: (-_report_year(group), group.kind, -len(group.ranked), group.level)))


def _report_year(group: Group) -> int:
    return group.year + (group.kind == "actual")


@dataclass(frozen=True, slots=True)
class Order:
    """What places give, made ready for asking where each of them stands; `of` how many there are, `apart` whether their bases differ."""

    lows: tuple[Decimal, ...]
    highs: tuple[Decimal, ...]
    exact: Mapping[Decimal, int]
    apart: bool

    @property
    def of(self) -> int:
        """How many places there are."""
        return len(self.lows)


@dataclass(frozen=True, slots=True)
class PlaceRank:
    """A place in an order: from the highest, and how many share it."""

    at: int
    tied: int


def order(peers: Sequence[Given]) -> Order:
    """What places give → the order that they stand in, as far as there is one."""
    exact = Counter(one.extent.low for one in peers if one.extent.exact)
    lows, highs = sorted(one.extent.low for one in peers), sorted(one.extent.high for one in peers)
    return Order(tuple(lows), tuple(highs), exact, any(one.apart for one in peers))


def rank(own: Given, peers: Order) -> PlaceRank | None:
    """A place and the order that it stands in, itself among them → where; None where any of the others may be above as well as below, or bases differ."""
    above = peers.of - bisect_right(peers.lows, own.extent.high)
    below = bisect_left(peers.highs, own.extent.low)
    equal = peers.exact[own.extent.low] if own.extent.exact else 1
    return PlaceRank(above + 1, equal) if above + below + equal == peers.of and not peers.apart else None


def middle(peers: Order) -> Decimal | None:
    """The order of places → the median, where it is the same whatever the bounds stand for; None where it is not, or bases differ."""
    if not peers.of or peers.apart:
        return None
    low, high = median(peers.lows), median(peers.highs)
    return Decimal(low) if low == high else None
