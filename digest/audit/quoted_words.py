"""A stretch of a page → the words in it that quote a report: those before a link 原文, with the paragraph that the link leads to."""

from __future__ import annotations

from collections.abc import Iterator

from digest.audit.visible_text import LinkedText, VisibleStretch
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


def quoted_by_several(stretch: VisibleStretch) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A stretch → each of its quotations with all paragraphs that are named behind it, up to the next one; where none is, with all that are named.

    「甲」（一县、二县）；「乙」（三县） → 甲 with the paragraphs of 一县 and 二县, 乙 with that of 三县
    """
    said: str = ""
    targets: tuple[str, ...] = ()
    for run in (*stretch.runs, LinkedText("「")):
        if run.target:
            targets += (run.target,)
            continue
        if targets and "「" in run.text:
            yield from ((quote, targets) for quote in _outermost(said))
            said, targets = "", ()
        said += run.text
    yield from ((quote, stretch.targets) for quote in _outermost(said.removesuffix("「")))


def _outermost(text: str) -> Iterator[str]:
    """What stands in 「」, with other 「」 that stand within it: 说「甲「乙」」 → 甲「乙」"""
    depth, start = 0, 0
    for at, sign in enumerate(text):
        if sign == "「":
            start = at + 1 if depth == 0 else start
            depth += 1
        elif sign == "」" and depth:
            depth -= 1
            if depth == 0:
                yield text[start:at]
