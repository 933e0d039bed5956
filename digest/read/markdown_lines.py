"""Lines of Markdown → lines of text: emphasis, links, tables, quotes and backslashes are marks, not words. Headings keep their #."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from digest.model.report import Line

LONGEST = 20_000  # characters of a line that is looked at for marks
# at the start: ## 一、工作回顾      not #1机组
HEADING = re.compile(r" {0,3}#{1,6}[ \t\u3000]\s{0,8}\S")
# Strong or emphasised words
# matches **一是**抓项目 · *力争*      not 3*4 · **
EMPHASIS = re.compile(r"(?<![\\*])(\*\*\*|\*\*|\*)(?![\s*])([^*]{1,400}?)(?<![\s\\])\1(?!\*)")
# matches __一是__，抓项目 · _力争_      not a_b_c · __
UNDERLINED = re.compile(r"(?<![\\_\w])(__|_)(?![\s_])([^_]{1,400}?)(?<![\s\\])\1(?![_\w])")
# A link or a picture
# matches [全文](https://example.org/) · ![图](a.png)      not [1]（注）
LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}(?: \"[^\"]{0,100}\")?\)")
# A backslash before punctuation
# matches 1\. · \* · \[      not C:\name
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# wholly: | 指标 | 目标 |      not 甲|乙
TABLE_ROW = re.compile(r"\s{0,8}\|.{1,2000}\|\s{0,8}")
# The rule below a table's head
# wholly: |---|:-:|      not | 指标 | 目标 | · ---
TABLE_RULE = re.compile(r"\s{0,8}\|?(?:\s{0,20}:?-{1,40}:?\s{0,20}\|){1,40}(?:\s{0,20}:?-{1,40}:?)?\s{0,20}")
# A thematic break or the underline of a heading
# wholly: --- · *** · ====      not ——
RULE = re.compile(r" {0,3}(?:(?:-[ \t]?){3,80}|(?:\*[ \t]?){3,80}|(?:_[ \t]?){3,80}|={3,80})\s{0,80}")
# A quote's mark or a list's
# at the start: > 引文 · - 一条 · * 一条 · + 一条      not -3℃ · ——一是
LEAD = re.compile(r" {0,3}(?:> ?){1,8}|\s{0,8}[-*+] (?=\S)")


def is_markdown(lines: tuple[Line, ...]) -> bool:
    """Whether plain lines are Markdown: two headings with # among them, or one with which they begin."""
    first = next((line.text for line in lines if line.text.strip()), "")
    return bool(HEADING.match(first)) or sum(bool(HEADING.match(line.text)) for line in lines) >= 2


def unmarked(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Lines → the same without the marks; a rule (---) is an empty line, a row of a table has its cells apart by spaces.

    "**一是**抓项目，[全文](https://…)。" → "一是抓项目，全文。"
    """
    for line in lines:
        if any(mark in line.text for mark in "*_[\\|>-+=") and len(line.text) <= LONGEST:
            yield replace(line, text=_without_marks(line.text))
        else:
            yield line


def _without_marks(text: str) -> str:
    if RULE.fullmatch(text) or TABLE_RULE.fullmatch(text):
        return ""
    if TABLE_ROW.fullmatch(text):
        text = " ".join(cell.strip() for cell in text.strip().strip("|").split("|"))
    text = LEAD.sub("", text, count=1) if LEAD.match(text) else text
    text = LINK.sub(r"\1", text)
    text = UNDERLINED.sub(r"\2", EMPHASIS.sub(r"\2", text))
    return ESCAPE.sub(r"\1", text)
