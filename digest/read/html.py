"""HTML pages and fragments → Source: every line that a reader of the page sees, with the name of the page's part where its tags tell it.

Everything visible is kept, also navigation and footers; which lines are not the report is decided later (understand/). A line that the
page itself marks as navigation or the like (nav, aside, footer, lists of links) has that name as its `rule` already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from digest.model.problem import Problem
from digest.model.report import Line, Source
from digest.read.encodings import decoded
from digest.read.html_formulas import Formulas
from digest.read.html_tables import Grid, Placed, table_lines
from digest.read.html_tokens import Token, tokens
from digest.read.html_zones import BLOCKS, HEADINGS, Zone, concealing_classes, is_raised, zone_of
from digest.read.raised_text import raised
from digest.read.reading import Reading, parted

# matches " " · "\n"      not "\u3000"
SPACES = re.compile(r"[ \t\r\n\f]+")
# A line's end between two wide characters, where a browser would show a gap that nobody meant
# matches "经济\n发展"      not "GDP\n增长"
WRAPPED = re.compile("(?<=[\u2e80-\uffee“”‘’—…])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\uffee“”‘’—…])")
VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(VOID_NAMES.split())
# What offices say of a page in its head: <meta name="PubDate" content="2024-03-12"> / <meta name="viewport" …>
META = {"pubdate": "发布时间：", "publishdate": "发布时间：", "contentsource": "来源：", "articletitle": ""}
MOST_ZONES = 64  # zones open at once that are remembered; deeper ones are plain text
RAISED = "raised"  # an inline zone of which the words stay in their line
LEAST = 30  # characters of running text: what hides fewer is hidden in any case
UNSEEN = ("hidden", "struck")  # rules that win only over less running text than the page shows


@dataclass(slots=True)
class _Aside:
    """Words taken out of the line that is being written (hidden, struck out, a gloss), where they begin, and their zones."""

    start: int
    zones: tuple[Zone, ...]
    parts: list[str]


@dataclass(slots=True)
class _Page:
    """What is gathered while a page is read from top to bottom."""

    text: str
    reading: Reading
    concealing: frozenset[str]
    lines: list[Placed] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)  # of the line that is being written
    start: int = -1  # where its first visible character stands
    linked: int = 0  # characters of it inside links
    lifted: bool = False  # its last part is a raised number, read as the mark of a note
    asides: list[_Aside] = field(default_factory=list)
    link: int = 0  # links that are open
    heading: int = 0
    pre: int = 0
    zones: tuple[Zone, ...] = ()
    grids: list[Grid] = field(default_factory=list)  # tables that are open
    formulas: Formulas = field(default_factory=Formulas)
    shown: int = 0  # characters of running text that nothing hides
    at: int = 0  # up to here line ends are counted
    number: int = 1

    def line_of(self, at: int) -> int:
        self.number += self.text.count("\n", self.at, at) + self.text.count("\r", self.at, at) - self.text.count("\r\n", self.at, at)
        self.at = max(at, self.at)
        return self.number

    def write(self, token: Token) -> None:
        """A text → part of the line that is being written."""
        if not self.pre:
            self._add(token.at, token.text)
            return
        first, *others = re.split("\r\n|[\r\n]", token.text)
        self._add(token.at, first)
        for other in others:
            self.end_line()
            self._add(token.at, other)

    def _add(self, at: int, text: str) -> None:
        inside = self.zones[-1] if self.zones else None
        if inside is not None and inside.inline and inside.rule != RAISED:
            self._put_aside(at, text)
            return
        if self.start < 0:
            lead = len(text) - len(text.lstrip(" \t\r\n\f"))
            if lead == len(text):
                return
            self.start, text = at + lead, text[lead:]
        if inside is not None and inside.rule == RAISED:
            read = raised(text, "".join(self.parts[-2:]))
            self.lifted = read != text and read.startswith("[")
            text = read
        elif self.lifted:  # 2 raised before /3: a fraction, and no note
            if text.startswith(("/", "⁄")):
                self.parts[-1] = self.parts[-1].strip("[]")
            self.lifted = False
        self.linked += len(text.strip()) if self.link else 0
        self.parts.append(text)

    def _put_aside(self, at: int, text: str) -> None:
        if not text.strip():
            return
        last = self.asides[-1] if self.asides else None
        if last is not None and last.zones[-1].rule == self.zones[-1].rule:
            last.parts += ("" if last.zones[-1] is self.zones[-1] else " ", text)
        else:
            self.asides.append(_Aside(at + len(text) - len(text.lstrip()), self.zones, [text]))

    def end_line(self) -> None:
        """The line that is being written → one line more, where it holds anything; what was taken out of it on lines below."""
        parts, start, linked = self.parts, self.start, self.linked
        self.parts, self.start, self.linked, self.lifted = [], -1, 0, False
        asides, self.asides = self.asides, []
        if start >= 0:
            around = len(self.zones)
            while around and self.zones[around - 1].inline:
                around -= 1  # words inside these were taken out
            self._place(start, parts, self.zones[:around], linked)
        for aside in asides:
            self._place(aside.start, aside.parts, aside.zones, 0)

    def _place(self, start: int, parts: list[str], zones: tuple[Zone, ...], linked: int) -> None:
        """The parts of a line and their zones → a line of the page, where they hold anything."""
        text = "".join(parts) if self.pre else SPACES.sub(" ", WRAPPED.sub("", "".join(parts)))
        if not text.strip():
            return
        number = self.line_of(start)
        text = self.reading.cleaned(number, text.replace("\xa0", " ")).rstrip()
        if not text.strip():
            return
        links = linked * 5 >= len(text) * 4 and not self.heading and len(text) <= 80 and re.search("[\u4e00-\u9fffA-Za-z]", text)
        weight = len(text) if "。" in text or "；" in text else 0
        for zone in zones:
            zone.weight += weight
            zone.prose |= not links and _is_prose(text)
        if all(zone.rule not in UNSEEN for zone in zones):
            self.shown += weight
        self.lines += ((Line(number, part, "navigation" if links else ""), zones) for part in parted(text) if part.strip())

    def open(self, token: Token) -> None:
        """A start tag: what it changes for the text that follows."""
        name = token.name
        block = name in BLOCKS
        if block:
            self.end_line()
            self._open_grid(token)
        if name == "meta":
            self._meta(token)
        if name in VOID:
            return
        if name != "a" or "href" in token.inside:  # <a name="top"> is no link, and seldom closed
            self._count(name, 1)
        ended = False
        for zone in self.zones:
            zone.opened += zone.element == name
            zone.blocks += block
            if name == zone.element == "p":  # paragraphs do not nest: the one before has ended
                zone.opened, ended = 0, True
        if ended:
            self._leave()
        sign = self.formulas.open(name)
        if sign == "/":
            self._add(token.at, "/")
        zone_here = Zone(name, RAISED, inline=True) if sign == "^" or is_raised(token) else zone_of(token, self.concealing)
        if zone_here is not None and len(self.zones) < MOST_ZONES:
            if not zone_here.inline:
                self.end_line()
            self.zones = (*self.zones, zone_here)
        if name == "sub" and self.lifted:  # 2 raised over 3: a fraction
            self._add(token.at, "/")

    def close(self, token: Token) -> None:
        """An end tag: likewise. One that nothing opened ends a line and nothing else."""
        name = token.name
        block = name in BLOCKS
        if block:
            self.end_line()
        if name == "table" and self.grids:
            self._close_grid()
        self._count(name, -1)
        self.formulas.close(name)
        for zone in self.zones:
            zone.opened -= zone.element == name
            if block and zone.inline:  # what is inline and was never closed ends with the block in which it stands
                zone.opened = 0 if zone.blocks <= 0 else zone.opened
                zone.blocks -= 1
        self._leave()

    def _leave(self) -> None:
        """Leaves the zones that are no longer open, and what stands inside them."""
        while any(zone.opened <= 0 for zone in self.zones):
            if not self.zones[-1].inline:
                self.end_line()
            self.zones = self.zones[:-1]

    def _open_grid(self, token: Token) -> None:
        if token.name == "table" or (token.name in ("tr", "td", "th") and not self.grids):
            for grid in self.grids[-1:]:
                grid.nested = True
            self.grids.append(Grid(len(self.lines)))
        if token.name == "tr":
            self.grids[-1].open_row(len(self.lines))
        elif token.name in ("td", "th"):
            self.grids[-1].open_cell(token, len(self.lines))

    def _close_grid(self) -> None:
        grid = self.grids.pop()
        self.lines[grid.first :] = table_lines(grid, self.lines[grid.first :], self.reading)

    def end(self) -> list[Line]:
        """The page's end → its lines, each with its rule."""
        self.end_line()
        while self.grids:
            self._close_grid()
        return [replace(line, rule=line.rule or self._rule_of(zones)) for line, zones in self.lines]

    def _rule_of(self, zones: tuple[Zone, ...]) -> str:
        """The zones of a line, the outermost first → its rule; running text is no furniture, and most of a page's is not hidden."""
        for zone in reversed(zones):
            if zone.rule in UNSEEN:
                if zone.weight <= max(self.shown, LEAST):
                    return zone.rule
            elif zone.rule != RAISED and (zone.inline or not zone.prose):
                return zone.rule
        return ""

    def _count(self, name: str, by: int) -> None:
        if name == "a":
            self.link = 1 if by > 0 else 0  # links do not nest: one that is not closed ends with the next
        elif name in HEADINGS:
            self.heading = 1 if by > 0 else 0
        elif name in ("pre", "xmp", "textarea", "listing"):
            self.pre = max(0, self.pre + by)

    def _meta(self, token: Token) -> None:
        said = token.attributes()
        label = META.get(said.get("name", "").lower())
        if label is not None and said.get("content", "").strip():
            number = self.line_of(token.at)
            text = self.reading.cleaned(number, SPACES.sub(" ", label + said["content"].strip()))
            self.lines.append((Line(number, text, "publication" if label else "headline"), ()))


