"""The HTML of a digest → the same for paper: links become numbered notes, charts come from the bulletin, wide tables get smaller type.

On a page a link leads to the paragraph; on paper a note says which report and which paragraph. Every paragraph has one note, however
often it is cited. A link to a report as a whole puts it into the list of sources, links to other pages of the site are only their
words (the name of a place marked, so that it does not break in a table), links that lead away from it stay. The digest's
own list of sources is left out: the bulletin has one, in small type.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from digest.bulletins.print_tables import classes, two_tiered
from digest.chinese.numerals import chinese
from digest.model.dossier import ABSENCES
from digest.model.typeface import printable
from digest.render import routes

EMPTY = ("br", "hr", "img", "wbr", "col")
SOURCES = "来源"  # the heading of the digest's own list of sources; under another heading it would be printed, too
# A link in brackets that only points: on paper its note says as much.
# matches （原文<sup class="note">[3]</sup>）      not （4753户<sup class="note">[3]</sup>）
POINTER = re.compile(r'（(?:原文|摘编|例)(<sup class="note">(?:(?!</sup>).){1,99}</sup>)）')
# A mark behind bold words that end in one: set in the same face the two stand close.
# matches （完成）</strong>：      not 完成</strong>：
AFTER_BOLD = re.compile(r"(?<=[）》”」])</strong>([：，。；、])")
# What a figure is, said behind its note: no line ends within it.
# matches </sup>（预计）      not </sup>（比上年增加） · 高校（新建）
REMARK = re.compile(r"(?<=</sup>)（[^（）<>]{1,4}）")
SCHEME = "bulletin:"  # where the bulletin's own files are addressed; WeasyPrint is given no other


@dataclass(frozen=True, slots=True)
class PrintHeading:
    """A heading for the contents: its level (2–4), its id and its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintNote:
    """A place that the bulletin cites: number from 1, the report's id, the anchor in it (p7)."""

    number: int
    report: str
    anchor: str


@dataclass(frozen=True, slots=True)
class PrintText:
    """A digest's body for paper: its HTML without the title, its headings, what its notes stand for, and the ids of the reports cited.

    `linked`: the words of every link that became a note, with the report and the anchor that it led to: 141081-2024, p7, 268天.
    """

    html: str
    headings: tuple[PrintHeading, ...]
    notes: tuple[PrintNote, ...]
    reports: tuple[str, ...]
    linked: tuple[tuple[str, str, str], ...] = ()


def _note_alone(found: re.Match[str]) -> str:
    """A link in brackets that only points → its note; what goes on behind it, not with a mark of punctuation, stands a little apart."""
    following = found.string[found.end() : found.end() + 1]
    return found[1] + ("" if following in "<，。；：、！？）」 \n" else "\u3000")


def for_print(html: str, page: str, reports: Collection[str], charts: Collection[str]) -> PrintText:
    """HTML of our own making, where it stands on the site, the ids of the reports, the addresses of the charts at hand → for paper.

    A chart that is not at hand is replaced by its words. The heading of level 1 is left out: the title block has it.

        topics/ecology.html, <a href="../reports/141081-2024.html#p7">第7段</a> → 第7段<sup class="note"><a href="#note-1">[1]</a></sup>
    """
    anchors = _Anchors()
    anchors.feed(html)
    writer = _Writer(page, {routes.report_page(report): report for report in reports}, frozenset(charts), frozenset(anchors.ids))
    writer.feed(html)
    writer.close()
    notes = tuple(PrintNote(number, report, anchor) for (report, anchor), number in writer.notes.items())
    text = AFTER_BOLD.sub(r"\1</strong>", POINTER.sub(_note_alone, "".join(writer.out)))
    text = REMARK.sub(r'<span class="whole">\g<0></span>', text)
    return PrintText(text, tuple(writer.headings), notes, tuple(writer.cited), tuple(writer.linked))


def ordinals(count: int) -> str:
    """How many headings there may be → the counter style that numbers them: 一 二 … 一百零一 …, as in the bulletin's other forms."""
    return f"@counter-style ordinal {{ system: fixed; symbols: {' '.join(map(chinese, range(1, count + 1)))}; }}\n"


class _Anchors(HTMLParser):
    """Gathers the ids of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag → its id, if it has one."""
        self.ids += [value for name, value in attrs if name == "id" and value]


