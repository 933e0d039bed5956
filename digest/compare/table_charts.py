"""Tables and attention → Charts: the data of a drawing, and the words on it and beside it.

A finding is only what the values themselves say: the ends of a comparable group, the topic with most of the text. Nothing is computed
for it that no sentence gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from digest.chinese.figure_format import SIGNS, percent, span, statement
from digest.compare.comparable import Given, Group, Groups, ends, recent
from digest.extract.beyond_range import is_beyond
from digest.model.bounds import bound, named
from digest.model.catalogue import Topic
from digest.model.chart import Chart, ChartRow, Mark
from digest.model.closed_sets import Bound, Kind, Level
from digest.model.comparison import Attention
from digest.model.dossier import Cell, Dossier, Row, Table
from digest.model.report import Fact

MOST_ROWS = 20  # more lines than a reader takes in; the data of the chart and the tables have them all
FEWEST_MARKS = 3  # two values are a sentence, not a picture
SPELT_OUT = 6  # rows of which the words beside a chart tell every value
LEVELS: Mapping[Level, str] = {"national": "国家", "province": "省级", "prefecture": "地市级", "county": "县级"}
WORDS = {"actual": "上年完成", "target": "当年目标"}
KINDS: Mapping[Kind, str] = {"actual": "完成", "target": "目标"}
NEWEST = "只画出各地最新的报告，其余见表"
CUT = "只画出数值最高和最低的一部分地方，其余见表"
OTHERS = "说法不同（新增与净增、国考与省考一类）或待核的数值不画在一起，见表"
CUT_ROWS = "图中只画出一部分，全部见可下载的 CSV"


def table_charts(tables: tuple[Table, ...], alike: Groups) -> tuple[Chart, ...]:
    """Tables → a chart for each of which two or more places give the variant that most give, with what may be ranked of it.

    None of two values, and none of values that are all the same: these are said in a sentence.
    """
    made = ((of_one_variant(table), table) for table in tables)
    charts = (_dots_of_table(drawn, alike.get(table.id, ()), drawn != table) for drawn, table in made if _count_of_places(drawn) >= 2)
    return tuple(chart for chart in charts if worth_drawing(mark for row in chart.rows for mark in row.marks))


def worth_drawing(given: Iterable[Mark]) -> bool:
    """Whether values make a picture.  7.2, 8, 6.5 → True    7.2, 8 → False    100, 100, 100 → False"""
    found = tuple(given)
    return len(found) >= FEWEST_MARKS and len({value for mark in found for value in (named(mark).low, named(mark).high)}) > 1


def of_one_variant(table: Table) -> Table:
    """A table → the same with the values of one variant alone, of that which most places give: a drawing puts in order what it shows.

    What is outside its range, and would leave no room for the others, is not drawn, nor a share that is none.
    """
    facts = [(row.dossier.place.code, fact) for row in table.rows for kind in KINDS for fact in row.cell(kind).facts]
    beyond = {fact for _, fact in facts if is_beyond(fact, table.indicator) or _is_no_share(fact)}
    counts = Counter(like for _, like in {(code, fact.like) for code, fact in facts if fact not in beyond})
    if len(counts) == 1 and not beyond:
        return table
    most = min(counts, key=lambda like: (-counts[like], like), default=None)
    cells = [[replace(c, facts=tuple(f for f in c.facts if f.like == most and f not in beyond)) for c in (row.actual, row.target)] for row in table.rows]
    rows = tuple(Row(row.dossier, *own) for row, own in zip(table.rows, cells, strict=True))
    return replace(table, rows=rows)


def _is_no_share(fact: Fact) -> bool:
    """Whether a share is more than the whole, or less than nothing: 占比102%."""
    return fact.measure == "share" and fact.unit == "%" and not 0 <= named(fact).low <= named(fact).high <= 100


def attention_chart(id: str, title: str, attention: tuple[Attention, ...], topics: tuple[Topic, ...]) -> Chart:
    """Attention of several dossiers → a heat map: dossiers × topics, share of the text in percent to one decimal."""
    ordered = sorted(attention, key=lambda a: (a.dossier.place.code, -a.dossier.year))
    shown = ordered[:MOST_ROWS]
    rows = tuple(replace(_row_of_dossier(a.dossier), cells=tuple(percent(n, a.total) for _, n in a.characters)) for a in ordered)
    said = [f"{label(a.dossier)}篇幅最多的是{_most_of(a, topics)}" for a in shown[:SPELT_OUT]]
    finding = _topic_with_most(shown, topics)
    alt = "。".join(filter(None, (title, finding, "；".join(said) if len(shown) <= SPELT_OUT else "")))
    return Chart(
        id, "heat", title, "%", f"{alt}。", rows[:MOST_ROWS], tuple(topic.name for topic in topics), finding, source(a.dossier for a in attention),
        note=CUT_ROWS if len(rows) > MOST_ROWS else "", rest=rows[MOST_ROWS:],
    )  # fmt: skip


def on_scales(charts: Iterable[Chart], others: Iterable[Chart]) -> tuple[Chart, ...]:
    """Charts of a few places → the same on the scales on which the same tables are drawn of all places."""
    scales = {chart.id: (chart.low, chart.high) for chart in others}
    ends = [(chart, *scales.get(chart.id.rpartition(".")[2], (chart.low, chart.high))) for chart in charts]
    return tuple(replace(chart, low=low, high=high) for chart, low, high in ends)


def label(dossier: Dossier) -> str:
    """A dossier as charts call it: 侯马市 2024"""
    return f"{dossier.name} {dossier.year}"


def source(dossiers: Iterable[Dossier]) -> str:
    """Dossiers → what their figures are taken from.  来源：各地政府工作报告（2023—2025年）   来源：侯马市政府工作报告（2024年）"""
    known = tuple(dossiers)
    if not known:
        return ""
    years, names = sorted({d.year for d in known}), {d.place.code: d.name for d in known}
    period = str(years[0]) if len(years) == 1 else f"{years[0]}—{years[-1]}"
    return f"来源：{next(iter(names.values())) if len(names) == 1 else '各地'}政府工作报告（{period}年）"


def marks(kind: Kind, cell: Cell) -> tuple[Mark, ...]:
    """A cell's facts as they are drawn."""
    return tuple(_mark_of_fact(kind, fact, "待核 " if cell.doubtful else "力争" if fact.stretch else "") for fact in cell.facts)


