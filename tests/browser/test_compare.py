"""The compare page in a browser: places are chosen, stand side by side, and the address keeps what was chosen."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.model.dossier import Cell
from digest.model.report import Fact
from digest.pages.compare_data import values
from tests.browser.conftest import Open
from tests.browser.visits import violations
from tests.conftest import ROOT
from tests.samples import fact
from tests.test_bounds import CASES as BOUNDS
from tests.test_bounds import said

if TYPE_CHECKING:
    from playwright.sync_api import Page


def title(page: Page) -> str:
    return page.locator(".result h2").first.inner_text()


def at(page: Page, asked: str) -> Page:
    page.goto(f"{page.url.partition('?')[0]}?{asked}")
    page.locator(".result h2").first.wait_for()
    return page


def line(page: Page, indicator: str, kind: str) -> list[str]:
    row = page.locator("tr", has=page.locator("th", has_text=indicator)).filter(has_text=kind).first
    return row.locator("td").all_inner_texts()


def test_two_places_are_chosen_by_keyboard_and_stand_side_by_side(open_page: Open) -> None:
    page = open_page("compare.html")
    page.get_by_label("查找地方").fill("侯马")
    assert page.locator(".found input").count() == 1
    page.get_by_role("checkbox", name="侯马市").press("Space")
    page.get_by_label("查找地方").fill("保定")  # what is above a place finds it, too
    page.get_by_role("checkbox", name="清苑区").press("Space")
    assert title(page) == "侯马市、清苑区"
    assert page.url.endswith("?places=141081,130608")
    assert "已选 2 个" in page.locator("fieldset .note").inner_text()
    assert not page.locator(".uncompared").is_visible()


def test_what_is_said_without_a_value_leads_to_its_sentence_and_is_compared_with_nothing(open_page: Open) -> None:
    page = at(open_page("compare.html"), "places=141081,140502")
    said = page.locator("td a.absent", has_text="同步").first
    assert "与经济增长" in said.inner_text() and "同步" in (said.get_attribute("title") or "")
    assert (said.get_attribute("href") or "").startswith("reports/") and "#p" in (said.get_attribute("href") or "")
    row = page.locator("tr", has=said)
    assert not row.locator("td.difference", has_text="高").count()
    assert not page.get_by_text("undefined").count()


def test_what_is_chosen_outlives_reload_back_and_forward(open_page: Open) -> None:
    page = at(open_page("compare.html"), "places=141081,130608")
    page.get_by_label("报告年份").select_option("2024")
    page.locator("#_topic").select_option("economy")
    asked = "?places=141081,130608&year=2024&topic=economy"
    assert page.url.endswith(asked)
    page.reload()
    page.locator(".result h2").first.wait_for()
    assert page.title().startswith("侯马市、清苑区｜")
    assert title(page) == "侯马市、清苑区" and page.get_by_label("报告年份").input_value() == "2024"
    assert page.locator(".result h2").all_inner_texts() == ["侯马市、清苑区", "综合经济"]
    page.go_back()
    assert page.url.endswith("&year=2024") and page.locator("#_topic").input_value() == ""
    page.go_back()
    assert page.url.endswith("130608") and page.get_by_label("报告年份").input_value() == ""
    page.go_forward()
    assert page.get_by_label("报告年份").input_value() == "2024"


def test_figures_keep_their_bounds_lead_to_their_sentences_and_the_difference_is_told(open_page: Open) -> None:
    page = at(open_page("compare.html"), "places=141081,130608&year=2024&topic=economy")
    assert line(page, "地区生产总值增速", "上年完成") == ["12.1%", "5.5%", "侯马市高6.6个百分点"]
    assert line(page, "地区生产总值增速", "当年目标") == ["≥10%", "约6%", "侯马市高4个百分点（按所写的数）"]
    link = page.locator("tr", has_text="地区生产总值增速").first.locator("td a").first
    anchor = link.get_attribute("href").partition("#")[2]
    link.click()
    assert page.locator(f"#{anchor}").is_visible() and "12.1%" in page.locator(f"#{anchor}").inner_text()


def test_reports_of_different_years_are_laid_side_by_side_and_not_compared(open_page: Open) -> None:
    page = at(open_page("compare.html"), "places=141081,130608&topic=economy")  # the newest: 2024 and 2025
    assert line(page, "地区生产总值增速", "当年目标")[-1] == "年份不同，不比"
    assert "年份不同" in page.locator(".result .note").first.inner_text()
    page.get_by_label("报告年份").select_option("2023")
    assert "没有这一年的报告" in page.locator(".result").inner_text()


def test_of_four_places_the_highest_and_lowest_are_marked_in_words_and_a_fifth_cannot_be_chosen(open_page: Open) -> None:
    page = at(open_page("compare.html"), "places=130608,141081,140802,140800&year=2024&topic=economy")
    assert page.locator(".result .mark").count() >= 2
    assert page.get_by_role("checkbox", name="晋城市城区").is_disabled()
    page.get_by_role("button", name="去掉侯马市").click()
    assert page.url.partition("?")[2].startswith("places=130608,140802,140800")
    assert page.get_by_role("checkbox", name="晋城市城区").is_enabled()


@pytest.mark.parametrize("asked", ["places=999999,<b>,141081&year=x&topic=../../etc", "places=&year=2024", "places=141081,141081"])
def test_an_address_that_asks_for_what_is_not_there_is_heeded_as_far_as_it_goes(open_page: Open, asked: str) -> None:
    page = open_page("compare.html")
    page.goto(f"{page.url}?{asked}")
    page.locator(".result p").first.wait_for()
    assert "选" in page.locator(".result").inner_text()
    assert page.locator(".uncompared").is_visible()


def test_only_what_at_least_two_give(open_page: Open) -> None:
    page = at(open_page("compare.html"), "places=141081,130608&year=2024&topic=economy")
    every = page.locator(".result tbody tr").count()
    page.get_by_label("只列至少两地都给出的指标").check()
    assert page.url.endswith("&both=1") and 0 < page.locator(".result tbody tr").count() < every


def test_pinned_places_lead_here_and_can_be_taken(open_page: Open) -> None:
    page = open_page("indicators/gdp.html#table")
    page.get_by_role("button", name="钉住侯马市", exact=True).first.click()
    page.get_by_role("button", name="钉住盐湖区", exact=True).first.click()
    page.get_by_role("link", name="对比已钉的地方").click()
    page.locator(".result h2").first.wait_for()
    assert title(page) == "侯马市、盐湖区"
    page.get_by_role("button", name="去掉侯马市").click()
    page.get_by_role("button", name="用已钉的地方").click()
    assert title(page) == "侯马市、盐湖区"


def test_one_section_is_read_in_full_plan_and_results_apart(open_page: Open, built_site: Path) -> None:
    page = open_page("compare.html", own=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    at(page, "places=141081,140800")
    page.get_by_label("一节的全文").select_option("ecology")
    page.locator(".texts").first.wait_for()
    assert page.url.endswith("?places=141081,140800&section=ecology") and not page.locator("#_topic").is_visible()
    assert {url.rpartition("/")[2] for url in asked if "/sections/" in url} == {"141081-2024.js", "140800-2024.js"}
    planned, done = page.locator(".texts.target > section"), page.locator(".texts.actual > section")
    assert (planned.count(), done.count()) == (2, 2) and "摘编" in planned.first.locator("h3").inner_text()
    assert "第8项，共10项" in planned.first.inner_text() and "第8项" not in done.first.inner_text()
    way = planned.nth(1).locator("p a.source").last
    anchor, text = (way.get_attribute("href") or "").partition("#")[2], way.locator("xpath=..").inner_text().removesuffix(way.inner_text()).strip()
    way.click()
    assert text and text in page.locator(f"#{anchor}").inner_text()
    page.go_back()
    page.locator(".texts").first.wait_for()
    page.get_by_label("一节的全文").select_option("")
    assert page.locator("#_topic").is_visible() and not page.locator(".texts").count()


def test_a_section_of_one_place_is_laid_beside_the_year_before(open_page: Open) -> None:
    page = at(open_page("compare.html"), "places=130608&section=ecology&before=1")
    page.locator(".redline").wait_for()
    assert page.locator(".redline ins").count() and page.locator(".redline del").count()
    assert "2024年" in page.locator(".texts .note", has_text="沿用").inner_text()
    at(page, "places=140502&section=ecology&before=1")
    assert "报告可以对照" in page.locator(".result").inner_text() and not page.locator(".redline").count()


@pytest.mark.parametrize(
    ("before", "now", "pieces"),
    [
        ("建设水厂，治理河道。", "建设水厂，造林两万亩。", [["", "建设水厂，"], ["del", "治理河道。"], ["ins", "造林两万亩。"]]),
        ("建设水厂，治理河道。", "建设水厂。治理河道；", [["", "建设水厂。治理河道；"]]),  # marks alone are no difference
        ("", "建设水厂", [["ins", "建设水厂"]]),
        ("甲，乙，甲。", "甲，甲。", [["", "甲，"], ["del", "乙，"], ["", "甲。"]]),
        ("，，", "。", [["del", "，，"], ["ins", "。"]]),
    ],
)
def test_what_stayed_went_and_came(open_page: Open, before: str, now: str, pieces: list) -> None:
    assert open_page("compare.html").evaluate("([before, now]) => redline(before, now)", [before, now]) == pieces


def test_what_no_section_is_about_and_what_is_damaged_is_said(open_page: Open) -> None:
    page = open_page("compare.html")
    said = page.evaluate(
        """() => {
          const element = document.createElement('div');
          const index = { sections: [['ecology', '生态环境', [['environment', '生态环境']]], ['economy', '综合经济', [['a', '消费'], ['b', '市场']]]] };
          const asked = fullTexts.wanted(index, 'economy.a');
          const report = (year, silent) => ({ year, silent, text: silent ? '节选' : '全文', page: 'r.html', rewritten: [] });
          const columns = [{ place: { code: '1', name: '甲' }, report: report(2024, '') }, { place: { code: '2', name: '乙' }, report: report(2024, 'x') }];
          const one = { about: ['a'], title: '扩消费', order: 2, of: 9, page: 'r.html', at: 's4', length: 9, texts: [['p7', '𠀀收入20222年<b>增长', [[3, 8]]]] };
          const texts = new Map([['1-2024', { tasks: [one], told: 1, review: [], spread: {}, said: {} }],
            ['2-2024', { tasks: [], told: 4, review: [], spread: { economy: [[3, '强三产', 'r.html#p3']] }, said: { economy: { page: 'r.html', texts: [['p1', '增长5%']] } } }]]);
          fullTexts.show(element, asked, columns, texts);
          return [['economy.x', 'x', '', '<b>'].map((one) => fullTexts.wanted(index, one)), fullTexts.wanted(index, 'ecology.environment').value,
            element.querySelector('mark').textContent, element.innerHTML];
        }"""
    )
    assert said[:3] == [[None] * 4, "ecology", "20222"]
    assert "&lt;b&gt;增长" in said[3] and "此处原文有缺损" in said[3] and "没有一项任务专讲消费" in said[3] and 'href="r.html#p3"' in said[3]
    assert "其中谈“综合经济”的段落" in said[3] and "手头的节选里" in said[3]


def test_a_topic_page_leads_to_its_section(open_page: Open) -> None:
    page = open_page("topics/ecology.html")
    page.get_by_role("link", name="并排读这一节的全文").first.click()
    page.locator(".result p").first.wait_for()
    assert page.get_by_label("一节的全文").input_value() == "ecology"


def test_a_place_page_leads_here(open_page: Open) -> None:
    page = open_page("places/141081.html")
    page.get_by_role("link", name="与其他地方对比").first.click()
    page.locator(".result p").first.wait_for()
    assert page.url.endswith("compare.html?places=141081") and "再选一个地方" in page.locator(".result").inner_text()


def test_only_the_chosen_places_are_loaded(open_page: Open, built_site: Path) -> None:
    page = open_page("compare.html", own=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    at(page, "places=141081,130608")
    loaded = {url.rpartition("/")[2] for url in asked if "/compare/" in url}
    assert loaded == {"index.js", "141081.js", "130608.js"} < {path.name for path in (built_site / "compare").iterdir()}


def test_without_scripts_the_page_explains_and_compares_the_lead_indicators(open_page: Open) -> None:
    page = open_page("compare.html", scripts=False)
    assert "脚本" in page.locator(".scriptless").inner_text()
    assert page.locator(".uncompared tbody tr").count() > 3
    assert page.locator(".comparing").is_hidden()
    page.locator(".scriptless").get_by_role("link", name="任务排序").click()
    assert page.locator("table.orders td a").first.get_attribute("href").startswith("../reports/")


def test_three_thousand_places_are_found_at_once(open_page: Open) -> None:
    page = open_page("compare.html")
    page.get_by_label("查找地方").wait_for()
    page.evaluate(
        "() => { const here = (at) => Array.from({length: 100}, (_, n) => String(110000 + at * 100 + n) + `某某地区第${at * 100 + n}县`);"
        " comparison.index({topics: [], sections: [], tables: [], years: [], places: Array.from({length: 30}, (_, at) => [`第${at}省`, [['某市', here(at)]]])}); }"
    )
    took = page.evaluate(
        "() => { const box = document.querySelector('#_seek'); const from = performance.now(); box.value = '第7省 第71'; "
        "box.dispatchEvent(new Event('input')); return performance.now() - from; }"
    )
    assert page.locator(".found input").count() == 10 and took < 300, took
    page.get_by_label("查找地方").fill("")
    assert page.locator(".found input").count() == 40 and "3000 个地方" in page.locator("fieldset .note").inner_text()


@pytest.mark.parametrize(("width", "dark"), [(375, False), (1440, True)])
def test_axe_finds_nothing_where_places_stand_side_by_side(open_page: Open, width: int, dark: bool) -> None:
    page = at(open_page("compare.html", width=width, dark=dark), "places=130608,141081,140802,140800&year=2024")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width  # the tables scroll, not the page
    page.get_by_label("一节的全文").select_option("ecology")
    page.locator(".texts").first.wait_for()
    assert violations(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_edition_in_traditional_characters_compares_too(open_page: Open) -> None:
    page = at(open_page("hant/compare.html"), "places=141081,130608&year=2024&topic=economy")
    assert line(page, "地区生产总值增速", "當年目標")[:2] == ["≥10%", "约6%"]
    href = page.locator(".result tbody td a").first.get_attribute("href")
    assert href.startswith("reports/")


# What may be said of a difference, and what not: (what is compared, cells as compare_data.py writes them, what is said)


def value(number: str, bound: str = "=", **other: object) -> Fact:
    """A value of a place: of a result, where it is not said to be of a target."""
    kind = str(other.pop("kind", "actual"))
    return replace(fact("gdp", "growth", number, kind, 2023, bound=bound, high=other.pop("high", None)), **other)


def cell(*facts: Fact, base: str = "", disputed: bool = False) -> dict:
    """Values that a cell shows → what the page is given; `base` are the words of the variant of the one value."""
    made = values(Cell(facts, disputed=disputed))
    return {**made, "one": [*made["one"][:2], base, *made["one"][3:]]} if "one" in made else made


def aim(number: str, bound: str = "=") -> Fact:
    return value(number, bound, kind="target")


EXACT, STRETCH = value("10"), value("12", stretch=True)
OVER5, OVER11 = value("5", ">="), value("11", ">=")
LESS, LEAST, NEAR = value("7.5"), value("8.1"), value("9.8", "~")
RANGE, FALL = value("5", "range", high="6"), value("-2", ">=")  # 下降2%以上
SAME = {"unit": "%", "sameYear": True, "loose": False, "total": False, "levels": ["县级"] * 3}


@pytest.mark.parametrize(
    ("about", "cells", "text"),
    [
        ({}, [cell(EXACT), 0], ""),
        ({}, [cell(EXACT), {"why": "s", "where": "", "quote": ""}], ""),
        ({}, [cell(EXACT), cell(EXACT)], "相同"),
        ({}, [cell(EXACT, STRETCH), cell(LESS)], "甲高2.5个百分点"),
        ({}, [cell(EXACT, LESS, disputed=True), cell(EXACT)], ""),  # contradicts itself
        ({}, [cell(EXACT), cell(OVER5)], "原文不足以分高下"),
        ({}, [cell(EXACT), cell(OVER11)], "乙高"),  # 11% and more is more than 10%, who knows by how much
        ({}, [cell(aim("10")), cell(aim("5", ">="))], "甲高5个百分点（按所写的数）"),
        ({}, [cell(aim("10", "~")), cell(aim("10"))], "相同"),
        ({}, [cell(EXACT), cell(NEAR)], "原文不足以分高下"),
        ({}, [cell(value("10.79")), cell(NEAR)], "甲高"),
        ({}, [cell(value("10.78")), cell(NEAR)], "原文不足以分高下"),  # just what 左右 allows
        ({}, [cell(EXACT), cell(value("9.5", estimate=True))], "原文不足以分高下"),  # 预计 reaches as far as 左右
        ({}, [cell(EXACT), cell(value("9", estimate=True))], "甲高"),
        ({}, [cell(EXACT), cell(RANGE)], "甲高"),
        ({}, [cell(EXACT), cell(value("8"), base="不含")], "口径不同，不比"),
        ({"sameYear": False}, [cell(EXACT), cell(NEAR)], "年份不同，不比"),
        ({"loose": True}, [cell(EXACT), cell(NEAR)], "各地范围不一，不比"),
        ({"unit": "元"}, [cell(value("38765")), cell(value("27000"))], "甲高11,765元"),
        ({"unit": "亩", "total": True}, [cell(value("12000.0")), cell(value("24000"))], "乙多1.2万亩"),
        ({"unit": "亩", "total": True, "levels": ["县级", "地市级"]}, [cell(EXACT), cell(LESS)], "级别不同，总量不比"),
        ({"levels": ["县级", "地市级"]}, [cell(EXACT), cell(LESS)], "甲高2.5个百分点"),  # a rate does not follow size
        ({"unit": "亿元", "total": True}, [cell(value("1.25")), cell(value("1.50"))], "乙多2500万元"),
        ({}, [cell(EXACT), cell(LESS), cell(LEAST)], "甲最高，与乙相差2.5个百分点"),
        ({}, [cell(EXACT), cell(LESS), cell(EXACT)], "最高与最低相差2.5个百分点"),
        ({}, [cell(aim("10")), cell(aim("5", ">=")), cell(aim("4"))], "原文不足以分高下"),  # of three a bound may reach any height
        ({}, [cell(EXACT), cell(LESS), cell(OVER11, value("8"), disputed=True)], "原文不足以分高下"),  # a contradiction may be higher
        ({}, [cell(EXACT, STRETCH), cell(LESS), cell(OVER11)], "原文不足以分高下"),
        ({"levels": ["县级", "地市级", "县级"]}, [cell(EXACT), cell(LESS), cell(LEAST)], "级别不同，不排高低"),
        ({}, [cell(EXACT), cell(FALL)], "甲高"),
        ({}, [cell(value("-5")), cell(FALL)], "原文不足以分高下"),  # 下降2%以上 may be less than -5
    ],
)
def test_a_difference_says_no_more_than_the_reports(open_page: Open, about: dict, cells: list, text: str) -> None:
    page = open_page("compare.html")
    assert page.evaluate("([cells, about]) => apart.said(['甲', '乙', '丙'], cells, about).text", [cells, {**SAME, **about}]) == text


def test_the_page_tells_which_is_higher_as_the_rest_of_the_site_does(open_page: Open) -> None:
    """The cases of tests/cases/bounds.md, which tests/test_bounds.py holds in Python."""
    page = open_page("compare.html")
    pairs = [(cell(said(one))["ends"], cell(said(other))["ends"]) for one, _, _, other, *_ in BOUNDS]
    assert any(end is None for pair in pairs for ends in pair for end in ends)
    told = page.evaluate("(pairs) => pairs.map(([one, other]) => apart.which(one, other))", pairs)
    assert [(*case[:6], which) for case, which in zip(BOUNDS, told, strict=True)] == BOUNDS


def test_the_page_holds_no_sign_of_a_bound_and_no_tolerance() -> None:
    text = (ROOT / "templates" / "scripts" / "apart.js").read_text(encoding="utf-8")
    assert "apart" in text and not re.search(r"['\"](?:[<>]=|~|range)['\"]|\b0\.[0-9]|1e-[0-9]", text)