def read_html(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """A page's name and bytes → its Source; a line's number is that of the file's line on which it begins.

    Paragraphs and rows of tables are lines; the declared charset is not trusted. What the page hides, strikes out or marks as furniture
    is kept as a line with its `rule`, unless more running text stands in it than the page shows.

        read_html("a.html", "<nav>首页</nav><p>各位代表：<p>增长６%".encode()) → 首页 (navigation), 各位代表：, 增长６%
    """
    reading = Reading(path, data)
    text, encoding = decoded(reading)
    if text is None:
        return reading.refused()
    return html_source(reading, text, encoding)


def html_source(reading: Reading, text: str, encoding: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """read_html, for bytes that are decoded already."""
    return reading.source("html", encoding, _without_quotation_marks(html_lines(reading, text)))


def html_lines(reading: Reading, text: str) -> list[Line]:
    """A page or a piece of one → its lines; a warning for words that are struck out."""
    page = _Page(text, reading, concealing_classes(text))
    for token in tokens(text):
        if not token.name:
            page.write(token)
        elif token.closing:
            page.close(token)
        else:
            page.open(token)
    lines = page.end()
    for line in lines:
        if line.rule == "struck":
            reading.tell_struck(line.number, line.text)
    return lines


def _is_prose(text: str) -> bool:
    return len(text) >= 30 and "。" in text


def _without_quotation_marks(lines: list[Line]) -> list[Line]:
    """A fragment from a cell of a table, in quotation marks → the same without them."""
    if len(lines) > 2 and lines[0].text == lines[-1].text == '"':
        return lines[1:-1]
    return lines
