"""Charts: the right artists in the right places, the same bytes everywhere, and no box instead of a word."""

from __future__ import annotations

import csv
import io
import json
import os
import pickle
import re
import struct
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from digest.charts import dots as dots_module
from digest.charts.chart_files import Picture, bare, chart_files, not_drawn, picture_of, wrong_settings
from digest.charts.chart_words import said_by
from digest.charts.dots import draw_dots
from digest.charts.heat import LIGHT_ON, STEPS, draw_heat, step_of
from digest.charts.sheet import ARROW, NARROW, PILL, PNG_WIDTH, WIDE, Scale, Sheet, drawing
from digest.charts.small_multiples import draw_years
from digest.charts.timeline import draw_months
from digest.chinese.figure_format import on_scale
from digest.chinese.text_fit import ems, evenly, lines, short
from digest.compare.table_charts import on_scales, worth_drawing
from digest.content.chart_style import style_of
from digest.model.chart import Chart, ChartRow, Mark, Tile
from digest.model.report import Evidence
from digest.render.chart_csv import chart_csv
from digest.render.chart_html import figure as on_page
from tests.typesetting import made

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[1]
SAID = Evidence("141081-2024", "p7", 0, 10, "=生产总值增长7.2%")
SHEET = (ROOT / "templates" / "charts" / "charts.mplstyle").read_text("utf-8")
STYLE = style_of(SHEET)
LIGHT, DARK = ({name: found[which] for name, *found in STYLE.themed} for which in (0, 1))
PAPER, ACTUAL, TARGET = LIGHT["figure-facecolor"], LIGHT["axes-prop-cycle-1"], LIGHT["axes-prop-cycle-2"]
DRAW = {"dots": draw_dots, "heat": draw_heat, "years": draw_years, "months": draw_months}


def mark(kind: str, value: str, bound: str = "=", high: str | None = None, when: str = "", evidence: Evidence | None = None) -> Mark:
    label = {"=": "", ">=": "≥", "<=": "≤", "~": "约", "range": ""}[bound] + value + (f"～{high}" if high else "")
    return Mark(kind, Decimal(value), Decimal(high) if high else None, bound, label, when=when, evidence=evidence)


def row(name: str, year: int, *marks: Mark, place: str = "141081", panel: str = "") -> ChartRow:
    return ChartRow(f"{name} {year}", marks, place=place, name=name, year=year, panel=panel)


def dots(*rows: ChartRow, title: str = "地区生产总值增速", **more: object) -> Chart:
    return Chart("gdp-growth", "dots", title, "%", "侯马市7.2%，目标7%以上。", rows, **more)  # type: ignore[arg-type]


HEAT_MAP = Chart(
    "attention", "heat", "各地报告的篇幅", "%", "篇幅",
    (ChartRow("侯马市 2024", (), (Decimal("12.34"), Decimal("0"))), ChartRow("清苑区 2025", (), (Decimal("3"), Decimal("30")))),
    ("生态环境", "民生保障"),
)  # fmt: skip
YEARS = Chart(
    "years-141081", "years", "侯马市：历年目标与完成", "%，比上年增长", "历年",
    tuple(
        ChartRow(name, (mark("target", "7", ">=", when="2023"), mark("actual", value, when="2023"), mark("actual", "9", when="2024")), place="141081", name=name)
        for name, value in (("生产总值", "3"), ("工业", "12"))
    ),
)  # fmt: skip
MONTHS = Chart(
    "project-months", "months", "项目时间表", "个", "项目",
    (
        row("侯马市", 2024, Mark("target", Decimal(3), None, "=", "6月　3个", when="2024-06"), Mark("target", Decimal(2), None, "=", "上半年　2个", when="2024-H1")),
        row("盐湖区", 2024, Mark("actual", Decimal(1), None, "=", "年内　1个", when="2024"), place="140802"),
    ),
)  # fmt: skip
EVERY = (dots(row("侯马市", 2024, mark("actual", "7.2", "~"), mark("target", "7", ">="))), HEAT_MAP, YEARS, MONTHS)


