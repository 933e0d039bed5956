"""Records → terms that many places put into quotation marks and no measure of policy covers, each with a ready entry for the editor to judge.

A term is only suggested: equal words need not be equal policies, and what they are an editor decides (content/measures.yaml).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from digest.audit.indicator_gaps import LEAST_PLACES
from digest.extract.policy_names import named_policies, names_of_policies
from digest.model.catalogue import Catalogue
from digest.model.report import Paragraph, Record
from digest.model.where import line_at

NOT_BODY = ("opening", "closing", "glossary")
# “三保、四稳” are two terms.
# matches “千万工程” · 「四好农村路」      not “三保、四稳” · “12345” · “好”
QUOTED = re.compile(r"[“「『](?P<term>[㐀-鿿A-Za-z+＋·]{2,14})[”」』]")
# matches 千      not A
HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class SuggestedPolicy:
    """A quoted term without a measure: in how many places and how often it stands, one example, and an entry to begin with."""

    term: str
    places: int
    times: int
    quote: str
    source: str
    line: int
    entry: str


def suggested_policies(records: Iterable[Record], catalogue: Catalogue, least: int = LEAST_PLACES) -> tuple[SuggestedPolicy, ...]:
    """Records → suggestions, those of most places first. Slogans, set phrases and common words are none.

    “信易贷” in three places, and no measure has the name → 信易贷 · 3 places
    """
    names = names_of_policies(catalogue.policies)
    never = {word for lexicon in ("slogans", "set-phrases", "terms-common") for word in catalogue.words(lexicon)}
    found: dict[str, list[tuple[Record, Paragraph, int]]] = defaultdict(list)
    for record in records:
        for paragraph in record.report.paragraphs:
            if paragraph.part not in NOT_BODY:
                for match in QUOTED.finditer(paragraph.text):
                    found[match["term"]].append((record, paragraph, match.start()))
    told = []
    for term, held in found.items():
        places = {record.report.meta.code or record.report.source.path for record, *_ in held}
        if len(places) >= least and term not in never and len(HAN.findall(term)) >= 2 and not named_policies(names, term):
            told.append(_suggested(term, len(places), held))
    return tuple(sorted(told, key=lambda one: (-one.places, -one.times, one.term)))


def _suggested(term: str, places: int, held: list[tuple[Record, Paragraph, int]]) -> SuggestedPolicy:
    topics = Counter(paragraph.topic for _, paragraph, _ in held if paragraph.topic)
    topic = min(topics, key=lambda id: (-topics[id], id), default="overview")
    record, paragraph, at = min(held, key=lambda one: (one[0].report.source.path, line_at(one[1], one[2]), one[2]))
    entry = f"- {{id: CHANGE_ME, name: {_as_yaml(term)}, topic: {topic}, names: [{_as_yaml(term)}]}}"
    quote = paragraph.shown[max(0, at - 12) : at + len(term) + 14]
    return SuggestedPolicy(term, places, len(held), quote, record.report.source.path, line_at(paragraph, at), entry)


def _as_yaml(term: str) -> str:
    """A term → the same as YAML takes it in a list."""
    return term if HAN.match(term) and "+" not in term else f"'{term}'"
