"""A report in full → its page: every section and paragraph with an address, every fact marked, and how the source was handled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from digest.chinese import figure_format
from digest.model.catalogue import Catalogue
from digest.model.dossier import Dossier
from digest.model.problem import Problem
from digest.model.report import Paragraph, Record, Report, Section, Term
from digest.pages.cited_works import report_about, report_work
from digest.pages.marked_text import MarkedPiece, Numbered, numbered, spans
from digest.pages.page_frame import Link, frame
from digest.pages.report_tables import PageRow, page_rows
from digest.pages.term_uses import PLACES_OF_USE, paragraphs_using, uses_of
from digest.render import filters, routes


@dataclass(frozen=True, slots=True)
class Node:
    """A section in the contents, with those below it."""

    id: str
    title: str
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A heading (`level` 2–6), a paragraph (`level` 0) or, with `rows`, a table of the text."""

    id: str
    line: int
    level: int = 0
    title: str = ""
    number: str = ""
    spans: tuple[MarkedPiece, ...] = ()
    topic: Link | None = None
    warnings: tuple[str, ...] = ()  # the anchors of what is to be heeded in it
    rows: tuple[PageRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TermEntry:
    """An entry of the glossary, the anchor that its uses lead to, and links to the first of these."""

    id: str
    term: Term
    used: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact's line in the table at the end of the page; `id` is the anchor that it leads to, `fact` the fact's own id."""

    id: str
    fact: str
    indicator: Link
    measure: str
    kind: str
    year: int | None
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class WarningLine:
    """A warning, as the page lists it."""

    line: int
    message: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class OtherPages:
    """What other pages there are, so that no link leads nowhere: the ids of topics and indicators, the codes of places."""

    topics: frozenset[str]
    indicators: frozenset[str]
    places: frozenset[str]


def report_values(
    record: Record, dossier: Dossier, catalogue: Catalogue, known: OtherPages, translate: Callable[[str], str] = str
) -> dict[str, object]:
    """A record and the dossier it belongs to → the values of report.html.j2."""
    report, meta = record.report, record.report.meta
    page, title = routes.report_page(report.id), report_title(record, dossier)
    facts = numbered(record.facts, catalogue, {id: routes.relative(page, routes.indicator_page(id)) for id in sorted(known.indicators)})
    heeded = warnings((*report.warnings, *record.warnings), translate)
    blocks = _blocks_of(record, facts, catalogue, known, heeded)
    return {
        "frame": frame(page, title, "report", catalogue.site, routes.REPORTS, report_about(record), report_work(record, dossier, title, catalogue.site)),
        "title": title_parts(record, dossier),
        "note": meta.note,
        "rewritten": meta.rewritten,
        "recognised": meta.ocr,
        "fixes": report.source.front.fix,
        "about": about(record, dossier, known),
        "editions": editions(record, dossier),
        "downloads": (Link("本报告的数据（JSON）", routes.relative(page, routes.record(report.id))),),
        "contents": contents(report.sections),
        "masthead": report.masthead,
        "blocks": blocks,
        "facts": _fact_lines(facts, blocks, catalogue),
        "pledges": tuple(Link(p.text, f"#{p.evidence.paragraph}", str(p.no)) for p in record.pledges),
        "terms": term_entries(record.terms, report),
        "source": report.source,
        "warnings": heeded,
        "boilerplate": report.boilerplate,
    }


def term_entries(terms: tuple[Term, ...], report: Report) -> tuple[TermEntry, ...]:
    """The glossary of a report → its entries with the paragraphs that use each."""
    used = (paragraphs_using(term, report.paragraphs, len(PLACES_OF_USE)) for term in terms)
    return tuple(
        TermEntry(f"t{number}", term, tuple(Link(words, f"#{id}") for words, id in zip(PLACES_OF_USE, ids)))
        for number, (term, ids) in enumerate(zip(terms, used, strict=True), 1)
    )


def report_title(record: Record, dossier: Dossier) -> str:
    """A record and its dossier → 侯马市2024年政府工作报告, with （节选） or （摘编） where it is not complete."""
    return "".join(title_parts(record, dossier))


def title_parts(record: Record, dossier: Dossier) -> tuple[str, str]:
    """The same in the two halves between which a narrow page may break it."""
    part = record.report.meta.completeness
    suffix = f"（{filters.completeness_name(part)}）" if part and part != "full" else ""
    return f"{filters.place_name(dossier)}{dossier.year}年", f"政府工作报告{suffix}"


def about(record: Record, dossier: Dossier, known: OtherPages) -> tuple[Link, ...]:
    """What is known of a report → name and value, in the order of the page; what is not known is left out."""
    report, meta = record.report, record.report.meta
    page = routes.report_page(report.id)
    code = dossier.place.code
    above = " ".join(dict.fromkeys(filter(None, (dossier.province, dossier.parent))))
    away = meta.url.startswith(("https://", "http://"))
    lines = (
        Link("地区", routes.relative(page, routes.place_page(code)) if code in known.places else "", dossier.place.name),
        Link("上级", note=above),
        Link("级别", note=filters.level_name(dossier.place.level)),
        Link("会议", note=meta.session),
        Link("日期", note=filters.date(meta.delivered)),
        Link("报告人", note=f"{meta.office} {meta.speaker}".strip()),
        Link("完整程度", note=filters.completeness_name(meta.completeness)),
        Link("原题", note="" if meta.title == report_title(record, dossier) else meta.title),
        Link("发布", note=meta.publisher),
        Link("来源", meta.url if away else "", meta.url, away=away),
        Link("编号", note=report.id),
    )
    return tuple(line for line in lines if line.note)


def editions(record: Record, dossier: Dossier) -> tuple[Link, ...]:
    """A record and its dossier → links to the other editions of the same report."""
    page = routes.report_page(record.report.id)
    others = (e.report for e in dossier.editions if e.report.id != record.report.id)
    return tuple(
        Link(f"{filters.completeness_name(other.meta.completeness)} {other.id}", routes.relative(page, routes.report_page(other.id)))
        for other in others
    )


def contents(sections: tuple[Section, ...]) -> tuple[Node, ...]:
    """Sections in reading order → their tree. A section whose parent is unknown stands at the top."""
    below: dict[str, list[Section]] = {}
    seen: set[str] = set()
    for section in sections:  # a parent stands before its children, so the tree has no loops
        below.setdefault(section.parent if section.parent in seen else "", []).append(section)
        seen.add(section.id)

    def nodes(parent: str) -> tuple[Node, ...]:
        return tuple(Node(s.id, filters.readable(s.shown), nodes(s.id)) for s in below.get(parent, ()))

    return nodes("")


def warnings(problems: tuple[Problem, ...], translate: Callable[[str], str]) -> tuple[WarningLine, ...]:
    """Problems of one report → line, message and quote, as readers see them."""
    return tuple(dict.fromkeys(WarningLine(p.line, translate(p.message).format(**dict(p.values)), filters.readable(p.quote)) for p in problems))


def _blocks_of(record: Record, facts: tuple[Numbered, ...], catalogue: Catalogue, known: OtherPages, heeded: tuple[WarningLine, ...]) -> tuple[PageBlock, ...]:
    """A record → the headings and paragraphs of its report in reading order."""
    report = record.report
    page = routes.report_page(report.id)
    said: dict[int, list[str]] = {}
    for number, note in enumerate(heeded, 1):
        said.setdefault(note.line, []).append(f"w{number}")
    headings = _headings_before(report)
    topics = {t.id: Link(t.name, routes.relative(page, routes.topic_page(t.id)) if t.id in known.topics else "") for t in catalogue.topics}
    marked: dict[str, list[Numbered]] = {}
    for fact in facts:
        for id in dict.fromkeys(e.paragraph for e in fact.fact.evidence if e.report == report.id):
            marked.setdefault(id, []).append(fact)
    blocks: list[PageBlock] = []
    tables = _tables_of(report.paragraphs, headings)
    for paragraph in report.paragraphs:
        blocks += headings.get(paragraph.id, ())
        if (table := tables.get(paragraph.id)) is not None:
            if table:
                heed = tuple(mark for line in dict.fromkeys(p.line for p in table) for mark in said.get(line, ()))
                rows = page_rows(table, marked, report.id)
                name, topic = paragraph.id.removeprefix("p"), topics.get(paragraph.topic)
                blocks.append(PageBlock(paragraph.id, paragraph.line, number=name, topic=topic, warnings=heed, rows=rows))
            continue
        pieces = spans(paragraph, tuple(marked.get(paragraph.id, ())), report.id, uses_of(record.terms, paragraph))
        name, heed = paragraph.id.removeprefix("p"), tuple(said.get(paragraph.line, ()))
        blocks.append(PageBlock(paragraph.id, paragraph.line, number=name, spans=pieces, topic=topics.get(paragraph.topic), warnings=heed))
    return (*blocks, *headings.get("", ()))


def _tables_of(paragraphs: tuple[Paragraph, ...], headings: Mapping[str, object]) -> dict[str, tuple[Paragraph, ...]]:
    """Paragraphs → by the id of its first row each table's rows; by the ids of the others nothing. A heading between rows parts a table in two."""
    tables: dict[str, tuple[Paragraph, ...]] = {}
    first = ""
    for before, paragraph in pairwise((None, *paragraphs)):
        if paragraph is None or paragraph.row is None:
            continue
        goes_on = before is not None and before.row is not None and before.row.table == paragraph.row.table and paragraph.id not in headings
        first = first if goes_on else paragraph.id
        tables[paragraph.id] = ()
        tables[first] = (*tables[first], paragraph)
    return tables


def _headings_before(report: Report) -> dict[str, list[PageBlock]]:
    """A report → the headings that stand directly before each paragraph; under "" those after the last.

    A section without a paragraph of its own (`first` empty) stands before whatever its next section stands before.
    """
    known = {p.id for p in report.paragraphs}
    levels = _levels_of(report.sections)
    before: dict[str, list[PageBlock]] = {}
    following = ""
    for section in reversed(report.sections):
        following = section.first if section.first in known else following
        before.setdefault(following, []).insert(0, PageBlock(section.id, section.line, levels[section.id], filters.readable(section.shown)))
    return before


def _levels_of(sections: tuple[Section, ...]) -> dict[str, int]:
    """Sections → the level of their HTML headings by their depth in the tree (the page's title is 1), so that none is skipped."""
    levels: dict[str, int] = {}
    for section in sections:
        levels[section.id] = min(levels.get(section.parent, 1) + 1, 6)
    return levels


def _fact_lines(facts: tuple[Numbered, ...], blocks: tuple[PageBlock, ...], catalogue: Catalogue) -> tuple[FactLine, ...]:
    names = {i.id: i.name for i in catalogue.indicators}
    cells = (span for block in blocks for row in block.rows for cell in row.cells for span in cell)
    placed = {id for span in (*cells, *(span for block in blocks for span in block.spans)) for id in span.ids}
    lines = []
    for numbered_fact in facts:
        fact = numbered_fact.fact
        kind = filters.role_of(fact)
        anchor = numbered_fact.id if numbered_fact.id in placed else fact.evidence[0].paragraph
        name = names.get(fact.indicator, fact.indicator)
        measure = filters.measure_of(fact)
        lines.append(
            FactLine(anchor, numbered_fact.id, Link(name, numbered_fact.href), measure, kind, fact.year, figure_format.figure(fact), fact.evidence[0].quote)
        )
    return tuple(lines)
