"""python build.py [build]: the site, published, and what became of it.

Before anything is imported that reads reports: where the site is to be, whether somebody else builds it, whether anything changed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from digest.cli.console import overheard, progress, show_problems, show_table
from digest.model.build import Settings, Summary
from digest.model.exit_codes import outcome, refusal
from digest.model.problem import ERROR, N_
from digest.system.inputs import PROGRAM
from digest.system.keep_said import keep_said
from digest.system.site_target import claimed
from digest.system.unchanged import standing

Translate = Callable[[str], str]


def run_build(options: argparse.Namespace, translate: Translate, wanted: Settings) -> int:
    """Options of build → exit code: 0 all published · 1 with something left out · 2, 3, 4 not published."""
    began = time.time_ns()
    inputs = (wanted.content, wanted.reports, wanted.templates, wanted.methods, PROGRAM)
    with claimed(wanted.site, inputs, options.adopt) as (_, refused):
        if refused:
            show_problems(refused, translate)
            return refusal(refused)
        summary = standing(wanted)
        if summary is None:
            from digest.pipeline import rebuild

            with progress(translate, options.quiet) as told:
                summary = rebuild(wanted, told)
    with overheard() as said:
        show_problems(summary.problems, translate)
        if not options.quiet:
            _show_summary(summary, wanted, translate)
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
