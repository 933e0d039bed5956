"""The tokens of a template that ends too early → the statement that is never closed. Jinja itself names the last line of the file."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

OPENING = ("for", "if", "macro", "call", "block", "with")  # what has an end of its own


def left_open(tokens: Iterable[tuple[int, str, str]]) -> tuple[str, int] | None:
    """Tokens (line, kind, word) → the innermost statement left open and its line.  {% for a in b %}{% if c %}{% endif %} → for, 1"""
    opened: list[tuple[str, int]] = []
    for (_, before, _), (line, kind, word) in pairwise(token for token in tokens if token[1] != "whitespace"):
        if before != "block_begin" or kind != "name":
            continue
        if word in OPENING:
            opened.append((word, line))
        elif word.startswith("end") and opened:
            opened.pop()
    return opened[-1] if opened else None
