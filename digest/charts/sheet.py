"""A matplotlib Figure in the making: texts, marks and lines in pixels from its upper left corner; → SVG, PNG.

The home of matplotlib and Pillow: imported by nobody before something is drawn. Artists that mean a value have an id (gid). There are no
Axes: they and their ticks cost more than all that is drawn, and would be told where to stand to the pixel all the same.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import cos, log, nan, radians, sin
from typing import Any, Literal

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.ticker import LogLocator, MaxNLocator
from matplotlib.transforms import Affine2D
from PIL import Image

from digest.model.typeface import SANS, Fonts, printable

WIDE, NARROW, PNG_WIDTH = 600, 360, 1400  # pixels of a column of text, of a telephone, of a PNG
COLOURS = 64  # of a PNG: letters' edges are steps between two colours
PACKED = 6  # of zlib's levels: the ninth takes nine times as long for a tenth of the bytes
BASELINE = 0.36  # of its size that a letter's baseline lies below its middle
ARROW, PILL = 22, 12  # how long an open end is, half of how broad the frame of 左右 is: the same on every scale
SETTINGS = {"text.parse_math": False, "axes.unicode_minus": False, "text.hinting": "none", "svg.fonttype": "none", "svg.hashsalt": "digest"}
Look = Literal["disc", "diamond", "pill", "right", "left", "up", "down"]
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """From which value to which, and on which pixels of a sheet these stand, across or upwards."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """A value → its pixel.  Scale(0, 10, 100, 200): 5 → 150"""
        part = log(value / self.low) / log(self.high / self.low) if self.log else (value - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)

    def ticks(self, low: float, high: float, most: int) -> list[float]:
        """Round values between two, about so many at most.  3.2, 9.6, 5 → 4, 6, 8"""
        subs = (1, 2, 5) if high < low * 1000 else (1,)
        locator = LogLocator(subs=subs, numticks=20) if self.log else MaxNLocator(most, steps=[1, 2, 2.5, 5, 10])
        return [float(value) for value in locator.tick_values(low, high) if low <= value <= high]


@contextmanager
def drawing(settings: Sequence[tuple[str, str]]) -> Iterator[None]:
    """The settings of a style → matplotlib as charts are drawn with it. UserWarning where the fonts lack a glyph."""
    rc: Any = {**dict(settings), **SETTINGS}
    with matplotlib.rc_context(rc), warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph", category=UserWarning)
        yield


def is_setting(name: str, value: str) -> bool:
    """Whether matplotlib has a setting and takes this value for it.  font.size, 12 → True    font.size, 大 → False"""
    try:
        return bool(matplotlib.RcParams({name: value}))
    except (KeyError, ValueError):
        return False


class Sheet:
    """A Figure of a width, filled from the top downwards: `y` is how far. Colours and sizes are those of the style that is set."""

    def __init__(self, width: float, fonts: Fonts) -> None:
        rc: Any = matplotlib.rcParams
        self.width, self.wide, self.y = width, width >= WIDE, 0.0
        self.figure, self._corner = Figure(figsize=(width / 72, 1), dpi=72), Affine2D()
        self._pixels = self._corner + self.figure.dpi_scale_trans
        self.spots: dict[str, Place] = {}  # id of a value → where it stands and says what it is
        self._files, self._fonts = {f.weight: str(fonts.path(f)) for f in fonts.faces if f.family == SANS}, dict[Any, FontProperties]()
        self.size, self.name_size, self.head_size, self.title_size = (
            float(rc[key]) for key in ("font.size", "axes.labelsize", "axes.titlesize", "figure.titlesize")
        )
        self.ink, self.soft, self.rule, self.paper = (rc[key] for key in ("text.color", "axes.labelcolor", "grid.color", "figure.facecolor"))
        self.actual, self.target = rc["axes.prop_cycle"].by_key()["color"][:2]
        self.mark_size, self.edge = float(rc["lines.markersize"]), float(rc["lines.linewidth"])

    def font(self, size: float, bold: bool = False) -> FontProperties:
        """The typeface of all charts in a size; one family, since matplotlib looks for each that is named, though it is told the file."""
        weight = 700 if bold else 400
        made = self._fonts.get((size, bold)) or FontProperties(family=SANS, weight=weight, size=size, fname=self._files[weight])
        return self._fonts.setdefault((size, bold), made)

    def text(self, x: float, y: float, words: str, size: float = 0, colour: str = "", bold: bool = False, align: str = "left") -> None:
        """A line of text with its middle at y."""
        size = size or self.size
        if said := printable(words):
            look: Any = {"color": colour or self.ink, "ha": align, "va": "baseline", "zorder": 4, "transform": self._pixels}
            self.figure.add_artist(Text(x, y + BASELINE * size, said, fontproperties=self.font(size, bold), **look))

    def line(self, points: Sequence[Place], colour: str = "", width: float = 1, name: str = "", order: float = 0) -> None:
        """A line through points."""
        look: Any = {"color": colour or self.rule, "linewidth": width, "solid_capstyle": "butt", "gid": name or None, "zorder": order}
        self._add(Line2D(*zip(*points, strict=True), **look))

    def rules(self, lines: Iterable[tuple[Place, Place]]) -> None:
        """Hairlines, written as one."""
        self.line([point for line in lines for point in (*line, (nan, nan))])

    def mark(self, x: float, y: float, look: Look, colour: str, fill: str, name: str = "") -> None:
        """A mark of one size on every scale."""
        shape, size = _marker(look, self.mark_size)
        edge: Any = {"markersize": size, "markeredgecolor": colour, "markeredgewidth": self.edge, "gid": name or None}
        self._add(Line2D([x], [y], marker=shape, markerfacecolor=fill, linestyle="none", zorder=3 if look in ("disc", "diamond") else 2, **edge))

    def box(self, x: float, y: float, width: float, height: float, fill: str, alpha: float, edge: str = "none", name: str = "") -> None:
        """A rectangle."""
        self._add(Rectangle((x, y), width, height, facecolor=to_rgba(fill, alpha), edgecolor=edge, linewidth=1.2, gid=name, zorder=1))

    def _add(self, artist: Line2D | Rectangle) -> None:
        artist.set_transform(self._pixels)
        self.figure.add_artist(artist)

    def done(self) -> None:
        """Nothing more is laid on the sheet: it is as high as it is filled."""
        self.y = round(self.y)
        self.figure.set_size_inches(self.width / 72, self.y / 72)
        self._corner.scale(1 / 72, -1 / 72).translate(0, self.y / 72)

    def places(self) -> dict[str, tuple[int, int]]:
        """The finished sheet → id → where its value stands, in thousandths of the width and the height."""
        return {name: (round(1000 * x / self.width), round(1000 * y / self.y)) for name, (x, y) in self.spots.items()}

    def svg(self) -> bytes:
        """The finished sheet → SVG as matplotlib writes it."""
        out = BytesIO()
        FigureCanvasSVG(self.figure).print_svg(out, metadata={"Date": None})
        return out.getvalue()

    def png(self) -> bytes:
        """The finished sheet → PNG."""
        self.figure.dpi = 72 * PNG_WIDTH / self.width
        canvas = FigureCanvasAgg(self.figure)
        canvas.draw()
        picture = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert("RGB")
        out = BytesIO()  # with few colours a third of the bytes
        picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "png", compress_level=PACKED)
        return out.getvalue()


def _marker(look: Look, size: float) -> tuple[Any, float]:
    """A mark's look, the size of a disc → matplotlib's marker, and its size: of outlines twice what lies farthest from the middle."""
    if look in ("disc", "diamond"):
        return ("o", size) if look == "disc" else ("D", size * 0.75)
    if look == "pill":
        half, turns = size * 0.72, [radians(angle) for angle in range(90, 271, 20)]
        left = [(half - PILL + half * cos(turn), half * sin(turn)) for turn in turns]
        return Path([*left, *((-x, -y) for x, y in left), left[0]]), 2 * PILL
    way, head = (1 if look in ("right", "up") else -1), [(0, 0), (ARROW, 0), (ARROW - 5, -4), (ARROW, 0), (ARROW - 5, 4), (ARROW, 0)]
    return Path([(y, x * way) if look in ("up", "down") else (x * way, y) for x, y in head]), 2 * ARROW
