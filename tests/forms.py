"""The forms of a digest read back, each by its own means: Markdown, web page, PDF, Word, 公众号 → headings and tables → figures.

Nothing here knows how a form was made. A PDF is read by its tags, a Word document by python-docx, a page by the parser of Python.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from html.parser import HTMLParser

from digest.model.comparison import TopicComparison
from digest.model.dossier import MEASURES, Table
from tests.tagged import Tags

COMPARED, CHARTS = "指标对比", "图表"  # the chapters whose tables are figures
NOTE = re.compile(r"\[[0-9]{1,4}\]")  # `[12]` matches; `12`, `[a]` must not
LINK = re.compile(r"(!?)\[((?:\\.|[^\]\\]){0,300})\]\(([^()\s]{0,300})[^()]{0,300}\)")  # `[≥10%](../a.html#p1)` matches
CELLS = re.compile(r"(?<!\\)\|")  # a bar that parts cells; `\|` is text
# `≥10%`, `约1.2万亩`, `5%—5.5%`, `力争12%`, `-2%`, `下降2%以上`, `189亿元（预计）` match; `节选未含`, `未提及` must not
VALUE = re.compile(
    r"(?:力争)?(?P<sign>[≥≤约]?)(?P<way>增长|下降|提高|增加|减少)?(?P<value>-?[0-9][0-9,.]{0,20})(?P<unit>[^0-9—（]{0,12}?)"
    r"(?:—(?P<high>-?[0-9][0-9,.]{0,20})(?P<other>[^0-9（]{0,12}?))?(?P<bound>以上|以内|左右)?(?:（预计）)?"
)
BOUNDS = {"≥": ">=", "≤": "<=", "约": "~", "以上": ">=", "以内": "<=", "左右": "~"}
SIZES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
LABEL = re.compile(r"[一二三四五六七八九十]{1,4}、|（[一二三四五六七八九十]{1,4}）|[0-9]{1,3}．")  # `三、`, `（十二）`, `3．` match; `三农` must not
KINDS = {"完成": "actual", "目标": "target", "上年完成": "actual", "当年目标": "target"}


@dataclass(frozen=True, slots=True)
class Title:
    """A heading: 2 for a chapter, 3 for what is below it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table as it is marked up."""

    text: str
    head: bool
    across: int = 1
    down: int = 1


Rows = tuple[tuple[str, ...], ...]
Items = list[Title | Rows]


@dataclass(frozen=True, order=True, slots=True)
class Said:
    """A figure as a form gives it: amounts in plain units (亩, 元), so that 1.2万亩 and 12000亩 are one."""

    indicator: str  # 造林面积·增速; beside a chart 造林面积增速
    kind: str  # actual | target
    place: str
    year: int  # of the report
    value: Decimal
    high: Decimal
    unit: str
    bound: str  # = | >= | <= | ~ | range
    variant: str = ""  # 营造林
    volume: bool = False


def expected(topic: TopicComparison) -> tuple[frozenset[Said], frozenset[Said]]:
    """What the comparison holds: the figures of a topic's tables, and those of the tables that are drawn."""
    drawn = {chart.id for chart in topic.charts}
    compared = _of((f"{table.indicator.name}·{MEASURES[table.measure]}", table) for table in topic.tables)
    return frozenset(compared), frozenset(_of((table.name, table) for table in topic.tables if table.id in drawn))


def _of(tables: Iterable[tuple[str, Table]]) -> Iterator[Said]:
    for name, table in tables:
        for row in table.rows:
            for kind in ("actual", "target"):
                for fact in row.cell(kind).facts:
                    size, unit = _plain(fact.unit)
                    high = fact.value if fact.high is None else fact.high
                    yield Said(name, kind, row.dossier.name, row.dossier.year, fact.value * size, high * size, unit, fact.bound, fact.variant, fact.volume)


def found(items: Items) -> tuple[frozenset[Said], frozenset[Said]]:
    """What a form says: the figures of its chapter of tables, and those beside its charts."""
    chapter = heading = ""
    compared: set[Said] = set()
    charted: set[Said] = set()
    for item in items:
        if isinstance(item, Title):
            text = LABEL.sub("", item.text, count=1) if LABEL.match(item.text) else item.text
            chapter, heading = (text, "") if item.level == 2 else (chapter, text)
        elif chapter == COMPARED:
            compared.update(_figures(item, heading.partition("：")[0]))
        elif chapter == CHARTS and item[0][:2] == ("地区", "报告年份"):
            charted.update(_figures(item, "", heading))
    return frozenset(compared), frozenset(charted)


def _grid(rows: Iterable[Iterable[Cell]]) -> Rows:
    """Rows of cells as they are marked up → one line of column names and rows of text. A head of two rows: 造林面积 over 目标 → 造林面积·目标"""
    lines: list[tuple[list[str], bool]] = []
    below: dict[int, Cell] = {}
    for cells in rows:
        line: list[str] = []
        waiting = list(cells)
        heads = all(cell.head for cell in waiting)
        while waiting or len(line) in below:
            cell = below.pop(len(line)) if len(line) in below else waiting.pop(0)
            for _ in range(cell.across):
                if cell.down > 1:
                    below[len(line)] = replace(cell, across=1, down=cell.down - 1)
                line.append(cell.text)
        lines.append((line, heads))
    heads = [line for line, head in lines if head]
    names = ["·".join(dict.fromkeys(column)) for column in zip(*heads, strict=True)]
    return (tuple(names), *(tuple(line) for line, head in lines if not head))


