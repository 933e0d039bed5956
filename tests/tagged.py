"""The tags of a PDF: its headings and tables, page by page, as a reader of its structure finds them."""

from __future__ import annotations

import ctypes
from typing import Any

TaggedCell = tuple[str, bool, int, int]  # its words, is it a head, over how many columns and rows
Rows = list[list[TaggedCell]]


class Tags:
    """The structure of one page of a PDF."""

    def __init__(self, sheet: Any) -> None:
        import pypdfium2.raw as c

        self.c, self.sheet = c, sheet
        self.texts: dict[int, str] = {}
        text = sheet.get_textpage()
        for thing in sheet.get_objects(filter=[c.FPDF_PAGEOBJ_TEXT]):
            mark = c.FPDFPageObj_GetMarkedContentID(thing.raw)
            self.texts[mark] = self.texts.get(mark, "") + self._said(_text_of(c), thing.raw, text.raw)

    def elements(self) -> list[tuple[str, str | Rows]]:
        """Its headings (H2, its words) and tables (Table, rows). What of a table stands on another page has no text here and is left out."""
        tree = self.c.FPDF_StructTree_GetForPage(self.sheet.raw)
        found: list[tuple[str, str | Rows]] = []
        for index in range(self.c.FPDF_StructTree_CountChildren(tree)):
            self._gather(self.c.FPDF_StructTree_GetChildAtIndex(tree, index), found)
        return found

    def _gather(self, element: Any, found: list[tuple[str, str | Rows]]) -> None:
        kind = self._said(self.c.FPDF_StructElement_GetType, element)
        if kind in ("H2", "H3"):
            if words := self._words(element):
                found.append((kind, words))
        elif kind == "Table":
            rows = [[self._cell(cell) for cell in self._children(row)] for row in self._rows(element)]
            shown = [row for row in rows if any(words for words, *_ in row)]
            if shown:
                found.append((kind, shown))
        else:
            for child in self._children(element):
                self._gather(child, found)

    def _rows(self, table: Any) -> list[Any]:
        parts = self._children(table)
        return [row for part in parts for row in ([part] if self._said(self.c.FPDF_StructElement_GetType, part) == "TR" else self._children(part))]

    def _cell(self, element: Any) -> TaggedCell:
        across, down = (self._number(element, name) for name in ("ColSpan", "RowSpan"))
        return (self._words(element), self._said(self.c.FPDF_StructElement_GetType, element) == "TH", across, down)

    def _number(self, element: Any, name: str) -> int:
        """An attribute of a cell; 1 where it says nothing."""
        value = ctypes.c_float(1)
        for index in range(max(0, self.c.FPDF_StructElement_GetAttributeCount(element))):
            attributes = self.c.FPDF_StructElement_GetAttributeAtIndex(element, index)
            one = self.c.FPDF_StructElement_Attr_GetValue(attributes, name.encode())
            if one:
                self.c.FPDF_StructElement_Attr_GetNumberValue(one, value)
        return int(value.value)

    def _children(self, element: Any) -> list[Any]:
        count = self.c.FPDF_StructElement_CountChildren(element)
        children = (self.c.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(count))
        return [child for child in children if child]

    def _words(self, element: Any) -> str:
        words = []
        for index in range(self.c.FPDF_StructElement_CountChildren(element)):
            child = self.c.FPDF_StructElement_GetChildAtIndex(element, index)
            mark = -1 if child else self.c.FPDF_StructElement_GetChildMarkedContentID(element, index)
            words.append(self._words(child) if child else self.texts.get(mark, "") if mark >= 0 else "")
        return "".join(words).replace("\u2060", "").replace("\ufffe", "").strip()

    def _said(self, function: Any, *arguments: Any) -> str:
        length = function(*arguments, None, 0)
        buffer = ctypes.create_string_buffer(length)
        function(*arguments, buffer, length)
        return buffer.raw[:length].decode("utf-16-le").rstrip("\0")


def _text_of(c: Any) -> Any:
    def function(thing: Any, page: Any, buffer: Any, length: int) -> int:
        return c.FPDFTextObj_GetText(thing, page, ctypes.cast(buffer, ctypes.POINTER(c.FPDF_WCHAR)) if buffer else None, length)

    return function
