"""Notes and comparisons → annotations: an editor's words with the figures that they cite, and what has to be looked at again.

The words are rendered as a template of their own (templates.py's sandbox), in which only figure, words, statement and quote are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from digest.chinese import figure_format
from digest.model.catalogue import Catalogue
from digest.model.citation import cite
from digest.model.closed_sets import MEASURES
from digest.model.comparison import Comparison
from digest.model.dossier import Dossier, Table, table_id
from digest.model.note import OVERVIEW, Annotation, Changed, Comment, Note, Picked, Quote, Remembered
from digest.model.problem import N_, WARNING, Problem, in_order, meant
from digest.model.report import Evidence, Fact, Report
from digest.model.where import paragraph_of
from digest.render import filters, routes
from digest.render.figure_ids import known_facts
from digest.render.filters import Markdown
from digest.render.templates import markdown_environment, render

# What is between {{ }} or {% %}
# matches {{ figure("a") }} · {% if a %}      not figure("a")
CODE = re.compile(r"\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}", re.DOTALL)
# A figure cited by its id
# matches figure("a.b.target") · words('a')      not quote("a", "b") · figure(x)
CITED = re.compile(r"""\b(?:figure|words|statement)\(\s{0,20}(["'])([^"'\n]{0,200})\1\s{0,20}\)""")
# Words quoted in the text
# matches quote("141081-2024#p3", "多种树")      not quote(where)
QUOTED = re.compile(r"""\bquote\(\s{0,20}(["'])([^"'\n]{0,200})\1\s{0,20},\s{0,20}(["'])([^"'\n]{0,2000})\3\s{0,20}\)""")
# Place, year, indicator and measure, kind, the rest
# wholly: 141081-2024.gdp-growth.target      not gdp.target
ID = re.compile(r"([0-9]{6})-([0-9]{4})\.([a-z0-9-]{1,80})\.(actual|target)((?:\.[a-z0-9]{1,10}){0,3})")
# Of the rest: the year that a figure is compared with
# matches .y2022      not .stretch
BASE_YEAR = re.compile(r"\.y([0-9]{4})")
SAME = str.maketrans("％＞＜，．", "%><,.", " \u3000")  # how a value may be typed differently
# Two spaces that break a line, which a digest would lose
# matches "甲  \n乙"      not "甲\n乙"
BREAK = re.compile(r"(?<=\S) {2,20}\n(?=[^\n])")


@dataclass(frozen=True, slots=True)
class Known:
    """What a note may cite: figures by id, reports by id, and what a table and a place are called."""

    facts: Mapping[str, tuple[Dossier, Fact]]
    reports: Mapping[str, tuple[Dossier, Report]]
    tables: Mapping[str, str]  # gdp-growth → 地区生产总值增速
    places: Mapping[str, str]  # 141081 → 侯马市


def annotate_notes(notes: Iterable[Note], comparison: Comparison, catalogue: Catalogue) -> tuple[dict[str, Annotation] | None, tuple[Problem, ...]]:
    """Notes → the annotation of each digest that has one, by the digest's address, and what an editor has to look at.

    None where a note itself has to be mended before anything is published. A note on a digest that does not exist is told and left out.
    """
    known, pages = known_to_notes(comparison, catalogue), digest_names(comparison)
    found: dict[str, Annotation] = {}
    problems: list[Problem] = []
    broken = False
    for note in notes:
        if note.digest not in pages:
            problems.append(_problem_no_digest(note, pages))
            continue
        for page in pages_of_note(pages[note.digest]):  # the links of each are its own; what is wrong is told once
            annotation, said = annotate(note, known, page)
            problems += [problem for problem in said if problem not in problems]
            broken = broken or annotation is None
            if annotation:
                found[page] = annotation
    return (None if broken else found), in_order(problems)


def annotate(note: Note, known: Known, page: str) -> tuple[Annotation | None, tuple[Problem, ...]]:
    """A note and the address of its digest → its annotation, or None where it cites what does not exist; and what to look at."""
    changed = tuple(_figures_changed(note, known))
    problems = [_problem_changed(note, one, known) for one in changed]
    problems += [_problem_unfilled(note, one, known) for one in note.figures if not one.value]
    broken = list(_problems_of_unknown(note, known))
    old = {one.id: one.old for one in changed if one.fact is None}
    cite = _functions_for_notes(known, old, page)
    pieces: list[Comment] = []
    for piece in (note.lead, *note.comments):
        text, wrong = _filled_in(note, piece, cite) if not broken else (None, ())
        broken += wrong
        pieces.append(replace(piece, text=Markdown(text or "")))
    picked, stale = _quotes_picked(note, known)
    problems += [*broken, *stale]
    if broken:
        return None, in_order(problems)
    comments = tuple(replace(one, text=Markdown("\n".join(f"> {line}" for line in one.text.split("\n")))) for one in pieces[1:] if one.text)
    return Annotation(pieces[0].text, comments, picked, changed), in_order(problems)


def unplaced(note: Note, places: tuple[str, ...]) -> tuple[Problem, ...]:
    """A note and the places at which its digest prints comments → each comment that is printed nowhere."""
    problems = []
    for one in note.comments:
        if one.place not in places:
            guess = meant(one.place, places)
            values = (("guess", "".join(guess)), ("known", "、".join(places)), ("place", one.place))
            hint = N_("did you mean {guess}? The parts of this digest are {known}") if guess else N_("the parts of this digest are {known}")
            message = N_("the digest has no part {place}: the comment is printed nowhere")
            problems.append(Problem(note.path, one.line, "note.no-place", message, hint, values, f"# {one.place}"))
    return tuple(problems)


def by_hand(notes: Iterable[Note], comparison: Comparison) -> dict[str, str]:
    """Notes → all that editors wrote themselves, by the page that it stands on: what is said on a topic stands on its brief and on its full text."""
    pages = digest_names(comparison)
    known = ((page, note.text) for note in notes if note.digest in pages for page in pages_of_note(pages[note.digest]))
    return {routes.INDEX if page == routes.OVERVIEW_DIGEST else f"{page.removesuffix('.md')}.html": text for page, text in known}


def pages_of_note(digest: str) -> tuple[str, ...]:
    """The address of a digest → of all that print its note: topics/ecology.md, and topics/full/ecology.md with all tables."""
    folder, _, name = digest.rpartition("/")
    return (digest, f"{folder}/full/{name}") if folder == "topics" else (digest,)


def known_to_notes(comparison: Comparison, catalogue: Catalogue) -> Known:
    """A comparison → all that notes may cite, and the words for it."""
    names = {
        table_id(i.id, measure): Table("", i, measure, i.unit, ()).name for i in catalogue.indicators for measure in MEASURES
    }
    places = {place.code: place.name for place in catalogue.places} | {d.place.code: d.name for d in comparison.dossiers}
    reports = {record.report.id: (dossier, record.report) for dossier in comparison.dossiers for record in dossier.editions}
    return Known(known_facts(comparison.dossiers), reports, names, places)


def digest_names(comparison: Comparison) -> dict[str, str]:
    """A comparison → the name of each digest, which is its note's, and its address.  ecology → topics/ecology.md

    A topic whose id is overview is called topic-overview, since overview is everything.
    """
    topics = {t.topic.id if t.topic.id != OVERVIEW else f"topic-{OVERVIEW}": routes.topic_digest(t.topic.id) for t in comparison.topics}
    places = {p.place.code: routes.place_digest(p.place.code) for p in comparison.places}
    board = {routes.BOARD_BULLETIN if routes.BOARD_BULLETIN not in topics else "board-of-targets": routes.BOARD_DIGEST} if comparison.boards else {}
    return {OVERVIEW: routes.OVERVIEW_DIGEST, **board, **topics, **places}


def figure_name(id: str, known: Known) -> str:
    """A figure's id → what it is in words, also when it is gone; an id that is none, as it is.

    141081-2024.gdp-growth.target → 侯马市2024年地区生产总值增速目标    141081-2024.gdp-level.actual.y2022 → 侯马市2022年地区生产总值完成数
    """
    match = ID.fullmatch(id)
    if not match:
        return id
    code, year, table, kind, rest = match.groups()
    said = BASE_YEAR.search(rest)
    of = said[1] if said else year if kind == "target" else str(int(year) - 1)
    period = f"{year}年报告中累计或多年的" if ".period" in rest else f"{of}年"
    stretch = "力争" if ".stretch" in rest else ""
    return f"{known.places.get(code, code)}{period}{known.tables.get(table, table)}{stretch}{'目标' if kind == 'target' else '完成数'}"


def _figures_changed(note: Note, known: Known) -> Iterator[Changed]:
    for one in note.figures:
        fact = known.facts[one.id][1] if one.id in known.facts else None
        values = (figure_format.figure(fact), figure_format.words(fact), figure_format.statement_alone(fact)) if fact else ()
        if one.value and one.value.translate(SAME) not in [value.translate(SAME) for value in values]:
            yield Changed(one.id, figure_name(one.id, known), one.value, values[0] if values else "", fact)


def _problem_changed(note: Note, one: Changed, known: Known) -> Problem:
    line = next(f.line for f in note.figures if f.id == one.id)
    values = (("guess", _ids_like(one.id, known)), ("name", one.name), ("new", one.new), ("old", one.old))
    if one.fact:
        hint = N_("read the note again; when it is right, write the new value behind the id")
        return Problem(note.path, line, "note.changed", N_("待核: {name} was {old}, and is {new} now"), hint, values, one.id, WARNING)
    hint = N_("read the note again; when it is right, take the line out, or correct the id; ids like it: {guess}")
    return Problem(note.path, line, "note.gone", N_("待核: {name} was {old}, and is not there any more"), hint, values, one.id, WARNING)


def _problem_unfilled(note: Note, one: Remembered, known: Known) -> Problem:
    if one.id not in known.facts:
        return _problem_no_figure(note, one.id, one.line, known)
    hint = N_("python build.py check --fix fills in the present value")
    return Problem(note.path, one.line, "note.unfilled", N_("no value is remembered for {id}"), hint, (("id", one.id),), one.id, WARNING)


def _problems_of_unknown(note: Note, known: Known) -> Iterator[Problem]:
    """Figures that a note cites and that exist neither now nor among those that it remembers."""
    remembered = {one.id for one in note.figures if one.value}
    for match, line in _calls_in(note, CITED):
        if match[2] not in known.facts and match[2] not in remembered:
            yield _problem_no_figure(note, match[2], line, known)


def _calls_in(note: Note, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int]]:
    """What a note's text calls between its braces, and on which line of the file."""
    for piece in (note.lead, *note.comments):
        for code in CODE.finditer(piece.text):
            for match in pattern.finditer(code[0]):
                yield match, piece.line + 1 + piece.text.count("\n", 0, code.start() + match.start())


def _problem_no_figure(note: Note, id: str, line: int, known: Known) -> Problem:
    guess = _ids_like(id, known)
    message = N_("there is no figure {id}")
    hint = N_("did you mean {guess}?") if guess != "—" else N_("the ids stand in data/facts.csv, like 141081-2024.gdp-growth.target")
    return Problem(note.path, line, "note.no-figure", message, hint, (("guess", guess), ("id", id)), id)


def _ids_like(id: str, known: Known) -> str:
    """An id that does not exist → those that look like it, or a dash."""
    return "、".join(meant(id, known.facts, most=3)) or "—"


def _problem_no_digest(note: Note, pages: Mapping[str, str]) -> Problem:
    guess = meant(note.digest, pages)
    values = (("digest", note.digest), ("guess", "".join(guess)), ("known", "、".join(pages)))
    hint = N_("did you mean {guess}? There are: {known}") if guess else N_("there are: {known}")
    return Problem(note.path, 0, "note.no-digest", N_("there is no digest {digest}: the note is printed nowhere"), hint, values)


def _functions_for_notes(known: Known, gone: Mapping[str, str], page: str) -> dict[str, Callable[..., Markdown]]:
    """→ what a note may call. A remembered figure that is gone is printed as it was, and marked."""

    def cited(id: str, write: Callable[[Fact], str]) -> Markdown:
        if id in known.facts:
            fact = known.facts[id][1]
            return filters.link(write(fact), filters.passage(fact.evidence[0], page))
        if id in gone:
            return filters.as_markdown(f"{gone[id]}（待核）")
        raise LookupError(id)

    def quote(where: str, text: str) -> Markdown:
        evidence = _evidence_for(where, text, known)
        if evidence is None:
            return filters.as_markdown(f"「{text}」（待核）")
        return Markdown(f"{filters.quoted(text)}（{filters.link('原文', filters.passage(evidence, page))}）")

    return {
        "figure": lambda id: cited(id, figure_format.figure),
        "words": lambda id: cited(id, figure_format.words),
        "statement": lambda id: cited(id, figure_format.statement_alone),
        "quote": quote,
    }


def _filled_in(note: Note, piece: Comment, cite: Mapping[str, object]) -> tuple[str | None, tuple[Problem, ...]]:
    """A piece of a note → its Markdown. Problems name the lines of the file: the piece keeps its place in it."""
    if not piece.text.strip():
        return "", ()
    folder, _, name = note.path.rpartition("/")
    text, problems = render(markdown_environment({name: "\n" * piece.line + piece.text}, folder or "."), name, **cite)
    if text is None:
        return None, tuple(replace(problem, where=note.path) for problem in problems)
    return BREAK.sub(lambda _: "\\\n", text.strip("\n")), ()


def _quotes_picked(note: Note, known: Known) -> tuple[tuple[Picked, ...], tuple[Problem, ...]]:
    """The quotes of a note → as they are printed, and those whose paragraph does not say them."""
    whose = {name: dossier for id, (dossier, _) in known.reports.items() for name in (id, dossier.id)}
    picked = tuple(Picked(q.text, q.where, _evidence_for(q.where, q.text, known), whose.get(q.where.partition("#")[0])) for q in note.quotes)
    quotes = (*note.quotes, *(Quote(match[2], match[4], line) for match, line in _calls_in(note, QUOTED)))
    return picked, tuple(_problem_misquoted(note, q, known) for q in quotes if _evidence_for(q.where, q.text, known) is None)


def _problem_misquoted(note: Note, quote: Quote, known: Known) -> Problem:
    report = quote.where.partition("#")[0]
    guess = meant(report, known.reports)
    if not _editions_named(report, known):
        values = (("guess", "".join(guess)), ("report", report))
        hint = N_("did you mean {guess}?") if guess else N_("write report#paragraph, like 141081-2024#p31")
        return Problem(note.path, quote.line, "note.no-report", N_("待核: there is no report {report} to quote"), hint, values, quote.where, WARNING)
    message = N_("待核: the paragraph {where} does not say this, word for word")
    hint = N_("compare it with the report's page, and quote it anew or take it out")
    return Problem(note.path, quote.line, "note.misquoted", message, hint, (("where", quote.where),), quote.text[:80], WARNING)


def _evidence_for(where: str, text: str, known: Known) -> Evidence | None:
    """A place like 141081-2024#p31 and words → the evidence, where they stand in that paragraph."""
    named, _, paragraph = where.partition("#")
    for report in _editions_named(named, known):
        said = paragraph_of(known.reports[report][1], paragraph)
        start = max(said.shown.find(text), said.text.find(text)) if said and text.strip() else -1
        if said and start >= 0:
            return cite(report, said, start, start + len(text))
    return None


def _editions_named(name: str, known: Known) -> tuple[str, ...]:
    """A report's id → itself; a dossier's (141081-2024) → the ids of its editions."""
    return (name,) if name in known.reports else tuple(id for id, (dossier, _) in known.reports.items() if dossier.id == name)
