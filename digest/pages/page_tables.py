"""A page of ours → what stands in its tables, as one CSV: for readers without scripts, and for programs.

Tables of a page differ in their columns, so that each cell is a row of its own, with where it stands and the paragraphs that it leads to.
Like visible_text.py it relies on what our templates and our Markdown give, not on any HTML.

    <tr><th>侯马市</th><td>2024</td><td><a href="../reports/141081-2024.html#p7">≥10%</a></td></tr>
    →  地区生产总值增速 · 1 · 侯马市 2024 · 目标 · ≥10% · reports/141081-2024.html#p7
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from digest.render import routes
from digest.render.csv_tables import csv_of, harmless

FIELDS = ("表", "行", "行名", "栏", "内容", "出处")
# A tag or the text before one
# matches <a href="x"> · </td> · 字      not "<"
PIECE = re.compile(r"<(/?)([a-z0-9]{1,20})([^<>]{0,100000})>|([^<]+)")
# matches href="a#p1"      not data-href="x" · href='x'
HREF = re.compile(r'(?<![\w-])href="([^"]{0,4000})"')
# matches aria-label="表：增速"      not title="表"
LABEL = re.compile(r'(?<![\w-])aria-label="(?:表：)?([^"]{0,4000})"')
# wholly: reports/141081-2024.html#p7      not reports/a.html#s1
PARAGRAPH = re.compile(r"reports/[^/#]{1,200}\.html#[pf][0-9]{1,9}")
# wholly: 2024 · 2024年 摘编      not 189
YEAR = re.compile(r"[0-9]{4}年?(?: \S{1,9})?")
# matches " " · "\n"      not 字
SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class PageCell:
    """A cell while it is read: its words, where its links lead from the site's root, and whether it heads its row."""

    text: str = ""
    heads: bool = False
    links: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return SPACE.sub(" ", self.text).strip()


@dataclass(slots=True)
class PageTable:
    """A table of a page: its name (caption, or the heading above it), its columns and its rows."""

    name: str
    columns: list[PageCell] = field(default_factory=list)
    rows: list[list[PageCell]] = field(default_factory=list)


def page_csv(page: str, text: str, whole: str = "", whole_text: str = "") -> bytes | None:
    """A page's address and HTML, and those of the page that has all of it → the CSV of their tables; None where there are none."""
    tables = tables_of(page, text) + tables_of(whole, whole_text)
    if not tables:
        return None
    return csv_of(FIELDS, (map(harmless, row) for table in tables for row in _long_rows(table)))


def csv_files(pages: Iterable[tuple[str, bytes]], remember: Callable[..., list[bytes]] | None = None) -> tuple[tuple[str, bytes], ...]:
    """(address, HTML) of pages → (address, CSV) for each that has tables; a topic's has those of its full text too, which are its data.

    `remember`: a function and what it is given one by one → its results, made elsewhere or known.
    """
    texts = {page: data.decode("utf-8") for page, data in pages if page.endswith(".html")}
    leaves: dict[str, list[str]] = {}
    for page, text in texts.items():
        leaves.setdefault(routes.first_leaf(page), []).append(text)
    wholes = {page: whole for page in texts if (whole := routes.whole_of(page)) in texts}
    given = [(page, text, *((wholes[page], "\n".join(leaves[wholes[page]])) if page in wholes else ("", ""))) for page, text in texts.items()]
    told = [one for one in given if "<table" in one[1] or "<table" in one[3]]
    made = remember(csv_of_page, told) if remember else map(csv_of_page, told)
    return tuple((routes.tables_csv(page), data) for (page, *_), data in zip(told, made, strict=True) if data)


def csv_of_page(given: tuple[str, str, str, str]) -> bytes:
    """A page's address and HTML, and those of the page that has all of it ("" where none has) → the CSV of their tables; empty where there are none."""
    return page_csv(*given) or b""


def tables_of(page: str, text: str) -> list[PageTable]:
    """A page's address and HTML → its tables in their order."""
    tables: list[PageTable] = []
    label, cell, head, caption = "", None, False, False
    for close, tag, attributes, words in PIECE.findall(_from_first_to_last_table(text)):
        if words:
            if cell is not None:
                cell.text += html.unescape(words)
            elif caption:
                tables[-1].name += html.unescape(words)
        elif tag == "div" and not close and (found := LABEL.search(attributes)):
            label = html.unescape(found[1])
        elif tag == "table" and not close:
            tables.append(PageTable(""))
        elif tag == "table":
            tables[-1].name = SPACE.sub(" ", tables[-1].name).strip() or label
        elif tag in ("caption", "thead"):
            caption, head = tag == "caption" and not close, tag == "thead" and not close
        elif tag == "tr" and not close and tables and not head:
            tables[-1].rows.append([])
        elif tag in ("td", "th"):
            cell = None if close else PageCell(heads=tag == "th")
            if cell is not None:
                (tables[-1].columns if head else tables[-1].rows[-1]).append(cell)
        elif cell is not None:
            _take_tag(page, cell, tag, close, attributes)
    return tables


def _from_first_to_last_table(text: str) -> str:
    """A page's HTML → from the region of its first table to the end of its last: what stands around need not be read."""
    if "<table" not in text:
        return ""
    return text[max(0, text.rfind("<div", 0, text.index("<table"))) : text.rfind("</table>") + len("</table>")]


def _take_tag(page: str, cell: PageCell, tag: str, close: str, attributes: str) -> None:
    """A tag within a cell → what it means for the cell: a link, or a gap between its words."""
    if tag == "a" and not close and (found := HREF.search(attributes)):
        path, mark, anchor = html.unescape(found[1]).partition("#")
        here = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        if PARAGRAPH.fullmatch(here + mark + anchor):
            cell.links.append(here + mark + anchor)
    elif tag in ("br", "small", "li", "p") and not close:
        cell.text += "；" if tag == "br" else " "


def _long_rows(table: PageTable) -> Iterator[tuple[str, ...]]:
    """A table → a row for each of its cells but those that name the row: up to its heading, and the year behind it in tables of years."""
    heads = [column.words for column in table.columns]
    dated = bool(table.rows) and all(len(row) > 2 and YEAR.fullmatch(row[1].words) for row in table.rows)
    for number, row in enumerate(table.rows, 1):
        names = max(2 if dated else 1, 1 + max((at for at, cell in enumerate(row) if cell.heads), default=0))
        name = " ".join(cell.words for cell in row[:names])
        for at, cell in enumerate(row[names:], names):
            links = dict.fromkeys((*(link for named in row[:names] for link in named.links), *cell.links))
            yield table.name, str(number), name, heads[at] if at < len(heads) else "", cell.words, " ".join(links)
