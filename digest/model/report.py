"""The nouns of reports. All are frozen values of tuples, numbers and text; none knows a path outside the project or the clock.

A Source has Lines; a Report has Meta, Sections, Paragraphs; a Record is a Report with what is found in it, each with its Evidence: where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from digest.model.closed_sets import Bound, Completeness, FigureMeasure, Format, Kind, Level, Measure, Milestone, Part, Relation, Role
from digest.model.evidence import Evidence as Evidence
from digest.model.front_matter import FrontMatter
from digest.model.phrases import Spoken
from digest.model.policy_mention import PolicyMention
from digest.model.problem import Problem
from digest.model.section_model import SectionSubjects, Task, TitledSection
from digest.model.table_row import Row
from digest.model.usage import Usage


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source file: its number (from 1; of a Word file the paragraph's, of a PDF the page's) and its text.

    `rule` names why the document itself says that it is not the report's text: navigation, page (a number, a running head), hidden.
    Of a table's row `text` is the sentence as which it is read.
    """

    number: int
    text: str
    rule: str = ""
    row: Row | None = None
    goes_on: bool | None = None  # whether it goes on with the line above, where the document's layout tells
    written: str = ""  # its text character for character as the document writes it, where that is another script; else ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its lines, unchanged but for the line ends. `path` is as the user named it, `sha256` of its bytes."""

    path: str
    sha256: str
    format: Format
    encoding: str  # utf-8 | gb18030 | …
    lines: tuple[Line, ...]
    front: FrontMatter = field(default_factory=FrontMatter)
    stated: tuple[tuple[str, int], ...] = ()  # the keys of the front matter, each with its line


@dataclass(frozen=True, slots=True)
class Meta:
    """Whose report, of which year, by whom. Empty text or None where the source does not say."""

    place: str = ""
    province: str = ""
    parent: str = ""  # the prefecture above a county-level place
    level: Literal["", Level] = ""
    code: str = ""  # GB/T 2260, six digits
    year: int | None = None  # the year of delivery = the plan's year
    delivered: str = ""  # ISO date
    speaker: str = ""
    office: str = ""
    session: str = ""
    completeness: Literal["", Completeness] = ""
    title: str = ""
    url: str = ""
    publisher: str = ""
    note: str = ""
    rewritten: bool = False  # the text is an abridgement in our own words
    ocr: bool = False  # the text was recognised from pictures, and nobody has compared it


@dataclass(frozen=True, slots=True)
class Piece:
    """From character `start` of a paragraph on, its text stands on `line` of the source (until the next piece)."""

    start: int
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its place in the tree. `parent` is the enclosing section's id, "" at the top; `first` its first paragraph."""

    id: str  # s1, s2 … in reading order
    level: int  # 1 = 一、  2 = (一)  3 = 一是/1. on a line of its own
    title: str
    line: int
    parent: str = ""
    part: Literal["", Part] = ""
    first: str = ""
    written: str = ""  # its title, as of a line

    @property
    def shown(self) -> str:
        """Its title as readers see it."""
        return self.written or self.title


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body as cleaned: wrapped lines joined, nothing rewritten. `section` is the innermost section's id."""

    id: str  # p1, p2 … in reading order
    line: int
    text: str
    pieces: tuple[Piece, ...] = ()
    section: str = ""
    part: Literal["", Part] = ""
    topic: str = ""
    row: Row | None = None  # of a table; its cells' places are those of `text`
    written: str = ""  # as of a line

    @property
    def shown(self) -> str:
        """Its text as readers see it."""
        return self.written or self.text


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A line that is not the report, and the name of the rule that kept it out: navigation, copyright, login, share …"""

    line: int
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a report's own text before it is known what it is: a heading or a paragraph, wrapped lines joined."""

    text: str
    pieces: tuple[Piece, ...]
    row: Row | None = None

    @property
    def line(self) -> int:
        """The line of the source on which it begins."""
        return self.pieces[0].line


