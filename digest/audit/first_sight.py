"""docs/first-sight.csv → how right the reading of reports was when each was read for the first time, counted by hand (docs/accuracy.md)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from digest.content.plain_files import read_text
from digest.model.problem import N_, Problem

LAST = 10  # reports of the order that were counted last: those tell how it stands


@dataclass(frozen=True, slots=True)
class Tally:
    """Of the facts or the projects of reports: how many were read rightly, how many wrongly, how many were missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def read(self) -> int:
        """How many were read."""
        return self.right + self.wrong

    @property
    def said(self) -> int:
        """How many the text has."""
        return self.right + self.missed

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Sight:
    """A report at first sight: whose and of which year, with what state of the program it was read, and what was counted."""

    no: int
    place: str
    level: str
    year: int
    revision: str
    facts: Tally
    projects: Tally


@dataclass(frozen=True, slots=True)
class Sights:
    """Reports in the order in which they were counted, and the sums of all and of the last of them."""

    rows: tuple[Sight, ...]

    @property
    def facts(self) -> Tally:
        """The facts of all of them."""
        return sum((row.facts for row in self.rows), Tally())

    @property
    def projects(self) -> Tally:
        """The projects of all of them."""
        return sum((row.projects for row in self.rows), Tally())

    @property
    def last(self) -> Sights:
        """The last ten of them."""
        return Sights(self.rows[-LAST:])


def read_first_sight(path: Path) -> tuple[Sights, tuple[Problem, ...]]:
    """The file of counts → what was counted; nothing where it is not there. A row without counts is of a report still to be read."""
    if not path.is_file():
        return Sights(()), ()
    text = read_text(path, path.parents[1])
    if isinstance(text, Problem):
        return Sights(()), (text,)
    rows, problems = [], []
    for line, row in enumerate(csv.DictReader(text.splitlines()), 2):
        if not row.get("facts_right"):
            continue
        try:
            rows.append(_sight_of_row(row))
        except (KeyError, TypeError, ValueError):
            said = ",".join(str(value) for value in row.values())
            hint = N_("see docs/accuracy.md for its columns")
            problems.append(Problem(path.as_posix(), line, "first-sight.row", N_("this row is no count"), hint, quote=said))
    return Sights(tuple(rows)), tuple(problems)


def _sight_of_row(row: Mapping[str, str]) -> Sight:
    facts, projects = (Tally(*(int(row[f"{kind}_{count}"]) for count in ("right", "wrong", "missed"))) for kind in ("facts", "projects"))
    return Sight(int(row["no"]), row["place"], row["level"], int(row["year"]), row["revision"], facts, projects)
