"""What stations took: told apart by where their work was done, and how many tasks were remembered."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest

from digest.cli.build_command import timings
from digest.system.cache import Cache
from digest.system.parallel import executor
from digest.system.stopwatch import Station, Stopwatch, peaks


def worked(seconds: float) -> str:
    """Keeps a processor busy for so long."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return "done"


def station(remember: partial[list[str]], seconds: list[float]) -> int:
    """Works itself, and hands out work."""
    worked(0.03)
    return len(remember(worked, seconds))


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_that_can_be_handed_out_is_not_of_this_process(jobs: int, tmp_path: Path) -> None:
    took = Stopwatch()
    with executor(jobs) as pool:
        remember = partial(Cache(tmp_path, "code", took).map, pool)
        assert took(station, remember, [0.05, 0.06]) == 2
        assert took(station, remember, [0.06, 0.05, 0.04]) == 3
    first, second = took.stations
    assert (first.name, first.items, first.remembered) == ("station", 2, 0) and (second.items, second.remembered) == (3, 2)
    assert 0.03 <= first.own <= first.cpu - 0.11 and 0.03 <= second.own <= second.cpu - 0.04
    assert first.wall > 0.03


def test_what_stations_took_is_a_table_whose_columns_stand_below_each_other() -> None:
    lines = timings([Station("read", 2.5, 0.5, 3.0, 8, 6), Station("compare", 10.25, 10.25, 11.0)], (427, 0), str)
    assert lines == [
        "station  CPU s  of it here  clock s  tasks  remembered",
        "read      2.50        0.50     3.00      8           6",
        "compare  10.25       10.25    11.00",
        "in all   12.75       10.75    14.00      8           6",
        "most memory: 427 MB here, 0 MB in another process",
    ]
    chinese = timings([Station("read", 2.5, 0.5, 3.0)], (1, 2), lambda text: "工序" if text == "station" else text)
    assert chinese[0].startswith("工序    CPU") and chinese[1].startswith("read     2.50")


def test_the_most_memory_of_this_process_is_known() -> None:
    assert 5 < peaks()[0] < 100_000
