"""Blocks of a bulletin → WordprocessingML, the XML of a Word document's body. Styles are named here and defined in templates/word/.

Text is escaped and freed of what XML cannot hold. Lengths are twips (1/1440 inch; 567 are a centimetre), sizes of pictures EMU.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeGuard
from xml.sax.saxutils import escape, quoteattr

from digest.bulletins.block_model import Block, Handout, Picture, Table, TableCell, TableRow, TextLine, TextRun

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
WIDTH = 8845  # of the type area: 156 mm
HEADINGS = {"h2": "Heading1", "h3": "Heading2", "h4": "Heading3", "h5": "Heading4", "h6": "Heading4"}
COVER = {"series": "Series", "imprint": "Imprint", "number": "IssueNumber", "about": "About"}
COUNTED = " SEQ 图 \\* ARABIC "  # the field that numbers pictures
CONTENTS, PAGE = ' TOC \\o "1-{}" \\h \\z \\u ', " PAGEREF {} \\h "
LEAST, MOST = 2.6, 16.0  # how wide a column is, at least and at most, in characters
# matches "\t" · "甲\n乙"      not " "
SIGN = re.compile("([\n\t])")
SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
# matches "\x01"      not "\t" · 字
BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Package:
    """What the body asks of the file around it."""

    link: Callable[[str], str]  # an address → the id of its relation
    picture: Callable[[Picture, int], str]  # a chart, and its number from 1 → the XML of its drawing, "" where it is not at hand
    numbered: Callable[[int], int]  # the first number of an ordered list → the id of a numbering of its own


@dataclass(slots=True)
class _State:
    """What is counted while a body is written."""

    bookmarks: dict[str, str]  # a heading's id → its bookmark
    labels: dict[str, str]  # the same → its number
    ids: int = 0
    figures: int = 0
    list: int = 0  # the numbering of the ordered list that is being written


def body(handout: Handout, blocks: tuple[Block, ...], package: Package, sections: tuple[str, str]) -> str:
    """A bulletin → the XML of its body's blocks. `sections`: what ends the text, and what ends the notes in their columns (w:sectPr)."""
    headings = [b for b in blocks if isinstance(b, TextLine) and b.kind in HEADINGS and b.id]
    state = _State({b.id: f"_Toc{number:06}" for number, b in enumerate(headings, 1)}, {b.id: b.label for b in headings})
    deepest = max((int(b.name[-1]) for b in blocks if _is_contents_line(b) and b.name[-1:].isdigit()), default=3) - 1
    out: list[str] = []
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None)):
        if _is_note_line(block) and not _is_note_line(before):
            out.append(_paragraph_xml("TableEnd", "", sections[0]))
        out.append(_block_xml(handout, block, (before, after), package, state, deepest))
        if _is_note_line(block) and not _is_note_line(after):
            out.append(_paragraph_xml("TableEnd", "", sections[1]))
    return "".join(out)


def _is_contents_line(block: Block | None) -> TypeGuard[TextLine]:
    """A line of the contents."""
    return isinstance(block, TextLine) and block.part == "contents" and block.kind == "li"


def _is_note_line(block: Block | None) -> TypeGuard[TextLine]:
    """A note's line; a heading of the text may be called note-… too."""
    return isinstance(block, TextLine) and block.part == "sources" and block.id.startswith("note-")


def _block_xml(handout: Handout, block: Block, around: tuple[Block | None, Block | None], package: Package, state: _State, deepest: int) -> str:
    if isinstance(block, Table):
        return _table_xml(handout, block, package, state)
    if isinstance(block, Picture):
        return _picture_xml(block, package, state)
    if _is_contents_line(block):
        return _contents_entry_xml(block, around, state, deepest)
    if block.kind == "hr":
        return _paragraph_xml("BodyText", "", '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="D8DCE0"/></w:pBdr>')
    runs = _runs_xml(handout, block.runs, package)
    if block.kind == "figcaption":
        state.figures += 1
        return _paragraph_xml("Caption", f"{_text_xml('图 ')}{_field_xml(COUNTED, str(state.figures))}{_text_xml('　')}{runs}")
    if mark := state.bookmarks.get(block.id, "") or (block.id.replace("-", "_") if _is_note_line(block) else ""):
        state.ids += 1
        runs = f'<w:bookmarkStart w:id="{state.ids}" w:name={quoteattr(mark)}/>{runs}<w:bookmarkEnd w:id="{state.ids}"/>'
    return _paragraph_xml(_style_of_line(block), runs, _numbering_of_line(block, around[0], package, state))


