"""Bulletins: a digest → an A4 PDF, tagged and with bookmarks, that needs and fetches nothing but itself.

`compose` makes the HTML through templates/bulletin/bulletin.html.j2; `lay_out` sets it, with digest/bulletins/typesetter.py.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.bulletins.attached import PrintedFigure, table
from digest.bulletins.justify import flush
from digest.bulletins.print_html import SCHEME, PrintHeading, PrintNote, PrintText, for_print, ordinals
from digest.bulletins.typesetter import typesetter
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Report
from digest.model.typeface import Fonts, missing, printable
from digest.model.where import paragraph_of
from digest.render.templates import render, trusted_html
from digest.render.whose_words import wording
from digest.understand.heading_marks import number_style

if TYPE_CHECKING:
    from digest.render.templates import Environment

TEMPLATE = "bulletin.html.j2"
LONG = 6_000  # characters of a text that needs contents; what is shorter says on its first page what it comes to
MOST_HEADINGS = 16  # as many lines of contents as the first page holds; of more headings only the first level is listed
# A tag or a space, which no reader counts
# matches <p class="a"> · " "      not 字
MARKUP = re.compile(r"<[^<>]{0,4000}>|\s{1,100}")
TYPES = {".svg": "image/svg+xml", ".otf": "font/otf"}
FLUSH, RAGGED = (f":root {{ --text-align: {align} }}" for align in ("justify", "start"))  # what the style sheet's running text asks for
TABLE = "本专报印出的数值，每行一个，附所据的句子和链接"  # the description of the attached table
UNDATED = datetime(2000, 1, 1)  # a file in a PDF wants a date of its making

GETA = "〓"  # the printers' sign for a letter that is not in the case
NO_GLYPH = N_("the bulletin's fonts have no glyph for {characters}; 〓 stands in its place")
NO_GLYPH_HINT = N_("correct the text where it comes from (it is often a damaged character), or install a fuller Chinese font")
FAILED = N_("the bulletin could not be laid out: {reason}")
FAILED_HINT = N_("correct the bulletin's template or style sheet; the bulletin is left out")
NO_SUBSET = Problem(
    "bulletins", 0, "bulletins.no-subset", N_("there is no HarfBuzz subset library on this machine: bulletins take fifteen times as long"),
    N_("run python build.py doctor for the command that installs it"), severity=WARNING,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands in a bulletin's title block and colophon: plain text, empty where the settings do not say."""

    series: str  # the site's name
    compiler: str = ""
    data_date: str = ""
    url: str = ""
    about: str = ""
    number: str = ""  # 2025年第1期, of a bulletin that was ordered


@dataclass(frozen=True, slots=True)
class Bulletin:
    """Everything that a PDF is made of, but for the fonts: HTML, style sheet, charts as (address on the site, SVG), and a table (CSV)."""

    id: str  # ecology
    title: str
    html: str
    charts: tuple[tuple[str, bytes], ...] = ()
    css: str = ""
    figures: bytes = b""  # what is attached to it: a row for each figure that it prints
    notes: tuple[PrintNote, ...] = ()  # what its numbers in brackets stand for, of which its other forms make links
    cover: Cover | None = None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A report in the list of sources, as text; empty where the report does not say."""

    name: str  # 侯马市2024年
    title: str
    publisher: str
    delivered: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note: its number, the report, the paragraph's number ("" where it is no paragraph) and how that begins."""

    number: int
    name: str
    paragraph: str
    begins: str


