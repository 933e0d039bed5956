"""Labels made by hand and the folder of their reports → the score: the files are read, analysed and compared with the labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from digest.audit.accuracy import accuracy_text
from digest.audit.score import Score, score
from digest.content.label_files import load_gold
from digest.content.report_files import File, named_files
from digest.model.labels import Gold
from digest.model.problem import N_, WARNING, Problem, in_order
from digest.model.report import Record

if TYPE_CHECKING:
    from digest.render.templates import Environment

Analyse = Callable[[tuple[File, ...]], Sequence[tuple[Record | None, tuple[Problem, ...]]]]


def at_hand(golds: Sequence[Gold], sources: Path) -> tuple[tuple[Gold, ...], tuple[Problem, ...]]:
    """Labels → those whose reports are there, and a problem for each of the others: without its report a label measures nothing."""
    hint = N_("delete its labels, too, or bring the report back")
    problems = tuple(
        Problem((sources / gold.file).as_posix(), 0, "gold.no-report", N_("a labelled report is missing"), hint, severity=WARNING)
        for gold in golds
        if not (sources / gold.file).is_file()
    )
    return tuple(gold for gold in golds if (sources / gold.file).is_file()), in_order(problems)


def measured(golds: Sequence[Gold], sources: Path, analyse: Analyse) -> tuple[Score, tuple[Problem, ...]]:
    """Labels, the folder that their files stand below, and who reads files → the score, and what could not be read.

    A report that is not there or not understood counts as read with nothing found. What is unclear in a text is no problem here.
    """
    files, problems = named_files(sources / gold.file for gold in golds)
    records = {path: record for (path, _), (record, _) in zip(files, analyse(files), strict=True)}
    pairs = [(gold, records.get((sources / gold.file).as_posix())) for gold in golds]
    return score(pairs), in_order(problems)


def accuracy(environment: Environment, content: Path, built: Path, analyse: Analyse) -> tuple[str | None, tuple[Problem, ...]]:
    """content/ with its labels and reports, the folder of reports that are built → how rightly they are read, as Markdown.

    None where the template is broken. Measured are always the reports of content/, which are those with labels.
    """
    golds, problems = load_gold(content / "gold")
    golds, missing = at_hand(golds, content / "reports")
    score, unread = measured(golds, content / "reports", analyse)
    text, wrong = accuracy_text(environment, golds, score, built.resolve() == (content / "reports").resolve())
    return text, in_order(problems + missing + unread + wrong)
