"""A topic's tables, aims and measures → its scoreboard: last year's state beside this year's promise, by the editor's groups.

Where there are few places, a row for each place and thing; where there are many, a line for each indicator with counts. What is promised without
a number or yardstick is the shortest clause of the plan that has a word of the group and no digit.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.chinese.sentences import clauses, sentences
from digest.chinese.word_patterns import any_of
from digest.compare.comparable import Groups, middle, order
from digest.compare.figureless_groups import has_no_figure
from digest.compare.last_and_next import last_and_next
from digest.compare.promise_hardness import hardness_of_aim, hardness_of_facts, of_all
from digest.model.brief import FEW, NOTHING, GroupCount, IndicatorScore, Pair, Reference, Scoreboard, ScoreGroup, ScoreRow, Stand
from digest.model.catalogue import Catalogue, Policy, RowGroup, Topic
from digest.model.citation import cite
from digest.model.closed_sets import Kind, Level
from digest.model.compared_policies import PolicyCell, PolicyMatrix, PolicyPoint
from digest.model.dossier import Dossier, Row, Table
from digest.model.report import Aim, Evidence, Fact

MOST_ROWS = 30
FEWEST = 3  # places that give an indicator, which make a line of many places
MOST_SCORES = 12
LONGEST = 20  # characters of a clause that is quoted for a promise in words
SHORTEST = 6
# matches 12 · ２      not 十二
_DIGIT = re.compile(r"[0-9０-９]")
_MARKS = "，。；：、,;:！!"
# What leads to a number of all there is
# matches 幼儿园达 · 总数达到 · 现有      not 完成 · 新建
_STOCK = re.compile(r"(?:达到?|共有|现有|拥有|总数为?|累计)$")
# What names a work rather than promises one
# matches 浍河生态修复项目 · 东湖水厂工程      not 推进生态修复
_NAME = re.compile(r"(?:项目|工程|行动|基地)$")


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a topic, by what it is asked for: an indicator's tables, a dossier's row, pair and cell."""

    tables: Mapping[str, Sequence[Table]]  # indicator
    rows: Mapping[tuple[str, str], Row]  # table, dossier
    pairs: Mapping[tuple[str, str], Pair]  # dossier, indicator
    policies: tuple[Policy, ...]
    heads: Mapping[str, tuple[str, ...]]  # an indicator's name → the words that it is headed by, or called
    cells: Mapping[tuple[str, str], PolicyCell]  # policy, dossier


def scoreboard(
    topic: Topic, tables: tuple[Table, ...], alike: Groups, matrix: PolicyMatrix, newest: tuple[Dossier, ...], catalogue: Catalogue
) -> tuple[Scoreboard, tuple[GroupCount, ...]]:
    """A topic and what is compared of it → its scoreboard, and for each group in how many places what is promised."""
    pairs = last_and_next(tables, newest)
    national = _references(tables, newest, catalogue)
    known = _known(tables, pairs, matrix)
    made = [ScoreGroup(group.name, tuple(_rows_of_group(group, topic, known, newest))) for group in topic.rows]
    promising = [(group, rule) for group, rule in zip(made, topic.rows, strict=True) if any(not row.promise.empty for row in group.rows)]
    counts = tuple(_count_of_group(group, rule, newest, catalogue) for group, rule in promising)
    if len(newest) > FEW:
        levels = Counter(dossier.place.level for dossier in newest).most_common()
        scores = [one for level, _ in levels for one in _scores(tables, alike, tuple(d for d in newest if d.place.level == level), pairs, level)]
        told = {(one.table.id, one.level) for one in sorted(scores, key=_least_told)[:MOST_SCORES]}
        shown = tuple(one for one in scores if (one.table.id, one.level) in told)
        return Scoreboard((), shown, pairs, 0, national, tuple(levels) if len(levels) > 1 else ()), counts
    groups, more = most_telling_rows(made, MOST_ROWS)
    return Scoreboard(groups, (), pairs, more, national), counts


def _known(tables: tuple[Table, ...], pairs: tuple[Pair, ...], matrix: PolicyMatrix) -> Known:
    """What is compared of a topic → the same, to be looked up for a dossier instead of sought through the rows of all."""
    own: dict[str, list[Table]] = defaultdict(list)
    for table in tables:
        own[table.indicator.id].append(table)
    rows = {(table.id, row.dossier.id): row for table in tables for row in table.rows}
    first = {(pair.dossier.id, pair.table.indicator.id): pair for pair in reversed(pairs)}
    cells = {(row.policy.id, cell.dossier.id): cell for row in matrix.rows for cell in row.cells}
    heads = {table.indicator.name: (*table.indicator.heads, *table.indicator.aliases) for table in tables}
    return Known(own, rows, first, tuple(row.policy for row in matrix.rows), heads, cells)


