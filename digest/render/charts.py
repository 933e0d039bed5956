"""Charts: a Chart → an SVG that reads the same on every machine, on paper and in grey, and keeps its text as text.

Actual values are filled circles, targets open diamonds; a bound is drawn as what it says: 以上 an arrow open to the right, 以内 to
the left, 约 a band, a range a line between its ends. Values stand in columns of their own, so that no two labels can collide.
matplotlib is the pen; where things stand is computed here, in pixels of a 500 px wide sheet (its letters can still be read at 343).
"""

from __future__ import annotations

import math
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from digest.comparison import Chart, ChartRow, Mark
from digest.problems import N_, Problem
from digest.render.lettering import ems, figure, short, wrapped
from digest.typefaces import SANS, STACK, Fonts, missing, printable

WIDTH = 500
INK, GREY, RULE, PAPER = "#1f2328", "#5b636b", "#d8dce0", "#ffffff"
COLOUR = {"actual": "#1f4e79", "target": "#b4500f"}
SHAPE = {"actual": "o", "target": "D"}
NAMES = ("上年完成", "当年目标")
HEAT = ((0xF4, 0xF7, 0xFA), (0x1F, 0x4E, 0x79))  # the lightest and the darkest cell
BOUNDS = {">=": "→ 以上", "<=": "← 以内", "~": "━ 约", "range": "— 区间"}
UNIT, LOG = "单位：", "横轴为对数刻度"
SVG = "{http://www.w3.org/2000/svg}"

NO_GLYPH = N_("the chart's font has no glyph for {characters}; the chart is left out")
NO_GLYPH_HINT = N_("correct the text where it comes from (it is often a damaged character), or install a fuller Chinese font")


def draw(fonts: Fonts, chart: Chart) -> tuple[bytes | None, tuple[Problem, ...]]:
    """A chart → SVG, or None and the characters that the font lacks: a box instead of a word is never published.

    The same chart gives the same bytes. Ids begin with the chart's, so that several charts can stand in one page.
    """
    lacking = missing(_text(chart), fonts)
    if lacking:
        return None, (_no_glyph(chart, "".join(lacking)),)
    with _matplotlib(fonts):
        try:
            data = _PICTURES[chart.kind](chart, _Pen(fonts))
        except UserWarning as warning:  # matplotlib's own word that a glyph is missing, made an error in _matplotlib
            return None, (_no_glyph(chart, str(warning)),)
    return _tidy(data, chart), ()


def _no_glyph(chart: Chart, characters: str) -> Problem:
    return Problem(f"charts/{chart.id}.svg", 0, "charts.no-glyph", NO_GLYPH, NO_GLYPH_HINT, (("characters", characters),))


def _text(chart: Chart) -> str:
    """A chart → all the text that can be set in it."""
    labels = [text for row in chart.rows for text in (row.label, *(mark.label for mark in row.marks))]
    return printable("".join((chart.title, chart.unit, *chart.columns, *labels, *NAMES, *BOUNDS.values(), UNIT, LOG, "…—万亿")))


@contextmanager
def _matplotlib(fonts: Fonts) -> Iterator[None]:
    """Fonts → matplotlib with its files beside them, its settings for equal bytes, and missing glyphs as errors."""
    os.environ.setdefault("MPLCONFIGDIR", str(Path(fonts.folder).parent / "matplotlib"))
    import matplotlib

    settings = {"svg.fonttype": "none", "svg.hashsalt": "digest", "text.parse_math": False, "axes.unicode_minus": False}
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph", category=UserWarning)
        yield


class _Pen:
    """Writes text and lines on one pair of axes measured in pixels, y downwards."""

    def __init__(self, fonts: Fonts) -> None:
        self.files = {face.weight: fonts.path(face) for face in fonts.faces if face.family == SANS}

    def sheet(self, width: float, height: float) -> None:
        """A white sheet of that size."""
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=PAPER)
        FigureCanvasSVG(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        self.axes.axis("off")

    def write(self, x: float, y: float, text: str, size: float = 13, colour: str = INK, bold: bool = False, align: str = "left") -> None:
        """Text, its middle at y."""
        from matplotlib.font_manager import FontProperties

        weight = 700 if bold else 400
        face = FontProperties(family=list(STACK), weight=weight, size=size, fname=str(self.files[weight]))
        self.axes.text(x, y, text, color=colour, fontproperties=face, ha=align, va="center_baseline", linespacing=1.15)

    def line(self, points: list[tuple[float, float]], colour: str = RULE, width: float = 1, **more: Any) -> None:
        """A line through points."""
        xs, ys = zip(*points)
        self.axes.plot(xs, ys, color=colour, linewidth=width, solid_capstyle="butt", **more)

    def mark(self, x: float, y: float, kind: str, name: str | None = None) -> None:
        """A filled circle for what was reached, an open diamond for what is aimed at."""
        size, fill = (9, COLOUR[kind]) if kind == "actual" else (7.5, PAPER)
        look = {"marker": SHAPE[kind], "markersize": size, "markerfacecolor": fill, "markeredgecolor": COLOUR[kind], "markeredgewidth": 1.8}
        self.axes.plot([x], [y], linestyle="none", gid=name, **look)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        from matplotlib.patches import Rectangle

        self.axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, edgecolor=PAPER, linewidth=1))

    def svg(self) -> bytes:
        """What was drawn."""
        out = BytesIO()
        self.figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
        return out.getvalue()


