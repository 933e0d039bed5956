"""The task lists of one place → what changed from year to year: each task with the one of the year before that it goes on with.

Of the tasks that are about one subject those two go together that have most of it in common; each has one partner at most. What is left
and about a subject that the other report answers elsewhere was joined or split; what is about nothing that the other names is new or gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from digest.model.aligned_tasks import Change, ChangedTask, PlacedTask, TaskChanges, TaskList

NAMED = 100  # what a subject counts more that both titles name
EQUAL = 10_000  # and equal titles
TITLED = ("both", "title")
# What two titles may differ in and be the same
# matches ， · 、 · “ · " "      not 水
MARKS = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]")


def task_changes(lists: Iterable[TaskList]) -> tuple[TaskChanges, ...]:
    """The lists of one place → the changes of each report against that of the year before, the newest first.

    Only where both have tasks, and both texts are at hand as a whole: of an excerpt nothing can be said to be new or gone.
    """
    by_year = {one.dossier.year: one for one in lists if one.tasks and one.dossier.completeness != "excerpt"}
    pairs = ((by_year[year], by_year[year - 1]) for year in sorted(by_year, reverse=True) if year - 1 in by_year)
    return tuple(TaskChanges(now.dossier, before.dossier, changed(now.tasks, before.tasks), len(now.tasks), len(before.tasks)) for now, before in pairs)


def changed(now: Sequence[PlacedTask], before: Sequence[PlacedTask]) -> tuple[ChangedTask, ...]:
    """The tasks of a report and of the one before → each with its partner, in the order of the report; those that are gone last."""
    pairs = partners(now, before)
    ranks = {at: rank for rank, at in enumerate(sorted(pairs.values()))}
    made = []
    for rank, (at, task) in enumerate((at, now[at]) for at in range(len(now)) if at in pairs):
        old = before[pairs[at]]
        was = ranks[pairs[at]]
        change: Change = "same" if was == rank else "up" if was > rank else "down"
        made.append(ChangedTask(change, task, old, _plain(task.title) != _plain(old.title)))
    for at, task in enumerate(now):
        if at not in pairs:
            near = _nearest(task, before)
            made.append(ChangedTask("split" if near else "new", task, near))
    made.sort(key=lambda one: one.now.order if one.now else 0)
    for at, task in enumerate(before):
        if at not in pairs.values():
            near = _nearest(task, now)
            made.append(ChangedTask("joined" if near else "gone", near, task))
    return tuple(made)


def partners(now: Sequence[PlacedTask], before: Sequence[PlacedTask]) -> dict[int, int]:
    """Two lists → which task of the first goes on with which of the second, each once."""
    weighed = [(_common(a, b), i, j) for i, a in enumerate(now) for j, b in enumerate(before)]
    found: dict[int, int] = {}
    for weight, i, j in sorted(weighed, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1])):
        if weight and i not in found and j not in found.values():
            found[i] = j
    return found


def _common(a: PlacedTask, b: PlacedTask) -> int:
    """How much two tasks have in common."""
    of_b = {about.subject: about for about in b.abouts}
    shared = [(one, of_b[one.subject]) for one in a.abouts if one.subject in of_b]
    much = sum(min(x.percent, y.percent) + NAMED * (x.confidence in TITLED and y.confidence in TITLED) for x, y in shared)
    return much + EQUAL * (_plain(a.title) == _plain(b.title))


def _nearest(task: PlacedTask, others: Sequence[PlacedTask]) -> PlacedTask | None:
    """A task without a partner → of the others the one that has most in common with it, if any has."""
    most = max(others, key=lambda one: (_common(task, one), -one.order), default=None)
    return most if most is not None and _common(task, most) else None


def _plain(title: str) -> str:
    return MARKS.sub("", title)