def _references(tables: tuple[Table, ...], newest: tuple[Dossier, ...], catalogue: Catalogue) -> tuple[Reference, ...]:
    """→ the values of the nation beside those of the tables, of the year of most of the newest reports."""
    years = Counter(dossier.year for dossier in newest)
    year = max(years, key=lambda one: (years[one], one), default=0)
    own = {(table.indicator.id, table.measure): table for table in tables}
    told = (one for one in catalogue.national if one.year == year - (one.kind == "actual"))
    return tuple(Reference(own[key], one) for one in told if (key := (one.indicator, one.measure)) in own)


def _rows_of_group(group: RowGroup, topic: Topic, known: Known, newest: tuple[Dossier, ...]) -> Iterable[ScoreRow]:
    for dossier in newest:
        rows = [*_rows_of_indicators(group, topic, known, dossier), *_rows_of_measures(group, known, dossier)]
        if all(row.promise.empty for row in rows) and (words := _clause_of_plan(dossier, group)):
            first = next((at for at, row in enumerate(rows) if row.promise.empty and _speaks_of(words.words, row.name, known, group)), None)
            name, state = (rows[first].name, rows[first].state) if first is not None else (group.name, NOTHING)
            row = ScoreRow(dossier, name, state, words, hardness="soft")
            rows = [row, *(other for at, other in enumerate(rows) if at != first)]
        yield from rows


def _rows_of_indicators(group: RowGroup, topic: Topic, known: Known, dossier: Dossier) -> Iterable[ScoreRow]:
    for id in group.indicators:
        own = known.tables.get(id, ())
        state, promised = (_facts_of(own, known, dossier, kind) for kind in ("actual", "target"))
        aim = None if promised else next((aim for aim in _aims_of(dossier) if aim.indicator == id), None)
        promise = Stand(promised) if promised else _stand_of_aim(aim) if aim else NOTHING
        if not state and promise.empty:
            continue
        pair = known.pairs.get((dossier.id, id))
        hardness = hardness_of_aim(aim) if aim else hardness_of_facts(dossier, promised) if promised else ""
        name = next((table.indicator.name for table in own), "") or (aim.subject if aim else "")
        yield ScoreRow(dossier, name, Stand(state) if state else NOTHING, promise, pair.direction if pair else "", bool(pair and pair.floor), hardness)
    if group.words:
        words = re.compile(any_of(group.words))
        loose = (aim for aim in _aims_of(dossier) if not aim.indicator and words.search(aim.subject) and _topic_of(dossier, aim) == topic.id)
        for aim in loose:
            yield ScoreRow(dossier, group.name, NOTHING, _stand_of_aim(aim), hardness=hardness_of_aim(aim))


def _facts_of(tables: Sequence[Table], known: Known, dossier: Dossier, kind: Kind) -> tuple[Fact, ...]:
    """What a dossier gives of an indicator in any measure, as its tables show it; nothing that is disputed."""
    cells = [row.cell(kind) for table in tables if (row := known.rows.get((table.id, dossier.id)))]
    return tuple(fact for cell in cells if not cell.doubtful for fact in cell.facts)


def _aims_of(dossier: Dossier) -> Iterable[Aim]:
    return (aim for record in dossier.editions for aim in record.aims if aim.year == dossier.year and aim.words and aim.relation != "better")


def _topic_of(dossier: Dossier, aim: Aim) -> str:
    record = next(one for one in dossier.editions if one.report.id == aim.evidence.report)
    return next((p.topic for p in record.report.paragraphs if p.id == aim.evidence.paragraph), "")


def _stand_of_aim(aim: Aim) -> Stand:
    """A target in words → what stands for it: its yardstick, or its sentence where that holds a digit."""
    every = "全部" if "所有" in aim.subject or "全部" in aim.subject else ""
    return Stand((), every + aim.words, aim.evidence) if not _DIGIT.search(aim.words) else Stand((), aim.evidence.quote, aim.evidence, True)


def _rows_of_measures(group: RowGroup, known: Known, dossier: Dossier) -> Iterable[ScoreRow]:
    """A group's measures of which a number or a date is planned."""
    for policy in known.policies:
        own = policy.id in group.measures and not set(policy.indicators) & set(group.indicators)  # whose values stand there already
        cell = known.cells.get((policy.id, dossier.id)) if own else None
        if cell and any(point.words for point in cell.planned):
            yield ScoreRow(dossier, policy.name, _stand_of_points(cell, "actual"), _stand_of_points(cell, "target"),
                           hardness="hard" if any(point.time or of_all(point.words) for point in cell.planned) else "medium")  # fmt: skip


def _stand_of_points(cell: PolicyCell, kind: Kind) -> Stand:
    """What stands for a measure: what is planned, or what was done last year; what there is of it altogether was not done, and is no state beside it."""
    points = cell.planned if kind == "target" else [one for one in cell.done if not _is_stock(one)]
    point = next((one for one in points if one.words), None)
    return Stand((), point.words, point.evidence) if point else NOTHING