def _dots(chart: Chart, pen: _Pen) -> bytes:
    """Rows of places, their actual and target values on one scale, and both in figures at the right."""
    names = chart.columns or NAMES
    values = {kind: [[short(m.label, 12) for m in row.marks if m.kind == kind] for row in chart.rows] for kind in COLOUR}
    widths = [_column(name, values[kind]) for name, kind in zip(names, COLOUR)]
    labels = [short(row.label, 13) for row in chart.rows]
    left = 13 * max(map(ems, labels), default=0) + 14
    right = WIDTH - sum(widths) - 30
    heights = [14 + 15 * max(1, len(a), len(t)) for a, t in zip(values["actual"], values["target"])]
    top = 74
    bottom = top + sum(heights)
    used = {mark.bound for row in chart.rows for mark in row.marks}
    scale = _Scale(chart.rows, left + 27, right - 27)
    notes = [words for bound, words in BOUNDS.items() if bound in used] + ([LOG] if scale.log else [])
    pen.sheet(WIDTH, bottom + (50 if notes else 26))
    _heading(chart, pen)
    columns = {"actual": right + 18 + widths[0], "target": right + 26 + sum(widths)}
    for (kind, x), name in zip(columns.items(), names):
        pen.write(x, top - 14, short(name, 8), 12, COLOUR[kind], align="right")
        pen.mark(x - 12 * ems(short(name, 8)) - 9, top - 14, kind)
    free = 0.0  # where the last label ended: one that would run into it is left out, its line stays
    for value, x in scale.ticks:
        pen.line([(x, top), (x, bottom)])
        half = 11.5 * ems(figure(value)) / 2
        if x - half >= free:
            pen.write(x, bottom + 13, figure(value), 11.5, GREY, align="center")
            free = x + half + 4
    y = float(top)
    for i, row in enumerate(chart.rows):
        pen.line([(0, y), (WIDTH, y)])
        middle = y + heights[i] / 2
        pen.write(2, middle, labels[i])
        for kind, x in columns.items():
            _stack(pen, x, middle, values[kind][i] or ["—"], COLOUR[kind] if values[kind][i] else GREY)
        apart = 5 if len({mark.kind for mark in row.marks}) == 2 else 0
        for j, mark in enumerate(row.marks):
            _bound(pen, scale.at, mark, middle + (-apart if mark.kind == "actual" else apart), f"mark-{i}-{j}-{mark.kind}")
        y += heights[i]
    pen.line([(0, bottom), (WIDTH, bottom)], GREY)
    pen.write(2, bottom + 36, "　".join(notes), 11.5, GREY)
    return pen.svg()


def _column(name: str, cells: list[list[str]]) -> float:
    """A column's head and its cells of several lines → its width."""
    return 13 * max(3.6, ems(short(name, 8)) + 1.4, *(ems(line) for cell in cells for line in cell), 0)


def _stack(pen: _Pen, x: float, middle: float, lines: list[str], colour: str) -> None:
    """Lines of figures, right-aligned, centred on the row."""
    for i, line in enumerate(lines):
        pen.write(x, middle + 15 * (i - (len(lines) - 1) / 2), line, 13, colour, align="right")


def _bound(pen: _Pen, at: Callable[[Decimal], float], mark: Mark, y: float, name: str) -> None:
    """A mark with what its bound says; an arrow is open-ended, so it is of one length whatever the scale."""
    x, colour = at(mark.value), COLOUR[mark.kind]
    if mark.bound == "~":
        pen.line([(x - 14, y), (x + 14, y)], colour, 7, alpha=0.3, gid=f"{name}-about")
    if mark.bound in (">=", "<="):
        way = 1 if mark.bound == ">=" else -1
        pen.line([(x, y), (x + 24 * way, y)], colour, 1.8, gid=f"{name}-open")
        pen.line([(x + 19 * way, y - 4), (x + 24 * way, y), (x + 19 * way, y + 4)], colour, 1.8)
    if mark.bound == "range" and mark.high is not None:
        pen.line([(x, y), (at(mark.high), y)], colour, 2.4, gid=f"{name}-range")
        pen.mark(at(mark.high), y, mark.kind, f"{name}-high")
    pen.mark(x, y, mark.kind, name)


