"""The whole build, in the order in which it happens. Read this first.

    analyse   bytes of one file → Record          (pure, remembered, run in parallel)
    compare   Records → Comparison                (pure)
    build     folders in, site out                (the edges)
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from digest.catalogue import Catalogue
from digest.checks import check
from digest.classify import classify
from digest.clean import clean
from digest.extract.facts import find_facts
from digest.extract.glossary import find_terms
from digest.extract.pledges import find_pledges
from digest.identify import NO_REPORT, identify, report_id
from digest.model import Record, Report, Source
from digest.outline import outline
from digest.problems import Problem
from digest.read.text import read_text

Progress = Callable[[str, int, int], None]  # stage, done, of


@dataclass(frozen=True, slots=True)
class Settings:
    """Where everything is, and how a build is to be made."""

    content: Path
    reports: Path
    templates: Path
    methods: Path
    site: Path
    cache: Path
    jobs: int = 1
    pdf: bool = True


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did. `published` is False where it was refused and the last site left as it was."""

    reports: int = 0
    facts: int = 0
    pages: int = 0
    charts: int = 0
    bulletins: int = 0
    written: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()
    published: bool = True
    unchanged: bool = False


def silent(stage: str, done: int, of: int) -> None:
    """A progress that nobody watches."""


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
    if any(p.code == NO_REPORT for p in problems):
        return None, problems
    sections, paragraphs = classify(structure.sections, structure.paragraphs, catalogue)
    report = Report(report_id(meta, source), source, meta, structure.masthead, sections, paragraphs, cleaned.boilerplate, cleaned.warnings)
    return report, problems
