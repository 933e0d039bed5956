"""The noun of layers: an editor's folder over the tool's own, read as one; a file of the editor's stands for the tool's of the same name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layers:
    """Two folders that are read as one. Where `parts` are named, only these folders of the editor's and the files right in it belong to it."""

    own: Path
    tool: Path
    parts: tuple[str, ...] = ()

    def inner(self, name: str) -> Layers:
        """A folder's name → the same of both: templates → templates/markdown."""
        return Layers(self.own / name, self.tool / name)


Folder = Path | Layers  # a folder that holds all there is, or two that are read as one


def owned(folder: Folder) -> Path:
    """→ the folder that editors write in."""
    return folder.own if isinstance(folder, Layers) else folder


def inner(folder: Folder, name: str) -> Folder:
    """A folder and the name of one in it → that one."""
    return folder.inner(name) if isinstance(folder, Layers) else folder / name
