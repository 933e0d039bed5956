"""Report → its sections of every form in reading order, each with its level, its parent and its text; the outline is taken as it stands.

A run-in head whose number goes on belongs to the list that it goes on with, be that one of headings; else it stands below what is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from digest.extract.project_words import NOTE_MARK
from digest.extract.run_in_heads import SIGN, RunIn, heads_of, leads_of, unpunctuated_of
from digest.model.report import Paragraph, Report, Section
from digest.model.section_model import Form, Spot, TitledSection
from digest.understand import heading_marks

MARKS = "。．.：:；;，,、！!"  # what may end a title and is none of it
RANKS = {**heading_marks.RANKS, "dash": 4.5, "lead": 6}


@dataclass(frozen=True, slots=True)
class _Open:
    """A section below which others may stand: its style, its number and its id; `outlined` where it is a heading of the outline."""

    style: str
    number: int
    id: str
    level: int
    outlined: bool


def find_sections(report: Report) -> tuple[TitledSection, ...]:
    """Report → its sections.

    「一、重点工作 / （一）扩大内需。… / （二）做强产业。…」 → s1 一、重点工作 (chapter), s1.1 扩大内需, s1.2 做强产业 (run-in, level 2)
    """
    found: list[TitledSection] = []
    opened: list[_Open] = []
    heads: dict[str, int] = defaultdict(int)  # how many stand in the text of a heading
    orders: dict[str, int] = defaultdict(int)
    first_lines = _joined_to(report.sections)
    joined = {section.id for section in first_lines.values()}
    for section, paragraph, within in _nodes_of(report):
        if section and section.id not in joined:
            opened = _above(section, opened)
            orders[section.parent] += 1
            one = _outlined(section, first_lines.get(section.id), orders[section.parent])
            opened.append(_Open(one.style or "chapter", one.number, one.id, one.level, True))
            found.append(one)
        for head in within:
            assert paragraph is not None
            opened = opened[: _depth(head, opened)]
            parent, level = (opened[-1].id, opened[-1].level) if opened else ("", 0)
            above = next((open.id for open in reversed(opened) if open.outlined), paragraph.section or "s0")
            heads[above] += 1
            orders[parent] += 1
            one = _run_in(paragraph, head, f"{above}.{heads[above]}", level + 1, parent, orders[parent])
            opened.append(_Open(one.style, one.number, one.id, one.level, False))
            found.append(one)
    return tuple(_with_ends(found, report.paragraphs))


def _above(section: Section, opened: Sequence[_Open]) -> list[_Open]:
    """The open sections → those that stay open above a heading of the outline."""
    at = next((at for at, open in enumerate(opened) if open.id == section.parent), -1)
    return list(opened[: at + 1])


def _nodes_of(report: Report) -> Iterator[tuple[Section | None, Paragraph | None, Sequence[RunIn]]]:
    """The headings and paragraphs of a report in reading order, each paragraph with the heads in it."""
    by_section: dict[str, list[Paragraph]] = defaultdict(list)
    for paragraph in report.paragraphs:
        by_section[paragraph.section].append(paragraph)
    for section in (None, *report.sections):
        if section is not None:
            yield section, None, ()
        paragraphs = by_section[section.id if section else ""]
        marked = [heads_of(p.text) if p.row is None and p.part != "glossary" else () for p in paragraphs]
        unmarked = [at for at, p in enumerate(paragraphs) if p.row is None and not marked[at] and p.part not in ("opening", "closing", "glossary")]
        texts = [paragraphs[at].text for at in unmarked]
        found = {unmarked[at]: head for at, head in (*leads_of(texts).items(), *unpunctuated_of(texts).items())}
        for at, paragraph in enumerate(paragraphs):
            yield None, paragraph, marked[at] or ([found[at]] if at in found else ())


def _joined_to(sections: Sequence[Section]) -> dict[str, Section]:
    """Headings without a number that stand directly above another one of their level are its first line: id of the second → the first."""
    return {
        below.id: above
        for above, below in pairwise(sections)
        if above.level == below.level and above.parent == below.parent and not above.first
        and not any(heading_marks.number_style(s.title)[0] or heading_marks.is_chapter(s.title) for s in (above, below))
    }  # fmt: skip


def _outlined(section: Section, first: Section | None, order: int) -> TitledSection:
    """A heading of the outline, and the one above that is its first line, if any."""
    style, at = heading_marks.number_style(section.title)
    if not style and (sign := SIGN.match(section.title)):
        style, at = "dash", sign.end()
    form: Form = "chapter" if style not in ("", "dash") or section.level == 1 or heading_marks.is_chapter(section.title) else "bare"
    title, written = _bare_title(section.title[at:]), _bare_title(section.written[at:])
    if first is not None:
        title, written = f"{first.title} {title}", written and f"{first.shown} {written}"
    marker = section.title[:at].strip()
    line = first.line if first else section.line
    number = heading_marks.ordinal(section.title)
    place = order, section.part, section.parent, line
    return TitledSection(section.id, form, section.level, marker, title, *place, None, None, None, style=style, number=number, written=written)


def _run_in(paragraph: Paragraph, head: RunIn, id: str, level: int, parent: str, order: int) -> TitledSection:
    """A head in a paragraph."""
    form: Form = "bare" if head.style == "lead" else "run-in"
    line = next(piece.line for piece in reversed(paragraph.pieces) if piece.start <= head.start) if paragraph.pieces else paragraph.line
    marker, title = paragraph.text[head.start : head.title].strip(), _bare_title(paragraph.text[head.title : head.close])
    spots = Spot(paragraph.id, head.start), Spot(paragraph.id, head.text)
    written = _bare_title(paragraph.written[head.title : head.close])
    place = order, paragraph.part, parent, line
    return TitledSection(id, form, level, marker, title, *place, *spots, None, style=head.style, number=head.number, written=written)


def _bare_title(title: str) -> str:
    """A title → the same without the numbers of footnotes and its final mark: 坚持做到“四个不摘”[18]，巩固成果。 → 坚持做到“四个不摘”，巩固成果"""
    return NOTE_MARK.sub("", title).rstrip(MARKS)


def _depth(head: RunIn, opened: Sequence[_Open]) -> int:
    """How many of the open sections stay open above a head."""
    same = [depth for depth, open in enumerate(opened) if open.style == head.style]
    if head.number > 1:
        going_on = [depth for depth in same if opened[depth].number == head.number - 1]
        if going_on:
            return going_on[-1]
    rank = RANKS[head.style]
    return next((depth for depth, open in enumerate(opened) if not open.outlined and RANKS[open.style] >= rank), len(opened))


def _with_ends(found: Sequence[TitledSection], paragraphs: Sequence[Paragraph]) -> Iterator[TitledSection]:
    """Sections in reading order → the same with where their text begins and ends: before the next head of no lower level, or where the part ends."""
    at = {paragraph.id: number for number, paragraph in enumerate(paragraphs)}
    firsts: dict[str, int] = {}
    for number, paragraph in enumerate(paragraphs):
        firsts.setdefault(paragraph.section, number)
    heads: list[tuple[int, int]] = []  # where each head stands: (paragraph, character)
    following = (len(paragraphs), 0)
    for one in reversed(found):
        following = (at[one.head.paragraph], one.head.at) if one.head else ((firsts[one.id], 0) if one.id in firsts else following)
        heads.append(following)
    heads.reverse()
    for number, one in enumerate(found):
        begin = (at[one.begins.paragraph], one.begins.at) if one.begins else heads[number]
        end = next((heads[k] for k in range(number + 1, len(found)) if found[k].level <= one.level), (len(paragraphs), 0))
        part = paragraphs[begin[0]].part if begin[0] < len(paragraphs) else ""
        last = next((k for k in range(begin[0], min(end[0] + 1, len(paragraphs))) if paragraphs[k].part != part and (k, 0) < end), None)
        if last is not None:
            end = (last, 0)
        yield _bounded(one, begin, end, paragraphs)


def _bounded(one: TitledSection, begin: tuple[int, int], end: tuple[int, int], paragraphs: Sequence[Paragraph]) -> TitledSection:
    """A section with its text, which goes from one (paragraph, character) to another."""
    if end[1] == 0 and end[0] > begin[0]:
        end = (end[0] - 1, len(paragraphs[end[0] - 1].text))
    if begin >= end or begin[0] >= len(paragraphs):
        return replace(one, begins=None, ends=None)
    whole = sum(len(paragraphs[k].text) for k in range(begin[0], end[0]))
    return replace(one, begins=Spot(paragraphs[begin[0]].id, begin[1]), ends=Spot(paragraphs[end[0]].id, end[1]), length=whole - begin[1] + end[1])
