"""Dossiers → a topic's works that have money or a date, wherever they stand in the text: those planned first, by money, then by date.

Where there are many places, and too few works with either, those with a step later than 在建 fill the table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from digest.chinese.word_patterns import any_of
from digest.compare.key_sentences import rules
from digest.compare.work_steps import named, sure_step
from digest.model.brief import FEW, PlaceCount, Work, Works
from digest.model.catalogue import Catalogue, Topic
from digest.model.closed_sets import MILESTONES
from digest.model.dossier import Dossier
from digest.model.project_key import project_key
from digest.model.report import Project

MOST = 18  # works that are shown
MOST_UNDATED = 2  # of a place of which none has money or a date
MOST_OF_ONE, OF_MANY = 11, 2  # of one place, where several have any; where there are many places
HEAD = 8  # last characters of a name, which say what the thing is
Words = Mapping[str, re.Pattern[str]]  # a topic's id → what names its things
LATER = frozenset(MILESTONES) - {"前期", "签约", "在建"}


def topic_works(topic: Topic, dossiers: Iterable[Dossier], catalogue: Catalogue) -> Works:
    """A topic and the newest dossiers → its works with money or a date nearer than the year; those that are done only if they have money."""
    words = _words_of_topics(topic, catalogue)
    newest = tuple(dossiers)
    many = len(newest) > FEW
    found = [work for dossier in newest for work in _works_of_dossier(dossier, topic, words)]
    planned = [work for work in found if work.project.kind == "target"]
    dated = Counter(work.dossier.id for work in planned if work.term)
    counts = sorted((PlaceCount(dossier, dated[dossier.id]) for dossier in newest if dated[dossier.id]), key=lambda one: (-one.count, one.dossier.id))
    told = [work for work in found if work.term or work.project.investment is not None]
    told = [work for work in told if work.project.kind == "target" or work.project.investment is not None]
    ranked = sorted(told, key=lambda work: (-_money(work), work.project.kind != "target", not _to_the_month(work), work.term, work.dossier.id))
    kept = _few_of_each(ranked, many)
    shown = sorted((*kept, *_without_date(planned, kept, many)), key=_by_money_and_date)
    return Works(tuple(shown), len(told), sum(work.project.investment is not None for work in told), tuple(counts))


def _by_money_and_date(work: Work) -> tuple[object, ...]:
    """What works stand by in the table: planned ones first, the dearest of these first, then the earliest, then the farthest on."""
    return work.project.kind != "target", -_money(work), work.term or "9999", -_step(work), work.dossier.id


def _step(work: Work) -> int:
    return MILESTONES.index(work.project.milestone) if work.project.milestone in LATER else -1


def _few_of_each(ranked: list[Work], many: bool) -> list[Work]:
    """Works, the most telling first → the first of them, of no place so many that others have no room; of `many` places fewer of each."""
    told = Counter[str]()
    kept: list[Work] = []
    for work in ranked:
        told[work.dossier.id] += 1
        if told[work.dossier.id] <= (OF_MANY if many else MOST_OF_ONE) and len(kept) < MOST:
            kept.append(work)
    return kept if many else kept + [work for work in ranked if work not in kept][: MOST - len(kept)]


def _without_date(planned: list[Work], kept: list[Work], many: bool) -> list[Work]:
    """Planned works and those that are kept → two more of each place of which none is kept, without money or date, as far as there is room.

    Of many places only those with a step later than 在建: the farthest on of each place first, then a second one of each.
    """
    told, more = {work.dossier.id for work in kept}, Counter[str]()
    found: list[tuple[int, Work]] = []
    for work in sorted(planned, key=lambda one: -_step(one)) if many else planned:
        if work.dossier.id not in told and work.project.milestone != "前期" and more[work.dossier.id] < MOST_UNDATED and (_step(work) > -1 or not many):
            more[work.dossier.id] += 1
            found.append((more[work.dossier.id] if many else 0, work))
    return [work for _, work in sorted(found, key=lambda one: one[0])][: MOST - len(kept)]


def _works_of_dossier(dossier: Dossier, topic: Topic, words: Words) -> Iterable[Work]:
    """A dossier → its works on the topic, each project once: what is planned of it before what was done."""
    seen: set[str] = set()
    for kind in ("target", "actual"):
        for record in dossier.editions:
            topics = {paragraph.id: paragraph.topic for paragraph in record.report.paragraphs}
            for project in record.projects:
                key = project_key(project.name)
                if project.kind == kind and key not in seen and named(project) and _is_on_topic(project, topics[project.evidence.paragraph], topic, words):
                    if (step := sure_step(project, record)) or project.investment is not None:
                        seen.add(key)
                        when = project.when if step == project.milestone else ""  # the date is that of the event
                        yield Work(dossier, replace(project, milestone=step or "在建", when=when), when)


def _words_of_topics(topic: Topic, catalogue: Catalogue) -> Words:
    """A topic → the words by which names are told to be of it or of another, by the topic's id; what its measures are called are among its own."""
    names = [name for one in catalogue.policies if one.topic == topic.id for name in one.names if "…" not in name]
    other = {one.id: rules(one, catalogue).words for one in catalogue.topics}
    return other | {topic.id: re.compile(any_of((*topic.words, *names)))}


def _is_on_topic(project: Project, stands_in: str, topic: Topic, words: Words) -> bool:
    """Whether a project is of the topic: it stands among it and its name is of no other alone, or what it is is called so wherever it stands.

    东湖污水处理厂 among 城乡建设 → of 生态环境      中医药专业镇 among 产业创新 → not of 民生保障
    """
    if topic.works == "all":
        return True
    if stands_in == topic.id:
        return bool(words[topic.id].search(project.name)) or not any(words[id].search(project.name) for id in words if id != topic.id)
    elsewhere = words.get(stands_in)
    head = project_key(project.name)[-HEAD:]
    return bool(words[topic.id].search(head)) and not (elsewhere and elsewhere.search(head))


def _money(work: Work) -> Decimal:
    return work.project.investment or Decimal(0)


def _to_the_month(work: Work) -> bool:
    """2024-06, 2024-H1 → True    2024 → False"""
    return "-" in work.term
