"""python build.py score GOLD SOURCES: how much of labelled reports is read rightly, and every difference where that is asked for."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from digest.audit.score import Score, ScoreRow
from digest.cli.arguments import content_of
from digest.cli.console import progress, show_problems, shown
from digest.model.exit_codes import Exit
from digest.model.problem import ERROR, N_, Problem


def run_score(options: argparse.Namespace, translate: Callable[[str], str], cache: Path) -> int:
    """Options of score → exit code: 0 measured · 1 measured without some files · 2 no labels, no folder, broken content."""
    from digest.audit.measure import measured
    from digest.chinese.segment import set_cache
    from digest.content.catalogue_files import load_catalogue
    from digest.content.label_files import load_gold
    from digest.pipeline import analyse_file
    from digest.system.parallel import executor

    golds, problems = load_gold(options.gold)
    if not golds and not problems:
        problems = (Problem(options.gold.as_posix(), 0, "gold.none", N_("there are no labels here"), N_("name a folder of .json files")),)
    catalogue, more = load_catalogue(content_of(options))
    problems += more
    if not golds or any(problem.severity == ERROR for problem in problems):
        show_problems(problems, translate)
        return Exit.NOTHING
    set_cache(cache / "jieba")
    with progress(translate, options.quiet) as told, executor(options.jobs) as pool:
        told(N_("Reading"), 0, len(golds))
        score, problems = measured(golds, options.sources, lambda files: list(pool.map(partial(analyse_file, catalogue), files)))
        told(N_("Reading"), len(golds), len(golds))
    show_problems(problems, translate)
    for line in lines(score, options.detail or "", options.json):
        print(shown(line))
    return Exit.PARTLY if problems else Exit.DONE


def lines(score: Score, detail: str, as_json: bool) -> Iterator[str]:
    """A score → a line for each part; with `detail` (a part, or all) one for each difference; as JSON in one more line."""
    yield f"{'part':20} {'gold':>6} {'pred':>6} {'hit':>6} {'P':>6} {'R':>6} {'F1':>6}  worst report"
    for row in score.rows:
        rates = f"{row.precision:6.3f} {row.recall:6.3f} {row.f1:6.3f}"
        yield f"{row.part:20} {row.gold:6} {row.found:6} {row.hit:6} {rates}  {row.worst} {row.worst_f1:.3f}"
    for miss in score.misses:
        if detail in ("all", miss.part):
            yield " | ".join((miss.part, miss.report, miss.what, miss.item))
    if as_json:
        yield json.dumps({row.part: _row_as_json(row) for row in score.rows}, ensure_ascii=False)


def _row_as_json(row: ScoreRow) -> dict[str, object]:
    rates = {"p": float(row.precision), "r": float(row.recall), "f1": float(row.f1)}
    return {"gold": row.gold, "pred": row.found, "hit": row.hit, **rates}
