"""The types hold: what may be missing is asked for, and no closed set is given a word that it does not have."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import NOT_RUN, ROOT


def test_mypy_finds_nothing() -> None:
    """As pyproject.toml has it: strict, on digest/, tools/, benchmarks/ and build.py. It takes one core while other tests have the others."""
    pytest.importorskip("mypy", reason=f"{NOT_RUN} types, the package mypy is not installed (make test)")
    said = subprocess.run([sys.executable, "-m", "mypy", "--no-error-summary"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
