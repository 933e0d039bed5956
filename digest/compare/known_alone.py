"""A record → the same with all that is known of a report by itself and asked for when it is compared: its words, measures, what it says of indicators."""

from __future__ import annotations

from dataclasses import replace

from digest.compare.spoken import spoken
from digest.extract.policy_mentions import find_policies
from digest.extract.word_counts import find_words
from digest.model.catalogue import Catalogue
from digest.model.report import Record


def known_alone(record: Record, catalogue: Catalogue) -> Record:
    """A record as it was read → the same, ready to be compared, so that this need not be done each time."""
    words, policies = find_words(record.report, catalogue), find_policies(record, catalogue)
    return replace(record, words=words, policies=policies, spoken=spoken((record,), catalogue))
