"""The projects' timeline: months to the right, a line a place; each project stands where its report puts it, no more exactly than that.

A month that is named holds its projects one by one; of 上半年 and 年内 only the span is known, so they are a bar over that span with
their number. Filled is what has been done, open what is to be.
"""

from __future__ import annotations

from digest.charts.chart_frame import add_footing, add_heading, add_key, add_sign
from digest.charts.chart_words import BARS, OF_MONTHS
from digest.charts.sheet import Sheet
from digest.chinese.text_fit import ems, short
from digest.extract.deadlines import months
from digest.model.chart import Chart, ChartRow

MONTHS = 12
PITCH, BAR = 11, 18  # from one project to the next; the height of a bar


def draw_months(sheet: Sheet, chart: Chart) -> None:
    """Projects by place and time → drawn on the sheet."""
    add_heading(sheet, chart)
    add_key(sheet, OF_MONTHS, OF_MONTHS, BARS, look="disc")
    names = [short(row.name or row.label, 8 if sheet.wide else 5.6) + (f" {row.year}" if row.year else "") for row in chart.rows]
    left = 2 + sheet.size * max(map(ems, names), default=0) + 8
    month = (sheet.width - left - 2) / MONTHS
    top = y = sheet.y + 22
    for i in range(0, MONTHS, 1 if sheet.wide else 2):
        sheet.text(left + month * (i + 0.5), top - 10, f"{i + 1}月", colour=sheet.soft, align="center")
    for i, (row, name) in enumerate(zip(chart.rows, names, strict=True)):
        height = _draw_line(sheet, row, i, left, month, y + 6)
        sheet.text(2, y + height / 2, name)
        sheet.rules([((0, y), (sheet.width, y))])
        y += height
    sheet.rules([*(((left + month * i, top), (left + month * i, y)) for i in range(MONTHS + 1)), ((0, y), (sheet.width, y))])
    sheet.y = y + 4
    add_footing(sheet, chart)


def _draw_line(sheet: Sheet, row: ChartRow, i: int, left: float, month: float, start: float) -> float:
    """The projects of one place: months' dots above, bars of vague times below; → the height of its line."""
    across, filled, vague = max(1, int((month - 3) // PITCH)), [0] * (MONTHS + 1), []  # how many dots stand side by side in a month
    for j, mark in enumerate(row.marks):
        _, first, length = months(mark.when) or ("", 1, MONTHS)
        if length > 1:
            vague.append((f"mark-{i}-{j}", mark, first, length))
            continue
        sheet.spots[f"mark-{i}-{j}"] = (left + month * (first - 0.5), start + PITCH / 2)
        for n in range(int(mark.value)):
            line, column = divmod(filled[first] + n, across)
            x = left + month * (first - 0.5) + PITCH * (column - (across - 1) / 2)
            add_sign(sheet, x, start + PITCH * (line + 0.5), mark.kind, name=f"mark-{i}-{j}" + (f"-{n}" if n else ""), look="disc")
        filled[first] += int(mark.value)
    y = start + PITCH * -(-max(filled) // across) + 2 * any(filled)
    for name, mark, first, length in vague:
        x, wide, colour = left + month * (first - 1) + 2, month * length - 4, sheet.actual if mark.kind == "actual" else sheet.target
        sheet.box(x, y, wide, BAR, colour, 0.28 if mark.kind == "actual" else 0, colour, name)
        sheet.text(x + wide / 2, y + BAR / 2, short(mark.label, 14), align="center")
        sheet.spots[name] = (x + wide / 2, y + BAR / 2)
        y += BAR + 3
    return y - start + 12 + (0 if row.marks else BAR)
