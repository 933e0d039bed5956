"""Records → Comparison: everything that the site, the digests and the bulletins show, laid side by side."""

from __future__ import annotations

from collections.abc import Iterable

from digest.catalogue import Catalogue, Indicator, Topic
from digest.compare.attention import attention
from digest.compare.charts import attention_chart, table_charts
from digest.compare.dossiers import join, latest
from digest.compare.findings import findings
from digest.compare.ledger import ledger
from digest.compare.tables import tables, topic_tables
from digest.compare.voices import voice
from digest.comparison import Comparison, Dossier, IndicatorComparison, Overview, PlaceProfile, TopicComparison
from digest.model import Record

MOST_FINDINGS = 8


def compare(records: Iterable[Record], catalogue: Catalogue) -> Comparison:
    """Records of identified reports → the comparisons of every topic, indicator and place, and the overview."""
    dossiers = join(records, catalogue)
    topics = tuple(_topic(topic, dossiers, catalogue) for topic in _lead_first(catalogue))
    indicators = tuple(found for i in catalogue.indicators if (found := _indicator(i, dossiers)))
    places = tuple(_place(code, dossiers, catalogue) for code in sorted({d.place.code for d in dossiers}))
    return Comparison(_overview(dossiers, catalogue), topics, indicators, places, dossiers)


def _lead_first(catalogue: Catalogue) -> list[Topic]:
    lead = catalogue.site.lead_topics
    return sorted(catalogue.topics, key=lambda topic: lead.index(topic.id) if topic.id in lead else len(lead))


def _topic(topic: Topic, dossiers: tuple[Dossier, ...], catalogue: Catalogue) -> TopicComparison:
    made = topic_tables(catalogue, topic.id, dossiers)
    return TopicComparison(
        topic=topic,
        dossiers=dossiers,
        findings=findings(made)[:MOST_FINDINGS],
        tables=made,
        voices=tuple(voice(dossier, topic, catalogue) for dossier in latest(dossiers)),
        charts=table_charts(made),
        attention=tuple(attention(dossier, catalogue.topics) for dossier in dossiers),
    )


def _indicator(indicator: Indicator, dossiers: tuple[Dossier, ...]) -> IndicatorComparison | None:
    made = tables((indicator,), dossiers)
    return IndicatorComparison(indicator, made, table_charts(made)) if made else None


def _place(code: str, dossiers: tuple[Dossier, ...], catalogue: Catalogue) -> PlaceProfile:
    own = tuple(d for d in dossiers if d.place.code == code)
    voices = tuple((topic, tuple(voice(dossier, topic, catalogue) for dossier in own)) for topic in _lead_first(catalogue))
    return PlaceProfile(own[0].place, own[0].province, own[0].parent, own, tables(catalogue.indicators, own), voices, ledger=ledger(own, catalogue))


def _overview(dossiers: tuple[Dossier, ...], catalogue: Catalogue) -> Overview:
    paid = tuple(attention(dossier, catalogue.topics) for dossier in dossiers)
    charts = (attention_chart("attention", "各地报告的篇幅分布", paid, catalogue.topics),) if dossiers else ()
    return Overview(dossiers, findings(tables(catalogue.indicators, dossiers))[:MOST_FINDINGS], paid, charts)
