"""A figure → why it reads as it does, in plain words; the rules are run again on the text, so that the explanation is what happened.

    地区生产总值增长10%以上 (in the plan of 2024)  →  “地区生产总值” names it · “增长” makes it a growth · “10%以上” is 10 % ·
    “以上” is ≥ · it stands in the part 安排 and so is a target of 2024
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from digest.chinese import figure_format
from digest.chinese.figure_format import SIGNS
from digest.chinese.quantities import quantities
from digest.chinese.sentences import Span, sentences
from digest.chinese.units import Quantity, convert
from digest.extract.context import Frame, frames, when
from digest.extract.measures import TIMES
from digest.extract.mentions import Mention, compiled, mentions
from digest.model.bounds import exact, ranged
from digest.model.catalogue import Catalogue, Indicator
from digest.model.dossier import Dossier
from digest.model.problem import N_, Problem, meant
from digest.model.report import Evidence, Fact, Paragraph, Report
from digest.model.where import edition_of, line_at, paragraph_of
from digest.render import filters, routes
from digest.render.figure_ids import fact_ids, known_facts

# matches 2023年 · 2023年度计划      not 23年
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年")
# wholly: 141081-2024#p31 · 140800-2024-excerpt#p2      not 141081-2024.gdp-growth.target
_PARAGRAPH = re.compile(r"([0-9A-Za-z-]{1,60})#(p[0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class ExplanationLine:
    """A line of an explanation: what it is about, and its words; English source strings with {named} places filled from values."""

    about: str
    text: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FigureExplanation:
    """A figure's id, and the lines that explain it; of a paragraph its id and the figures read in it."""

    id: str
    lines: tuple[ExplanationLine, ...]


@dataclass(frozen=True, slots=True)
class FigureReading:
    """Where a figure stands, found again in the text: its sentence, the name and the amount that it was read from."""

    report: Report
    paragraph: Paragraph
    frame: Frame | None
    sentence: Span
    name: Mention | None
    quantity: Quantity | None


def explain(wanted: str, dossiers: tuple[Dossier, ...], catalogue: Catalogue) -> FigureExplanation | Problem:
    """A figure's id, or a report and its paragraph → the explanation, or a Problem that names similar ids.

    141081-2024.gdp-growth.target · 141081-2024#p31
    """
    known = known_facts(dossiers)
    if wanted in known:
        return FigureExplanation(wanted, figure_lines(*known[wanted], catalogue))
    if place := _PARAGRAPH.fullmatch(wanted):
        return _figures_of_paragraph(wanted, place[1], place[2], dossiers, catalogue)
    return _problem_unknown_id(wanted, known)


def figure_lines(dossier: Dossier, fact: Fact, catalogue: Catalogue) -> tuple[ExplanationLine, ...]:
    """A figure and whose it is → its explanation, line by line."""
    evidence = fact.evidence[0]
    indicator = catalogue.indicator(fact.indicator)
    reading = reread(dossier, fact, evidence, indicator, catalogue)
    kind = filters.role_of(fact)
    value = (("value", figure_format.figure(fact)), ("kind", kind), ("year", filters.year_of(fact)))
    what = (("place", dossier.name), ("report", str(dossier.year)), ("indicator", indicator.name), ("measure", filters.measure_name(fact.measure)))
    where = (("file", reading.report.source.path), ("line", str(line_at(reading.paragraph, evidence.start))))
    return (
        ExplanationLine(N_("figure"), N_("{place}, report of {report}: {indicator}, {measure}"), what),
        ExplanationLine(N_("value"), N_("{value} ({kind}, {year})"), value),
        ExplanationLine(N_("sentence"), "{sentence}", (("sentence", reading.sentence.of(reading.paragraph.shown).strip()),)),
        *_lines_on_name(reading, evidence, indicator),
        *_lines_on_amount(reading, fact),
        *_lines_on_kind(reading, fact),
        *_lines_on_more(dossier, fact),
        ExplanationLine(N_("source"), "{file}:{line}", where),
        ExplanationLine(N_("page"), "{page}", (("page", routes.paragraph(evidence.report, evidence.paragraph)),)),
    )


