"""python build.py [build]: the site, published, and what became of it.

Before anything is imported that reads reports: where the site is to be, whether somebody else builds it, whether anything changed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple

from digest.cli.console import overheard, progress, show_problems, show_table, width
from digest.model.build import Settings, Summary
from digest.model.exit_codes import outcome, refusal
from digest.model.problem import ERROR, N_
from digest.system.inputs import sources_of
from digest.system.keep_said import keep_said
from digest.system.site_target import claimed
from digest.system.stopwatch import Station, Stopwatch, peaks
from digest.system.unchanged import standing

Translate = Callable[[str], str]


def run_build(options: argparse.Namespace, translate: Translate, wanted: Settings) -> int:
    """Options of build → exit code: 0 all published · 1 with something left out · 2, 3, 4 not published."""
    began, took = time.time_ns(), Stopwatch()
    with claimed(wanted.site, sources_of(wanted), options.adopt) as (_, refused):
        if refused:
            show_problems(refused, translate)
            return refusal(refused)
        summary = standing(wanted)
        if summary is None:
            from digest.pipeline import rebuild

            with progress(translate, options.quiet) as told:
                summary = rebuild(wanted, told, took)
    with overheard() as said:
        show_problems(summary.problems, translate)
        if not options.quiet:
            _show_summary(summary, wanted, translate)
    if options.timings and took.stations:
        print(*timings(took.stations, peaks(), translate), sep="\n")
    code = outcome(summary.problems) if summary.published else refusal(summary.problems)
    if summary.unchanged:
        keep_said(options.asked, wanted, "".join(said), code, began)
    return code


def _show_summary(summary: Summary, wanted: Settings, t: Translate) -> None:
    errors = sum(p.severity == ERROR for p in summary.problems)
    done = (
        (t(N_("reports read")), summary.reports),
        (t(N_("facts")), summary.facts),
        (t(N_("pages")), summary.pages),
        (t(N_("charts")), summary.charts),
        (t(N_("bulletins")), summary.bulletins),
        (t(N_("files written")), summary.written),
    )
    found = ((t(N_("errors")), errors), (t(N_("warnings")), len(summary.problems) - errors))
    rows = (*done, *found) if summary.published else found  # of what came to nothing nothing is counted: eight zeros would say that nothing was read
    if not summary.published and (wanted.site / "index.html").is_file():
        title = t(N_("Nothing was published; the last site stands as it was."))
    elif not summary.published:
        title = t(N_("Nothing was published."))
    elif summary.unchanged:
        title = t(N_("Nothing has changed: {site} is up to date."))
    else:
        title = t(N_("Published: {site}"))
    show_table([(name, str(number)) for name, number in rows], title.format(site=wanted.site.as_posix() + "/index.html"), t)


def timings(stations: Sequence[Station], peak: tuple[int, int], t: Translate) -> list[str]:
    """Stations and the most memory of this process and of another → lines of a table: seconds of all processors, of this process alone, by the clock."""
    whole = Station(t(N_("in all")), *(sum(values) for values in zip(*(astuple(one)[1:] for one in stations), strict=True)))
    heads = (t(N_("station")), t(N_("CPU s")), t(N_("of it here")), t(N_("clock s")), t(N_("tasks")), t(N_("remembered")))
    rows = [
        (one.name, f"{one.cpu:.2f}", f"{one.own:.2f}", f"{one.wall:.2f}", str(one.items or ""), str(one.remembered or ""))
        for one in (*stations, whole)
    ]
    wide = [max(width(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    lines = ["  ".join(_filled(cell, wide[i], i == 0) for i, cell in enumerate(row)).rstrip() for row in (heads, *rows)]
    return [*lines, t(N_("most memory: {here} MB here, {there} MB in another process")).format(here=peak[0], there=peak[1])]


def _filled(cell: str, columns: int, left: bool) -> str:
    space = " " * (columns - width(cell))
    return cell + space if left else space + cell
