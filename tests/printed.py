"""What stands on the pages of a PDF: its lines as they are printed, read back for the tests of bulletins."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MM = 72 / 25.4
PX = 0.75  # the pages are drawn in CSS pixels


@dataclass(frozen=True, slots=True)
class Letter:
    """A printed character: where it stands, in points from the page's lower left corner, and in which type."""

    text: str
    left: float
    right: float  # of its advance: a full stop is as wide as any Chinese character
    base: float
    size: float
    font: str  # Digest-Serif; without the six letters of a subset


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, its letters from left to right."""

    page: int  # from 1
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(letter.text for letter in self.letters)

    @property
    def main(self) -> Letter:
        """The first letter that is no note's number and no list's mark: the largest type of the line."""
        return max(self.letters, key=lambda letter: (round(letter.size, 1), -letter.left))

    def base_height(self) -> float:
        """How high it stands on the page: the base of its main letters."""
        return self.main.base

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.letters[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.letters[-1].right


def open_pdf(data: bytes) -> Any:
    """Bytes → the document."""
    import pypdfium2

    return pypdfium2.PdfDocument(data)


def numbered(data: bytes) -> dict[int, bytes]:
    """A PDF → its objects by their numbers, streams unpacked behind their dictionaries, those in object streams too."""
    found: dict[int, bytes] = {}
    for number, body in re.findall(rb"(?:^|\n)([0-9]+) 0 obj\n(.*?)\nendobj", data, re.DOTALL):
        head, _, stream = body.partition(b"\nstream\n")
        if stream:
            stream = stream.rpartition(b"\nendstream")[0]
            stream = zlib.decompress(stream) if b"/FlateDecode" in head else stream
        found |= _packed(head, stream) if b"/ObjStm" in head else {int(number): head + b"\n" + stream}
    return found


def _packed(head: bytes, stream: bytes) -> dict[int, bytes]:
    """An object stream → the objects in it."""
    first = int(re.search(rb"/First ([0-9]+)", head)[1])  # type: ignore[index]
    index = [int(number) for number in stream[:first].split()]
    starts = [first + at for at in index[1::2]]
    return {number: stream[start:end] for number, start, end in zip(index[::2], starts, [*starts[1:], len(stream)], strict=True)}


def objects(data: bytes) -> bytes:
    """A PDF → what is written in it, streams unpacked: for what no reader tells."""
    return b"\n".join(numbered(data).values())


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A font of a PDF: its name, its file (b"" where it is not in the PDF), and the letters that each glyph in use stands for."""

    name: str
    file: bytes
    glyphs: tuple[tuple[int, str], ...]


def fonts(data: bytes) -> tuple[UsedFont, ...]:
    """A PDF as WeasyPrint writes it → its fonts and the glyphs that the pages really show."""
    things = numbered(data)
    drawn: dict[bytes, set[int]] = {}
    for thing in things.values():
        for tag, text in re.findall(rb"/([A-Z]{6}) [0-9.]+ Tf(.*?)(?=/[A-Z]{6} [0-9.]+ Tf|$)", thing, re.DOTALL):
            codes = "".join(code.decode() for code in re.findall(rb"<([0-9a-f]+)>", text))
            drawn.setdefault(tag, set()).update(int(codes[at : at + 4], 16) for at in range(0, len(codes), 4))
    used = []
    for thing in things.values():
        if found := re.search(rb"/BaseFont /([A-Z]{6})\+([\w-]+)", thing):
            if b"/Type0" not in thing:
                continue
            below = things[_reference(rb"DescendantFonts \[", thing)]
            described = things[_reference(rb"FontDescriptor ", below)]
            file = _reference(rb"FontFile3? ", described)
            letters = dict(_letters_of(things[_reference(rb"ToUnicode ", thing)]))
            shown = sorted(drawn.get(found[1], ()))
            used.append(UsedFont(found[2].decode(), things[file].partition(b"\n")[2] if file else b"", tuple((g, letters.get(g, "")) for g in shown)))
    return tuple(used)


def _reference(name: bytes, thing: bytes) -> int:
    """The name of a key → the number of the object that it leads to, 0 where there is none."""
    found = re.search(rb"/" + name + rb"([0-9]+) 0 R", thing)
    return int(found[1]) if found else 0


def _letters_of(cmap: bytes) -> Iterator[tuple[int, str]]:
    """A map of glyphs to Unicode → its pairs."""
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, letters in re.findall(rb"<([0-9a-fA-F]+)> <([0-9a-fA-F]*)>", block):
            yield int(glyph, 16), bytes.fromhex(letters.decode()).decode("utf-16-be")


def lines(data: bytes) -> tuple[Line, ...]:
    """A PDF → its lines, page by page and from top to bottom. Notes' numbers stand in the line that they are raised above."""
    document = open_pdf(data)
    return tuple(Line(number, row) for number, page in enumerate(document, 1) for row in _rows(page))


def _rows(page: Any) -> Iterator[tuple[Letter, ...]]:
    letters = sorted(_letters(page), key=lambda letter: -letter.base)
    rows: list[list[Letter]] = []
    for letter in letters:
        close = rows and rows[-1][0].base - letter.base < 0.75 * max(letter.size, max(o.size for o in rows[-1]))
        rows.append([]) if not close else None
        rows[-1].append(letter)
    for row in rows:
        yield tuple(sorted(row, key=lambda letter: letter.left))


def _letters(page: Any) -> Iterator[Letter]:
    import pypdfium2.raw as c

    text = page.get_textpage()
    for index in range(text.count_chars()):
        code = c.FPDFText_GetUnicode(text, index)
        if code < 0x21 or code in (0xA0, 0x2060, 0x3000, 0xFFFE):
            continue
        box = c.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        if not c.FPDFText_GetLooseCharBox(text, index, box) or not c.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        yield Letter(chr(code), x.value, box.right, y.value, c.FPDFText_GetFontSize(text, index) * PX, _font(c, text, index))


def _font(c: Any, text: Any, index: int) -> str:
    name = ctypes.create_string_buffer(99)
    c.FPDFText_GetFontInfo(text, index, name, 99, ctypes.c_int())
    return name.value.decode().partition("+")[2]
