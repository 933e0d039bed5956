"""The HTML of a bulletin → its blocks in the order of reading: lines, tables and pictures, of which its other forms are made.

Word and 公众号 know neither style sheets nor nested boxes; a flat row of blocks, each with the part of the bulletin that it stands in
and the class that its template gives it, is what they can be written from. So whatever a template says is said in every form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Literal

from digest.bulletins.block_model import Block, BlockPart, Picture, Table, TableCell, TableRow, TextLine, TextRun
from digest.bulletins.print_html import SCHEME
from digest.chinese.numerals import chinese

PARTS: Mapping[str, BlockPart] = {"header": "cover", "nav": "contents", "main": "main", "section": "sources", "footer": "colophon"}
LINES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "figcaption", "caption", "summary", "dt", "dd", "pre", "div")
# U+3000 is meant and stays.
# matches "甲 \n 乙"      not "甲\u3000乙"
SPACE = re.compile(r"[ \t\r\n\f]+")
# wholly: #note-12      not #note · #p12
NOTE = re.compile(r"#note-([0-9]{1,6})")
ALIGNED: Mapping[str, Literal["right", "center"]] = {"right": "right", "center": "center", "group": "center"}  # by the class that a cell has
HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
LABELS = {1: "{}、", 2: "（{}）", 3: "{}．"}
# Classes that a template gives: to the body whose headings are numbered, to a line whose spans stand at either end, to what only a PDF has.
NUMBERED, APART, ATTACHED = "numbered", "imprint", "attached"
TABLE = "表："  # how the region of a table begins its name


def blocks(html: str) -> tuple[Block, ...]:
    """A bulletin's HTML (templates/bulletin/) → its blocks. Nothing of its text is left out, but the words of <head>.

    <main><h2 id="a">要点</h2> → TextLine("h2", "main", (TextRun("要点"),), id="a")
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return tuple(reader.blocks)


