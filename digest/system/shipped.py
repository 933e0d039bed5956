"""Where the tool's own files stand: templates, word lists and methods, at the top of the project or, installed, in digest/shipped/."""

from __future__ import annotations

from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[1]
INSTALLED = (PROGRAM / "shipped").is_dir()  # pyproject.toml maps the folders there when a wheel is built
TOP = PROGRAM / "shipped" if INSTALLED else PROGRAM.parent


def shipped(name: str) -> Path:
    """A folder or file of the tool's own → where it stands: templates → …/site-packages/digest/shipped/templates"""
    return TOP / name
