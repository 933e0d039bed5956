"""Records → subjects of open figures that many places speak of and the catalogue has no indicator for, each with a ready entry."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from digest.chinese.word_patterns import any_of
from digest.model.catalogue import Catalogue
from digest.model.report import Evidence, Figure, Record
from digest.model.where import line_of, paragraph_of

LEAST_PLACES = 3
Held = tuple[Record, Figure]

_SHARES = ("%", "‰")
_MONEY = 10**7  # from here on an indicator is better given in 亿元 than in 元
# wholly: 高标准农田 · PM2.5浓度 · “四好农村路”      not 路 · 道路、桥梁 · 新建道路 长度
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.“”]{2,16}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A subject that deserves an indicator: in how many places and how often it stands, one example, and an entry to begin with."""

    subject: str
    unit: str
    places: int
    figures: int
    example: Evidence
    source: str  # the file of the example
    line: int
    entry: str  # YAML for content/indicators.yaml


def suggestions(records: Iterable[Record], catalogue: Catalogue, least: int = LEAST_PLACES) -> tuple[Suggestion, ...]:
    """Records → suggestions, those of most places first; of the whole place's figures alone, ranks and differences left out.

    新建公厕69座, 公厕达到90座 and 建成公厕40座 in three places → 公厕 · 座 · 3 places; 技术合同成交额 in 元 and its growth are one.
    """
    known = {alias for i in catalogue.indicators for alias in (i.name, *i.aliases, *i.shared, *i.nearby)}
    known.update(catalogue.words("figure-vague"), catalogue.words("figure-actions"))
    actions = re.compile(any_of(catalogue.words("figure-actions")))
    groups: dict[str, dict[str, list[Held]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        for figure in record.figures:
            subject = _without_action(figure.subject, actions)
            if _speaks_for_all(figure) and _NAME.fullmatch(subject) and subject not in known:
                groups[subject][figure.unit].append((record, figure))
    found = [_suggestion_of(subject, unit, held) for subject, units in groups.items() for unit, held in _with_growth_joined(units)]
    return tuple(sorted((s for s in found if s.places >= least), key=lambda s: (-s.places, -s.figures, s.subject, s.unit)))


def _with_growth_joined(units: dict[str, list[Held]]) -> list[tuple[str, list[Held]]]:
    """The units of one subject → the same, its growth in % with its most frequent other unit."""
    others = [u for u in units if u not in _SHARES]
    if not others or "%" not in units:
        return list(units.items())
    main = min(others, key=lambda u: (-len(units[u]), u))
    growth = [h for h in units["%"] if h[1].measure == "growth"]
    shares = [h for h in units["%"] if h[1].measure != "growth"]
    joined = {**units, main: units[main] + growth, "%": shares}
    return [(unit, held) for unit, held in joined.items() if held]


def _without_action(subject: str, actions: re.Pattern[str]) -> str:
    """A subject without the action before it and without quotation marks around it: 新建改建“口袋公园” → 口袋公园."""
    bare = subject.strip("“”‘’·、")
    while (match := actions.match(bare)) and len(bare) - match.end() > 1:
        bare = bare[match.end() :].strip("“”‘’·、")
    return bare


def _speaks_for_all(figure: Figure) -> bool:
    return figure.part == "whole" and not figure.indicator and figure.measure in ("level", "growth", "share") and not figure.among


def _suggestion_of(subject: str, unit: str, held: list[Held]) -> Suggestion:
    places = {record.report.meta.code or record.report.source.path for record, _ in held}
    record, figure = min(
        held, key=lambda h: (subject not in h[1].evidence.quote, len(h[1].evidence.quote), h[0].report.source.path, h[1].evidence.start)
    )
    line = line_of(record.report, figure.evidence)
    entry = _entry_of(subject, unit, held)
    return Suggestion(subject, unit, len(places), len(held), figure.evidence, record.report.source.path, line, entry)


def _entry_of(subject: str, unit: str, held: list[Held]) -> str:
    """→ an entry for content/indicators.yaml: the id is left to the editor, the topic is that of most paragraphs."""
    paragraphs = (paragraph_of(record.report, figure.evidence.paragraph) for record, figure in held)
    topics = Counter(paragraph.topic for paragraph in paragraphs if paragraph and paragraph.topic)
    topic = min(topics, key=lambda t: (-topics[t], t), default="overview")
    if unit in _SHARES:
        measures = ["share", "change"] if any(f.measure == "share" for _, f in held) else ["growth"]
    else:
        measures = ["level", *(["growth"] if any(f.measure == "growth" for _, f in held) else [])]
    given = "亿元" if unit == "元" and sorted(f.value for _, f in held)[len(held) // 2] >= _MONEY else unit
    counted = any(f.evidence.quote.endswith(subject) for _, f in held)
    parts = [
        "id: CHANGE_ME",
        f"name: {subject}",
        f"unit: {_quoted_for_yaml(given)}",
        f"topic: {topic}",
        *(["counted: true"] if counted else []),
        f"measures: [{', '.join(measures)}]",
        f"aliases: [{_quoted_for_yaml(subject)}]",
    ]
    return "- {" + ", ".join(parts) + "}"


def _quoted_for_yaml(text: str) -> str:
    """Text → the same as YAML takes it in a list: % begins nothing plain."""
    return text if re.fullmatch(r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9/]*", text) else f"'{text}'"
