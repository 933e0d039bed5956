"""Nouns of a text on the way to a report: its lines sorted into blocks, and its blocks into headings and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.problem import Problem
from digest.model.report import Block, Boilerplate, Line, Paragraph, Section


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A source sorted: the report's own title block, the blocks of its text, and what the page around it says."""

    masthead: tuple[Line, ...]
    blocks: tuple[Block, ...]
    boilerplate: tuple[Boilerplate, ...]
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """How a report is built: its title block, its headings as a tree, its paragraphs each in its section."""

    masthead: tuple[Line, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
