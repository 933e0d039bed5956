"""content/places.csv → the places, with everything that is wrong in the file by its line; an editor's rows go over the tool's by their codes."""

from __future__ import annotations

import os
import re
from pathlib import Path

from digest.content.plain_files import read_text
from digest.content.standing_files import layers
from digest.model.catalogue import Place
from digest.model.closed_sets import LEVELS
from digest.model.layers import Folder, owned
from digest.model.problem import N_, Problem, meant

NAME = "places.csv"
HEADER = "code,name,level,parent"
ABOVE = {level: number for number, level in enumerate(LEVELS)}
# wholly: 140800      not 14080 · １４０８００
CODE = re.compile(r"[0-9]{6}")

Rows = dict[str, tuple[int, Place]]  # by code: the line, and what it says


def load_places(content: Folder) -> tuple[tuple[Place, ...], tuple[Problem, ...]]:
    """The folder content/ → the places of places.csv, and what is wrong in it. A row of an editor's file stands for the tool's of its code."""
    paths = [root / NAME for root in layers(content) if os.path.lexists(root / NAME)] or [owned(content) / NAME]
    problems: list[Problem] = []
    found: Rows = {}
    for path in reversed(paths):
        rows, lines = _rows_of_file(path, problems)
        found |= rows
        problems += [_problem_parent(path, number, place, lines) for number, place in rows.values() if not _has_parent(place, found)]
    return tuple(place for _, place in found.values()), tuple(problems)


def _has_parent(place: Place, found: Rows) -> bool:
    """Whether a place is of the highest level, or the place above it stands in the table as a higher one."""
    above = found.get(place.parent)
    return not place.parent or (above is not None and ABOVE[above[1].level] < ABOVE[place.level])


def _problem_parent(path: Path, number: int, place: Place, lines: list[str]) -> Problem:
    message, hint = N_("the place above, {parent}, is not in the table as a higher level"), N_("write the code of its province or prefecture")
    return Problem(path.as_posix(), number, "places.parent", message, hint, (("parent", place.parent),), lines[number - 1][:80])


def _rows_of_file(path: Path, problems: list[Problem]) -> tuple[Rows, list[str]]:
    """A file → its rows that are right, by their codes, and its lines; each wrong row is told with its line."""
    if not os.path.lexists(path):
        problems.append(Problem(path.as_posix(), 0, "content.no-file", N_("the file is missing"), N_("bring it back, for instance from the repository")))
        return {}, []
    text = read_text(path, path.parent)
    if isinstance(text, Problem):
        problems.append(text)
        return {}, []
    lines = text.splitlines()
    if not lines or lines[0].strip() != HEADER:
        message, hint = N_("the first line must name the columns"), N_("write: {header}")
        problems.append(Problem(path.as_posix(), 1, "places.header", message, hint, (("header", HEADER),), lines[0] if lines else ""))
        return {}, lines
    found: Rows = {}
    for number, line in enumerate(lines[1:], 2):
        wrong = _take_row(line, number, found) if line.strip() else None
        if wrong:
            problems.append(Problem(path.as_posix(), number, "places.row", wrong[0], wrong[1], wrong[2], line[:80]))
    return found, lines


def _take_row(line: str, number: int, found: Rows) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    """A line of places.csv → into `found`; or what is wrong with it, what to do, and the values of both."""
    cells = [cell.strip() for cell in line.split(",")]
    if len(cells) != 4:
        return (
            N_("the line has {count} columns instead of 4"),
            N_("write: {header}, with half-width commas"),
            (("count", str(len(cells))), ("header", HEADER)),
        )
    code, name, said, parent = cells
    if not CODE.fullmatch(code) or (parent and not CODE.fullmatch(parent)):
        return N_("a code must have six digits"), N_("write the code of GB/T 2260, like 140800"), ()
    level = next((level for level in LEVELS if level == said), None)
    if level is None:
        guess = meant(said, LEVELS) or ("county",)
        return N_("the level {level} does not exist"), N_("did you mean {guess}? The levels are {levels}"), (
            ("guess", guess[0]), ("level", said), ("levels", ", ".join(LEVELS)))  # fmt: skip
    if not name:
        return N_("the place has no name"), N_("write its full name in the second column"), ()
    if code in found:
        first, other = found[code]
        return N_("the code {code} stands here for the second time"), N_("correct one of them; line {first} gives it to {name}"), (
            ("code", code), ("first", str(first)), ("name", other.name))  # fmt: skip
    found[code] = (number, Place(code, name, level, parent))
    return None
