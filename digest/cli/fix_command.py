"""python build.py check --fix: mends files in place, each whole or not at all, and says what was mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from digest.chinese import figure_format
from digest.cli.console import shown
from digest.cli.fix_files import BOM, Mend, differences, mended_file, mended_head
from digest.content.bulletin_order_files import Written
from digest.content.note_files import NoteHead, filled
from digest.model.build import Settings
from digest.model.catalogue import Indicator, SiteSettings, Topic
from digest.model.front_matter import FrontMatter
from digest.model.layers import owned
from digest.model.problem import N_, Problem
from digest.render.figure_ids import known_facts
from digest.system.whole_files import write_whole

Translate = Callable[[str], str]
Mending = Callable[[str, str], tuple[str, tuple[Mend, ...]]]  # text, file → mended text, what was mended
REPORTS = (".md", ".markdown", ".txt", ".text")  # formats of reports that can have front matter
KINDS = {"topics.yaml": tuple[Topic, ...], "indicators.yaml": tuple[Indicator, ...], "site.yaml": SiteSettings}


def run_mending(settings: Settings, translate: Translate) -> tuple[Problem, ...]:
    """Where everything is → the files mended and told, a line for each; problems where one could not be written."""
    problems: list[Problem] = []
    for path, mending in _files_to_mend(settings):
        mends, problem = mend(path, mending)
        problems += [problem] if problem else []
        tell(mends, translate)
    return tuple(problems)


def run_filling(settings: Settings, translate: Translate) -> None:
    """Where everything is → notes whose remembered figures have no value yet get the present one, and it is told."""
    from digest.pipeline import prepare

    comparison = prepare(settings, drawn=False).comparison
    if comparison is None:
        return
    figures = {id: figure_format.figure(fact) for id, (_, fact) in known_facts(comparison.dossiers).items()}
    for path in _files_below(owned(settings.content) / "notes", (".md",)):
        mends, _ = mend(path, partial(filled_file, figures))
        tell(mends, translate)


def filled_file(figures: Mapping[str, str], text: str, where: str) -> tuple[str, tuple[Mend, ...]]:
    """A note with figures that have no value → with their present values, and which."""
    bom = BOM if text.startswith(BOM) else ""
    after = bom + filled(text[len(bom) :], figures)
    return after, differences(text, after, where)


def tell(mends: tuple[Mend, ...], translate: Translate) -> None:
    """Mends → a line for each: file:line: mended: old → new"""
    for one in mends:
        values = {"file": one.where, "line": one.line, "new": one.new, "old": one.old}
        print(shown(translate(N_("{file}:{line}: mended: {old} → {new}")).format(**values)))


def mend(path: Path, mending: Mending) -> tuple[tuple[Mend, ...], Problem | None]:
    """A file and how to mend it → what was mended. Not UTF-8, a link, not to be read: left, since the check tells that."""
    try:
        if path.is_symlink():
            return (), None
        before = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return (), None
    after, mends = mending(before, path.as_posix())
    if after == before:
        return (), None
    try:
        write_whole(path, after.encode("utf-8"))
    except OSError as error:
        message, hint = N_("the file can not be written ({reason})"), N_("see to its permissions")
        return (), Problem(path.as_posix(), 0, "mending.unwritten", message, hint, (("reason", error.strerror or type(error).__name__),))
    return mends, None


def _files_to_mend(settings: Settings) -> Iterator[tuple[Path, Mending]]:
    """→ every file that may be mended, and how; in the order of their names."""
    for name, kind in KINDS.items():
        yield owned(settings.content) / name, partial(mended_file, kind=kind)
    for path in _files_below(owned(settings.content) / "bulletins", (".yaml",)):
        yield path, partial(mended_file, kind=Written)
    for path in _files_below(owned(settings.content) / "notes", (".md",)):
        yield path, partial(mended_head, kind=NoteHead)
    for path in _files_below(settings.reports, REPORTS):
        yield path, partial(mended_head, kind=FrontMatter)
    for path in _files_below(owned(settings.templates), (".j2",)):
        yield path, mended_file


def _files_below(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in suffixes and path.is_file() and not path.name.startswith("."))
