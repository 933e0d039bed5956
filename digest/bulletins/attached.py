"""The figures that a bulletin prints → the table attached to its PDF: rows of facts.csv, with links to the sentences.

A figure is printed where its words are a link to its paragraph (10%以上), or where a sentence says it beside a link to that paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from digest.bulletins.print_html import PrintText
from digest.chinese import figure_format
from digest.model.catalogue import Catalogue
from digest.model.dossier import Dossier
from digest.model.report import Fact
from digest.render.csv_tables import FIELDS, csv_of, fact_rows

LINKS = ("链接", "另见")


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A fact that a bulletin may print: where it stands, how it is written in a table and in a sentence, and its row."""

    report: str
    paragraph: str
    written: str  # ≥10%
    said: str  # 增长10%以上
    row: tuple[str, ...]


def figures(dossiers: Iterable[Dossier], facts: Iterable[Fact], catalogue: Catalogue) -> tuple[PrintedFigure, ...]:
    """Dossiers and those of their facts that are compared → the figures that a bulletin may print, in the dossiers' order.

    Links lead to the site where it says its address, else they are counted from its root.
    """
    compared = frozenset(facts)
    home = f"{catalogue.site.url.rstrip('/')}/" if catalogue.site.url else ""
    found: list[PrintedFigure] = []
    for dossier in dossiers:
        for fact, row in zip(dossier.facts, fact_rows((dossier,), catalogue), strict=True):
            if fact in compared:
                where = fact.evidence[0]
                found.append(PrintedFigure(where.report, where.paragraph, figure_format.figure(fact), figure_format.statement(fact), _with_links(row, home)))
    return tuple(found)


def _with_links(row: tuple[str, ...], home: str) -> tuple[str, ...]:
    names = (name for name, _ in FIELDS)
    return tuple(" ".join(home + address for address in cell.split()) if name in LINKS else cell for name, cell in zip(names, row, strict=True))


def table(offered: Iterable[PrintedFigure], text: PrintText) -> bytes:
    """Figures that may be printed, and what is → CSV of those that are; nothing where none is."""
    linked = frozenset(text.linked)
    cited = frozenset((note.report, note.anchor) for note in text.notes)
    rows = tuple(
        figure.row
        for figure in offered
        if (figure.report, figure.paragraph, figure.written) in linked
        or ((figure.report, figure.paragraph) in cited and f"（{figure.said}）" in text.html)
    )
    return csv_of((name for name, _ in FIELDS), rows) if rows else b""
