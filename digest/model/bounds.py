"""Facts → how far they reach: what their value may be, in value space.

A bound is a half-line (超过5% is 5 and all above), 左右 and 预计 reach a tenth of their number to either side, 5%—6% is from 5 to 6.
Of a fall the text's bound speaks of its size: 下降3%以上 is kept as -3 with ">=", and is -3 and all below. Whoever draws, checks,
ranks or compares asks here, so that one sentence never means two things.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from digest.model.report import Fact

LEEWAY = Decimal("0.1")  # of the number: how far 左右 reaches
ANYTHING = Decimal("Infinity")
TURNED = {">=": "<=", "<=": ">="}


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where a value may be; an open end is infinite."""

    low: Decimal
    high: Decimal

    @property
    def exact(self) -> bool:
        """Whether it can be but one value."""
        return self.low == self.high

    @property
    def open(self) -> bool:
        """Whether one end is open: 以上, 超过, 以内."""
        return not (self.low.is_finite() and self.high.is_finite())


def falls(fact: Fact) -> bool:
    """Whether a value is that of a fall, so that its words speak of its size.  下降3% → True"""
    return fact.measure in ("growth", "change") and fact.value < 0


def bound(fact: Fact) -> str:
    """A fact → its bound in value space.  10%以上 → ">="    下降3%以上 (-3, ">=") → "<=" """
    return TURNED.get(fact.bound, fact.bound) if falls(fact) else fact.bound


def about(value: Decimal) -> Decimal:
    """A number of which 左右 is said → how far from it the value may be.  -6 → 0.6"""
    return abs(value) * LEEWAY


def extent(fact: Fact) -> Extent:
    """A fact → what its value may be.  5%以上 → 5 … ∞    下降3%以上 → -∞ … -3    5%左右 → 4.5 … 5.5    12.1% → 12.1 … 12.1"""
    low, high = sorted((fact.value, fact.value if fact.high is None else fact.high))
    side = bound(fact)
    if side == ">=":
        return Extent(low, ANYTHING)
    if side == "<=":
        return Extent(-ANYTHING, high)
    loose = fact.estimate or side == "~"
    return Extent(low - about(low), high + about(high)) if loose else Extent(low, high)


def hull(facts: tuple[Fact, ...]) -> Extent:
    """Facts, one at least → between which ends all of them lie.  6%, 8% → 6 … 8"""
    found = [extent(fact) for fact in facts]
    return Extent(min(one.low for one in found), max(one.high for one in found))


def allows(loose: Fact, value: Decimal) -> bool:
    """Whether a value is among those that a fact may have.  突破15亿元, 15.8 → True    下降3%以上, -2.5 → False"""
    found = extent(loose)
    return found.low <= value <= found.high
