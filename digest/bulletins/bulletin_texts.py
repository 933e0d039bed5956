"""Digests and drawn charts → the bulletins before they are set: as HTML for paper, and as what Word and 公众号 are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.bulletins.attached import figures
from digest.bulletins.block_model import Handout
from digest.bulletins.pdf_bulletin import Bulletin, Cover, compose
from digest.model.build import Files, Texts
from digest.model.bulletin_order import BulletinOrder, Issue
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison, Finding, TopicComparison
from digest.model.problem import Problem, in_order
from digest.model.report import Fact
from digest.render import routes
from digest.render.markdown import to_html

if TYPE_CHECKING:
    from digest.render.templates import Environment


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
    wanted = [(routes.SUMMARY, site.title, routes.OVERVIEW_DIGEST, cover, whole, _finding_facts(comparison.overview.findings))]
    wanted += [(routes.BOARD_BULLETIN, "目标一览", routes.BOARD_DIGEST, cover, whole, _board_facts(comparison))] if comparison.boards else []
    wanted += [(t.topic.id, t.topic.name, routes.topic_digest(t.topic.id), cover, whole, _facts_of([t])) for t in comparison.topics]
    wanted += [(i.order.id, i.order.title, routes.issue_digest(i.order.id), _cover_of_order(cover, i.order), i.dossiers, _facts_of(i.topics)) for i in issues]
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


def _facts_of(topics: Iterable[TopicComparison]) -> Iterator[Fact]:
    """Topics → the facts that are compared in them."""
    for topic in topics:
        yield from (fact for table in topic.tables for row in table.rows for cell in (row.actual, row.target) for fact in cell.facts)
        yield from _finding_facts(topic.findings)


def _board_facts(comparison: Comparison) -> Iterator[Fact]:
    """A comparison → the facts on its boards."""
    rows = (row for panel in comparison.boards for line in panel.lines for row in line.rows)
    return (fact for row in rows for cell in (row.target, row.earlier, row.result) for fact in cell.facts)


def _finding_facts(findings: Iterable[Finding]) -> Iterator[Fact]:
    """Findings → what they rest on."""
    return (fact for finding in findings for fact in finding.facts)


def _cover_of_order(cover: Cover, order: BulletinOrder) -> Cover:
    """The title block of an ordered bulletin: its own compiler and number, and its subtitle where others say what the site is about."""
    return replace(cover, compiler=order.compiler or cover.compiler, about=order.subtitle or cover.about, number=order.number)
