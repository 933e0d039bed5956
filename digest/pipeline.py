"""The whole build, in the order in which it happens. Read this first.

    analyse   the bytes of one file → what it says     (pure, remembered, in parallel)
    compare   records → comparisons                    (pure; digest/compare/)
    write     comparisons → digests, with editors' notes and orders
    render    comparisons, digests → charts, bulletins in three forms, pages, data
    prepare   folders in → all that would be published (each kind by a step of digest/steps.py)
    build     the same, published, where anything changed (the edges)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from functools import partial

from digest.audit.jumps import without_jumps
from digest.audit.record_checks import across_years, check
from digest.chinese.segment import set_cache
from digest.compare.comparisons import compare
from digest.compare.data_date import dated
from digest.compare.editions import admitted, contradictions
from digest.compare.known_alone import known_alone
from digest.content.catalogue_files import load_catalogue
from digest.content.plain_files import garbled, strange
from digest.content.report_files import report_files
from digest.content.sample_report import SAMPLE
from digest.content.standing_files import file_for, sources
from digest.extract.beyond_range import beyond_marked
from digest.extract.facts import read_indicators
from digest.extract.glossary import find_terms
from digest.extract.main_tasks import find_tasks
from digest.extract.open_figures import find_figures
from digest.extract.pledges import find_pledges
from digest.extract.projects import find_projects
from digest.extract.relative_targets import find_aims
from digest.extract.section_tree import find_sections
from digest.extract.task_subjects import find_subjects
from digest.model.build import Files, Prepared, Settings, Summary
from digest.model.catalogue import Catalogue, SiteSettings
from digest.model.comparison import Comparison
from digest.model.limits import DEFAULTS
from digest.model.problem import ERROR, N_, Problem, in_order
from digest.model.report import Record, Report, Source
from digest.pages.bulletin_pages import list_forms
from digest.pages.still_files import copy_assets
from digest.read.any import read_source
from digest.render import routes
from digest.steps import (
    Build,
    Problems,
    Progress,
    Remember,
    add_issues,
    add_notes,
    compose_bulletins,
    draw_charts,
    encode,
    find_unplaced,
    find_unresolved,
    lay_grounds,
    lay_out_bulletins,
    make_compared,
    make_data,
    make_handouts,
    make_maps,
    make_pages,
    make_search,
    name_handouts,
    prepare_fonts,
    watched,
    write_accuracy,
    write_digests,
)
from digest.system.cache import Cache
from digest.system.garbage import seldom, settled
from digest.system.guarded import Lost
from digest.system.incoming import incoming
from digest.system.inputs import code_digest, inputs_of, stamp_of
from digest.system.kept_pdfs import Kept, kept
from digest.system.parallel import Serial, executor
from digest.system.publish import publish
from digest.system.spread import spread
from digest.system.stopwatch import Stopwatch
from digest.system.unchanged import standing
from digest.system.unforeseen import lost_file, unforeseen
from digest.understand.as_written import names_as_written, report_as_written
from digest.understand.clean import clean
from digest.understand.damage import damage, sound
from digest.understand.identify import REFUSED, identify, report_id
from digest.understand.outline import outline
from digest.understand.recognised import told_of_recognised, unchecked
from digest.understand.report_years import years_of
from digest.understand.too_large import too_large, too_many_sections
from digest.understand.topics import classify

Analysis = tuple[Record | None, Problems]
File = tuple[str, bytes]  # its path and what is in it

# Problems of the machine, which may have it the next time
FOR_WANT_OF = ("bulletins.no-pango", "bulletins.no-weasyprint", "fonts.none", "fonts.no-bold", "office.missing", "office.late", "read.timeout", "read.memory",
               "read.crash")  # fmt: skip


def silent(stage: str, done: int, of: int) -> None:
    """A progress that nobody watches."""


def build(settings: Settings, progress: Progress = silent) -> Summary:
    """Folders in, site out. Nothing is written where nothing changed, and nothing at all where a template or content/ is broken.

    OSErrors of the disk pass; the last site stands untouched then.
    """
    return standing(settings) or rebuild(settings, progress)


def rebuild(settings: Settings, progress: Progress = silent, took: Stopwatch | None = None) -> Summary:
    """The same, whether anything changed or not; `took` notes what each station takes. Files that are changed meanwhile are read again the next time."""
    took = took or Stopwatch()
    stamp, inputs = took(stamp_of, settings), took(inputs_of, settings)
    prepared = prepare(settings, progress, took=took)
    summary = prepared.summary
    if not summary.published:
        return summary
    if any(problem.code in FOR_WANT_OF for problem in summary.problems) or stamp_of(settings) != stamp:
        stamp = ""
    done = took(publish, settings.site, prepared.files, stamp, json.dumps(asdict(summary), ensure_ascii=False), inputs)
    if done.problems:
        return replace(summary, problems=summary.problems + done.problems, published=False)
    return replace(summary, problems=summary.problems + done.edited, written=done.written, removed=done.removed)


def inspect(settings: Settings, progress: Progress = silent) -> Problems:
    """Everything that an editor can put right, and nothing published: content/, reports, contradictions, templates, numbers."""
    return prepare(settings, progress, drawn=False).summary.problems


def prepare(settings: Settings, progress: Progress = silent, drawn: bool = True, took: Stopwatch | None = None) -> Prepared:
    """Folders in → all that would be published, or why nothing can be.

    Not `drawn`: no charts, and bulletins by their names alone: both take long, and there is nothing in them to put right.
    """
    took = took or Stopwatch()
    with seldom(), executor(settings.jobs) as pool:
        folder, code, beside = settings.cache / "results", code_digest(), partial(spread, settings.jobs, took)
        remember, alone = partial(Cache(folder, code, took).map, pool), partial(Cache(folder, code).map, Serial())
        catalogue, records, problems = settled(took(read, settings, remember, progress))
        if catalogue is None:
            return refused(problems)
        comparison = settled(took(compare, records, catalogue))
        problems += contradictions(comparison.dossiers, catalogue) + across_years(comparison.dossiers)

        made, said = write(Build(settings, catalogue, comparison, remember, progress, beside, alone), records, took)
        problems += said
        if made.broken:  # a template, an order or a note that an editor has to mend
            return refused(problems, catalogue, comparison)

        faces, lacking = took(prepare_fonts, made) if drawn else (None, ())
        made, undrawn = took(draw_charts, made, faces)
        made, wrong = took(compose_bulletins, made)
        bulletins, unset = took(lay_out_bulletins, made, faces)
        handouts = took(make_handouts, made) if drawn and not settings.late else name_handouts(made)
        older = () if bulletins or not drawn else kept(settings.site, (routes.bulletin(text.id) for text in made.bulletins))

        measured, unmeasured = took(write_accuracy, made, lambda files: read_each(remember, catalogue, files))
        ground = took(lay_grounds, made, measured or "")
        forms = list_forms(bulletins + handouts, older)
        pages = took(make_pages, made, forms, measured or "", ground)
        data, index = took(make_data, made), took(make_search, made) if drawn else ()
        problems += unmeasured
        if made.broken or pages.problems or measured is None:
            return refused(problems + undrawn + wrong + pages.problems, catalogue, comparison)
        if unresolved := took(find_unresolved, made, ground, pages.verdicts, dict(data)):
            return refused(problems + unresolved, catalogue, comparison)
        still = copy_assets(settings)
        compared, maps = took(make_compared, made), make_maps(made, pages, still)

    printed = (*pages.pages, *pages.edition, *pages.tables, *compared, *maps)
    files = dict((*printed, *encode(made.digests), *data, *index, *still, *made.charts, *bulletins, *handouts))
    files |= {one.route: one.data for one in older}
    summary = summarise(made, records, pages.pages, bulletins, older, in_order(problems + lacking + undrawn + unset))
    return Prepared(summary, files, catalogue, comparison, (made, forms, measured, ground, dict(pages.groups)))


def write(build: Build, records: tuple[Record, ...], took: Stopwatch) -> tuple[Build, Problems]:
    """→ with what editors noted, the bulletins that they ordered, and every digest; and everything that is wrong in these, at once."""
    build, noted = took(add_notes, build)
    build, ordered = took(add_issues, build, records)
    build, written = took(write_digests, build)
    return build, noted + ordered + written + (() if build.broken else find_unplaced(build))


def summarise(
    build: Build, records: tuple[Record, ...], pages: Files, bulletins: Files, older: Iterable[Kept], problems: Problems
) -> Summary:
    """What was made, and the PDFs of an earlier build that stay → how much there is of each, and of which day each PDF is."""
    facts = sum(len(dossier.facts) for dossier in build.comparison.dossiers)
    pictures = sum(address.endswith(".png") for address, _ in build.charts)
    dates = {routes.bulletin(text.id): text.cover.data_date for text in build.bulletins if text.cover}
    dated = (*((route, dates[route]) for route, _ in bulletins), *((one.route, one.date) for one in older))
    return Summary(len(records), facts, len(pages), pictures, len(bulletins), problems=problems, dated=dated)


def refused(problems: Problems, catalogue: Catalogue | None = None, comparison: Comparison | None = None) -> Prepared:
    """→ nothing to publish, and why."""
    return Prepared(Summary(problems=in_order(problems), published=False), {}, catalogue, comparison)


def read(settings: Settings, remember: Remember, progress: Progress) -> tuple[Catalogue | None, tuple[Record, ...], Problems]:
    """content/ and the folder of reports → the catalogue and the records that can be compared, and what is wrong with the rest.

    No catalogue where content/ itself is broken: then nothing can be published.
    """
    catalogue, problems = load_catalogue(settings.content)
    problems += tuple(problem for root in (*sources(settings.templates), settings.methods) for problem in garbled(root))
    unread = tuple(problem for root in (*sources(settings.content), *sources(settings.templates)) for problem in strange(root, settings.reports))
    if any(problem.severity == ERROR for problem in problems):
        return None, (), in_order(problems + unread)
    files, more = report_files(settings.reports)
    set_cache(settings.cache / "jieba")
    came = incoming(files, settings.cache, settings.jobs)
    analyses: list[Analysis] = read_each(remember, catalogue, came.files, watched(progress, N_("Reading"), len(came.files)))
    records, refused = admitted(came.told(record) for record, _ in analyses if record)
    problems += unread + more + came.problems + refused + tuple(problem for _, said in analyses for problem in said)
    problems += tuple(problem for record in records for problem in (*record.report.warnings, *record.warnings))
    catalogue, stale = dated(catalogue, records, file_for(settings.content, "site.yaml").as_posix())
    records, jumped = without_jumps(records, catalogue)
    return catalogue, records, in_order(problems + stale + jumped)


def reader(catalogue: Catalogue) -> Callable[[File], Analysis]:
    """A catalogue → what analyses a file with it, remembered whatever the site is called, of which day its data are and which words are watched."""
    limits = replace(catalogue.limits, seconds=DEFAULTS.seconds, memory=DEFAULTS.memory)  # by which no result differs
    return partial(analyse_file, replace(catalogue, site=SiteSettings(""), stated=(), watched=(), weights=(), limits=limits))


def read_each(remember: Remember, catalogue: Catalogue, files: Sequence[File], done: Callable[[], None] = lambda: None) -> list[Analysis]:
    """Files → what is in each; a file that takes too much, or ends the process that reads it, costs itself alone and is told."""
    read = reader(catalogue)
    return remember(read, files, done, lost_analysis, catalogue.limits, lambda: read(("sample.md", SAMPLE)))  # by which word lists are loaded once for all


def lost_analysis(file: File, lost: Lost) -> Analysis:
    """A file whose process had to end → no record, and why."""
    return None, (lost_file(file[0], lost),)


def analyse_file(catalogue: Catalogue, file: File) -> Analysis:
    """One (path, bytes) of a list of files → its record, ready to be compared."""
    try:
        record, problems = analyse(catalogue, *file)
        return record and known_alone(record, catalogue), problems
    except Exception as error:  # a mistake of ours on one file, which must not cost the others
        return None, (unforeseen(file[0], error),)


def analyse_alone(catalogue: Catalogue, file: File) -> Analysis:
    """A file → its record without words, where an exception costs that file alone: what extracting and suggesting ask for."""
    try:
        return analyse(catalogue, *file)
    except Exception as error:
        return None, (unforeseen(file[0], error),)


def analyse(catalogue: Catalogue, path: str, data: bytes) -> Analysis:
    """The bytes of one file → its record, or None and why it is refused. A record may come with problems, and without a place.

    Pure: the same bytes and catalogue give the same record, on any machine.
    """
    source, problems = read_source(path, data)
    if source is None or (large := too_large(source, catalogue.limits)):
        return None, problems + (() if source is None else large)
    report, more = understand(source, catalogue)
    if report is None:
        return None, problems + more
    pledges, miscounted = find_pledges(report)
    facts, parts = read_indicators(report, catalogue)
    record = Record(report, facts, find_projects(report, catalogue), pledges, find_terms(report))
    record = replace(record, figures=find_figures(report, catalogue, facts, parts), aims=find_aims(report, catalogue))
    sections = find_sections(report)
    record = replace(record, sections=sections, tasks=(tasks := find_tasks(report, sections, catalogue, pledges)))
    record = replace(record, subjects=find_subjects(report, sections, tasks, catalogue))
    record = beyond_marked(unchecked(sound(record)), catalogue)  # what stands on damaged digits is read, and told, but never published
    return names_as_written(replace(record, warnings=miscounted + check(record, catalogue))), problems + more


def understand(source: Source, catalogue: Catalogue) -> tuple[Report | None, tuple[Problem, ...]]:
    """Source → Report: which lines are the report, how it is built, whose it is, what each paragraph is about."""
    cleaned = clean(source, catalogue)
    structure = outline(cleaned)
    meta, problems = identify(source, cleaned, structure, catalogue)
    problems += too_many_sections(source, structure.sections, catalogue.limits)
    if any(p.code in REFUSED or p.code.startswith("limits.") for p in problems):
        return None, problems
    told = years_of(meta, structure.sections, structure.paragraphs)
    sections, paragraphs = classify(structure.sections, structure.paragraphs, catalogue, told)
    report = Report(report_id(meta, source), source, meta, structure.masthead, sections, paragraphs, cleaned.boilerplate, cleaned.warnings)
    report = report_as_written(report)
    return replace(report, warnings=report.warnings + told_of_recognised(report) + damage(report, catalogue)), problems
