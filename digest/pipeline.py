"""The whole build, in the order in which it happens. Read this first.

    analyse   bytes of one file → Record          (pure, remembered, run in parallel)
    compare   Records → Comparison                (pure)
    build     folders in, site out                (the edges)
"""

from __future__ import annotations

from digest.catalogue import Catalogue
from digest.clean import clean
from digest.classify import classify
from digest.extract.facts import find_facts
from digest.extract.glossary import find_terms
from digest.extract.pledges import find_pledges
from digest.identify import identify, report_id
from digest.model import Record, Report, Source
from digest.outline import outline
from digest.problems import Problem
from digest.read.text import read_text


def analyse(catalogue: Catalogue, path: str, data: bytes) -> tuple[Record | None, tuple[Problem, ...]]:
    """The bytes of one file → its record, or None with the reason why it is refused."""
    source, problems = read_text(path, data)
    if source is None:
        return None, problems
    report, more = understand(source, catalogue)
    if report is None:
        return None, problems + more
    facts = find_facts(report, catalogue)
    pledges, pledge_warnings = find_pledges(report)
    terms = find_terms(report)
    return Record(report, facts, (), pledges, terms, pledge_warnings), problems + more


def understand(source: Source, catalogue: Catalogue) -> tuple[Report | None, tuple[Problem, ...]]:
    """Source → Report: which lines are the report, how it is built, whose it is, what each paragraph is about."""
    cleaned = clean(source, catalogue)
    structure = outline(cleaned)
    meta, problems = identify(source, cleaned, structure, catalogue)
    if any(p.severity == "error" for p in problems):
        return None, problems
    sections, paragraphs = classify(structure.sections, structure.paragraphs, catalogue)
    report = Report(report_id(meta, source), source, meta, structure.masthead, sections, paragraphs, cleaned.boilerplate, cleaned.warnings)
    return report, problems
