"""python build.py suggest: what many reports give figures of without an indicator, and what many put into quotation marks without a measure."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from digest.audit.indicator_gaps import Suggestion, suggestions
from digest.audit.policy_gaps import SuggestedPolicy, suggested_policies
from digest.cli.arguments import content_of, reports_of
from digest.cli.console import progress, show_problems, shown
from digest.model.exit_codes import Exit
from digest.model.problem import ERROR, N_

Translate = Callable[[str], str]


def run_suggest(options: argparse.Namespace, translate: Translate, cache: Path) -> int:
    """Options of suggest → exit code: 0 told (or nothing to tell) · 1 some files could not be read · 2 content/ is broken."""
    from digest.chinese.segment import set_cache
    from digest.content.catalogue_files import load_catalogue
    from digest.content.report_files import report_files
    from digest.pipeline import analyse_alone, lost_analysis
    from digest.system.guarded import Lost, guarded
    from digest.system.incoming import incoming

    catalogue, problems = load_catalogue(content_of(options))
    if any(problem.severity == ERROR for problem in problems):
        show_problems(problems, translate)
        return Exit.NOTHING
    found_files, unread = report_files(reports_of(options))
    came = incoming(found_files, cache, options.jobs)
    files, unread = came.files, unread + came.problems
    set_cache(cache / "jieba")
    with progress(translate, options.quiet) as told:
        told(N_("Reading"), 0, len(files))
        read = guarded(partial(analyse_alone, catalogue), files, options.jobs, catalogue.limits)
        analyses = [lost_analysis(file, one) if isinstance(one, Lost) else one for file, one in zip(files, read)]
        told(N_("Reading"), len(files), len(files))
    refused = unread + tuple(p for record, said in analyses if record is None for p in said)
    show_problems(problems + refused, translate)
    records = tuple(record for record, _ in analyses if record)
    for line in lines(suggestions(records, catalogue, options.least), translate):
        print(shown(line))
    for line in policy_lines(suggested_policies(records, catalogue, options.least), translate):
        print(shown(line))
    return Exit.PARTLY if refused else Exit.DONE


def lines(found: tuple[Suggestion, ...], translate: Translate) -> Iterator[str]:
    """Suggestions → what the terminal shows: how often, one place in a report, and the entry for content/indicators.yaml."""
    if not found:
        yield translate(N_("No subject stands in so many places that has no indicator yet."))
        return
    for one in found:
        count = translate(N_("# {subject} ({unit}): {places} places, {figures} figures"))
        yield count.format(subject=one.subject, unit=one.unit, places=one.places, figures=one.figures)
        yield f"#   {one.source}:{one.line}: {one.example.quote}"
        yield one.entry
    yield translate(N_("# Replace CHANGE_ME by an id of your own; what the keys mean stands at the head of content/indicators.yaml."))


def policy_lines(found: tuple[SuggestedPolicy, ...], translate: Translate) -> Iterator[str]:
    """Suggested measures → what the terminal shows: how often, one place in a report, and the entry for content/measures.yaml."""
    if not found:
        return
    yield translate(N_("# Terms in quotation marks that no measure covers. Whether equal words are one policy, an editor decides."))
    for one in found:
        yield translate(N_("# {term}: {places} places, {times} times")).format(term=one.term, places=one.places, times=one.times)
        yield f"#   {one.source}:{one.line}: {one.quote}"
        yield one.entry
    yield translate(N_("# Replace CHANGE_ME by an id of your own; what the keys mean stands at the head of content/measures.yaml."))
