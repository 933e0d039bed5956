"""The nouns of a brief: what a topic comes to on two pages, as values; the sentences are the templates' business.

A Brief has its theses, a scoreboard (what was reached last year, what is promised), works with money and dates, who differs, what reports claim
and admit of themselves, and what has to be borne in mind. Everything rests on facts or on evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from digest.model.catalogue import Policy
from digest.model.closed_sets import Kind, Level
from digest.model.dossier import Dossier, Table
from digest.model.national import NationalValue
from digest.model.promise import Promise
from digest.model.report import Evidence, Fact, Project
from digest.model.who_differs import AlignedPledges, PartAndWhole, SoleMeasure, SoleValue, UnitSize

FEW = 8  # places of which each has rows of its own

Direction = Literal["", "up", "flat", "down"]  # of a promise against the last result; "" where they are not comparable
Hardness = Literal["", "hard", "medium", "soft"]  # number or class, with a date or for all that there is; number or yardstick; words alone


@dataclass(frozen=True, slots=True)
class Reference:
    """A value of the nation, to stand beside those of the places: of which table it is."""

    table: Table
    value: NationalValue


@dataclass(frozen=True, slots=True)
class Pair:
    """A place's last result and this year's target of one indicator, measure and base. `floor`: the target is a lower bound."""

    table: Table
    dossier: Dossier
    state: Fact
    promise: Fact
    direction: Direction
    floor: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands in a cell of a scoreboard: facts, or words with their sentence; `quoted`: the words are the evidence's own."""

    facts: tuple[Fact, ...] = ()
    words: str = ""
    evidence: Evidence | None = None
    quoted: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing stands there."""
        return not self.facts and self.evidence is None

    @property
    def digits(self) -> bool:
        """Whether its words hold a digit, and so have to be a quotation."""
        return any(character.isdigit() for character in self.words)


NOTHING = Stand()


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One place and one thing: what it reached last year, what it promises, which way that goes, and how hard the promise is."""

    dossier: Dossier
    name: str
    state: Stand
    promise: Stand
    direction: Direction = ""
    floor: bool = False
    hardness: Hardness = ""


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """A group of rows as the editor named it: 空气."""

    name: str
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One indicator among the many places of a level: how many give a target, how many of these are above, at or below the last result.

    `middle` is the median of the targets, where it is sure.
    """

    table: Table
    reached: int
    aimed: int
    up: int
    flat: int
    down: int
    middle: Decimal | None
    unit: str
    level: Level


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """Rows by group where there are few places, a line an indicator where there are many; `more` rows are left to the full text."""

    groups: tuple[ScoreGroup, ...] = ()
    scores: tuple[IndicatorScore, ...] = ()
    pairs: tuple[Pair, ...] = ()
    more: int = 0
    national: tuple[Reference, ...] = ()
    levels: tuple[tuple[Level, int], ...] = ()  # where there are several, each with its places: what is counted is counted among equals


@dataclass(frozen=True, slots=True)
class Work:
    """A work with its money or its date; `term` the month, half-year or year of it, "" where it has none."""

    dossier: Dossier
    project: Project
    term: str


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many of something a place has."""

    dossier: Dossier
    count: int


@dataclass(frozen=True, slots=True)
class Works:
    """A topic's works that have money or a date: those shown, how many there are, and of each place how many have a date."""

    shown: tuple[Work, ...] = ()
    of: int = 0
    paid: int = 0
    dated: tuple[PlaceCount, ...] = ()  # places with any, most first


@dataclass(frozen=True, slots=True)
class Claim:
    """What a report claims of its own rank, in its own words."""

    dossier: Dossier
    said: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Admission:
    """What a report admits: the sentences on the topic; `asked` whether it has a paragraph on its problems at all.

    `vague`: whether it says no more than that something is wanting (民生等方面还有短板).
    """

    dossier: Dossier
    said: tuple[Evidence, ...]
    asked: bool
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of last year's targets have a comparable result, and what came of them."""

    of: int
    met: int
    near: int
    missed: int
    places: int
    named: tuple[Promise, ...] = ()  # a few of the missed, the farthest from their targets


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A group of the scoreboard: in how many of the places a number or yardstick is promised, in how many only words.

    `silent`: no passage of any place's plan that speaks of it holds a figure or a yardstick.
    """

    name: str
    promised: int
    worded: int
    hard: int
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Lean:
    """An indicator whose targets most places of a level set to one side: of the last result (`since` result), or of last year's target."""

    table: Table
    level: Level
    since: Kind
    up: int
    flat: int
    down: int
    floors: int = 0  # of those below the last result, how many are but lower bounds

    @property
    def of(self) -> int:
        """How many places can be compared."""
        return self.up + self.flat + self.down


@dataclass(frozen=True, slots=True)
class Dropped:
    """An indicator for which places set a target last year and no longer set one: whose newest reports these are."""

    table: Table
    dossiers: tuple[Dossier, ...]


@dataclass(frozen=True, slots=True)
class MeasureCount:
    """A measure of policy, and how many of the places plan it."""

    policy: Policy
    places: int


@dataclass(frozen=True, slots=True)
class Caveats:
    """What has to be borne in mind: texts that are not complete, reports of other years, places within places, damaged copies."""

    parts: tuple[Dossier, ...] = ()
    several: tuple[Dossier, ...] = ()  # of which several texts make up what is at hand
    earlier: tuple[Dossier, ...] = ()
    newest: int = 0
    within: tuple[tuple[Dossier, Dossier], ...] = ()  # a place and the one that contains it
    damaged: tuple[Dossier, ...] = ()


@dataclass(frozen=True, slots=True)
class Thesis:
    """What a topic comes to, as counts: pairs and which way they go; the indicators that lean to one side; groups that most places promise

    something of, and those of words alone; works with a date and where they are; measures that every place plans, or those that most of them do.
    """

    pairs: int = 0
    up: int = 0
    flat: int = 0
    down: int = 0
    floors: int = 0  # of those below the last result, how many are but lower bounds
    promised: tuple[GroupCount, ...] = ()
    worded: tuple[GroupCount, ...] = ()
    dated: int = 0  # works
    leader: PlaceCount | None = None  # the place that alone has most of them
    measures: int = 0
    common: tuple[Policy, ...] = ()
    frequent: tuple[MeasureCount, ...] = ()  # where there are none in common
    leans: tuple[Lean, ...] = ()  # of many places
    dropped: tuple[Dropped, ...] = ()  # as the board has it


@dataclass(frozen=True, slots=True)
class Brief:
    """A topic on two pages."""

    places: int
    thesis: Thesis
    scoreboard: Scoreboard
    works: Works
    groups: tuple[GroupCount, ...] = ()
    kept: Kept | None = None
    parts: tuple[PartAndWhole, ...] = ()
    sole: tuple[SoleMeasure, ...] = ()
    values: tuple[SoleValue, ...] = ()
    sizes: tuple[UnitSize, ...] = ()
    pledged: AlignedPledges | None = None
    claims: tuple[Claim, ...] = ()
    claiming: int = 0  # places whose claims are not told
    admissions: tuple[Admission, ...] = ()
    caveats: Caveats = Caveats()
    measures: int = 20  # as many rows of the matrix are shown
    points: int = 5  # as many findings

    @property
    def many(self) -> bool:
        """Whether there are so many places that they are counted instead of listed."""
        return self.places > FEW
