"""content/indicators.yaml: each further indicator is read, by the cases of tests/cases/further_indicators.md, and given apart in a record."""

from __future__ import annotations

import json

from digest.extract.facts import read_indicators
from digest.model.report import Record
from digest.render.records import record_json
from tests.conftest import ROOT
from tests.tables import each
from tests.test_facts import CATALOGUE, report, told

CASES = [
    tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
    for line in (ROOT / "tests" / "cases" / "further_indicators.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]
FURTHER = [indicator.id for indicator in CATALOGUE.indicators if indicator.further]


@each(("part", "text", "expected"), CASES)
def test_a_further_indicator_is_read(part: str, text: str, expected: str) -> None:
    assert [told(f) for f in read_indicators(report((part, text)), CATALOGUE)[0]] == ([] if expected == "—" else expected.split(";"))


def test_every_further_indicator_has_a_case() -> None:
    given = {fact.split()[0] for _, _, facts in CASES for fact in facts.split(";")}
    assert [id for id in FURTHER if id not in given] == []


def test_a_record_gives_further_facts_apart() -> None:
    made = report(("review", "地区生产总值增长5%，民间投资增长7%。"))
    record = json.loads(record_json(Record(made, facts=read_indicators(made, CATALOGUE)[0])))
    assert [fact["indicator"] for fact in record["facts"]] == ["gdp"]
    assert [fact["indicator"] for fact in record["further_facts"]] == ["private_investment"]
