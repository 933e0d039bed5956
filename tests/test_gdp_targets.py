"""The growth target of 30 provincial reports of 2025 through the real pipeline; only where the reports are at hand."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from digest.content.catalogue_files import load_catalogue
from digest.pipeline import analyse

SHARED = Path(__file__).parents[1].parent / "shared"
TABLE = SHARED / "score" / "gdp_targets_2025.csv"
BOUNDS = {"以上": ">=", "左右": "~", "range": "range"}

pytestmark = pytest.mark.skipif(not TABLE.is_file(), reason="the reports are not at hand")


def test_thirty_of_thirty() -> None:
    catalogue, _ = load_catalogue(Path(__file__).parents[1] / "content")
    said = {}
    for path in sorted((SHARED / "reports" / "provinces-2025").iterdir()):
        record, _ = analyse(catalogue, path.name, path.read_bytes())
        if record is None:
            continue
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
