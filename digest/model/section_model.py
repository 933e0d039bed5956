"""Nouns of the section model: a report's sections of every form (一、…, （一）…。 within a paragraph, a bare 稳就业。), and the main tasks of its plan.

The outline (report.Section) is what stands on lines of its own, and what every paragraph hangs on; here run-in and bare heads stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from digest.model.closed_sets import Part

Form = Literal["chapter", "run-in", "bare"]  # a heading's line, a marked head before running text, a lead sentence or line without a mark
FORMS: tuple[Form, ...] = get_args(Form)
Confidence = Literal["both", "title", "text", "part"]  # what says that a section is about a subject: see About
OTHER = "other"  # the theme of a task of which no word says another


@dataclass(frozen=True, slots=True)
class Spot:
    """A place between two characters of a report's text: before character `at` of a paragraph."""

    paragraph: str
    at: int


@dataclass(frozen=True, slots=True)
class TitledSection:
    """A section: its head, its place in the tree, and its text, which goes from `begins` to `ends` and holds the sections below it.

    （一）扩大内需。把促消费… → marker （一）, title 扩大内需, `begins` before 把; a chapter keeps the id that it has in the outline.
    """

    id: str  # s4 of the outline; s4.1, s4.2 … the run-in heads below it, s0.1 where no heading stands above
    form: Form
    level: int
    marker: str  # （一）, 1., 一是, ——; "" of a bare head
    title: str  # without its marker and its final mark
    order: int  # among the sections of its parent, from 1
    part: Literal["", Part]
    parent: str  # "" at the top
    line: int  # of the source, where the head stands
    head: Spot | None  # where the head begins; None where it stands on a line of its own
    begins: Spot | None  # where its text begins; None where it has none
    ends: Spot | None
    length: int = 0  # characters of its text
    style: str = ""  # the kind of its number, as heading_marks.STYLES has them: paren of （一）; dash, lead; "" of a line without one
    number: int = 0
    written: str = ""  # its title as the document writes it, where that is another script

    @property
    def shown(self) -> str:
        """Its title as readers see it."""
        return self.written or self.title


@dataclass(frozen=True, slots=True)
class Task:
    """A main work task of the plan: `section` is the TitledSection that it is, `theme` the id of a theme of content/task-themes.yaml."""

    order: int
    title: str  # as readers see it
    starts: str  # the first characters of its text
    theme: str
    section: str


@dataclass(frozen=True, slots=True)
class About:
    """A subject that a section is about, and why: both its title names it and most of its text speaks of it; its title alone with some of the
    text; its text alone; or a head below it (`part`). `percent` is the share of its sentences that speak of it."""

    subject: str  # of content/task-subjects.yaml
    confidence: Confidence
    percent: int


@dataclass(frozen=True, slots=True)
class SectionSubjects:
    """A section of a record, and what it is about, what it says most of first."""

    section: str
    abouts: tuple[About, ...]