def span_of(values: Iterable[Mark]) -> tuple[Decimal | None, Decimal | None]:
    """Marks → the lowest and the highest value that is drawn of them."""
    found = [named(mark) for mark in values]
    return (min(one.low for one in found), max(one.high for one in found)) if found else (None, None)


def _row_of_dossier(dossier: Dossier) -> ChartRow:
    return ChartRow(label(dossier), place=dossier.place.code, name=dossier.name, year=dossier.year)


def _count_of_places(table: Table) -> int:
    return len({row.dossier.place.code for row in table.rows if row.actual.facts or row.target.facts})


def _dots_of_table(table: Table, alike: tuple[Group, ...], others: bool = False) -> Chart:
    """A table of one variant and its groups → its chart; `others`: values of other variants are left to the table."""
    given = _rows_in_order([row for row in table.rows if row.actual.facts or row.target.facts])
    shown, cut = _rows_shown(given)
    variant, unit = next((fact.variant, fact.unit) for row in given for kind in KINDS for fact in row.cell(kind).facts)
    rows, rest = tuple(map(_row_with_marks, shown)), tuple(_row_with_marks(row) for row in given if row not in shown)
    finding, told, counts = _ends_told(group for group in alike if _variant_of(group) == variant)
    low, high = span_of(mark for row in (*rows, *rest) for mark in row.marks) if unit == "%" else (None, None)  # amounts: of each level
    title = f"{table.name}（{variant}）" if variant else table.name
    return Chart(
        table.id, "dots", title, unit, _words_of_chart(title, finding, rows), rows, finding=finding,
        source=source(row.dossier for row in given), low=low, high=high, note="；".join(filter(None, (cut, OTHERS if others else ""))),
        told=told, counts=counts, rest=rest,
    )  # fmt: skip


def _variant_of(group: Group) -> str:
    return next((one.fact.variant for one in group.ranked if one.fact), "")


def _row_with_marks(row: Row) -> ChartRow:
    own = (*marks("actual", row.actual), *marks("target", row.target))
    return replace(_row_of_dossier(row.dossier), marks=own, panel=LEVELS[row.dossier.place.level])


def _rows_in_order(rows: list[Row]) -> list[Row]:
    """Rows → level by level; those of one place together, newest first; the place whose newest value is highest on top."""
    by_place = [sorted(own, key=lambda row: -row.dossier.year) for _, own in groupby(sorted(rows, key=_code_of_place), key=_code_of_place)]
    ranked = sorted(by_place, key=lambda own: (_rank_of_level(own[0]), -_newest_value(own[0]), _code_of_place(own[0])))
    return [row for own in ranked for row in own]


