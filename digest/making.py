"""Comparison → what is published of it, each kind by a call: digests, charts, bulletins, pages; and the gate before all of it.

Here is known which templates and styles each kind is made with, and which work is spread over processes and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

from digest.audit.number_gate import gate
from digest.bulletins.justify import untested
from digest.bulletins.pdf_bulletin import NO_SUBSET, Bulletin, lay_out
from digest.bulletins.typesetter import NoTypesetter
from digest.bulletins.wechat import to_wechat
from digest.bulletins.word import to_word
from digest.charts.chart_files import ChartFiles, chart_data, chart_pictures, unlinked
from digest.content.note_files import load_notes
from digest.content.plain_files import held, read_text
from digest.model.build import Settings
from digest.model.bulletin_order import Issue
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.note import Annotation, Note
from digest.model.problem import N_, Problem
from digest.model.typeface import Fonts
from digest.outputs import Files, Texts, bulletin_texts, charts_of, digest_texts, handouts, issue_texts, places_of_comments
from digest.pages.bulletin_pages import Forms
from digest.pages.compare_data import compare_files
from digest.pages.feeds import map_files
from digest.pages.indicator_csv import indicator_files
from digest.pages.page_tables import csv_files
from digest.pages.search_pages import search_files, searched, segments
from digest.pages.site_pages import Counts, site_pages
from digest.pages.traditional_pages import traditional_pages, traditional_scripts
from digest.render import routes
from digest.render.counts import numbers
from digest.render.digests import tidy
from digest.render.notes import annotations, by_hand, digest_names, unplaced
from digest.render.templates import html_environment, markdown_environment, render
from digest.render.whose_words import reports_of, wording
from digest.search.index import index_segment
from digest.system import machine
from digest.system.kept_pdfs import Kept
from digest.system.messages import CHINESE, translator

Progress = Callable[[str, int, int], None]  # stage, done, of how many
Problems = tuple[Problem, ...]
Made = tuple[bytes | None, Problems]  # a chart or a bulletin, or why there is none
Remember = Callable[..., list[Any]]  # function, items, done → results: Cache.map on the build's executor


def write_notes(
    settings: Settings, comparison: Comparison, catalogue: Catalogue
) -> tuple[tuple[Note, ...], dict[str, Annotation] | None, Problems]:
    """What editors wrote, the same as digests print it (None where a note has to be mended first), and what they should look at again."""
    notes, wrong = load_notes(settings.content / "notes")
    annotated, said = annotations(notes, comparison, catalogue)
    return notes, (None if wrong else annotated), wrong + said


def write_digests(
    settings: Settings, comparison: Comparison, catalogue: Catalogue, notes: Mapping[str, Annotation] = MappingProxyType({}),
    issues: Iterable[Issue] = (),
) -> tuple[Texts, Problems]:  # fmt: skip
    """Comparison → Markdown, through the templates that editors change, with their notes."""
    return digest_texts(markdown_environment(settings.templates / "markdown"), comparison, catalogue.site, notes, issues)


def find_unplaced(
    settings: Settings, comparison: Comparison, catalogue: Catalogue, notes: Iterable[Note], annotated: Mapping[str, Annotation],
    issues: Iterable[Issue] = (),
) -> Problems:  # fmt: skip
    """Notes, and the same as digests print them → each comment on a part that its digest does not have."""
    environment = markdown_environment(settings.templates / "markdown")
    pages = digest_names(comparison)
    meant = ((note, pages[note.digest]) for note in notes if note.comments and note.digest in pages)
    asked = ((note, places_of_comments(environment, comparison, catalogue.site, page, annotated[page], issues)) for note, page in meant)
    return tuple(problem for note, places in asked for problem in unplaced(note, places))


def write_issues(settings: Settings, issues: Iterable[Issue]) -> tuple[Texts, Problems]:
    """What was compared for the bulletins that editors order → their Markdown."""
    return issue_texts(markdown_environment(settings.templates / "markdown"), issues)


def draw_charts(
    fonts: Fonts | None, comparison: Comparison, remember: Remember, progress: Progress, issues: Iterable[Issue] = ()
) -> tuple[Files, Problems]:
    """Comparison → its charts as SVG, PNG and CSV, but for those that the fonts have no letters for."""
    if fonts is None:
        return (), ()
    charts = charts_of(comparison, issues)
    made: list[tuple[ChartFiles | None, Problems]] = remember(
        partial(chart_pictures, fonts), tuple(map(unlinked, charts)), watched(progress, N_("Drawing charts"), len(charts))
    )
    drawn = ((*files, *chart_data(chart)) for chart, (files, _) in zip(charts, made, strict=True) if files)
    return tuple(file for files in drawn for file in files), tuple(problem for _, said in made for problem in said)


def write_bulletins(
    settings: Settings, comparison: Comparison, catalogue: Catalogue, digests: Texts, charts: Files, issues: Iterable[Issue] = ()
) -> tuple[tuple[Bulletin, ...], Problems]:
    """Digests and charts → the bulletins' texts."""
    css = read_text(settings.templates / "styles" / "bulletin.css", settings.templates)
    if isinstance(css, Problem):
        return (), (css,)
    return bulletin_texts(html_environment(settings.templates / "bulletin"), css, comparison, catalogue, digests, charts, issues)


