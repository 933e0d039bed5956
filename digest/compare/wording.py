"""Dossiers → the words that each place stresses, its new words, and the passages that it shares with others or with its report before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from digest.compare.keyness import counts, distinctive, new_terms
from digest.compare.passage_ends import trimmed
from digest.compare.shared_passages import Passage, normal, normal_phrases, own_characters, shared_passages, text_of, widest
from digest.model.catalogue import Catalogue
from digest.model.citation import cite
from digest.model.comparison import Distinctive, Emphasis, NewTerm, NewTerms
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Paragraph, Record
from digest.model.shared_wording import Saying, Shared

MOST_TERMS = 8  # told of a place
SET_PHRASES = ("slogans", "set-phrases", "national-phrases", "address-phrases")
FEWEST = 10  # characters that are no set phrases, of a passage with clean ends
ROLL, SHORT_NAME = 8, 6  # names in a row, and the characters of most of them
GREETING = 3  # phrases of address that make a passage nothing else
OVERLAP = 10  # characters in common, of which one of two passages is told
COMMON = 4  # places that say a passage which comes from above them all
NOT_BODY = ("opening", "closing", "glossary")


def emphasis(dossiers: tuple[Dossier, ...], topic: str = "") -> tuple[Emphasis, ...]:
    """Dossiers of several places, and a topic or none → of each that has any the words it uses distinctly more than the others."""
    found: dict[str, list[Distinctive]] = defaultdict(list)
    for term in distinctive({d.id: counts((e.words for e in _whole_or_parts(d)), topic) for d in dossiers}):
        found[term.group].append(term)
    told = ((dossier, found[dossier.id][:MOST_TERMS]) for dossier in dossiers if dossier.id in found)
    return tuple(Emphasis(dossier, tuple(_term_with_evidence(term, dossier, topic) for term in own)) for dossier, own in told)


def novelties(own: tuple[Dossier, ...]) -> tuple[NewTerms, ...]:
    """One place's dossiers, newest first → what is new in each against the one of the year before, where that is at hand."""
    return tuple(_new_terms(this, before) for this, before in _years_in_pairs(own))


def shared_wording(dossiers: tuple[Dossier, ...], catalogue: Catalogue) -> tuple[Shared, ...]:
    """Dossiers, one of a place → the passages that several places have in common, the longest first."""
    return _passages_shared(dossiers, catalogue)


def repeated_wording(own: tuple[Dossier, ...], catalogue: Catalogue) -> tuple[Shared, ...]:
    """One place's dossiers, newest first → what the newest says in the words of the year before, the longest first."""
    pairs = _years_in_pairs(own)[:1]
    return _passages_shared(pairs[0], catalogue) if pairs and pairs[0][0] is own[0] else ()


def _years_in_pairs(own: tuple[Dossier, ...]) -> list[tuple[Dossier, Dossier]]:
    by_year = {dossier.year: dossier for dossier in own}
    return [(dossier, by_year[dossier.year - 1]) for dossier in own if dossier.year - 1 in by_year]


def _whole_or_parts(dossier: Dossier) -> tuple[Record, ...]:
    """A complete text alone, or all parts that are at hand."""
    return dossier.editions[:1] if dossier.completeness == "full" else dossier.editions


def _new_terms(this: Dossier, before: Dossier) -> NewTerms:
    last = "\n".join(p.text for edition in before.editions for p in edition.report.paragraphs)
    found = new_terms(counts(edition.words for edition in _whole_or_parts(this)), last)[: 2 * MOST_TERMS]
    told = (NewTerm(term, count, where) for term, count in found if (where := _first_use(term, this, "")))
    return NewTerms(this, before, tuple(told)[:MOST_TERMS])


def _term_with_evidence(term: Distinctive, dossier: Dossier, topic: str) -> Distinctive:
    return replace(term, evidence=_first_use(term.term, dossier, topic))


def _first_use(term: str, dossier: Dossier, topic: str) -> Evidence | None:
    for record in _whole_or_parts(dossier):
        for p in record.report.paragraphs:
            at = p.text.find(term)
            if at >= 0 and p.part not in NOT_BODY and (not topic or p.topic == topic):
                return cite(record.report.id, p, at, at + len(term))
    return None


