"""Python's garbage collector runs seldom during a build, and never over what stays until the build's end: a quarter of the time is saved.

Records and their comparison are millions of objects, all of which are needed to the last page. The collector goes through all of them
each time that so many new ones have come, finds nothing, and takes a quarter of the time of a build of a hundred reports. What
becomes garbage in a build (all but the cycles of WeasyPrint, which are collected after each bulletin) goes without it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

Kept = TypeVar("Kept")
THRESHOLD = 200_000  # new objects from one look to the next, where Python has 700


@contextmanager
def seldom() -> Iterator[None]:
    """Within the block, and in processes forked from it, the collector looks seldom; at its end all is as it was."""
    before = gc.get_threshold()
    gc.set_threshold(THRESHOLD, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def settled(value: Kept) -> Kept:
    """What stays until the block of `seldom` ends → the same; the collector leaves it alone, and all that was made before."""
    gc.freeze()
    return value
