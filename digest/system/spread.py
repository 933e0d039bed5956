"""Work on a value that all tasks share and that is too large to be sent to each: in processes that are forked when it is there already.

A task is given the value and one item, and gives back something small. Where processes cannot be forked it is done here.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from digest.system.parallel import Serial, executor
from digest.system.stopwatch import Stopwatch, measured

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Made = TypeVar("Made")

held: list[Callable[[Any], Any]] = []  # what forked processes find there when they begin: a task with its value


def spread(jobs: int, took: Stopwatch, function: Callable[[Shared, Item], Made], shared: Shared, items: Sequence[Item]) -> list[Made]:
    """How many processes, who is told what it takes, a task and its value → the task of each item, in order."""
    forks = jobs > 1 and len(items) > 1 and "fork" in multiprocessing.get_all_start_methods()
    held.append(partial(function, shared))
    try:
        with executor(jobs if forks else 1) as pool:
            outcomes = list(pool.map(of_held, items))
    finally:
        held.pop()
    took.told(len(items), 0)
    for _, seconds in outcomes:
        took.took(seconds, isinstance(pool, Serial))
    return [made for made, _ in outcomes]


def of_held(item: Any) -> tuple[Any, float]:
    """An item → what the task that is held makes of it, and the seconds of the processor that it took."""
    return measured(held[-1], item)


def here(function: Callable[[Shared, Item], Made], shared: Shared, items: Sequence[Item]) -> list[Made]:
    """The same in this process, with nobody told."""
    return [function(shared, item) for item in items]
