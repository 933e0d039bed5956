"""A table with a report in each row → the reports, each with what the row says of it: whose it is, of which year, where it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digest.model.catalogue import Catalogue
from digest.model.front_matter import FrontMatter
from digest.model.problem import N_, WARNING, Problem, meant
from digest.model.written import is_address
from digest.read.workbook import Row, Table, read_tables
from digest.understand.places import atlas_of, chosen

COLUMNS = "table-columns"  # the word list: 地区=place
SHORTEST = 200  # characters: a column whose longest cell is shorter holds no reports
FULL = 32_767  # characters: a spreadsheet's cell holds no more
# A year in a cell
# matches 2024 · 2024年 · 2024-03-12      not 12024 · 24
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which columns the user names; "" where none is named."""

    text: str = ""
    place: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Something to be added: its path as it is told (of a row file:row), its bytes, and what is stated of it beside the text."""

    path: str
    data: bytes
    stated: FrontMatter


def row_reports(path: str, data: bytes, wanted: Wanted, stated: FrontMatter, catalogue: Catalogue) -> tuple[tuple[Given, ...], tuple[Problem, ...]]:
    """A table's name and bytes, the columns named, what is stated of all → a report for each row, and what is wrong.

        报告.xlsx, column 正文 → Given("报告.xlsx:2", "各位代表：…", place 晋城市, year 2024), …
    """
    tables, problems = read_tables(path, data)
    found: list[Given] = []
    chosen_columns = [(table, _text_column(table, wanted.text)) for table in tables]
    held = [(table, at) for table, at in chosen_columns if at is not None]
    for table, at in held:
        kinds, wrong = _kinds(path, table, wanted, catalogue)
        problems += wrong
        for row in table.rows:
            given, said = _report_of_row(_where(path, table, row, len(held) > 1), row, at, kinds, stated, catalogue)
            problems += said
            found += [given] if given else []
    if tables and not held:
        problems += (_problem_no_column(path, tables, wanted.text),)
    return tuple(found), problems


def _where(path: str, table: Table, row: Row, several: bool) -> str:
    """A row → where it stands: 报告.xlsx:3; with its sheet, where several hold reports: 报告.xlsx:2024:3"""
    return f"{path}:{table.name}:{row.number}" if several else f"{path}:{row.number}"


def _text_column(table: Table, wanted: str) -> int | None:
    """A table and the name of a column → its place; without a name that of the longest cells. None where there is no such column."""
    if wanted:
        return _column(table.columns, wanted)
    lengths = [[len(row.cells[at]) for row in table.rows if at < len(row.cells)] for at in range(len(table.columns))]
    best = max(range(len(lengths)), key=lambda at: sum(lengths[at]), default=None)
    return best if best is not None and max(lengths[best], default=0) >= SHORTEST else None


def _column(columns: Sequence[str], wanted: str) -> int | None:
    return next((at for at, name in enumerate(columns) if name.casefold() == wanted.strip().casefold()), None)


def _kinds(path: str, table: Table, wanted: Wanted, catalogue: Catalogue) -> tuple[dict[str, list[int]], tuple[Problem, ...]]:
    """A table → the columns that say whose report it is, of which year, where it was published; as named, else by their names."""
    known = dict(word.split("=", 1) for word in catalogue.words(COLUMNS) if "=" in word)
    kinds: dict[str, list[int]] = {}
    for at, name in enumerate(table.columns):
        if kind := known.get(name.casefold()):
            kinds.setdefault(kind, []).append(at)
    problems: list[Problem] = []
    for kind, name in (("place", wanted.place), ("year", wanted.year)):
        place = _column(table.columns, name) if name else None
        if place is not None:
            kinds[kind] = [place]
        elif name:
            problems.append(_problem_no_column(path, (table,), name))
    return kinds, tuple(problems)


def _report_of_row(
    where: str, row: Row, at: int, kinds: dict[str, list[int]], stated: FrontMatter, catalogue: Catalogue
) -> tuple[Given | None, tuple[Problem, ...]]:
    """A row → its report, or why there is none in it."""
    cells = {kind: [cell for column in columns if (cell := _cell(row, column).strip())] for kind, columns in kinds.items()}
    text = _cell(row, at)
    if not text.strip():
        message, hint = N_("the cell of the report is empty"), N_("put the report's text into it, or delete the row")
        return None, (Problem(where, 0, "add.empty-cell", message, hint),)
    problems = tuple(_doubts(where, text, cells))
    year = next((int(m[0]) for cell in cells.get("year", ()) if (m := YEAR.search(cell))), None)
    url = next((cell for cell in cells.get("url", ()) if is_address(cell)), "")
    stated = replace(stated, place=stated.place or _place(cells.get("place", ()), catalogue), year=stated.year or year, url=stated.url or url)
    return Given(where, text.encode("utf-8", "replace"), stated), problems


def _doubts(where: str, text: str, cells: dict[str, list[str]]) -> Iterator[Problem]:
    if len(text) == FULL:
        message, hint = N_("the cell is full ({count} characters): the text may be cut off"), N_("compare its end; a longer text is added as a file")
        yield Problem(where, 0, "add.full-cell", message, hint, (("count", str(len(text))),), severity=WARNING)
    for cell in cells.get("year", ()):
        if not YEAR.search(cell):
            yield Problem(where, 0, "add.no-year", N_("this is no year"), N_("write it like 2024"), quote=cell[:40], severity=WARNING)


def _place(cells: Sequence[str], catalogue: Catalogue) -> str:
    """What a row says of the place, the larger first → its code, or as it stands there: 山西省, 晋城市, 城区 → 140502; 河北, 保定 → 130600"""
    joined, last = "".join(dict.fromkeys(cells)), cells[-1] if cells else ""
    found = next((place for name in (joined, last) if name and (place := chosen(atlas_of(catalogue), name, joined))), None)
    return found.code if found else last


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""


def _problem_no_column(path: str, tables: Sequence[Table], wanted: str) -> Problem:
    """→ that no table has this column, with those that it has; that no column holds reports, where none was named."""
    names = list(dict.fromkeys(name for table in tables for name in table.columns))[:20]
    shown = "、".join(name[:20] for name in names)
    if not wanted:
        message, hint = N_("no column holds texts as long as a report"), N_("name the column with --column; there are: {known}")
        return Problem(path, 0, "add.no-column", message, hint, (("known", shown),))
    if guess := meant(wanted, names):
        hint = N_("did you mean {guess}? There are: {known}")
        return Problem(path, 0, "add.no-column", N_("there is no column {name}"), hint, (("guess", guess[0]), ("known", shown), ("name", wanted)))
    return Problem(path, 0, "add.no-column", N_("there is no column {name}"), N_("there are: {known}"), (("known", shown), ("name", wanted)))
