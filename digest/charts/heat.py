"""Heat maps: rows by columns, farther from the ground's colour where the value is larger, each cell with its value; where there is none, the reason.

Where the sheet is too narrow for all columns they stand in blocks below each other, each with the rows' names.
"""

from __future__ import annotations

from decimal import Decimal

from digest.charts.chart_frame import add_footing, add_heading, add_paragraph
from digest.charts.chart_words import HEAT, UNIT, said_in_cell, tile_of
from digest.charts.sheet import Sheet
from digest.chinese.text_fit import ems, evenly, short
from digest.model.chart import Chart, ChartRow

CELL, SPOKEN, LINE = 39, 47, 28  # the narrowest a cell may be, one with words in it; the height of a row
STEPS = (0.04, 0.1, 0.18, 0.28, 0.4, 0.52, 0.86, 0.93, 1.0)  # how much of the colour a cell has, from nothing to the most
LIGHT_ON = 6  # the first step on which letters are of the ground's colour: they have 4.5:1 on every step


def draw_heat(sheet: Sheet, chart: Chart) -> None:
    """A heat map → drawn on the sheet."""
    add_heading(sheet, chart)
    add_paragraph(sheet, UNIT + chart.unit + HEAT if chart.unit else "", sheet.size, sheet.soft, lead=2)
    labels = [_label_of_row(row, 11 if sheet.wide else 8) for row in chart.rows]
    left = 2 + sheet.size * max(map(ems, labels), default=0) + 8
    narrowest = SPOKEN if any(tile.label for row in chart.rows for tile in row.tiles) else CELL
    blocks = -(-len(chart.columns) // max(1, int((sheet.width - left) // narrowest))) or 1
    size = max(1, -(-len(chart.columns) // blocks))  # columns a block, as even as they can be
    for start in range(0, max(len(chart.columns), 1), size):
        _draw_block(sheet, chart, labels, range(start, min(start + size, len(chart.columns))), left, (sheet.width - left) / size)
    add_footing(sheet, chart)


def _label_of_row(row: ChartRow, most: float) -> str:
    year = f" {row.year}" if row.year else ""
    return short(row.name, most - ems(year)) + year if row.name else short(row.label, most)


def _draw_block(sheet: Sheet, chart: Chart, labels: list[str], columns: range, left: float, cell: float) -> None:
    """Some of the columns with all of the rows: each cell's ground, what is written on it, and where it is pointed at."""
    heads = [evenly(chart.columns[c], max(2, int(cell // sheet.size - 0.3)))[:3] for c in columns]
    sheet.y += 15 * max(map(len, heads), default=0) + 10
    for i, head in enumerate(heads):
        for j, line in enumerate(reversed(head)):
            sheet.text(left + cell * (i + 0.5), sheet.y - 12 - 15 * j, line, colour=sheet.soft, align="center")
    most = max((value for row in chart.rows for value in row.cells), default=Decimal(0)) or Decimal(1)
    for j, (row, label) in enumerate(zip(chart.rows, labels, strict=True)):
        y = sheet.y + LINE * (j + 0.5)
        sheet.text(2, y, label)
        for i, c in enumerate(columns[: max(0, len(row.cells) - columns.start)]):
            x, step, words, said = left + cell * (i + 0.5), step_of(row.cells[c] / most), said_in_cell(chart, row, c), tile_of(row, c).label
            sheet.box(x - cell / 2, y - LINE / 2, cell - 1, LINE - 1, sheet.actual, STEPS[step], name=f"cell-{j}-{c}")
            letters = sheet.soft if said else sheet.paper if step >= LIGHT_ON else sheet.ink
            sheet.text(x, y, words, sheet.size - bool(said and len(words) > 3), letters, align="center")
            sheet.spots[f"cell-{j}-{c}"] = (x, y)
    sheet.y += LINE * len(chart.rows) + 6


def step_of(part: Decimal) -> int:
    """A part of the most → its step in STEPS.  0 → 0    0.5 → 4    1 → 8"""
    return min(len(STEPS) - 1, max(0, round(float(part) * (len(STEPS) - 1))))
