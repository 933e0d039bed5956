"""Word files → Source: a line for each paragraph, with the numbers of lists, a line for each row of a table, notes behind the text.

What counts is the text as it would be printed: insertions are in, deletions and hidden words are out. Nothing that the document
refers to outside itself is looked at. A line's number is that of the paragraph, empty ones counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Line, Source
from digest.model.table_row import Cell, row_of
from digest.read.archive import Archive, RefusedError
from digest.read.numbering import Numbering, numbering_of
from digest.read.ooxml import child, children, is_on, local, number, value
from digest.read.raised_text import raised
from digest.read.reading import Reading
from digest.read.table_rows import is_table

DEEPEST = 200  # boxes and tables in each other
MOST_COLUMNS = 64  # of a table
# Elements of which the content is not printed, or no text of the paragraph's own
OUT = frozenset(
    ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "rt", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "tblGrid")
)
OF_LETTERS = {"strike", "dstrike", "vertAlign", "position"}  # properties of a run by which it is struck out or raised
CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
# The mark of a note that stands in brackets of its own and in those of the text
# matches [[5]] · 〔[12]〕      not [5] · [[甲]]
DOUBLE_MARK = re.compile(r"[\[［〔【]\[([0-9]{1,4})\][\]］〕】]")


@dataclass(slots=True)
class _Document:
    reading: Reading
    numbering: Numbering
    contents: frozenset[str]  # styles of a table of contents
    lines: list[Line] = field(default_factory=list)
    number: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)  # (footnote | endnote, id) in the order of their marks
    struck: list[str] = field(default_factory=list)  # words of the paragraph that is being read through which a line goes
    boxes: list[Element] = field(default_factory=list)  # text boxes of the paragraph that is being read
    kept: str = ""  # of a paragraph of which the end was deleted: the next goes on with it

    def body(self, container: Element, depth: int = 0, rule: str = "") -> None:
        """A container of paragraphs and tables → its lines."""
        if depth > DEEPEST:
            raise self.too_deep()
        for element in container:
            name = local(element)
            if name == "p":
                self.paragraph(element, depth, rule)
            elif name == "tbl":
                self.table(element, depth, rule)
            elif name == "sdt":
                gallery = next((value(e) for e in element.iter() if local(e) == "docPartGallery"), "")
                self.body(element, depth + 1, "navigation" if gallery == "Table of Contents" else rule)
            elif name in ("AlternateContent",):
                self.body(_alternative(element), depth + 1, rule)
            elif name not in OUT:
                self.body(element, depth + 1, rule)

    def too_deep(self) -> RefusedError:
        self.reading.report(0, "read.too-deep", N_("the document is nested deeper than {most}"),
                            N_("save the text as a plain document"), most=DEEPEST)  # fmt: skip
        return RefusedError("read.too-deep")

    def paragraph(self, element: Element, depth: int, rule: str) -> None:
        """A paragraph → its line, or as many as it has line breaks; its text boxes below it."""
        self.number += 1
        here = self.number
        properties = child(element, "pPr")
        before, self.boxes, outer, self.struck = self.boxes, [], self.struck, []
        text = self.kept + self.text_of(element, depth)
        boxes, self.boxes, struck, self.struck = self.boxes, before, self.struck, outer
        self.kept = ""
        if child(properties, "rPr", "del") is not None:  # the paragraph's end was deleted
            self.kept = text
        else:
            if text.strip():
                text = self.numbering.label(properties) + text
            if value(child(properties, "pStyle")) in self.contents:
                rule = "navigation"
            text = DOUBLE_MARK.sub(r"[\1]", text)
            for part in text.split("\n"):
                self.lines.append(Line(here, self.reading.cleaned(here, part), rule))
        if said := "".join(struck).strip():
            self.reading.tell_struck(here, said)
            self.lines.append(Line(here, self.reading.cleaned(here, " ".join(said.split())), "struck"))
        for box in boxes:
            self.body(box, depth + 1, rule)

    def text_of(self, element: Element, depth: int) -> str:
        """What a paragraph or a part of a formula holds → its text; raised numbers are notes or powers."""
        text = ""
        for piece, lifted in self.runs(element, depth):
            text += raised(piece, text) if lifted else piece
        return text

    def runs(self, element: Element, depth: int, lifted: bool = False) -> Iterator[tuple[str, bool]]:
        """What a paragraph holds → its text, piece by piece, and whether each stands raised."""
        for piece in self.pieces(element, depth):
            yield (piece, lifted) if isinstance(piece, str) else piece

    def pieces(self, element: Element, depth: int) -> Iterator[str | tuple[str, bool]]:
        """The same, of its parts; what is struck out is kept aside."""
        if depth > DEEPEST:
            raise self.too_deep()
        for inner in element:
            name = local(inner)
            properties = child(inner, "rPr") if name == "r" else None
            if properties is not None and not OF_LETTERS & {local(one) for one in properties}:
                properties = None
            if properties is not None and (is_on(child(properties, "strike")) or is_on(child(properties, "dstrike"))):
                self.struck.append(self.text_of(inner, depth + 1))
            elif properties is not None and _is_raised(properties):
                yield from self.runs(inner, depth + 1, lifted=True)
            elif name == "f":
                yield "/".join(self.text_of(part, depth + 1) for part in (child(inner, "num"), child(inner, "den")) if part is not None)
            elif name == "sup":
                yield from self.runs(inner, depth + 1, lifted=True)
            elif name == "t":
                yield inner.text or ""
            elif name in CHARACTERS:
                yield CHARACTERS[name] if value(inner, "type") not in ("page", "column") else ""
            elif name in OUT or (name == "r" and is_on(child(inner, "rPr", "vanish"))):
                continue
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), value(inner, "id")))
                yield f"[{len(self.notes)}]"
            elif name == "txbxContent":
                self.boxes.append(inner)
            elif name == "AlternateContent":
                yield from self.pieces(_alternative(inner), depth + 1)
            elif name == "sym":
                yield _symbol(value(inner, "char"))
            else:
                yield from self.pieces(inner, depth + 1)

    def table(self, element: Element, depth: int, rule: str) -> None:
        """A table → a line for each row with its cells. One that only lays out the page stays lines; a short row of it is one line."""
        found: list[tuple[list[Line], list[Cell], bool]] = []  # a row's lines, its cells, and whether Word repeats it on each page
        start = len(self.lines)
        for row in _rows_or_cells(element, "tr", depth):
            if child(row, "trPr", "del") is not None:
                continue
            first, cells = len(self.lines), [Cell("")] * min(number(child(row, "trPr", "gridBefore"), 0), MOST_COLUMNS)
            for cell in _rows_or_cells(row, "tc", depth):
                cells += self.cell(cell, depth, rule, found[-1][1] if found else [], len(cells))
            found.append((self.lines[first:], cells, is_on(child(row, "trPr", "tblHeader"))))
        del self.lines[start:]
        nested = any(local(e) == "tbl" for e in element.iter() if e is not element)
        if not nested and is_table([[cell.text for cell in cells if not cell.again] for _, cells, _ in found]):
            table = self.reading.new_table()
            for lines, cells, head in found:
                if any(cell.text for cell in cells):
                    self.lines.append(Line(lines[0].number if lines else self.number, "", rule, row_of(table, cells, head)))
                self.lines += [line for line in lines if line.rule == "struck"]
            return
        for lines, _, _ in found:
            filled = [line for line in lines if line.text.strip() or line.row]
            short = len(filled) > 1 and all(len(line.text) <= 60 and "。" not in line.text and line.row is None for line in filled)
            self.lines += [replace(filled[0], text=" ".join(line.text.strip() for line in filled))] if short else lines

    def cell(self, element: Element, depth: int, rule: str, above: list[Cell], at: int) -> list[Cell]:
        """A cell → its lines, and as a row has it: once more for each further column, or the cell above where that goes on."""
        start, merged = len(self.lines), child(element, "tcPr", "vMerge")
        self.body(element, depth + 2, rule)
        text = "\n".join(line.text.strip() for line in self.lines[start:] if line.text.strip() and line.rule != "struck")
        goes_on = merged is not None and value(merged) != "restart" and not text
        if goes_on:
            del self.lines[start:]
            text = above[at].text if at < len(above) else ""
        wide = max(1, min(number(child(element, "tcPr", "gridSpan"), 1), MOST_COLUMNS - at))
        return [Cell(text, again=goes_on), *[Cell(text, again=True)] * (wide - 1)]


def _is_raised(properties: Element) -> bool:
    """Whether the properties of a run set it above the line."""
    return value(child(properties, "vertAlign")) == "superscript" or number(child(properties, "position"), 0) > 0


def _alternative(element: Element) -> Element:
    """The same content in two forms → the one for newer programs, else the other."""
    choice = child(element, "Choice")
    if choice is not None and any(local(e) in ("t", "txbxContent") for e in choice.iter()):
        return choice
    fallback = child(element, "Fallback")
    return fallback if fallback is not None else (choice if choice is not None else Element("none"))


def _rows_or_cells(element: Element, name: str, depth: int) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls and insertions."""
    if depth > DEEPEST:
        return
    for inner in element:
        if local(inner) == name:
            yield inner
        elif local(inner) not in OUT and local(inner) not in ("tr", "tc", "p", "tbl"):
            yield from _rows_or_cells(inner, name, depth + 1)


