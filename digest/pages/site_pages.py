"""Comparison, digests, methods → all pages of the site as HTML, group by group. Nothing here touches a disk; a page that cannot be made is a Problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from digest.model.bulletin_order import Issue
from digest.model.catalogue import Catalogue, Topic
from digest.model.comparison import Comparison, IndicatorComparison
from digest.model.dossier import Dossier
from digest.model.problem import Problem
from digest.model.report import Record
from digest.pages import (
    about_pages,
    board_pages,
    compare_pages,
    glossary_pages,
    index_pages,
    indicator_pages,
    pagination,
    pledge_pages,
    project_pages,
    promise_pages,
    report_pages,
    search_pages,
    task_pages,
    word_pages,
)
from digest.pages.bulletin_pages import Forms, bulletins_values
from digest.pages.digest_pages import Page, digest_values, full_pages, issue_page, overview, place_page, topic_page
from digest.pages.full_leaves import full_leaves
from digest.render import routes
from digest.render.chart_html import figure
from digest.render.counts import KnownCounts, counted
from digest.render.markdown import Rendered, rendered
from digest.render.templates import render
from digest.render.whose_words import Wording, relinked_html, reports_of, rewritten, wording

if TYPE_CHECKING:
    from digest.render.templates import Environment

Digests = tuple[tuple[str, str], ...]  # address of the Markdown (topics/ecology.md) and its text
Group = Callable[[], Iterable[Page]]  # pages that are made together
Remember = Callable[..., list[Rendered]]  # a function of one argument, and what it is given one by one → its results
REPORT = "report.html.j2"
EMPTY = Rendered("", (), "")


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages of a site, not made yet, and what their templates are given: the ids of reports in our own words, and how texts are spoken of."""

    groups: tuple[Group, ...]
    environment: Environment
    rewritten: frozenset[str]
    words: Wording


@dataclass(frozen=True, slots=True)
class Printed:
    """A page: its address, its HTML, what counts the things that its template is given, and whether it may print counts at all (a report's may not)."""

    route: str
    html: str
    counts: Callable[[], frozenset[str]]
    counting: bool


def site_pages(
    comparison: Comparison,
    digests: Digests,
    bulletins: Forms,
    methods: str,
    catalogue: Catalogue,
    environment: Environment,
    translate: Callable[[str], str] = str,
    issues: tuple[Issue, ...] = (),
    remember: Remember | None = None,
) -> Pages:
    """→ all pages of the site, ready to be printed one group after the other, in whatever process.

    `digests` are (address, Markdown) of the overview, topics and places; `bulletins` the addresses of all their forms that were made, so that
    none is promised that is not there; `methods` the Markdown of the methods page; `environment` of templates.html_environment.
    `translate` turns the source strings of Problems into the readers' language; `remember` makes HTML of Markdown elsewhere, or knows it.
    """
    texts = reports_of(comparison.dossiers)
    cut = tuple(leaf for route, text in digests for leaf in _leaves_of_digest(route, text))
    drawn = (remember or _each)(drawn_digest, [text for _, text in cut] + [methods])
    known = dict(zip([route for route, _ in cut] + [routes.METHODS], drawn, strict=True))
    groups = tuple(_groups(comparison, known, bulletins, catalogue, translate, issues))
    return Pages(groups, environment, rewritten(texts), wording(texts))


def printed_pages(pages: Pages, number: int, of_dossiers: KnownCounts | None = None, only: str = "") -> tuple[tuple[Printed, ...], tuple[Problem, ...]]:
    """The pages of a site and the number of a group → its pages as HTML, and what is wrong in their templates.

    `of_dossiers`: what is counted in dossiers, kept from one group to the next. `only`: the address of the one that is wanted, where one is.
    """
    made: list[Printed] = []
    problems: list[Problem] = []
    for route, template, values in pages.groups[number]():
        if only and route != only:
            continue
        html, found = render(pages.environment, template, wording=pages.words, **values)
        problems += found
        if html is not None:
            counts = partial(counted, tuple(values.values()), of_dossiers)
            made.append(Printed(route, relinked_html(html, pages.rewritten), frozenset if template == REPORT else counts, template != REPORT))
    return tuple(made), tuple(dict.fromkeys(problems))


def _leaves_of_digest(route: str, text: str) -> Digests:
    """A digest → itself, or the leaves of a long full text, the second at topics/full/ID-2.md."""
    made = full_leaves(text) if routes.brief_of(route) != route else (text,)
    return tuple((routes.leaf_of(route, at), leaf) for at, leaf in enumerate(made, 1))


def drawn_digest(markdown: str) -> Rendered:
    """The Markdown of a digest → its HTML, its charts as figures. It depends on nothing else, and takes a third of the time of all pages."""
    return rendered(markdown, figure)


def _each(function: Callable[[str], Rendered], items: list[str]) -> list[Rendered]:
    return [function(item) for item in items]


