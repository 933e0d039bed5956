"""A real browser on the built site, from a folder on disk. Where there is none, these tests say so and are skipped."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import NOT_RUN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LEFT = "net::ERR_ABORTED"  # the page was left while something was still coming
Open = Callable[..., "Page"]
Look = tuple[int, bool, bool]  # how wide, dark or not, with scripts or not
Lent = defaultdict[Look, list["Page"]]
Heard = dict[str, Callable[[Any], None]]  # an event of a page → who listens


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason=f"{NOT_RUN} browser tests, the package playwright is not installed (make test)")
    if CHROMIUM is None:
        pytest.skip(f"{NOT_RUN} browser tests, Chromium is not installed (apt-get install chromium)")
    with playwright.sync_playwright() as engine:
        started = engine.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        yield started
        started.close()


@pytest.fixture(scope="session")
def built_site(request: pytest.FixtureRequest) -> Path:
    """The site of the shipped content, or while a page is being made, the one that stands in the folder SITE."""
    return Path(os.environ["SITE"]).resolve() if "SITE" in os.environ else request.getfixturevalue("built").site


@pytest.fixture(scope="session")
def lent(browser: Browser) -> Iterator[Lent]:
    """Pages that one test after the other opens its own address in: to make one takes longer than most tests."""
    free: Lent = defaultdict(list)
    yield free
    for page in (page for pages in free.values() for page in pages):
        page.context.close()


@pytest.fixture
def open_page(browser: Browser, lent: Lent, built_site: Path) -> Iterator[Open]:
    """open_page("topics/ecology.html", width=375, dark=True, scripts=False) → the page, opened from disk.

    `own`: no other test gets it, before or afterwards; for tests that listen to it, resize it, or give it scripts or a medium.
    Whatever a page logs as an error, or asks for outside its folder or in vain, fails the test that opened it.
    """
    said: list[str] = []
    opened: list[tuple[Look, Page, Heard, bool]] = []

    def open_it(route: str, width: int = 1440, dark: bool = False, scripts: bool = True, site: Path = built_site, own: bool = False) -> Page:
        look = (width, dark, scripts)
        page = lent[look].pop() if lent[look] and not own else new_page(browser, *look)
        heard: Heard = {
            "console": lambda message: said.append(f"{page.url}: {message.text}") if message.type in ("error", "warning") else None,
            "pageerror": lambda error: said.append(f"{page.url}: {error}"),
            "requestfailed": lambda request: said.append(f"{page.url}: failed {request.url}") if request.failure != LEFT else None,
            "request": lambda request: said.append(f"{page.url}: foreign {request.url}") if not _ours(request.url, site) else None,
        }
        for event, hear in heard.items():
            page.on(event, hear)
        opened.append((look, page, heard, own))
        page.goto(f"{site.as_uri()}/{route}")
        return page

    yield open_it
    for look, page, heard, own in opened:
        for event, hear in heard.items():
            page.remove_listener(event, hear)
        if not own and emptied(page):
            lent[look].append(page)
        else:
            page.context.close()
    assert not said, said


def new_page(browser: Browser, width: int, dark: bool, scripts: bool) -> Page:
    """A page in a context of its own, where nothing is kept of any other."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", java_script_enabled=scripts,
        has_touch=width < 500, locale="zh-CN",
    )
    context.set_default_timeout(60_000)  # of ms: machines that do much else are slow
    return context.new_page()


def emptied(page: Page) -> bool:
    """What a test had open, as it was made: nothing kept, nothing shown, nothing pointed at → whether it is."""
    from playwright.sync_api import Error

    try:
        page.evaluate("try { localStorage.clear(); sessionStorage.clear(); } catch { /* a page that may keep nothing */ }")
        page.goto("about:blank")
        page.mouse.move(0, 0)
    except Error:
        return False
    return page.context.pages == [page]


def _ours(url: str, site: Path) -> bool:
    return url.startswith((site.as_uri(), "data:", "blob:"))
