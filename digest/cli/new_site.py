"""report-digest new NAME: the folder of a site of one's own, with an example to begin with; all else is the tool's until something stands for it there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from digest.cli.console import show_problems
from digest.content.plain_files import shown_path
from digest.model.exit_codes import Exit
from digest.model.problem import N_, Problem
from digest.system.shipped import shipped

Translate = Callable[[str], str]
START = "templates/new/site"
NEXT = N_("made: {place}\n  cd {place}\n  python build.py build\nand open site/index.html; README.md there says how to go on")


def run_new_site(names: tuple[str, ...], translate: Translate, quiet: bool) -> int:
    """The names of folders → exit code: 0 made · 2 one of them is there already, or can not be made. Nothing that is there is touched."""
    problems: tuple[Problem, ...] = ()
    for name in dict.fromkeys(names):
        wrong = make_site(Path(name), shipped(START))
        problems += (wrong,) if wrong else ()
        if not wrong and not quiet:
            print(translate(NEXT).format(place=shown_path(Path(name))))
    show_problems(problems, translate)
    return Exit.NOTHING if problems else Exit.DONE


def make_site(folder: Path, start: Path) -> Problem | None:
    """The folder to be, and the one that a site begins as → it is there, or why not."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return Problem(shown_path(folder), 0, "new.folder", N_("there is something of this name already"), N_("choose another name, or an empty folder"))
    try:
        for path in sorted(start.rglob("*")):
            target = folder / path.relative_to(start)
            if path.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    except OSError as error:
        reason = (("reason", error.strerror or type(error).__name__),)
        return Problem(shown_path(folder), 0, "new.unwritten", N_("the folder can not be made ({reason})"), N_("see to the disk and its permissions"), reason)
    return None
