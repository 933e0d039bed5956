"""Colours of charts: one for each place over the whole site, one ramp for heat maps, and what each becomes on a dark page.

A place's colour and shape follow from its code alone, so that they never depend on what it is compared with. Codes are given in a row:
to the provinces, to the prefectures of each, and within a prefecture to its districts (from 01), counties (from 21) and cities (from 81),
so up to nine in a row differ in colour, and the first of each kind do, too.
The nine colours stay apart for readers who see no red or no green (CIE76 ≥ 11 in Viénot's simulation) and have 3:1 on the ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

INK, SOFT, RULE, PAPER = "#1c2228", "#56606b", "#dde1e6", "#ffffff"
PLACES = ("#0a5c9e", "#c04400", "#009071", "#c25ba8", "#a98f14", "#3a9bd1", "#7d1535", "#352f8f", "#4a5d23")
KINDS = (21, 81)  # where the codes of counties begin and those of cities of their rank
Sign = Literal["disc", "square", "up", "down", "diamond"]  # the shape of a small mark
SHAPES: tuple[Sign, ...] = ("disc", "square", "up", "down")  # the second channel: a place's badge
# From nothing to the most, lighter to darker in every kind of sight.
HEAT = ("#f3f6f9", "#e0ebf3", "#c8dded", "#a6cbe3", "#7db3d5", "#5297c4", "#2f79ad", "#1a5b8f", "#0f3f6b")
DARK = dict(
    zip(
        (INK, SOFT, RULE, PAPER, *PLACES, *HEAT),
        (
            "#e3e6e9", "#a3acb5", "#343b43", "#14181c",
            "#5aa9f0", "#f28c50", "#35b792", "#e39ad6", "#e6cf5c", "#b3e3fb", "#d15a78", "#8a80f0", "#7c9448",
            "#1c2630", "#1d3346", "#1e415c", "#205274", "#25618a", "#2b6a94", "#5fa3cc", "#8abbdb", "#bddaf0",
        ),
        strict=True,
    )
)  # fmt: skip
LIGHT_ON = 6  # the first step of HEAT on which letters are of the ground's colour


@dataclass(frozen=True, slots=True)
class Look:
    """How a place is drawn wherever it is drawn."""

    colour: str
    shape: Sign


def look(code: str) -> Look:
    """A place's code → its look.  141081, 141082 … differ; no code at all looks like the first"""
    number = int(code) if code.isascii() and code.isdigit() else 0
    kind = sum(number % 100 >= first for first in KINDS)
    return Look(PLACES[(number + 2 * kind) % len(PLACES)], SHAPES[number // len(PLACES) % len(SHAPES)])


def heat(part: float) -> tuple[str, str]:
    """A part of the most (0 to 1) → the colour of its cell and of the letters on it, which have 4.5:1 on it in both schemes."""
    step = min(len(HEAT) - 1, max(0, round(part * (len(HEAT) - 1))))
    return HEAT[step], PAPER if step >= LIGHT_ON else INK
