"""The whole build, in the order in which it happens. Read this first.

    analyse   the bytes of one file → what it says     (pure, remembered, in parallel)
    compare   records → comparisons                    (pure; digest/compare/)
    render    comparisons → digests, charts, bulletins, pages, data
    build     folders in, site out                     (the edges)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from digest import machine, routes
from digest.cache import Cache
from digest.catalogue import Catalogue
from digest.checks import across_years, check
from digest.classify import classify
from digest.clean import clean
from digest.compare.comparisons import compare
from digest.compare.editions import admitted, contradictions
from digest.comparison import Comparison
from digest.content import load_catalogue
from digest.damage import damage, sound
from digest.extract.aims import find_aims
from digest.extract.facts import read_indicators
from digest.extract.figures import find_figures
from digest.extract.glossary import find_terms
from digest.extract.pledges import find_pledges
from digest.extract.projects import find_projects
from digest.extract.words import find_words
from digest.fonts import prepare
from digest.gate import gate
from digest.identify import NO_REPORT, identify, report_id
from digest.inputs import code_digest, digest_of
from digest.measuring import accuracy
from digest.messages import CHINESE, translator
from digest.model import Record, Report, Source
from digest.outline import outline
from digest.parallel import executor
from digest.problems import ERROR, N_, Problem, in_order
from digest.read.any import read_source
from digest.render.bulletins import NO_PANGO, NO_SUBSET, Bulletin, lay_out
from digest.render.charts import draw
from digest.render.outputs import Files, Texts, bulletin_texts, charts_of, data_files, digest_texts, words_of
from digest.render.pages import site_pages
from digest.report_files import report_files
from digest.segment import set_cache
from digest.settings import Settings, Summary
from digest.site import Manifest, publish, read_manifest, unchanged
from digest.templates import html_environment, markdown_environment
from digest.typefaces import Fonts

Progress = Callable[[str, int, int], None]  # stage, done, of how many
Problems = tuple[Problem, ...]
Analysis = tuple[Record | None, Problems]
Made = tuple[bytes | None, Problems]  # a chart or a bulletin, or why there is none
Remember = Callable[..., list[Any]]  # function, items, done → results: Cache.map on the build's executor

FOR_WANT_OF = ("bulletins.no-pango", "fonts.none", "fonts.no-bold")  # problems of the machine, which may have it the next time


def silent(stage: str, done: int, of: int) -> None:
    """A progress that nobody watches."""


def build(settings: Settings, progress: Progress = silent) -> Summary:
    """Folders in, site out. Nothing is written where nothing changed, and nothing at all where a template or content/ is broken.

    OSErrors of the disk pass; the last site stands untouched then.
    """
    stamp = _stamp(settings)
    manifest = read_manifest(settings.site)
    if manifest and unchanged(settings.site, manifest, stamp):
        return _remembered(manifest)

    with executor(settings.jobs) as pool:
        remember = partial(Cache(settings.cache / "results", code_digest()).map, pool)
        catalogue, records, problems = read(settings, remember, progress)
        if catalogue is None:
            return Summary(problems=problems, published=False)
        comparison = compare(records, catalogue)
        problems += contradictions(comparison.dossiers) + across_years(comparison.dossiers)

        digests, wrong = write_digests(settings, comparison, catalogue)
        if wrong:  # a template that an editor has to mend
            return Summary(problems=in_order(problems + wrong), published=False)
        fonts, lacking = prepare(words_of(comparison, digests), settings.cache / "fonts")
        charts, undrawn = draw_charts(fonts, comparison, remember, progress)
        texts, wrong = write_bulletins(settings, comparison, catalogue, digests, charts)
        bulletins, unset = lay_out_bulletins(fonts, texts, remember, progress)
        measured, unmeasured = write_accuracy(settings, catalogue, remember)
        pages, more = make_pages(settings, comparison, catalogue, digests, bulletins, measured or "")
        problems += unmeasured
        data = data_files(comparison, catalogue)
        if wrong or more or measured is None:
            return Summary(problems=in_order(problems + wrong + more), published=False)
        if unresolved := find_unresolved(settings, comparison, catalogue, pages, texts, dict(data), measured):
            return Summary(problems=in_order(problems + unresolved), published=False)

    problems = in_order(problems + lacking + undrawn + unset)
    files = dict((*pages, *_encoded(digests), *data, *_assets(settings), *charts, *bulletins))
    facts = sum(len(dossier.facts) for dossier in comparison.dossiers)
    summary = Summary(len(records), facts, len(pages), len(charts), len(bulletins), problems=problems)
    if any(problem.code in FOR_WANT_OF for problem in problems):
        stamp = ""
    done = publish(settings.site, files, stamp, json.dumps(asdict(summary), ensure_ascii=False))
    if done.problems:
        return replace(summary, problems=problems + done.problems, published=False)
    return replace(summary, written=done.written, removed=done.removed)


def inspect(settings: Settings, progress: Progress = silent) -> Problems:
    """Everything that an editor can put right, and nothing published: content/, reports, contradictions, templates."""
    with executor(settings.jobs) as pool:
        remember = partial(Cache(settings.cache / "results", code_digest()).map, pool)
        catalogue, records, problems = read(settings, remember, progress)
        if catalogue is None:
            return problems
        comparison = compare(records, catalogue)
        problems += contradictions(comparison.dossiers) + across_years(comparison.dossiers)
        digests, wrong = write_digests(settings, comparison, catalogue)
        if not wrong:
            _, unprintable = write_bulletins(settings, comparison, catalogue, digests, ())
            _, unreadable = make_pages(settings, comparison, catalogue, digests, ())
            _, unmeasured = write_accuracy(settings, catalogue, remember)
            wrong = unprintable + unreadable + unmeasured
    return in_order(problems + wrong)


def read(settings: Settings, remember: Remember, progress: Progress) -> tuple[Catalogue | None, tuple[Record, ...], Problems]:
    """content/ and the folder of reports → the catalogue and the records that can be compared, and what is wrong with the rest.

    No catalogue where content/ itself is broken: then nothing can be published.
    """
    catalogue, problems = load_catalogue(settings.content)
    if any(problem.severity == ERROR for problem in problems):
        return None, (), problems
    files, unread = report_files(settings.reports)
    set_cache(settings.cache / "jieba")
    analyses: list[Analysis] = remember(partial(analyse_file, catalogue), files, _watched(progress, N_("Reading"), len(files)))
    records, refused = admitted(record for record, _ in analyses if record)
    problems += unread + refused + tuple(problem for _, said in analyses for problem in said)
    problems += tuple(problem for record in records for problem in (*record.report.warnings, *record.warnings))
    return catalogue, records, in_order(problems)


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
    if any(p.code == NO_REPORT for p in problems):
        return None, problems
    sections, paragraphs = classify(structure.sections, structure.paragraphs, catalogue)
    report = Report(report_id(meta, source), source, meta, structure.masthead, sections, paragraphs, cleaned.boilerplate, cleaned.warnings)
    return replace(report, warnings=report.warnings + damage(report, catalogue)), problems


def write_digests(settings: Settings, comparison: Comparison, catalogue: Catalogue) -> tuple[Texts, Problems]:
    """Comparison → Markdown, through the templates that editors change."""
    return digest_texts(markdown_environment(settings.templates / "markdown"), comparison, catalogue.site)


def draw_charts(fonts: Fonts | None, comparison: Comparison, remember: Remember, progress: Progress) -> tuple[Files, Problems]:
    """Comparison → its charts as SVG, but for those that the fonts have no letters for."""
    if fonts is None:
        return (), ()
    charts = charts_of(comparison)
    drawn: list[Made] = remember(partial(draw, fonts), charts, _watched(progress, N_("Drawing charts"), len(charts)))
    return _made((routes.chart(chart.id) for chart in charts), drawn)


def write_bulletins(
    settings: Settings, comparison: Comparison, catalogue: Catalogue, digests: Texts, charts: Files
) -> tuple[tuple[Bulletin, ...], Problems]:
    """Digests and charts → the bulletins' texts, where bulletins are wanted."""
    if not settings.pdf:
        return (), ()
    css = (settings.templates / "styles" / "bulletin.css").read_text(encoding="utf-8")
    return bulletin_texts(html_environment(settings.templates / "bulletin"), css, comparison, catalogue.site, digests, charts)


