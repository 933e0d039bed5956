"""Orders of bulletins and records → issues: the same comparison as everywhere, of just the places, years and indicators ordered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from digest.compare.briefs import shorter
from digest.compare.comparisons import Basis, basis, compare_topics, narrowed
from digest.model.bulletin_order import BulletinOrder, Issue
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison, TopicComparison
from digest.model.problem import N_, WARNING, Problem, in_order
from digest.model.report import Record

MOST_CHARTS = 3  # of a topic; the tables have the other figures
NO_REPORTS = N_("the bulletin has nothing in it: no report of its places and years is at hand")
NO_REPORTS_HINT = N_("name other places or another period, or add reports; the bulletin is left out")
ABSENT = N_("no report of {place} is at hand for this bulletin")
ABSENT_HINT = N_("add a report of its period, or take the place out; the bulletin is made without it")


def issues(
    orders: Iterable[BulletinOrder], records: tuple[Record, ...], catalogue: Catalogue, comparison: Comparison
) -> tuple[tuple[Issue, ...], tuple[Problem, ...]]:
    """Orders → an issue for each that has reports, and a warning for each place, and each whole bulletin, that has none.

    `comparison` is that of all records: an order of all of them is of the same topics, and of the same records none is compared twice.
    """
    made: list[Issue] = []
    problems: list[Problem] = []
    bases: dict[frozenset[str], Basis] = {}
    for order in orders:
        own = asked(order, records)
        problems += _problems_of_missing(order, own)
        if own:
            made.append(_issue_of_order(order, own, catalogue, comparison if own == records else None, bases))
    return tuple(made), in_order(problems)


def asked(order: BulletinOrder, records: Iterable[Record]) -> tuple[Record, ...]:
    """An order → the records of its places, level and years.

    places 141081, period 2023—2024: 141081-2024 is asked for; 141081-2022 and 140802-2024 are not.
    """
    codes = {place.code for place in order.places}
    return tuple(
        record
        for record in records
        if (not codes or record.report.meta.code in codes)
        and (not order.level or record.report.meta.level == order.level)
        and order.since <= (record.report.meta.year or 0) <= (order.until or 9999)
    )


def _problems_of_missing(order: BulletinOrder, own: tuple[Record, ...]) -> tuple[Problem, ...]:
    """An order and the records that it asks for → what of it is not at hand."""
    if not own:
        return (Problem(order.path, 0, "bulletins.no-reports", NO_REPORTS, NO_REPORTS_HINT, severity=WARNING),)
    there = {record.report.meta.code for record in own}
    return tuple(
        Problem(order.path, p.line, "bulletins.no-place", ABSENT, ABSENT_HINT, (("place", p.written),), p.written, WARNING)
        for p in order.places
        if p.code not in there
    )


def _issue_of_order(
    order: BulletinOrder, own: tuple[Record, ...], catalogue: Catalogue, whole: Comparison | None, bases: dict[frozenset[str], Basis]
) -> Issue:
    """An order and its records → its issue: of all records (`whole`) what was compared already, else compared among these alone."""
    wanted = order.topics or tuple(topic.id for topic in catalogue.topics)
    if whole:
        dossiers, known = whole.dossiers, {one.topic.id: one for one in whole.topics}
        topics = tuple(known[id] for id in wanted)
    else:
        ids = frozenset(record.report.id for record in own)
        base = bases[ids] = bases.get(ids) or basis(own, catalogue)
        dossiers, topics = base.dossiers, compare_topics(base, wanted, catalogue)
    if order.indicators:
        topics = narrowed(topics, dossiers, frozenset(order.indicators), catalogue)
    places = tuple({d.place.code: d.place for d in sorted(dossiers, key=lambda d: d.place.code)}.values())
    if len(topics) > 1 and order.detail == "brief":
        topics = tuple(replace(one, brief=one.brief and shorter(one.brief, len(topics))) for one in topics)
    return Issue(order, places, dossiers, tuple(_with_fullest_charts(one, order) for one in topics))


def _with_fullest_charts(comparison: TopicComparison, order: BulletinOrder) -> TopicComparison:
    """A topic's comparison → the same with the charts that most reports have a value for, called after the order: ORDER.gdp-growth.

    The drawing of the same indicator across all places is another one.
    """
    given = {table.id: table.given for table in comparison.tables}
    best = sorted(comparison.charts, key=lambda chart: -given.get(chart.id, 0))[:MOST_CHARTS]
    charts = tuple(replace(chart, id=f"{order.id}.{chart.id}") for chart in comparison.charts if chart in best)
    return replace(comparison, charts=charts)
