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
from digest.read.html_tokens import Token, tokens
from digest.read.reading import Reading

# matches " " · "\n"      not "\u3000"
SPACES = re.compile(r"[ \t\r\n\f]+")
# A line's end between two wide characters, where a browser would show a gap that nobody meant
# matches "经济\n发展"      not "GDP\n增长"
WRAPPED = re.compile("(?<=[\u2e80-\uffee“”‘’—…])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\uffee“”‘’—…])")
# A mark of a note that stands raised
# wholly: 1 · [2]      not 亿元
NOTE = re.compile(r"[\[［【〔（(]?([0-9]{1,3})[\]］】〕）)]?")
BLOCK_NAMES = """address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frame h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ol optgroup option p pre search
    section select summary table tbody td textarea tfoot th thead title tr ul xmp"""
BLOCKS = frozenset(BLOCK_NAMES.split())
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(VOID_NAMES.split())
# Elements that are furniture of a page by their own name, and the words of classes that say so: class="crumbs nav" / class="content"
FURNITURE = {"nav": "navigation", "aside": "navigation", "footer": "copyright", "select": "navigation", "button": "navigation",
             "noscript": "hidden", "template": "hidden", "dialog": "hidden", "title": "headline"}  # fmt: skip
# matches nav · page-footer · main_nav      not navy · content
CLASSES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|crumbs?|breadcrumbs?|bread|footer|foot|sidebar|toolbar|share|copyright|related|pager|pagination"
    r"|toplink|friendlink|links|search|login|comments?)(?:$|[\s_-])",
    re.I,
)
# matches display: none · visibility:hidden      not display:block
CONCEALED = re.compile(r"(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)", re.I)
# What offices say of a page in its head: <meta name="PubDate" content="2024-03-12"> / <meta name="viewport" …>
META = {"pubdate": "发布时间：", "publishdate": "发布时间：", "contentsource": "来源：", "articletitle": ""}
MOST_ZONES = 400  # zones open at once that are remembered; deeper ones are plain text


@dataclass(slots=True)
class _Zone:
    """A stretch that the page marks as furniture: the element that opened it and how many of its name are open inside."""

    element: str
    rule: str
    opened: int = 1
    prose: bool = False  # running text stands in it: then it is no furniture