def reread(dossier: Dossier, fact: Fact, evidence: Evidence, indicator: Indicator, catalogue: Catalogue) -> FigureReading:
    """A figure → the places of the text that it rests on, found by the same rules by which it was read."""
    report = edition_of(dossier, evidence).report
    frame = next((f for f in frames(report) if f.paragraph.id == evidence.paragraph), None)
    paragraph = paragraph_of(report, evidence.paragraph)
    assert paragraph is not None, "evidence stands in a paragraph"
    text = paragraph.text
    sentence = next(s for s in sentences(text) if s.start <= evidence.start < s.end)
    named = [m for m in mentions(compiled(catalogue.indicators), text, sentence.start, sentence.end) if _names_indicator(m, indicator, catalogue)]
    name = next((m for m in named if evidence.start <= m.start < evidence.end), None)
    name = name or next((m for m in reversed(named) if m.start < evidence.start), None)
    amounts = [q for q in quantities(text, sentence.start, sentence.end) if q.start < evidence.end and _gives_value(q, fact, indicator)]
    inside = [q for q in amounts if q.end > evidence.start]
    return FigureReading(report, paragraph, frame, sentence, name, next(reversed(inside or amounts), None))


def _names_indicator(mention: Mention, indicator: Indicator, catalogue: Catalogue) -> bool:
    """Whether a name is the indicator's, or that of an addition whose stock it is (净增600户、总量突破2万户)."""
    return any(indicator.id in (i.id, i.stock) for i in mention.indicators)


def _gives_value(quantity: Quantity, fact: Fact, indicator: Indicator) -> bool:
    """Whether an amount is the figure's value, but for its sign (下降2%)."""
    values = [v * TIMES if quantity.unit == "倍" else v for v in (quantity.value, quantity.high) if v is not None]
    if quantity.unit not in ("%", "百分点", "倍", *indicator.units):
        values = [c for v in values if (c := convert(v, quantity.unit, indicator.unit)) is not None]
    return bool(values) and {abs(v) for v in values} == {abs(v) for v in (fact.value, fact.high) if v is not None}


def _lines_on_name(reading: FigureReading, evidence: Evidence, indicator: Indicator) -> tuple[ExplanationLine, ...]:
    if reading.name is None:
        return ()
    text = reading.paragraph.shown
    said = (("name", text[reading.name.start : reading.name.end]), ("id", indicator.id))
    if reading.name.start >= evidence.start:
        return (ExplanationLine(N_("name"), N_("“{name}” stands there, a name of the indicator {id} in content/indicators.yaml"), said),)
    return (ExplanationLine(N_("name"), N_("“{name}” stands earlier in the sentence, a name of the indicator {id} in content/indicators.yaml"), said),)


def _lines_on_amount(reading: FigureReading, fact: Fact) -> tuple[ExplanationLine, ...]:
    quantity, text = reading.quantity, reading.paragraph.shown
    if quantity is None:
        return ()
    unit = figure_format.POINTS if fact.measure == "change" and fact.unit == "%" else fact.unit
    read = figure_format.number(fact.value) + (f"—{figure_format.number(fact.high)}" if fact.high is not None else "")
    lines = [ExplanationLine(N_("amount"), N_("“{said}” is {read} {unit}"), (("said", text[quantity.start : quantity.end]), ("read", read), ("unit", unit)))]
    between = text[reading.name.end : quantity.at] if reading.name and reading.name.end <= quantity.at else ""
    if fact.measure != "level" and between:
        said = (("measure", filters.measure_name(fact.measure)), ("words", between))
        lines.append(ExplanationLine(N_("measure"), N_("“{words}” between name and amount makes it {measure}"), said))
    if fact.value < 0:
        lines.append(ExplanationLine(N_("sign"), N_("a fall: the words before the amount say so"), ()))
    if not exact(fact):
        sign = "—" if ranged(fact) else SIGNS[fact.bound]
        word = bound_words(text, quantity)
        rule = N_("“{words}” → {sign}") if word else N_("shared with the amounts beside it → {sign}")
        lines.append(ExplanationLine(N_("bound"), rule, (("words", word), ("sign", sign))))
    return tuple(lines)


def bound_words(text: str, quantity: Quantity) -> str:
    """An amount → the words around its digits that bound it.  10%以上 → 以上    不低于5% → 不低于    4500余万元 → 余    5%—6% → —"""
    said = text[quantity.at : quantity.end]
    head, _, behind = said.rpartition(quantity.written)
    if ranged(quantity):
        return "".join(re.findall(r"[-—–－―~～至到]{1,2}", head))
    return behind or "".join(re.findall(r"[余多几来]", head)) or text[quantity.start : quantity.at]


