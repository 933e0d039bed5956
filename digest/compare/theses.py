"""A topic's scoreboard, works and measures → what they come to in a few counts, of which its headline and first sentences are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from digest.model.board import Panel
from digest.model.brief import FEW, Dropped, GroupCount, Lean, MeasureCount, Scoreboard, Thesis, Works
from digest.model.compared_policies import PolicyMatrix
from digest.model.comparison import Finding
from digest.model.dossier import Dossier

MOST_GROUPS = 2  # of each kind that are named
FEWEST = 3  # places, before “all of them” or “none of them” says anything
ENOUGH = 5  # places that can be compared, before an indicator's side says anything
MOST_LEANS = 3


def thesis(
    board: Scoreboard, groups: tuple[GroupCount, ...], works: Works, matrix: PolicyMatrix, newest: tuple[Dossier, ...], turned: Iterable[Finding] = ()
) -> Thesis:
    """→ the counts. A group is named as promised where a number or yardstick was read in more than one place, as worded where no plan that

    speaks of it holds a figure at all; `turned`: the targets of the topic that went up or down since last year's.
    Where no measure is planned everywhere, those are named that more than half of many places plan: 信访 in 30 of 31, 网格化 in 7 is not.
    """
    ways = [pair.direction for pair in board.pairs]
    promised = sorted((one for one in groups if one.promised > 1), key=lambda one: -one.promised)
    worded = sorted((one for one in groups if one.silent and one.worded > 1), key=lambda one: -one.worded)
    several = len(newest) >= FEWEST
    common = tuple(row.policy for row in matrix.rows if row.planned == len(newest))
    frequent = () if common else tuple(MeasureCount(row.policy, row.planned) for row in matrix.rows if row.planned * 2 > len(newest))
    lead = works.dated[0] if works.dated and (len(works.dated) == 1 or works.dated[0].count > works.dated[1].count) else None
    return Thesis(
        len(ways), ways.count("up"), ways.count("flat"), ways.count("down"), sum(pair.floor and pair.direction == "down" for pair in board.pairs),
        tuple(promised[:MOST_GROUPS]) if several else (), tuple(worded[:MOST_GROUPS]) if several else (),
        sum(one.count for one in works.dated), lead, len(matrix.rows),
        common if several else (), frequent if len(newest) > FEW else (), leans(board, turned),
    )  # fmt: skip


def dropped(panels: Iterable[Panel], topic: str) -> tuple[Dropped, ...]:
    """The boards and a topic's id → of the newest year the indicators for which several places no longer set a target, most places first.

    A target in words is one; who was not read whole last year or this is not counted.
    """
    made = tuple(panels)
    newest = max((panel.year for panel in made), default=0)
    lines = (line for panel in made if panel.year == newest for line in panel.lines if line.table.indicator.topic == topic)
    found = (Dropped(line.table, tuple(row.dossier for row in line.went("gone"))) for line in lines)
    return tuple(sorted((one for one in found if len(one.dossiers) >= FEWEST), key=lambda one: (-len(one.dossiers), one.table.id))[:MOST_GROUPS])


def leans(board: Scoreboard, turned: Iterable[Finding]) -> tuple[Lean, ...]:
    """A scoreboard of many places and how targets turned → the indicators of which two thirds go one way, each once: headline indicators first,

    and against last year's targets before last year's results.

    8 places, 7 lower and 1 keeps its target → one; 6 places, 3 up and 3 down → none
    """
    since_target = [Lean(one.table, one.dossiers[0].place.level, "target", one.highest, one.more, one.lowest) for one in turned]
    floors = Counter((pair.table.id, pair.dossier.place.level) for pair in board.pairs if pair.floor and pair.direction == "down")
    since_result = [Lean(one.table, one.level, "actual", one.up, one.flat, one.down, floors[one.table.id, one.level]) for one in board.scores]
    found = sorted(filter(_leans, (*since_target, *since_result)), key=_by_weight)
    first = {one.table.id: one for one in reversed(found)}
    return tuple(one for one in found if first[one.table.id] is one)[:MOST_LEANS] if board.scores else ()


def _by_weight(one: Lean) -> tuple[object, ...]:
    return not one.table.indicator.headline, one.since == "actual", -one.of, one.table.id


def _leans(one: Lean) -> bool:
    return one.of >= ENOUGH and max(one.up, one.down) * 3 >= one.of * 2


