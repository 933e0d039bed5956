"""python build.py eject NAME…: copies files of the tool into the site of one's own, where they can be changed and stand for the tool's."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from digest.cli.arguments import stands_in_site
from digest.cli.console import show_problems, shown
from digest.cli.ejected import eject, like, meant_originals, originals
from digest.model.exit_codes import Exit
from digest.model.problem import N_, Problem
from digest.system.shipped import version

Translate = Callable[[str], str]


def run_eject(options: argparse.Namespace, translate: Translate) -> int:
    """Options of eject → exit code: 0 all copied · 2 of the names told none was copied. No file of the editor's is overwritten."""
    known = originals()
    problems: tuple[Problem, ...] = ()
    if not stands_in_site():
        message, hint = N_("this is no folder of a site: there is no site.yaml"), N_("make one with python build.py new mysite, and go there")
        problems = (Problem(".", 0, "eject.no-site", message, hint),)
    for wished in () if problems else dict.fromkeys(options.names):
        names = meant_originals(wished, known)
        if wrong := _problem_with(wished, names, known):
            problems += (wrong,)
            continue
        eject(names[0], known[names[0]], Path(), version())
        print(shown(translate(N_("copied: {file}, of version {version}")).format(file=names[0], version=version())))
    show_problems(problems, translate)
    return Exit.NOTHING if problems else Exit.DONE


def _problem_with(wished: str, names: tuple[str, ...], known: dict[str, Path]) -> Problem | None:
    """What was asked for, and what it can mean → why nothing is copied; None where it is."""
    if not names:
        hint = N_("did you mean {guess}?") if like(wished, known) else N_("name it as it stands in the tool, like markdown/topic.md.j2")
        return Problem(wished, 0, "eject.unknown", N_("the tool has no such file"), hint, (("guess", like(wished, known)),))
    if len(names) > 1:
        return Problem(wished, 0, "eject.several", N_("several files are called so"), N_("name one of them: {names}"), (("names", ", ".join(names)),))
    if os.path.lexists(names[0]):
        return Problem(names[0], 0, "eject.exists", N_("there is such a file already"), N_("change that one, or delete it to copy the original anew"))
    return None
