"""Dossiers → their pledges (民生实事), each with the topic that its own words are about and what the next report says of it.

A paragraph of pledges is about people's livelihoods whatever they build; here each is sorted by its own words, and where none of them
tells, it stays with livelihoods.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from digest.model.catalogue import Topic
from digest.model.commitment import KeptYear
from digest.model.dossier import Dossier
from digest.model.listing import ListedPledge, PledgeList, Pledges, PledgeTopic
from digest.understand.topics import topic_of

LIVELIHOODS = "livelihoods"


def pledge_lists(dossiers: Iterable[Dossier], kept: Iterable[KeptYear], topics: tuple[Topic, ...]) -> Pledges:
    """Dossiers in their order, and what next reports say of their pledges → a list for each that has pledges, and the topics."""
    told = {one.dossier.id: one for one in kept}
    lists = tuple(_list_of_dossier(dossier, told.get(dossier.id), topics) for dossier in dossiers if dossier.pledges)
    about: dict[str, list[str]] = defaultdict(list)
    for pledge in (pledge for one in lists for pledge in one.pledges):
        about[pledge.topic].append(pledge.dossier.id)
    counted = (PledgeTopic(topic, len(ids), len(set(ids))) for topic, ids in sorted(about.items()))
    return Pledges(lists, tuple(sorted(counted, key=lambda one: -one.count)), sum(len(one.pledges) for one in lists))


def _list_of_dossier(dossier: Dossier, told: KeptYear | None, topics: tuple[Topic, ...]) -> PledgeList:
    later = {one.commitment.evidence: one for one in (told.accounts if told else ()) if one.commitment.kind == "pledge"}
    pledges = tuple(
        ListedPledge(dossier, pledge, topic_of(pledge.evidence.read or pledge.text, topics) or LIVELIHOODS, later.get(pledge.evidence))
        for pledge in dossier.pledges
    )
    return PledgeList(dossier, pledges, told.next if told else None, sum(pledge.later is not None and pledge.later.told is not None for pledge in pledges))
