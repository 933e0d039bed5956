"""The rows of a table of a report → the table on its page: every cell as it stands in the file, its facts marked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from digest.model.report import Evidence, Fact, Paragraph
from digest.model.table_row import Cell
from digest.pages.marked_text import MarkedPiece, Numbered, spans


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of a table on a report's page, by the id of its paragraph. `cells`: the pieces of each cell, in the order of the columns."""

    id: str
    head: bool
    cells: tuple[tuple[MarkedPiece, ...], ...]


def page_rows(paragraphs: Sequence[Paragraph], marked: Mapping[str, Sequence[Numbered]], report: str) -> tuple[PageRow, ...]:
    """The paragraphs of one table, and the facts of each by its id → its rows, all of them equally wide."""
    wide = max(len(paragraph.row.cells) if paragraph.row else 0 for paragraph in paragraphs)
    rows = []
    for paragraph in paragraphs:
        cells = paragraph.row.cells if paragraph.row else ()
        pieces = [_pieces(paragraph, cell, marked.get(paragraph.id, ()), report) for cell in cells]
        rows.append(PageRow(paragraph.id, bool(paragraph.row and paragraph.row.head), (*pieces, *[()] * (wide - len(pieces)))))
    return tuple(rows)


def _pieces(paragraph: Paragraph, cell: Cell, facts: Sequence[Numbered], report: str) -> tuple[MarkedPiece, ...]:
    """A cell → its text in pieces; a fact is marked in the cell in which it ends, all of it where the row says its unit with it."""
    whole = paragraph.text[cell.start : cell.end] == cell.text and cell.start >= 0
    written = paragraph.shown[cell.start : cell.end] if whole and paragraph.written else ""
    within = Paragraph(paragraph.id, paragraph.line, cell.text, written=written)
    mine = [moved for fact in facts if (moved := _moved(fact, paragraph, cell, whole, report)) is not None]
    return spans(within, tuple(mine), report)


def _moved(numbered: Numbered, paragraph: Paragraph, cell: Cell, whole: bool, report: str) -> Numbered | None:
    """A fact of a row → the same with its evidence in the text of one cell, None where it ends in another."""

    def in_cell(evidence: Evidence) -> Evidence | None:
        if evidence.report != report or evidence.paragraph != paragraph.id or not cell.start < evidence.end <= cell.end:
            return None
        start = max(evidence.start, cell.start) - cell.start if whole else 0
        return replace(evidence, start=start, end=evidence.end - cell.start if whole else len(cell.text))

    fact: Fact = numbered.fact
    moved = tuple(found for evidence in fact.evidence if (found := in_cell(evidence)) is not None)
    return replace(numbered, fact=replace(fact, evidence=moved)) if moved else None
