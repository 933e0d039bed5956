"""Rows of a table → the Markdown in which they are stored: between |, or as <table> where cells are merged or of several paragraphs."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence

from digest.model.report import Paragraph
from digest.model.table_row import Row

FEWEST = 2  # rows: one alone is stored as the sentence that it reads as


def stored_table(paragraphs: Sequence[Paragraph], escaped: Callable[[str], str]) -> list[str]:
    """The paragraphs of one table → the blocks of Markdown from which the same rows are read. `escaped` makes a text's marks harmless.

    指标 | 目标 and 就业 | 5人 → "| 指标 | 目标 |\\n| --- | --- |\\n| 就业 | 5人 |"
    """
    rows = [paragraph.row for paragraph in paragraphs if paragraph.row is not None]
    several = sum(sum(bool(cell.text) for cell in row.cells) > 1 for row in rows) >= FEWEST
    if not several or any(paragraph.written for paragraph in paragraphs):
        return [escaped(paragraph.shown) for paragraph in paragraphs]
    if any(cell.again or "\n" in cell.text for row in rows for cell in row.cells):
        return [_as_html(rows, escaped)]
    lines = [f"| {' | '.join(_in_bars(escaped(cell.text), cell.text) for cell in row.cells)} |" for row in rows]
    if rows[0].head:
        lines.insert(1, f"|{' --- |' * len(rows[0].cells)}")
    return ["\n".join(lines)]


def _in_bars(escaped: str, text: str) -> str:
    return escaped.replace("|", "\\|") if escaped == text else escaped


def _as_html(rows: Sequence[Row], escaped: Callable[[str], str]) -> str:
    lines = ["<table>"]
    for at, row in enumerate(rows):
        cells = ""
        for column, cell in enumerate(row.cells):
            if cell.again:
                continue
            wide = _run(row.cells[k].again and row.cells[k].text == cell.text for k in range(column + 1, len(row.cells)))
            high = _run(column < len(other.cells) and other.cells[column].again and other.cells[column].text == cell.text for other in rows[at + 1 :])
            spans = (f' colspan="{wide + 1}"' if wide else "") + (f' rowspan="{high + 1}"' if high else "")
            text = "<br>".join(html.escape(escaped(part), quote=False) for part in cell.text.split("\n"))
            cells += f"<{'th' if row.head else 'td'}{spans}>{text}</{'th' if row.head else 'td'}>"
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join((*lines, "</table>"))


def _run(fits: Iterable[bool]) -> int:
    """How many of the first are true."""
    count = 0
    for one in fits:
        if not one:
            break
        count += 1
    return count
