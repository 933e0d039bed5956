"""A group of pages → all that is published of them: HTML, the edition in traditional characters, tables as CSV, and what is wrong. One task.

It needs the whole site's values and gives back files, so that it is done wherever these values are already (system/spread.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from digest.model.build import Files
from digest.model.catalogue import SiteSettings
from digest.model.problem import Problem
from digest.pages.page_tables import csv_files
from digest.pages.site_pages import Pages, Printed, printed_pages
from digest.pages.traditional_pages import traditional_pages
from digest.render.chart_html import with_sizes
from digest.render.counts import KnownCounts

Judged = TypeVar("Judged")
Judge = Callable[[str, str, Callable[[], frozenset[str]]], Judged]  # address, HTML, what counts the things that it may count → what is thought of it


@dataclass(frozen=True, slots=True)
class Press(Generic[Judged]):
    """All pages of a site, and what they are finished with: sizes of charts by address, numbers that any page may print, who judges a page.

    `remember` knows what was made of equal pages before; `known` what is counted in dossiers, which this process fills.
    """

    pages: Pages
    site: SiteSettings
    sizes: Mapping[str, str]
    everywhere: frozenset[str]
    judge: Judge[Judged]
    remember: Callable[..., list[Any]] | None
    known: KnownCounts


@dataclass(frozen=True, slots=True)
class Finished(Generic[Judged]):
    """What is published of some pages, what is wrong in their templates, and what was thought of each."""

    pages: Files
    edition: Files
    tables: Files
    problems: tuple[Problem, ...]
    verdicts: tuple[Judged, ...]
    groups: tuple[tuple[str, int], ...] = ()  # address of a page, and the number of its group


def finished_pages(press: Press[Judged], number: int, only: str = "") -> Finished[Judged]:
    """All pages of a site and the number of a group → what is published of its pages, or of `only` one of them."""
    printed, problems = printed_pages(press.pages, number, press.known, only)
    shown = [(page, with_sizes(page.html, press.sizes)) for page in printed]
    verdicts = tuple(press.judge(page.route, html, partial(_counts_of, page, press.everywhere)) for page, html in shown)
    files = tuple((page.route, html.encode("utf-8")) for page, html in shown)
    groups = tuple((page.route, number) for page in printed)
    return Finished(files, traditional_pages(files, press.site, press.remember), csv_files(files, press.remember), problems, verdicts, groups)


def _counts_of(page: Printed, everywhere: frozenset[str]) -> frozenset[str]:
    """A page, and the numbers that any page may print that counts → all counts that it may print."""
    return page.counts() | everywhere if page.counting else frozenset()


def bound(finished: Iterable[Finished[Judged]]) -> Finished[Judged]:
    """What is published of each group → of all of them, by address."""
    groups = tuple(finished)
    pages = tuple(sorted(file for group in groups for file in group.pages))
    edition = tuple(sorted(file for group in groups for file in group.edition))
    tables = tuple(sorted(file for group in groups for file in group.tables))
    problems = dict.fromkeys(problem for group in groups for problem in group.problems)
    numbers = tuple(one for group in groups for one in group.groups)
    return Finished(pages, edition, tables, tuple(problems), tuple(verdict for group in groups for verdict in group.verdicts), numbers)
