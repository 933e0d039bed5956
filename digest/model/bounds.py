"""Values with their bounds → how far they reach, whether two agree, whether a target is met, near or missed; the one home of 左右.

A bound is a half-line (超过5% is 5 and all above), 左右 and 预计 reach a tenth of their number to either side, 5%—6% is from 5 to 6.
Of a fall the text's bound speaks of its size: 下降3%以上 is kept as -3 with ">=", and is -3 and all below. Whoever draws, checks,
ranks or compares asks here, in the browser too (which is given the ends as numbers), so that one sentence never means two things.
No other module looks at what a bound is, but the one that prints it (chinese/figure_format.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from digest.model.closed_sets import Bound, FigureMeasure

# The tolerances, each a part of the number:
LEEWAY = Decimal("0.1")  # how far 左右 and 预计 reach: what people mean by “about” differs, a tenth leaves nothing out that is meant
ROUNDING = Decimal("0.01")  # the same value given more exactly elsewhere: 12.1 and 12.13
DOUBTFUL = Decimal("0.5")  # how far from 突破1000亿元 the exact value of the same thing may lie: one says 突破 of what is just passed

ANYTHING = Decimal("Infinity")
TURNED: Mapping[Bound, Bound] = {">=": "<=", "<=": ">="}
Verdict = Literal["met", "near", "missed", "unclear"]  # on a target, of its result
Turn = Literal["raised", "lowered", "kept", "unclear"]  # of a target, since the one before


class Bounded(Protocol):
    """What names a number and says how it is meant: an amount of a text, a fact, a mark of a chart."""

    @property
    def value(self) -> Decimal:
        """The number; of a range the first of the two."""

    @property
    def high(self) -> Decimal | None:
        """The second number of a range."""

    @property
    def bound(self) -> Bound:
        """How the number is meant, as the words have it."""


class Stated(Bounded, Protocol):
    """What is stated of a thing in one measure, so that it can be told what the words mean: a fact, a mark of a chart."""

    @property
    def measure(self) -> Literal["", FigureMeasure]:
        """What is measured; "" of what does not speak of falls."""

    @property
    def estimate(self) -> bool:
        """Whether it is said to be expected: 预计."""


# What kind of bound it is


def exact(one: Bounded) -> bool:
    """Whether a value is given without any bound.  12.1% → True    12%左右, 12%以上 → False"""
    return one.bound == "="


def approximate(one: Bounded) -> bool:
    """Whether a value is said to be about so much.  12%左右 → True    12.1% → False"""
    return one.bound == "~"


def half_open(one: Bounded) -> bool:
    """Whether a value has but one end.  12%以上, 控制在3%以内 → True    12%左右, 5%—6% → False"""
    return one.bound in TURNED


def from_below(one: Bounded) -> bool:
    """Whether a value's words give but its lower end, whatever it measures.  6%以上, 突破6亿元 → True    6%以内 → False"""
    return one.bound == ">="


def from_above(one: Bounded) -> bool:
    """Whether a value's words give but its upper end, whatever it measures.  6%以内, 不足6亿元 → True    6%以上 → False"""
    return one.bound == "<="


def ranged(one: Bounded) -> bool:
    """Whether two numbers are given.  5%—6% → True    5%以上 → False"""
    return one.bound == "range"


def definite(one: Bounded) -> bool:
    """Whether one number is given for the thing itself.  12.1%, 12%左右 → True    12%以上, 5%—6% → False"""
    return exact(one) or approximate(one)


def falls(one: Stated) -> bool:
    """Whether a value is that of a fall, so that its words speak of its size.  下降3% → True"""
    return one.measure in ("growth", "change") and one.value < 0


def bound(one: Stated) -> Bound:
    """A value → its bound in value space.  10%以上 → ">="    下降3%以上 (-3, ">=") → "<=" """
    return TURNED.get(one.bound, one.bound) if falls(one) else one.bound


def at_least(one: Stated) -> bool:
    """Whether a value has no upper end.  10%以上 → True    下降3%以上 → False    降幅控制在3%以内 → True"""
    return bound(one) == ">="


def at_most(one: Stated) -> bool:
    """Whether a value has no lower end.  3%以内 → True    下降3%以上 → True    3%左右 → False"""
    return bound(one) == "<="


# From where to where a value may be


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

    def above(self, other: Extent) -> bool:
        """Whether it surely lies above another.  6 … ∞, 5 … 5.5 → True    5 … ∞, 5 … 5.5 → False"""
        return self.low > other.high

    def meets(self, other: Extent) -> bool:
        """Whether there is a value that is in both.  5 … ∞, 4.5 … 5 → True"""
        return not self.above(other) and not other.above(self)

    def holds(self, value: Decimal) -> bool:
        """Whether a value is in it, its ends included.  4.5 … 5.5, 5.5 → True"""
        return self.low <= value <= self.high

    def widened(self, part: Decimal) -> Extent:
        """The same with so much more at either end, as a part of the number there.  4 … 5, a tenth → 3.6 … 5.5"""
        return Extent(self.low - abs(self.low) * part, self.high + abs(self.high) * part)


