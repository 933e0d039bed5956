"""Comparison → everything that is written of it, in plain sight: digests, charts to draw, bulletins to lay out, data files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import routes
from digest.catalogue import Catalogue, SiteSettings
from digest.comparison import Chart, Comparison
from digest.problems import Problem, in_order
from digest.render.bulletins import Bulletin, Cover, compose
from digest.render.digests import overview_digest, place_digest, topic_digest
from digest.render.markdown import to_html
from digest.render.records import record_json
from digest.render.tables import facts_csv

if TYPE_CHECKING:
    from jinja2 import Environment

Texts = tuple[tuple[str, str], ...]  # address on the site, text
Files = tuple[tuple[str, bytes], ...]  # address on the site, bytes

SUMMARY = "summary"  # the id of the overview's bulletin, routes.OVERVIEW_BULLETIN


def digest_texts(environment: Environment, comparison: Comparison, site: SiteSettings) -> tuple[Texts, tuple[Problem, ...]]:
    """→ the Markdown of the overview, of every topic and of every place, and what is wrong in the editors' templates."""
    written = (
        (routes.OVERVIEW_DIGEST, overview_digest(environment, comparison, site)),
        *((routes.topic_digest(t.topic.id), topic_digest(environment, t)) for t in comparison.topics),
        *((routes.place_digest(p.place.code), place_digest(environment, p)) for p in comparison.places),
    )
    problems = in_order(problem for _, (_, wrong) in written for problem in wrong)
    return tuple((route, text) for route, (text, _) in written if text is not None), problems


def charts_of(comparison: Comparison) -> tuple[Chart, ...]:
    """→ every chart that any page shows, each once, by its id."""
    charts = [*comparison.overview.charts]
    charts += [chart for topic in comparison.topics for chart in topic.charts]
    charts += [chart for indicator in comparison.indicators for chart in indicator.charts]
    return tuple(sorted({chart.id: chart for chart in charts}.values(), key=lambda chart: chart.id))


def words_of(comparison: Comparison, digests: Texts) -> list[str]:
    """→ all text that a chart or a bulletin may set: what the fonts must have letters for."""
    reports = [record.report for dossier in comparison.dossiers for record in dossier.editions]
    charts = charts_of(comparison)
    return [
        *(text for _, text in digests),
        *(text for r in reports for text in (r.meta.title, r.meta.publisher, r.meta.note, r.meta.speaker)),
        *(paragraph.text for r in reports for paragraph in r.paragraphs),
        *(text for chart in charts for text in (chart.title, chart.unit, *chart.columns, *(row.label for row in chart.rows))),
    ]


def bulletin_texts(
    environment: Environment, css: str, comparison: Comparison, site: SiteSettings, digests: Texts, charts: Files
) -> tuple[tuple[Bulletin, ...], tuple[Problem, ...]]:
    """Digests and drawn charts → the bulletins, ready to be laid out: the overview and one for each topic."""
    cover = Cover(site.title, site.publisher, site.data_date, site.url, site.about)
    reports = tuple(record.report for dossier in comparison.dossiers for record in dossier.editions)
    texts = dict(digests)
    bulletins: list[Bulletin] = []
    problems: list[Problem] = []
    topics = (one.topic for one in comparison.topics)
    wanted = ((SUMMARY, site.title, routes.OVERVIEW_DIGEST), *((t.id, t.name, routes.topic_digest(t.id)) for t in topics))
    for id, title, route in wanted:
        bulletin, wrong = compose(environment, id, title, route, to_html(texts[route]), cover, reports, charts, css)
        problems += wrong
        bulletins += [bulletin] if bulletin else []
    return tuple(bulletins), in_order(problems)


def data_files(comparison: Comparison, catalogue: Catalogue) -> Files:
    """→ the records as JSON, and all facts as CSV (with a BOM, without which Excel shows mojibake)."""
    records = (record for dossier in comparison.dossiers for record in dossier.editions)
    facts = facts_csv(comparison.dossiers, catalogue).encode("utf-8-sig")
    return ((routes.FACTS_CSV, facts), *((routes.record(r.report.id), record_json(r).encode("utf-8")) for r in records))
