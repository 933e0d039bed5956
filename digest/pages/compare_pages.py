"""Comparison → the page on which a reader lays two to four places side by side. A script does that; what it says without one is here."""

from __future__ import annotations

from dataclasses import dataclass

from digest.compare.dossiers import latest
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.dossier import Cell, Dossier
from digest.pages.compare_data import lead_tables
from digest.pages.indicator_pages import ValueCell, report_link, value_cell
from digest.pages.page_frame import Link, frame
from digest.render import filters, routes

COLUMNS = 6  # of the table that is there without a script
PLACES = 20  # rows of it: those that give most of the columns


@dataclass(frozen=True, slots=True)
class ComparedColumn:
    """An indicator's values of one kind: what it is called, and its page."""

    name: Link
    kind: str


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """A place's newest report, and its values, one a column."""

    place: Link
    report: Link
    cells: tuple[ValueCell, ...]


def compare_values(comparison: Comparison, catalogue: Catalogue) -> dict[str, object]:
    """→ the values of compare.html.j2: the lead indicators of some places' newest reports."""
    page = routes.COMPARE
    leads = lead_tables(comparison, COLUMNS)
    cells = {(table.id, kind, row.dossier.id): row.cell(kind) for table, kind in leads for row in table.rows}

    def own(dossier: Dossier) -> list[Cell]:
        return [cells.get((table.id, kind, dossier.id), Cell()) for table, kind in leads]

    newest = sorted(latest(comparison.dossiers), key=lambda d: (-sum(bool(cell.facts) for cell in own(d)), d.place.code))[:PLACES]
    return {
        "frame": frame(page, "对比", "compare", catalogue.site, page),
        "count": len(comparison.places),
        "most": PLACES,
        "columns": tuple(
            ComparedColumn(Link(t.name, routes.relative(page, routes.indicator_page(t.indicator.id))), filters.kind_name(kind)) for t, kind in leads
        ),
        "rows": tuple(
            ComparedPlace(
                Link(filters.place_name(d), routes.relative(page, routes.place_page(d.place.code))),
                report_link(d, page),
                tuple(value_cell(cell, page) for cell in own(d)),
            )
            for d in sorted(newest, key=lambda d: d.place.code)
        ),
        "indicators": routes.relative(page, routes.INDICATORS),
        "places": routes.relative(page, routes.PLACES),
        "tasks": routes.relative(page, routes.TASKS),
    }