def lay_out_bulletins(
    fonts: Fonts | None, bulletins: tuple[Bulletin, ...], remember: Remember, progress: Progress
) -> tuple[Files, Problems]:
    """Bulletins' texts → PDF, as far as this machine has what that takes."""
    if fonts is None or not bulletins:
        return (), ()
    if lacking := [need for need in (machine.PANGO, machine.PANGOFT2) if not machine.has(need)]:
        return (), (_unset("bulletins.no-pango", " + ".join(need.name for need in lacking), machine.command(lacking)),)
    slow = () if machine.has(machine.SUBSET) else (NO_SUBSET,)
    try:
        laid: list[Made] = remember(partial(lay_out, fonts), bulletins, watched(progress, N_("Laying out bulletins"), len(bulletins)))
    except NoTypesetter as error:  # nothing of it is remembered: it may be there the next time
        return (), (_unset("bulletins.no-weasyprint", f"WeasyPrint: {error}", "make setup"),)
    files, problems = _made((routes.bulletin(bulletin.id) for bulletin in bulletins), laid)
    return files, slow + untested(version("weasyprint")) + problems


def _unset(code: str, what: str, command: str) -> Problem:
    """What this machine lacks, and the command that brings it ("" where none is known) → that there are no PDFs."""
    hint = N_("run: {command}") if command else N_("run python build.py doctor for the command that installs it")
    message = N_("the site is built without PDF bulletins: this machine can not load {what}")
    return Problem("bulletins", 0, code, message, hint, (*((("command", command),) if command else ()), ("what", what)))


def make_handouts(
    settings: Settings, bulletins: tuple[Bulletin, ...], charts: Files, remember: Remember, progress: Progress
) -> Files:
    """Bulletins' texts → the same as Word documents and as pages for 公众号, which any machine can make."""
    folder = settings.templates / "word"
    template = tuple((path.relative_to(folder).as_posix(), data) for path, data in held(folder, settings.templates))
    texts = handouts(bulletins, charts)
    count = watched(progress, N_("Writing Word documents"), len(texts))
    words: list[bytes] = remember(partial(to_word, template), texts, count)
    pasted = ((routes.wechat(text.id), to_wechat(text).encode("utf-8")) for text in texts)
    return (*((routes.word(text.id), data) for text, data in zip(texts, words, strict=True)), *pasted)


def outlined(bulletins: tuple[Bulletin, ...], pdf: bool) -> Files:
    """Bulletins' texts → the files that making them would give, empty."""
    forms = (routes.bulletin, routes.word, routes.wechat) if pdf else (routes.word, routes.wechat)
    return tuple((form(bulletin.id), b"") for form in forms for bulletin in bulletins)


def make_pages(
    settings: Settings, comparison: Comparison, catalogue: Catalogue, digests: Texts, bulletins: Forms, measured: str = "",
    issues: tuple[Issue, ...] = (),
) -> tuple[Files, Problems, Counts]:
    """Everything that has been written → the pages of the site, and the counts that each is given. `measured` ends the methods page."""
    environment = html_environment(settings.templates / "html")
    methods, wrong = write_methods(settings, comparison, catalogue)
    if methods is None:
        return (), wrong, {}
    methods += f"\n{measured}"
    pages, problems, counts = site_pages(comparison, digests, bulletins, methods, catalogue, environment, translator(CHINESE), issues)
    dates = numbers(" ".join(bulletins.values()))
    return encoded(pages), problems, {page: found | dates for page, found in counts.items()}


