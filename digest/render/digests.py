"""Comparisons → Markdown digests. Words and order are the templates' (templates/markdown/); here the values are laid out for them.

Everything that a template sees is a frozen value of digest.model.report, digest.model.catalogue, digest.model.comparison or of this module. Links are
relative to the digest's own folder, where its page stands too, and lead to pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import TYPE_CHECKING

from digest.model.bulletin_order import BulletinOrder
from digest.model.catalogue import SiteSettings
from digest.model.chart import Chart
from digest.model.closed_sets import KINDS, Kind, Measure
from digest.model.comparison import Comparison, Finding, PlaceProfile, TopicComparison
from digest.model.dossier import DAMAGED, SAID, UNREAD, Cell, Dossier, Row, Table
from digest.model.note import Annotation
from digest.model.phrases import Phrase
from digest.model.problem import Problem
from digest.model.report import Fact
from digest.render import routes
from digest.render.templates import render
from digest.render.whose_words import reports_of, wording
from digest.render.years_table import series

if TYPE_CHECKING:
    from digest.render.templates import Environment

Digest = tuple[str | None, tuple[Problem, ...]]
MEASURES: tuple[Measure, ...] = ("growth", "level", "share", "change")  # in the order in which readers look for them
NONE = Annotation()  # of a digest on which nobody has written
WIDEST = 3  # indicators side by side in one table; more do not fit on a page of A4
FEWEST_DRAWN = 3  # places on a chart of a brief
MOST_REPORTS = 40  # of a table over all years
# matches "甲\n\n\n乙"      not "甲\n\n乙"
GAP = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class PlaceYears:
    """A place and the years of which a report is at hand, oldest first. `dossier` is the newest."""

    dossier: Dossier
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GivenFigure:
    """Who gives which figure."""

    dossier: Dossier
    fact: Fact

    @property
    def where(self) -> str:
        """The paragraph that it stands in: 141081-2024#p7"""
        return f"{self.fact.evidence[0].report}#{self.fact.evidence[0].paragraph}"


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding, with its figures in order, and those that are surely at either end (several where they are equal, none where it is not sure)."""

    finding: Finding
    said: tuple[GivenFigure, ...]
    highest: tuple[GivenFigure, ...]
    lowest: tuple[GivenFigure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator's results or targets."""

    table: Table
    kind: Kind


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One dossier's line, a cell a column."""

    dossier: Dossier
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Who speaks of something, and where."""

    dossier: Dossier
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Worded:
    """A column in which nobody gives a value, and who speaks of it."""

    column: Column
    said: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Up to three indicators of one measure side by side. Who gives none of them is named beneath, as are columns that nobody fills."""

    measure: Measure
    columns: tuple[Column, ...]
    rows: tuple[FamilyRow, ...]
    unmentioned: tuple[Dossier, ...]  # the whole text was read
    not_in_excerpt: tuple[Dossier, ...]  # only a part is at hand
    nobody: tuple[Column, ...]
    unread: tuple[Dossier, ...] = ()  # the whole text was read, and holds words of some of them, but neither a value nor a remark was read
    worded: tuple[Worded, ...] = ()  # of the columns that nobody fills those of which somebody speaks
    newest: bool = False  # of each place only the newest report stands here


@dataclass(frozen=True, slots=True)
class ChartWithTable:
    """A chart and the table of its numbers (None for a heat map, which holds them itself)."""

    chart: Chart
    table: Table | None


def topic_digest(environment: Environment, comparison: TopicComparison, note: Annotation = NONE) -> Digest:
    """A topic across places → the Markdown of topics/ID.md, or None and why its template fails. `note` is the editor's part."""
    own = comparison.topic
    template = "topic.md.j2" if own.detail == "brief" else "topic-full.md.j2"
    text, problems = render(environment, template, note=note, **topic_values(comparison, routes.topic_digest(own.id)))
    return tidy(text), problems


def full_digest(environment: Environment, comparison: TopicComparison, note: Annotation = NONE) -> Digest:
    """The same of all that is compared of a topic, which its brief leads to → topics/full/ID.md."""
    text, problems = render(environment, "topic-full.md.j2", note=note, **topic_values(comparison, routes.full_digest(comparison.topic.id)))
    return tidy(text), problems


