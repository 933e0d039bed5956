"""What the user names → what there is to add: files, folders, the rows of tables, pages by their addresses; each with what is stated of it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from digest.cli.row_reports import Given, Wanted, row_reports
from digest.cli.scans import Reader, Told, is_scan, recognised
from digest.content.report_files import named_files, report_files
from digest.model.catalogue import Catalogue
from digest.model.front_matter import FrontMatter
from digest.model.problem import N_, WARNING, Problem
from digest.read.any import is_html
from digest.read.encodings import in_utf8
from digest.read.page_links import attached
from digest.read.workbook import is_table
from digest.system.incoming import incoming
from digest.system.web import Fetched, fetched

# wholly: https://example.org/a · HTTP://a · ftp://a      not C:\\a.docx · a.docx · /a//b
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,15}://.*", re.DOTALL)

Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What is to be added, what is wrong with the rest, and of each page the files that it links to as the report."""

    given: tuple[Given, ...]
    problems: Problems = ()
    offers: tuple[Problem, ...] = ()


def given_files(
    names: Sequence[str],
    wanted: Wanted,
    stated: FrontMatter,
    catalogue: Catalogue,
    cache: Path,
    told: Told,
    jobs: int = 1,
    private: bool = False,
    reader: Reader | None = None,
) -> Named:
    """Names as the user wrote them → what there is to add, in order of their paths. What a folder holds beside reports is told, as of content/reports.

    `reader` reads the pictures of scanned PDFs, where that is asked for.
    """
    addresses = [name for name in dict.fromkeys(names) if ADDRESS.fullmatch(name)]
    files, problems = _files_of(Path(name) for name in dict.fromkeys(names) if not ADDRESS.fullmatch(name))
    pages, offers = [], []
    for address in addresses:
        page = fetched(address, private)
        if isinstance(page, Problem):
            problems += (page,)
            continue
        given = _page(address, page, stated)
        pages.append(given)
        offers += _offers(address, page.url, given.data)
    came = incoming([*files, *((page.path, page.data) for page in pages)], cache, jobs)
    of_page = {page.path: page.stated for page in pages}
    found: list[Given] = []
    problems += came.problems
    for path, data in came.files:
        if is_table(path, data):
            rows, wrong = row_reports(path, data, wanted, of_page.get(path, stated), catalogue)
            found += rows
            problems += wrong
        else:
            given = Given(path, data, of_page.get(path, stated))
            read = recognised(given, jobs, told, reader) if reader and is_scan(path, data) else given
            if isinstance(read, Problem):
                problems += (read,)
            else:
                found.append(read)
    if wanted != Wanted() and not any(is_table(path, data) for path, data in came.files):
        problems += (Problem(names[0], 0, "add.no-table", N_("a column is named, and no table"), N_("name an .xlsx or a .csv, or leave the column out")),)
    return Named(tuple(found), problems, tuple(offers))


def _files_of(paths: Iterable[Path]) -> tuple[tuple[tuple[str, bytes], ...], Problems]:
    """Files and folders → the files in them, each once, and what is not read."""
    held = [report_files(path) if path.is_dir() else named_files((path,)) for path in paths]
    files = {name: data for found, _ in held for name, data in found}
    return tuple(sorted(files.items())), tuple(p for _, problems in held for p in problems)


def _page(address: str, page: Fetched, stated: FrontMatter) -> Given:
    """What was fetched → what there is to add: in UTF-8, with its address and today's date."""
    stated = replace(stated, url=stated.url or page.url, fetched=date.today().isoformat())
    return Given(address, in_utf8(page.data, page.kind), stated)


def _offers(named: str, address: str, data: bytes) -> list[Problem]:
    """A page → for each file that it links to as the report, the command that adds it."""
    text = data.decode("utf-8", "replace") if not data.startswith((b"%PDF", b"PK", b"\xd0\xcf")) else ""
    if not is_html(text):
        return []
    message, hint = N_("the page links to a file that is the report: {words}"), N_("add that: python build.py add {address}")
    return [Problem(named, 0, "add.attached", message, hint, (("address", shlex.quote(link.address)), ("words", link.words or link.address)), severity=WARNING)
            for link in attached(text, address)]  # fmt: skip