def named(one: Bounded) -> Extent:
    """A value → the numbers that its words name, whatever they say of them.  5%以上, 5%左右 → 5 … 5    5%—6% → 5 … 6"""
    ends = one.value, one.value if one.high is None else one.high
    return Extent(min(ends), max(ends))


def stated(one: Stated) -> Extent:
    """A value → what it may be if 左右 and 预计 are not heeded.  5%以上 → 5 … ∞    下降3%以上 → -∞ … -3    5%左右 → 5 … 5"""
    ends = named(one)
    return Extent(-ANYTHING if at_most(one) else ends.low, ANYTHING if at_least(one) else ends.high)


def extent(one: Stated) -> Extent:
    """A value → what it may be.  5%以上 → 5 … ∞    下降3%以上 → -∞ … -3    5%左右 → 4.5 … 5.5    12.1% → 12.1 … 12.1"""
    return named(one).widened(LEEWAY) if _loose(one) else stated(one)


def _loose(one: Stated) -> bool:
    """Whether a value is told to be about so much, or expected; 预计超过5% is a bound and no more."""
    return approximate(one) or (one.estimate and not half_open(one))


def hull(several: Iterable[Stated]) -> Extent:
    """Values, one at least → between which ends all of them lie.  6%, 8% → 6 … 8"""
    found = [extent(one) for one in several]
    return Extent(min(one.low for one in found), max(one.high for one in found))


# What follows of it


def agree(one: Stated, other: Stated) -> bool:
    """Whether both can be true of one thing, one of them perhaps rounded.

        突破15亿元, 15.8 → True      12.1, 12.13 → True      12.1, 12.9 → False      下降3%以上, -2.5 → False
    """
    return _rounded(one).meets(_rounded(other))


def alike(one: Bounded, other: Bounded) -> bool:
    """Whether the same numbers are named, in one of the two perhaps rounded.

        12.1, 12.13 → True      12.1, 12.2 → False      5%以上, 5%左右 → True      5%—6%, 5% → False
    """
    a, b = named(one), named(other)
    return _same_number(a.low, b.low) and _same_number(a.high, b.high)


def _same_number(one: Decimal, other: Decimal) -> bool:
    """Whether one number is the other or rounds to it; 10 is no 12 for having fewer digits."""
    last = max(int(value.normalize().as_tuple().exponent) for value in (one, other))  # the last digit of the rounder one: 12.1 → -1
    apart = abs(one - other)
    return apart <= max(abs(one), abs(other)) * ROUNDING and apart * 2 <= Decimal(1).scaleb(last)


def _rounded(one: Stated) -> Extent:
    return extent(one) if _loose(one) else extent(one).widened(ROUNDING)


def surely_above(one: Stated, other: Stated) -> bool:
    """Whether a value is above another whatever the two are.  6%以上, 5%左右 → True    5%以上, 5% → False"""
    return extent(one).above(extent(other))


def far_from(loose: Stated, value: Decimal) -> bool:
    """Whether a number is so far from one that is given as a bound that the two hardly speak of one thing.  突破1000亿元, 140000 → True"""
    return abs(value - loose.value) > abs(loose.value) * DOUBTFUL


def turn(one: Bounded, before: Bounded) -> Turn:
    """A target and the one before it → where the numbers that they name have gone, whatever is said of them.

        5%左右, 5.5%左右 → lowered      5%—5.5%, 5% → raised      5%左右, 5%以上 → kept      4.5%—5.5%, 5% → unclear
    """
    now, then = named(one), named(before)
    if now == then:
        return "kept"
    if now.low >= then.low and now.high >= then.high:
        return "raised"
    return "lowered" if now.low <= then.low and now.high <= then.high else "unclear"


def outcome(target: Stated, actual: Stated, lower_is_better: bool = False) -> Verdict:
    """A target and the result of the same year and base → what came of it, in the direction that the target's bound means.

        10%以上, 12.1%  →  met      8%左右, 7.4%  →  near      控制在3%以内, 3.2%  →  missed      6%, 超过5%  →  unclear
        下降3%以上, 下降4%  →  met

    Of a result 左右 and 预计 are not heeded: what the next report names is held against what was aimed at.
    """
    up = not at_most(target) and not (lower_is_better and not half_open(target))
    sought, told = named(target), stated(actual)
    if _reaches(told, sought, up):
        return "met"
    if approximate(target) and _reaches(told, sought.widened(LEEWAY), up):
        return "near"
    return "unclear" if (told.high >= sought.low if up else told.low <= sought.high) else "missed"


def _reaches(told: Extent, sought: Extent, up: bool) -> bool:
    """Whether all that a result may be is at least the lower (or at most the upper) end of what is sought."""
    return told.low >= sought.low if up else told.high <= sought.high


def comes_up_to(given: Decimal, promised: Bounded) -> bool:
    """Whether a result comes up to a promised number: at least as much, of a cap at most.  12, 10 → True   12, 10以内 → False"""
    return given <= abs(promised.value) if promised.bound == "<=" else given >= abs(promised.value)
