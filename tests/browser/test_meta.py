"""What stands on every page, in a browser: citing, printing, and the other edition of the same place."""

from __future__ import annotations

import json
import re

import pytest

from tests.browser.conftest import Open

PAGES = ("index.html", "topics/ecology.html", "reports/141081-2024-abridged.html", "data/index.html", "about.html")
WATCH = "() => { window.printed = 0; window.print = () => { window.printed += 1; }; }"
TODAY = re.compile(r"\[20[0-9]{2}-[01][0-9]-[0-3][0-9]\]\. 本页网址\.$")


def test_the_citation_names_the_day_and_is_selected_where_nothing_may_be_copied(open_page: Open) -> None:
    page = open_page("reports/141081-2024-abridged.html")
    page.locator(".citation summary").click()
    entry = page.locator(".citation .entry").inner_text()
    assert entry.startswith("尹明星. 侯马市2024年政府工作报告（摘编）[EB/OL]. ") and TODAY.search(entry), entry
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator(".citation button").click()
    page.wait_for_function("getSelection().toString().length > 0")
    assert page.evaluate("getSelection().toString()").strip() == entry
    assert "已选中" in page.locator(".citation [role=status]").inner_text()


def test_the_citation_is_copied_where_it_may_be(open_page: Open) -> None:
    page = open_page("topics/ecology.html")
    page.evaluate("() => { navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }; }")
    page.locator(".citation summary").click()
    page.locator(".citation button").click()
    page.wait_for_function("window.copied")
    assert page.evaluate("window.copied") == page.locator(".citation .entry").inner_text()
    assert page.locator(".citation [role=status]").inner_text() == "已复制"


def test_the_page_prints_itself(open_page: Open) -> None:
    page = open_page("places/141081.html")
    page.evaluate(WATCH)
    page.locator(".published button").press("Enter")
    assert page.evaluate("window.printed") == 1


def test_without_scripts_there_is_no_dead_button(open_page: Open) -> None:
    page = open_page("places/141081.html", scripts=False)
    assert page.locator(".published button, .citation button").count() == 0
    page.locator(".citation summary").click()
    assert "[引用日期]. 本页网址." in page.locator(".citation .entry").inner_text()


@pytest.mark.parametrize("route", PAGES)
def test_the_other_edition_is_the_same_page_and_leads_back(open_page: Open, route: str) -> None:
    page = open_page(route)
    page.locator(".edition a[hreflang=zh-Hant]").click()
    page.wait_for_url(f"**/hant/{route}")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"
    assert page.locator(".converted").is_visible()
    assert page.locator(".edition [aria-current]").inner_text() == "繁體"
    page.locator(".edition a[hreflang=zh-Hans]").click()
    page.wait_for_url(lambda url: url.endswith(f"/{route}") and "/hant/" not in url)
    assert not page.locator(".converted").is_visible()


def test_the_switch_keeps_the_paragraph_and_the_state(open_page: Open) -> None:
    page = open_page("reports/141081-2024-abridged.html?q=%E5%AE%9E%E4%BA%8B#p7")
    page.locator(".edition a[hreflang=zh-Hant]").click()
    page.wait_for_url("**/hant/reports/141081-2024-abridged.html?q=*#p7")
    assert page.locator("#p7").is_visible()


def test_links_of_the_edition_stay_in_it(open_page: Open) -> None:
    page = open_page("hant/index.html")
    page.locator("header.site nav a", has_text="專題").click()
    page.wait_for_url("**/hant/topics/index.html")
    page.locator("main a[href='ecology.html']").first.click()
    page.wait_for_url("**/hant/topics/ecology.html")
    assert "生態環境" in page.title()


def test_search_works_in_the_edition(open_page: Open) -> None:
    page = open_page("hant/search.html")
    page.locator("main input[name=q]").fill("公共服務")
    page.locator("main input[name=q]").press("Enter")
    page.wait_for_selector("#_hits a")
    assert "/hant/reports/" in page.evaluate("document.querySelector('#_hits a').href")


def test_data_blocks_are_read_and_not_run(open_page: Open) -> None:
    for route, kind in (("index.html", "WebSite"), ("reports/141081-2024-abridged.html", "Report"), ("data/index.html", "Dataset"), ("topics/ecology.html", "Article")):
        page = open_page(route)
        graph = json.loads(page.locator('script[type="application/ld+json"]').text_content())["@graph"]
        assert kind in {node["@type"] for node in graph}
