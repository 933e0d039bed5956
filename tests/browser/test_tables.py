"""Tables in a browser: sorted and back again, filtered, pinned over pages, taken away as CSV; and all of it absent without scripts."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ROWS = """
<tr><th><a href="places/130608.html">清苑区</a></th><td>5.5%</td><td>1.2万亩</td><td>2024年3月2日</td><td>乙</td></tr>
<tr><th><a href="places/141081.html">侯马市</a></th><td class="right"><a href="reports/141081-2024.html#p1">与经济增长同步</a></td><td>9000亩</td><td>2023年12月</td><td>甲</td></tr>
<tr><th><a href="places/140802.html">盐湖区</a></th><td>≥10%<small>力争</small></td><td>0.5亿亩</td><td>2024年3月1日</td><td>丙</td></tr>
<tr><th><a href="places/140800.html">运城市</a></th><td>下降2%</td><td>原文缺损</td><td>—</td><td>乙</td></tr>
<tr><th><a href="places/140502.html">城区</a></th><td>约6%</td><td>节选未含</td><td>2024年</td><td>=1+1,"丁"</td></tr>
<tr><th>甲</th><td>5.5%</td><td>300亩</td><td>2022年</td><td>甲</td></tr>
<tr><th>乙</th><td>5.5%</td><td>12,000亩</td><td>2022年</td><td>甲</td></tr>
<tr><th>丙</th><td>持平</td><td>1亩</td><td>2022年</td><td>甲</td></tr>
"""
HEAD = "<tr><th>地区</th><th>增速</th><th>面积</th><th>日期</th><th>说法</th></tr>"
TABLE = f"""<div class="table" role="region" tabindex="0" aria-label="表：试"><table><thead>{HEAD}</thead><tbody>{ROWS}</tbody></table></div>"""


@pytest.fixture
def table(open_page: Open) -> Locator:
    """A table of our own on a page of the site, made as the site's own are."""
    page = open_page("methods.html")
    page.evaluate("html => { document.querySelector('main').innerHTML = html; window.tables.enhance(document.querySelector('main')); }", TABLE)
    return page.locator("main table")


def column(table: Locator, number: int) -> list[str]:
    return table.locator("tbody tr:visible").evaluate_all(
        "(rows, at) => rows.map((row) => { const cell = row.cells[at].cloneNode(true); cell.querySelectorAll('button, small').forEach((one) => one.remove());"
        " return cell.textContent.trim(); })", number,
    )  # fmt: skip


GROWTH = ["5.5%", "与经济增长同步", "≥10%", "下降2%", "约6%", "5.5%", "5.5%", "持平"]


@pytest.mark.parametrize(
    ("head", "number", "first", "second"),
    [
        ("增速", 1, ["≥10%", "约6%", "5.5%", "5.5%", "5.5%", "持平", "下降2%", "与经济增长同步"], ["下降2%", "持平", "5.5%", "5.5%", "5.5%", "约6%", "≥10%", "与经济增长同步"]),
        ("面积", 2, ["0.5亿亩", "1.2万亩", "12,000亩", "9000亩", "300亩", "1亩", "原文缺损", "节选未含"],
                    ["1亩", "300亩", "9000亩", "1.2万亩", "12,000亩", "0.5亿亩", "原文缺损", "节选未含"]),
        ("日期", 3, ["2024年3月2日", "2024年3月1日", "2024年", "2023年12月", "2022年", "2022年", "2022年", "—"],
                    ["2022年", "2022年", "2022年", "2023年12月", "2024年", "2024年3月1日", "2024年3月2日", "—"]),
    ],
)  # fmt: skip
def test_numbers_and_dates_sort_by_size_what_is_not_said_last_and_a_third_click_undoes(
    table: Locator, head: str, number: int, first: list[str], second: list[str]
) -> None:
    button = table.get_by_role("button", name=head)
    before = column(table, number)
    button.click()
    assert column(table, number) == first
    assert table.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    button.click()
    assert column(table, number) == second
    assert table.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    button.click()
    assert column(table, number) == before
    assert table.locator("th[aria-sort]").count() == 0


def test_chinese_sorts_by_sound_and_equals_stay_as_they_stood(table: Locator) -> None:
    table.get_by_role("button", name="说法").press("Enter")
    assert column(table, 4) == ['=1+1,"丁"', "丙", "甲", "甲", "甲", "甲", "乙", "乙"]
    assert column(table, 0)[2:] == ["侯马市", "甲", "乙", "丙", "清苑区", "运城市"]
    assert "拼音" in table.page.get_by_role("status").last.inner_text()


