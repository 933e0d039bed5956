"""Report → what is searched as one: its headings and paragraphs, in the order of its page."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.report import Report


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a heading, by its anchor on the report's page."""

    id: str
    text: str
    topic: str


def units_of(report: Report) -> tuple[Unit, ...]:
    """A report → s1 四、生态环境, p7 新建水厂2座。 … A heading's topic is that of its first paragraph."""
    topics = {p.id: p.topic for p in report.paragraphs}
    before: dict[str, list[Unit]] = {}
    for section in report.sections:
        unit = Unit(section.id, section.shown, topics.get(section.first, ""))
        before.setdefault(section.first if section.first in topics else "", []).append(unit)
    units: list[Unit] = []
    for paragraph in report.paragraphs:
        units += before.get(paragraph.id, ())
        units.append(Unit(paragraph.id, paragraph.shown, paragraph.topic))
    return (*units, *before.get("", ()))
