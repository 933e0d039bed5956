"""Dossiers → their pledges (民生实事), each with the topic that its own words are about and what the next report says of it.

A paragraph of pledges is about people's livelihoods whatever they build; here each is sorted by its own words, and where none of them
tells, it stays with livelihoods.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from digest.extract.announced_pledges import announced_pledges
from digest.extract.pledge_amounts import amounts_of_pledge, deadline_of_pledge, services, services_of_pledge
from digest.model.catalogue import Catalogue
from digest.model.commitment import KeptYear
from digest.model.dossier import Dossier
from digest.model.listing import Announcer, ListedPledge, PledgeList, Pledges, PledgeTopic, Service
from digest.model.report import Pledge
from digest.understand.topics import topic_of

LIVELIHOODS = "livelihoods"
SEVERAL = 2  # places from which on a service is one that places have in common


def pledge_lists(dossiers: Iterable[Dossier], kept: Iterable[KeptYear], catalogue: Catalogue) -> Pledges:
    """Dossiers in their order, and what next reports say of their pledges → a list for each that has pledges, and the topics."""
    dossiers = tuple(dossiers)
    told = {one.dossier.id: one for one in kept}
    lists = tuple(_list_of_dossier(dossier, told.get(dossier.id), catalogue) for dossier in dossiers if dossier.pledges)
    about: dict[str, list[str]] = defaultdict(list)
    for pledge in (pledge for one in lists for pledge in one.pledges):
        about[pledge.topic].append(pledge.dossier.id)
    counted = (PledgeTopic(topic, len(ids), len(set(ids))) for topic, ids in sorted(about.items()))
    announcers = ((dossier, announced_pledges(dossier.editions[0].report)) for dossier in dossiers)
    return Pledges(
        lists,
        tuple(sorted(counted, key=lambda one: -one.count)),
        sum(len(one.pledges) for one in lists),
        tuple(Announcer(dossier, announced, len(dossier.pledges)) for dossier, announced in announcers if announced),
        tuple(_services(lists, catalogue)),
    )


def _services(lists: Iterable[PledgeList], catalogue: Catalogue) -> Iterator[Service]:
    """Lists → the services that two places or more have pledges about, of each place the newest list's pledges side by side."""
    newest = {one.dossier.place.code: one for one in sorted(lists, key=lambda one: one.dossier.year)}
    pledges = [pledge for code in sorted(newest) for pledge in newest[code].pledges]
    for name, _ in services(catalogue.lexicons):
        same = tuple(pledge for pledge in pledges if name in pledge.services)
        if len({pledge.dossier.place.code for pledge in same}) >= SEVERAL:
            yield Service(name, same)


def _list_of_dossier(dossier: Dossier, told: KeptYear | None, catalogue: Catalogue) -> PledgeList:
    later = {one.commitment.evidence: one for one in (told.accounts if told else ()) if one.commitment.kind == "pledge"}

    def listed(pledge: Pledge) -> ListedPledge:
        topic = topic_of(pledge.evidence.read or pledge.text, catalogue.topics) or LIVELIHOODS
        about = services_of_pledge(pledge, catalogue.lexicons)
        return ListedPledge(dossier, pledge, topic, later.get(pledge.evidence), amounts_of_pledge(pledge), deadline_of_pledge(pledge), about)

    pledges = tuple(map(listed, dossier.pledges))
    return PledgeList(dossier, pledges, told.next if told else None, sum(pledge.later is not None and pledge.later.told is not None for pledge in pledges))