def compose(
    environment: Environment, id: str, title: str, page: str, body: str, cover: Cover, reports: tuple[Report, ...],
    charts: tuple[tuple[str, bytes], ...], css: str, figures: Iterable[PrintedFigure] = (),
) -> tuple[Bulletin | None, tuple[Problem, ...]]:  # fmt: skip
    """A digest's HTML body and where it stands on the site (topics/ecology.html) → a bulletin, or None and the template's mistakes.

    `environment`: html_environment("templates/bulletin"). `reports`: all that the body may cite; notes name those that it does.
    `charts`: (address on the site, SVG); those that the body does not show are left out, as are `figures` that it does not print.
    """
    known = {report.id: report for report in reports}
    text = for_print(body, page, known, [address for address, _ in charts])
    attached = table(figures, text)
    main, problems = render(
        environment, TEMPLATE, title=printable(title), cover=cover, body=trusted_html(text.html), contents=_headings_of_contents(text),
        sources=tuple(_source_line(known[id]) for id in text.reports), notes=tuple(_note_line(note, known[note.report]) for note in text.notes),
        wording=wording(known[id] for id in text.reports), attached=bool(attached),
        numbered=not any(number_style(heading.text)[0] for heading in text.headings),
    )  # fmt: skip
    if main is None:
        return None, problems
    shown = tuple((address, svg) for address, svg in charts if f'src="{SCHEME}{address}"' in text.html)
    numbering = "\n" + ordinals(len(text.headings) + 1)  # that of the sources, too; behind the style sheet, whose @import must stand first
    return Bulletin(id, printable(title), main, shown, css + numbering, attached, text.notes, cover), problems


def _file_name(id: str) -> str:
    """A bulletin → what its table is called; names in other letters are mangled by some readers of PDF.  ecology → ecology.csv"""
    return f"{id if id.isascii() else 'bulletin'}.csv"


def _headings_of_contents(text: PrintText) -> tuple[PrintHeading, ...]:
    """The headings for the contents: two levels, or one where there are too many; none of a short text."""
    if len("".join(MARKUP.split(text.html))) < LONG:
        return ()
    deepest = 3 if sum(h.level <= 3 for h in text.headings) <= MOST_HEADINGS else 2
    return tuple(h for h in text.headings if h.level <= deepest)


def _source_line(report: Report) -> SourceLine:
    meta = report.meta
    return SourceLine(_name_of_report(report), *map(printable, (meta.title, meta.publisher, meta.delivered, meta.url, meta.note)))


def _note_line(note: PrintNote, report: Report) -> NoteLine:
    """A note → its line: which paragraph, and how it begins, by which a reader finds it on paper too."""
    paragraph = paragraph_of(report, note.anchor)
    section = next((s.title for s in report.sections if s.id == note.anchor), "")
    place = note.anchor[1:] if paragraph else ""
    begins = paragraph.text[:9] + "…" if paragraph else section if len(section) <= 10 else section[:9] + "…"
    return NoteLine(note.number, _name_of_report(report), place, printable(begins))


def _name_of_report(report: Report) -> str:
    """侯马市2024年; 城区 and the like, which many prefectures have, with the prefecture: 晋城市城区2023年"""
    meta = report.meta
    above = meta.parent if meta.level == "county" and len(meta.place) <= 2 else ""
    return printable(f"{above}{meta.place}{meta.year}年" if meta.place and meta.year else report.id)


def lay_out(fonts: Fonts, bulletin: Bulletin) -> tuple[bytes | None, tuple[Problem, ...]]:
    """A bulletin → PDF (PDF/UA-1), or None and why: anything that WeasyPrint calls an error, and a glyph that turns out to be missing.

    A damaged character in a quotation does not take the whole bulletin with it: 〓 is set, which no reader takes for a letter, and the
    problem names the character. The same bulletin and fonts give the same bytes. Raises NoTypesetter where WeasyPrint can not be loaded.
    """
    lacking = missing(printable("".join(set(bulletin.html))), fonts)
    problems = (_problem_of_bulletin(bulletin, "bulletins.no-glyph", NO_GLYPH, NO_GLYPH_HINT, characters="".join(lacking)),) if lacking else ()
    bulletin = replace(bulletin, html=bulletin.html.translate(dict.fromkeys(map(ord, lacking), GETA)))
    files = {SCHEME + address: svg for address, svg in bulletin.charts}
    files |= {f"{SCHEME}fonts/{face.name}": fonts.path(face).read_bytes() for face in fonts.faces}
    with typesetter() as (weasyprint, said):
        try:
            pdf = _set_pdf(weasyprint, bulletin, files, _font_faces(fonts))
        except Exception as error:  # RecursionError, ZeroDivisionError …: whatever a template or a style sheet can provoke
            return None, (*problems, _problem_failed(bulletin, f"{type(error).__name__}: {error}"))
    if said:
        return None, (*problems, _problem_failed(bulletin, "; ".join(said)))
    return pdf, problems


