"""The published schema of records: every record that we ship or read is valid, and each planted mistake is refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from digest.render import routes
from tests.conftest import Built

Json = dict[str, Any]


@pytest.fixture(scope="module")
def validator(built: Built) -> jsonschema.Draft202012Validator:
    schema = json.loads((built.site / routes.RECORD_SCHEMA).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def records(site: Path) -> list[Json]:
    return [json.loads(path.read_text("utf-8")) for path in sorted((site / "data" / "records").glob("*.json"))]


def test_every_shipped_record_is_valid_and_its_quotes_stand_where_they_say(built_site: Path, validator: jsonschema.Draft202012Validator) -> None:
    found = records(built_site)
    assert len(found) == 8
    for record in found:
        assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(record)] == []
        texts = {p["id"]: p["text"] for p in record["paragraphs"]}
        for one in (item for kind in ("facts", "figures", "aims", "projects", "pledges", "glossary") for item in record[kind]):
            assert texts[one["paragraph"]][one["start"] : one["end"]] == one["quote"]


def test_every_record_of_a_real_report_is_valid(real_site: Path, validator: jsonschema.Draft202012Validator) -> None:
    assert len(records(real_site)) == 5
    for record in records(real_site):
        assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(record)] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r.update(format="report-record/1"),
        lambda r: r.update(more=1),
        lambda r: r.pop("facts"),
        lambda r: r["source"].update(sha256="12"),
        lambda r: r["meta"].update(level="village"),
        lambda r: r["meta"].update(code="14080"),
        lambda r: r["meta"].update(year="2024"),
        lambda r: r["meta"].update(delivered="2024年3月"),
        lambda r: r["meta"].pop("note"),
        lambda r: r["paragraphs"][0].update(id="7"),
        lambda r: r["paragraphs"][0].update(part="middle"),
        lambda r: r["paragraphs"][0].update(topic="weather"),
        lambda r: r["paragraphs"][0].update(line=0),
        lambda r: r["facts"][0].update(indicator="no_such"),
        lambda r: r["facts"][0].update(value="5"),
        lambda r: r["facts"][0].update(value=None),
        lambda r: r["facts"][0].update(bound="≥"),
        lambda r: r["facts"][0].update(start=-1),
        lambda r: r["facts"][0].update(estimate=None),
        lambda r: r["facts"][0].pop("quote"),
        lambda r: r["figures"][0].update(measure="sum"),
        lambda r: r["outline"][0].update(level=0),
        lambda r: r["sections"][0].update(form="heading"),
        lambda r: r["sections"][0].update(id="4"),
        lambda r: r["sections"][0].pop("begins"),
        lambda r: r.update(tasks=[{"order": 1, "title": "改善民生", "starts": "", "theme": "weather", "section": "s1"}]),
        lambda r: r.update(pledges=[{"no": "一"}]),
        lambda r: r.update(warnings=[{"code": "x"}]),
    ],
)  # fmt: skip
def test_a_planted_mistake_is_refused(built_site: Path, validator: jsonschema.Draft202012Validator, spoil: Callable[[Json], object]) -> None:
    record = copy.deepcopy(next(r for r in records(built_site) if r["facts"] and r["figures"] and r["outline"]))
    assert validator.is_valid(record)
    spoil(record)
    assert not validator.is_valid(record)


def test_the_schema_is_told_of_on_the_data_page_and_in_the_package(built_site: Path) -> None:
    assert 'href="record.schema.json"' in (built_site / routes.DATA).read_text("utf-8")
    package = json.loads((built_site / routes.DATA_PACKAGE).read_text("utf-8"))
    assert "record.schema.json" in {resource["path"] for resource in package["resources"]}
    assert package["licenses"] == [{"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"}]
    assert package["sources"], "whose reports they are"
