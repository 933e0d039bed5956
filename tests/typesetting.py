"""Fonts for the tests of charts and bulletins: made once a run, and a reason to skip where the machine has none."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest

from digest.model.typeface import Fonts
from digest.system import fonts


@cache
def made() -> Fonts:
    """→ the fonts of this machine in a folder that is gone after the run; skips the test where there is no Chinese font."""
    folder = Path(tempfile.mkdtemp(prefix="digest-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    result, problems = fonts.prepare([], folder / "fonts")
    if result is None:
        pytest.skip(problems[0].text())
    return result
