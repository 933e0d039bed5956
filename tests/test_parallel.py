"""Processes of a build: they end with it, however it ends, and one that is killed is told."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.cli.ending import ended
from digest.system.parallel import ENDING, Workers, executor
from digest.system.spread import held, spread
from digest.system.stopwatch import Stopwatch

ROOT = Path(__file__).parents[1]
BUILD = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts something in the background has it ignored there
sys.path.insert(0, {root!r})
from digest.cli.ending import ended
from digest.system.parallel import executor

def work(item):
    os.write(1, b"%d\\n" % os.getpid())  # in one piece
    time.sleep(60)

def command():
    with executor(2) as pool:
        list(pool.map(work, [1, 2]))

sys.exit(ended(command, str))
"""


def alive(process: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="not Linux")
@pytest.mark.parametrize(
    ("how", "code", "said"),
    [
        (signal.SIGTERM, 143, "Stopped by the system. What was published before stands as it was.\n"),
        (signal.SIGINT, 130, "Stopped. What was published before stands as it was.\n"),
        (signal.SIGKILL, -9, ""),
    ],
)
def test_workers_end_with_their_parent(how: int, code: int, said: str) -> None:
    build = subprocess.Popen([sys.executable, "-c", BUILD.format(root=str(ROOT))], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert build.stdout and build.stderr
    workers = [int(build.stdout.readline()) for _ in range(2)]
    assert all(map(alive, workers))
    build.send_signal(how)
    assert build.wait(20) == code
    until = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(alive, workers))
    assert build.stderr.read().replace("\n\n", "\n").lstrip("\n") == said
    build.stdout.close()
    build.stderr.close()


def killed(item: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def out_of_memory(item: int) -> None:
    raise MemoryError


@pytest.mark.parametrize(("work", "said"), [(killed, "A process of the build was killed"), (out_of_memory, "The memory of this machine is not enough")])
def test_a_worker_that_is_killed_is_told_and_is_no_success(capsys: pytest.CaptureFixture[str], work, said: str) -> None:
    def command() -> int:
        with executor(2) as pool:
            list(pool.map(work, [1, 2]))
        return 0

    assert ended(command, str) == 70
    assert capsys.readouterr().err.startswith(said)


def test_results_come_in_order_and_the_workers_are_gone_after() -> None:
    with executor(2) as pool:
        assert list(pool.map(abs, range(-9, 0))) == list(range(9, 0, -1))
        workers = list(pool._processes)
    assert not any(map(alive, workers))


def deaf_to(item: int) -> frozenset[signal.Signals]:
    return frozenset(signal.pthread_sigmask(signal.SIG_BLOCK, ())) & ENDING


def test_a_worker_hears_nothing_before_it_knows_how_to_end() -> None:
    """A signal in its first moments would raise the parent's exception in it, and it would go on as a second parent."""
    with Workers(1, mp_context=multiprocessing.get_context("fork")) as pool:
        assert list(pool.map(deaf_to, [1])) == [ENDING], "as it is born"
    with executor(2) as pool:
        assert set(pool.map(deaf_to, range(4))) == {frozenset()}, "at work"
    assert deaf_to(0) == frozenset(), "the parent"


def longer(shared: list[Callable[[], str]], number: int) -> tuple[str, int]:
    return shared[number]() * 2, os.getpid()


def test_what_all_tasks_share_is_not_sent() -> None:
    """A value that cannot be pickled, made after other processes, is there in each; what they take is told."""
    shared = [lambda letter=letter: letter for letter in "abcde"]
    for jobs in (1, 2):
        took = Stopwatch()
        made = spread(jobs, took, longer, shared, range(5))
        assert [text for text, _ in made] == ["aa", "bb", "cc", "dd", "ee"] and took.items == 5
        assert ({process for _, process in made} == {os.getpid()}) is (jobs == 1)
        assert (took.elsewhere > 0) is (jobs == 2) and held == []


def test_what_a_task_raises_passes_and_nothing_is_held() -> None:
    for jobs in (1, 2):
        with pytest.raises(IndexError):
            spread(jobs, Stopwatch(), longer, [], range(2))
        assert held == []
