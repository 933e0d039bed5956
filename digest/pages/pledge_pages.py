"""All pledges (民生实事) of all reports → their pages: the newest lists first, all lists of a place, all pledges about a topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from digest.chinese import figure_format
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.dossier import Dossier
from digest.model.listing import ListedPledge, PledgeList
from digest.pages.indicator_pages import report_link
from digest.pages.page_frame import Link, frame
from digest.pages.pagination import Choice, Page, choice, followable, leaf_links, leaves, place_choice, topic_names, year_choice
from digest.render import filters, routes
from digest.render.keeping_names import keeping_name

MOST = 250  # pledges of a page
PLACES = 300  # places that the first page lists
SIDE_BY_SIDE = 60  # pledges of a service
MOST_AMOUNTS = 4  # of a pledge in that table
TEMPLATE = "pledges.html.j2"
OTHER = "其他"  # a topic that the catalogue does not have


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """A pledge: its number, its words and where they stand, its topic, and the sentence of the next year's report."""

    no: int
    quote: str
    href: str
    topic: Link
    pledge: ListedPledge
    later: str
    later_href: str
    outcome: str


@dataclass(frozen=True, slots=True)
class PledgeGroup:
    """The pledges of one report, or of them those about a topic. `outcome`: found | none (the next report is at hand) | unknown."""

    id: str
    place: Link
    report: Link
    dossier: Dossier
    lines: tuple[PledgeLine, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class PlaceWithLists:
    """A place with the years of its lists."""

    place: Link
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic, how many pledges are about it, and of how many reports."""

    topic: Link
    count: int
    reports: int


@dataclass(frozen=True, slots=True)
class AnnouncedRow:
    """A report that announces pledges: how many, in how many groups, with how much money, where, and how many of them it lists."""

    place: Link
    report: Link
    count: int
    href: str
    groups: int
    money: Decimal | None
    listed: int


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A place's pledge about a service: the amounts and the time in it, its words, and what came of it."""

    place: Link
    report: Link
    amounts: tuple[str, ...]
    deadline: str
    quote: str
    href: str
    keeping: str


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """A service and the places' pledges about it, side by side."""

    name: str
    places: int
    rows: tuple[ServiceRow, ...]


@dataclass(frozen=True, slots=True)
class PledgeContext:
    """What every page asks: topics by their names, those with a page, and the reports whose next one is at hand."""

    catalogue: Catalogue
    names: dict[str, str]
    topics: frozenset[str]
    told: frozenset[str]


def pledge_pages(comparison: Comparison, catalogue: Catalogue) -> Iterator[Page]:
    """→ every page of pledges."""
    pledges = comparison.pledges
    known = PledgeContext(catalogue, topic_names(catalogue), frozenset(t.topic.id for t in comparison.topics), followable(comparison))
    yield routes.PLEDGES, TEMPLATE, first_values(comparison, known)
    by_place = sorted(pledges.lists, key=lambda one: one.dossier.place.code)  # stable: newest first in each
    for code, found in groupby(by_place, key=lambda one: one.dossier.place.code):
        lists = tuple(found)
        place = (lists[0].dossier.name, routes.place_page(code))
        yield from _pages_of_lists(code, f"{lists[0].dossier.name}的民生实事", lists, place, known)
    for topic in pledges.topics:
        about = (_list_about_topic(one, topic.topic) for one in pledges.lists)
        lists = tuple(one for one in about if one.pledges)
        name = known.names.get(topic.topic, OTHER)
        home = (name, routes.topic_page(topic.topic)) if topic.topic in known.topics else None
        yield from _pages_of_lists(topic.topic, f"民生实事：{name}", lists, home, known)


def first_values(comparison: Comparison, known: PledgeContext) -> dict[str, object]:
    """→ the values of pledges/index.html: what there is, and the newest lists."""
    page, pledges = routes.PLEDGES, comparison.pledges
    runs = leaves(pledges.lists, MOST, lambda one: len(one.pledges)) or ((),)
    topics = tuple(
        TopicRow(Link(known.names.get(one.topic, OTHER), routes.relative(page, routes.pledges_page(one.topic))), one.count, one.reports)
        for one in pledges.topics
    )
    values = _values_of_page(page, "民生实事", runs[0], known)
    found = {"count": pledges.count, "lists": len(pledges.lists), "topics": topics, "places": _places_of_lists(page, pledges.lists)}
    aligned = {"announced": _announced_rows(page, comparison), "services": _service_groups(page, comparison)}
    return {**values, **found, **aligned, "first": True, "whole": len(runs) == 1}


def _announced_rows(page: str, comparison: Comparison) -> tuple[AnnouncedRow, ...]:
    """→ of each place the newest report that announces pledges."""
    newest = {one.dossier.place.code: one for one in sorted(comparison.pledges.announcers, key=lambda one: one.dossier.year)}
    return tuple(
        AnnouncedRow(
            _link_to_place(page, one.dossier),
            report_link(one.dossier, page),
            one.announced.count,
            filters.passage(one.announced.evidence, page) if one.announced.evidence else "",
            one.announced.groups,
            one.announced.money,
            one.listed,
        )
        for one in (newest[code] for code in sorted(newest)[:PLACES])
    )


def _service_groups(page: str, comparison: Comparison) -> tuple[ServiceGroup, ...]:
    """→ the services that several places have pledges about, each with its pledges; of very many places the first."""
    return tuple(
        ServiceGroup(one.name, len({p.dossier.place.code for p in one.pledges}), tuple(_service_row(page, pledge) for pledge in one.pledges[:SIDE_BY_SIDE]))
        for one in comparison.pledges.services
    )


def _service_row(page: str, pledge: ListedPledge) -> ServiceRow:
    amounts = tuple(figure_format.amount(amount.value, amount.unit) for amount in pledge.amounts if "元" not in amount.unit and amount.unit != "%")
    return ServiceRow(
        _link_to_place(page, pledge.dossier),
        report_link(pledge.dossier, page),
        amounts[:MOST_AMOUNTS],
        pledge.deadline,
        filters.readable(pledge.pledge.text),
        filters.passage(pledge.pledge.evidence, page),
        keeping_name(pledge.later.keeping) if pledge.later else "",
    )


def _link_to_place(page: str, dossier: Dossier) -> Link:
    return Link(filters.place_name(dossier), routes.relative(page, routes.place_page(dossier.place.code)))


def _places_of_lists(page: str, lists: Iterable[PledgeList]) -> tuple[PlaceWithLists, ...]:
    """Lists → their places by code with the years; where they are too many for a page, none: the places' own pages lead on."""
    rows = []
    for code, found in groupby(sorted(lists, key=lambda one: one.dossier.place.code), key=lambda one: one.dossier.place.code):
        own = tuple(found)
        years: list[Link] = []
        for number, leaf in enumerate(leaves(own, MOST, lambda one: len(one.pledges)), 1):
            href = routes.relative(page, routes.pledges_page(code, number))
            years += [Link(f"{one.dossier.year}年", f"{href}#{_anchor_of(one.dossier)}") for one in leaf]
        rows.append(PlaceWithLists(Link(own[0].dossier.name, routes.relative(page, routes.pledges_page(code))), tuple(years)))
    return tuple(rows) if len(rows) <= PLACES else ()


def _list_about_topic(one: PledgeList, topic: str) -> PledgeList:
    return replace(one, pledges=tuple(pledge for pledge in one.pledges if pledge.topic == topic))


def _pages_of_lists(name: str, title: str, lists: tuple[PledgeList, ...], home: tuple[str, str] | None, known: PledgeContext) -> Iterator[Page]:
    """Lists of a place or about a topic → their page, or as many pages as they need."""
    runs = leaves(lists, MOST, lambda one: len(one.pledges))
    addresses = [routes.pledges_page(name, number) for number in range(1, len(runs) + 1)]
    years = [[one.dossier.year for one in run] for run in runs]
    for page, run in zip(addresses, runs, strict=True):
        values = _values_of_page(page, title, run, known)
        way = Link(home[0], routes.relative(page, home[1])) if home else None
        yield page, TEMPLATE, {**values, "leaves": leaf_links(page, addresses, years), "home": way}


def _values_of_page(page: str, title: str, lists: tuple[PledgeList, ...], known: PledgeContext) -> dict[str, object]:
    about = "各地政府工作报告里的民生实事：逐条照录，按地区、年份和专题查，附下一年报告里的说法。"
    return {
        "frame": frame(page, title, "pledge-list", known.catalogue.site, routes.PLEDGES, about),
        "groups": tuple(_group_of_list(one, page, known) for one in lists),
        "fields": choices(lists, known.names),
        "count": 0,
        "lists": 0,
        "topics": (),
        "places": (),
        "announced": (),
        "services": (),
        "all_places": routes.relative(page, routes.PLACES),
        "first": False,
        "whole": True,
        "leaves": (),
        "home": None,
        "csv": routes.relative(page, routes.dataset("pledges", "csv")),
    }


def choices(lists: tuple[PledgeList, ...], names: dict[str, str]) -> tuple[Choice, ...]:
    """Lists → the select boxes by which their pledges can be filtered."""
    dossiers = [one.dossier for one in lists]
    said = {pledge.topic for one in lists for pledge in one.pledges}
    topics = choice("topic", "专题", ((id, name) for id, name in names.items() if id in said))
    return tuple(one for one in (place_choice(dossiers), year_choice(dossiers), topics) if len(one.options) > 1)


def _anchor_of(dossier: Dossier) -> str:
    return f"d{dossier.id}"


def _group_of_list(one: PledgeList, page: str, known: PledgeContext) -> PledgeGroup:
    dossier = one.dossier

    def line(pledge: ListedPledge) -> PledgeLine:
        evidence, later = pledge.pledge.evidence, pledge.later
        href = routes.relative(page, routes.topic_page(pledge.topic)) if pledge.topic in known.topics else ""
        topic = Link(known.names.get(pledge.topic, OTHER), href)
        quote = filters.readable(later.told.quote) if later and later.told else ""
        told = filters.passage(later.told, page) if later and later.told else ""
        outcome = keeping_name(later.keeping) if later else ""
        return PledgeLine(pledge.pledge.no, filters.readable(pledge.pledge.text), filters.passage(evidence, page), topic, pledge, quote, told, outcome)

    return PledgeGroup(
        _anchor_of(dossier),
        Link(filters.place_name(dossier), routes.relative(page, routes.place_page(dossier.place.code))),
        report_link(dossier, page),
        dossier,
        tuple(map(line, one.pledges)),
        "unknown" if dossier.id not in known.told else "found" if any(pledge.later for pledge in one.pledges) else "none",
    )
