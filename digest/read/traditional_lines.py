"""Lines of a document in traditional characters → the same in simplified ones, which every rule reads, each with how it is written.

Decided once, of the whole document: a stray 後 in simplified text stays. Rows of tables are written as sentences from their cells; what a cell
says is taken from the cell again, what a row repeats of its head is written as the document mostly writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.chinese.traditional import is_traditional, to_simplified
from digest.model.report import Line
from digest.model.table_row import Row
from digest.understand.as_written import script_of


def in_traditional(lines: Sequence[Line]) -> bool:
    """Whether a document's lines and cells are in traditional characters."""
    return is_traditional(text for line in lines for text in _texts_of(line))


def simplified(lines: Sequence[Line]) -> list[Line]:
    """Lines as they are written → as they are read: 地區生產總值增長5% → 地区生产总值增长5%, `written` as before; cells as well."""
    return [replace(line, text=to_simplified(line.text), written=line.text, row=line.row and _simplified_row(line.row)) for line in lines]


def _simplified_row(row: Row) -> Row:
    return replace(row, cells=tuple(replace(cell, text=to_simplified(cell.text)) for cell in row.cells))


def with_written_rows(lines: Sequence[Line], given: Sequence[Line]) -> list[Line]:
    """Lines whose rows have become sentences, and the lines as they were given → each row with its sentence as the document would write it.

    城镇新增就业2024年目标6000人 → 城鎮新增就業2024年目標6000人
    """
    known = [Line(line.number, to_simplified(text), written=text) for line in given for text in _texts_of(line)]
    usual = script_of(known).usual
    return [replace(line, written=_row_as_written(line, old, usual)) if line.row else line for line, old in zip(lines, given, strict=True)]


def _texts_of(line: Line) -> tuple[str, ...]:
    return (line.text, *(cell.text for cell in line.row.cells)) if line.row else (line.text,)


def _row_as_written(line: Line, given: Line, usual: dict[int, str]) -> str:
    text = line.text.translate(usual)
    for cell, old in zip(line.row.cells, given.row.cells, strict=True) if line.row and given.row else ():
        if cell.start >= 0 and line.text.startswith(cell.text, cell.start):
            text = text[: cell.start] + old.text + text[cell.start + len(old.text) :]
    return text