def sheet(chart: Chart, width: float = WIDE) -> Sheet:
    """A chart as matplotlib has it before it is saved."""
    with drawing(STYLE.settings):
        DRAW[chart.kind](found := Sheet(width, made()), chart)
    return found


def scales(chart: Chart) -> list[Scale]:
    """The scales of a chart's panels."""
    found: list[Scale] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dots_module, "Scale", lambda *given: found.append(Scale(*given)) or found[-1])
        sheet(chart)
    return found


def ends(chart: Chart) -> list[tuple[float, float]]:
    """From which value to which each scale of a chart goes."""
    return [(scale.low, scale.high) for scale in scales(chart)]


def named(drawn: Sheet, name: str) -> Any:
    return next(artist for artist in drawn.figure.findobj() if artist.get_gid() == name)


def names(drawn: Sheet) -> set[str]:
    return {name for artist in drawn.figure.findobj() if (name := artist.get_gid())}


def at(drawn: Sheet, name: str) -> tuple[float, float]:
    """Where a mark stands, in pixels from the upper left corner."""
    artist = named(drawn, name)
    x, y = artist.get_transform().transform((artist.get_xdata()[0], artist.get_ydata()[0]))
    return float(x), drawn.y - float(y)


def places_of_texts(drawn: Sheet) -> list[tuple[str, float, float, float]]:
    """Every text of a sheet: its words, from where to where it goes, and its baseline from the top."""
    found = []
    for text in drawn.figure.findobj(lambda artist: hasattr(artist, "get_fontsize") and bool(artist.get_text())):
        x, y = (float(part) for part in text.get_transform().transform(text.get_position()))
        wide = ems(text.get_text()) * text.get_fontsize()
        start = x - {"left": 0.0, "center": wide / 2, "right": wide}[text.get_ha()]
        found.append((text.get_text(), start, start + wide, drawn.y - y))
    return found


@cache
def pictured(chart: Chart) -> Picture:
    picture, lacking = picture_of(made(), STYLE, bare(chart))
    assert picture is not None, lacking
    return picture


def tree(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(pictured(chart).wide)


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(SVG + "text")]


# what is said


def test_text_stays_text_and_everything_is_said() -> None:
    chart = dots(row("侯马市", 2024, mark("actual", "7.2"), mark("target", "7", ">=")), row("盐湖区", 2023, place="140802"),
                 finding="2023年完成：侯马市最高（7.2）", source="来源：各地政府工作报告（2023—2024年）")  # fmt: skip
    root = tree(chart)
    wanted = {"地区生产总值增速", "单位：%", "侯马市", "2024", "7.2", "≥7", "上年完成", "当年目标", "盐湖区", "2023", "—", chart.finding, chart.source}
    assert wanted <= set(texts(root))
    assert root.find(f"{SVG}title").text == "地区生产总值增速"  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text == "侯马市7.2%，目标7%以上。"  # type: ignore[union-attr]
    assert "Digest Sans" in root.get("font-family", "")


def test_a_year_that_all_rows_share_is_not_written_on_each() -> None:
    assert "2024" not in texts(tree(dots(row("甲", 2024, mark("actual", "7")), row("乙", 2024, mark("actual", "8"), place="140802"))))


def test_actual_and_target_differ_in_shape_fill_and_colour() -> None:
    drawn = sheet(dots(row("侯马市", 2024, mark("actual", "7.2"), mark("target", "9"))))
    actual, target = named(drawn, "mark-0-0"), named(drawn, "mark-0-1")
    assert (actual.get_marker(), actual.get_markerfacecolor(), actual.get_markeredgecolor()) == ("o", ACTUAL, ACTUAL)
    assert (target.get_marker(), target.get_markerfacecolor(), target.get_markeredgecolor()) == ("D", PAPER, TARGET)
    other = sheet(dots(row("盐湖区", 2024, mark("actual", "7.2"), mark("target", "9"), place="140802")))
    assert named(other, "mark-0-0").get_markeredgecolor() == ACTUAL  # a colour is no place's


