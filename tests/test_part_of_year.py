"""part_of_year: the cases of tests/cases/part_of_year.md."""

from __future__ import annotations

from digest.chinese.quantities import quantities
from digest.chinese.sentences import Span
from digest.extract.part_of_year import part_of_year
from tests.conftest import ROOT
from tests.tables import each

CASES = [
    tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
    for line in (ROOT / "tests" / "cases" / "part_of_year.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]


@each(("part", "text", "parts"), CASES)
def test_of_which_part_of_the_year_each_amount_is(part: str, text: str, parts: str) -> None:
    found = [part_of_year(text, Span(0, len(text)), amount.at, part == "plan") for amount in quantities(text)]
    assert [one or "whole" for one in found] == parts.split("; ")


def test_a_period_reaches_over_a_semicolon_and_not_over_a_full_stop() -> None:
    first, second, third = "上半年，工业增长7%；", "投资增长9%。", "消费增长5%。"
    text = first + second + third
    after = len(first) + len(second)
    assert part_of_year(text, Span(len(first), after), text.index("9"), planned=False) == "上半年"
    assert part_of_year(text, Span(after, len(text)), text.rindex("5"), planned=False) == ""
