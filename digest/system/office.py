"""Texts of other office programs → Word files that we read, by LibreOffice where it is installed: headless, limited, without macros.

What becomes of a file is remembered by the file's digest and the version of LibreOffice, so that nothing is converted twice; what does
not become one is tried again, since the machine may have been too busy. Of the Word
file only the parts with text are kept, undated: the same bytes give the same bytes. The home of LibreOffice.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from digest.content.office_kinds import Convertible
from digest.system import machine
from digest.system.limited import Limits, run
from digest.system.whole_files import write_whole

LIMITS = Limits(seconds=90)
ASKED = Limits(seconds=20)
LARGEST = 48 << 20  # bytes of all parts that are kept; the longest real report has 2 MB
# The parts of a Word file that hold text or say how its lists are numbered
PARTS = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml")
PICTURES = "word/media/"
UNDATED = (1980, 1, 1, 0, 0, 0)
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""  # no macros, no links that are followed

MISSING, LATE, FAILED, TOO_MUCH = "missing", "late", "failed", "too-much"  # why there is no Word file

Converter = Callable[[Convertible, bytes], bytes | str]  # a text of that kind → a Word file, or why there is none


def converted(cache: Path, kind: Convertible, data: bytes, convert: Converter | None = None, version: str | None = None) -> bytes | str:
    """A text of another office program → the parts with text of a Word file, or the reason why there is none; remembered in `cache`.

        "rtf", b"{\\\\rtf1 …" → b"PK…"     "doc", half a file → "LibreOffice makes nothing of it"
    """
    version = office_version() if version is None else version
    if not version:
        return MISSING
    known = cache / f"{hashlib.sha256(data).hexdigest()}-{hashlib.sha256(version.encode()).hexdigest()[:16]}"
    with contextlib.suppress(OSError):
        return known.read_bytes()
    made = (convert or by_office)(kind, data)
    text = _text_alone(made) if isinstance(made, bytes) else made
    if isinstance(text, bytes):
        with contextlib.suppress(OSError):  # a cache that can't be written is only slow
            cache.mkdir(parents=True, exist_ok=True)
            write_whole(known, text)
    return text


def by_office(kind: Convertible, data: bytes) -> bytes | str:
    """A text → the Word file that LibreOffice makes of it, in a folder that is gone afterwards: its profile, its temporary files and what it wrote."""
    with tempfile.TemporaryDirectory(prefix="digest-office-") as home:
        folder = Path(home)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        (folder / f"given.{kind}").write_bytes(data)
        options = ("--headless", "--invisible", "--norestore", "--nologo", "--nolockcheck", "--nodefault", f"-env:UserInstallation={profile.parent.as_uri()}")
        wanted = ("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made"), f"given.{kind}")
        done = run((machine.program(machine.OFFICE), *options, *wanted), folder, LIMITS)
        if done.late:
            return LATE
        try:
            return (folder / "made" / "given.docx").read_bytes()
        except OSError:
            return FAILED


def _text_alone(data: bytes) -> bytes | str:
    """A Word file → the same with the parts that hold text, unpacked and undated; of pictures only that there are some."""
    kept = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(kept, "w") as file:
            names = set(made.namelist())
            if sum(made.getinfo(name).file_size for name in PARTS if name in names) > LARGEST:
                return TOO_MUCH
            for name in (name for name in PARTS if name in names):
                file.writestr(zipfile.ZipInfo(name, UNDATED), made.read(name))
            if any(name.startswith(PICTURES) for name in names):
                file.writestr(zipfile.ZipInfo(f"{PICTURES}picture", UNDATED), b"")
    except (zipfile.BadZipFile, OSError, ValueError):
        return FAILED
    return kept.getvalue()


@lru_cache(maxsize=1)
def office_version() -> str:
    """→ the version of LibreOffice as it says it, "" where it is not installed: LibreOffice 7.4.7.2 40(Build:2)"""
    program = machine.program(machine.OFFICE)
    if not program:
        return ""
    with tempfile.TemporaryDirectory(prefix="digest-office-") as home:
        done = run((program, "--version"), Path(home), ASKED)
    return done.said.decode("utf-8", "replace").strip() if done.code == 0 else ""
