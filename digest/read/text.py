"""Plain text in the encodings of Chinese offices → Source. The lines keep the numbers that they have in the file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from digest.model import FrontMatter, Line, Source
from digest.problems import ERROR, N_, WARNING, Problem
from digest.schema import read_yaml

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

# What ends a line: CRLF, LF, CR, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR, form feed; must not match: a tab, a full-width space.
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# A line's end that somebody wrote out, as exports of tables do: the six characters \r\n, or \n; must not match: 12\name of a path.
WRITTEN_END = re.compile(r"\\r\\n|\\n(?![A-Za-z])")
# Characters that are never text: NUL, C0/C1 controls, BiDi overrides; must not match: a tab, U+200B (which is only made away with).
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Marks without width that break words apart for a program and for nobody else: U+200B, U+FEFF inside a text, soft hyphen.
INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")


@dataclass(slots=True)
class _Reading:
    """What is gathered while one file is read."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, code: str, message: str, hint: str, severity: str = ERROR, **values: object) -> None:
        pairs = tuple((key, str(value)) for key, value in values.items())
        self.problems.append(Problem(self.path, line, code, message, hint, values=pairs, severity=severity))


def read_text(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """A file's name and bytes → its Source, or None where it cannot be read, and what is wrong with it.

    UTF-8 (with or without BOM), GB18030 (strictly), UTF-16 where a BOM says so. Control and BiDi characters are replaced by
    spaces, with a warning for each line; undecodable bytes and an empty file are refused. A file that begins with a line of
    three hyphens has YAML front matter up to the next such line.

        read_text("a.txt", "政府工作报告\\r\\n各位代表：".encode()) → lines 1 and 2, encoding utf-8
    """
    reading = _Reading(path)
    text, encoding = _decoded(reading, data)
    if text is None:
        return None, tuple(reading.problems)
    lines = _lines(reading, text)
    front, lines = _front_matter(reading, lines)
    if front is None:
        return None, tuple(reading.problems)
    if not any(line.text.strip() for line in lines):
        reading.report(0, "read.empty", N_("the file holds no text"), N_("give a file with the report's text"))
        return None, tuple(reading.problems)
    kind = "markdown" if path.lower().endswith((".md", ".markdown")) else "text"
    return Source(path, hashlib.sha256(data).hexdigest(), kind, encoding, lines, front), tuple(reading.problems)


def _decoded(reading: _Reading, data: bytes) -> tuple[str | None, str]:
    """Bytes → text and the name of its encoding; None with a Problem that gives the offset where no encoding fits."""
    for bom, name in BOMS:
        if data.startswith(bom):
            return _strictly(reading, data, name, len(bom))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as first:
        # UTF-8 with a damaged byte in it is told from GB18030 by how it starts: no GB18030 text has many valid UTF-8 triples.
        if len(re.findall(rb"[\xe4-\xe9][\x80-\xbf]{2}", data[: first.start][:3000])) >= 20:
            return _strictly(reading, data, "utf-8", 0)
    return _strictly(reading, data, "gb18030", 0)


def _strictly(reading: _Reading, data: bytes, encoding: str, skip: int) -> tuple[str | None, str]:
    try:
        return data[skip:].decode(encoding), encoding
    except UnicodeDecodeError as error:
        at = error.start + skip
        line = data.count(b"\n", 0, at) + 1
        shown = data[at : at + 4].hex(" ")
        reading.report(line, "read.undecodable", N_("byte {offset} is not valid {encoding}: {bytes}"),
                       N_("save the file as UTF-8 and check the text at this place"), offset=at, encoding=encoding, bytes=shown)
        return None, encoding


def _lines(reading: _Reading, text: str) -> tuple[Line, ...]:
    """Text → its lines. A line's end that is written out divides a line, and both halves keep the line's number."""
    lines = []
    for number, raw in enumerate(LINE_END.split(text), 1):
        found = CONTROL.search(raw)
        if found:
            reading.report(number, "read.control", N_("control character {character} in the text"),
                           N_("it was read as a space; remove it from the file"), WARNING, character=f"U+{ord(found[0]):04X}")
            raw = CONTROL.sub(" ", raw)
        if "&" in raw:
            raw = raw.replace("&nbsp;", " ")
        raw = INVISIBLE.sub("", raw)
        parts = WRITTEN_END.split(raw) if "\\" in raw else [raw]
        lines += [Line(number, part) for part in parts]
    while lines and not lines[-1].text.strip():
        lines.pop()
    return tuple(lines)


def _front_matter(reading: _Reading, lines: tuple[Line, ...]) -> tuple[FrontMatter | None, tuple[Line, ...]]:
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
