"""Rows of a report → blocks: a paragraph that a column, a page or a narrow window has cut is one again, nothing added.

What tells: a sentence that is not at its end, a quotation mark that is still open, a line as wide as the text is wrapped. What
stands below a lost full stop is a paragraph of its own where it begins like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest import marks
from digest.boilerplate import Row
from digest.model import Block, Piece

TAIL = 400  # so much of a paragraph's end is looked at to tell whether it goes on: the cost of a line stays the same

# The words with which a paragraph begins, never the second half of a sentence: 一年来，我们… / 造青年发展型城市
STARTER = re.compile(r"一年来|过去[的一]|这一年|与此同时|同时[，,]|此外|今年|[0-9]{4}年|在肯定成绩|我们|当前|实现上述|[①-⑳]|——")
# A run-in head: 提升改造传统产业。推动… / 造青年发展型城市,营造…
RUN_IN = re.compile(r"[^，。；：！？,;:!?]{2,24}[。：:！!](?=.)")


def joined(rows: list[Row]) -> Iterator[Block]:
    """Rows → blocks with a piece for each line; where two lines join, no character is added.

    「…用好人才。积极打」 on line 25 and 「造青年发展型城市,…」 on line 27 → one block, its second piece from line 27
    """
    width = _width(rows)
    indents = any(row.indented for row in rows) and not all(row.indented for row in rows)
    at = 0
    while at < len(rows):
        texts, pieces, length = [rows[at].text], [Piece(0, rows[at].line.number)], len(rows[at].text)
        end = rows[at].text[-TAIL:]
        while at + 1 < len(rows) and _continues(rows, at, end, width, indents):
            at += 1
            pieces.append(Piece(length, rows[at].line.number))
            texts.append(rows[at].text)
            length += len(rows[at].text)
            end = (end + rows[at].text)[-TAIL:]
        yield Block("".join(texts), tuple(pieces))
        at += 1


def _width(rows: list[Row]) -> int:
    """The width at which the text is wrapped, in half-width columns; 0 where each line is a paragraph."""
    if len(rows) < 12 or any(len(row.text) > 120 for row in rows):
        return 0
    lengths = sorted(_columns(row.text) for row in rows)
    full = lengths[int(len(lengths) * 0.95)]
    filled = sum(length >= full * 0.85 for length in lengths)
    return full if filled * 5 >= len(lengths) * 2 else 0


def _columns(text: str) -> int:
    """The width of a line in half-width columns, as a window or a page shows it."""
    return len(text) + sum(c > "\u2000" for c in text)


def _continues(rows: list[Row], at: int, text: str, width: int, indents: bool) -> bool:
    """Whether the row after `at` goes on with the paragraph that ends, on row `at`, in `text`; `indents`: first lines are indented."""
    row = rows[at + 1]
    style, _ = marks.number_style(row.text)
    if style or row.text.startswith("——") or marks.is_chapter(row.text) or marks.SALUTATION.match(row.plain):
        return False
    if text.endswith(("，", "、", ",")):
        return True
    columns = _columns(rows[at].text) if width else 0
    if width and columns >= (width - 4 if marks.is_closed(text) else width * 0.85):
        return not (row.indented and indents)
    if marks.is_closed(text):
        return False
    if len(row.plain) <= 12 and row.text.endswith("。") and "，" in text:
        return True  # the last word of a sentence, alone on its line
    if not marks.is_sentence(text) or _is_heading_row(rows, at + 1):
        return False
    return text.count("“") > text.count("”") or not _opens(rows, at + 1)


def _opens(rows: list[Row], at: int) -> bool:
    """Whether a row below an end without punctuation begins a paragraph of its own: by its first words, a run-in head, or because
    the paragraphs about it begin alike (健全…体系, 健全…体系)."""
    text = rows[at].text
    if STARTER.match(text) or RUN_IN.match(text):
        return True
    near = [rows[k].text for k in (at - 1, at + 1) if 0 <= k < len(rows)]
    return len(text) > 24 and any(other[:2] == text[:2] for other in near)


def _is_heading_row(rows: list[Row], at: int) -> bool:
    """Whether a row below an open end looks like an unnumbered heading: short, no sentence, with running text below it."""
    text = rows[at].text
    if len(text) > 30 or marks.is_sentence(text) or marks.is_closed(text):
        return False
    return at + 1 < len(rows) and rows[at + 1].prose
