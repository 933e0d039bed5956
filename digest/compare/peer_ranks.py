"""A place's newest values among those of its peers: rank and median, and the movement since the year before.

Peers are places of the same level under the same parent where at least three of them are ranked, else all places of that level. Who
may be ranked with whom, and whether the order is certain, comparable.py decides; a total follows a place's size, so it is not ranked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from digest.compare.comparable import FEWEST, Given, Group, Groups, Order, is_total, middle, order, rank
from digest.compare.movements import Moved
from digest.model.closed_sets import KINDS, Kind
from digest.model.comparison import Movement, Scope, Standing
from digest.model.dossier import Dossier, Table


@dataclass(frozen=True, slots=True)
class Peers:
    """Whom a value is ranked among."""

    own: Given
    scope: Scope
    order: Order


Among = Mapping[tuple[str, Kind, str], Peers]  # table, kind, dossier → the peers of its value, where it has any


def among(tables: Iterable[Table], alike: Groups) -> Among:
    """Tables and what may be ranked → of every value of every dossier its peers, found once for all places."""
    found: dict[tuple[str, Kind, str], Peers] = {}
    for table in tables:
        for group in alike.get(table.id, ()):
            for own, scope, peers in _peers_of_group(group):  # of several variants the first, which is the plain one
                found.setdefault((table.id, group.kind, own.dossier.id), Peers(own, scope, peers))
    return found


def _peers_of_group(group: Group) -> Iterable[tuple[Given, Scope, Order]]:
    """A group → each ranked place with its scope, and the order that it stands in."""
    near: dict[str, list[Given]] = defaultdict(list)
    for one in group.all if group.level == "county" else ():
        near[one.dossier.place.parent].append(one)
    ranked = {one.dossier.place.code for one in group.ranked}
    orders = {parent: order(own) for parent, own in near.items() if sum(one.dossier.place.code in ranked for one in own) >= FEWEST}
    whole = order(group.all) if len(group.ranked) >= FEWEST else None
    for one in group.ranked:
        if found := orders.get(one.dossier.place.parent):
            yield one, "parent", found
        elif whole:
            yield one, "level", whole


def standings(dossier: Dossier, tables: Iterable[Table], moved: Moved, peers: Among) -> tuple[Standing, ...]:
    """A place's newest dossier, the tables of all dossiers, all movements and all peers → a standing for each value that is ranked or moved."""
    own = moved.get(dossier.id, {})
    keys = ((table, kind) for table in tables for kind in KINDS)
    found = (_standing_of_value(table, kind, own.get((table.id, kind)), peers.get((table.id, kind, dossier.id))) for table, kind in keys)
    return tuple(standing for standing in found if standing)


def _standing_of_value(table: Table, kind: Kind, movement: Movement | None, peers: Peers | None) -> Standing | None:
    place = rank(peers.own, peers.order) if peers and not is_total(table) else None
    if peers and place and peers.own.fact:
        return Standing(table, kind, peers.own.fact, place.at, peers.order.of, peers.scope, middle(peers.order), movement, place.tied)
    return Standing(table, kind, movement.fact, 0, 0, "level", None, movement) if movement else None
