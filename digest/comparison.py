"""The nouns of comparisons: what is laid side by side, before anybody writes a sentence or draws a chart of it.

From records to what readers see: editions of one place and year join into a Dossier; dossiers and indicators make Tables of
Cells; a topic across places is a TopicComparison, a place over its years a PlaceProfile, and an Overview stands above them.
A Chart is the data of a drawing. Everything here is a plain value, which is all that a template ever sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from digest.catalogue import Indicator, Place, Theme, Topic
from digest.model import Evidence, Fact, Paragraph, Pledge, Project, Record, Term

MEASURES = {"level": "总量", "growth": "增速", "change": "变动", "share": "占比"}
UNMENTIONED = "未提及"  # the whole text was read and does not say it
NOT_IN_EXCERPT = "节选未含"  # only a part of the report is at hand, and that part does not say it
DAMAGED = "原文缺损"  # where it would stand, the copy at hand has lost digits or words


@dataclass(frozen=True, slots=True)
class Dossier:
    """One place in one year: all editions of its report (the fullest first), and what they say taken together."""

    id: str  # code-year: 141081-2024
    place: Place
    name: str  # what the place is called; where many are called so, with the place above: 晋城市城区
    province: str
    parent: str
    year: int
    completeness: str  # full | excerpt | abridged: the fullest of the editions
    editions: tuple[Record, ...]
    facts: tuple[Fact, ...]
    pledges: tuple[Pledge, ...]
    terms: tuple[Term, ...]
    damaged: tuple[tuple[str, Paragraph], ...] = ()  # what holds a damaged stretch, with the code of the damage


@dataclass(frozen=True, slots=True)
class Cell:
    """What one dossier says of one indicator, actual or target: its facts, or the reason why there is none.

    Several facts in one cell mean that the text gives several values: a base and a stretch target, or a contradiction, which
    `disputed` tells apart.
    """

    facts: tuple[Fact, ...] = ()
    absence: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier's line in a table: last year's result and this year's target."""

    dossier: Dossier
    actual: Cell
    target: Cell

    def cell(self, kind: str) -> Cell:
        """actual | target → that cell."""
        return self.actual if kind == "actual" else self.target