def _is_stock(point: PolicyPoint) -> bool:
    """Whether an amount is that of all there is.  幼儿园达30所 → True    改造幼儿园30所 → False"""
    return bool(point.amount) and bool(_STOCK.search(point.evidence.quote[: point.evidence.quote.find(point.amount)]))


def _speaks_of(words: str, name: str, known: Known, group: RowGroup) -> bool:
    """Whether a clause is of the thing of a row: only then it stands for what is promised of it.  不断提升空气质量, PM2.5浓度 → True"""
    return any(head in words for head in (*known.heads.get(name, ()), *(word for word in group.words if word in name)))


def _clause_of_plan(dossier: Dossier, group: RowGroup) -> Stand | None:
    """A dossier → the shortest clause of its plan that has a word of the group and no digit, which promises nothing that can be measured."""
    if not group.words:
        return None
    words = re.compile(any_of(group.words))
    found: list[tuple[int, int, Evidence]] = []
    for record in dossier.editions:
        for paragraph in record.report.paragraphs:
            if paragraph.part != "plan" or not words.search(paragraph.text):
                continue
            for span in sentences(paragraph.text):
                for clause in clauses(paragraph.text, span):
                    said = clause.of(paragraph.text).strip(_MARKS + " 　")
                    if SHORTEST <= len(said) <= LONGEST and words.search(said) and not _DIGIT.search(said) and not _NAME.search(said) and "“" not in said:
                        start = paragraph.text.index(said, clause.start)
                        found.append((len(said), len(found), cite(record.report.id, paragraph, start, start + len(said))))
    if not found:
        return None
    evidence = min(found)[2]
    return Stand((), evidence.quote, evidence, True)


def _count_of_group(group: ScoreGroup, rule: RowGroup, newest: tuple[Dossier, ...], catalogue: Catalogue) -> GroupCount:
    """A group → in how many places a number or yardstick is promised, in how many words alone, in how many something hard."""
    hard = {row.dossier.place.code for row in group.rows if row.hardness == "hard"}
    promised = {row.dossier.place.code for row in group.rows if row.hardness in ("hard", "medium")}
    worded = {row.dossier.place.code for row in group.rows if row.hardness == "soft"} - promised
    silent = not promised and bool(worded) and has_no_figure(rule, newest, catalogue)
    return GroupCount(group.name, len(promised), len(worded), len(hard), silent)


def most_telling_rows(groups: Iterable[ScoreGroup], most: int) -> tuple[tuple[ScoreGroup, ...], int]:
    """Groups → the same with the rows that tell most (both sides, then promises, states, words), so many of them; and how many are left out."""
    made = tuple(groups)
    ranked = sorted(((_worth(row), at, number) for at, group in enumerate(made) for number, row in enumerate(group.rows)))
    kept = {(at, number) for _, at, number in ranked[:most]}
    told = (ScoreGroup(group.name, tuple(row for number, row in enumerate(group.rows) if (at, number) in kept)) for at, group in enumerate(made))
    return tuple(group for group in told if group.rows), max(0, len(ranked) - most)


def _worth(row: ScoreRow) -> int:
    if row.hardness == "soft":
        return 2 if not row.state.empty else 4
    return 3 if row.promise.empty else 1 if row.state.empty else 0


def _scores(
    tables: tuple[Table, ...], alike: Groups, newest: tuple[Dossier, ...], pairs: tuple[Pair, ...], level: Level
) -> list[IndicatorScore]:
    """Tables and the newest dossiers of a level → a line for each table of which several give a value, the most telling first."""
    ids = {dossier.id for dossier in newest}
    year = max((dossier.year for dossier in newest), default=0)
    by_table: Mapping[str, list[Pair]] = {table.id: [pair for pair in pairs if pair.table.id == table.id and pair.dossier.id in ids] for table in tables}
    made = []
    for table in tables:
        rows = [row for row in table.rows if row.dossier.id in ids]
        reached, aimed = (sum(bool(row.cell(kind).facts) for row in rows) for kind in ("actual", "target"))
        if table.indicator.loose or table.indicator.several or sum(bool(row.actual.facts or row.target.facts) for row in rows) < FEWEST:
            continue  # of what each report counts in its own way there is no number of places
        own = [pair.direction for pair in by_table[table.id]]
        group = next((one for one in alike.get(table.id, ()) if (one.kind, one.year, one.level) == ("target", year, level)), None)
        alone = group and len(group.all) == aimed  # of one level and all who aim at it
        mid = middle(order(group.all)) if group and alone and len(group.ranked) >= len(group.all) - len(group.ranked) and len(group.ranked) > 2 else None
        made.append(IndicatorScore(table, reached, aimed, own.count("up"), own.count("flat"), own.count("down"), mid, table.unit, level))
    return sorted(made, key=_least_told)


def _least_told(one: IndicatorScore) -> tuple[int, int, str]:
    """A line → less, the more it tells: targets that go with a result, then values at all."""
    return -(one.up + one.flat + one.down), -(one.aimed + one.reached), one.table.id


