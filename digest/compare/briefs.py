"""What is compared of a topic → its brief: the scoreboard, works, who differs, what is claimed and admitted, and the caveats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from digest.compare.admitted_problems import admitted_problems
from digest.compare.aligned_pledges import aligned_pledges
from digest.compare.brief_caveats import brief_caveats
from digest.compare.claimed_ranks import claimed_ranks
from digest.compare.comparable import Groups
from digest.compare.parts_and_wholes import parts_and_wholes
from digest.compare.scoreboard import most_telling_rows, scoreboard
from digest.compare.sole_measures import sole_measures
from digest.compare.sole_values import sole_values
from digest.compare.theses import thesis
from digest.compare.topic_works import topic_works
from digest.compare.turned_targets import turned_targets
from digest.compare.unit_sizes import unit_sizes
from digest.model.brief import Brief, Kept
from digest.model.catalogue import Catalogue, Topic
from digest.model.compared_policies import PolicyMatrix
from digest.model.comparison import Movement
from digest.model.dossier import Dossier, Table
from digest.model.promise import Promise

MOST_CLAIMS = 8  # places whose claims, and admissions, are told
MOST_PARTS = 3
MOST_ALONE = 2  # of what one place alone says
LEAST = 4  # of each
MOST_MISSED = 3  # targets that are named
SHORT = 20  # rows of the scoreboards of a bulletin of several topics


def brief(
    topic: Topic, tables: tuple[Table, ...], newest: tuple[Dossier, ...], alike: Groups, matrix: PolicyMatrix, promises: Iterable[Promise],
    catalogue: Catalogue, moved: Iterable[Movement] = (),
) -> Brief:  # fmt: skip
    """A topic, its tables, the newest dossiers, its measures, the ledgers and the movements of all places → the topic's brief."""
    own = {table.id for table in tables}
    turned = turned_targets((one for one in moved if one.table.id in own), max((dossier.year for dossier in newest), default=0))
    board, groups = scoreboard(topic, tables, alike, matrix, newest, catalogue)
    works = topic_works(topic, newest, catalogue)
    alone = sole_measures(matrix)
    return Brief(
        len(newest), thesis(board, groups, works, matrix, newest, turned), board, works, groups, kept(promises, newest),
        parts_and_wholes(tables, newest)[:MOST_PARTS], alone, sole_values(tables, newest, MOST_ALONE - len(alone)),
        unit_sizes(tables, newest), aligned_pledges(topic, newest, catalogue),
        (claims := claimed_ranks(topic, newest, catalogue))[:MOST_CLAIMS], len(claims[MOST_CLAIMS:]), admitted_problems(topic, newest, catalogue),
        brief_caveats(newest),
    )  # fmt: skip


def shorter(one: Brief, topics: int) -> Brief:
    """A brief → the same for a bulletin of so many topics: their tables share the rows that one would have."""
    rows = max(SHORT // topics, LEAST)
    groups, more = most_telling_rows(one.scoreboard.groups, rows)
    board = replace(one.scoreboard, groups=groups, more=one.scoreboard.more + more)
    board = replace(board, scores=board.scores[:rows])
    works = replace(one.works, shown=one.works.shown[: rows // 2])
    claims, claiming = one.claims[: rows // 4], one.claiming + len(one.claims[rows // 4 :])
    return replace(one, scoreboard=board, works=works, measures=rows // 2, claims=claims, claiming=claiming, values=(), pledged=None, points=max(5 - topics, 1))


def kept(promises: Iterable[Promise], newest: tuple[Dossier, ...]) -> Kept | None:
    """Lines of the ledgers → of those that the newest reports decide how many are met, near and missed; None of none."""
    ids = {dossier.id for dossier in newest}
    told = [one for one in promises if one.next and one.next.id in ids and one.outcome in ("met", "near", "missed") and not one.target.stretch]
    if not told:
        return None
    outcomes = [one.outcome for one in told]
    missed = sorted((one for one in told if one.outcome == "missed"), key=lambda one: (-_apart(one), one.table.id, one.dossier.id))
    places = len({one.dossier.place.code for one in told})
    return Kept(len(told), outcomes.count("met"), outcomes.count("near"), outcomes.count("missed"), places, tuple(missed[:MOST_MISSED]))


def _apart(one: Promise) -> Decimal:
    """How far a result is from its target: of rates in points, of amounts in hundredths of the target."""
    if one.difference is None:
        return Decimal(0)
    return abs(one.difference) if one.target.unit == "%" else abs(one.difference) / (abs(one.target.value) or 1) * 100
