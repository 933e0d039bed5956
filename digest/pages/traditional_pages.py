"""A finished page → the same in traditional characters, which stands at hant/ and the page's address.

Only what is read changes: text, and the words in title, alt, aria-label, placeholder, content. Addresses, ids, code and what scripts
compute with stay. Links to pages stay in the edition (both have the same pages), and so do scripts, which speak as the page does; all
others lead out of hant/ to the files that there is one of. A page is converted whole, in one call: parsing would cost more than that.

    topics/a.html: <a href="../data/b.csv" title="数据">干部</a>  →  hant/topics/a.html: <a href="../../data/b.csv" title="數據">幹部</a>
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from functools import partial

from digest.chinese.traditional import to_traditional
from digest.model.catalogue import SiteSettings
from digest.render import routes
from digest.render.routes import absolute

Pages = tuple[tuple[str, bytes], ...]  # address on the site, HTML as it is published

MARK = "\ue000"  # stands for what is kept while the rest is converted; of a page that has it itself nothing is kept
# Whole elements, of which works are cited as they are titled, and attributes that are not read
# matches <code>干</code> · <span translate="no">于某</span> · <a href="干.md"> · <a data-key="干">      not <a title="干"> · <a data-tab="干">
KEPT = re.compile(
    r"<(script|code)\b[^<>]{0,10000}>[^<]{0,10000000}</\1>"
    r'|<span translate="no">[^<]{0,10000}</span>'
    r'|\s(?:href|src|srcset|action|id|class|name|value|data-(?:key|value|id|code|root|src))="[^"]{0,100000}"'
)
# Addresses as they stand in a page
# matches <a href="../a.css"> · <html data-root="../">      not <a href="#p1"> · <a href="https://a.cn/">
LINK = re.compile(r'(?<=\s)(href|src|srcset|data-root|data-src)="(?!#|[a-z]{1,10}:)([^"#?]{0,4000})([^"]{0,4000})"')
# matches <a href="a.html" hreflang="zh-Hans">      not <a href="a.html">
EDITIONS = re.compile(r"<(?:a|link)\b[^<>]{0,4000}\shreflang=[^<>]{0,4000}>")
CURRENT = ' aria-current="true"'


def traditional_pages(pages: Iterable[tuple[str, bytes]], site: SiteSettings, remember: Callable[..., list[str]] | None = None) -> Pages:
    """The pages of a site → those of its edition in traditional characters; none where the site has no such edition.

    `remember`: a function and what it is given one by one → its results, made elsewhere or known.
    """
    shown = [(page, html.decode("utf-8")) for page, html in pages] if site.traditional else []
    convert = partial(converted_page, site.url)
    made = remember(convert, shown) if remember else map(convert, shown)
    return tuple((routes.traditional(page), html.encode("utf-8")) for (page, _), html in zip(shown, made, strict=True))


def converted_page(url: str, page: tuple[str, str]) -> str:
    """The site's own address, and a page as (address, HTML) → its HTML in the other edition. It depends on nothing else."""
    return converted(*page, SiteSettings("", url=url, traditional=True))


def traditional_scripts(assets: Iterable[tuple[str, bytes]], site: SiteSettings) -> Pages:
    """The scripts among the assets → the same for the edition: they make buttons and remarks, and look for words of the page."""
    scripts = [(route, code) for route, code in assets if route.endswith(".js")] if site.traditional else []
    return tuple((routes.traditional(route), to_traditional(code.decode("utf-8")).encode("utf-8")) for route, code in scripts)


def converted(page: str, html: str, site: SiteSettings) -> str:
    """One page at its address → the same in the other edition."""
    return _with_edition_said(page, LINK.sub(_rewriter_of_links(page), _with_traditional_text(html)), site)


def _with_traditional_text(html: str) -> str:
    """HTML → with all that is read of it in traditional characters."""
    if MARK in html:  # in a report's text, perhaps: it is then converted as it stands, addresses with it, but none of ours has Chinese
        return to_traditional(html)
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if match[0].isascii():  # cheaper left than kept: conversion does not touch it
            return match[0]
        kept.append(match[0])
        return MARK

    pieces = to_traditional(KEPT.sub(keep, html)).split(MARK)
    return "".join(piece for pair in zip(pieces, (*kept, "")) for piece in pair)


def _rewriter_of_links(page: str) -> Callable[[re.Match[str]], str]:
    """→ how a link of a page is written one folder deeper: to a page as before, to anything else one folder further up."""
    here = posixpath.dirname(page)
    deeper = routes.traditional(page)
    known: dict[str, str] = {}

    def moved(path: str) -> str:
        target = posixpath.normpath(posixpath.join(here, path))
        moved = routes.relative(deeper, target)
        return moved + "/" if path.endswith("/") and not moved.endswith("/") else moved

    def write(match: re.Match[str]) -> str:
        name, path, rest = match[1], match[2], match[3]
        if (path.endswith((".html", ".js")) and not path.endswith(".wechat.html")) or not path:
            return match[0]
        if path not in known:
            known[path] = moved(path)
        return f'{name}="{known[path]}{rest}"'

    return write


def _with_edition_said(page: str, html: str, site: SiteSettings) -> str:
    """What says which edition this is: language, its own address, the way to the other one, the remark on the conversion."""
    own, other = routes.traditional(page), page
    html = html.replace('<html lang="zh-Hans"', '<html lang="zh-Hant"', 1)
    html = html.replace('content="zh_CN"', 'content="zh_TW"', 1).replace('<p class="converted" hidden>', '<p class="converted">', 1)
    if site.url:
        for pattern in ('rel="canonical" href="{}"', 'property="og:url" content="{}"'):
            html = html.replace(pattern.format(absolute(site, other)), pattern.format(absolute(site, own)), 1)
    ways = {routes.relative(other, own): routes.relative(own, own), routes.relative(other, other): routes.relative(own, other)}

    def switch(match: re.Match[str]) -> str:
        tag = match[0].replace(CURRENT, "")
        for before, after in ways.items():
            if f'href="{before}"' in tag:
                tag = tag.replace(f'href="{before}"', f'href="{after}"')
                break
        return tag.replace('hreflang="zh-Hant"', f'hreflang="zh-Hant"{CURRENT}') if tag.startswith("<a") and CURRENT not in tag else tag

    return EDITIONS.sub(switch, html)