def _problem_of_bulletin(bulletin: Bulletin, code: str, message: str, hint: str, **values: str) -> Problem:
    return Problem(f"bulletins/{bulletin.id}.pdf", 0, code, message, hint, tuple(values.items()))


def _problem_failed(bulletin: Bulletin, reason: str) -> Problem:
    return _problem_of_bulletin(bulletin, "bulletins.failed", FAILED, FAILED_HINT, reason=reason)


def _font_faces(fonts: Fonts) -> str:
    """Fonts → the rules by which a style sheet finds them."""
    rule = '@font-face {{ font-family: "{0.family}"; font-weight: {0.weight}; src: url("{1}fonts/{0.name}"); }}\n'
    return "".join(rule.format(face, SCHEME) for face in fonts.faces)


def _set_pdf(weasyprint: Any, bulletin: Bulletin, files: Mapping[str, bytes], font_faces: str) -> bytes:
    """HTML, style sheet and files → PDF."""
    urls = weasyprint.urls

    class Manifest(urls.URLFetcher):  # type: ignore[name-defined, misc]  # a class of a module that is loaded here, and has no types
        """Gives out what the bulletin brings, and nothing else: no file, no network."""

        def fetch(self, url: str, headers: object = None) -> Any:
            if url not in files:
                raise ValueError(f"not part of the bulletin: {url}")
            return urls.URLFetcherResponse(url, files[url], {"Content-Type": TYPES[Path(url).suffix]})

    shared = {"font_config": weasyprint.text.fonts.FontConfiguration(), "counter_style": weasyprint.css.counters.CounterStyle()}
    fetcher = Manifest(allowed_protocols=())
    sheets = [weasyprint.CSS(string=text, url_fetcher=fetcher, **shared) for text in (font_faces, bulletin.css)]
    document = weasyprint.HTML(string=bulletin.html, url_fetcher=fetcher)
    with flush(weasyprint) as both:
        sheets.append(weasyprint.CSS(string=FLUSH if both else RAGGED))
        with_it = [_attachment(weasyprint, bulletin)] if bulletin.figures else None
        pdf: bytes = document.write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1", attachments=with_it, finisher=_finish, **shared)
    gc.collect()  # cycles of WeasyPrint hold on to whole fonts
    return pdf


def _attachment(weasyprint: Any, bulletin: Bulletin) -> Any:
    """A bulletin → its table as a file in the PDF, undated: same figures, same bytes."""
    return weasyprint.Attachment(
        string=bulletin.figures, name=_file_name(bulletin.id), description=TABLE, created=UNDATED, modified=UNDATED, relationship="Data"
    )


def _finish(document: object, pdf: Any) -> None:
    """What WeasyPrint leaves to say in a PDF before it is written."""
    _relate_attachment(pdf)
    _scope_of_heads({thing.reference: thing for thing in _things(pdf, "/StructElem")})


def _things(pdf: Any, kind: str) -> list[Any]:
    """A PDF before it is written → its dictionaries of a type."""
    return [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("Type") == kind]


def _scope_of_heads(parts: Mapping[bytes, Any]) -> None:
    """Says of each head in a table whether it is that of a column or of a row (ISO 14289-1, 7.5).

    WeasyPrint lists in every cell the heads that it belongs to, the wrong ones where a head stands above several columns.
    """
    for part in parts.values():
        if part["S"] == "/TH":
            above = parts[parts[part["P"]]["P"]]
            part["A"]["Scope"] = "/Column" if above["S"] == "/THead" else "/Row"
        elif part["S"] == "/TD":
            part["A"].pop("Headers", None)


def _relate_attachment(pdf: Any) -> None:
    """Says of the attached table what it is to the document (ISO 32000-2, 7.11.3 and 14.13), which WeasyPrint says in PDF/A alone."""
    files = _things(pdf, "/Filespec")
    for file in files:
        file["AFRelationship"] = "/Data"
    if files:
        pdf.catalog["AF"] = "[" + " ".join(file.reference.decode() for file in files) + "]"
