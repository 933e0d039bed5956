"""A paragraph and the facts found in it → its text in pieces, each knowing which facts it is part of.

Facts may share a stretch of text (two indicators, one number), lie inside each other or overlap; HTML's elements may only nest. So the
text is cut at every beginning and end, and each piece is marked once, for all facts that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from digest.chinese import figure_format
from digest.model.catalogue import Catalogue
from digest.model.report import Fact, Paragraph
from digest.pages.term_uses import TermUse
from digest.render import filters


@dataclass(frozen=True, slots=True)
class Numbered:
    """A fact of a report and the id it has on the report's page: f12 is the twelfth of the record."""

    id: str
    fact: Fact
    about: str  # 地区生产总值 · 增速 · 目标 2024 · ≥10%
    href: str = ""  # its indicator's page, "" where there is none


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of a paragraph: the ids of the facts that begin with it, their kinds as classes, what they say, and where to compare it."""

    text: str
    ids: tuple[str, ...] = ()
    kinds: str = ""
    title: str = ""
    href: str = ""
    facts: tuple[str, ...] = ()  # the ids of all facts that it belongs to
    term: str = ""  # the anchor of the term of the glossary that it uses


def numbered(facts: Iterable[Fact], catalogue: Catalogue, pages: Mapping[str, str]) -> tuple[Numbered, ...]:
    """A record's facts, and the indicators' pages by id → the facts with the ids f1, f2 …, what each says and where to compare it."""
    names = {i.id: i.name for i in catalogue.indicators}
    return tuple(
        Numbered(f"f{n}", fact, about(fact, names.get(fact.indicator, fact.indicator)), "" if fact.whole else pages.get(fact.indicator, ""))
        for n, fact in enumerate(facts, 1)
    )


def about(fact: Fact, name: str) -> str:
    """A fact and its indicator's name → one line on it: 地区生产总值 · 增速 · 目标 2024 · ≥10%"""
    kind = filters.role_of(fact)
    year = f" {fact.year}" if fact.year is not None else ""
    return f"{name} · {filters.measure_of(fact)} · {kind}{year} · {figure_format.figure(fact)}"


def spans(paragraph: Paragraph, facts: tuple[Numbered, ...], report: str, terms: tuple[TermUse, ...] = ()) -> tuple[MarkedPiece, ...]:
    """A paragraph of a report, the report's facts and the places of its terms → the paragraph's pieces; joined they are its text.

    A fact with several pieces of evidence in the report has its id at the first of them, so that no id stands twice.
    """
    places = sorted(
        (evidence.start, evidence.end, number, n)
        for number, n in enumerate(facts)
        for evidence in n.fact.evidence
        if evidence.report == report and evidence.paragraph == paragraph.id and 0 <= evidence.start < evidence.end <= len(paragraph.text)
    )
    stretches = [*((start, end) for start, end, _, _ in places), *((t.start, t.end) for t in terms)]
    cuts = sorted({0, len(paragraph.text), *(cut for stretch in stretches for cut in stretch)})
    first = {n.id: _first_evidence(n.fact, report) for n in facts}
    pieces = []
    for start, end in pairwise(cuts):
        over = [(begin, n) for begin, stop, _, n in places if begin <= start and end <= stop]
        ids = tuple(n.id for begin, n in over if begin == start and first[n.id] == (paragraph.id, start))
        kinds = " ".join(sorted({n.fact.kind for _, n in over}))
        title = "；".join(dict.fromkeys(n.about for _, n in over))
        href = next((n.href for _, n in over if n.href), "")
        covering = tuple(dict.fromkeys(n.id for _, n in over))
        term = next((t.id for t in terms if t.start <= start and end <= t.end), "")
        pieces.append(MarkedPiece(filters.readable(paragraph.shown[start:end]), ids, kinds, title, href, covering, term))
    return tuple(pieces)


def _first_evidence(fact: Fact, report: str) -> tuple[str, int]:
    return next(((e.paragraph, e.start) for e in fact.evidence if e.report == report), ("", 0))
