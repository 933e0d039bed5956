"""The gate before publication: every printed number resolves to something that it may rest on (what that is: allowed_numbers.py).

A number in a link to a paragraph is a value of that paragraph, as our filters write it; beside such links in one stretch of text it is a
value of one of them. What is quoted stands verbatim in the paragraph that the link beside it leads to. Every other number is a year,
a count or a share of the comparison, part of a name, or stands in a template as it is. Charts and the CSV rest on the same facts. Text
of reports is not asked for evidence, since it is the evidence, but it must be theirs to the letter.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from digest.audit import allowed_numbers
from digest.audit.grounds import Grounds, Numbers, one_line
from digest.audit.quoted_words import covered, quoted_by_several, quotes
from digest.audit.visible_text import LinkedText, VisibleStretch, stretches
from digest.model.chart import Chart
from digest.model.comparison import Comparison
from digest.model.problem import N_, Problem, in_order
from digest.model.report import Fact, Report
from digest.render import routes
from digest.render.counts import numbers
from digest.render.whose_words import ABRIDGED, ORIGINAL, is_source

MOST = 20  # problems told of one page: a broken template repeats itself
UNRESOLVED = N_("the number {number} resolves to no evidence and to no count")
UNRESOLVED_HINT = N_("print it through a filter of a fact, with a link to its paragraph, or take it out; nothing was published")
MISQUOTED = N_("what is quoted does not stand in the paragraph that the link leads to")
MISQUOTED_HINT = N_("print the quote of the evidence as it is; nothing was published")
UNHELD = N_("the sentence does not give the value {number}")
UNHELD_HINT = N_("correct the report or the indicator; nothing was published")
# wholly: p7 生态环境 行 21 · p7 行 21 留意      not p7 · 行 21，3 处
ASIDE = re.compile(r"(p[0-9]{1,6}) .{0,40}行 ([0-9]{1,6})(?: [^0-9０-９]{1,400})?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page prints that rests on nothing, and all numbers that it prints, which a bulletin may print too (a report's page: none)."""

    problems: tuple[Problem, ...]
    numbers: Numbers


def judged(ground: Grounds, page: str, html: str, counts: Callable[[], Numbers]) -> Verdict:
    """A page's address and HTML, and what counts the things that its template is given → the verdict on it.

    They are counted only where something is wrong without: most counts of a page are the comparison's, and counting takes as long as judging.
    """
    found, own = tuple(stretches(page, html)), ground.own.get(page, frozenset())
    problems = _problems_of_page(page, found, ground, own) and _problems_of_page(page, found, ground, own | counts())
    told = () if page in ground.reports else (number for stretch in found for run in stretch.runs for number in numbers(run.text))
    return Verdict(problems, frozenset(told))


def unresolved(
    comparison: Comparison, charts: Iterable[Chart], table: str, prints: Iterable[tuple[str, str]], ground: Grounds, verdicts: Iterable[Verdict]
) -> tuple[Problem, ...]:
    """A build before it is published, its pages judged → every number that it may not print.

    `table` is the CSV, `prints` what the bulletins are set from, as (address, HTML).
    """
    verdicts = tuple(verdicts)
    facts = {id(fact): fact for dossier in comparison.dossiers for fact in dossier.facts}
    problems = [*_problems_of_facts(facts.values()), *_problems_of_charts(comparison, charts), *_problems_of_csv(table)]
    problems += (problem for verdict in verdicts for problem in verdict.problems)
    known = ground.free.union(*(verdict.numbers for verdict in verdicts), *ground.labels.values())
    for page, html in prints:
        problems += _problems_of_print(page, html, known)
    return in_order(problems)


def _problems_of_facts(facts: Iterable[Fact]) -> Iterator[Problem]:
    """Every fact that is published: its sentence gives its value."""
    for fact in facts:
        for evidence in fact.evidence:
            for value in (fact.value, fact.high):
                if value is not None and not allowed_numbers.holds(evidence.quote, value, fact.unit):
                    yield _problem_unheld(routes.paragraph(evidence.report, evidence.paragraph), 0, f"{value:f}", evidence.quote)


