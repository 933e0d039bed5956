"""A text that holds more than any report → which limit it passes, before anything is searched for in it."""

from __future__ import annotations

from collections.abc import Sequence

from digest.model.limits import DEFAULTS, Limits
from digest.model.problem import N_, Problem
from digest.model.report import Section, Source

MESSAGES = {
    "characters": N_("the text has {found} characters, and no document may have more than {most}"),
    "paragraphs": N_("the text has {found} paragraphs and rows of tables, and no document may have more than {most}"),
    "line": N_("a paragraph has {found} characters, and none may have more than {most}"),
    "cells": N_("the tables have {found} cells, and those of a document may have no more than {most}"),
    "sections": N_("the text has {found} sections, and no document may have more than {most}"),
}
RAISE = N_("if it is a report all the same, write {name}: {found} into content/limits.yaml")


def too_large(source: Source, limits: Limits = DEFAULTS) -> tuple[Problem, ...]:
    """A document as read → the limits that it passes.

        a text of 1,200,000 characters → a.txt: error: the text has 1200000 characters, and no document may have more than 1000000 …
    """
    lengths = [len(line.text) for line in source.lines]
    return (
        *_passed(source, "characters", sum(lengths), limits.characters),
        *_passed(source, "paragraphs", len(lengths), limits.paragraphs),
        *_passed(source, "line", max(lengths, default=0), limits.line),
        *_passed(source, "cells", sum(len(line.row.cells) for line in source.lines if line.row), limits.cells),
    )


def too_many_sections(source: Source, sections: Sequence[Section], limits: Limits = DEFAULTS) -> tuple[Problem, ...]:
    """A document, and the sections of its text → the problem where there are too many of them."""
    return _passed(source, "sections", len(sections), limits.sections)


def _passed(source: Source, name: str, found: int, most: int) -> tuple[Problem, ...]:
    if found <= most:
        return ()
    return (Problem(source.path, 0, f"limits.{name}", MESSAGES[name], RAISE, (("found", str(found)), ("most", str(most)), ("name", name))),)
