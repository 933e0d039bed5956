"""Charts: the right shapes in the right places, the same bytes everywhere, and no box instead of a word."""

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
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from digest.charts.chart_files import chart_csv, chart_files, draw, drawn
from digest.charts.chart_html import figure as on_page
from digest.charts.colours import DARK, HEAT, INK, PAPER, PLACES, heat, look
from digest.charts.drawing import NARROW, WIDE, Area, Disc, Drawing, Line, Shape, Text
from digest.charts.raster import WIDTH
from digest.charts.scales import Scale
from digest.charts.text_fit import ems, figure, lines, short, wrapped
from digest.charts.timeline import span
from digest.compare.table_charts import on_scales
from digest.model.chart import Chart, ChartRow, Mark, Tile
from digest.model.report import Evidence
from tests.typesetting import made

SVG = "{http://www.w3.org/2000/svg}"
SAID = Evidence("141081-2024", "p7", 0, 10, "=生产总值增长7.2%")


def mark(kind: str, value: str, bound: str = "=", high: str | None = None, when: str = "", evidence: Evidence | None = None) -> Mark:
    label = {"=": "", ">=": "≥", "<=": "≤", "~": "约", "range": ""}[bound] + value + (f"～{high}" if high else "")
    return Mark(kind, Decimal(value), Decimal(high) if high else None, bound, label, when=when, evidence=evidence)


def row(name: str, year: int, *marks: Mark, place: str = "141081") -> ChartRow:
    return ChartRow(f"{name} {year}", marks, place=place, name=name, year=year)


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


def tree(chart: Chart) -> ElementTree.Element:
    svg, problems = draw(made(), chart)
    assert svg is not None, problems
    return ElementTree.fromstring(svg)


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(SVG + "text")]


def named(drawing: Drawing, name: str) -> Shape:
    return next(shape for shape in drawing.shapes if not isinstance(shape, Text) and shape.name == name)


def names(drawing: Drawing) -> set[str]:
    return {shape.name for shape in drawing.shapes if not isinstance(shape, Text) and shape.name}


def middle(shape: Shape) -> float:
    """Where a mark stands."""
    return shape.x if isinstance(shape, Disc) else sum({x for x, _ in shape.points}) / len({x for x, _ in shape.points})  # type: ignore[union-attr]


def across(shape: Shape) -> list[float]:
    """From where to where a line or an area goes."""
    assert isinstance(shape, Line | Area)
    return [min(x for x, _ in shape.points), max(x for x, _ in shape.points)]


def colours(drawing: Drawing) -> set[str]:
    return {c for s in drawing.shapes for c in ((s.fill, s.stroke) if isinstance(s, Disc | Area) else (s.colour,))}


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


def test_actual_and_target_differ_in_shape_and_fill_not_only_in_colour() -> None:
    drawing = drawn(dots(row("侯马市", 2024, mark("actual", "7.2"), mark("target", "9"))), WIDE)
    actual, target = named(drawing, "mark-0-0-actual"), named(drawing, "mark-0-1-target")
    assert isinstance(actual, Disc) and actual.fill == look("141081").colour
    assert isinstance(target, Area) and (target.fill, target.stroke) == (PAPER, look("141081").colour)


def test_values_stand_outside_of_the_two_ends() -> None:
    drawing = drawn(dots(row("甲", 2024, mark("actual", "7"), mark("target", "9")), row("乙", 2024, mark("actual", "12"), mark("target", "8"))), WIDE)
    shown = {text.text: text for text in drawing.shapes if isinstance(text, Text)}
    for left, right, i in (("7", "9", 0), ("8", "12", 1)):
        ends = sorted(middle(named(drawing, f"mark-{i}-{j}-{kind}")) for j, kind in enumerate(("actual", "target")))
        assert shown[left].align == "end" and shown[left].x < ends[0]
        assert shown[right].align == "start" and shown[right].x > ends[1]


