"""The nouns of a build: its settings (folders, options), what it prepared, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.model.layers import Folder
from digest.model.problem import Problem

if TYPE_CHECKING:  # they take a while to import, and most that is asked of settings asks nothing of them
    from digest.model.catalogue import Catalogue
    from digest.model.comparison import Comparison


Texts = tuple[tuple[str, str], ...]  # address on the site, text
Files = tuple[tuple[str, bytes], ...]  # address on the site, bytes


@dataclass(frozen=True, slots=True)
class Settings:
    """Where everything is, and how a build is to be made."""

    content: Folder
    reports: Path
    templates: Folder
    methods: Path
    site: Path
    cache: Path
    jobs: int = 1
    pdf: bool = True
    late: bool = False  # bulletins are only named: who asks for one has it made then


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did. `published` is False where it was refused and the last site left as it was."""

    reports: int = 0
    facts: int = 0
    pages: int = 0
    charts: int = 0
    bulletins: int = 0
    written: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()
    published: bool = True
    unchanged: bool = False
    dated: tuple[tuple[str, str], ...] = ()  # each PDF on the site, and the date of the data that it was made of


@dataclass(frozen=True, slots=True)
class Prepared:
    """A build before it is published: its files by their address, what they were made from, and a summary.

    Where nothing can be published, `summary.published` is False, its problems say why, and there are no files.
    """

    summary: Summary
    files: Mapping[str, bytes]
    catalogue: Catalogue | None = None
    comparison: Comparison | None = None
    base: Any = None  # what single pages can be made from anew: cli/light_changes.py
