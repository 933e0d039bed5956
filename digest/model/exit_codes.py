"""The exit codes of the command, for good: what a script that calls it may rely on."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from digest.model.problem import ERROR, N_, Problem


class Exit(IntEnum):
    """What came of a command."""

    DONE = 0
    PARTLY = 1
    NOTHING = 2
    HELD = 3
    GATE = 4
    DISK = 5
    INTERNAL = 70
    INTERRUPTED = 130
    UNREAD = 141
    TERMINATED = 143


MEANINGS = {
    Exit.DONE: N_("everything was done"),
    Exit.PARTLY: N_("done, but something was left out, or a check found errors"),
    Exit.NOTHING: N_("nothing was done: the command line, content, or something that this machine lacks"),
    Exit.HELD: N_("nothing was done: another build holds the site"),
    Exit.GATE: N_("a number that rests on nothing: the last site stands as it was"),
    Exit.DISK: N_("the disk refused: full, read-only, no permission"),
    Exit.INTERNAL: N_("a mistake of this program, or its memory ran out"),
    Exit.INTERRUPTED: N_("stopped with Ctrl-C"),
    Exit.UNREAD: N_("nobody reads what is printed"),
    Exit.TERMINATED: N_("stopped by the system"),
}
_REFUSALS = (("gate.", Exit.GATE), ("site.held", Exit.HELD), ("site.unwritable", Exit.DISK))  # how a problem's code begins


def refusal(problems: Iterable[Problem]) -> Exit:
    """Problems for which nothing was published → the exit code: gate.number → 4, content.no-file → 2"""
    codes = [problem.code for problem in problems if problem.severity == ERROR]
    return next((exit for begins, exit in _REFUSALS if any(code.startswith(begins) for code in codes)), Exit.NOTHING)


def outcome(problems: Iterable[Problem]) -> Exit:
    """Problems of something that was done → 5 where the disk refused a file, 1 where something else was left out, or 0."""
    codes = [problem.code for problem in problems if problem.severity == ERROR]
    return Exit.DISK if any(code.endswith(".unwritten") for code in codes) else Exit.PARTLY if codes else Exit.DONE
