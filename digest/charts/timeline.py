"""The projects' timeline: months to the right, a line a place; each project stands where its report puts it, no more exactly than that.

A month that is named holds its projects one by one; of 上半年 and 年内 only the span is known, so they are a bar over that span with
their number. Filled is what has been done, open what is to be.
"""

from __future__ import annotations

from collections.abc import Mapping

from digest.charts.chart_frame import SMALL, Sheet, named
from digest.charts.colours import INK, PAPER, SOFT, look
from digest.charts.drawing import Area, Drawing, Point, Text, sign
from digest.charts.text_fit import ems, short
from digest.model.chart import Chart, ChartRow, Mark
from digest.model.closed_sets import Kind

MONTHS = 12
DOT, PITCH = 8, 10  # a project, and from one to the next
BAR = 18  # the height of a bar
KINDS: Mapping[Kind, str] = {"actual": "已完成或在建", "target": "将要做的"}


def draw_months(chart: Chart, width: float) -> Drawing:
    """Projects by place and time → their drawing at that width."""
    sheet = Sheet(chart, width)
    sheet.heading()
    dots = [((sign(7, 0, "disc", DOT, SOFT, "" if kind == "actual" else PAPER),), words) for kind, words in KINDS.items()]
    sheet.key(dots, "长条：只说到半年或全年")
    names = [named(row, 8 if sheet.wide else 5.6) + (f" {row.year}" if row.year else "") for row in chart.rows]
    left = 18 + SMALL * max(map(ems, names), default=0) + 8
    month = (width - left - 2) / MONTHS
    top = sheet.y + 22
    for i in range(MONTHS):
        if sheet.wide or i % 2 == 0:
            words = f"{i + 1}月"
            sheet.shapes.append(Text(left + month * (i + 0.5), top - 10, words, SMALL, SOFT, align="middle"))
    y = top
    heights = [_height_of_row(row, month) for row in chart.rows]
    for i in range(MONTHS + 1):
        sheet.rule(left + month * i, top, left + month * i, top + sum(heights))
    for row, name, height in zip(chart.rows, names, heights, strict=True):
        sheet.rule(0, y, width, y)
        sheet.badge(7, y + height / 2, look(row.place))
        sheet.shapes.append(Text(18, y + height / 2, name, SMALL))
        _draw_line(sheet, row, left, month, y + 6)
        y += height
    sheet.rule(0, y, width, y, SOFT)
    sheet.y = y + 4
    return sheet.footing(())


def span(when: str) -> tuple[int, int]:
    """A time as reports give it → the months that it covers, from the first to behind the last.

    2024-06-01, 2024-06 → (5, 6)    2024-H1 → (0, 6)    2024-H2 → (6, 12)    2024 → (0, 12)
    """
    _, _, rest = when.partition("-")
    if rest.startswith("H"):
        return (0, 6) if rest == "H1" else (6, 12)
    return (int(rest[:2]) - 1, int(rest[:2])) if rest else (0, MONTHS)


def _dots_across(month: float) -> int:
    """How many dots stand side by side in a month."""
    return max(1, int((month - 3) // PITCH))


def _height_of_row(row: ChartRow, month: float) -> float:
    exact = [mark for mark in row.marks if _is_exact(mark)]
    counts = {span(mark.when): 0 for mark in exact}
    for mark in exact:
        counts[span(mark.when)] += int(mark.value)
    stacked = max((-(-n // _dots_across(month)) for n in counts.values()), default=0)
    bars = len([mark for mark in row.marks if not _is_exact(mark)])
    return 12 + PITCH * stacked + (BAR + 3) * bars + (0 if row.marks else BAR)


def _is_exact(mark: Mark) -> bool:
    first, last = span(mark.when)
    return last - first == 1


def _draw_line(sheet: Sheet, row: ChartRow, left: float, month: float, y: float) -> None:
    """The projects of one place: months' dots above, bars of vague times below."""
    colour = look(row.place).colour
    filled: dict[tuple[int, int], int] = {}
    for mark in (mark for mark in row.marks if _is_exact(mark)):
        start = span(mark.when)
        for _ in range(int(mark.value)):
            column, line = filled.get(start, 0) % _dots_across(month), filled.get(start, 0) // _dots_across(month)
            x = left + month * start[0] + month / 2 + PITCH * (column - (_dots_across(month) - 1) / 2)
            sheet.shapes.append(sign(x, y + PITCH * (line + 0.5), "disc", DOT, colour, "" if mark.kind == "actual" else PAPER))
            filled[start] = filled.get(start, 0) + 1
        sheet.points.append(Point(left + month * (start[0] + 0.5), y + PITCH / 2, f"{row.label}　{mark.label}", mark.evidence))
    y += PITCH * max((-(-n // _dots_across(month)) for n in filled.values()), default=0) + (2 if filled else 0)
    for mark in (mark for mark in row.marks if not _is_exact(mark)):
        first, last = span(mark.when)
        x, wide = left + month * first + 2, month * (last - first) - 4
        fill = (colour, 0.28) if mark.kind == "actual" else (PAPER, 1.0)
        sheet.shapes.append(Area(((x, y), (x + wide, y), (x + wide, y + BAR), (x, y + BAR)), fill[0], colour, 1.2, fill[1]))
        sheet.shapes.append(Text(x + wide / 2, y + BAR / 2, short(mark.label, 14), SMALL, INK, align="middle"))
        sheet.points.append(Point(x + wide / 2, y + BAR / 2, f"{row.label}　{mark.label}", mark.evidence))
        y += BAR + 3
