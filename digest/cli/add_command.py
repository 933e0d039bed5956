"""python build.py add FILE|FOLDER|URL…: what was found in each, in a table; reports stored whole under content/reports or refused with a reason."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from digest.cli.addition import Addition, addition_of, not_added
from digest.cli.arguments import content_of, reports_of
from digest.cli.console import progress, show_problems, shown, width
from digest.content.plain_files import shown_path
from digest.model.exit_codes import Exit, outcome
from digest.model.front_matter import FrontMatter
from digest.model.problem import ERROR, N_, Problem
from digest.system.whole_files import write_whole

Translate = Callable[[str], str]
COMPLETENESS = {"full": N_("full"), "excerpt": N_("excerpt"), "abridged": N_("abridged"), "": ""}
CHECK = N_("Compare each stored file with its document: headings, first and last paragraph, and the lines named above.")


def run_add(options: argparse.Namespace, translate: Translate, cache: Path) -> int:
    """Options of add → exit code: 0 all stored · 1 some refused · 2 broken content · 5 the disk refused some. No file is left half-written."""
    from digest.chinese.segment import set_cache
    from digest.cli.given_files import given_files
    from digest.cli.row_reports import Wanted
    from digest.cli.scans import Reader
    from digest.content.catalogue_files import load_catalogue
    from digest.system.guarded import Lost, guarded

    catalogue, problems = load_catalogue(content_of(options))
    if any(p.severity == ERROR for p in problems):
        show_problems(problems, translate)
        return Exit.NOTHING
    set_cache(cache / "jieba")
    stated = FrontMatter(place=options.place, year=options.year, url=options.url, publisher=options.publisher)
    wanted = Wanted(options.column, options.place_column, options.year_column)
    found: list[Addition] = []
    with progress(translate, options.quiet) as told:
        reader = Reader() if options.ocr else None
        named = given_files(options.files, wanted, stated, catalogue, cache, told, options.jobs, options.private, reader)
        given, unread = named.given, named.problems
        items = [(one.stated, (one.path, one.data)) for one in given]
        for (_, file), one in zip(items, guarded(partial(addition_of, catalogue), items, options.jobs, catalogue.limits)):
            found.append(not_added(file, one) if isinstance(one, Lost) else one)
            told(N_("Reading"), len(found), len(given))
    stored, refused = _store_all(found, reports_of(options), options.replace)
    if not options.quiet and found:
        for line in _table_lines(found, stored, translate):
            print(shown(line), flush=True)
    problems = unread + refused + tuple(p for one in found if one.path in stored for p in one.problems)
    problems += tuple(one.reason for one in found if one.reason) + tuple(_attachments(named.offers, found))
    show_problems(problems, translate)
    if not options.quiet:
        lost = sum(problem.severity == ERROR or problem.code.startswith("files.") for problem in unread)
        print(translate(N_("stored: {stored}, refused: {refused}")).format(stored=len(stored), refused=lost + len(found) - len(stored)))
        if stored:
            print(translate(CHECK))
    return outcome(unread + refused + tuple(one.reason for one in found if one.reason))


def _attachments(offers: Iterable[Problem], found: Iterable[Addition]) -> Iterator[Problem]:
    """Of pages that link to files as the report → those links, where the page itself is not the whole report."""
    whole = {one.path for one in found if one.report and one.text and one.report.meta.completeness == "full"}
    yield from (offer for offer in offers if offer.where not in whole)


def _store_all(found: Iterable[Addition], folder: Path, replace: bool) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What was found → the files stored, from the user's path to ours, and why others were not: somebody stands there already."""
    stored: dict[str, str] = {}
    owners: dict[str, str] = {}
    refused = []
    for one in found:
        if not one.text:
            continue
        path = folder / one.target
        if one.target in owners:
            refused.append(Problem(one.path, 0, "add.twice", N_("the same place and year as {other}, which was stored"),
                                   N_("keep the better one of them and leave the other out"), (("other", owners[one.target]),)))  # fmt: skip
        elif not replace and os.path.lexists(path) and _text_there(path) != one.text:
            refused.append(Problem(one.path, 0, "add.exists", N_("{file} is there already, and differs"),
                                   N_("compare them; to overwrite it, add --replace"), (("file", path.as_posix()),)))  # fmt: skip
        else:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, one.text.encode("utf-8"))
            except OSError as error:
                refused.append(Problem(one.path, 0, "add.unwritten", N_("{file} can not be written ({reason})"), N_("see to the disk and its permissions"),
                                       (("file", shown_path(path)), ("reason", error.strerror or type(error).__name__))))  # fmt: skip
                continue
            owners[one.target] = one.path
            stored[one.path] = path.as_posix()
    return stored, tuple(refused)


def _text_there(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _table_lines(found: Sequence[Addition], stored: dict[str, str], t: Translate) -> Iterator[str]:
    """What was found → lines of aligned columns, one for each file."""
    head = [N_("file"), N_("place"), N_("year"), N_("date"), N_("speaker"), N_("completeness"), N_("paragraphs"), N_("warnings"), N_("stored as")]
    rows = [[t(name) for name in head], *(_row_of_addition(one, stored.get(one.path, t(N_("refused"))), t) for one in found)]
    widths = [max(width(row[at]) for row in rows) for at in range(len(head))]
    for row in rows:
        yield "  ".join(cell + " " * (most - width(cell)) for cell, most in zip(row, widths, strict=True)).rstrip()


def _row_of_addition(one: Addition, kept: str, t: Translate) -> list[str]:
    if one.report is None:
        return [one.path, *["—"] * 7, kept]
    meta = one.report.meta
    cells = (meta.place, str(meta.year or ""), meta.delivered, meta.speaker, t(COMPLETENESS[meta.completeness]) if meta.completeness else "",
             str(len(one.report.paragraphs)), str(len(one.problems)))  # fmt: skip
    return [one.path, *(cell or "—" for cell in cells), kept]
