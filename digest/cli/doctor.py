"""python build.py doctor: what this machine has for a build, what it lacks, and the command that mends it."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from digest.bulletins import typesetter
from digest.cli.console import coloured, is_terminal, shown
from digest.cli.ejected import copies
from digest.model.exit_codes import Exit
from digest.model.layers import Folder
from digest.model.problem import N_
from digest.system import machine
from digest.system.shipped import INSTALLED

Translate = Callable[[str], str]
Site = tuple[Folder, Folder]  # its content, its templates
GOOD, ADVICE, BAD = "good", "advice", "bad"
MARKS = {GOOD: "✓", ADVICE: "!", BAD: "✗"}
COLOURS = {GOOD: "green", ADVICE: "yellow", BAD: "red"}
# matches jinja2==3.1.6 \      not "    --hash=sha256:0a" · # jinja2==3
LOCKED = re.compile(r"^([A-Za-z0-9._-]{1,80})==([^\s;\\]{1,40})", re.MULTILINE)
# The name of a package at the head of a requirement
# at the start: jinja2>=3.1.6 · ruamel.yaml.clib>=0.2      not >=3
REQUIRED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: good, advice or bad; `message` is an English source string with {named} places, `mend` a command."""

    state: str
    message: str
    values: tuple[tuple[str, str], ...] = ()
    mend: str = ""
    below: tuple[str, ...] = ()  # lines that show it
    need: machine.Need | None = None  # what the system's package manager can bring


def examine(root: Path, cache: Path, site: Site | None = None) -> tuple[Check, ...]:
    """The project's folder, the cache's and one's own site → everything that a build needs, looked at, in the order in which it is needed."""
    return (_check_python(), *_check_environment(root), *_check_libraries(), _check_font(), *_check_welcome(), _check_writable(cache), *_check_copies(site))


def doctor(root: Path, cache: Path, translate: Translate, site: Site | None = None) -> int:
    """Looks at everything and prints it → exit code: 0 all is there, 2 something is missing."""
    findings = examine(root, cache, site)
    terminal = is_terminal(sys.stdout)
    for finding in findings:
        mark = coloured(MARKS[finding.state], COLOURS[finding.state]) if terminal else MARKS[finding.state]
        print(mark, translate(finding.message).format(**{name: translate(value) for name, value in finding.values}))
        print(*(f"    {shown(line)}\n" for line in finding.below), sep="", end="")
    commands = _mending_commands(findings)
    if commands:
        print("\n" + translate(N_("To mend it, run:")), *(f"  {command}" for command in commands), sep="\n")
    bad = [f for f in findings if f.state == BAD]
    if bad and not commands:
        print("\n" + translate(N_("Install it with the package manager of this system.")))
    if not bad:
        print("\n" + translate(N_("Everything is there.")))
    return Exit.NOTHING if bad else Exit.DONE


def _mending_commands(findings: tuple[Check, ...]) -> list[str]:
    """Findings → the commands that mend them, each once; what the package manager brings in one command."""
    system = machine.command(f.need for f in findings if f.need)
    return list(dict.fromkeys(command for command in (system, *(f.mend for f in findings)) if command))


def _check_python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    values = (("version", version), ("advised", ".".join(map(str, machine.ADVISED))))
    if sys.version_info < machine.OLDEST:
        return Check(BAD, N_("Python {version} is too old: 3.11 or newer is needed"), values)
    if machine.old_python():
        return Check(
            ADVICE,
            N_("Python {version} works, but its zipfile and html.parser have known weaknesses: {advised} or newer is advised"),
            values,
        )
    return Check(GOOD, N_("Python {version}"), values)


def _check_environment(root: Path) -> Iterator[Check]:
    """The virtual environment, and whether what is installed is what the lock says; of an installed tool, whether all is there."""
    if INSTALLED:
        yield from _check_required()
        return
    if not (root / ".venv").is_dir():
        yield Check(ADVICE, N_("there is no virtual environment .venv; this Python's own packages are used"))
    try:
        locked = dict(LOCKED.findall((root / "requirements.lock").read_text(encoding="utf-8")))
    except OSError:
        yield Check(BAD, N_("requirements.lock is missing"), mend="git checkout requirements.lock")
        return
    here = {name: _version_installed(name) for name in locked}
    missing = sorted(name for name, version in here.items() if not version)
    other = sorted(f"{name} {version} ≠ {locked[name]}" for name, version in here.items() if version and version != locked[name])
    if missing:
        yield Check(BAD, N_("packages are missing: {names}"), (("names", ", ".join(missing)),), mend=machine.SETUP)
    if other:
        yield Check(ADVICE, N_("packages differ from requirements.lock: {names}"), (("names", ", ".join(other)),), mend=machine.SETUP)
    if not missing and not other:
        yield Check(GOOD, N_("{count} packages, all as in requirements.lock"), (("count", str(len(locked))),))


