"""A text that a machine read from pictures (front matter `ocr: true`): its figures are 待核 until an editor has compared them, who is told so."""

from __future__ import annotations

from dataclasses import replace

from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Record, Report


def told_of_recognised(report: Report) -> tuple[Problem, ...]:
    """A report → the warning that nobody has compared its text; none of a text that was written or compared."""
    if not report.meta.ocr:
        return ()
    line = dict(report.source.stated).get("ocr", 0)
    return (Problem(report.source.path, line, "ocr.unchecked", N_("the text was recognised from pictures: every figure of it is marked 待核"),
                    N_("compare it with the pages; when that is done, delete the line ocr: true"), severity=WARNING),)  # fmt: skip


def unchecked(record: Record) -> Record:
    """A record → of a recognised text the same with every fact marked, and no investments, which are added up; else as it is."""
    if not record.report.meta.ocr:
        return record
    facts = tuple(replace(fact, unchecked=True) for fact in record.facts)
    return replace(record, facts=facts, projects=tuple(replace(project, investment=None) for project in record.projects))
