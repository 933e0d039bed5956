"""An Issue → the Markdown of its bulletin, by templates/markdown/bulletin.md.j2 and, topic by topic, bulletin-topic.md.j2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest import routes
from digest.catalogue import Topic
from digest.comparison import TopicComparison
from digest.filters import Markdown
from digest.note import Annotation
from digest.orders import Issue
from digest.render.digests import Digest, Picture, families, place_years, tidy, told
from digest.templates import render

if TYPE_CHECKING:
    from jinja2 import Environment

# A heading, below which there is room for one level more: `## 要点`, `### 总量` match; `###### x`, `#x`, ` # x` must not.
HEADING = re.compile(r"^(#{1,5}) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TopicText:
    """A topic of a bulletin and what is written of it: Markdown."""

    topic: Topic
    text: Markdown


def issue_digest(environment: Environment, issue: Issue) -> Digest:
    """An issue → the Markdown of bulletins/ID.md, or None and why its template fails.

    Of one topic it has that topic's parts alone; of several, each topic is a chapter, its parts one level deeper.
    """
    page = routes.issue_digest(issue.order.id)
    texts: list[TopicText] = []
    for one in issue.topics:
        text, problems = _topic(environment, issue, one, page)
        if text is None:
            return None, problems
        texts.append(TopicText(one.topic, Markdown(deeper(text) if len(issue.topics) > 1 else text)))
    text, problems = render(
        environment,
        "bulletin.md.j2",
        page=page,
        order=issue.order,
        note=Annotation(lead=Markdown(issue.order.lead)),
        places=place_years(issue.dossiers),
        dossiers=issue.dossiers,
        topics=tuple(texts),
    )
    return tidy(text), problems


def _topic(environment: Environment, issue: Issue, comparison: TopicComparison, page: str) -> Digest:
    text, problems = render(
        environment,
        "bulletin-topic.md.j2",
        page=page,
        order=issue.order,
        note=Annotation(),
        topic=comparison.topic,
        places=place_years(issue.dossiers),
        dossiers=issue.dossiers,
        findings=tuple(map(told, comparison.findings)),
        tables=comparison.tables,
        families=families(comparison.tables),
        voices=comparison.voices,
        coverage=comparison.coverage,
        pictures=_pictures(comparison),
        attention=comparison.attention,
        distinctive=comparison.distinctive,
        shared=comparison.shared,
        policies=comparison.policies,
        new_terms=(),
        repeated=(),
    )
    return tidy(text), problems


def _pictures(comparison: TopicComparison) -> tuple[Picture, ...]:
    """Charts are called after the order and their table: county-ecology.afforestation-level."""
    tables = {table.id: table for table in comparison.tables}
    return tuple(Picture(chart, tables.get(chart.id.rpartition(".")[2])) for chart in comparison.charts)


def deeper(markdown: str) -> str:
    """Markdown of our templates → the same with every heading a level deeper.  ## 要点 → ### 要点"""
    return HEADING.sub(r"#\1 ", markdown)