class _Writer(HTMLParser):
    """Writes a text anew while it reads it."""

    def __init__(self, page: str, reports: dict[str, str], charts: frozenset[str], ids: frozenset[str]) -> None:
        super().__init__()
        self.page, self.reports, self.charts, self.ids = page, reports, charts, ids
        self.out: list[str] = []
        self.headings: list[PrintHeading] = []
        self.notes: dict[tuple[str, str], int] = {}
        self.cited: dict[str, None] = {}  # reports, in the order in which they are first cited
        self.links: list[str] = []  # what closes each open link
        self.linked: dict[tuple[str, str, str], None] = {}
        self.target: tuple[str, str] | None = None  # report and anchor of the link that is open, if it becomes a note
        self.said = ""  # the words of that link
        self.silent = False  # inside the heading of level 1, or under that of the sources, which are left out
        self.heading: tuple[int, str, int] | None = None  # level, id, where it was written
        self.words: list[str] = []
        self.regions: list[tuple[int, int, int]] = []  # of each open div: where it was written, how many links and notes had been
        self.tables: list[list[int]] = []  # of each open table: where it was written, cells of the row, most cells of a row, rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag → the same, or what stands for it on paper."""
        values = {name: value or "" for name, value in attrs}
        if tag in ("h1", "h2"):
            self.silent = tag == "h1"
        if tag == "a":
            self._open_link(values.get("href", ""))
        elif tag == "img":
            self._image(values)
        elif not self.silent:
            if tag == "div":
                self.regions.append((len(self.out), len(self.linked), len(self.notes)))
            self._count(tag)
            self._begin(tag, values)
            self.out.append(_as_tag(tag, {k: v for k, v in values.items() if k not in ("tabindex", "style") and not k.startswith("on")}))

    def handle_endtag(self, tag: str) -> None:
        """A closing tag → the same, or a link's note."""
        if tag == "h1":
            self.silent = False
        elif tag == "a":
            self._write(self.links.pop() if self.links else "")
            if self.target:
                self.linked.setdefault((*self.target, self.said))
            self.target, self.said = None, ""
        elif tag not in EMPTY and not self.silent:
            self.out.append(f"</{tag}>")
            self._end(tag)
            if tag == "div" and self.regions:
                self._spare(*self.regions.pop())

    def handle_data(self, data: str) -> None:
        """Text → the same without what has no shape."""
        text = printable(data)
        if self.heading:
            self.words.append(text)
        self.said += text if self.target else ""
        self._write(escape(text, quote=False))

    def _spare(self, start: int, linked: int, notes: int) -> None:
        """Takes out the table below a chart where each of its figures has been printed before: the chart shows them once more.

        有提法, 只提目标 are no figures: what leads to their sentences goes with the table.
        """
        before = next((piece for piece in reversed(self.out[:start]) if piece.strip()), "")
        region = "".join(self.out[start:])
        new = list(self.linked)[linked:]
        if before == "</figure>" and "<table" in region and '<sup class="note">' in region and all(said in ABSENCES for _, _, said in new):
            del self.out[start:]
            for link in new:
                del self.linked[link]
            for place in list(self.notes)[notes:]:
                del self.notes[place]

    def _write(self, html: str) -> None:
        if not self.silent:
            self.out.append(html)

    def _open_link(self, href: str) -> None:
        path, _, anchor = href.partition("#")
        here = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), path)) if path else self.page
        if href.startswith(("https://", "http://")):
            self._write(_as_tag("a", {"href": href}))
            self.links.append("</a>")
        elif here in self.reports:
            self.links.append(self._note(self.reports[here], anchor))
        elif not path and anchor in self.ids:
            self._write(_as_tag("a", {"href": f"#{anchor}"}))
            self.links.append("</a>")
        elif here != routes.PLACES and posixpath.dirname(here) == posixpath.dirname(routes.PLACES):
            self._write('<span class="place">')
            self.links.append("</span>")
        else:
            self.links.append("")

    def _note(self, report: str, anchor: str) -> str:
        """A report and a place in it → the note's number, as it closes the link; "" for the whole report."""
        self.cited.setdefault(report)
        if self.silent or not anchor:
            return ""
        self.target = (report, anchor)
        number = self.notes.setdefault((report, anchor), len(self.notes) + 1)
        return f'<sup class="note"><a href="#note-{number}">[{number}]</a></sup>'

    def _image(self, values: dict[str, str]) -> None:
        address = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), values.get("src", "")))
        alt = printable(values.get("alt", ""))
        self._write(_as_tag("img", {"src": SCHEME + address, "alt": alt}) if address in self.charts else f"<em>{escape(alt)}</em>")

    def _begin(self, tag: str, values: dict[str, str]) -> None:
        if tag in ("h2", "h3", "h4"):
            self.heading = (int(tag[1]), values.setdefault("id", f"_heading-{len(self.headings) + 1}"), len(self.out))
            self.words = []

    def _end(self, tag: str) -> None:
        if tag == "table" and self.tables:
            start, _, most, rows = self.tables.pop()
            self.out[start] = self.out[start].replace("<table", f'<table class="{classes(most, rows)}"', 1)
            self.out[start:] = [two_tiered("".join(self.out[start:]))]
        if self.heading and tag == f"h{self.heading[0]}":
            level, id, start = self.heading
            words = "".join(self.words).strip()
            self.silent = level == 2 and words == SOURCES
            if self.silent:
                del self.out[start:]
            else:
                self.headings.append(PrintHeading(level, id, words))
            self.heading = None

    def _count(self, tag: str) -> None:
        """Keeps count of a table's cells, that its type may be chosen by its width."""
        if tag == "table":
            self.tables.append([len(self.out), 0, 0, 0])
        elif self.tables and tag == "tr":
            self.tables[-1][1] = 0
            self.tables[-1][3] += 1
        elif self.tables and tag in ("td", "th"):
            self.tables[-1][1] += 1
            self.tables[-1][2] = max(self.tables[-1][1:3])


def _as_tag(tag: str, attributes: dict[str, str]) -> str:
    """A tag and its attributes → as HTML: img, {src: a} → <img src="a">"""
    return f"<{tag}" + "".join(f' {name}="{escape(value)}"' for name, value in attributes.items()) + ">"
