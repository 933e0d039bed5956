"""Each kind of output by one call, over one Build value: notes, orders, digests, charts, bulletins in three forms, pages, data, the gate.

Here is known which templates and styles each kind is made with, and which work is spread over processes and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from typing import Any

from digest.audit.first_sight import read_first_sight
from digest.audit.grounds import Grounds, lay, renewed
from digest.audit.measure import Analyse, accuracy
from digest.audit.number_gate import Verdict, judged, unresolved
from digest.bulletins.bulletin_texts import bulletin_texts, handouts
from digest.bulletins.justify import untested
from digest.bulletins.pdf_bulletin import NO_SUBSET, Bulletin, lay_out
from digest.bulletins.typesetter import NoTypesetter
from digest.bulletins.wechat import to_wechat
from digest.bulletins.word import to_word
from digest.charts.chart_files import Picture, bare, chart_files, not_drawn, picture_of, wrong_settings
from digest.compare.ordered_bulletins import issues
from digest.compare.site_charts import charts_of
from digest.content.bulletin_order_files import load_orders
from digest.content.chart_style import CHARTS, style_of
from digest.content.note_files import load_notes
from digest.content.note_slips import template_slips
from digest.content.standing_files import file_for, standing_below, text_for
from digest.model.build import Files, Settings, Texts
from digest.model.bulletin_order import Issue
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.layers import inner, owned
from digest.model.note import Annotation, Note
from digest.model.problem import ERROR, N_, Problem
from digest.model.report import Record
from digest.model.typeface import Fonts
from digest.pages.bulletin_pages import Forms
from digest.pages.compare_data import compare_files
from digest.pages.feeds import feed, map_files
from digest.pages.finished_pages import Finished, Press, bound, finished_pages
from digest.pages.indicator_csv import indicator_files
from digest.pages.search_pages import search_files, searched, segments
from digest.pages.section_texts import section_files
from digest.pages.site_pages import site_pages
from digest.pages.traditional_pages import traditional_scripts
from digest.render import routes
from digest.render.chart_html import sizes_of
from digest.render.counts import numbers
from digest.render.data_files import data_files
from digest.render.digest_files import digest_texts, issue_texts, places_of_comments
from digest.render.digests import tidy
from digest.render.notes import annotate_notes, by_hand, digest_names, unplaced
from digest.render.templates import html_environment, markdown_environment, render
from digest.render.whose_words import reports_of, wording
from digest.search.index import index_segment
from digest.system import fonts, machine
from digest.system.inputs import COUNTS
from digest.system.messages import CHINESE, translator
from digest.system.spread import here

Progress = Callable[[str, int, int], None]  # stage, done, of how many
Problems = tuple[Problem, ...]
Made = tuple[bytes | None, Problems]  # a chart or a bulletin, or why there is none
Remember = Callable[..., list[Any]]  # function, items, done → results: Cache.map on the build's executor
Spread = Callable[..., list[Any]]  # function, what all share, items → results: spread() in processes that have it already


@dataclass(frozen=True, slots=True)
class Build:
    """What the outputs of one build are made from. A step gives the same with what it has made, or the files themselves."""

    settings: Settings
    catalogue: Catalogue
    comparison: Comparison
    remember: Remember
    progress: Progress
    spread: Spread = here
    alone: Remember | None = None  # Cache.map in the process that asks
    notes: tuple[Note, ...] = ()  # what editors wrote
    annotations: Mapping[str, Annotation] = field(default_factory=dict)  # the same as digests print it, by the digest's address
    issues: tuple[Issue, ...] = ()  # what was compared for the bulletins that editors ordered
    digests: Texts = ()
    charts: Files = ()
    bulletins: tuple[Bulletin, ...] = ()  # ready to be set
    broken: bool = False  # an editor has to mend something first: nothing can be published

    def watched(self, stage: str, of: int) -> Callable[[], None]:
        """→ a function that counts how often it is called, for whoever watches."""
        return watched(self.progress, stage, of)


def watched(progress: Progress, stage: str, of: int) -> Callable[[], None]:
    """A progress, a stage and how many things it has → a function that counts how often it is called."""
    count = iter(range(1, of + 1))
    progress(stage, 0, of)
    return lambda: progress(stage, next(count, of), of)


def add_notes(build: Build) -> tuple[Build, Problems]:
    """→ with what editors wrote on digests, and what they should look at again."""
    notes, wrong = load_notes(owned(build.settings.content) / "notes")
    annotated, said = annotate_notes(notes, build.comparison, build.catalogue)
    if annotated is None or any(problem.severity == ERROR for problem in wrong):
        return replace(build, notes=notes, broken=True), wrong + said
    return replace(build, notes=notes, annotations=annotated), wrong + said


def add_issues(build: Build, records: tuple[Record, ...]) -> tuple[Build, Problems]:
    """→ with what was compared for the bulletins that editors ordered."""
    orders, wrong = load_orders(owned(build.settings.content) / "bulletins", build.catalogue)
    ordered, missing = issues(orders, records, build.catalogue, build.comparison)
    return replace(build, issues=ordered, broken=build.broken or any(one.severity == ERROR for one in wrong)), missing + wrong


def write_digests(build: Build, only: Collection[str] | None = None) -> tuple[Build, Problems]:
    """→ with every digest as Markdown, through the templates that editors change; or `only` some of them anew."""
    environment = markdown_environment(inner(build.settings.templates, "markdown"))
    digests, wrong = digest_texts(environment, build.comparison, build.catalogue.site, build.annotations, build.issues, build.spread, only)
    ordered, more = issue_texts(environment, (one for one in build.issues if only is None or routes.issue_digest(one.order.id) in only))
    written = tuple((dict(build.digests) | dict(digests + ordered)).items())  # in their order, where there were some
    return replace(build, digests=written, broken=build.broken or bool(wrong or more)), wrong + more


def find_unplaced(build: Build) -> Problems:
    """→ each comment of an editor on a part that its digest does not have, and slips in what templates print as it stands."""
    environment = markdown_environment(inner(build.settings.templates, "markdown"))
    pages = digest_names(build.comparison)
    meant = ((note, pages[note.digest]) for note in build.notes if note.comments and note.digest in pages)
    site, annotated = build.catalogue.site, build.annotations
    asked = ((note, places_of_comments(environment, build.comparison, site, page, annotated[page], build.issues)) for note, page in meant)
    return template_slips(build.settings.templates) + tuple(problem for note, places in asked for problem in unplaced(note, places))


def prepare_fonts(build: Build) -> tuple[Fonts | None, Problems]:
    """→ the typefaces that have a letter for every character that a chart or a bulletin may set, and what this machine lacks."""
    records = [record for dossier in build.comparison.dossiers for record in dossier.editions]
    charts = charts_of(build.comparison)
    words = [
        *(text for _, text in build.digests),
        *(text for r in records for text in (r.report.meta.title, r.report.meta.publisher, r.report.meta.note, r.report.meta.speaker)),
        *(paragraph.shown for r in records for paragraph in r.report.paragraphs),
        *(text for chart in charts for text in (chart.title, chart.unit, chart.finding, *chart.columns, *(row.label for row in chart.rows))),
    ]
    return fonts.prepare(words, build.settings.cache / "fonts")


def draw_charts(build: Build, faces: Fonts | None) -> tuple[Build, Problems]:
    """→ with the charts as SVG, PNG and CSV, but for those that the fonts have no letters for; equal ones are drawn once."""
    text = text_for(build.settings.templates, CHARTS)
    if isinstance(text, Problem):
        return replace(build, broken=True), (text,)
    wrong: list[Problems] = build.remember(wrong_settings, ((file_for(build.settings.templates, CHARTS).as_posix(), text),))
    if wrong[0]:
        return replace(build, broken=True), wrong[0]
    if faces is None:
        return build, ()
    charts = tuple((chart, bare(chart)) for chart in charts_of(build.comparison, build.issues))
    different = tuple({repr(plain): plain for _, plain in charts}.values())
    made: list[tuple[Picture | None, str]] = build.remember(
        partial(picture_of, faces, style_of(text)), different, build.watched(N_("Drawing charts"), len(different))
    )
    drawn = dict(zip(map(repr, different), made, strict=True))
    found = [(chart, *drawn[repr(plain)]) for chart, plain in charts]
    files = tuple(file for chart, picture, _ in found if picture for file in chart_files(chart, picture))
    return replace(build, charts=files), tuple(not_drawn(chart, lacking) for chart, picture, lacking in found if picture is None)


def compose_bulletins(build: Build) -> tuple[Build, Problems]:
    """→ with the bulletins' texts, ready to be set."""
    css = text_for(build.settings.templates, "styles/bulletin.css")
    if isinstance(css, Problem):
        return replace(build, broken=True), (css,)
    environment = html_environment(inner(build.settings.templates, "bulletin"))
    texts, problems = bulletin_texts(environment, css, build.comparison, build.catalogue, build.digests, build.charts, build.issues)
    return replace(build, bulletins=texts, broken=build.broken or bool(problems)), problems


