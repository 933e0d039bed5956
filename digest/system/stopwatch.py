"""What each station of a build took: processor and clock time, tasks, how many of these were remembered, and the most memory of a process.

A station is a function that the pipeline calls. Its tasks (cache.py) may run elsewhere, so they say themselves what they took.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

try:
    import resource
except ImportError:  # not a Unix: memory is not known there
    KNOWN = False
else:
    KNOWN = True

Given = ParamSpec("Given")
Made = TypeVar("Made")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Station:
    """What a station took, in seconds: `cpu` of all processes, `own` of it of what can run in the main process alone, `wall` by the clock."""

    name: str
    cpu: float
    own: float
    wall: float
    items: int = 0
    remembered: int = 0


@dataclass(slots=True)
class Stopwatch:
    """Calls functions and notes what they took; and what tasks took, which whoever hands them out tells."""

    stations: list[Station] = field(default_factory=list)
    items: int = 0
    remembered: int = 0
    here: float = 0.0  # seconds of tasks in this process
    elsewhere: float = 0.0

    def __call__(self, function: Callable[Given, Made], *arguments: Given.args, **named: Given.kwargs) -> Made:
        """A function and what it is given → what it returns. Called within itself, the time counts for both."""
        before = (time.process_time(), time.perf_counter(), self.items, self.remembered, self.here, self.elsewhere)
        made = function(*arguments, **named)
        cpu, wall = time.process_time() - before[0], time.perf_counter() - before[1]
        here, elsewhere = self.here - before[4], self.elsewhere - before[5]
        self.stations.append(
            Station(function.__name__, cpu + elsewhere, cpu - here, wall, self.items - before[2], self.remembered - before[3])
        )
        return made

    def told(self, items: int, remembered: int) -> None:
        """So many tasks are asked for, of which so many are remembered."""
        self.items += items
        self.remembered += remembered

    def took(self, seconds: float, inside: bool) -> None:
        """A task took so much of the processor, inside this process or in another."""
        self.here += seconds if inside else 0
        self.elsewhere += 0 if inside else seconds


def measured(function: Callable[[Item], Made], item: Item) -> tuple[Made, float]:
    """A function and what it is given → what it returns, and the seconds of the processor that it took, wherever it runs."""
    began = time.process_time()
    return function(item), time.process_time() - began


def peaks() -> tuple[int, int]:
    """→ the most memory that this process had, and the most that any of its children had that have ended, in MB; zeros where that is not known."""
    if not KNOWN:
        return 0, 0
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // unit