def lay_out_bulletins(
    fonts: Fonts | None, bulletins: tuple[Bulletin, ...], remember: Remember, progress: Progress
) -> tuple[Files, Problems]:
    """Bulletins' texts → PDF, as far as this machine has what that takes."""
    if fonts is None or not bulletins:
        return (), ()
    if not all(map(machine.has, (machine.PANGO, machine.PANGOFT2))):
        return (), (NO_PANGO,)
    slow = () if machine.has(machine.SUBSET) else (NO_SUBSET,)
    laid: list[Made] = remember(partial(lay_out, fonts), bulletins, _watched(progress, N_("Laying out bulletins"), len(bulletins)))
    files, problems = _made((routes.bulletin(bulletin.id) for bulletin in bulletins), laid)
    return files, slow + problems


def write_accuracy(settings: Settings, catalogue: Catalogue, remember: Remember) -> tuple[str | None, Problems]:
    """Labels of the shipped reports and what is read of them now → the end of the methods page; None where its template is broken."""
    environment = markdown_environment(settings.templates / "markdown")
    return accuracy(environment, settings.content, settings.reports, lambda files: remember(partial(analyse_file, catalogue), files))


def make_pages(
    settings: Settings, comparison: Comparison, catalogue: Catalogue, digests: Texts, bulletins: Files, measured: str = ""
) -> tuple[Files, Problems]:
    """Everything that has been written → the pages of the site. `measured` ends the methods page."""
    environment = html_environment(settings.templates / "html")
    methods = f"{settings.methods.read_text(encoding='utf-8')}\n{measured}"
    made = tuple(route for route, _ in bulletins)
    pages, problems = site_pages(comparison, digests, made, methods, catalogue, environment, translator(CHINESE))
    return _encoded(pages), problems


