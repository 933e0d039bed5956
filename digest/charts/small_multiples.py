"""Small multiples: one panel for each indicator (or place), years to the right, all on one scale: what was aimed at for a year, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from digest.charts.chart_frame import add_footing, add_heading, add_key, add_mark, ends, room
from digest.charts.chart_words import OF_YEARS, UNIT, UPRIGHT, bound_notes
from digest.charts.sheet import Scale, Sheet
from digest.chinese.figure_format import on_scale
from digest.chinese.text_fit import ems, short
from digest.model.chart import Chart, ChartRow, Mark

TITLE, PLOT, FOOT, MARGIN = 26, 150, 26, 34  # heights: a panel's title, its field, its years; what the field has above and below its scale
ASIDE = {"actual": -7, "target": 7}  # pixels from the middle of the year, that one does not hide the other


def draw_years(sheet: Sheet, chart: Chart) -> None:
    """Panels over the years → drawn on the sheet."""
    add_heading(sheet, chart)
    add_key(sheet, OF_YEARS, OF_YEARS, f"{UNIT}{chart.unit}")
    years = sorted({mark.when for row in chart.rows for mark in row.marks})
    across = (3 if sheet.wide else 2) - (len(years) > 4)
    axis, top = sheet.size * 3, sheet.y + 4
    panel = (sheet.width - axis) / across
    low, high = ends(chart, chart.rows)
    for i, row in enumerate(chart.rows):
        x, y, width = axis + panel * (i % across) + 4, top + (TITLE + PLOT + FOOT) * (i // across) + TITLE, panel - 14
        scale = Scale(low, high, y + PLOT - MARGIN, y + MARGIN)
        found = scale.ticks(low, high, 4)
        sheet.rules([((x, scale.at(value)), (x + width, scale.at(value))) for value in found])
        for value in found if i % across == 0 else ():
            sheet.text(x - 5, scale.at(value), on_scale(value), colour=sheet.soft, align="right")
        sheet.text(x, y - TITLE / 2, short(row.name or row.label, width / sheet.head_size), sheet.head_size, bold=True)
        step = width / max(len(years), 1)
        middles = {year: x + step * (k + 0.5) for k, year in enumerate(years)}
        for year, middle in middles.items():
            sheet.text(middle, y + PLOT + 10, year, colour=sheet.soft, align="center")
        _draw_panel(sheet, scale, row, middles, step, i)
    sheet.y = top + (TITLE + PLOT + FOOT) * -(-len(chart.rows) // across)
    add_footing(sheet, chart, bound_notes(chart.rows, UPRIGHT))


def _draw_panel(sheet: Sheet, scale: Scale, row: ChartRow, middles: Mapping[str, float], step: float, i: int) -> None:
    """One panel: the line through what was reached, every mark, and the values of each year."""
    marks = [(middles[mark.when] + ASIDE[mark.kind], mark) for mark in row.marks]
    if len(reached := sorted((x, scale.at(float(mark.value))) for x, mark in marks if mark.kind == "actual")) > 1:
        sheet.line(reached, sheet.rule, 2.5, f"line-{i}", order=1)
    for j, (x, mark) in enumerate(marks):
        add_mark(sheet, mark, x, scale, f"mark-{i}-{j}", upright=True)
    for year in middles:
        _add_values(sheet, scale, [(x, mark) for x, mark in marks if mark.when == year], step)


def _add_values(sheet: Sheet, scale: Scale, marks: list[tuple[float, Mark]], step: float) -> None:
    """The values of one year: that of the higher mark above it, that of the lower below; what is drawn of their bounds is left clear."""
    ordered = sorted(marks, key=lambda one: (-one[1].value, one[1].kind))
    for above, (x, mark) in zip((True, False), ordered[:1] + ordered[1:][-1:], strict=False):
        spare = max(0.0, step / 2 - sheet.size * ems(mark.label) / 2 + 4)
        aside = min(max(ASIDE[mark.kind], -spare), spare) - ASIDE[mark.kind]
        end = mark.value if mark.high is None else (max if above else min)(mark.value, mark.high)
        below, over = room(mark, upright=True)
        y = scale.at(float(end)) + (-over - 8 if above else below + 8)
        sheet.text(x + aside, y, short(mark.label, 9), colour=sheet.ink if mark.kind == "actual" else sheet.soft, align="center")
