"""Reading a text twice as long costs about twice the steps, whatever it says again and again: counted, not timed, in calls of functions."""

import sys

import pytest

from benchmarks.growth import exponent, text_of
from digest.pipeline import analyse_file
from tests.reading import catalogue

SHORT, LONG = 1500, 6000


def steps(text: str) -> int:
    """A text → the calls of functions, Python's own among them, in which it is analysed."""
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += 1

    sys.setprofile(count)
    try:
        analyse_file(catalogue(), ("hostile.txt", text.encode()))
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("kind", ["one indicator", "values of one indicator", "announced lists", "projects", "headings", "items", "digits"])
def test_steps_grow_as_the_text_does(kind: str) -> None:
    steps(text_of(kind, 100))  # what is loaded once
    counted = [float(steps(text_of(kind, length))) for length in (SHORT, LONG)]
    assert exponent((SHORT, LONG), counted) < 1.2, counted


def test_steps_of_each_with_each_would_be_seen() -> None:
    def squared(length: int) -> float:
        return float(sum(1 for a in range(length) for b in range(length) if a == b) + length * length)

    assert exponent((20, 80), (squared(20), squared(80))) > 1.9
