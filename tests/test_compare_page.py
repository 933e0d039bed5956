"""What the compare page loads: every value as the tables have it, with its paragraph; bounded for three thousand places."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from digest import pipeline
from digest.chinese import figure_format
from digest.model.catalogue import Catalogue, Place
from digest.model.comparison import Comparison
from digest.pages.compare_data import compare_files, index, lead_tables
from digest.pages.compare_pages import COLUMNS, PLACES, compare_values
from digest.render import filters, routes
from digest.system.cache import Cache
from digest.system.inputs import code_digest
from digest.system.parallel import executor
from tests.conftest import Built, remembered

REASONS = {"u": "未提及", "x": "节选未含", "d": "原文缺损", "s": "有提法", "t": "只提目标", "r": "只提完成", "n": "—"}


@pytest.fixture(scope="module")
def compared(built: Built, tmp_path_factory: pytest.TempPathFactory) -> tuple[Comparison, Catalogue]:
    """The shipped reports, compared."""
    cache = remembered(built, tmp_path_factory.mktemp("compared") / "cache")
    settings = replace(built.settings, site=cache / "site", cache=cache)
    with executor(1) as pool:
        remember = partial(Cache(cache / "results", code_digest()).map, pool)
        catalogue, records, _ = pipeline.read(settings, remember, pipeline.silent)
    return pipeline.compare(records, catalogue), catalogue


def said(script: bytes, name: str) -> dict:
    """A script → the argument of the one function that it calls."""
    text = script.decode("utf-8")
    assert text.startswith(f"comparison.{name}(") and text.endswith(");\n")
    return json.loads(text[len(f"comparison.{name}(") : -3])


@pytest.fixture(scope="module")
def places(compared: tuple[Comparison, Catalogue]) -> dict[str, dict]:
    files = dict(compare_files(*compared))
    return {route: said(data, "place") for route, data in files.items() if "index" not in route}


def test_there_is_a_script_for_each_place_and_an_index(compared: tuple[Comparison, Catalogue]) -> None:
    comparison, _ = compared
    routes_made = [route for route, _ in compare_files(*compared)]
    assert routes_made == ["compare/index.js", *(f"compare/{p.place.code}.js" for p in comparison.places)]


def test_every_value_is_that_of_the_tables(compared: tuple[Comparison, Catalogue], places: dict[str, dict]) -> None:
    """Held from the tables' side: nothing is missing, and nothing else is there."""
    comparison, _ = compared
    seen = 0
    for table in (t for one in comparison.indicators for t in one.tables):
        for row in table.rows:
            report = next(r for r in places[routes.compare_script(row.dossier.place.code)]["reports"] if r["year"] == row.dossier.year)
            cells = report["figures"].get(table.id, [0, 0])
            for cell, plain in zip((row.actual, row.target), cells, strict=True):
                if cell.phrase:
                    said = (REASONS[plain["why"]], plain.get("words", ""), plain["where"], plain["quote"])
                    evidence = cell.phrase.evidence
                    assert said == (cell.absence, cell.phrase.words, routes.paragraph(evidence.report, evidence.paragraph), filters.readable(evidence.quote))
                    continue
                if not cell.facts:
                    usual = "n" if report["silent"] == "u" and table.indicator.id not in report.get("mute", ()) else report["silent"]
                    assert REASONS[plain or usual] == cell.absence
                    continue
                facts = plain["facts"]
                assert bool(plain.get("disputed")) == cell.disputed
                assert [one[0] for one in facts] == [figure_format.labelled(fact) for fact in cell.facts]
                assert [one[2] for one in facts] == [routes.paragraph(f.evidence[0].report, f.evidence[0].paragraph) for f in cell.facts]
                assert [one[1] == "s" for one in facts] == [fact.stretch for fact in cell.facts]
                seen += len(facts)
    assert seen > 100


