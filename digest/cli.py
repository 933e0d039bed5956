"""python build.py [build|add|extract|check|score|suggest|doctor]: the arguments, and what comes out of it as an exit code.

0 everything was published · 1 published, but something was left out · 2 nothing was done: usage, environment, content.
"""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.console import progress, show_problems, show_table, shown, wrapped
from digest.messages import DOMAIN, LANGUAGES, LOCALE, language, translator
from digest.problems import ERROR, N_, Problem

if TYPE_CHECKING:
    from digest.pipeline import Settings, Summary

Translate = Callable[[str], str]
ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("build", "add", "extract", "check", "score", "suggest", "doctor")


def main(arguments: Sequence[str]) -> int:
    """Arguments without the program's name → exit code. Here alone is the terminal prepared and the language chosen."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    chosen = language(_wish(arguments))
    translate = translator(chosen)
    _speak(chosen)
    parser = make_parser(translate)
    options = parser.parse_args(_with_command(arguments))
    try:
        return options.run(options, translate)
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


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Without a command it is build: --jobs 2 → build --jobs 2; --lang en doctor → doctor --lang en."""
    rest, before = list(arguments), []
    while rest and rest[0].startswith("--lang"):
        count = 1 if "=" in rest[0] else 2
        before, rest = before + rest[:count], rest[count:]
    if rest and (rest[0] in ("-h", "--help") or not rest[0].startswith("-")):
        return ["--help"] if rest[0] in ("-h", "--help") else [rest[0], *before, *rest[1:]]
    return ["build", *before, *rest]


def make_parser(translate: Translate) -> argparse.ArgumentParser:
    """→ the parser of all commands, its help in the language of `translate`."""
    t = translate
    top = argparse.ArgumentParser(
        prog="build.py",
        formatter_class=_Help,
        description=t(N_("Reads government work reports, compares them, and publishes a site and bulletins.")),
        epilog=t(N_("Without a command: build. Options of a command: build.py build --help")),
    )
    commands = top.add_subparsers(title=t(N_("commands")), metavar=t(N_("COMMAND")), dest="command")

    def command(name: str, help: str, run: Callable[[Any, Translate], int]) -> argparse.ArgumentParser:
        parser = commands.add_parser(name, help=help, description=help, formatter_class=_Help)
        parser.set_defaults(run=run)
        return parser

    build = command("build", t(N_("build the site (what is done without a command)")), run_build)
    _inputs(build, t)
    build.add_argument("--site", metavar="DIR", type=Path, default=_own("site"), help=t(N_("where the site is published")))
    build.add_argument("--no-pdf", action="store_true", help=t(N_("leave the PDF bulletins out")))
    extract = command("extract", t(N_("write what is found in reports as JSON")), run_extract)
    extract.add_argument("files", metavar="FILE", nargs="+", type=Path, help=t(N_("reports, as .txt, .md, .docx, .html or .pdf")))
    extract.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help=t(N_("where the records are written, one for each file"))
    )
    extract.add_argument(
        "--content", metavar="DIR", type=Path, default=_own("content"), help=t(N_("topics, indicators, word lists"))
    )
    check = command("check", t(N_("tell every problem in content and reports; publish nothing")), run_check)
    _inputs(check, t)
    score = command("score", t(N_("measure what is found in reports against labels made by hand")), run_scoring)
    score.add_argument("gold", metavar="GOLD", type=Path, help=t(N_("folder of labels, one .json for each report")))
    score.add_argument("sources", metavar="SOURCES", type=Path, help=t(N_("folder of the reports that the labels name")))
    score.add_argument("--detail", metavar="PART", help=t(N_("list every difference in this part, or in all")))
    score.add_argument("--json", action="store_true", help=t(N_("print the result as JSON, too")))
    score.add_argument("--content", metavar="DIR", type=Path, default=_own("content"), help=t(N_("topics, indicators, word lists")))
    doctor = command("doctor", t(N_("tell what this machine has for a build and what it lacks")), run_doctor)
    suggest = command("suggest", t(N_("list what many reports give figures of and no indicator covers")), run_suggesting)
    suggest.add_argument("--reports", metavar="DIR", type=Path, help=t(N_("where the reports are (content/reports)")))
    suggest.add_argument("--content", metavar="DIR", type=Path, default=_own("content"), help=t(N_("topics, indicators, word lists")))
    suggest.add_argument(
        "--least", metavar="N", type=_jobs(t), default=3, help=t(N_("in how many places a subject must stand (here {count})")).format(count=3)
    )
    add = command("add", t(N_("store reports of any format under content/reports")), run_adding)
    add.add_argument("files", metavar="FILE", nargs="+", type=Path, help=t(N_("reports, and folders of reports")))
    add.add_argument("--url", metavar="URL", default="", help=t(N_("where they were published")))
    add.add_argument("--publisher", metavar="NAME", default="", help=t(N_("who published them")))
    add.add_argument("--place", metavar="NAME", default="", help=t(N_("whose report it is, by name or code, where the text does not say")))
    add.add_argument("--year", metavar="YEAR", type=int, help=t(N_("of which year it is, where the text does not say")))
    add.add_argument("--replace", action="store_true", help=t(N_("overwrite what is stored of the same place and year")))
    add.add_argument("--content", metavar="DIR", type=Path, default=_own("content"), help=t(N_("topics, indicators, word lists")))
    for parser in (build, add, extract, check, score, suggest):
        parser.add_argument(
            "--jobs",
            metavar="N",
            type=_jobs(t),
            default=_cores(),
            help=t(N_("how many processes work (here {count})")).format(count=_cores()),
        )
        parser.add_argument("--quiet", action="store_true", help=t(N_("say nothing but problems")))
    for parser in (build, add, extract, check, score, suggest, doctor):
        parser.add_argument("--lang", choices=LANGUAGES, help=t(N_("language of the messages (else as in the locale)")))
    return top


