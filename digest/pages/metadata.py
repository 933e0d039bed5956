"""What a page says about itself at its head and foot: its address, its descriptions for other programs, how to cite it.

    frame() asks for the Head of every page; a report's page, which shows another's work, says by a Work whose it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.catalogue import SiteSettings
from digest.model.written import iso_date
from digest.pages.citations import Citation, cite
from digest.pages.linked_data import Node, article, breadcrumbs, json_ld, website
from digest.render import routes
from digest.render.routes import absolute
from digest.render.templates import trusted_html

PUBLISHED_BY = "编制"  # before the site's publisher, who is nobody's source
NOT_CITED = ("search", "compare")  # kinds of pages that hold what the reader has asked for


@dataclass(frozen=True, slots=True)
class Work:
    """A work that a page shows or hands out: its citation, where it comes from and of which date (as printed), and its node of schema.org."""

    citation: Citation
    source: str = ""
    date: str = ""
    date_name: str = "日期"
    source_name: str = PUBLISHED_BY
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What frame.html.j2 prints of it. `address` is absolute, "" where the site's is not known; `root` leads from the page to the site's root."""

    address: str
    root: str
    about: str
    type: str  # of Open Graph: website | article
    linked: str  # JSON-LD, safe in a page
    citation: Citation | None
    source: str
    source_name: str
    date: str
    date_name: str
    feed: str
    about_page: str
    simplified: str  # the page in either edition, absolute where it can be, and as a link on the page; "" where there is one edition alone
    traditional: str
    to_simplified: str
    to_traditional: str


def head(route: str, title: str, about: str, kind: str, site: SiteSettings, steps: tuple[tuple[str, str], ...], work: Work | None = None) -> Head:
    """A page → its Head. `steps` are (name, route) of the pages above it, from the first."""
    address = absolute(site, route)
    nodes: list[Node] = [website(site)]
    if address and steps:
        nodes.append(breadcrumbs(((name, absolute(site, way)) for name, way in (*steps, (title, route)))))
    if work and work.node:
        nodes.append({**work.node, "url": address})
    elif route != routes.INDEX:
        nodes.append(article(site, title, about, address))
    own = cite(site.publisher or site.title, _full_title(title, site), date=iso_date(site.data_date), address=address)
    root = routes.relative(route, routes.INDEX).removesuffix(routes.INDEX)
    return Head(
        address=address,
        root=root or "./",
        about=about,
        type="website" if route == routes.INDEX else "article",
        linked=trusted_html(json_ld(nodes)),
        citation=None if kind in NOT_CITED else work.citation if work else own,
        source=work.source if work else site.publisher,
        source_name=work.source_name if work else PUBLISHED_BY,
        date=work.date if work else site.data_date,
        date_name=work.date_name if work else "数据截至",
        feed=routes.relative(route, routes.FEED),
        about_page=routes.relative(route, routes.ABOUT),
        **_links_to_editions(route, site),
    )


def _links_to_editions(route: str, site: SiteSettings) -> dict[str, str]:
    both = {"simplified": route, "traditional": routes.traditional(route)} if site.traditional else {"simplified": "", "traditional": ""}
    links = {f"to_{name}": to and routes.relative(route, to) for name, to in both.items()}
    return {name: to and (absolute(site, to) or links[f"to_{name}"]) for name, to in both.items()} | links


def _full_title(title: str, site: SiteSettings) -> str:
    """A page's title → with the site's behind it, unless it is that or has words of its own behind a colon."""
    return title if title == site.title or "：" in title else f"{title}：{site.title}"
