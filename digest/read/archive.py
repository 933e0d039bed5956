"""The zip of a Word file, opened with suspicion: bombs, overlapping parts and names that lead out of it are refused before they are read."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

from digest.model.problem import ERROR, N_
from digest.read.reading import Reading

MOST_PARTS = 3000
LARGEST_PART = 24 * 1024 * 1024  # bytes of XML; the longest real report has 1 MB
LARGEST_WHOLE = 400 * 1024 * 1024  # bytes unpacked, pictures included
SPREAD = 300  # a part of more than a MB may unpack to so many times its size
FOLDER_ENTRY = 46  # bytes of a part's header at least


class RefusedError(Exception):
    """The archive is not one to be read; the problem stands in the Reading."""


class Archive:
    """A zip in memory of which the parts' names and sizes have been found sound."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(reading.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError, UnicodeDecodeError, OSError) as error:
            raise self._refuse("read.zip", N_("the file is a damaged archive ({reason})"), reason=str(error)[:80]) from error
        self._inspect()
        self.names = frozenset(self.zip.namelist())

    def _refuse(self, code: str, message: str, **values: str) -> RefusedError:
        hint = N_("open it in its program and save it again; do not trust it if you do not know who made it")
        self.reading.report(0, code, message, hint, ERROR, **values)
        return RefusedError(code)

    def _inspect(self) -> None:
        """Refuses what no program for texts writes: bombs, encrypted parts, doubles, overlaps, names that lead elsewhere."""
        parts = self.zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_WHOLE:
            raise self._refuse("read.bomb", N_("the archive unpacks to more than any report needs"))
        names: set[str] = set()
        end = 0
        for part in sorted(parts, key=lambda part: part.header_offset):
            name = part.orig_filename
            if name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/"):
                raise self._refuse("read.zip", N_("the archive holds a part with the name {name}"), name=repr(name)[:80])
            if name in names:
                raise self._refuse("read.zip", N_("the archive holds the part {name} twice"), name=repr(name)[:80])
            names.add(name)
            if part.flag_bits & 0x1:
                raise self._refuse("read.encrypted", N_("the file is protected by a password"))
            if part.file_size > 1024 * 1024 and part.file_size > SPREAD * max(part.compress_size, 1):
                raise self._refuse("read.bomb", N_("the archive unpacks to more than any report needs"))
            if part.header_offset < end:
                raise self._refuse("read.bomb", N_("parts of the archive lie on top of each other"))
            end = part.header_offset + 30 + len(name) + part.compress_size

    def xml(self, name: str) -> Element | None:
        """A part's name → its XML, None where there is no such part. Document types, which can hide bombs, are refused."""
        if name not in self.names:
            return None
        data = self._bytes(name)
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = data.decode("utf-16", "replace").encode("utf-8")
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._refuse("read.xml", N_("{name} holds a document type, which no office program writes"), name=name)
        try:
            return fromstring(data, XMLParser(encoding="utf-8"))  # the declared encoding could hide a document type
        except (ParseError, ValueError, RecursionError) as error:
            raise self._refuse("read.xml", N_("{name} is damaged ({reason})"), name=name, reason=str(error)[:80]) from error

    def _bytes(self, name: str) -> bytes:
        if self.zip.getinfo(name).file_size > LARGEST_PART:
            raise self._refuse("read.bomb", N_("the archive unpacks to more than any report needs"))
        try:
            with self.zip.open(name) as part:
                data = part.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
            raise self._refuse("read.zip", N_("the file is a damaged archive ({reason})"), reason=str(error)[:80]) from error
        except Exception as error:  # zlib.error, lzma.LZMAError: each method of packing has its own
            raise self._refuse("read.zip", N_("the file is a damaged archive ({reason})"), reason=str(error)[:80]) from error
        if len(data) > LARGEST_PART:
            raise self._refuse("read.bomb", N_("the archive unpacks to more than any report needs"))
        return data
