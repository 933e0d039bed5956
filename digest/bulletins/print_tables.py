"""Tables for paper: what stands in the head of several columns stands once above them; by its rows a table is kept whole or may be cut."""

from __future__ import annotations

import re
from itertools import groupby

LONG = 6  # rows, with the head; a table of more is cut at the page's end and its head repeated, any other moves to the next page as a whole
WIDE = 7  # columns; more need smaller type
BETWEEN = "·"  # in the head of a column, between what it is about and which of it: 造林面积·目标

# The head of a table as our Markdown makes it, of one row
# matches <thead> <tr> <th scope="col">地区</th> </tr> </thead>      not <thead><tr><th>甲</th></tr><tr><th>乙</th></tr></thead>
HEAD = re.compile(r"<thead>\s{0,9}<tr>((?:(?!</tr>).){0,9000})</tr>\s{0,9}</thead>", re.DOTALL)
# A cell of it, without markup in it
# matches <th class="right" scope="col">造林面积·目标</th>      not <th><strong>造林</strong></th>
CELL = re.compile(r"<th([^<>]{0,200})>([^<>]{0,400})</th>")


def classes(columns: int, rows: int) -> str:
    """A table's size → the classes by which the style sheet chooses type and breaks.  13, 12 → columns-13 wide long"""
    return f"columns-{columns}{' wide' if columns > WIDE else ''}{' long' if rows > LONG else ''}"


def two_tiered(table: str) -> str:
    """A table's HTML → the same with a head of two rows where columns are named 造林面积·完成, 造林面积·目标; else unchanged."""
    return HEAD.sub(_two_rows_of_heads, table, count=1)


def _two_rows_of_heads(found: re.Match[str]) -> str:
    cells = CELL.findall(found[1])
    told = [(name, grouped, list(group)) for (name, grouped), group in groupby(cells, lambda cell: (cell[1].rpartition(BETWEEN)[0], BETWEEN in cell[1]))]
    if CELL.sub("", found[1]).strip() or not any(grouped and len(columns) > 1 for _, grouped, columns in told):
        return found[0]
    upper: list[str] = []
    lower: list[str] = []
    for name, grouped, columns in told:
        if grouped:
            upper.append(f'<th class="group" scope="colgroup" colspan="{len(columns)}">{name}</th>')
            lower += (f"<th{attributes}>{words.rpartition(BETWEEN)[2]}</th>" for attributes, words in columns)
        else:
            upper += (f'<th{attributes} rowspan="2">{words}</th>' for attributes, words in columns)
    return f"<thead><tr>{''.join(upper)}</tr><tr>{''.join(lower)}</tr></thead>"
