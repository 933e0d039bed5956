"""A picture of a page → the words that Tesseract reads in it, where it is installed with its Chinese data. The home of Tesseract."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from digest.system import machine
from digest.system.limited import Limits, run

CHINESE = "chi_sim"
LIMITS = Limits(seconds=120)  # for a page
ASKED = Limits(seconds=20)


@lru_cache(maxsize=1)
def can_read() -> bool:
    """→ whether Tesseract is here, with its data for simplified characters."""
    program = machine.program(machine.OCR)
    if not program:
        return False
    with tempfile.TemporaryDirectory(prefix="digest-ocr-") as folder:
        done = run((program, "--list-langs"), Path(folder), ASKED)
    return CHINESE in done.said.decode("utf-8", "replace").split()


def words_of_picture(picture: bytes) -> str | None:
    """A picture (PGM, PNG …) → its words with their places, as TSV; None where Tesseract takes too long or fails.

    The page is taken for one column of text, as reports are printed: told to look for columns it loses lines of titles.
    """
    with tempfile.TemporaryDirectory(prefix="digest-ocr-") as folder:
        options = ("-", "-", "-l", CHINESE, "--psm", "6", "--dpi", "300", "tsv")
        done = run((machine.program(machine.OCR), *options), Path(folder), LIMITS, picture)
    return None if done.late or done.code != 0 else done.said.decode("utf-8", "replace")
