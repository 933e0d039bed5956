"""Loads WeasyPrint, or says why it cannot be loaded on this machine. The home of WeasyPrint.

It takes 0.7 s to import, and what it needs of the system (Pango, fontconfig) can fail in many ways; so it is imported only when a
bulletin is really due, or when somebody asks whether it could be.
"""

from __future__ import annotations

import ctypes.util
import html
import logging
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any


class NoTypesetter(Exception):  # noqa: N818 (it is told, not handled)
    """WeasyPrint can not be loaded on this machine; its text says why."""


def trouble() -> str:
    """→ why no bulletin can be laid out on this machine, "" where it can: OSError: cannot load library 'libpango-1.0-0'"""
    try:
        weasyprint_here()
    except NoTypesetter as error:
        return str(error)
    return ""


def weasyprint_here() -> Any:
    """→ the module. On Linux the search for libraries under names of other systems, which starts 86 processes, is left out."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # libraries are opened by the names that they have there, and none by searching
    try:
        with redirect_stdout(StringIO()):
            import weasyprint
    except (Exception, SystemExit) as error:  # whatever a package that is broken, or a library that is missing, may raise
        said = " ".join(f"{type(error).__name__}: {error}".split())
        raise NoTypesetter(said[:200]) from None
    finally:
        ctypes.util.find_library = search
    return weasyprint


@contextmanager
def typesetter() -> Iterator[tuple[Any, list[str]]]:
    """→ WeasyPrint, and what it says that must not be: errors, and glyphs that no font has.

    It sees no font of the system, only those that the bulletin brings: so it cannot fall back to another one unseen, and is faster.
    """
    said: list[str] = []
    listener = _Listener(said)
    logger = logging.getLogger("weasyprint")
    with tempfile.TemporaryDirectory(prefix="digest-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there are no system fonts, and that HarfBuzz subset is missing: we say so ourselves
        configuration = Path(folder, "fonts.conf")
        configuration.write_text(f"<fontconfig><cachedir>{html.escape(folder)}</cachedir></fontconfig>", encoding="utf-8")
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        logger.addHandler(listener)
        try:
            yield weasyprint_here(), said
        finally:
            logger.removeHandler(listener)
            os.environ.pop("FONTCONFIG_FILE")
            os.environ |= {"FONTCONFIG_FILE": before} if before is not None else {}


class _Listener(logging.Handler):
    """Writes down what must not be."""

    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.said = said

    def emit(self, record: logging.LogRecord) -> None:
        if _must_not_be(record):
            self.said.append(record.getMessage())


def _must_not_be(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR or ".notdef" in record.getMessage() or "Unable to subset" in record.getMessage()
