"""Publishes the files of a build as site/: all of them or none, and never touches a file that no build made.

A build is prepared in a folder of its own beside the site and swapped in by one rename, so that a crash leaves the last good site; one
publisher at a time. The manifest in the site tells which files are ours (and their digests): those may be replaced and removed,
everything else that stands there is carried over, and a page of ours that somebody edited is kept beside the site and told. A build
whose files are all the same writes nothing. Where the site is a link, the folder that it leads to is meant.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from digest.model.problem import N_, Problem
from digest.system.edited_files import keep_edited
from digest.system.file_digests import Digest, hashed
from digest.system.site_lock import locked
from digest.system.site_target import MANIFEST, heal, scratch_name
from digest.system.whole_files import about, write_whole

FORMAT = "site-manifest/1"
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the last build left: `stamp` of its inputs, its summary as JSON text, and its files (route → SHA-256).

    `inputs` are the files that it was made of (name → SHA-256); none where the site is older than that.
    """

    stamp: str
    summary: str
    files: Mapping[str, str]
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written and removed, the files in the way (then nothing was changed), and those edited by hand, which are kept."""

    written: int
    removed: int
    problems: tuple[Problem, ...] = ()
    edited: tuple[Problem, ...] = ()


def read_manifest(site: Path) -> Manifest | None:
    """The manifest of a site, or None where there is none that can be read."""
    try:
        data = json.loads((site / MANIFEST).read_text(encoding="utf-8"))
        return Manifest(data["stamp"], data["summary"], data["files"], data.get("inputs", {})) if data["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def unchanged(site: Path, manifest: Manifest | None, stamp: str, digest: Digest = hashed) -> bool:
    """Whether the site was built from these very inputs and still stands as it was published.

    Compared by content, not by date: reading a few MB is faster than being wrong. `digest` may remember what it has read.
    """
    if manifest is None or manifest.stamp != stamp:
        return False
    return all(digest(site / route) == known for route, known in manifest.files.items())


def publish(site: Path, files: Mapping[str, bytes], stamp: str, summary: str, inputs: Mapping[str, str] = MappingProxyType({})) -> Published:
    """Route → bytes, the whole site, and what it was made of → published. OSErrors pass: the last site stands untouched then."""
    real = site.resolve()
    real.parent.mkdir(parents=True, exist_ok=True)
    with locked(real) as held:
        if held:
            return Published(0, 0, (held,))
        heal(real)
        return _publish(real, files, stamp, summary, inputs, site)


def _publish(site: Path, files: Mapping[str, bytes], stamp: str, summary: str, inputs: Mapping[str, str], named: Path) -> Published:
    """A site's real folder, and how the user calls it."""
    manifest = read_manifest(site)
    ours = manifest.files if manifest else {}
    digests = {route: hashlib.sha256(data).hexdigest() for route, data in sorted(files.items())}
    foreign = [route for route in digests if route not in ours and os.path.lexists(site / route) and hashed(site / route) != digests[route]]
    if foreign:
        return Published(0, 0, tuple(_problem_in_the_way(named, route) for route in foreign))
    same = {route for route, digest in digests.items() if hashed(site / route) == digest}
    gone = [route for route in ours if route not in digests and (site / route).exists()]
    data = {"format": FORMAT, "stamp": stamp, "summary": summary, "files": digests, "inputs": dict(inputs)}
    text = (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
    if len(same) == len(digests) and not gone and manifest and site.exists():
        if (manifest.stamp, manifest.summary, manifest.inputs) != (stamp, summary, inputs):
            write_whole(site / MANIFEST, text)
        return Published(0, 0)
    edited = keep_edited(site, named, ours, digests)
    scratch = Path(tempfile.mkdtemp(prefix=scratch_name(site), dir=site.parent))
    fresh = scratch / "new"
    try:
        _carry_over(site, fresh, {*ours, *digests, MANIFEST})
        for route, content in files.items():
            _place(site / route if route in same else None, fresh / route, content)
        _place(None, fresh / MANIFEST, text)
        _swap(fresh, site)
    except OSError as error:
        if error.filename and str(error.filename).startswith(str(fresh)):  # a place that is gone by the time that somebody reads of it
            error.filename = str(site) + str(error.filename)[len(str(fresh)) :]
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return Published(len(digests) - len(same), len(gone), edited=edited)


def _problem_in_the_way(site: Path, route: str) -> Problem:
    return Problem(
        (site / route).as_posix(), 0, "site.foreign",
        N_("this file was not made by the build, and the build has a file of that name"),
        N_("move it elsewhere, or choose another folder with --site"),
    )  # fmt: skip


def _carry_over(site: Path, fresh: Path, ours: set[str]) -> None:
    """What others have put into the site stays: every file that is not ours, links as links, and folders that hold nothing."""
    fresh.mkdir(parents=True)
    if site.is_dir():
        shutil.copymode(site, fresh)
    for folder, folders, names in os.walk(site, onerror=_raise) if site.is_dir() else ():
        for name in (*names, *(f for f in folders if (Path(folder) / f).is_symlink())):
            path = Path(folder) / name
            route = path.relative_to(site).as_posix()
            if route not in ours:
                (fresh / route).parent.mkdir(parents=True, exist_ok=True)
                if not _could_link(path, fresh / route):
                    shutil.copy2(path, fresh / route, follow_symlinks=False)
        if not folders and not names:
            (fresh / Path(folder).relative_to(site)).mkdir(parents=True, exist_ok=True)


def _raise(error: OSError) -> None:
    raise error


def _place(old: Path | None, new: Path, data: bytes) -> None:
    """A file that did not change is linked, not written again."""
    with about(new):
        new.parent.mkdir(parents=True, exist_ok=True)
        if old is None or not _could_link(old, new):
            new.write_bytes(data)


def _could_link(old: Path, new: Path) -> bool:
    """Whether a second name could be given to a file, a link or a pipe; not every file system can."""
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):
        return False
    return True


def _swap(fresh: Path, site: Path) -> None:
    """fresh takes the place of site in one step where the kernel can exchange two names, in two renames elsewhere."""
    if not site.exists():
        fresh.rename(site)
        return
    try:
        done = ctypes.CDLL(None).renameat2(_HERE, os.fsencode(fresh), _HERE, os.fsencode(site), _EXCHANGE) == 0
    except (AttributeError, OSError):
        done = False
    if not done:
        site.rename(fresh.with_name("old"))
        fresh.rename(site)
