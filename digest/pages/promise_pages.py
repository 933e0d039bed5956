"""What all reports undertook and what came of it (兑现) → the pages: a scoreboard of places, years and topics, and each place's commitments one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digest.model.catalogue import Catalogue
from digest.model.commitment import COMMITMENT_KINDS, KEEPINGS, Account, KeptYear
from digest.model.comparison import Comparison, PlaceProfile
from digest.pages.indicator_pages import report_link
from digest.pages.page_frame import Link, frame
from digest.pages.pagination import Choice, Page, choice, leaf_links, leaves, topic_names, year_choice
from digest.render import filters, routes
from digest.render.keeping_names import commitment_name, keeping_name

MOST = 240  # commitments of a page
PLACES = 400  # reports of the scoreboard; the newest of each place come first
TEMPLATE = "promises.html.j2"
OTHER = "其他"  # a topic that the catalogue does not have


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A line of a scoreboard: whose commitments, of which report, how many, and how many came to what, in the order of KEEPINGS."""

    name: Link
    report: Link
    total: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A commitment and its account as a page shows them: both sentences, and where they stand."""

    kind: str
    topic: str
    quote: str
    href: str
    keeping: str
    later: str
    later_href: str
    note: str
    account: Account


@dataclass(frozen=True, slots=True)
class PromiseGroup:
    """The commitments of one report: its year, the report that tells, the rows, and how many were too vague to be followed."""

    id: str
    year: KeptYear
    report: Link
    next: Link
    rows: tuple[PromiseRow, ...]
    more: int


def promise_pages(comparison: Comparison, catalogue: Catalogue) -> Iterator[Page]:
    """→ promises/index.html, and the pages of each place whose reports of two years in a row are at hand."""
    places = tuple(profile for profile in comparison.places if profile.kept)
    yield routes.PROMISES, TEMPLATE, _first_values(places, catalogue)
    for profile in places:
        runs = leaves(profile.kept, MOST, lambda year: len(year.accounts))
        addresses = [routes.promises_page(profile.place.code, number) for number in range(1, len(runs) + 1)]
        years = [[year.dossier.year for year in run] for run in runs]
        for page, run in zip(addresses, runs, strict=True):
            yield page, TEMPLATE, {**_place_values(page, profile, run, catalogue), "leaves": leaf_links(page, addresses, years)}


def _first_values(places: Sequence[PlaceProfile], catalogue: Catalogue) -> dict[str, object]:
    page = routes.PROMISES
    years = [(profile, year) for profile in places for year in profile.kept]
    newest = sorted(years, key=lambda item: (-item[1].dossier.year, item[0].place.code))
    accounts = [one for _, year in years for one in year.accounts]
    names = topic_names(catalogue)
    rows = tuple(
        _score(Link(year.dossier.name, _way_to_year(page, profile, year)), report_link(year.dossier, page), year.accounts) for profile, year in newest[:PLACES]
    )
    topics = (
        _score(Link(names.get(topic, OTHER)), Link(""), [one for one in accounts if one.commitment.topic == topic])
        for topic in dict.fromkeys((*names, *(one.commitment.topic for one in accounts)))
    )
    kinds = (_score(Link(commitment_name(kind)), Link(""), [one for one in accounts if one.commitment.kind == kind]) for kind in COMMITMENT_KINDS)
    return {
        **_values_of_page(page, "承诺兑现", catalogue),
        "first": True,
        "places": len(places),
        "pairs": len(years),
        "total": _score(Link("合计"), Link(""), accounts),
        "scores": rows,
        "topics": tuple(row for row in topics if row.total),
        "kinds": tuple(row for row in kinds if row.total),
    }


def _place_values(page: str, profile: PlaceProfile, years: Sequence[KeptYear], catalogue: Catalogue) -> dict[str, object]:
    names = topic_names(catalogue)
    accounts = [one for year in years for one in year.accounts]
    scores = (_score(Link(f"{year.dossier.year}年", f"#{_anchor_of(year)}"), Link(""), year.accounts) for year in years)
    return {
        **_values_of_page(page, f"{profile.dossiers[0].name}的承诺兑现", catalogue),
        "home": Link(profile.dossiers[0].name, routes.relative(page, routes.place_page(profile.place.code))),
        "scores": tuple(scores),
        "total": _score(Link("合计"), Link(""), accounts),
        "groups": tuple(_group_of_year(page, year, names) for year in years),
        "fields": _choices(years, accounts, names),
    }


def _values_of_page(page: str, title: str, catalogue: Catalogue) -> dict[str, object]:
    about = "上一年政府工作报告的目标、项目、民生实事和带数量的承诺，下一年的报告怎么说：兑现、部分兑现、推迟、再次承诺、无下文，逐条连到两处原文。"
    return {
        "frame": frame(page, title, "promise-list", catalogue.site, routes.PROMISES, about),
        "keepings": tuple(map(keeping_name, KEEPINGS)),
        "first": False, "places": 0, "pairs": 0, "scores": (), "topics": (), "kinds": (), "groups": (), "fields": (), "leaves": (), "home": None, "total": None,
        "csv": routes.relative(page, routes.dataset("promises", "csv")),
    }  # fmt: skip


def _score(name: Link, report: Link, accounts: Sequence[Account]) -> ScoreRow:
    counts = Counter(one.keeping for one in accounts)
    return ScoreRow(name, report, len(accounts), tuple(counts[keeping] for keeping in KEEPINGS))


def _anchor_of(year: KeptYear) -> str:
    return f"d{year.dossier.id}"


def _way_to_year(page: str, profile: PlaceProfile, year: KeptYear) -> str:
    """→ the leaf of the place's pages on which the commitments of a year stand."""
    runs = leaves(profile.kept, MOST, lambda one: len(one.accounts))
    number = next(n for n, run in enumerate(runs, 1) if year in run)
    return f"{routes.relative(page, routes.promises_page(profile.place.code, number))}#{_anchor_of(year)}"


def _group_of_year(page: str, year: KeptYear, names: dict[str, str]) -> PromiseGroup:
    rows = tuple(_row_of_account(page, one, names) for one in year.accounts)
    return PromiseGroup(_anchor_of(year), year, report_link(year.dossier, page), report_link(year.next, page), rows, year.more)


def _row_of_account(page: str, one: Account, names: dict[str, str]) -> PromiseRow:
    said, told = one.commitment, one.told
    return PromiseRow(
        commitment_name(said.kind),
        names.get(said.topic, OTHER),
        filters.readable(said.evidence.quote),
        filters.passage(said.evidence, page),
        keeping_name(one.keeping),
        filters.readable(told.quote) if told else "",
        filters.passage(told, page) if told else "",
        "" if one.sure or told is None else "疑似",
        one,
    )


def _choices(years: Iterable[KeptYear], accounts: Sequence[Account], names: dict[str, str]) -> tuple[Choice, ...]:
    """Commitments → the select boxes by which they can be filtered."""
    kept, said = {one.keeping for one in accounts}, {one.commitment.topic for one in accounts}
    made = (
        year_choice(year.dossier for year in years),
        choice("keeping", "结论", ((keeping, keeping_name(keeping)) for keeping in KEEPINGS if keeping in kept)),
        choice("kind", "种类", ((kind, commitment_name(kind)) for kind in COMMITMENT_KINDS if any(one.commitment.kind == kind for one in accounts))),
        choice("topic", "专题", ((id, name) for id, name in names.items() if id in said)),
    )
    return tuple(one for one in made if len(one.options) > 1)
