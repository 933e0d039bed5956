"""Keeps what a command said when it found nothing to do, for said_before.py: only where nothing that it looked at was just being changed.

A file that was touched within the moment that dates can tell apart may be touched again without a trace: so nothing is kept while any
is that young, and the next command looks at everything itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from zlib import crc32

from digest.content.plain_files import folders, walk
from digest.model.build import Settings
from digest.model.layers import Layers
from digest.system.file_digests import MOMENT
from digest.system.inputs import libraries, sources_of
from digest.system.publish import read_manifest
from digest.system.said_before import signs_of, slot_of
from digest.system.site_target import MANIFEST
from digest.system.whole_files import write_whole


def keep_said(asked: str, settings: Settings, said: str, code: int, began: int) -> None:
    """What was asked, what was looked at, and what was said of it → a note in the cache, where it is sure to hold.

    `began`: the time in nanoseconds before anything was looked at. A cache that can't be written is only slow.
    """
    if not asked or "\0" in said or "\0" in asked:
        return
    try:
        site = settings.site.resolve()
        paths = [os.path.abspath(path) for path in looked_at(settings, site)]
        if not _are_settled(paths, began):
            return
        note = "\0".join((asked, str(code), str(site), said, signs_of(paths), *paths)).encode("utf-8", "surrogateescape")
        file = Path(slot_of(str(settings.cache / "said"), asked))
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, b"%d\0%b" % (crc32(note), note))
    except OSError:
        return


def looked_at(settings: Settings, site: Path) -> Iterator[Path]:
    """Settings of a build and its site's real folder → every file and folder on which it depends whether there is anything to do."""
    yield site
    yield site / MANIFEST
    manifest = read_manifest(site)
    yield from (site / route for route in (manifest.files if manifest else ()))
    yield from (Path(folder) for folder in libraries())
    yield from (folder.own for folder in (settings.content, settings.templates) if isinstance(folder, Layers))  # what comes there may stand for the tool's
    for root in sources_of(settings):
        yield from (root,) if root.is_file() else (*folders(root), *walk(root))


def _are_settled(paths: Iterable[str], began: int) -> bool:
    """Whether all are plain files and folders that nobody had touched for a moment when we began."""
    for path in paths:
        status = os.stat(path)
        if max(status.st_mtime_ns, status.st_ctime_ns) + MOMENT >= began or not (S_ISREG(status.st_mode) or S_ISDIR(status.st_mode)):
            return False
    return True
