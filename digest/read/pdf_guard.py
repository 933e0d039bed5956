"""PDF bombs, found before a PDF is opened: parts that unpack to too much, too many letters to draw, forms within forms without end.

A PDF's parts are packed one by one, and none hides in another; so a walk over the bytes sees all that would be drawn. In a protected
file it would not: those are refused.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

LARGEST_PART = 48 * 1024 * 1024  # bytes that a part may unpack to; the text of a page has some thousand
LARGEST_WHOLE = 256 * 1024 * 1024
LARGEST_DRAWN = 12 * 1024 * 1024  # of a part that draws letters
MOST_LETTERS = 150_000  # operators that draw letters; a report that draws each letter by its own has half of that
MOST_DRAWN = 100_000  # how often forms that draw forms may draw the last of them
LAYERS = 4  # so often may a part be packed in itself
ZLIB = tuple(bytes([first]) for first in (0x78, 0x68, 0x58, 0x48, 0x38, 0x28, 0x18, 0x08))
# Operators that show text
# matches (a) Tj · [(a)] TJ · (a)' · 1 2 (a) "      not /F1 12 Tf
SHOWS = re.compile(rb"T[jJ]\b|[)>]\s{0,9}['\"]")
LONGEST_STRING = 32_767  # bytes; PDFium's own limit (kMaxStringLength)
# The letters of a string, as they are or as hexadecimal digits
# matches (some letters) · <0041 0042>      not Tj
STRING = re.compile(rb"\((?P<letters>(?:[^()\\]|\\.)++)|<(?P<digits>[0-9A-Fa-f\s]++)", re.DOTALL)
# What a part that shows text says, and a font or a picture hardly ever
# matches BT /F1 12 Tf      not BTW
TEXT = re.compile(rb"\bBT\b")
FONT = b" Tf"
# An operator that draws a form or a picture
# matches /F1 Do      not /Dot
DRAWS = re.compile(rb"\bDo\b")
# What the dictionary of a form says, also where it is written so as not to be found
# matches /Subtype /Form · /F#6frm · /Subtype 9 0 R      not /Subtype /Image
FORM = re.compile(rb"/Form\b|#[0-9A-Fa-f]{2}|/Subtype\s{1,9}[0-9]")


def is_cut(data: bytes) -> bool:
    """The bytes of a PDF → whether it shows more letters in one string than PDFium reads, which leaves the others away without a word."""
    parts = (part for about, packed in _streams(data) for part in _unpacked_layers(about, packed) if len(part) > LONGEST_STRING)
    strings = (one for part in parts if FONT in part and TEXT.search(part) for one in STRING.finditer(part))
    return any(len(one["letters"] or b"") > LONGEST_STRING or len(one["digits"] or b"") > 2 * LONGEST_STRING for one in strings)


def is_bomb(data: bytes) -> bool:
    """The bytes of a PDF → whether reading it would take more time or memory than any report needs."""
    whole = letters = 0
    drawn = 1
    for about, packed in _streams(data):
        for part in _unpacked_layers(about, packed):
            whole += len(part)
            if len(part) > LARGEST_PART or whole > LARGEST_WHOLE:
                return True
        found = sum(1 for _ in SHOWS.finditer(part))
        letters += found
        if letters > MOST_LETTERS or (found > 10_000 and len(part) > LARGEST_DRAWN):
            return True
        if FORM.search(about):
            drawn *= max(1, sum(1 for _ in DRAWS.finditer(part)))
            if drawn > MOST_DRAWN:
                return True
    return False


def _streams(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """A PDF → each of its streams as it is packed, and the end of the dictionary before it."""
    at = 0
    while (at := data.find(b"stream", at)) >= 0:
        if data[at - 3 : at] == b"end":
            at += 6
            continue
        start = at + 6 + (2 if data[at + 6 : at + 8] == b"\r\n" else 1)
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        about = data[max(0, at - 2000) : at]
        yield about[about.rfind(b"obj") + 1 :], data[start:end]
        at = end


def _unpacked_layers(about: bytes, packed: bytes) -> Iterator[bytes]:
    """A stream → what it holds, unpacked once, twice and so on."""
    yield packed
    for _ in range(LAYERS):
        try:
            if packed.startswith(ZLIB):
                packed = zlib.decompressobj().decompress(packed, LARGEST_PART + 1)
            elif b"ASCII85Decode" in about and packed.rstrip().endswith(b"~>"):
                packed = base64.a85decode(packed.rstrip()[:-2].removeprefix(b"<~"))
            elif b"ASCIIHexDecode" in about and packed.rstrip().endswith(b">"):
                packed = binascii.unhexlify(b"".join(packed.rstrip()[:-1].split()))
            else:
                return
        except (zlib.error, ValueError, binascii.Error):
            return
        yield packed
