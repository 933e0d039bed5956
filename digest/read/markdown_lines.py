"""Lines of Markdown → lines of text: emphasis, links, quotes, formulas and backslashes are marks, not words. Headings keep their #.

Markdown as people write it and as converters do: headings that are only bold, tables, HTML and comments inside, footnotes, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from digest.chinese.folding import folded
from digest.model.report import Line
from digest.read.formulas import without_formulas
from digest.read.markdown_html import without_html
from digest.read.raised_text import raised
from digest.read.reading import Reading
from digest.read.text_tables import RULE as TABLE_RULE
from digest.read.text_tables import with_tables

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
# A thematic break or the underline of a heading
# wholly: --- · *** · ====      not ——
RULE = re.compile(r" {0,3}(?:(?:-[ \t]?){3,80}|(?:\*[ \t]?){3,80}|(?:_[ \t]?){3,80}|={3,80})\s{0,80}")
# A quote's mark or a list's
# at the start: > 引文 · - 一条 · * 一条 · + 一条      not -3℃ · ——一是
LEAD = re.compile(r" {0,3}(?:> ?){1,8}|\s{0,8}[-*+] (?=\S)")


# matches ~~原定增长7%~~      not 5%~~6%
STRUCK = re.compile(r"(?<![\\~])~~(?![\s~])([^~]{1,400}?)(?<!\s)~~(?!~)")
# What pandoc sets higher or lower
# matches m^2^ · 板块^[1]^ · CO~2~ · m²^      not 5%~6% · ^_^
SCRIPT = re.compile(r"(?<=[²³])\^|\^(?P<high>[\[\]0-9A-Za-z①-⑳+-]{1,6})\^|(?<=[A-Za-z])~(?P<low>[0-9.]{1,4})~")
# The mark of a footnote
# matches [^1] · [^note]      not [1]
NOTE = re.compile(r"(?<!\\)\[\^([^\[\]\s]{1,40})\](?!:)")
# Its text
# at the start: [^1]: 板块：指某地      not [^1]板块
NOTE_TEXT = re.compile(r" {0,3}\[\^([^\[\]\s]{1,40})\]:\s{0,8}")
# A picture alone on its line, with its address, which may be the picture itself
# wholly: ![](images/a.png) · ![图1](data:image/png;base64,iVBOR) · [![](a.png)](b)      not 见![](a.png)
PICTURE = re.compile(
    r"\s{0,8}\[?!\[(?P<words>[^\[\]]{0,200})\](?:\((?P<address>[^()\s]*)(?: \"[^\"]{0,100}\")?\)|\[[^\[\]]{0,80}\])(?:\]\([^()\s]{0,500}\))?\s{0,8}"
)
# A picture that is held in the address itself
# matches ![](data:image/png;base64,iVBOR)      not ![](a.png)
HELD = re.compile(r"!\[([^\[\]]{0,200})\]\(data:[^()\s]*\)")
# Where a name in brackets leads to
# wholly: [1]: https://example.org · [全文]: <a/b.html> "题"      not [1]：某地
TARGET = re.compile(r" {0,3}\[[^\[\]^]{1,80}\]:\s{1,8}<?(?:https?://|[./#\w-]{0,40}/|mailto:)[^\s<>]{0,800}>?(?:\s{1,8}[\"'(].{0,200})?\s{0,8}")
# matches <https://example.org/a>      not <5%
ADDRESS = re.compile(r"(?<!\\)<(https?://[^<>\s]{1,400}|[\w.+-]{1,60}@[\w.-]{1,80})>")
# wholly: **一、工作回顾** · __（一）经济__      not **一是**抓项目
BOLD = re.compile(r"\s{0,8}(\*\*|__)(?![\s*_])[^*_]{1,80}(?<!\s)\1\s{0,8}")
# The marks that close a heading
# matches " ##" · " #"      not C#
CLOSED = re.compile(r"[ \t]{1,8}#{1,6}[ \t]{0,8}$")
# What pandoc says of a heading behind it: its name and style
# matches " {#一工作回顾 .unnumbered}" · {.unnumbered} · " {-}" · {custom-style=标题}      not {1} · {#甲} 乙
NAMED = re.compile(r"[ \t]{0,8}\{(?:-|(?:[#.]|[A-Za-z-]{1,40}=)[^{}]{1,300})\}[ \t]{0,8}$")
# What it says of words, or of a place in which there are none
# matches []{#_Toc156 .anchor} · [力争]{.underline}      not [1]{注} · [全文](a.html)
SPAN = re.compile(r"\[([^\[\]]{0,400})\]\{(?:[#.]|[A-Za-z-]{1,40}=)[^{}]{1,300}\}")
# Where a part begins or ends for it
# wholly: ::: · ::: {.section} · ::::: {custom-style="正文"} · ::: note      not ：：： · ::: 甲
DIVISION = re.compile(r" {0,3}:{3,40} {0,4}(?:\{[^{}]{0,300}\}|[A-Za-z-]{0,40}) {0,4}:{0,40}\s{0,8}")
# An item of a numbered list
# at the start: "1. 新建学校" · "1) 新建学校"      not 1.新建学校 · 1\. 新建学校 · 1.5万亩
ITEM = re.compile(r"(?P<before> {0,3})(?P<number>[0-9]{1,3})(?P<after>[.)])(?=[ \t]{1,4}\S)")
MARKS = (*"*_[\\|>-+=$^~!<#{", ":::")


def is_markdown(lines: Sequence[Line]) -> bool:
    """Whether plain lines are Markdown: two headings with # among them, one with which they begin, two that are only bold, or a table's rule."""
    texts = [line.text for line in lines if line.text.strip() and len(line.text) <= LONGEST]
    if texts and HEADING.match(texts[0]):
        return True
    headings, bold = (sum(bool(test(text)) for text in texts) for test in (HEADING.match, BOLD.fullmatch))
    return headings >= 2 or bold >= 2 or any("|" in text and TABLE_RULE.fullmatch(text) for text in texts)


