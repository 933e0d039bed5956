"""A paragraph's text → its sentences and clauses, as spans of the text. Nothing is stripped: joined, the sentences are the text."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Up to 。 ； ! with the quotation mark or bracket that closes after it, or up to the end
# matches 增长5%。” · 增长      not ""
_SENTENCE = re.compile(r"[^。！？；!?;]{0,1000}[。！？；!?;]{1,4}[”’」』）)]{0,2}|[^。！？；!?;]{1,1000}")
# matches 甲，乙 · 甲：乙 · 甲,乙      not 甲、乙 · 1,100
_CLAUSE = re.compile(r"[，：:]|,(?![0-9]{3}(?![0-9]))")


class Span(NamedTuple):
    """Characters start to end of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The span's part of the text."""
        return text[self.start : self.end]


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[Span, ...]:
    """Text → its sentences, the closing mark with each. A semicolon ends one too: what follows has its own subject.

    What runs on for more than a thousand characters without a mark is cut there, so that reading stays linear on any text.

    增长5%；就业好转。明年再看 → 增长5%； · 就业好转。 · 明年再看
    """
    return tuple(Span(m.start(), m.end()) for m in _SENTENCE.finditer(text))


def clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """A sentence of a text → its clauses (cut after ， and ：), as spans of the text."""
    cuts = [m.end() for m in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    places = [sentence.start, *cuts, sentence.end]
    return tuple([Span(a, b) for a, b in pairwise(places) if a < b])
