"""A published site → what is wrong with it as it stands: files changed since, links and anchors that lead nowhere, data that nobody could read.

Only the folder is asked, nothing of what it was made of: what a copy, a mirror or a hand has done to it is found, too.
"""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import ParseError, fromstring

from digest.model.problem import N_, Problem
from digest.system.file_digests import hashed

AGAIN = N_("publish it again: python build.py")
MOST = 5  # problems of a kind on one page that are told
XML = (".xml", ".svg")


@dataclass
class _Page(HTMLParser):
    """A page → its ids, where it leads and what it loads, and its data for machines."""

    ids: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    in_data: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        self.leads += [given[name] or "" for name in ("href", "src") if name in given]
        self.in_data = tag == "script" and given.get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        self.in_data = False

    def handle_data(self, data: str) -> None:
        if self.in_data:
            self.data.append(data)


def check_site(site: Path, published: Mapping[str, str]) -> Iterator[Problem]:
    """The folder of a site and its manifest's files (route → SHA-256) → what is wrong, file by file.

    A page that a mirror has shortened: “not as it was published”, and each link to an anchor that went with its end.
    """
    pages: dict[str, _Page] = {}
    for route, known in sorted(published.items()):
        found = hashed(site / route)
        if found != known:
            yield _problem(site, route, "selfcheck.changed", N_("the file is not as it was published") if found else N_("the file is gone"))
        if not found:
            continue
        data = (site / route).read_bytes()
        if route.endswith(".html"):
            pages[route] = _Page()
            pages[route].feed(data.decode("utf-8", "replace"))
        yield from _unreadable(site, route, data)
    for route, page in pages.items():
        twice = [id for id, count in Counter(page.ids).items() if count > 1]
        for id in twice[:MOST]:
            yield _problem(site, route, "selfcheck.ids", N_("two places have the address {id}"), id=id)
        for said in page.data:
            if not _is_json(said):
                yield _problem(site, route, "selfcheck.data", N_("its data for machines can not be read"))
        astray = [lead for lead in dict.fromkeys(page.leads) if not _leads_somewhere(site, route, lead, pages)]
        for lead in astray[:MOST]:
            yield _problem(site, route, "selfcheck.link", N_("a link leads nowhere: {address}"), address=lead)


def _unreadable(site: Path, route: str, data: bytes) -> Iterator[Problem]:
    """A file of data that a program could not read: JSON, feeds, drawings."""
    try:
        if route.endswith(".json"):
            json.loads(data)
        elif route.endswith(XML):
            if b"<!DOCTYPE" in data or b"<!ENTITY" in data:  # no file of ours has one, and it may hold a bomb
                raise ValueError
            fromstring(data)
    except (ValueError, ParseError, RecursionError):
        yield _problem(site, route, "selfcheck.data", N_("no program can read it"))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _leads_somewhere(site: Path, route: str, lead: str, pages: Mapping[str, _Page]) -> bool:
    """Whether a link of a page leads to a file of the site, and to an anchor that is there; other sites are not asked."""
    try:
        parts = urlsplit(lead)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return True
    target = posixpath.normpath(posixpath.join(posixpath.dirname(route), unquote(parts.path))) if parts.path else route
    target = posixpath.join(target, "index.html") if parts.path.endswith("/") else target
    if target.startswith(("../", "/")) or (target not in pages and not (site / target).is_file()):
        return False
    anchor = unquote(parts.fragment)
    return not anchor or target not in pages or anchor in pages[target].ids or anchor.startswith((":~:", "?"))


def _problem(site: Path, route: str, code: str, message: str, **values: str) -> Problem:
    return Problem((site / route).as_posix(), 0, code, message, AGAIN, tuple(values.items()))
