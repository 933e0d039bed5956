"""A report's page: figures and terms are explained in place, by mouse, finger and keyboard; without scripts the links lead there."""

from __future__ import annotations

from tests.browser.conftest import Open

REPORT = "reports/141081-2024-abridged.html"


def test_a_figure_is_explained_on_hover_and_on_click(open_page: Open) -> None:
    page = open_page(REPORT)
    card, mark = page.locator(".card"), page.locator("mark[data-facts]").first
    assert not card.is_visible()
    mark.hover()
    card.wait_for(state="visible")
    row = page.locator(f"#{(mark.get_attribute('data-facts') or '').split()[0]}-row")
    said = card.inner_text()
    assert row.locator("td").first.text_content() in said and row.locator("th").text_content() in said
    page.mouse.move(5, 5)
    card.wait_for(state="hidden")
    mark.click()
    assert card.is_visible() and page.url.endswith(REPORT), "a click explains and does not leave"
    assert page.evaluate("document.activeElement === document.querySelector('.card')")
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.closest('mark') !== null"), "back where the reader was"


def test_a_card_leads_to_the_other_places_by_keyboard(open_page: Open) -> None:
    page = open_page(REPORT)
    page.locator("mark[data-facts] a").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "看各地的这项指标"
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicators/*.html")


def test_a_term_is_explained_where_it_is_used(open_page: Open) -> None:
    page = open_page(REPORT, width=375)
    term = page.locator(".body dfn").first
    term.tap()
    card = page.locator(".card")
    assert card.is_visible()
    anchor = term.get_attribute("data-term")
    assert page.locator(f"#{anchor}").text_content() in card.inner_text()
    box = card.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 375
    page.touchscreen.tap(5, 5)
    assert not card.is_visible()


def test_the_contents_say_where_the_reader_is(open_page: Open) -> None:
    page = open_page(REPORT)
    last = page.locator(".body h2").last
    last.evaluate("heading => heading.scrollIntoView()")
    current = page.locator(".contents a[aria-current]")
    current.wait_for()
    assert current.count() == 1


def test_without_scripts_figures_and_terms_are_links(open_page: Open) -> None:
    page = open_page(REPORT, scripts=False)
    assert (page.locator("mark[data-facts]").first.get_attribute("title") or "").count("·") >= 3
    page.locator(".body dfn a").first.click()
    assert page.locator("dt:target").is_visible()