def test_absences_keep_their_reason(places: dict[str, dict]) -> None:
    reports = [report for place in places.values() for report in place["reports"]]
    assert {report["silent"] for report in reports} <= {"u", "x"}
    assert all((report["silent"] == "u") == (report["text"] == "全文") for report in reports)


def test_counts_lead_to_where_they_are(compared: tuple[Comparison, Catalogue], places: dict[str, dict]) -> None:
    comparison, _ = compared
    for dossier in comparison.dossiers:
        report = next(r for r in places[routes.compare_script(dossier.place.code)]["reports"] if r["year"] == dossier.year)
        count, where = report["pledges"]
        assert count == len(dossier.pledges) and bool(where) == bool(count)
        count, where = report["projects"]
        assert bool(where) == bool(count) and count <= sum(len(edition.projects) for edition in dossier.editions)


def test_the_index_stays_small_with_three_thousand_places(compared: tuple[Comparison, Catalogue]) -> None:
    comparison, _ = compared
    one = comparison.places[0]

    def other(number: int):
        place = Place(f"{110000 + number}", f"某某地区第{number}县", "county", "110000")
        dossier = replace(one.dossiers[0], place=place, name=place.name)
        return replace(one, place=place, dossiers=(dossier,), province=f"某某省{number // 100}", parent=f"某某地级市{number // 10}")

    many = replace(comparison, places=tuple(map(other, range(3000))))
    size = len(json.dumps(index(many), ensure_ascii=False, separators=(",", ":")).encode())
    assert size < 200_000
    assert sum(len(here) for _, groups in index(many)["places"] for _, here in groups) == 3000


def test_a_place_is_small(compared: tuple[Comparison, Catalogue]) -> None:
    assert max(len(data) for _, data in compare_files(*compared)) < 100_000


def test_the_page_itself_has_few_rows_and_columns(compared: tuple[Comparison, Catalogue]) -> None:
    comparison, catalogue = compared
    values = compare_values(comparison, catalogue)
    assert 1 < len(values["columns"]) <= COLUMNS and len(values["rows"]) <= PLACES
    leads = lead_tables(comparison, COLUMNS)
    assert not any(table.indicator.loose for table, _ in leads)
    newest = {max((d for d in comparison.dossiers if d.place == p.place), key=lambda d: d.year).id for p in comparison.places}
    given = {
        (table.id, kind): sum(bool(row.cell(kind).facts) for row in table.rows if row.dossier.id in newest)
        for one in comparison.indicators for table in one.tables for kind in ("actual", "target")
        if not one.indicator.loose and not one.indicator.several
    }  # fmt: skip
    assert sorted((given[table.id, kind] for table, kind in leads), reverse=True) == sorted(given.values(), reverse=True)[:COLUMNS]
    assert [table.indicator.id for table, _ in leads] == sorted((t.indicator.id for t, _ in leads), key=[i.id for i in catalogue.indicators].index)


def test_scripts_are_published_beside_the_page(built_site: Path) -> None:
    assert (built_site / "compare" / "index.js").is_file()
    assert {path.stem for path in (built_site / "compare").glob("[0-9]*.js")} == {p.stem for p in (built_site / "places").glob("[0-9]*.html")}


def test_each_report_and_paragraph_that_a_script_leads_to_is_there(built_site: Path, places: dict[str, dict]) -> None:
    pages: dict[str, str] = {}
    for place in places.values():
        for report in place["reports"]:
            addresses = [one[2] for cells in report["figures"].values() for cell in cells if isinstance(cell, dict) for one in cell.get("facts", [])]
            addresses += [quote[1] for quotes in report["voices"].values() for quote in quotes]
            addresses += [point[2] for told in report.get("measures", {}).values() for one in told.values() for point in one[1:]]
            addresses += [where for _, where in (report["projects"], report["pledges"]) if where]
            for address in (report["page"] + "#_main", *addresses):
                page, _, anchor = address.partition("#")
                text = pages.setdefault(page, (built_site / page).read_text("utf-8"))
                assert f'id="{anchor}"' in text, address
