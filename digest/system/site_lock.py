"""One build at a time: a lock beside the site, which the kernel frees when its holder dies, however it dies."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident

from digest.model.problem import N_, Problem

try:
    import fcntl
except ImportError:  # a system without flock(2): nothing keeps two builds apart there
    LOCKS = False
else:
    LOCKS = True

_held: dict[tuple[Path, int], int] = {}  # what this process holds: (site, thread) → handle


@contextmanager
def locked(site: Path) -> Iterator[Problem | None]:
    """The real folder of a site → None while nobody else may publish there, or a Problem that says who holds it.

    Who holds it already may ask again. OSErrors pass: the folder beside which the lock stands can not be written.
    """
    key = (site, get_ident())
    if not LOCKS or key in _held:
        yield None
        return
    file = site.with_name(f".{site.name}.lock")
    handle = _take_lock(file)
    if handle is None:
        yield _problem_held(site, file)
        return
    _held[key] = handle
    try:
        yield None
    finally:
        del _held[key]
        file.unlink(missing_ok=True)  # still held: whoever opened it meanwhile sees that it is gone, and makes a new one
        os.close(handle)


def _take_lock(file: Path) -> int | None:
    """The lock's file → its handle, with who we are written into it; None where somebody else has it."""
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still(file, handle):
                os.ftruncate(handle, 0)
                os.write(handle, f"{os.getpid()} {time.strftime('%Y-%m-%d %H:%M:%S')}\n".encode())
                return handle
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError:
            os.close(handle)
            raise
        os.close(handle)


def _is_still(file: Path, handle: int) -> bool:
    """Whether a path still leads to what was opened there; a holder that ends takes its file away."""
    try:
        return os.path.samestat(file.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _problem_held(site: Path, file: Path) -> Problem:
    try:
        process, _, since = file.read_text(encoding="ascii").strip().partition(" ")
    except (OSError, UnicodeDecodeError):  # it has ended by now
        process = since = ""
    return Problem(
        site.as_posix(), 0, "site.held", N_("another build holds this site: process {process}, since {since}"),
        N_("wait until it has ended, or end it"), (("process", process or "—"), ("since", since or "—")),
    )  # fmt: skip


def _forget_locks() -> None:
    """A child of ours shares our handles, and would hold the lock when we are gone."""
    for handle in _held.values():
        os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_locks)
