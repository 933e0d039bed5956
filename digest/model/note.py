"""The nouns of notes: an editor's own words on a digest, and what has to be looked at again when its figures change.

A Note is content/notes/DIGEST.md as it is written; an Annotation is the same as a digest prints it, its cited figures filled in and
with everything that an editor has to look at again. Neither ever changes a word of the editor's.
"""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.dossier import Dossier
from digest.model.report import Evidence, Fact

OVERVIEW = "overview"  # the digest of everything; the others are called by a topic's id or a place's code


@dataclass(frozen=True, slots=True)
class Remembered:
    """A figure that a note was written against: its id, its value as printed then ("" where nobody has filled it in), its line."""

    id: str
    value: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """A hand-picked quote: the paragraph that it stands in (141081-2024#p31), its words, its line."""

    where: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """An editor's comment at one place of a digest. `place` is the name of a part (findings); `line` that of its heading."""

    place: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's file: what it is written on, the figures that it remembers, its quotes, its lead and its comments, and its whole text."""

    digest: str  # overview, ecology, 141081
    path: str
    figures: tuple[Remembered, ...] = ()
    quotes: tuple[Quote, ...] = ()
    lead: Comment = Comment("", "")
    comments: tuple[Comment, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A remembered figure that is another now, or gone (`fact` None): its id, its name in words, its value then and now."""

    id: str
    name: str  # 侯马市2024年地区生产总值增速目标
    old: str
    new: str
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Picked:
    """A hand-picked quote as it is printed; `evidence` is None where the paragraph does not say it any more."""

    text: str
    where: str
    evidence: Evidence | None
    dossier: Dossier | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note as a digest prints it. `lead` and the comments' texts are Markdown; every line of a comment begins with > as a quotation's."""

    lead: str = ""
    comments: tuple[Comment, ...] = ()
    quotes: tuple[Picked, ...] = ()
    changed: tuple[Changed, ...] = ()