def _groups(
    comparison: Comparison,
    texts: Mapping[str, Rendered],
    bulletins: Forms,
    catalogue: Catalogue,
    translate: Callable[[str], str],
    issues: tuple[Issue, ...],
) -> Iterator[Group]:
    """Every page in plain sight, what takes longest first: its address, its template, what it is made of. A topic's full text goes with it."""
    routes_of_digests = tuple(route for route in texts if route != routes.METHODS and routes.first_leaf(route) == route)
    lists = pagination.ways(comparison)
    for make in (project_pages.project_pages, word_pages.word_pages, pledge_pages.pledge_pages, promise_pages.promise_pages, glossary_pages.glossary_pages):
        yield partial(make, comparison, catalogue)
    yield partial(task_pages.task_pages, comparison, catalogue)
    yield partial(board_pages.board_pages, comparison, catalogue, bulletins)
    for topic in comparison.topics:
        yield partial(_pages_of_topic, topic.topic, comparison, texts, bulletins, catalogue, lists.get(topic.topic.id, ()))
    for profile in comparison.places:
        code = profile.place.code
        yield partial(_alone, place_page, code, comparison, texts.get(routes.place_digest(code), EMPTY), catalogue, lists.get(code, ()))
    known = _other_pages(comparison)
    for dossier in comparison.dossiers:
        for record in dossier.editions:
            yield partial(_alone, report_page, record, dossier, catalogue, known, translate)
    yield partial(_alone, overview, texts.get(routes.OVERVIEW_DIGEST, EMPTY), bulletins, catalogue)
    for issue in issues:
        yield partial(_alone, issue_page, issue, texts.get(routes.issue_digest(issue.order.id), EMPTY), bulletins, catalogue)
    for indicator in comparison.indicators:
        yield partial(_alone, indicator_page, indicator, catalogue)
    yield partial(_single_pages, comparison, texts, bulletins, catalogue, issues, routes_of_digests)


def _alone(make: Callable[..., Page], *given: object) -> tuple[Page]:
    """What makes a page, and what it makes it of → a group of that page."""
    return (make(*given),)


def _pages_of_topic(
    topic: Topic, comparison: Comparison, texts: Mapping[str, Rendered], bulletins: Forms, catalogue: Catalogue, lists: pagination.Lists
) -> Iterator[Page]:
    yield topic_page(topic.id, comparison, texts.get(routes.topic_digest(topic.id), EMPTY), bulletins, catalogue, lists)
    if topic.detail == "brief":
        whole = routes.full_digest(topic.id)
        leaves = tuple(text for route, text in texts.items() if routes.first_leaf(route) == whole)
        yield from full_pages(topic.id, topic.name, leaves or (EMPTY,), catalogue)


def indicator_page(indicator: IndicatorComparison, catalogue: Catalogue) -> Page:
    """All values of an indicator → its page."""
    return routes.indicator_page(indicator.indicator.id), "indicator.html.j2", indicator_pages.indicator_values(indicator, catalogue)


def report_page(record: Record, dossier: Dossier, catalogue: Catalogue, known: report_pages.OtherPages, translate: Callable[[str], str]) -> Page:
    """An edition of a report → its page."""
    return routes.report_page(record.report.id), REPORT, report_pages.report_values(record, dossier, catalogue, known, translate)


def _single_pages(
    comparison: Comparison, texts: Mapping[str, Rendered], bulletins: Forms, catalogue: Catalogue, issues: tuple[Issue, ...], digests: tuple[str, ...]
) -> Iterator[Page]:
    """The pages of which there is one: lists of all topics, places and reports, what the site is."""
    yield routes.TOPICS, "topics.html.j2", index_pages.topics_values(comparison, catalogue, bulletins)
    yield routes.INDICATORS, "indicators.html.j2", index_pages.indicators_values(comparison, catalogue)
    yield routes.PLACES, "places.html.j2", index_pages.places_values(comparison, catalogue)
    yield routes.REPORTS, "reports.html.j2", index_pages.reports_values(comparison, catalogue)
    yield routes.BULLETINS, "bulletins.html.j2", bulletins_values(comparison, catalogue, bulletins, issues)
    yield routes.DATA, "data.html.j2", index_pages.data_values(comparison, catalogue, digests, issues)
    yield routes.ABOUT, "about.html.j2", about_pages.about_values(catalogue)
    yield routes.COMPARE, "compare.html.j2", compare_pages.compare_values(comparison, catalogue)
    yield routes.SEARCH, "search.html.j2", search_pages.search_values(catalogue)
    yield routes.METHODS, "digest.html.j2", digest_values(routes.METHODS, "方法", texts[routes.METHODS], catalogue, routes.METHODS)


def _other_pages(comparison: Comparison) -> report_pages.OtherPages:
    return report_pages.OtherPages(
        frozenset(t.topic.id for t in comparison.topics),
        frozenset(i.indicator.id for i in comparison.indicators),
        frozenset(p.place.code for p in comparison.places),
    )
