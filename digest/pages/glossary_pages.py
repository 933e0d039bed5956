"""All terms that reports explain → the glossary: those that several places explain first, each place's own on its own page.

As long as all of them find room on one page they stand there; where not, the first page has the shared ones and leads to the places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.dossier import Dossier
from digest.model.listing import Explained, Explanation
from digest.pages.page_frame import Link, frame
from digest.pages.pagination import Choice, Page, leaves, place_choice
from digest.pages.term_uses import PLACES_OF_USE
from digest.render import filters, routes

MOST = 250  # terms of a page
PLACES = 300  # places that the first page lists; where there are more, the places' own pages lead on
TEMPLATE = "glossary.html.j2"


@dataclass(frozen=True, slots=True)
class TermWording:
    """How a term is explained: word for word, where that stands, by which reports, and where these use it."""

    definition: str
    href: str
    reports: tuple[Link, ...]
    uses: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term: its anchor, its words, how it is explained, and the codes of the places that do."""

    id: str
    term: str
    wordings: tuple[TermWording, ...]
    places: int
    codes: str


@dataclass(frozen=True, slots=True)
class PlaceTerms:
    """A place, how many terms it explains (a tuple, so that they are counted where they stand), and its page."""

    place: Link
    terms: tuple[Explained, ...]


def glossary_pages(comparison: Comparison, catalogue: Catalogue) -> Iterator[Page]:
    """→ every page of the glossary."""
    terms = comparison.terms
    whole = len(terms) <= MOST
    shared = [one for one in terms if one.places > 1][:MOST]
    shown = terms if whole else shared
    page = routes.GLOSSARY
    by_place = _by_place(terms)
    names = {dossier.place.code: dossier for dossier in comparison.dossiers}
    places = () if whole or len(by_place) > PLACES else tuple(
        PlaceTerms(Link(names[code].name, routes.relative(page, routes.terms_page(code))), tuple(found)) for code, found in by_place.items()
    )  # fmt: skip
    values = _values_of_page(page, "名词解释", shown, catalogue)
    yield page, TEMPLATE, {**values, "count": len(terms), "whole": whole, "places": places, "all_places": routes.relative(page, routes.PLACES)}
    for code, found in by_place.items():
        runs = leaves(sorted(found, key=lambda one: -one.places), MOST)
        addresses = [routes.terms_page(code, number) for number in range(1, len(runs) + 1)]
        for page, run in zip(addresses, runs, strict=True):
            values = _values_of_page(page, f"{names[code].name}的名词解释", run, catalogue, code)
            home = Link(names[code].name, routes.relative(page, routes.place_page(code)))
            yield page, TEMPLATE, {**values, "leaves": _leaf_links(page, addresses, runs), "home": home}


def _leaf_links(page: str, addresses: list[str], runs: tuple[tuple[Explained, ...], ...]) -> tuple[Link, ...]:
    """Leaves → links to them, each called by its first term; a link's note is the anchor."""
    firsts = [run[0].term for run in runs]
    links = (
        Link(f"“{filters.readable(term)}”起", "" if address == page else routes.relative(page, address), routes.term(term))
        for address, term in zip(addresses, firsts, strict=True)
    )
    return tuple(links) if len(runs) > 1 else ()


def _by_place(terms: Iterable[Explained]) -> dict[str, list[Explained]]:
    """Terms → by the code of each place those that it explains."""
    found: dict[str, list[Explained]] = {}
    for one in terms:
        for code in sorted(_codes_of_places(one)):
            found.setdefault(code, []).append(one)
    return {code: found[code] for code in sorted(found)}


def _codes_of_places(one: Explained) -> set[str]:
    return {dossier.place.code for explanation in one.explanations for dossier in explanation.dossiers}


def _values_of_page(page: str, title: str, terms: Iterable[Explained], catalogue: Catalogue, code: str = "") -> dict[str, object]:
    """`code`: of one place alone, whose wording comes first."""
    terms = tuple(terms)
    dossiers = [dossier for one in terms for explanation in one.explanations for dossier in explanation.dossiers]
    about = "各地政府工作报告附的名词解释：逐条照录，几地都解释的并排对照，并连到正文用到的地方。"
    return {
        "frame": frame(page, title, "term-list", catalogue.site, routes.GLOSSARY, about),
        "entries": tuple(_entry_of_term(one, page, code) for one in terms),
        "fields": choices(dossiers) if not code else (),
        "count": 0,
        "whole": True,
        "places": (),
        "all_places": "",
        "leaves": (),
        "home": None,
    }


def choices(dossiers: Iterable[Dossier]) -> tuple[Choice, ...]:
    """Dossiers → the select box of their places."""
    made = place_choice(dossiers)
    return (made,) if len(made.options) > 1 else ()


def _entry_of_term(one: Explained, page: str, code: str) -> Entry:
    first = sorted(one.explanations, key=lambda explanation: code not in {d.place.code for d in explanation.dossiers}) if code else one.explanations
    wordings = tuple(_wording_of(explanation, page) for explanation in first)
    return Entry(routes.term(one.term), filters.readable(one.term), wordings, one.places, " ".join(sorted(_codes_of_places(one))))


def _wording_of(explanation: Explanation, page: str) -> TermWording:
    reports = tuple(
        Link(f"{filters.place_name(d)}{d.year}年", routes.relative(page, routes.report_page(d.editions[0].report.id))) for d in explanation.dossiers
    )
    uses = tuple(Link(words, filters.passage(use, page)) for words, use in zip(PLACES_OF_USE, explanation.uses))
    return TermWording(filters.readable(explanation.definition), filters.passage(explanation.evidence, page), reports, uses)
