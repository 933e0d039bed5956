"""Tables, coverage, attention → Charts: the data of a drawing, with the words that stand on it and beside it.

A finding is only what the values themselves say: the ends of a comparable group, the topic with most of the text. Nothing is computed
for it that no sentence gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from digest.catalogue import Topic
from digest.chart import Chart, ChartRow, Mark, Tile
from digest.compare.findings import Ranked, comparable
from digest.comparison import Attention, CoverageRow
from digest.dossier import Cell, Dossier, Row, Table
from digest.figures import SIGNS, percent, span
from digest.model import Fact

MOST_ROWS = 40  # more lines than a chart can hold; the table beside it has them all
SPELT_OUT = 6  # rows of which the words beside a chart tell every value
LEVELS = {"national": "国家", "province": "省级", "prefecture": "地市级", "county": "县级"}
WORDS = {"actual": "上年完成", "target": "当年目标"}
CUT = "图中只画到最高的一部分地方，其余见表"
CUT_ROWS = "图中只画出一部分，其余见数据"
ANYTHING = Decimal("Infinity")
LEEWAY = Decimal("0.1")  # of a number of which 左右 is said: the scale has room for it


def table_charts(tables: tuple[Table, ...], bases: tuple[str, ...] = ()) -> tuple[Chart, ...]:
    """Tables → a chart for each that two or more places give. `bases`: words that put a value on a base of its own."""
    return tuple(_dots(table, bases) for table in tables if _places(table) >= 2)


def attention_chart(id: str, title: str, attention: tuple[Attention, ...], topics: tuple[Topic, ...]) -> Chart:
    """Attention of several dossiers → a heat map: dossiers × topics, share of the text in percent to one decimal."""
    shown = sorted(attention, key=lambda a: (a.dossier.place.code, -a.dossier.year))[:MOST_ROWS]
    rows = tuple(replace(_row(a.dossier), cells=tuple(percent(n, a.total) for _, n in a.characters)) for a in shown)
    said = [f"{label(a.dossier)}篇幅最多的是{_most(a, topics)}" for a in shown[:SPELT_OUT]]
    finding = _foremost(shown, topics)
    alt = "。".join(filter(None, (title, finding, "；".join(said) if len(shown) <= SPELT_OUT else "")))
    return Chart(
        id, "heat", title, "%", f"{alt}。", rows, tuple(topic.name for topic in topics), finding, source(a.dossier for a in attention),
        note=CUT_ROWS if len(attention) > MOST_ROWS else "",
    )  # fmt: skip


def coverage_chart(id: str, topic: Topic, coverage: tuple[CoverageRow, ...]) -> Chart | None:
    """Coverage of a topic's themes by several dossiers → a heat map of sentences; None where there are fewer than two dossiers or themes."""
    shown = coverage[:MOST_ROWS]
    if len(shown) < 2 or len(shown[0].cells) < 2:
        return None
    rows = []
    for row in shown:
        tiles = tuple(Tile(Decimal(c.count), c.absence if not c.count else "", c.best[0] if c.best else None) for c in row.cells)
        rows.append(replace(_row(row.dossier), cells=tuple(tile.value for tile in tiles), tiles=tiles))
    everywhere = [cell.theme.name for i, cell in enumerate(shown[0].cells) if all(row.cells[i].count for row in shown)]
    nowhere = [cell.theme.name for i, cell in enumerate(shown[0].cells) if not any(row.cells[i].count for row in shown)]
    told = [f"各地都谈到{'、'.join(everywhere)}"] if everywhere else []
    told += [f"手头的报告都没有谈到{'、'.join(nowhere)}"] if nowhere else []
    title, finding = f"{topic.name}：各地谈到什么", "；".join(told)
    alt = f"{title}。{finding}。每一格是谈到这个分题的句数，见下表。" if finding else f"{title}。每一格是谈到这个分题的句数，见下表。"
    columns = tuple(cell.theme.name for cell in shown[0].cells)
    note = CUT_ROWS if len(coverage) > MOST_ROWS else ""
    return Chart(id, "heat", title, "句", alt, tuple(rows), columns, finding, source(row.dossier for row in coverage), note=note)


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


def marks(kind: str, cell: Cell) -> tuple[Mark, ...]:
    """A cell's facts as they are drawn."""
    return tuple(_mark(kind, fact, "待核 " if cell.disputed else "力争" if fact.stretch else "") for fact in cell.facts)


def ends(values: Iterable[Mark]) -> tuple[Decimal | None, Decimal | None]:
    """Marks → the lowest and the highest value that is drawn of them, what 左右 allows included."""
    found = [v for m in values for v in (m.value, m.high, *((m.value * (1 - LEEWAY), m.value * (1 + LEEWAY)) if m.bound == "~" else ())) if v is not None]
    return (min(found), max(found)) if found else (None, None)


def _row(dossier: Dossier) -> ChartRow:
    return ChartRow(label(dossier), place=dossier.place.code, name=dossier.name, year=dossier.year)


def _places(table: Table) -> int:
    return len({row.dossier.place.code for row in table.rows if row.actual.facts or row.target.facts})


def _dots(table: Table, bases: tuple[str, ...]) -> Chart:
    given = [row for row in table.rows if row.actual.facts or row.target.facts]
    drawn = [_drawn(row) for row in _ordered(given)]
    rows, (finding, told) = tuple(drawn[:MOST_ROWS]), _ends_told(table, bases)
    low, high = ends(mark for row in drawn for mark in row.marks)
    note = CUT if len(drawn) > MOST_ROWS else ""
    return Chart(
        table.id, "dots", table.name, table.unit, _words(table.name, finding, rows), rows, finding=finding,
        source=source(row.dossier for row in given), low=low, high=high, note=note, told=told,
    )  # fmt: skip


