"""Pages as a reader's browser shows them."""

from __future__ import annotations

from tests.browser.conftest import Open


def test_the_overview_opens(open_page: Open) -> None:
    page = open_page("index.html")
    assert page.title() and page.locator("h1").inner_text() == page.title()
