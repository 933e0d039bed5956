"""Files as offices send them → files that we read: texts of other office programs become Word files here, and nowhere else.

What is read of such a text is told of the file that was sent: its name, its digest and its format stay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from digest.content.office_kinds import Convertible, convertible
from digest.model.problem import N_, Problem
from digest.model.report import Record, Source
from digest.system import machine, office
from digest.system.office import FAILED, LATE, MISSING, TOO_MUCH, Converter, converted
from digest.system.parallel import executor

File = tuple[str, bytes]
NAMES: dict[Convertible, str] = {"doc": "Word 97–2003 / WPS", "rtf": "RTF", "odt": "OpenDocument", "xml": "Word 2003 XML"}
ANOTHER_WAY = N_("open it in its program and save it as .docx")
INSTALL = N_("install it: {command}; or open the file in its program and save it as .docx")
MESSAGES = {
    MISSING: N_("this is a text of another office program ({kind}), for which LibreOffice is needed"),
    LATE: N_("LibreOffice takes too long over this text of another office program ({kind})"),
    FAILED: N_("LibreOffice can not open this text of another office program ({kind})"),
    TOO_MUCH: N_("LibreOffice makes more of this text of another office program ({kind}) than any report needs"),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent, before it became a Word file."""

    path: str
    sha256: str
    kind: Convertible


@dataclass(frozen=True, slots=True)
class Incoming:
    """Files to be read, those of them that were sent otherwise, and what is wrong with the rest."""

    files: tuple[File, ...]
    sent: tuple[Sent, ...] = ()
    problems: tuple[Problem, ...] = ()

    def restored(self, source: Source) -> Source:
        """The source of a Word file that was made here → the same with the digest and the format of the file that was sent."""
        was = next((one for one in self.sent if one.path == source.path), None)
        return source if was is None else replace(source, sha256=was.sha256, format=was.kind)

    def told(self, record: Record) -> Record:
        """A record → the same, told of the file that was sent."""
        if not self.sent:
            return record
        return replace(record, report=replace(record.report, source=self.restored(record.report.source)))


def incoming(files: Iterable[File], cache: Path, jobs: int = 1, convert: Converter | None = None, version: str | None = None) -> Incoming:
    """Files → the same with texts of other office programs as Word files, by LibreOffice or by `convert`; what can not be made one is told.

        ("a.wps", an old Word file), ("b.txt", …) → files a.wps (a Word file now) and b.txt; sent a.wps, doc
    """
    files = tuple(files)
    foreign = [(path, kind, data) for path, data in files if (kind := convertible(data))]
    if not foreign:
        return Incoming(files)
    version = office.office_version() if version is None else version  # asked once, not by every process
    with executor(min(jobs, len(foreign))) as pool:
        made = list(pool.map(partial(_made, cache / "office", convert, version), foreign))
    now = {path: outcome for (path, _, _), outcome in zip(foreign, made, strict=True)}
    problems = tuple(_problem(path, kind, outcome) for (path, kind, _), outcome in zip(foreign, made, strict=True) if isinstance(outcome, str))
    sent = tuple(Sent(path, hashlib.sha256(data).hexdigest(), kind) for path, kind, data in foreign if isinstance(now[path], bytes))
    held = ((path, now.get(path, data)) for path, data in files)
    return Incoming(tuple((path, data) for path, data in held if isinstance(data, bytes)), sent, problems)


def _made(cache: Path, convert: Converter | None, version: str | None, file: tuple[str, Convertible, bytes]) -> bytes | str:
    _, kind, data = file
    return converted(cache, kind, data, convert, version)


def _problem(path: str, kind: Convertible, reason: str) -> Problem:
    """A file that did not become a Word file, and why → the problem that says so; with the package to install where LibreOffice is missing."""
    reason = reason if reason in MESSAGES else FAILED
    command = machine.command((machine.OFFICE,)) if reason == MISSING else ""
    hint = INSTALL if command else ANOTHER_WAY
    return Problem(path, 0, f"office.{reason}", MESSAGES[reason], hint, (("command", command), ("kind", NAMES[kind])))
