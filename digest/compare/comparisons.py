"""Records → Comparison: everything that the site, the digests and the bulletins show, laid side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from digest.compare.aim_lists import told_aims
from digest.compare.ambition_gaps import ambition_gaps
from digest.compare.boards import boards
from digest.compare.briefs import brief
from digest.compare.comparable import Groups, groups
from digest.compare.dossiers import join, latest
from digest.compare.finding_worth import most_telling
from digest.compare.findings import findings
from digest.compare.framing import framing
from digest.compare.kept_promises import kept_years
from digest.compare.key_sentences import voice
from digest.compare.last_and_next import last_and_next
from digest.compare.ledger import ledger
from digest.compare.measure_uses import measure_uses
from digest.compare.movements import by_dossier, movements
from digest.compare.passage_worth import worth_showing
from digest.compare.peer_ranks import among, standings
from digest.compare.pledge_lists import pledge_lists
from digest.compare.policy_matrix import policy_matrix, spoken_policies
from digest.compare.project_lists import project_lists
from digest.compare.questions import questions
from digest.compare.series_charts import months_chart, years_chart
from digest.compare.table_charts import attention_chart, table_charts
from digest.compare.tables import tables
from digest.compare.task_alignment import aligned
from digest.compare.task_years import task_changes
from digest.compare.term_lists import term_lists
from digest.compare.theses import dropped
from digest.compare.topic_share import attention
from digest.compare.turned_targets import turned_targets
from digest.compare.walked_targets import dropped_targets, walked_targets
from digest.compare.word_uses import word_uses
from digest.compare.wording import emphasis, novelties, of_dossier, of_topic, repeated_wording, shared_wording
from digest.model.aligned_tasks import TaskList, Tasks
from digest.model.board import Panel
from digest.model.brief import Brief
from digest.model.catalogue import Catalogue, Indicator, Topic
from digest.model.compared_policies import PolicyMatrix
from digest.model.comparison import (
    Attention,
    Comparison,
    Emphasis,
    Finding,
    IndicatorComparison,
    Movement,
    Overview,
    PlaceProfile,
    TopicComparison,
    Voice,
)
from digest.model.dossier import Dossier, Table
from digest.model.promise import Promise
from digest.model.question import Question
from digest.model.report import Record
from digest.model.shared_wording import Shared

Told = TypeVar("Told")
FIRST_FINDINGS = 5  # of them on the overview, which leads to the rest
MOST_PASSAGES = 6


@dataclass(frozen=True, slots=True)
class NewestWording:
    """The wording of each place's newest dossier: the words it stresses, passages it shares with others."""

    dossiers: tuple[Dossier, ...]
    stressed: tuple[Emphasis, ...]
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """What several years show, of all places: how values moved, the ledgers by the place's code, which values may be ranked, and what is to be asked."""

    moved: tuple[Movement, ...]
    ledgers: tuple[tuple[str, tuple[Promise, ...]], ...]
    alike: Groups
    asked: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """Joined records, and what the comparisons of all their topics have in common."""

    dossiers: tuple[Dossier, ...]
    tables: tuple[Table, ...]
    years: Years
    wording: NewestWording
    tasks: Tasks


def compare(records: Iterable[Record], catalogue: Catalogue) -> Comparison:
    """Records of identified reports → the comparisons of every topic, indicator and place, and the overview."""
    base = basis(records, catalogue)
    dossiers, whole, years, wording = base.dossiers, base.tables, base.years, base.wording
    topics = compare_topics(base, (topic.id for topic in _lead_first(catalogue)), catalogue)
    measured = gathered((table.indicator.id, table) for table in whole)
    indicators = tuple(_compared_indicator(i, measured[i.id], years) for i in catalogue.indicators if i.id in measured)
    own, said = by_place(dossiers), {(one.topic.id, voice.dossier.id): voice for one in topics for voice in one.voices}
    asked = gathered((one.dossier.place.code, one) for one in years.asked)
    profiles = (_profile_of_place(own[code], promises, said, asked.get(code, ()), catalogue) for code, promises in years.ledgers)
    peers, moved = among(whole, years.alike), by_dossier(years.moved)
    placed = (replace(profile, standings=standings(profile.dossiers[0], whole, moved, peers)) for profile in profiles)
    listed = {one.dossier.id: one for one in base.tasks.lists}
    stressed = {stress.dossier.id: stress for stress in wording.stressed}
    shared = gathered((saying.dossier.id, passage) for passage in wording.shared for saying in passage.said)
    places = tuple(_profile_with_tasks(_profile_with_wording(profile, stressed, shared, catalogue), listed) for profile in placed)
    told = tuple(one for profile in places for one in profile.kept)
    panels = boards(whole, dossiers, catalogue.weights)
    return Comparison(
        _overview(dossiers, whole, years, catalogue), tuple(_with_dropped(one, panels) for one in topics), indicators, places, dossiers,
        project_lists(dossiers, told), pledge_lists(dossiers, told, catalogue), term_lists(dossiers), months_chart(dossiers),
        word_uses(dossiers, catalogue.watched), base.tasks, measure_uses(dossiers, catalogue.policies),
        panels,
    )  # fmt: skip


