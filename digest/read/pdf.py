"""PDF files written by a program (not scans) → Source: the lines as they are wrapped, each with the number of its page.

What stands where is read by printed_page.py; what it means is judged over the whole document: furniture, tables, columns, paragraphs. The
first line of a paragraph keeps its indent as two wide spaces. Spaces that a typesetter put between Chinese and digits are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Line, Source
from digest.model.table_row import Cell, row_of
from digest.read.aligned_tables import aligned_table
from digest.read.drawn_tables import Grid, Place, grids_of_rules, rows_of_grid
from digest.read.page_furniture import printed_across, rules_of_rows, spot_of
from digest.read.pdf_guard import is_bomb, is_cut
from digest.read.printed_page import Run, is_pictured, rules_of_page, runs_of_page
from digest.read.printed_paragraphs import Placed, beginnings
from digest.read.reading import Reading
from digest.read.reading_order import Row, lines_of_runs, row_of_line, rows_in_order, usual_gaps
from digest.read.table_rows import is_table

MOST_PAGES = 1000
FEWEST = 20  # letters of a page that was printed by a program, numbers of pages apart
MOST_CHARACTERS = 600_000  # a report has a tenth of that
NEAR = 3.0  # points between the upright lines of a table and those of its other part on the next page
WIDE = "\u2e80-\u2fdf\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’—…·"
# The gap of a typesetter
# matches 增长 5.2% · 5G 基站 · 发 展      not GDP growth
GAP = re.compile(f"(?<=[{WIDE}]) {{1,8}}(?=[0-9A-Za-z{WIDE}%+\\-<>≥≤(])|(?<=[0-9A-Za-z%+)℃]) {{1,8}}(?=[{WIDE}])")
# The mark with which a note at a page's foot begins
# at the start: ①海洋牧场 · [1]海洋牧场 · ※ 注      not 1.海洋牧场
NOTE = re.compile(r"[①-⑳]|[\[［〔][0-9]{1,3}[\]］〕]|[*※]|注[：:0-9]")
SMALLER = 0.9  # of the text's letters: a note at a page's foot has smaller ones

Cells = Sequence[Sequence[str | Cell]]


@dataclass(slots=True)
class _Page:
    """A page: its stretches of letters, those in tables and those that stand across it apart; its tables, and where each begins."""

    number: int
    runs: list[Run]
    turned: list[Run]
    tables: list[Cells]
    grids: list[Grid | None]  # of each table; None for one without drawn lines
    pictured: bool = False  # it is a picture with hardly a letter, as a scanner makes it


@dataclass(frozen=True, slots=True)
class _Table:
    """The table read last: its number, its drawn lines, its first row, and whether it goes on with one above."""

    number: int
    grid: Grid | None
    head: tuple[str | Cell, ...]
    goes_on: bool = False


def read_pdf(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """A PDF's name and bytes → its Source, or None where it is protected, damaged, a scan or a trap, and what is wrong with it.

    Of a page with 「政 府工作报告」「 各位代表：」「— 1 —」 come the lines 政府工作报告, 　　各位代表： and — 1 — (page), all of line 1.
    """
    reading = Reading(path, data)
    if is_bomb(data):
        _report_bomb(reading)
        return reading.refused()
    pages = _pages_of_pdf(reading, data)
    if pages is None:
        return reading.refused()
    found = sum(len(run.text) for page in pages for run in page.runs) + sum(len(str(cell)) for page in pages for cells in page.tables for cell in cells)
    if found < FEWEST * len(pages) or not found:
        reading.report(0, "read.scan", N_("the pages are pictures: {count} pages hold {found} characters"),
                       N_("recognise its text first: python build.py add {file} --ocr"), count=len(pages), found=found, file=path)  # fmt: skip
        return reading.refused()
    if pictured := [str(page.number) for page in pages if page.pictured]:
        reading.report(0, "read.scan-pages", N_("pages that are pictures, and whose text is missing: {pages}"),
                       N_("recognise the text of all pages: python build.py add {file} --ocr"), WARNING, pages=", ".join(pictured)[:80], file=path)  # fmt: skip
    if is_cut(data):
        reading.report(0, "read.cut", N_("a passage is drawn in one piece of more than 32,767 letters, and only its beginning could be read"),
                       N_("print the file to a new PDF, or get the text as a Word file"), WARNING)  # fmt: skip
    lines = list(_lines_of_pages(reading, pages))
    broken = sum(line.text.count("\ufffd") for line in lines)
    if broken:
        reading.report(0, "read.no-letters", N_("{count} characters have no letter in the file's fonts"),
                       N_("compare the text with the printed page"), WARNING, count=broken)  # fmt: skip
    return reading.source("pdf", "utf-8", lines)


def _report_bomb(reading: Reading) -> None:
    reading.report(0, "read.bomb", N_("a part of the file unpacks to more than any report needs"),
                   N_("print the file to a new PDF; do not trust it if you do not know who made it"))  # fmt: skip


def _pages_of_pdf(reading: Reading, data: bytes) -> list[_Page] | None:
    """A PDF → its pages, None where it can not be opened."""
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
        pages, left = [], MOST_CHARACTERS
        for index in range(len(document)):
            page, count = _page_of_pdf(document, index, pypdfium2.raw, left)
            left -= count
            if page is None:
                _report_bomb(reading)
                return None
            pages.append(page)
        return pages
    except pypdfium2.PdfiumError as error:
        reading.report(0, "read.pdf", N_("the PDF is damaged ({reason})"), N_("get the file again"), reason=str(error)[:80])
        return None
    finally:
        document.close()


def _page_of_pdf(document: Any, index: int, raw: Any, most: int) -> tuple[_Page | None, int]:
    """A page of a PDF and how many letters it may have → its stretches and tables, None where it has more; and how many it has."""
    page = document[index]
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > most:
            return None, count
        grids = grids_of_rules(*rules_of_page(page.raw, raw), page.get_height())

        def cell_of(x: float, y: float) -> Place | None:
            for table, grid in enumerate(grids):
                if cell := grid.cell_at(x, y):
                    return Place(table, *cell)
            return None

        runs = runs_of_page(textpage.raw, raw, count, cell_of)
        pictured = count < FEWEST and is_pictured(page.raw, raw, *page.get_size())
    finally:
        textpage.close()
        page.close()
    found = _Page(index + 1, [], [run for run in runs if run.turned], [], [], pictured)
    real = {}
    for at, grid in enumerate(grids):
        cells = rows_of_grid(grid, at, runs)
        if is_table([[cell if isinstance(cell, str) else "" for cell in row] for row in cells]):
            real[at] = len(found.tables)
            found.runs.append(Run("", grid.xs[0], grid.xs[-1], grid.ys[-1] - 1, 1, real[at]))
            found.tables.append(cells)
            found.grids.append(grid)
    found.runs += [replace(run, cell=None) for run in runs if not run.turned and not (isinstance(run.cell, Place) and run.cell.table in real)]
    return found, count


def _lines_of_pages(reading: Reading, pages: list[_Page]) -> Iterator[Line]:
    """Pages → their lines in the order of reading, what is no text and what stands in tables among them; notes at the pages' feet behind."""
    across = printed_across([[*page.runs, *page.turned] for page in pages])
    for page in pages:
        page.turned += [run for run in page.runs if spot_of(run) in across]
        page.runs = [run for run in page.runs if spot_of(run) not in across]
    kept_out: list[list[tuple[Row, str]]] = []
    lines = [lines_of_runs(page.runs) for page in pages]
    rows = [[row_of_line(line) for line in page] for page in lines]
    for page, of_page, rows_of_page, named in zip(pages, lines, rows, rules_of_rows(rows), strict=True):
        known = [*zip(of_page, rows_of_page, named, strict=True)]
        kept_out.append([(row, rule) for _, row, rule in known if rule and row.table is None])
        page.runs = [run for line, row, rule in known if not rule or row.table is not None for run in line]
    gaps = usual_gaps([page.runs for page in pages])
    for page, found in zip(pages, gaps, strict=True):
        if not found:
            page.runs = _without_aligned_tables(page, lines_of_runs(page.runs))
    parted = sum(bool(found) for found in gaps)
    if parted:
        reading.report(0, "read.columns", N_("{count} pages are set in columns; they were read column by column"),
                       N_("compare the order of the text with the printed pages"), WARNING, count=parted)  # fmt: skip
    ordered = [rows_in_order(page.runs, found) for page, found in zip(pages, gaps, strict=True)]
    notes = _notes_apart(ordered)
    placed = [Placed(row, page.number, not at or rows[at - 1].column != row.column) for page, rows in zip(pages, ordered, strict=True)
              for at, row in enumerate(rows) if row.table is None]  # fmt: skip
    begun = dict(zip(((item.page, item.row) for item in placed), beginnings(placed), strict=True))
    previous = _Table(0, None, ())
    for page, in_order, out in zip(pages, ordered, kept_out, strict=True):
        yield from (_line(reading, page.number, run.text, "watermark") for run in page.turned)
        yield from (_line(reading, page.number, row.text, rule) for row, rule in out if rule == "watermark" or not in_order or row.top >= in_order[0].top)
        for row in in_order:
            if row.table is not None:
                previous = _table_of_page(reading, previous, page, row.table)
                yield from _lines_of_table(reading, page.number, page.tables[row.table], previous)
                continue
            previous = _Table(0, None, ())
            indented, goes_on = begun[page.number, row]
            yield replace(_line(reading, page.number, row.text, indented=indented), goes_on=goes_on)
        yield from (_line(reading, page.number, row.text, rule) for row, rule in out if rule == "page" and in_order and row.top < in_order[0].top)
    yield from (_line(reading, number, row.text) for number, row in notes)


