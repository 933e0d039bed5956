"""What all charts have in common: the title and finding above, the key, the notes and the source below, and the drawing of marks and bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from digest.charts.colours import INK, PAPER, RULE, SOFT, Look
from digest.charts.drawing import WIDE, Area, Drawing, Line, Point, Shape, Text, box, sign
from digest.charts.text_fit import ems, lines, short
from digest.model.bounds import approximate, at_least, at_most, drawn, half_open, ranged
from digest.model.chart import Chart, ChartRow, Mark
from digest.model.closed_sets import Bound, Kind

NAMES: Mapping[Kind, str] = {"actual": "上年完成", "target": "当年目标"}
BOUNDS: Mapping[Bound, str] = {">=": "箭头向右：以上", "<=": "箭头向左：以内", "~": "宽带：左右（上下一成）", "range": "横条：区间"}
UPRIGHT: Mapping[Bound, str] = {">=": "箭头向上：以上", "<=": "箭头向下：以内", "~": "宽带：左右（上下一成）", "range": "竖条：区间"}
UNIT, LOG, YEARS = "单位：", "横轴为对数刻度", "年份是报告的年份"
SMALL = 12  # the smallest letters: 11 pixels and more on a telephone
ARROW, BAND = 22, 8  # how long an open end is, how broad a band


class Sheet:
    """A drawing in the making: shapes and points are laid on it from the top downwards; `y` is how far it is filled."""

    def __init__(self, chart: Chart, width: float) -> None:
        self.chart, self.width = chart, width
        self.wide = width >= WIDE
        self.shapes: list[Shape] = []
        self.points: list[Point] = []
        self.y = 0.0

    def heading(self) -> None:
        """The title, and below it what the values say."""
        size = 17 if self.wide else 16
        self.paragraph(self.chart.title, size, bold=True, lead=6)
        self.paragraph(self.chart.finding, 13, SOFT, lead=2)

    def paragraph(self, text: str, size: float, colour: str = INK, bold: bool = False, lead: float = 0) -> None:
        """Text over as many lines as it takes, three at most."""
        for line in lines(text, (self.width - 4) / size):
            self.shapes.append(Text(2, self.y + lead + size * 0.75, line, size, colour, bold))
            self.y += size * 1.45
        self.y += lead if text else 0

    def key(self, entries: Iterable[tuple[tuple[Shape, ...], str]], aside: str = "") -> None:
        """Marks with what they mean in a line, and the unit at its end or, where it is too long, in a line below."""
        x, y, aside = 2.0, self.y + 12, short(aside, 24)
        for shapes, words in entries:
            self.shapes += [moved(shape, x, y) for shape in shapes]
            self.shapes.append(Text(x + 18, y, words, SMALL, SOFT))
            x += 18 + SMALL * ems(words) + 18
        if x + SMALL * ems(aside) > self.width:
            x, y = 2.0, y + 20
        self.shapes.append(Text(x, y, aside, SMALL, SOFT))
        self.y = y + 12

    def footing(self, notes: Iterable[str]) -> Drawing:
        """The notes and the source → the finished drawing."""
        self.y += 4
        for text in ("；".join(note for note in (*notes, self.chart.note) if note), self.chart.source):
            self.paragraph(text, SMALL, SOFT, lead=1)
        return Drawing(self.width, round(self.y + 6), tuple(self.shapes), tuple(self.points))

    def badge(self, x: float, y: float, look: Look) -> None:
        """A place's own colour and shape."""
        self.shapes.append(sign(x, y, look.shape, 9, look.colour))

    def rule(self, x: float, y: float, x2: float, y2: float, colour: str = RULE) -> None:
        """A hairline."""
        self.shapes.append(Line(((x, y), (x2, y2)), colour))


def moved(shape: Shape, x: float, y: float) -> Shape:
    """A shape drawn around the origin → the same elsewhere."""
    if isinstance(shape, (Line, Area)):
        return replace(shape, points=tuple((a + x, b + y) for a, b in shape.points))
    return replace(shape, x=shape.x + x, y=shape.y + y)


def marked(x: float, y: float, kind: Kind, colour: str, name: str = "") -> Shape:
    """A filled circle for what was reached, an open diamond for what is aimed at."""
    return sign(x, y, "disc", 10, colour, "", name) if kind == "actual" else sign(x, y, "diamond", 9, colour, PAPER, name)


def bounded(mark: Mark, at: Callable[[Decimal], float], across: float, colour: str, name: str, upright: bool = False) -> list[Shape]:
    """A mark → what its bound says and the mark itself, along a line at `across`; upright for values that grow upwards.

    以上, 以内 an open end of one length whatever the scale; 左右 a band over a tenth of the value to either side; a range a bar.
    """

    def place(along: float, aside: float = 0) -> tuple[float, float]:
        return (across + aside, along) if upright else (along, across + aside)

    x = at(mark.value)
    shapes: list[Shape] = []
    if approximate(mark):
        low, high = sorted(map(at, ends_of(mark)))
        low, high = min(low, x - 9), max(high, x + 9)
        width, height = (BAND, high - low) if upright else (high - low, BAND)
        shapes.append(box(*place(low, -BAND / 2), width, height, colour, 0.3, f"{name}-about"))
    if half_open(mark):
        way = (1 if at_least(mark) else -1) * (-1 if upright else 1)
        tip = x + ARROW * way
        shapes.append(Line((place(x), place(tip)), colour, 1.8, name=f"{name}-open"))
        shapes.append(Line((place(tip - 5 * way, -4), place(tip), place(tip - 5 * way, 4)), colour, 1.8))
    if ranged(mark) and mark.high is not None:
        shapes.append(Line((place(x), place(at(mark.high))), colour, 3, name=f"{name}-range"))
        shapes.append(marked(*place(at(mark.high)), mark.kind, colour, f"{name}-high"))
    return [*shapes, marked(*place(x), mark.kind, colour, name)]


def reach(mark: Mark, at: Callable[[Decimal], float]) -> tuple[float, float]:
    """A mark → from where to where it is drawn, with all that its bound adds."""
    x, (low, high) = at(mark.value), map(at, ends_of(mark))
    band = 9 if approximate(mark) else 6
    return min(x - band, low) - ARROW * at_most(mark), max(x + band, high) + ARROW * at_least(mark)


def bound_notes(rows: Iterable[ChartRow], words: Mapping[Bound, str]) -> list[str]:
    """Rows → what the bounds that occur in them look like."""
    used = {mark.bound for row in rows for mark in row.marks}
    return [said for bound, said in words.items() if bound in used]


def ends(chart: Chart) -> tuple[Decimal, Decimal]:
    """A chart → the ends of its scale: those it is given, else those of its values."""
    found = [value for row in chart.rows for mark in row.marks for value in ends_of(mark)] or [Decimal(0)]
    return min(found) if chart.low is None else min(chart.low, *found), max(found) if chart.high is None else max(chart.high, *found)


def ends_of(mark: Mark) -> tuple[Decimal, Decimal]:
    """A mark → between which values it is drawn, its open end apart.  约5% → 4.5, 5.5"""
    found = drawn(mark)
    return found.low, found.high


def named(row: ChartRow, most: float) -> str:
    """A row → what its place is called, as far as there is room."""
    return short(row.name or row.label, most)


def said(row: ChartRow, mark: Mark) -> str:
    """A mark → its value in words, for whoever points at it: 侯马市 2024　当年目标 ≥8%"""
    return f"{row.label}　{NAMES[mark.kind]} {mark.note}{mark.label}"
