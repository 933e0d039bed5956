"""PDF files: lines with their pages, edges by name, indents and gaps; scans, protected files and bombs refused. And what is no report."""

from __future__ import annotations

import time
import zlib

import pytest

from digest.read.any import read_source
from digest.read.pdf_guard import is_bomb

from .makers import pdf, pdf_of, pdf_report


def test_lines_have_their_pages_indents_and_no_gaps():
    body = [["　　全市生产总值增长 5.2%、约 4.4 万亿元，完成 GDP growth 目标任务，", "居民收入与经济同步增长，全市新设企业增长 20.3%，", "创历史新高。"] * 4] * 2
    source, problems = read_source("a.pdf", pdf(body))
    assert problems == () and source.format == "pdf"
    assert [line.text for line in source.lines[:3]] == [
        "　　全市生产总值增长5.2%、约4.4万亿元，完成GDP growth目标任务，", "居民收入与经济同步增长，全市新设企业增长20.3%，", "创历史新高。"]  # fmt: skip
    assert [line.number for line in source.lines] == [1] * 12 + [2] * 12


def test_running_heads_and_page_numbers_are_named_and_nothing_else():
    text = "\n".join(f"第{n}段写的是不同的事情，{n}个项目开工建设，投资稳步增长，民生持续改善。" for n in range(100, 190))
    source, _ = read_source("a", pdf_report(text))
    pages = source.lines[-1].number
    edges = [(line.number, line.text) for line in source.lines if line.rule]
    assert pages >= 3
    assert edges == [(n, t) for n in range(1, pages + 1) for t in ("某某市政府工作报告汇编", f"—{n}—")]
    assert {line.rule for line in source.lines} == {"", "page"}


@pytest.mark.parametrize(("foot", "rule"), [("3/12", "page"), ("第3页 共12页", "page"), ("— 3 —", "page"), ("3/12万元", ""), ("2024年", "")])
def test_number_of_a_page_is_no_text(foot, rule):
    source, _ = read_source("a.pdf", pdf([["　　全市生产总值稳步增长，居民收入同步增长。"] * 4 + [foot]]))
    assert [(line.text, line.rule) for line in source.lines][-1] == (foot.replace("— 3 —", "—3—").replace("页 共", "页共"), rule)


def page(stream: bytes, *more: bytes, filter: bytes = b"", trailer: bytes = b"") -> bytes:
    return pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> /XObject << /F 6 0 R >> >> /Contents 4 0 R >>",
        b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(stream), filter, stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", *more], trailer)  # fmt: skip


def form(number: int, inside: bytes) -> bytes:
    return b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> >> /Length %d >>\nstream\n%b\nendstream" % (
        number, len(inside), inside)  # fmt: skip


ONCE = zlib.compress(b" " * 60_000_000)
FLATE = b"/Filter /FlateDecode"
FORMS = [form(7 + n, b"/F Do " * 10) for n in range(11)] + [form(99, b"")]
BOMBS = {
    "unpacks": page(ONCE, filter=FLATE),
    "unpacks twice": page(zlib.compress(ONCE), filter=b"/Filter [/FlateDecode /FlateDecode]"),
    "letters": page(zlib.compress(b"BT /F1 1 Tf " + b"(a) Tj " * 400_000 + b"ET"), filter=FLATE),
    "letters by quotes": page(zlib.compress(b"BT /F1 1 Tf 9 TL " + b"(a)' " * 400_000 + b"ET"), filter=FLATE),
    "forms": page(b"/F Do ", *FORMS),
}


@pytest.mark.parametrize("name", list(BOMBS))
def test_bombs_are_refused_at_once(name):
    start = time.process_time()
    source, problems = read_source("a.pdf", BOMBS[name])
    assert source is None and [p.code for p in problems] == ["read.bomb"]
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("shown", "codes"),
    [
        (b"(" + b"a" * 40_000 + b") Tj", ["read.cut"]),
        (b"<" + b"61" * 40_000 + b"> Tj", ["read.cut"]),
        (b"[(" + b"a" * 40_000 + b") -250 (b)] TJ", ["read.cut"]),
        (b"(" + b"a" * 30_000 + b") Tj (" + b"a" * 30_000 + b") Tj", []),
        (b"(a) Tj " + b"1 1 l " * 20_000 + b"(a) Tj", []),
    ],
)
def test_a_string_that_the_reader_cuts_is_told(shown, codes):
    _, problems = read_source("a.pdf", page(zlib.compress(b"BT /F1 1 Tf " + shown + b" ET"), filter=FLATE))
    assert [p.code for p in problems if p.code == "read.cut"] == codes


@pytest.mark.parametrize("data", [
    pdf_report("各位代表：全市增长。\n" * 300), page(zlib.compress(b" " * 3_000_000), filter=FLATE), page(b"/F Do " * 50, form(7, b"/F Do " * 3), form(99, b""))])  # fmt: skip
def test_no_bomb(data):
    assert not is_bomb(data)


@pytest.mark.parametrize(("data", "code"), [
    (page(b""), "read.scan"),
    (page(b"BT /F1 10 Tf (7) Tj ET"), "read.scan"),  # a page's number is no text
    (pdf_report("各位代表：全市增长。\n" * 90)[:3000], "read.pdf"),
    (b"%PDF-1.7\n" + b"\xffabc" * 500, "read.pdf"),
    (pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 90000 >>"]), "read.pages"),
    (page(b"BT (x) Tj ET", trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >> /ID [<00> <00>]" % (b"00" * 32, b"11" * 32)),
     "read.encrypted"),
])  # fmt: skip
def test_refused_with_the_reason(data, code):
    source, problems = read_source("a.pdf", data)
    assert source is None and [p.code for p in problems] == [code]


@pytest.mark.parametrize(("data", "code"), [
    (b"", "read.empty"),
    (b" \r\n\t", "read.empty"),
    (b"\x89PNG\r\n\x1a\n" + bytes(50), "read.format"),
    (b"BM" + b"\x01\x02\0\0" + bytes(50), "read.format"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "read.format"),
    (b"{\\rtf1\\ansi x}", "read.format"),
    (b"\x1f\x8b\x08" + bytes(50), "read.format"),
    (b"\0\1\2\3" * 500, "read.format"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<p>", "read.format"),
])  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf"])
def test_what_is_no_text_is_refused_whatever_its_name(name, data, code):
    source, problems = read_source(name, data)
    assert source is None and [p.code for p in problems] == [code]


@pytest.mark.parametrize("text", ["BM公司开工。", "Date: 2024\n各位代表：", "PK赛。", "RIFF 各位代表"])
def test_text_that_begins_like_something_else_is_text(text):
    assert read_source("a", text.encode())[0].format == "text"