def _passages_shared(dossiers: tuple[Dossier, ...], catalogue: Catalogue) -> tuple[Shared, ...]:
    by_id = {dossier.id: dossier for dossier in dossiers}
    paragraphs = {(e.report.id, p.id): p for d in dossiers for e in d.editions for p in e.report.paragraphs}
    names = (name for indicator in catalogue.indicators for name in (indicator.name, *indicator.aliases))
    phrases = (*(word for name in SET_PHRASES for word in catalogue.words(name)), *names)
    found = shared_passages([text_of(dossier.id, dossier.editions) for dossier in dossiers], phrases)
    texts = {where: paragraph.text for where, paragraph in paragraphs.items()}
    clean = (Passage(normal(said[0][1].words)[0], tuple(said)) for one in found if (said := trimmed(_one_saying_a_place(one), texts)))
    told = tuple(_passage_told(passage, by_id, paragraphs) for passage in widest(clean))
    thanks = tuple(normal(phrase)[0] for phrase in catalogue.words("address-phrases"))
    spoken = [one for one in told if not _is_greeting(one.quote, thanks) and not _is_roll(one.quote)]
    common = _each_once(sorted((one for one in spoken if one.common), key=lambda one: (-len(one.said), -one.characters, one.quote)), phrases)
    own = (*phrases, *(one.quote for one in common))
    return (*_each_once((one for one in spoken if not one.common), own), *common)


def _is_greeting(quote: str, thanks: tuple[str, ...]) -> bool:
    """Whether a passage is of phrases of address (normalised) and says no more."""
    letters = normal(quote)[0]
    return sum(phrase in letters for phrase in thanks) >= GREETING


def _is_roll(quote: str) -> bool:
    """Whether a passage calls a roll, as of departments, and says no more: 档案、统计、气象、人防、供销、残联、妇联、地方志等工作都有新成绩."""
    names = quote.split("、")
    return len(names) >= ROLL and sum(len(name) <= SHORT_NAME for name in names) > len(names) * 2 / 3


def _each_once(passages: Iterable[Shared], phrases: Iterable[str]) -> tuple[Shared, ...]:
    """Passages in order → the same without those that lie within one told before, hold or overlap one, and those that little but set phrases make up."""
    told: list[Shared] = []
    seen: set[str] = set()
    known = normal_phrases(phrases)
    for passage in passages:
        letters = normal(passage.said[0].evidence.words)[0]
        pieces = {letters[i : i + OVERLAP] for i in range(max(1, len(letters) - OVERLAP + 1))}
        if own_characters(letters, known) >= FEWEST and not pieces & seen:
            told.append(passage)
            seen |= pieces
    return tuple(told)


def _passage_told(passage: Passage, dossiers: dict[str, Dossier], paragraphs: dict[tuple[str, str], Paragraph]) -> Shared:
    said = passage.said
    about = Counter(paragraphs[e.report, e.paragraph].topic for _, e in said)
    topic = min(about, key=lambda t: (-about[t], t))
    who = tuple(Saying(dossiers[owner], e) for owner, e in said)
    common = len(who) >= COMMON or len({one.dossier.province for one in who}) > 1
    return Shared(said[0][1].quote, len(passage.letters), topic, who, common)


def _one_saying_a_place(passage: Passage) -> list[tuple[str, Evidence]]:
    """A place that says it twice is told once, with the first."""
    firsts: dict[str, Evidence] = {}
    for owner, evidence in passage.said:
        firsts.setdefault(owner, evidence)
    return list(firsts.items())


def of_topic(shared: Iterable[Shared], topic: str, most: int) -> tuple[Shared, ...]:
    """Passages in order → those on a topic, so many at most, the places' own, then the common ones; those that most share first, else in order."""
    own = [passage for passage in shared if passage.topic == topic]
    return tuple(sorted(own, key=lambda s: (s.common, -len(s.said)))[:most])


def of_dossier(shared: Iterable[Shared], dossier: Dossier, most: int) -> tuple[Shared, ...]:
    """Passages → those that a dossier and few others say, so many at most, in their order."""
    own = [passage for passage in shared if not passage.common and any(saying.dossier.id == dossier.id for saying in passage.said)]
    return tuple(own[:most])
