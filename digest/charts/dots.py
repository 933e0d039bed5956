"""Dumbbells: what was reached and what is aimed at, a line a place and year, on one scale, with the values beside the marks.

Of the two ends the left one's value stands to its left, the right one's to its right, so that no two labels can collide; where the text
gives several values of a kind, they stand together. Lines of one place stand together, in its colour, the newest first.
"""

from __future__ import annotations

from digest.charts.chart_frame import (
    ARROW,
    BOUNDS,
    LOG,
    NAMES,
    SMALL,
    UNIT,
    YEARS,
    Sheet,
    bound_notes,
    bounded,
    ends,
    marked,
    named,
    reach,
    said,
)
from digest.charts.colours import INK, SOFT, look
from digest.charts.drawing import Drawing, Line, Point, Text
from digest.charts.scales import Scale
from digest.charts.text_fit import ems, figure, short
from digest.model.bounds import half_open
from digest.model.chart import Chart, ChartRow, Mark

LINE = 30  # the height of a row
LABEL = 13


def draw_dots(chart: Chart, width: float) -> Drawing:
    """A chart of dots → its drawing at that width."""
    sheet = Sheet(chart, width)
    sheet.heading()
    kinds = [kind for kind in NAMES if any(mark.kind == kind for row in chart.rows for mark in row.marks)]
    sheet.key([((marked(7, 0, kind, SOFT),), NAMES[kind]) for kind in kinds], UNIT + chart.unit if chart.unit else "")
    names = [named(row, 9 if sheet.wide else 6.6) for row in chart.rows]
    years = [str(row.year or "") for row in chart.rows]
    year_at = 18 + LABEL * max(map(ems, names), default=0) + 6
    left = year_at + max((SMALL * ems(year) for year in years), default=0) + 6
    sides = [_left_and_right(row.marks) for row in chart.rows]
    before = max((_room_for_words(side[0], row.marks) for side, row in zip(sides, chart.rows, strict=True)), default=0)
    after = max((_room_for_words(side[1], row.marks) for side, row in zip(sides, chart.rows, strict=True)), default=0)
    scale = Scale(*ends(chart), left + before + 8, max(width - after - 8, left + before + 40), 6 if sheet.wide else 4, chart.unit == "%")
    top = sheet.y = sheet.y + 6
    _draw_grid(sheet, scale, top, top + LINE * len(chart.rows))
    for i, row in enumerate(chart.rows):
        middle = top + LINE * (i + 0.5)
        first = i == 0 or (row.place, row.name) != (chart.rows[i - 1].place, chart.rows[i - 1].name)
        sheet.rule(0 if first else year_at, top + LINE * i, width, top + LINE * i)
        if first or not row.name:
            sheet.badge(7, middle, look(row.place))
            sheet.shapes.append(Text(18, middle, names[i], LABEL))
        sheet.shapes.append(Text(year_at, middle, years[i], SMALL, SOFT))
        _draw_row(sheet, row, scale, middle, i, sides[i])
    sheet.rule(0, top + LINE * len(chart.rows), width, top + LINE * len(chart.rows), SOFT)
    sheet.y = top + LINE * len(chart.rows) + 22
    return sheet.footing([*bound_notes(chart.rows, BOUNDS), LOG if scale.log else "", YEARS if any(years) else ""])


def _left_and_right(marks: tuple[Mark, ...]) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """A row's marks → those whose values stand to the left, and those to the right: the kind that has the smaller values is left."""
    kinds = [tuple(m for m in marks if m.kind == kind) for kind in NAMES]
    actual, target = kinds
    if not actual or not target:
        return (), actual or target
    return (target, actual) if max(m.value for m in actual) > max(m.value for m in target) else (actual, target)


def _words_beside(marks: tuple[Mark, ...]) -> str:
    """Marks of one kind → what is written beside them: ≥7%、力争8%"""
    return short("、".join(dict.fromkeys(f"{mark.note}{mark.label}" for mark in marks)), 14)


def _room_for_words(marks: tuple[Mark, ...], every: tuple[Mark, ...]) -> float:
    """How much room the words take beyond the last mark: they stand behind an open end and beside a band."""
    open_end = ARROW if any(map(half_open, every)) else 8
    return SMALL * ems(_words_beside(marks)) + 8 + open_end if marks else 12


def _draw_grid(sheet: Sheet, scale: Scale, top: float, bottom: float) -> None:
    """The round values of the scale, each a line down, with its figure where there is room."""
    free = 0.0  # where the last figure ended
    unit = "%" if sheet.chart.unit == "%" else ""
    for value, x in scale.ticks:
        sheet.rule(x, top, x, bottom, SOFT if value == 0 and scale.low < 0 else "#dde1e6")
        half = SMALL * ems(figure(value) + unit) / 2
        if x - half >= free:
            sheet.shapes.append(Text(x, bottom + 13, figure(value) + unit, SMALL, SOFT, align="middle"))
            free = x + half + 6


def _draw_row(sheet: Sheet, row: ChartRow, scale: Scale, y: float, i: int, sides: tuple[tuple[Mark, ...], tuple[Mark, ...]]) -> None:
    """The marks of a row, the line between what was reached and what is aimed at, and the values at either end."""
    colour = look(row.place).colour
    places = {kind: [scale.at(v) for m in row.marks if m.kind == kind for v in (m.value, m.high) if v is not None] for kind in NAMES}
    both = [xs[0] for xs in places.values() if len(xs) == 1]
    close = bool(places["actual"] and places["target"]) and (
        min(places["actual"]) < max(places["target"]) + 12 and min(places["target"]) < max(places["actual"]) + 12
    )  # or one kind between the values of the other
    if len(both) == 2 and not close:
        sheet.shapes.append(Line(((min(both), y), (max(both), y)), colour, 3, 0.3, f"line-{i}"))
    for j, mark in enumerate(row.marks):
        across = y + ((-5 if mark.kind == "actual" else 5) if close else 0)
        sheet.shapes += bounded(mark, scale.at, across, colour, f"mark-{i}-{j}-{mark.kind}")
        sheet.points.append(Point(scale.at(mark.value), across, said(row, mark), mark.evidence))
    for marks, way in zip(sides, (-1, 1), strict=True):
        if marks:
            edge = (min if way < 0 else max)(x for mark in row.marks for x in reach(mark, scale.at)) + way * 6
            sheet.shapes.append(Text(edge, y, _words_beside(marks), SMALL, INK, align="end" if way < 0 else "start"))
    if not row.marks:
        sheet.shapes.append(Text((scale.start + scale.end) / 2, y, "—", SMALL, SOFT, align="middle"))