def _with_dropped(comparison: TopicComparison, panels: Iterable[Panel]) -> TopicComparison:
    """A topic's comparison and the boards → the same, whose brief knows which targets are no longer set."""
    if comparison.brief is None:
        return comparison
    told = replace(comparison.brief.thesis, dropped=dropped(panels, comparison.topic.id))
    return replace(comparison, brief=replace(comparison.brief, thesis=told))


def by_place(dossiers: Iterable[Dossier]) -> dict[str, tuple[Dossier, ...]]:
    """Dossiers → those of each place, by its code, in their order."""
    return gathered((dossier.place.code, dossier) for dossier in dossiers)


def gathered(told: Iterable[tuple[str, Told]]) -> dict[str, tuple[Told, ...]]:
    """What is told of whom → of each all that is told, in order."""
    found: dict[str, list[Told]] = defaultdict(list)
    for name, one in told:
        found[name].append(one)
    return {name: tuple(own) for name, own in found.items()}


def basis(records: Iterable[Record], catalogue: Catalogue) -> Basis:
    """Records → what the comparisons of all their topics have in common. It takes longest, so it is made once for the same records."""
    dossiers = join(records, catalogue)
    whole = tables(catalogue.indicators, dossiers)
    years, wording = _known_over_years(dossiers, whole, catalogue), _wording_of_newest(latest(dossiers), catalogue)
    return Basis(dossiers, whole, years, wording, aligned(dossiers, catalogue))


def compare_topics(base: Basis, topics: Iterable[str], catalogue: Catalogue) -> tuple[TopicComparison, ...]:
    """A basis and ids of topics → the comparisons of these topics alone, in their order."""
    newest = {dossier.id for dossier in latest(base.dossiers)}
    lists = sorted((one for one in base.tasks.lists if one.dossier.id in newest), key=lambda one: one.dossier.place.code)
    paid = tuple(attention(dossier, catalogue.topics) for dossier in base.dossiers)
    compared = (_compared_topic(catalogue.topic(id), base, paid, catalogue) for id in topics)
    return tuple(replace(_with_wording(one, base.wording), framing=framing(one.topic, lists, catalogue)) for one in compared)


def narrowed(
    comparisons: Iterable[TopicComparison], dossiers: tuple[Dossier, ...], indicators: frozenset[str], catalogue: Catalogue
) -> tuple[TopicComparison, ...]:
    """Topics' comparisons of the same dossiers → the same with the figures of these indicators alone."""
    years = _known_over_years(dossiers, tables((i for i in catalogue.indicators if i.id in indicators), dossiers), catalogue)
    return tuple(_with_indicators(one, indicators, years, catalogue) for one in comparisons)


def _with_indicators(comparison: TopicComparison, indicators: frozenset[str], years: Years, catalogue: Catalogue) -> TopicComparison:
    made = tuple(table for table in comparison.tables if table.indicator.id in indicators)
    told = _brief_of(comparison.topic, made, latest(comparison.dossiers), comparison.matrix, years, catalogue)
    return replace(comparison, tables=made, brief=told, findings=_findings_told(made, comparison.dossiers, years), charts=table_charts(made, years.alike))


def _known_over_years(dossiers: tuple[Dossier, ...], whole: tuple[Table, ...], catalogue: Catalogue) -> Years:
    ledgers = tuple((code, ledger(list(own), catalogue)) for code, own in sorted(by_place(dossiers).items()))
    return Years(movements(whole), ledgers, groups(whole), questions(dossiers, dict(ledgers), catalogue))


def _lead_first(catalogue: Catalogue) -> list[Topic]:
    lead = catalogue.site.lead_topics
    return sorted(catalogue.topics, key=lambda topic: lead.index(topic.id) if topic.id in lead else len(lead))


def _compared_topic(topic: Topic, base: Basis, paid: tuple[Attention, ...], catalogue: Catalogue) -> TopicComparison:
    dossiers, years, newest = base.dossiers, base.years, latest(base.dossiers)
    made = tuple(table for table in base.tables if table.indicator.topic == topic.id)
    matrix, recent = policy_matrix(newest, topic, catalogue), {dossier.id for dossier in newest}
    return TopicComparison(
        topic=topic,
        dossiers=dossiers,
        findings=_findings_told(made, dossiers, years),
        tables=made,
        voices=tuple(voice(dossier, topic, catalogue) for dossier in newest),
        charts=table_charts(made, years.alike),
        attention=paid,
        matrix=matrix,
        aims=told_aims(newest, catalogue, topic.id),
        brief=_brief_of(topic, (*made, *_guests(topic, base.tables)), newest, matrix, years, catalogue),
        questions=tuple(one for one in years.asked if topic.id in one.topics and one.dossier.id in recent),
    )


