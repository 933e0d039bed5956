"""The year of a report, and what 今年, 明年 and 去年 mean in it: the table of tests/cases/report_years.md."""

from __future__ import annotations

import pytest

from digest.pipeline import analyse
from digest.understand.report_dates import periods
from digest.understand.report_years import Years
from tests.conftest import ROOT
from tests.reading import catalogue

TABLE = (ROOT / "tests" / "cases" / "report_years.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines() if line.startswith("| ")][1:]


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row[:2]) for row in ROWS])
def test_of_which_years_a_report_speaks(row: list[str]) -> None:
    day, *text, year, facts = row
    head = f"政府工作报告\n——{day}在侯马市第十七届人民代表大会第四次会议上\n侯马市人民政府市长 张三丰\n各位代表：\n现在，我代表市人民政府报告工作，请予审议。\n"
    record, _ = analyse(catalogue(), "a.txt", (head + "\n".join(text)).encode())
    assert record is not None
    found = {f"{f.measure} {f.value} {f.kind} {f.year}" for f in record.facts if f.indicator == "fixed_investment"}
    assert (str(record.report.meta.year), found) == (year, set(facts.split(", ")))


def test_words_for_years() -> None:
    december = Years(2024, 2023)
    assert [december.meant_by(word) for word in ("今年", "本年", "明年", "去年", "上年")] == [2023, 2023, 2024, 2022, 2022]
    assert (december.reviewed, Years(2024, 2024).meant_by("明年"), Years().meant_by("今年"), Years().reviewed) == (2023, 2025, None, None)


def test_five_year_plans() -> None:
    assert periods("“十四五”时期和“十五五”时期") == [(2021, 2025), (2026, 2030)]
    assert periods("“十五”计划、第十五个五年规划、“九五”、十一五期间") == [(2001, 2005), (2026, 2030), (1996, 2000), (2006, 2010)]
    assert periods("十五个项目、四五十户、三十五五里") == []
