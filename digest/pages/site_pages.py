"""Comparison, digests, methods → all pages of the site as HTML. Nothing here touches a disk; a page that cannot be made is a Problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.chinese.numerals import chinese
from digest.model.bulletin_order import Issue
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.problem import Problem
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
from digest.pages.bulletin_pages import Forms, bulletins_values, forms_of
from digest.pages.full_leaves import full_leaves
from digest.pages.page_frame import Link, frame
from digest.pages.section_texts import topics_by_subject
from digest.render import routes
from digest.render.chart_html import figure
from digest.render.counts import KnownCounts, counted
from digest.render.markdown import Rendered, rendered
from digest.render.templates import render, trusted_html
from digest.render.whose_words import relinked_html, reports_of, rewritten, wording

if TYPE_CHECKING:
    from digest.render.templates import Environment

Digests = tuple[tuple[str, str], ...]  # address of the Markdown (topics/ecology.md) and its text
Page = tuple[str, str, dict[str, object]]  # address, template, values
Remember = Callable[..., list[Rendered]]  # a function of one argument, and what it is given one by one → its results
Counts = dict[str, frozenset[str]]  # address of a page → the counts that its template is given
REPORT = "report.html.j2"
EMPTY = Rendered("", (), "")


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading in a page's contents, with those below it."""

    id: str
    text: str
    children: tuple[ContentsEntry, ...]


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
) -> tuple[tuple[tuple[str, str], ...], tuple[Problem, ...], Counts]:
    """→ (address, HTML) of every page, sorted by address, what is wrong in the templates, and the counts that each template is given.

    `digests` are (address, Markdown) of the overview, topics and places; `bulletins` the addresses of all their forms that were made, so that
    none is promised that is not there; `methods` the Markdown of the methods page; `environment` of templates.html_environment.
    `translate` turns the source strings of Problems into the readers' language; `remember` makes HTML of Markdown elsewhere, or knows it.
    """
    pages: list[tuple[str, str]] = []
    problems: list[Problem] = []
    counts: Counts = {}
    of_dossiers: KnownCounts = {}
    texts = reports_of(comparison.dossiers)
    own, words = rewritten(texts), wording(texts)
    cut = tuple(leaf for route, text in digests for leaf in _leaves_of_digest(route, text))
    drawn = (remember or _each)(drawn_digest, [text for _, text in cut] + [methods])
    known = dict(zip([route for route, _ in cut] + [routes.METHODS], drawn, strict=True))
    for route, template, values in _all_pages(comparison, known, bulletins, catalogue, translate, issues):
        html, found = render(environment, template, wording=words, **values)
        problems += found
        if html is not None:
            pages.append((route, relinked_html(html, own)))
        if template != REPORT:  # which rests on its report alone
            counts[route] = counted(tuple(values.values()), of_dossiers)
    return tuple(sorted(pages)), tuple(dict.fromkeys(problems)), counts


def _leaves_of_digest(route: str, text: str) -> Digests:
    """A digest → itself, or the leaves of a long full text, the second at topics/full/ID-2.md."""
    made = full_leaves(text) if routes.brief_of(route) != route else (text,)
    return tuple((routes.leaf_of(route, at), leaf) for at, leaf in enumerate(made, 1))


def drawn_digest(markdown: str) -> Rendered:
    """The Markdown of a digest → its HTML, its charts as figures. It depends on nothing else, and takes a third of the time of all pages."""
    return rendered(markdown, figure)


def _each(function: Callable[[str], Rendered], items: list[str]) -> list[Rendered]:
    return [function(item) for item in items]