def _lines_on_kind(reading: FigureReading, fact: Fact) -> tuple[ExplanationLine, ...]:
    """Why it is a result or a target, and of which year."""
    frame, report = reading.frame, reading.report
    if frame is None or reading.quantity is None:
        return ()
    text = reading.paragraph.text
    kind, year, period = when(frame, text, reading.quantity.start)
    part = filters.part_name(reading.paragraph.part)
    title = next((s.shown for s in report.sections if s.id == reading.paragraph.section), "")
    values = (("kind", filters.kind_name(fact.kind)), ("part", part), ("title", title), ("year", filters.year_of(fact)))
    named = [m[0] for m in _YEAR.finditer(text, 0, reading.quantity.start) if m[0] == f"{fact.year}年"]
    if kind == frame.kind:
        why = N_("{kind}: the paragraph belongs to the part {part}, under “{title}”") if title else N_("{kind}: the paragraph belongs to the part {part}")
    elif named:
        why = N_("{kind}: the year {year} is named before it, in the part {part}")
    else:
        why = N_("{kind}: the sentence speaks of aims, in the part {part}")
    if fact.year is None:
        of = N_("none: it is said of several years")
    elif named and year == fact.year:
        of = N_("{year}: named before it")
    elif period:
        of = N_("{year}: the last of the years that are spoken of")
    elif fact.kind == "target":
        of = N_("{year}: targets are of the report's own year, where no other is named")
    else:
        of = N_("{year}: results are of the year before the report, where no other is named")
    return (ExplanationLine(N_("kind"), why, values), ExplanationLine(N_("year"), of, values))


def _lines_on_more(dossier: Dossier, fact: Fact) -> tuple[ExplanationLine, ...]:
    """What else is to know: 预计, 力争, 新增, and where the same value stands again, perhaps in another edition."""
    lines = []
    if fact.estimate:
        lines.append(ExplanationLine(N_("estimate"), N_("the sentence says that it is expected (预计)"), ()))
    if fact.variant:
        said = N_("{words}: not the plain indicator; it is compared with values of the same words only (content/lexicons/figure-variants.txt)")
        lines.append(ExplanationLine(N_("variant"), said, (("words", fact.variant),)))
    if fact.volume:
        lines.append(ExplanationLine(N_("role"), N_("a volume: nothing says that so much was completed or is aimed at; it is set against no target"), ()))
    if fact.stretch:
        lines.append(ExplanationLine(N_("stretch"), N_("a word like 力争 stands before it: above a base target"), ()))
    for other in fact.evidence[1:]:
        at = (("page", routes.paragraph(other.report, other.paragraph)), ("quote", other.quote))
        lines.append(ExplanationLine(N_("also"), N_("{page}: “{quote}”"), at))
    if len(dossier.editions) > 1:
        ids = (("ids", "、".join(record.report.id for record in dossier.editions)),)
        lines.append(ExplanationLine(N_("editions"), N_("joined of {ids}"), ids))
    return tuple(lines)


def _figures_of_paragraph(wanted: str, report: str, paragraph: str, dossiers: tuple[Dossier, ...], catalogue: Catalogue) -> FigureExplanation | Problem:
    """A report's (or a dossier's first edition's) paragraph → its figures by id."""
    names = {i.id: i.name for i in catalogue.indicators}
    for dossier in dossiers:
        ids = [record.report.id for record in dossier.editions]
        if report not in (dossier.id, *ids):
            continue
        edition = dossier.editions[ids.index(report) if report in ids else 0].report
        asked = paragraph_of(edition, paragraph)
        if asked is None:
            last = edition.paragraphs[-1].id if edition.paragraphs else ""
            values = (("report", edition.id), ("last", last))
            return Problem(wanted, 0, "explain.paragraph", N_("the report {report} has no such paragraph"), N_("its last one is {last}"), values)
        found = [(i, f) for i, f in fact_ids(dossier) if any((e.report, e.paragraph) == (edition.id, paragraph) for e in f.evidence)]
        lines = tuple(ExplanationLine(i, "{about}", (("about", _figure_in_words(f, names.get(f.indicator, f.indicator))),)) for i, f in found)
        return FigureExplanation(wanted, lines or (ExplanationLine(N_("figure"), N_("none is read in this paragraph: {text}"), (("text", asked.text),)),))
    reports = [record.report.id for dossier in dossiers for record in dossier.editions]
    return _problem_unknown_id(wanted, {f"{id}#{paragraph}": None for id in reports})


def _figure_in_words(fact: Fact, name: str) -> str:
    return f"{name} · {filters.measure_of(fact)} · {filters.role_of(fact)} {filters.year_of(fact)} · {figure_format.figure(fact)}"


def _problem_unknown_id(wanted: str, known: Mapping[str, object]) -> Problem:
    """An id that nothing has → a Problem with those that are nearly so."""
    near = meant(wanted, known, most=3)
    hint = N_("did you mean {ids}?") if near else N_("ids stand in data/facts.csv of the site; or name a paragraph: 141081-2024#p31")
    return Problem(wanted, 0, "explain.unknown", N_("no figure has this id"), hint, (("ids", ", ".join(near)),))
