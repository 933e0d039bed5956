"""What a page costs its reader: how much is fetched for the heaviest topic page, that it is painted before any script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.conftest import Open
from tests.browser.kinds import own_kinds
from tests.browser.visits import SHIFTED

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

MOST_BYTES = 150_000  # as they lie on the disk; a server that packs them sends a third
MOST_REQUESTS = 20
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length"


def fetched(page: Page, url: str) -> dict[str, int]:
    """A page's address → each file that it takes before its reader moves, with its size in bytes. What waits to be scrolled to is not taken."""
    files: dict[str, int] = {}

    def note(address: str) -> None:
        path = Path(unquote(urlsplit(address).path))
        files[path.name] = path.stat().st_size

    page.on("request", lambda request: note(request.url))
    page.goto(url)
    page.wait_for_timeout(300)
    return files


def over(files: dict[str, int]) -> list[str]:
    """What a page takes → what of it is too much."""
    total = sum(files.values())
    largest = ", ".join(f"{name} {size}" for name, size in sorted(files.items(), key=lambda item: -item[1])[:5])
    found = [f"{total} bytes: {largest}"] if total > MOST_BYTES else []
    return found + ([f"{len(files)} files"] if len(files) > MOST_REQUESTS else [])


def test_what_is_taken_is_counted(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p { color: black }", "utf-8")
    (tmp_path / "a.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{"x" * MOST_BYTES}</desc></svg>', "utf-8")
    (tmp_path / "empty.html").write_text("<!doctype html><html><title>题</title>", "utf-8")
    far = '<p style="height:9000px"></p><img loading="lazy" src="b.svg" alt="图">'
    (tmp_path / "page.html").write_text(f'<!doctype html><html><title>题</title><link rel="stylesheet" href="a.css"><img src="a.svg" alt="图">{far}', "utf-8")
    files = fetched(open_page("empty.html", site=tmp_path, own=True), (tmp_path / "page.html").as_uri())
    assert sorted(files) == ["a.css", "a.svg", "page.html"] and over(files)[0].endswith(f"page.html {files['page.html']}, a.css 18")
    assert over({"a": MOST_BYTES}) == [] and over({str(n): 1 for n in range(21)}) == ["21 files"]


def heaviest(site: Path) -> list[Path]:
    """A site → its three largest topic pages."""
    pages = [path for path in site.glob("topics/*.html") if path.name != "index.html"]
    return sorted(pages, key=lambda path: -path.stat().st_size)[:3]


@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("which", ["built_site", "real_site"])
def test_a_topic_page_is_light(open_page: Open, request: pytest.FixtureRequest, which: str, width: int) -> None:
    site = request.getfixturevalue(which)
    page = open_page("index.html", width=width, site=site, own=True)
    faults = {path.name: over(fetched(page, path.as_uri())) for path in heaviest(site)}
    assert len(faults) == 3 and not any(faults.values()), faults


def test_every_kind_of_page_is_painted_while_its_scripts_are_still_awaited(open_page: Open, built_site: Path) -> None:
    page = open_page("index.html", own=True)
    waiting: list[Route] = []
    held = [True]
    page.route("**/*.js", lambda route: waiting.append(route) if held[0] else route.continue_())
    late = []
    for kind, route in own_kinds(built_site).items():
        held[0] = True
        page.goto(f"{built_site.as_uri()}/{route}", wait_until="commit")
        try:
            page.wait_for_function(PAINTED, timeout=5000)
        except Exception as error:
            late.append(f"{kind}: {error}")
        held[0] = False
        while waiting:
            waiting.pop().continue_()
        page.wait_for_load_state()
    assert late == []


def test_what_jumps_is_seen(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<!doctype html><html><title>题</title><div></div><p>{'字' * 3000}", "utf-8")
    page = open_page("page.html", site=tmp_path)
    page.wait_for_function(PAINTED)
    page.evaluate("() => { document.querySelector('div').style.height = '400px'; }")
    assert page.evaluate(SHIFTED) > 0.1


def test_a_page_that_waits_for_its_script_is_not_painted(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("", "utf-8")
    (tmp_path / "empty.html").write_text("<!doctype html><html><title>题</title>", "utf-8")
    (tmp_path / "page.html").write_text("<!doctype html><html><title>题</title><script src=a.js></script><p>字", "utf-8")
    page = open_page("empty.html", site=tmp_path, own=True)
    waiting = []
    page.route("**/*.js", lambda route: waiting.append(route))
    page.goto((tmp_path / "page.html").as_uri(), wait_until="commit")
    page.wait_for_timeout(500)
    assert page.evaluate(PAINTED) == 0
    waiting[0].continue_()
    page.wait_for_function(PAINTED, timeout=5000)
