"""matplotlib's SVG → the one that is published: small, named and described, its colours variables that are others on a dark page.

Colours are attributes, which every program knows, paper too; screens take them for variables (a style sheet that others pass over).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from digest.content.chart_style import Style
from digest.model.typeface import STACK

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
# An id that matplotlib gives by itself
# wholly: text_12 · m0a1b2c3d4e · xtick_3 · matplotlib.axis_1      not mark-0-1 · text
OWN_NAME = re.compile(r"[a-z.]{1,20}[0-9]?[a-z]?_[0-9]{1,5}|[mp][0-9a-f]{10}", re.ASCII)
# A number with more digits than a screen shows
# matches 12.345678 · -0.5      not 12 · 0a5c9e
NUMBER = re.compile(r"-?[0-9]{1,6}\.[0-9]{1,9}", re.ASCII)
SIZE = "12"  # of letters that do not say theirs
USUAL = {"font-weight": "400", "text-anchor": "start", "opacity": "1", "stroke-linecap": "butt", "font-size": f"{SIZE}px"}


def themed(svg: bytes, style: Style, title: str, description: str, said: Mapping[str, str]) -> bytes:
    """A drawing, its style and words, and what its values say by their ids → the bytes of the SVG."""
    ElementTree.register_namespace("", SVG[1:-1])
    drawn = ElementTree.fromstring(svg)
    width, height = (drawn.get(side, "").removesuffix("pt") for side in ("width", "height"))
    family = ",".join(f"'{name}'" if " " in name else name for name in STACK)
    look = {"role": "img", "aria-labelledby": "title desc", "font-family": family, "font-size": SIZE, "fill": "#000000"}
    root = Element(f"{SVG}svg", {"width": width, "height": height, "viewBox": f"0 0 {width} {height}", **look})
    for tag, words in (("title", title), ("desc", description)):
        SubElement(root, SVG + tag, {"id": tag}).text = words
    sheet, shapes = SubElement(root, f"{SVG}style"), dict[str, str]()  # matplotlib's long names of its marks → short ones
    root.extend(part for child in drawn for part in _slim_parts(child, said, shapes))
    used = {(key, value) for element in root.iter() for key in ("fill", "stroke") if (value := element.get(key))}
    sheet.text = _style_sheet(style, used)
    return bytes(ElementTree.tostring(root, "utf-8")) + b"\n"


def _style_sheet(style: Style, used: set[tuple[str, str]]) -> str:
    """A style, and which colours are used for what → what makes them variables on a screen, and a mark stronger where one points at it."""
    colours = [colour for colour in style.themed if {("fill", colour[1]), ("stroke", colour[1])} & used]
    light, dark = ("".join(f"--{colour[0]}:{colour[which]};" for colour in colours) for which in (1, 2))
    rules = "".join(f'[{key}="{colour}"]{{{key}:var(--{name})}}' for name, colour, _ in colours for key in ("fill", "stroke") if (key, colour) in used)
    screen = f"@media screen{{:root{{{light}}}{rules}[id^=mark]:hover,[id^=cell]:hover{{stroke:currentColor;stroke-width:3}}}}"
    return f"{screen}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def _slim_parts(element: Element, said: Mapping[str, str], shapes: dict[str, str]) -> Iterator[Element]:
    """A part of matplotlib's drawing → what of it is kept: no metadata, no clipping, no groups without a name, no digits that nobody sees."""
    tag, name = element.tag.removeprefix(SVG), element.get("id", "")
    if tag not in ("g", "defs", "path", "use", "text"):
        return
    parts = [part for child in element for part in _slim_parts(child, said, shapes)]
    if (tag == "g" and (not name or OWN_NAME.fullmatch(name))) or (tag == "defs" and not parts):
        yield from parts
        return
    kept = Element(element.tag, {"id": name} if tag == "g" else _short_attributes(element, shapes))
    kept.text = element.text if tag == "text" else None
    if name in said:
        SubElement(kept, f"{SVG}title").text = said[name]
    kept.extend(parts)
    yield kept


def _short_attributes(element: Element, shapes: dict[str, str]) -> dict[str, str]:
    """An element → its attributes, with what its style says as such."""
    found = {key: NUMBER.sub(_short_number, value).replace("\n", "") for key in ("d", "x", "y") if (value := element.get(key))}
    found |= {key: re.sub(" *([MLCz]) *", r"\1", value) for key, value in found.items() if key == "d"}
    for words in filter(None, element.get("style", "").split("; ")):
        key, _, value = words.partition(": ")
        if key not in ("font-family", "stroke-linejoin") and USUAL.get(key) != value:
            found[key] = NUMBER.sub(_short_number, value.removesuffix("px"))
    if link := element.get(LINK):
        found[LINK] = f"#{shapes.setdefault(link[1:], f's{len(shapes)}')}"
    elif element.tag == f"{SVG}path" and (name := element.get("id")):
        found["id"] = shapes.setdefault(name, f"s{len(shapes)}")
    return found


def _short_number(number: re.Match[str]) -> str:
    """12.345678 → 12.3    -0.04 → 0    12.0 → 12"""
    text = f"{float(number[0]):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