def _style_of_line(line: TextLine) -> str:
    """A line → the style that it is set in."""
    if line.kind == "h1":
        return "Title"
    if line.kind in HEADINGS:
        return HEADINGS[line.kind]
    if line.part == "cover":
        return COVER.get(line.name, "About")
    if line.part == "contents":
        return "TOCHeading"
    if line.part == "colophon":
        return "Colophon"
    if line.part == "sources":
        return "Note" if _is_note_line(line) else "Source" if line.kind == "li" else "SourceHint"
    if line.quoted:
        return "Quote"
    if line.kind == "li":
        return "ListContinue" if line.number < 0 else "ListNumber" if line.number else "ListBullet"
    return {"caption": "Caption", "pre": "Preformatted"}.get(line.kind, "BodyText")


def _numbering_of_line(line: TextLine, before: Block | None, package: Package, state: _State) -> str:
    """A numbered heading, an item of the text → how deep it stands and in which list; an ordered list begins with its own first number."""
    if line.label:
        return f'<w:numPr><w:ilvl w:val="{int(HEADINGS[line.kind][-1]) - 1}"/><w:numId w:val="3"/></w:numPr>'
    if line.kind != "li" or line.part != "main" or line.number < 0:
        return ""
    level = min(max(line.depth, 1), 4) - 1
    if line.number and not (isinstance(before, TextLine) and before.kind == "li" and 0 < before.number < line.number):
        state.list = package.numbered(line.number)
    list = state.list if line.number else 1
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>'


def _paragraph_xml(style: str, runs: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def _runs_xml(handout: Handout, runs: Iterable[TextRun], package: Package) -> str:
    """Runs → the same with note marks and links."""
    return "".join(_run_xml(handout, run, package) for run in runs)


def _run_xml(handout: Handout, run: TextRun, package: Package) -> str:
    if run.note:
        text = _text_xml(run.text, '<w:rStyle w:val="NoteMark"/>')
        if handout.url and (address := handout.leads(run.note)):
            return f'<w:hyperlink r:id="{package.link(address)}" w:history="1">{text}</w:hyperlink>'
        return f'<w:hyperlink w:anchor="note_{run.note}" w:history="1">{text}</w:hyperlink>'
    address = run.href if run.href.startswith(("https://", "http://")) else ""
    if run.name == "address" and run.text.startswith(("https://", "http://")):
        address = run.text
    if run.name == "number" and (number := run.text.strip("[]")).isdigit():
        address = handout.leads(int(number))
    if address:
        text = _text_xml(run.text, '<w:rStyle w:val="Hyperlink"/>')
        return f'<w:hyperlink r:id="{package.link(address)}" w:history="1">{text}</w:hyperlink>{_text_xml(" ") if run.name == "number" else ""}'
    look = ('<w:rStyle w:val="Emphasis"/>' if run.underlined else "") + ("<w:b/><w:bCs/>" if run.bold else "")
    return _text_xml(run.text, look)


def _text_xml(text: str, look: str = "") -> str:
    """Text → a run; line ends and tabs in it stay."""
    pieces = (SIGNS.get(piece) or f'<w:t xml:space="preserve">{escape(BAD.sub("", piece))}</w:t>' for piece in SIGN.split(text) if piece)
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{''.join(pieces)}</w:r>"


def _field_xml(instruction: str, shown: str, dirty: bool = False) -> str:
    return f"{_field_begin_xml(instruction, dirty)}{_text_xml(shown)}{_END}"


def _field_begin_xml(instruction: str, dirty: bool = False) -> str:
    due = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{due}/></w:r><w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _contents_entry_xml(line: TextLine, around: tuple[Block | None, Block | None], state: _State, deepest: int) -> str:
    """A line of the contents: all of them are one TOC field, which Word makes anew, and say meanwhile what it will say."""
    level = int(line.name[-1]) - 1 if line.name[-1:].isdigit() else 1
    to = next((run.href[1:] for run in line.runs if run.href.startswith("#")), "")
    anchor = state.bookmarks.get(to, "")
    text = _text_xml(state.labels.get(to, "") + line.text)
    if anchor:
        page = _field_xml(PAGE.format(anchor), "")
        text = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{text}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
    first, last = not _is_contents_line(around[0]), not _is_contents_line(around[1])
    start = _field_begin_xml(CONTENTS.format(deepest), dirty=True) if first else ""
    return _paragraph_xml(f"TOC{min(max(level, 1), 3)}", f"{start}{text}{_END if last else ''}")


def _picture_xml(picture: Picture, package: Package, state: _State) -> str:
    """A chart, or its words where it is not at hand."""
    state.ids += 1
    drawing = package.picture(picture, state.ids)
    return _paragraph_xml("Figure", f"<w:r>{drawing}</w:r>") if drawing else _paragraph_xml("SourceHint", _text_xml(picture.alt))


def _table_xml(handout: Handout, table: Table, package: Package, state: _State) -> str:
    """A table → the same: its head on every page, no row over two pages, columns as wide as what stands in them."""
    style = "TableText" if table.columns <= 5 else "TableTextSmall" if table.columns <= 8 else "TableTextTiny"
    widths = columns(table)
    rows: list[str] = []
    open_cells: dict[int, tuple[int, int]] = {}
    for row in table.rows:
        rows.append(_row_xml(handout, row, widths, style, package, open_cells))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    name = f"<w:tblCaption w:val={quoteattr(BAD.sub('', table.label))}/>" if table.label else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="DigestTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{name}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{_paragraph_xml('TableEnd', '')}"
    )


