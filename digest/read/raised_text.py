"""Raised words and their place in a line → the mark of a note, or a power: 板块¹ → 板块[1], m² → m², 10⁸ → 10⁸; never a number's own digits."""

from __future__ import annotations

import re
import unicodedata

# A mark of a note that stands raised
# wholly: 1 · [2] · ①      not 亿元
NOTE = re.compile(r"[\[［【〔（(]?(?P<number>[0-9０-９]{1,3}|[①-⑳])[\]］】〕）)]?")
# wholly: -3 · +12      not 1
SIGNED = re.compile(r"[-−+][0-9]{1,3}")
POWERS = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")


def raised(text: str, before: str) -> str:
    """A raised text and what stands before it → how it is read in the line.

    2 behind m → ², 8 behind 10 → ⁸, 1 behind 板块 → [1], [1] behind a digit → [1], TM → TM
    """
    said = text.strip()
    last = before[-1:]
    if SIGNED.fullmatch(said) and last.isascii() and last.isalnum():
        return said.translate(POWERS)
    found = NOTE.fullmatch(said)
    if not found:
        return text
    number = unicodedata.normalize("NFKC", found["number"])
    bare = found[0] == found["number"] and found["number"].isdigit() and found["number"] == number
    if bare and (last.isascii() and last.isalnum()):
        return number.translate(POWERS)
    return f"[{number}]" if last and last not in "[［【〔" else text
