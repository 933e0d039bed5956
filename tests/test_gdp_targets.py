"""The growth of the product in 59 provincial reports through the real pipeline: the year's target with its bound, and the year before; where they are at hand."""

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from digest.model.report import Record
from digest.pipeline import Analysis

SHARED = Path(__file__).parents[1].parent / "shared"
TABLE = SHARED / "score" / "gdp_targets_2025.csv"
BOUNDS = {"以上": ">=", "左右": "~", "range": "range"}

pytestmark = pytest.mark.skipif(not TABLE.is_file(), reason="the reports are not at hand")


@pytest.fixture
def records(analysed: Callable[[str], dict[str, Analysis]]) -> Callable[[int], tuple[Record, ...]]:
    """records(2025) → the provinces' reports of that year."""
    return lambda year: tuple(record for record, _ in analysed(f"provinces-{year}").values() if record is not None)


def test_thirty_of_thirty(records: Callable[[int], tuple[Record, ...]]) -> None:
    said = {}
    for record in records(2025):
        targets = {
            (f.value, f.high or f.value, f.bound)
            for f in record.facts
            if (f.indicator, f.measure, f.kind, f.year, f.stretch) == ("gdp", "growth", "target", 2025, False)
        }
        said[record.report.meta.place] = targets
    rows = list(csv.DictReader(TABLE.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 30
    for row in rows:
        place = next(p for p in said if p.startswith(row["province"]))
        assert said[place] == {(Decimal(row["low"]), Decimal(row["high"]), BOUNDS[row["modifier"]])}, place


# How the paragraph with the aims of the year says it, whose words are looked for in the text alone
# matches 预期目标是：地区生产总值增长5%左右， · 目标为：经济增长5.5%左右， · 目标是：全省生产总值增长5%—5.5%，      not 生产总值年均增长5%左右
AIM = re.compile(
    r"(?:预期目标|发展主要目标|发展目标)[^。]{0,12}[是为：:]{1,2}[^。；]{0,4}(?:生产总值|经济)按?增长(?P<low>[0-9.]+)%?(?:[-—]{1,2}(?P<high>[0-9.]+)%)?(?P<bound>左右|以上)?"
)
# How the review says what the year before came to
# matches 地区生产总值增长5.4% · 生产总值达到1.2万亿元、增长5.4% · GDP增长4%      not 生产总值年均增长5% · 生产总值能耗下降3%
GROWN = re.compile(r"(?:生产总值|GDP)(?:(?:达到|突破)?[0-9.]+万?亿元[、，])?增长(?P<grown>[0-9.]+)%")


def growth(record: Record, kind: str, year: int | None) -> set[tuple[Decimal, Decimal | None, str]]:
    return {
        (f.value, f.high, f.bound)
        for f in record.facts
        if (f.indicator, f.measure, f.kind, f.year, f.stretch) == ("gdp", "growth", kind, year, False)
    }


@pytest.mark.parametrize(("year", "count"), [(2025, 30), (2026, 29)])
def test_the_target_of_each_report_is_its_own_years_with_its_bound(records: Callable[[int], tuple[Record, ...]], year: int, count: int) -> None:
    assert len(records(year)) == count
    for record in records(year):
        text = "".join(p.text for p in record.report.paragraphs if p.part == "plan")
        said = {
            (Decimal(m["low"]), Decimal(m["high"]) if m["high"] else None, "range" if m["high"] else BOUNDS.get(m["bound"] or "", "="))
            for m in AIM.finditer(text)
        }
        assert len(said) == 1, record.report.meta.place
        assert growth(record, "target", year) == said, record.report.meta.place


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_growth_of_the_year_before_has_its_year_wherever_the_text_gives_it(records: Callable[[int], tuple[Record, ...]], year: int) -> None:
    silent = []
    for record in records(year):
        done = growth(record, "actual", year - 1)
        written = {Decimal(m["grown"]) for p in record.report.paragraphs if p.part == "review" for m in GROWN.finditer(p.text)}
        assert len(done) <= 1, record.report.meta.place
        if not done:
            silent.append(record.report.meta.place)
            assert not written, record.report.meta.place
        assert not any(f.year is not None for f in record.facts if f.indicator == "gdp" and f.measure == "growth" and "年均" in f.evidence[0].quote)
    assert len(silent) < len(records(year)) / 5
