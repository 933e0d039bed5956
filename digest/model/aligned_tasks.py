"""Nouns of aligned tasks: what a section is about, the tasks of a plan in their order, those of all places that are the same, and two years of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digest.model.catalogue import Topic
from digest.model.dossier import Dossier
from digest.model.report import Evidence
from digest.model.section_model import About

Change = Literal["same", "up", "down", "new", "gone", "joined", "split"]
Silence = Literal["", "spread", "none", "unread", "excerpt"]


@dataclass(frozen=True, slots=True)
class PlacedTask:
    """A task of a plan, or a head of a review: the `order`-th of `of`. `report` and `anchor` say where it stands on the report's page."""

    dossier: Dossier
    report: str
    section: str
    anchor: str
    order: int
    of: int
    title: str
    theme: str
    characters: int
    abouts: tuple[About, ...]
    heads: tuple[str, ...] = ()  # the titles of the heads below it

    def about(self, subjects: frozenset[str]) -> About | None:
        """Subjects → why it is about one of them, if it is."""
        return next((one for one in self.abouts if one.subject in subjects), None)


@dataclass(frozen=True, slots=True)
class TaskList:
    """The tasks of one dossier, and the heads of its review, in order. No tasks: none could be told from the text at hand.

    `begins`: its first task is surely the first of the report.
    """

    dossier: Dossier
    tasks: tuple[PlacedTask, ...]
    review: tuple[PlacedTask, ...] = ()
    begins: bool = False


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The tasks that are the same, of all places and years: `id` is a subject's, or of what no subject names own-1, own-2 …"""

    id: str
    name: str
    topic: str
    tasks: tuple[PlacedTask, ...]


@dataclass(frozen=True, slots=True)
class FirstTask:
    """A theme with the newest reports that have it in the first place."""

    theme: str
    name: str
    tasks: tuple[PlacedTask, ...]


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks of all dossiers, the groups that they make, and what comes first in the newest report of each place."""

    lists: tuple[TaskList, ...] = ()
    groups: tuple[TaskGroup, ...] = ()
    firsts: tuple[FirstTask, ...] = ()


@dataclass(frozen=True, slots=True)
class FramedTask:
    """A task that is about a topic, as its digest shows it: the sentences that say best what is promised."""

    task: PlacedTask
    about: About
    promises: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Framing:
    """How one dossier frames a topic: its tasks about it, the heads of the review about it, what it says was done.

    Without a task of its own `silence` says why: spread (it is spoken of in `elsewhere`), none (in no task), unread (no tasks could be
    told), excerpt (only a part of the text is at hand, and none of its tasks is about it).
    """

    dossier: Dossier
    tasks: tuple[FramedTask, ...]
    review: tuple[PlacedTask, ...]
    results: tuple[Evidence, ...]
    silence: Silence = ""
    elsewhere: tuple[PlacedTask, ...] = ()

    @property
    def first(self) -> bool:
        """Whether its first task is about the topic."""
        return any(one.task.order == 1 for one in self.tasks)


@dataclass(frozen=True, slots=True)
class TopicFraming:
    """A topic in all newest dossiers. `alone`: the only one, of several whose tasks could be told, that has a task about it."""

    topic: Topic
    rows: tuple[Framing, ...]
    alone: Dossier | None = None

    @property
    def read(self) -> tuple[Framing, ...]:
        """Those of its rows of which tasks could be told."""
        return tuple(row for row in self.rows if row.silence != "unread")

    def said(self, dossier: Dossier) -> tuple[Evidence, ...]:
        """A dossier → the sentences of it that are shown."""
        rows = [row for row in self.rows if row.dossier.id == dossier.id]
        return tuple(said for row in rows for said in (*(one for task in row.tasks for one in task.promises), *row.results))


@dataclass(frozen=True, slots=True)
class ChangedTask:
    """A task of a report and that of the year before, or one of them alone.

    up, down: its place among the tasks that both reports have; joined: it takes up what `before` was about, which another task now
    answers first; split: `now` takes up a part of what `before` was.
    """

    change: Change
    now: PlacedTask | None
    before: PlacedTask | None
    renamed: bool = False


@dataclass(frozen=True, slots=True)
class TaskChanges:
    """The tasks of a report beside those of the same place's report of the year before."""

    dossier: Dossier
    before: Dossier
    tasks: tuple[ChangedTask, ...]
    now_of: int  # tasks of the report
    before_of: int  # tasks of that of the year before
