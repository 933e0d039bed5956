"""The words on charts and about their values: what marks are called, what bounds look like, what a value says when it is pointed at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digest.chinese.figure_format import number
from digest.chinese.text_fit import short
from digest.model.chart import Chart, ChartRow, Mark, Tile
from digest.model.closed_sets import Bound, Kind
from digest.model.report import Evidence
from digest.model.typeface import printable

DOTS: Mapping[Kind, str] = {"actual": "上年完成", "target": "当年目标"}
OF_YEARS: Mapping[Kind, str] = {"actual": "完成", "target": "目标"}
OF_MONTHS: Mapping[Kind, str] = {"actual": "已完成或在建", "target": "将要做的"}
BOUNDS: Mapping[Bound, str] = {">=": "箭头向右：以上", "<=": "箭头向左：以内", "~": "圆框：左右", "range": "横条：区间"}
UPRIGHT: Mapping[Bound, str] = {">=": "箭头向上：以上", "<=": "箭头向下：以内", "~": "圆框：左右", "range": "竖条：区间"}
UNIT, LOG, YEARS, HEAT, BARS = "单位：", "横轴为对数刻度", "年份是报告的年份", "；颜色越醒目，数值越大", "长条：只说到半年或全年"


def bound_notes(rows: Iterable[ChartRow], words: Mapping[Bound, str]) -> list[str]:
    """Rows → what the bounds that occur in them look like."""
    used = {mark.bound for row in rows for mark in row.marks}
    return [said for bound, said in words.items() if bound in used]


def said_by(chart: Chart) -> list[tuple[str, str, Evidence | None]]:
    """A chart → the ids of its values in their order, what each says when it is pointed at, and the sentence that gives it.

        mark-0-1, 侯马市 2024　当年目标 ≥8%      cell-0-2, 侯马市 2024　生态环境 12.3%
    """
    if chart.kind != "heat":
        marks = [(f"mark-{i}-{j}", row, mark) for i, row in enumerate(chart.rows) for j, mark in enumerate(row.marks)]
        return [(name, f"{row.label}　{_words_of_mark(chart, mark)}", mark.evidence) for name, row, mark in marks]
    cells = [(i, row, c, tile_of(row, c)) for i, row in enumerate(chart.rows) for c in range(min(len(row.cells), len(chart.columns)))]
    words = (f"{row.label}　{chart.columns[c]} {said_in_cell(chart, row, c)}{'' if tile.label else chart.unit}" for _, row, c, tile in cells)
    return [(f"cell-{i}-{c}", said, tile.evidence) for (i, _, c, tile), said in zip(cells, words, strict=True)]


def _words_of_mark(chart: Chart, mark: Mark) -> str:
    if chart.kind == "months":
        return mark.label
    return f"{f'{mark.when}年{OF_YEARS[mark.kind]}' if chart.kind == 'years' else DOTS[mark.kind]} {mark.note}{mark.label}"


def tile_of(row: ChartRow, column: int) -> Tile:
    """A row's cell with what it holds besides its value."""
    return row.tiles[column] if row.tiles else Tile(row.cells[column])


def said_in_cell(chart: Chart, row: ChartRow, column: int) -> str:
    """What is printed in a cell: shares to one decimal, counts as they are, or why there is nothing.  12.34, % → 12.3    12, 句 → 12"""
    return short(tile_of(row, column).label, 4) or (f"{row.cells[column]:.1f}" if chart.unit == "%" else number(row.cells[column]))


def all_text(chart: Chart) -> str:
    """A chart → all the text that is set in it whole or cut."""
    labels = [words for row in chart.rows for words in (row.label, row.name, row.panel, *(m.note + m.label for m in row.marks), *(t.label for t in row.tiles))]
    fixed = (*(words for names in (DOTS, OF_YEARS, OF_MONTHS, BOUNDS, UPRIGHT) for words in names.values()), UNIT, LOG, YEARS, HEAT, BARS, "…—万亿年月；")
    return printable("".join((chart.title, chart.unit, chart.finding, chart.source, chart.note, *chart.columns, *labels, *fixed)))