def test_values_stand_outside_of_the_two_ends() -> None:
    drawn = sheet(dots(row("甲", 2024, mark("actual", "7"), mark("target", "9")), row("乙", 2024, mark("actual", "12"), mark("target", "8"))))
    shown = {words: (start, end) for words, start, end, _ in places_of_texts(drawn)}
    for left, right, i in (("7", "9", 0), ("8", "12", 1)):
        first, last = sorted(at(drawn, f"mark-{i}-{j}")[0] for j in (0, 1))
        assert shown[left][1] < first and shown[right][0] > last


def test_bounds_are_drawn_as_what_they_say_and_of_one_size_on_every_scale() -> None:
    bounds = (("6", ">="), ("8", "<="), ("7", "~"), ("5", "range", "6"), ("9",))
    for more in ((), (mark("actual", "900"),)):
        drawn = sheet(dots(row("侯马市", 2024, *(mark("target", *bound) for bound in bounds), *more)))
        arrow, back, about = (named(drawn, f"mark-0-{i}-target".replace("-target", kind)) for i, kind in enumerate(("-open", "-open", "-about")))
        reach = {name: artist.get_marker().vertices[:, 0] * artist.get_markersize() / abs(artist.get_marker().vertices).max() / 2
                 for name, artist in (("arrow", arrow), ("back", back), ("about", about))}  # fmt: skip
        assert (reach["arrow"].min(), reach["arrow"].max()) == (0, pytest.approx(ARROW))
        assert (reach["back"].min(), reach["back"].max()) == (pytest.approx(-ARROW), 0)
        assert (reach["about"].min(), reach["about"].max()) == (pytest.approx(-PILL), pytest.approx(PILL))  # never a tenth of 7
        assert about.get_markerfacecolor() == PAPER
        assert list(named(drawn, "mark-0-3-range").get_xdata()) == [at(drawn, "mark-0-3")[0], at(drawn, "mark-0-3-high")[0]]
        assert at(drawn, "mark-0-3-high")[0] == pytest.approx(at(drawn, "mark-0-0")[0])
        assert not {f"mark-0-4-{bound}" for bound in ("open", "about", "range", "high")} & names(drawn)


def test_bounds_are_drawn_upright_where_values_grow_upwards() -> None:
    drawn = sheet(YEARS)
    arrow, (x, y), (result, below) = named(drawn, "mark-0-0-open"), at(drawn, "mark-0-0"), at(drawn, "mark-0-1")
    assert (arrow.get_marker().vertices[:, 1].max(), arrow.get_marker().vertices[:, 1].min()) == (ARROW, 0)  # upwards
    assert x > result and below > y  # beside the result; 3 stands below 7


def test_marks_that_would_hide_each_other_stand_one_above_the_other() -> None:
    for marks in ((mark("actual", "7"), mark("target", "7")), (mark("actual", "6"), mark("target", "5", "range", "6"))):
        drawn = sheet(dots(row("甲", 2024, *marks), row("乙", 2024, mark("actual", "17"))))
        assert at(drawn, "mark-0-0")[1] < at(drawn, "mark-0-1")[1] - 8
        assert "line-0" not in names(drawn)
    apart = sheet(dots(row("甲", 2024, mark("actual", "7"), mark("target", "9"))))
    assert at(apart, "mark-0-0")[1] == at(apart, "mark-0-1")[1] and "line-0" in names(apart)


def test_bounds_are_explained_only_where_they_occur() -> None:
    plain = texts(tree(dots(row("侯马市", 2024, mark("actual", "7")))))
    bound = texts(tree(dots(row("侯马市", 2024, mark("actual", "7", ">=")))))
    assert not [text for text in plain if "以上" in text]
    assert [text for text in bound if "以上" in text]


@pytest.mark.parametrize(("low", "unit", "logarithmic"), [("150", "亿元", True), ("2000", "亿元", False), ("-5", "亿元", False), ("150", "%", False)])
def test_a_wide_span_of_amounts_has_a_logarithmic_axis_and_says_so(low: str, unit: str, logarithmic: bool) -> None:
    chart = replace(dots(row("一", 2024, mark("actual", "25698")), row("二", 2024, mark("actual", low))), unit=unit)
    drawn = sheet(chart)
    assert any("对数刻度" in words for words, *_ in places_of_texts(drawn)) is logarithmic
    assert [scale.log for scale in scales(chart)] == [logarithmic]


