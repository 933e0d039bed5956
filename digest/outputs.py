"""Comparison → everything that is written of it, in plain sight: digests, charts to draw, bulletins to lay out, data files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from digest.bulletins.attached import figures
from digest.bulletins.block_model import Handout
from digest.bulletins.pdf_bulletin import Bulletin, Cover, compose
from digest.compare.table_charts import on_scales
from digest.model.bulletin_order import BulletinOrder, Issue
from digest.model.catalogue import Catalogue, SiteSettings
from digest.model.chart import Chart
from digest.model.comparison import Comparison, Finding, TopicComparison
from digest.model.note import Annotation, Comment
from digest.model.problem import Problem, in_order
from digest.model.report import Fact
from digest.pages.feeds import feed
from digest.render import routes
from digest.render.bulletin_digests import issue_digest
from digest.render.datasets import dataset_files
from digest.render.digests import NONE, Digest, overview_digest, place_digest, topic_digest
from digest.render.filters import Markdown
from digest.render.markdown import to_html
from digest.render.records import record_json
from digest.render.whose_words import relinked, reports_of, rewritten

if TYPE_CHECKING:
    from jinja2 import Environment

Texts = tuple[tuple[str, str], ...]  # address on the site, text
Files = tuple[tuple[str, bytes], ...]  # address on the site, bytes

# Where a template prints comments: `comment("findings")` matches; `comment(name)` must not
COMMENT = re.compile(r"""\bcomment\(\s{0,20}["']([^"'\n]{1,80})["']\s{0,20}\)""")
MARK = re.compile("\ue000([^\ue000\ue001\n]{1,80})\ue001")  # what places_of_comments writes there


def digest_texts(
    environment: Environment, comparison: Comparison, site: SiteSettings, notes: Mapping[str, Annotation] = MappingProxyType({}),
    issues: Iterable[Issue] = (),
) -> tuple[Texts, tuple[Problem, ...]]:  # fmt: skip
    """→ the Markdown of the overview, of every topic and of every place, and what is wrong in the editors' templates.

    `notes` are what editors wrote, by the digest's address; `issues` the ordered bulletins, of which the overview tells.
    """
    written = [(route, write(notes.get(route, NONE))) for route, write in _writers(environment, comparison, site, issues)]
    problems = in_order(problem for _, (_, wrong) in written for problem in wrong)
    own = rewritten(reports_of(comparison.dossiers))
    return tuple((route, relinked(text, own)) for route, (text, _) in written if text is not None), problems


def places_of_comments(
    environment: Environment, comparison: Comparison, site: SiteSettings, route: str, note: Annotation = NONE, issues: Iterable[Issue] = ()
) -> tuple[str, ...]:
    """An address of a digest → the places at which it prints comments, in its order, found by writing it with a mark at each.

    findings, tables, voices …: the names that templates ask for by {{ comment("findings") }}, as far as this digest has these parts.
    """
    loaded = environment.loader.get_source  # type: ignore[union-attr]
    asked = {name for template in environment.list_templates() for name in COMMENT.findall(loaded(environment, template)[0])}
    marks = replace(note, comments=tuple(Comment(name, Markdown(f"\ue000{name}\ue001")) for name in sorted(asked)))
    write = next(write for address, write in _writers(environment, comparison, site, issues) if address == route)
    return tuple(dict.fromkeys(MARK.findall(write(marks)[0] or "")))


def _writers(
    environment: Environment, comparison: Comparison, site: SiteSettings, issues: Iterable[Issue]
) -> tuple[tuple[str, Callable[[Annotation], Digest]], ...]:
    """→ the address of each digest, and how it is written with an editor's note."""
    orders = tuple(issue.order for issue in issues)
    return (
        (routes.OVERVIEW_DIGEST, lambda note: overview_digest(environment, comparison, site, note, orders)),
        *((routes.topic_digest(t.topic.id), partial(topic_digest, environment, t)) for t in comparison.topics),
        *((routes.place_digest(p.place.code), partial(place_digest, environment, p)) for p in comparison.places),
    )


def issue_texts(environment: Environment, issues: Iterable[Issue]) -> tuple[Texts, tuple[Problem, ...]]:
    """→ the Markdown of every bulletin that was ordered, and what is wrong in its templates."""
    written = [(routes.issue_digest(issue.order.id), rewritten(reports_of(issue.dossiers)), issue_digest(environment, issue)) for issue in issues]
    problems = in_order(problem for _, _, (_, wrong) in written for problem in wrong)
    return tuple((route, relinked(text, own)) for route, own, (text, _) in written if text is not None), problems


