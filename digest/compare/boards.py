"""Tables of headline indicators → the boards: each level and year with every place's target, last year's target and result, and what they come to.

Only places of one level stand on one board, so that none stands beside its own part. What may be held against what comparable.py decides,
and model/bounds.py where a target has gone; here is only counted. Medians and means count the numbers as the reports name them, of a range
its middle, and are not made of totals, which follow the size of a place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import get_args

from digest.chinese.figure_format import percent
from digest.compare.board_charts import targets_chart
from digest.compare.comparable import FEWEST, PLAIN, counting, is_total, one_value, same_base
from digest.model.board import BoardLine, BoardRow, Computed, Direction, Hedge, Hedged, Panel, Turned, Weighted
from digest.model.bounds import approximate, from_above, from_below, ranged, turn
from digest.model.catalogue import Weight
from digest.model.closed_sets import LEVELS, Level
from digest.model.dossier import ONLY, UNMENTIONED, UNREAD, Cell, Dossier, Row, Table, table_id
from digest.model.report import Evidence

DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
HEDGES: tuple[Hedge, ...] = get_args(Hedge)
SILENT = (UNMENTIONED, UNREAD, ONLY["target"])  # said of whole texts alone
NOTHING = Cell()
WEIGHED = "亿元"  # the unit of what can weigh: of the growth of an amount that amount itself

Rows = Mapping[str, Mapping[str, Row]]  # a table's id → a dossier's id → its row
Weights = Mapping[tuple[str, str, int], Decimal]  # place, indicator, year → level


def boards(tables: Iterable[Table], dossiers: tuple[Dossier, ...], weights: Iterable[Weight] = ()) -> tuple[Panel, ...]:
    """Tables of all indicators and the dossiers in them → a panel for each year and level of which at least three places' reports are at hand.

    The newest year first; of one year the highest level.
    """
    known = {(one.code, one.indicator, one.year): one.value for one in weights}
    made = {table.id: table for table in tables if table.indicator.headline}
    shown = [table for table in made.values() if table.measure == table.indicator.headline]
    rows: Rows = {table.id: {row.dossier.id: row for row in table.rows} for table in made.values()}
    groups: dict[tuple[int, Level], list[Dossier]] = defaultdict(list)
    for dossier in dossiers:
        groups[dossier.year, dossier.place.level].append(dossier)
    keys = sorted((key for key, own in groups.items() if len(own) >= FEWEST), key=lambda key: (-key[0], LEVELS.index(key[1])))
    before = {(dossier.place.code, dossier.year + 1): dossier for dossier in dossiers}
    panels = (_panel(level, year, groups[year, level], before, shown, rows, known) for year, level in keys)
    return tuple(panel for panel in panels if panel.lines)


def _panel(
    level: Level, year: int, dossiers: Sequence[Dossier], known: Mapping[tuple[str, int], Dossier], tables: Iterable[Table], rows: Rows, weights: Weights
) -> Panel:
    ordered = tuple(sorted(dossiers, key=lambda dossier: dossier.place.code))
    pairs = [(dossier, known.get((dossier.place.code, year))) for dossier in ordered]
    lines = tuple(line for table in tables if (line := _line(table, pairs, rows, weights)).given or line.told)
    first = tuple(replace(line, chart=targets_chart(line, level, year)) for line in lines[:1])
    return Panel(level, year, ordered, sum(before is not None for _, before in pairs), (*first, *lines[1:]))


def _line(table: Table, pairs: Iterable[tuple[Dossier, Dossier | None]], rows: Rows, weights: Weights) -> BoardLine:
    made = tuple(_row(table, rows[table.id][dossier.id], rows[table.id][before.id] if before else None) for dossier, before in pairs)
    given = tuple(row for row in made if row.target.facts)
    counted = tuple(row for row in given if row.counted and row.counted.like == PLAIN and row.counted.unit == table.unit)
    line = BoardLine(
        table, made, given,
        told=tuple(row for row in made if not row.target.facts and row.target.phrase and row.target.phrase.words),
        turned=tuple(Turned(way, own) for way in DIRECTIONS if way and (own := tuple(row for row in made if row.direction == way))),
        hedged=tuple(_hedged(hedge, own) for hedge in HEDGES if (own := tuple(row for row in made if hedge in row.hedges))),
    )  # fmt: skip
    if len(counted) < FEWEST or is_total(table):
        return line
    numbers = [counting(row.counted) for row in counted if row.counted]
    mean = sum(numbers, Decimal(0)) / len(numbers)
    return replace(
        line, median=_rounded(Decimal(median(numbers)), table.unit), mean=_rounded(mean, table.unit), counted=len(counted),
        weighted=_weighted(table, counted, rows, weights),
    )  # fmt: skip


def _hedged(hedge: Hedge, rows: tuple[BoardRow, ...]) -> Hedged:
    return Hedged(hedge, rows, tuple(row for row in rows if row.earlier.facts and hedge not in row.hedged_before))


def _row(table: Table, row: Row, before: Row | None) -> BoardRow:
    better = _better_result(row.dossier, table)
    earlier = before.target if before else NOTHING
    return BoardRow(
        row.dossier, before.dossier if before else None, row.target, earlier, row.actual,
        direction=direction(row.target, earlier) if before else "",
        hedges=_hedges(row.target, better is not None),
        hedged_before=_hedges(earlier, before is not None and _better_result(before.dossier, table) is not None),
        counted=one_value(row.target), better=better,
    )  # fmt: skip


def direction(target: Cell, earlier: Cell) -> Direction:
    """A target and that of the report a year before → where it has gone, by the numbers that the two name.

        5%左右, 5.5%左右 → lowered      5%, 未提及 → first      与经济增长同步, 7% → worded      12家（新增）, 20家（净增） → unclear
    """
    now, then = one_value(target), one_value(earlier)
    if now and then:
        return turn(now, then) if same_base(now, then) else "unclear"
    if target.facts and not earlier.facts:
        return "numbered" if _says_in_words(earlier) else "first" if earlier.absence in SILENT else "unclear"
    if earlier.facts and not target.facts:
        return "worded" if _says_in_words(target) else "gone" if target.absence in SILENT else "unclear"
    return "unclear" if target.facts else ""


def _says_in_words(cell: Cell) -> bool:
    return bool(cell.phrase and cell.phrase.words)


def _hedges(cell: Cell, better: bool) -> tuple[Hedge, ...]:
    """A target and whether more is striven for → in which ways room is left about it."""
    base = [fact for fact in cell.facts if not fact.stretch]
    found: dict[Hedge, bool] = {
        "above": any(map(from_below, base)),
        "within": any(map(from_above, base)),
        "about": any(map(approximate, base)),
        "range": any(map(ranged, base)),
        "stretch": len(base) < len(cell.facts),
        "better": better and bool(cell.facts),
    }
    return tuple(hedge for hedge in HEDGES if found[hedge])


def _better_result(dossier: Dossier, table: Table) -> Evidence | None:
    """Where a report says of its target for the year that a better result is striven for: 增长5%左右、努力争取更好结果."""
    said = (
        aim.evidence
        for edition in dossier.editions
        for aim in edition.aims
        if aim.relation == "better" and aim.indicator == table.indicator.id and aim.year == dossier.year and aim.measure in ("", table.measure)
    )
    return next(said, None)


def _weighted(table: Table, counted: Sequence[BoardRow], rows: Rows, weights: Weights) -> Weighted | None:
    """The mean by each place's newest level of the indicator, of last year or the year before, as content/weights.csv or a report gives it.

    None where most places have none.
    """
    if table.measure != "growth" or table.indicator.unit != WEIGHED:
        return None
    id, year = table.indicator.id, counted[0].dossier.year - 1
    filed = {row.dossier.id: weights[key] for row in counted if (key := (row.dossier.place.code, id, year)) in weights}
    rest, levels = [row for row in counted if row.dossier.id not in filed], rows.get(table_id(id, "level"), {})
    told = {row.dossier.id: level for row in rest if (level := _level_told(levels.get(row.dossier.id)))}
    older = {row.dossier.id: level for row in rest if row.before and row.dossier.id not in told and (level := _level_told(levels.get(row.before.id)))}
    weight = filed | told | older
    if len(weight) < FEWEST or 2 * len(weight) < len(counted):
        return None
    whole = sum(weight.values(), Decimal(0))
    mean = sum((counting(row.counted) * weight[row.dossier.id] for row in counted if row.counted and row.dossier.id in weight), Decimal(0)) / whole
    listed = [value for (_, indicator, of), value in weights.items() if (indicator, of) == (id, year)]
    share = Computed(percent(sum(filed.values(), Decimal(0)), sum(listed, Decimal(0))), "%") if listed and len(filed) == len(weight) else None
    return Weighted(_rounded(mean, table.unit), len(weight), len(filed), len(older), share, len(listed) if share else 0)


def _level_told(row: Row | None) -> Decimal | None:
    """A report's row of levels → last year's level, where it gives one; 突破 names what is just passed, and weighs as much."""
    fact = one_value(row.actual) if row else None
    return fact.value if fact and fact.like == PLAIN and fact.unit == WEIGHED and not ranged(fact) and not from_above(fact) else None


def _rounded(value: Decimal, unit: str) -> Computed:
    """To two decimals, as one does on paper."""
    return Computed(value.quantize(Decimal("0.01"), ROUND_HALF_UP), unit)
