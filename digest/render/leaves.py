"""A list that may be long → leaves of bounded size, each a page; and what select boxes choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from digest import filters, routes
from digest.catalogue import Catalogue
from digest.comparison import Comparison, Dossier
from digest.render.frames import Link

T = TypeVar("T")
Page = tuple[str, str, dict[str, object]]  # address, template, values


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
