"""python build.py [build|add|extract|check|explain|changes|new|score|suggest|doctor]: the arguments, and what comes out of it as an exit code.

0 everything was published · 1 published, but something was left out · 2 nothing was done: usage, environment, content.
"""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from digest.arguments import ROOT, Translate, make_parser, own, with_command
from digest.console import progress, show_problems, show_table, shown
from digest.messages import DOMAIN, LANGUAGES, LOCALE, language, translator
from digest.problems import ERROR, N_, Problem

if TYPE_CHECKING:
    from digest.pipeline import Settings, Summary



def main(arguments: Sequence[str]) -> int:
    """Arguments without the program's name → exit code. Here alone is the terminal prepared and the language chosen."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    chosen = language(_wish(arguments))
    translate = translator(chosen)
    _speak(chosen)
    parser = make_parser(translate)
    options = parser.parse_args(with_command(arguments))
    try:
        return RUNS[options.command](options, translate)
    except KeyboardInterrupt:
        print("\n" + translate(N_("Stopped. What was published before stands as it was.")), file=sys.stderr)
        return 130
    except BrokenPipeError:  # build.py … | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        said = translate(N_("{file}: {reason}")).format(file=error.filename or "build.py", reason=error.strerror or str(error))
        print(shown(said), file=sys.stderr)
        return 2


def _wish(arguments: Sequence[str]) -> str | None:
    """The language asked for, before anything can be said in it: --lang en, --lang=en."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--lang")
    try:
        wish = early.parse_known_args(list(arguments))[0].lang
    except (argparse.ArgumentError, SystemExit):
        return None
    return wish if wish in LANGUAGES else None


def _speak(chosen: str) -> None:
    """argparse asks the process-wide gettext for its own words."""
    os.environ["LANGUAGE"] = chosen
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def settings(options: argparse.Namespace) -> Settings:
    """Options of build or check → where everything is."""
    from digest.pipeline import Settings

    return Settings(
        content=options.content,
        reports=options.reports or options.content / "reports",
        templates=options.templates,
        methods=own("docs") / "methods.md",
        site=getattr(options, "site", own("site")),
        cache=own(".cache"),
        jobs=options.jobs,
        pdf=not getattr(options, "no_pdf", False),
    )


def run_build(options: argparse.Namespace, translate: Translate) -> int:
    """build: the site, and at the end what became of it."""
    wanted = settings(options)
    if wrong := _no_folders((wanted.content, wanted.reports, wanted.templates)):
        show_problems(wrong, translate)
        return 2
    from digest.pipeline import build

    with progress(translate, options.quiet) as told:
        summary = build(wanted, told)
    show_problems(summary.problems, translate)
    if not options.quiet:
        _show_summary(summary, wanted, translate)
    return exit_code(summary)


def exit_code(summary: Summary) -> int:
    """Summary → 0 all is well, 1 published with something left out, 2 not published."""
    if not summary.published:
        return 2
    return 1 if any(p.severity == ERROR for p in summary.problems) else 0


def _show_summary(summary: Summary, wanted: Settings, t: Translate) -> None:
    errors = sum(p.severity == ERROR for p in summary.problems)
    rows = (
        (t(N_("reports read")), summary.reports),
        (t(N_("facts")), summary.facts),
        (t(N_("pages")), summary.pages),
        (t(N_("charts")), summary.charts),
        (t(N_("bulletins")), summary.bulletins),
        (t(N_("files written")), summary.written),
        (t(N_("errors")), errors),
        (t(N_("warnings")), len(summary.problems) - errors),
    )
    if not summary.published:
        title = t(N_("Nothing was published; the last site stands as it was."))
    elif summary.unchanged:
        title = t(N_("Nothing has changed: {site} is up to date."))
    else:
        title = t(N_("Published: {site}"))
    show_table([(name, str(number)) for name, number in rows], title.format(site=wanted.site.as_posix() + "/index.html"), t)


