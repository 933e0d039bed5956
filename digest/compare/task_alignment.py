"""Task lists → groups of tasks that are the same, decided once for all places and years: one to one, one to several, or none.

Two tasks are the same where they are about one subject (extract/task_subjects.py): 深化改革扩大开放 answers both 深化改革 and 扩大开放 of another.
What no subject names is grouped by the rarest word of its title that another such title has too; what is left stands alone, which is a finding.
Each task is looked at once, so that a corpus of any size is grouped in time that grows as it does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from digest.compare.dossiers import latest
from digest.compare.task_lists import first_tasks, task_lists
from digest.extract.word_counts import tokens
from digest.model.aligned_tasks import PlacedTask, TaskGroup, Tasks
from digest.model.catalogue import Catalogue
from digest.model.dossier import Dossier

OWN = "own"  # begins the id of a group that no subject names


def aligned(dossiers: Sequence[Dossier], catalogue: Catalogue) -> Tasks:
    """Dossiers → their tasks, the groups that these make, and what comes first in the newest of each place."""
    lists = task_lists(dossiers)
    newest = {dossier.id for dossier in latest(dossiers)}
    firsts = first_tasks((one for one in lists if one.dossier.id in newest), catalogue.task_themes)
    return Tasks(lists, task_groups(chain.from_iterable(one.tasks for one in lists), catalogue), firsts)


def task_groups(tasks: Iterable[PlacedTask], catalogue: Catalogue) -> tuple[TaskGroup, ...]:
    """Tasks → their groups: those of the subjects in the order of the catalogue, then the others by their first task."""
    by_subject: dict[str, list[PlacedTask]] = defaultdict(list)
    left: list[PlacedTask] = []
    for task in tasks:
        for about in task.abouts:
            by_subject[about.subject].append(task)
        if not task.abouts:
            left.append(task)
    named = tuple(TaskGroup(s.id, s.name, s.topic, tuple(by_subject[s.id])) for s in catalogue.task_subjects if by_subject[s.id])
    own = _own_groups(left, catalogue)
    return named + tuple(TaskGroup(f"{OWN}-{number}", name, "", found) for number, (name, found) in enumerate(own, 1))


def same(a: PlacedTask, b: PlacedTask) -> bool:
    """Whether two tasks are about one subject."""
    return bool({about.subject for about in a.abouts} & {about.subject for about in b.abouts})


def _own_groups(tasks: Sequence[PlacedTask], catalogue: Catalogue) -> list[tuple[str, tuple[PlacedTask, ...]]]:
    """Tasks without a subject → groups by the rarest word of the title that several have, each with what it is called."""
    words = [tuple(dict.fromkeys(tokens(task.title, catalogue))) for task in tasks]
    counts = Counter(chain.from_iterable(words))
    groups: dict[str, list[PlacedTask]] = defaultdict(list)
    for task, own in zip(tasks, words, strict=True):
        shared = min((word for word in own if counts[word] > 1), key=lambda word: (counts[word], -len(word), word), default=task.title)
        groups[shared].append(task)
    return [(word, tuple(found)) for word, found in groups.items()]
