"""Measures of policy as editors write them → what is wrong: no such topic or indicator, a name that is too short or another's, a phrase without effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from digest.content.names_in_parts import spelled_out
from digest.content.schema import Places
from digest.model.catalogue import Indicator, Policy, Topic
from digest.model.problem import N_, Problem, meant

SHORTEST = 2  # characters of a name: of one alone nobody could tell what it names


def policies_spelled_out(policies: Iterable[Policy]) -> tuple[Policy, ...]:
    """Measures as editors write them → the same with every name whole.  入河/入海·排污口 → 入河排污口, 入海排污口"""
    return tuple(replace(p, names=spelled_out(p.names), never=spelled_out(p.never)) for p in policies)


def check_policies(
    where: str, policies: tuple[Policy, ...], topics: tuple[Topic, ...], indicators: tuple[Indicator, ...], places: Places
) -> Iterator[Problem]:
    """Measures → what no reader of the file could use, by its line."""
    claimed: dict[str, tuple[str, int]] = {}
    for number, policy in sorted(enumerate(policies), key=lambda one: places(one[:1])[0]):
        if topics:
            yield from unknown_id(where, policy.topic, [t.id for t in topics], places((number, "topic")), TOPIC)
        if indicators:
            for index, id in enumerate(policy.indicators):
                yield from unknown_id(where, id, [i.id for i in indicators], places((number, "indicators", index)), INDICATOR)
        if not policy.names:
            line, quote = places((number, "names"))
            yield Problem(where, line, "content.no-names", N_("the measure has no name by which it could be found"), NAMES_HINT, quote=quote)
        for index, written in enumerate(policy.names):
            yield from _wrong_name(where, policy, written, places((number, "names", index)), claimed)
        for index, phrase in enumerate(policy.never):
            if not any(part in phrase for name in spelled_out(policy.names) for part in [name.split("…")[0]]):
                line, quote = places((number, "never", index))
                message, hint = N_("{phrase} holds none of the names"), N_("delete it, or write all of the phrase that a name stands in")
                yield Problem(where, line, "content.never-without-name", message, hint, (("phrase", phrase),), quote)


TOPIC = ("content.no-topic", N_("the topic {id} does not exist"), N_("did you mean {guess}?"))
INDICATOR = ("content.no-indicator", N_("the indicator {id} does not exist"), N_("did you mean {guess}?"))
NAMES_HINT = N_("write how reports call it, like names: [word, word]")


def unknown_id(where: str, id: str, known: list[str], place: tuple[int, str], words: tuple[str, str, str]) -> Iterator[Problem]:
    """An id and those that are known → a Problem with the one that was probably meant, where it is none of them."""
    if id not in known:
        code, message, hint = words
        yield Problem(where, place[0], code, message, hint, (("guess", (*meant(id, known), known[0])[0]), ("id", id)), place[1])


def _wrong_name(where: str, policy: Policy, written: str, place: tuple[int, str], claimed: dict[str, tuple[str, int]]) -> Iterator[Problem]:
    line, quote = place
    for name in spelled_out([written]):
        if any(len(part) < SHORTEST for part in name.split("…")[:1]) or not name.strip("…"):
            message, hint = N_("the name {name} is too short to tell what it names"), N_("write at least two characters before …")
            yield Problem(where, line, "content.short-name", message, hint, (("name", name),), quote)
            continue
        owner, first = claimed.setdefault(name, (policy.id, line))
        if owner != policy.id:
            message, hint = N_("{name} is also a name of the measure {owner}"), N_("a name belongs to one measure: delete it here or on line {first}")
            values = (("first", str(first)), ("name", name), ("owner", owner))
            yield Problem(where, line, "content.alias-twice", message, hint, values, quote)
