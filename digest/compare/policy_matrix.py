"""Dossiers → a topic's measures of policy as a matrix: who speaks of which, who says a number, who says by when, each with its sentence.

What is planned stands apart from what was done. Where a dossier says nothing of a measure the reason is given, as everywhere: the whole
text was read, only a part is at hand, or it may have stood where the copy is damaged. Equal names need not be one thing: where glossaries
explain a name, their explanations are compared, and two that share no word are told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, pairwise

from digest.compare.absence_reason import reason
from digest.extract.policy_names import bare_name, named_policies, names_of_policies
from digest.model.catalogue import Catalogue, Policy, Topic
from digest.model.closed_sets import Kind
from digest.model.compared_policies import (
    Definition,
    PolicyCell,
    PolicyMatrix,
    PolicyPoint,
    PolicyRow,
    PolicyTotal,
    SpokenPolicies,
    SpokenPolicy,
    point_of,
)
from digest.model.dossier import Dossier

SUFFIX = 2  # characters that a term may have beside the name: “标准地”改革
SHORTEST = 12  # characters of an explanation that tells anything
# at the start: 批      not A
HAN = re.compile(r"[㐀-鿿]")
Explanation = tuple[Definition, frozenset[str]]
Said = dict[tuple[str, Kind], list[PolicyPoint]]  # of each measure and kind


def policy_matrix(dossiers: tuple[Dossier, ...], topic: Topic, catalogue: Catalogue) -> PolicyMatrix:
    """Dossiers and a topic → its measures: a row each, a cell for each dossier; of those that nobody speaks of only the names.

    Its measures are those that the catalogue puts under it, and those of other topics that its scoreboard names: 城市更新 beside 项目投资.
    """
    guests = {id for row in topic.rows for id in row.measures}
    own = tuple(policy for policy in catalogue.policies if policy.topic == topic.id or policy.id in guests)
    ids = frozenset(policy.id for policy in own)
    said = {dossier.id: _points_of_dossier(dossier, ids) for dossier in dossiers}
    explained = _explanations(dossiers, own)
    rows = [replace(_row(policy, dossiers, said), differing=_differing(explained.get(policy.id, []))) for policy in own]
    told = sorted((row for row in rows if row.said), key=lambda row: (-row.planned, -row.quantified, -row.reviewed))
    totals = tuple(_total(dossier, [row.cells[at] for row in told]) for at, dossier in enumerate(dossiers)) if told else ()
    return PolicyMatrix(tuple(told), tuple(row.policy for row in rows if not row.said), totals)


def spoken_policies(dossier: Dossier, topics: Iterable[Topic], catalogue: Catalogue) -> tuple[SpokenPolicies, ...]:
    """A dossier and topics → the measures of which it speaks, topic by topic, in the order of the catalogue; a topic without any is left out."""
    said = _points_of_dossier(dossier, frozenset(policy.id for policy in catalogue.policies))
    found = []
    for topic in topics:
        own = [SpokenPolicy(policy, _cell_of_policy(policy, dossier, said)) for policy in catalogue.policies if policy.topic == topic.id]
        told = [one for one in own if one.cell.told]
        if told:
            exact = tuple(one for one in told if one.cell.told[0].words)
            found.append(SpokenPolicies(topic, exact, tuple(one for one in told if one not in exact), _total(dossier, [one.cell for one in told])))
    return tuple(found)


def _explanations(dossiers: tuple[Dossier, ...], policies: tuple[Policy, ...]) -> dict[str, list[Explanation]]:
    """Dossiers → of each measure where their glossaries explain it by one of its names, and with which words."""
    names, found = names_of_policies(policies), defaultdict[str, list[Explanation]](list)
    for dossier in dossiers:
        for term in dossier.terms:
            size = len(bare_name(term.term))
            for one in named_policies(names, term.term):
                if size - (one.end - one.start) <= SUFFIX and len(term.definition) >= SHORTEST:
                    found[one.policy.id].append((Definition(dossier, term.evidence), _words_of(term.definition) - _words_of(term.term)))
    return found


def _words_of(text: str) -> frozenset[str]:
    """A text → every two Han characters that stand side by side in it."""
    return frozenset(a + b for a, b in pairwise(bare_name(text)) if HAN.match(a) and HAN.match(b))


def _differing(explanations: list[Explanation]) -> tuple[Definition, ...]:
    """Explanations of one name → the first two of different places that have no two characters in common.

    三个一批：签约一批、开工一批、投产一批 and 三个一批：培育龙头、引进人才、搭建平台 may be two things
    """
    for (one, words), (other, others) in combinations(explanations, 2):
        if one.dossier.place.code != other.dossier.place.code and words and others and not words & others:
            return one, other
    return ()


def _row(policy: Policy, dossiers: tuple[Dossier, ...], said: dict[str, Said]) -> PolicyRow:
    cells = tuple(_cell_of_policy(policy, dossier, said[dossier.id]) for dossier in dossiers)
    speaking = [cell for cell in cells if cell.told]
    provinces = Counter(cell.dossier.province for cell in speaking)
    planned = sum(bool(cell.planned) for cell in cells)
    return PolicyRow(
        policy, cells, planned, sum(cell.quantified for cell in cells), sum(cell.dated for cell in cells),
        len(speaking) - planned,
        tuple(sorted(provinces.items(), key=lambda one: (-one[1], one[0]))),
    )  # fmt: skip


def _cell_of_policy(policy: Policy, dossier: Dossier, said: Said) -> PolicyCell:
    planned, done = (tuple(_fewest(said.get((policy.id, kind), ()))) for kind in ("target", "actual"))
    absence = "" if planned or done else reason(dossier, lambda paragraph: any(name in paragraph.text for name in policy.names))
    return PolicyCell(dossier, planned, done, absence)


def _fewest(points: Iterable[PolicyPoint]) -> Iterable[PolicyPoint]:
    """Points of all editions → the first that says most, the first with an amount, the first with a date, each once."""
    ranked = sorted(points, key=lambda point: (not point.amount, not point.time))
    first = [*ranked[:1], *[p for p in ranked if p.amount][:1], *[p for p in ranked if p.time][:1]]
    return dict.fromkeys(first)


def _points_of_dossier(dossier: Dossier, ids: frozenset[str]) -> Said:
    found: Said = {}
    for record in dossier.editions:
        paragraphs = {paragraph.id: paragraph for paragraph in record.report.paragraphs}
        for mention in record.policies:
            if mention.policy in ids:
                found.setdefault((mention.policy, mention.kind), []).append(point_of(record.report.id, mention, paragraphs[mention.paragraph]))
    return found


def _total(dossier: Dossier, cells: list[PolicyCell]) -> PolicyTotal:
    planned = [cell for cell in cells if cell.planned]
    reviewed = sum(bool(cell.done) for cell in cells if not cell.planned)
    return PolicyTotal(dossier, len(planned), sum(c.quantified for c in planned), sum(c.dated for c in planned), reviewed)