def test_bounds_are_drawn_as_what_they_say() -> None:
    bounds = (("6", ">="), ("8", "<="), ("7", "~"), ("5", "range", "6"), ("9",))
    drawing = drawn(dots(row("侯马市", 2024, *(mark("target", *bound) for bound in bounds))), WIDE)
    at = [middle(named(drawing, f"mark-0-{i}-target")) for i in range(5)]
    pixel = at[4] - at[1]  # of one percent
    assert across(named(drawing, "mark-0-0-target-open")) == pytest.approx([at[0], at[0] + 22])  # to the right
    assert across(named(drawing, "mark-0-1-target-open")) == pytest.approx([at[1] - 22, at[1]])  # to the left
    assert across(named(drawing, "mark-0-2-target-about")) == pytest.approx([at[2] - 0.7 * pixel, at[2] + 0.7 * pixel])  # a tenth of 7
    assert across(named(drawing, "mark-0-3-target-range")) == pytest.approx([at[3], at[0]])  # from 5 to 6
    assert middle(named(drawing, "mark-0-3-target-high")) == pytest.approx(at[0])
    assert not {f"mark-0-4-target-{bound}" for bound in ("open", "about", "range", "high")} & names(drawing)
    assert at[3] < at[0] < at[2] < at[1] < at[4]


def test_bounds_are_drawn_upright_where_values_grow_upwards() -> None:
    drawing = drawn(YEARS, WIDE)
    arrow, result = named(drawing, "mark-0-0-target-open"), named(drawing, "mark-0-1-actual")
    assert isinstance(arrow, Line) and isinstance(result, Disc)
    (x, y), (_, tip) = arrow.points
    assert (tip, x > result.x) == (pytest.approx(y - 22), True)  # upwards, and beside the result
    assert result.y > y  # 3 stands below 7


def test_marks_that_would_hide_each_other_stand_one_above_the_other() -> None:
    for marks in ((mark("actual", "7"), mark("target", "7")), (mark("actual", "6"), mark("target", "5", "range", "6"))):
        drawing = drawn(dots(row("甲", 2024, *marks), row("乙", 2024, mark("actual", "17"))), WIDE)
        actual, target = named(drawing, "mark-0-0-actual"), named(drawing, "mark-0-1-target")
        assert isinstance(actual, Disc) and isinstance(target, Area)
        assert actual.y < min(y for _, y in target.points) + 8
        assert "line-0" not in names(drawing)


def test_bounds_are_explained_only_where_they_occur() -> None:
    plain = texts(tree(dots(row("侯马市", 2024, mark("actual", "7")))))
    bound = texts(tree(dots(row("侯马市", 2024, mark("actual", "7", ">=")))))
    assert not [text for text in plain if "以上" in text]
    assert [text for text in bound if "以上" in text]


@pytest.mark.parametrize(("low", "logarithmic"), [("150", True), ("2000", False), ("-5", False)])
def test_a_wide_span_has_a_logarithmic_axis_and_says_so(low: str, logarithmic: bool) -> None:
    root = tree(replace(dots(row("一", 2024, mark("actual", "25698")), row("二", 2024, mark("actual", low))), unit="亿元"))
    assert any("对数刻度" in text for text in texts(root)) is logarithmic


def test_percent_are_never_drawn_on_a_logarithmic_axis() -> None:
    few, much = Decimal("0.1"), Decimal(9)
    assert Scale(few, much, 0, 100).log and not Scale(few, much, 0, 100, percent=True).log
    wide = dots(row("一", 2024, mark("actual", "0.1")), row("二", 2024, mark("actual", "9")))
    assert not any("对数刻度" in text for text in texts(tree(wide)))


def test_a_heat_map_prints_every_cell_and_is_darkest_where_most_is() -> None:
    assert {"12.3", "0.0", "3.0", "30.0", "侯马市 2024", "清苑区 2025"} <= set(texts(tree(HEAT_MAP)))
    fills = [area.fill for area in drawn(HEAT_MAP, WIDE).shapes if isinstance(area, Area) and area.fill in HEAT]
    assert sorted(map(HEAT.index, fills)) == [0, 1, 3, 8]  # 0, 3, 12.34, 30 of 30


def test_a_cell_without_a_value_says_why() -> None:
    tiles = (Tile(Decimal(0), "未提及"), Tile(Decimal(4)))
    chart = Chart("coverage", "heat", "谈到什么", "句", "", (ChartRow("侯马市", (), (Decimal(0), Decimal(4)), tiles=tiles),), ("大气", "水"))
    assert {"未提及", "4"} <= set(texts(tree(chart)))
    assert "0" not in texts(tree(chart))