def _rows_shown(rows: list[Row]) -> tuple[list[Row], str]:
    """Rows in their order → those that are drawn, and what is told of the others: where all are too many the newest of each place, and
    where these are the highest and the lowest of each level, each level by how many it has.
    """
    if len(rows) <= MOST_ROWS:
        return rows, ""
    newest = [row for i, row in enumerate(rows) if i == 0 or _code_of_place(row) != _code_of_place(rows[i - 1])]
    if len(newest) <= MOST_ROWS:
        return newest, NEWEST
    kept: list[Row] = []
    for _, found in groupby(newest, key=_rank_of_level):
        own = list(found)
        room = 1 + (MOST_ROWS - len(LEVELS)) * len(own) // len(newest)
        kept += own if len(own) <= room else [*own[: -(-room // 2)], *own[len(own) - room // 2 :]]
    return kept, CUT


def _rank_of_level(row: Row) -> int:
    return list(LEVELS).index(row.dossier.place.level)


def _code_of_place(row: Row) -> str:
    return row.dossier.place.code


def _newest_value(row: Row) -> Decimal:
    return max(fact.value for fact in (row.actual.facts or row.target.facts))


def _ends_told(alike: Iterable[Group]) -> tuple[str, tuple[Mark, ...], tuple[int, ...]]:
    """What may be ranked of a table → who is highest and who lowest of the newest year of which that is sure, these values, and the counts in the words.

    2023年完成：在给出数值的5地中（县级），侯马市最高（增长12.1%），清苑区最低（增长3.5%）
    """
    for group in recent(alike):
        if sure := ends(group):
            top, bottom = ("降幅最小", "降幅最大") if sure.falling else ("最高", "最低")
            told = [(sure.highest, top), (sure.lowest, bottom)]
            said = "，".join(_end_in_words(who, words) for who, words in (reversed(told) if sure.falling else told) if who)
            beside = [f"{sure.open}地只给出“以上”“以内”"] if sure.open else []
            beside += [f"{sure.more}地有几个数值或口径不同"] if sure.more else []
            rest = f"；另有{'，'.join(beside)}" if beside else ""
            finding = f"{group.year}年{KINDS[group.kind]}：在给出数值的{sure.of}地中（{LEVELS[group.level]}），{said}{rest}"
            marks = tuple(_mark_of_fact(group.kind, one.fact, "") for one in (*sure.highest, *sure.lowest) if one.fact)
            return finding, marks, (sure.of, sure.open, sure.more)
    return "", (), ()


def _end_in_words(who: tuple[Given, ...], words: str) -> str:
    """One end of a group: whose it is, and the value.  侯马市最高（增长12.1%）"""
    said = statement(who[0].fact) if who[0].fact else ""
    return f"{'、'.join(one.dossier.name for one in who)}{words}（{said}）"


def _words_of_chart(title: str, finding: str, rows: tuple[ChartRow, ...]) -> str:
    """What a chart shows, for those who do not see it: what it says, and where the lines are few every value."""
    values = [f"{row.label}：" + "，".join(f"{WORDS[m.kind]}{m.note}{m.label}" for m in row.marks) for row in rows]
    told = "；".join(values) if len(rows) <= SPELT_OUT else "各地的数值见下表"
    return "。".join(filter(None, (title, finding, told))) + "。"


def _mark_of_fact(kind: Kind, fact: Fact, note: str) -> Mark:
    side = bound(fact)
    return Mark(kind, fact.value, fact.high, side, _figure_beside_mark(fact, side), note, str(fact.year or ""), fact.evidence[0])


def _figure_beside_mark(fact: Fact, side: Bound) -> str:
    """A fact → its value as it stands beside its mark: ≥7%   5%—5.5%   38,765元"""
    return SIGNS[side] + span(fact)


def _topic_with_most(attention: Sequence[Attention], topics: tuple[Topic, ...]) -> str:
    """Which topic has most of the text in more than half of the dossiers; shares of one are not held against those of another."""
    names = {topic.id: topic.name for topic in topics}
    if not attention:
        return ""
    first = [max(a.characters, key=lambda item: item[1])[0] for a in attention]
    usual = max(sorted(set(first)), key=first.count)
    return f"多数报告用得最多的篇幅在{names[usual]}" if first.count(usual) * 2 > len(first) > 2 else ""


def _most_of(attention: Attention, topics: tuple[Topic, ...]) -> str:
    id, characters = max(attention.characters, key=lambda item: item[1])
    name = next(topic.name for topic in topics if topic.id == id)
    return f"{name}（{percent(characters, attention.total)}%）"