def markdown_lines(lines: Iterable[Line], reading: Reading) -> list[Line]:
    """Lines of Markdown → lines of text; words that are struck out, pictures and comments on lines of their own with their rule."""
    return list(_unmarked(_counted(with_tables(without_html(list(lines), reading), reading, markdown=True)), reading))


def _counted(lines: Iterable[Line]) -> list[Line]:
    """Lines → the same, with the numbers that Markdown gives to a list whose items all carry the same: 1. 1. 1. → 1. 2. 3."""
    result = list(lines)
    items: list[int] = []
    for at, line in enumerate([*result, Line(0, "。")]):
        found = ITEM.match(line.text) if not line.rule and line.row is None else None
        first = ITEM.match(result[items[0]].text) if items else None
        if found and first and len(found["before"]) >= len(first["before"]) + 2:
            continue  # of a list within an item
        if found and found["number"] == "1" and (not first or (found["before"], found["after"]) == (first["before"], first["after"])):
            items.append(at)
        elif found or not _goes_on(line):
            for count, item in enumerate(items[1:], 2) if not found else ():
                result[item] = replace(result[item], text=ITEM.sub(rf"\g<before>{count}\g<after>", result[item].text, count=1))
            items = []
    return result


def _goes_on(line: Line) -> bool:
    """Whether a line stands within a list: it is empty, or set in as what belongs to an item is."""
    return line.row is None and (not line.text.strip() or line.text.startswith(("  ", "\t")))


def _unmarked(lines: Iterable[Line], reading: Reading) -> Iterator[Line]:
    """Lines → the same without the marks; a rule (---) is an empty line.

    "**一是**抓项目，[全文](https://…)。" → "一是抓项目，全文。"
    """
    notes: dict[str, int] = {}
    for line in lines:
        if line.row is not None:
            cells = tuple(replace(cell, text=_without_marks(cell.text, notes)) for cell in line.row.cells)
            yield replace(line, row=replace(line.row, cells=cells))
            continue
        text = HELD.sub(r"![\1](data:)", line.text) if "](data:" in line.text else line.text
        if line.rule or len(text) > LONGEST or not any(mark in text for mark in MARKS):
            yield line
            continue
        if picture := PICTURE.fullmatch(text):
            yield replace(line, text=(picture["words"] or picture["address"] or "image").strip(), rule="image")
        elif TARGET.fullmatch(text):
            yield replace(line, text=text.strip(), rule="address")
        else:
            struck = [found[1] for found in STRUCK.finditer(text)]
            yield replace(line, text=_without_marks(STRUCK.sub("", text) if struck else text, notes))
            for words in struck:
                reading.tell_struck(line.number, words)
                yield Line(line.number, _without_marks(words, notes), "struck")


def _without_marks(text: str, notes: dict[str, int]) -> str:
    """A line or a cell → its text. `notes` numbers the footnotes in the order of their marks."""
    if RULE.fullmatch(text) or DIVISION.fullmatch(text) or (TABLE_RULE.fullmatch(text) and "-" in text):
        return ""
    if "[^" in text:
        begins = NOTE_TEXT.match(text)
        text = _note(begins[1], notes) + text[begins.end() :] if begins else text
        text = NOTE.sub(lambda m: _note(m[1], notes), text)
    text = LEAD.sub("", text, count=1) if LEAD.match(text) else text
    text = NAMED.sub("", SPAN.sub(r"\1", text)) if "{" in text else text
    text = CLOSED.sub("", text) if text.lstrip().startswith("#") else text
    text = ADDRESS.sub(r"\1", LINK.sub(r"\1", without_formulas(text)))
    text = SCRIPT.sub(lambda m: raised(m["high"], text[: m.start()]) if m["high"] else m["low"] or "", text)
    text = UNDERLINED.sub(r"\2", EMPHASIS.sub(r"\2", text))
    text = text.removesuffix("\\") if text.endswith("\\") and not text.endswith("\\\\") else text
    return folded(ESCAPE.sub(r"\1", text))  # again: what stood apart by a mark stands together now


def _note(id: str, notes: dict[str, int]) -> str:
    return f"[{id if id.isdigit() else notes.setdefault(id, len(notes) + 1)}]"
