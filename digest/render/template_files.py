"""The texts of templates by name, from the plain files of a folder or from memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from digest.content.plain_files import read_text
from digest.content.standing_files import file_for, root_of, standing_names
from digest.model.layers import Layers
from digest.model.problem import Problem

Sources = str | Path | Layers | Mapping[str, str]  # a folder as the user named it, an editor's over the tool's, or the texts themselves by name


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
    folder = sources if isinstance(sources, Layers) else Path(sources)
    path = file_for(folder, name)
    if ".." in Path(name).parts or Path(name).is_absolute() or not os.path.lexists(path):
        return None
    text = read_text(path, root_of(folder, path).parent)
    if isinstance(text, Problem):
        raise Unread(text)
    return text


def template_names(sources: Sources) -> list[str]:
    """Templates → their names: topic.md.j2, parts/charts.md.j2"""
    if isinstance(sources, Mapping):
        return sorted(sources)
    return list(standing_names(sources if isinstance(sources, Layers) else Path(sources)))


def folder_named(sources: Sources) -> str:
    """Templates → the folder that problems name: templates/markdown; of texts in memory, templates. Of layers each file has its own."""
    return "templates" if isinstance(sources, Mapping | Layers) else Path(sources).as_posix()


def template_place(sources: Sources, label: str, name: str) -> str:
    """Templates, the folder that problems name, and a template's name → the file that they name: mysite/templates/html/page.html.j2"""
    return file_for(sources, name).as_posix() if isinstance(sources, Layers) else f"{label}/{name}"


def template_at(sources: Sources, label: str, place: str) -> str:
    """The file that problems name → the template's name, the other way round."""
    if isinstance(sources, Layers):
        return next((name for name in template_names(sources) if template_place(sources, label, name) == place), "")
    return place.removeprefix(f"{label}/")
