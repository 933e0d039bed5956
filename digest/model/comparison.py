"""The nouns of comparisons: what is laid side by side, before anybody writes a sentence or draws a chart of it.

From records to what readers see: editions of one place and year join into a Dossier; dossiers and indicators make Tables of Cells; a topic
across places is a TopicComparison, a place over its years a PlaceProfile, and an Overview stands above them. What they are made of has
modules of its own: dossier, promise, chart, listing. Everything here is a plain value, which is all that a template ever sees.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from digest.model.aligned_tasks import TaskChanges, TaskList, Tasks, TopicFraming
from digest.model.board import Panel
from digest.model.brief import Brief
from digest.model.catalogue import Indicator, Place, Topic
from digest.model.chart import Chart
from digest.model.closed_sets import Kind
from digest.model.commitment import KeptYear
from digest.model.compared_policies import PolicyMatrix, SpokenPolicies
from digest.model.dossier import Dossier, Table
from digest.model.listing import Explained, Pledges, Projects
from digest.model.promise import Promise
from digest.model.question import Question
from digest.model.report import Evidence, Fact
from digest.model.shared_wording import Shared
from digest.model.told_aims import ToldAims
from digest.model.word_use import WordReach

FindingKind = Literal[
    "spread", "only", "disputed", "outlier", "movement", "missed", "met", "absent", "turned", "gap", "walked", "dropped",
]  # fmt: skip
Scope = Literal["parent", "level"]  # among whom a place stands: those of its level under the same parent, all of its level


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that the data make, as values; the sentence is the template's.

    kind: spread (facts and dossiers from the highest to the lowest of one comparable group, of which the first `highest` and the last `lowest`
    are surely at that end; `open` places more give but a bound, `more` several values or one on another base; `falling`: those told are
    falls) | only (one dossier alone gives it) | disputed (one dossier gives several values) | outlier (one value far from the median of
    `of` comparable ones) | movement (a value and that of the year before) | missed, met (a target and the result that the next report gives)
    | absent (the dossiers which, of `of` whole reports, do not speak of it) | turned (of `of` places the first `highest` raised a target, the
    last `lowest` lowered it, `more` kept it) | gap (a target and the last result, far from each other) | walked (`of` targets of a place, each
    lower than the one before) | dropped (targets of `of` reports running, and last the dossier that no longer gives one). `facts` are what it
    rests on, as it speaks of them, and `dossiers` whose they are, one for each fact. `median` and `difference` are in their unit.
    """

    kind: FindingKind
    table: Table
    dossiers: tuple[Dossier, ...]
    facts: tuple[Fact, ...]
    year_kind: Kind
    of: int = 0
    median: Decimal | None = None
    difference: Decimal | None = None
    highest: int = 0
    lowest: int = 0
    open: int = 0
    more: int = 0
    falling: bool = False

    @property
    def unit(self) -> str:
        """In which its facts, `median` and `difference` are."""
        return self.facts[0].unit if self.facts else self.table.unit


@dataclass(frozen=True, slots=True)
class Movement:
    """A value and that of the same place's report a year before, on the same base; `difference` is later less earlier."""

    table: Table
    kind: Kind
    dossier: Dossier
    before: Dossier
    fact: Fact
    earlier: Fact
    difference: Decimal

    @property
    def unit(self) -> str:
        """In which they are."""
        return self.fact.unit


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place's value stands among its peers: `rank` from the highest of `of` comparable ones, which `tied` of them share.

    Rank 0: too few peers give it, the order is not certain, or it is a total, which follows a place's size. median: None where it is not
    certain.
    """

    table: Table
    kind: Kind
    fact: Fact
    rank: int
    of: int
    scope: Scope
    median: Decimal | None
    movement: Movement | None
    tied: int = 1

    @property
    def unit(self) -> str:
        """In which it is."""
        return self.fact.unit


@dataclass(frozen=True, slots=True)
class Voice:
    """What one dossier says about a topic: its key sentences, the best first, and how much of the text they come from."""

    dossier: Dossier
    sentences: tuple[Evidence, ...]
    paragraphs: int
    characters: int
    absence: str = ""


@dataclass(frozen=True, slots=True)
class Attention:
    """How much of one dossier's text is about each topic: characters per topic id, and the whole."""

    dossier: Dossier
    characters: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Distinctive:
    """A word that one group of texts uses more than all the others: how often, how much likelier, and how surely (z).

    Rates are occurrences in ten thousand words. `evidence` is the first place where it stands, where that was looked up.
    """

    term: str
    group: str  # a dossier's id
    count: int
    rate: Decimal
    z: float
    ratio: float = 0.0  # log-odds ratio
    others: int = 0  # occurrences in all other groups
    others_rate: Decimal = Decimal(0)
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Emphasis:
    """The words that one dossier uses distinctly more than those it is compared with, the most distinctive first."""

    dossier: Dossier
    terms: tuple[Distinctive, ...]


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A word that a report uses, and the first place where it stands."""

    term: str
    count: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NewTerms:
    """The words of a report that do not stand in the same place's report before it, of which perhaps only a part is at hand."""

    dossier: Dossier
    before: Dossier
    terms: tuple[NewTerm, ...]