def test_a_scale_puts_its_ends_and_what_lies_between_on_pixels() -> None:
    even, wide = Scale(0, 10, 100, 200), Scale(1, 10000, 100, 200, log=True)
    assert [even.at(value) for value in (0, 5, 10)] == [100, 150, 200]
    assert [wide.at(value) for value in (1, 100, 10000)] == [100, pytest.approx(150), 200]
    assert Scale(0, 10, 200, 100).at(10) == 100  # upwards
    assert even.ticks(3.2, 9.6, 4) == [4, 6, 8] and wide.ticks(1, 10000, 4) == [1, 10, 100, 1000, 10000]


def test_levels_stand_in_panels_with_a_scale_of_their_own_for_amounts_alone() -> None:
    rows = (row("甲省", 2024, mark("actual", "30000"), panel="省级"), row("乙县", 2024, mark("actual", "200"), panel="县级"), row("丙县", 2024, mark("actual", "190"), panel="县级"))
    amounts = replace(dots(*rows), unit="亿元")
    assert {"省级", "县级"} <= {words for words, *_ in places_of_texts(sheet(amounts))}
    assert ends(amounts) == [(0, 30000), (190, 200)]
    assert ends(dots(*rows)) == [(190, 30000)] * 2
    assert "县级" not in {words for words, *_ in places_of_texts(sheet(dots(*rows[1:])))}  # of one level: no panels


def test_shares_are_never_drawn_beyond_nothing_and_the_whole() -> None:
    for values in (("99.6", "100"), ("100", "100"), ("0", "0.5"), ("93", "100")):
        (scale,) = scales(dots(*(row(name, 2024, mark("actual", value, "~")) for name, value in zip("甲乙", values, strict=True))))
        assert 0 <= scale.low < scale.high <= 100
        assert (ticks := scale.ticks(scale.low, scale.high, 6)) and all(scale.low <= tick <= scale.high for tick in ticks)


@pytest.mark.parametrize(
    ("values", "worth"), [(("7", "8", "9"), True), (("7", "8"), False), (("100", "100", "100"), False), ((), False), (("7", "7", "8"), True)]
)
def test_two_values_or_equal_ones_are_no_picture(values: tuple[str, ...], worth: bool) -> None:
    assert worth_drawing(mark("actual", value) for value in values) is worth


def test_a_heat_map_prints_every_cell_and_is_strongest_where_most_is() -> None:
    assert {"12.3", "0.0", "3.0", "30.0", "侯马市 2024", "清苑区 2025"} <= set(texts(tree(HEAT_MAP)))
    drawn = sheet(HEAT_MAP)
    alphas = [named(drawn, f"cell-{i}-{c}").get_facecolor()[3] for i in (0, 1) for c in (0, 1)]
    assert alphas == [STEPS[3], STEPS[0], STEPS[1], STEPS[8]]  # 12.34, 0, 3, 30 of 30
    assert [step_of(Decimal(part)) for part in ("-1", "0", "0.5", "1", "7")] == [0, 0, 4, 8, 8]


def test_a_cell_without_a_value_says_why() -> None:
    tiles = (Tile(Decimal(0), "未提及"), Tile(Decimal(4)))
    chart = Chart("coverage", "heat", "谈到什么", "句", "", (ChartRow("侯马市", (), (Decimal(0), Decimal(4)), tiles=tiles),), ("大气", "水"))
    assert {"未提及", "4"} <= set(texts(tree(chart)))
    assert "0" not in texts(tree(chart))


