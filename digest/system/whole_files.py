"""Writes files whole or not at all; an error of the disk names the path."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Written beside and moved, so that nobody ever sees half a file; who may read it stays."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with about(path):
        try:
            beside.write_bytes(data)
            if path.exists():
                shutil.copymode(path, beside)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def about(path: Path) -> Iterator[None]:
    """An OSError raised inside names this path: a write that fails for want of room names no file by itself."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
