"""A digest as HTML → its page: the overview, a topic with its full text, a place, an ordered bulletin, methods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from digest.chinese.numerals import chinese
from digest.model.bulletin_order import Issue
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.pages import index_pages, pagination
from digest.pages.bulletin_pages import Forms, forms_of
from digest.pages.page_frame import Link, frame
from digest.pages.section_texts import topics_by_subject
from digest.render import routes
from digest.render.markdown import Rendered
from digest.render.templates import trusted_html

Page = tuple[str, str, dict[str, object]]  # address, template, values


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading in a page's contents, with those below it."""

    id: str
    text: str
    children: tuple[ContentsEntry, ...]


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
    heading, end, body = text.html.partition("</h1>") if text.html.startswith("<h1") else ("", "", text.html)
    return {
        "frame": frame(page, _title_shown(text, title, page), "digest", catalogue.site, above, about),
        "text": text,
        "heading": trusted_html(heading + end),
        "html": trusted_html(body),
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