def _problems_of_charts(comparison: Comparison, charts: Iterable[Chart]) -> Iterator[Problem]:
    """Every mark of a chart is a fact of the table that it draws, results and targets apart."""
    tables = (*(t for one in comparison.indicators for t in one.tables), *(t for one in comparison.topics for t in one.tables))
    given: dict[str, set[tuple[str, Decimal | None]]] = {}
    for table in tables:
        for row in table.rows:
            for kind, cell in (("actual", row.actual), ("target", row.target)):
                given.setdefault(table.id, set()).update((kind, v) for f in cell.facts for v in (f.value, f.high))
    for chart in charts:  # that of an ordered bulletin is called ORDER.TABLE
        if chart.kind == "months":  # its marks are counts of projects
            continue
        own = chart.id.rpartition(".")[2]
        for table_id, mark in (*((row.table or own, mark) for row in (*chart.rows, *chart.rest) for mark in row.marks), *((own, mark) for mark in chart.told)):
            for value in (mark.value, mark.high):
                if value is not None and (mark.kind, value) not in given.get(table_id, set()):
                    yield _problem_unresolved(routes.chart(chart.id), f"{value:f}", chart.title)


def _problems_of_csv(table: str) -> Iterator[Problem]:
    """Every row of the CSV: the sentence beside the value gives it."""
    for line, row in enumerate(csv.DictReader(io.StringIO(table.lstrip("\ufeff"), newline="")), 2):
        for value in filter(None, (row["数值"], row["上限"])):
            if not allowed_numbers.holds(row["原句"], Decimal(value), row["单位"]):
                yield _problem_unheld(routes.FACTS_CSV, line, value, row["原句"])


def _problems_of_print(page: str, html: str, known: Numbers) -> Iterator[Problem]:
    """What a bulletin is set from: no number that no page has, but for those of its notes."""
    for stretch in stretches(page, html):
        notes = {number for run in stretch.runs if "#note-" in run.target for number in numbers(run.text)}
        for number in sorted(numbers(stretch.text) - known - notes):
            if not NOTE.match(stretch.text):
                yield _problem_unresolved(page, number, stretch.text)


# a note's line, whose text is the report's
# at the start: [12]清苑区2024，第7段      not 12 · 清苑区[12]
NOTE = re.compile(r"\[[0-9]{1,5}\]")


def _problems_of_page(page: str, found: tuple[VisibleStretch, ...], ground: Grounds, prose: Numbers) -> tuple[Problem, ...]:
    report = ground.reports.get(page)
    own = _own_text(report) if report else frozenset()
    free = ground.free.union(prose, ground.labels.get(page, ()), ground.shares.get(routes.first_leaf(page), ()))
    problems: list[Problem] = []
    for stretch in found:
        wrong = tuple(_problems_of_stretch(page, stretch, ground, free))
        if wrong and one_line(stretch.text) not in own:
            problems += wrong
    return tuple(problems[:MOST])


def _own_text(report: Report) -> frozenset[str]:
    """What a report's page shows of the report as it is: paragraphs, headings, title block."""
    texts = [one_line(p.shown) for p in report.paragraphs]
    texts += [one_line(" ".join(cell.text for cell in p.row.cells)) for p in report.paragraphs if p.row is not None]
    return frozenset((*texts, *(one_line(s.shown) for s in report.sections), *(one_line(line.text) for line in report.masthead)))


