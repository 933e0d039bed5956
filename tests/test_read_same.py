"""The same report as text, GB18030, Big5-free UTF-16, Markdown, web page, Word file and PDF gives the same outline, paragraphs and facts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from digest.pipeline import analyse
from digest.read.any import read_source
from tests.reading import catalogue

from . import makers

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "content" / "reports" / "141081" / "2024.md"
CATALOGUE = catalogue()


def text() -> str:
    """The report without its front matter and marks of Markdown, one paragraph a line."""
    body = REPORT.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    return "\n".join(re.sub(r"^#{1,6} ", "", line) for line in body.splitlines() if line.strip())


@cache
def documents() -> dict[str, bytes]:
    """The same report in each form."""
    plain = text()
    return {
        "utf-8": plain.encode(),
        "utf-8 with CRLF and BOM": plain.replace("\n", "\r\n").encode("utf-8-sig"),
        "gb18030": plain.encode("gb18030"),
        "utf-16": plain.encode("utf-16"),
        "written line ends": plain.replace("\n", "\\r\\n").encode(),
        "html": makers.web_page(plain).encode(),
        "html in gb18030 that says utf-8": makers.web_page(plain).replace("<head>", '<head><meta charset="utf-8">').encode("gb18030"),
        "docx": makers.word_report(plain),
        "pdf": makers.pdf_report(plain),
    }


FORMATS = {"html": "html", "docx": "docx", "pdf": "pdf"}


def findings(data: bytes) -> dict[str, object]:
    record, problems = analyse(CATALOGUE, "report", data)
    assert record is not None, problems
    meta = record.report.meta
    texts = {p.id: p.text for p in record.report.paragraphs}
    return {
        "meta": (meta.place, meta.code, meta.level, meta.year, meta.delivered, meta.speaker, meta.session),
        "outline": [(s.level, s.title) for s in record.report.sections],
        "paragraphs": [(p.part, p.topic, p.text) for p in record.report.paragraphs],
        "facts": [
            (f.indicator, f.measure, f.value, f.high, f.unit, f.bound, f.kind, f.year, f.evidence[0].quote, texts[f.evidence[0].paragraph])
            for f in record.facts
        ],
        "pledges": [(p.no, p.evidence.quote) for p in record.pledges],
    }


WHAT = ("meta", "outline", "paragraphs", "facts", "pledges")


@cache
def found_in(name: str) -> dict[str, object]:
    """What is found in the report in one of its forms."""
    return findings(documents()[name])


@cache
def expected() -> dict[str, object]:
    """What is found in the plain text."""
    return findings(text().encode())


def test_report_is_one_worth_comparing():
    assert tuple(expected()) == WHAT
    assert len(expected()["outline"]) >= 5
    assert len(expected()["paragraphs"]) >= 10
    assert len(expected()["facts"]) >= 10


@pytest.mark.parametrize("name", list(documents()))
@pytest.mark.parametrize("what", WHAT)
def test_same_in_every_format(name, what):
    assert found_in(name)[what] == expected()[what]


@pytest.mark.parametrize("name", list(documents()))
def test_format_is_told_by_content_whatever_the_name(name):
    for path in ("a.txt", "b.pdf", "c.docx", "d.html", "e"):
        source, problems = read_source(path, documents()[name])
        assert source is not None and problems == ()
        assert source.format == FORMATS.get(name.split()[0], "text")


def test_word_file_holds_no_number_itself():
    assert all(not mark.match(item.text) for item in makers.items(text()) for mark in makers.MARKS if item.level)
    assert sum(item.level > 0 for item in makers.items(text())) >= 5
