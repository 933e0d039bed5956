"""extract/beyond_range: what can hardly be is marked 待核 and told, and is in no comparison, verdict or drawing; what can be is left alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from digest.audit.record_checks import implausible
from digest.compare.comparable import ends, groups, middle, one_value, order, recent
from digest.compare.ledger import ledger
from digest.compare.table_charts import table_charts
from digest.compare.tables import tables
from digest.extract.beyond_range import beyond_marked
from digest.model.dossier import Cell
from digest.model.report import Fact
from tests.samples import CATALOGUE, INDICATORS, dossier, fact, record
from tests.test_comparable import codes, grouped, growth, of, place

BOUNDED = replace(CATALOGUE, indicators=(replace(INDICATORS[0], least=Decimal(1), most=Decimal(1000)), *INDICATORS[1:]))


def level(value: str, year: int | None = 2023) -> Fact:
    return fact("gdp", "level", value, "actual", year, unit="亿元")


@pytest.mark.parametrize(
    ("one", "odd"),
    [
        (level("189"), False),
        (level("189000"), True),
        (level("0.2"), True),
        (level("5000", year=None), False),  # a sum of several years
        (fact("gdp", "growth", "12", "actual", 2023), False),
        (fact("gdp", "growth", "1200", "actual", 2023), True),
        (fact("gdp", "growth", "-75", "target", 2024), True),
        (fact("pm25", "growth", "-75", "actual", 2023), False),  # better the lower it is
        (fact("pm25", "growth", "-101", "actual", 2023), True),
        (fact("gdp", "share", "-4", "actual", 2023), True),
        (fact("gdp", "change", "5000", "actual", 2023, unit="亿元"), False),
    ],
)
def test_what_is_outside_its_range_is_marked_and_told(one: Fact, odd: bool) -> None:
    made = beyond_marked(record("141081", 2024, one), BOUNDED)
    assert [f.unchecked for f in made.facts] == [odd]
    assert [p.code for p in implausible(made, BOUNDED)] == ["facts.implausible"] * odd
    assert (one_value(Cell(made.facts)) is None) == odd


def test_it_is_in_no_superlative_and_settles_nothing() -> None:
    plain = of("6", "7", "8")
    assert codes(*plain) == ("丙", "甲")
    odd = replace(growth("900"), unchecked=True)
    (whole, *_) = recent(grouped(*plain, place("庚", odd)))
    assert [one.dossier.place.code for one in whole.ranked] == ["丙", "乙", "甲"]
    assert ends(whole) is None and middle(order(whole.all)) is None, "what the marked one is nobody knows"
    first, later = dossier("130608", 2023, fact("gdp", "growth", "8", "target", 2023)), dossier("130608", 2024, odd)
    assert [line.outcome for line in ledger((first, later), CATALOGUE)] == ["disputed"]


def test_a_drawing_leaves_it_out() -> None:
    given = tuple(dossier(code, 2024, fact("gdp", "growth", value, "actual", 2023)) for code, value in (("130608", "6"), ("140802", "7"), ("140800", "5"), ("141081", "900")))
    made = tables(INDICATORS, given)
    (chart,) = table_charts(made, groups(made))
    assert [str(mark.value) for row in chart.rows for mark in row.marks] == ["5", "7", "6"] and "待核" in chart.note
    (whole,) = table_charts(tables(INDICATORS, given[:3]), {})
    assert not whole.note


def test_a_drawing_shows_one_variant() -> None:
    given = tuple(place(code, replace(growth(value), variant="同口径")) for code, value in zip("甲乙丙庚", "9876", strict=True))
    given += tuple(place(code, growth(value)) for code, value in zip("丁戊己", "543", strict=True))
    made = tables(INDICATORS, given)
    (chart,) = table_charts(made, groups(made))
    assert [str(mark.value) for row in chart.rows for mark in row.marks] == ["9", "8", "7", "6"]
    assert "同口径" in chart.title and "见表" in chart.note
    (alone,) = table_charts(tables(INDICATORS, given[4:]), {})
    assert "同口径" not in alone.title and not alone.note
