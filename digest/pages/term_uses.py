"""A report's glossary and a paragraph → where the paragraph uses which term, so that the term can be explained in place.

    两化融合 as the term, 推进“两化”融合企业贯标。 as the text → 2–8 is a place of t1: quotation marks count neither in a term nor in the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.report import Paragraph, Term

QUOTES = "“”‘’\"'"
PLACES_OF_USE = ("其一", "其二", "其三", "其四", "其五")  # how links to paragraphs that use a term are called, at most so many
WITHOUT = str.maketrans("", "", QUOTES)


@dataclass(frozen=True, slots=True)
class TermUse:
    """A stretch of a paragraph, text[start:end], that uses the term with the anchor `id` (t1 is the first of the record)."""

    start: int
    end: int
    id: str


def uses_of(terms: tuple[Term, ...], paragraph: Paragraph) -> tuple[TermUse, ...]:
    """→ the first use of each term in a paragraph, in the order of the text; none in the glossary itself.

    Where terms overlap, the longer one is meant: 两山银行 is not 两山.
    """
    if paragraph.part == "glossary":
        return ()
    kept = [n for n, character in enumerate(paragraph.shown) if character not in QUOTES]
    bare = paragraph.shown.translate(WITHOUT)
    found: list[TermUse] = []
    wanted = sorted(((term.term.translate(WITHOUT), f"t{number}") for number, term in enumerate(terms, 1)), key=lambda one: (-len(one[0]), one[1]))
    for words, id in wanted:
        at = bare.find(words) if words else -1
        while at >= 0:
            place = TermUse(kept[at], kept[at + len(words) - 1] + 1, id)
            if all(place.end <= other.start or place.start >= other.end for other in found):
                found.append(place)
                break
            at = bare.find(words, at + 1)
    return tuple(sorted(found, key=lambda place: place.start))


def paragraphs_using(term: Term, paragraphs: tuple[Paragraph, ...], most: int) -> tuple[str, ...]:
    """A term → the ids of the first paragraphs before the glossary that use it, at most so many."""
    wanted = term.term.translate(WITHOUT)
    found = (p.id for p in paragraphs if p.part != "glossary" and wanted and wanted in p.shown.translate(WITHOUT))
    return tuple(id for id, _ in zip(found, range(most)))
