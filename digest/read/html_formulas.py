"""Tags of MathML in the order in which they stand → what has to be written between their texts: 2 over 3 → 2/3, 10 with 8 above → 10⁸."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

SIGNS: dict[tuple[str, int], Literal["/", "^"]] = {("mfrac", 2): "/", ("msup", 2): "^", ("msubsup", 3): "^"}
DEEPEST = 100


@dataclass(slots=True)
class _Open:
    """A fraction or a power that is open: how many elements are open inside, and how many of its parts have begun."""

    name: str
    inside: int = 0
    parts: int = 0


@dataclass(slots=True)
class Formulas:
    """The fractions and powers that are open at a place of a page."""

    stack: list[_Open] = field(default_factory=list)

    def open(self, name: str) -> Literal["", "/", "^"]:
        """A start tag → / before the lower part of a fraction, ^ where a power begins, else ""."""
        sign: Literal["", "/", "^"] = ""
        if self.stack:
            top = self.stack[-1]
            top.inside += 1
            if top.inside == 1:
                top.parts += 1
                sign = SIGNS.get((top.name, top.parts), "")
        if name in ("mfrac", "msup", "msubsup") and len(self.stack) < DEEPEST:
            self.stack.append(_Open(name))
        return sign

    def close(self, name: str) -> None:
        """An end tag."""
        if self.stack and self.stack[-1].name == name and self.stack[-1].inside <= 0:
            self.stack.pop()
        if self.stack:
            self.stack[-1].inside -= 1
        if name == "math":
            self.stack.clear()
