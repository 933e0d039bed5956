"""A text and an amount in it → the words around it that say of what it is one: 便民服务站120个, not 120个 alone."""

from __future__ import annotations

import re

from digest.chinese.sentences import Span

LONGEST = 16  # characters: what is longer no longer fits into the cell of a table
# What parts an item from the next
# matches 、 · ， · 5.公园      not 的 · 5.5公园
_MARK = re.compile(r"[①-⑳、，。；;：:！!？?（）()【】\n]|(?<=[0-9])[.．](?![0-9])|,(?![0-9])")
# What closes a list before its count; the list itself is too long to be shown
# wholly: 等 · 等共      not 平等的
_CLOSING = re.compile(r"等(?:共|合计|各)?\s?")


def amount_phrase(text: str, start: int, end: int) -> Span:
    """Characters start to end are an amount → the item of the sentence that holds it; of one over LONGEST characters what stands behind
    the amount or before it, whichever fits; else the amount alone.

    建成便民服务站120个；为街巷安装路灯7000盏 , 120个 → 建成便民服务站120个
    """
    reach = 4 * LONGEST  # nothing further away is looked at, however long the text is
    before = [mark.end() for mark in _MARK.finditer(text, max(0, start - reach), start)]
    behind = _MARK.search(text, end, end + reach)
    left = before[-1] if before else max(0, start - reach)
    right = behind.start() if behind else min(len(text), end + reach)
    if text[left - 1 : left] == "、" and (closing := [one for one in re.finditer(_CLOSING, text[left:start]) if left + one.end() == start]):
        left = left + closing[-1].start()
    for first, last in ((left, right), (start, right), (left, end)):
        said = text[first:last]
        if len(said.strip()) <= LONGEST:
            return Span(first + len(said) - len(said.lstrip()), first + len(said.rstrip()))
    return Span(start, end)
