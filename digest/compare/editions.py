"""Records → those that can be compared; of two texts of one place and year equal ones are kept once, differing full ones left out, parts kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from digest.compare.disputes import disputed
from digest.model.catalogue import Catalogue
from digest.model.citation import renamed
from digest.model.dossier import Dossier
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Evidence, Fact, Record
from digest.model.where import line_of, text_around


def admitted(records: Iterable[Record]) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Records → the identified ones, each under an id of its own, and a Problem for each that is left out.

    Several parts of one report are editions of it. Two complete texts of one place and year are not guessed between: if they say
    the same the first is kept, if they differ both are left out until an editor has removed one.
    """
    problems: list[Problem] = []
    groups: dict[str, list[Record]] = defaultdict(list)
    records = sorted(records, key=lambda r: r.report.source.path)
    latest = max((int(r.report.meta.delivered[:4]) for r in records if r.report.meta.delivered), default=None)
    for record in records:
        meta = record.report.meta
        if meta.code and meta.year and latest and record.report.source.front.year and meta.year > latest + 1:
            problems.append(_problem_of_later_year(record, latest))
        elif meta.code and meta.year:
            groups[record.report.id].append(record)
        else:
            problems.append(_problem_unidentified(record))
    kept: list[Record] = []
    for group in groups.values():
        different = _each_text_once(group, problems)
        if len(different) > 1 and different[0].report.meta.completeness == "full":
            problems += [_problem_of_two_texts(record, different) for record in different]
        else:
            kept += [renamed(r, r.report.id + (f"-{n}" if n > 1 else "")) for n, r in enumerate(different, 1)]
    return tuple(sorted(kept, key=lambda r: r.report.id)), tuple(problems)


def contradictions(dossiers: Iterable[Dossier], catalogue: Catalogue) -> tuple[Problem, ...]:
    """Dossiers of several editions → a Problem for each two values in which two editions contradict each other."""
    problems = []
    for dossier in dossiers:
        if len(dossier.editions) < 2:
            continue
        records = {record.report.id: record for record in dossier.editions}
        for one, other in disputed(dossier.facts, catalogue.indicators, partial(text_around, dossier)):
            if not _editions_of_fact(one) & _editions_of_fact(other):
                problems.append(_problem_of_difference(records, one.evidence[0], other.evidence[0]))
    return tuple(problems)


def _editions_of_fact(fact: Fact) -> set[str]:
    return {evidence.report for evidence in fact.evidence}


def _each_text_once(group: list[Record], problems: list[Problem]) -> list[Record]:
    texts: dict[str, Record] = {}
    for record in group:
        text = "".join(p.text for p in record.report.paragraphs)
        if text in texts:
            problems.append(
                Problem(
                    record.report.source.path, 0, "report.same-text",
                    N_("the same text as {other}; it is published once"),
                    N_("delete one of the two files"),
                    values=(("other", texts[text].report.source.path),), severity=WARNING,
                )
            )  # fmt: skip
        else:
            texts[text] = record
    return list(texts.values())


def _problem_of_later_year(record: Record, latest: int) -> Problem:
    """A report of a year that is stated and that none of the others comes near: the clock is not asked, so they are."""
    source, year = record.report.source, record.report.meta.year
    return Problem(
        source.path, dict(source.stated).get("year", 0), "report.not-yet",
        N_("it is stated to be of the year {year}; the newest report was given in {latest}"),
        N_("correct the year; if it is right, state the day as well: delivered: {year}-01-31"),
        values=(("latest", str(latest)), ("year", str(year))),
    )  # fmt: skip


def _problem_unidentified(record: Record) -> Problem:
    meta = record.report.meta
    missing = N_("it is not clear whose report this is") if not meta.code else N_("it is not clear of which year this report is")
    return Problem(
        record.report.source.path, 0, "report.unidentified", missing,
        N_("state place and year at the head of the file: ---, place: …, year: …, ---"),
    )  # fmt: skip


def _problem_of_two_texts(record: Record, group: list[Record]) -> Problem:
    others = "、".join(r.report.source.path for r in group if r is not record)
    return Problem(
        record.report.source.path, 0, "report.twice",
        N_("{place} {year} has two complete texts that differ, here and in {others}; neither is published"),
        N_("keep one of them, or mark the other as “completeness: abridged” in its front matter"),
        values=(("place", record.report.meta.place), ("year", str(record.report.meta.year)), ("others", others)),
    )  # fmt: skip


def _problem_of_difference(records: dict[str, Record], one: Evidence, other: Evidence) -> Problem:
    where = records[other.report].report
    return Problem(
        where.source.path, line_of(where, other), "edition.contradiction",
        N_("another edition ({path}) says “{quote}”"),
        N_("compare both with the original; both values are shown, marked as unconfirmed"),
        values=(("path", records[one.report].report.source.path), ("quote", one.quote)), quote=other.quote, severity=WARNING,
    )  # fmt: skip
