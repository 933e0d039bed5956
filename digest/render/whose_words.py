"""Whether the sentences of a page are a report's own words (called 原文) or those of an abridgement that we wrote (called 摘编).

An edition says of itself that it is `rewritten`. What a site promises of its quotations is decided for all its texts at once by
wording(); what a link to one passage is called, by the passage's own text, wherever the link was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from digest.model.dossier import Dossier
from digest.model.report import Report

ORIGINAL, ABRIDGED = "原文", "摘编"  # the words of a link behind a quote
# matches [原文](../reports/a-2024.html#p3)      not [原文](https://example.org/) · [原文](../reports/index.html)
LINK = re.compile(rf"\[{ORIGINAL}\](\([^()\s]{{0,300}}\breports/([^()\s/#]{{1,200}})\.html#[^()\s]{{1,60}}\))")
# A report's own page links to itself by #p3 alone.
# matches <a class="source" href="reports/a-2024.html#p3">原文</a>      not <a href="#p3">原文</a>
ANCHOR = re.compile(rf'(<a\b[^<>]{{0,300}}\breports/([^"/#<>]{{1,200}})\.html#[^"<>]{{1,60}}"[^<>]{{0,300}}>){ORIGINAL}(?=</a>)')


@dataclass(frozen=True, slots=True)
class Wording:
    """Whether the texts of a page are in our own words. `rewritten`: how many of them are in our own words: "" none, some, all."""

    rewritten: str = ""
    sentence: str = "原句"
    text: str = ORIGINAL


WORDINGS = {"": Wording(), "some": Wording("some", "原句或摘编文句", "原文或摘编"), "all": Wording("all", "摘编文句", ABRIDGED)}


def reports_of(dossiers: Iterable[Dossier]) -> tuple[Report, ...]:
    """Dossiers → the texts of all their editions."""
    return tuple(record.report for dossier in dossiers for record in dossier.editions)


def wording(reports: Iterable[Report]) -> Wording:
    """Reports → how their sentences may be spoken of: of two originals and an abridgement of ours, 原句或摘编文句"""
    own = {report.meta.rewritten for report in reports}
    return WORDINGS["some" if len(own) == 2 else "all" if own == {True} else ""]


def rewritten(reports: Iterable[Report]) -> frozenset[str]:
    """Reports → the ids of those that are in our own words."""
    return frozenset(report.id for report in reports if report.meta.rewritten)


def relinked(markdown: str, own: frozenset[str]) -> str:
    """Markdown → the same, links 原文 that lead into a text in our own words called 摘编."""
    return LINK.sub(lambda m: f"[{ABRIDGED}]{m[1]}" if m[2] in own else m[0], markdown) if own else markdown


def relinked_html(html: str, own: frozenset[str]) -> str:
    """The same of a page."""
    return ANCHOR.sub(lambda m: m[1] + (ABRIDGED if m[2] in own else ORIGINAL), html) if own else html


def is_source(words: str, target: str) -> bool:
    """Whether a link is the one behind somebody's words: 原文, or 摘编 where it leads to a paragraph (an edition may be called so too)."""
    return bool(target) and (words == ORIGINAL or (words == ABRIDGED and "#" in target))
