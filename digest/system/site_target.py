"""Checks the folder of the site before any work: a link is followed, a place where no site may stand is refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from digest.content.plain_files import shown_path
from digest.model.problem import N_, Problem
from digest.system.site_lock import locked

MANIFEST = ".manifest.json"
# What a folder may hold and still count as empty: version control's own, and what file managers leave behind.
NOTHING = frozenset((".DS_Store", ".git", ".gitattributes", ".gitignore", ".gitkeep", ".keep", ".nojekyll"))

ELSEWHERE = N_("name another folder with --site")


@contextmanager
def claimed(site: Path, inputs: Iterable[Path], adopt: bool = False) -> Iterator[tuple[Path, tuple[Problem, ...]]]:
    """Where the site is to be, and all that it is made of → its real folder, locked against other builds; or why nothing can be published.

    What a crashed build left is put right. Nothing that stands there is touched. `adopt`: take a folder that is not ours.

        site → /var/www/a    →  /var/www/a, ()
        content, (content,)  →  content, (“a site can not be published there: …”,)
    """
    real, problems = look(site, inputs, adopt)
    with ExitStack() as stack:
        if not problems:
            try:
                real.parent.mkdir(parents=True, exist_ok=True)
                held = stack.enter_context(locked(real))
                problems = (replace(held, where=shown_path(site)),) if held else _problem_unwritable(real, site)
                if not problems:
                    heal(real)
            except OSError as error:
                problems = (_problem_refused(site, error.filename or str(real.parent), error.strerror or type(error).__name__),)
        yield real, problems


def look(site: Path, inputs: Iterable[Path], adopt: bool = False) -> tuple[Path, tuple[Problem, ...]]:
    """Where the site is to be, and all that it is made of → its real folder, and what speaks against it."""
    try:
        real = site.resolve()
    except (OSError, RuntimeError):  # links in a circle
        return site, (_problem(site, "link", N_("this link leads nowhere"), N_("mend the link, or name another folder with --site")),)
    if not site.parts:
        return real, (_problem(site, "here", N_("a site is exchanged whole, so it can not be the folder where you stand"), ELSEWHERE),)
    for other in inputs:
        theirs = other.resolve()
        if real == theirs or real in theirs.parents or theirs in real.parents:
            message = N_("a site can not be published there: {folder} belongs to what it is made of")
            return real, (_problem(site, "inputs", message, ELSEWHERE, folder=shown_path(other)),)
    if real.exists() and not real.is_dir():
        return real, (_problem(site, "no-folder", N_("there is a file of this name"), N_("move it away, or name a folder with --site")),)
    if real.is_dir() and os.path.ismount(real):
        hint = N_("a site is exchanged whole: name a folder below it with --site")
        return real, (_problem(site, "mount", N_("another disk is mounted there"), hint),)
    if not adopt and real.is_dir() and (stranger := _first_stranger(real)):
        message = N_("this folder was not made by a build, and holds {name}")
        hint = N_("name another folder with --site; or keep what is there beside the site: --adopt")
        return real, (_problem(site, "stranger", message, hint, name=stranger),)
    return real, ()


def heal(real: Path) -> None:
    """The real folder of a site, held → what crashed builds left beside it is gone; a site that was moved aside is back."""
    before = (f".{real.name}.next", f".{real.name}.old")  # what builds of earlier versions left
    left = [real.with_name(name) for name in sorted(os.listdir(real.parent)) if name in before or name.startswith(scratch_name(real))]
    for path in left:
        old = path / "old" if path.name.startswith(scratch_name(real)) else path
        if not real.exists() and not path.is_symlink() and path.suffix != ".next" and (old / MANIFEST).is_file():
            old.rename(real)
    for path in left:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def scratch_name(real: Path) -> str:
    """How the names of folders begin in which a site is prepared, beside its own."""
    return f".{real.name}.next-"


def _first_stranger(real: Path) -> str:
    """A folder → the first thing in it, where no manifest says that it is ours."""
    if (real / MANIFEST).is_file():
        return ""
    return next((shown_path(Path(name)) for name in sorted(os.listdir(real)) if name not in NOTHING), "")


def _problem_unwritable(real: Path, site: Path) -> tuple[Problem, ...]:
    wrong = real.is_dir() and not os.access(real, os.R_OK | os.W_OK | os.X_OK)
    return (_problem_refused(site, str(real), os.strerror(13)),) if wrong else ()


def _problem_refused(site: Path, path: str, reason: str) -> Problem:
    message = N_("a site can not be published there: {path}: {reason}")
    hint = N_("see to the permissions of the folder and of the one that holds it, or name another with --site")
    return _problem(site, "unwritable", message, hint, path=shown_path(Path(path)), reason=reason)


def _problem(site: Path, code: str, message: str, hint: str, **values: str) -> Problem:
    return Problem(shown_path(site), 0, f"site.{code}", message, hint, tuple(values.items()))
