"""Workbooks (.xlsx) and CSV → tables: rows of cells as text, each with its number. The home of openpyxl.

Nothing is calculated and nothing outside the file is looked at: a formula counts as the value that was kept with it.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from digest.content.office_kinds import office_kind
from digest.model.problem import N_, WARNING, Problem
from digest.read.archive import Archive, RefusedError
from digest.read.encodings import decoded
from digest.read.reading import Reading

WORKBOOK = b"xl/workbook.xml"
CSV = (".csv", ".tsv")  # nothing in a CSV says that it is one
DELIMITERS = ",\t;"
MOST_ROWS = 20_000
MOST_COLUMNS = 200
HEADER = 100  # characters: a longer cell in the first row is no name of a column
PROLOG = 64_000  # bytes before which a document type would stand


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table and its number there, which counts from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, or a CSV: the names of its columns (A, B … where the first row names none), and its rows that hold anything."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def is_table(path: str, data: bytes) -> bool:
    """A file → whether it is a table whose rows can be read: a workbook by its content, a CSV by its name."""
    return (data.startswith(b"PK") and WORKBOOK in data) or (PurePosixPath(path.lower()).suffix in CSV and not office_kind(data))


def read_tables(path: str, data: bytes) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """A table's name and bytes → its sheets that hold anything, and what is wrong with it.

        地区,年份,正文
        晋城市,2024,"各位代表：…"      → one Table, columns 地区 年份 正文, a Row numbered 2
    """
    reading = Reading(path, data)
    try:
        sheets = list(_sheets_of_workbook(reading)) if data.startswith(b"PK") else [("", _rows_of_csv(reading))]
    except RefusedError:
        return (), tuple(reading.problems)
    except Exception as error:  # openpyxl has no exception of its own for what is damaged
        reading.report(0, "read.workbook", N_("the workbook is damaged ({reason})"), N_("open it in its program and save it again"),
                       reason=f"{type(error).__name__}: {error}"[:80])  # fmt: skip
        return (), tuple(reading.problems)
    tables = tuple(_table(name, rows) for name, rows in sheets if rows)
    if not tables and not reading.problems:
        reading.report(0, "read.empty", N_("the table holds nothing"), N_("give a table with a report in each row"))
    return tables, tuple(reading.problems)


def _table(name: str, rows: list[Row]) -> Table:
    """Rows → a table; the first names the columns, where its cells are names."""
    width = max(len(row.cells) for row in rows)
    first, *rest = rows
    headed = all(len(cell) <= HEADER for cell in first.cells)
    columns = [cell.strip() for cell in first.cells] if headed else []
    columns += [""] * (width - len(columns))
    return Table(name, tuple(column or _letter(at) for at, column in enumerate(columns)), tuple(rest if headed else rows))


def _letter(at: int) -> str:
    """0 → A, 26 → AA"""
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _sheets_of_workbook(reading: Reading) -> Iterator[tuple[str, list[Row]]]:
    """A workbook → its sheets that are not hidden, each with its name and its rows."""
    from openpyxl import load_workbook

    archive = Archive(reading)  # refuses bombs and names that lead elsewhere
    for name in archive.names:
        with archive.zip.open(name) as part:
            start = part.read(PROLOG).replace(b"\0", b"")  # in UTF-16 every second byte is one
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            reading.report(0, "read.xml", N_("{name} holds a document type, which no office program writes"),
                           N_("open it in its program and save it again; do not trust it if you do not know who made it"), name=name)  # fmt: skip
            raise RefusedError("read.xml")
    book = load_workbook(io.BytesIO(reading.data), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()
                yield sheet.title, _rows_with_text(reading, sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True))
    finally:
        book.close()


def _rows_of_csv(reading: Reading) -> list[Row]:
    """A CSV in any encoding of Chinese offices → its rows; the delimiter is the sign of its first line that stands there most often."""
    text, _ = decoded(reading)
    if text is None:
        return []
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count) if any(map(first.count, DELIMITERS)) else "，"
    before = csv.field_size_limit(max(len(text), 1) + 1)
    try:
        return _rows_with_text(reading, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    finally:
        csv.field_size_limit(before)


def _rows_with_text(reading: Reading, rows: Iterable[Iterable[Any]]) -> list[Row]:
    """Rows of values → those that hold anything, as text; what lies below the last row that is read is told."""
    found = []
    for number, values in enumerate(islice(rows, MOST_ROWS + 1), 1):
        if number > MOST_ROWS:
            reading.report(number, "read.rows", N_("rows below {most} are not read"), N_("divide the table"), WARNING, most=MOST_ROWS)
            break
        cells = [_text(value) for value in islice(values, MOST_COLUMNS)]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            found.append(Row(number, tuple(cells)))
    return found


def _text(value: Any) -> str:
    """A cell's value → text: 2024.0 → 2024; a day → 2024-03-12; _x000D_, which Excel writes for a line's end, → none"""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    return str(value).replace("_x000D_", "")
