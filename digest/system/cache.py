"""Results of slow pure functions, each kept in a file that is named after its key. Deleting the folder is always safe.

The key is a hash of the program's own code, the function, its bound arguments and the item; whatever can change the result is in
it, so nothing needs to be invalidated. An entry is its digest and its JSON; one that does not match its digest is made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Any, get_type_hints

from digest.content.schema import from_json, to_json
from digest.system.parallel import Serial
from digest.system.stopwatch import Stopwatch, measured


class Cache:
    """A folder of remembered results; `code` is the digest of the program that made them. `took` is told what tasks take."""

    def __init__(self, folder: Path, code: str, took: Stopwatch | None = None) -> None:
        self.folder = folder
        self.code = code
        self.took = took or Stopwatch()

    def map(
        self, executor: Executor, function: Callable[..., Any], items: Sequence[Any], done: Callable[[], None] = lambda: None
    ) -> list[Any]:
        """function over items, in order: results that are there are read, the others are computed on the executor and kept.

        `function` is a module-level function, or a partial of one; its return annotation tells how results are stored. Items and
        bound arguments are frozen values, whose repr says all there is to say of them. `done` is called for each result.
        """
        kind = get_type_hints(_function_itself(function))["return"]
        paths = [self.folder / key[:2] / key[2:] for key in self._keys(function, items)]
        results = [_recalled_result(path, kind, done) for path in paths]
        wanted = [i for i, result in enumerate(results) if result is None]
        self.took.told(len(items), len(items) - len(wanted))
        for i, (result, seconds) in zip(wanted, executor.map(partial(measured, function), [items[i] for i in wanted])):
            self.took.took(seconds, isinstance(executor, Serial))
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
        digest, _, payload = path.read_bytes().partition(b"\n")
        if digest.decode("ascii") != hashlib.sha256(payload).hexdigest():
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
        beside.write_bytes(hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload)
        beside.replace(path)
    except OSError:
        return
