"""Dossiers → a topic's works that have money or a date, wherever they stand in the text: those planned first, by date, then by money."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from digest.chinese.word_patterns import any_of
from digest.compare.key_sentences import rules
from digest.model.brief import FEW, PlaceCount, Work, Works
from digest.model.catalogue import Catalogue, Topic
from digest.model.dossier import Dossier
from digest.model.project_key import project_key
from digest.model.report import Project

MOST = 18  # works that are shown
MOST_UNDATED = 2  # of a place of which none has money or a date
MOST_OF_ONE, OF_MANY = 11, 3  # of one place, where several have any; where there are many places


def topic_works(topic: Topic, dossiers: Iterable[Dossier], catalogue: Catalogue) -> Works:
    """A topic and the newest dossiers → its works with money or a date nearer than the year; those that are done only if they have money."""
    rule = rules(topic, catalogue)
    names = re.compile(any_of(name for one in catalogue.policies if one.topic == topic.id for name in one.names if "…" not in name))
    newest = tuple(dossiers)
    found = [work for dossier in newest for work in _works_of_dossier(dossier, topic, (rule.words, names))]
    planned = [work for work in found if work.project.kind == "target"]
    dated = Counter(work.dossier.id for work in planned if work.term)
    counts = sorted((PlaceCount(dossier, dated[dossier.id]) for dossier in newest if dated[dossier.id]), key=lambda one: (-one.count, one.dossier.id))
    told = [work for work in found if work.term or work.project.investment is not None]
    told = [work for work in told if work.project.kind == "target" or work.project.investment is not None]
    ranked = sorted(told, key=lambda work: (-_money(work), work.project.kind != "target", not _to_the_month(work), work.term, work.dossier.id))
    kept = _few_of_each(ranked, len(newest) > FEW)
    told_of = (*kept, *_without_date(planned, kept))
    shown = sorted(told_of, key=lambda work: (work.project.kind == "target", work.term or "9999", -_money(work), work.dossier.id))
    return Works(tuple(shown), len(told), sum(work.project.investment is not None for work in told), tuple(counts))


def _few_of_each(ranked: list[Work], many: bool) -> list[Work]:
    """Works, the most telling first → the first of them, of no place so many that others have no room; of `many` places fewer of each."""
    told = Counter[str]()
    kept: list[Work] = []
    for work in ranked:
        told[work.dossier.id] += 1
        if told[work.dossier.id] <= (OF_MANY if many else MOST_OF_ONE) and len(kept) < MOST:
            kept.append(work)
    return kept if many else kept + [work for work in ranked if work not in kept][: MOST - len(kept)]


def _without_date(planned: list[Work], kept: list[Work]) -> list[Work]:
    """Planned works and those that are kept → two more of each place of which none is kept, without money or date, as far as there is room."""
    told, more = {work.dossier.id for work in kept}, Counter[str]()
    found = []
    for work in planned:
        if work.dossier.id not in told and work.project.milestone != "前期" and more[work.dossier.id] < MOST_UNDATED:
            more[work.dossier.id] += 1
            found.append(work)
    return found[: MOST - len(kept)]


def _works_of_dossier(dossier: Dossier, topic: Topic, words: tuple[re.Pattern[str], ...]) -> Iterable[Work]:
    """A dossier → its works on the topic, each project once: what is planned of it before what was done."""
    seen: set[str] = set()
    for kind in ("target", "actual"):
        for record in dossier.editions:
            topics = {paragraph.id: paragraph.topic for paragraph in record.report.paragraphs}
            for project in record.projects:
                key = project_key(project.name)
                if project.kind == kind and key not in seen and _is_on_topic(project, topics, topic, words):
                    seen.add(key)
                    yield Work(dossier, project, project.when)


def _is_on_topic(project: Project, topics: dict[str, str], topic: Topic, words: tuple[re.Pattern[str], ...]) -> bool:
    own = topics[project.evidence.paragraph] == topic.id
    return topic.works == "all" or own or any(pattern.search(project.name) for pattern in words)


def _money(work: Work) -> Decimal:
    return work.project.investment or Decimal(0)


def _to_the_month(work: Work) -> bool:
    """2024-06, 2024-H1 → True    2024 → False"""
    return "-" in work.term