class _Reader(HTMLParser):
    """Gathers blocks while it reads."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.part: BlockPart = "main"
        self.silent = False  # in <head>
        self.numbered = False
        self.counts = [0, 0, 0]  # chapters, sections, items so far
        self.line: TextLine | None = None  # what is being read, without its runs
        self.runs: list[TextRun] = []
        self.style = [TextRun("")]  # of the inline tags that are open
        self.lists: list[int] = []  # of each open list: the next number, or 0 for bullets
        self.quotes = 0
        self.rows: list[TableRow] = []
        self.cells: list[TableCell] = []
        self.cell: TableCell | None = None
        self.head = False
        self.label = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag → where what follows belongs."""
        values = {name: value or "" for name, value in attrs}
        if tag == "head":
            self.silent = True
        elif tag == "body":
            self.numbered = NUMBERED in values.get("class", "").split()
        elif tag in PARTS:
            self.end_line()
            self.part = PARTS[tag]
        elif tag in ("table", "thead", "tbody", "tr", "td", "th"):
            self._start_table(tag, values)
        elif tag in ("ul", "ol"):
            self.end_line()
            start = values.get("start", "1")
            self.lists.append(0 if tag == "ul" or values.get("class") else int(start) if start.isascii() and start.isdigit() else 1)
        elif tag == "blockquote":
            self.end_line()
            self.quotes += 1
        elif tag in LINES and self.cell is None:
            self.label = values.get("aria-label", "").removeprefix(TABLE)
            self._start_line(tag, values)
        elif tag == "hr":
            self.end_line()
            self.blocks.append(TextLine("hr", self.part, ()))
        elif tag == "br":
            self._add("\n")
        elif tag == "img":
            self.end_line()
            self.blocks.append(Picture(self.part, values.get("src", "").removeprefix(SCHEME), values.get("alt", "")))
        elif tag in ("a", "strong", "b", "em", "sup", "span", "code"):
            if tag == "span" and self.line is not None and self.line.name == APART and self.runs:
                self._add("\t")
            self.style.append(_style_within(self.style[-1], tag, values))

    def handle_endtag(self, tag: str) -> None:
        """A closing tag → what it ends."""
        if tag == "head":
            self.silent = False
        elif tag in PARTS:
            self.end_line()
        elif tag in ("table", "thead", "tbody", "tr", "td", "th"):
            self._end_table(tag)
        elif tag in ("ul", "ol"):
            self.end_line()
            self.lists[-1:] = []
        elif tag == "blockquote":
            self.end_line()
            self.quotes = max(0, self.quotes - 1)
        elif tag in LINES and self.cell is None:
            self.end_line()
        elif tag in ("a", "strong", "b", "em", "sup", "span", "code"):
            self.style[1:] = self.style[1:-1]

    def handle_data(self, data: str) -> None:
        """Text → a run of the line or cell that is open; text between blocks is no more than the template's line ends."""
        if not self.silent and self.style[-1].name != ATTACHED:
            self._add(SPACE.sub(" ", data))

    def _add(self, text: str) -> None:
        if self.line is None and self.cell is None and text.strip():
            self.line = self._new("p", {})
        if self.line is not None or self.cell is not None:
            self.runs.append(replace(self.style[-1], text=text))

    def _start_line(self, tag: str, values: dict[str, str]) -> None:
        """A block begins. The first paragraph of an item is the item itself, a later one is set beneath it."""
        if tag == "div" or (tag == "p" and self.line is not None and self.line.kind == "li" and not self.runs):
            return
        inside = self.line is None and bool(self.lists) and tag == "p"
        self.end_line()
        self.line = self._new("li" if inside else tag, values)
        if inside:
            self.line = replace(self.line, number=-1)
        elif tag == "li" and self.lists and self.lists[-1]:
            self.lists[-1] += 1

    def _new(self, tag: str, values: dict[str, str]) -> TextLine:
        number = self.lists[-1] if self.lists and tag == "li" else 0
        return TextLine(tag, self.part, (), values.get("class", ""), values.get("id", ""), len(self.lists), number, self.quotes > 0)

    def end_line(self) -> None:
        """The open line is done."""
        runs = _trimmed_runs(self.runs)
        if self.line is not None and self.cell is None:
            if runs:
                self.blocks.append(replace(self.line, runs=runs, label=self._label(self.line)))
            self.line, self.runs = None, []

    def _label(self, line: TextLine) -> str:
        """A heading → its number, counted as the style sheet of the PDF counts; "" where it has none."""
        level = HEADINGS.get(line.kind, 0) if self.numbered and line.part in ("main", "sources") else 0
        if not level or (line.part == "sources" and level > 1):
            return ""
        self.counts = [*self.counts[: level - 1], self.counts[level - 1] + 1, *[0] * (3 - level)]
        return LABELS[level].format(self.counts[2] if level == 3 else chinese(self.counts[level - 1]))

    def _start_table(self, tag: str, values: dict[str, str]) -> None:
        if tag == "table":
            self.end_line()
            self.rows = []
        elif tag in ("thead", "tbody"):
            self.head = tag == "thead"
        elif tag == "tr":
            self.cells = []
        else:
            align: Literal["", "right", "center"] = next((ALIGNED[name] for name in values.get("class", "").split() if name in ALIGNED), "")
            across, down = (int(n) if (n := values.get(name, "")).isascii() and n.isdigit() else 1 for name in ("colspan", "rowspan"))
            self.cell, self.runs = TableCell((), align, tag == "th", max(across, 1), max(down, 1)), []

    def _end_table(self, tag: str) -> None:
        if tag == "table":
            self.blocks.append(Table(self.part, tuple(self.rows), self.label))
        elif tag == "thead":
            self.head = False
        elif tag == "tr":
            self.rows.append(TableRow(tuple(self.cells), self.head))
        elif self.cell is not None:
            self.cells.append(replace(self.cell, runs=_trimmed_runs(self.runs)))
            self.cell, self.runs = None, []


def _style_within(style: TextRun, tag: str, values: dict[str, str]) -> TextRun:
    """The look of what an inline tag holds: its parent's and its own."""
    href = values.get("href", "")
    if note := NOTE.fullmatch(href):
        return replace(style, note=int(note[1]))
    return replace(
        style,
        bold=style.bold or tag in ("strong", "b"),
        underlined=style.underlined or tag == "em",
        href=href or style.href,
        name=values.get("class", "") or style.name,
    )


def _trimmed_runs(runs: list[TextRun]) -> tuple[TextRun, ...]:
    """Runs → without spaces at either end, neighbours of one kind joined, none empty."""
    joined: list[TextRun] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    while joined and not joined[0].text.strip(" \n"):
        joined.pop(0)
    while joined and not joined[-1].text.strip(" \n"):
        joined.pop()
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip(" \n"))
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" \n"))
    return tuple(joined)
