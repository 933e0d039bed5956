"""Search as a reader uses it: found, filtered, kept in the address, by keyboard, and marked where it leads; all of it from disk."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from digest.search.tokens import words
from tests.browser.conftest import Open

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

GAPS = str.maketrans("", "", "“”「」『』\"，。；：、 ")
SOON = 300  # milliseconds until the first hit is there, on a laptop; measured on whatever runs the tests, busy or not
SLACK = 5
FIRST = """(query) => new Promise((told) => {
  const form = document.getElementById('_search');
  const start = performance.now();
  new MutationObserver(() => { if (document.querySelector('#_hits li')) told(performance.now() - start); }).observe(form.parentElement, { childList: true, subtree: true });
  form.q.value = query;
  form.requestSubmit();
})"""


def search(page: Page, query: str) -> Locator:
    """Types a query on the search page and waits for what it says → the hits."""
    page.get_by_label("查找字词").fill(query)
    page.keyboard.press("Enter")
    done(page)
    return page.locator("#_hits > li")


def done(page: Page) -> None:
    """Waits until what was asked last is shown."""
    page.locator("#_hits:not([aria-busy])").wait_for(state="attached")


def number(text: str) -> int:
    """找到 3 段，见于…… → 3"""
    return int(re.search(r"[0-9]+", text)[0])


def whole_in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    height = page.viewport_size["height"]
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height


@pytest.mark.parametrize(
    ("query", "marked"),
    [("污水处理", "污水处理"), ("“一泓清水入黄河”", "一泓清水入黄河"), ("污水處理", "污水处理"), ("２０２４", "2024")],
)
def test_a_query_finds_and_leads_to_the_marked_paragraph(open_page: Open, query: str, marked: str) -> None:
    page = open_page("search.html")
    hits = search(page, query)
    hits.first.wait_for()
    assert hits.count() == min(20, number(page.locator("#_count").inner_text()))
    assert {mark.inner_text() for mark in hits.locator("mark").all()} == {marked}
    link = hits.first.locator("a")
    anchor = urlsplit(link.get_attribute("href")).fragment
    link.click()
    page.wait_for_selector("mark.found")
    assert urlsplit(page.url).fragment == anchor
    assert "".join(page.locator(f"[id={anchor}] mark.found").all_inner_texts()).startswith(marked)
    assert page.locator("mark.found").count() == page.locator(f"[id={anchor}] mark.found").count()
    page.wait_for_timeout(100)
    assert whole_in_view(page, "mark.found")


@pytest.mark.parametrize("word", ["零工市场", "无废城市", "低空经济", "生物制造", "零 工市場"])
def test_a_query_is_answered_exactly_and_nothing_is_concluded_from_what_is_not_complete(open_page: Open, built_site: Path, word: str) -> None:
    plain = "零工市场" if " " in word else word
    rows = [row for row in csv.DictReader((built_site / "data" / "words.csv").read_text("utf-8-sig").splitlines()) if row["词"] == plain]
    said = [row for row in rows if row["说没说"] == "提到"]
    page = open_page("search.html")
    search(page, f"“{word}”")
    told = page.locator("#_conclusion").inner_text()
    times = f"，共 {sum(int(row['处数']) for row in said)} 处" if said else ""
    assert told == f"“{word}”：没有完整的报告；{len(rows)} 份不完整或有缺损的里，{len(said)} 份提到{times}。"
    lists = page.locator("#_answer h2").all_inner_texts()
    assert lists == ([f"谁提到了 {len(said)}", f"不完整或有缺损，不能断定 {len(rows) - len(said)}"] if said else [])
    named = page.locator("#_answer h2 + p").first.inner_text() if said else ""
    assert all(row["地区"] in named for row in said)


@pytest.mark.parametrize("query", ["项目开工", "“项目开工”"])  # in quotation marks nothing is looked for but what stands in a row
def test_what_is_said_otherwise_stands_apart_below_and_is_not_counted(open_page: Open, query: str) -> None:
    page = open_page("search.html")
    hits = search(page, query)
    page.locator("#_hits .loose").wait_for()
    count = number(page.locator("#_count").inner_text())
    exact = ["".join(item.locator(".snippet").inner_text().split()) for item in hits.all()[:count]]
    assert exact and all("项目开工" in text for text in exact)
    assert hits.nth(count).get_attribute("class") == "loose" and hits.count() > count + 1
    assert "项目开工" not in "".join(hits.nth(count + 1).locator(".snippet").inner_text().split())


def test_every_hit_leads_to_a_paragraph_that_has_the_words(open_page: Open) -> None:
    page = open_page("search.html?q=" + quote("农村 产业"))
    page.wait_for_selector("#_hits li")
    for link in page.locator("#_hits a").all()[:3]:
        other = open_page(link.get_attribute("href"))
        other.wait_for_selector("mark.found")
        marked = "".join(other.locator("mark.found").all_inner_texts())
        assert "农村" in marked and "产业" in marked


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("“水污”", "没有找到"),
        ("“处理污水处理水”", "没有找到"),
        ("龘龘", "没有找到"),
        ("“污水处理", "找到"),  # a quotation mark that is never closed
        ("。，！", ""),
        ("农村污水处理率", "没有一字不差的"),
    ],
)
def test_what_is_not_there_is_said(open_page: Open, query: str, expected: str) -> None:
    page = open_page("search.html")
    page.get_by_label("查找字词").fill(query)
    page.keyboard.press("Enter")
    done(page)
    assert page.locator("#_count").inner_text().startswith(expected)
    if expected in ("没有找到", ""):
        assert page.locator("#_hits li").count() == 0


def test_a_phrase_in_quotes_is_a_phrase_and_words_may_stand_apart(open_page: Open) -> None:
    page = open_page("search.html")
    apart = search(page, "处理 污水")
    apart.first.wait_for()
    assert search(page, "“处理 污水”").count() == 0


def test_filters_narrow_with_the_number_that_they_promise(open_page: Open) -> None:
    page = open_page("search.html?q=" + quote("发展"))
    page.wait_for_selector("#_hits li")
    whole = number(page.locator("#_count").inner_text())
    for name in ("地区", "年份", "专题"):
        select = page.get_by_label(name, exact=True)
        options = [option for option in select.locator("option").all_inner_texts() if "（" in option]
        assert sum(map(number, (option.split("（")[-1] for option in options))) <= whole
        promised = number(options[-1].split("（")[-1])
        select.select_option(label=options[-1])
        done(page)
        assert number(page.locator("#_count").inner_text()) == promised
        place = options[-1].split("（")[0]
        shown = page.locator("#_hits li").all_inner_texts()
        assert shown and (name == "专题" or all(place in one for one in shown))
        select.select_option(index=0)
        done(page)
        assert number(page.locator("#_count").inner_text()) == whole


def test_the_state_is_in_the_address_and_survives_a_reload(open_page: Open) -> None:
    page = open_page("search.html")
    search(page, "产业")
    for name in ("年份", "专题"):
        page.get_by_label(name, exact=True).select_option(index=1)
        done(page)
    told = page.locator("#_count").inner_text()
    state = parse_qs(urlsplit(page.url).query)
    assert state["q"] == ["产业"] and set(state) == {"q", "year", "topic"}
    shown = page.locator("#_hits").inner_text()
    page.reload()
    page.wait_for_selector("#_hits li")
    done(page)
    assert page.locator("#_hits").inner_text() == shown
    assert page.locator("#_count").inner_text() == told
    assert page.get_by_label("查找字词").input_value() == "产业"
    assert page.get_by_label("年份", exact=True).input_value() == state["year"][0]
    page.go_back()
    page.wait_for_url(lambda url: "topic" not in url)
    done(page)
    assert page.get_by_label("专题", exact=True).input_value() == ""
    assert page.get_by_label("年份", exact=True).input_value() == state["year"][0]


def test_typing_is_enough_and_further_hits_come_by_a_button(open_page: Open) -> None:
    page = open_page("search.html")
    page.get_by_label("查找字词").press_sequentially("水", delay=20)
    page.wait_for_selector("#_hits li:nth-child(20)")
    assert page.locator("#_hits li").count() == 20
    page.get_by_role("button", name="再显示").click()
    page.wait_for_selector("#_hits li:nth-child(40)")
    focused = page.evaluate("[...document.querySelectorAll('#_hits li')].indexOf(document.activeElement.closest('li'))")
    assert focused == 20


def test_from_any_page_by_keyboard(open_page: Open) -> None:
    page = open_page("topics/ecology.html")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "_find":
            break
    page.keyboard.type("污水处理")
    page.keyboard.press("Enter")
    page.wait_for_selector("#_hits li a")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["污水处理"]
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('#_hits')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.found")


def test_what_is_found_is_told_to_screen_readers(open_page: Open) -> None:
    page = open_page("search.html")
    status = page.get_by_role("status").and_(page.locator("#_count"))
    assert status.get_attribute("aria-live") == "polite"
    search(page, "污水处理")
    assert status.inner_text().startswith("找到 ")


@pytest.mark.parametrize("width", [375, 768, 1440])
def test_nothing_scrolls_sideways(open_page: Open, width: int) -> None:
    page = open_page("search.html?q=" + quote("农村污水处理率"), width=width)
    page.wait_for_selector("#_hits li")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


AROUND = """() => {
  const fact = [...document.querySelectorAll('.paragraph mark.fact')].find((one) => one.previousSibling?.length > 4 && one.nextSibling?.length > 4);
  const before = fact.previousSibling.textContent, after = fact.nextSibling.textContent;
  return [fact.closest('.paragraph').id, before.slice(-4) + fact.textContent + after.slice(0, 4)];
}"""


def test_marks_over_a_figure_leave_the_paragraph_as_it_was(open_page: Open, built_site: Path) -> None:
    """Words before a marked figure, the figure and words after it: a mark in each, and every figure, link and word is still there."""
    report = max((built_site / "reports").glob("[0-9]*.html"), key=lambda path: path.stat().st_size).name
    plain = open_page(f"reports/{report}")
    anchor, around = plain.evaluate(AROUND)
    said = around.translate(GAPS)
    marked = open_page(f"reports/{report}?q={quote('“' + said + '”')}#{anchor}")
    marked.wait_for_selector("mark.found")
    before, after = plain.locator(f"[id={anchor}]"), marked.locator(f"[id={anchor}]")
    assert after.inner_text() == before.inner_text()
    for kind in ("a", "mark.fact", "dfn", "[id]"):
        assert after.locator(kind).count() == before.locator(kind).count()
    pieces = after.locator("mark.found").all_inner_texts()
    assert len(pieces) >= 3 and after.locator("mark.fact mark.found").count() >= 1
    assert "".join(pieces).translate(GAPS) == said.strip()


def test_the_browser_cuts_texts_as_the_index_does(open_page: Open, built_site: Path) -> None:
    page = open_page("search.html?q=1")
    done(page)
    texts = ["ＧＤＰ增长７．５％，１，２３４．５亿元；㎡①Ⅲ𠮷", "98，100个；2022,2023年；1,2345", "a.b 3.14.15 ½ İ ß é e\u0301", ""]
    for path in sorted((built_site / "data" / "records").glob("*.json")):
        texts += [paragraph["text"] for paragraph in json.loads(path.read_text("utf-8"))["paragraphs"]]
    ours = [words(text) for text in texts]
    theirs = page.evaluate("texts => texts.map((text) => window.searchWords.words(text).map((one) => one.word))", texts)
    assert theirs == ours


def test_a_report_opened_without_a_query_is_not_marked(open_page: Open) -> None:
    page = open_page("search.html?q=" + quote("污水处理"))
    page.wait_for_selector("#_hits li")
    href = page.locator("#_hits a").first.get_attribute("href")
    report = open_page(f"{urlsplit(href).path}#{urlsplit(href).fragment}")
    report.wait_for_timeout(200)
    assert report.locator("mark.found").count() == 0


def test_without_scripts_the_page_says_what_to_do(open_page: Open) -> None:
    page = open_page("index.html", scripts=False)
    page.get_by_label("搜索全部报告").fill("污水处理")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    text = page.locator("main").inner_text()
    assert "查找" in text and "下载数据" in text
    assert not page.locator("#_search").is_visible()
    assert {link.get_attribute("href") for link in page.locator("main li a").all()} >= {"topics/index.html", "reports/index.html", "data/index.html"}


def test_the_other_edition_searches_too(open_page: Open) -> None:
    page = open_page("hant/search.html?q=" + quote("污水處理"))
    page.wait_for_selector("#_hits li")
    page.locator("#_hits a").first.click()
    page.wait_for_selector("mark.found")
    assert "/hant/reports/" in page.url
    assert page.locator("mark.found").first.inner_text() in ("污水處理", "汙水處理")


def test_the_first_hit_is_there_soon(open_page: Open) -> None:
    page = open_page("search.html")
    page.get_by_label("查找字词").focus()
    page.wait_for_timeout(200)
    times = sorted(page.evaluate(FIRST, query) for query in ("污水处理", "高质量发展", "水"))
    assert times[0] <= SOON and times[-1] <= SOON * SLACK


def test_an_index_of_another_build_is_not_searched(open_page: Open, built_site: Path, tmp_path: Path) -> None:
    """A browser may have kept one file of yesterday and fetched another of today: numbers of the one mean nothing in the other."""
    site = tmp_path / "site"
    shutil.copytree(built_site / "search", site / "search")
    shutil.copytree(built_site / "assets", site / "assets")
    shutil.copy(built_site / "search.html", site)
    page = open_page("search.html", site=site)
    search(page, "污水处理").first.wait_for()
    for path in (site / "search" / "words").glob("*.js"):
        path.write_text(re.sub(r', "[0-9a-f]{12}"\);\n$', ', "0123456789ab");\n', path.read_text("utf-8")), "utf-8")
    page.reload()
    done(page)
    assert "刷新" in page.locator("#_count").inner_text()
    assert page.locator("#_hits li").count() == 0
