"""Nouns of lists: the projects, pledges and terms of all reports."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from digest.model.catalogue import Place
from digest.model.commitment import Account, Amount, AnnouncedPledges
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Pledge, Project


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A project as one report gives it, in a list of all: which project of its place it is, and what the next report says of it.

    Lines of one `known` name the same project, of one year or of several; of one `purse` the amounts are one amount, told several times
    or for several projects together. Both are names, not numbers. share: "" the amount is its own | joint (an earlier line of the same
    sentence gives the same) | group (it is that of more projects than are named: 甲、乙等10个项目; never summed).
    """

    dossier: Dossier
    project: Project
    known: str  # 141081-3, of its place
    purse: str  # the same; "" where no amount is stated that can be summed
    share: Literal["", "joint", "group"] = ""
    later: Account | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many projects there are, each counted once; how many have an amount of their own, how many have none; the sum of the amounts, 亿元."""

    projects: int = 0
    stated: int = 0
    unstated: int = 0
    investment: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ProjectGroup:
    """The tally of a province (its code), of a place (its code) or of a milestone (开工), of as many reports."""

    id: str
    name: str
    tally: Tally
    reports: int


@dataclass(frozen=True, slots=True)
class PlaceProjects:
    """All projects of one place's reports, newest reports first."""

    place: Place
    name: str
    lines: tuple[ListedProject, ...]
    tally: Tally
    milestones: tuple[ProjectGroup, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Projects:
    """All projects of all reports: by place, and what they come to."""

    places: tuple[PlaceProjects, ...] = ()  # by code
    provinces: tuple[ProjectGroup, ...] = ()
    milestones: tuple[ProjectGroup, ...] = ()
    tally: Tally = Tally()
    reports: int = 0  # that name projects


@dataclass(frozen=True, slots=True)
class ListedPledge:
    """A pledge, the topic that its own words are about, and what the next report says of it."""

    dossier: Dossier
    pledge: Pledge
    topic: str
    later: Account | None = None
    amounts: tuple[Amount, ...] = ()  # what is counted in it, in its order
    deadline: str = ""  # in its words
    services: tuple[str, ...] = ()  # of the editor's list


@dataclass(frozen=True, slots=True)
class PledgeList:
    """The pledges of one report, in its order; of how many a sentence of the next report was found."""

    dossier: Dossier
    pledges: tuple[ListedPledge, ...]
    next: Dossier | None = None
    found: int = 0


@dataclass(frozen=True, slots=True)
class PledgeTopic:
    """How many pledges are about a topic (its id), and of how many reports."""

    topic: str
    count: int
    reports: int


@dataclass(frozen=True, slots=True)
class Announcer:
    """A report that announces pledges, how many, and how many of them it lists."""

    dossier: Dossier
    announced: AnnouncedPledges
    listed: int


@dataclass(frozen=True, slots=True)
class Service:
    """A service of the editor's list and the pledges about it, of each place the newest list's: they stand side by side."""

    name: str
    pledges: tuple[ListedPledge, ...]


@dataclass(frozen=True, slots=True)
class Pledges:
    """All pledges of all reports: the lists in the order of the dossiers (those without any left out), and what they are about."""

    lists: tuple[PledgeList, ...] = ()
    topics: tuple[PledgeTopic, ...] = ()  # most pledges first
    count: int = 0
    announcers: tuple[Announcer, ...] = ()  # in the order of the dossiers
    services: tuple[Service, ...] = ()  # that two places or more have pledges about


@dataclass(frozen=True, slots=True)
class Explanation:
    """One wording in which reports explain a term: the first report with it, all reports with it, and paragraphs that use the term."""

    definition: str
    evidence: Evidence
    dossiers: tuple[Dossier, ...]
    uses: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """A term and how it is explained, each wording once; `places` explain it."""

    term: str
    explanations: tuple[Explanation, ...]
    places: int
