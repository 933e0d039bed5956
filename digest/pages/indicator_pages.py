"""An indicator across places and years → its page: a chart and a table for each measure, every value with a way to its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from digest.chinese import figure_format
from digest.model.catalogue import Catalogue
from digest.model.comparison import IndicatorComparison
from digest.model.dossier import Cell, Dossier, Row, Table
from digest.model.report import Fact
from digest.pages.page_frame import Link, frame
from digest.render import filters, routes
from digest.render.chart_html import figure
from digest.render.templates import trusted_html


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
    said: Value | None = None  # where it speaks of the indicator without a value


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A dossier's line; `again` where the line above it is the same place's."""

    place: Link
    report: Link
    actual: ValueCell
    target: ValueCell
    again: bool = False


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A chart: where its drawing lies, and its figure with what it shows in words (its title is drawn)."""

    href: str
    html: object  # our own HTML


@dataclass(frozen=True, slots=True)
class ValueTable:
    """A table of one measure, with its charts."""

    id: str
    title: str
    given: int
    rows: tuple[ValueRow, ...]
    charts: tuple[PagePicture, ...]


READING = (
    "数值前的 ≥、≤、约 分别对应报告里的“以上”“以内”“左右”等说法；点数值可看它所在的句子。“上年完成”是报告所说上一年的结果，“当年目标”是当年的安排。"
    "没有数值而说到了的，写报告的话（如“与经济增长同步”）或“有提法”，“只提目标”“只提完成”是只说了另一栏，点开看那一句；"
    "“未提及”是通读全文，连这方面的字眼也没有；“—”是有这方面的字眼，而没有读到数值或提法；“节选未含”是手头只有节选或摘编，不能说报告没有提及；"
    "“原文缺损”是说到它的那半句话有损坏的字句。"
)


def indicator_values(comparison: IndicatorComparison, catalogue: Catalogue) -> dict[str, object]:
    """An indicator's comparison → the values of indicator.html.j2."""
    indicator = comparison.indicator
    page = routes.indicator_page(indicator.id)
    topic = {t.id: t.name for t in catalogue.topics}.get(indicator.topic, indicator.topic)
    names = {i.id: i.name for i in catalogue.indicators}
    pictures = {c.id: _picture_of_chart(routes.relative(page, routes.chart(c.id)), c.alt) for c in comparison.charts}
    tables = tuple(_table_of_measure(table, page, pictures) for table in comparison.tables)
    return {
        "frame": frame(page, indicator.name, "indicator", catalogue.site, routes.INDICATORS),
        "within": Link(names.get(indicator.within, "")),
        "loose": indicator.loose,
        "drawn": any(table.charts for table in tables),
        "reading": READING,
        "unit": indicator.unit,
        "topic": Link(topic, routes.relative(page, routes.topic_page(indicator.topic))),
        "aliases": "、".join(alias for alias in indicator.aliases if alias != indicator.name and "…" not in alias),
        "tables": tables,
        "sources": sources(comparison.tables, page),
        "csv": routes.relative(page, routes.FACTS_CSV),
    }


def _picture_of_chart(href: str, alt: str) -> PagePicture:
    return PagePicture(href, trusted_html(figure(href, alt) or ""))


def _table_of_measure(table: Table, page: str, pictures: dict[str, PagePicture]) -> ValueTable:
    title = f"{filters.measure_name(table.measure)}（{table.unit}）"
    charts = tuple(picture for id, picture in pictures.items() if id == table.id)
    rows = sorted(table.rows, key=lambda row: (row.dossier.place.code, -row.dossier.year))
    above = (None, *(row.dossier.place for row in rows))
    return ValueTable(table.id, title, table.given, tuple(_row_of_dossier(row, page, row.dossier.place == place) for row, place in zip(rows, above)), charts)


def _row_of_dossier(row: Row, page: str, again: bool) -> ValueRow:
    dossier = row.dossier
    place = Link(filters.place_name(dossier), routes.relative(page, routes.place_page(dossier.place.code)))
    return ValueRow(place, report_link(dossier, page), value_cell(row.actual, page), value_cell(row.target, page), again)


def value_cell(cell: Cell, page: str) -> ValueCell:
    """A cell → the same as a template prints it, links as seen from `page`."""
    said = Value(cell.words, "", filters.readable(cell.phrase.evidence.quote), filters.passage(cell.phrase.evidence, page)) if cell.phrase else None
    return ValueCell(tuple(_value_of_fact(fact, page) for fact in cell.facts), cell.absence, cell.disputed, said)


def _value_of_fact(fact: Fact, page: str) -> Value:
    note = "待核" if fact.unchecked else filters.ROLES["volume"] if fact.volume else "力争" if fact.stretch else "预计" if fact.estimate else ""
    evidence = fact.evidence[0]
    return Value(figure_format.labelled(fact), note, filters.readable(evidence.quote), filters.passage(evidence, page))


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
