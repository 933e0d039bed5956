"""Dossiers → their tasks and the heads of their reviews in order, of the edition in which most can be told; and which task each theme has first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from digest.extract.task_subjects import review_heads
from digest.model.aligned_tasks import FirstTask, PlacedTask, TaskList
from digest.model.catalogue import TaskTheme
from digest.model.dossier import Dossier
from digest.model.report import Record
from digest.model.section_model import TitledSection
from digest.understand import heading_marks


def task_lists(dossiers: Iterable[Dossier]) -> tuple[TaskList, ...]:
    """Dossiers → a list each: of an excerpt and an abridgement that one in which more tasks are told."""
    return tuple(map(_list_of_dossier, dossiers))


def first_tasks(lists: Iterable[TaskList], themes: Iterable[TaskTheme]) -> tuple[FirstTask, ...]:
    """Lists → the themes that come first in some, those of most lists first, equals in the order of the catalogue.

    What an excerpt or an abridgement begins with counts only where it bears the number 1.
    """
    known = list(themes)
    firsts: dict[str, list[PlacedTask]] = defaultdict(list)
    for one in lists:
        if one.begins:
            firsts[one.tasks[0].theme].append(one.tasks[0])
    names = {theme.id: theme.name for theme in known}
    order = {theme.id: at for at, theme in enumerate(known)}
    made = (FirstTask(theme, names.get(theme, theme), tuple(tasks)) for theme, tasks in firsts.items())
    return tuple(sorted(made, key=lambda one: (-len(one.tasks), order.get(one.theme, len(order)), one.theme)))


def _list_of_dossier(dossier: Dossier) -> TaskList:
    fullest = max(dossier.editions, key=lambda record: len(record.tasks))  # of equals the first
    reviewed = max(dossier.editions, key=lambda record: len(review_heads(record.sections)))
    by_id = {section.id: section for section in fullest.sections}
    plan = [(by_id[task.section], task.title, task.theme) for task in fullest.tasks]
    heads = [(section, section.shown, "") for section in review_heads(reviewed.sections)]
    numbers = [heading_marks.ordinal(section.marker) for section, *_ in plan]
    before = max(0, numbers[0] - 1) if numbers and numbers == list(range(numbers[0], numbers[0] + len(numbers))) else 0
    begins = bool(plan) and before == 0 and (dossier.completeness == "full" or numbers[0] == 1)
    return TaskList(dossier, _placed(dossier, fullest, plan, before), _placed(dossier, reviewed, heads, 0), begins)


def _placed(dossier: Dossier, record: Record, sections: list[tuple[TitledSection, str, str]], before: int) -> tuple[PlacedTask, ...]:
    """Sections in order, each with its title and theme → the same with their places, behind those `before` them that the text at hand lacks."""
    abouts = {one.section: one.abouts for one in record.subjects}
    heads: dict[str, list[str]] = defaultdict(list)
    for section in record.sections:
        heads[section.parent].append(section.shown)
    return tuple(
        PlacedTask(
            dossier=dossier,
            report=record.report.id,
            section=section.id,
            anchor=section.head.paragraph if section.head else section.id,
            order=order,
            of=before + len(sections),
            title=title,
            theme=theme,
            characters=section.length,
            abouts=abouts.get(section.id, ()),
            heads=tuple(heads[section.id]),
        )
        for order, (section, title, theme) in enumerate(sections, before + 1)
    )