@pytest.mark.parametrize(("typed", "places"), [("5.5", ["清苑区", "甲", "乙"]), ("５．５%　清苑", ["清苑区"]), ("力争", ["盐湖区"]), ("没有这样的", [])])
def test_the_filter_keeps_rows_with_all_words_and_says_how_many(table: Locator, typed: str, places: list[str]) -> None:
    page = table.page
    page.get_by_label("筛选").fill(typed)
    assert column(table, 0) == places
    assert page.locator("output").inner_text() == f"{len(places)} 行，共 8 行"
    page.get_by_label("筛选").fill("")
    assert len(column(table, 0)) == 8


def saved(page: Page, button: str) -> list[list[str]]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).first.click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith("\ufeff".encode()) and download.value.suggested_filename.endswith(".csv")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_csv_is_what_is_shown_as_it_is_shown(table: Locator) -> None:
    page = table.page
    table.get_by_role("button", name="增速").click()
    page.get_by_label("筛选").fill("%")
    read = saved(page, "下载本表")
    assert read[0] == ["地区", "增速", "面积", "日期", "说法"]
    assert [row[0] for row in read[1:]] == column(table, 0) == ["盐湖区", "城区", "清苑区", "甲", "乙", "运城市"]
    assert read[1] == ["盐湖区", "≥10% 力争", "0.5亿亩", "2024年3月1日", "丙"]
    assert read[2][4] == "'=1+1,\"丁\""  # no formula


def test_a_table_of_the_site_can_be_taken_away_whole(open_page: Open) -> None:
    page = open_page("indicators/gdp.html#table")
    shown = page.locator("#table table").first.locator("tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.innerText.replace(/[☆★]/g, '').replace(/\\s+/g, '')))"
    )
    read = [[cell.replace(" ", "") for cell in row] for row in saved(page, "下载本表")]
    assert read == shown and len(shown) > 5


def test_a_pinned_place_comes_first_on_every_page_until_it_is_let_go(open_page: Open) -> None:
    page = open_page("indicators/gdp.html#table")
    page.get_by_role("button", name="钉住侯马市", exact=True).first.click()
    assert page.locator("#table tbody tr").first.locator("th a").inner_text() == "侯马市"
    assert page.get_by_role("button", name="钉住侯马市", exact=True).first.get_attribute("aria-pressed") == "true"
    page.goto(page.url.replace("indicators/gdp.html#table", "topics/full/economy.html"))
    first = page.locator("table:has(.pin)").first
    assert first.locator("tbody tr").first.locator("th a").inner_text() == "侯马市"
    first.get_by_role("button", name="地区", exact=True).click()  # sorting leaves it there
    assert first.locator("tbody tr").first.locator("th a").inner_text() == "侯马市"
    assert page.get_by_role("link", name="与其他地方对比").get_attribute("href").endswith("compare.html?places=141081")
    page.get_by_role("button", name="取消钉住侯马市").click()
    assert page.locator(".pinned").is_hidden() and page.locator("tr.held").count() == 0


def test_a_place_can_be_pinned_on_its_own_page(open_page: Open) -> None:
    page = open_page("places/141081.html")
    star = page.get_by_role("button", name="钉住侯马市", exact=True).first
    star.press("Enter")
    assert star.get_attribute("aria-pressed") == "true" and "已钉住" in star.inner_text()
    page.goto(page.url.replace("places/141081.html", "indicators/gdp.html#table"))
    assert page.locator("#table tbody tr").first.locator("th a").inner_text() == "侯马市"


def test_pins_work_on_the_page_where_the_browser_keeps_nothing(open_page: Open) -> None:
    page = open_page("methods.html", own=True)
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });")
    page.goto(page.url.replace("methods.html", "indicators/gdp.html#table"))
    page.get_by_role("button", name="钉住侯马市", exact=True).first.click()
    assert page.locator("#table tbody tr").first.locator("th a").inner_text() == "侯马市"
    assert "只在这一页有效" in page.locator(".pinned").inner_text()


@pytest.mark.parametrize("kept", ["x", '{"a": 1}', '[["141081"], [1, 2], ["<b>", "x"], ["141081", "侯马市"]]'])
def test_what_is_kept_in_the_browser_is_not_trusted(open_page: Open, kept: str) -> None:
    page = open_page("indicators/gdp.html#table")
    page.evaluate("kept => localStorage.setItem('work-reports.pins', kept)", kept)
    page.reload()
    assert page.evaluate("pins.list()") == ([["141081", "侯马市"]] if "侯马市" in kept else [])


def test_without_scripts_there_are_tables_and_links_to_their_csv_but_no_controls(open_page: Open) -> None:
    page = open_page("topics/full/economy.html", scripts=False)
    assert page.locator("table").count() > 3 and page.locator("main button:visible, main input").count() == 0
    assert page.get_by_role("link", name="本页各表（CSV").get_attribute("href") == "economy.csv"
