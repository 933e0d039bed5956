"""What a machine read from the pictures of pages, word by word with its place → the text: lines, and where a paragraph begins.

The words come as Tesseract writes them (TSV). Nothing of what was read is corrected but the signs that it takes for those of Latin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WORD = "5"  # the level of a word in a line of TSV
COLUMNS = 12
WIDE = "\u3000-\u303f\u3400-\u9fff\uff00-\uff60“”‘’—…·"
# A space between words where none is written: one of its sides is neither a letter of Latin nor a digit, nor a sign before one
# matches 政 府 · 增长 5 · 12 % · 3 ,800 · 5% ;农      not GDP growth · 20 24 · a, b
SPACE = re.compile(r"(?<![A-Za-z0-9,.;:!?)]) | (?![A-Za-z0-9(])")
# A sign of Latin beside Han, or behind a per cent
# matches 代表: · 5%;农 · 年,我 · 吗?      not 3,800 · a: b
LATIN = re.compile(rf"(?<=[{WIDE}%])[,;:!?](?![0-9])|[,;:!?](?=[{WIDE}])")
SIGNS = dict(zip(",;:!?", "，；：！？", strict=True))
# wholly: - 3 - · 3 · — 12 — · 第3页 · 1_      not 2024年 · 3.
PAGE_NUMBER = re.compile(r"[—\-–―_.·\s]{0,6}第?\s?[0-9]{1,4}\s?页?[—\-–―_·\s]{0,6}")
INDENT = (1.2, 3.5)  # of a line's height: so far right of the margin a paragraph begins


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: int
    height: int


def scanned_text(pages: Iterable[str]) -> str:
    """The words of pages, a TSV each → the text: a line for each line, two wide spaces where a paragraph begins; numbers of pages left out.

        "5\\t1\\t…\\t政府" … → "政府工作报告\\n　　各位代表：\\n"
    """
    return "".join(f"{line}\n" for page in pages for line in _lines_of_page(list(_lines(page))))


def _lines(page: str) -> Iterator[_Line]:
    """A page's TSV → its lines, in the order in which they were found."""
    held: dict[tuple[str, ...], list[list[str]]] = {}
    for row in page.splitlines():
        cells = row.split("\t")
        if len(cells) == COLUMNS and cells[0] == WORD and cells[11].strip() and all(cell.isdigit() for cell in cells[6:10]):
            held.setdefault(tuple(cells[2:5]), []).append(cells)
    for words in held.values():
        text = SPACE.sub("", " ".join(word[11].strip() for word in words))
        heights = sorted(int(word[9]) for word in words)
        yield _Line(LATIN.sub(lambda m: SIGNS[m[0]], text), min(int(word[6]) for word in words), heights[len(heights) // 2])


def _lines_of_page(lines: list[_Line]) -> Iterator[str]:
    """Lines of a page → the same with indents, without its number."""
    if lines and PAGE_NUMBER.fullmatch(lines[-1].text):
        lines = lines[:-1]
    heights = sorted(line.height for line in lines)
    size = heights[len(heights) // 2] if heights else 0
    lefts = Counter(round(line.left / max(size / 4, 1)) for line in lines)
    margin = min((left for left, count in lefts.items() if count * 6 >= len(lines)), default=0) * max(size / 4, 1)
    for line in lines:
        begins = size and INDENT[0] * size <= line.left - margin <= INDENT[1] * size
        yield ("\u3000\u3000" if begins else "") + line.text
