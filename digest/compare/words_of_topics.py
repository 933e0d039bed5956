"""The catalogue → what tells of which topic a clause speaks: each topic's words, the names of its measures, and each indicator's topic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from digest.chinese.word_patterns import any_of
from digest.extract.policy_names import PolicyNames, named_policies, names_of_policies
from digest.model.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class WordsOfTopics:
    """What tells the topic of a clause: each indicator's topic, the words of each topic, and the names of measures."""

    of_indicators: Mapping[str, str]
    words: tuple[tuple[str, re.Pattern[str]], ...]
    names: PolicyNames

    def spoken_of(self, text: str) -> frozenset[str]:
        """A text → the topics of which it has most words; where it has no word of any, those of the measures that it names."""
        counts = {id: len(set(pattern.findall(text))) for id, pattern in self.words}
        most = max(counts.values(), default=0)
        if not most:
            return frozenset(one.policy.topic for one in named_policies(self.names, text))
        return frozenset(id for id, count in counts.items() if count == most)


def topics_of_words(catalogue: Catalogue) -> WordsOfTopics:
    """A catalogue → its topics' words, ready to be looked for."""
    words = tuple((topic.id, re.compile(any_of(topic.words))) for topic in catalogue.topics if topic.words)
    return WordsOfTopics({indicator.id: indicator.topic for indicator in catalogue.indicators}, words, names_of_policies(catalogue.policies))
