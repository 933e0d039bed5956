"""An indicator → its data as CSV: a row for each value of each place and report, and the reason for each that is missing.

    侯马市 · 141081 · 2024 · 全文 · 增速 · 目标 · 2024 · 不低于 · 10 · · % · · … · reports/141081-2024.html#p7
"""

from __future__ import annotations

from collections.abc import Iterator

from digest.model.closed_sets import KINDS, Kind
from digest.model.comparison import Comparison, IndicatorComparison
from digest.model.dossier import Cell, Dossier, Table
from digest.model.report import Fact
from digest.render import filters, routes
from digest.render.csv_tables import BOUNDS, csv_of, harmless

FIELDS = (
    "地区", "地区代码", "报告年份", "文本", "指标", "口径", "性质", "数值年份", "限定", "数值", "上限", "单位", "说明", "缺因", "原句", "出处", "说法", "角色",
)  # fmt: skip


def indicator_files(comparison: Comparison) -> tuple[tuple[str, bytes], ...]:
    """→ (indicators/gdp.csv, its bytes) for each indicator, beside its page."""
    made = ((routes.tables_csv(routes.indicator_page(one.indicator.id)), one) for one in comparison.indicators)
    return tuple((route, as_csv(one)) for route, one in made)


def as_csv(one: IndicatorComparison) -> bytes:
    """An indicator's comparison → CSV with a BOM."""
    cells = ((table, row.dossier, kind, row.cell(kind)) for table in one.tables for row in table.rows for kind in KINDS)
    return csv_of(FIELDS, (line for cell in cells for line in _rows_of_cell(*cell)))


def _rows_of_cell(table: Table, dossier: Dossier, kind: Kind, cell: Cell) -> Iterator[tuple[str, ...]]:
    whose = (
        harmless(filters.place_name(dossier)), dossier.place.code, str(dossier.year), filters.completeness_name(dossier.completeness),
        harmless(table.indicator.name), filters.measure_name(table.measure), filters.kind_name(kind),
    )  # fmt: skip
    if not cell.facts:
        said = cell.phrase
        where = (harmless(said.evidence.quote), routes.paragraph(said.evidence.report, said.evidence.paragraph)) if said else ("", "")
        words = harmless(said.words) if said else ""
        yield (*whose, str(dossier.year - (kind == "actual")), "", "", "", table.unit, words, cell.absence, *where, "", "")
    for fact in cell.facts:
        told = harmless(fact.variant), filters.ROLES[fact.role]
        yield (*whose, str(fact.year or ""), *_cells_of_value(fact), _remark_on(fact, cell), "", *_cells_of_place(fact), *told)


def _cells_of_value(fact: Fact) -> tuple[str, ...]:
    high = f"{fact.high:f}" if fact.high is not None else ""
    return BOUNDS[fact.bound], f"{fact.value:f}", high, fact.unit


def _remark_on(fact: Fact, cell: Cell) -> str:
    said = (("预计", fact.estimate), ("力争", fact.stretch), ("待核", fact.unchecked), ("前后不一", cell.disputed))
    return "、".join(word for word, holds in said if holds)


def _cells_of_place(fact: Fact) -> tuple[str, str]:
    addresses = (routes.paragraph(e.report, e.paragraph) for e in fact.evidence)
    return harmless(fact.evidence[0].quote), " ".join(addresses)
