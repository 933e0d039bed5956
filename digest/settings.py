"""The nouns of a build: where everything is and how it is to be made, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from digest.problems import Problem


@dataclass(frozen=True, slots=True)
class Settings:
    """Where everything is, and how a build is to be made."""

    content: Path
    reports: Path
    templates: Path
    methods: Path
    site: Path
    cache: Path
    jobs: int = 1
    pdf: bool = True


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
