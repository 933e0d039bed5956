"""Text → where it names a measure of policy: by one of its names, whatever marks are set into it, where no other phrase holds the name.

The name of an institution is no measure: 碳中和研究院.
Quotation marks, brackets and spaces do not count: “无废”城市, 河（湖）长 and 首台（套） are written many ways. Where names of several
measures begin, each has its own. Every character is looked at once, and from each two of them only the names that begin so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from digest.chinese.word_patterns import longest_first
from digest.model.catalogue import Policy

MARKS = frozenset("“”‘’\"'「」『』《》〈〉（）()[]【】〔〕 \u3000")  # what is set into a name and is none of it
# What makes of a name that of an institution, which is no measure
# at the start: 研究院 · 产业研究所 · 技术协会      not 研究，成立协会 · 产业园
_INSTITUTION = re.compile(r"[^，,。；;、：:！？和与及]{0,4}?(?:研究(?:院|所|会)|学会|协会|联合会|有限公司|股份公司)")
# What … of a name stands for
_ANY = "[^，,。；;、：:！？!?]{0,8}?"


@dataclass(frozen=True, slots=True)
class NamedPolicy:
    """Characters start to end of a text name a measure."""

    policy: Policy
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PolicyNames:
    """The names of all measures: whole ones by their first two characters, the longest first; and those with … as patterns."""

    whole: dict[str, tuple[tuple[str, Policy], ...]]
    loose: tuple[tuple[re.Pattern[str], Policy], ...]
    never: dict[str, tuple[str, ...]]  # of a measure's id


def named_policies(names: PolicyNames, text: str) -> tuple[NamedPolicy, ...]:
    """A text → the measures that it names, by where they begin, the longest name of each at a place.

    落实河（湖）长制，推进雨污分流 → 河湖长制 at 河（湖）长, 雨污分流
    """
    bare, places = _without_marks(text)
    found: dict[tuple[str, int], tuple[Policy, int]] = {}
    for at, two in enumerate(map("".join, pairwise(bare))):
        for name, policy in names.whole.get(two, ()):
            if bare.startswith(name, at):
                found.setdefault((policy.id, at), (policy, at + len(name)))
    for pattern, policy in names.loose:
        for match in pattern.finditer(bare):
            found.setdefault((policy.id, match.start()), (policy, match.end()))
    kept: list[NamedPolicy] = []
    reached: dict[str, int] = {}  # of each measure where its last name ends: 湖长 within 河（湖）长 is no second one
    for (id, at), (policy, end) in sorted(found.items(), key=lambda one: (one[0][1], one[0][0])):
        if at >= reached.get(id, 0) and _is_whole(bare, at, end) and not _within(bare, at, end, names.never[id]) and not _INSTITUTION.match(bare, end):
            reached[id] = end
            kept.append(NamedPolicy(policy, places[at], places[end - 1] + 1))
    return tuple(kept)


def bare_name(name: str) -> str:
    """A name as an editor writes it → without marks: 河（湖）长 → 河湖长"""
    return "".join(character for character in name if character not in MARKS)


def _without_marks(text: str) -> tuple[str, list[int]]:
    """A text → the same without marks, and where each of its characters stands."""
    return bare_name(text), [at for at, character in enumerate(text) if character not in MARKS]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number goes on at either end of a name: GEP, not of GEPS; 5A, not of 15A."""

    def goes_on(one: str, other: str) -> bool:
        return one.isascii() and one.isalnum() and other.isascii() and other.isalnum()

    return not goes_on(text[max(0, start - 1) : start], text[start]) and not goes_on(text[end - 1], text[end : end + 1])


def _within(text: str, start: int, end: int, phrases: tuple[str, ...]) -> bool:
    """Whether a stretch stands within one of the phrases.  河长 of 黄河长治久安 within 黄河长"""
    for phrase in phrases:
        at = text.find(phrase, max(0, end - len(phrase)), start + len(phrase))
        if at >= 0 and at <= start and end <= at + len(phrase):
            return True
    return False


@lru_cache(maxsize=16)  # all measures, and those of each topic
def names_of_policies(policies: tuple[Policy, ...]) -> PolicyNames:
    """The catalogue's measures → their names, ready to be found."""
    whole: dict[str, list[tuple[str, Policy]]] = defaultdict(list)
    loose: list[tuple[re.Pattern[str], Policy]] = []
    for policy in policies:
        for name in longest_first(map(bare_name, policy.names)):
            if "…" in name:
                loose.append((re.compile(_ANY.join(map(re.escape, name.split("…")))), policy))
            else:
                whole[name[:2]].append((name, policy))
    never = {policy.id: tuple(map(bare_name, policy.never)) for policy in policies}
    return PolicyNames({start: tuple(names) for start, names in whole.items()}, tuple(loose), never)
