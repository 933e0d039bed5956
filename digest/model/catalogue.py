"""The nouns of editors: what stands in content/ and needs no Python to change. catalogue_files.py validates the files against these."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from digest.model.closed_sets import Detail, Level, Measure
from digest.model.limits import DEFAULTS, Limits
from digest.model.national import NationalValue
from digest.model.written import Address

FORBID = {"extra": "forbid"}  # an unknown key in a file is an error, never ignored


@dataclass(frozen=True, slots=True)
class Place:
    """A province, prefecture or county of content/places.csv. `parent` is the code above it, "" for a province."""

    code: str  # six digits, GB/T 2260
    name: str
    level: Level
    parent: str = ""

    def __hash__(self) -> int:
        """By its code: caches ask for it again and again, and equal ones have it in common."""
        return hash(self.code)


@dataclass(frozen=True, slots=True)
class RowGroup:
    """A group of rows of a topic's scoreboard: 空气; the indicators and measures of policy in it, and words by which a clause without a number is of it."""

    __pydantic_config__ = FORBID

    name: str
    indicators: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its name, and the words by which a heading or a paragraph is recognised as being about it."""

    __pydantic_config__ = FORBID

    id: str
    name: str
    about: str = ""  # one sentence for readers
    headings: tuple[str, ...] = ()  # words that decide it when they stand in a heading
    words: tuple[str, ...] = ()  # words that speak for it in a paragraph
    rows: tuple[RowGroup, ...] = ()  # of its scoreboard; an indicator in none of them stands in none
    works: Literal["own", "all"] = "own"  # whose works its brief lists: its own, those of all topics
    detail: Detail = "brief"  # of its page

    def __hash__(self) -> int:
        """By its id: caches ask for it again and again, and equal ones have it in common."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class TaskTheme:
    """What a main task of a plan can be about: 扩大内需; a word of its title decides, else the words of its text."""

    __pydantic_config__ = FORBID

    id: str
    name: str
    titles: tuple[str, ...] = ()  # words that decide it when they stand in a title
    words: tuple[str, ...] = ()  # words that speak for it in the text below
    never: tuple[str, ...] = ()  # what holds one of the words and says nothing of the theme: 高质量发展

    def __hash__(self) -> int:
        """By its id: caches ask for it again and again, and equal ones have it in common."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class TaskSubject:
    """What tasks of plans are aligned by: 改革和营商环境; a task can be about several, each named by its title, its text or a head below it."""

    __pydantic_config__ = FORBID

    id: str
    name: str
    topic: str  # whose digest shows the tasks about it
    titles: tuple[str, ...]  # words that name it in a title
    words: tuple[str, ...]  # words of sentences that speak of it
    never: tuple[str, ...] = ()  # what holds one of the words and says nothing of it

    def __hash__(self) -> int:
        """By its id: caches ask for it again and again, and equal ones have it in common."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of content/indicators.yaml: its canonical unit, its topic, and how reports call it."""

    __pydantic_config__ = FORBID

    id: str
    name: str
    unit: str
    topic: str
    aliases: tuple[str, ...] = ()  # … stands for a few characters without punctuation
    shared: tuple[str, ...] = ()  # aliases that other indicators have too: 城乡居民收入 names the urban and the rural one
    worded: tuple[str, ...] = ()  # names that are too wide alone: of words always, of a number only in a list of values: 居民收入
    aimed: tuple[str, ...] = ()  # still wider names, by which only a target in words names it too: 居民收入 names the urban and the rural income
    akin: tuple[str, ...] = ()  # the indicators whose words are its own too: what is said of all residents' income is said of the urban one
    heads: tuple[str, ...] = ()  # words without any of which a whole text does not speak of it at all; where none are given, its names
    older: tuple[str, ...] = ()  # names of times gone by: in reports of before 2004, and behind 全县, 我市 or the place's own name
    never: tuple[str, ...] = ()  # phrases that contain an alias and mean something else
    modifiers: tuple[str, ...] = ()  # words before a name that do not narrow it: 地表水|断面优良比例
    nearby: tuple[str, ...] = ()  # aliases that count only in a sentence which also gives an indicator of `beside`
    beside: tuple[str, ...] = ()
    led_by: tuple[str, ...] = ()  # words right before a name of `nearby`, without which it does not count
    stock: str = ""  # of an addition: the indicator whose level 达到…… after it gives
    units: tuple[str, ...] = ()  # accepted besides `unit` and what converts into it
    families: tuple[str, ...] = ()  # units that do not convert into `unit` and in which it is also given: a value keeps its own, compared within it
    measures: tuple[Measure, ...] = ("level", "growth", "change")  # accepted; the first is meant where the text does not say
    additions: bool = False  # an addition by definition: 新增 gives its level
    counted: bool = False  # the amount may stand before the name: 60个老旧小区
    needs: tuple[str, ...] = ()  # one of these words must stand in the name or between name and value
    several: bool = False  # a report may rightly give several values (funds of several kinds): no contradiction
    unless: tuple[str, ...] = ()  # words behind name and value that show that only some of them are meant
    loose: bool = False  # what is counted differs from report to report: never ranked, never followed over the years
    variants: tuple[str, ...] = ()  # groups of words that here tell like things apart, besides those of figure-variants.txt: 国考 | 国控 | 省考
    plain: tuple[str, ...] = ()  # words of that list which here say nothing more: 国家级 of 高新技术企业
    volume: bool = False  # a value stands as a volume unless something is said to be completed: 重点项目数
    lower_is_better: bool = False  # a target is kept by what is no higher
    headline: Literal["", Measure] = ""  # in which of its measures its targets stand on the board; "" for none
    further: bool = False  # outside the core, whose facts hand labels measure: a record gives its facts apart, all else treats them alike
    within: str = ""  # the indicator of which this one is a part: its level can not be more
    sectors: tuple[str, ...] = ()  # the indicators that together are all of it: 三次产业
    real: bool = False  # its growth is told without prices, which its levels hold
    follows: str = ""  # the indicator with which it commonly grows and falls
    least: Decimal | None = None  # plausible levels, in `unit`
    most: Decimal | None = None

    def __hash__(self) -> int:
        """By its id: caches ask for it again and again, and equal ones have it in common."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Policy:
    """A measure of policy (举措) of content/measures.yaml: 河湖长制, 零工市场; how reports call it, and what only looks like it."""

    __pydantic_config__ = FORBID

    id: str
    name: str
    topic: str
    names: tuple[str, ...]  # … stands for a few characters within a clause; quotation marks and brackets do not count
    never: tuple[str, ...] = ()  # phrases that contain a name and mean something else
    needs: tuple[str, ...] = ()  # one of these words must stand in the sentence
    unless: tuple[str, ...] = ()  # none of these words may stand in the clause
    indicators: tuple[str, ...] = ()  # whose values in the sentence are said of it
    units: tuple[str, ...] = ()  # of the amounts that are said of it; () for all

    def __hash__(self) -> int:
        """By its id: caches ask for it again and again, and equal ones have it in common."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A word list of content/lexicons/NAME.txt: one word or phrase a line, # begins a comment."""

    name: str
    words: tuple[str, ...]

    def __hash__(self) -> int:
        """By its name: caches ask for it again and again, and equal ones have it in common."""
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class WatchedWord:
    """A line of content/watchlist.txt: what readers ask who says it, as it is shown and in every way of writing that counts as it."""

    forms: tuple[str, ...]

    @property
    def name(self) -> str:
        """How it is shown: the first of its forms."""
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Weight:
    """A line of content/weights.csv: the level of an indicator (in its unit) of a place in a year, which its report may not give."""

    code: str
    indicator: str
    year: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """content/site.yaml: what the site and the bulletins are called and who publishes them."""

    __pydantic_config__ = FORBID

    title: str
    subtitle: str = ""
    publisher: str = ""
    url: Address = ""  # absolute address of the published site: without it no sitemap, and pages name no address of their own
    about: str = ""
    data_date: str = ""  # of the data, in place of the newest report's day; nothing is dated by the clock
    lead_topics: tuple[str, ...] = ()  # topics shown first
    licence: str = ""  # of the data and of our own words, not of the reports: CC BY 4.0
    licence_url: Address = ""
    contact: str = ""  # where mistakes are reported: an address of mail or of a page
    traditional: bool = False  # every page a second time, in traditional characters
    organiser: str = ""  # 主办单位
    icp: str = ""  # the number under which the site is registered (ICP备案号), which the foot of every page must show in mainland China
    police: str = ""  # the same of the police (公安备案号)
    logo: str = ""  # the name of a picture in static/, shown before the title
    icon: str = ""  # the same, shown by browsers beside the page's title


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything of content/ that reading and comparing need."""

    places: tuple[Place, ...]
    topics: tuple[Topic, ...]
    indicators: tuple[Indicator, ...]
    lexicons: tuple[Lexicon, ...] = ()
    site: SiteSettings = field(default_factory=lambda: SiteSettings(title=""))
    about: str = ""  # content/about.md: what the page about the site says, as Markdown
    stated: tuple[tuple[str, int], ...] = ()  # the keys of content/site.yaml, each with its line
    task_themes: tuple[TaskTheme, ...] = ()
    watched: tuple[WatchedWord, ...] = ()
    policies: tuple[Policy, ...] = ()
    task_subjects: tuple[TaskSubject, ...] = ()
    national: tuple[NationalValue, ...] = ()
    weights: tuple[Weight, ...] = ()
    limits: Limits = DEFAULTS

    def __hash__(self) -> int:
        """By how much there is of it: caches ask for it again and again, and equal ones have it in common."""
        return hash((len(self.places), len(self.indicators), len(self.lexicons)))

    def topic(self, id: str) -> Topic:
        """A topic's id → the topic; KeyError where there is none."""
        return {t.id: t for t in self.topics}[id]

    def indicator(self, id: str) -> Indicator:
        """An indicator's id → the indicator; KeyError where there is none."""
        return {i.id: i for i in self.indicators}[id]

    def place(self, code: str) -> Place:
        """A place's code → the place; KeyError where there is none."""
        return {p.code: p for p in self.places}[code]

    def words(self, lexicon: str) -> tuple[str, ...]:
        """A lexicon's name → its words; () where there is no such list."""
        return next((x.words for x in self.lexicons if x.name == lexicon), ())
