"""Dossiers → the targets that their plans state in words, without a number: of a topic, or all of a place's newest report.

    侯马市 2024: 城镇居民可支配收入 与经济增长同步; 空气质量综合指数 退出后三位
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digest.model.catalogue import Catalogue
from digest.model.dossier import Dossier
from digest.model.report import Aim, Evidence, Record
from digest.model.told_aims import ToldAim, ToldAims


def told_aims(dossiers: Iterable[Dossier], catalogue: Catalogue, topic: str = "") -> tuple[ToldAims, ...]:
    """Dossiers, and a topic's id or "" for all → of each what it aims at in words for its own year, as it stands in its text; none without any."""
    topics = {i.id: i.topic for i in catalogue.indicators}
    told = (ToldAims(dossier, _aims_of_dossier(dossier, topics, topic)) for dossier in dossiers)
    return tuple(one for one in told if one.aims)


def _aims_of_dossier(dossier: Dossier, topics: Mapping[str, str], topic: str) -> tuple[ToldAim, ...]:
    """A dossier, and the topic of each indicator → its aims on a topic, each sentence once though it names several indicators."""
    told: dict[Evidence, ToldAim] = {}
    for record in dossier.editions:
        about = {p.id: p.topic for p in record.report.paragraphs}
        for aim in _own_aims(record):
            if not topic or (topics.get(aim.indicator) or about.get(aim.evidence.paragraph)) == topic:
                told.setdefault(aim.evidence, ToldAim(aim.subject, aim.words, aim.evidence))
    return tuple(told.values())


def _own_aims(record: Record) -> Iterable[Aim]:
    """A record → its aims for its own year that say what they are held against: 力争更好结果 says nothing by itself."""
    return (aim for aim in record.aims if aim.year == record.report.meta.year and aim.words and aim.relation != "better")
