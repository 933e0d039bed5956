"""Where the tool's own files stand: templates, word lists and methods, at the top of the project or, installed, in digest/shipped/."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[1]
INSTALLED = (PROGRAM / "shipped").is_dir()  # pyproject.toml maps the folders there when a wheel is built
TOP = PROGRAM / "shipped" if INSTALLED else PROGRAM.parent


def version() -> str:
    """→ the version of the tool, as pyproject.toml has it: 0.1.0"""
    if INSTALLED:
        return metadata.version("report-digest")
    return str(tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def shipped(name: str) -> Path:
    """A folder or file of the tool's own → where it stands: templates → …/site-packages/digest/shipped/templates"""
    return TOP / name
