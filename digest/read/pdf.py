"""PDF files written by a program (not scans) → Source: the lines as they are wrapped, each with the number of its page.

Page numbers and running heads are found by standing on many pages at the same place; they carry the rule "page". The first line of
a paragraph keeps its indent as two wide spaces. Spaces that a typesetter put between Chinese and digits are no part of the text.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Line, Source
from digest.read.pdf_guard import is_bomb
from digest.read.reading import Reading

MOST_PAGES = 1000
MOST_CHARACTERS = 3_000_000
WIDE = "\u2e80-\u2fdf\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’—…·"
# The gap of a typesetter
# matches 增长 5.2% · 5G 基站 · 发 展      not GDP growth
GAP = re.compile(f"(?<=[{WIDE}]) {{1,8}}(?=[0-9A-Za-z{WIDE}%+\\-<>≥≤(])|(?<=[0-9A-Za-z%+)℃]) {{1,8}}(?=[{WIDE}])")
# matches 第12页      not 页
DIGITS = re.compile("[0-9０-９]{1,4}")
# wholly: - 3 - · 3 · 第3页 共12页 · 3/12 · ·3·      not 2024年
PAGE_NUMBER = re.compile(r"[—\-–·\s]{0,6}第?\s?[0-9]{1,4}\s?页?(?:[\s,，/]{0,3}(?:共\s?)?(?:[0-9]{1,4}\s?页)?|\s?/\s?[0-9]{1,4})[—\-–·\s]{0,6}")
EDGE = 2  # lines at a page's top and bottom that may be running heads or numbers


@dataclass(slots=True)
class _Row:
    """A line of a page: its text and where its letters stand, in points."""

    text: str
    left: float
    top: float
    size: float  # of a wide letter, as far as its length tells; 0 for a short one
    rule: str = ""


def read_pdf(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """A PDF's name and bytes → its Source, or None where it is protected, damaged, a scan or a trap, and what is wrong with it.

    Of a page with 「政 府工作报告」「 各位代表：」「— 1 —」 come the lines 政府工作报告, 　　各位代表： and — 1 — (page), all of line 1.
    """
    reading = Reading(path, data)
    if is_bomb(data):
        reading.report(0, "read.bomb", N_("a part of the file unpacks to more than any report needs"),
                       N_("print the file to a new PDF; do not trust it if you do not know who made it"))  # fmt: skip
        return reading.refused()
    pages = _pages_of_pdf(reading, data)
    if pages is None:
        return reading.refused()
    found = sum(len(row.text.strip()) for page in pages for row in page)
    if found < 20 * len(pages) or not found:
        reading.report(0, "read.scan", N_("the pages are pictures: {count} pages hold {found} characters"),
                       N_("recognise its text first: python build.py add {file} --ocr"), count=len(pages), found=found, file=path)  # fmt: skip
        return reading.refused()
    _name_edges(pages)
    lines = [line for number, page in enumerate(pages, 1) for line in _lines_of_page(reading, number, page)]
    broken = sum(line.text.count("\ufffd") for line in lines)
    if broken:
        reading.report(0, "read.no-letters", N_("{count} characters have no letter in the file's fonts"),
                       N_("compare the text with the printed page"), WARNING, count=broken)  # fmt: skip
    return reading.source("pdf", "utf-8", lines)


def _pages_of_pdf(reading: Reading, data: bytes) -> list[list[_Row]] | None:
    """A PDF → its pages as rows, None where it can not be opened."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            reading.report(0, "read.encrypted", N_("the file is protected by a password"), N_("save it without the password"))
        else:
            reading.report(0, "read.pdf", N_("the PDF is damaged ({reason})"), N_("get the file again"), reason=str(error)[:80])
        return None
    try:
        if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
            reading.report(0, "read.encrypted", N_("the file is protected by a password"), N_("save it without the password"))
            return None
        if len(document) > MOST_PAGES:
            reading.report(0, "read.pages", N_("the PDF has {count} pages"), N_("take the report out of it"), count=len(document))
            return None
        pages, characters = [], 0
        for index in range(len(document)):
            rows = _rows_of_page(document, index, pypdfium2.raw)
            characters += sum(len(row.text) for row in rows)
            if characters > MOST_CHARACTERS:
                reading.report(0, "read.bomb", N_("a part of the file unpacks to more than any report needs"),
                               N_("print the file to a new PDF; do not trust it if you do not know who made it"))  # fmt: skip
                return None
            pages.append(rows)
        return pages
    except pypdfium2.PdfiumError as error:
        reading.report(0, "read.pdf", N_("the PDF is damaged ({reason})"), N_("get the file again"), reason=str(error)[:80])
        return None
    finally:
        document.close()