def forms_made(files: Files, older: Iterable[Kept]) -> Forms:
    """Bulletins that were made in all their forms, and those of an earlier build → their addresses, with what is said of each."""
    return dict.fromkeys((route for route, _ in files), "") | {one.route: f"截至{one.date}" if one.date else "此前生成" for one in older}


def write_methods(settings: Settings, comparison: Comparison, catalogue: Catalogue) -> tuple[str | None, Problems]:
    """→ the Markdown of the methods page, but for its end; None where an editor has to mend it. It is a template, since what it says
    of the reports and of the topics has to hold for those of this site."""
    path = settings.methods
    text, problems = render(markdown_environment(path.parent), path.name, topics=catalogue.topics, wording=wording(reports_of(comparison.dossiers)))
    return tidy(text), problems


def make_tables(pages: Files, comparison: Comparison, catalogue: Catalogue) -> Files:
    """Pages → the tables of each as CSV beside it (of an indicator as data, a row a value), and what the compare page loads."""
    return (*csv_files(pages), *indicator_files(comparison), *compare_files(comparison, catalogue))


def make_search(comparison: Comparison, catalogue: Catalogue, remember: Remember) -> Files:
    """Everything that the reports say → what the search page looks words up in."""
    reports = searched(comparison)
    return search_files(reports, remember(index_segment, segments(reports)), catalogue)


def find_unresolved(
    settings: Settings, comparison: Comparison, catalogue: Catalogue, pages: Files, counts: Counts, bulletins: Iterable[Bulletin],
    data: dict[str, bytes], measured: str, notes: Iterable[Note] = (), issues: tuple[Issue, ...] = (),
) -> Problems:
    """Everything that is about to be published → each number in it that rests on no sentence and on no count."""
    templates = [data.decode("utf-8") for _, data in held(settings.templates, settings.templates, ".j2")]
    shown = [(address, page.decode("utf-8")) for address, page in pages]
    printed = [(routes.bulletin(bulletin.id), bulletin.html) for bulletin in bulletins]
    methods = (write_methods(settings, comparison, catalogue)[0] or "") + measured
    prose = {routes.METHODS: methods, routes.ABOUT: catalogue.about, **by_hand(notes, comparison)}
    table = data[routes.FACTS_CSV].decode("utf-8-sig")
    return gate(comparison, catalogue, charts_of(comparison, issues), shown, printed, table, templates, prose, issues, counts)


def make_edition(pages: Files, still: Files, catalogue: Catalogue) -> Files:
    """Pages as they are published, and assets → what is made of them: the edition in traditional characters, sitemaps of both."""
    other = traditional_pages(pages, catalogue.site)
    return (*other, *traditional_scripts(still, catalogue.site), *map_files((route for route, _ in (*pages, *other)), catalogue.site))


def watched(progress: Progress, stage: str, of: int) -> Callable[[], None]:
    """→ a function that counts how often it is called, for whoever watches."""
    count = iter(range(1, of + 1))
    progress(stage, 0, of)
    return lambda: progress(stage, next(count, of), of)


def _made(addresses: Iterable[str], made: list[Made]) -> tuple[Files, Problems]:
    """Addresses and what was made for each → the files that there are, and why the others are not."""
    files = tuple((address, data) for address, (data, _) in zip(addresses, made, strict=True) if data is not None)
    return files, tuple(problem for _, said in made for problem in said)


def encoded(texts: Texts) -> Files:
    """Text → bytes, as they are published."""
    return tuple((address, text.encode("utf-8")) for address, text in texts)


def assets(settings: Settings) -> Files:
    """→ what is published as it stands: the style sheet, of its parts in the order of their names, and the scripts."""
    styles = held(settings.templates / "styles" / "site", settings.templates, ".css")
    scripts = held(settings.templates / "scripts", settings.templates, ".js")
    return ((routes.STYLE, b"\n".join(data for _, data in styles)), *((routes.script(path.stem), data) for path, data in scripts))
