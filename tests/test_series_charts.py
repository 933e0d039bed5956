"""Charts of what moves in time, and of who speaks of what: the right values in the right place, told as what they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from digest.compare.series_charts import months_chart, years_chart
from digest.compare.table_charts import source
from digest.compare.tables import tables
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Project
from tests.samples import INDICATORS, dossier, fact

SAID = Evidence("141081-2024", "p3", 0, 4, "开工建设")


def years() -> tuple[Dossier, ...]:
    """Two years of one place, newest first: growth of two indicators, aimed at and reached."""
    return (
        dossier("130608", 2025, fact("gdp", "growth", "5.5", "actual", 2024), fact("pm25", "growth", "-4", "actual", 2024)),
        dossier("130608", 2024, fact("gdp", "growth", "7", "target", 2024, bound=">="), fact("gdp", "growth", "6.1", "actual", 2023),
                fact("pm25", "growth", "-2", "target", 2024), fact("pm25", "growth", "-1", "actual", 2023)),
    )  # fmt: skip


def test_a_target_and_its_result_stand_at_the_same_year_on_one_scale() -> None:
    chart = years_chart(years(), tables(INDICATORS, years()))
    assert chart is not None
    assert {row.name: [(m.when, m.kind, m.label) for m in row.marks] for row in chart.rows} == {
        "地区生产总值": [("2023", "actual", "6.1%"), ("2024", "actual", "5.5%"), ("2024", "target", "≥7%")],
        "PM2.5浓度": [("2023", "actual", "-1%"), ("2024", "actual", "-4%"), ("2024", "target", "-2%")],
    }
    assert (chart.low, chart.high) == (Decimal(-4), Decimal(7))
    assert chart.finding == "" and chart.alt == "清苑区：历年目标与完成。各项数值见表。"  # different indicators have no order
    assert {row.table for row in chart.rows} == {"gdp-growth", "pm25-growth"}  # by which the gate knows whose the values are


def test_one_year_is_no_series() -> None:
    alone = years()[:1]
    assert years_chart(alone, tables(INDICATORS, alone)) is None


def planned(code: str, year: int, *projects: tuple[str, str, str]) -> Dossier:
    """A dossier with projects: name, time, kind."""
    one = dossier(code, year)
    found = tuple(Project(name, None, "开工", when, kind, SAID) for name, when, kind in projects)
    return replace(one, editions=tuple(replace(edition, projects=found) for edition in one.editions))


def test_projects_are_counted_by_the_time_that_is_said() -> None:
    chart = months_chart((
        planned("141081", 2024, ("甲", "2024-06", "target"), ("乙", "2024-06-01", "target"), ("甲", "2024-06", "target"), ("丙", "2024-H1", "target"),
                ("丁", "2024", "target"), ("戊", "2023-12", "actual"), ("己", "", "target")),
        planned("140802", 2024, ("庚", "2023", "actual")),
    ))  # fmt: skip
    assert chart is not None
    assert [(row.label, [(m.when, m.value, m.label) for m in row.marks]) for row in chart.rows] == [
        ("侯马市 2024", [("2024", 1, "年内　1个"), ("2024-06", 2, "6月　2个"), ("2024-H1", 1, "上半年　1个")]),
    ]
    assert chart.source == "来源：侯马市政府工作报告（2024年）"
    assert months_chart((planned("141081", 2024, ("甲", "", "target")),)) is None


def test_the_source_names_whose_reports_of_which_years() -> None:
    assert source(()) == ""
    assert source((dossier("141081", 2024), dossier("140802", 2023))) == "来源：各地政府工作报告（2023—2024年）"
