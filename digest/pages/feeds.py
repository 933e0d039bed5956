"""Comparison → the Atom feed of all reports (RFC 4287), the sitemaps and robots.txt.

Nothing is dated by the clock: an entry bears its report's date, the feed the newest of them. Ids are made of the site's address (or
its title, where it has none) and the page's route, and stay the same over all builds.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from uuid import NAMESPACE_URL, uuid5

from digest.model.catalogue import SiteSettings
from digest.model.comparison import Comparison
from digest.model.dossier import Dossier
from digest.model.report import Record
from digest.model.written import is_day, iso_date
from digest.pages.report_pages import report_title
from digest.render import filters, routes
from digest.render.routes import absolute

Files = tuple[tuple[str, bytes], ...]  # address on the site, bytes

NEWEST = 100  # entries of the feed
MOST = 50_000  # addresses in one sitemap (https://www.sitemaps.org/protocol.html)
UNKNOWN = "2000-01-01"  # an entry must bear a day
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def feed(comparison: Comparison, site: SiteSettings) -> bytes:
    """→ feed.xml: an entry for every report, the newest first.

    <entry><id>urn:uuid:…</id><title>侯马市2024年政府工作报告</title><updated>2024-03-12T00:00:00+08:00</updated>…
    """
    reports = [(_day_of_report(record, dossier), record, dossier) for dossier in comparison.dossiers for record in dossier.editions]
    reports.sort(key=lambda one: (one[0], one[1].report.id), reverse=True)
    newest = reports[0][0] if reports else _whole_date(iso_date(site.data_date)) or UNKNOWN
    lines = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans"{_base_attribute(site)}>',
        f"<id>{_id_of_route(site, routes.FEED)}</id>",
        f"<title>{_text_escaped(site.title or '政府工作报告比较')}</title>",
        *([f"<subtitle>{_text_escaped(site.subtitle)}</subtitle>"] if site.subtitle else []),
        f"<updated>{_moment_of_day(newest)}</updated>",
        f"<author><name>{_text_escaped(site.publisher or site.title or '政府工作报告比较')}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{routes.FEED}"/>',
        f'<link rel="alternate" type="text/html" hreflang="zh-Hans" href="{routes.INDEX}"/>',
        *(_entry_xml(day, record, dossier, site) for day, record, dossier in reports[:NEWEST]),
        "</feed>",
    ]
    return (HEAD + "\n".join(lines) + "\n").encode("utf-8")


def _entry_xml(day: str, record: Record, dossier: Dossier, site: SiteSettings) -> str:
    meta, page = record.report.meta, routes.report_page(record.report.id)
    where = " ".join(dict.fromkeys(filter(None, (dossier.province, dossier.parent, dossier.place.name))))
    said = "；".join(filter(None, (where, meta.session, filters.completeness_name(meta.completeness), meta.publisher)))
    return (
        f"<entry><id>{_id_of_route(site, page)}</id><title>{_text_escaped(report_title(record, dossier))}</title><updated>{_moment_of_day(day)}</updated>"
        f'<link rel="alternate" type="text/html" href="{escape(page)}"/><summary>{_text_escaped(said)}</summary></entry>'
    )


def _day_of_report(record: Record, dossier: Dossier) -> str:
    """The date of a report; its year's first day where only the year is known."""
    return _whole_date(record.report.meta.delivered) or _whole_date(f"{dossier.year:04d}") or UNKNOWN


def _whole_date(date: str) -> str:
    """2024-03 → 2024-03-01; what is no day of the calendar gives nothing: one date that is none, and no reader takes the feed."""
    return date + "-01-01"[len(date) - 10 :] * (len(date) < 10) if is_day(date) else ""


def _moment_of_day(day: str) -> str:
    return f"{day}T00:00:00+08:00"  # the day begins where the reports are held


def _base_attribute(site: SiteSettings) -> str:
    return f' xml:base="{escape(absolute(site, routes.INDEX))}"' if site.url else ""


def _id_of_route(site: SiteSettings, route: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{site.url or site.title}#{route}')}"


def _text_escaped(text: str) -> str:
    return escape(filters.readable(text), quote=False)


def map_files(pages: Iterable[str], site: SiteSettings) -> Files:
    """The addresses of all pages → sitemap.xml (of sitemaps, where they are too many for one) and robots.txt; none without the site's address."""
    if not site.url:
        return ()
    urls = [absolute(site, page) for page in sorted(pages)]
    parts = [urls[at : at + MOST] for at in range(0, len(urls), MOST)] or [[]]
    robots = f"User-agent: *\nAllow: /\nSitemap: {absolute(site, routes.SITEMAP)}\n".encode()
    if len(parts) == 1:
        return ((routes.SITEMAP, _sitemap("urlset", "url", urls)), (routes.ROBOTS, robots))
    names = [routes.SITEMAP.replace(".xml", f"-{number}.xml") for number in range(1, len(parts) + 1)]
    index = _sitemap("sitemapindex", "sitemap", [absolute(site, name) for name in names])
    return ((routes.SITEMAP, index), *((name, _sitemap("urlset", "url", part)) for name, part in zip(names, parts, strict=True)), (routes.ROBOTS, robots))


def _sitemap(whole: str, part: str, addresses: Iterable[str]) -> bytes:
    lines = (f"<{part}><loc>{escape(address)}</loc></{part}>" for address in addresses)
    head = f'{HEAD}<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return (head + "".join(f"{line}\n" for line in lines) + f"</{whole}>\n").encode("utf-8")