def test_projects_stand_in_their_month_and_vague_times_over_all_that_they_may_mean() -> None:
    assert [span(when) for when in ("2024-06-01", "2024-06", "2024-H1", "2024-H2", "2024")] == [(5, 6), (5, 6), (0, 6), (6, 12), (0, 12)]
    drawing = drawn(MONTHS, WIDE)
    heads = {text.text: text.x for text in drawing.shapes if isinstance(text, Text) and re.fullmatch("[0-9]{1,2}月", text.text)}
    first = look("141081").colour
    circles = [disc for disc in drawing.shapes if isinstance(disc, Disc) and disc.stroke == first and disc.fill == PAPER]
    assert len(circles) == 3
    assert all(abs(disc.x - heads["6月"]) < (heads["7月"] - heads["6月"]) / 2 for disc in circles)
    (bar,) = [area for area in drawing.shapes if isinstance(area, Area) and area.stroke == first and area.width == 1.2]
    start, end = across(bar)
    assert start < heads["1月"] and heads["6月"] < end < heads["7月"]


def test_a_chart_of_nothing_is_still_a_chart() -> None:
    empty = (Chart("none", kind, "", "", "", ()) for kind in ("heat", "years", "months"))
    for chart in (dots(), dots(ChartRow("只有名字")), dots(ChartRow("", (mark("actual", "0"),))), *empty):
        assert tree(chart).tag == SVG + "svg"


# one look a place, one scale an indicator


def test_a_place_has_one_colour_in_every_chart() -> None:
    own = look("140802").colour
    alone = dots(row("盐湖区", 2024, mark("actual", "7"), place="140802"))
    among = dots(row("侯马市", 2024, mark("actual", "5")), row("盐湖区", 2024, mark("actual", "7"), place="140802"))
    for chart in (alone, among, MONTHS):
        for width in (WIDE, NARROW):
            assert own in colours(drawn(chart, width))
    assert own not in colours(drawn(YEARS, WIDE))


def test_neighbours_differ_in_colour_and_nobody_is_told_by_colour_alone() -> None:
    counties = [look(f"1408{number:02}") for number in range(21, 50)]
    assert all(len({one.colour for one in counties[i : i + 9]}) == 9 for i in range(20))
    assert len({look(code).colour for code in ("140802", "140821", "140881")}) == 3
    assert len({(one.colour, one.shape) for one in counties}) == len(counties)
    assert look("") == look("") and look("nonsense").colour in PLACES


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_marks_and_letters_have_contrast_in_light_and_dark() -> None:
    for colour in PLACES:
        assert contrast(colour, PAPER) >= 3 and contrast(DARK[colour], DARK[PAPER]) >= 3
    for step in range(len(HEAT)):
        ground, letters = heat(step / (len(HEAT) - 1))
        assert ground == HEAT[step]
        assert contrast(ground, letters) >= 4.5 and contrast(DARK[ground], DARK[letters]) >= 4.5
    order = [luminance(colour) for colour in HEAT]
    assert order == sorted(order, reverse=True)  # lighter to darker: readable without any colour
    assert [luminance(DARK[colour]) for colour in HEAT] == sorted(luminance(DARK[colour]) for colour in HEAT)


def test_a_drawing_is_dark_on_a_dark_page() -> None:
    style = tree(EVERY[0]).find(f"{SVG}style")
    assert style is not None and style.text is not None
    assert style.text.startswith("@media(prefers-color-scheme:dark)")
    assert f'[fill="{PAPER}"]{{fill:{DARK[PAPER]}}}' in style.text
    assert f"svg{{fill:{DARK[INK]}}}" in style.text
    assert not re.findall(r"url|import|http", style.text)


def test_the_same_indicator_is_drawn_on_the_same_scale_wherever_it_is() -> None:
    whole = dots(row("甲", 2024, mark("actual", "2")), row("乙", 2024, mark("actual", "12")), low=Decimal(2), high=Decimal(12))
    few = Chart("county.gdp-growth", "dots", "", "%", "", (row("丙", 2024, mark("actual", "6")), row("丁", 2024, mark("actual", "8"))))
    (scaled,) = on_scales((few,), (whole,))
    assert (scaled.low, scaled.high) == (Decimal(2), Decimal(12))
    first, second = (middle(named(drawn(scaled, WIDE), f"mark-{i}-0-actual")) for i in (0, 1))
    whole_first, whole_second = (middle(named(drawn(whole, WIDE), f"mark-{i}-0-actual")) for i in (0, 1))
    assert (second - first) / 2 == pytest.approx((whole_second - whole_first) / 10, rel=0.1)  # pixels of one percent
    (other,) = on_scales((few,), (dots(title="别的", low=Decimal(0), high=Decimal(1)), whole))
    assert other.low == Decimal(2)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [("3.2", "9.6", ["4", "6", "8"]), ("0", "100", ["0", "20", "40", "60", "80", "100"]), ("-4", "4", ["-4", "-2", "0", "2", "4"]),
     ("10", "2000", ["10", "20", "50", "100", "200", "500", "1E+3", "2E+3"]), ("1", "100000", ["1", "1E+1", "1E+2", "1E+3", "1E+4", "1E+5"])],
)  # fmt: skip
def test_a_scale_is_marked_at_round_values(low: str, high: str, ticks: list[str]) -> None:
    scale = Scale(Decimal(low), Decimal(high), 100, 500)
    assert [tick for tick, _ in scale.ticks] == [Decimal(tick) for tick in ticks]
    assert (scale.at(Decimal(low)), scale.at(Decimal(high))) == (pytest.approx(100), pytest.approx(500))