def _symbol(code: str) -> str:
    """A character of a font of symbols → itself where Unicode knows it: 2460 → ①; nothing for F0B7, a bullet of the font Symbol."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ud800" <= character <= "\uf8ff" else character


def read_docx(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """A Word file's name and bytes → its Source, or None where it is damaged, protected or a trap, and what is wrong with it.

    Numbers of lists are part of the text (一、…); notes follow it with their marks ([1]…); the table of contents is navigation.
    """
    reading = Reading(path, data)
    try:
        archive = Archive(reading)
        lines = _lines(archive, reading)
    except RefusedError:
        return reading.refused()
    if not any(line.text.strip() for line in lines) and any("/media/" in name for name in archive.names):
        reading.report(0, "read.scan", N_("the document holds pictures and no text"), N_("recognise its text first (OCR)"))
        return reading.refused()
    return reading.source("docx", "utf-8", lines)


def _lines(archive: Archive, reading: Reading) -> list[Line]:
    main = _main_part(archive)
    root = archive.xml(main)
    folder = main.rpartition("/")[0] + "/"
    styles = archive.xml(folder + "styles.xml")
    document = _Document(reading, numbering_of(archive.xml(folder + "numbering.xml"), styles), _contents_styles(styles))
    body = child(root, "body")
    document.body(body if body is not None else Element("none"))
    if document.kept.strip():
        document.lines.append(Line(document.number, reading.cleaned(document.number, document.kept)))
    if root is not None and any(local(e) == "altChunk" for e in root.iter()):
        reading.report(0, "read.chunk", N_("the document holds another document, which is not read"),
                       N_("open it in Word and save it again"), WARNING)  # fmt: skip
    _add_notes(archive, document, folder)
    return document.lines


def _main_part(archive: Archive) -> str:
    """The archive → the name of the part with the text, as its relations say: word/document.xml"""
    for relation in archive.xml("_rels/.rels") or ():
        if value(relation, "Type").endswith("/officeDocument") and value(relation, "Target").lstrip("/") in archive.names:
            return value(relation, "Target").lstrip("/")
    return "word/document.xml"


def _contents_styles(styles: Element | None) -> frozenset[str]:
    """styles.xml → the ids of the styles of a table of contents: toc 1, TOC Heading"""
    named = ((value(style, "styleId"), value(child(style, "name")).lower()) for style in children(styles, "style"))
    return frozenset(id for id, name in named if id and name.startswith("toc"))


def _add_notes(archive: Archive, document: _Document, folder: str) -> None:
    """Foot- and endnotes → lines behind the text, in the order of their marks: [1]板块：……"""
    texts: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote"):
        for note in children(archive.xml(f"{folder}{kind}s.xml"), kind):
            texts[kind, value(note, "id")] = note
    for mark, key in enumerate(list(document.notes), 1):
        found = texts.get(key)
        if found is None:
            continue
        start = len(document.lines)
        document.body(found)
        for at in range(start, len(document.lines)):
            line = document.lines[at]
            if line.text.strip():
                document.lines[at] = replace(line, text=f"[{mark}]{line.text.strip()}")
                break
