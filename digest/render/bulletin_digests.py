"""An Issue → the Markdown of its bulletin, by templates/markdown/bulletin.md.j2 and, topic by topic, bulletin-topic.md.j2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.model.brief import Brief
from digest.model.bulletin_order import Issue
from digest.model.catalogue import Topic
from digest.model.comparison import TopicComparison
from digest.model.note import Annotation
from digest.render import routes
from digest.render.digests import Digest, place_years, tidy, topic_values
from digest.render.filters import Markdown
from digest.render.templates import render
from digest.render.whose_words import reports_of, wording

if TYPE_CHECKING:
    from digest.render.templates import Environment

# A heading, below which there is room for one level more
# matches ## 要点 · ### 总量      not ###### x · #x · " # x"
HEADING = re.compile(r"^(#{1,5}) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TopicText:
    """A topic of a bulletin and what is written of it: Markdown."""

    topic: Topic
    text: Markdown
    brief: Brief | None = None


def issue_digest(environment: Environment, issue: Issue) -> Digest:
    """An issue → the Markdown of bulletins/ID.md, or None and why its template fails.

    Of one topic it has that topic's parts alone; of several, each topic is a chapter, its parts one level deeper.
    """
    page = routes.issue_digest(issue.order.id)
    texts: list[TopicText] = []
    for one in issue.topics:
        text, problems = _text_of_topic(environment, issue, one, page)
        if text is None:
            return None, problems
        texts.append(TopicText(one.topic, Markdown(deeper(text) if len(issue.topics) > 1 else text), one.brief))
    text, problems = render(
        environment,
        "bulletin.md.j2",
        page=page,
        wording=wording(reports_of(issue.dossiers)),
        order=issue.order,
        note=Annotation(lead=Markdown(issue.order.lead)),
        places=place_years(issue.dossiers),
        dossiers=issue.dossiers,
        topics=tuple(texts),
        brief=issue.topics[0].brief if len(issue.topics) > 1 and issue.order.detail == "brief" else None,
        full="",
    )
    return tidy(text), problems


def _text_of_topic(environment: Environment, issue: Issue, comparison: TopicComparison, page: str) -> Digest:
    values = topic_values(comparison, page) | {"opening": comparison is issue.topics[0]}  # of several the first explains the tables
    template = "bulletin-topic.md.j2" if issue.order.detail == "brief" else "bulletin-topic-full.md.j2"
    text, problems = render(environment, template, order=issue.order, note=Annotation(), alone=len(issue.topics) == 1, **values)
    return tidy(text), problems


def deeper(markdown: str) -> str:
    """Markdown of our templates → the same with every heading a level deeper.  ## 要点 → ### 要点"""
    return HEADING.sub(r"#\1 ", markdown)