def _all_pages(
    comparison: Comparison,
    texts: Mapping[str, Rendered],
    bulletins: Forms,
    catalogue: Catalogue,
    translate: Callable[[str], str],
    issues: tuple[Issue, ...],
) -> Iterator[Page]:
    """Every page in plain sight: its address, its template, what it is made of."""
    routes_of_digests = tuple(route for route in texts if route != routes.METHODS and routes.first_leaf(route) == route)
    lists = pagination.ways(comparison)
    yield overview(texts.get(routes.OVERVIEW_DIGEST, EMPTY), bulletins, catalogue)
    for topic in comparison.topics:
        yield topic_page(topic.topic.id, comparison, texts.get(routes.topic_digest(topic.topic.id), EMPTY), bulletins, catalogue, lists.get(topic.topic.id, ()))
        if topic.topic.detail == "brief":
            whole = routes.full_digest(topic.topic.id)
            leaves = tuple(text for route, text in texts.items() if routes.first_leaf(route) == whole)
            yield from full_pages(topic.topic.id, topic.topic.name, leaves or (EMPTY,), catalogue)
    for profile in comparison.places:
        code = profile.place.code
        yield place_page(code, comparison, texts.get(routes.place_digest(code), EMPTY), catalogue, lists.get(code, ()))
    for issue in issues:
        yield issue_page(issue, texts.get(routes.issue_digest(issue.order.id), EMPTY), bulletins, catalogue)
    for indicator in comparison.indicators:
        yield routes.indicator_page(indicator.indicator.id), "indicator.html.j2", indicator_pages.indicator_values(indicator, catalogue)
    known = _other_pages(comparison)
    for dossier in comparison.dossiers:
        for record in dossier.editions:
            values = report_pages.report_values(record, dossier, catalogue, known, translate)
            yield routes.report_page(record.report.id), REPORT, values
    yield routes.TOPICS, "topics.html.j2", index_pages.topics_values(comparison, catalogue, bulletins)
    yield routes.INDICATORS, "indicators.html.j2", index_pages.indicators_values(comparison, catalogue)
    yield routes.PLACES, "places.html.j2", index_pages.places_values(comparison, catalogue)
    yield routes.REPORTS, "reports.html.j2", index_pages.reports_values(comparison, catalogue)
    yield routes.BULLETINS, "bulletins.html.j2", bulletins_values(comparison, catalogue, bulletins, issues)
    yield routes.DATA, "data.html.j2", index_pages.data_values(comparison, catalogue, routes_of_digests, issues)
    yield routes.ABOUT, "about.html.j2", about_pages.about_values(catalogue)
    yield routes.COMPARE, "compare.html.j2", compare_pages.compare_values(comparison, catalogue)
    yield routes.SEARCH, "search.html.j2", search_pages.search_values(catalogue)
    yield from board_pages.board_pages(comparison, catalogue, bulletins)
    yield from task_pages.task_pages(comparison, catalogue)
    yield from project_pages.project_pages(comparison, catalogue)
    yield from pledge_pages.pledge_pages(comparison, catalogue)
    yield from promise_pages.promise_pages(comparison, catalogue)
    yield from glossary_pages.glossary_pages(comparison, catalogue)
    yield from word_pages.word_pages(comparison, catalogue)
    yield routes.METHODS, "digest.html.j2", digest_values(routes.METHODS, "方法", texts[routes.METHODS], catalogue, routes.METHODS)


def _other_pages(comparison: Comparison) -> report_pages.OtherPages:
    return report_pages.OtherPages(
        frozenset(t.topic.id for t in comparison.topics),
        frozenset(i.indicator.id for i in comparison.indicators),
        frozenset(p.place.code for p in comparison.places),
    )


def overview(text: Rendered, bulletins: Forms, catalogue: Catalogue) -> Page:
    """The overview's digest → index.html."""
    page = routes.INDEX
    forms = forms_of(routes.SUMMARY, routes.OVERVIEW_DIGEST, page, bulletins) if text.html else ()
    title = catalogue.site.title or "总览"
    return page, "digest.html.j2", digest_values(page, title, text, catalogue, page, forms)


def topic_page(
    topic: str, comparison: Comparison, text: Rendered, bulletins: Forms, catalogue: Catalogue, lists: pagination.Lists = ()
) -> Page:
    """A topic's digest → its page, with the ways to its pledges (`lists`) and to the other topics."""
    page = routes.topic_page(topic)
    forms = forms_of(topic, routes.topic_digest(topic), page, bulletins)
    others = tuple(
        Link(t.topic.name, routes.relative(page, routes.topic_page(t.topic.id))) for t in comparison.topics if t.topic.id != topic
    )
    own = next(t.topic for t in comparison.topics if t.topic.id == topic)
    title = "清单和其他专题" if lists else "其他专题"
    values = digest_values(page, own.name, text, catalogue, routes.TOPICS, forms, title, (*pagination.links_to(lists, page), *others), own.about)
    if topic in set(topics_by_subject(comparison).values()):
        values["ways"] = (Link("任选几地，并排读这一节的全文", f"{routes.relative(page, routes.COMPARE)}?section={topic}"),)
    return page, "digest.html.j2", values


