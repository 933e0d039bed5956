"""python build.py extract FILE… --out DIR: a record for each file that is a report, named after it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from digest.cli.arguments import content_of
from digest.cli.console import progress, show_problems
from digest.model.exit_codes import Exit, outcome
from digest.model.problem import ERROR, N_, Problem
from digest.system.whole_files import write_whole

Translate = Callable[[str], str]


def run_extract(options: argparse.Namespace, translate: Translate, cache: Path) -> int:
    """Options of extract → exit code: 0 all extracted · 1 some were not · 2 broken content."""
    from digest.chinese.segment import set_cache
    from digest.content.catalogue_files import load_catalogue
    from digest.content.report_files import named_files
    from digest.pipeline import analyse_alone, lost_analysis
    from digest.render.records import record_json
    from digest.system.guarded import Lost, guarded
    from digest.system.incoming import incoming

    catalogue, problems = load_catalogue(content_of(options))
    if any(p.severity == ERROR for p in problems):
        show_problems(problems, translate)
        return Exit.NOTHING
    set_cache(cache / "jieba")
    named, more = named_files(options.files)
    came = incoming(named, cache, options.jobs)
    files = came.files
    problems += more + came.problems
    options.out.mkdir(parents=True, exist_ok=True)
    written: dict[str, str] = {}
    with progress(translate, options.quiet) as told:
        results = guarded(partial(analyse_alone, catalogue), files, options.jobs, catalogue.limits)
        for done, (file, result) in enumerate(zip(files, results), 1):
            path, (record, more) = file[0], lost_analysis(file, result) if isinstance(result, Lost) else result
            problems += more
            name = Path(path).stem + ".json"
            if name in written:
                hint = N_("rename one of them, or extract them into different folders")
                twice = N_("the record of this file would overwrite that of {other}")
                problems += (Problem(path, 0, "extract.twice", twice, hint, (("other", written[name]),)),)
            elif record is not None:
                problems += record.warnings + record.report.warnings
                written[name] = path
                write_whole(options.out / name, record_json(came.told(record)).encode("utf-8"))
            told(N_("Reading"), done, len(files))
    show_problems(problems, translate)
    if not options.quiet:
        print(translate(N_("Records written into {folder}: {count}")).format(folder=options.out.as_posix(), count=len(written)))
    return outcome(problems)
