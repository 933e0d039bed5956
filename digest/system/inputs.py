"""Everything that a build's result depends on → one digest, by which it is known whether there is anything to do."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from digest.content.plain_files import read_plain, shown_path, walk, why_not
from digest.content.standing_files import parts_of_own, sources
from digest.model.build import Settings
from digest.model.layers import Layers, owned
from digest.model.problem import Problem
from digest.system.file_digests import Digest, hashed
from digest.system.shipped import INSTALLED, PROGRAM, shipped

# matches {# 怎样改 #} · "{# 怎样\n改 #}"      not {{ a }} · {% b %}
_REMARK = re.compile(rb"\{#(?:(?!#\}).){0,20000}#\}", re.DOTALL)
LOCK = PROGRAM.parent / "requirements.lock"
COUNTS = shipped("docs/first-sight.csv")  # how right this program was on reports that it had never seen
# the name of a package that the lock holds
# matches "jinja2==3.1.6 \\" · "a==1\njinja2==3"      not "    --hash=sha256:0d==" · "# jinja2==3"
_LOCKED = re.compile(r"^([A-Za-z0-9._-]{1,99})==", re.MULTILINE)


def code_digest(digest: Digest = hashed) -> str:
    """→ the digest of this program, of the versions that it is locked to and has, of what was counted of it, and of the Python that runs it."""
    return digest_of(_own_files(), (sys.version, *installed(libraries())), digest)


def _own_files() -> tuple[Path, ...]:
    """→ the files and folders of this program. Where it is installed there is no lock beside it, and the rest lies below it."""
    return (PROGRAM,) if INSTALLED else (PROGRAM, LOCK, COUNTS)


def installed(folders: Iterable[str], lock: Path = LOCK) -> tuple[str, ...]:
    """Folders of packages, and a lock → of the packages in it those that are there, as their own folders are called: jinja2-3.1.6.dist-info.

    All that are there, where there is no lock.
    """
    named = {_plain_name(name) for name in _LOCKED.findall(lock.read_text(encoding="utf-8"))} if lock.is_file() else None
    there = {name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info")}
    return tuple(sorted(name for name in there if named is None or _plain_name(name.partition("-")[0]) in named))


def libraries() -> tuple[str, ...]:
    """→ the folders that packages are installed in, of those that this Python looks into."""
    return tuple(folder for folder in sys.path if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder))


def _plain_name(name: str) -> str:
    """ruamel.yaml · ruamel_yaml → ruamel-yaml"""
    return name.lower().replace(".", "-").replace("_", "-")


def stamp_of(settings: Settings, digest: Digest = hashed) -> str:
    """Settings of a build → the digest of all that the site is made of."""
    return digest_of(_chosen(settings), (code_digest(digest), "pdf" if settings.pdf else "no pdf"), digest)


def sources_of(settings: Settings) -> tuple[Path, ...]:
    """Settings of a build → the folders and files that it depends on: content, reports, templates, methods, and the program's own."""
    return (*_chosen(settings), *_own_files())


def _chosen(settings: Settings) -> tuple[Path, ...]:
    return (*sources(settings.content), settings.reports, *sources(settings.templates), settings.methods)


def inputs_of(settings: Settings) -> dict[str, str]:
    """Settings of a build → what the site is made of, each file with its digest: content/site.yaml, reports/a/2024.md, program …

    The program counts as one; the reports are named by their own folder, also where it stands in content/. Remarks in templates
    do not count; for a file that is not read the reason counts. Of an editor's folder over the tool's, the tool's are the program's.
    """
    tool = tuple(folder.tool for folder in (settings.content, settings.templates) if isinstance(folder, Layers))
    named = {"program": digest_of(tool, (code_digest(),)) if tool else code_digest()}
    roots = (("content", settings.content), ("reports", settings.reports), ("templates", settings.templates), ("docs/methods.md", settings.methods))
    for name, folder in roots:
        for part in parts_of_own(folder):
            for path, mark in _files_with_digests(part, _digest_of_words):
                if name != "content" or not path.is_relative_to(settings.reports):
                    inner = shown_path(path.relative_to(owned(folder)))
                    named[name if inner == "." else f"{name}/{inner}"] = mark
    return dict(sorted(named.items()))


def digest_of(paths: Iterable[Path], words: Iterable[str] = (), digest: Digest = hashed) -> str:
    """Files and folders, and any words → SHA-256 of the words and of every file's name and bytes, in order of their names.

    Neither dates nor the folders' own places count, so a copy of the project elsewhere gives the same digest. For what is not read
    the reason counts.
    """
    total = hashlib.sha256()
    for word in words:
        _add_to(total, word.encode("utf-8"))
    for root in paths:
        for path, mark in _files_with_digests(root, digest):
            _add_to(total, os.fsencode(path.relative_to(root.parent).as_posix()))
            _add_to(total, mark.encode("ascii"))
    return total.hexdigest()


def _files_with_digests(root: Path, digest: Digest) -> Iterator[tuple[Path, str]]:
    """What is in a folder (or the file itself), sorted, each with its digest; what is not read with the reason, as a digest."""
    if root.is_file():
        yield root, digest(root)
        return
    for path in sorted(walk(root)):
        wrong = why_not(path, root)
        if wrong or (path.is_symlink() and path.is_dir()):
            yield path, hashlib.sha256((wrong.code if wrong else os.readlink(path)).encode("utf-8", "surrogateescape")).hexdigest()
        else:
            yield path, digest(path)


def _digest_of_words(path: Path) -> str:
    """A file → the digest of what it says to a build."""
    data = read_plain(path, None)
    said = b"" if isinstance(data, Problem) else _REMARK.sub(b"", data) if path.suffix == ".j2" else data
    return hashlib.sha256(said).hexdigest()


def _add_to(total: hashlib._Hash, data: bytes) -> None:
    total.update(len(data).to_bytes(8, "big") + data)