def full_pages(topic: str, name: str, leaves: tuple[Rendered, ...], catalogue: Catalogue) -> Iterator[Page]:
    """All that is compared of a topic → its page, or pages where it is long, each with the ways back to the brief and to the others."""
    first = routes.full_page(topic)
    named = [(routes.leaf_of(first, at), f"详本{chinese(at)}：{'、'.join(h.text for h in leaf.headings if h.level == 2)}") for at, leaf in enumerate(leaves, 1)]
    for (page, _), leaf in zip(named, leaves, strict=True):
        downloads = (Link("Markdown", routes.relative(page, routes.full_digest(topic))),)
        others = (Link(words, routes.relative(page, other)) for other, words in named if other != page)
        back = Link("简报", routes.relative(page, routes.topic_page(topic)))
        yield page, "digest.html.j2", digest_values(page, name, leaf, catalogue, routes.TOPICS, downloads, "同一专题", (back, *others))


def issue_page(issue: Issue, text: Rendered, bulletins: Forms, catalogue: Catalogue) -> Page:
    """An ordered bulletin's digest → its page."""
    page, order = routes.issue_page(issue.order.id), issue.order
    forms = forms_of(order.id, routes.issue_digest(order.id), page, bulletins)
    return page, "digest.html.j2", digest_values(page, order.title, text, catalogue, routes.BULLETINS, forms, about=order.subtitle)


def place_page(code: str, comparison: Comparison, text: Rendered, catalogue: Catalogue, lists: pagination.Lists = ()) -> Page:
    """A place's digest → its page, with the ways to its reports and to its projects, pledges and terms (`lists`)."""
    page = routes.place_page(code)
    profile = next(p for p in comparison.places if p.place.code == code)
    downloads = (Link("Markdown", routes.relative(page, routes.place_digest(code))),)
    reports = index_pages.place_reports(profile.dossiers, page)
    about = "、".join(link.text for link in reports)
    title = "报告全文和清单" if lists else "报告全文"
    values = digest_values(page, profile.place.name, text, catalogue, routes.PLACES, downloads, title, (*reports, *pagination.links_to(lists, page)), about)
    compare, topics = f"{routes.relative(page, routes.COMPARE)}?places={code}", set(topics_by_subject(comparison).values())
    first = next((one.topic.id for one in comparison.topics if one.topic.id in topics), "")
    before = (Link("与上一年的写法对照", f"{compare}&section={first}&before=1"),) if profile.task_changes and first else ()
    values["ways"] = (Link("与其他地方对比", compare), *before)
    values["pinned"] = Link(profile.dossiers[0].name, code)
    return page, "digest.html.j2", values


def digest_values(
    page: str,
    title: str,
    text: Rendered,
    catalogue: Catalogue,
    above: str,
    downloads: tuple[Link, ...] = (),
    related_title: str = "",
    related: tuple[Link, ...] = (),
    about: str = "",
) -> dict[str, object]:
    """A text as HTML → the values of digest.html.j2. The page is called as the text is; `title` names it where the text has no title."""
    return {
        "frame": frame(page, _title_shown(text, title, page), "digest", catalogue.site, above, about),
        "text": text,
        "html": trusted_html(text.html),
        "contents": contents(text),
        "downloads": downloads,
        "related_title": related_title,
        "related": related,
        "ways": (),
        "pinned": Link(""),
    }


def contents(text: Rendered) -> tuple[ContentsEntry, ...]:
    """A rendered text → its headings of level 2 with those of level 3 below them; nothing where there are fewer than two."""
    entries: list[ContentsEntry] = []
    for heading in text.headings:
        if heading.level == 2:
            entries.append(ContentsEntry(heading.id, heading.text, ()))
        elif heading.level == 3 and entries:
            last = entries[-1]
            entries[-1] = replace(last, children=(*last.children, ContentsEntry(heading.id, heading.text, ())))
    return tuple(entries) if len(entries) > 1 else ()


def _title_shown(text: Rendered, title: str, page: str) -> str:
    return title if page == routes.INDEX else text.title or title
