"""The one parallel verb: executor.map(module_level_function, values), whether in this process, in several, or on a cluster."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any


class Serial(Executor):
    """An executor that works in this process, one item after the other."""

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1) -> Iterator[Any]:
        """The built-in map."""
        return map(fn, *iterables)


@contextmanager
def executor(jobs: int) -> Iterator[Executor]:
    """How many processes → something with map(); its processes end with the block.

    Processes are forked where the system can, so that fonts and word lists that are loaded already are shared.
    """
    if jobs <= 1:
        yield Serial()
        return
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    try:
        pool = ProcessPoolExecutor(jobs, mp_context=context)
    except OSError:  # a container without shared memory for semaphores: slower, and the same bytes
        yield Serial()
        return
    with pool:
        yield pool
