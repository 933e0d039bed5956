"""SHA-256 of files, kept with their size and dates, so that a file that was not touched is not read again.

A file whose size, dates and place on the disk are the same holds the same, unless it was changed within the moment that its dates
can tell apart: so nothing is remembered of a file that was touched just before it was read. Deleting the folder is always safe.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

from digest.system.whole_files import write_whole

Digest = Callable[[Path], str]  # a file → its SHA-256, "" where it can not be read
MOMENT = 2_000_000_000  # nanoseconds: the coarsest dates of a file system (FAT) are two seconds apart


def hashed(path: Path) -> str:
    """A plain file → its SHA-256; "" where there is none that can be read."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else ""
    except OSError:
        return ""


def _without_waiting(path: str, flags: int) -> int:
    """A pipe is opened at once, also where nobody writes into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


class Seen:
    """The digests of one site and of what it is made of; called with a path it answers like `hashed`."""

    def __init__(self, folder: Path, site: Path) -> None:
        self.file = folder / f"{hashlib.sha256(os.fsencode(site.resolve())).hexdigest()[:16]}.json"
        self.known = _recalled_digests(self.file)
        self.met: dict[str, list[object]] = {}

    def __call__(self, path: Path) -> str:
        """A file → its SHA-256, read only where it may have changed; "" where it can not be read."""
        try:
            status, now = path.stat(), time.time_ns()
        except OSError:
            return ""
        name = os.path.abspath(path)
        sign = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev]
        held = self.known.get(name)
        if held and held[1:] == sign:
            self.met[name] = held
            return str(held[0])
        digest = hashed(path)
        if digest and max(status.st_mtime_ns, status.st_ctime_ns) + MOMENT < now:
            self.met[name] = [digest, *sign]
        return digest

    def keep(self) -> None:
        """Keeps the digests of all files asked for, where they are more than before. A cache that can't be written is only slow."""
        if self.met == self.known:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.file, json.dumps(self.met).encode("ascii"))
        except OSError:
            return


def _recalled_digests(file: Path) -> dict[str, list[object]]:
    """What was remembered, or nothing where that can not be trusted."""
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) and all(isinstance(held, list) and len(held) == 6 for held in data.values()) else {}
