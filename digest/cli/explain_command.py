"""python build.py explain ID…: where a figure comes from and by which rules it reads as it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import partial

from digest.audit.explain import FigureExplanation, explain
from digest.cli.console import LINE, progress, show_problems, shown
from digest.model.build import Settings
from digest.model.exit_codes import Exit
from digest.model.problem import Problem

Translate = Callable[[str], str]


def run_explain(options: argparse.Namespace, translate: Translate, settings: Settings) -> int:
    """Options of explain → exit code: 0 all explained · 2 an id that no figure has, or content/ is broken."""
    from digest.compare.dossiers import join
    from digest.pipeline import read
    from digest.system.cache import Cache
    from digest.system.inputs import code_digest
    from digest.system.parallel import executor

    with progress(translate, quiet=True) as told, executor(settings.jobs) as pool:
        remember = partial(Cache(settings.cache / "results", code_digest()).map, pool)
        catalogue, records, problems = read(settings, remember, told)
    if catalogue is None:
        show_problems(problems, translate)
        return Exit.NOTHING
    dossiers = join(records, catalogue)
    answers = [explain(id, dossiers, catalogue) for id in options.ids]
    for line in lines([answer for answer in answers if isinstance(answer, FigureExplanation)], translate):
        print(shown(line))
    unknown = [answer for answer in answers if isinstance(answer, Problem)]
    show_problems(unknown, translate)
    return Exit.NOTHING if unknown else Exit.DONE


def lines(explanations: list[FigureExplanation], translate: Translate) -> Iterator[str]:
    """Explanations → what the terminal shows: the id, and below it a line for each thing to know."""
    for number, explanation in enumerate(explanations):
        if number:
            yield ""
        yield explanation.id
        for line in explanation.lines:
            value = translate(line.text).format(**dict(line.values))
            yield "  " + translate(LINE).format(name=translate(line.about), value=value)
