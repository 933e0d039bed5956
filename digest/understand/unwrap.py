"""Rows of a report → blocks: the lines of a paragraph that was wrapped by a column, a page or a narrow window are joined again.

A line goes on in the next where its sentence is not at its end, a quotation mark is still open, or it is as wide as the text is
wrapped. Below a line that has lost its full stop begins a new paragraph where the words look like a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.model.report import Block, Piece
from digest.understand import heading_marks
from digest.understand.boilerplate import SourceRow

FEWEST_ROWS = 12  # rows from which on a text can be told to be wrapped
LONGEST_ROW = 120  # characters of a row; a longer one is a whole paragraph
WIDEST = 0.95  # of the rows are no wider than the text is wrapped: the others ran over
FULL = 0.85  # of that width from which on a row counts as full
INDENTED = (0.03, 0.7)  # of the rows: more and fewer than these begin paragraphs by an indentation
TAIL = 400  # so much of a paragraph's end is looked at to tell whether it goes on: the cost of a line stays the same

NEVER_FIRST = "，、。；：！？）”’》,;:!?)"  # no paragraph begins with one of these
HEADING_STYLES = ("part", "chinese", "paren")  # numbers that begin a line of their own even where first lines are indented

# The words with which a paragraph begins, never the second half of a sentence
# at the start: 一年来，我们      not 造青年发展型城市
STARTER = re.compile(r"一年来|过去[的一]|这一年|与此同时|同时[，,]|此外|今年|[0-9]{4}年|在肯定成绩|我们|当前|实现上述|[①-⑳]|——")
# A run-in head
# at the start: 提升改造传统产业。推动      not 造青年发展型城市,营造
RUN_IN = re.compile(r"[^，。；：！？,;:!?]{2,24}[。：:！!](?=.)")


def joined(rows: list[SourceRow]) -> Iterator[Block]:
    """Rows → blocks with a piece for each line; where two lines join, no character is added.

    「…用好人才。积极打」 on line 25 and 「造青年发展型城市,…」 on line 27 → one block, its second piece from line 27
    """
    shape = _shape_of_rows([row for row in rows if not row.tabular])
    at = 0
    while at < len(rows):
        texts, pieces, length = [rows[at].text], [Piece(0, rows[at].line.number)], len(rows[at].text)
        end = rows[at].text[-TAIL:]
        while at + 1 < len(rows) and _is_continued(rows, at, end, shape):
            at += 1
            pieces.append(Piece(length, rows[at].line.number))
            texts.append(rows[at].text)
            length += len(rows[at].text)
            end = (end + rows[at].text)[-TAIL:]
        yield Block("".join(texts), tuple(pieces), rows[at].line.row)
        at += 1


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text is wrapped: its width in half-width columns and in characters, and whether first lines are indented."""

    columns: int
    characters: int
    indents: bool


def _shape_of_rows(rows: list[SourceRow]) -> Shape | None:
    """Rows → how they are wrapped, None where each line is a paragraph."""
    if len(rows) < FEWEST_ROWS or any(len(row.text) > LONGEST_ROW for row in rows):
        return None
    columns = sorted(_width_in_columns(row.text) for row in rows)
    characters = sorted(len(row.text) for row in rows)
    full = columns[int(len(rows) * WIDEST)]
    if sum(width >= full * FULL for width in columns) * 5 < len(rows) * 2:
        return None
    indented = sum(row.indented for row in rows)
    return Shape(full, characters[int(len(rows) * WIDEST)], INDENTED[0] * len(rows) < indented < INDENTED[1] * len(rows))


def _is_full(line: str, shape: Shape) -> bool:
    """Whether a line reaches the width of the text; one that ends a sentence must do so to the last character."""
    columns = _width_in_columns(line)
    if line[-1:] in heading_marks.ENDS + "：:.":
        return columns >= shape.columns - 4 or len(line) >= shape.characters
    return columns >= shape.columns * FULL or len(line) >= shape.characters


def _width_in_columns(text: str) -> int:
    """The width of a line in half-width columns, as a window or a page shows it."""
    return len(text) + sum(c > "\u2000" for c in text)


def _is_continued(rows: list[SourceRow], at: int, text: str, shape: Shape | None) -> bool:
    """Whether the row after `at` goes on with the paragraph that ends, on row `at`, in `text`."""
    row = rows[at + 1]
    if row.tabular or rows[at].tabular:
        return False
    if row.text[0] in NEVER_FIRST:
        return True
    style = heading_marks.number_style(row.text)[0]
    headed = style in HEADING_STYLES or heading_marks.is_chapter(row.text) or heading_marks.is_salutation(row.text)
    if shape and shape.indents:
        return not row.indented and not (headed and heading_marks.is_closed(text)) and not heading_marks.is_salutation(text)
    if headed or style or heading_marks.SALUTATION.match(row.plain) or row.text.startswith("——"):
        return False
    if text.endswith(("，", "、", ",")):
        return True
    if shape and _is_full(rows[at].text, shape):
        return True
    if heading_marks.is_closed(text):
        return False
    if len(row.plain) <= 12 and row.text.endswith("。") and "，" in text:
        return True  # the last word of a sentence, alone on its line
    if not heading_marks.is_sentence(text) or _is_heading_row(rows, at + 1):
        return False
    return text.count("“") > text.count("”") or not _begins_paragraph(rows, at + 1)


def _begins_paragraph(rows: list[SourceRow], at: int) -> bool:
    """Whether a row below an end without punctuation begins a paragraph of its own: by its first words, a run-in head, or because
    the paragraphs about it begin alike (健全…体系, 健全…体系)."""
    text = rows[at].text
    if STARTER.match(text) or RUN_IN.match(text):
        return True
    near = [rows[k].text for k in (at - 1, at + 1) if 0 <= k < len(rows)]
    return len(text) > 24 and any(other[:2] == text[:2] for other in near)


def _is_heading_row(rows: list[SourceRow], at: int) -> bool:
    """Whether a row below an open end looks like an unnumbered heading: short, no sentence, with running text below it."""
    text = rows[at].text
    if len(text) > 30 or heading_marks.is_sentence(text) or heading_marks.is_closed(text):
        return False
    return at + 1 < len(rows) and rows[at + 1].prose
