"""Dossiers → the rows of data/measures.csv: who speaks of which measure of policy, as done or planned, with which amount and by when."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model.catalogue import Catalogue
from digest.model.compared_policies import point_of
from digest.model.dossier import Dossier
from digest.render import filters, routes
from digest.render.csv_tables import harmless

MEASURES = (
    ("专题", "举措所属的专题"),
    ("举措", "content/measures.yaml 里的名称"),
    ("性质", "actual 回顾里说的，target 安排里说的"),
    ("数", "说它时给的数，照录；没有的为空"),
    ("期限", "说它时写的期限，照录；没有的为空"),
)


def policy_rows(dossiers: tuple[Dossier, ...], catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    """→ a row for each mention that is kept: whose, its topic, measure, kind, amount, date, sentence and address."""
    policies, topics = {policy.id: policy for policy in catalogue.policies}, {topic.id: topic.name for topic in catalogue.topics}
    for dossier in dossiers:
        whose = (harmless(filters.place_name(dossier)), dossier.place.code, str(dossier.year))
        for record in dossier.editions:
            texts = {paragraph.id: paragraph for paragraph in record.report.paragraphs}
            for mention in record.policies:
                point, policy = point_of(record.report.id, mention, texts[mention.paragraph]), policies[mention.policy]
                said = (topics.get(policy.topic, ""), policy.name, mention.kind, harmless(point.amount), harmless(point.time))
                yield (*whose, *said, harmless(point.evidence.quote), routes.paragraph(point.evidence.report, point.evidence.paragraph))
