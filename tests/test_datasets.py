"""The data are the same values in CSV, JSON, XLSX and SQLite, with a dictionary, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest

from digest.compare.comparisons import compare
from digest.model.catalogue import WatchedWord
from digest.model.report import Evidence, Pledge, Project
from digest.render import routes
from digest.render.data_files import data_files, dataset_files
from digest.render.datasets import NUMBERS, as_csv, as_json, as_sqlite, as_xlsx, datasets
from digest.system.spread import here
from tests.reading import catalogue
from tests.samples import CATALOGUE, fact, record


def comparison():
    one = record("141081", 2024, fact("gdp", "growth", "10", "target", 2024, bound=">="), pledges=(Pledge(1, Evidence("141081-2024", "p1", 0, 4, "修路一条"), "修路一条"),))
    project = Project("=南环路", Decimal("1.5"), "开工", "2024年", "target", Evidence("141081-2024", "p1", 0, 4, "南环路"))
    later = record("141081", 2025, fact("gdp", "growth", "12.10", "actual", 2024))
    return compare((replace(one, projects=(project,)), later), replace(CATALOGUE, watched=(WatchedWord(("修路",)),)))


MADE = datasets(comparison(), CATALOGUE)


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_sqlite(data: bytes, table: str) -> list[tuple]:
    base = sqlite3.connect(":memory:")
    base.deserialize(data)
    return base.execute(f"SELECT * FROM {table}").fetchall()


def test_what_stands_in_them():
    facts, projects, pledges, _, ledger, promises, words, _, tasks = MADE
    assert [row[:4] + row[9:11] for row in promises.rows] == [
        ("侯马市", "141081", "2024", "目标", "10", "兑现"), ("侯马市", "141081", "2024", "民生实事", "修路一条", "无下文"),
    ]  # fmt: skip
    assert len(facts.rows) == 2
    assert projects.rows == (("侯马市", "141081", "2024", "'=南环路", "1.5", "开工", "2024年", "target", "南环路", "reports/141081-2024.html#p1", "", "", ""),)
    assert pledges.rows == (("侯马市", "141081", "2024", "1", "", "1", "条", "修路", "", "", "", "", "修路一条", "reports/141081-2024.html#p1", "无下文", "", ""),)
    assert ledger.rows == (("侯马市", "141081", "2024", "地区生产总值增速", "2024", "%", "不低于", "10", "等于", "12.10", "达到", "2.10", "reports/r.html#p1", "reports/r.html#p1"),)
    assert words.rows == tuple(("侯马市", "141081", year, "修路", "没有提到", "", "", "", "") for year in ("2025", "2024"))
    assert tasks.rows == ()  # neither report has a section


@pytest.mark.parametrize(("part", "told"), [("review", "兑现"), ("plan", "推迟"), ("", "无下文")])
def test_what_the_next_report_says_stands_beside_a_project_as_on_the_pages(part: str, told: str) -> None:
    def road(year: int, kind: str, milestone: str) -> Project:
        return Project("柳林大道南延工程", None, milestone, "", kind, Evidence(f"141081-{year}", "p1", 0, 8, "柳林大道南延工程"))

    one = replace(record("141081", 2024, texts=(("plan", "urban", "柳林大道南延工程开工。"),)), projects=(road(2024, "target", "开工"),))
    next = replace(record("141081", 2025, texts=((part, "urban", "柳林大道南延工程通车。"),)), projects=(road(2025, "actual", "通车"),))
    rows = datasets(compare((one, next), replace(CATALOGUE, lexicons=catalogue().lexicons)), CATALOGUE)[1].rows
    assert [row[-3:] for row in rows] == [("", "", ""), (told, "", "reports/141081-2025.html#p1" if part else "")]


@pytest.mark.parametrize("dataset", MADE, ids=lambda d: d.id)
def test_every_format_has_the_same_cells(dataset):
    assert read_csv(as_csv(dataset)) == [[name for name, _ in dataset.fields], *map(list, dataset.rows)]
    assert [tuple(row.values()) for row in json.loads(as_json(dataset))] == list(dataset.rows)
    for row, read in zip(dataset.rows, read_sqlite(as_sqlite(MADE), dataset.id), strict=True):
        for (name, _), cell, value in zip(dataset.fields, row, read, strict=True):
            assert (Decimal(str(value)) == Decimal(cell)) if name in NUMBERS and cell else (value or "") == cell


def test_the_workbook_has_numbers_as_numbers_and_no_formula_or_link():
    book = zipfile.ZipFile(io.BytesIO(as_xlsx(MADE)))
    ledger = book.read("xl/worksheets/sheet5.xml").decode()
    assert re.search(r'<c r="J2"[^>]*><v>12.1</v>', ledger)
    texts = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "<f>" not in texts and "<hyperlink" not in texts
    assert "'=南环路" in book.read("xl/sharedStrings.xml").decode()


def test_the_same_values_give_the_same_bytes():
    assert dataset_files(comparison(), CATALOGUE) == dataset_files(comparison(), CATALOGUE)


def test_the_package_describes_what_is_there():
    files = dict(dataset_files(comparison(), CATALOGUE))
    package = json.loads(files[routes.DATA_PACKAGE])
    *tables, shape = package["resources"]
    for resource in tables:
        head = read_csv(files[f"data/{resource['path']}"])[0]
        assert [field["name"] for field in resource["schema"]["fields"]] == head
    assert [r["name"] for r in tables] == ["facts", "projects", "pledges", "measures", "ledger", "promises", "words", "board", "tasks"]
    assert json.loads(files[f"data/{shape['path']}"])["title"] == "报告记录"
    assert "licenses" not in package, "none is made up where site.yaml names none"
    assert len(package["sources"]) == sum(len(dossier.editions) for dossier in comparison().dossiers)


def test_meanings_name_no_field_that_is_not_there():
    for dataset in MADE:
        assert len({name for name, _ in dataset.fields}) == len(dataset.fields)
        assert all(meaning for _, meaning in dataset.fields)
    assert set(NUMBERS) <= {name for d in MADE for name, _ in d.fields}


def test_files_are_the_same_written_together_or_one_by_one() -> None:
    made = data_files(comparison(), CATALOGUE, here)
    assert dict(made).items() >= dict(dataset_files(comparison(), CATALOGUE)).items()
    assert [route for route, _ in made if route.startswith("data/records/")] == [routes.record(d.editions[0].report.id) for d in comparison().dossiers]
