"""python build.py selfcheck: whether a published site is whole: its files, links, anchors and data. Nothing is written."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from digest.audit.published_site import AGAIN, check_site
from digest.cli.console import show_problems, shown
from digest.model.exit_codes import Exit, outcome
from digest.model.problem import N_, Problem
from digest.system.publish import read_manifest


def run_selfcheck(options: argparse.Namespace, translate: Callable[[str], str]) -> int:
    """Options of selfcheck → exit code: 0 all is as it was published · 1 something is not · 2 no site has been published there."""
    manifest = read_manifest(options.site)
    if manifest is None:
        show_problems((Problem(options.site.as_posix(), 0, "selfcheck.no-site", N_("no site has been published here"), AGAIN),), translate)
        return Exit.NOTHING
    found = tuple(check_site(options.site, manifest.files))
    show_problems(found, translate)
    if not found:
        print(shown(translate(N_("{count} files stand as they were published; every link and anchor leads somewhere")).format(count=len(manifest.files))))
    return outcome(found)
