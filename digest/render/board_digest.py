"""The boards of the newest year → the Markdown of board/index.md, of which their bulletin is made: what each level's targets come to, and its first table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.model.board import BoardRow, Hedge, Panel
from digest.model.comparison import Comparison
from digest.model.note import Annotation
from digest.render import routes
from digest.render.digests import NONE, Digest, tidy
from digest.render.templates import render
from digest.render.whose_words import reports_of, wording

if TYPE_CHECKING:
    from digest.render.templates import Environment

MOST = 40  # places whose targets stand in the text; of more they stand on the page


@dataclass(frozen=True, slots=True)
class BoardChapter:
    """A panel as it is written: its page, whether its places are few enough to be listed, and how many only changed what hedges the number."""

    panel: Panel
    page: str
    listed: bool
    reworded: int


def board_digest(environment: Environment, comparison: Comparison, note: Annotation = NONE) -> Digest:
    """The boards → the Markdown of those of the newest year, or None and why its template fails. There is one board at least."""
    boards = comparison.boards
    newest = tuple(panel for panel in boards if panel.year == boards[0].year)
    chapters = tuple(
        BoardChapter(panel, address_of(panel, boards), len(panel.dossiers) <= MOST, sum(map(is_reworded, panel.lines[0].rows))) for panel in newest
    )
    rows = tuple(row for chapter in chapters if chapter.listed for row in chapter.panel.lines[0].rows)
    dossiers = tuple(dossier for row in rows for dossier in (row.dossier, row.before) if dossier)  # whose values stand in the text
    text, problems = render(
        environment, "board.md.j2", page=routes.BOARD_DIGEST, note=note, year=boards[0].year, chapters=chapters, dossiers=dossiers,
        wording=wording(reports_of(comparison.dossiers)),
    )  # fmt: skip
    return tidy(text), problems


def address_of(panel: Panel, boards: Sequence[Panel]) -> str:
    """A panel and all of them → its page: of the first board/index.html."""
    return routes.BOARD if panel is boards[0] else routes.board_page(panel.level, panel.year)


def is_reworded(row: BoardRow) -> bool:
    """Whether a target is kept by its number, and what hedges the number is not: 5%以上, 5%左右."""
    return row.direction == "kept" and number_hedges(row.hedges) != number_hedges(row.hedged_before)


def number_hedges(hedges: tuple[Hedge, ...]) -> tuple[Hedge, ...]:
    """Of what hedges a target that which belongs to its number: 以上, 以内, 左右."""
    return tuple(hedge for hedge in hedges if hedge in ("above", "within", "about"))
