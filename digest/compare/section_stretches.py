"""A section of a record → its paragraphs, each with the stretch of it that belongs to the section; and which tasks speak of a topic at length."""

from __future__ import annotations

from collections.abc import Mapping

from digest.model.aligned_tasks import PlacedTask, TaskList
from digest.model.report import Paragraph, Record
from digest.model.section_model import TitledSection

SPOKEN = 10  # percent of a task's sentences that make it worth naming where no task is about the topic
ELSEWHERE = 3  # tasks that are named there


def stretches_of(record: Record, section: TitledSection) -> list[tuple[Paragraph, int, int]]:
    """A section → its paragraphs, each with where the section's text begins and ends in it.

    （一）扩大内需。促消费。（二）… with （一） as the section → [(that paragraph, 8, 12)]
    """
    if section.begins is None or section.ends is None:
        return []
    ids = [paragraph.id for paragraph in record.report.paragraphs]
    first, last = ids.index(section.begins.paragraph), ids.index(section.ends.paragraph)
    found = []
    for at in range(first, last + 1):
        paragraph = record.report.paragraphs[at]
        found.append((paragraph, section.begins.at if at == first else 0, section.ends.at if at == last else len(paragraph.text)))
    return found


def section_of(record: Record, id: str) -> TitledSection:
    """A record and the id of one of its sections → the section."""
    return next(section for section in record.sections if section.id == id)


def spoken_in(one: TaskList, records: Mapping[str, Record], topic: str) -> tuple[PlacedTask, ...]:
    """A dossier's list, its records by their ids, and a topic → the tasks that speak of it most, in their order."""
    weighed = []
    for task in one.tasks:
        record = records[task.report]
        section = section_of(record, task.section)
        own = sum(end - start for paragraph, start, end in stretches_of(record, section) if paragraph.topic == topic)
        if own * 100 >= SPOKEN * max(1, section.length):
            weighed.append((own, task))
    kept = sorted(weighed, key=lambda pair: (-pair[0], pair[1].order))[:ELSEWHERE]
    return tuple(sorted((task for _, task in kept), key=lambda task: task.order))
