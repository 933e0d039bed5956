"""The bytes of a file → which office program wrote it, told by what stands in it: Word before 2007, WPS, RTF, OpenDocument.

What such a file is called says little: offices send web pages called .doc and new Word files called .wps, and those are read as what
they are. WPS writes its texts as Word before 2007 did.
"""

from __future__ import annotations

from typing import Literal, get_args

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of all that Office wrote before 2007
ENTRY = 128  # bytes of an entry in its list of streams, at multiples of which entries begin
NAMED = 64  # bytes of a stream's name there; its length follows
RTF = b"{\\rtf"
ODT = b"application/vnd.oasis.opendocument.text"
WORD_XML = b'progid="Word.Document"'  # Word 2003, saved as XML
HEAD = 2000

Convertible = Literal["doc", "rtf", "odt", "xml"]  # texts that LibreOffice turns into what we read
CONVERTIBLE: tuple[Convertible, ...] = get_args(Convertible)
STREAMS = (("doc", "WordDocument"), ("xls", "Workbook"), ("xls", "Book"), ("ppt", "PowerPoint Document"), ("locked", "EncryptedPackage"))


def convertible(data: bytes) -> Convertible | None:
    """A file's bytes → what LibreOffice turns into a Word file; None where it is not for that.

        b"{\\\\rtf1…" → rtf     an old Word file, whatever it is called → doc     b"PK…" of a new one → None
    """
    kind = office_kind(data)
    return next((one for one in CONVERTIBLE if one == kind), None)


def office_kind(data: bytes) -> str:
    """A file's bytes → doc, rtf, odt, xml (Word 2003); xls, ppt, locked (by a password), ole (anything else of old Office); "" for all others."""
    if data.startswith(OLE):
        return next((kind for kind, name in STREAMS if _has_stream(data, name)), "ole")
    start = data[:HEAD].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if start.startswith(RTF):
        return "rtf"
    if data[30:38] == b"mimetype" and data[38:].startswith(ODT):
        return "odt"
    return "xml" if start.startswith(b"<?xml") and WORD_XML in start else ""


def _has_stream(data: bytes, name: str) -> bool:
    """Whether the container lists a stream of this name; the same letters in a text do not count."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0:
        if at % ENTRY == 0 and int.from_bytes(data[at + NAMED : at + NAMED + 2], "little") == len(wanted):
            return True
        at = data.find(wanted, at + 1)
    return False
