"""The guarded verb: a function over items, each in a child process that is watched; an item that takes too much, or kills its child, costs itself.

Watched from outside are the processor's time and the memory of a child, by /proc; where there is none, the clock alone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import time
import traceback
from collections.abc import Callable, Generator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Literal

from digest.model.limits import DEFAULTS, Limits
from digest.system.parallel import ENDING, serve

Why = Literal["timeout", "still", "memory", "crash"]
EVERY = 0.05  # seconds between two looks at the children
SLOWER = 4  # on a busy machine a child gets so many times less of the clock than of a processor; then it is ended all the same
STILL = 10.0  # seconds in which a child that does not wait for us has done nothing: it waits for something that never comes
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Lost:
    """Why an item has no result, and what was seen: the limit in seconds or MB ("" where this machine has less), the signal or code of its child's end."""

    why: Why
    what: str


@dataclass(slots=True)
class Child:
    """A process that works on one item after the other, and what was seen of it. `item` is None while it waits for one."""

    process: BaseProcess
    pipe: Connection
    item: int | None = None
    ready: bool = False
    began: float = 0.0
    began_cpu: float = 0.0
    moved: float = 0.0
    moved_cpu: float = 0.0

    def given(self, item: int) -> None:
        """It begins an item."""
        self.item = item
        self.began = self.moved = time.monotonic()
        self.began_cpu = self.moved_cpu = _cpu(self.process.pid)
        with contextlib.suppress(OSError):  # it is gone: its end is heard where its answer is waited for
            self.pipe.send(item)

    def lost(self, limits: Limits) -> Lost | None:
        """→ why it has to be ended now, or None."""
        now, cpu = time.monotonic(), _cpu(self.process.pid)
        if cpu > self.moved_cpu:
            self.moved, self.moved_cpu = now, cpu
        if _memory(self.process.pid) > limits.memory * 1_000_000:
            return Lost("memory", str(limits.memory))
        known = cpu > 0
        most = limits.seconds * (SLOWER if known else 1)
        if cpu - self.began_cpu > limits.seconds or now - self.began > most:
            return Lost("timeout", str(limits.seconds))
        still = min(STILL, limits.seconds)
        return Lost("still", f"{still:g}") if known and now - self.moved > still else None

    def ended(self) -> None:
        """It is gone, however it was."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def guarded(function: Callable[[Any], Any], items: Sequence[Any], jobs: int, limits: Limits = DEFAULTS) -> Generator[Any]:
    """A module-level function and items → the results in their order, a Lost in place of each that took too much or killed its child.

    What was lost, but for want of time, is tried once more, alone: the machine, or the item before, may be to blame.
    An exception of the function is raised here. The children end with the last result, and with this process, however it ends.
    """
    results: dict[int, Any] = {}
    suspects: list[int] = []
    shown = 0
    for position, result in _worked(function, items, range(len(items)), min(jobs, len(items)), limits):
        if isinstance(result, Lost) and result.why != "timeout":
            suspects.append(position)
            continue
        results[position] = result
        while shown in results:
            yield results.pop(shown)
            shown += 1
    for position in suspects:
        results.update(_worked(function, items, (position,), 1, limits))
    for position in range(shown, len(items)):
        yield results[position]


def _worked(function: Callable[[Any], Any], items: Sequence[Any], wanted: Sequence[int], jobs: int, limits: Limits) -> Generator[tuple[int, Any]]:
    """Positions of items → each with its result or a Lost, as they are done, by so many children at once."""
    waiting = list(reversed(wanted))
    children: list[Child] = []
    try:
        while waiting or any(child.item is not None for child in children):
            while len(children) < min(jobs, len(waiting) + sum(child.item is not None for child in children)):
                children.append(_born(function, items))
            for child in [one for pipe in wait([child.pipe for child in children], EVERY) for one in children if one.pipe is pipe]:
                position, answer = child.item, _answer(child)
                if child.pipe.closed:
                    children.remove(child)
                elif waiting:  # before anybody looks at the answer: it need not wait for that
                    child.given(waiting.pop())
                if position is not None:
                    yield position, answer
            for child in tuple(children):
                if child.item is not None and (lost := child.lost(limits)) and not child.pipe.poll():
                    child.ended()
                    children.remove(child)
                    yield child.item, lost
    finally:
        for child in children:
            child.ended()


def _born(function: Callable[[Any], Any], items: Sequence[Any]) -> Child:
    """A child, which says that it is there before it is given anything. Forked where the system can: it has the items already."""
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process: BaseProcess = context.Process(target=_work, args=(theirs, os.getpid(), function, items), daemon=True)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING) if hasattr(signal, "pthread_sigmask") else None
    try:
        process.start()
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    theirs.close()
    return Child(process, ours)


def _answer(child: Child) -> Any:
    """A child that has something to say → the result, or a Lost where it says nothing because it is gone.

    BrokenProcessPool where it is gone before its first item: none would fare better. An exception of the function is raised.
    """
    try:
        kind, value = child.pipe.recv()
    except (EOFError, OSError):
        ready = child.ready
        child.process.join()
        code = child.process.exitcode or 0
        child.pipe.close()
        if not ready:
            raise BrokenProcessPool("a child ended before its first item") from None
        return Lost("crash", signal.Signals(-code).name if code < 0 else f"exit {code}")
    child.item, child.ready = None, True
    if kind == "raised":
        raise value
    return value


def _work(pipe: Connection, parent: int, function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """The child: an item's position in, its result out, until nobody asks any more."""
    serve(parent)
    pipe.send(("ready", None))
    while True:
        while not pipe.poll(1.0):
            if os.getppid() != parent:  # a system that does not end us with it
                os._exit(1)
        try:
            position = pipe.recv()
        except EOFError:
            os._exit(0)
        try:
            said: tuple[str, Any] = ("made", function(items[position]))
        except MemoryError:
            said = ("made", Lost("memory", ""))
        except Exception as error:
            error.add_note(traceback.format_exc())  # where it came up, which a pipe does not carry
            said = ("raised", error)
        try:
            pipe.send(said)
        except (TypeError, AttributeError, pickle.PicklingError):  # an exception that holds what no pipe carries
            pipe.send(("raised", RuntimeError(str(said[1]))))


def _cpu(process: int | None) -> float:
    """A process → the seconds of a processor that it has used; 0 where that is not known."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12]) + 1) / TICKS
    except (OSError, ValueError, IndexError):
        return 0.0


def _memory(process: int | None) -> int:
    """A process → the bytes of memory that it holds; 0 where that is not known."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * PAGE
    except (OSError, ValueError, IndexError):
        return 0