def _problems_of_stretch(page: str, stretch: VisibleStretch, ground: Grounds, free: Numbers) -> Iterator[Problem]:
    """One stretch of a page → what of it rests on nothing."""
    printed = [(index, found) for index, run in enumerate(stretch.runs) if (found := numbers(run.text))]
    quoting = any(is_source(run.text, run.target) for run in stretch.runs)
    if not printed and not quoting:
        return
    for text, target in quotes(stretch) if quoting else ():
        if one_line(text) not in ground.texts.get(target, ""):
            yield Problem(page, 0, "gate.quote", MISQUOTED, MISQUOTED_HINT, quote=_cut_short(text))
    theirs = {index for index, _ in covered(stretch)} if quoting else frozenset()
    rest: list[str] = []
    for index, found in printed:
        run = stretch.runs[index]
        if _is_name_of_target(run, ground):
            continue
        if run.target in ground.facts:
            rest += sorted(found - ground.facts[run.target] - ground.labels.get(run.target.partition("#")[0], frozenset()))
        elif index not in theirs and (left := found - free):
            rest += sorted(left - _numbers_beside_links(stretch, ground) - _numbers_quoted_by_all(stretch, ground))
    if rest and not _is_line_of_report(page, stretch, ground, frozenset(rest)):
        yield from (_problem_unresolved(page, number, stretch.text) for number in dict.fromkeys(rest))


def _is_name_of_target(run: LinkedText, ground: Grounds) -> bool:
    """Whether a link's words are the name of a project of the paragraph, or of the term, that it leads to."""
    where = (run.target, "#" + run.target.partition("#")[2])
    return any(one_line(run.text) == one_line(name) for address in where for name in ground.names.get(address, ()))


def _numbers_quoted_by_all(stretch: VisibleStretch, ground: Grounds) -> Numbers:
    """Words in 「」 that stand in every paragraph that is named behind them: 「……」：运城市2024、侯马市2024 → their numbers."""
    found: Numbers = frozenset()
    for quote, targets in quoted_by_several(stretch):
        theirs = [ground.texts[target] for target in targets if target in ground.texts]
        found |= numbers(quote) if theirs and all(one_line(quote) in text for text in theirs) else frozenset()
    return found


def _numbers_beside_links(stretch: VisibleStretch, ground: Grounds) -> Numbers:
    """What may be printed beside the links of a stretch: values of the paragraphs and labels of the reports that they lead to."""
    near = ground.charts.get(stretch.picture, frozenset()) | ground.cells.get(stretch.text.strip().partition("\t")[0].strip(), frozenset())
    for target in stretch.targets:
        near |= ground.facts.get(target, frozenset()) | ground.projects.get(target, frozenset()) | ground.labels.get(target.partition("#")[0], frozenset())
    return near


def _is_line_of_report(page: str, stretch: VisibleStretch, ground: Grounds, rest: Numbers) -> bool:
    """Whether a line of a report's own page shows what it may: a fact beside its quote, or a line of the file by its number."""
    report = ground.reports.get(page)
    if report is None:
        return False
    text = one_line(stretch.text)
    rows = [known for quote, known in ground.rows[page].items() if quote and quote in text]
    if any(rest <= known for known in rows):
        return True
    if aside := ASIDE.fullmatch(text):
        return any((p.id, str(p.line)) == aside.groups() for p in report.paragraphs)
    lines = [line for line in report.source.lines if text.startswith(f"行 {line.number}")]
    if lines:
        return True
    return any(text.removesuffix(ORIGINAL).removesuffix(ABRIDGED).strip() in ground.texts[routes.paragraph(report.id, p.id)] for p in report.paragraphs)


def _cut_short(text: str) -> str:
    return one_line(text)[:120]


def _problem_unresolved(where: str, number: str, context: str) -> Problem:
    at = max(0, context.find(number) - 40)
    return Problem(where, 0, "gate.number", UNRESOLVED, UNRESOLVED_HINT, (("number", number),), _cut_short(context[at : at + 100]))


def _problem_unheld(where: str, line: int, number: str, quote: str) -> Problem:
    return Problem(where, line, "gate.value", UNHELD, UNHELD_HINT, (("number", number),), _cut_short(quote))
