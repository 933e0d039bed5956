"""Scales: values → where they stand between two pixels, linear or logarithmic, with the round values that are written beside."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
FAR = 50  # times the smallest that the largest is, from which on a scale is logarithmic


class Scale:
    """From `low` to `high` between two pixels; of amounts logarithmic where the largest is fifty times the smallest and none is ≤ 0.

    Percent are never: 0.1% and 5% are as far apart as 5% and 9.9%.
    """

    def __init__(self, low: Decimal, high: Decimal, start: float, end: float, ticks: int = 5, percent: bool = False) -> None:
        self.log = not percent and low > 0 and high / low >= FAR
        self.low, self.high = self._of(low), self._of(high)
        if self.low == self.high:
            self.low, self.high = self.low - 1, self.high + 1
        self.start, self.end = start, end
        found = _round_decades(low, high) if self.log else _round_values(Decimal(repr(self.low)), Decimal(repr(self.high)), ticks)
        self.ticks = [(tick, self.at(tick)) for tick in found]

    def _of(self, value: Decimal) -> float:
        return math.log10(value) if self.log else float(value)

    def at(self, value: Decimal) -> float:
        """A value → its pixel."""
        return self.start + (self.end - self.start) * (self._of(value) - self.low) / (self.high - self.low)


def _round_values(low: Decimal, high: Decimal, most: int) -> list[Decimal]:
    """Two values → round ones between them, at most so many.  3.2, 9.6, 5 → 4, 6, 8"""
    rough = (high - low) / most
    size = Decimal(10) ** rough.adjusted()
    step = next(step * size for step in STEPS if step * size >= rough)
    first = (low / step).to_integral_value(ROUND_CEILING)
    count = int((high / step - first).to_integral_value(rounding="ROUND_FLOOR")) + 1
    return [(first + i) * step for i in range(count)]


def _round_decades(low: Decimal, high: Decimal) -> list[Decimal]:
    """Two values → the round ones of a logarithmic scale: 1, 2, 5, 10 … or, where they are far apart, 1, 10, 100"""
    heads = (1, 2, 5) if high < low * 1000 else (1,)
    found: Iterable[Decimal] = (head * Decimal(10) ** power for power in range(low.adjusted(), high.adjusted() + 1) for head in heads)
    return [tick for tick in found if low <= tick <= high]
