"""Scanned PDFs → texts that a machine reads from their pictures, where the user asks for it; stated of them is that nobody has compared them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

from digest.cli.row_reports import Given
from digest.model.problem import N_, Problem
from digest.read.any import read_source
from digest.read.pdf import pictures_of_pdf
from digest.read.scanned_lines import scanned_text
from digest.system import machine
from digest.system.ocr import can_read, words_of_picture
from digest.system.parallel import executor

MOST_PAGES = 200
SECONDS = 3600  # for a file
NOTE = "本文由机器从扫描件识别（OCR），文字和数字未经核对。"

Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads pictures: Tesseract, or what a test gives."""

    ready: Callable[[], bool] = can_read
    words: Callable[[bytes], str | None] = words_of_picture


def is_scan(path: str, data: bytes) -> bool:
    """A file → whether it is a PDF whose pages are pictures, all of them or some."""
    printed = data[:1024].lstrip(b"\xef\xbb\xbf\0\t\r\n ").startswith(b"%PDF-")
    return printed and any(problem.code in ("read.scan", "read.scan-pages") for problem in read_source(path, data)[1])


def recognised(given: Given, jobs: int, told: Told, reader: Reader) -> Given | Problem:
    """A scanned PDF → its text, with `ocr: true` and a note for readers; or why there is none.

        "扫描.pdf" → Given("扫描.pdf", "政府工作报告\\n　　各位代表：…", ocr: true)
    """
    if not reader.ready():
        command = machine.command((machine.OCR,))
        hint = N_("install it: {command}") if command else N_("install it with the package manager of this system")
        return Problem(given.path, 0, "ocr.missing", N_("for a scan Tesseract and its Chinese data are needed"), hint, (("command", command),))
    ends, found, jobs = time.monotonic() + SECONDS, [], max(1, jobs)
    pictures = pictures_of_pdf(given.data, MOST_PAGES + 1)
    with executor(jobs) as pool:
        while batch := list(islice(pictures, jobs)):  # so many pictures at once, since each takes ten megabytes
            found += list(pool.map(reader.words, batch))
            told(N_("Recognising pages"), len(found), len(found) + 1)
            if len(found) > MOST_PAGES or time.monotonic() > ends:
                return Problem(given.path, 0, "ocr.too-much", N_("the scan has more pages than are recognised: {most}"), N_("take the report out of it"),
                               (("most", str(min(len(found), MOST_PAGES))),))  # fmt: skip
    told(N_("Recognising pages"), len(found), len(found))
    lost = [str(number) for number, words in enumerate(found, 1) if words is None]
    if lost:
        return Problem(given.path, 0, "ocr.failed", N_("pages that could not be recognised: {pages}"), N_("scan them again, or type the text"),
                       (("pages", ", ".join(lost)[:80]),))  # fmt: skip
    text = scanned_text(words for words in found if words)
    stated = replace(given.stated, ocr=True, note=given.stated.note or NOTE)
    return replace(given, data=text.encode("utf-8"), stated=stated)
