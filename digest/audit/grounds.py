"""A comparison → all that a printed number may rest on, by where it is printed: what the gate asks (number_gate.py)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from digest.audit import allowed_numbers
from digest.audit.quotable_words import quotable
from digest.model.bulletin_order import Issue
from digest.model.catalogue import Catalogue
from digest.model.chart import Chart
from digest.model.comparison import Comparison
from digest.model.report import Record, Report
from digest.render import filters, routes
from digest.render.counts import counted, numbers
from digest.render.csv_tables import FIELDS

Numbers = frozenset[str]
# matches " " · "\n"      not 字
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that a number of this build may rest on."""

    free: Numbers  # counts, years, names, what stands in templates
    facts: Mapping[str, Numbers]  # address of a paragraph → the numbers of its facts
    reports: Mapping[str, Report]  # address of a report's page → the report
    labels: Mapping[str, Numbers]  # the same → the numbers of its title, date, source
    rows: Mapping[str, Mapping[str, Numbers]]  # the same → a quote of its facts → their numbers
    charts: Mapping[str, Numbers]  # address of a chart → the numbers that it shows
    texts: Mapping[str, str]  # address of a paragraph → its text
    shares: Mapping[str, Numbers]  # address of a topic's page → shares of the reports' text that are about it
    cells: Mapping[str, Numbers]  # name of a row of a heat map → its cells
    names: Mapping[str, frozenset[str]]  # address of a paragraph, or anchor of a term → names that may have any number in them
    projects: Mapping[str, Numbers]  # address of a paragraph → what its projects cost, and when they are done
    own: Mapping[str, Numbers]  # address of a page → numbers that editors wrote on it themselves, and counts of its ordered bulletin


def lay(
    comparison: Comparison, catalogue: Catalogue, charts: tuple[Chart, ...], templates: Iterable[str], prose: Mapping[str, str],
    issues: tuple[Issue, ...] = (),
) -> Grounds:  # fmt: skip
    """A comparison → what its numbers rest on.

    `templates` are their texts, `prose` what editors wrote themselves by the page that it stands on, `issues` what was compared for ordered
    bulletins alone: its counts are theirs.
    """
    records = [record for dossier in comparison.dossiers for record in dossier.editions]
    facts: dict[str, set[str]] = {}
    for fact in (*(f for dossier in comparison.dossiers for f in dossier.facts), *(f for record in records for f in record.facts)):
        for evidence in fact.evidence:
            facts.setdefault(routes.paragraph(evidence.report, evidence.paragraph), set()).update(allowed_numbers.spoken_of(fact))
    for record in records:
        for address, found in allowed_numbers.of_policies(record):
            facts.setdefault(address, set()).update(found)
    fields = numbers(" ".join(meaning for _, meaning in FIELDS))
    counts = counted((comparison, allowed_numbers.given(comparison))) | allowed_numbers.told_of(comparison)
    free = fields | counts | allowed_numbers.named_in(catalogue, comparison) | allowed_numbers.literals(templates)
    cells: dict[str, set[str]] = defaultdict(set)
    for name, found in (row for chart in charts for row in allowed_numbers.cells_of(chart).items()):
        cells[name] |= found
    return Grounds(
        free=free,
        shares={page(t.topic.id): allowed_numbers.shares(t) for t in comparison.topics for page in (routes.topic_page, routes.full_page)},
        cells={name: frozenset(found) for name, found in cells.items()},
        facts={address: frozenset(found) for address, found in facts.items()},
        reports={routes.report_page(r.report.id): r.report for r in records},
        labels={routes.report_page(r.report.id): _words_on_report(r.report) for r in records},
        rows={routes.report_page(r.report.id): _what_stands_beside_quotes(r) for r in records},
        charts={routes.chart(chart.id): allowed_numbers.shown_by(chart) for chart in charts},
        names=allowed_numbers.names(comparison),
        projects={where: found for r in records for where, found in allowed_numbers.of_projects(r).items()},
        own=_own_of_pages(prose, issues),
        texts={address: one_line(text) for r in records for address, text in quotable(r)},
    )


def _words_on_report(report: Report) -> Numbers:
    """What is said of a report as a whole: title, date, congress, source, id, file."""
    meta, source = report.meta, report.source
    said = (meta.title, meta.publisher, meta.url, meta.note, meta.session, meta.speaker, meta.delivered, filters.date(meta.delivered))
    counts = (len(source.lines), len(report.paragraphs), len(report.boilerplate), len(report.warnings))
    fixes = tuple(words for fix in source.front.fix for words in (fix.find, fix.put, fix.why))
    return numbers(" ".join((*said, *fixes, report.id, source.path, source.encoding, source.sha256, str(meta.year), *map(str, counts))))


def _what_stands_beside_quotes(record: Record) -> dict[str, Numbers]:
    """A record → what its page may print beside each quote of its facts."""
    rows: dict[str, Numbers] = {}
    for fact in record.facts:
        quote = one_line(fact.evidence[0].quote)
        rows[quote] = rows.get(quote, numbers(quote)) | allowed_numbers.spoken_of(fact)
    return rows


def renewed(ground: Grounds, templates: Iterable[str], prose: Mapping[str, str], issues: tuple[Issue, ...] = ()) -> Grounds:
    """What numbers rest on, and templates and editors' words as they are now → the same with what these allow. What older templates allowed stays."""
    return replace(ground, free=ground.free | allowed_numbers.literals(templates), own=_own_of_pages(prose, issues))


def _own_of_pages(prose: Mapping[str, str], issues: tuple[Issue, ...]) -> dict[str, Numbers]:
    """What editors wrote by the page, and ordered bulletins → what each of these pages may print of its own."""
    titles = numbers(" ".join(text for issue in issues for text in allowed_numbers.titles(issue)))
    own = {routes.issue_page(issue.order.id): allowed_numbers.of_issue(issue) for issue in issues}
    own |= dict.fromkeys((routes.INDEX, routes.BULLETINS), titles)
    return own | {page: numbers(text) | own.get(page, frozenset()) for page, text in prose.items()}


def one_line(text: str) -> str:
    """Text → as it is compared: readable, spaces and line ends as one space."""
    return SPACE.sub(" ", filters.readable(text)).strip()
