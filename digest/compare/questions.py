"""Dossiers → what a careful reader would ask of their figures, newest reports first: questions, never verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digest.compare.questions_between_reports import questions_between_reports
from digest.compare.questions_of_report import questions_of_report
from digest.model.catalogue import Catalogue
from digest.model.dossier import Dossier
from digest.model.promise import Promise
from digest.model.question import Question

# What is asked first: what can hardly all be so, then what needs a word of explanation.
ORDER = ("sum", "mix", "mean", "growth", "restated", "retarget", "of_other", "pace", "fewer", "beyond")


def questions(dossiers: Iterable[Dossier], ledgers: Mapping[str, tuple[Promise, ...]], catalogue: Catalogue) -> tuple[Question, ...]:
    """Dossiers and each place's ledger → every question, newest reports first, then by place."""
    of = {(one.place.code, one.year): one for one in dossiers}
    found: list[Question] = []
    for (code, year), dossier in of.items():
        found += questions_of_report(dossier, catalogue)
        if earlier := of.get((code, year - 1)):
            found += questions_between_reports(earlier, dossier, ledgers.get(code, ()), catalogue)
    return tuple(sorted(found, key=lambda one: (-one.dossier.year, one.dossier.place.code, ORDER.index(one.kind))))