def test_projects_stand_in_their_month_and_vague_times_over_all_that_they_may_mean() -> None:
    drawn = sheet(MONTHS)
    heads = {words: (start + end) / 2 for words, start, end, _ in places_of_texts(drawn) if re.fullmatch("[0-9]{1,2}月", words)}
    month = heads["7月"] - heads["6月"]
    discs = [at(drawn, name)[0] for name in ("mark-0-0", "mark-0-0-1", "mark-0-0-2")]
    assert len(set(discs)) == 3 and all(abs(x - heads["6月"]) < month / 2 for x in discs)
    assert named(drawn, "mark-0-0").get_markerfacecolor() == PAPER and "mark-0-0-3" not in names(drawn)
    bar, whole = named(drawn, "mark-0-1"), named(drawn, "mark-1-0")
    assert bar.get_x() < heads["1月"] and heads["6月"] < bar.get_x() + bar.get_width() < heads["7月"]
    assert whole.get_x() + whole.get_width() > heads["12月"]


def test_a_chart_of_nothing_is_still_a_chart() -> None:
    empty = (Chart("none", kind, "", "", "", ()) for kind in ("heat", "years", "months"))
    for chart in (dots(), dots(ChartRow("只有名字")), dots(ChartRow("", (mark("actual", "0"),))), *empty):
        assert tree(chart).tag == SVG + "svg"


# colours


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, paper: str, part: float) -> str:
    return "#" + "".join(f"{round(int(colour[i : i + 2], 16) * part + int(paper[i : i + 2], 16) * (1 - part)):02x}" for i in (1, 3, 5))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_letters_have_contrast(colours: dict[str, str]) -> None:
    paper, actual = colours["figure-facecolor"], colours["axes-prop-cycle-1"]
    assert all(contrast(colours[name], paper) >= 3 for name in ("axes-prop-cycle-1", "axes-prop-cycle-2"))
    assert all(contrast(colours[name], paper) >= 4.5 for name in ("text-color", "axes-labelcolor"))
    grounds = [mixed(actual, paper, step) for step in STEPS]
    letters = [paper if i >= LIGHT_ON else colours["text-color"] for i in range(len(STEPS))]
    assert [round(contrast(*pair), 1) for pair in zip(grounds, letters, strict=True) if contrast(*pair) < 4.5] == []
    assert len({contrast(ground, paper) for ground in grounds}) == len(STEPS) and sorted(grounds, key=lambda g: contrast(g, paper)) == grounds


def test_colours_are_variables_that_are_others_on_a_dark_page_and_plain_on_paper() -> None:
    root = tree(EVERY[0])
    style = root.find(f"{SVG}style")
    assert style is not None and style.text is not None
    light, dark = style.text.split("@media screen and (prefers-color-scheme:dark)")
    assert light.startswith("@media screen{") and f'[fill="{ACTUAL}"]{{fill:var(--axes-prop-cycle-1)}}' in light
    assert f"--axes-prop-cycle-1:{ACTUAL};" in light and f"--axes-prop-cycle-1:{DARK['axes-prop-cycle-1']};" in dark
    used = {value for element in root.iter() for key in ("fill", "stroke") if (value := element.get(key)) and value.startswith("#")}
    assert used - {"#000000"} <= set(LIGHT.values()) and "#000000" not in {e.get("fill") for e in root.iter(SVG + "text")}
    assert not re.findall(r"url|import|http", style.text)


def test_an_editors_style_is_what_charts_look_like() -> None:
    own = style_of(SHEET.replace("0a5c9e", "7a1f5e").replace("font.size:         12", "font.size:         14"))
    picture, _ = picture_of(made(), own, bare(EVERY[0]))
    assert picture is not None and b"#7a1f5e" in picture.wide and ACTUAL.encode() not in picture.wide
    assert picture.wide.count(b'font-size="14"') > pictured(EVERY[0]).wide.count(b'font-size="14"')


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("text.color: 1c2228  # dark e3e6e9", ""), ("# 说明", ""), ("", ""), ("font.size: 12", ""),
        ("text.colour: 1c2228", "text.colour"), ("font.size: 大", "font.size"), ("font.size 12", "font.size 12"), ("text.color: 1c2", "text.color"),
    ],
)  # fmt: skip
def test_a_wrong_line_of_a_style_is_told_with_its_number(line: str, said: str) -> None:
    found = wrong_settings(("templates/charts/charts.mplstyle", f"{SHEET}\n{line}\n"))
    assert [(p.line, said in p.text()) for p in found] == ([(len(SHEET.splitlines()) + 2, True)] if said else [])


