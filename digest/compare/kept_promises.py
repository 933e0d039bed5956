"""Dossiers of one place → for each year whose next report is at hand its commitments and the account of each: targets, pledges, projects, numbers.

At most MOST of a report are followed, the most concrete ones: its headline targets, its pledges (民生实事), and what has a step, a time, an
amount or a name that tells it apart. Names of one clause that come to the same are one commitment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from digest.compare.accounts import accounts
from digest.compare.later_clauses import later_text
from digest.extract.commitments import PLANNED, find_commitments
from digest.extract.progress_words import vocabulary
from digest.model.catalogue import Catalogue
from digest.model.commitment import KEEPINGS, Account, Amount, Commitment, Keeping, KeptYear
from digest.model.dossier import Dossier
from digest.model.promise import Promise
from digest.model.report import Evidence

MOST = 60  # commitments of a report
TARGETS = 6  # headline targets among them
RATES = ("growth", "share")


def kept_years(dossiers: Iterable[Dossier], promises: Iterable[Promise], catalogue: Catalogue) -> tuple[KeptYear, ...]:
    """The dossiers of one place and its ledger of targets → what each report undertook and what came of it, newest first."""
    years = {dossier.year: dossier for dossier in dossiers}
    aimed = [promise for promise in promises if promise.next and promise.target.measure in RATES]
    made = []
    for year in sorted(years, reverse=True):
        dossier, later = years[year], years.get(year + 1)
        if later is not None:
            targets = [promise for promise in aimed if promise.dossier.id == dossier.id][:TARGETS]
            made.append(_kept_year(dossier, later, targets, catalogue))
    return tuple(one for one in made if one.accounts)


def _kept_year(dossier: Dossier, later: Dossier, targets: Sequence[Promise], catalogue: Catalogue) -> KeptYear:
    said = later_text(dossier.editions[0].report, later.editions[0].report, vocabulary(catalogue.lexicons))
    found = _grouped(accounts(find_commitments(dossier.editions[0], catalogue), dossier, later, said))
    aimed = tuple(_account_of_target(promise, dossier) for promise in targets)
    weights = worth_following(found)
    best = sorted(range(len(found)), key=lambda n: (-weights[n], n))[: MOST - len(aimed)]
    chosen = (*aimed, *(found[n] for n in sorted(best)))
    counts = Counter(one.keeping for one in chosen)
    return KeptYear(dossier, later, chosen, tuple((keeping, counts[keeping]) for keeping in KEEPINGS if counts[keeping]), len(found) - len(best))


def worth_following(found: Sequence[Account]) -> list[float]:
    """Accounts → how much each is worth following: half by itself, half by the most concrete of its clause, for a list is followed as a whole."""
    clauses = [(one.commitment.evidence.paragraph, one.commitment.evidence.end) for one in found]
    most: dict[tuple[str, int], float] = {}
    for clause, one in zip(clauses, found, strict=True):
        most[clause] = max(most.get(clause, 0.0), one.commitment.weight)
    return [(one.commitment.weight + most[clause]) / 2 for clause, one in zip(clauses, found, strict=True)]


def _account_of_target(promise: Promise, dossier: Dossier) -> Account:
    """A line of the ledger of targets → the account of it. A target that the next report does not speak of is told again by its plan where that sets it."""
    target = promise.target
    amount = Amount(promise.table.name, target.value, target.unit, target.bound, target.high, target.indicator)
    commitment = Commitment("target", promise.table.name, target.evidence[0], "", "", (amount,), topic=promise.table.indicator.topic, weight=8.0)
    keeping: Keeping = "kept" if promise.outcome in ("met", "near") else "partly" if promise.outcome == "missed" else "unclear"
    told = promise.told
    if promise.outcome == "unreported" and promise.next:
        again = next((f for f in promise.next.facts if f.kind == "target" and f.indicator == target.indicator and f.measure == target.measure), None)
        whole = dossier.completeness == promise.next.completeness == "full"
        keeping, told = ("again", again.evidence[0]) if again else ("silent" if whole else "unclear", None)
    if told and promise.next and _is_planned(told, promise.next):
        keeping = "again"
    return Account(commitment, keeping, told, True)


def _is_planned(told: Evidence, later: Dossier) -> bool:
    """Whether a sentence stands in the plan of a report: then it is no result."""
    parts = {p.id: p.part for edition in later.editions if edition.report.id == told.report for p in edition.report.paragraphs}
    return parts.get(told.paragraph) in PLANNED


def _grouped(found: Iterable[Account]) -> list[Account]:
    """Accounts → the same, those of one clause that come to the same together: 漕河、府河 of 启动漕河、府河治理, both told by one sentence."""
    groups: dict[tuple[object, ...], list[Account]] = {}
    for one in found:
        e = one.commitment.evidence
        key = ("pledge", one.commitment.no) if one.commitment.kind == "pledge" else (e.paragraph, e.end, one.keeping, one.told)
        groups.setdefault(key, []).append(one)
    return [_together(group) for group in groups.values()]


def _together(group: Sequence[Account]) -> Account:
    first = min(group, key=lambda one: one.commitment.evidence.start)
    if len(group) == 1:
        return first
    name = "、".join(dict.fromkeys(one.commitment.name for one in sorted(group, key=lambda one: one.commitment.evidence.start)))
    weight = max(one.commitment.weight for one in group)
    return replace(first, commitment=replace(first.commitment, name=name, weight=weight), sure=all(one.sure for one in group))
