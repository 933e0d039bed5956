"""A fact as it was read → the same with what tells it apart from like ones: its variant (新增, 国家级), and whether it is a volume only."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from digest.chinese.sentences import Span
from digest.chinese.units import Quantity
from digest.extract.coordination import clause_start
from digest.extract.fact_roles import RoleWords, is_volume, role_words
from digest.extract.fact_variants import VariantWords, Wording, variant_of, variant_words
from digest.model.catalogue import Catalogue, Indicator
from digest.model.report import Fact

MOST = 60  # characters of a clause that are looked at to either side
# What ends an item of a list
# matches 、 · ，      not 1,100
_ITEM = re.compile(r"[、，。；：！？;:]|,(?![0-9]{3}(?![0-9]))")


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of a catalogue by which values are told apart."""

    variants: VariantWords
    roles: RoleWords

    def told_apart(self, fact: Fact, indicator: Indicator, text: str, sentence: Span, name: Span, amount: Quantity, words: str) -> Fact:
        """A fact, where its name and its amount stand in a sentence of a text, and the words that lead to the amount → with variant and role."""
        first, last = min(name.start, amount.start), max(name.end, amount.end)
        begin = clause_start(text, sentence.start, first)
        before = clause_start(text, sentence.start, max(begin - 1, sentence.start))
        clause, ahead = text[max(begin, first - MOST) : first], text[max(before, begin - MOST) : begin]
        behind = text[last : min(sentence.end, last + MOST)]
        between = words if name.end <= amount.start else text[amount.end : name.start]
        carried = amount.start - name.end > len(words)
        said = Wording(clause, text[name.start : name.end], between, behind, carried, ahead)
        item = _ITEM.split(clause)[-1] + text[first:last] + _ITEM.split(behind, maxsplit=1)[0]
        variant = variant_of(indicator, fact.measure, said, self.variants)
        volume = is_volume(indicator, fact.measure, fact.kind, item, self.roles)
        return replace(fact, variant=variant, volume=volume) if (variant, volume) != (fact.variant, fact.volume) else fact


def telling_of(catalogue: Catalogue) -> Telling:
    """A catalogue → its words by which values are told apart."""
    return Telling(variant_words(catalogue), role_words(catalogue))
