"""python build.py new KIND NAME…: commented files and entries to begin with. Nothing that is there is ever overwritten."""

from __future__ import annotations

import argparse
import codecs
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from digest.cli.arguments import New
from digest.cli.console import progress, show_problems
from digest.cli.scaffold import APPENDED, appended, figures_of, misnamed, started, target
from digest.model.build import Settings
from digest.model.catalogue import Catalogue, Indicator, Policy, Topic
from digest.model.comparison import Comparison
from digest.model.exit_codes import Exit
from digest.model.layers import owned
from digest.model.note import OVERVIEW
from digest.model.problem import ERROR, N_, Problem
from digest.render.notes import digest_names
from digest.system.whole_files import write_whole

ENTRIES: Mapping[New, Any] = {"topic": tuple[Topic, ...], "indicator": tuple[Indicator, ...], "measure": tuple[Policy, ...]}
Translate = Callable[[str], str]
Problems = tuple[Problem, ...]


def run_new(options: argparse.Namespace, translate: Translate, settings: Settings) -> int:
    """Options of new → exit code: 0 made · 2 nothing made of the names that are told."""
    from digest.content.catalogue_files import load_catalogue
    from digest.pipeline import prepare

    catalogue, problems = load_catalogue(settings.content)
    if any(p.severity == ERROR for p in problems):
        show_problems(problems, translate)
        return Exit.NOTHING
    with progress(translate, options.quiet) as told:
        comparison = prepare(settings, told, drawn=False).comparison if options.kind == "note" else None
    problems = ()
    for name in dict.fromkeys(options.names):
        where, wrong = make(options.kind, name, settings, catalogue, comparison)
        problems += wrong
        if not wrong and not options.quiet:
            print(translate(N_("made: {place}")).format(place=where))
    show_problems(problems, translate)
    return Exit.NOTHING if problems else Exit.DONE


def make(kind: New, name: str, settings: Settings, catalogue: Catalogue, comparison: Comparison | None = None) -> tuple[str, Problems]:
    """A kind and a name → where the new text stands (file, and line in a file that was there), or what is in the way."""
    path = owned(settings.content) / target(kind, name)
    where = path.as_posix()
    wrong = misnamed(kind, name, where) or _problems_if_taken(kind, name, path, catalogue, comparison)
    if wrong:
        return where, wrong
    figures = figures_of(name, comparison, catalogue) if comparison else ()
    entry, problems = started(settings.templates, kind, name, catalogue, figures)
    if entry is None:
        return where, problems
    text, line = appended(_text_there(path), entry) if kind in APPENDED else (entry, 0)
    if problems := _mistakes_in(kind, text, path, catalogue):
        return where, problems
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("utf-8"))
    return f"{where}:{line}" if line else where, ()


def _text_there(path: Path) -> str:
    """A file that was read already, or is not there yet → its text with the mark at its head; UTF-16 becomes UTF-8."""
    data = path.read_bytes() if os.path.lexists(path) else b""
    return data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8")


def _problems_if_taken(kind: New, name: str, path: Path, catalogue: Catalogue, comparison: Comparison | None) -> Problems:
    """→ a Problem, where such a thing is there already, or there is no digest to write a note on."""
    if kind in APPENDED:
        if name in [one.id for one in _entries_there(kind, catalogue)]:
            message, hint = N_("there is {name} already"), N_("choose another id, or change the entry that is there")
            return (Problem(path.as_posix(), 0, "new.exists", message, hint, (("name", name),)),)
        path = path.parent / "bulletins" / f"{name}.yaml" if kind == "topic" else path / name  # a topic has a bulletin of its name
    if os.path.lexists(path):
        message, hint = N_("there is such a file already"), N_("choose another name, or change the file that is there")
        return (Problem(path.as_posix(), 0, "new.exists", message, hint),)
    digests = tuple(digest_names(comparison)) if comparison else (OVERVIEW, *(t.id for t in catalogue.topics), *(p.code for p in catalogue.places))
    if kind == "note" and name not in digests:
        message, hint = N_("there is no digest {name} to write on"), N_("there are: {known}")
        return (Problem(path.as_posix(), 0, "new.no-digest", message, hint, (("known", ", ".join(digests[:60])), ("name", name))),)
    return ()


def _entries_there(kind: New, catalogue: Catalogue) -> tuple[Topic, ...] | tuple[Indicator, ...] | tuple[Policy, ...]:
    if kind == "topic":
        return catalogue.topics
    return catalogue.policies if kind == "measure" else catalogue.indicators


def _mistakes_in(kind: New, text: str, path: Path, catalogue: Catalogue) -> Problems:
    """A text that is to be written → what a check would find wrong with it, so that it is not written."""
    from digest.content.bulletin_order_files import load_orders
    from digest.content.note_files import read_note
    from digest.content.schema import read_yaml

    if kind == "note":
        return read_note(text, path.as_posix())[1]
    if kind in APPENDED:
        return read_yaml(text.removeprefix("\ufeff"), path.as_posix(), ENTRIES[kind])[1]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / path.name).write_text(text, encoding="utf-8", newline="\n")
        return tuple(replace(p, where=path.as_posix()) for p in load_orders(Path(folder), catalogue)[1])
