"""Heat maps: rows by columns, farther from the ground's colour where the value is larger, each cell with its value; where there is none, the reason.

Where the sheet is too narrow for all columns they stand in blocks below each other, each with the rows' names.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from digest.charts.chart_frame import SMALL, UNIT, Sheet, named
from digest.charts.colours import SOFT, heat, look
from digest.charts.drawing import Area, Drawing, Point, Text, box
from digest.charts.text_fit import ems, short, wrapped
from digest.chinese.figure_format import number
from digest.model.chart import Chart, ChartRow, Tile

CELL, SPOKEN, LINE = 39, 47, 28  # the narrowest a cell may be, one with words in it; the height of a row
GAP = 1  # between cells


def draw_heat(chart: Chart, width: float) -> Drawing:
    """A heat map → its drawing at that width."""
    sheet = Sheet(chart, width)
    sheet.heading()
    sheet.paragraph(UNIT + chart.unit + "；颜色越醒目，数值越大" if chart.unit else "", SMALL, SOFT, lead=2)
    labels = [_label_of_row(row, 11 if sheet.wide else 8) for row in chart.rows]
    left = 18 + SMALL * max(map(ems, labels), default=0) + 8
    spoken = any(tile.label for row in chart.rows for tile in row.tiles)
    most = max(1, int((width - left) // (SPOKEN if spoken else CELL)))
    blocks = -(-len(chart.columns) // most) or 1
    size = -(-len(chart.columns) // blocks)  # columns a block, as even as they can be
    for start in range(0, max(len(chart.columns), 1), max(size, 1)):
        _draw_block(sheet, labels, range(start, min(start + size, len(chart.columns))), left, (width - left) / max(size, 1))
    return sheet.footing(())


def _label_of_row(row: ChartRow, most: float) -> str:
    year = f" {row.year}" if row.year else ""
    return named(row, most - ems(year)) + year if row.name else named(row, most)


def _draw_block(sheet: Sheet, labels: list[str], columns: range, left: float, cell: float) -> None:
    """Some of the columns with all of the rows."""
    heads = [wrapped(sheet.chart.columns[c], max(2, int(cell // SMALL - 0.3))).split("\n")[:3] for c in columns]
    tall = 15 * max(map(len, heads), default=0) + 10
    for i, head in enumerate(heads):
        for j, line in enumerate(head):
            y = sheet.y + tall - 12 - 15 * (len(head) - 1 - j)
            sheet.shapes.append(Text(left + cell * (i + 0.5), y, line, SMALL, SOFT, align="middle"))
    top = sheet.y = sheet.y + tall
    for j, (row, label) in enumerate(zip(sheet.chart.rows, labels, strict=True)):
        sheet.badge(7, top + LINE * (j + 0.5), look(row.place))
        sheet.shapes.append(Text(18, top + LINE * (j + 0.5), label, SMALL))
    cells = list(_shapes_of_cells(sheet.chart, columns, left, cell, top))
    areas = sorted((area for area, _, _ in cells), key=lambda area: area.fill)  # of one colour together: written as one
    texts = sorted((text for _, text, _ in cells), key=lambda text: (text.colour, text.size))
    sheet.shapes += [*areas, *texts]
    sheet.points += [point for _, _, point in cells]
    sheet.y = top + LINE * len(sheet.chart.rows) + 6


def _shapes_of_cells(chart: Chart, columns: range, left: float, cell: float, top: float) -> Iterator[tuple[Area, Text, Point]]:
    """Each cell's ground, what is written on it, and what it says when it is pointed at."""
    most = max((value for row in chart.rows for value in row.cells), default=Decimal(0)) or Decimal(1)
    for j, row in enumerate(chart.rows):
        tiles = row.tiles or tuple(Tile(value) for value in row.cells)
        for i, c in enumerate(columns):
            if c >= len(row.cells):
                continue
            tile = tiles[c]
            ground, letters = heat(float(max(row.cells[c], Decimal(0)) / most))
            x, y = left + cell * i, top + LINE * j
            words = short(tile.label, 4) or shown(row.cells[c], chart.unit)
            middle = (x + cell / 2, y + LINE / 2)
            unit = "" if tile.label else chart.unit
            text = Text(*middle, words, 11 if len(words) > 3 and tile.label else SMALL, SOFT if tile.label else letters, align="middle")
            yield (
                box(x, y, cell - GAP, LINE - GAP, ground),
                text,
                Point(*middle, f"{row.label}　{chart.columns[c]} {words}{unit}", tile.evidence),
            )


def shown(value: Decimal, unit: str) -> str:
    """A cell's value as it is printed: shares to one decimal, counts as they are.  12.34, % → 12.3    12, 句 → 12"""
    return f"{value:.1f}" if unit == "%" else number(value)
