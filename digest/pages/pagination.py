"""A long list → leaves, each a page, of the size that each kind of page states (MOST in project_pages.py …); and what select boxes choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.dossier import Dossier
from digest.pages.page_frame import Link
from digest.render import filters, routes

T = TypeVar("T")
Page = tuple[str, str, dict[str, object]]  # address, template, values
Lists = tuple[tuple[str, str], ...]  # what there is of a place or a topic: how it is called, and its address


@dataclass(frozen=True, slots=True)
class Option:
    """An entry of a select box: what is looked for, and how it is called."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A select box: the attribute that it looks at (data-NAME), its label, and its entries."""

    name: str
    label: str
    options: tuple[Option, ...]


def leaves(items: Sequence[T], most: int, size: Callable[[T], int] = lambda _: 1) -> tuple[tuple[T, ...], ...]:
    """Items in order → the same in runs that come to no more than `most`, an item that alone comes to more for itself.

    sizes 3, 4, 5 with most 7 → (3, 4), (5,)
    """
    found: list[list[T]] = []
    filled = most
    for item in items:
        if not found or filled + size(item) > most:
            found.append([])
            filled = 0
        found[-1].append(item)
        filled += size(item)
    return tuple(map(tuple, found))


def leaf_links(page: str, addresses: Sequence[str], years: Sequence[Sequence[int]]) -> tuple[Link, ...]:
    """A leaf, the addresses of all and the years that each is of → links to them, its own leading nowhere; none where it is the only one.

    → 2024—2021年的报告 (here), 2021—2015年的报告 → 141081-2.html
    """
    names = [filters.period(found) for found in years]
    made = (Link(f"{name}年的报告", "" if address == page else routes.relative(page, address)) for name, address in zip(names, addresses, strict=True))
    return tuple(made) if len(addresses) > 1 else ()


def choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> Choice:
    """Pairs of value and words → a select box with each value once, in their order."""
    return Choice(name, label, tuple(Option(value, text) for value, text in dict(options).items()))


def place_choice(dossiers: Iterable[Dossier]) -> Choice:
    """Dossiers → a select box of their places by code."""
    names = {dossier.place.code: filters.place_name(dossier) for dossier in dossiers}
    return choice("place", "地区", sorted(names.items()))


def year_choice(dossiers: Iterable[Dossier]) -> Choice:
    """Dossiers → a select box of their years, the newest first."""
    return choice("year", "报告年份", ((str(year), f"{year}年") for year in sorted({d.year for d in dossiers}, reverse=True)))


def topic_names(catalogue: Catalogue) -> dict[str, str]:
    """→ how each topic is called, by its id."""
    return {topic.id: topic.name for topic in catalogue.topics}


def followable(comparison: Comparison) -> frozenset[str]:
    """→ the ids of dossiers whose next year's report is at hand."""
    known = {(dossier.place.code, dossier.year) for dossier in comparison.dossiers}
    return frozenset(d.id for d in comparison.dossiers if (d.place.code, d.year + 1) in known)


def ways(comparison: Comparison) -> dict[str, tuple[tuple[str, str], ...]]:
    """→ by a place's code or a topic's id the lists that there are of it: how they are called, and their addresses."""
    found: dict[str, list[tuple[str, str]]] = {}
    for place in comparison.projects.places:
        found.setdefault(place.place.code, []).append(("本地区的项目", routes.projects_page(place.place.code)))
    for code in dict.fromkeys(one.dossier.place.code for one in comparison.pledges.lists):
        found.setdefault(code, []).append(("本地区的民生实事", routes.pledges_page(code)))
    for profile in comparison.places:
        if profile.kept:
            found.setdefault(profile.place.code, []).append(("本地区的承诺兑现", routes.promises_page(profile.place.code)))
    for code in dict.fromkeys(d.place.code for term in comparison.terms for wording in term.explanations for d in wording.dossiers):
        found.setdefault(code, []).append(("本地区的名词解释", routes.terms_page(code)))
    for topic in comparison.pledges.topics:
        found.setdefault(topic.topic, []).append(("本专题的民生实事", routes.pledges_page(topic.topic)))
    return {key: tuple(lists) for key, lists in found.items()}


def links_to(lists: Iterable[tuple[str, str]], page: str) -> tuple[Link, ...]:
    """Names and addresses → links to them from a page."""
    return tuple(Link(name, routes.relative(page, route)) for name, route in lists)
