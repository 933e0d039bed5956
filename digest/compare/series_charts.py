"""Dossiers → charts over time: a place's rates of growth over its years, and the projects of all places over the months of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from digest.compare.dossiers import latest
from digest.compare.table_charts import CUT_ROWS, MOST_ROWS, label, marks, of_one_variant, source, span_of, worth_drawing
from digest.model.chart import Chart, ChartRow, Mark
from digest.model.closed_sets import KINDS
from digest.model.dossier import Dossier, Table
from digest.model.report import Project

MOST_PANELS = 9
DONE = "已完成或在建"


def years_chart(dossiers: tuple[Dossier, ...], tables: Iterable[Table]) -> Chart | None:
    """One place's dossiers and tables → its rates of growth over the years, a panel an indicator; None where one year is all there is.

    A target stands at the year that it is set for, a result at the year of which the next report tells it, all on one scale. Nothing is
    said of it: different indicators of one place are not ranked with each other.
    """
    rows = [row for table in tables if table.measure == "growth" and table.unit == "%" if (row := _panel_of_table(table))]
    fullest = sorted(rows, key=lambda row: -len({mark.when for mark in row.marks if mark.kind == "actual"}))[:MOST_PANELS]
    shown = tuple(row for row in rows if row in fullest)  # in the catalogue's order
    if len(shown) < 2 or len(dossiers) < 2:
        return None
    place = dossiers[0]
    title = f"{place.name}：历年目标与完成"
    low, high = span_of(mark for row in shown for mark in row.marks)
    note = "目标画在它所指的年份，完成取自下一年的报告"
    return Chart(f"years-{place.place.code}", "years", title, "%，比上年增长", f"{title}。各项数值见表。", shown, (), "", source(dossiers), low, high, note)


def _panel_of_table(table: Table) -> ChartRow | None:
    """A table of one place → its marks by the year that they are of; None where two years, a result and a picture are not to be had."""
    found = [m for row in of_one_variant(table).rows for kind in KINDS for m in marks(kind, row.cell(kind)) if m.when and m.note != "力争"]
    if len({mark.when for mark in found}) < 2 or not any(mark.kind == "actual" for mark in found) or not worth_drawing(found):
        return None
    name, place = table.name.removesuffix("增速"), table.rows[0].dossier.place.code
    return ChartRow(name, tuple(sorted(found, key=lambda m: (m.when, m.kind))), place=place, name=name, table=table.id)


def months_chart(dossiers: tuple[Dossier, ...]) -> Chart | None:
    """Dossiers → a timeline of the projects that each place's newest report puts into its own year; None where there are none."""
    rows = [row for dossier in latest(dossiers) if (row := _counts_by_time(dossier)).marks]
    if not rows:
        return None
    title = "项目时间表：各地点名的项目排在哪个月"
    note = "每个圆点是一个项目，季度记在季末的月份；没有说到时间的不画"
    counts = sum((mark.value for row in rows for mark in row.marks if _in_a_month(mark)), Decimal(0))
    finding = "" if counts else "报告只说到半年或全年，没有说到月份"
    known = {row.label: row for row in rows}
    told = source(d for d in latest(dossiers) if label(d) in known)
    note += f"；{CUT_ROWS}" if len(rows) > MOST_ROWS else ""
    alt = f"{title}。每一行是一个地方，横向是一年的十二个月，{finding or '圆点是排到某个月的项目'}。"
    return Chart("project-months", "months", title, "个", alt, tuple(rows[:MOST_ROWS]), (), finding, told, note=note, rest=tuple(rows[MOST_ROWS:]))


def _in_a_month(mark: Mark) -> bool:
    return len(mark.when) > 4 and "H" not in mark.when


def _counts_by_time(dossier: Dossier) -> ChartRow:
    """A dossier → its projects of its own year, counted by time and by whether they are done."""
    projects = {p.name: p for edition in reversed(dossier.editions) for p in edition.projects if p.when[:4] == str(dossier.year)}
    by_time = Counter((_time_to_month(p), p.kind) for p in projects.values())
    found = []
    for (when, kind), count in sorted(by_time.items()):
        first = next(p for p in projects.values() if (_time_to_month(p), p.kind) == (when, kind))
        found.append(Mark(kind, Decimal(count), None, "=", f"{_time_in_words(when)}　{count}个", when=when, evidence=first.evidence))
    made = ChartRow(label(dossier), place=dossier.place.code, name=dossier.name, year=dossier.year)
    return replace(made, marks=tuple(found))


def _time_to_month(project: Project) -> str:
    """A project → its time to the month."""
    return project.when[:7]


def _time_in_words(when: str) -> str:
    """2024-06 → 6月   2024-H1 → 上半年   2024-H2 → 下半年   2024 → 年内"""
    rest = when[5:]
    return {"H1": "上半年", "H2": "下半年", "": "年内"}.get(rest) or f"{int(rest)}月"