@dataclass(frozen=True, slots=True)
class Table:
    """One indicator in one measure across dossiers: 地区生产总值 · growth · %."""

    id: str  # indicator-measure: gdp-growth
    indicator: Indicator
    measure: str  # level | growth | change | share
    unit: str
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """Indicator and measure in words.  地区生产总值增速   服务业增加值占比   城镇登记失业率   居民消费价格涨幅"""
        name = self.indicator.name
        said = self.measure == "level" or (self.measure == "share" and self.indicator.unit == "%") or name.endswith(("涨幅", "增速"))
        return name if said else name + MEASURES[self.measure]

    @property
    def given(self) -> int:
        """How many of the rows give a value at all."""
        return sum(bool(row.actual.facts or row.target.facts) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that the data make, as values; the sentence is the template's.

    kind: spread (facts and dossiers from the highest to the lowest of one comparable group) | only (one dossier alone gives it) |
    disputed (one dossier gives several values) | outlier (one value far from the median of `of` comparable ones) | movement (a value
    and that of the year before) | missed, met (a target and the result that the next report gives) | absent (the dossiers which, of
    `of` whole reports, do not speak of the indicator). `facts` are what it rests on, in the order in which it speaks of them, and
    `dossiers` whose they are, one for each fact. `median` and `difference` are in the table's unit.
    """

    kind: str
    table: Table
    dossiers: tuple[Dossier, ...]
    facts: tuple[Fact, ...]
    year_kind: str  # actual | target
    of: int = 0
    median: Decimal | None = None
    difference: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """A value and that of the same place's report a year before, on the same base; `difference` is later less earlier."""

    table: Table
    kind: str  # actual | target
    dossier: Dossier
    before: Dossier
    fact: Fact
    earlier: Fact
    difference: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place's value stands among its peers: `rank` from the highest of `of` comparable ones; equal values share a rank.

    scope: parent (places of one level under the same parent) | level (all places of that level). Rank 0: too few peers give it, or
    it is a total, which follows a place's size.
    """

    table: Table
    kind: str  # actual | target
    fact: Fact
    rank: int
    of: int
    scope: str
    median: Decimal | None
    movement: Movement | None


@dataclass(frozen=True, slots=True)
class Voice:
    """What one dossier says about a topic: its key sentences, the best first, and how much of the text they come from."""

    dossier: Dossier
    sentences: tuple[Evidence, ...]
    paragraphs: int
    characters: int
    absence: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one dossier says about a theme of a topic: how many sentences, the best of them, or why there is none."""

    dossier: Dossier
    theme: Theme
    count: int
    best: tuple[Evidence, ...] = ()
    absence: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One dossier's line of a coverage matrix, a cell a theme."""

    dossier: Dossier
    cells: tuple[Coverage, ...]


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
class Saying:
    """Who says something, and where."""

    dossier: Dossier
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that stands in several reports, as the first of them has it; punctuation, spaces and widths may differ in the others.

    `characters` are counted without punctuation; `topic` is that of most of the paragraphs in which it stands.
    """

    quote: str
    characters: int
    topic: str
    said: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """What one place says of a programme: the sentence with the most figures, and the facts that stand in it."""

    dossier: Dossier
    evidence: Evidence
    facts: tuple[Fact, ...]
    count: int  # how often the report names it
    indicators: tuple[str, ...] = ()  # how the facts' indicators are called, one each


@dataclass(frozen=True, slots=True)
class Policy:
    """A programme that several places name in quotation marks: 千万工程. `topic` is that of most of the paragraphs that name it."""

    name: str
    topic: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One value in a chart; in a timeline how many projects there are of one kind and time."""

    kind: str  # actual | target
    value: Decimal
    high: Decimal | None
    bound: str  # which side is open as it is drawn: of 下降2%以上, a value of -2, "<="
    label: str  # as printed beside it: ≥10%
    note: str = ""  # 力争, 预计, 待核
    when: str = ""  # the year that the value is of; in a timeline 2024-06-01, 2024-06, 2024-H1, 2024
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """One cell of a heat map: its value, what is printed in it where that is not the value, and a sentence of it."""

    value: Decimal
    label: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One line of a chart: a place (with year) and its marks; for a heat map its cells, one a column; of small multiples one panel."""

    label: str
    marks: tuple[Mark, ...] = ()
    cells: tuple[Decimal, ...] = ()
    place: str = ""  # the code, of which its colour is made
    name: str = ""  # of the place, or of what the panel shows
    year: int | None = None  # of the report
    table: str = ""  # the id of the table that the marks are of, where it is not the chart's
    tiles: tuple[Tile, ...] = ()  # what the cells hold besides their values


@dataclass(frozen=True, slots=True)
class Chart:
    """The data of a drawing.

    kind: dots (actual and target of one indicator by place) | heat (rows × columns) | years (panels of one place or indicator over its
    years) | months (projects by place over the months of a year). `low` and `high` are the ends of its scale, the same wherever the
    same indicator and measure is drawn.
    """

    id: str  # the file's stem: gdp-growth, attention
    kind: str
    title: str
    unit: str
    alt: str  # what the chart shows, in a sentence with its figures
    rows: tuple[ChartRow, ...]
    columns: tuple[str, ...] = ()
    finding: str = ""  # what the values say, in a sentence with its figures
    source: str = ""  # whose reports, of which years
    low: Decimal | None = None
    high: Decimal | None = None
    note: str = ""  # what a reader should know of the drawing, e.g. that it has not all rows
    told: tuple[Mark, ...] = ()  # the values of the finding, which need not be among the rows that are drawn


@dataclass(frozen=True, slots=True)
class Promise:
    """A line of the ledger: a target of one year's report, and what the next year's report says came of it.

    outcome: met | missed | near (within what 左右 allows) | unreported (the next report does not say) | rebased (it says so on another
    base, which `actual` shows) | disputed (either report gives several values) | unclear (the result is a bound that decides nothing) |
    pending (there is no next report at hand). `difference`: actual less target, in the target's unit, None where
    they are not comparable or the result is itself a bound.
    """

    table: Table
    dossier: Dossier  # whose report sets the target
    target: Fact
    outcome: str
    next: Dossier | None = None  # whose report tells the result
    actual: Fact | None = None
    difference: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """A project or pledge of one year's report, and the sentence of the next year's that speaks of it.

    certainty: sure (the same name) | uncertain (alike, or words in common) | none (no sentence found, which does not mean that it was not
    done). `name` is the project's, `later_name` the next report's where it names one, `no` a pledge's number.
    """

    promise: Evidence
    told: Evidence | None
    certainty: str
    name: str = ""
    later_name: str = ""
    project: Project | None = None  # as the next report gives it
    no: int = 0


@dataclass(frozen=True, slots=True)
class Following:
    """What the next report says of one report's projects or pledges: the lines shown, how many more were found, how many not."""

    kind: str  # project | pledge
    dossier: Dossier
    next: Dossier
    lines: tuple[Followed, ...]
    more: int
    unfound: int


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
    share: str = ""
    later: Followed | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many projects, each once; of how many reports state an amount of their own, of how many not; the sum of what is stated, 亿元."""

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
    later: Followed | None = None


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
class Pledges:
    """All pledges of all reports: the lists in the order of the dossiers (those without any left out), and what they are about."""

    lists: tuple[PledgeList, ...] = ()
    topics: tuple[PledgeTopic, ...] = ()  # most pledges first
    count: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """How reports explain a term, word for word: the first report that says so, all that do, and paragraphs that use the term."""

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
    coverage: tuple[CoverageRow, ...] = ()  # of the latest dossiers; none where the topic has no themes
    coverage_chart: Chart | None = None  # the same as a heat map
    distinctive: tuple[Emphasis, ...] = ()  # of the latest dossiers, within the topic
    shared: tuple[Shared, ...] = ()
    policies: tuple[Policy, ...] = ()


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
    policies: tuple[Policy, ...] = ()
    ledger: tuple[Promise, ...] = ()  # newest targets first
    following: tuple[Following, ...] = ()  # newest reports first, projects before pledges
    followed: tuple[Following, ...] = ()  # the same with every line, found or not
    standings: tuple[Standing, ...] = ()  # of the newest dossier, among the newest of its peers
    charts: tuple[Chart, ...] = ()  # its rates over the years


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
    projects: Projects = Projects()
    pledges: Pledges = Pledges()
    terms: tuple[Explained, ...] = ()  # explained in most places first, then by the term's characters
    months: Chart | None = None  # when the newest reports put their projects