def _line(reading: Reading, number: int, text: str, rule: str = "", indented: bool = False) -> Line:
    text = reading.cleaned(number, GAP.sub("", text.replace("\xa0", " ").replace("\t", " ")).strip(" "))
    return Line(number, ("\u3000\u3000" if indented and not text.startswith("\u3000") else "") + text, rule)


def _without_aligned_tables(page: _Page, lines: Sequence[list[Run]]) -> list[Run]:
    """A page's lines from above → its stretches, each table that no lines are drawn about put among its tables and one stretch for it."""
    runs: list[Run] = []
    at = 0
    while at < len(lines):
        cells, taken = aligned_table(lines, at)
        if cells and is_table(cells):
            first = lines[at][0]
            runs.append(Run("", first.left, max(run.right for line in lines[at : at + taken] for run in line), first.y, first.em, len(page.tables)))
            page.tables.append([list(row) for row in cells])
            page.grids.append(None)
            at += taken
        else:
            runs += lines[at]
            at += 1
    return runs


def _table_of_page(reading: Reading, above: _Table, page: _Page, at: int) -> _Table:
    """A table on a page → what is known of it: the one above where it goes on with it over the page's end."""
    grid, cells = page.grids[at], page.tables[at]
    if above.grid and grid and len(above.grid.xs) == len(grid.xs):
        if all(abs(x - y) < NEAR for x, y in zip(above.grid.xs, grid.xs, strict=True)):
            return _Table(above.number, grid, above.head, goes_on=True)
    return _Table(reading.new_table(), grid, tuple(cells[0]))