def topic_values(comparison: TopicComparison, page: str) -> dict[str, object]:
    """A topic across places and where it is written on → what the parts of its text are made of."""
    return {
        "page": page, "opening": True,
        "wording": wording(reports_of(comparison.dossiers)),
        "topic": comparison.topic,
        "brief": comparison.brief,
        "full": routes.full_page(comparison.topic.id) if comparison.topic.detail == "brief" else "",
        "places": place_years(comparison.dossiers),
        "dossiers": comparison.dossiers, "findings": tuple(map(told, comparison.findings)),
        "tables": comparison.tables,
        "families": families(comparison.tables),
        "voices": comparison.voices,
        "pictures": (drawn := pictures(comparison.charts, comparison.tables)),
        "best_pictures": best_pictures(drawn)[: 1 if comparison.brief and comparison.brief.many else 2],
        "attention": comparison.attention,
        "distinctive": comparison.distinctive,
        "shared": comparison.shared,
        "matrix": comparison.matrix,
        "framing": comparison.framing,
        "aims": comparison.aims, "questions": comparison.questions, "new_terms": (), "repeated": (),
    }


def place_digest(environment: Environment, profile: PlaceProfile, note: Annotation = NONE) -> Digest:
    """A place over its years → the Markdown of places/CODE.md, or None and why its template fails."""
    text, problems = render(environment, "place.md.j2", page=routes.place_digest(profile.place.code), note=note, **place_values(profile))
    return tidy(text), problems


def place_values(profile: PlaceProfile) -> dict[str, object]:
    """A place over its years → what its text is made of: all of its profile by the names that it has there (ledger, shared …), and more."""
    own = {field.name: getattr(profile, field.name) for field in fields(profile) if field.name != "place"}
    whose = {"wording": wording(reports_of(profile.dossiers))}
    return own | whose | {"locality": profile.place, "places": place_years(profile.dossiers), "series": series(profile.tables)}


def overview_digest(
    environment: Environment, comparison: Comparison, site: SiteSettings, note: Annotation = NONE, orders: tuple[BulletinOrder, ...] = ()
) -> Digest:
    """All comparisons → the Markdown of overview.md, which stands beside index.html, or None and why its template fails.

    `orders` are the bulletins that editors ordered, and which are made.
    """
    values = overview_values(comparison) | {"site": site, "bulletins": orders}
    text, problems = render(environment, "overview.md.j2", page=routes.OVERVIEW_DIGEST, note=note, **values)
    return tidy(text), problems


def overview_values(comparison: Comparison) -> dict[str, object]:
    """All comparisons → what the overview's text is made of."""
    overview = comparison.overview
    return {
        "wording": wording(reports_of(overview.dossiers)),
        "places": place_years(overview.dossiers),
        "dossiers": overview.dossiers,
        "findings": tuple(map(told, overview.findings)),
        "attention": overview.attention,
        "pictures": pictures(overview.charts, ()),
        "topics": comparison.topics,
        "profiles": comparison.places,
    }


def tidy(text: str | None) -> str | None:
    """What a template gave → the same with one blank line between blocks, no space at a line's end, and a line's end at the end.

    Text of reports is not touched: their line ends and outer spaces are entities (filters.escape).
    """
    if text is None:
        return None
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return GAP.sub("\n\n", lines).strip("\n") + "\n"


def place_years(dossiers: Iterable[Dossier]) -> tuple[PlaceYears, ...]:
    """Dossiers → each place once, by its code, with its years."""
    ordered = sorted(dossiers, key=lambda d: (d.place.code, d.year))
    groups = (tuple(group) for _, group in groupby(ordered, key=lambda d: d.place.code))
    return tuple(PlaceYears(group[-1], tuple(d.year for d in group)) for group in groups)


def told(finding: Finding) -> ToldFinding:
    """A finding → the same with who says what, and the figures at either end."""
    said = tuple(GivenFigure(d, f) for d, f in zip(finding.dossiers, finding.facts, strict=False))
    return ToldFinding(finding, said, said[: finding.highest], said[len(said) - finding.lowest :])


