"""Labels and the folder of the reports that they are of → the score: reads the files, has them analysed, compares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from digest.gold import Gold
from digest.model import Record
from digest.problems import Problem, in_order
from digest.report_files import File, named_files
from digest.score import Score, score

Analyse = Callable[[tuple[File, ...]], Sequence[tuple[Record | None, tuple[Problem, ...]]]]


def measured(golds: Sequence[Gold], sources: Path, analyse: Analyse) -> tuple[Score, tuple[Problem, ...]]:
    """Labels, the folder that their files stand below, and who reads files → the score, and what could not be read.

    A report that is not there or not understood counts as read with nothing found. What is unclear in a text is no problem here.
    """
    files, problems = named_files(sources / gold.file for gold in golds)
    records = {path: record for (path, _), (record, _) in zip(files, analyse(files), strict=True)}
    pairs = [(gold, records.get((sources / gold.file).as_posix())) for gold in golds]
    return score(pairs), in_order(problems)
