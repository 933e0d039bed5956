"""The words of the watch-list and the measures of policy → their pages: how many complete reports say a word, who, in which sentence, and who does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.dossier import Dossier
from digest.model.word_use import WordReach, WordUse, YearOfWord
from digest.pages.indicator_pages import report_link
from digest.pages.page_frame import Link, frame
from digest.pages.pagination import Page, leaves
from digest.render import filters, routes
from digest.render.datasets import TURNS
from digest.search.tokens import spans_said

MOST = 250  # sentences of a page
TOGETHER = 12  # names that stand in one list; more are parted by province
FOLDED = 100  # names from which on a list is folded up
REASONS = {"partial": "不完整", "damaged": "有缺损"}
TEMPLATE, INDEX_TEMPLATE = "word.html.j2", "words.html.j2"
TITLE = "谁说了，谁没说"


@dataclass(frozen=True, slots=True)
class Since:
    """The oldest year in which a report at hand says a word, how many of that year do, and whether one of their places was silent before.

    Where none was, the word may be older than what is at hand.
    """

    year: int
    reports: int
    known: bool


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A word on the first page: the way to its own, and what its newest reports come to."""

    word: Link
    latest: YearOfWord
    since: Since
    turned: YearOfWord


@dataclass(frozen=True, slots=True)
class MeasuresOfTopic:
    """The measures of policy of a topic."""

    id: str
    name: str
    rows: tuple[WatchRow, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A place in a list of names: the way to its sentence or its report, and a remark."""

    place: Link
    remark: str = ""


@dataclass(frozen=True, slots=True)
class NamesOfProvince:
    """The places of a province in a list of names; "" where they stand in one list."""

    province: str
    names: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names, how many they are, and whether it is folded up."""

    count: int
    folded: bool
    provinces: tuple[NamesOfProvince, ...]


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year of a place: the way to where its report says the word, how often it does, and its turn."""

    year: Link
    use: WordUse
    turn: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a sentence, and whether it is the word."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class PlaceThatSays:
    """A place, all its reports that say the word, newest first, and the sentence of the newest of these."""

    id: str
    place: Link
    years: tuple[YearLink, ...]
    quote: tuple[Stretch, ...]
    href: str
    gone: Link | None  # a later complete report that does not say it any more


def word_pages(comparison: Comparison, catalogue: Catalogue) -> Iterator[Page]:
    """→ the page of all words, and of each word its own, as many as its sentences need."""
    yield routes.WATCHED, INDEX_TEMPLATE, index_values(comparison, catalogue)
    for reach in (*comparison.words, *comparison.measures):
        yield from _pages_of_word(reach, catalogue)


def index_values(comparison: Comparison, catalogue: Catalogue) -> dict[str, object]:
    """→ the values of words.html.j2."""
    page, known = routes.WATCHED, (*comparison.words, *comparison.measures)
    about = "各地政府工作报告里谁写到、谁没有写到一个词：一字不差地数，连到原句；只有完整的报告才算没有写到。"
    return {
        "frame": frame(page, TITLE, "word-list", catalogue.site, page, about),
        "rows": tuple(_row_of_word(reach, page) for reach in comparison.words),
        "topics": tuple(topic for topic in _measures_by_topic(comparison, catalogue, page) if topic.rows),
        "latest": known[0].latest if known else None,
        "several": bool(known) and len(known[0].years) > 1,
        "turns": any(map(_has_turns, known)),
        "csv": routes.relative(page, routes.dataset("words", "csv")),
        "search": routes.relative(page, routes.SEARCH),
    }


def _row_of_word(reach: WordReach, page: str) -> WatchRow:
    return WatchRow(Link(reach.word.name, routes.relative(page, _address_of_word(reach))), reach.latest, since(reach), reach.whole)


def _measures_by_topic(comparison: Comparison, catalogue: Catalogue, page: str) -> Iterator[MeasuresOfTopic]:
    for topic in catalogue.topics:
        own = (reach for reach in comparison.measures if reach.policy and reach.policy.topic == topic.id)
        yield MeasuresOfTopic(f"topic-{topic.id}", topic.name, tuple(_row_of_word(reach, page) for reach in own))


def _address_of_word(reach: WordReach, leaf: int = 1) -> str:
    return routes.measure_page(reach.policy.id, leaf) if reach.policy else routes.word_page(reach.word.name, leaf)


def _has_turns(reach: WordReach) -> bool:
    """Whether a place turned to the word or from it: only where complete reports of several years are at hand can it be known."""
    return bool(reach.whole.new + reach.whole.again + reach.whole.gone)


def since(reach: WordReach) -> Since:
    """→ when the reports at hand begin to say the word; year 0 where none does."""
    said = [use for use in reach.uses if use.standing == "said"]
    year = min((use.dossier.year for use in said), default=0)
    first = [use for use in said if use.dossier.year == year]
    return Since(year, len(first), any(use.turn == "new" for use in first))


def _pages_of_word(reach: WordReach, catalogue: Catalogue) -> Iterator[Page]:
    """A word → its page; sentences beyond the first MOST stand on pages of their own."""
    name = reach.word.name
    ordered = sorted(reach.uses, key=lambda use: (use.dossier.place.code, -use.dossier.year))
    places = [tuple(found) for _, found in groupby(ordered, key=lambda use: use.dossier.place.code)]
    runs = leaves([own for own in places if any(use.standing == "said" for use in own)], MOST) or ((),)
    addresses = [_address_of_word(reach, number) for number in range(1, len(runs) + 1)]
    homes = {own[0].dossier.place.code: address for address, run in zip(addresses, runs, strict=True) for own in run}
    for page, run in zip(addresses, runs, strict=True):
        others = (Link(f"{own[0][0].dossier.name}起", "" if to == page else routes.relative(page, to)) for to, own in zip(addresses, runs, strict=True))
        yield page, TEMPLATE, {
            "frame": frame(page, f"{name}：{TITLE}", "word", catalogue.site, routes.WATCHED, _sentence_of_reach(reach)),
            "reach": reach,
            "forms": reach.word.forms[1:],
            "several": len(reach.years) > 1,
            "turns": _has_turns(reach),
            "home": "" if page == addresses[0] else routes.relative(page, addresses[0]),
            "first": page == addresses[0],
            "since": since(reach),
            "said": _named([(use.dossier, _name_of_sayer(use, page, homes)) for use in reach.newest if use.standing == "said"]),
            "silent": _named([(use.dossier, _name_of_report(use, page)) for use in reach.newest if use.standing == "silent"]),
            "unknown": _named([(use.dossier, _name_of_report(use, page)) for use in reach.newest if use.standing in REASONS]),
            "places": tuple(_place_that_says(own, reach, page) for own in run),
            "leaves": tuple(others) if len(addresses) > 1 else (),
            "search": f"{routes.relative(page, routes.SEARCH)}?{urlencode({'q': name})}",
            "csv": routes.relative(page, routes.dataset("measures" if reach.policy else "words", "csv")),
        }  # fmt: skip


def _sentence_of_reach(reach: WordReach) -> str:
    """A word → what its page says first, for search engines."""
    latest = reach.latest
    return f"{latest.whole}份完整的政府工作报告中，{latest.said}份写到“{reach.word.name}”，{latest.silent}份没有；逐份连到原句。"


def _address_of_use(use: WordUse, page: str) -> str:
    return filters.passage(use.first, page) if use.first else ""


def _named(found: list[tuple[Dossier, Named]]) -> Names:
    """Places by code with their names → one list, or a list a province where there are many; very many are folded up."""
    if len(found) <= TOGETHER:
        return Names(len(found), False, (NamesOfProvince("", tuple(name for _, name in found)),) if found else ())
    runs = groupby(found, key=lambda pair: pair[0].place.code[:2])
    groups = tuple(NamesOfProvince((own := tuple(run))[0][0].province or own[0][0].name, tuple(name for _, name in own)) for _, run in runs)
    return Names(len(found), len(found) > FOLDED, groups if len(groups) < len(found) else (NamesOfProvince("", tuple(name for _, name in found)),))


def _name_of_sayer(use: WordUse, page: str, homes: dict[str, str]) -> Named:
    """→ the way to the place's sentence, on whichever leaf it stands."""
    code = use.dossier.place.code
    return Named(Link(filters.place_name(use.dossier), routes.relative(page, f"{homes[code]}#{_anchor_of_place(code)}")), _turn_told(use))


def _name_of_report(use: WordUse, page: str) -> Named:
    """→ the way to the report, with its year and why nothing is concluded from its silence, or that it is silent again."""
    link = report_link(use.dossier, page)
    remark = (link.note or REASONS[use.standing]) if use.standing in REASONS else _turn_told(use)
    return Named(Link(f"{filters.place_name(use.dossier)}{use.dossier.year}", link.href), remark)


def _anchor_of_place(code: str) -> str:
    return f"d{code}"


def stretches_of(quote: str, forms: tuple[str, ...]) -> tuple[Stretch, ...]:
    """建设低空经济区, 低空经济 → 建设 · 低空经济 (found) · 区"""
    found: list[Stretch] = []
    end = 0
    for first, last in sorted(span for form in forms for span in spans_said(quote, form)):
        if first >= end:
            found += (Stretch(quote[end:first], False), Stretch(quote[first:last], True))
            end = last
    return tuple(piece for piece in (*found, Stretch(quote[end:], False)) if piece.text)


def _place_that_says(own: tuple[WordUse, ...], reach: WordReach, page: str) -> PlaceThatSays:
    """A place's reports, newest first, one of which says the word → its entry."""
    said = [use for use in own if use.standing == "said"]
    shown, place = said[0], own[0].dossier
    gone = next((use for use in own if use.turn == "gone" and use.dossier.year > shown.dossier.year), None)
    evidence = shown.first
    return PlaceThatSays(
        _anchor_of_place(place.place.code),
        Link(filters.place_name(place), routes.relative(page, routes.place_page(place.place.code))),
        tuple(YearLink(Link(f"{use.dossier.year}年", _address_of_use(use, page), _whole_or_not(use)), use, _turn_told(use)) for use in said),
        stretches_of(filters.readable(evidence.quote), reach.word.forms) if evidence else (),
        _address_of_use(shown, page),
        report_link(gone.dossier, page) if gone else None,
    )


def _turn_told(use: WordUse) -> str:
    return "" if use.turn == "kept" else TURNS[use.turn]


def _whole_or_not(use: WordUse) -> str:
    return "" if use.whole or use.dossier.completeness == "full" else filters.completeness_name(use.dossier.completeness)
