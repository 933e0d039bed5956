"""Dossiers → who speaks of each measure of policy and who does not, and who turned to it or from it over the years: as of a watched word."""

from __future__ import annotations

from collections.abc import Iterable

from digest.compare.dossiers import latest
from digest.compare.word_uses import reach_of_uses, standing_of
from digest.model.catalogue import Policy, WatchedWord
from digest.model.citation import cite
from digest.model.dossier import Dossier
from digest.model.policy_mention import PolicyMention
from digest.model.report import Evidence, Record
from digest.model.where import paragraph_of
from digest.model.word_use import Standing, WordReach, WordUse

MARKS = "…·/"  # in a name that stands for several


def measure_uses(dossiers: Iterable[Dossier], policies: Iterable[Policy]) -> tuple[WordReach, ...]:
    """Dossiers and measures → of each that a report speaks of who does, in the order of the catalogue."""
    dossiers = tuple(dossiers)
    newest = {dossier.id for dossier in latest(dossiers)}
    unsaid = {dossier.id: standing_of(dossier) for dossier in dossiers}
    found = {dossier.id: _mentions_of_dossier(dossier) for dossier in dossiers}
    told = {policy for mentions in found.values() for policy in mentions}
    return tuple(
        reach_of_uses(_word_of_policy(policy), [_use_of_policy(one, found[one.id].get(policy.id), unsaid[one.id]) for one in dossiers], newest, policy)
        for policy in policies
        if policy.id in told
    )


def _word_of_policy(policy: Policy) -> WatchedWord:
    """A measure → how it is called, and how reports call it as far as that is written out: 河湖长制, 河长, 湖长"""
    return WatchedWord((policy.name, *(name for name in policy.names if name != policy.name and not set(name) & set(MARKS))))


def _mentions_of_dossier(dossier: Dossier) -> dict[str, tuple[Record, list[PolicyMention]]]:
    """A dossier → of each measure the fullest edition that speaks of it, with the places where it does."""
    found: dict[str, tuple[Record, list[PolicyMention]]] = {}
    for record in dossier.editions:
        for mention in record.policies:
            first, mentions = found.setdefault(mention.policy, (record, []))
            if first is record:
                mentions.append(mention)
    return found


def _use_of_policy(dossier: Dossier, found: tuple[Record, list[PolicyMention]] | None, unsaid: Standing) -> WordUse:
    whole = unsaid == "silent"
    if found is None:
        return WordUse(dossier, unsaid, whole)
    record, mentions = found
    best = min(mentions, key=lambda mention: (mention.kind != "target", not mention.quantified, not mention.dated))
    return WordUse(dossier, "said", whole, len(mentions), first=_evidence_of_mention(record, best))


def _evidence_of_mention(record: Record, mention: PolicyMention) -> Evidence | None:
    paragraph = paragraph_of(record.report, mention.paragraph)
    return cite(record.report.id, paragraph, mention.start, mention.end) if paragraph else None
