"""A line of the board → its chart: how many places aim at which number, this year and last, one row a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from digest.chinese.figure_format import amount, number
from digest.compare.comparable import FEWEST, held, one_value
from digest.compare.table_charts import LEVELS, source
from digest.model.board import BoardLine, BoardRow
from digest.model.bounds import Extent
from digest.model.chart import Chart, ChartRow, Tile
from digest.model.closed_sets import Level
from digest.model.dossier import Cell
from digest.model.report import Evidence

MOST_COLUMNS = 12  # numbers that are columns of their own; of more they are put together
STEPS = tuple(Decimal(digit).scaleb(power) for power in range(20) for digit in (1, 2, 5))
TURNS: Mapping[str, str] = {"raised": "上调", "kept": "持平", "lowered": "下调"}
TOGETHER = "每一栏含下限、不含上限，区间目标按中点归入"
AS_NAMED = "不分“左右”“以上”，按所写的数归栏；只算两年都给出数值的地方"


def targets_chart(line: BoardLine, level: Level, year: int) -> Chart | None:
    """A line → its chart; None where fewer than three places give a number in both years, or all of them the same."""
    both = [row for row in line.rows if row.direction in TURNS]
    if len(both) < FEWEST:
        return None
    said = {year - 1: [_extent_of(row.earlier) for row in both], year: [_extent_of(row.target) for row in both]}
    columns, together = _columns(extent for own in said.values() for extent in own)
    if len(columns) < 2:
        return None
    counts = {of: Counter(columns.index(_column_of(extent, columns)) for extent in own) for of, own in said.items()}
    rows = tuple(_row_of_year(of, counts[of], len(columns), both, said[of], columns, of == year) for of in said)
    names = tuple(_name_of_column(column, line.table.unit) for column in columns)
    told = [(name, sum(row.direction == way for row in both)) for way, name in TURNS.items()]
    finding = f"两年都给出数值的{len(both)}地中（{LEVELS[level]}），" + "，".join(f"{name}{count}地" for name, count in told)
    title = f"{line.table.name}目标：{year}年与{year - 1}年"
    note = f"{AS_NAMED}；{TOGETHER}" if together else AS_NAMED
    return Chart(
        f"targets-{level}-{year}", "heat", title, "地", f"{title}。{finding}。每一格是目标为这个数的地方有几个。", rows, names, finding,
        source(dossier for row in both for dossier in (row.dossier, row.before) if dossier), note=note, counts=(len(both), *(count for _, count in told)),
    )  # fmt: skip


def _extent_of(cell: Cell) -> Extent:
    fact = one_value(cell)
    assert fact  # of what has gone up, down or stayed
    return held(fact)


def _columns(extents: Iterable[Extent]) -> tuple[tuple[Extent, ...], bool]:
    """The numbers that are named, in their order; where they are many, steps of 1, 2, 5, 10 … that they are put together in."""
    named = sorted(set(extents), key=lambda extent: (extent.low + extent.high, extent.high))
    if len(named) <= MOST_COLUMNS:
        return tuple(named), False
    first, last = ((extent.low + extent.high) / 2 for extent in (named[0], named[-1]))
    step = next(step for step in STEPS if last // step - first // step < MOST_COLUMNS)
    start = first // step
    return tuple(Extent((start + n) * step, (start + n + 1) * step) for n in range(int(last // step - start) + 1)), True


def _column_of(extent: Extent, columns: Sequence[Extent]) -> Extent:
    middle = (extent.low + extent.high) / 2
    return extent if extent in columns else next(column for column in columns if column.low <= middle < column.high)


def _name_of_column(column: Extent, unit: str) -> str:
    return amount(column.low, unit) if column.exact else f"{number(column.low)}—{amount(column.high, unit)}"


def _row_of_year(
    year: int, counts: Counter[int], size: int, rows: Sequence[BoardRow], extents: Sequence[Extent], columns: Sequence[Extent], newest: bool
) -> ChartRow:
    """How many places aim at each number in one year, with the sentence of the first of them."""
    first: dict[int, Evidence] = {}
    for row, extent in zip(rows, extents, strict=True):
        cell = row.target if newest else row.earlier
        fact = one_value(cell)
        if fact:
            first.setdefault(columns.index(_column_of(extent, columns)), fact.evidence[0])
    tiles = tuple(Tile(Decimal(counts[n]), "" if counts[n] else "—", first.get(n)) for n in range(size))
    return ChartRow(f"{year}年目标", cells=tuple(tile.value for tile in tiles), tiles=tiles)
