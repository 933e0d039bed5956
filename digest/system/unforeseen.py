"""An exception of this program on one file, or the end of the process that read it → a Problem on that file: the other files go on.

With TRACEBACK in the environment (--traceback sets it) it is raised, so that whoever looks for the mistake sees all of it.
"""

from __future__ import annotations

import os
import re
import traceback
from pathlib import Path

from digest.model.problem import N_, Problem
from digest.system.guarded import Lost

TRACEBACK = "DIGEST_TRACEBACK"  # set to anything, it is like --traceback
PROGRAM = Path(__file__).parents[1]
OTHERS = N_("the other files are read; leave this one out or save it in another format")
RAISE = N_("if it is a report all the same, raise {name} in content/limits.yaml")
LOST = {
    "timeout": ("timeout", N_("reading it takes longer than {what} seconds of a processor"), RAISE),
    "still": ("timeout", N_("reading it does not go on: nothing was done for {what} seconds"), OTHERS),
    "memory": ("memory", N_("reading it takes more than {what} MB of memory"), RAISE),
    "crash": ("crash", N_("reading it ended its process, twice ({what})"), OTHERS),
}
NAMES = {"timeout": "seconds", "memory": "memory", "crash": ""}  # of limits
NO_MEMORY = N_("this machine has not enough memory to read it")
# A line of a traceback
# matches "  File \"/x/digest/clean.py\", line 12, in clean"      not "    File(\"a\")"
FRAME = re.compile(r'^  File "([^"\n]{1,500})", line (\d{1,7}), in ', re.MULTILINE)


def unforeseen(path: str, error: Exception) -> Problem:
    """A file and the exception that came up while it was read → what is told of it; it is raised again where all of it is wanted.

    A machine without memory says nothing of the file: that is raised, too.

        "a.txt", KeyError("x") → a.txt: error: a mistake of this program, at extract/facts.py:12: KeyError: 'x' — …
    """
    if os.environ.get(TRACEBACK) or isinstance(error, MemoryError):
        raise error
    message = N_("a mistake of this program, at {place}: {what}")
    hint = N_("the other files are read; leave this one out or save it in another format, and report the mistake with what --traceback shows")
    return Problem(path, 0, "analyse.failed", message, hint, (("place", place(error)), ("what", named(error))))


def lost_file(path: str, lost: Lost) -> Problem:
    """A file, and why the process that read it had to end → what is told of it.

        "a.pdf", Lost("timeout", "15") → a.pdf: error: reading it takes longer than 15 seconds of a processor — …
    """
    code, message, hint = LOST[lost.why]
    return Problem(path, 0, f"read.{code}", message if lost.what else NO_MEMORY, hint if lost.what else OTHERS, (("name", NAMES[code]), ("what", lost.what)))


def named(error: BaseException) -> str:
    """An exception → its name and what it says, not at length: KeyError: 'x'"""
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return what[:300]


def place(error: BaseException) -> str:
    """An exception → where in this program it came up, also in another process: clean.py:12"""
    lines = "".join(traceback.format_exception(error, chain=False))
    cause = str(error.__cause__) if type(error.__cause__).__name__ == "_RemoteTraceback" else ""
    for text in (cause, lines):
        for file, number in reversed(FRAME.findall(text)):
            if Path(file).is_relative_to(PROGRAM):
                return f"{Path(file).relative_to(PROGRAM).as_posix()}:{number}"
    return "build.py"
