"""Comparison → the Markdown of every digest by its address: the overview, topics, places, and the bulletins that editors ordered."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from digest.model.build import Texts
from digest.model.bulletin_order import Issue
from digest.model.catalogue import SiteSettings
from digest.model.comparison import Comparison
from digest.model.note import Annotation, Comment
from digest.model.problem import Problem, in_order
from digest.render import routes
from digest.render.board_digest import board_digest
from digest.render.bulletin_digests import issue_digest
from digest.render.digests import NONE, Digest, full_digest, overview_digest, place_digest, topic_digest
from digest.render.filters import Markdown
from digest.render.templates import template_source
from digest.render.whose_words import relinked, reports_of, rewritten

if TYPE_CHECKING:
    from digest.render.templates import Environment

# Where a template prints comments
# matches comment("findings")      not comment(name)
COMMENT = re.compile(r"""\bcomment\(\s{0,20}["']([^"'\n]{1,80})["']\s{0,20}\)""")
# What places_of_comments writes there
# matches "\ue000findings\ue001"      not findings
MARK = re.compile("\ue000([^\ue000\ue001\n]{1,80})\ue001")


def digest_texts(
    environment: Environment, comparison: Comparison, site: SiteSettings, notes: Mapping[str, Annotation] = MappingProxyType({}),
    issues: Iterable[Issue] = (), spread: Callable[..., list[Digest]] | None = None, only: Collection[str] | None = None,
) -> tuple[Texts, tuple[Problem, ...]]:  # fmt: skip
    """→ the Markdown of the overview, of every topic and of every place, and what is wrong in the editors' templates.

    `notes` are what editors wrote, by the digest's address; `issues` the ordered bulletins, of which the overview tells. `spread`: a function,
    what it is always given and what it is given one by one → its results, made in several processes. `only` these addresses are written, where they are given.
    """
    known = tuple(one for one in _writers_of_digests(environment, comparison, site, issues) if only is None or one[0] in only)
    writers = tuple(partial(write, notes.get(route, NONE)) for route, write in known)
    made = spread(_written, writers, range(len(writers))) if spread else [write() for write in writers]
    written = [(route, digest) for (route, _), digest in zip(known, made, strict=True)]
    problems = in_order(problem for _, (_, wrong) in written for problem in wrong)
    own = rewritten(reports_of(comparison.dossiers))
    return tuple((route, relinked(text, own)) for route, (text, _) in written if text is not None), problems


def _written(writers: tuple[Callable[[], Digest], ...], number: int) -> Digest:
    """What writes each digest, and the number of one → that digest."""
    return writers[number]()


def places_of_comments(
    environment: Environment, comparison: Comparison, site: SiteSettings, route: str, note: Annotation = NONE, issues: Iterable[Issue] = ()
) -> tuple[str, ...]:
    """An address of a digest → the places at which it prints comments, in its order, found by writing it with a mark at each.

    findings, tables, voices …: the names that templates ask for by {{ comment("findings") }}, as far as this digest has these parts.
    """
    asked = {name for template in environment.list_templates() for name in COMMENT.findall(template_source(environment, template))}
    marks = replace(note, comments=tuple(Comment(name, Markdown(f"\ue000{name}\ue001")) for name in sorted(asked)))
    writers = [write for address, write in _writers_of_digests(environment, comparison, site, issues) if routes.brief_of(address) == route]
    return tuple(dict.fromkeys(mark for write in writers for mark in MARK.findall(write(marks)[0] or "")))


def _writers_of_digests(
    environment: Environment, comparison: Comparison, site: SiteSettings, issues: Iterable[Issue]
) -> tuple[tuple[str, Callable[[Annotation], Digest]], ...]:
    """→ the address of each digest, and how it is written with an editor's note."""
    orders = tuple(issue.order for issue in issues)
    return (
        (routes.OVERVIEW_DIGEST, lambda note: overview_digest(environment, comparison, site, note, orders)),
        *(((routes.BOARD_DIGEST, partial(board_digest, environment, comparison)),) if comparison.boards else ()),
        *((routes.topic_digest(t.topic.id), partial(topic_digest, environment, t)) for t in comparison.topics),
        *((routes.full_digest(t.topic.id), partial(full_digest, environment, t)) for t in comparison.topics if t.topic.detail == "brief"),
        *((routes.place_digest(p.place.code), partial(place_digest, environment, p)) for p in comparison.places),
    )


def issue_texts(environment: Environment, issues: Iterable[Issue]) -> tuple[Texts, tuple[Problem, ...]]:
    """→ the Markdown of every bulletin that was ordered, and what is wrong in its templates."""
    written = [(routes.issue_digest(issue.order.id), rewritten(reports_of(issue.dossiers)), issue_digest(environment, issue)) for issue in issues]
    problems = in_order(problem for _, _, (_, wrong) in written for problem in wrong)
    return tuple((route, relinked(text, own)) for route, own, (text, _) in written if text is not None), problems
