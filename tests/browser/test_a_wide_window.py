"""Every kind of page is opened in a wide window, beside the process that opens them in a narrow one; what was seen there, test_layout.py asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.browser.kinds import own_kinds
from tests.browser.seen_pages import seen


def test_each_kind_of_page_is_opened(open_page: Open, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert seen(tmp_path_factory, open_page, built_site, 1440).keys() == own_kinds(built_site).keys()
