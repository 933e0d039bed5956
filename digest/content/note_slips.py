"""The lines of a note → what was surely meant otherwise than Markdown takes it: told, and published as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.model.problem import N_, WARNING, Problem

# What opens and closes a block of code
# at the start: ``` · ~~~~ text      not ``a``
FENCE = re.compile(r"^ {0,3}(`{3,100}|~{3,100})")
# at the start: "- 甲" · "  12. 乙"      not -甲
_ITEM = re.compile(r"^ {0,20}(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
# at the start: "    甲"      not "   甲"
_INDENTED = re.compile(r"^(?: {4}|\t)[ \t]{0,80}\S")
_INDENTED_HINT = N_("take the spaces at its beginning away: paragraphs are indented by the style")

# Of each: what is looked for in a line, what it does, and what to write instead
_SLIPS = (
    # at the start: ##标题 · #标题      not # 标题 · {# 说明 #}
    (re.compile(r"^ {0,3}#{1,6}[^#\s]"), N_("no heading: a space is missing behind the #"), N_("put a space behind it")),
    # at the start: ＃ 标题 · ＃＃标题      not # 标题
    (re.compile(r"^[ \u3000]{0,8}＃"), N_("no heading: the ＃ is a full-width one"), N_("type # in half width, and a space behind it")),
    # at the start: - 2.3% · -5%      not - 甲 · −2.3%
    (re.compile(r"^ {0,3}- {0,3}[0-9]"),
     N_("a - before a number at the beginning of a line makes a list, and no minus"), N_("begin the line with words, or write the sign −")),
    # matches ~~删去~~      not ~ · 5~6
    (re.compile(r"~~[^~\n]{1,200}~~"), N_("~~ does not strike out here, it is printed"), N_("take the words out")),
    # matches 最高[^1]      not [1] · [原文](a#p1)
    (re.compile(r"\[\^[^\]\n]{1,40}\]"), N_("there are no footnotes here"), N_("put it in brackets behind the sentence, or quote the paragraph with quote(…)")),
)  # fmt: skip


def slips(lines: list[str], start: int, path: str) -> tuple[Problem, ...]:
    """The lines of a note's file, how many stand before its text, and its name → the slips in it by line.  ##标题 → note.slip"""
    return tuple(_slips_of(lines, start, path))


def _slips_of(lines: list[str], start: int, path: str) -> Iterator[Problem]:
    fenced = listed = False
    for number, line in enumerate(lines[start:], start + 1):
        if FENCE.match(line):
            fenced = not fenced
        if fenced or not line.strip():
            continue
        told = [(message, hint) for pattern, message, hint in _SLIPS if pattern.search(line)]
        if _ITEM.match(line):
            listed = True
        elif not line[0].isspace():
            listed = False
        elif not listed and _INDENTED.match(line) and (number == start + 1 or not lines[number - 2].strip()):
            told.append((N_("an indented paragraph is printed as code, in one line"), _INDENTED_HINT))
        for message, hint in told:
            yield Problem(path, number, "note.slip", message, hint, quote=line.strip()[:40], severity=WARNING)
