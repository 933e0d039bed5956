"""Comparison → the pages that only lead to others: topics, indicators, places, reports, data."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from digest.model.bulletin_order import Issue
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison, IndicatorComparison, PlaceProfile, TopicComparison
from digest.model.dossier import Dossier
from digest.pages.bulletin_pages import Forms, forms_of
from digest.pages.cited_works import data_work
from digest.pages.indicator_pages import report_link
from digest.pages.page_frame import Link, frame
from digest.pages.report_pages import report_title, title_parts
from digest.render import filters, routes
from digest.render.datasets import Dataset, datasets

Values = dict[str, object]
WHOLE = (
    (routes.DATA_XLSX, "全部数据的工作簿（XLSX），一表一页，附字段说明"),
    (routes.DATA_SQLITE, "全部数据的数据库（SQLite），可用 SQL 查询"),
    (routes.DATA_PACKAGE, "机器可读的说明（Frictionless Data Package）"),
    (routes.RECORD_SCHEMA, "报告记录的结构（JSON Schema）"),
)


@dataclass(frozen=True, slots=True)
class Downloads:
    """A dataset on the data page: its files, and what its fields mean."""

    id: str
    title: str
    rows: int
    files: tuple[Link, ...]
    fields: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TopicEntry:
    text: str
    href: str
    about: str
    places: int
    indicators: int
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    text: str
    href: str
    unit: str
    measures: str
    given: int


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    text: str
    href: str
    parent: str
    code: str
    reports: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ReportEntry:
    text: str
    href: str
    delivered: str
    completeness: str
    characters: int
    facts: int
    publisher: str


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Entries under one heading."""

    id: str
    title: str
    rows: tuple[IndicatorEntry | PlaceEntry, ...]


def topics_values(comparison: Comparison, catalogue: Catalogue, bulletins: Forms) -> Values:
    """→ the values of topics.html.j2, in the order of the comparison."""
    page = routes.TOPICS

    def entry(one: TopicComparison) -> TopicEntry:
        topic = one.topic
        places = len({voice.dossier.place.code for voice in one.voices if voice.sentences})
        here = routes.relative(page, routes.topic_page(topic.id))
        forms = forms_of(topic.id, routes.topic_digest(topic.id), page, bulletins)
        return TopicEntry(topic.name, here, topic.about, places, len({t.indicator.id for t in one.tables}), forms)

    return {"frame": frame(page, "专题", "index", catalogue.site, page), "topics": tuple(map(entry, comparison.topics))}


def indicators_values(comparison: Comparison, catalogue: Catalogue) -> Values:
    """→ the values of indicators.html.j2: by topic, in the order of the catalogue."""
    page = routes.INDICATORS

    def entry(one: IndicatorComparison) -> IndicatorEntry:
        given = {row.dossier.id for table in one.tables for row in table.rows if row.actual.facts or row.target.facts}
        measures = "、".join(filters.measure_name(table.measure) for table in one.tables)
        name, unit = one.indicator.name, one.indicator.unit
        return IndicatorEntry(name, routes.relative(page, routes.indicator_page(one.indicator.id)), unit, measures, len(given))

    by_topic = {topic.id: tuple(entry(i) for i in comparison.indicators if i.indicator.topic == topic.id) for topic in catalogue.topics}
    groups = tuple(EntryGroup(topic.id, topic.name, by_topic[topic.id]) for topic in catalogue.topics if by_topic[topic.id])
    return {
        "frame": frame(page, "指标", "index", catalogue.site, page),
        "groups": groups,
        "given": len(comparison.indicators),
    }


def places_values(comparison: Comparison, catalogue: Catalogue) -> Values:
    """→ the values of places.html.j2: by province, in the order of the codes."""
    page = routes.PLACES

    def entry(profile: PlaceProfile) -> PlaceEntry:
        reports = tuple(report_link(dossier, page) for dossier in profile.dossiers)
        place = profile.place
        return PlaceEntry(place.name, routes.relative(page, routes.place_page(place.code)), profile.parent, place.code, reports)

    profiles = sorted(comparison.places, key=lambda p: p.place.code)
    groups = tuple(
        EntryGroup(f"province-{code}", rows[0].province or rows[0].place.name, tuple(map(entry, rows)))
        for code, found in groupby(profiles, key=lambda p: p.place.code[:2])
        if (rows := tuple(found))
    )
    return {"frame": frame(page, "地区", "index", catalogue.site, page), "groups": groups, "count": len(comparison.places)}


def reports_values(comparison: Comparison, catalogue: Catalogue) -> Values:
    """→ the values of reports.html.j2: every edition of every dossier."""
    page = routes.REPORTS
    rows = tuple(
        ReportEntry(
            title_parts(record, dossier)[0],
            routes.relative(page, routes.report_page(record.report.id)),
            record.report.meta.delivered,
            filters.completeness_name(record.report.meta.completeness),
            sum(len(p.text) for p in record.report.paragraphs),
            len(record.facts),
            record.report.meta.publisher,
        )
        for dossier in comparison.dossiers
        for record in dossier.editions
    )
    return {"frame": frame(page, "报告", "index", catalogue.site, page), "rows": rows}


def data_values(comparison: Comparison, catalogue: Catalogue, digests: tuple[str, ...], issues: tuple[Issue, ...] = ()) -> Values:
    """→ the values of data.html.j2. `digests` are the addresses of those that were made; ordered ones are on the bulletins' page."""
    page = routes.DATA
    names = _names_of_digests(comparison)
    own = {routes.issue_digest(issue.order.id) for issue in issues}
    records = tuple(
        Link(title_parts(record, dossier)[0], routes.relative(page, routes.record(record.report.id)), record.report.id)
        for dossier in comparison.dossiers
        for record in dossier.editions
    )
    return {
        "frame": frame(page, "数据", "data", catalogue.site, page, work=data_work(comparison, catalogue.site)),
        "datasets": tuple(_downloads_of(one, page) for one in datasets(comparison, catalogue)),
        "whole": tuple(Link(meaning, routes.relative(page, route), route.partition("/")[2]) for route, meaning in WHOLE),
        "records": records,
        "digests": tuple(Link(names.get(route, route), routes.relative(page, route)) for route in digests if route not in own),
        "bulletins": routes.relative(page, routes.BULLETINS),
    }


def _downloads_of(dataset: Dataset, page: str) -> Downloads:
    links = tuple(Link(kind.upper(), routes.relative(page, routes.dataset(dataset.id, kind))) for kind in ("csv", "json"))
    return Downloads(dataset.id, dataset.title, len(dataset.rows), links, tuple(Link(name, note=said) for name, said in dataset.fields))


def _names_of_digests(comparison: Comparison) -> dict[str, str]:
    """Addresses of digests → what they are called."""
    names = {routes.OVERVIEW_DIGEST: "总览", routes.BOARD_DIGEST: "目标一览"}
    names |= {routes.topic_digest(one.topic.id): one.topic.name for one in comparison.topics}
    return names | {routes.place_digest(p.place.code): p.place.name for p in comparison.places}


def place_reports(dossiers: tuple[Dossier, ...], page: str) -> tuple[Link, ...]:
    """A place's dossiers → links to all editions of its reports."""
    return tuple(
        Link(report_title(record, dossier), routes.relative(page, routes.report_page(record.report.id)), record.report.meta.publisher)
        for dossier in dossiers
        for record in dossier.editions
    )
