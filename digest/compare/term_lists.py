"""Dossiers → the terms that their glossaries explain, the same term of several reports side by side, and where each is used.

A term is the same whatever its quotation marks, widths and spaces. Explanations are the same only to the letter: reports of one place
often repeat them for years, and then stand behind one.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from digest.model.citation import cite
from digest.model.dossier import Dossier
from digest.model.listing import Explained, Explanation
from digest.model.report import Evidence, Record, Term

MOST_USES = 5  # paragraphs that are linked to for one explanation
QUOTES = dict.fromkeys(map(ord, "“”‘’\"'「」『』 　"))
WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # ！ to ～
Told = tuple[Dossier, Term]


def term_lists(dossiers: Iterable[Dossier]) -> tuple[Explained, ...]:
    """Dossiers → every term that one of them explains, those first that most places do, then by their characters."""
    told: dict[str, list[Told]] = defaultdict(list)
    for dossier in dossiers:
        for term in dossier.terms:
            told[bare(term.term)].append((dossier, term))
    used = _uses_of_terms(dossiers_of(told))
    made = [_explained_term(told[name], used) for name in sorted(told)]
    return tuple(sorted(made, key=lambda one: -one.places))


def bare(text: str) -> str:
    """A term → what is compared of it.  “Ｐ２Ｐ” 平台 → P2P平台"""
    return unicodedata.normalize("NFC", text).translate(WIDTHS).translate(QUOTES)


def dossiers_of(told: dict[str, list[Told]]) -> tuple[Dossier, ...]:
    """Terms with who explains them → those, each once."""
    return tuple({dossier.id: dossier for group in told.values() for dossier, _ in group}.values())


def _explained_term(told: list[Told], used: dict[tuple[str, str], tuple[Evidence, ...]]) -> Explained:
    wordings: dict[str, list[Told]] = defaultdict(list)
    for dossier, term in told:
        wordings[term.definition].append((dossier, term))
    explanations = tuple(
        Explanation(
            definition, group[0][1].evidence, tuple(dossier for dossier, _ in group),
            tuple(use for dossier, term in group for use in used.get((dossier.id, bare(term.term)), ()))[:MOST_USES],
        )
        for definition, group in wordings.items()
    )  # fmt: skip
    return Explained(told[0][1].term, explanations, len({dossier.place.code for dossier, _ in told}))


def _uses_of_terms(dossiers: Iterable[Dossier]) -> dict[tuple[str, str], tuple[Evidence, ...]]:
    """Dossiers with glossaries → (dossier's id, term) → the first words outside the glossary where it is used, a paragraph each."""
    found: dict[tuple[str, str], tuple[Evidence, ...]] = {}
    for dossier in dossiers:
        for edition in dossier.editions:
            for name, uses in _uses_in_edition(edition, {bare(term.term) for term in dossier.terms}):
                found[dossier.id, name] = (*found.get((dossier.id, name), ()), *uses)[:MOST_USES]
    return found


def _uses_in_edition(edition: Record, names: set[str]) -> Iterable[tuple[str, tuple[Evidence, ...]]]:
    report = edition.report
    texts = [(p, bare(p.shown)) for p in report.paragraphs if p.part != "glossary"]
    for name in sorted(filter(None, names)):
        uses = (cite(report.id, p, 0, len(p.text)) for p, text in texts if name in text)
        yield name, tuple(use for use, _ in zip(uses, range(MOST_USES)))