def lay_out_bulletins(build: Build, faces: Fonts | None) -> tuple[Files, Problems]:
    """→ the bulletins as PDF, as far as this machine has what that takes and PDFs are wanted."""
    if faces is None or not build.bulletins or not build.settings.pdf:
        return (), ()
    if lacking := [need for need in (machine.PANGO, machine.PANGOFT2) if not machine.has(need)]:
        return (), (_unset("bulletins.no-pango", " + ".join(need.name for need in lacking), machine.command(lacking)),)
    if build.settings.late:
        return tuple((routes.bulletin(text.id), b"") for text in build.bulletins), ()
    slow = () if machine.has(machine.SUBSET) else (NO_SUBSET,)
    try:
        laid: list[Made] = build.remember(
            partial(lay_out, faces), build.bulletins, build.watched(N_("Laying out bulletins"), len(build.bulletins))
        )
    except NoTypesetter as error:  # nothing of it is remembered: it may be there the next time
        return (), (_unset("bulletins.no-weasyprint", f"WeasyPrint: {error}", machine.SETUP),)
    files = tuple((routes.bulletin(text.id), data) for text, (data, _) in zip(build.bulletins, laid, strict=True) if data is not None)
    return files, slow + untested(version("weasyprint")) + tuple(problem for _, said in laid for problem in said)