# files


def test_a_chart_comes_as_svg_for_two_widths_png_csv_and_points() -> None:
    for chart in EVERY:
        files, problems = chart_files(made(), chart)
        assert files is not None, problems
        assert [address for address, _ in files] == [f"charts/{chart.id}{kind}" for kind in (".svg", ".narrow.svg", ".png", ".csv", ".js")]
        wide, narrow, png, _, points = (data for _, data in files)
        assert (ElementTree.fromstring(wide).get("width"), ElementTree.fromstring(narrow).get("width")) == (str(WIDE), str(NARROW))
        assert png[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">I", png[16:20]) == (WIDTH,) and WIDTH >= 1600
        assert max(len(wide), len(narrow)) < 12_000
        call = re.fullmatch(r"chartPoints\((\"[^\"]+\"),(\{.*\})\);\n", points.decode("ascii"))
        assert call and json.loads(call[1]) == chart.id
        data = json.loads(call[2])
        assert len(data["wide"]) == len(data["narrow"]) == len(data["said"]) > 0
        assert all(0 <= part <= 1000 for place in (*data["wide"], *data["narrow"]) for part in place)


def test_points_stand_where_the_marks_do_and_lead_to_the_sentence() -> None:
    chart = dots(row("侯马市", 2024, mark("actual", "7.2", evidence=SAID), mark("target", "9")))
    for width in (WIDE, NARROW):
        drawing = drawn(chart, width)
        assert [(point.x, point.text) for point in drawing.points] == [
            (pytest.approx(middle(named(drawing, "mark-0-0-actual"))), "侯马市 2024　上年完成 7.2"),
            (pytest.approx(middle(named(drawing, "mark-0-1-target"))), "侯马市 2024　当年目标 9"),
        ]
    files, _ = chart_files(made(), chart)
    assert '"reports/141081-2024.html#p7"' in dict(files or ())["charts/gdp-growth.js"].decode()


def test_the_csv_has_a_line_for_every_value_with_its_sentence() -> None:
    chart = dots(row("侯马市", 2024, mark("actual", "7.2", evidence=SAID), mark("target", "5", "range", "6", when="2024")))
    first, second = csv.DictReader(io.StringIO(chart_csv(chart).decode("utf-8-sig")))
    assert (first["地区"], first["地区代码"], first["报告年份"], first["性质"], first["数值"], first["单位"]) == ("侯马市", "141081", "2024", "完成", "7.2", "%")
    assert (first["原句"], first["链接"]) == ("'=生产总值增长7.2%", "reports/141081-2024.html#p7")
    assert (second["性质"], second["限定"], second["数值"], second["上限"], second["所属时间"]) == ("目标", "区间", "5", "6", "2024")
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


@pytest.mark.parametrize("where", ["row", "title", "label", "column", "finding"])
def test_a_missing_glyph_is_an_error_that_names_the_character(where: str) -> None:
    odd = "侯马\U0010fffd市"
    value = Mark("actual", Decimal(1), None, "=", odd if where == "label" else "1")
    one = ChartRow(odd if where == "row" else "侯马市", (value,))
    columns = (odd, "目标") if where == "column" else ()
    chart = Chart("odd", "dots", odd if where == "title" else "题", "%", "", (one,), columns, odd if where == "finding" else "")
    svg, (problem,) = draw(made(), chart)
    assert svg is None
    assert problem.where == "charts/odd.svg"
    assert "\U0010fffd" in problem.text()
    assert "侯" not in dict(problem.values)["characters"]


def test_half_a_character_is_missed_like_any_other() -> None:
    svg, (problem,) = draw(made(), dots(ChartRow("侯\ud800马")))
    assert svg is None
    assert dict(problem.values)["characters"] == "\ufffd"


