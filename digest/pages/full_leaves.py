"""The Markdown of all that is compared of a topic → leaves, each a page that loads at once: cut between sections, and within a long one between its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.chinese.numerals import chinese
from digest.pages.pagination import leaves

MOST = 60_000  # bytes of Markdown on a page, which make some 120 kB of HTML
# Where a section begins, and where a part of one
# matches ## 指标对比      not ### 空气 · ##无空格
_SECTION = re.compile(r"(?m)^(?=## )")
# matches ### 空气      not ## 指标对比
_PART = re.compile(r"(?m)^(?=### )")


@dataclass(frozen=True, slots=True)
class _Piece:
    section: str
    text: str
    first: bool  # of its section, whose heading it has


def full_leaves(markdown: str, most: int = MOST) -> tuple[str, ...]:
    """A digest → its leaves of no more than so many bytes, as far as its sections and their parts allow; one leaf where it is short.

    A section that goes on has its heading again: ## 指标对比（续）
    """
    title, *sections = _SECTION.split(markdown)
    runs = leaves([piece for section in sections for piece in _pieces(section, most)], most, lambda piece: len(piece.text.encode()))
    if len(runs) < 2:
        return (markdown,)
    name = title.partition("\n")[0]
    return tuple(_leaf(title if at == 1 else f"{name}（{chinese(at)}）", run) for at, run in enumerate(runs, 1))


def _pieces(section: str, most: int) -> tuple[_Piece, ...]:
    """A section → itself, or its parts where it is too long for a page."""
    name = section.partition("\n")[0].removeprefix("## ").strip()
    texts = _PART.split(section) if len(section.encode()) > most else [section]
    return tuple(_Piece(name, text, at == 0) for at, text in enumerate(texts))


def _leaf(title: str, run: tuple[_Piece, ...]) -> str:
    again = "" if run[0].first else f"## {run[0].section}（续）\n\n"
    return f"{title.rstrip()}\n\n{again}{''.join(piece.text for piece in run)}"
