"""A kind and a name → the commented text that an editor begins with, from templates/new/; what an entry is appended to keeps every byte."""

from __future__ import annotations

import re
from collections.abc import Mapping

from digest.chinese import figure_format
from digest.cli.arguments import New
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.layers import Folder, inner
from digest.model.note import OVERVIEW
from digest.model.problem import N_, Problem
from digest.render.notes import figure_name, known_to_notes
from digest.render.templates import html_environment, render, trusted_html

# Entries of a file; the others are files of their own
APPENDED: Mapping[New, str] = {"topic": "topics.yaml", "indicator": "indicators.yaml", "measure": "measures.yaml"}
STARTS: Mapping[New, str] = {  # in templates/new/
    "bulletin": "bulletin.yaml", "note": "note.md", "topic": "topic.yaml", "indicator": "indicator.yaml", "measure": "measure.yaml",
}  # fmt: skip
# What becomes an id
# wholly: fiscal_revenue      not GDP · ../x · 生态 · 2024-ecology
ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
# What becomes the name of a file
# wholly: 2024-ecology      not GDP · ../x · 生态
FILE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
SHOWN = 12  # figures that a new note names

Figures = tuple[tuple[str, str, str], ...]  # id, value as printed, name in words


def target(kind: New, name: str) -> str:
    """A kind and a name → the file below content/ in which it begins:  note, ecology → notes/ecology.md;  topic, x → topics.yaml"""
    return APPENDED.get(kind) or (f"bulletins/{name}.yaml" if kind == "bulletin" else f"notes/{name}.md")


def misnamed(kind: New, name: str, where: str) -> tuple[Problem, ...]:
    """→ a Problem, where the name can not be that of an id or a file."""
    if (FILE if kind in ("bulletin", "note") else ID).fullmatch(name):
        return ()
    hint = N_("write it with small letters, digits, _ and -, like {example}")
    example = {"bulletin": "2024-ecology", "note": "ecology", "topic": "water_supply", "indicator": "fiscal_revenue", "measure": "river_chiefs"}[kind]
    return (Problem(where, 0, "new.name", N_("{name} can not be the name of it"), hint, (("example", example), ("name", name))),)


def started(templates: Folder, kind: New, name: str, catalogue: Catalogue, figures: Figures = ()) -> tuple[str | None, tuple[Problem, ...]]:
    """A kind and a name → the text to begin with, or None and why its template fails."""
    values = {
        "name": name,
        "title": called(name, catalogue),
        "topic": likely_topic(name, catalogue),
        "topics": [(topic.id, topic.name) for topic in catalogue.topics],
        "figures": [(id, trusted_html(value), trusted_html(words)) for id, value, words in figures],  # no HTML: not to be escaped
    }
    return render(html_environment(inner(templates, "new")), STARTS[kind], **values)


def appended(before: str, entry: str) -> tuple[str, int]:
    """A file's text and an entry → both, with the line ends of the file, and the line on which the entry begins."""
    end = "\r\n" if "\r\n" in before else "\n"
    kept = before if not before or before.endswith("\n") else before + end
    return kept + entry.replace("\n", end), kept.count("\n") + 1


def figures_of(digest: str, comparison: Comparison, catalogue: Catalogue) -> Figures:
    """A digest's name → some of its figures: id, present value and what it is; of lead topics for the overview; latest reports first."""
    topics = catalogue.site.lead_topics if digest == OVERVIEW else (digest,)
    wanted = {indicator.id for indicator in catalogue.indicators if indicator.topic in topics}
    known = known_to_notes(comparison, catalogue)
    found = [(dossier.year, id, fact) for id, (dossier, fact) in known.facts.items() if fact.indicator in wanted or dossier.place.code == digest]
    latest = sorted(found, key=lambda one: -one[0])[:SHOWN]
    return tuple((id, figure_format.figure(fact), figure_name(id, known)) for _, id, fact in latest)


def called(name: str, catalogue: Catalogue) -> str:
    """A name → what readers call it:  ecology → 生态环境   141081 → 侯马市   overview → 总览   2024-ecology → 生态环境   x → x"""
    topics = {t.id: t.name for t in catalogue.topics}
    names = {p.code: p.name for p in catalogue.places} | topics | {f"topic-{id}": topics[id] for id in topics} | {OVERVIEW: "总览"}
    return names.get(name) or next((t.name for t in catalogue.topics if t.id in name.split("-")), name)


def likely_topic(name: str, catalogue: Catalogue) -> str:
    """A name → the topic that is in it, else the first that leads, else the first; "" where there is none."""
    topics = tuple(topic.id for topic in catalogue.topics)
    return next((id for id in (*(t for t in topics if t in name.split("-")), *catalogue.site.lead_topics, *topics)), "")