@pytest.mark.parametrize(
    "label",
    ["$x_$ \\frac", "<script>alert(1)</script>&amp;", "a\x00b\x01c\u202ed", "换\n行\r\n了", "长" * 300, "]]>", "%s {x}", "'\"", "", " "],
)
def test_hostile_labels_do_no_harm(label: str) -> None:
    value = Mark("target", Decimal("1"), None, ">=", label, when="2024")
    one = ChartRow(label, (value,), (Decimal(1),), name=label)
    for kind in ("dots", "heat", "years", "months"):
        root = tree(Chart("hostile", kind, label, label, label, (one,), (label, label), label, label, note=label))
        assert not list(root.iter(SVG + "script"))
        assert all(len(text) < 60 for text in texts(root))


def test_ids_are_of_the_chart_and_nothing_reaches_beyond_the_drawing() -> None:
    ids: list[str] = []
    for chart in EVERY:
        root = tree(chart)
        ids += [id for element in root.iter() if (id := element.get("id"))]
        text = ElementTree.tostring(root, "unicode")
        assert all(id.startswith(f"{chart.id}-") for id in (element.get("id", f"{chart.id}-") for element in root.iter()))
        for word in ("<metadata", "<!DOCTYPE", "matplotlib.org", "<image", "script", "href", "url("):
            assert word not in text
    assert len(set(ids)) == len(ids)


def test_the_same_chart_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    def digest(chart: Chart) -> str:
        return sha256(b"".join(data for _, data in chart_files(made(), chart)[0] or ())).hexdigest()

    here = [digest(chart) for chart in EVERY]
    assert here == [digest(chart) for chart in EVERY]
    file = tmp_path / "charts"
    file.write_bytes(pickle.dumps((made(), EVERY)))
    program = (
        "import pickle, sys; from hashlib import sha256; from digest.charts.chart_files import chart_files\n"
        "fonts, charts = pickle.load(open(sys.argv[1], 'rb'))\n"
        "print(*(sha256(b''.join(data for _, data in chart_files(fonts, chart)[0])).hexdigest() for chart in charts))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai"}
        command = [sys.executable, "-c", program, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=Path(__file__).parents[1])
        assert done.stdout.split() == here


def test_importing_charts_does_not_import_matplotlib() -> None:
    program = "import digest.charts.chart_files, sys; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[1])


# lettering


@pytest.mark.parametrize(
    ("text", "most", "shown"), [("侯马市", 3, "侯马市"), ("侯马市人", 3, "侯马…"), ("2024年", 4, "2024年"), ("", 3, "")]
)
def test_short(text: str, most: float, shown: str) -> None:
    assert short(text, most) == shown
    assert ems(short(text, most)) <= most


@pytest.mark.parametrize(
    ("text", "count", "lines"),
    [("生态环境", 2, "生态\n环境"), ("科技创新与教育", 3, "科技创\n新与\n教育"), ("民生", 3, "民生"), ("", 2, "")],
)
def test_wrapped(text: str, count: int, lines: str) -> None:
    assert wrapped(text, count) == lines


@pytest.mark.parametrize(
    ("value", "text"), [("12.50", "12.5"), ("30000", "3万"), ("250000000", "2.5亿"), ("-15000", "-1.5万"), ("0.0", "0"), ("500", "500")]
)
def test_figure(value: str, text: str) -> None:
    assert figure(Decimal(value)) == text


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
        drawing = drawn(chart, NARROW)
        for text in (shape for shape in drawing.shapes if isinstance(shape, Text) and shape.text):
            assert text.size * 340 / NARROW >= 10.3
            wide = ems(text.text) * text.size
            start = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.align]
            assert start >= -1 and start + wide <= NARROW + 6, text
            assert text.size / 2 <= text.y <= drawing.height


def test_labels_of_the_axis_do_not_run_into_each_other() -> None:
    drawing = drawn(dots(row("晋城市城区", 2023, mark("actual", "521")), row("二", 2023, mark("actual", "33000"))), NARROW)
    ticks = [t for t in drawing.shapes if isinstance(t, Text) and re.fullmatch(r"[0-9.]+[万亿]?%", t.text)]
    assert len(ticks) >= 3
    places = sorted((tick.x, ems(tick.text) * tick.size / 2) for tick in ticks)
    assert all(a + half < b - other for (a, half), (b, other) in pairwise(places))
