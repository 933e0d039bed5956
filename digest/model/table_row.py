"""The nouns of tables: a row of a table of a report, and its cells, each under the words of its column.

A reader of a format asks read/table_rows.is_table whether a grid is a table, makes a row by `row_of` for each of its lines, with a number from
Reading.new_table for all rows of one table, and puts it on its Line(number, "", row=…); read/table_rows.py then finds the head and writes
the line's text. Later stations ask `Line.row`, `Paragraph.row`: a paragraph with a row is never a heading, whatever its words look like.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text as it stands in the file, the words of its column (2024年目标（亿元）), and where the line's text holds it.

    text[start:end] of the line is what the cell reads as, with its unit; both are -1 where it is left out: no text, a unit, the same again.
    `again`: the cell above goes on here (merged cells).
    """

    text: str
    column: str = ""
    start: int = -1
    end: int = -1
    again: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table with this number (from 1, in the order of the file). `head`: it names the columns of the rows below it."""

    table: int
    cells: tuple[Cell, ...]
    head: bool = False


def row_of(table: int, cells: Iterable[str | Cell], head: bool = False) -> Row:
    """The texts of a row's cells, "" for an empty one → a Row as a reader gives it; all rows of one table have its number.

    A line's end in a text parts the paragraphs of its cell. Cells that are merged are given as Cell(text, again=True) where the first goes on.
    Line(number, "指标 目标", row=row_of(1, ("指标", "目标"), head=True)): `head` only where the format itself says so (th, the rule of Markdown);
    else the head is found by its words. Line.text is written anew from the cells in Reading.source, so that it may be "" before.
    """
    return Row(table, tuple(Cell(cell.strip()) if isinstance(cell, str) else cell for cell in cells), head)
