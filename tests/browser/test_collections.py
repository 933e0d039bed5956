"""Projects, pledges and glossary in a browser: filters combine, stand in the address, and the totals follow them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PROJECTS = "projects/index.html"
ROUTES = (PROJECTS, "projects/141081.html", "pledges/index.html", "pledges/livelihoods.html", "glossary.html")


def rows(page: Page) -> list[dict[str, str]]:
    """The rows in sight, as their data says."""
    return page.evaluate("[...document.querySelectorAll('.items tbody tr')].filter((r) => r.offsetParent).map((r) => ({ ...r.dataset }))")


def field(page: Page, name: str) -> Locator:
    """A box of the filter."""
    return page.locator(f".choices [name={name}]")


def counted(shown: list[dict[str, str]]) -> tuple[int, int, Decimal]:
    """Rows → projects, of how many an amount is summed, and the sum, by the rule of the comparison and not by the script's."""
    purses: dict[str, Decimal] = {}
    for row in (row for row in shown if row.get("purse")):
        purses[row["purse"]] = max(purses.get(row["purse"], Decimal(0)), Decimal(row["amount"]))
    stated = {row["known"] for row in shown if row.get("purse")}
    return len({row["known"] for row in shown}), len(stated), sum(purses.values(), Decimal(0))


def status(page: Page) -> str:
    return page.locator(".choices [role=status]").inner_text()


def totals(page: Page, kind: str) -> dict[str, list[str]]:
    """A table of totals → by what each line is of its numbers as printed."""
    lines = f"[...document.querySelectorAll('[data-follows={kind}] tr')].map((r) => [r.dataset.of, [...r.querySelectorAll('[data-sum]')].map((c) => c.textContent)])"
    return dict(page.evaluate(lines))


def test_filters_combine_and_the_totals_follow(open_page: Open) -> None:
    page = open_page(PROJECTS)
    everything = rows(page)
    before = totals(page, "place"), totals(page, "milestone")
    field(page, "place").select_option("141081")
    field(page, "kind").select_option("target")
    field(page, "when").select_option("2024-04")
    shown = rows(page)
    assert 0 < len(shown) < len(everything)
    wanted = [r for r in everything if r["place"] == "141081" and r["kind"] == "target" and r["when"].startswith("2024-04")]
    assert shown == wanted
    projects, stated, amount = counted(shown)
    assert f"{len(shown)} 条，{projects} 个项目" in status(page)
    assert f"写明投资额的 {stated} 个，合计 {amount.normalize():f} 亿元，{projects - stated} 个没有写明" in status(page)
    assert totals(page, "place")["141081"] == [str(projects), str(stated), str(projects - stated), f"{amount.normalize():f}"]
    assert totals(page, "place")["130608"][0] == "0"
    by_milestone = totals(page, "milestone")
    assert sum(int(line[0]) for line in by_milestone.values()) >= projects
    page.get_by_role("button", name="清除").click()
    assert rows(page) == everything and (totals(page, "place"), totals(page, "milestone")) == before
    assert "?" not in page.url


def test_what_the_script_sums_is_what_the_page_says_without_it(open_page: Open) -> None:
    plain, live = open_page(PROJECTS, scripts=False), open_page(PROJECTS)
    lines = [line.split() for line in plain.locator(".totals tbody tr").all_inner_texts()]
    again = [line.split() for line in live.locator(".totals tbody tr").all_inner_texts()]
    assert lines == again and len(lines) > 5
    projects, stated, amount = counted(rows(live))
    assert f"说到 {projects} 个有名称的项目。写明投资额的 {stated} 个，合计 {amount.normalize():f} 亿元" in plain.locator(".lead").inner_text()


def test_the_filter_stands_in_the_address_and_survives_a_reload(open_page: Open) -> None:
    page = open_page(PROJECTS)
    field(page, "milestone").select_option(label="开工")
    field(page, "q").fill("项目")
    shown, said = rows(page), status(page)
    assert len(shown) > 0 and {row["milestone"] for row in shown} == {"m3"}
    assert "milestone=" in page.url and "q=" in page.url
    page.reload()
    assert rows(page) == shown and status(page) == said
    assert field(page, "milestone").input_value() == "m3" and field(page, "q").input_value() == "项目"


def test_an_address_with_nonsense_shows_everything(open_page: Open) -> None:
    everything = len(rows(open_page(PROJECTS)))
    page = open_page(f"{PROJECTS}?place=999999&milestone=<b>&when=2024-99")
    assert len(rows(page)) == everything and field(page, "place").input_value() == ""