def _guests(topic: Topic, whole: tuple[Table, ...]) -> tuple[Table, ...]:
    """A topic and all tables → those of the indicators of other topics that its scoreboard has too: 老旧小区改造 beside 民生."""
    wanted = {id for group in topic.rows for id in group.indicators}
    return tuple(table for table in whole if table.indicator.id in wanted and table.indicator.topic != topic.id)


def _brief_of(topic: Topic, made: tuple[Table, ...], newest: tuple[Dossier, ...], matrix: PolicyMatrix, years: Years, catalogue: Catalogue) -> Brief:
    own = {table.indicator.id for table in made}
    promises = (line for _, lines in years.ledgers for line in lines if line.table.indicator.id in own)
    return brief(topic, made, newest, years.alike, matrix, promises, catalogue, years.moved)


def _findings_told(made: tuple[Table, ...], dossiers: tuple[Dossier, ...], years: Years) -> tuple[Finding, ...]:
    """Tables of dossiers → the findings that are told of them: side by side, against the year before, against what was aimed at."""
    ids, indicators = {table.id for table in made}, {table.indicator.id for table in made}
    lines = (line for _, promises in years.ledgers for line in promises if line.table.indicator.id in indicators)
    moved = tuple(movement for movement in years.moved if movement.table.id in ids)
    newest = max((dossier.year for dossier in dossiers), default=0)
    found = findings(made, years.alike, dossiers, (movement for movement in moved if movement.difference), lines)
    gaps = ambition_gaps(last_and_next(made, latest(dossiers)))
    places = Counter(dossier.place.level for dossier in latest(dossiers))
    return most_telling((*found, *turned_targets(moved, newest), *gaps, *walked_targets(made), *dropped_targets(made)), newest, places)


def _compared_indicator(indicator: Indicator, made: tuple[Table, ...], years: Years) -> IndicatorComparison:
    return IndicatorComparison(indicator, made, table_charts(made, years.alike))


def _profile_of_place(
    own: tuple[Dossier, ...], promises: tuple[Promise, ...], said: Mapping[tuple[str, str], Voice], asked: tuple[Question, ...], catalogue: Catalogue
) -> PlaceProfile:
    """A place's dossiers, newest first → its profile; `said` are the voices of topics that were heard already."""
    voices = tuple(
        (topic, tuple(said.get((topic.id, dossier.id)) or voice(dossier, topic, catalogue) for dossier in own)) for topic in _lead_first(catalogue)
    )
    made = tables(catalogue.indicators, own)
    return PlaceProfile(
        own[0].place, own[0].province, own[0].parent, own, made, voices, ledger=promises, kept=kept_years(own, promises, catalogue),
        charts=tuple(filter(None, (years_chart(own, made),))), aims=told_aims(own[:1], catalogue),
        measures=spoken_policies(own[0], _lead_first(catalogue), catalogue), questions=asked,
    )


def _wording_of_newest(recent: tuple[Dossier, ...], catalogue: Catalogue) -> NewestWording:
    return NewestWording(recent, emphasis(recent), worth_showing(shared_wording(recent, catalogue), catalogue))


def _with_wording(comparison: TopicComparison, wording: NewestWording) -> TopicComparison:
    """A topic's comparison → the same with what is stressed and shared in it."""
    id = comparison.topic.id
    return replace(
        comparison,
        distinctive=emphasis(wording.dossiers, id),
        shared=of_topic(wording.shared, id, MOST_PASSAGES),
    )


def _profile_with_wording(
    profile: PlaceProfile, stressed: Mapping[str, Emphasis], shared: Mapping[str, tuple[Shared, ...]], catalogue: Catalogue
) -> PlaceProfile:
    """A place's profile, what all dossiers stress and say in common → the same with what its newest report stresses, shares with other places and repeats."""
    newest = profile.dossiers[0]
    return replace(
        profile,
        distinctive=(stressed[newest.id],) if newest.id in stressed else (),
        new_terms=novelties(profile.dossiers),
        shared=of_dossier(shared.get(newest.id, ()), newest, MOST_PASSAGES),
        repeated=worth_showing(repeated_wording(profile.dossiers, catalogue), catalogue)[:MOST_PASSAGES],
    )


def _profile_with_tasks(profile: PlaceProfile, listed: dict[str, TaskList]) -> PlaceProfile:
    """A place's profile → the same with the tasks of its newest report, and what changed in them from year to year."""
    own = [listed[dossier.id] for dossier in profile.dossiers]
    return replace(profile, tasks=own[0], task_changes=task_changes(own))


def _overview(dossiers: tuple[Dossier, ...], whole: tuple[Table, ...], years: Years, catalogue: Catalogue) -> Overview:
    paid = tuple(attention(dossier, catalogue.topics) for dossier in dossiers)
    charts = (attention_chart("attention", "各地报告的篇幅分布", paid, catalogue.topics),) if dossiers else ()
    return Overview(dossiers, _findings_told(whole, dossiers, years)[:FIRST_FINDINGS], paid, charts)
