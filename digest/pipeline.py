"""The whole build, in the order in which it happens. Read this first.

    analyse   the bytes of one file → what it says     (pure, remembered, in parallel)
    compare   records → comparisons                    (pure; digest/compare/)
    write     comparisons → digests, with editors' notes and orders
    render    comparisons, digests → charts, bulletins in three forms, pages, data
    prepare   folders in → all that would be published (digest/making.py makes it)
    build     the same, published, where anything changed (the edges)
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial

from digest.audit.jumps import without_jumps
from digest.audit.measure import accuracy
from digest.audit.record_checks import across_years, check
from digest.charts.chart_html import sized
from digest.chinese.segment import set_cache
from digest.compare.comparisons import compare
from digest.compare.data_date import dated
from digest.compare.editions import admitted, contradictions
from digest.compare.ordered_bulletins import issues
from digest.content.bulletin_order_files import load_orders
from digest.content.catalogue_files import load_catalogue
from digest.content.plain_files import garbled, strange
from digest.content.report_files import report_files
from digest.extract.facts import read_indicators
from digest.extract.glossary import find_terms
from digest.extract.open_figures import find_figures
from digest.extract.pledges import find_pledges
from digest.extract.projects import find_projects
from digest.extract.relative_targets import find_aims
from digest.extract.word_counts import find_words
from digest.making import (
    Problems,
    Progress,
    Remember,
    assets,
    draw_charts,
    encoded,
    find_unplaced,
    find_unresolved,
    forms_made,
    lay_out_bulletins,
    make_edition,
    make_handouts,
    make_pages,
    make_search,
    make_tables,
    outlined,
    watched,
    write_bulletins,
    write_digests,
    write_issues,
    write_notes,
)
from digest.model.build import Prepared, Settings, Summary
from digest.model.bulletin_order import Issue
from digest.model.catalogue import Catalogue, SiteSettings
from digest.model.comparison import Comparison
from digest.model.note import Note
from digest.model.problem import ERROR, N_, Problem, in_order
from digest.model.report import Record, Report, Source
from digest.outputs import Texts, data_files, words_of
from digest.read.any import read_source
from digest.render import routes
from digest.render.templates import markdown_environment
from digest.system import fonts
from digest.system.cache import Cache
from digest.system.garbage import seldom, settled
from digest.system.inputs import code_digest, inputs_of, stamp_of
from digest.system.kept_pdfs import kept
from digest.system.parallel import executor
from digest.system.publish import publish
from digest.system.unchanged import standing
from digest.understand.clean import clean
from digest.understand.damage import damage, sound
from digest.understand.identify import REFUSED, identify, report_id
from digest.understand.outline import outline
from digest.understand.topics import classify

Analysis = tuple[Record | None, Problems]

FOR_WANT_OF = ("bulletins.no-pango", "bulletins.no-weasyprint", "fonts.none", "fonts.no-bold")  # problems of the machine, which may have it the next time


def silent(stage: str, done: int, of: int) -> None:
    """A progress that nobody watches."""


def build(settings: Settings, progress: Progress = silent) -> Summary:
    """Folders in, site out. Nothing is written where nothing changed, and nothing at all where a template or content/ is broken.

    OSErrors of the disk pass; the last site stands untouched then.
    """
    return standing(settings) or rebuild(settings, progress)


def rebuild(settings: Settings, progress: Progress = silent) -> Summary:
    """The same, whether anything changed or not. Files that are changed meanwhile are read again the next time."""
    stamp, inputs = stamp_of(settings), inputs_of(settings)
    prepared = prepare(settings, progress)
    summary = prepared.summary
    if not summary.published:
        return summary
    if any(problem.code in FOR_WANT_OF for problem in summary.problems) or stamp_of(settings) != stamp:
        stamp = ""
    done = publish(settings.site, prepared.files, stamp, json.dumps(asdict(summary), ensure_ascii=False), inputs)
    if done.problems:
        return replace(summary, problems=summary.problems + done.problems, published=False)
    return replace(summary, written=done.written, removed=done.removed)


def inspect(settings: Settings, progress: Progress = silent) -> Problems:
    """Everything that an editor can put right, and nothing published: content/, reports, contradictions, templates, numbers."""
    return prepare(settings, progress, drawn=False).summary.problems


def prepare(settings: Settings, progress: Progress = silent, drawn: bool = True) -> Prepared:
    """Folders in → all that would be published, or why nothing can be.

    Not `drawn`: no charts, and bulletins by their names alone: both take long, and there is nothing in them to put right.
    """
    with seldom(), executor(settings.jobs) as pool:
        remember = partial(Cache(settings.cache / "results", code_digest()).map, pool)
        catalogue, records, problems = settled(read(settings, remember, progress))
        if catalogue is None:
            return refused(problems)
        comparison = settled(compare(records, catalogue))
        problems += contradictions(comparison.dossiers) + across_years(comparison.dossiers)

        written, said = write(settings, comparison, catalogue, records)
        problems += said
        if written is None:  # a template or a note that an editor has to mend
            return refused(problems, catalogue, comparison)
        notes, ordered, digests = written

        faces, lacking = fonts.prepare(words_of(comparison, digests), settings.cache / "fonts") if drawn else (None, ())
        charts, undrawn = draw_charts(faces, comparison, remember, progress, ordered)
        texts, wrong = write_bulletins(settings, comparison, catalogue, digests, charts, ordered)
        bulletins, unset = lay_out_bulletins(faces, texts if settings.pdf else (), remember, progress)
        forms = make_handouts(settings, texts, charts, remember, progress) if drawn else outlined(texts, settings.pdf)

        older = () if bulletins or not drawn else kept(settings.site, (routes.bulletin(text.id) for text in texts))

        measured, unmeasured = write_accuracy(settings, catalogue, remember)
        pages, more, counts = make_pages(settings, comparison, catalogue, digests, forms_made(bulletins + forms, older), measured or "", ordered)
        pages = sized(pages, charts)
        problems += unmeasured
        data = data_files(comparison, catalogue)
        index = make_search(comparison, catalogue, remember) if drawn else ()
        if wrong or more or measured is None:
            return refused(problems + wrong + more, catalogue, comparison)
        if unresolved := find_unresolved(settings, comparison, catalogue, pages, counts, texts, dict(data), measured, notes, ordered):
            return refused(problems + unresolved, catalogue, comparison)

    problems = in_order(problems + lacking + undrawn + unset)
    still = assets(settings)
    other = make_edition(pages, still, catalogue)
    files = dict((*pages, *other, *make_tables(pages, comparison, catalogue), *encoded(digests), *data, *index, *still, *charts, *bulletins, *forms))
    files |= {one.route: one.data for one in older}
    facts = sum(len(dossier.facts) for dossier in comparison.dossiers)
    summary = Summary(len(records), facts, len(pages), sum(address.endswith(".png") for address, _ in charts), len(bulletins), problems=problems)
    dates = {routes.bulletin(text.id): text.cover.data_date for text in texts if text.cover}
    dated = (*((route, dates[route]) for route, _ in bulletins), *((one.route, one.date) for one in older))
    summary = replace(summary, dated=tuple(dated))
    return Prepared(summary, files, catalogue, comparison)


def write(
    settings: Settings, comparison: Comparison, catalogue: Catalogue, records: tuple[Record, ...]
) -> tuple[tuple[tuple[Note, ...], tuple[Issue, ...], Texts] | None, Problems]:
    """→ what editors noted, the bulletins that they ordered, and every digest; None where they have to mend a template or a note first."""
    notes, annotated, remarks = write_notes(settings, comparison, catalogue)
    orders, misordered = load_orders(settings.content / "bulletins", catalogue)
    ordered, missing = issues(orders, records, catalogue, comparison)
    digests, wrong = write_digests(settings, comparison, catalogue, annotated or {}, ordered)
    issue_digests, more = write_issues(settings, ordered)
    problems = remarks + missing + misordered + wrong + more
    if annotated is None or misordered or wrong or more:
        return None, problems
    problems += find_unplaced(settings, comparison, catalogue, notes, annotated, ordered)
    return (notes, ordered, digests + issue_digests), problems


def refused(problems: Problems, catalogue: Catalogue | None = None, comparison: Comparison | None = None) -> Prepared:
    """→ nothing to publish, and why."""
    return Prepared(Summary(problems=in_order(problems), published=False), {}, catalogue, comparison)


def read(settings: Settings, remember: Remember, progress: Progress) -> tuple[Catalogue | None, tuple[Record, ...], Problems]:
    """content/ and the folder of reports → the catalogue and the records that can be compared, and what is wrong with the rest.

    No catalogue where content/ itself is broken: then nothing can be published.
    """
    catalogue, problems = load_catalogue(settings.content)
    problems += garbled(settings.templates) + garbled(settings.methods)
    unread = strange(settings.content, settings.reports) + strange(settings.templates)
    if any(problem.severity == ERROR for problem in problems):
        return None, (), in_order(problems + unread)
    files, more = report_files(settings.reports)
    set_cache(settings.cache / "jieba")
    analyses: list[Analysis] = remember(reader(catalogue), files, watched(progress, N_("Reading"), len(files)))
    records, refused = admitted(record for record, _ in analyses if record)
    problems += unread + more + refused + tuple(problem for _, said in analyses for problem in said)
    problems += tuple(problem for record in records for problem in (*record.report.warnings, *record.warnings))
    catalogue, stale = dated(catalogue, records, (settings.content / "site.yaml").as_posix())
    records, jumped = without_jumps(records, catalogue)
    return catalogue, records, in_order(problems + stale + jumped)


def reader(catalogue: Catalogue) -> Callable[[tuple[str, bytes]], Analysis]:
    """A catalogue → what analyses a file with it, remembered whatever the site is called and of which day its data are."""
    return partial(analyse_file, replace(catalogue, site=SiteSettings(""), stated=()))


def analyse_file(catalogue: Catalogue, file: tuple[str, bytes]) -> Analysis:
    """One (path, bytes) of a list of files → its record with its words counted, which comparing wants and a single record does not."""
    record, problems = analyse(catalogue, *file)
    return record and replace(record, words=find_words(record.report, catalogue)), problems


def analyse(catalogue: Catalogue, path: str, data: bytes) -> Analysis:
    """The bytes of one file → its record, or None and why it is refused. A record may come with problems, and without a place.

    Pure: the same bytes and catalogue give the same record, on any machine.
    """
    source, problems = read_source(path, data)
    if source is None:
        return None, problems
    report, more = understand(source, catalogue)
    if report is None:
        return None, problems + more
    pledges, miscounted = find_pledges(report)
    facts, parts = read_indicators(report, catalogue)
    record = Record(report, facts, find_projects(report, catalogue), pledges, find_terms(report))
    record = replace(record, figures=find_figures(report, catalogue, facts, parts), aims=find_aims(report, catalogue))
    record = sound(record)  # what stands on damaged digits is read, and told, but never published
    return replace(record, warnings=miscounted + check(record, catalogue)), problems + more


def understand(source: Source, catalogue: Catalogue) -> tuple[Report | None, tuple[Problem, ...]]:
    """Source → Report: which lines are the report, how it is built, whose it is, what each paragraph is about."""
    cleaned = clean(source, catalogue)
    structure = outline(cleaned)
    meta, problems = identify(source, cleaned, structure, catalogue)
    if any(p.code in REFUSED for p in problems):
        return None, problems
    sections, paragraphs = classify(structure.sections, structure.paragraphs, catalogue)
    report = Report(report_id(meta, source), source, meta, structure.masthead, sections, paragraphs, cleaned.boilerplate, cleaned.warnings)
    return replace(report, warnings=report.warnings + damage(report, catalogue)), problems


def write_accuracy(settings: Settings, catalogue: Catalogue, remember: Remember) -> tuple[str | None, Problems]:
    """Labels of the shipped reports and what is read of them now → the end of the methods page; None where its template is broken."""
    environment = markdown_environment(settings.templates / "markdown")
    return accuracy(environment, settings.content, settings.reports, lambda files: remember(reader(catalogue), files))
