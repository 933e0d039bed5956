"""What all charts have in common: the title and finding above, the key, the notes and the source below, and the drawing of marks and bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digest.charts.sheet import ARROW, PILL, Look, Scale, Sheet
from digest.chinese.text_fit import ems, lines, short
from digest.model.bounds import approximate, at_least, at_most, half_open, named, ranged
from digest.model.chart import Chart, ChartRow, Mark
from digest.model.closed_sets import Kind


def add_heading(sheet: Sheet, chart: Chart) -> None:
    """The title, and below it what the values say."""
    add_paragraph(sheet, chart.title, sheet.title_size - (not sheet.wide), bold=True, lead=6)
    add_paragraph(sheet, chart.finding, sheet.head_size, sheet.soft, lead=2)


def add_paragraph(sheet: Sheet, words: str, size: float, colour: str = "", bold: bool = False, lead: float = 0) -> None:
    """Text over as many lines as it takes, three at most."""
    for line in lines(words, (sheet.width - 4) / size):
        sheet.text(2, sheet.y + lead + size * 0.75, line, size, colour, bold)
        sheet.y += size * 1.45
    sheet.y += lead if words else 0


def add_key(sheet: Sheet, names: Mapping[Kind, str], kinds: Iterable[Kind], aside: str = "", look: Look | None = None) -> None:
    """Marks with what they mean in a line, and the unit at its end or, where it is too long, in a line below."""
    x, y, aside = 2.0, sheet.y + 12, short(aside, 24)
    for kind in kinds:
        add_sign(sheet, x + 7, y, kind, look=look)
        sheet.text(x + 18, y, names[kind], colour=sheet.soft)
        x += 18 + sheet.size * ems(names[kind]) + 18
    if x + sheet.size * ems(aside) > sheet.width:
        x, y = 2.0, y + 20
    sheet.text(x, y, aside, colour=sheet.soft)
    sheet.y = y + 12


def add_footing(sheet: Sheet, chart: Chart, notes: Iterable[str] = ()) -> None:
    """The notes and the source: the sheet is done."""
    sheet.y += 4
    for words in ("；".join(note for note in (*notes, chart.note) if note), chart.source):
        add_paragraph(sheet, words, sheet.size, sheet.soft, lead=1)
    sheet.y += 6
    sheet.done()


def add_sign(sheet: Sheet, x: float, y: float, kind: Kind, name: str = "", look: Look | None = None) -> None:
    """A filled disc for what was reached, an open diamond for what is aimed at, each in its colour."""
    colour, fill, sign = (sheet.actual, sheet.actual, "disc") if kind == "actual" else (sheet.target, sheet.paper, "diamond")
    sheet.mark(x, y, look or sign, colour, fill, name)  # type: ignore[arg-type]


def add_mark(sheet: Sheet, mark: Mark, across: float, scale: Scale, name: str, upright: bool = False) -> None:
    """A mark at its value on a scale, `across` its row or column, with what its bound says: of one size on every scale but for a range.

    以上, 以内 an open end; 左右 a frame around it, since nobody says how far it reaches; a range a bar.
    """
    colour = sheet.actual if mark.kind == "actual" else sheet.target
    ends = [scale.at(float(value)) for value in (mark.value, mark.high) if value is not None]
    places = [(across, end) if upright else (end, across) for end in ends]
    if ranged(mark):
        sheet.line(places, colour, 3, f"{name}-range", order=2)
    if half_open(mark):
        way: tuple[Look, Look] = ("up", "right") if at_least(mark) else ("down", "left")
        sheet.mark(*places[0], way[not upright], colour, "none", f"{name}-open")
    if approximate(mark):
        sheet.mark(*places[0], "pill", colour, sheet.paper, f"{name}-about")
    for place, end in zip(places, ("", "-high"), strict=False):
        add_sign(sheet, *place, mark.kind, name + end)
    sheet.spots[name] = places[0]


def room(mark: Mark, upright: bool = False) -> tuple[float, float]:
    """A mark → how many pixels of it lie below and above its value."""
    beside = (8 if upright else PILL) if approximate(mark) else 6
    return beside + ARROW * at_most(mark), beside + ARROW * at_least(mark)


def ends(chart: Chart, rows: Iterable[ChartRow]) -> tuple[float, float]:
    """A chart, the rows of a panel → the ends of its scale: those it is given, else those of the values, of equal ones from nothing on."""
    found = [float(value) for row in rows for mark in row.marks for value in (named(mark).low, named(mark).high)]
    found += [float(value) for value in (chart.low, chart.high) if value is not None]
    low, high = min(found, default=0), max(found, default=0)
    return (low, high) if low < high else (min(low, 0), max(high, 0) or 1)
