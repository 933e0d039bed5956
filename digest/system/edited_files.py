"""A published site that somebody has edited by hand → his files, kept beside the site before the build puts its own in their place, and told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from digest.model.problem import N_, WARNING, Problem
from digest.system.file_digests import hashed
from digest.system.whole_files import write_whole

SUFFIX = ".edited"  # site.edited/ beside site/: what stands within the site is published


def keep_edited(site: Path, named: Path, published: Mapping[str, str], coming: Mapping[str, str]) -> tuple[Problem, ...]:
    """A site's real folder, how the user calls it, route → SHA-256 as published last and as it comes now → a warning on each file that was
    changed since: it is kept under the same name in a folder beside the site. A file that is as it comes now lacks nothing. OSErrors pass.

    site/index.html with a line typed into it → site.edited/index.html and “this page was edited by hand”
    """
    problems = []
    for route, known in sorted(published.items()):
        path = site / route
        if not path.is_file() or path.is_symlink() or hashed(path) in (known, coming.get(route)):
            continue
        kept = _free_name(site.with_name(site.name + SUFFIX) / route, path.read_bytes())
        problems.append(
            Problem(
                (named / route).as_posix(), 0, "site.edited",
                N_("this page was edited by hand since it was published; the build has put its own in its place, and yours is kept as {kept}"),
                N_("put what you changed into content/ or templates/, where the next build keeps it, and delete the kept file"),
                (("kept", kept.relative_to(site.parent).as_posix()),), "", WARNING,
            )
        )  # fmt: skip
    return tuple(problems)


def _free_name(path: Path, data: bytes) -> Path:
    """Writes data under a path, or beside it where another file of that name is kept already: index.html, index.html.2, …"""
    number = 1
    while True:
        one = path if number == 1 else path.with_name(f"{path.name}.{number}")
        if not one.exists():
            one.parent.mkdir(parents=True, exist_ok=True)
            write_whole(one, data)
            return one
        if one.is_file() and one.read_bytes() == data:
            return one
        number += 1
