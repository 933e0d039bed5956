"""Pages → their description in the vocabulary of schema.org, as JSON-LD to stand in the page (https://www.w3.org/TR/json-ld11/).

Addresses are absolute or left out: where the site's own is not known, nothing is said that would be wrong elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from digest.model.catalogue import SiteSettings
from digest.model.written import iso_date

Node = dict[str, object]

# What could end the element or begin a comment in it; JSON may write any character by its number.
NEVER = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_ld(nodes: Iterable[Mapping[str, object]]) -> str:
    """Nodes → the text of <script type="application/ld+json">: no < in it, whatever the values hold.

    {"name": "</script>"} → …"name":"\\u003c/script\\u003e"…
    """
    graph = [{key: value for key, value in node.items() if value not in ("", None, [], {}, ())} for node in nodes]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(NEVER)


def website(site: SiteSettings) -> Node:
    """The site as a whole, told on every page."""
    return {"@type": "WebSite", "name": site.title, "description": site.about, "inLanguage": "zh-Hans", "url": site.url, "publisher": publisher(site)}


def publisher(site: SiteSettings) -> Node:
    """Who publishes the site."""
    return {"@type": "Organization", "name": site.publisher} if site.publisher else {}


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Node:
    """The way to a page, itself at its end: (name, absolute address)."""
    items = [{"@type": "ListItem", "position": n, "name": name, "item": address} for n, (name, address) in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def article(site: SiteSettings, title: str, about: str, address: str) -> Node:
    """A page that the site itself has written."""
    return {
        "@type": "Article", "headline": title, "description": about, "inLanguage": "zh-Hans", "url": address,
        "author": publisher(site), "publisher": publisher(site), "dateModified": iso_date(site.data_date), "license": site.licence_url,
    }  # fmt: skip
