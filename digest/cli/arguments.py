"""The command line: the commands, their options and their help, in the reader's language."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, get_args

from digest.cli.console import wrapped
from digest.content.standing_files import PARTS
from digest.model.exit_codes import MEANINGS
from digest.model.layers import Folder, Layers, owned
from digest.model.problem import N_
from digest.system.messages import LANGUAGES, PROG
from digest.system.shipped import INSTALLED, PROGRAM, shipped

Translate = Callable[[str], str]
COMMANDS = ("build", "add", "extract", "check", "explain", "changes", "new", "eject", "serve", "selfcheck", "score", "suggest", "doctor")
New = Literal["bulletin", "note", "topic", "indicator", "measure"]  # what `new` makes
NEW: tuple[New, ...] = get_args(New)


def with_command(arguments: Sequence[str]) -> list[str]:
    """Without a command it is build: --jobs 2 → build --jobs 2; --lang en doctor → doctor --lang en."""
    rest = list(arguments)
    before: list[str] = []
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
        prog=PROG,
        formatter_class=_Help,
        description=t(N_("Reads government work reports, compares them, and publishes a site and bulletins.")),
        epilog="\n".join((t(N_("Without a command: build. Options of a command: build.py build --help")), "", t(N_("exit codes:")), *_exit_code_lines(t))),
    )
    commands = top.add_subparsers(title=t(N_("commands")), metavar=t(N_("COMMAND")), dest="command")

    def command(name: str, help: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help, description=help, formatter_class=_Help)

    build = command("build", t(N_("build the site (what is done without a command)")))
    _inputs(build, t)
    build.add_argument("--site", metavar="DIR", type=Path, default=own("site"), help=t(N_("where the site is published")))
    build.add_argument("--adopt", action="store_true", help=t(N_("publish beside the files of a folder that no build has made")))
    build.add_argument("--no-pdf", action="store_true", help=t(N_("make no PDF bulletins: those that were published stay")))
    build.add_argument("--timings", action="store_true", help=t(N_("tell at the end what each station took, and the memory")))
    extract = command("extract", t(N_("write what is found in reports as JSON")))
    extract.add_argument("files", metavar="FILE", nargs="+", type=Path, help=t(N_("reports, as .txt, .md, .docx, .html or .pdf")))
    extract.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help=t(N_("where the records are written, one for each file"))
    )
    extract.add_argument(
        "--content", metavar="DIR", type=Path, default=None, help=t(N_("topics, indicators, word lists"))
    )
    check = command("check", t(N_("tell every problem in content and reports; publish nothing")))
    _inputs(check, t)
    check.add_argument("--fix", action="store_true", help=t(N_("mend full-width signs in YAML and templates, and say what was mended")))
    explain = command("explain", t(N_("tell where a figure comes from and by which rules it was read")))
    explain.add_argument("ids", metavar="ID", nargs="+", help=t(N_("a figure's id, or a report and its paragraph: 141081-2024#p31")))
    _inputs(explain, t)
    changes = command("changes", t(N_("tell what the next build would change on the published site")))
    _inputs(changes, t)
    changes.add_argument("--site", metavar="DIR", type=Path, default=own("site"), help=t(N_("where the site is published")))
    new = command("new", t(N_("make the folder of a site, or a commented file or entry to begin with")))
    new.add_argument("kind", metavar="KIND", help=t(N_("site (may be left out), bulletin, note, topic, indicator or measure")))
    new.add_argument("names", metavar="NAME", nargs="*", help=t(N_("its name: mysite; 2024-ecology; of a note, the digest: overview, ecology, 141081")))
    _inputs(new, t)
    eject = command("eject", t(N_("copy a file of the tool into your site, to change it there")))
    eject.add_argument("names", metavar="NAME", nargs="+", help=t(N_("its name: markdown/topic.md.j2, parts/voices.md.j2, lexicons/slogans.txt, methods.md")))
    serve = command("serve", t(N_("show the site as it would be published now, in a browser of this machine; nothing is published")))
    _inputs(serve, t)
    serve.add_argument("--site", metavar="DIR", type=Path, default=own("site"), help=t(N_("where the site is published")))
    serve.add_argument("--port", metavar="N", type=int, default=8000, help=t(N_("at which port (here {count})")).format(count=8000))
    serve.add_argument("--open", action="store_true", help=t(N_("open it in the browser")))
    selfcheck = command("selfcheck", t(N_("tell whether the published site is whole: its files, links, anchors and data")))
    selfcheck.add_argument("--site", metavar="DIR", type=Path, default=own("site"), help=t(N_("where the site is published")))
    score = command("score", t(N_("measure what is found in reports against labels made by hand")))
    score.add_argument("gold", metavar="GOLD", type=Path, help=t(N_("folder of labels, one .json for each report")))
    score.add_argument("sources", metavar="SOURCES", type=Path, help=t(N_("folder of the reports that the labels name")))
    score.add_argument("--detail", metavar="PART", help=t(N_("list every difference in this part, or in all")))
    score.add_argument("--json", action="store_true", help=t(N_("print the result as JSON, too")))
    score.add_argument("--content", metavar="DIR", type=Path, default=None, help=t(N_("topics, indicators, word lists")))
    doctor = command("doctor", t(N_("tell what this machine has for a build and what it lacks")))
    suggest = command("suggest", t(N_("list what many reports give figures of and no indicator covers, and the terms they quote and no measure covers")))
    suggest.add_argument("--reports", metavar="DIR", type=Path, help=t(N_("where the reports are (content/reports)")))
    suggest.add_argument("--content", metavar="DIR", type=Path, default=None, help=t(N_("topics, indicators, word lists")))
    suggest.add_argument(
        "--least", metavar="N", type=_jobs(t), default=3, help=t(N_("in how many places a subject must stand (here {count})")).format(count=3)
    )
    add = command("add", t(N_("store reports of any format under content/reports")))
    add.add_argument("files", metavar="FILE", nargs="+", help=t(N_("reports, folders of reports, tables with a report in each row, addresses of pages")))
    add.add_argument("--column", metavar="NAME", default="", help=t(N_("of a table, the column with the reports (else that of the longest cells)")))
    add.add_argument("--place-column", metavar="NAME", default="", help=t(N_("of a table, the column that says whose report it is (else known by its name)")))
    add.add_argument("--year-column", metavar="NAME", default="", help=t(N_("of a table, the column that says of which year it is (else known by its name)")))
    add.add_argument("--url", metavar="URL", default="", help=t(N_("where they were published")))
    add.add_argument("--publisher", metavar="NAME", default="", help=t(N_("who published them")))
    add.add_argument("--place", metavar="NAME", default="", help=t(N_("whose report it is, by name or code, where the text does not say")))
    add.add_argument("--year", metavar="YEAR", type=int, help=t(N_("of which year it is, where the text does not say")))
    add.add_argument("--ocr", action="store_true", help=t(N_("recognise the text of scanned PDFs (Tesseract); every figure is marked 待核")))
    add.add_argument("--private", action="store_true", help=t(N_("fetch addresses of this machine's own network, too")))
    add.add_argument("--replace", action="store_true", help=t(N_("overwrite what is stored of the same place and year")))
    add.add_argument("--content", metavar="DIR", type=Path, default=None, help=t(N_("topics, indicators, word lists")))
    for parser in (build, add, extract, check, explain, changes, new, serve, score, suggest):
        parser.add_argument(
            "--jobs",
            metavar="N",
            type=_jobs(t),
            default=_cores(),
            help=t(N_("how many processes work (here {count})")).format(count=_cores()),
        )
        parser.add_argument("--quiet", action="store_true", help=t(N_("say nothing but problems")))
    for parser in (build, add, extract, check, explain, changes, new, serve, selfcheck, score, suggest, doctor, eject):
        parser.add_argument("--traceback", action="store_true", help=t(N_("of a mistake of this program, show where it was (for reports of it)")))
        parser.add_argument("--lang", choices=LANGUAGES, help=t(N_("language of the messages (else as in the locale)")))
    return top


def _exit_code_lines(t: Translate) -> list[str]:
    """→ the exit codes and what they mean, a line each."""
    return [f"{code}\t{t(meaning)}" for code, meaning in MEANINGS.items()]


def _inputs(parser: argparse.ArgumentParser, t: Translate) -> None:
    folder = "DIR"
    parser.add_argument("--reports", metavar=folder, type=Path, help=t(N_("where the reports are (content/reports)")))
    parser.add_argument("--content", metavar=folder, type=Path, default=None, help=t(N_("topics, indicators, word lists")))
    parser.add_argument(
        "--templates", metavar=folder, type=Path, default=None, help=t(N_("templates of the site and the bulletins"))
    )


def own(name: str) -> Path:
    """What a command makes or keeps → its path: in a site of one's own where we stand in one, else at the top of the project.

    Where the tool is installed and no site is here, in the folder where we stand.
    """
    return Path(name) if INSTALLED or stands_in_site() else _near(PROGRAM.parent / name)


def of_tool(name: str) -> Path:
    """A folder or file that the tool ships → its path."""
    return _near(shipped(name))


def stands_in_site() -> bool:
    """Whether we stand in a site of one's own: a folder with a site.yaml that is not the tool's own content."""
    here = Path("site.yaml")
    return here.is_file() and here.resolve().parent != shipped("content").resolve()


def content_of(options: argparse.Namespace) -> Folder:
    """Options of a command → its content: the folder named, else that of one's own site over the tool's, else the tool's."""
    named: Path | None = getattr(options, "content", None)
    return named or (Layers(Path(), of_tool("content"), PARTS) if stands_in_site() else of_tool("content"))


