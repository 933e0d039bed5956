"""What the tests of reading share: the shipped catalogue, a source from a text, and cases written as input beside expectation."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from digest.content.catalogue_files import load_catalogue
from digest.model.catalogue import Catalogue
from digest.model.report import Source
from digest.read.text import read_text

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"  # real reports, where they are at hand
# Our own reports of five places, which most tests are about; those of provinces are many, and read in tests/test_content_reports.py.
OURS = tuple(path for path in sorted((ROOT / "content" / "reports").rglob("*.md")) if not path.parent.name.endswith("0000"))
CASE = re.compile(r"^## (?P<name>.+?)\n.*?```text\n(?P<given>.*?)```\n.*?```expect\n(?P<expected>.*?)```", re.M | re.S)


@cache
def catalogue() -> Catalogue:
    """The catalogue of content/, as editors ship it."""
    return load_catalogue(ROOT / "content")[0]


def cases(name: str) -> list[tuple[str, str, list[str]]]:
    """tests/cases/NAME.md → (what it shows, the given text, the lines expected of it)."""
    text = (ROOT / "tests" / "cases" / f"{name}.md").read_text(encoding="utf-8")
    found = [(m["name"], m["given"], m["expected"].splitlines()) for m in CASE.finditer(text)]
    assert len(found) == text.count("\n## "), "a case that cannot be read"
    return found


def source(text: str, path: str = "a.txt") -> Source:
    """A text → its source, without problems."""
    read, problems = read_text(path, text.encode())
    assert read is not None and not problems, problems
    return read


def real_reports() -> list[Path]:
    """The real text reports at hand, none where the folder is absent."""
    return sorted(p for folder in ("seeds", "counties", "hailar") for p in (SHARED / "reports" / folder).glob("*.txt"))
