"""Plain text and Markdown in the encodings of Chinese offices → Source. The lines keep the numbers that they have in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace

from digest.chinese.folding import folded
from digest.content.schema import Places, read_yaml_and_lines
from digest.content.yaml_tree import Path
from digest.model.front_matter import Fix, FrontMatter
from digest.model.problem import N_, Problem
from digest.model.report import Line, Source
from digest.read.encodings import decoded
from digest.read.markdown_lines import is_markdown, markdown_lines
from digest.read.reading import Reading, parted
from digest.read.text_tables import with_tables

NAMES = (".md", ".markdown")  # of files that are Markdown, though nothing in them need show it
# CRLF, LF, CR, VT, form feed, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR
# matches "甲\r\n" · "\n" · "\r" · "\x85" · "\u2028"      not "\t" · "\u3000"
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def read_text(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """A file's name and bytes → its Source, or None where it cannot be read, and what is wrong with it.

    Control and BiDi characters are replaced by spaces, with a warning for each line; undecodable bytes and an empty file are
    refused. A first line of three hyphens opens YAML front matter, which ends at the next such line. A file with front
    matter, headings of Markdown or a name that ends in .md is Markdown.

        read_text("a.txt", "政府工作报告\\r\\n各位代表：".encode()) → lines 1 and 2, encoding utf-8
    """
    reading = Reading(path, data)
    text, encoding = decoded(reading)
    if text is None:
        return reading.refused()
    return text_source(reading, text, encoding)


def text_source(reading: Reading, text: str, encoding: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """read_text, for bytes that are decoded already."""
    lines = _lines_of_text(reading, text)
    front, body, place = _front_matter(reading, lines)
    if front is None:
        return reading.refused()
    if body is lines and not reading.path.lower().endswith(NAMES) and not is_markdown(lines):
        return reading.source("text", encoding, _without_tabs(with_tables(lines, reading, markdown=False)))
    found = _without_tabs(markdown_lines(body, reading))
    for number, fix in enumerate(front.fix):
        _correct(reading, found, fix, place(("fix", number, "find"))[0])
    stated = tuple((field.name, place((field.name,))[0]) for field in fields(front) if getattr(front, field.name))
    return reading.source("markdown", encoding, found, front, stated)


def _correct(reading: Reading, lines: list[Line], fix: Fix, number: int) -> None:
    """Makes a correction where its words stand, once and within a line; the line keeps its number. Else it is told, and nothing changed.

    find: 增长1101, put: 增长11.01 → line 7 增长1101%。 becomes 增长11.01%。; two lines with 增长1101: a problem
    """
    find, put = folded(fix.find), folded(fix.put)
    times = sum(text.count(find) for line in lines for text in _texts_of(line)) if find else 0
    if times == 1:
        at = next(at for at, line in enumerate(lines) if any(find in text for text in _texts_of(line)))
        lines[at] = _corrected(lines[at], find, put)
    elif times:
        reading.report(number, "fix.several", N_("the words of this correction stand {count} times in the text: {words}"),
                       N_("nothing was corrected; quote more of the sentence, so that only one place is meant"), count=times, words=fix.find)
    else:
        reading.report(number, "fix.gone", N_("the words of this correction do not stand in the text: {words}"),
                       N_("nothing was corrected; quote what stands within one line, or delete the correction"), words=fix.find)


def _without_tabs(lines: Iterable[Line]) -> list[Line]:
    """Lines → the same; a tab that parts no cells is a space like any other."""
    return [replace(line, text=folded(line.text)) if "\t" in line.text.strip() else line for line in lines]


def _texts_of(line: Line) -> tuple[str, ...]:
    """A line → where a correction can stand in it: its text, or the cells of its row."""
    return (line.text,) if line.row is None else tuple(cell.text for cell in line.row.cells)


def _corrected(line: Line, find: str, put: str) -> Line:
    if line.row is None:
        return replace(line, text=line.text.replace(find, put))
    return replace(line, row=replace(line.row, cells=tuple(replace(cell, text=cell.text.replace(find, put)) for cell in line.row.cells)))


def _lines_of_text(reading: Reading, text: str) -> tuple[Line, ...]:
    """Text → its lines. A line's end that is written out divides a line, and both halves keep the line's number."""
    lines = []
    for number, raw in enumerate(LINE_END.split(text), 1):
        raw = "\t".join(reading.cleaned(number, part) for part in raw.split("\t"))  # tabs part the cells of a table: kept until those are read
        lines += [Line(number, part) for part in parted(raw)]
    return tuple(lines)


def _front_matter(reading: Reading, lines: tuple[Line, ...]) -> tuple[FrontMatter | None, tuple[Line, ...], Places]:
    """Lines → what the editor states at their head, the lines below it, and on which line each of its keys stands.

    None where the front matter is broken.
    """
    if not lines or lines[0].text.rstrip() != "---":
        return FrontMatter(), lines, _problem_nowhere
    end = next((i for i, line in enumerate(lines[1:], 1) if line.text.rstrip() in ("---", "...")), None)
    if end is None:
        reading.report(1, "read.front-matter", N_("the front matter has no end"), N_("close it with a line of three hyphens: ---"))
        return None, lines, _problem_nowhere
    text = "\n".join(folded(line.text) for line in lines[1:end]) + "\n"
    if not text.strip():
        return FrontMatter(), lines[end + 1 :], _problem_nowhere
    front, problems, place = read_yaml_and_lines(text, reading.path, FrontMatter, 2)
    reading.problems += problems
    return front, lines[end + 1 :], place


def _problem_nowhere(path: Path) -> tuple[int, str]:
    return 1, ""
