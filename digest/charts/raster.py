"""A Drawing → PNG, for those who cannot use SVG. The home of matplotlib and Pillow, which are imported only when something is painted."""

from __future__ import annotations

import os
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

from digest.charts.colours import PAPER
from digest.charts.drawing import Area, Disc, Drawing, Line, Text
from digest.charts.svg import BASELINE
from digest.model.typeface import SANS, Fonts, printable

WIDTH = 1700  # pixels of every picture
COLOURS = 64  # letters' edges are steps between two colours


def to_png(drawing: Drawing, fonts: Fonts) -> bytes:
    """A drawing → the bytes of a PNG, 1700 pixels wide, on white. The same drawing and fonts give the same bytes.

    UserWarning where the fonts lack a glyph: a box instead of a word is never published.
    """
    os.environ.setdefault("MPLCONFIGDIR", str(Path(fonts.folder).parent / "matplotlib"))
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from PIL import Image

    with matplotlib.rc_context({"text.parse_math": False, "axes.unicode_minus": False}), warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph", category=UserWarning)
        figure = Figure(figsize=(drawing.width / 72, drawing.height / 72), dpi=72 * WIDTH / drawing.width, facecolor=PAPER)
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, drawing.width), ylim=(drawing.height, 0))
        axes.axis("off")
        _paint_shapes(axes, drawing, {face.weight: str(fonts.path(face)) for face in fonts.faces if face.family == SANS})
        canvas.draw()
    picture = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)  # a third of the bytes
    out = BytesIO()
    few.save(out, "png", compress_level=9)
    return out.getvalue()


def _paint_shapes(axes: Any, drawing: Drawing, files: dict[int, str]) -> None:
    from matplotlib.font_manager import FontProperties
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, Polygon

    faces = {weight: FontProperties(weight=weight, fname=file) for weight, file in files.items()}
    align = {"start": "left", "middle": "center", "end": "right"}
    for order, shape in enumerate(drawing.shapes):
        if isinstance(shape, Text):
            face = faces[700 if shape.bold else 400]
            where = (shape.x, shape.y + BASELINE * shape.size)
            axes.text(*where, printable(shape.text), color=shape.colour, fontproperties=face, size=shape.size, ha=align[shape.align],
                      va="baseline", zorder=order)  # fmt: skip
        elif isinstance(shape, Line):
            xs, ys = zip(*shape.points, strict=True)
            axes.add_line(Line2D(xs, ys, color=shape.colour, linewidth=shape.width, alpha=shape.opacity, solid_capstyle="butt", zorder=order))
        else:
            look = {"facecolor": shape.fill, "edgecolor": shape.stroke or "none", "linewidth": shape.width, "zorder": order}
            if isinstance(shape, Disc):
                axes.add_patch(Circle((shape.x, shape.y), shape.radius, **look))
            elif isinstance(shape, Area):
                axes.add_patch(Polygon(shape.points, closed=True, alpha=shape.opacity, **look))