@dataclass(slots=True)
class _Page:
    """What is gathered while a page is read from top to bottom."""

    text: str
    reading: Reading
    lines: list[tuple[Line, _Zone | None]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)  # of the line that is being written
    start: int = -1  # where its first visible character stands
    linked: int = 0  # characters of it inside links
    link: int = 0  # links that are open
    heading: int = 0
    pre: int = 0
    raised: int = 0  # <sup>
    zones: list[_Zone] = field(default_factory=list)
    rows: list[tuple[int, list[int]]] = field(default_factory=list)  # tables' rows: their first line, and where each cell begins
    at: int = 0  # up to here line ends are counted
    number: int = 1

    def line_of(self, at: int) -> int:
        self.number += self.text.count("\n", self.at, at) + self.text.count("\r", self.at, at) - self.text.count("\r\n", self.at, at)
        self.at = max(at, self.at)
        return self.number

    def write(self, token: Token) -> None:
        """A text → part of the line that is being written."""
        text = token.text
        if self.pre:
            first, *others = re.split("\r\n|[\r\n]", text)
            self._add(token.at, first)
            for other in others:
                self.end_line()
                self._add(token.at, other)
            return
        self._add(token.at, text)

    def _add(self, at: int, text: str) -> None:
        if self.start < 0:
            lead = len(text) - len(text.lstrip(" \t\r\n\f"))
            if lead == len(text):
                return
            self.start, text = at + lead, text[lead:]
        if self.raised:
            text = self._raised(text)
        self.linked += len(text.strip()) if self.link else 0
        self.parts.append(text)

    def _raised(self, text: str) -> str:
        """A raised number → the mark of a note, or the power of a unit: 板块<sup>1</sup> → 板块[1], m<sup>2</sup> → m²"""
        found = NOTE.fullmatch(text.strip())
        if not found:
            return text
        before = "".join(self.parts[-2:])[-1:]
        if before.isascii() and before.isalpha():
            return found[1].translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return f"[{found[1]}]" if before and before not in "[［【〔" else text

    def end_line(self) -> None:
        """The line that is being written → one line more, where it holds anything."""
        text = SPACES.sub(" ", WRAPPED.sub("", "".join(self.parts))) if not self.pre else "".join(self.parts)
        start, linked = self.start, self.linked
        self.parts, self.start, self.linked = [], -1, 0
        if not text.strip():
            return
        number = self.line_of(start)
        text = self.reading.cleaned(number, text.replace("\xa0", " ")).rstrip()
        if not text.strip():
            return
        zone = self.zones[-1] if self.zones else None
        rule = ""
        if linked * 5 >= len(text) * 4 and not self.heading and len(text) <= 80 and re.search("[\u4e00-\u9fffA-Za-z]", text):
            rule = "navigation"
        elif zone and _is_prose(text):
            for outer in self.zones:
                outer.prose = True
        self.lines.append((Line(number, text, rule), zone))

    def open(self, token: Token) -> None:
        """A start tag: what it changes for the text that follows."""
        name = token.name
        if name in BLOCKS:
            self.end_line()
        if name == "tr":
            self.rows.append((len(self.lines), []))
        elif name in ("td", "th") and self.rows:
            self.rows[-1][1].append(len(self.lines))
        elif name == "meta":
            self._meta(token)
        if name in VOID:
            return
        if name != "a" or "href" in token.inside:  # <a name="top"> is no link, and seldom closed
            self._count(name, 1)
        for zone in self.zones:
            zone.opened += zone.element == name
        rule = self._furniture(token)
        if rule and len(self.zones) < MOST_ZONES:
            self.end_line()
            self.zones.append(_Zone(name, rule))

    def close(self, token: Token) -> None:
        """An end tag: likewise. One that nothing opened ends a line and nothing else."""
        name = token.name
        if name in BLOCKS:
            self.end_line()
        if name == "tr" and self.rows:
            self._flatten(*self.rows.pop())
        self._count(name, -1)
        for zone in self.zones:
            zone.opened -= zone.element == name
        while any(zone.opened <= 0 for zone in self.zones):
            self.end_line()
            self.zones.pop()

    def _count(self, name: str, by: int) -> None:
        if name == "a":
            self.link = 1 if by > 0 else 0  # links do not nest: one that is not closed ends with the next
        elif name in HEADINGS:
            self.heading = 1 if by > 0 else 0
        elif name in ("pre", "xmp", "textarea", "listing"):
            self.pre = max(0, self.pre + by)
        elif name == "sup":
            self.raised = 1 if by > 0 else 0

    def _furniture(self, token: Token) -> str:
        if token.name in FURNITURE:
            return FURNITURE[token.name]
        if not token.inside or token.name in ("html", "body", "a", "p", "main", "article", *HEADINGS):
            return "hidden" if "none" in token.inside and CONCEALED.search(token.attributes().get("style", "")) else ""
        if not re.search(r"class|id|style|hidden|role", token.inside[:8000], re.I):
            return ""
        said = token.attributes()
        if "hidden" in said or CONCEALED.search(said.get("style", "")):
            return "hidden"
        if said.get("role") in ("navigation", "search", "contentinfo", "complementary"):
            return "navigation"
        return "navigation" if any(CLASSES.search(said.get(key, "")) for key in ("class", "id")) else ""

    def _meta(self, token: Token) -> None:
        said = token.attributes()
        label = META.get(said.get("name", "").lower())
        if label is not None and said.get("content", "").strip():
            number = self.line_of(token.at)
            text = self.reading.cleaned(number, SPACES.sub(" ", label + said["content"].strip()))
            self.lines.append((Line(number, text, "publication" if label else "headline"), None))

    def _flatten(self, first: int, cells: list[int]) -> None:
        """The lines of a table's row → one line, where they are short: 指标 | 目标 → 「指标 目标」. A table that lays out a page stays."""
        if len(cells) < 2 or not 1 < len(self.lines) - first <= 2 * len(cells):
            return
        row = self.lines[first:]
        if all(len(line.text) <= 60 and "。" not in line.text and not line.rule for line, _ in row):
            line, zone = row[0]
            self.lines[first:] = [(replace(line, text=" ".join(line.text.strip() for line, _ in row)), zone)]


def read_html(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """A page's name and bytes → its Source; a line's number is that of the file's line on which it begins.

    Paragraphs and rows of tables are lines; the declared charset is not trusted. What the page hides or marks as furniture is kept
    as a line with its `rule`, unless running text stands in it.

        read_html("a.html", "<nav>首页</nav><p>各位代表：<p>增长６%".encode()) → 首页 (navigation), 各位代表：, 增长６%
    """
    reading = Reading(path, data)
    text, encoding = decoded(reading)
    if text is None:
        return reading.refused()
    return html_source(reading, text, encoding)


def html_source(reading: Reading, text: str, encoding: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """read_html, for bytes that are decoded already."""
    page = _Page(text, reading)
    for token in tokens(text):
        if not token.name:
            page.write(token)
        elif token.closing:
            page.close(token)
        else:
            page.open(token)
    page.end_line()
    shown = any(_is_prose(line.text) for line, zone in page.lines if not zone or zone.rule != "hidden")
    lines = [_with_rule_of_zone(line, zone, shown) for line, zone in page.lines]
    return reading.source("html", encoding, _without_quotation_marks(lines))


def _is_prose(text: str) -> bool:
    return len(text) >= 30 and "。" in text


def _with_rule_of_zone(line: Line, zone: _Zone | None, shown: bool) -> Line:
    """A line with the rule of its zone, unless the zone holds running text; what is hidden may hold some, if the page shows other."""
    if zone is None or line.rule or (zone.prose and not (shown and zone.rule == "hidden")):
        return line
    return replace(line, rule=zone.rule)


def _without_quotation_marks(lines: list[Line]) -> list[Line]:
    """A fragment from a cell of a table, in quotation marks → the same without them."""
    if len(lines) > 2 and lines[0].text == lines[-1].text == '"':
        return lines[1:-1]
    return lines
