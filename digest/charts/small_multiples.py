"""Small multiples: one panel for each indicator (or place), years to the right, all on one scale: what was aimed at for a year, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from digest.charts.chart_frame import SMALL, UNIT, UPRIGHT, Sheet, bound_notes, bounded, ends, marked, reach
from digest.charts.colours import INK, RULE, SOFT, look
from digest.charts.drawing import Drawing, Line, Point, Text
from digest.charts.scales import Scale
from digest.charts.text_fit import ems, figure, short
from digest.model.chart import Chart, ChartRow, Mark
from digest.model.closed_sets import Kind

TITLE, PLOT, FOOT = 26, 124, 26  # heights: a panel's title, its field, its years
NAMES: Mapping[Kind, str] = {"actual": "完成", "target": "目标"}
ASIDE = {"actual": -7, "target": 7}  # from the middle of the year, that one does not hide the other


def draw_years(chart: Chart, width: float) -> Drawing:
    """Panels over the years → their drawing at that width."""
    sheet = Sheet(chart, width)
    sheet.heading()
    sheet.key([((marked(7, 0, kind, SOFT),), words) for kind, words in NAMES.items()], UNIT + chart.unit if chart.unit else "")
    years = sorted({mark.when for row in chart.rows for mark in row.marks})
    across = 3 if sheet.wide else 2
    if len(years) > 4:
        across -= 1
    axis = SMALL * 3
    panel = (width - axis) / across
    top = sheet.y + 4
    for i, row in enumerate(chart.rows):
        x, y = axis + panel * (i % across), top + (TITLE + PLOT + FOOT) * (i // across)
        scale = Scale(*ends(chart), y + TITLE + PLOT - 18, y + TITLE + 18, 4, percent=True)
        _draw_panel(sheet, row, scale, years, x + 4, panel - 14, y, i)
        if i % across == 0:
            for value, at in scale.ticks:
                sheet.shapes.append(Text(axis - 2, at, figure(value), SMALL, SOFT, align="end"))
    sheet.y = top + (TITLE + PLOT + FOOT) * -(-len(chart.rows) // across)
    return sheet.footing(bound_notes(chart.rows, UPRIGHT))


def _draw_panel(sheet: Sheet, row: ChartRow, scale: Scale, years: list[str], x: float, width: float, y: float, i: int) -> None:
    """One panel: its name, the scale's lines, the years, the line through what was reached, and every value."""
    colour = look(row.place).colour
    sheet.shapes.append(Text(x, y + TITLE / 2, short(row.name or row.label, width / 13), 13, INK, bold=True))
    for value, at in scale.ticks:
        sheet.rule(x, at, x + width, at, SOFT if value == 0 else RULE)
    step = width / max(len(years), 1)
    columns = {year: x + step * (k + 0.5) for k, year in enumerate(years)}
    for year, at in columns.items():
        sheet.shapes.append(Text(at, y + TITLE + PLOT + 10, year, SMALL, SOFT, align="middle"))
    reached = sorted((columns[m.when] + ASIDE["actual"], scale.at(m.value)) for m in row.marks if m.kind == "actual")
    if len(reached) > 1:
        sheet.shapes.append(Line(tuple(reached), colour, 2.5, 0.45, f"line-{i}"))
    for j, mark in enumerate(row.marks):
        at = columns[mark.when] + ASIDE[mark.kind]
        sheet.shapes += bounded(mark, scale.at, at, colour, f"mark-{i}-{j}-{mark.kind}", upright=True)
        words = f"{row.label}　{mark.when}年{NAMES[mark.kind]} {mark.note}{mark.label}"
        sheet.points.append(Point(at, scale.at(mark.value), words, mark.evidence))
    for year, at in columns.items():
        _draw_values(sheet, [m for m in row.marks if m.when == year], scale, at, step)


def _draw_values(sheet: Sheet, marks: list[Mark], scale: Scale, at: float, room: float) -> None:
    """The values of one year: that of the higher mark above it, that of the lower below; what is drawn of their bounds is left clear."""
    ordered = sorted(marks, key=lambda m: (-m.value, m.kind))
    for place, mark in enumerate(ordered[:1] + ordered[1:][-1:]):
        top, bottom = sorted(-y for y in reach(mark, lambda value: -scale.at(value)))  # pixels grow downwards
        above = place == 0
        x = at + ASIDE[mark.kind]
        spare = max(0, room / 2 - SMALL * ems(mark.label) / 2 + 4)
        x = min(max(x, at - spare), at + spare)
        y = (top - 8) if above else (bottom + 8)
        sheet.shapes.append(Text(x, y, short(mark.label, 9), SMALL, INK if mark.kind == "actual" else SOFT, align="middle"))
