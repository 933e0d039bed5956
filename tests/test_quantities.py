"""quantities: the cases of tests/cases/quantities.md, spans, and conversion into the indicators' units."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.chinese.quantities import quantities, unread
from digest.chinese.units import Quantity, convert
from tests.tables import each

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


@each(("text", "amounts"), ROWS)
def test_amounts(text: str, amounts: str) -> None:
    assert [told(q) for q in quantities(text)] == expected(amounts)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        # the amount with the words of its bound · from where its digits begin · its unit as written
        ("首次突破15亿元大关，增长7%以上。", ["突破15亿元 · 15亿元 · 元", "7%以上 · 7%以上 · %"]),
        ("建成近5公里以上公路", ["近5公里以上 · 5公里以上 · 公里"]),
        ("改造3万至5万㎡住房", ["3万至5万㎡ · 3万至5万㎡ · ㎡"]),
        ("提高超7公顷至65%左右，", ["超7公顷 · 7公顷 · 公顷", "65%左右 · 65%左右 · %"]),
        ("占比超过百分之五左右，", ["超过百分之五左右 · 百分之五左右 · 百分之"]),
        ("占比达到或超过百分之五，", ["达到或超过百分之五 · 百分之五 · 百分之"]),
        ("增长千分之三到五。", ["千分之三到五 · 千分之三到五 · 千分之"]),
        ("五年翻一番。", ["翻一番 · 翻一番 · 番"]),
    ],
)
def test_where_an_amount_stands(text: str, amounts: list[str]) -> None:
    assert [f"{text[q.start : q.end]} · {text[q.at : q.end]} · {q.written}" for q in quantities(text)] == amounts


@pytest.mark.parametrize("amount", ["6家", "百分之六", "翻两番", "“十百千”6%"])
def test_a_part_of_a_text_gives_its_own_amounts_with_offsets_of_the_whole(amount: str) -> None:
    around = "5家，百分之五，翻番"
    text = f"{around}；{amount}；{around}"
    (only,) = quantities(text, len(around), len(around) + 1 + len(amount))
    assert amount.endswith(text[only.start : only.end])


@pytest.mark.parametrize(
    ("value", "unit", "to", "result"),
    [
        ("890000000", "元", "亿元", "8.9"),
        ("45000000", "元", "亿元", "0.45"),
        ("45000", "亩", "平方公里", "30"),
        ("250000", "亩", "平方公里", "166.667"),
        ("40000", "人", "人", "40000"),
        ("5000", "米", "公里", "5"),
        ("123456789", "元", "亿元", "1.23456789"),
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


# digits, in any writing, and what can stand between them in one number
_ONE_NUMBER = re.compile(r"[0-9０-９](?:[.．,，/／ \u3000]{0,1})[0-9０-９]|[〇零一二三四五六七八九十百千万亿0-9０-９][点]?[〇零一二三四五六七八九0-9０-９]")


@given(st.text(alphabet="01258０５二五十百万亿点.．,， 　半个家元%增", max_size=24))
def test_no_amount_begins_or_ends_inside_a_longer_number(text: str) -> None:
    text = f"增{text}"
    for quantity in quantities(text):
        before = text[: quantity.at + 1]
        first = re.search(r"[0-9０-９〇零一二三四五六七八九十百千万亿]", before)
        joined = _ONE_NUMBER.search(text, max(0, quantity.at - 2), quantity.at + 1)
        assert first is None or joined is None or joined.start() >= quantity.at, (text, text[quantity.at : quantity.end])


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("总投资2 5亿元的项目", ["2 5亿元"]),
        ("培育三点五5家企业", ["三点五5家"]),
        ("到2025，300家企业", ["2025，300家"]),
        ("共1.2.3亿元", ["1.2.3亿元"]),
        ("早上8点30个", ["8点30个"]),
        ("2 5亿元3 6家", ["2 5亿元", "3 6家"]),
        ("2 5 7亿元；3 6家", ["2 5 7亿元", "3 6家"]),
        ("2 5亿元3家", ["2 5亿元"]),
        ("增长6·5%，完成一八九亿元", ["6·5%", "一八九亿元"]),
        ("增长百分之五六", ["百分之五六"]),
        ("培育十五六家企业，二五个项目", ["十五六家", "二五个"]),
        ("三四十家，七八个，唯一一家，二三产业，增长百分之负二点三", []),
        ("居全市第2，5个镇，投资2 5亿元", ["2 5亿元"]),
        ("惠及每1 2个", []),
        ("共2 5人民", []),
        ("共2 5年", []),
        ("完成1 189.5亿元，改造12，300户，提高六点五个百分点，1. 5家企业", []),
        ("居全市第2，5个镇", []),
        ("2023年，5家；第2，3家", []),
    ],
)
def test_what_cannot_be_read_whole_is_told(text: str, stretches: list[str]) -> None:
    assert [text[a:b] for a, b in unread(text)] == stretches


def test_hostile_text_takes_no_time() -> None:
    for text in ("1," * 50_000, "一" * 100_000, "1" * 100_000, "约" * 100_000, "百分之" * 30_000, "1-" * 50_000, "1 " * 50_000, "一点" * 50_000, "1，" * 50_000):
        quantities(text)
        unread(text)