def test_the_same_indicator_is_drawn_on_the_same_scale_wherever_it_is() -> None:
    whole = dots(row("甲", 2024, mark("actual", "2")), row("乙", 2024, mark("actual", "12")), low=Decimal(2), high=Decimal(12))
    few = Chart("county.gdp-growth", "dots", "", "%", "", (row("丙", 2024, mark("actual", "6")), row("丁", 2024, mark("actual", "8"))))
    (scaled,) = on_scales((few,), (whole,))
    assert (scaled.low, scaled.high) == (Decimal(2), Decimal(12))
    assert ends(scaled) == ends(whole) != ends(few)
    (other,) = on_scales((few,), (dots(title="别的", low=Decimal(0), high=Decimal(1)), whole))
    assert other.low == Decimal(2)


# files


def test_a_chart_comes_as_svg_for_two_widths_png_csv_and_points() -> None:
    for chart in EVERY:
        files = chart_files(chart, pictured(chart))
        assert [address for address, _ in files] == [f"charts/{chart.id}{kind}" for kind in (".svg", ".narrow.svg", ".png", ".csv", ".js")]
        wide, narrow, png, _, points = (data for _, data in files)
        assert (ElementTree.fromstring(wide).get("width"), ElementTree.fromstring(narrow).get("width")) == (str(WIDE), str(NARROW))
        assert png[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">I", png[16:20]) == (PNG_WIDTH,) and PNG_WIDTH >= 1400
        assert max(len(wide), len(narrow)) < 12_000
        call = re.fullmatch(r"chartPoints\((\"[^\"]+\"),(\{.*\})\);\n", points.decode("ascii"))
        assert call and json.loads(call[1]) == chart.id
        data = json.loads(call[2])
        assert len(data["wide"]) == len(data["narrow"]) == len(data["said"]) > 0
        assert all(0 <= part <= 1000 for place in (*data["wide"], *data["narrow"]) for part in place)


def test_points_stand_where_the_marks_do_say_what_they_are_and_lead_to_the_sentence() -> None:
    chart = dots(row("侯马市", 2024, mark("actual", "7.2", evidence=SAID), mark("target", "9")))
    assert [said[:2] for said in said_by(chart)] == [("mark-0-0", "侯马市 2024　上年完成 7.2"), ("mark-0-1", "侯马市 2024　当年目标 9")]
    for width, places in ((WIDE, pictured(chart).wide_places), (NARROW, pictured(chart).narrow_places)):
        drawn = sheet(chart, width)
        found = [at(drawn, f"mark-0-{j}") for j in (0, 1)]
        assert list(places) == [(round(1000 * x / width), round(1000 * y / drawn.y)) for x, y in found]
    assert '"reports/141081-2024.html#p7"' in dict(chart_files(chart, pictured(chart)))["charts/gdp-growth.js"].decode()
    root = tree(chart)
    assert [e.find(f"{SVG}title").text for e in root.iter(SVG + "g") if e.get("id") == "mark-0-1"] == ["侯马市 2024　当年目标 9"]  # type: ignore[union-attr]


def test_equal_drawings_are_one_whatever_they_are_called_and_lead_to() -> None:
    one = dots(row("侯马市", 2024, mark("actual", "7.2", evidence=SAID), mark("target", "9")))
    moved = replace(one, id="county.gdp-growth", told=(mark("actual", "7.2"),), rows=(row("侯马市", 2024, mark("actual", "7.2"), mark("target", "9")),))
    assert repr(bare(one)) == repr(bare(moved)) != repr(bare(replace(one, title="别的")))


