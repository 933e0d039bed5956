"""The one parallel verb: executor.map(module_level_function, values), whether in this process, in several, or on a cluster."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
ENDING = frozenset({signal.SIGINT, signal.SIGTERM})  # what ends a parent by an exception, which no worker may raise


class Workers(ProcessPoolExecutor):
    """Worker processes that ignore the signals which end their parent, until serve has set up how they end with it.

    A fork takes its parent's handlers along: a signal in its first moments would raise the parent's exception in the child, which
    would then go on as a second parent.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The first task makes the processes."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Serial(Executor):
    """An executor that works in this process, one item after the other."""

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1) -> Iterator[Any]:
        """The built-in map."""
        return map(fn, *iterables)


def jobs_of(pool: Executor) -> int:
    """An executor → how many items it works on at once."""
    return 1 if isinstance(pool, Serial) else int(getattr(pool, "_max_workers", 1))


@contextmanager
def executor(jobs: int) -> Iterator[Executor]:
    """How many processes → something with map(); its processes end with the block, at once where it ends by an exception.

    Processes are forked where the system can, so that fonts and word lists that are loaded already are shared.
    """
    if jobs <= 1:
        yield Serial()
        return
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    try:
        pool = Workers(jobs, mp_context=context, initializer=serve, initargs=(os.getpid(),))
    except OSError:  # a container without shared memory for semaphores: slower, and the same bytes
        yield Serial()
        return
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in multiprocessing.active_children():
            worker.kill()
        raise
    pool.shutdown()


def serve(parent: int) -> None:
    """How a worker begins: it leaves Ctrl-C to its parent, and ends when that ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    try:
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
    except (AttributeError, OSError, TypeError):  # not Linux: whoever kills the parent alone has its workers to end
        return
    if os.getppid() != parent:  # it went before we asked
        os._exit(1)