def _lines_of_table(reading: Reading, number: int, cells: Cells, table: _Table) -> Iterator[Line]:
    """The rows of a table on a page → lines; its head, repeated on the next page, is kept out."""
    for at, row in enumerate(cells):
        if table.goes_on and not at and tuple(row) == table.head:
            yield _line(reading, number, " ".join(cell.text if isinstance(cell, Cell) else cell for cell in row), "page")
            continue
        texts = [Cell(_cell(reading, number, cell.text), again=True) if isinstance(cell, Cell) else _cell(reading, number, cell) for cell in row]
        yield Line(number, "", row=row_of(table.number, texts))


def _cell(reading: Reading, number: int, text: str) -> str:
    return "\n".join(reading.cleaned(number, GAP.sub("", line.replace("\xa0", " ")).strip()) for line in text.split("\n"))


def _notes_apart(pages: list[list[Row]]) -> list[tuple[int, Row]]:
    """Takes the notes at the feet of pages out of their rows → the notes, each with its page: a sentence goes on over them."""
    sizes = sorted(row.em for rows in pages for row in rows for _ in row.text)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    notes = []
    for number, rows in enumerate(pages, 1):
        at = len(rows)
        while at and rows[at - 1].table is None and rows[at - 1].em < SMALLER * usual:
            at -= 1
        first = next((k for k in range(at, len(rows)) if NOTE.match(rows[k].text)), len(rows))
        notes += [(number, row) for row in rows[first:]]
        del rows[first:]
    return notes


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
