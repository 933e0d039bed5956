"""A stretch of a page → the words in it that quote a report: those before a link 原文, with the paragraph that the link leads to."""

from __future__ import annotations

from collections.abc import Iterator

from digest.audit.visible_text import VisibleStretch
from digest.render.whose_words import is_source


def covered(stretch: VisibleStretch) -> Iterator[tuple[int, str]]:
    """The runs of a stretch that are somebody's words: from the last link on to a link 原文 or, to a paragraph, 摘编, with where that leads."""
    start = 0
    for index, run in enumerate(stretch.runs):
        if is_source(run.text, run.target):
            yield from ((at, run.target) for at in range(start, index))
        if run.target:
            start = index + 1


def quotes(stretch: VisibleStretch) -> Iterator[tuple[str, str]]:
    """A stretch → what it quotes, each with the paragraph that is named for it."""
    texts: dict[str, list[str]] = {}
    for index, target in covered(stretch):
        texts.setdefault(target, []).append(stretch.runs[index].text)
    for target, pieces in texts.items():
        text = "".join(pieces)
        end = text.rfind("」")
        start = _where_it_opens(text, end)
        if start >= 0 and end > start:
            yield text[start + 1 : end], target
        else:
            yield text.rsplit("\t", 1)[-1].strip().removesuffix("（").strip(), target


def _where_it_opens(text: str, end: int) -> int:
    """Where the quotation opens that closes at `end`: 所谓「甲」，「乙「丙」」 → that of 乙; where none does, the first 「 of all."""
    depth = 0
    for at in range(end, -1, -1):
        depth += (text[at] == "」") - (text[at] == "「")
        if depth == 0:
            return at
    return text.find("「")
