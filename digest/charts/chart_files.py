"""Charts: a Chart → its files: SVG for a column of text and for a telephone, PNG and CSV to take away, and the values for pointing at.

Actual values are filled circles, targets open diamonds, in the colour of their place; a bound is drawn as what it says. The drawing is a
value (drawing.py), made by the module of its kind; svg.py and raster.py write it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from digest.charts.chart_frame import BOUNDS, LOG, NAMES, UNIT, UPRIGHT, YEARS
from digest.charts.dots import draw_dots
from digest.charts.drawing import NARROW, WIDE, Drawing, Text
from digest.charts.heat import draw_heat
from digest.charts.raster import to_png
from digest.charts.small_multiples import draw_years
from digest.charts.svg import to_svg
from digest.charts.timeline import draw_months
from digest.model.chart import Chart, ChartRow, Mark
from digest.model.problem import N_, Problem
from digest.model.report import Evidence
from digest.model.typeface import Fonts, missing, printable
from digest.render import routes
from digest.render.csv_tables import BOUNDS as BOUND_NAMES
from digest.render.csv_tables import csv_of, harmless

ChartFiles = tuple[tuple[str, bytes], ...]  # address on the site, bytes

NO_GLYPH = N_("the chart's font has no glyph for {characters}; the chart is left out")
NO_GLYPH_HINT = N_("correct the text where it comes from (it is often a damaged character), or install a fuller Chinese font")
HEAD = ("地区", "地区代码", "报告年份", "项目", "性质", "所属时间", "限定", "数值", "上限", "单位", "说明", "原句", "链接")
ONE_OF = "原句是其中的一句"
PICTURES = {"dots": draw_dots, "heat": draw_heat, "years": draw_years, "months": draw_months}


def chart_files(fonts: Fonts, chart: Chart) -> tuple[ChartFiles | None, tuple[Problem, ...]]:
    """A chart → all its files: pictures and data; None and why where it can not be drawn."""
    pictures, problems = chart_pictures(fonts, unlinked(chart))
    return (None, problems) if pictures is None else ((*pictures, *chart_data(chart)), problems)


def chart_pictures(fonts: Fonts, chart: Chart) -> tuple[ChartFiles | None, tuple[Problem, ...]]:
    """A chart → its drawings, or None and the characters that the font lacks: a box instead of a word is never published.

    The same chart gives the same bytes. charts/gdp-growth.svg, charts/gdp-growth.narrow.svg, charts/gdp-growth.png
    """
    wide, narrow = drawn(chart, WIDE), drawn(chart, NARROW)
    lacking = missing(_all_text(chart) + "".join(text for drawing in (wide, narrow) for text in _texts_drawn(drawing)), fonts)
    if lacking:
        return None, (_problem_no_glyph(chart, "".join(lacking)),)
    try:
        png = to_png(wide, fonts)
    except UserWarning as warning:  # matplotlib's own word that a glyph is missing
        return None, (_problem_no_glyph(chart, str(warning)),)
    write = partial(to_svg, id=chart.id, title=chart.title, description=chart.alt)
    made = ((routes.chart, write(wide)), (routes.narrow_chart, write(narrow)), (routes.chart_png, png))
    return tuple((route(chart.id), data) for route, data in made), ()


def chart_data(chart: Chart) -> ChartFiles:
    """A chart → its values as a table and for pointing at: charts/gdp-growth.csv, charts/gdp-growth.js"""
    table, points = chart_csv(chart), points_script(chart, drawn(chart, WIDE), drawn(chart, NARROW))
    return (routes.chart_csv(chart.id), table), (routes.chart_points(chart.id), points.encode("utf-8"))


def unlinked(chart: Chart) -> Chart:
    """A chart → the same without the sentences, which no picture shows: one that is drawn already stays as it is when they move."""
    rows = (
        replace(row, marks=tuple(replace(m, evidence=None) for m in row.marks), tiles=tuple(replace(t, evidence=None) for t in row.tiles))
        for row in chart.rows
    )
    return replace(chart, rows=tuple(rows))


def draw(fonts: Fonts, chart: Chart) -> tuple[bytes | None, tuple[Problem, ...]]:
    """A chart → its SVG for a column of text alone, or None and the characters that the font lacks."""
    files, problems = chart_pictures(fonts, chart)
    return (dict(files)[routes.chart(chart.id)] if files else None), problems


def drawn(chart: Chart, width: float) -> Drawing:
    """A chart → what stands where on a sheet of that width."""
    return PICTURES[chart.kind](chart, width)


def points_script(chart: Chart, wide: Drawing, narrow: Drawing) -> str:
    """A chart and its drawings → the script that hands the page its values: where they stand on either sheet, what they say, where they lead.

    Places are thousandths of the sheet's width and height.
    """

    def places(drawing: Drawing) -> list[list[int]]:
        return [[round(1000 * p.x / drawing.width), round(1000 * p.y / drawing.height)] for p in drawing.points]

    said = [[printable(p.text), _address_of(p.evidence)] for p in wide.points]
    data = json.dumps({"wide": places(wide), "narrow": places(narrow), "said": said}, ensure_ascii=True, separators=(",", ":"))
    return f"chartPoints({json.dumps(chart.id)},{data});\n"


def chart_csv(chart: Chart) -> bytes:
    """A chart → its values as a table: a line a value, with the sentence that gives it and where that stands."""
    lines = (line for row in chart.rows for line in (*(_row_of_mark(chart, row, mark) for mark in row.marks), *_rows_of_tiles(chart, row)))
    return csv_of(HEAD, lines)


def _row_of_mark(chart: Chart, row: ChartRow, mark: Mark) -> tuple[str, ...]:
    where = row.name if chart.kind != "years" else chart.title.partition("：")[0]
    what = row.name if chart.kind == "years" else chart.title
    kind = "完成" if mark.kind == "actual" else "目标"
    unit = chart.unit.partition("，")[0]
    note = ONE_OF if chart.kind == "months" else mark.note.strip()
    value = (BOUND_NAMES[mark.bound], f"{mark.value:f}", "" if mark.high is None else f"{mark.high:f}", unit, note)
    return (harmless(where), row.place, str(row.year or ""), harmless(what), kind, mark.when, *value, *_cells_of_source(mark.evidence))


def _rows_of_tiles(chart: Chart, row: ChartRow) -> Iterator[tuple[str, ...]]:
    for i, value in enumerate(row.cells):
        tile = row.tiles[i] if row.tiles else None
        unit, said = chart.unit, tile.label if tile else ""
        evidence = tile.evidence if tile else None
        whose = (harmless(row.name or row.label), row.place, str(row.year or ""))
        what = (BOUND_NAMES["="], f"{value:f}", "", unit, said or (ONE_OF if evidence else ""))
        yield (*whose, harmless(chart.columns[i]), "", "", *what, *_cells_of_source(evidence))


def _cells_of_source(evidence: Evidence | None) -> tuple[str, str]:
    return (harmless(evidence.quote), _address_of(evidence)) if evidence else ("", "")


def _address_of(evidence: Evidence | None) -> str:
    return routes.paragraph(evidence.report, evidence.paragraph) if evidence else ""


def _problem_no_glyph(chart: Chart, characters: str) -> Problem:
    return Problem(routes.chart(chart.id), 0, "charts.no-glyph", NO_GLYPH, NO_GLYPH_HINT, (("characters", characters),))


def _all_text(chart: Chart) -> str:
    """A chart → all the text that is set in it whole or cut."""
    labels = [text for row in chart.rows for text in (row.label, row.name, *(mark.label for mark in row.marks))]
    own = (chart.title, chart.unit, chart.finding, chart.source, chart.note, *chart.columns, *labels)
    return printable("".join((*own, *NAMES.values(), *BOUNDS.values(), *UPRIGHT.values(), UNIT, LOG, YEARS, "…—万亿")))


def _texts_drawn(drawing: Drawing) -> Iterator[str]:
    """A drawing → the text that stands on it."""
    return (printable(shape.text) for shape in drawing.shapes if isinstance(shape, Text))