def charts_of(comparison: Comparison, issues: Iterable[Issue] = ()) -> tuple[Chart, ...]:
    """→ every chart that any page shows, each once, by its id; of an ordered bulletin on the scale of all places."""
    ordered = tuple(issues)
    of_tables = [chart for indicator in comparison.indicators for chart in indicator.charts]
    charts = [*comparison.overview.charts, *([comparison.months] if comparison.months else []), *of_tables]
    charts += [chart for topic in comparison.topics for chart in topic.charts]
    charts += [chart for place in comparison.places for chart in place.charts]
    charts += on_scales((chart for issue in ordered for topic in issue.topics for chart in topic.charts), of_tables)
    topics = (*comparison.topics, *(topic for issue in ordered for topic in issue.topics))
    charts += [topic.coverage_chart for topic in topics if topic.coverage_chart]
    return tuple(sorted({chart.id: chart for chart in charts}.values(), key=lambda chart: chart.id))


def words_of(comparison: Comparison, digests: Texts) -> list[str]:
    """→ all text that a chart or a bulletin may set: what the fonts must have letters for."""
    reports = [record.report for dossier in comparison.dossiers for record in dossier.editions]
    charts = charts_of(comparison)
    return [
        *(text for _, text in digests),
        *(text for r in reports for text in (r.meta.title, r.meta.publisher, r.meta.note, r.meta.speaker)),
        *(paragraph.text for r in reports for paragraph in r.paragraphs),
        *(text for chart in charts for text in (chart.title, chart.unit, chart.finding, *chart.columns, *(row.label for row in chart.rows))),
    ]


def bulletin_texts(
    environment: Environment, css: str, comparison: Comparison, catalogue: Catalogue, digests: Texts, charts: Files, issues: Iterable[Issue] = ()
) -> tuple[tuple[Bulletin, ...], tuple[Problem, ...]]:
    """Digests and drawn charts → the bulletins, ready to be laid out: the overview, one for each topic, and those that were ordered."""
    site, whole = catalogue.site, comparison.dossiers
    cover = Cover(site.title, site.publisher, site.data_date, site.url, site.about)
    reports = tuple(record.report for dossier in comparison.dossiers for record in dossier.editions)
    texts = dict(digests)
    bulletins: list[Bulletin] = []
    problems: list[Problem] = []
    wanted = [(routes.SUMMARY, site.title, routes.OVERVIEW_DIGEST, cover, whole, _compared(comparison.overview.findings))]
    wanted += [(t.topic.id, t.topic.name, routes.topic_digest(t.topic.id), cover, whole, _of_topics([t])) for t in comparison.topics]
    wanted += [(i.order.id, i.order.title, routes.issue_digest(i.order.id), _cover(cover, i.order), i.dossiers, _of_topics(i.topics)) for i in issues]
    for id, title, route, own, dossiers, facts in wanted:
        printable = figures(dossiers, facts, catalogue)
        bulletin, wrong = compose(environment, id, title, route, to_html(texts[route]), own, reports, charts, css, printable)
        problems += wrong
        bulletins += [bulletin] if bulletin else []
    return tuple(bulletins), in_order(problems)


def handouts(bulletins: Iterable[Bulletin], charts: Files) -> tuple[Handout, ...]:
    """Bulletins' texts and drawn charts → what their Word and 公众号 forms are made from, with the charts that there are as PNG."""
    drawn = dict(charts)
    made = []
    for bulletin in bulletins:
        cover = bulletin.cover or Cover("")
        pictures = ((address, drawn.get(address.removesuffix(".svg") + ".png")) for address, _ in bulletin.charts)
        notes = tuple((note.number, routes.paragraph(note.report, note.anchor)) for note in bulletin.notes)
        said = (cover.series, cover.compiler, cover.about, cover.data_date, cover.url)
        made.append(Handout(bulletin.id, bulletin.title, bulletin.html, *said, notes, tuple((a, data) for a, data in pictures if data)))
    return tuple(made)


def _of_topics(topics: Iterable[TopicComparison]) -> Iterator[Fact]:
    """Topics → the facts that are compared in them."""
    for topic in topics:
        yield from (fact for table in topic.tables for row in table.rows for cell in (row.actual, row.target) for fact in cell.facts)
        yield from _compared(topic.findings)


def _compared(findings: Iterable[Finding]) -> Iterator[Fact]:
    """Findings → what they rest on."""
    return (fact for finding in findings for fact in finding.facts)


def _cover(cover: Cover, order: BulletinOrder) -> Cover:
    """The title block of an ordered bulletin: its own compiler and number, and its subtitle where others say what the site is about."""
    return replace(cover, compiler=order.compiler or cover.compiler, about=order.subtitle or cover.about, number=order.number)


def data_files(comparison: Comparison, catalogue: Catalogue) -> Files:
    """→ the records as JSON, facts, projects, pledges and ledger in every format that others compute with, and the feed of what is new."""
    records = (record for dossier in comparison.dossiers for record in dossier.editions)
    fed = (routes.FEED, feed(comparison, catalogue.site))
    return (*dataset_files(comparison, catalogue), fed, *((routes.record(r.report.id), record_json(r).encode("utf-8")) for r in records))
