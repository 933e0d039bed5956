"""Lettering: text and figures of any length → what fits on a chart."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from digest.typefaces import printable


def ems(text: str) -> float:
    """Text → its width in ems: a Chinese character one, a Latin letter or digit about six tenths."""
    return sum(0.6 if ord(c) < 0x2000 else 1.0 for c in text)


def short(text: str, most: float) -> str:
    """Text of any length → one line of at most so many ems, an ellipsis where it is cut; the whole stands in the table beside it."""
    line = " ".join(printable(text).split(" "))
    if ems(line) <= most:
        return line
    kept = ""
    for character in line:
        if ems(kept + character) > most - 1:
            break
        kept += character
    return kept + "…"


def wrapped(text: str, count: int) -> str:
    """科技创新与教育, 3 → three lines as even as they can be: 科技创 / 新与 / 教育"""
    lines = -(-len(text) // count) or 1
    size, more = divmod(len(text), lines)
    starts = [i * size + min(i, more) for i in range(lines + 1)]
    return "\n".join(text[a:b] for a, b in pairwise(starts))


def figure(value: Decimal) -> str:
    """12.50 → 12.5, 30000 → 3万, 250000000 → 2.5亿"""
    for size, name in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if abs(value) >= size:
            return f"{(value / size).normalize():f}{name}"
    return f"{value.normalize():f}" if value else "0"