def _row_xml(handout: Handout, row: TableRow, widths: tuple[int, ...], style: str, package: Package, below: dict[int, tuple[int, int]]) -> str:
    """A row of a table. `below`: the cells that go on from above, by their column: over how many columns, for how many rows yet."""
    out, column, cells = [], 0, list(row.cells)
    while column < len(widths):
        across, more = below.get(column, (0, 0))
        if more:
            below[column] = (across, more - 1)
            out.append(_cell_xml(style, "", sum(widths[column : column + across]), across, "<w:vMerge/>", row.head, "left"))
            column += across
            continue
        cell = cells.pop(0) if cells else TableCell(())  # Word wants as many as the grid has
        across = min(cell.across, len(widths) - column)
        merged = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
        below[column] = (across, cell.down - 1)
        text = _bold_runs(_runs_xml(handout, cell.runs, package), row.head)
        out.append(_cell_xml(style, text, sum(widths[column : column + across]), across, merged, row.head, cell.align or ("center" if across > 1 else "left")))
        column += across
    head = "<w:tblHeader/>" if row.head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(out)}</w:tr>"


def _cell_xml(style: str, text: str, width: int, across: int, merged: str, head: bool, align: str) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}{_SHADE if head else ""}'
    keep = "<w:keepNext/>" if head else ""
    return f'<w:tc><w:tcPr>{look}</w:tcPr>{_paragraph_xml(style, text, f"""{keep}<w:jc w:val="{align}"/>""")}</w:tc>'


_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="EEF2F6"/><w:vAlign w:val="bottom"/>'


def _bold_runs(runs: str, bold: bool) -> str:
    """The runs of a head are bold, also where a program does not know what the table's style says of its first row."""
    return runs.replace("<w:r><w:t", "<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t") if bold else runs


def columns(table: Table) -> tuple[int, ...]:
    """A table → the widths of its columns, in twips: shared out by the longest text of each, within bounds."""
    ems = [LEAST] * table.columns
    for row in table.rows:
        index = table.columns - sum(cell.across for cell in row.cells)  # what goes on from above stands to the left
        for cell in row.cells:
            wide = sum(1.0 if ord(c) > 0x2E7F else 0.55 for c in cell.text)
            if cell.across == 1:
                ems[index] = max(ems[index], 1 + min(MOST, wide / 2 if row.head else wide))
            index += cell.across
    shares = [int(WIDTH * one / sum(ems)) for one in ems]
    return (*shares[:-1], WIDTH - sum(shares[:-1])) if shares else ()
