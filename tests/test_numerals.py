"""numerals: the cases of tests/cases/numerals.md, and what holds for every number."""

from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from digest.chinese.numerals import multiplier_value, number
from tests.tables import each

ROWS = [
    tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
    for line in (Path(__file__).parent / "cases" / "numerals.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]


@each(("text", "value"), ROWS)
def test_number(text: str, value: str) -> None:
    assert number(text) == (None if value == "—" else Decimal(value))


def test_no_text_is_no_number() -> None:
    assert number("") is None


def test_multipliers_multiply() -> None:
    assert [multiplier_value(t) for t in ("", "万", "千万", "万亿")] == [1, 10**4, 10**7, 10**12]


@given(st.integers(0, 10**9))
def test_any_arabic_number_is_itself(n: int) -> None:
    assert number(str(n)) == n


@given(st.text(alphabet="零一二两三十百千万亿0123456789.,余", max_size=12))
def test_any_text_gives_a_number_or_none(text: str) -> None:
    value = number(text)
    assert value is None or value >= 0