@dataclass(frozen=True, slots=True)
class Report:
    """A source understood: every line of it is masthead, section, paragraph or named boilerplate."""

    id: str  # 141081-2024; of an edition that is not complete 140800-2024-excerpt
    source: Source
    meta: Meta
    masthead: tuple[Line, ...]  # the report's own title block
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    boilerplate: tuple[Boilerplate, ...]
    warnings: tuple[Problem, ...] = ()

    def __hash__(self) -> int:
        """By its id: caches ask for it again and again, and equal ones have it in common."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the whole place for an indicator of the catalogue, in the indicator's unit.

    `high` is the end of a range; `year` is that of the value, None for a period. Joined editions give one fact with all its evidence.
    """

    indicator: str
    measure: Measure
    value: Decimal
    unit: str
    bound: Bound
    kind: Kind
    year: int | None
    evidence: tuple[Evidence, ...]
    high: Decimal | None = None
    estimate: bool = False  # 预计
    stretch: bool = False  # 力争 after a base value
    whole: str = ""  # of a share of something else than the indicator's own whole: 全市, 计划. Such a fact is compared with nothing
    further: bool = False  # of an indicator outside the core, which hand labels measure: a record gives it apart
    unchecked: bool = False  # 待核: read by a machine from a picture and compared with it by nobody, or beyond what can be
    variant: str = ""  # the words that make it another thing than the plain indicator: 新增, 国家级, 不含开发区
    volume: bool = False  # it merely stands, neither completed nor aimed at: 175个重点项目强力推进

    @property
    def role(self) -> Role:
        """What it is there for; a volume is set against no target."""
        return "volume" if self.volume else "aim" if self.kind == "target" else "done"

    @property
    def like(self) -> tuple[str, bool]:
        """What two values of one indicator, measure, kind and year must share to be compared."""
        return self.variant, self.volume


@dataclass(frozen=True, slots=True)
class Figure:
    """Any other amount of a text, with its subject in the text's own words, so that an editor can find it; `unit` is canonical. Never compared."""

    subject: str
    measure: FigureMeasure
    value: Decimal
    unit: str
    bound: Bound
    kind: Kind
    year: int | None
    evidence: Evidence
    high: Decimal | None = None
    estimate: bool = False
    indicator: str = ""  # of which it would be a value, were it not a part's: 开发区, a firm, the nation
    part: str = "whole"  # or the words that say whose it is: 开发区, 全省
    among: str = ""  # of a rank (2 is the second) or of a difference: 全省


@dataclass(frozen=True, slots=True)
class Aim:
    """A target without a number of its own: 增速高于全省平均, 与经济增长同步, 只增不减, 完成下达任务; `against` whom or what, in the text's words."""

    subject: str
    relation: Relation
    against: str
    year: int | None
    evidence: Evidence
    indicator: str = ""  # of the catalogue, where the subject names one
    words: str = ""  # the yardstick as the text says it: 与经济增长同步
    measure: Literal["", Measure] = ""  # growth where its words say so, else the indicator's own; "" without an indicator


@dataclass(frozen=True, slots=True)
class Project:
    """A named construction or investment project with its investment (亿元) or milestone."""

    name: str
    investment: Decimal | None
    milestone: Literal["", Milestone]
    when: str
    kind: Kind
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Pledge:
    """An item of a list of 民生实事: `text` is all that is said of it, its title and every paragraph; `evidence` the first of these."""

    no: int
    evidence: Evidence
    text: str
    further: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary (名词解释): `evidence.quote` is the whole entry as it stands."""

    term: str
    definition: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one report after reading it."""

    report: Report
    facts: tuple[Fact, ...] = ()
    projects: tuple[Project, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    terms: tuple[Term, ...] = ()
    warnings: tuple[Problem, ...] = ()
    words: tuple[Usage, ...] = ()
    figures: tuple[Figure, ...] = ()
    aims: tuple[Aim, ...] = ()
    sections: tuple[TitledSection, ...] = ()  # of every form; report.sections are the outline alone
    tasks: tuple[Task, ...] = ()
    policies: tuple[PolicyMention, ...] = ()
    subjects: tuple[SectionSubjects, ...] = ()  # of tasks, and of the heads of the review
    spoken: Spoken | None = None  # what it says of indicators; None where that has to be looked for

    @property
    def own_facts(self) -> tuple[Fact, ...]:
        """The facts that may stand beside others: those that are a share of something else (占全市比重40%) are left out."""
        return tuple(fact for fact in self.facts if not fact.whole)