def _check_required() -> Iterator[Check]:
    """Whether the packages are there that the tool says it takes, without those of its extras."""
    wanted = [REQUIRED.match(line) for line in metadata.requires("report-digest") or () if "extra ==" not in line]
    names = [found[0] for found in wanted if found]
    if missing := sorted(name for name in names if not _version_installed(name)):
        yield Check(BAD, N_("packages are missing: {names}"), (("names", ", ".join(missing)),), mend="pip install report-digest")
    else:
        yield Check(GOOD, N_("{count} packages"), (("count", str(len(names))),))


def _version_installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _check_libraries() -> Iterator[Check]:
    for need in (machine.PANGO, machine.PANGOFT2, machine.SUBSET):
        values = (("name", need.name), ("purpose", need.purpose))
        if machine.has(need):
            yield Check(GOOD, N_("{name}"), values[:1])
        else:
            yield Check(BAD, N_("{name} is missing: {purpose}"), values, need=need)
    if not all(map(machine.has, (machine.PANGO, machine.PANGOFT2))):
        return  # nothing can be said of WeasyPrint before
    if reason := typesetter.trouble():
        yield Check(BAD, N_("WeasyPrint can not be loaded ({reason}): no PDF bulletins"), (("reason", reason),), mend=machine.SETUP)
    else:
        yield Check(GOOD, N_("{name}"), (("name", "WeasyPrint"),))


def _check_welcome() -> Iterator[Check]:
    """What a build goes without: what is not read then, and the command that brings it."""
    for need in machine.WELCOME:
        command = "" if machine.has(need) else machine.command((need,))
        values = (("name", need.name), ("purpose", need.purpose), ("command", command))
        if machine.has(need):
            yield Check(GOOD, N_("{name}"), values[:1])
        elif command:
            yield Check(ADVICE, N_("{name} is not here: {purpose}; to have it: {command}"), values)
        else:
            yield Check(ADVICE, N_("{name} is not here: {purpose}"), values)


def _check_font() -> Check:
    """A font counts only when it has the glyphs: a file of the right name can be a part of it."""
    lacking = Check(
        BAD,
        N_("no Chinese font has the glyphs of {proof}: charts and bulletins are left out"),
        (("proof", "政府工作报告"),),
        need=machine.FONT,
    )
    try:
        from digest.system.fonts import find_faces

        faces, _ = find_faces()
    except ImportError:  # the packages are missing, which has been said
        return Check(GOOD, N_("Chinese font: {names}"), (("names", machine.FONT.name),)) if machine.has(machine.FONT) else lacking
    if not faces:
        return lacking
    return Check(GOOD, N_("Chinese font: {names}"), (("names", ", ".join(sorted({face.name for face in faces.values()}))),))


def _check_copies(site: Site | None) -> Iterator[Check]:
    """The layers of one's own site → each file that stands for one of the tool's, and what has changed in its original."""
    for copy in copies(Path(), *site) if site else ():
        values = (("file", copy.name), ("version", copy.version))
        if copy.difference:
            yield Check(ADVICE, N_("{file} was copied from version {version}, and its original has changed since:"), values, below=copy.difference)
        elif copy.version:
            yield Check(GOOD, N_("{file} was copied from version {version}; its original is as it was"), values)
        else:
            yield Check(GOOD, N_("{file} stands for the tool's own; what it was copied from is not known"), values[:1])


def _check_writable(folder: Path) -> Check:
    """Whether results can be remembered in a folder; it is not made for that."""
    values = (("folder", folder.as_posix()),)
    nearest = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return Check(GOOD, N_("the cache {folder} can be written"), values)
    except OSError:
        name = f'"$USER" {nearest}' if hasattr(os, "geteuid") else ""
        return Check(BAD, N_("the cache {folder} can not be written"), values, mend=f"sudo chown -R {name}" if name else "")
