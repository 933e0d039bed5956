"""A record → what of it may be quoted beside a link to a paragraph: its words, and a pledge that begins in it with its title; to a heading, that."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model.report import Paragraph, Pledge, Record, Report
from digest.render import routes


def quotable(record: Record) -> Iterator[tuple[str, str]]:
    """A record → the address of each paragraph and heading, and the texts that may be quoted of it, each on a line."""
    begun: dict[str, list[str]] = {}
    for pledge in record.pledges:
        if _is_of_report(pledge, record.report):
            begun.setdefault(pledge.evidence.paragraph, []).append(pledge.text)
    yield from ((routes.paragraph(record.report.id, section.id), section.shown) for section in record.report.sections)
    for paragraph in record.report.paragraphs:
        yield routes.paragraph(record.report.id, paragraph.id), "\n".join((*_written(paragraph), *begun.get(paragraph.id, ())))


def _written(paragraph: Paragraph) -> tuple[str, ...]:
    """A paragraph → its text, and the same as its report writes it."""
    return (paragraph.written, paragraph.text) if paragraph.written else (paragraph.text,)


def _is_of_report(pledge: Pledge, report: Report) -> bool:
    """Whether a pledge's words are a title that stands in the report, and the quotes of its paragraphs: 社区食堂工程：|建设社区食堂6个。"""
    said = "".join(evidence.quote for evidence in (pledge.evidence, *pledge.further))
    title = pledge.text.removesuffix(said)
    if title == pledge.text:
        return False
    stand = (*(s.shown for s in report.sections), *(s.title for s in report.sections), *(text for p in report.paragraphs for text in _written(p)))
    return not title or any(title.removesuffix("：") in text for text in stand)
