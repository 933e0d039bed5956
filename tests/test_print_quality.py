"""The bulletins of the shipped site read back from their PDFs: pages, outline, fonts, tags, attachment, edges, kinsoku, size."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from digest.bulletins.justify import CLOSING, OPENING
from digest.render.csv_tables import FIELDS
from tests.conftest import Built
from tests.printed import MM, Line, fonts, lines, numbered, open_pdf
from tests.test_bulletins import needs_pango

pytestmark = needs_pango

A_PAGE = 40_000  # bytes a page may take: a bulletin of ten pages 400 kB
BODY, QUOTE = 156 * MM / 28, 156 * MM / 28 * 0.86  # sizes of running text, in points
HANGING = "".join(c for c in CLOSING if c not in "…—·") + "%℃"


@pytest.fixture(scope="module")
def pdfs(built: Built) -> dict[str, bytes]:
    """The bulletins by their names."""
    found = {path.stem: path.read_bytes() for path in sorted((built.site / "bulletins").glob("*.pdf"))}
    assert len(found) > 10, [problem.text() for problem in built.summary.problems if problem.severity == "error"][:5]
    return found


@cache
def read(data: bytes) -> tuple[Line, ...]:
    return lines(data)


def is_text(line: Line) -> bool:
    """Whether a line is running text: in the serif, of its size, and not bold all over as headings are."""
    large = [letter for letter in line.letters if letter.size > QUOTE - 0.2 and "Serif" in letter.font]
    return len(large) > len(line.letters) / 2 and any("Bold" not in letter.font for letter in large) and line.base_height() < 760


def is_heading(line: Line) -> bool:
    return all("Bold" in letter.font for letter in line.letters) and max(letter.size for letter in line.letters) > QUOTE - 0.2


def first(line: Line) -> float:
    """Where the words of a line begin, behind the mark of a list."""
    return next(letter.left for letter in line.letters if letter.text != "•")


def edge(page: int) -> float:
    """The right edge of the text: the wide margin is on the side of the binding."""
    return (210 - (26 if page % 2 else 28)) * MM


def goes_on(line: Line, after: Line) -> bool:
    """Whether a paragraph goes on from one line to the next: that is no item of a list, not indented and not far below."""
    if line.page != after.page or not is_text(line) or not is_text(after) or after.letters[0].text == "•":
        return False
    indented = first(line) - first(after)
    near = line.base_height() - after.base_height() < 1.4 * 225 * MM / 22
    return near and (abs(indented) < 1 or abs(indented - 2 * line.main.size) < 1.5) and not (abs(indented) < 1 and starts_paragraph(line))


def starts_paragraph(line: Line) -> bool:
    """Whether a line is indented by two characters from the edge of the page's text, as the first of a paragraph is."""
    left = (28 if line.page % 2 else 26) * MM
    return abs(first(line) - left - 2 * BODY) < 1 and line.letters[0].text != "•"


def test_every_full_line_ends_at_the_edge(pdfs: dict[str, bytes]) -> None:
    full = [(name, line) for name, data in pdfs.items() for line, after in pairwise(read(data)) if line.page > 1 and goes_on(line, after)]
    assert len(full) > 60
    short = [(name, line.page, line.text) for name, line in full if abs(line.right - edge(line.page)) > 1]
    assert len(short) <= 0.05 * len(full), short


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(pdfs: dict[str, bytes]) -> None:
    text = [(name, line) for name, data in pdfs.items() for line in read(data) if is_text(line)]
    assert [(name, line.page, line.text) for name, line in text if line.text.lstrip("•")[:1] in tuple(HANGING)] == []
    assert [(name, line.page, line.text) for name, line in text if line.text[-1] in OPENING] == []


def test_no_heading_is_the_last_of_its_page(pdfs: dict[str, bytes]) -> None:
    for name, data in pdfs.items():
        for line, after in pairwise(read(data)):
            last = line.page != after.page or re.fullmatch("—[0-9]+—", after.text)
            assert not (last and is_heading(line)), (name, line.page, line.text)


def test_pages_are_a4_numbered_and_headed(pdfs: dict[str, bytes]) -> None:
    for name, data in pdfs.items():
        document = open_pdf(data)
        assert all(abs(page.get_width() - 210 * MM) < 0.1 and abs(page.get_height() - 297 * MM) < 0.1 for page in document), name
        title = document.get_metadata_dict()["Title"]
        for number in range(1, len(document) + 1):
            own = [line.text for line in read(data) if line.page == number]
            assert f"—{number}—" in own, (name, number)
            assert number == 1 or title[:4] in own[0] or "总览" in own[0], (name, number, own[0])


def test_a_bulletin_has_at_most_eight_pages_and_begins_with_what_it_comes_to(pdfs: dict[str, bytes]) -> None:
    pages = {name: len(open_pdf(data)) for name, data in pdfs.items()}
    assert {name: number for name, number in pages.items() if number > 8} == {}
    opening = {name: "".join(line.text for line in read(data) if line.page == 1) for name, data in pdfs.items() if name not in ("board", "summary")}
    assert [name for name, text in opening.items() if "一句话" not in text and "要点" not in text] == []


