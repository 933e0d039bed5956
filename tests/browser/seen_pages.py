"""What was seen of each kind of page, once a run: one process opens them in a narrow window while another opens them in a wide one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.browser.kinds import own_kinds
from tests.browser.visits import Visit, visit
from tests.conftest import once

Kind = str  # topics/*.html digest
OPENED = {375: 320, 1440: 768}  # the widths at which each kind of page is opened, and the one that it is drawn to afterwards


def seen(factory: pytest.TempPathFactory, open_page: Open, site: Path, width: int) -> dict[Kind, Visit]:
    """A built site and a width of OPENED → what was seen of each kind of page."""

    def look(_: Path) -> dict[Kind, Visit]:
        page = open_page("index.html", width=width, own=True)
        addresses = {kind: f"{site.as_uri()}/{route}" for kind, route in own_kinds(site).items()}
        return {kind: visit(page, url, OPENED[width], whole=width == 1440, name=picture(kind)) for kind, url in addresses.items()}

    return once(factory, f"seen-{width}", look)


def picture(kind: Kind) -> str:
    """A kind of page → how its pictures are called: topics-xhtml-digest."""
    return kind.replace("/", "-").replace("*", "x").replace(".html", "").replace(" ", "-")