@dataclass(frozen=True, slots=True)
class TopicComparison:
    """One topic across places, each place with its latest dossier."""

    topic: Topic
    dossiers: tuple[Dossier, ...]
    findings: tuple[Finding, ...]
    tables: tuple[Table, ...]
    voices: tuple[Voice, ...]
    charts: tuple[Chart, ...]
    attention: tuple[Attention, ...]
    distinctive: tuple[Emphasis, ...] = ()  # of the latest dossiers, within the topic
    shared: tuple[Shared, ...] = ()
    matrix: PolicyMatrix = field(default_factory=PolicyMatrix)
    framing: TopicFraming | None = None  # how the latest dossiers frame it
    aims: tuple[ToldAims, ...] = ()  # of the latest dossiers
    brief: Brief | None = None
    questions: tuple[Question, ...] = ()  # that figures of the latest dossiers raise


@dataclass(frozen=True, slots=True)
class IndicatorComparison:
    """One indicator across all places and years: a table for each measure that anybody gives."""

    indicator: Indicator
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class PlaceProfile:
    """One place: its dossiers, newest first; by topic what it says and the figures it gives over the years."""

    place: Place
    province: str
    parent: str
    dossiers: tuple[Dossier, ...]
    tables: tuple[Table, ...]
    voices: tuple[tuple[Topic, tuple[Voice, ...]], ...]
    distinctive: tuple[Emphasis, ...] = ()  # of the newest dossier, against the other places
    new_terms: tuple[NewTerms, ...] = ()
    shared: tuple[Shared, ...] = ()  # with other places
    repeated: tuple[Shared, ...] = ()  # with its own report before
    ledger: tuple[Promise, ...] = ()  # newest targets first
    kept: tuple[KeptYear, ...] = ()  # newest reports first
    standings: tuple[Standing, ...] = ()  # of the newest dossier, among the newest of its peers
    charts: tuple[Chart, ...] = ()  # its rates over the years
    tasks: TaskList | None = None  # of the newest dossier
    task_changes: tuple[TaskChanges, ...] = ()  # newest first
    aims: tuple[ToldAims, ...] = ()  # of the newest dossier
    measures: tuple[SpokenPolicies, ...] = ()  # of the newest dossier, by topic
    questions: tuple[Question, ...] = ()  # newest first


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything at a glance: what is compared, the most telling findings, attention by place."""

    dossiers: tuple[Dossier, ...]
    findings: tuple[Finding, ...]
    attention: tuple[Attention, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All comparisons of a build, in the order in which the site shows them."""

    overview: Overview
    topics: tuple[TopicComparison, ...]
    indicators: tuple[IndicatorComparison, ...]
    places: tuple[PlaceProfile, ...]
    dossiers: tuple[Dossier, ...]
    projects: Projects = field(default_factory=Projects)
    pledges: Pledges = field(default_factory=Pledges)
    terms: tuple[Explained, ...] = ()  # explained in most places first, then by the term's characters
    months: Chart | None = None  # when the newest reports put their projects
    words: tuple[WordReach, ...] = ()  # of the watch-list, in its order
    tasks: Tasks = field(default_factory=Tasks)
    measures: tuple[WordReach, ...] = ()  # of policy, that a report speaks of, in the order of the catalogue
    boards: tuple[Panel, ...] = ()  # newest first
