"""An indicator that is given in units which do not convert: a value keeps its own unit, and is compared with none in another."""

from __future__ import annotations

import pytest

from digest.chinese.figure_format import figure
from digest.compare.comparable import groups
from digest.compare.tables import tables
from digest.extract.facts import read_indicators
from digest.model.report import Fact
from tests.test_comparable import place
from tests.test_facts import CATALOGUE, report

COMMUNITIES = CATALOGUE.indicator("old_communities")


def read(text: str, part: str = "review") -> tuple[Fact, ...]:
    return read_indicators(report((part, text)), CATALOGUE)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("改造老旧小区20个。", [("20个", "", False)]),
        ("改造老旧小区700户。", [("700户", "以户计", True)]),
        ("改造老旧小区20个、700户。", [("20个", "", False), ("700户", "以户计", True)]),
        ("改造城镇老旧小区900套。", [("900套", "以套计", True)]),
        ("改造老旧小区18.4万平方米。", [("18.4万平方米", "以万平方米计", True)]),
        ("改造老旧小区20个，惠及700户。", [("20个", "", False)]),
        ("改造老旧小区，投资5亿元。", []),
        ("改造老旧小区5公里。", []),
        ("实际使用外资3.5亿美元。", [("3.5亿美元", "", True)]),
        ("实际使用外资24亿元。", [("24亿元", "以亿元计", True)]),
    ],
)
def test_a_value_keeps_its_own_unit(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert [(figure(fact), fact.variant, fact.further) for fact in read(text)] == expected


def test_values_in_unlike_units_are_not_alike() -> None:
    count, homes = read("改造老旧小区20个、700户。")
    assert count.like != homes.like
    assert homes.like == read("改造老旧小区900户。")[0].like


def test_a_table_shows_each_value_in_its_own_unit_and_orders_only_its_own() -> None:
    said = (("1", "改造老旧小区20个。"), ("2", "改造老旧小区700户。"), ("3", "改造老旧小区30个。"), ("4", "改造老旧小区900户。"))
    dossiers = tuple(place(code, *read(text)) for code, text in said)
    (table,) = tables((COMMUNITIES,), dossiers)
    assert table.unit == "个"
    assert [figure(fact) for row in table.rows for fact in row.actual.facts] == ["20个", "700户", "30个", "900户"]
    ranked = [[given.dossier.place.code for given in group.ranked] for group in groups((table,))[table.id]]
    assert ["3", "1"] in ranked
    assert all({*codes} <= {"1", "3"} or {*codes} <= {"2", "4"} for codes in ranked)
