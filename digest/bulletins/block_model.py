"""The nouns of a bulletin's other forms, Word and 公众号: its text as a row of blocks, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockPart = Literal["cover", "contents", "main", "sources", "colophon"]  # of a bulletin, in which a block stands


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text of one kind: a note's mark (`note` is its number), a link (`href`, https://… or #id), bold, underlined, a class of its own."""

    text: str
    bold: bool = False
    underlined: bool = False
    note: int = 0
    href: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph, a heading, an item, a caption. kind: p h1–h6 li figcaption … and hr, which has no text.

    `depth` counts the lists around it, `number` is an item's in a numbered list (0: a bullet, -1: a further paragraph of an item).
    """

    kind: str
    part: BlockPart
    runs: tuple[TextRun, ...]
    name: str = ""  # the class that its template gives it
    id: str = ""
    depth: int = 0
    number: int = 0
    quoted: bool = False
    label: str = ""  # a heading's number where headings are numbered: 一、（一） 1．

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: its text, how it is aligned, whether it heads its row or columns, and over how many."""

    runs: tuple[TextRun, ...]
    align: Literal["", "right", "center"] = ""
    head: bool = False
    across: int = 1  # columns
    down: int = 1  # rows

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; `head`: one of those that stand at the head of each page."""

    cells: tuple[TableCell, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table and what it is called."""

    part: BlockPart
    rows: tuple[TableRow, ...]
    label: str = ""

    @property
    def columns(self) -> int:
        """The cells of its longest row."""
        return max((sum(cell.across for cell in row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its address on the site and what is read instead of it."""

    part: BlockPart
    address: str
    alt: str


Block = TextLine | Table | Picture


@dataclass(frozen=True, slots=True)
class Handout:
    """What Word and 公众号 are made from: a bulletin's HTML, what is said of it as a file, and its pictures as PNG by their address (.svg)."""

    id: str  # ecology
    title: str
    html: str
    series: str
    compiler: str = ""
    about: str = ""
    data_date: str = ""
    url: str = ""  # of the published site
    notes: tuple[tuple[int, str], ...] = ()  # 1, 2 … and where each leads on the site: reports/141081-2024.html#p7
    pictures: tuple[tuple[str, bytes], ...] = ()

    def leads(self, number: int) -> str:
        """A note's number → the address of its paragraph: on the published site, or from the folder bulletins/ where nobody says where that is."""
        address = self.notes[number - 1][1] if 0 < number <= len(self.notes) else ""
        return f"{self.url.rstrip('/')}/{address}" if self.url and address else f"../{address}" if address else ""
