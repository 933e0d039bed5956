"""axe-core finds nothing on any kind of page, light or dark: WCAG 2.2 A and AA, and what it calls best practice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open
from tests.browser.kinds import own_kinds

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # what may differ between light and dark
RUN = """only => axe.run({runOnly: only, resultTypes: ['violations'], preload: false})
  .then(said => said.violations.map(fault => fault.id + ' ×' + fault.nodes.length + ': ' + fault.nodes[0].target.join(' ') + ' ' +
    fault.nodes[0].html.slice(0, 120) + ' — ' + fault.nodes[0].failureSummary.replace(/\\s+/g, ' ').slice(0, 200)))"""


def violations(page: Page, colours: bool = False) -> list[str]:
    """A page → what axe-core holds against it; `colours`: against its colours alone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.evaluate(axe.axe_script)
    return page.evaluate(RUN, {"type": "rule", "values": COLOURS} if colours else {"type": "tag", "values": RULES})


def test_a_bad_page_is_found(open_page: Open, tmp_path: Path) -> None:
    body = '<p style="color:#999">灰色的字看不清</p><p><a href="#a"></a></p><button style="width:9px;height:9px;padding:0"></button><button style="width:9px;height:9px;padding:0">x</button>'
    (tmp_path / "page.html").write_text(f"<!doctype html><html><title>题</title><body>{body}", "utf-8")
    found = {fault.split(" ")[0] for fault in violations(open_page("page.html", site=tmp_path))}
    assert {"color-contrast", "link-name", "html-has-lang", "button-name", "target-size", "landmark-one-main"} <= found


@pytest.mark.parametrize(("width", "dark"), [(375, False), (1440, False), (1440, True)], ids=["375-light", "1440-light", "1440-dark"])
def test_axe_finds_nothing_on_any_kind_of_page(open_page: Open, built_site: Path, width: int, dark: bool) -> None:
    page = open_page("index.html", width=width, dark=dark)
    faults = {}
    for kind, route in own_kinds(built_site).items():
        page.goto(f"{built_site.as_uri()}/{route}")
        if found := violations(page, colours=dark):
            faults[kind] = found
    assert faults == {}