def _rows_of_page(document: Any, index: int, raw: Any) -> list[_Row]:
    """A page → its lines of letters from top to bottom as the file has them, with the place of the first letter of each."""
    page = document[index]
    textpage = page.get_textpage()
    try:
        count = min(textpage.count_chars(), MOST_CHARACTERS + 1)
        codes = [raw.FPDFText_GetUnicode(textpage.raw, at) for at in range(count)]
        rows, start = [], 0
        for end in (*(at for at, code in enumerate(codes) if code in (10, 13)), count):
            text = "".join(_letter(code) for code in codes[start:end])
            if text.strip():
                first = start + len(text) - len(text.lstrip())
                rows.append(_row_of_letters(textpage, raw, first, start + len(text.rstrip()) - 1, text))
            start = end + 1
        return rows
    finally:
        textpage.close()
        page.close()


def _letter(code: int) -> str:
    """A code of a letter → the letter; U+FFFE stands for a hyphen at a line's end, 0 for one that the font does not name."""
    if code in (2, 0xFFFE):
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _row_of_letters(textpage: Any, raw: Any, first: int, last: int, text: str) -> _Row:
    """A line's text and its first and last letter → its row, by their origins: the ink of 一 or “ begins right of its square."""
    x, y, end, _ = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharOrigin(textpage.raw, first, x, y)
    raw.FPDFText_GetCharOrigin(textpage.raw, last, end, _)
    wide = sum(1.0 if letter > "\u2000" else 0.5 for letter in text.strip()[:-1])
    return _Row(text, x.value, y.value, (end.value - x.value) / wide if wide >= 8 else 0)


def _name_edges(pages: list[list[_Row]]) -> None:
    """Names the first and last rows of pages that are numbers or running heads: the same words, digits apart, at one height on many pages."""
    edges = [_edge_rows(page) for page in pages]
    counts = Counter(key for rows in edges for key in {_what_repeats(row) for row in rows})
    often = max(2, len(pages) * 2 // 5)
    for rows in edges:
        for row in rows:
            head = len(row.text) <= 60 and not row.text.rstrip().endswith(tuple("，。；：、！？"))
            if PAGE_NUMBER.fullmatch(row.text) or (head and len(pages) > 2 and counts[_what_repeats(row)] >= often):
                row.rule = "page"


def _edge_rows(page: list[_Row]) -> list[_Row]:
    """The rows of a page that stand highest and lowest on it, wherever the file has them."""
    by_place = sorted(page, key=lambda row: -row.top)
    return by_place[:EDGE] + by_place[max(EDGE, len(by_place) - EDGE) :]


def _what_repeats(row: _Row) -> tuple[str, int]:
    """What is the same of a running head on each page: its words without digits, and its height."""
    return DIGITS.sub("#", "".join(row.text.split())), round(row.top / 3)


def _lines_of_page(reading: Reading, number: int, page: list[_Row]) -> Iterator[Line]:
    """Rows of a page → lines, with indents where most rows begin further left."""
    body = [row for row in page if not row.rule]
    lefts = Counter(round(row.left) for row in body)
    margin = min((left for left, count in lefts.items() if count * 6 >= len(body)), default=0)
    sizes = sorted(row.size for row in body if row.size > 0)
    size = sizes[len(sizes) // 2] if sizes else 0
    for row in page:
        text = reading.cleaned(number, GAP.sub("", row.text.replace("\xa0", " ").replace("\t", " ")).strip(" "))
        indent = size and 1.4 * size <= row.left - margin <= 3.2 * size and not text.startswith("\u3000")
        yield Line(number, ("\u3000\u3000" if indent and not row.rule else "") + text, row.rule)




def pictures_of_pdf(data: bytes, most: int, dots: int = 300, pixels: int = 12_000_000) -> Iterator[bytes]:
    """A PDF that read_pdf told to be a scan → its first pages, at most so many, each as a grey picture (PGM) of so many dots an inch.

    A page that is larger than any sheet of paper is painted smaller.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for index in range(min(len(document), most)):
            page = document[index]
            wide, high = page.get_size()
            scale = min(dots / 72, (pixels / max(wide * high, 1)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True)
            held = memoryview(bitmap.buffer)
            rows = (bytes(held[at * bitmap.stride : at * bitmap.stride + bitmap.width]) for at in range(bitmap.height))
            yield b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
            bitmap.close()
            page.close()
    finally:
        document.close()
