"""Lines as a document writes them → as every rule reads them: simplified characters, marks as Chinese sets them. Each keeps how it is written.

Whether a document is in traditional characters is decided once, of the whole of it: a stray 後 in simplified text stays. Rows of tables are
written as sentences from their cells; what a cell says is taken from the cell again, the rest as the document mostly writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.chinese.folding import full_width
from digest.chinese.traditional import is_traditional, to_simplified
from digest.model.report import Line
from digest.model.table_row import Row
from digest.read.table_rows import with_rows
from digest.understand.as_written import script_of


def in_traditional(lines: Sequence[Line]) -> bool:
    """Whether a document's lines and cells are in traditional characters."""
    return is_traditional(text for line in lines for text in _texts_of(line))


def as_read(given: Sequence[Line]) -> list[Line]:
    """Lines as they are written → as they are read, rows as sentences: 地區生產總值增長5%, → 地区生产总值增长5%，, `written` as before."""
    traditional = in_traditional(given)
    found = with_rows([_read(line, traditional) for line in given])
    usual = script_of(_pairs(given)).usual if traditional and any(line.row for line in given) else {}
    return [_with_written(line, old, usual) for line, old in zip(found, given, strict=True)]


def _read(line: Line, traditional: bool) -> Line:
    def changed(text: str) -> str:
        return full_width(to_simplified(text) if traditional else text)

    text = changed(line.text)
    if line.row is None:
        return line if text == line.text else replace(line, text=text)
    return replace(line, text=text, row=replace(line.row, cells=tuple(replace(cell, text=changed(cell.text)) for cell in line.row.cells)))


def _texts_of(line: Line) -> tuple[str, ...]:
    return (line.text, *(cell.text for cell in line.row.cells)) if line.row else (line.text,)


def _pairs(lines: Sequence[Line]) -> list[Line]:
    """Lines and cells as they are read, each with how it is written."""
    return [Line(line.number, to_simplified(text), written=text) for line in lines for text in _texts_of(line)]


def _with_written(line: Line, given: Line, usual: dict[int, str]) -> Line:
    written = _row_as_written(line.text, line.row, given.row, usual) if line.row and given.row else given.text
    return replace(line, written=written) if written != line.text else line


def _row_as_written(text: str, row: Row, given: Row, usual: dict[int, str]) -> str:
    """The sentence of a row → as the document would write it: 城镇新增就业2024年目标6000人 → 城鎮新增就業2024年目標6000人"""
    written = text.translate(usual)
    for cell, old in zip(row.cells, given.cells, strict=True):
        if cell.start >= 0 and text.startswith(cell.text, cell.start):
            written = written[: cell.start] + old.text + written[cell.start + len(old.text) :]
    return written