def _inputs(parser: argparse.ArgumentParser, t: Translate) -> None:
    folder = "DIR"
    parser.add_argument("--reports", metavar=folder, type=Path, help=t(N_("where the reports are (content/reports)")))
    parser.add_argument("--content", metavar=folder, type=Path, default=_own("content"), help=t(N_("topics, indicators, word lists")))
    parser.add_argument(
        "--templates", metavar=folder, type=Path, default=_own("templates"), help=t(N_("templates of the site and the bulletins"))
    )


def settings(options: argparse.Namespace) -> Settings:
    """Options of build or check → where everything is."""
    from digest.pipeline import Settings

    return Settings(
        content=options.content,
        reports=options.reports or options.content / "reports",
        templates=options.templates,
        methods=_own("docs") / "methods.md",
        site=getattr(options, "site", _own("site")),
        cache=_own(".cache"),
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
    set_cache(_own(".cache") / "jieba")
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

    with progress(translate, options.quiet) as told:
        problems = inspect(wanted, told)
    show_problems(problems, translate)
    errors = sum(p.severity == ERROR for p in problems)
    if not options.quiet:
        print(translate(N_("errors: {errors}, warnings: {warnings}")).format(errors=errors, warnings=len(problems) - errors))
    return 1 if errors else 0


def run_suggesting(options: argparse.Namespace, translate: Translate) -> int:
    """suggest: subjects that deserve an indicator, each with an entry to begin with."""
    folders = (options.content, *([options.reports] if options.reports else []))
    if wrong := _no_folders(folders):
        show_problems(wrong, translate)
        return 2
    from digest.suggest_command import run_suggest

    return run_suggest(options, translate, _own(".cache"))


def run_adding(options: argparse.Namespace, translate: Translate) -> int:
    """add: documents → reports under content/reports, each whole or not at all."""
    if wrong := _no_folders((options.content,)):
        show_problems(wrong, translate)
        return 2
    from digest.add_command import run_add

    return run_add(options, translate, _own(".cache"))


def run_scoring(options: argparse.Namespace, translate: Translate) -> int:
    """score: how much of labelled reports is read rightly."""
    if wrong := _no_folders((options.gold, options.sources, options.content)):
        show_problems(wrong, translate)
        return 2
    from digest.score_command import run_score

    return run_score(options, translate, _own(".cache"))


def run_doctor(options: argparse.Namespace, translate: Translate) -> int:
    """doctor: what is there and what is missing."""
    from digest.doctor import doctor

    return doctor(ROOT, _own(".cache"), translate)


def _no_folders(folders: Sequence[Path]) -> tuple[Problem, ...]:
    wrong = N_("there is no such folder")
    return tuple(Problem(f.as_posix(), 0, "cli.no-folder", wrong, N_("name a folder that exists")) for f in folders if not f.is_dir())


def _own(name: str) -> Path:
    """A folder of the project → its path as short as it can be said from here: content, where we stand in the project."""
    path = ROOT / name
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _cores() -> int:
    """→ the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _jobs(t: Translate) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 256:
            raise argparse.ArgumentTypeError(t(N_("{text} is not a number from 1 to 256")).format(text=text))
        return int(text)

    return number


class _Help(argparse.HelpFormatter):
    """argparse counts characters where a terminal counts columns, and breaks lines only at spaces, of which Chinese has none."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=24)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _format_action(self, action: argparse.Action) -> str:
        text = super()._format_action(action)
        return text.partition("\n")[2] if isinstance(action, argparse._SubParsersAction) else text  # its heading says it already

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width))
