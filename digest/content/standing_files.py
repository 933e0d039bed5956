"""Which file stands for a name: the editor's where there is one, else the tool's own. Everything that reads, watches or names our files asks here."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from digest.content.plain_files import below, held, misnamed, read_text, walk
from digest.model.layers import Folder, Layers, owned
from digest.model.problem import Problem

PARTS = ("bulletins", "gold", "lexicons", "notes", "static")  # folders of content that an editor's folder has right in it
READ = (".csv", ".md", ".txt", ".yaml")  # and which files right in it are content
NOT_READ = "README.md"  # what is there for those who look into the folder


def file_for(folder: Folder, name: str) -> Path:
    """A folder and a name → the file that stands for it; where there is none, the one that an editor would write.

        Layers(mysite/templates, …/shipped/templates), "markdown/topic.md.j2" → mysite/templates/markdown/topic.md.j2, where that is there
    """
    path = owned(folder) / name
    if isinstance(folder, Layers) and not os.path.lexists(path) and os.path.lexists(folder.tool / name):
        return folder.tool / name
    return path


def root_of(folder: Folder, path: Path) -> Path:
    """A folder and a file that stands in it → which of its layers holds the file, and no link may lead out of."""
    return folder.tool if isinstance(folder, Layers) and not path.is_relative_to(folder.own) else owned(folder)


def text_for(folder: Folder, name: str) -> str | Problem:
    """A folder and a name → the text of the file that stands for it, or why it is not read."""
    path = file_for(folder, name)
    return read_text(path, root_of(folder, path))


def standing_below(folder: Folder, part: str, suffix: str = "") -> tuple[tuple[str, bytes], ...]:
    """A folder and one in it ("" for itself) → the files that stand in and below that, by their names from there on, sorted, with their bytes."""
    return tuple(sorted({name: data for root in reversed(layers(folder)) for name, data in _named(root, part, suffix)}.items()))


def _named(root: Path, part: str, suffix: str) -> Iterable[tuple[str, bytes]]:
    return ((path.relative_to(root / part).as_posix(), data) for path, data in held(root / part, root, suffix))


def layers(folder: Folder) -> tuple[Path, ...]:
    """A folder → the folders that it is read from, the editor's first, as far as they are there."""
    if isinstance(folder, Layers):
        return tuple(root for root in (folder.own, folder.tool) if root.is_dir())
    return (folder,)


def standing_names(folder: Folder) -> tuple[str, ...]:
    """A folder → the names of all files that stand in and below it, sorted."""
    return tuple(sorted({path.relative_to(root).as_posix() for root in layers(folder) for path in below(root, root.parent)[0]}))


def parts_of_own(folder: Folder) -> tuple[Path, ...]:
    """A folder → what of the editor's own belongs to it: all of it, or the folders and files of an editor's site that are content."""
    if not isinstance(folder, Layers) or not folder.parts:
        return (owned(folder),)
    found = sorted(folder.own.iterdir(), key=lambda path: path.name) if folder.own.is_dir() else []
    files = tuple(path for path in found if path.suffix in READ and path.name != NOT_READ and not path.name.startswith(".") and not path.is_dir())
    return (*files, *(folder.own / part for part in folder.parts if (folder.own / part).is_dir()))


def sources(folder: Folder) -> tuple[Path, ...]:
    """A folder → the files and folders that all of it is read from."""
    own = tuple(path for path in parts_of_own(folder) if path.exists() or not isinstance(folder, Layers))
    return (*own, folder.tool) if isinstance(folder, Layers) else own


def own_files(folder: Folder) -> tuple[tuple[str, Path], ...]:
    """An editor's layer → the files in it by their names, sorted."""
    found = (path for part in parts_of_own(folder) for path in ((part,) if part.is_file() else walk(part)))
    return tuple(sorted((path.relative_to(owned(folder)).as_posix(), path) for path in found if not misnamed(path)))
