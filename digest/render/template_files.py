"""The texts of templates by name, from the plain files of a folder or from memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from digest.content.plain_files import below, read_text
from digest.model.problem import Problem

Sources = str | Path | Mapping[str, str]  # a folder as the user named it, or the texts themselves by name


class Unread(Exception):  # noqa: N818 (nobody sees its name)
    """A template's file that is not read, with the Problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def template_text(sources: Sources, name: str) -> str | None:
    """A template's name → its text, None where there is none. No name leads out of the folder, and links only to other templates.

        "templates/markdown", "topic.md.j2" → "# {{ topic.name }}…"     "../site.yaml" → None
    """
    if isinstance(sources, Mapping):
        return sources.get(name)
    path = Path(sources, name)
    if ".." in Path(name).parts or Path(name).is_absolute() or not os.path.lexists(path):
        return None
    text = read_text(path, Path(sources).parent)
    if isinstance(text, Problem):
        raise Unread(text)
    return text


def template_names(sources: Sources) -> list[str]:
    """Templates → their names: topic.md.j2, parts/charts.md.j2"""
    if isinstance(sources, Mapping):
        return sorted(sources)
    return [path.relative_to(sources).as_posix() for path in below(Path(sources), Path(sources).parent)[0]]
