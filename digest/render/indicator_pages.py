"""An indicator across places and years → its page: a chart and a table for each measure, every value with a way to its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from digest import filters, routes
from digest.catalogue import Catalogue
from digest.comparison import Cell, Dossier, IndicatorComparison, Row, Table
from digest.model import Fact
from digest.render.frames import Link, frame


@dataclass(frozen=True, slots=True)
class Value:
    """A fact in a cell: as printed, a remark, the sentence and where it stands."""

    text: str
    note: str
    quote: str
    href: str


@dataclass(frozen=True, slots=True)
class ValueCell:
    """A cell: its values or why there is none; `disputed` where they contradict each other."""

    values: tuple[Value, ...]
    absence: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A dossier's line."""

    place: Link
    report: Link
    actual: ValueCell
    target: ValueCell


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as an image: where it lies and what it shows in words (its title is drawn)."""

    href: str
    alt: str


@dataclass(frozen=True, slots=True)
class ValueTable:
    """A table of one measure, with its charts."""

    id: str
    title: str
    given: int
    rows: tuple[ValueRow, ...]
    charts: tuple[Picture, ...]


def indicator_values(comparison: IndicatorComparison, catalogue: Catalogue) -> dict[str, object]:
    """An indicator's comparison → the values of indicator.html.j2."""
    indicator = comparison.indicator
    page = routes.indicator_page(indicator.id)
    topic = {t.id: t.name for t in catalogue.topics}.get(indicator.topic, indicator.topic)
    pictures = {c.id: Picture(routes.relative(page, routes.chart(c.id)), c.alt) for c in comparison.charts}
    return {
        "frame": frame(page, indicator.name, "indicator", catalogue.site, routes.INDICATORS),
        "unit": indicator.unit,
        "topic": Link(topic, routes.relative(page, routes.topic_page(indicator.topic))),
        "aliases": "、".join(alias for alias in indicator.aliases if alias != indicator.name and "…" not in alias),
        "tables": tuple(_table(table, page, pictures) for table in comparison.tables),
        "sources": sources(comparison.tables, page),
        "csv": routes.relative(page, routes.FACTS_CSV),
    }


def _table(table: Table, page: str, pictures: dict[str, Picture]) -> ValueTable:
    title = f"{filters.measure_name(table.measure)}（{table.unit}）"
    charts = tuple(picture for id, picture in pictures.items() if id == table.id)
    return ValueTable(table.id, title, table.given, tuple(_row(row, page) for row in table.rows), charts)


def _row(row: Row, page: str) -> ValueRow:
    dossier = row.dossier
    place = Link(filters.place_name(dossier), routes.relative(page, routes.place_page(dossier.place.code)))
    return ValueRow(place, report_link(dossier, page), _cell(row.actual, page), _cell(row.target, page))


def _cell(cell: Cell, page: str) -> ValueCell:
    return ValueCell(tuple(_value(fact, page) for fact in cell.facts), cell.absence, cell.disputed)


def _value(fact: Fact, page: str) -> Value:
    note = "力争" if fact.stretch else "预计" if fact.estimate else ""
    evidence = fact.evidence[0]
    return Value(filters.figure(fact), note, filters.readable(evidence.quote), filters.passage(evidence, page))


def report_link(dossier: Dossier, page: str) -> Link:
    """A dossier → a link to the fullest edition of its report: 2024年, with 节选 or 摘编 where it is not complete."""
    part = dossier.completeness
    note = filters.completeness_name(part) if part and part != "full" else ""
    return Link(f"{dossier.year}年", routes.relative(page, routes.report_page(dossier.editions[0].report.id)), note)


def sources(tables: tuple[Table, ...], page: str) -> tuple[Link, ...]:
    """Tables → the reports that their values stand in, each once, with the publisher."""
    dossiers = {row.dossier.id: row.dossier for table in tables for row in table.rows}
    cited = {
        e.report for table in tables for row in table.rows for cell in (row.actual, row.target) for f in cell.facts for e in f.evidence
    }
    return tuple(
        Link(
            f"{filters.place_name(dossier)}{dossier.year}年政府工作报告",
            routes.relative(page, routes.report_page(edition.report.id)),
            "　".join(filter(None, (filters.completeness_name(edition.report.meta.completeness), edition.report.meta.publisher))),
        )
        for dossier in dossiers.values()
        for edition in dossier.editions
        if edition.report.id in cited
    )