def _figures(rows: Rows, measure: str, name: str = "") -> Iterator[Said]:
    """A table of places → its figures. Each column says its indicator and kind (造林面积·目标), or all of them are of `name`."""
    for row in rows[1:]:
        for column, cell in list(zip(rows[0], row, strict=True))[2:]:
            indicator, _, kind = column.rpartition("·")
            for amount in re.split(r"、| / ", cell.removeprefix("待核：")):
                if any("0" <= c <= "9" for c in amount):
                    variant, said = _parted(amount.removesuffix("（规模）").strip())
                    volume = amount.endswith("（规模）")
                    yield Said(name or f"{indicator}·{measure}", KINDS[kind], row[0], int(row[1]), *_amount(said), variant, volume)


def _parted(text: str) -> tuple[str, str]:
    """营造林 6100亩 → 营造林, 6100亩; on paper the space is none that is read."""
    at = next((at for at in range(len(text)) if VALUE.fullmatch(text[at:].strip())), 0)
    return text[:at].strip(), text[at:].strip()


def _amount(text: str) -> tuple[Decimal, Decimal, str, str]:
    """≥1.2万亩 → 12000, 12000, 亩, >="""
    match = VALUE.fullmatch(text.strip())
    assert match, f"no figure: {text!r}"
    size, unit = _plain(match["unit"])
    value = Decimal(match["value"].replace(",", "")) * size
    high = Decimal(match["high"].replace(",", "")) * _plain(match["other"])[0] if match["high"] else value
    if match["way"] in ("下降", "减少"):
        value, high = sorted((-value, -high))
    bound = "range" if match["high"] else BOUNDS.get(match["sign"] or match["bound"] or "", "=")
    return value, high, unit, bound


def _plain(unit: str) -> tuple[Decimal, str]:
    """万吨 → 10000, 吨; 个百分点 → 1, %"""
    size = Decimal(1)
    while unit[:1] in SIZES:
        size, unit = size * SIZES[unit[0]], unit[1:]
    return size, {"个百分点": "%"}.get(unit, unit)


def markdown(text: str) -> Items:
    """A digest's Markdown."""
    items: Items = []
    table: list[tuple[str, ...]] = []
    for line in (*text.splitlines(), ""):
        if line.startswith("|"):
            table.append(tuple(_words(cell) for cell in CELLS.split(line.strip())[1:-1]))
            continue
        if table:
            items.append((table[0], *table[2:]))
            table = []
        if line.startswith(("## ", "### ")):
            items.append(Title(line.index(" "), _words(line.lstrip("#"))))
    return items


def _words(text: str) -> str:
    text = LINK.sub(lambda m: m[2], text)
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)).strip()


def page(text: str) -> Items:
    """A web page, or one for 公众号, whose headings are paragraphs that say they are headings."""
    reader = _Page()
    reader.feed(text)
    return reader.items


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.items: Items = []
        self.rows: list[list[Cell]] = []
        self.cell = Cell("", False)
        self.level = 0
        self.words: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        level = tag[1:] if tag in ("h2", "h3") else values.get("aria-level") or ""
        if tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.words = []
            self.cell = Cell("", tag == "th", int(values.get("colspan") or 1), int(values.get("rowspan") or 1))
        elif level in ("2", "3"):
            self.level, self.words = int(level), []

    def handle_endtag(self, tag: str) -> None:
        words = NOTE.sub("", "".join(self.words or ())).strip()
        if tag == "table":
            self.items.append(_grid(self.rows))
        elif tag in ("td", "th"):
            self.rows[-1].append(replace(self.cell, text=words))
            self.words = None
        elif tag in ("h2", "h3", "p") and self.level:
            self.items.append(Title(self.level, words))
            self.level, self.words = 0, None

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data.replace("\u2060", ""))  # what keeps a note with its word is no text


def word(data: bytes) -> Items:
    """A Word document."""
    from docx import Document
    from docx.table import Table as WordTable

    items: Items = []
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, WordTable):
            heads = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in block.rows]
            items.append(_grid([Cell(NOTE.sub("", cell.text).strip(), head) for cell in row.cells] for row, head in zip(block.rows, heads)))
        elif block.style is not None and block.style.name in ("Heading 1", "Heading 2"):
            items.append(Title(int(block.style.name[-1]) + 1, block.text))
    return items


def pdf(data: bytes) -> Items:
    """A tagged PDF. A table that goes on overleaf has no head there; it is that of the page before."""
    import pypdfium2

    items: Items = []
    for sheet in pypdfium2.PdfDocument(data):
        for kind, inside in Tags(sheet).elements():
            if isinstance(inside, str):
                items.append(Title(int(kind[1]), inside))
                continue
            # the font has one glyph for • and ·, and the first gives it its letter
            names, *rows = _grid([Cell(NOTE.sub("", words).strip().replace("•", "·"), *rest) for words, *rest in row] for row in inside)
            items.append((names, *rows) if names else (*items.pop(), *rows))  # type: ignore[misc]
    return items
