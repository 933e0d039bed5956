"""Counts of words → the words that a group uses distinctly more than the others; the words that a place did not use last year.

Log-odds ratio with an informative Dirichlet prior: B. L. Monroe, M. P. Colaresi, K. M. Quinn, “Fightin' Words: Lexical Feature
Selection and Evaluation for Identifying the Content of Political Conflict”, Political Analysis 16 (2008), 372–403, equations 15, 16,
20–22. The prior is the use of the words in all groups together, as if one more text of average length had been read beforehand, so that
what is rare has to be said often before it counts; groups are compared by odds, so that their lengths do not matter. As many words
are called distinctive as keep false discoveries at five in a hundred: Y. Benjamini, Y. Hochberg, “Controlling the False Discovery
Rate”, Journal of the Royal Statistical Society B 57 (1995), 289–300. Every word in every group is a hypothesis there, also where it
is said too seldom to be looked at: to leave those out would be to choose by the result.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from digest.model.comparison import Distinctive
from digest.model.usage import Usage

FALSE_DISCOVERIES = 0.05
FEWEST = 3  # times that a group must say a word
PER = 10_000  # words, for rates

Counts = Mapping[str, int]


def counts(editions: Iterable[tuple[Usage, ...]], topic: str = "") -> Counter[str]:
    """The words of editions of one report → each with its count, on one topic or on all; what two editions share counts once."""
    found: Counter[str] = Counter()
    for usages in editions:
        own: Counter[str] = Counter()
        for usage in usages:
            if not topic or usage.topic == topic:
                own.update(dict(usage.counts))
        found |= own
    return found


def log_odds(groups: Mapping[str, Counts], prior: float, fewest: int = 1) -> tuple[Distinctive, ...]:
    """Counts by group → for every word that a group says so often, how much likelier it is there than in all others: log-odds ratio and its z.

    By group, then by word. A group without words and a single group are compared with nothing: ().
    """
    spoken = {name: {w: n for w, n in sorted(c.items()) if n > 0} for name, c in sorted(groups.items())}
    spoken = {name: c for name, c in spoken.items() if c}
    if len(spoken) < 2:
        return ()
    total: Counter[str] = Counter()
    for c in spoken.values():
        total.update(c)
    size = sum(total.values())
    found = []
    for name, c in spoken.items():
        own = sum(c.values())
        for word, count in c.items():
            if count < fewest:
                continue
            others, expected = total[word] - count, prior * total[word] / size
            ratio = _odds(count + expected, own + prior) - _odds(others + expected, size - own + prior)
            z = ratio / math.sqrt(1 / (count + expected) + 1 / (others + expected))
            found.append(Distinctive(word, name, count, _per_ten_thousand(count, own), z, ratio, others, _per_ten_thousand(others, size - own)))
    return tuple(found)


def distinctive(groups: Mapping[str, Counts], fewest: int = FEWEST) -> tuple[Distinctive, ...]:
    """Counts by group → the words that a group says distinctly more than all others, by group, the most distinctive first.

    Words that a group says fewer than `fewest` times are not looked at. Group and z decide; on equal z the word.
    """
    spoken = [c for c in groups.values() if any(c.values())]
    if len(spoken) < 2:
        return ()
    total: Counter[str] = Counter()
    for c in spoken:
        total.update(c)
    looked_at = log_odds(groups, sum(total.values()) / len(spoken), fewest)
    hypotheses = len(spoken) * sum(count >= fewest for count in total.values())
    passed = _discoveries([math.erfc(d.z / math.sqrt(2)) / 2 for d in looked_at], hypotheses)
    return tuple(sorted((d for d, yes in zip(looked_at, passed, strict=True) if yes), key=lambda d: (d.group, -round(d.z, 6), d.term)))


def new_terms(this: Counts, last: str, fewest: int = FEWEST) -> tuple[tuple[str, int], ...]:
    """This year's counts and last year's whole text → the words said this year that do not stand there at all, the most frequent first.

    The text and not its words decides: what was cut differently last year is not new.
    """
    return tuple(sorted(((w, n) for w, n in this.items() if n >= fewest and w not in last), key=lambda item: (-item[1], item[0])))


def _per_ten_thousand(count: int, of: int) -> Decimal:
    return (Decimal(PER * count) / of).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _odds(count: float, of: float) -> float:
    """The logarithm of the odds; a group that says one word only has next to no room for others, but some: the prior's."""
    return math.log(count) - math.log(max(of - count, 1e-12))


def _discoveries(p: list[float], hypotheses: int) -> list[bool]:
    """The smallest p-values of so many hypotheses → which of them are discoveries (Benjamini and Hochberg's step-up)."""
    order = sorted(range(len(p)), key=p.__getitem__)
    last = max((rank for rank, i in enumerate(order, 1) if p[i] <= FALSE_DISCOVERIES * rank / hypotheses), default=0)
    discovered = set(order[:last])
    return [i in discovered for i in range(len(p))]
