"""Progress, problems and tables on the terminal: the home of rich.

On a terminal a bar and colours, elsewhere plain lines. Nothing of a report reaches the terminal as it is: control
characters are shown, never sent.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any, TextIO

from digest.content.yaml_tree import CONTROL
from digest.model.problem import ERROR, N_, Problem, in_order

Translate = Callable[[str], str]
Progress = Callable[[str, int, int], None]

LINE = N_("{name}: {value}")
MARKS = {ERROR: N_("error"), "warning": N_("warning")}
COLOURS = {ERROR: "red", "warning": "yellow"}


def is_terminal(stream: TextIO) -> bool:
    """Whether somebody looks at it who sees colours."""
    from os import environ

    return stream.isatty() and environ.get("TERM") != "dumb" and "NO_COLOR" not in environ


@contextmanager
def progress(translate: Translate, quiet: bool = False) -> Iterator[Progress]:
    """→ a function to tell how far the build is: (stage, done, of). A bar on a terminal, one line a finished stage elsewhere."""
    if quiet:
        yield lambda stage, done, of: None
    elif not is_terminal(sys.stdout):
        yield _progress_lines(translate)
    else:
        with _progress_bars(translate) as told:
            yield told


def _progress_lines(translate: Translate) -> Progress:
    said: set[str] = set()

    def told(stage: str, done: int, of: int) -> None:
        if done >= of > 0 and stage not in said:
            said.add(stage)
            print(translate(LINE).format(name=translate(stage), value=of) if of > 1 else translate(stage), flush=True)

    return told


@contextmanager
def _progress_bars(translate: Translate) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(highlight=False), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def told(stage: str, done: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(translate(stage), total=of)
            bars.update(tasks[stage], completed=done, total=of)

        yield told


def show_problems(problems: Iterable[Problem], translate: Translate, stream: TextIO | None = None) -> None:
    """Problems, to stderr: a group for each file, an empty line between two; each as file:line: error: what is wrong — what to do."""
    stream = stream or sys.stderr
    terminal = is_terminal(stream)
    for number, (_, group) in enumerate(groupby(in_order(problems), key=lambda p: p.where)):
        if number:
            print(file=stream)
        for problem in group:
            place, _, rest = shown(problem.text(translate)).partition(": ")
            mark = translate(MARKS.get(problem.severity, problem.severity))
            if terminal:
                place, mark = f"\033[1m{place}\033[0m", coloured(mark, COLOURS.get(problem.severity, ""))
            print(f"{place}: " + translate(LINE).format(name=mark, value=rest), file=stream)


def show_table(rows: Iterable[tuple[str, str]], title: str, translate: Translate) -> None:
    """Two columns, names and numbers, under a title: drawn on a terminal, lines of “name: number” elsewhere."""
    if not is_terminal(sys.stdout):
        print(title, *("  " + translate(LINE).format(name=name, value=value) for name, value in rows), sep="\n")
        return
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, value in rows:
        table.add_row(Text(name), Text(value))
    console = Console(highlight=False)
    console.print(Text(title, style="bold"), table)


def coloured(text: str, colour: str) -> str:
    """Text and one of red, yellow, green → the text in that colour, for a terminal."""
    codes = {"red": "31", "yellow": "33", "green": "32"}
    return f"\033[{codes[colour]}m{text}\033[0m" if colour in codes else text


def shown(text: str) -> str:
    """Text that may come from a report → the same in one line, its control characters to be seen: ESC[2J → \\x1b[2J"""
    return CONTROL.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), text.replace("\n", " "))


def width(text: str) -> int:
    """Text → the columns that it takes on a terminal: 报告 2024 → 9"""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, columns: int) -> list[str]:
    """A paragraph → lines of at most so many columns; Chinese may break anywhere but before a mark like ，or 。"""
    lines, line, space = [], "", ""
    for word in _pieces_to_break(text):
        if word == " ":
            space = " " if line else ""
            continue
        if line and width(line + space + word) > columns and word not in "，。；：、？！）”」":
            lines.append(line)
            line, space = "", ""
        line, space = line + space + word, ""
    return [*lines, line] if line else lines


def _pieces_to_break(text: str) -> Iterator[str]:
    """报告 of 2024 → 报, 告, a space, of, a space, 2024"""
    word = ""
    for character in " ".join(text.split()):
        if character == " " or width(character) == 2:
            if word:
                yield word
            yield character
            word = ""
        else:
            word += character
    if word:
        yield word


class _Overheard:
    """A stream of this process, used as before, that notes what is written to it."""

    def __init__(self, stream: TextIO, mark: str, heard: list[str]) -> None:
        self._stream, self._mark, self._heard = stream, mark, heard

    def write(self, text: str) -> int:
        """Text, on its way."""
        self._heard.append(f"\1{self._mark}{text}")
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def overheard() -> Iterator[list[str]]:
    """→ what is said inside the block, piece by piece, each behind a mark of the stream that it goes to: \\1o the standard output, \\1e that of errors."""
    heard: list[str] = []
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Overheard(sys.stdout, "o", heard), _Overheard(sys.stderr, "e", heard)
    try:
        yield heard
    finally:
        sys.stdout, sys.stderr = streams
