"""python build.py [build|add|extract|check|explain|changes|new|eject|serve|selfcheck|score|suggest|doctor]: arguments → exit code.

The codes, and what is told of an exception: digest/model/exit_codes.py, digest/cli/ending.py.
"""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.arguments import (
    NEW,
    Translate,
    content_of,
    make_parser,
    methods_of,
    own,
    reports_of,
    stands_in_site,
    templates_of,
    with_command,
)
from digest.cli.console import progress, show_problems
from digest.cli.ending import ended
from digest.model.exit_codes import Exit, outcome
from digest.model.layers import Layers, owned
from digest.model.problem import ERROR, N_, Problem
from digest.system.messages import DOMAIN, LANGUAGES, LOCALE, language, translator
from digest.system.shipped import TOP
from digest.system.unforeseen import TRACEBACK

if TYPE_CHECKING:
    from digest.model.build import Settings


def main(arguments: Sequence[str], asked: str = "") -> int:
    """Arguments without the program's name → exit code. Here alone is the terminal prepared and the language chosen.

    `asked` is how system/said_before.py names the question, where a later command may be answered with what is said to this one.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    chosen = language(_language_wished(arguments))
    translate = translator(chosen)
    _set_language(chosen)
    parser = make_parser(translate)
    options = parser.parse_args(with_command(arguments), argparse.Namespace(asked=asked))
    with _traced(options.traceback):
        return ended(lambda: RUNS[options.command](options, translate), translate, options.traceback)


@contextmanager
def _traced(asked: bool) -> Iterator[None]:
    """Where a traceback is asked for, the processes of a build are told, too: by their environment."""
    before = os.environ.get(TRACEBACK)
    if asked:
        os.environ[TRACEBACK] = "1"
    try:
        yield
    finally:
        if asked and before is None:
            del os.environ[TRACEBACK]


def _language_wished(arguments: Sequence[str]) -> str | None:
    """The language asked for, before anything can be said in it: --lang en, --lang=en."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--lang")
    try:
        wish = early.parse_known_args(list(arguments))[0].lang
    except (argparse.ArgumentError, SystemExit):
        return None
    return wish if wish in LANGUAGES else None


def _set_language(chosen: str) -> None:
    """argparse asks the process-wide gettext for its own words."""
    os.environ["LANGUAGE"] = chosen
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def settings(options: argparse.Namespace) -> Settings:
    """Options of build or check → where everything is."""
    from digest.model.build import Settings

    content = content_of(options)
    return Settings(
        content=content,
        reports=reports_of(options),
        templates=templates_of(options),
        methods=methods_of(content),
        site=getattr(options, "site", own("site")),
        cache=own(".cache"),
        jobs=options.jobs,
        pdf=not getattr(options, "no_pdf", False),
    )


def run_building(options: argparse.Namespace, translate: Translate) -> int:
    """build: the site, and at the end what became of it."""
    wanted = settings(options)
    if wrong := _problem_no_folder(_folders(wanted)):
        show_problems(wrong, translate)
        return Exit.NOTHING
    from digest.cli.build_command import run_build

    return run_build(options, translate, wanted)


def run_extracting(options: argparse.Namespace, translate: Translate) -> int:
    """extract: a record for each file that is a report, named after it."""
    from digest.cli.extract_command import run_extract

    return run_extract(options, translate, own(".cache"))


def run_check(options: argparse.Namespace, translate: Translate) -> int:
    """check: everything that an editor can put right, and nothing published."""
    wanted = settings(options)
    if wrong := _problem_no_folder(_folders(wanted)):
        show_problems(wrong, translate)
        return Exit.NOTHING
    from digest.pipeline import inspect

    unmended: tuple[Problem, ...] = ()
    if options.fix:
        from digest.cli.fix_command import run_mending

        unmended = run_mending(wanted, translate)
    with progress(translate, options.quiet) as told:
        problems = unmended + inspect(wanted, told)
        if options.fix and any(p.code == "note.unfilled" for p in problems):
            from digest.cli.fix_command import run_filling

            run_filling(wanted, translate)
            problems = unmended + inspect(wanted, told)
    show_problems(problems, translate)
    errors = sum(p.severity == ERROR for p in problems)
    if not options.quiet:
        print(translate(N_("errors: {errors}, warnings: {warnings}")).format(errors=errors, warnings=len(problems) - errors))
    return outcome(problems)


def run_explaining(options: argparse.Namespace, translate: Translate) -> int:
    """explain: where a figure comes from and by which rules it reads as it does."""
    wanted = settings(options)
    if wrong := _problem_no_folder(_folders(wanted)[:2]):
        show_problems(wrong, translate)
        return Exit.NOTHING
    from digest.cli.explain_command import run_explain

    return run_explain(options, translate, wanted)


