"""Everything that a build's result depends on → one digest: the edge that tells whether there is anything to do."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from digest.settings import Settings

# {# 怎样改 #} matches, over several lines too; {{ a }} and {% b %} must not
_REMARK = re.compile(rb"\{#(?:(?!#\}).){0,20000}#\}", re.DOTALL)
PROGRAM = Path(__file__).parent
LOCK = PROGRAM.parent / "requirements.lock"


def code_digest() -> str:
    """→ the digest of this program, of the versions that it is locked to, and of the Python that runs it."""
    return digest_of((PROGRAM, LOCK), (sys.version,))


def inputs_of(settings: Settings) -> dict[str, str]:
    """Settings of a build → what the site is made of, each file with its digest: content/site.yaml, reports/a/2024.md, program …

    The program counts as one; the reports are named by their own folder, also where it stands in content/. Of a template its
    remarks do not count.
    """
    named = {"program": code_digest()}
    roots = (("content", settings.content), ("reports", settings.reports), ("templates", settings.templates), ("docs/methods.md", settings.methods))
    for name, root in roots:
        for path in _files(root):
            if name != "content" or not path.is_relative_to(settings.reports):
                inner, data = path.relative_to(root).as_posix(), path.read_bytes()
                spoken = _REMARK.sub(b"", data) if path.suffix == ".j2" else data
                named[name if inner == "." else f"{name}/{inner}"] = hashlib.sha256(spoken).hexdigest()
    return dict(sorted(named.items()))


def digest_of(paths: Iterable[Path], words: Iterable[str] = ()) -> str:
    """Files and folders, and any words → SHA-256 of the words and of every file's name and bytes, in order of their names.

    Neither dates nor the folders' own places count, so a copy of the project elsewhere gives the same digest.
    """
    total = hashlib.sha256()
    for word in words:
        _add(total, word.encode("utf-8"))
    for root in paths:
        for path in _files(root):
            _add(total, path.relative_to(root.parent).as_posix().encode("utf-8", "surrogateescape"))
            _add(total, path.read_bytes())
    return total.hexdigest()


def _files(root: Path) -> list[Path]:
    """The ordinary files of a folder (or the file itself), sorted; what Python left there is no input."""
    if root.is_file():
        return [root]
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f != "__pycache__" and not f.startswith("."))
        found += [Path(folder) / name for name in names if not name.startswith(".") and not name.endswith(".pyc")]
    return sorted(path for path in found if _ordinary(path))


def _ordinary(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _add(total: hashlib._Hash, data: bytes) -> None:
    total.update(len(data).to_bytes(8, "big") + data)
