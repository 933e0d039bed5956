"""How a command ends: the exit code, and the line printed for an exception. Exit code 1 never means an exception."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from types import FrameType

from digest.cli.console import shown
from digest.model.exit_codes import Exit
from digest.model.problem import N_
from digest.system.unforeseen import TRACEBACK, named, place

Translate = Callable[[str], str]

class Terminated(BaseException):
    """The system asks this process to end."""


def ended(command: Callable[[], int], translate: Translate, traced: bool = False) -> int:
    """A command → its exit code whatever happens: 0 to 5 as it returns; 5 where the disk refused, 70 for a mistake of the program, 130 …

    An exception is printed in one line, with `traced` its traceback before it.
    """
    try:
        with _ended_by_exception():
            code = int(command())
            sys.stdout.flush()
            return code
    except BaseException as error:
        if isinstance(error, SystemExit):
            raise
        if isinstance(error, BrokenPipeError):  # build.py … | head
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return Exit.UNREAD
        if traced or os.environ.get(TRACEBACK):
            print(*(shown_line(line) for line in traceback.format_exception(error)), sep="", end="", file=sys.stderr)
        code, text, values = _code_and_words(error)
        print(shown(translate(text).format(**values)), file=sys.stderr)
        return code


def _code_and_words(error: BaseException) -> tuple[Exit, str, dict[str, str]]:
    """An exception → the exit code, what is said of it, and the values in that."""
    if isinstance(error, KeyboardInterrupt):
        return Exit.INTERRUPTED, N_("Stopped. What was published before stands as it was."), {}
    if isinstance(error, Terminated):
        return Exit.TERMINATED, N_("Stopped by the system. What was published before stands as it was."), {}
    if isinstance(error, MemoryError):
        return Exit.INTERNAL, N_("The memory of this machine is not enough. What was published before stands as it was. Try --jobs 1."), {}
    if isinstance(error, BrokenExecutor):
        said = N_("A process of the build was killed, most often for want of memory. What was published before stands as it was. Try --jobs 1.")
        return Exit.INTERNAL, said, {}
    if isinstance(error, OSError) and error.errno is not None and not isinstance(error, ConnectionError | ChildProcessError):
        path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes | os.PathLike) else "build.py"
        path = os.fsencode(path).decode("utf-8", "backslashreplace")
        return Exit.DISK, N_("{file}: {reason}"), {"file": path, "reason": error.strerror or str(error)}
    said = N_("A mistake of this program, at {place}: {what}. What was published before stands as it was. --traceback tells more.")
    return Exit.INTERNAL, said, {"place": place(error), "what": named(error)}


def shown_line(text: str) -> str:
    """Lines of a traceback → the same, without what would command the terminal."""
    return "".join(shown(line) + "\n" for line in text.splitlines())


@contextmanager
def _ended_by_exception() -> Iterator[None]:
    """Inside, a word of the system to end becomes an exception, so that processes end and folders are taken away."""

    def end(number: int, frame: FrameType | None) -> None:
        raise Terminated

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # not the main thread, which alone hears signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
