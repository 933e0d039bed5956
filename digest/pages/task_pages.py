"""The tasks of all newest reports → the pages 任务排序: places × subjects with each task's place in its report, and what comes first where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.compare.dossiers import latest
from digest.model.aligned_tasks import PlacedTask, TaskList
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.dossier import Dossier
from digest.pages.page_frame import Link, frame
from digest.pages.pagination import Page, leaves
from digest.render import filters, routes

MOST = 200  # places of a page
NAMED = 12  # places that are named for a theme that comes first; of more the first ones and how many
ALONE = 40  # tasks that only one place has
SEVERAL = 3  # so many places must be compared for one to be the only one
TEMPLATE = "tasks.html.j2"


@dataclass(frozen=True, slots=True)
class FirstRow:
    """A theme that comes first, in how many places, in which, and how many of these are not named."""

    name: str
    count: int
    places: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A place, its report, how many tasks that has, and of each subject where its tasks stand; or why none could be told."""

    place: Link
    report: Link
    of: int
    cells: tuple[tuple[Link, ...], ...]
    tasks: tuple[Link, ...]
    silence: str


@dataclass(frozen=True, slots=True)
class AloneRow:
    """A task that no other place's task answers. `named`: what it is about is known; else nothing known is found in it."""

    place: Link
    task: Link
    order: int
    of: int
    named: bool


def task_pages(comparison: Comparison, catalogue: Catalogue) -> Iterator[Page]:
    """→ tasks/index.html, and its further leaves where there are more places than a page holds."""
    lists = newest_lists(comparison)
    runs = leaves(lists, MOST) or ((),)
    addresses = [routes.tasks_page(number) for number in range(1, len(runs) + 1)]
    for number, (page, run) in enumerate(zip(addresses, runs, strict=True), 1):
        subjects = subjects_of(run, comparison)
        known = _anchors(run)
        links = tuple(
            Link(f"{part[0].dossier.name}—{part[-1].dossier.name}", "" if address == page else routes.relative(page, address))
            for address, part in zip(addresses, runs, strict=True)
            if part
        )
        yield page, TEMPLATE, {
            "frame": frame(page, "任务排序", "index", catalogue.site, routes.TASKS, "各地政府工作报告的主要任务怎样排序、哪一项放在第一，逐项连到原文。"),
            "first": number == 1,
            "firsts": _first_rows(comparison, page) if number == 1 else (),
            "read": sum(bool(one.tasks) for one in lists),
            "places": len(lists),
            "excerpts": sum(bool(one.tasks) and one.dossier.completeness == "excerpt" for one in lists),
            "subjects": tuple(Link(name, _way_to_topic(topic, comparison, page)) for _, name, topic in subjects),
            "rows": tuple(_row_of_list(one, tuple(id for id, _, _ in subjects), page, known) for one in run),
            "alone": _alone(comparison, page) if number == 1 else (),
            "leaves": links if len(runs) > 1 else (),
            "compare": routes.relative(page, routes.COMPARE),
            "csv": routes.relative(page, routes.dataset("tasks", "csv")),
        }  # fmt: skip


def newest_lists(comparison: Comparison) -> tuple[TaskList, ...]:
    """→ the list of each place's newest dossier, by the place's code."""
    newest = {dossier.id for dossier in latest(comparison.dossiers)}
    return tuple(sorted((one for one in comparison.tasks.lists if one.dossier.id in newest), key=lambda one: one.dossier.place.code))


def subjects_of(lists: Sequence[TaskList], comparison: Comparison) -> tuple[tuple[str, str, str], ...]:
    """Lists → the subjects that any of their tasks is about: id, name, topic, in the order of the catalogue."""
    said = {about.subject for one in lists for task in one.tasks for about in task.abouts}
    return tuple((group.id, group.name, group.topic) for group in comparison.tasks.groups if group.id in said)


def _way_to_topic(topic: str, comparison: Comparison, page: str) -> str:
    known = {one.topic.id for one in comparison.topics}
    return routes.relative(page, routes.topic_page(topic)) if topic in known else ""


def _anchors(lists: Sequence[TaskList]) -> dict[str, tuple[PlacedTask, ...]]:
    return {one.dossier.id: one.tasks for one in lists}


def _link_to_task(task: PlacedTask, page: str, words: str) -> Link:
    return Link(filters.readable(words), routes.relative(page, routes.paragraph(task.report, task.anchor)))


def _link_to_place(dossier: Dossier, page: str) -> Link:
    return Link(filters.place_name(dossier), routes.relative(page, routes.place_page(dossier.place.code)))


def _row_of_list(one: TaskList, subjects: Sequence[str], page: str, known: dict[str, tuple[PlacedTask, ...]]) -> OrderRow:
    by_subject: dict[str, list[PlacedTask]] = defaultdict(list)
    for task in known[one.dossier.id]:
        for about in task.abouts:
            by_subject[about.subject].append(task)
    dossier = one.dossier
    report = Link(f"{dossier.year}", routes.relative(page, routes.report_page(dossier.editions[0].report.id)), _note_on(dossier))
    cells = tuple(tuple(_link_to_task(task, page, str(task.order)) for task in by_subject[subject]) for subject in subjects)
    tasks = tuple(_link_to_task(task, page, task.title) for task in one.tasks)
    return OrderRow(_link_to_place(dossier, page), report, one.tasks[0].of if one.tasks else 0, cells, tasks, "" if one.tasks else "看不出分几项")


def _note_on(dossier: Dossier) -> str:
    return "" if dossier.completeness == "full" else filters.completeness_name(dossier.completeness)


def _first_rows(comparison: Comparison, page: str) -> tuple[FirstRow, ...]:
    return tuple(
        FirstRow(one.name, len(one.tasks), tuple(_link_to_task(t, page, t.dossier.name) for t in one.tasks[:NAMED]), max(0, len(one.tasks) - NAMED))
        for one in comparison.tasks.firsts
    )


def _alone(comparison: Comparison, page: str) -> tuple[AloneRow, ...]:
    """→ the tasks of newest reports that answer no task of another place's newest report."""
    newest = {one.dossier.id for one in newest_lists(comparison) if one.tasks}
    if len(newest) < SEVERAL:
        return ()
    shared: dict[str, set[str]] = defaultdict(set)  # a group → the places with a task in it
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group in comparison.tasks.groups:
        for task in group.tasks:
            if task.dossier.id in newest:
                shared[group.id].add(task.dossier.id)
                groups[task.dossier.id, task.section].append(group.id)
    found = [
        AloneRow(_link_to_place(one.dossier, page), _link_to_task(task, page, task.title), task.order, task.of, bool(task.abouts))
        for one in newest_lists(comparison)
        for task in one.tasks
        if all(len(shared[id]) == 1 for id in groups[one.dossier.id, task.section])
    ]
    return tuple(found[:ALONE])
