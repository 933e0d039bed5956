"""Charts: the right shapes in the right places, the same bytes everywhere, and no box instead of a word."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from digest.comparison import Chart, ChartRow, Mark
from digest.render.charts import SVG, draw
from digest.render.lettering import ems, figure, short, wrapped
from tests.typesetting import made


def mark(kind: str, value: str, bound: str = "=", high: str | None = None) -> Mark:
    label = {"=": "", ">=": "≥", "<=": "≤", "~": "约", "range": ""}[bound] + value + (f"～{high}" if high else "")
    return Mark(kind, Decimal(value), Decimal(high) if high else None, bound, label)


def dots(*rows: ChartRow, title: str = "地区生产总值 · 增速") -> Chart:
    return Chart("gdp-growth", "dots", title, "%", "侯马市7.2%，目标7%以上。", rows)


HEAT = Chart(
    "attention", "heat", "各地报告的篇幅", "占全文字数，%", "篇幅",
    (ChartRow("侯马市 2024", (), (Decimal("12.34"), Decimal("0"))), ChartRow("清苑区 2025", (), (Decimal("3"), Decimal("30")))),
    ("生态环境", "民生保障"),
)  # fmt: skip


def drawn(chart: Chart) -> ElementTree.Element:
    svg, problems = draw(made(), chart)
    assert svg is not None, problems
    return ElementTree.fromstring(svg)


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(SVG + "text")]


def part(root: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((g for g in root.iter(SVG + "g") if g.get("id") == name), None)


def line(root: ElementTree.Element, name: str) -> tuple[list[float], str]:
    """A line's xs and its style."""
    group = part(root, name)
    assert group is not None, name
    path = next(group.iter(SVG + "path"))
    return [float(x) for x in re.findall(r"[ML] (\S+)", path.get("d", ""))], path.get("style", "")


def place(root: ElementTree.Element, name: str) -> tuple[float, str]:
    """A mark's x and its style."""
    group = part(root, name)
    assert group is not None, name
    use = next(group.iter(SVG + "use"))
    return float(use.get("x", "")), use.get("style", "")


def test_text_stays_text_and_everything_is_said() -> None:
    root = drawn(dots(ChartRow("侯马市 2024", (mark("actual", "7.2"), mark("target", "7", ">="))), ChartRow("盐湖区 2023")))
    assert {"地区生产总值 · 增速", "单位：%", "侯马市 2024", "7.2", "≥7", "上年完成", "当年目标", "盐湖区 2023", "—"} <= set(texts(root))
    assert root.find(f"{SVG}title").text == "地区生产总值 · 增速"  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text == "侯马市7.2%，目标7%以上。"  # type: ignore[union-attr]
    assert '"Digest Sans"' in ElementTree.tostring(root, "unicode").replace("'", '"')


def test_actual_and_target_differ_in_shape_and_fill_not_only_in_colour() -> None:
    root = drawn(dots(ChartRow("侯马市", (mark("actual", "7.2"), mark("target", "7")))))
    shapes = {}
    for kind, name in (("actual", "mark-0-0-actual"), ("target", "mark-0-1-target")):
        group = part(root, f"gdp-growth-{name}")
        assert group is not None
        target = next(group.iter(SVG + "use")).get("{http://www.w3.org/1999/xlink}href", "")[1:]
        shapes[kind] = next(path.get("d", "") for path in root.iter(SVG + "path") if path.get("id") == target)
    assert "C" in shapes["actual"]  # curves: a circle
    assert "C" not in shapes["target"]  # corners: a diamond
    assert "fill: #1f4e79" in place(root, "gdp-growth-mark-0-0-actual")[1]
    assert "fill: #ffffff" in place(root, "gdp-growth-mark-0-1-target")[1]


def test_bounds_are_drawn_as_what_they_say() -> None:
    bounds = (("6", ">="), ("8", "<="), ("7", "~"), ("5", "range", "6"), ("9",))
    marks = tuple(mark("target", *bound) for bound in bounds)
    root = drawn(dots(ChartRow("侯马市", marks)))
    at = [place(root, f"gdp-growth-mark-0-{i}-target")[0] for i in range(5)]
    assert line(root, "gdp-growth-mark-0-0-target-open")[0] == pytest.approx([at[0], at[0] + 24])  # to the right
    assert line(root, "gdp-growth-mark-0-1-target-open")[0] == pytest.approx([at[1], at[1] - 24])  # to the left
    xs, style = line(root, "gdp-growth-mark-0-2-target-about")
    assert xs == pytest.approx([at[2] - 14, at[2] + 14])
    assert "stroke-width: 7" in style
    assert line(root, "gdp-growth-mark-0-3-target-range")[0] == pytest.approx([at[3], at[0]])  # from 5 to 6
    assert place(root, "gdp-growth-mark-0-3-target-high")[0] == pytest.approx(at[0])
    for bound in ("open", "about", "range", "high"):
        assert part(root, f"gdp-growth-mark-0-4-target-{bound}") is None
    assert at[3] < at[0] < at[2] < at[1] < at[4]


