"""Admitted records → Dossiers: the editions of one place and year joined (which are admitted: editions.py), a fact of two kept once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from digest.compare.absence_reason import damaged
from digest.compare.spoken import spoken
from digest.model.catalogue import Catalogue, Place
from digest.model.dossier import Dossier
from digest.model.report import Fact, Pledge, Record, Term

FULLEST_FIRST = ("full", "abridged", "excerpt")


def join(records: Iterable[Record], catalogue: Catalogue) -> tuple[Dossier, ...]:
    """Records of identified reports → one dossier for each place and year, newest first, then by the place's code.

    Every record's meta names a code and a year that the catalogue knows; the caller has refused the others.
    """
    groups: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for record in records:
        groups[record.report.meta.code, record.report.meta.year or 0].append(record)
    ordered = sorted(groups.items(), key=lambda item: (-item[0][1], item[0][0]))
    places = {place.code: place for place in catalogue.places}
    shared = {name for name, count in Counter(place.name for place in catalogue.places).items() if count > 1}
    return tuple(_dossier_of(places[code], year, records, shared, catalogue) for (code, year), records in ordered)


def latest(dossiers: Iterable[Dossier]) -> tuple[Dossier, ...]:
    """Dossiers → of each place the newest one, by the place's code."""
    newest: dict[str, Dossier] = {}
    for dossier in sorted(dossiers, key=lambda d: d.year):
        newest[dossier.place.code] = dossier
    return tuple(newest[code] for code in sorted(newest))


def joined_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts → each value once, with all the evidence for it, in the order of its first mention.

    地区生产总值增长10%以上 in the target paragraph and again in a later chapter → one fact, two pieces of evidence.
    """
    merged: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.indicator, fact.measure, fact.kind, fact.year, fact.value, fact.high, fact.bound, fact.unit, fact.stretch, fact.like)
        known = merged.get(key)
        sure = known and replace(known, evidence=known.evidence + fact.evidence, unchecked=known.unchecked and fact.unchecked)
        merged[key] = sure or fact
    return tuple(merged.values())


def _dossier_of(place: Place, year: int, records: list[Record], shared: set[str], catalogue: Catalogue) -> Dossier:
    editions = tuple(sorted(records, key=lambda r: (FULLEST_FIRST.index(r.report.meta.completeness), r.report.id)))
    meta = editions[0].report.meta
    return Dossier(
        id=f"{place.code}-{year}",
        place=place,
        name=meta.parent + place.name if place.name in shared else place.name,
        province=meta.province,
        parent=meta.parent,
        year=year,
        completeness=meta.completeness,
        editions=editions,
        facts=joined_facts(fact for edition in editions for fact in edition.own_facts),
        pledges=_pledges_of_fullest(editions),
        terms=_each_term_once(editions),
        damaged=damaged(editions),
        spoken=spoken(editions, catalogue),
    )


def _pledges_of_fullest(editions: tuple[Record, ...]) -> tuple[Pledge, ...]:
    """A list of pledges is taken whole from the fullest edition that has one: numbers of two lists are never mixed."""
    return next((edition.pledges for edition in editions if edition.pledges), ())


def _each_term_once(editions: tuple[Record, ...]) -> tuple[Term, ...]:
    terms: dict[str, Term] = {}
    for edition in editions:
        for term in edition.terms:
            terms.setdefault(term.term, term)
    return tuple(terms.values())