def run_extract(options: argparse.Namespace, translate: Translate) -> int:
    """extract: a record for each file that is a report, named after it."""
    from digest.content import load_catalogue
    from digest.parallel import executor
    from digest.pipeline import analyse
    from digest.render.records import record_json
    from digest.report_files import named_files
    from digest.segment import set_cache

    catalogue, problems = load_catalogue(options.content)
    if any(p.severity == ERROR for p in problems):
        show_problems(problems, translate)
        return 2
    set_cache(own(".cache") / "jieba")
    files, more = named_files(options.files)
    problems += more
    options.out.mkdir(parents=True, exist_ok=True)
    written: dict[str, str] = {}
    with progress(translate, options.quiet) as told, executor(options.jobs) as pool:
        results = pool.map(partial(analyse, catalogue), *zip(*files)) if files else ()
        for done, ((path, _), (record, more)) in enumerate(zip(files, results), 1):
            problems += more
            name = Path(path).stem + ".json"
            if name in written:
                hint = N_("rename one of them, or extract them into different folders")
                twice = N_("the record of this file would overwrite that of {other}")
                problems += (Problem(path, 0, "extract.twice", twice, hint, (("other", written[name]),)),)
            elif record is not None:
                problems += record.warnings + record.report.warnings
                written[name] = path
                (options.out / name).write_text(record_json(record), encoding="utf-8", newline="\n")
            told(N_("Reading"), done, len(files))
    show_problems(problems, translate)
    if not options.quiet:
        print(translate(N_("Records written into {folder}: {count}")).format(folder=options.out.as_posix(), count=len(written)))
    return 1 if any(p.severity == ERROR for p in problems) else 0


def run_check(options: argparse.Namespace, translate: Translate) -> int:
    """check: everything that an editor can put right, and nothing published."""
    wanted = settings(options)
    if wrong := _no_folders((wanted.content, wanted.reports, wanted.templates)):
        show_problems(wrong, translate)
        return 2
    from digest.pipeline import inspect

    unmended: tuple[Problem, ...] = ()
    if options.fix:
        from digest.mending_command import run_mending

        unmended = run_mending(wanted, translate)
    with progress(translate, options.quiet) as told:
        problems = unmended + inspect(wanted, told)
        if options.fix and any(p.code == "note.unfilled" for p in problems):
            from digest.mending_command import run_filling

            run_filling(wanted, translate)
            problems = unmended + inspect(wanted, told)
    show_problems(problems, translate)
    errors = sum(p.severity == ERROR for p in problems)
    if not options.quiet:
        print(translate(N_("errors: {errors}, warnings: {warnings}")).format(errors=errors, warnings=len(problems) - errors))
    return 1 if errors else 0


def run_explaining(options: argparse.Namespace, translate: Translate) -> int:
    """explain: where a figure comes from and by which rules it reads as it does."""
    wanted = settings(options)
    if wrong := _no_folders((wanted.content, wanted.reports)):
        show_problems(wrong, translate)
        return 2
    from digest.explain_command import run_explain

    return run_explain(options, translate, wanted)


def run_changing(options: argparse.Namespace, translate: Translate) -> int:
    """changes: what the next build would change on the published site."""
    wanted = settings(options)
    if wrong := _no_folders((wanted.content, wanted.reports, wanted.templates)):
        show_problems(wrong, translate)
        return 2
    from digest.changes_command import run_changes

    return run_changes(options, translate, wanted)


def run_making(options: argparse.Namespace, translate: Translate) -> int:
    """new: commented files and entries to begin with."""
    wanted = settings(options)
    if wrong := _no_folders((wanted.content, wanted.templates)):
        show_problems(wrong, translate)
        return 2
    from digest.new_command import run_new

    return run_new(options, translate, wanted)


def run_suggesting(options: argparse.Namespace, translate: Translate) -> int:
    """suggest: subjects that deserve an indicator, each with an entry to begin with."""
    folders = (options.content, *([options.reports] if options.reports else []))
    if wrong := _no_folders(folders):
        show_problems(wrong, translate)
        return 2
    from digest.suggest_command import run_suggest

    return run_suggest(options, translate, own(".cache"))


def run_adding(options: argparse.Namespace, translate: Translate) -> int:
    """add: documents → reports under content/reports, each whole or not at all."""
    if wrong := _no_folders((options.content,)):
        show_problems(wrong, translate)
        return 2
    from digest.add_command import run_add

    return run_add(options, translate, own(".cache"))


def run_scoring(options: argparse.Namespace, translate: Translate) -> int:
    """score: how much of labelled reports is read rightly."""
    if wrong := _no_folders((options.gold, options.sources, options.content)):
        show_problems(wrong, translate)
        return 2
    from digest.score_command import run_score

    return run_score(options, translate, own(".cache"))


def run_doctor(options: argparse.Namespace, translate: Translate) -> int:
    """doctor: what is there and what is missing."""
    from digest.doctor import doctor

    return doctor(ROOT, own(".cache"), translate)


def _no_folders(folders: Sequence[Path]) -> tuple[Problem, ...]:
    wrong = N_("there is no such folder")
    return tuple(Problem(f.as_posix(), 0, "cli.no-folder", wrong, N_("name a folder that exists")) for f in folders if not f.is_dir())


RUNS = {
    "build": run_build,
    "add": run_adding,
    "extract": run_extract,
    "check": run_check,
    "explain": run_explaining,
    "changes": run_changing,
    "new": run_making,
    "score": run_scoring,
    "suggest": run_suggesting,
    "doctor": run_doctor,
}
