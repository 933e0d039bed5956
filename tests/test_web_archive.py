"""Pages saved as one file, under whatever name: the page in them is read, and nothing else."""

from __future__ import annotations

import time

import pytest

from digest.read.any import read_source

PAGE = "<html><body><p>各位代表：</p><p>增长6%。</p></body></html>"
HEADERS = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=x\"\r\n\r\n"


def archive(page: bytes, encoding: str) -> bytes:
    part = f"------=x\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: a.html\r\n\r\n".encode()
    picture = b"\r\n------=x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------=x--\r\n"
    return HEADERS.encode() + part + page + picture


def quoted(text: str) -> bytes:
    return "".join(c if c.isascii() and c != "=" else "".join(f"={b:02X}" for b in c.encode()) for c in text).encode()


@pytest.mark.parametrize(("name", "data"), [
    ("a.mht", archive(quoted(PAGE), "quoted-printable")), ("a.doc", archive(PAGE.encode(), "8bit")), ("a.mhtml", archive(PAGE.encode("gb18030"), "8bit")),
    ("a.doc", PAGE.encode()), ("a.shtml", b"\xef\xbb\xbf" + PAGE.encode()), ("a.doc", PAGE.encode("gb18030")),
])  # fmt: skip
def test_the_page_is_read(name, data):
    source, problems = read_source(name, data)
    assert source is not None, problems
    assert (source.format, [line.text for line in source.lines]) == ("html", ["各位代表：", "增长6%。"])


@pytest.mark.parametrize("data", [HEADERS.encode() + b"------=x\r\nContent-Type: image/png\r\n\r\nx\r\n------=x--\r\n", HEADERS.encode()])
def test_one_without_a_page_is_refused(data):
    source, problems = read_source("a.mht", data)
    assert source is None and [p.code for p in problems] == ["read.format"]


def test_a_text_that_only_begins_so_is_a_text():
    assert read_source("a.txt", "Subject: 政府工作报告\n各位代表：\n".encode())[0].format == "text"


def test_parts_within_parts_take_time_by_their_length():
    start = time.process_time()
    nested = b"".join(b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(20_000))
    assert read_source("a.mht", nested)[0] is None
    assert time.process_time() - start < 2