def _unset(code: str, what: str, command: str) -> Problem:
    """What this machine lacks, and the command that brings it ("" where none is known) → that there are no PDFs."""
    hint = N_("run: {command}") if command else N_("run python build.py doctor for the command that installs it")
    message = N_("the site is built without PDF bulletins: this machine can not load {what}")
    return Problem("bulletins", 0, code, message, hint, (*((("command", command),) if command else ()), ("what", what)))


def make_handouts(build: Build) -> Files:
    """→ the bulletins as Word documents and as pages for 公众号, which any machine can make."""
    template = standing_below(build.settings.templates, "word")
    texts = handouts(build.bulletins, build.charts)
    words: list[bytes] = build.remember(partial(to_word, template), texts, build.watched(N_("Writing Word documents"), len(texts)))
    pasted = ((routes.wechat(text.id), to_wechat(text).encode("utf-8")) for text in texts)
    return (*((routes.word(text.id), data) for text, data in zip(texts, words, strict=True)), *pasted)


def name_handouts(build: Build) -> Files:
    """→ the files that making the bulletins would give, empty."""
    forms = (routes.bulletin, routes.word, routes.wechat) if build.settings.pdf and not build.settings.late else (routes.word, routes.wechat)
    return tuple((form(bulletin.id), b"") for form in forms for bulletin in build.bulletins)


def write_accuracy(build: Build, analyse: Analyse) -> tuple[str | None, Problems]:
    """Who reads files → how rightly labelled reports are read, the end of the methods page; None where its template is broken."""
    return accuracy(markdown_environment(inner(build.settings.templates, "markdown")), owned(build.settings.content), build.settings.reports, analyse)


