"""Tables and attention → Charts: the data of a drawing, with the words that stand on it and beside it."""

from __future__ import annotations

from decimal import Decimal

from digest.catalogue import Topic
from digest.comparison import Attention, Cell, Chart, ChartRow, Dossier, Mark, Table
from digest.model import Fact

SIGNS = {"=": "", ">=": "≥", "<=": "≤", "~": "约"}
MOST_ROWS = 40  # more lines than a chart can hold; the table beside it has them all


def table_charts(tables: tuple[Table, ...]) -> tuple[Chart, ...]:
    """Tables → a chart for each that two or more places give."""
    return tuple(_dots(table) for table in tables if _places(table) >= 2)


def attention_chart(id: str, title: str, attention: tuple[Attention, ...], topics: tuple[Topic, ...]) -> Chart:
    """Attention of several dossiers → a heat map: dossiers × topics, share of the text in percent to one decimal."""
    rows = tuple(ChartRow(label(a.dossier), cells=tuple(share(n, a.total) for _, n in a.characters)) for a in attention[:MOST_ROWS])
    said = "；".join(f"{label(a.dossier)}篇幅最多的是{_most(a, topics)}" for a in attention[:MOST_ROWS])
    return Chart(id, "heat", title, "%", f"{title}。{said}。", rows, tuple(topic.name for topic in topics))


def share(part: int, whole: int) -> Decimal:
    """part of whole in percent, to one decimal: 1, 8 → 12.5"""
    return (Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.1")) if whole else Decimal(0)


def label(dossier: Dossier) -> str:
    """A dossier as charts call it: 侯马市 2024"""
    return f"{dossier.name} {dossier.year}"


def _places(table: Table) -> int:
    return len({row.dossier.place.code for row in table.rows if row.actual.facts or row.target.facts})


def _dots(table: Table) -> Chart:
    rows = tuple(
        ChartRow(label(row.dossier), (*_marks("actual", row.actual), *_marks("target", row.target)))
        for row in table.rows
        if row.actual.facts or row.target.facts
    )[:MOST_ROWS]
    title = table.name
    words = {"actual": "上年完成", "target": "当年目标"}
    said = "；".join(f"{row.label}：" + "，".join(f"{words[m.kind]}{m.label}{table.unit}" for m in row.marks) for row in rows)
    return Chart(table.id, "dots", title, table.unit, f"{title}。{said}。", rows)


def _marks(kind: str, cell: Cell) -> tuple[Mark, ...]:
    return tuple(Mark(kind, fact.value, fact.high, fact.bound, _number(fact)) for fact in cell.facts)


def _number(fact: Fact) -> str:
    if fact.bound == "range" and fact.high is not None:
        return f"{fact.value.normalize():f}—{fact.high.normalize():f}"
    return f"{SIGNS[fact.bound]}{fact.value.normalize():f}"


def _most(attention: Attention, topics: tuple[Topic, ...]) -> str:
    id, characters = max(attention.characters, key=lambda item: item[1])
    name = next(topic.name for topic in topics if topic.id == id)
    return f"{name}（{share(characters, attention.total)}%）"
