"""The page of all bulletins, and the page for 公众号 as a preview of itself."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PLAIN = "[...document.body.querySelectorAll('*')].filter(e => e.className || e.id).length"


def test_every_bulletin_is_listed_with_its_forms(open_page: Open) -> None:
    page = open_page("bulletins/index.html", scripts=False)
    entries = page.locator("dl.bulletins > div")
    assert entries.count() == 2 + 2 + 12, "those that were ordered, the overview and the targets, the topics"
    for entry in entries.all():
        forms = entry.locator(".forms a").all_inner_texts()
        assert [form for form in forms if form != "PDF"] == ["Word", "公众号", "Markdown"]
    page.locator("dl.bulletins .forms a", has_text="公众号").first.click()
    assert page.url.endswith("county-ecology.wechat.html")


@pytest.mark.parametrize("width", [320, 375, 1440])
def test_the_page_for_wechat_is_read_as_it_is(open_page: Open, width: int) -> None:
    page = open_page("bulletins/ecology.wechat.html", width=width, dark=True)
    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(PLAIN) == 0
    assert page.get_by_role("heading", name="二、记分牌").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)")
