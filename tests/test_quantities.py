"""quantities: the cases of tests/cases/quantities.md, spans, and conversion into the indicators' units."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.quantities import Quantity, convert, quantities

ROWS = [
    tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
    for line in (Path(__file__).parent / "cases" / "quantities.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]


def told(quantity: Quantity) -> tuple[Decimal, Decimal | None, str, str]:
    return quantity.value, quantity.high, quantity.unit, quantity.bound


def expected(text: str) -> list[tuple[Decimal, Decimal | None, str, str]]:
    found = []
    for part in text.split(";") if text != "—" else []:
        value, unit, bound = part.split()
        low, _, high = value[1:].partition("-")
        low = value[0] + low
        found.append((Decimal(low), Decimal(high) if high else None, unit, bound))
    return found


@pytest.mark.parametrize(("text", "amounts"), ROWS)
def test_amounts(text: str, amounts: str) -> None:
    assert [told(q) for q in quantities(text)] == expected(amounts)


def test_span_holds_the_amount_with_its_bound_and_at_is_where_its_digits_begin() -> None:
    text = "首次突破15亿元大关，增长7%以上。"
    first, second = quantities(text)
    assert (text[first.start : first.end], text[first.at : first.end]) == ("突破15亿元", "15亿元")
    assert text[second.start : second.end] == "7%以上"


def test_a_part_of_a_text_gives_offsets_of_the_whole() -> None:
    text = "增长5%；增长6%"
    (only,) = quantities(text, 5)
    assert text[only.start : only.end] == "6%"


@pytest.mark.parametrize(
    ("value", "unit", "to", "result"),
    [
        ("890000000", "元", "亿元", "8.9"),
        ("45000000", "元", "亿元", "0.45"),
        ("45000", "亩", "平方公里", "30"),
        ("40000", "人", "人", "40000"),
        ("5000", "米", "公里", "5"),
        ("5", "吨", "元", None),
        ("5", "美元", "亿元", None),
        ("5", "个", "亿元", None),
    ],
)
def test_convert(value: str, unit: str, to: str, result: str | None) -> None:
    assert convert(Decimal(value), unit, to) == (None if result is None else Decimal(result))


@given(st.text(alphabet="增长约近超突破不低于0123456789０９.．,，、—~至余多万亿千%％个家人元亩以上左右内百分之三五第 ", max_size=60))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    found = quantities(text)
    assert all(0 <= q.start <= q.at < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(q.bound in ("=", ">=", "<=", "~", "range") and (q.high is not None) == (q.bound == "range") for q in found)


def test_hostile_text_takes_no_time() -> None:
    for text in ("1," * 50_000, "一" * 100_000, "1" * 100_000, "约" * 100_000, "百分之" * 30_000, "1-" * 50_000):
        quantities(text)
