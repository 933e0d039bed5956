"""A Drawing → SVG, as small as it goes: text stays text, nothing is fetched, and on a dark page it is dark.

Colours are attributes, which every program knows; what they become on a dark ground is a style sheet for those that know such. No size
nor letter is left to the reader's settings: the drawing is an image with a name (title) and a description (desc) of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from digest.charts.colours import DARK, INK, PAPER
from digest.charts.drawing import Area, Disc, Drawing, Line, Place, Shape, Text
from digest.model.typeface import STACK, printable

BASELINE = 0.36  # of its size that a letter's baseline lies below its middle
SIZE, EDGE = 13, 1.8  # of letters and of lines that do not say theirs


def to_svg(drawing: Drawing, id: str, title: str, description: str) -> bytes:
    """A drawing and its words → the bytes of an SVG. Ids begin with `id`, so that several can stand in one page."""
    family = ",".join(f"'{name}'" if " " in name else name for name in STACK)
    width, height = _short_number(drawing.width), _short_number(drawing.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{id}-title {id}-desc" font-family="{family}" font-size="{SIZE}" fill="{INK}" stroke-width="{EDGE}">'
        f'<title id="{id}-title">{_text_escaped(title)}</title><desc id="{id}-desc">{_text_escaped(description)}</desc>'
    )
    ground = f'<path fill="{PAPER}" d="M0 0h{width}v{height}h-{width}z"/>'
    groups = ("".join(_group_of_shapes(tuple(shapes))) for _, shapes in groupby(drawing.shapes, _what_is_common))
    body = "\n".join(groups)
    return "".join((head, _style_sheet(ground + body), ground, "\n", body, "</svg>\n")).encode("utf-8")


def _style_sheet(body: str) -> str:
    """What is drawn → the style sheet that makes it dark where the reader's page is."""
    used = [(attribute, light) for attribute in ("fill", "stroke") for light in DARK if f'{attribute}="{light}"' in body]
    rules = "".join(f'[{attribute}="{light}"]{{{attribute}:{DARK[light]}}}' for attribute, light in used)
    return f'<style>@media(prefers-color-scheme:dark){{svg{{fill:{DARK[INK]}}}{rules}}}</style>'


def _what_is_common(shape: Shape) -> tuple[object, ...]:
    """What shapes must have in common to be written as one."""
    if isinstance(shape, Text):
        return Text, shape.size, shape.colour, shape.bold, shape.align
    if isinstance(shape, Line):
        return Line, shape.colour, shape.width, shape.opacity
    if isinstance(shape, Area):
        return Area, shape.fill, shape.stroke, shape.width, shape.opacity
    return Disc, shape.fill, shape.stroke, shape.width


def _group_of_shapes(shapes: tuple[Shape, ...]) -> Iterable[str]:
    first = shapes[0]
    if isinstance(first, Text):
        yield from _text_elements(first, tuple(s for s in shapes if isinstance(s, Text)))
    elif isinstance(first, Disc):
        for disc in (s for s in shapes if isinstance(s, Disc)):
            look = _edge_attributes(disc.stroke, disc.width)
            yield f'<circle cx="{_short_number(disc.x)}" cy="{_short_number(disc.y)}" r="{_short_number(disc.radius)}" fill="{disc.fill}"{look}/>'
    elif isinstance(first, Line):
        path = "".join(_path_commands(s.points) for s in shapes if isinstance(s, Line))
        yield f'<path fill="none"{_edge_attributes(first.colour, first.width)}{_opacity_attribute(first.opacity)} d="{path}"/>'
    else:
        path = "".join(_path_commands(s.points) + "z" for s in shapes if isinstance(s, Area))
        yield f'<path fill="{first.fill}"{_edge_attributes(first.stroke, first.width)}{_opacity_attribute(first.opacity)} d="{path}"/>'


def _text_elements(first: Text, texts: tuple[Text, ...]) -> Iterable[str]:
    look = "" if first.size == SIZE else f' font-size="{_short_number(first.size)}"'
    look += "" if first.colour == INK else f' fill="{first.colour}"'
    look += ' font-weight="700"' if first.bold else ""
    look += "" if first.align == "start" else f' text-anchor="{first.align}"'
    own = look if len(texts) == 1 else ""
    said = "".join(f'<text x="{_short_number(t.x)}" y="{_short_number(t.y + BASELINE * t.size)}"{own}>{_text_escaped(t.text)}</text>' for t in texts if t.text)
    yield said if own or not look else f"<g{look}>{said}</g>"


def _path_commands(points: tuple[Place, ...]) -> str:
    """Points → the commands that go through them, level and upright steps in short."""
    (x, y), *rest = [(_short_number(x), _short_number(y)) for x, y in points]
    path = f"M{x} {y}"
    for to_x, to_y in rest:
        path += f"H{to_x}" if to_y == y else f"V{to_y}" if to_x == x else f"L{to_x} {to_y}"
        x, y = to_x, to_y
    return path


def _edge_attributes(colour: str, width: float) -> str:
    if not colour or not width:
        return ""
    return f' stroke="{colour}"' + ("" if width == EDGE else f' stroke-width="{_short_number(width)}"')


def _opacity_attribute(opacity: float) -> str:
    return "" if opacity == 1 else f' opacity="{_short_number(opacity)}"'


def _short_number(number: float) -> str:
    """A number → to a tenth of a pixel, without what says nothing: 12.0 → 12, -0.04 → 0"""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _text_escaped(text: str) -> str:
    return escape(printable(text))