class _Scale:
    """Rows → where a value stands between two pixels; logarithmic where the largest is fifty times the smallest and none is ≤ 0."""

    def __init__(self, rows: tuple[ChartRow, ...], start: float, end: float) -> None:
        from matplotlib.ticker import LogLocator, MaxNLocator

        values = [v for row in rows for mark in row.marks for v in (mark.value, mark.high) if v is not None] or [Decimal(0)]
        low, high = min(values), max(values)
        self.log = low > 0 and high / low >= 50
        self.low, self.high = self._of(low), self._of(high)
        if self.low == self.high:
            self.low, self.high = self.low - 1, self.high + 1
        self.start, self.end = start, end
        decades = LogLocator(subs=(1.0, 2.0, 5.0) if high < low * 1000 else (1.0,))
        locator = decades if self.log else MaxNLocator(5, steps=[1, 2, 2.5, 5, 10])
        edges = (10**self.low, 10**self.high) if self.log else (self.low, self.high)
        ticks = [Decimal(repr(round(float(tick), 10))) for tick in locator.tick_values(*edges)]
        spread = (end - start) * 0.09 + 1
        placed = [(tick, self.at(tick)) for tick in ticks if tick > 0 or not self.log]
        self.ticks = [(tick, x) for tick, x in placed if start - spread <= x <= end + spread]

    def _of(self, value: Decimal) -> float:
        return math.log10(value) if self.log else float(value)

    def at(self, value: Decimal) -> float:
        """A value → its pixel."""
        return self.start + (self.end - self.start) * (self._of(value) - self.low) / (self.high - self.low)


def _heat(chart: Chart, pen: _Pen) -> bytes:
    """Rows by columns, darker where the share is larger, each cell with its figure."""
    labels = [short(row.label, 11) for row in chart.rows]
    left = 13 * max(map(ems, labels), default=0) + 12
    count = max(len(chart.columns), 1)
    cell = max(31.0, (WIDTH - left) / count)
    heads = [wrapped(short(name, 12), max(2, int(cell // 12.5))) for name in chart.columns]
    top = 50 + 14 * max((head.count("\n") + 1 for head in heads), default=1) + 8
    pen.sheet(left + cell * count, top + 27 * len(chart.rows) + 8)
    _heading(chart, pen)
    for i, head in enumerate(heads):
        pen.write(left + cell * (i + 0.5), (46 + top) / 2, head, 12, GREY, align="center")
    most = max((share for row in chart.rows for share in row.cells), default=Decimal(0)) or Decimal(1)
    for j, row in enumerate(chart.rows):
        y = top + 27 * j
        pen.write(2, y + 13.5, labels[j])
        for i, share in enumerate(row.cells):
            depth = float(max(share, Decimal(0)) / most)
            pen.box(left + cell * i, y, cell, 27, "#" + "".join(f"{round(a + (b - a) * depth):02x}" for a, b in zip(*HEAT)))
            pen.write(left + cell * (i + 0.5), y + 13.5, f"{share:.1f}", 11.5, PAPER if depth > 0.5 else INK, align="center")
    return pen.svg()


def _heading(chart: Chart, pen: _Pen) -> None:
    """The title and, smaller, the unit."""
    pen.write(2, 16, short(chart.title, 34), 15, bold=True)
    pen.write(2, 38, UNIT + short(chart.unit, 30) if chart.unit else "", 11.5, GREY)


def _tidy(data: bytes, chart: Chart) -> bytes:
    """matplotlib's SVG → the same with a title and a description, ids of its own, and no style that reaches beyond it."""
    ElementTree.register_namespace("", SVG[1:-1])
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(data)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (SVG + "metadata", SVG + "style"):
                parent.remove(child)
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            element.set(name, _own(name, value, chart.id))
    width, height = (round(float(size)) for size in root.get("viewBox", "").split()[2:])
    root.attrib |= {"width": str(width), "height": str(height), "role": "img", "aria-labelledby": f"{chart.id}-title {chart.id}-desc"}
    root.set("style", "stroke-linejoin:round;stroke-linecap:butt")
    for place, (tag, text) in enumerate((("title", chart.title), ("desc", chart.alt))):
        element = ElementTree.Element(SVG + tag, {"id": f"{chart.id}-{tag}"})
        element.text = printable(text)
        root.insert(place, element)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _own(name: str, value: str, chart: str) -> str:
    """An attribute of a drawing → the same, its id or its reference to one under the chart's own name."""
    if name == "id":
        return f"{chart}-{value}"
    if name.endswith("href") and value.startswith("#"):
        return f"#{chart}-{value[1:]}"
    return value.replace("url(#", f"url(#{chart}-")


_PICTURES = {"dots": _dots, "heat": _heat}
