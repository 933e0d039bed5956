"""Charts: a Chart → its files: SVG for a column of text and for a telephone, PNG and CSV to take away, and the values for pointing at.

What was reached is a filled disc, what is aimed at an open diamond, each in its colour; a bound is drawn as what it says. A Figure is
drawn by the module of its kind on a Sheet (sheet.py); svg_theme.py makes of matplotlib's SVG the one that is published.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

from digest.charts.chart_words import all_text, said_by
from digest.charts.svg_theme import themed
from digest.content.chart_style import Style, style_problems
from digest.model.chart import Chart
from digest.model.problem import N_, Problem
from digest.model.typeface import Fonts, missing, printable
from digest.render import routes
from digest.render.chart_csv import address_of, chart_csv

ChartFiles = tuple[tuple[str, bytes], ...]  # address on the site, bytes
Places = tuple[tuple[int, int], ...]  # of a chart's values on a sheet, in thousandths of its width and height

NO_GLYPH = N_("the chart's font has no glyph for {characters}; the chart is left out")
NO_GLYPH_HINT = N_("correct the text where it comes from (it is often a damaged character), or install a fuller Chinese font")


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as it is drawn: as SVG on a wide and a narrow sheet, as PNG, and where its values stand on either sheet."""

    wide: bytes
    narrow: bytes
    wide_places: Places
    narrow_places: Places
    png: bytes


def picture_of(fonts: Fonts, style: Style, chart: Chart) -> tuple[Picture | None, str]:
    """A chart → its picture, or None and the characters that the font lacks: a box instead of a word is never published.

    The same chart, fonts and style give the same bytes.
    """
    if lacking := missing(all_text(chart), fonts):
        return None, "".join(lacking)
    os.environ.setdefault("MPLCONFIGDIR", str(Path(fonts.folder).parent / "matplotlib"))
    from digest.charts.dots import draw_dots
    from digest.charts.heat import draw_heat
    from digest.charts.sheet import NARROW, WIDE, Sheet, drawing
    from digest.charts.small_multiples import draw_years
    from digest.charts.timeline import draw_months

    draw = {"dots": draw_dots, "heat": draw_heat, "years": draw_years, "months": draw_months}[chart.kind]
    said = {name: printable(words) for name, words, _ in said_by(chart)}
    try:
        with drawing(style.settings):
            wide, narrow = Sheet(WIDE, fonts), Sheet(NARROW, fonts)
            for sheet in (wide, narrow):
                draw(sheet, chart)
            svgs = [themed(sheet.svg(), style, printable(chart.title), printable(chart.alt), said) for sheet in (wide, narrow)]
            places = [tuple(map(sheet.places().__getitem__, said)) for sheet in (wide, narrow)]
            return Picture(svgs[0], svgs[1], places[0], places[1], wide.png()), ""
    except UserWarning as warning:  # matplotlib's own word that a glyph is missing
        return None, str(warning)


def wrong_settings(sheet: tuple[str, str]) -> tuple[Problem, ...]:
    """A style sheet's path and text → what is wrong with it, line by line."""
    from digest.charts.sheet import is_setting

    return style_problems(*sheet, is_setting)


def bare(chart: Chart) -> Chart:
    """A chart → what of it is drawn, without its id and the sentences, which no picture shows: equal ones are drawn once."""
    rows = (
        replace(row, table="", marks=tuple(replace(m, evidence=None) for m in row.marks), tiles=tuple(replace(t, evidence=None) for t in row.tiles))
        for row in chart.rows
    )
    return replace(chart, id="", rows=tuple(rows), rest=(), told=(), counts=())


def chart_files(chart: Chart, picture: Picture) -> ChartFiles:
    """A chart and its picture → its files.  charts/gdp-growth.svg, charts/gdp-growth.narrow.svg, and .png, .csv, .js"""
    pictures = ((routes.chart, picture.wide), (routes.narrow_chart, picture.narrow), (routes.chart_png, picture.png))
    data = ((routes.chart_csv, chart_csv(chart)), (routes.chart_points, points_script(chart, picture)))
    return tuple((route(chart.id), made) for route, made in (*pictures, *data))


def not_drawn(chart: Chart, characters: str) -> Problem:
    """A chart and the characters that its font lacks → what is told of it."""
    return Problem(routes.chart(chart.id), 0, "charts.no-glyph", NO_GLYPH, NO_GLYPH_HINT, (("characters", characters),))


def points_script(chart: Chart, picture: Picture) -> bytes:
    """A chart and its picture → the script that hands the page its values: where they stand on either sheet, what they say, where they lead."""
    said = [[printable(words), address_of(evidence)] for _, words, evidence in said_by(chart)]
    data = {"wide": picture.wide_places, "narrow": picture.narrow_places, "said": said}
    return f"chartPoints({json.dumps(chart.id)},{json.dumps(data, separators=(',', ':'))});\n".encode()
