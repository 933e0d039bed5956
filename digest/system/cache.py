"""Results of slow pure functions, each kept in a file that is named after its key. Deleting the folder is always safe.

The key is a hash of the program's own code, the function, its bound arguments and the item; whatever can change the result is in
it, so nothing needs to be invalidated. An entry is a digest of its name and its JSON, and the JSON; one that does not match, for instance
because it was copied from another, is made again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, get_type_hints

from digest.content.schema import from_json, to_json
from digest.model.limits import DEFAULTS, Limits
from digest.system.guarded import Lost, guarded
from digest.system.parallel import Serial, jobs_of
from digest.system.stopwatch import Stopwatch, measured

CHUNK, SHARE = 25, 64  # items that are handed out together, of many: what is bound is sent along each time


class Cache:
    """A folder of remembered results; `code` is the digest of the program that made them. `took` is told what tasks take."""

    def __init__(self, folder: Path, code: str, took: Stopwatch | None = None) -> None:
        self.folder = folder
        self.code = code
        self.took = took or Stopwatch()

    def map(
        self, executor: Executor, function: Callable[..., Any], items: Sequence[Any], done: Callable[[], None] = lambda: None,
        lost: Callable[[Any, Lost], Any] | None = None, limits: Limits = DEFAULTS, before: Callable[[], object] | None = None,
    ) -> list[Any]:
        """function over items, in order: results that are there are read, the others are computed on the executor and kept.

        `function` is a module-level function, or a partial of one; its return annotation tells how results are stored. Items and
        bound arguments are frozen values, whose repr says all there is to say of them. `done` is called for each result.

        With `lost` the items are worked on by processes of their own, within limits: what it makes of an item whose process had to end
        is its result, which is not kept. `before` is called here before they are made, where there is anything for them to do.
        """
        kind = get_type_hints(_function_itself(function))["return"]
        paths = [self.folder / key[:2] / key[2:] for key in self._keys(function, items)]
        results = [_recalled_result(path, kind, done) for path in paths]
        wanted = [i for i, result in enumerate(results) if result is None]
        self.took.told(len(items), len(items) - len(wanted))
        work, todo = partial(measured, function), [items[i] for i in wanted]
        if before and wanted:
            before()
        together = max(1, min(CHUNK, len(wanted) // SHARE))
        made = executor.map(work, todo, chunksize=together) if lost is None else guarded(work, todo, jobs_of(executor), limits)
        with closing(made) if isinstance(made, Generator) else nullcontext(made) as outcomes:
            for i, outcome in zip(wanted, outcomes):
                if lost and isinstance(outcome, Lost):
                    results[i] = (lost(items[i], outcome),)
                else:
                    result, seconds = outcome
                    self.took.took(seconds, lost is None and isinstance(executor, Serial))
                    _remember(paths[i], to_json(result, kind))
                    results[i] = (result,)
                done()
        return [result[0] for result in results if result is not None]

    def _keys(self, function: Callable[..., Any], items: Sequence[Any]) -> list[str]:
        bound = function.args if isinstance(function, partial) else ()
        plain = _function_itself(function)
        start = hashlib.sha256(repr((self.code, plain.__module__, plain.__qualname__, bound)).encode())
        keys = []
        for item in items:
            key = start.copy()
            key.update(repr(item).encode("utf-8", "backslashreplace"))
            keys.append(key.hexdigest())
        return keys


def _function_itself(function: Callable[..., Any]) -> Callable[..., Any]:
    return function.func if isinstance(function, partial) else function


def _recalled_result(path: Path, kind: Any, done: Callable[[], None]) -> tuple[Any] | None:
    """A remembered result in a tuple of one, or None where there is none that can be trusted."""
    try:
        digest, _, payload = _plain_bytes(path).partition(b"\n")
        if digest != _sealed(path, payload):
            return None
        result = from_json(kind, payload)
    except (OSError, ValueError):  # absent, unreadable, cut short or written by a stranger: made again
        return None
    done()
    return (result,)


def _remember(path: Path, payload: bytes) -> None:
    """Written beside its place and moved there, so that no half entry is ever seen. A cache that can't be written is only slow."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(_sealed(path, payload) + b"\n" + payload)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        beside.replace(path)
    except OSError:
        return


def _sealed(path: Path, payload: bytes) -> bytes:
    """An entry's place, whose name is its key, and its JSON → the digest of both."""
    return hashlib.sha256(f"{path.parent.name}{path.name}\n".encode() + payload).hexdigest().encode()


def _plain_bytes(path: Path) -> bytes:
    """A path → what stands in the file; OSError where there is none, or a pipe that nobody writes into."""
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("no plain file")
        return file.read()
