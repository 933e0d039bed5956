"""Drawings: texts, lines, areas and discs with their places, before they are written as SVG or PNG. Pixels, x to the right, y downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digest.charts.colours import INK, Sign
from digest.model.report import Evidence

Place = tuple[float, float]
WIDE, NARROW = 600, 360  # of a column of text and of a telephone


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text, its middle at y."""

    x: float
    y: float
    text: str
    size: float = 13
    colour: str = INK
    bold: bool = False
    align: Literal["start", "middle", "end"] = "start"


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    points: tuple[Place, ...]
    colour: str
    width: float = 1
    opacity: float = 1
    name: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon, with an edge where `stroke` is a colour."""

    points: tuple[Place, ...]
    fill: str
    stroke: str = ""
    width: float = 0
    opacity: float = 1
    name: str = ""


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle with an edge."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str
    width: float = 1.8
    name: str = ""


Shape = Text | Line | Area | Disc


@dataclass(frozen=True, slots=True)
class Point:
    """A place of the drawing that says a value when it is pointed at, and the sentence that gives it."""

    x: float
    y: float
    text: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sheet of that size and all that stands on it, the undermost first."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    points: tuple[Point, ...] = ()


def box(x: float, y: float, width: float, height: float, fill: str, opacity: float = 1, name: str = "") -> Area:
    """A rectangle."""
    return Area(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), fill, opacity=opacity, name=name)


def sign(x: float, y: float, shape: Sign, size: float, colour: str, fill: str = "", name: str = "") -> Shape:
    """A small mark of a shape around a point; filled with its colour unless said otherwise."""
    edge, inside = 1.8 if fill else 0, fill or colour
    half = size / 2
    if shape == "disc":
        return Disc(x, y, half, inside, colour, edge, name)
    corners: dict[Sign, tuple[Place, ...]] = {
        "square": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
        "up": ((0, -1), (1.06, 0.85), (-1.06, 0.85)),
        "down": ((0, 1), (1.06, -0.85), (-1.06, -0.85)),
        "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    }
    return Area(tuple((x + dx * half, y + dy * half) for dx, dy in corners[shape]), inside, colour, edge, name=name)