def test_the_outline_is_that_of_the_contents(pdfs: dict[str, bytes]) -> None:
    for name, data in pdfs.items():
        document = open_pdf(data)
        marks = [(mark.level, mark.get_title().replace(" ", ""), mark.get_dest().get_index() + 1) for mark in document.get_toc()]
        contents = [re.fullmatch(r"(.*?)\.{3,}([0-9]+)", line.text) for line in read(data) if line.page == 1]
        listed = [(found[1], int(found[2])) for found in contents if found]
        assert marks[-1][1].endswith("资料来源"), name
        if not listed:  # a short text has no contents
            continue
        assert listed[-1][0].endswith("资料来源"), (name, "the contents do not fit on the first page")
        assert [entry for entry in listed if entry not in [mark[1:] for mark in marks]] == [], name
        assert [mark[1:] for mark in marks if mark[0] == 0] == [entry for entry in listed if re.match("[一二三四五六七八九十]+、", entry[0])], name


def test_every_glyph_in_use_has_an_outline_and_every_font_is_in_the_pdf(pdfs: dict[str, bytes]) -> None:
    from fontTools.pens.boundsPen import ControlBoundsPen
    from fontTools.ttLib import TTFont

    for name, data in pdfs.items():
        used = fonts(data)
        assert {font.name for font in used} <= {"Digest-Serif", "Digest-Serif-Bold", "Digest-Sans", "Digest-Sans-Bold"}
        assert sum(len(font.glyphs) for font in used) > 150, name
        for font in used:
            assert font.file[:4] == b"OTTO", (name, font.name)
            shapes = TTFont(io.BytesIO(font.file))
            order, glyphs = shapes.getGlyphOrder(), shapes.getGlyphSet()
            for number, letters in font.glyphs:
                pen = ControlBoundsPen(glyphs)
                glyphs[order[number]].draw(pen)
                assert number != 0, (name, font.name, "a glyph is missing")
                assert letters, (name, font.name, number, "a glyph that cannot be copied as text")
                assert pen.bounds or not letters.strip(" \u3000\u00a0\u2060\u200b"), (name, font.name, letters)


def test_the_pdf_says_its_language_its_title_and_what_everything_is(pdfs: dict[str, bytes]) -> None:
    for name, data in pdfs.items():
        things = numbered(data)
        (catalog,) = (thing for thing in things.values() if b"/Type /Catalog" in thing)
        for said in (b"/Lang (zh-Hans)", b"/MarkInfo <</Marked true>>", b"/StructTreeRoot ", b"/DisplayDocTitle true"):
            assert said in catalog, (name, said)
        whole = b"\n".join(things.values())
        assert b"<pdfuaid:part>1</pdfuaid:part>" in whole.replace(b' rdf:parseType="Resource"', b"") or b'pdfuaid:part="1"' in whole, name
        tags = set(re.findall(rb"/S /(\w+)", whole))
        assert {b"Document", b"H1", b"H2", b"P", b"L", b"LI"} <= tags, (name, tags)
        assert (b"Link" in tags) == (b"/Subtype /Link" in whole), name
        assert not tags & {b"Table"} or {b"TR", b"TH", b"TD"} <= tags, (name, tags)
        heads = [thing for thing in things.values() if re.search(rb"/S /TH\b", thing)]
        assert all(re.search(rb"/Scope /(Column|Row)", head) for head in heads), name
        figures = [thing for thing in things.values() if re.search(rb"/S /Figure\b", thing)]
        assert all(b"/Alt " in figure for figure in figures), name
        assert open_pdf(data).is_tagged()


def test_the_attached_table_has_rows_of_the_site(pdfs: dict[str, bytes], built_site: Path) -> None:
    known = {row["编号"]: row for row in csv.DictReader(io.StringIO((built_site / "data/facts.csv").read_text("utf-8-sig"), newline=""))}
    attached = named = 0
    for name, data in pdfs.items():
        document = open_pdf(data)
        if not document.count_attachments():
            continue
        inside = document.get_attachment(0)
        table = bytes(inside.get_data())
        rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
        assert (document.count_attachments(), inside.get_name()) == (1, f"{name}.csv")
        assert table.startswith("\ufeff".encode())
        assert list(rows[0]) == [field for field, _ in FIELDS]
        text = "".join(line.text for line in read(data))
        for row in rows:
            assert row["编号"] in known, (name, row)
            assert {k: v for k, v in row.items() if k not in ("链接", "另见")} == {k: v for k, v in known[row["编号"]].items() if k not in ("链接", "另见")}
            assert row["链接"].endswith(known[row["编号"]]["链接"])
            named += row["指标"].replace(" ", "") in text  # in a brief a figure may stand as the amount of a measure, without its indicator
        attached += len(rows)
        assert b"/CreationDate (D:20000101000000Z)" in b"\n".join(numbered(data).values())
    assert attached > 100 and named > attached / 2


def test_a_bulletin_of_ten_pages_takes_at_most_400_kb(pdfs: dict[str, bytes]) -> None:
    sizes = {name: (len(open_pdf(data)), len(data)) for name, data in pdfs.items()}
    assert {name: size for name, size in sizes.items() if size[1] > A_PAGE * max(10, size[0])} == {}
    assert all(2 <= pages <= 40 for pages, _ in sizes.values()), sizes