def test_bounds_are_explained_only_where_they_occur() -> None:
    plain = texts(drawn(dots(ChartRow("侯马市", (mark("actual", "7"),)))))
    bound = texts(drawn(dots(ChartRow("侯马市", (mark("actual", "7", ">="),)))))
    assert not [text for text in plain if "以上" in text]
    assert [text for text in bound if "以上" in text]


@pytest.mark.parametrize(("low", "logarithmic"), [("150", True), ("2000", False), ("-5", False)])
def test_a_wide_span_has_a_logarithmic_axis_and_says_so(low: str, logarithmic: bool) -> None:
    root = drawn(dots(ChartRow("一", (mark("actual", "25698"),)), ChartRow("二", (mark("actual", low),))))
    assert any("对数刻度" in text for text in texts(root)) is logarithmic


def test_a_heat_map_prints_every_cell() -> None:
    root = drawn(HEAT)
    assert {"12.3", "0.0", "3.0", "30.0", "侯马市 2024", "清苑区 2025"} <= set(texts(root))
    fills = [m for m in re.findall(r"fill: (#[0-9a-f]{6})", ElementTree.tostring(root, "unicode")) if m in ("#f4f7fa", "#1f4e79")]
    assert fills == ["#f4f7fa", "#1f4e79"]  # nothing is the lightest, the largest the darkest


def test_a_chart_of_nothing_is_still_a_chart() -> None:
    for chart in (dots(), dots(ChartRow("只有名字")), dots(ChartRow("", (mark("actual", "0"),))), Chart("none", "heat", "", "", "", ())):
        assert drawn(chart).tag == SVG + "svg"


@pytest.mark.parametrize("where", ["row", "title", "label", "column"])
def test_a_missing_glyph_is_an_error_that_names_the_character(where: str) -> None:
    odd = "侯马\U0010fffd市"
    value = Mark("actual", Decimal(1), None, "=", odd if where == "label" else "1")
    row = ChartRow(odd if where == "row" else "侯马市", (value,))
    chart = Chart("odd", "dots", odd if where == "title" else "题", "%", "", (row,), (odd, "目标") if where == "column" else ())
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
    value = Mark("target", Decimal("1"), None, ">=", label)
    root = drawn(Chart("hostile", "dots", label, label, label, (ChartRow(label, (value,)),), (label, label)))
    assert not list(root.iter(SVG + "script"))
    assert all(len(text) < 60 for text in texts(root))
    assert drawn(Chart("hostile", "heat", label, label, label, (ChartRow(label, (), (Decimal(1),)),), (label,))).tag == SVG + "svg"


def test_ids_are_of_the_chart_and_every_reference_leads_to_one() -> None:
    one, other = drawn(dots(ChartRow("一", (mark("actual", "1", ">="),)))), drawn(HEAT)
    ids = [[element.get("id") for element in root.iter() if element.get("id")] for root in (one, other)]
    assert len(set(ids[0] + ids[1])) == len(ids[0] + ids[1])
    text = ElementTree.tostring(one, "unicode")
    references = re.findall(r"url\(#([^)]+)\)", text) + re.findall(r'href="#([^"]+)"', text)
    assert references
    assert set(references) <= set(ids[0])


def test_nothing_reaches_beyond_the_drawing() -> None:
    text = ElementTree.tostring(drawn(HEAT), "unicode")
    for word in ("<style", "<metadata", "<!DOCTYPE", "matplotlib.org", "<image", "script"):
        assert word not in text


def test_the_same_chart_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    charts = (dots(ChartRow("侯马市", (mark("actual", "7.2", "~"), mark("target", "7", ">=")))), HEAT)
    here = [sha256(draw(made(), chart)[0] or b"").hexdigest() for chart in charts]
    assert here == [sha256(draw(made(), chart)[0] or b"").hexdigest() for chart in charts]
    file = tmp_path / "charts"
    file.write_bytes(pickle.dumps((made(), charts)))
    program = (
        "import pickle, sys; from hashlib import sha256; from digest.render.charts import draw\n"
        "fonts, charts = pickle.load(open(sys.argv[1], 'rb'))\n"
        "print(*(sha256(draw(fonts, chart)[0]).hexdigest() for chart in charts))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai"}
        command = [sys.executable, "-c", program, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=Path(__file__).parents[1])
        assert done.stdout.split() == here


def test_importing_charts_does_not_import_matplotlib() -> None:
    program = "import digest.render.charts, sys; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[1])


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


def test_labels_of_the_axis_do_not_run_into_each_other() -> None:
    root = drawn(dots(ChartRow("晋城市城区 2023", (mark("actual", "521"),)), ChartRow("二", (mark("actual", "33000"),))))
    ticks = [t for t in root.iter(SVG + "text") if "11.5px" in t.get("style", "") and re.fullmatch(r"[\d.]+[万亿]?", "".join(t.itertext()))]
    assert len(ticks) >= 3
    places = sorted((float(t.get("x", "")), ems("".join(t.itertext())) * 11.5 / 2) for t in ticks)
    assert all(a + half < b - other for (a, half), (b, other) in pairwise(places))
