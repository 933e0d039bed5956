"""Plain text and Markdown in the encodings of Chinese offices → Source. The lines keep the numbers that they have in the file."""

from __future__ import annotations

import re

from digest.model import FrontMatter, Line, Source
from digest.problems import N_, Problem
from digest.read.encodings import decoded
from digest.read.markdown import is_markdown, unmarked
from digest.read.reading import Reading
from digest.schema import read_yaml

# What ends a line: CRLF, LF, CR, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR, form feed; must not match: a tab, a full-width space.
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# A line's end that somebody wrote out, as exports of tables do: the six characters \r\n, or \n; must not match: 12\name of a path.
WRITTEN_END = re.compile(r"\\r\\n|\\n(?![A-Za-z])")


def read_text(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """A file's name and bytes → its Source, or None where it cannot be read, and what is wrong with it.

    Control and BiDi characters are replaced by spaces, with a warning for each line; undecodable bytes and an empty file are
    refused. A file that begins with a line of three hyphens has YAML front matter up to the next such line. A file with front
    matter or headings of Markdown is Markdown.

        read_text("a.txt", "政府工作报告\\r\\n各位代表：".encode()) → lines 1 and 2, encoding utf-8
    """
    reading = Reading(path, data)
    text, encoding = decoded(reading)
    if text is None:
        return reading.refused()
    return text_source(reading, text, encoding)


def text_source(reading: Reading, text: str, encoding: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """read_text, for bytes that are decoded already."""
    lines = _lines(reading, text)
    front, body = _front_matter(reading, lines)
    if front is None:
        return reading.refused()
    if body is lines and not is_markdown(lines):
        return reading.source("text", encoding, lines)
    return reading.source("markdown", encoding, unmarked(body), front)


def _lines(reading: Reading, text: str) -> tuple[Line, ...]:
    """Text → its lines. A line's end that is written out divides a line, and both halves keep the line's number."""
    lines = []
    for number, raw in enumerate(LINE_END.split(text), 1):
        raw = reading.cleaned(number, raw)
        parts = WRITTEN_END.split(raw) if "\\" in raw else [raw]
        lines += [Line(number, part) for part in parts]
    return tuple(lines)


def _front_matter(reading: Reading, lines: tuple[Line, ...]) -> tuple[FrontMatter | None, tuple[Line, ...]]:
    """Lines → what the editor states at their head, and the lines below it. None where the front matter is broken."""
    if not lines or lines[0].text.rstrip() != "---":
        return FrontMatter(), lines
    end = next((i for i, line in enumerate(lines[1:], 1) if line.text.rstrip() in ("---", "...")), None)
    if end is None:
        reading.report(1, "read.front-matter", N_("the front matter has no end"), N_("close it with a line of three hyphens: ---"))
        return None, lines
    text = "\n".join(line.text for line in lines[1:end]) + "\n"
    if not text.strip():
        return FrontMatter(), lines[end + 1 :]
    front, problems = read_yaml(text, reading.path, FrontMatter, 2)
    reading.problems += problems
    return front, lines[end + 1 :]