def test_the_edition_in_traditional_characters_filters_alike(open_page: Open) -> None:
    page, other = (open_page(f"{edition}{PROJECTS}?milestone=m3&place=141081") for edition in ("", "hant/"))
    assert [row["known"] for row in rows(page)] == [row["known"] for row in rows(other)] != []
    assert totals(page, "milestone") == totals(other, "milestone")


def test_nothing_found_is_said(open_page: Open) -> None:
    page = open_page(f"{PROJECTS}?q=没有这样的名称")
    assert rows(page) == [] and status(page) == "没有符合条件的"
    assert page.locator("ol.timeline:visible, .scale:visible").count() == 0


def test_the_timeline_follows(open_page: Open) -> None:
    page = open_page("projects/141081.html")
    every = page.locator(".timeline li:visible").count()
    field(page, "when").select_option("2024-04")
    bars = page.locator(".timeline li:visible")
    assert 0 < bars.count() < every
    box, scale = bars.first.locator(".bar").bounding_box(), page.locator(".scale:visible").first.bounding_box()
    assert box and scale
    left = (box["x"] - scale["x"]) / scale["width"]
    assert 0.24 < left < 0.27 and 0.06 < box["width"] / scale["width"] < 0.09  # April: the fourth of twelve


def test_sorting_and_filtering_do_not_undo_each_other(open_page: Open) -> None:
    page = open_page("projects/141081.html")
    field(page, "kind").select_option("target")
    page.get_by_role("button", name="投资（亿元）").last.click()
    amounts = [Decimal(row["amount"]) for row in rows(page) if row.get("amount")]
    assert {row["kind"] for row in rows(page)} == {"target"} and amounts == sorted(amounts, reverse=True) and len(amounts) > 2


def test_pledges_by_place_year_and_topic(open_page: Open) -> None:
    page = open_page("pledges/index.html")
    every = page.locator(".list li:visible").count()
    field(page, "place").select_option("140802")
    field(page, "topic").select_option("livelihoods")
    shown = page.locator(".list li:visible")
    assert 0 < shown.count() < every and page.locator(".list:visible").count() == 1
    assert {shown.nth(n).get_attribute("data-topic") for n in range(shown.count())} == {"livelihoods"}
    assert status(page).startswith(f"{shown.count()} 件，")
    numbers = [int(shown.nth(n).get_attribute("value") or 0) for n in range(shown.count())]
    assert numbers == sorted(set(numbers))
    page.reload()
    assert page.locator(".list li:visible").count() == shown.count() > 0
    shown.first.locator("a.source").click()
    assert re.search(r"reports/140802-2024[a-z-]*\.html#p[0-9]+$", page.url)


def test_the_glossary_is_searched_in_any_width(open_page: Open) -> None:
    page = open_page("glossary.html")
    field(page, "q").fill("“四上”")
    assert page.locator(".term:visible").count() == 1 and status(page).startswith("1 个")
    field(page, "q").fill("没有的词")
    assert page.locator(".term:visible").count() == 0 and status(page) == "没有符合条件的"


def test_a_permalink_is_shown_whatever_is_filtered(open_page: Open) -> None:
    anchor = open_page("glossary.html").locator(".term dt").last.get_attribute("id")
    page = open_page(f"glossary.html?q=没有的词#{anchor}")
    assert page.locator(f"#{anchor}").is_visible()


@pytest.mark.parametrize("route", ROUTES)
def test_everything_reads_without_scripts(open_page: Open, route: str) -> None:
    page = open_page(route, scripts=False)
    assert page.locator("form.choices:visible").count() == 0
    hidden = page.evaluate("[...document.querySelectorAll('[data-place], .timeline li')].filter((item) => !item.offsetParent).length")
    assert hidden == 0 and page.locator("[data-place]").count() > 0


@pytest.mark.parametrize("route", ROUTES)
def test_no_page_scrolls_sideways(open_page: Open, route: str) -> None:
    page = open_page(route, width=375, own=True)
    for width in (320, 375, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), width
        fits = page.evaluate("[...document.querySelectorAll('.items')].every((t) => t.scrollWidth <= t.parentElement.clientWidth + 1)")
        assert fits or width == 768, width
    small = page.evaluate("[...document.querySelectorAll('.choices select, .choices input, .choices button')].filter((e) => e.offsetHeight < 24).length")
    assert small == 0


def test_by_keyboard_alone(open_page: Open) -> None:
    page = open_page(PROJECTS)
    field(page, "place").focus()
    page.keyboard.press("ArrowDown")
    assert len({row["place"] for row in rows(page)}) == 1
    for _ in range(6):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "reset"
    page.keyboard.press("Enter")
    assert len({row["place"] for row in rows(page)}) > 1
