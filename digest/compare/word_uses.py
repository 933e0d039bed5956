"""Dossiers → who says each word of the watch-list and who does not, counted exactly, and who turned to it or from it over the years.

Only a complete and sound text is silent: of an excerpt or a damaged text nobody knows what else it says. Nothing is called new without an
earlier complete report of the same place that is silent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from digest.chinese.sentences import Span, sentences
from digest.compare.absence_reason import reason
from digest.compare.dossiers import latest
from digest.model.catalogue import Policy, WatchedWord
from digest.model.citation import cite
from digest.model.dossier import DAMAGED, NOT_IN_EXCERPT, UNMENTIONED, Dossier
from digest.model.report import Evidence, Paragraph, Record
from digest.model.word_use import Standing, Turn, WordReach, WordUse, YearOfWord
from digest.search.searched_units import Unit, units_of
from digest.search.tokens import compact, times_said

SILENCES: dict[str, Standing] = {UNMENTIONED: "silent", NOT_IN_EXCERPT: "partial", DAMAGED: "damaged"}
SHORTEST, LONGEST = 20, 120  # characters of the sentence that is shown, where there is a choice


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """An edition with its units and, of each, what a word can be looked for in."""

    record: Record
    units: tuple[tuple[Unit, str], ...]
    text: str  # the units' together, by which most words are known to be absent


def word_uses(dossiers: Iterable[Dossier], words: Iterable[WatchedWord]) -> tuple[WordReach, ...]:
    """Dossiers and watched words → of each word who says it, in the order of the list."""
    dossiers, words = tuple(dossiers), tuple(words)
    if not words:
        return ()
    newest = {dossier.id for dossier in latest(dossiers)}
    unsaid = {dossier.id: standing_of(dossier) for dossier in dossiers}
    read = [(dossier, tuple(map(_read_edition, dossier.editions))) for dossier in dossiers]
    return tuple(reach_of_uses(word, [_use_of_word(word, one, texts, unsaid[one.id]) for one, texts in read], newest) for word in words)


def standing_of(dossier: Dossier) -> Standing:
    """A dossier → what it would be if it did not say a word: silent where its text is complete and sound, else partial or damaged."""
    return SILENCES[reason(dossier, lambda _: True)]


def reach_of_uses(word: WatchedWord, uses: list[WordUse], newest: set[str], policy: Policy | None = None) -> WordReach:
    """What each dossier does with a word, and which of them are the newest of their places → with turns, and what they come to by year."""
    turned = {use.dossier.id: use for own in _by_place(uses).values() for use in with_turns(own)}
    told = tuple(turned[use.dossier.id] for use in uses)
    years = sorted({use.dossier.year for use in told}, reverse=True)
    last = tuple(sorted((use for use in told if use.dossier.id in newest), key=lambda use: use.dossier.place.code))
    by_year = tuple(_sum_of_uses(year, [use for use in told if use.dossier.year == year]) for year in years)
    return WordReach(word, told, last, by_year, _sum_of_uses(0, last), _sum_of_uses(0, told), policy)


def _by_place(uses: Iterable[WordUse]) -> dict[str, list[WordUse]]:
    found: dict[str, list[WordUse]] = defaultdict(list)
    for use in sorted(uses, key=lambda use: use.dossier.year):
        found[use.dossier.place.code].append(use)
    return found


def with_turns(uses: Iterable[WordUse]) -> list[WordUse]:
    """What the dossiers of one place do with a word, the oldest first → the same with their turns.

    silent, said, partial, said, silent, said → "", new, "", kept, gone, again
    """
    told: list[WordUse] = []
    before: list[Standing] = []  # of the reports of which it is known
    for use in uses:
        if use.standing not in ("said", "silent"):
            told.append(use)
            continue
        told.append(replace(use, turn=_turn_after(before, use.standing)))
        before.append(use.standing)
    return told


def _turn_after(before: list[Standing], standing: Standing) -> Turn:
    if not before or (standing == "silent" and before[-1] == "silent"):
        return ""
    if standing == "silent":
        return "gone"
    return "kept" if before[-1] == "said" else "again" if "said" in before else "new"


def _sum_of_uses(year: int, uses: Iterable[WordUse]) -> YearOfWord:
    uses = tuple(uses)
    sound, others = [use for use in uses if use.whole], [use for use in uses if not use.whole]
    said = sum(use.standing == "said" for use in sound)
    turns = [use.turn for use in uses]
    return YearOfWord(
        year, len(sound), said, len(sound) - said, len(others), sum(use.standing == "said" for use in others),
        sum(use.times for use in uses), turns.count("new"), turns.count("again"), turns.count("gone"),
    )  # fmt: skip


def _read_edition(record: Record) -> ReadEdition:
    units = tuple((unit, compact(unit.text)) for unit in units_of(record.report))
    return ReadEdition(record, units, "\n".join(text for _, text in units))


def _use_of_word(word: WatchedWord, dossier: Dossier, editions: tuple[ReadEdition, ...], unsaid: Standing) -> WordUse:
    """What a dossier does with a word: counted in the fullest edition that says it, so that nothing is counted twice."""
    whole = unsaid == "silent"
    for edition in editions:
        found = [(unit, times) for unit, times in _units_that_say(word, edition)]
        if found:
            return WordUse(dossier, "said", whole, sum(times for _, times in found), first=_evidence_of_word(word, edition.record, [u for u, _ in found]))
    return WordUse(dossier, unsaid, whole)


def _units_that_say(word: WatchedWord, edition: ReadEdition) -> Iterable[tuple[Unit, int]]:
    looked_for = [(form, compact(form)) for form in word.forms]
    present = [(form, short) for form, short in looked_for if short in edition.text]
    for unit, text in edition.units if present else ():
        if times := sum(times_said(unit.text, form) for form, short in present if short in text):
            yield unit, times


def _evidence_of_word(word: WatchedWord, record: Record, units: list[Unit]) -> Evidence:
    """The units that say a word → the sentence to be shown: of the plan or the review before others, of a length that reads well; else the heading."""
    said = {unit.id for unit in units}
    paragraphs = [paragraph for paragraph in record.report.paragraphs if paragraph.id in said]
    forms = tuple((form, compact(form)) for form in word.forms)
    found = [(paragraph, span) for paragraph in paragraphs for span in sentences(paragraph.shown) if _says(forms, span.of(paragraph.shown))]
    if not found:  # a heading alone, or a word that a sentence's end cuts
        unit = units[0]
        return Evidence(record.report.id, unit.id, 0, len(unit.text), unit.text)
    paragraph, span = min(found, key=_how_far_from_good)
    return cite(record.report.id, paragraph, span.start, span.end)


def _says(forms: tuple[tuple[str, str], ...], text: str) -> bool:
    """Forms, each with what is looked for first, and a sentence → whether it says one of them."""
    short = compact(text)
    return any(looked_for in short and times_said(text, form) for form, looked_for in forms)


def _how_far_from_good(found: tuple[Paragraph, Span]) -> tuple[bool, bool]:
    paragraph, span = found
    return paragraph.part not in ("plan", "review"), not SHORTEST <= span.end - span.start <= LONGEST
