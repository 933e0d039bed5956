"""What a command said when it last found nothing to do, said again where nothing that it had looked at was touched since.

Imports nothing but what any Python has loaded already: most builds change nothing, and then these lines are all that runs. A note is
what was asked, what was said, and every file and folder that was looked at with its size, dates and place on the disk. Whatever differs,
or can not be known, is no answer: the command itself then finds out. Who keeps notes, and which may be kept: keep_said.py.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from zlib import crc32

FORMAT = "said/1"
SLOTS = 64  # notes at most: of two commands that fall into one slot the last is kept
LANGUAGE = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")
TERMINAL = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE", "TTY_INTERACTIVE")


def asked_now(arguments: Sequence[str]) -> str:
    """Arguments of a command → all that its answer depends on beside files: them, where it runs, for whom, in which language, by which Python.

    "" where that can not be known.
    """
    try:
        here = os.getcwd()
    except OSError:  # a folder that is gone
        return ""
    streams = (sys.stdout, sys.stderr)
    seen = [bool(stream and stream.isatty()) for stream in streams]
    names = LANGUAGE + (TERMINAL if any(seen) else ())
    wide = [_size_of_terminal(number) for number in (0, 1, 2)] if any(seen) else []
    said = [(name, os.environ.get(name)) for name in names]
    user = os.geteuid() if hasattr(os, "geteuid") else -1
    return repr((FORMAT, list(arguments), here, user, seen, wide, said, sys.version, sys.prefix, sys.path, sys.flags))


def said_before(notes: str, asked: str) -> int | None:
    """A folder of notes, and what is asked → the exit code of the last answer, which is printed again; None where there is none that still holds.

    An OSError of who prints passes, a BrokenPipeError for one.
    """
    try:
        with open(slot_of(notes, asked), "rb") as file:
            sum, _, note = file.read().partition(b"\0")
        known, code, site, said, signs, *paths = note.decode("utf-8", "surrogateescape").split("\0")
        if known != asked or sum != b"%d" % crc32(note) or is_in_use(site) or signs_of(paths) != signs:
            return None
        exit_code = int(code)
    except (OSError, ValueError):  # never asked, touched, gone, or a note that was cut short
        return None
    _print_again(said)
    return exit_code


def slot_of(notes: str, asked: str) -> str:
    """A folder of notes, and what is asked → the file that its note is kept in."""
    return os.path.join(notes, f"{crc32(asked.encode('utf-8', 'surrogateescape')) % SLOTS:02}")


def signs_of(paths: Iterable[str]) -> str:
    """Files and folders → a line for each, another one after whatever was done to it: its dates, its size and where it is. OSErrors pass."""
    stat, lines = os.stat, []
    for path in paths:
        one = stat(path)
        lines.append(f"{one.st_mtime_ns} {one.st_ctime_ns} {one.st_size} {one.st_ino} {one.st_dev}")
    return "\n".join(lines)


def is_in_use(site: str) -> bool:
    """The real folder of a site → whether somebody builds it, a build of it has crashed, or nobody may build it. OSErrors pass."""
    parent, name = os.path.split(site)
    everything = os.R_OK | os.W_OK | os.X_OK
    if not (os.access(site, everything) and os.access(parent, everything)):
        return True
    beside = (f".{name}.lock", f".{name}.old", f".{name}.next")  # as site_lock.py and site_target.py call them
    return any(one.startswith(beside) for one in os.listdir(parent))


def _size_of_terminal(number: int) -> tuple[int, int] | None:
    try:
        columns, lines = os.get_terminal_size(number)
    except OSError:
        return None
    return columns, lines


def _print_again(said: str) -> None:
    """What was said, in pieces, each behind a \\1 and what it went to: o, the standard output, or e, that of errors."""
    streams = {"o": sys.stdout, "e": sys.stderr}
    for stream in streams.values():
        if said and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    for piece in said.split("\1")[1:]:
        streams[piece[0]].write(piece[1:])
        streams[piece[0]].flush()
