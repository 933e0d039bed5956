"""The texts in which identify.py looks for place, year and speaker: title block, lines of the page above it, page, body, without spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.model.cleaned import Cleaned, Structure
from digest.understand import heading_marks

HEAD_RULES = ("headline", "lead", "abstract", "navigation", "publication")  # lines above a report that may speak of it


@dataclass(frozen=True, slots=True)
class View:
    """The texts that identify.py searches, each without spaces: title block, headlines and leads of the page, the whole page, the body."""

    masthead: str
    heads: tuple[str, ...]
    headlines: tuple[str, ...]
    page: str
    body: str
    opening: str
    captions: tuple[str, ...] = ()  # lines that a page or newspaper set between those of the title block


def view_of(cleaned: Cleaned, structure: Structure) -> View:
    """A source, sorted and structured → the texts in which identify looks: the title block of ——2024年3月12日在某市… as one text."""
    masthead = "".join(heading_marks.compact(line.text) + ("\n" if at + 1 == len(cleaned.masthead) or _stands_for_itself(line.text) else "")
                       for at, line in enumerate(cleaned.masthead))
    start = structure.paragraphs[0].line if structure.paragraphs else 0
    heads = tuple(heading_marks.compact(b.text) for b in cleaned.boilerplate if b.line <= start and b.name in HEAD_RULES)
    headlines = tuple(heading_marks.compact(b.text) for b in cleaned.boilerplate if b.line <= start and b.name == "headline")
    page = "\n".join(b.text for b in cleaned.boilerplate if b.name != "related")
    body = "\n".join([*(s.title for s in structure.sections), *(p.text for p in structure.paragraphs)])
    opening = "".join(p.text for p in structure.paragraphs[:3])[:600]
    captions = tuple(heading_marks.compact(b.text) for b in cleaned.boilerplate if b.line <= start and b.name == "image")
    return View(masthead, heads, headlines, page, body, opening, captions)


def _stands_for_itself(line: str) -> bool:
    """Whether a line of the title block stands for itself; an occasion may be wrapped: …人民代表大会 / 第四次会议上"""
    plain = heading_marks.compact(line)
    return not re.search(r"人民代表大会$|第$|第[一二三四五六七八九十0-9]{1,4}届$|[—-].{0,40}[市县区旗州盟省]$", plain)
