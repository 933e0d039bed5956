"""Dossiers → their pledges (民生实事), each with the topic that its own words are about and what the next report says of it.

A paragraph of pledges is about people's livelihoods whatever they build; here each is sorted by its own words, and where none of them
tells, it stays with livelihoods.
"""

from __future__ import annotations

from collections.abc import Iterable

from digest.catalogue import Topic
from digest.classify import topic_of
from digest.comparison import Dossier, Following, ListedPledge, PledgeList

LIVELIHOODS = "livelihoods"


def pledge_lists(dossiers: Iterable[Dossier], followed: Iterable[Following], topics: tuple[Topic, ...]) -> tuple[PledgeList, ...]:
    """Dossiers in their order, and what next reports say of their pledges → a list for each that has pledges."""
    told = {one.dossier.id: one for one in followed if one.kind == "pledge"}
    return tuple(_list(dossier, told.get(dossier.id), topics) for dossier in dossiers if dossier.pledges)


def _list(dossier: Dossier, told: Following | None, topics: tuple[Topic, ...]) -> PledgeList:
    later = {line.promise: line for line in (told.lines if told else ()) if line.told}
    pledges = tuple(
        ListedPledge(dossier, pledge, topic_of(pledge.evidence.quote, topics) or LIVELIHOODS, later.get(pledge.evidence))
        for pledge in dossier.pledges
    )
    return PledgeList(dossier, pledges, told.next if told else None, sum(pledge.later is not None for pledge in pledges))
