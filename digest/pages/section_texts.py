"""Comparison → the full texts of sections that the compare page lays beside each other: a script for each report, loaded when it is chosen.

Of a report those sections are there that are about a subject of content/task-subjects.yaml: its tasks, and the heads of its review; and of each
topic that no head of the review is about the paragraphs of the review on it. A text stands there once, whatever it is about.

    sections/141081-2024.js   comparison.sections({"id": "141081-2024", "tasks": [{"about": ["water"], "title": "…", "texts": [["p7", "…"]], …}], …})

Of a text: its paragraph, its words, and where words are damaged their places: ["p7", "…2025年年年", [[6, 8]]].
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from digest.compare.absence_reason import LOST_DIGITS
from digest.compare.section_stretches import section_of, spoken_in, stretches_of
from digest.model.aligned_tasks import PlacedTask, TaskList
from digest.model.comparison import Comparison
from digest.model.report import Paragraph, Record
from digest.render import filters, routes
from digest.understand.damage import located

Plain = dict[str, object]
Damage = dict[str, list[tuple[int, int]]]  # a paragraph's id → where it is damaged
Stretch = tuple[Paragraph, int, int]


def section_files(comparison: Comparison) -> Iterator[tuple[str, bytes]]:
    """→ (sections/CODE-YEAR.js, its bytes) of every report of which tasks or heads could be told, or whose review is there."""
    topics = topics_by_subject(comparison)
    for one in comparison.tasks.lists:
        data = json.dumps(report_sections(one, topics), ensure_ascii=False, separators=(",", ":"))
        yield routes.section_script(one.dossier.id), f"comparison.sections({data});\n".encode()


def topics_by_subject(comparison: Comparison) -> dict[str, str]:
    """→ of each subject that a task is about the topic that it belongs to."""
    known = {one.topic.id for one in comparison.topics}
    return {group.id: group.topic for group in comparison.tasks.groups if group.topic in known}


def report_sections(one: TaskList, topics: dict[str, str]) -> Plain:
    """A report's tasks and heads → all that is said of each, and where its review or its other tasks speak of what none is about."""
    records = {record.report.id: record for record in one.dossier.editions}
    damaged = {id: _damaged_by_paragraph(record) for id, record in records.items()}

    def plain(task: PlacedTask) -> Plain:
        record = records[task.report]
        texts = _texts_of(stretches_of(record, section_of(record, task.section)), damaged[task.report])
        about = [about.subject for about in task.abouts]
        return {"about": about, "title": filters.readable(task.title), "order": task.order, "of": task.of, "page": routes.report_page(task.report),
                "at": task.anchor, "length": task.characters, "texts": texts}  # fmt: skip

    def headed(several: Iterable[PlacedTask]) -> set[str]:
        return {topics[about.subject] for task in several for about in task.abouts if about.subject in topics}

    wanted = sorted(set(topics.values()))
    return {
        "id": one.dossier.id,
        "tasks": [plain(task) for task in one.tasks if any(about.subject in topics for about in task.abouts)],
        "told": len(one.tasks),
        "review": [plain(head) for head in one.review if any(about.subject in topics for about in head.abouts)],
        "spread": {topic: _ways(spoken_in(one, records, topic)) for topic in wanted if topic not in headed(one.tasks)},
        "said": _said_in_review(one, frozenset(wanted) - headed(one.review), damaged),
    }


def _ways(tasks: Iterable[PlacedTask]) -> list[list[object]]:
    return [[task.order, filters.readable(task.title), routes.paragraph(task.report, task.anchor)] for task in tasks]


def _said_in_review(one: TaskList, topics: frozenset[str], damaged: dict[str, Damage]) -> dict[str, Plain]:
    """→ of each of the topics the paragraphs of the review on it, of the first edition that has any."""
    for record in one.dossier.editions:
        found: dict[str, list[Stretch]] = defaultdict(list)
        for paragraph in record.report.paragraphs:
            if paragraph.part == "review" and paragraph.topic in topics:
                found[paragraph.topic].append((paragraph, 0, len(paragraph.text)))
        if found:
            page = routes.report_page(record.report.id)
            return {topic: {"page": page, "texts": _texts_of(found[topic], damaged[record.report.id])} for topic in sorted(found)}
    return {}


def _texts_of(stretches: Iterable[Stretch], damaged: Damage) -> list[list[object]]:
    """Stretches of paragraphs → what is written of each."""
    made: list[list[object]] = []
    for paragraph, start, end in stretches:
        if paragraph.shown[start:end].strip():
            hurt = [[max(a, start) - start, min(b, end) - start] for a, b in damaged.get(paragraph.id, ()) if a < end and start < b]
            made.append([paragraph.id, filters.readable(paragraph.shown[start:end]), *([hurt] if hurt else [])])
    return made


def _damaged_by_paragraph(record: Record) -> Damage:
    found: Damage = defaultdict(list)
    for paragraph, stretch in located(record.report, LOST_DIGITS):
        found[paragraph.id].append((stretch.start, stretch.end))
    return found
