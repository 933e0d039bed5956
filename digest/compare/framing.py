"""A topic and the task lists of the newest dossiers → how each place frames it: which tasks are about it, where they stand, what they promise.

What is promised is quoted from the task's own text, what was done from the review; both as the key sentences are chosen (key_sentences.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.compare.key_sentences import Rule, best, facts_by_paragraph, rules, scored
from digest.compare.section_stretches import section_of, spoken_in, stretches_of
from digest.model.aligned_tasks import FramedTask, Framing, PlacedTask, Silence, TaskList, TopicFraming
from digest.model.catalogue import Catalogue, Topic
from digest.model.report import Evidence, Paragraph, Record

PROMISES = 3  # sentences of a task
RESULTS = 2  # of a review
MOST_TASKS = 3  # of a report that are shown with their sentences


def framing(topic: Topic, lists: Iterable[TaskList], catalogue: Catalogue) -> TopicFraming:
    """A topic and the lists of the newest dossiers → how each frames it, in their order."""
    subjects = frozenset(subject.id for subject in catalogue.task_subjects if subject.topic == topic.id)
    rule = rules(topic, catalogue)
    rows = tuple(_framing_of(one, subjects, rule) for one in lists) if subjects else ()
    told = [row for row in rows if row.silence != "unread"]
    own = [row.dossier for row in told if row.tasks]
    surely = all(row.silence in ("", "spread", "none") for row in rows)
    return TopicFraming(topic, rows, own[0] if len(own) == 1 and len(told) > 2 and surely else None)


def _framing_of(one: TaskList, subjects: frozenset[str], rule: Rule) -> Framing:
    """One dossier's list → how it frames what the subjects are about."""
    records = {record.report.id: record for record in one.dossier.editions}
    own = tuple(task for task in one.tasks if task.about(subjects))
    framed = tuple(_framed(task, subjects, records[task.report], rule) for task in own[:MOST_TASKS])
    review = tuple(head for head in one.review if head.about(subjects))
    elsewhere = () if own else spoken_in(one, records, rule.topic)
    silence: Silence = "" if own else "unread" if not one.tasks else "spread" if elsewhere else "none" if one.dossier.completeness == "full" else "excerpt"
    return Framing(one.dossier, framed, review, _results(one.dossier.editions, rule), silence, elsewhere)


def _framed(task: PlacedTask, subjects: frozenset[str], record: Record, rule: Rule) -> FramedTask:
    about = task.about(subjects)
    assert about is not None
    stretches = stretches_of(record, section_of(record, task.section))
    return FramedTask(task, about, _said_best(record, stretches, rule, PROMISES, own=about.confidence == "both"))


def _results(editions: Sequence[Record], rule: Rule) -> tuple[Evidence, ...]:
    """A dossier's editions → the best sentences of the first that has a review on the topic."""
    for record in editions:
        spans = [(p, 0, len(p.text)) for p in record.report.paragraphs if p.part == "review" and p.topic == rule.topic]
        if said := _said_best(record, spans, rule, RESULTS, own=True):
            return said
    return ()


def _said_best(record: Record, spans: Iterable[tuple[Paragraph, int, int]], rule: Rule, most: int, own: bool) -> tuple[Evidence, ...]:
    """Stretches of paragraphs → the sentences in them that say most on the topic; where they are not its `own`, only those with its words."""
    placed = facts_by_paragraph(record)
    found = []
    for paragraph, start, end in spans:
        facts = placed.get(paragraph.id, [])
        for one in scored(record, paragraph, facts, rule):
            within = start <= one[2].start and one[2].end <= end
            if within and one[0] > 0 and rule.owns(paragraph, facts, one[2]) and (own or rule.words.search(one[2].words)):
                found.append(one)
    return best(found, most)
