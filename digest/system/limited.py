"""Runs another program with limits: of time, memory and what it writes; without our environment, and without a network where that can be had.

    python limited.py SECONDS MEMORY WRITTEN PROGRAM ARGUMENT…     this file is also the child that sets its own limits and becomes the program
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
OFFLINE = ("--user", "--map-root-user", "--net")  # of unshare(1): a network of its own, in which there is nothing
MOST_SAID = 4_000_000  # bytes of what a program prints that are kept


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may take."""

    seconds: int  # on the wall's clock, and of the processors
    memory: int = 4 << 30  # bytes of addresses: office programs ask for far more than they use
    written: int = 64 << 20  # bytes of any file that it writes


@dataclass(frozen=True, slots=True)
class Run:
    """How a program ended. `late`: it took too long and was ended. `code` is that of the program, None where it could not be started."""

    code: int | None
    said: bytes = b""
    late: bool = False


def run(command: Sequence[str], folder: Path, limits: Limits, given: bytes = b"") -> Run:
    """A command → how it ended and what it printed. Its folder is its home and its place for temporary files.

    Nothing of it is left when this returns, also where it is ended early: it and all its children are of one group.
    """
    child = [sys.executable, "-I", str(Path(__file__)), str(limits.seconds), str(limits.memory), str(limits.written), *_offline(), *command]
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
                   "OMP_THREAD_LIMIT": "1", "SAL_USE_VCLPLUGIN": "svp"}  # fmt: skip
    try:
        process = subprocess.Popen(child, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   start_new_session=True)  # fmt: skip
    except OSError:
        return Run(None)
    late = False
    try:
        said, _ = process.communicate(given, timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        late, said = True, b""
    finally:
        _end(process)
    return Run(process.returncode, said[:MOST_SAID], late or process.returncode == -signal.SIGXCPU)


def _end(process: subprocess.Popen[bytes]) -> None:
    """The whole group of a process ends, and what it had printed is thrown away."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if pipe:
                pipe.close()


@lru_cache(maxsize=1)
def _offline() -> tuple[str, ...]:
    """→ what stands before a command so that it reaches no network; nothing where this machine does not let us."""
    found = shutil.which("unshare")
    if not found or not sys.platform.startswith("linux"):
        return ()
    null = subprocess.DEVNULL
    try:
        done = subprocess.run([found, *OFFLINE, "true"], stdin=null, stdout=null, stderr=null, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return (found, *OFFLINE) if done.returncode == 0 else ()


def become(seconds: int, memory: int, written: int, command: Sequence[str]) -> None:
    """The child: sets its limits, asks to end with its parent, and becomes the program."""
    import resource

    wanted = ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, written), (resource.RLIMIT_CORE, 0))
    for what, most in wanted:
        with contextlib.suppress(OSError, ValueError):  # a system that does not know this limit, or has a lower one
            resource.setrlimit(what, (most, most))
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
    os.execvp(command[0], list(command))


if __name__ == "__main__":
    become(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
