"""A topic's scoreboard, works and measures → what they come to in a few counts, of which its headline and first sentences are made."""

from __future__ import annotations

from digest.model.brief import FEW, GroupCount, MeasureCount, Scoreboard, Thesis, Works
from digest.model.compared_policies import PolicyMatrix
from digest.model.dossier import Dossier

MOST_GROUPS = 2  # of each kind that are named
FEWEST = 3  # places, before “all of them” or “none of them” says anything


def thesis(board: Scoreboard, groups: tuple[GroupCount, ...], works: Works, matrix: PolicyMatrix, newest: tuple[Dossier, ...]) -> Thesis:
    """→ the counts. A group is named as promised where more than one place promises a number or yardstick, as worded where none does and some use words.

    Where no measure is planned everywhere, those are named that more than half of many places plan: 信访 in 30 of 31, 网格化 in 7 is not.
    """
    ways = [pair.direction for pair in board.pairs]
    promised = sorted((one for one in groups if one.promised > 1), key=lambda one: -one.promised)
    worded = sorted((one for one in groups if not one.promised and one.worded > 1), key=lambda one: -one.worded)
    several = len(newest) >= FEWEST
    common = tuple(row.policy for row in matrix.rows if row.planned == len(newest))
    frequent = () if common else tuple(MeasureCount(row.policy, row.planned) for row in matrix.rows if row.planned * 2 > len(newest))
    lead = works.dated[0] if works.dated and (len(works.dated) == 1 or works.dated[0].count > works.dated[1].count) else None
    return Thesis(
        len(ways), ways.count("up"), ways.count("flat"), ways.count("down"), sum(pair.floor and pair.direction == "down" for pair in board.pairs),
        tuple(promised[:MOST_GROUPS]) if several else (), tuple(worded[:MOST_GROUPS]) if several else (),
        sum(one.count for one in works.dated), lead, len(matrix.rows),
        common if several else (), frequent if len(newest) > FEW else (),
    )  # fmt: skip


