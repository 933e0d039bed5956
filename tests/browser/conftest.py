"""A real browser on the built site, from a folder on disk. Where there is none, these tests say so and are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import NOT_RUN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LEFT = "net::ERR_ABORTED"  # the page was left while something was still coming
Open = Callable[..., "Page"]


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


@pytest.fixture
def open_page(browser: Browser, built_site: Path) -> Iterator[Open]:
    """open_page("topics/ecology.html", width=375, dark=True, scripts=False) → the page, opened from disk.

    Whatever a page logs as an error, or asks for outside its folder or in vain, fails the test that opened it.
    """
    said: list[str] = []
    contexts = []

    def opened(route: str, width: int = 1440, dark: bool = False, scripts: bool = True, site: Path = built_site) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", java_script_enabled=scripts,
            has_touch=width < 500, locale="zh-CN",
        )
        context.set_default_timeout(60_000)  # of ms: machines that do much else are slow
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}") if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        page.on("requestfailed", lambda request: said.append(f"{page.url}: failed {request.url}") if request.failure != LEFT else None)
        page.on("request", lambda request: said.append(f"{page.url}: foreign {request.url}") if not _ours(request.url, site) else None)
        page.goto(f"{site.as_uri()}/{route}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not said, said


def _ours(url: str, site: Path) -> bool:
    return url.startswith((site.as_uri(), "data:", "blob:"))
