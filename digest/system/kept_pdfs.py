"""Where a build makes no PDFs (--no-pdf, or a machine without Pango), those published before stay, with the date of their data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from digest.content.plain_files import read_plain
from digest.system.publish import read_manifest


@dataclass(frozen=True, slots=True)
class Kept:
    """A bulletin's PDF of an earlier build: its address, its bytes, and the date of its data, "" where nobody says."""

    route: str
    data: bytes
    date: str


def kept(site: Path, wanted: Iterable[str]) -> tuple[Kept, ...]:
    """A published site and addresses of PDFs → those that stand there as they were published. Others are not kept."""
    manifest = read_manifest(site.resolve())
    if manifest is None:
        return ()
    dates = dict(json.loads(manifest.summary).get("dated", ()))
    found = ((route, read_plain(site.resolve() / route, None)) for route in wanted if route in manifest.files)
    return tuple(
        Kept(route, data, dates.get(route, ""))
        for route, data in found
        if isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == manifest.files[route]
    )
