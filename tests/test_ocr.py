"""Scanned PDFs: told by name; read by a machine where that is asked for, and then every figure is 待核 until an editor has compared it."""

from __future__ import annotations

import json
import re
import shutil
import zlib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from digest.cli import main, scans
from digest.cli.row_reports import Given
from digest.cli.scans import Reader, is_scan, recognised
from digest.compare.comparable import one_value
from digest.compare.dossiers import join, joined_facts
from digest.compare.table_charts import marks
from digest.model.dossier import Cell
from digest.model.front_matter import FrontMatter
from digest.model.report import Record
from digest.pages.report_pages import OtherPages, report_values
from digest.pipeline import analyse
from digest.read.any import read_source
from digest.read.pdf import pictures_of_pdf
from digest.read.scanned_lines import scanned_text
from digest.render.filters import cell_text, role_of
from digest.render.records import record_json
from digest.render.templates import html_environment, render
from digest.render.whose_words import wording
from digest.system import machine, ocr

from . import makers
from .conftest import NOT_RUN
from .reading import ROOT, catalogue

SHIPPED = (ROOT / "content" / "reports" / "141081" / "2024.md").read_text(encoding="utf-8")
TEXT = SHIPPED.split("\n---\n", 1)[1]


def scan(*pages: bytes, side: int = 8) -> bytes:
    """Grey pictures, a byte a point → a PDF with nothing but these."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), b" ".join(b"%d 0 R" % (3 + 3 * at) for at in range(len(pages))))]
    for at, page in enumerate(pages):
        drawn, packed = b"q 72 0 0 72 0 0 cm /I Do Q", zlib.compress(page)
        objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents %d 0 R/Resources<</XObject<</I %d 0 R>>>>>>" % (4 + 3 * at, 5 + 3 * at),
                    b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
                    b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (side, len(page) // side, len(packed), packed)]  # fmt: skip
    return makers.pdf_of(objects)


SCAN = scan(bytes(64), b"\xff" * 64)


def words(*lines: tuple[int, str]) -> str:
    """Lines, each with its left edge → the TSV of a page on which they stand, a word for each number and each two letters."""
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n4\t1\t1\t1\t1\t0\t0\t0\t0\t0\t-1\t\n"
    rows = []
    for number, (left, text) in enumerate(lines, 1):
        pieces = text.split(" ") if text.isascii() else re.findall(r"[0-9.%]+|[^0-9.%]{1,2}", text)
        rows += [f"5\t1\t1\t1\t{number}\t{at}\t{left + 90 * at}\t{100 * number}\t80\t50\t90.5\t{piece}" for at, piece in enumerate(pieces, 1)]
    return head + "\n".join(rows) + "\n"


LINES = [
    ("words are joined, and a paragraph begins further right", [(300, "政府工作报告"), (200, "各位代表："), (100, "我代表市人民政府"), (100, "向大会报告工作"), (100, "请予审议。")], "　　政府工作报告\n　　各位代表：\n我代表市人民政府\n向大会报告工作\n请予审议。\n"),
    ("signs of Latin beside Han", [(100, "各位代表:增长5.8%;农村,好吗?")], "各位代表：增长5.8%；农村，好吗？\n"),
    ("thousands, times and words of Latin stay", [(100, "Made in 5:30 on 3,800")], "Made in 5:30 on 3,800\n"),
    ("numbers of pages go", [(100, "全市推进改革"), (500, "— 3 —")], "全市推进改革\n"),
    ("a year at the end is none", [(100, "全市推进改革"), (100, "2024年")], "全市推进改革\n2024年\n"),
    ("a number alone on a page with nothing else goes", [(500, "12")], ""),
    ("nothing", [], ""),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "text"), [case[1:] for case in LINES], ids=[case[0] for case in LINES])
def test_words_of_a_page_become_lines(lines, text: str):
    if "政府工作报告" in text:
        text = text.replace("　　政府工作报告", "政府工作报告", 1)  # a title is further right than any paragraph
    assert scanned_text([words(*lines)]) == text


def test_damaged_rows_of_words_are_passed_over():
    assert scanned_text(["5\t1\n\n5\t1\t1\t1\t1\t1\tx\t1\t1\t1\t90\t甲\n5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t90\t乙\n", ""]) == "乙\n"


def test_pages_become_pictures_of_bounded_size():
    pictures = list(pictures_of_pdf(SCAN, 5, dots=144))
    assert [picture[:15] for picture in pictures] == [b"P5\n144 144\n255\n"] * 2
    assert set(pictures[0][15:]) == {0} and set(pictures[1][15:]) == {255} and len(pictures[0]) == 15 + 144 * 144
    assert [len(picture) <= 10_100 for picture in pictures_of_pdf(SCAN, 1, pixels=10_000)] == [True]


def test_a_scan_is_told_from_other_files_and_named_with_what_to_do(tmp_path: Path, capsys):
    assert is_scan("a.txt", SCAN) and not is_scan("a.pdf", makers.pdf_report(TEXT)) and not is_scan("a.pdf", b"%PDF-1.4") and not is_scan("a.pdf", TEXT.encode())
    (tmp_path / "扫描.pdf").write_bytes(SCAN)
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("reports", "gold"))
    assert main.main(["add", str(tmp_path / "扫描.pdf"), "--content", str(tmp_path / "content"), "--jobs", "1", "--lang", "zh_CN"]) == 1
    assert f"页面是图片：2 页中只有 0 个字符 — 请先识别文字：python build.py add {tmp_path.as_posix()}/扫描.pdf --ocr" in capsys.readouterr().err


def test_single_pages_that_are_pictures_are_told():
    """A report of which some pages were scanned is read without them, and says so; a seal on a page or an empty one is nothing to tell."""
    mixed = makers.pdf_report(TEXT)
    assert not is_scan("a.pdf", mixed)
    for covered, told in ((b"q 72 0 0 72 0 0 cm /I Do Q", True), (b"q 20 0 0 20 9 9 cm /I Do Q", False), (b"", False)):
        source, problems = read_source("a.pdf", with_page(covered))
        assert source is not None and [(p.code, p.severity, dict(p.values)["pages"]) for p in problems] == ([("read.scan-pages", "warning", "2")] if told else [])
        assert is_scan("a.pdf", with_page(covered)) == told


def with_page(drawn: bytes) -> bytes:
    """What is drawn with a picture /I → a PDF with a page of text, and a page of that."""
    words = "政府工作报告各位代表我代表市人民政府向大会报告工作请予审议，并请政协委员和列席人员提出意见。".encode("utf-16-be").hex().encode()
    text = b"BT /F1 12 Tf 20 400 Td <%s> Tj ET" % words
    picture = zlib.compress(bytes(64))
    return makers.pdf_of([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2/Kids[3 0 R 6 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[9 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents 7 0 R/Resources<</XObject<</I 8 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(picture), picture),
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>",
    ])  # fmt: skip


GIVEN = Given("扫描.pdf", SCAN, FrontMatter())


def read(*pages: str | None, ready: bool = True, jobs: int = 1):
    answers = iter(pages)
    return recognised(GIVEN, jobs, lambda *_: None, Reader(lambda: ready, lambda picture: next(answers)))


def test_what_is_recognised_says_of_itself_that_nobody_has_compared_it():
    found = read(words((100, "政府工作报告")), words((100, "各位代表：")))
    assert found.data.decode() == "政府工作报告\n各位代表：\n" and found.stated == FrontMatter(ocr=True, note=scans.NOTE)


def test_what_can_not_be_recognised_is_told(monkeypatch):
    monkeypatch.setattr(machine, "manager", lambda: "apt-get")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    assert "install it: apt-get install tesseract-ocr tesseract-ocr-chi-sim" in read(ready=False).text()
    failed = read(words((100, "甲")), None)
    assert failed.code == "ocr.failed" and "could not be recognised: 2" in failed.text()
    monkeypatch.setattr(scans, "MOST_PAGES", 1)
    assert read("", "").code == "ocr.too-much"
    monkeypatch.setattr(scans, "MOST_PAGES", 9)
    monkeypatch.setattr(scans, "SECONDS", -1)
    assert read("", "").code == "ocr.too-much"


@cache
def record(ocr: bool) -> Record:
    text = SHIPPED.replace("place:", f"ocr: {str(ocr).lower()}\nplace:", 1)
    found, problems = analyse(catalogue(), "a.md", text.encode())
    assert found is not None and problems == ()
    return found


def test_every_figure_of_it_is_marked_and_the_editor_is_told():
    plain, doubtful = record(False), record(True)
    assert len(doubtful.facts) == len(plain.facts) > 20 and all(fact.unchecked for fact in doubtful.facts) and not any(fact.unchecked for fact in plain.facts)
    assert [replace(fact, unchecked=False) for fact in doubtful.facts] == list(plain.facts)
    assert any(project.investment for project in plain.projects) and not any(project.investment for project in doubtful.projects)
    assert [(p.line, p.code) for p in doubtful.report.warnings if p.code.startswith("ocr")] == [(2, "ocr.unchecked")]
    assert not [p for p in plain.report.warnings if p.code.startswith("ocr")]
    assert [json.loads(record_json(one))["meta"]["ocr"] for one in (plain, doubtful)] == [False, True]


def test_nothing_is_built_on_a_figure_that_nobody_has_compared():
    fact = next(fact for fact in record(False).facts if fact.value == Decimal("12.1"))
    doubtful = replace(fact, unchecked=True)
    assert one_value(Cell((fact,))) == fact and one_value(Cell((doubtful,))) is None
    assert (cell_text(Cell((fact,))), cell_text(Cell((doubtful,)))) == ("12.1%", "待核：12.1%")
    assert [mark.note for cell in (Cell((fact,)), Cell((doubtful,))) for mark in marks("actual", cell)] == ["", "待核 "]
    assert (role_of(fact), role_of(doubtful), role_of(replace(doubtful, estimate=True))) == ("完成", "完成（待核）", "预计（待核）")
    for pair, unchecked in (((fact, doubtful), False), ((doubtful, fact), False), ((doubtful, doubtful), True)):
        (joined,) = joined_facts(pair)
        assert joined.unchecked == unchecked, "a text that was compared vouches for it"


@pytest.mark.skipif(not ocr.can_read(), reason=f"{NOT_RUN} there is no Tesseract with Chinese data to recognise scans")
def test_tesseract_reads_what_is_printed():
    picture = pytest.importorskip("PIL.Image", reason=NOT_RUN)
    draw, font = pytest.importorskip("PIL.ImageDraw"), pytest.importorskip("PIL.ImageFont")
    from digest.system.fonts import find_faces

    faces, _ = find_faces()
    if not faces:
        pytest.skip(f"{NOT_RUN} there is no Chinese font to print with")
    face = next(iter(faces.values()))
    page = picture.new("L", (1500, 400), 255)
    draw.Draw(page).text((100, 100), "地区生产总值完成189亿元", fill=0, font=font.truetype(face.path, 64, index=face.index))
    words = ocr.words_of_picture(b"P5\n1500 400\n255\n" + page.tobytes())
    assert "生产总值完成189亿元" in scanned_text([words])
    assert ocr.words_of_picture(b"no picture") is None


@pytest.mark.parametrize("recognised", [True, False])
def test_its_page_says_that_it_was_recognised(recognised: bool):
    """Above the text, so that nobody takes a misread figure from it."""
    one = record(recognised)
    nowhere = OtherPages(frozenset(), frozenset(), frozenset())
    values = report_values(one, join((one,), catalogue())[0], catalogue(), nowhere, str)
    page, problems = render(html_environment(ROOT / "templates" / "html"), "report.html.j2", **values, wording=wording((one.report,)))
    assert page is not None and problems == ()
    assert ("本文由扫描件识别" in page.split("</dl>")[0]) == recognised