def _drawn(row: Row) -> ChartRow:
    return replace(_row(row.dossier), marks=(*marks("actual", row.actual), *marks("target", row.target)))


def _ordered(rows: list[Row]) -> list[Row]:
    """Rows → those of one place together, newest first; the place whose newest value is highest on top."""
    by_place = [sorted(own, key=lambda row: -row.dossier.year) for _, own in groupby(sorted(rows, key=_code), key=_code)]
    return [row for own in sorted(by_place, key=lambda own: (-_newest(own[0]), _code(own[0]))) for row in own]


def _code(row: Row) -> str:
    return row.dossier.place.code


def _newest(row: Row) -> Decimal:
    return max(fact.value for fact in (row.actual.facts or row.target.facts))


def _ends_told(table: Table, bases: tuple[str, ...]) -> tuple[str, tuple[Mark, ...]]:
    """A table → who gives the highest and who the lowest comparable value of the newest year, as far as that is sure, and these values.

    2023年完成：侯马市最高（12.1%），清苑区最低（3.5%）
    """
    if table.indicator.loose:
        return "", ()
    for kind, words in (("actual", "完成"), ("target", "目标")):
        for ranked in comparable(table, kind, bases):
            if len({dossier.place.code for _, dossier, _ in ranked}) > 1 and ranked[0][0] != ranked[-1][0]:
                others = _others(table, kind, ranked)
                own = {dossier.place.level for _, dossier, _ in ranked}
                above = {d.place.level for d, _, high in others if high >= ranked[0][0]}
                below = {d.place.level for d, low, _ in others if low <= ranked[-1][0]}
                if len(own) == 1:  # values of other levels do not contradict what is said of this one
                    among = f"{LEVELS[min(own)]}中" if (above | below) - own else ""
                    above, below = above & own, below & own
                else:
                    among = ""
                sure = [(0, "最高")] if not above else []
                sure += [(-1, "最低")] if not below else []
                said = "，".join(_end(ranked, end, which) for end, which in sure)
                finding = f"{ranked[0][2].year}年{words}：{among}{said}" if sure else ""
                return finding, tuple(_mark(kind, ranked[end][2], "") for end, _ in sure)
    return "", ()


def _end(ranked: Ranked, end: int, words: str) -> str:
    """One end of a comparable group: whose it is, and the value.  侯马市最高（12.1%）"""
    names = [dossier.name for value, dossier, _ in ranked if value == ranked[end][0]]
    return f"{'、'.join(names) if len(names) <= 2 else f'{names[0]}等地'}{words}（{_figure(ranked[end][2])}）"


def _others(table: Table, kind: str, ranked: Ranked) -> list[tuple[Dossier, Decimal, Decimal]]:
    """What is drawn of the same kind and year beside a comparable group without being of it: from where to where it may be.

    超过5% may be anything above, a value on another base is what it is.
    """
    own, year = {id(fact) for _, _, fact in ranked}, ranked[0][2].year
    found = []
    for row in table.rows:
        for mark, fact in zip(marks(kind, row.cell(kind)), row.cell(kind).facts, strict=True):
            if id(fact) not in own and fact.year == year:
                high = mark.value if mark.high is None else mark.high
                found.append((row.dossier, -ANYTHING if mark.bound == "<=" else mark.value, ANYTHING if mark.bound == ">=" else high))
    return found


def _words(title: str, finding: str, rows: tuple[ChartRow, ...]) -> str:
    """What a chart shows, for those who do not see it: what it says, and where the lines are few every value."""
    values = [f"{row.label}：" + "，".join(f"{WORDS[m.kind]}{m.note}{m.label}" for m in row.marks) for row in rows]
    told = "；".join(values) if len(rows) <= SPELT_OUT else "各地的数值见下表"
    return "。".join(filter(None, (title, finding, told))) + "。"


def _mark(kind: str, fact: Fact, note: str) -> Mark:
    bound = fact.bound
    if fact.measure in ("growth", "change") and fact.value < 0 and bound in (">=", "<="):  # 下降2%以上 is at most -2
        bound = "<=" if bound == ">=" else ">="
    return Mark(kind, fact.value, fact.high, bound, _figure(fact, bound), note, str(fact.year or ""), fact.evidence[0])


def _figure(fact: Fact, bound: str = "") -> str:
    """A fact → its value as it stands beside its mark: ≥7%   5%—5.5%   38,765元"""
    return (SIGNS[bound or fact.bound] if fact.bound != "range" else "") + span(fact)


def _foremost(attention: Sequence[Attention], topics: tuple[Topic, ...]) -> str:
    """Which topic has most of the text in more than half of the dossiers, and which share is the largest of all."""
    names = {topic.id: topic.name for topic in topics}
    if not attention:
        return ""
    first = [max(a.characters, key=lambda item: item[1])[0] for a in attention]
    usual = max(sorted(set(first)), key=first.count)
    highest = max(attention, key=lambda a: max(percent(n, a.total) for _, n in a.characters))
    told = f"多数报告用得最多的篇幅在{names[usual]}；" if first.count(usual) * 2 > len(first) > 2 else ""
    return f"{told}单项占比最高的是{label(highest.dossier)}的{_most(highest, topics)}"


def _most(attention: Attention, topics: tuple[Topic, ...]) -> str:
    id, characters = max(attention.characters, key=lambda item: item[1])
    name = next(topic.name for topic in topics if topic.id == id)
    return f"{name}（{percent(characters, attention.total)}%）"
