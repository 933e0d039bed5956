"""Charts as a reader points at them: with the mouse, a finger and the arrow keys; and without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PAGE = "indicators/gdp.html"


def enriched(page: Page, number: int = 0) -> Locator:
    """A page → one of its charts, once its values can be pointed at."""
    figure = page.locator("figure.chart").nth(number)
    figure.scroll_into_view_if_needed()
    page.wait_for_function("n => document.querySelectorAll('figure.chart')[n].dataset.points", arg=number)
    return figure


def place(figure: Locator, number: int) -> tuple[float, float]:
    """Where a value stands on the screen."""
    box = figure.locator(".point").nth(number).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_pointing_at_a_value_says_it_and_a_click_leads_to_its_sentence(open_page: Open) -> None:
    page = open_page(PAGE)
    figure = enriched(page)
    words = figure.locator(".point").first.text_content() or ""
    assert re.match(r".+ 20[0-9]{2}　(上年完成|当年目标) .*[0-9]", words)
    page.mouse.move(*place(figure, 0))
    tip = figure.locator(".tip")
    assert tip.is_visible() and words in tip.inner_text()
    inside, around = tip.bounding_box(), figure.locator(".plot").bounding_box()
    assert inside and around and inside["x"] >= around["x"] - 1 and inside["x"] + inside["width"] <= around["x"] + around["width"] + 1
    page.keyboard.press("Escape")
    assert tip.is_hidden()
    page.mouse.click(*place(figure, 0))
    page.wait_for_url(re.compile(r"/reports/[\w-]+\.html#p[0-9]+$"))
    assert page.locator(":target").count() == 1


def test_values_are_walked_through_with_the_arrow_keys(open_page: Open) -> None:
    page = open_page(PAGE)
    figure = enriched(page)
    points, tip = figure.locator(".point"), figure.locator(".tip")
    assert figure.locator('.point[tabindex="0"]').count() == 1  # one stop for the tab key, however many values
    points.first.focus()
    page.keyboard.press("ArrowRight")
    assert (points.nth(1).text_content() or "") in tip.inner_text()
    page.keyboard.press("End")
    assert (points.last.text_content() or "") in tip.inner_text()
    page.keyboard.press("Escape")
    assert tip.is_hidden()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/reports/.*#p[0-9]+$"))


def test_a_finger_first_sees_the_value_and_then_follows_it(open_page: Open) -> None:
    page = open_page(PAGE, width=375)
    figure = enriched(page)
    assert figure.locator("img").evaluate("image => image.currentSrc").endswith(".narrow.svg")
    figure.locator(".plot").evaluate("plot => plot.scrollIntoView({block: 'center'})")
    page.touchscreen.tap(*place(figure, 0))
    page.wait_for_function("document.querySelector('figure.chart .tip:not([hidden])')")
    assert PAGE in page.url
    page.touchscreen.tap(*place(figure, 0))
    page.wait_for_url(re.compile(r"/reports/.*#p[0-9]+$"))


def test_the_values_said_are_those_of_the_table(open_page: Open) -> None:
    page = open_page(PAGE)
    said: list[str] = []
    for number in range(page.locator("figure.chart").count()):
        said += enriched(page, number).locator(".point").all_text_contents()
    cells = " ".join(page.locator("table td").all_text_contents())
    assert len(said) > 4
    for words in said:
        figure = words.rpartition("　")[2].partition(" ")[2].removeprefix("待核 ").removeprefix("力争")
        assert figure in cells, words


@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("route", [PAGE, "index.html", "topics/ecology.html"])
def test_charts_are_as_wide_as_there_is_room_and_their_letters_readable(open_page: Open, route: str, width: int) -> None:
    page = open_page(route, width=width)
    for image in page.locator("figure.chart img").all():
        image.scroll_into_view_if_needed()
        box = image.bounding_box()
        if box is None:
            continue  # in a tab that is not shown
        natural = image.evaluate("image => image.decode().then(() => image.naturalWidth)")  # it comes when its reader nears it
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert 12 * box["width"] / natural >= 10.9  # the smallest letters are 12 in the drawing


def test_charts_can_be_read_and_taken_away_without_scripts(open_page: Open) -> None:
    page = open_page(PAGE, scripts=False)
    figure = page.locator("figure.chart").first
    assert figure.locator("img").evaluate("image => image.complete && image.naturalWidth") > 0
    assert figure.locator("figcaption a").all_text_contents() == ["SVG", "PNG", "CSV"]
    assert figure.locator(".point").count() == 0
    assert len(figure.locator("img").get_attribute("alt") or "") > 20