def templates_of(options: argparse.Namespace) -> Folder:
    """Options of a command → its templates, in the same way."""
    named: Path | None = getattr(options, "templates", None)
    return named or (Layers(Path("templates"), of_tool("templates")) if stands_in_site() else of_tool("templates"))


def reports_of(options: argparse.Namespace) -> Path:
    """Options of a command → the folder of reports: the one named, else that of the content named or of one's own site, else the tool's."""
    named: Path | None = getattr(options, "reports", None)
    content: Path | None = getattr(options, "content", None)
    if named or content:
        return named or Path(content or "") / "reports"
    return own("reports") if INSTALLED or stands_in_site() else of_tool("content") / "reports"


def methods_of(content: Folder) -> Path:
    """The content of a site → the text of its methods page: one's own, else the tool's."""
    mine = owned(content) / "methods.md"
    return mine if isinstance(content, Layers) and mine.is_file() else of_tool("docs/methods.md")


def _near(path: Path) -> Path:
    """A path → the same as short as it can be said from here: content, where we stand in the project."""
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
        return "\n".join(indent + line for paragraph in text.split("\n") for line in _with_hanging_indent(paragraph, width) or [""])


def _with_hanging_indent(paragraph: str, width: int) -> list[str]:
    """A paragraph → its lines; what stands before a tab has a column of its own: 70⇥a mistake →    70  a mistake"""
    head, tab, rest = paragraph.partition("\t")
    if not tab:
        return wrapped(paragraph, width)
    first, *more = wrapped(rest, width - 7)
    return [f"{head:>5}  {first}", *(" " * 7 + line for line in more)]