def families(tables: tuple[Table, ...]) -> tuple[Family, ...]:
    """Tables → families of one measure, at most three indicators in each, in the tables' order.

    Where there are more than MOST_REPORTS reports, only the newest of each place: the years stand on the indicators' and places' pages.
    """
    many = any(len(table.rows) > MOST_REPORTS for table in tables)
    shown = tuple(replace(table, rows=_newest_rows(table.rows)) for table in tables) if many else tables
    by_measure = [[t for t in shown if t.measure == measure] for measure in MEASURES]
    made = (_family_of(group[at : at + WIDEST]) for group in by_measure for at in range(0, len(group), WIDEST))
    return tuple(replace(family, newest=many) for family in made)


def _newest_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    newest = {row.dossier.place.code: row.dossier.id for row in sorted(rows, key=lambda row: row.dossier.year)}
    return tuple(row for row in rows if row.dossier.id == newest[row.dossier.place.code])


def _family_of(tables: list[Table]) -> Family:
    columns = [Column(table, kind) for table in tables for kind in KINDS]
    given = tuple(column for column in columns if any(cell.facts or (cell.phrase and cell.phrase.words) for cell in _cells_by_dossier(column).values()))
    cells = [_cells_by_dossier(column) for column in given]
    rows = [FamilyRow(row.dossier, tuple(column[row.dossier.id] for column in cells)) for row in tables[0].rows]
    shown = tuple(row for row in rows if _has_anything(row))
    silent = [row.dossier for row in rows if not _has_anything(row)]
    unread = {row.dossier.id for row in rows if any(cell.absence == UNREAD for cell in row.cells)}
    return Family(
        measure=tables[0].measure,
        columns=given,
        rows=shown,
        unmentioned=tuple(d for d in silent if d.completeness == "full" and d.id not in unread),
        unread=tuple(d for d in silent if d.completeness == "full" and d.id in unread),
        not_in_excerpt=tuple(d for d in silent if d.completeness != "full"),
        nobody=tuple(c for c in columns if c not in given and not _remarks_on(c) and not _may_be_given(c)),
        worded=tuple(Worded(c, _remarks_on(c)) for c in columns if c not in given and _remarks_on(c)),
    )


def _has_anything(row: FamilyRow) -> bool:
    """Whether a row has anything to show, or may have lost it."""
    return any(cell.facts or cell.phrase or cell.absence == DAMAGED for cell in row.cells)


def _may_be_given(column: Column) -> bool:
    """Whether somebody's text holds words of what nobody was found to give, or has lost some."""
    return any(row.cell(column.kind).absence in (UNREAD, DAMAGED) for row in column.table.rows)


def _remarks_on(column: Column) -> tuple[Remark, ...]:
    """A column without values → who speaks of it all the same."""
    return tuple(Remark(row.dossier, cell.phrase) for row in column.table.rows if (cell := row.cell(column.kind)).absence == SAID and cell.phrase)


def _cells_by_dossier(column: Column) -> dict[str, Cell]:
    return {row.dossier.id: row.cell(column.kind) for row in column.table.rows}


def best_pictures(drawn: tuple[ChartWithTable, ...]) -> tuple[ChartWithTable, ...]:
    """Charts with their tables → the two of rates and shares that most places of one level give, three at least; totals follow a place's size."""
    told = [(one, {row.dossier.place for row in one.table.rows if row.actual.facts or row.target.facts})
            for one in drawn if one.table and one.table.measure in ("growth", "share")]  # fmt: skip
    kept = [(most, one) for one, places in told if (most := max(Counter(place.level for place in places).values(), default=0)) >= FEWEST_DRAWN]
    return tuple(one for _, one in sorted(kept, key=lambda pair: -pair[0])[:2])


def pictures(charts: Iterable[Chart], tables: Iterable[Table]) -> tuple[ChartWithTable, ...]:
    """Charts and the tables they may have been made of → each chart with its own. That of an ordered bulletin is called ORDER.TABLE."""
    by_id = {table.id: table for table in tables}
    return tuple(ChartWithTable(chart, by_id.get(chart.id.rpartition(".")[2])) for chart in charts)