def test_the_csv_has_a_line_for_every_value_with_its_sentence_drawn_or_not() -> None:
    rest = (row("清苑区", 2024, mark("actual", "3"), place="130608"),)
    chart = dots(row("侯马市", 2024, mark("actual", "7.2", evidence=SAID), mark("target", "5", "range", "6", when="2024")), rest=rest)
    first, second, third = csv.DictReader(io.StringIO(chart_csv(chart).decode("utf-8-sig")))
    assert (first["地区"], first["地区代码"], first["报告年份"], first["性质"], first["数值"], first["单位"]) == ("侯马市", "141081", "2024", "完成", "7.2", "%")
    assert (first["原句"], first["链接"]) == ("'=生产总值增长7.2%", "reports/141081-2024.html#p7")
    assert (second["性质"], second["限定"], second["数值"], second["上限"], second["所属时间"]) == ("目标", "区间", "5", "6", "2024")
    assert third["地区"] == "清苑区" and "清苑区" not in texts(tree(chart))
    cells = list(csv.DictReader(io.StringIO(chart_csv(HEAT_MAP).decode("utf-8-sig"))))
    assert [(line["地区"], line["项目"], line["数值"]) for line in cells] == [
        ("侯马市 2024", "生态环境", "12.34"), ("侯马市 2024", "民生保障", "0"), ("清苑区 2025", "生态环境", "3"), ("清苑区 2025", "民生保障", "30"),
    ]  # fmt: skip


def test_a_figure_offers_both_widths_and_what_can_be_taken_away() -> None:
    html = on_page("../charts/gdp-growth.svg", "甲<最高", "各地比较")
    assert html is not None
    assert '<source media="(max-width: 37.5em)" srcset="../charts/gdp-growth.narrow.svg">' in html
    assert '<img src="../charts/gdp-growth.svg" alt="甲&lt;最高">' in html
    assert all(f'<a href="../charts/gdp-growth.{kind}" download>{kind.upper()}</a>' in html for kind in ("svg", "png", "csv"))
    assert "各地比较" not in html  # it is drawn
    for other in ("../pictures/a.svg", "charts/a.png", "https://a.cn/charts/a.svg", "charts/../../a.svg", 'charts/a".svg', "charts/甲.svg"):
        assert on_page(other, "") is None


# what must not be


@pytest.mark.parametrize("where", ["row", "title", "label", "column", "finding", "panel"])
def test_a_missing_glyph_is_an_error_that_names_the_character(where: str) -> None:
    odd = "侯马\U0010fffd市"
    value = Mark("actual", Decimal(1), None, "=", odd if where == "label" else "1")
    one = ChartRow(odd if where == "row" else "侯马市", (value,), panel=odd if where == "panel" else "")
    columns = (odd, "目标") if where == "column" else ()
    chart = Chart("odd", "dots", odd if where == "title" else "题", "%", "", (one,), columns, odd if where == "finding" else "")
    picture, lacking = picture_of(made(), STYLE, bare(chart))
    assert (picture, lacking) == (None, "\U0010fffd")
    problem = not_drawn(chart, lacking)
    assert problem.where == "charts/odd.svg" and "\U0010fffd" in problem.text()


def test_half_a_character_is_missed_like_any_other() -> None:
    assert picture_of(made(), STYLE, dots(ChartRow("侯\ud800马"))) == (None, "\ufffd")


@pytest.mark.parametrize("kind", ["dots", "heat", "years", "months"])
def test_hostile_labels_do_no_harm(kind: str) -> None:
    labels = ("$x_$ \\frac", "<script>alert(1)</script>&amp;", "a\x00b\x01c\u202ed", "换\n行\r\n了", "长" * 300, "]]> style=\"fill: red\" -->", "%s {x}", "'\"", "", " ")
    for label in labels if kind == "dots" else labels[1:5]:
        value = Mark("target", Decimal("1"), None, ">=", label, when="2024")
        one = ChartRow(label, (value,), (Decimal(1),), name=label)
        root = tree(Chart("hostile", kind, label, label, label, (one,), (label, label), label, label, note=label))
        assert not list(root.iter(SVG + "script"))
        assert all(len(text) < 60 for text in texts(root))
        assert "style" not in {key for element in root.iter() for key in element.attrib}


def test_ids_are_unique_and_nothing_reaches_beyond_the_drawing() -> None:
    for chart in EVERY:
        root = tree(chart)
        ids = [id for element in root.iter() if (id := element.get("id"))]
        assert len(set(ids)) == len(ids) and {name for name, *_ in said_by(chart)} <= set(ids)
        text = ElementTree.tostring(root, "unicode")
        for word in ("<metadata", "<!DOCTYPE", "matplotlib", "<image", "script", "url(", "clip-path"):
            assert word not in text
        assert all(link.startswith("#s") for e in root.iter() for key, link in e.items() if key.endswith("href"))