def run_changing(options: argparse.Namespace, translate: Translate) -> int:
    """changes: what the next build would change on the published site."""
    wanted = settings(options)
    if wrong := _problem_no_folder(_folders(wanted)):
        show_problems(wrong, translate)
        return Exit.NOTHING
    from digest.cli.changes_command import run_changes

    return run_changes(options, translate, wanted)


def run_making(options: argparse.Namespace, translate: Translate) -> int:
    """new: the folder of a site; commented files and entries to begin with."""
    if options.kind not in NEW:
        if options.names and options.kind != "site":
            values = (("kind", options.kind), ("kinds", ", ".join(("site", *NEW))))
            show_problems((Problem("new", 0, "new.kind", N_("there is no kind {kind}"), N_("the kinds are {kinds}"), values),), translate)
            return Exit.NOTHING
        from digest.cli.new_site import run_new_site

        return run_new_site(tuple(options.names) or (options.kind,), translate, options.quiet)
    if not options.names:
        show_problems((Problem("new", 0, "new.no-name", N_("no name is given"), N_("write it behind: new {kind} NAME"), (("kind", options.kind),)),), translate)
        return Exit.NOTHING
    wanted = settings(options)
    if wrong := _problem_no_folder(_folders(wanted)[::2]):
        show_problems(wrong, translate)
        return Exit.NOTHING
    from digest.cli.new_command import run_new

    return run_new(options, translate, wanted)


def run_ejecting(options: argparse.Namespace, translate: Translate) -> int:
    """eject: files of the tool, copied into the site of one's own."""
    from digest.cli.eject_command import run_eject

    return run_eject(options, translate)


def run_selfchecking(options: argparse.Namespace, translate: Translate) -> int:
    """selfcheck: whether the published site is whole."""
    from digest.cli.selfcheck_command import run_selfcheck

    return run_selfcheck(options, translate)


def run_serving(options: argparse.Namespace, translate: Translate) -> int:
    """serve: the site as it would be published now, for a browser of this machine."""
    wanted = settings(options)
    if wrong := _problem_no_folder(_folders(wanted)):
        show_problems(wrong, translate)
        return Exit.NOTHING
    from digest.cli.serve_command import run_serve

    return run_serve(options, translate, wanted)


def run_suggesting(options: argparse.Namespace, translate: Translate) -> int:
    """suggest: subjects that deserve an indicator, each with an entry to begin with."""
    folders = (owned(content_of(options)), *([options.reports] if options.reports else []))
    if wrong := _problem_no_folder(folders):
        show_problems(wrong, translate)
        return Exit.NOTHING
    from digest.cli.suggest_command import run_suggest

    return run_suggest(options, translate, own(".cache"))


def run_adding(options: argparse.Namespace, translate: Translate) -> int:
    """add: documents → reports under content/reports, each whole or not at all."""
    if wrong := _problem_no_folder((owned(content_of(options)),)):
        show_problems(wrong, translate)
        return Exit.NOTHING
    from digest.cli.add_command import run_add

    return run_add(options, translate, own(".cache"))


def run_scoring(options: argparse.Namespace, translate: Translate) -> int:
    """score: how much of labelled reports is read rightly."""
    if wrong := _problem_no_folder((options.gold, options.sources, owned(content_of(options)))):
        show_problems(wrong, translate)
        return Exit.NOTHING
    from digest.cli.score_command import run_score

    return run_score(options, translate, own(".cache"))


def run_doctor(options: argparse.Namespace, translate: Translate) -> int:
    """doctor: what is there and what is missing."""
    from digest.cli.doctor import doctor

    return doctor(TOP, own(".cache"), translate, (content_of(options), templates_of(options)) if stands_in_site() else None)


def _folders(wanted: Settings) -> tuple[Path, Path, Path]:
    """→ the folders that must be there: of content, of reports, of templates."""
    return owned(wanted.content), wanted.reports, wanted.templates.tool if isinstance(wanted.templates, Layers) else wanted.templates


def _problem_no_folder(folders: Sequence[Path]) -> tuple[Problem, ...]:
    wrong = N_("there is no such folder")
    return tuple(Problem(f.as_posix(), 0, "cli.no-folder", wrong, N_("name a folder that exists")) for f in folders if not f.is_dir())


RUNS = {
    "build": run_building,
    "add": run_adding,
    "extract": run_extracting,
    "check": run_check,
    "explain": run_explaining,
    "changes": run_changing,
    "new": run_making,
    "eject": run_ejecting,
    "serve": run_serving,
    "selfcheck": run_selfchecking,
    "score": run_scoring,
    "suggest": run_suggesting,
    "doctor": run_doctor,
}