def write_methods(build: Build) -> tuple[str | None, Problems]:
    """→ the Markdown of the methods page, but for its end; None where an editor has to mend it.

    It is a template, since what it says of the reports and of the topics has to hold for those of this site.
    """
    path, words = build.settings.methods, wording(reports_of(build.comparison.dossiers))
    sights, wrong = read_first_sight(COUNTS)
    text, problems = render(markdown_environment(path.parent), path.name, topics=build.catalogue.topics, wording=words, sights=sights)
    return tidy(text), wrong + problems


def lay_grounds(build: Build, measured: str, before: Grounds | None = None) -> Grounds:
    """→ all that a number of a page may rest on; `before` templates and notes were changed, where that is given."""
    templates = [text.decode("utf-8") for _, text in standing_below(build.settings.templates, "", ".j2")]
    methods = (write_methods(build)[0] or "") + measured
    prose = {routes.METHODS: methods, routes.ABOUT: build.catalogue.about, **by_hand(build.notes, build.comparison)}
    given = (templates, prose, build.issues)
    return renewed(before, *given) if before else lay(build.comparison, build.catalogue, charts_of(build.comparison, build.issues), *given)


def set_press(build: Build, forms: Forms, measured: str, ground: Grounds) -> tuple[Press[Verdict] | None, Problems]:
    """→ all pages, ready to be finished. `forms` are the bulletins' files, `measured` ends the methods page."""
    environment, site = html_environment(inner(build.settings.templates, "html")), build.catalogue.site
    methods, wrong = write_methods(build)
    if methods is None:
        return None, wrong
    texts, chinese = f"{methods}\n{measured}", translator(CHINESE)
    pages = site_pages(build.comparison, build.digests, forms, texts, build.catalogue, environment, chinese, build.issues, build.remember)
    return Press(pages, site, sizes_of(build.charts), numbers(" ".join(forms.values())), partial(judged, ground), build.alone, {}), ()


def make_pages(build: Build, forms: Forms, measured: str, ground: Grounds) -> Finished[Verdict]:
    """→ the pages of the site in both editions, their tables, and what of them rests on nothing, made by all processes."""
    press, wrong = set_press(build, forms, measured, ground)
    return bound(build.spread(finished_pages, press, range(len(press.pages.groups)))) if press else Finished((), (), (), wrong, ())


def make_data(build: Build) -> Files:
    """→ the records as JSON, facts, projects, pledges and ledger in every format that others compute with, and the feed of what is new."""
    fed = (routes.FEED, feed(build.comparison, build.catalogue.site))
    return (*data_files(build.comparison, build.catalogue, build.spread), fed)


def make_compared(build: Build) -> Files:
    """→ the values of indicators as CSV, a row a value, and what the compare page loads."""
    compared = (*compare_files(build.comparison, build.catalogue), *section_files(build.comparison))
    return (*indicator_files(build.comparison), *compared)


def make_search(build: Build) -> Files:
    """Everything that the reports say → what the search page looks words up in."""
    reports = searched(build.comparison)
    return search_files(reports, build.remember(index_segment, segments(reports)), build.catalogue)


def make_maps(build: Build, made: Finished[Verdict], still: Files) -> Files:
    """Pages as they are published, and assets → the scripts of the edition in traditional characters, and sitemaps of both editions."""
    site = build.catalogue.site
    return (*traditional_scripts(still, site), *map_files((route for route, _ in (*made.pages, *made.edition)), site))


def find_unresolved(build: Build, ground: Grounds, verdicts: tuple[Verdict, ...], data: Mapping[str, bytes]) -> Problems:
    """Everything that is about to be published → each number in it that rests on no sentence and on no count."""
    printed = [(routes.bulletin(bulletin.id), bulletin.html) for bulletin in build.bulletins]
    table = data[routes.FACTS_CSV].decode("utf-8-sig")
    return unresolved(build.comparison, charts_of(build.comparison, build.issues), table, printed, ground, verdicts)


def encode(texts: Texts) -> Files:
    """Text → bytes, as they are published."""
    return tuple((address, text.encode("utf-8")) for address, text in texts)
