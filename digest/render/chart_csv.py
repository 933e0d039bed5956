"""A chart → its values as a table (CSV): a line a value, also of rows that are not drawn, with the sentence that gives it and where that stands."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model.chart import Chart, ChartRow, Mark
from digest.model.report import Evidence
from digest.render import routes
from digest.render.csv_tables import BOUNDS, csv_of, harmless

HEAD = ("地区", "地区代码", "报告年份", "项目", "性质", "所属时间", "限定", "数值", "上限", "单位", "说明", "原句", "链接")
ONE_OF = "原句是其中的一句"


def chart_csv(chart: Chart) -> bytes:
    """A chart → the bytes of its table.  侯马市,141081,2024,地区生产总值增速,目标,2024,=,7,,%,,…,reports/141081-2024.html#p7"""
    rows = (*chart.rows, *chart.rest)
    return csv_of(HEAD, (line for row in rows for line in (*(_row_of_mark(chart, row, mark) for mark in row.marks), *_rows_of_tiles(chart, row))))


def address_of(evidence: Evidence | None) -> str:
    """Where a sentence stands on the site; "" of none.  reports/141081-2024.html#p7"""
    return routes.paragraph(evidence.report, evidence.paragraph) if evidence else ""


def _row_of_mark(chart: Chart, row: ChartRow, mark: Mark) -> tuple[str, ...]:
    where = row.name if chart.kind != "years" else chart.title.partition("：")[0]
    what = row.name if chart.kind == "years" else chart.title
    kind = "完成" if mark.kind == "actual" else "目标"
    unit = chart.unit.partition("，")[0]
    note = ONE_OF if chart.kind == "months" else mark.note.strip()
    value = (BOUNDS[mark.bound], f"{mark.value:f}", "" if mark.high is None else f"{mark.high:f}", unit, note)
    return (harmless(where), row.place, str(row.year or ""), harmless(what), kind, mark.when, *value, *_cells_of_source(mark.evidence))


def _rows_of_tiles(chart: Chart, row: ChartRow) -> Iterator[tuple[str, ...]]:
    for i, value in enumerate(row.cells):
        tile = row.tiles[i] if row.tiles else None
        unit, said = chart.unit, tile.label if tile else ""
        evidence = tile.evidence if tile else None
        whose = (harmless(row.name or row.label), row.place, str(row.year or ""))
        what = (BOUNDS["="], f"{value:f}", "", unit, said or (ONE_OF if evidence else ""))
        yield (*whose, harmless(chart.columns[i]), "", "", *what, *_cells_of_source(evidence))


def _cells_of_source(evidence: Evidence | None) -> tuple[str, str]:
    return (harmless(evidence.quote), address_of(evidence)) if evidence else ("", "")
