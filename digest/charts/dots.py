"""Dumbbells: what was reached and what is aimed at, a line a place and year, with the values beside the marks; a panel for each level.

Of the two ends the left one's value stands to its left, the right one's to its right, so that no two labels can collide; where the text
gives several values of a kind, they stand together. Percent are on one scale in all panels, amounts on one of each.
"""

from __future__ import annotations

from itertools import groupby

from digest.charts.chart_frame import add_footing, add_heading, add_key, add_mark, ends, room
from digest.charts.chart_words import BOUNDS, DOTS, LOG, UNIT, YEARS, bound_notes
from digest.charts.sheet import Scale, Sheet
from digest.chinese.figure_format import on_scale
from digest.chinese.text_fit import ems, short
from digest.model.chart import Chart, ChartRow, Mark

LINE, PANEL, FOOT = 30, 26, 24  # heights: of a row, of a panel's name, of the scale's figures
FAR = 50  # times the smallest that the largest is, from which on a scale of amounts is logarithmic
NEAR = 14  # pixels within which two marks would hide each other
Sides = tuple[tuple[Mark, ...], tuple[Mark, ...]]


def draw_dots(sheet: Sheet, chart: Chart) -> None:
    """A chart of dots → drawn on the sheet."""
    add_heading(sheet, chart)
    add_key(sheet, DOTS, [kind for kind in DOTS if any(mark.kind == kind for row in chart.rows for mark in row.marks)], f"{UNIT}{chart.unit}")
    names = [short(row.name or row.label, 9 if sheet.wide else 6.6) for row in chart.rows]
    various, sides = len({row.year for row in chart.rows}) > 1, [_left_and_right(row.marks) for row in chart.rows]
    year_at = 2 + sheet.name_size * max(map(ems, names), default=0) + 8
    before, after = (max((_room_for_words(sheet, row.marks, both, way) for row, both in zip(chart.rows, sides, strict=True)), default=0) for way in (0, 1))
    left = year_at + (sheet.size * 2.4 + 6) * various + before + 6
    width = max(sheet.width - after - 4 - left, 40)
    panels = [(name, list(own)) for name, own in groupby(enumerate(chart.rows), lambda one: one[1].panel)]
    log = False
    for name, own in panels:
        if len(panels) > 1:
            sheet.text(2, sheet.y + PANEL / 2 + 4, name, sheet.name_size, bold=True)
            sheet.y += PANEL
        low, high = ends(chart, chart.rows if chart.unit == "%" else [row for _, row in own])
        log = (far := chart.unit != "%" and low > 0 and high / low >= FAR) or log
        top = sheet.y = sheet.y + 6
        scale, bottom = Scale(low, high, left, left + width, far), top + LINE * len(own)
        _add_ticks(sheet, scale, chart.unit, top, bottom)
        first = [n == 0 or (row.place, row.name) != (own[n - 1][1].place, own[n - 1][1].name) for n, (_, row) in enumerate(own)]
        sheet.rules([((0 if start else year_at, top + LINE * n), (sheet.width, top + LINE * n)) for n, start in enumerate([*first, True])])
        for n, (i, row) in enumerate(own):
            middle = top + LINE * (n + 0.5)
            sheet.text(2, middle, names[i] if first[n] or not row.name else "", sheet.name_size)
            sheet.text(year_at, middle, str(row.year or "") if various else "", colour=sheet.soft)
            _draw_row(sheet, scale, row, i, middle, sides[i])
        sheet.y = bottom + FOOT
    add_footing(sheet, chart, [*bound_notes(chart.rows, BOUNDS), LOG if log else "", YEARS if various else ""])


def _left_and_right(marks: tuple[Mark, ...]) -> Sides:
    """A row's marks → those whose values stand to the left, and those to the right: the kind that has the smaller values is left."""
    actual, target = (tuple(m for m in marks if m.kind == kind) for kind in DOTS)
    if not actual or not target:
        return (), actual or target
    return (target, actual) if max(m.value for m in actual) > max(m.value for m in target) else (actual, target)


def _words_beside(marks: tuple[Mark, ...]) -> str:
    """Marks of one kind → what is written beside them: ≥7%、力争8%"""
    return short("、".join(dict.fromkeys(f"{mark.note}{mark.label}" for mark in marks)), 14)


def _room_for_words(sheet: Sheet, marks: tuple[Mark, ...], sides: Sides, way: int) -> float:
    """How much room a row's words take beyond the last mark on a side: 0 the left, 1 the right."""
    words = _words_beside(sides[way])
    return max((room(mark)[way] for mark in marks), default=0) + (sheet.size * ems(words) + 8 if words else 0)


def _add_ticks(sheet: Sheet, scale: Scale, unit: str, top: float, bottom: float) -> None:
    """The round values of a scale, each a line down, with its figure where there is room."""
    found = scale.ticks(scale.low, scale.high, 6 if sheet.wide else 4)
    sheet.rules([((scale.at(value), top), (scale.at(value), bottom)) for value in found])
    free = float("-inf")
    for value, words in ((value, on_scale(value) + (unit if unit == "%" else "")) for value in found):
        at, half = scale.at(value), sheet.size * ems(words) / 2
        if at - half >= free:
            sheet.text(at, bottom + FOOT / 2, words, colour=sheet.soft, align="center")
            free = at + half + 6
    if scale.low < 0 < scale.high:
        sheet.line([(scale.at(0), top), (scale.at(0), bottom)], sheet.soft)


def _draw_row(sheet: Sheet, scale: Scale, row: ChartRow, i: int, y: float, sides: Sides) -> None:
    """The marks of a row, the line between what was reached and what is aimed at, and the values at either end."""
    spans = [[scale.at(float(value)) for value in (mark.value, mark.high) if value is not None] for mark in row.marks]
    actual, target = ([x for span, mark in zip(spans, row.marks, strict=True) if mark.kind == kind for x in span] for kind in DOTS)
    close = bool(actual and target) and min(actual) < max(target) + NEAR and min(target) < max(actual) + NEAR  # or one between the others
    if len(actual) == len(target) == 1 and not close:
        sheet.line([(x, y) for span in spans for x in span], sheet.rule, 3, f"line-{i}")
    for j, mark in enumerate(row.marks):
        add_mark(sheet, mark, y + close * (-5 if mark.kind == "actual" else 5), scale, f"mark-{i}-{j}")
    reach = [(min(span) - room(mark)[0], max(span) + room(mark)[1]) for span, mark in zip(spans, row.marks, strict=True)]
    if sides[0]:
        sheet.text(min(start for start, _ in reach) - 6, y, _words_beside(sides[0]), align="right")
    if sides[1]:
        sheet.text(max(end for _, end in reach) + 6, y, _words_beside(sides[1]))
    if not row.marks:
        sheet.text((scale.start + scale.end) / 2, y, "—", colour=sheet.soft, align="center")