def test_the_same_chart_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    here = sha256(repr([picture_of(made(), STYLE, bare(chart)) for chart in EVERY]).encode()).hexdigest()
    assert here == sha256(repr([(pictured(chart), "") for chart in EVERY]).encode()).hexdigest()
    file = tmp_path / "charts"
    file.write_bytes(pickle.dumps((made(), STYLE, [bare(chart) for chart in EVERY])))
    program = (
        "import pickle, sys; from hashlib import sha256; from digest.charts.chart_files import picture_of\n"
        "assert 'matplotlib' not in sys.modules  # before anything is drawn\n"
        "fonts, style, charts = pickle.load(open(sys.argv[1], 'rb'))\n"
        "print(sha256(repr([picture_of(fonts, style, chart) for chart in charts]).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"}
    command = [sys.executable, "-c", program, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
    assert done.stdout.strip() == here


# lettering


@pytest.mark.parametrize(
    ("text", "most", "shown"), [("侯马市", 3, "侯马市"), ("侯马市人", 3, "侯马…"), ("2024年", 4, "2024年"), ("", 3, "")]
)
def test_short(text: str, most: float, shown: str) -> None:
    assert short(text, most) == shown
    assert ems(short(text, most)) <= most


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [("生态环境", 2, ["生态", "环境"]), ("科技创新与教育", 3, ["科技创", "新与", "教育"]), ("民生", 3, ["民生"]), ("4.5—5%", 2, ["4.5—", "5%"]), ("5.5%", 2, ["5.5%"]), ("", 2, [""])],
)
def test_evenly(text: str, most: int, lines: list[str]) -> None:
    assert evenly(text, most) == lines


@pytest.mark.parametrize(
    ("value", "text"), [("12.50", "12.5"), ("30000", "3万"), ("250000000", "2.5亿"), ("-15000", "-1.5万"), ("0.0", "0"), ("500", "500")]
)
def test_figure(value: str, text: str) -> None:
    assert on_scale(Decimal(value)) == text


@pytest.mark.parametrize(
    ("text", "most", "found"),
    [
        ("2023年完成：侯马市最高（12.1%）", 8.8, ["2023年完成：侯马", "市最高（12.1%）"]),  # no number is torn, no sign begins a line
        ("各地都谈到大气", 20, ["各地都谈到大气"]),
        ("", 5, []),
    ],
)
def test_lines(text: str, most: float, found: list[str]) -> None:
    assert lines(text, most) == found
    assert all(ems(line) <= most for line in lines(text, most))


def test_lines_are_three_at_most() -> None:
    assert lines("长" * 50, 10) == ["长" * 10, "长" * 10, "长" * 9 + "…"]


def test_letters_are_readable_on_a_telephone_and_nothing_is_cut_off() -> None:
    for chart in EVERY:
        drawn = sheet(chart, NARROW)
        for words, start, end, baseline in places_of_texts(drawn):
            assert start >= -1 and end <= NARROW + 6, words
            assert 8 <= baseline <= drawn.y, words
        sizes = [text.get_fontsize() for text in drawn.figure.findobj(lambda artist: hasattr(artist, "get_fontsize"))]
        assert min(sizes) * 340 / NARROW >= 10.3


def test_labels_of_the_axis_do_not_run_into_each_other() -> None:
    for unit in ("%", "亿元"):
        drawn = sheet(replace(dots(row("晋城市城区", 2023, mark("actual", "521")), row("二", 2023, mark("actual", "33000"))), unit=unit), NARROW)
        ticks = sorted((start, end) for words, start, end, y in places_of_texts(drawn) if re.fullmatch(r"[0-9.]+[万亿]?%?", words) and y > drawn.y - 70)
        assert len(ticks) >= 2
        assert all(a[1] < b[0] for a, b in pairwise(ticks))
