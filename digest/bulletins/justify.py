"""Chinese set flush to both margins: WeasyPrint stretches a line at its spaces alone, of which Chinese has none.

`flush(weasyprint)` stretches lines between characters as long as it lasts, and puts everything back. It reaches into WeasyPrint's own
parts, so it works only with versions that it was tested with; with any other, text stays ragged on the right, which is all that is lost.

Where a line may be stretched is what https://www.w3.org/TR/clreq/ and https://www.w3.org/TR/jlreq/ say of it: at spaces, between two
wide characters and where wide and narrow ones meet, but not after an opening bracket, before a closing one or a stop, or in —— and ……

    地区生产总值增长5%，达到… → a gap at each |: 地|区|生|产|总|值|增|长|5%，|达|到…
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from typing import Any

from digest.model.problem import N_, WARNING, Problem

TESTED = ("70.0",)  # whoever adds a version has seen tests/test_justified.py pass with it
WIDEST = 0.25  # of the size of type: a line with wider gaps would fall apart into single characters, and stays short

OPENING = "“‘（《〈「『【〔［｛([{"
CLOSING = "”’）》〉」』】〕］｝，。、；：？！…—·,.;:?!)]}%"
WIDE = "“”‘’…—·"  # as wide as Chinese characters in a Chinese typeface, whatever Unicode says
SPACES = " \u00a0"

UNTESTED = N_("WeasyPrint {version} was not tested with these bulletins: their text is ragged on the right")
UNTESTED_HINT = N_("run make setup, which installs {tested}")

Gaps = tuple[int, ...]  # of one stretch of text: how many bytes of it, in UTF-8, stand before each gap


@contextmanager
def flush(weasyprint: Any) -> Iterator[bool]:
    """WeasyPrint, imported → whether it sets justified lines flush within the block; False: this version is not known, nothing is done."""
    if weasyprint.__version__ not in TESTED:
        yield False
        return
    inline, layouts = weasyprint.layout.inline, weasyprint.text.line_break.Layout
    stock_line, stock_drawing = inline.justify_line, layouts.reactivate

    def justify_line(context: object, line: Any, extra: float) -> None:
        if line.style["direction"] == "ltr":
            _justify_line(weasyprint, line, extra)
        else:
            stock_line(context, line, extra)

    def reactivate(layout: Any, style: Any) -> None:
        stock_drawing(layout, style)
        if gaps := getattr(layout, "gaps", ()):
            _widen_gaps(weasyprint, layout, gaps, layout.gap)

    inline.justify_line, layouts.reactivate = justify_line, reactivate
    try:
        yield True
    finally:
        inline.justify_line, layouts.reactivate = stock_line, stock_drawing


def untested(version: str) -> tuple[Problem, ...]:
    """WeasyPrint's version → that it is not one that was tested with this; () of one that was.  70.0 → ()"""
    said = (("tested", ", ".join(TESTED)), ("version", version))
    return () if version in TESTED else (Problem("bulletins", 0, "bulletins.untested", UNTESTED, UNTESTED_HINT, said, severity=WARNING),)


def gaps(texts: list[str | None]) -> list[Gaps]:
    """The texts of one line in their order (None: a picture or the like, which nothing is said of) → the gaps of each, none at the line's end.

        ["增长", "5", "%，", None, "增地"] → [(3, 6), (), (), (), (3,)]
    """
    found: list[list[int]] = [[] for _ in texts]
    before = ""  # the character before, "" behind a picture
    ends = (0, 0)  # the text that it ends, and how many bytes that is
    for number, text in enumerate(texts):
        length = 0
        for character in text or "":
            mark = unicodedata.category(character).startswith("M")  # belongs to the character that it is drawn upon
            if before and not mark and _may_stretch(before, character):
                found[ends[0]].append(ends[1])
            length += len(character.encode())
            before, ends = before if mark else character, (number, length)
        if text is None:
            before = ""
    return [tuple(gap) for gap in found]


@cache
def _may_stretch(before: str, after: str) -> bool:
    """Whether there may be more room between two characters."""
    joined = any(unicodedata.category(character) == "Cf" for character in (before, after))
    if joined or after in SPACES or before in OPENING or after in CLOSING:
        return False
    return before in SPACES or _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return character in WIDE or unicodedata.east_asian_width(character) in "WF"


def _justify_line(weasyprint: Any, line: Any, extra: float) -> None:
    """A line and how much it is too short (px) → the same, as wide as its block."""
    boxes = weasyprint.formatting_structure.boxes
    leaves = list(_boxes_in_line(boxes, line))
    places = gaps([leaf.text if isinstance(leaf, boxes.TextBox) else None for leaf in leaves])
    count = sum(map(len, places))
    if 0 < extra <= count * WIDEST * line.style["font_size"]:
        _spread_boxes(boxes, line, iter(places), extra / count, 0)


def _boxes_in_line(boxes: Any, box: Any) -> Iterator[Any]:
    """A line → what stands in it, without the inline boxes around."""
    for child in box.children:
        if isinstance(child, boxes.InlineBox):
            yield from _boxes_in_line(boxes, child) if child.is_in_normal_flow() else ()
        elif child.is_in_normal_flow():
            yield child


def _spread_boxes(boxes: Any, box: Any, places: Iterator[Gaps], gap: float, moved: float) -> float:
    """Moves and widens what stands in a line, each gap by so much; `moved` is by how much what is before has grown → the same behind."""
    box.position_x += moved
    start = moved
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox):
            moved = _spread_boxes(boxes, child, places, gap, moved)
            continue
        here = next(places)
        if isinstance(child, boxes.TextBox):
            child.position_x += moved
            child.width += gap * len(here)
            child.pango_layout.gaps, child.pango_layout.gap = here, gap
        else:
            child.translate(moved, 0)
        moved += gap * len(here)
    box.width += moved - start
    return moved


def _widen_gaps(weasyprint: Any, layout: Any, places: Gaps, gap: float) -> None:
    """A text that is about to be drawn: each glyph before a gap takes so much more room (px).

    Letter spacing would do the same, but Pango halves it at either end of a text and cuts the text wherever it begins or ends.
    """
    ffi = weasyprint.text.ffi
    ffi.pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # as WeasyPrint will, which sets the text anew if it is the first
    wanted, more = set(places), round(gap * ffi.TO_UNITS)
    run = layout.get_first_line()[0].runs[0]
    while run != ffi.ffi.NULL:
        part, run = run.data, run.next
        starts = [*part.glyphs.log_clusters[0 : part.glyphs.num_glyphs], part.item.length]
        for glyph, (start, end) in enumerate(pairwise(starts)):
            if start != end and part.item.offset + end in wanted:  # the last glyph of what is drawn for one character
                part.glyphs.glyphs[glyph].geometry.width += more
