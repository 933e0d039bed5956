"""An indicator's page in a browser: its parts as tabs that stand in the address, and one below the other without scripts."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.visits import violations

PAGE = "indicators/gdp.html"
TABS = ["图", "表", "出处", "下载"]


def test_the_parts_are_tabs_by_keyboard(open_page: Open) -> None:
    page = open_page(PAGE)
    tabs = page.get_by_role("tab")
    assert tabs.all_inner_texts() == TABS
    tabs.first.focus()
    shown = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"):
        page.keyboard.press(key)
        focused = page.evaluate("document.activeElement.textContent")
        assert page.locator('[role="tab"][aria-selected="true"]').inner_text() == focused
        assert page.get_by_role("tabpanel").count() == 1
        shown.append(focused)
    assert shown == ["表", "出处", "下载", "图", "下载", "图", "下载"]
    assert page.locator('[role="tab"][tabindex="0"]').count() == 1
    page.keyboard.press("Tab")  # into the panel
    assert page.evaluate("document.activeElement.closest('[role=tabpanel]').id") == "download"


def test_the_state_stands_in_the_address_and_outlives_a_reload(open_page: Open) -> None:
    page = open_page(PAGE)
    page.get_by_role("tab", name="出处").click()
    assert page.url.endswith("#sources")
    page.reload()
    assert page.get_by_role("tabpanel").get_attribute("id") == "sources"
    page.goto(page.url.replace("#sources", "#gdp-growth"))  # a measure's own anchor shows the tab that it stands in
    assert page.get_by_role("tabpanel").get_attribute("id") == "table"
    assert page.locator("#gdp-growth").is_visible()


def test_a_link_within_the_page_shows_where_it_leads(open_page: Open) -> None:
    page = open_page(PAGE)
    page.get_by_role("tabpanel").get_by_role("link", name="出处").first.click()
    assert page.get_by_role("tabpanel").get_attribute("id") == "sources"


def test_without_scripts_all_parts_stand_in_sequence(open_page: Open) -> None:
    page = open_page(PAGE, scripts=False)
    assert page.locator("main h2:visible").all_inner_texts()[: len(TABS)] == TABS
    assert page.get_by_role("tab").count() == 0
    assert page.locator('#download a[href="gdp.csv"]').count() == 1


def test_on_paper_all_parts_stand_in_sequence(open_page: Open) -> None:
    page = open_page(PAGE, own=True)
    page.emulate_media(media="print")
    assert page.locator("main h2:visible").all_inner_texts()[: len(TABS)] == TABS
    assert not page.get_by_role("tablist").is_visible()


@pytest.mark.parametrize("tab", ["chart", "table", "sources", "download"])
def test_axe_finds_nothing_on_any_tab(open_page: Open, tab: str) -> None:
    page = open_page(f"{PAGE}#{tab}", width=375)
    assert page.get_by_role("tabpanel").get_attribute("id") == tab
    assert violations(page) == []
    assert page.get_by_role("tablist").bounding_box()["y"] >= 0  # a link to a tab shows the tabs, too


def test_years_of_a_place_stand_together_the_newest_first(open_page: Open) -> None:
    page = open_page(f"{PAGE}#table")
    rows = page.locator("#table table").first.locator("tbody tr").evaluate_all(
        "rows => rows.map((row) => [row.cells[0].querySelector('a').textContent, parseInt(row.cells[1].textContent)])"
    )
    places = list(dict.fromkeys(place for place, _ in rows))
    assert [place for place, _ in rows] == [place for known in places for place, _ in rows if place == known]
    assert [year for place, year in rows if place == "清苑区"] == [2025, 2024, 2023]