def find_unresolved(
    settings: Settings, comparison: Comparison, catalogue: Catalogue, pages: Files, bulletins: Iterable[Bulletin], data: dict[str, bytes], measured: str
) -> Problems:
    """Everything that is about to be published → each number in it that rests on no sentence and on no count."""
    templates = [path.read_text(encoding="utf-8") for path in sorted(settings.templates.rglob("*.j2"))]
    shown = [(address, page.decode("utf-8")) for address, page in pages]
    printed = [(routes.bulletin(bulletin.id), bulletin.html) for bulletin in bulletins]
    prose = {routes.METHODS: settings.methods.read_text(encoding="utf-8") + measured}
    table = data[routes.FACTS_CSV].decode("utf-8-sig")
    return gate(comparison, catalogue, charts_of(comparison), shown, printed, table, templates, prose)


def _stamp(settings: Settings) -> str:
    """→ the digest of all that the site is made of."""
    folders = (settings.content, settings.reports, settings.templates, settings.methods)
    return digest_of(folders, (code_digest(), "pdf" if settings.pdf else "no pdf"))


def _remembered(manifest: Manifest) -> Summary:
    """What the last build said, which holds still: nothing has changed since."""
    said = json.loads(manifest.summary)
    problems = tuple(Problem(**{**p, "values": tuple(map(tuple, p["values"]))}) for p in said.pop("problems"))
    return Summary(**{**said, "problems": problems, "unchanged": True})


def _watched(progress: Progress, stage: str, of: int) -> Callable[[], None]:
    """→ a function that counts how often it is called, for whoever watches."""
    count = iter(range(1, of + 1))
    progress(stage, 0, of)
    return lambda: progress(stage, next(count, of), of)


def _made(addresses: Iterable[str], made: list[Made]) -> tuple[Files, Problems]:
    """Addresses and what was made for each → the files that there are, and why the others are not."""
    files = tuple((address, data) for address, (data, _) in zip(addresses, made, strict=True) if data is not None)
    return files, tuple(problem for _, said in made for problem in said)


def _encoded(texts: Texts) -> Files:
    return tuple((address, text.encode("utf-8")) for address, text in texts)


def _assets(settings: Settings) -> Files:
    return ((routes.STYLE, (settings.templates / "styles" / "site.css").read_bytes()),)
