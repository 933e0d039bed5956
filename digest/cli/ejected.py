"""Files of the tool that an editor's site has copied: which they are, from which version, and whether their originals have changed since.

Beside each copy its original is kept as it was then, in .ejected/, so that an upgrade can be told line by line (and merged by any program
that merges three texts).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest.content.standing_files import own_files
from digest.model.layers import Folder, Layers
from digest.model.problem import meant
from digest.system.shipped import shipped
from digest.system.whole_files import write_whole

KEPT = Path(".ejected")  # the originals, by their names in the site
VERSIONS = KEPT / "versions.txt"  # a line for each: its name and the version that it came from
METHODS = "methods.md"  # stands in docs/ of the tool
NO_COPIES = ("new/",)  # what files begin as, and no part of a site
MERGED = ("topics.yaml", "indicators.yaml", "measures.yaml", "task-themes.yaml", "task-subjects.yaml", "places.csv")  # laid over the tool's entry by entry
OWN = ("site.yaml", "README.md", "places.origin.md")
MOST_LINES = 40  # of a difference


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that stands for one of the tool's: its name in the site, the version that it came from ("" where that is not known), what changed there."""

    name: str
    version: str
    difference: tuple[str, ...] = ()  # lines of a unified diff, from the original as it was to the one of now


def originals() -> dict[str, Path]:
    """→ the tool's files that one of a site can stand for, by their names there: templates/markdown/topic.md.j2, lexicons/slogans.txt, methods.md"""
    templates, content = shipped("templates"), shipped("content")
    forms = (path for path in sorted(templates.rglob("*")) if path.is_file() and not _below(path, templates).startswith(NO_COPIES))
    found = {f"templates/{_below(path, templates)}": path for path in forms}
    lists = (*sorted(content.glob("*.*")), *sorted(content.glob("lexicons/*.txt")))
    found |= {_below(path, content): path for path in lists if path.name not in OWN and not path.name.startswith(".")}
    return found | {METHODS: shipped(f"docs/{METHODS}")}


def _below(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def meant_originals(wished: str, known: dict[str, Path]) -> tuple[str, ...]:
    """What an editor calls a file → the names that it can mean:  parts/voices.md.j2 → templates/markdown/parts/voices.md.j2"""
    wished = wished.removeprefix("./")
    return (wished,) if wished in known else tuple(name for name in known if name.endswith(f"/{wished}"))


def like(wished: str, known: dict[str, Path]) -> str:
    """A name that is none → the one that was probably meant, "" where none is like it."""
    short = {name.rpartition("/")[2]: name for name in known}
    return next((short[one] for one in meant(wished.rpartition("/")[2], list(short))), "")


def eject(name: str, original: Path, site: Path, version: str) -> None:
    """The name of one of the tool's files, and a site → its copy there, with the original and the version kept beside. OSErrors pass."""
    data = original.read_bytes()
    for path in (site / KEPT / name, site / name):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    versions = versions_of(site) | {name: version}
    write_whole(site / VERSIONS, "".join(f"{one} {of}\n" for one, of in sorted(versions.items())).encode("utf-8"))


def versions_of(site: Path) -> dict[str, str]:
    """A site → of each file that was copied by `eject` the version of the tool."""
    path = site / VERSIONS
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {name: version for name, _, version in (line.rpartition(" ") for line in lines) if name}


def copies(site: Path, content: Folder, templates: Folder) -> Iterator[Copy]:
    """A site and its layers → the files in it that stand for the tool's, each with what has changed in its original since it was copied."""
    known, versions = originals(), versions_of(site)
    names = [name for name, _ in own_files(content)] if isinstance(content, Layers) else []
    names += [f"templates/{name}" for name, _ in own_files(templates)] if isinstance(templates, Layers) else []
    for name in sorted({*names} & known.keys()):
        if name in versions and (site / KEPT / name).is_file():
            yield Copy(name, versions[name], _difference(site / KEPT / name, known[name]))
        elif name not in MERGED:
            yield Copy(name, "")


def _difference(before: Path, now: Path) -> tuple[str, ...]:
    """Two files → the lines in which they differ, shortened."""
    old, new = (path.read_bytes().decode("utf-8", "replace").splitlines() for path in (before, now))
    lines = [line.rstrip() for line in difflib.unified_diff(old, new, lineterm="", n=0)][2:]
    return (*lines[:MOST_LINES], "…") if len(lines) > MOST_LINES else tuple(lines)
