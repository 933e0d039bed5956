"""Rows of a report → blocks: the lines of a paragraph that was wrapped by a column, a page or a narrow window are joined again.

A document that knows how it is laid out says itself where a line goes on (`Line.goes_on`). Else a line goes on in the next where the words
of the next one would not have had room on it, where its sentence is not at its end, or where a number, a word or a quotation is cut.
Below a line that has lost its full stop begins a new paragraph where the words look like a beginning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from digest.model.report import Block, Piece
from digest.understand import heading_marks
from digest.understand.boilerplate import SourceRow
from digest.understand.cut_names import is_name_cut

FEWEST_ROWS = 12  # rows from which on a text can be told to be wrapped
LONGEST_ROW = 120  # characters of a row; a longer one is a whole paragraph
WIDEST = 0.95  # of the rows are no wider than the text is wrapped: the others ran over
FULL = 0.85  # of that width from which on a row counts as full
SHARP = 0.5  # of the full rows: where so many end within a word of the same width, the width is known to the character
ALIKE = 0.3  # of the rows of the commonest width: a width that so many have is one to which the text is wrapped
FEWEST_FULL = 0.08  # of the rows: so many of exactly one width, and hardly one wider, are wrapped whatever the others are
INDENTED = (0.03, 0.7)  # of the rows: more and fewer than these begin paragraphs by an indentation
PARTED = (0.02, 0.6)  # of the rows: more and fewer than these stand below an empty line, which parts paragraphs then
TAIL = 400  # so much of a paragraph's end is looked at to tell whether it goes on: the cost of a line stays the same
CLAUSE = 48  # characters of a text's end in which a clause that is not at its end is looked for
SHORTEST_OPEN = 26  # characters from which on an unnumbered line with a comma is no heading

NUMERALS = "一二三四五六七八九十"
LONGEST_ALONE = 30  # characters of a heading alone on its line in wrapped text
NEVER_FIRST = "，、。；：！？）”’》,;:!?)%‰℃"  # no paragraph begins with one of these
HEADING_STYLES = ("part", "chinese", "paren")  # numbers that begin a line of their own even where first lines are indented

# The words with which a paragraph begins, never the second half of a sentence
# at the start: 一年来，我们      not 造青年发展型城市
STARTER = re.compile(r"一年来|过去[的一]|这一年|与此同时|同时[，,]|此外|今年|[0-9]{4}年|在肯定成绩|我们|当前|实现上述|[①-⑳]|——")
# A run-in head
# at the start: 提升改造传统产业。推动      not 造青年发展型城市,营造
RUN_IN = re.compile(r"[^，。；：！？,;:!?]{2,24}[。：:！!](?=.)")
# The end of a line after which a sentence can not be at its end
# matches 经济社会发展的 · 主要预期目标是： · “十四五”以来，PM      not 目标任务 · 主要做法： · 展望2024
UNENDED = re.compile(r"(?:[的和与及或把被]|[\u4e00-\u9fff]是[：:]|[，。；：、].{0,40}[A-Za-z])$")
# The beginning of a line with which no paragraph begins
# at the start: 是：地区生产总值 · 年平均浓度 · 亿元，增长      not 是一座 · 年轻人 · 万众一心
UNBEGUN = re.compile(r"是[：:]|年(?:平均|均|度?内?[，、])|[亿万千百]?(?:元|吨|亩|人次?|公里|平方米|微克|个百分点)(?:[，、；。/]|左右|以[上内下])")
# A decimal point and what follows it
# at the start: .4% · ．5亿元      not . · 4%
POINT = re.compile(r"[.．][0-9]")
# The end of a line that is cut behind a decimal point, and the beginning of the line that goes on there
# matches 零售总额完成42. · 增长12．      not 附件1. · 表2. · 42 · 3.
POINTED = re.compile(r"(?<!附件)(?<!附[表图录])(?<=[\u4e00-\u9fff])(?<![表图])[0-9０-９]{1,7}[.．]$")
# at the start: 6亿元，增长 · 5%； · 3个百分点 · 25万人次      not 6、推进 · 5项工作 · 8月
DECIMALS = re.compile(r"[0-9０-９]{1,4}(?:[%％‰]|个百分点|[亿万千百]?(?:元|吨|亩|户|公里|千瓦|平方|立方|微克|人次?)|[亿万](?!众一心))")
# The same within a number, whatever stands before it on the line
# matches 参保率达9 · 完成18      not 附件1 · 专栏2 · 展望2024 · 12
NUMBERED = re.compile(r"(?<!附件)(?<!附[表图录])(?<=[\u4e00-\u9fff])(?<![表图栏第])[0-9０-９]{1,3}$")
# at the start: 7.6%； · .45亿元 · 6.5个百分点      not 7.推进 · 2.5 · 6亿元
DECIMAL = re.compile(r"[0-9０-９]{0,3}[.．][0-9０-９]{1,2}(?:[%％‰]|个百分点|[亿万元吨亩])")
# What is kept together where a window wraps a text: a number or a word with its marks, a character with the marks about it
# at the start: 189.5亿元 · “十四五” · 强，      not ""
UNIT = re.compile(r"[“‘（《〈「『【〔(\[]{0,3}(?:[0-9A-Za-z.+\-/%‰]{1,24}|.)[，。、；：！？”’）》〉」』】〕%‰]{0,3}")


def joined(rows: list[SourceRow], halves: dict[str, tuple[str, ...]]) -> Iterator[Block]:
    """Rows, and the halves of the indicators' names → blocks with a piece for each line; where two lines join, no character is added.

    「…用好人才。积极打」 on line 25 and 「造青年发展型城市,…」 on line 27 → one block, its second piece from line 27
    """
    shape = _shape_of_rows([row for row in rows if not row.tabular])
    at = 0
    while at < len(rows):
        texts, pieces, length = [rows[at].text], [Piece(0, rows[at].line.number)], len(rows[at].text)
        end = rows[at].text[-TAIL:]
        while at + 1 < len(rows) and _is_continued(rows, at, end, shape, halves):
            at += 1
            pieces.append(Piece(length, rows[at].line.number))
            texts.append(rows[at].text)
            length += len(rows[at].text)
            end = (end + rows[at].text)[-TAIL:]
        yield Block("".join(texts), tuple(pieces), rows[at].line.row)
        at += 1


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text is wrapped: its width in half-width columns and in characters, and what tells its paragraphs apart."""

    columns: int
    characters: int
    wrapped: bool  # most lines are as wide as that; else it is only the widest of them
    sharp: bool  # the width is known to the character
    by_characters: bool  # it is counted in characters, wide or not
    indents: bool  # first lines are indented
    parted: bool  # empty lines stand between paragraphs
    listed: frozenset[str] = frozenset()  # the styles of numbers that begin lines of their own also where the line above had room


def _shape_of_rows(rows: list[SourceRow]) -> Shape:
    """Rows → how they are wrapped; `wrapped` is False where each line may be a paragraph."""
    if not rows:
        return Shape(0, 0, False, False, False, False, False)
    columns = sorted(_width_in_columns(row.text) for row in rows)
    characters = sorted(len(row.text) for row in rows)
    widest = int((len(rows) - 1) * WIDEST) if len(rows) >= FEWEST_ROWS else -1
    wide, long = columns[widest], characters[widest]
    by_columns, sharp, exact = _commonest(columns, wide, 3)
    by_characters, sharper, more = _commonest(characters, long, 1)
    many = sum(width >= wide * FULL for width in columns) * 5 >= len(rows) * 2 or max(exact, more) >= max(FEWEST_ROWS, len(rows) * FEWEST_FULL)
    wrapped = len(rows) >= FEWEST_ROWS and characters[-1] <= LONGEST_ROW and many
    indented = sum(row.indented for row in rows)
    gaps = sum(row.gap for row in rows)
    shape = Shape(
        by_columns if sharp > SHARP else wide, by_characters if sharper > SHARP else long, wrapped, max(sharp, sharper) > SHARP,
        sharper > sharp, wrapped and INDENTED[0] * len(rows) < indented < INDENTED[1] * len(rows),
        PARTED[0] * len(rows) < gaps < PARTED[1] * len(rows))  # fmt: skip
    return replace(shape, listed=_listed_styles(rows, shape)) if wrapped else shape


def _listed_styles(rows: list[SourceRow], shape: Shape) -> frozenset[str]:
    """The styles of numbers of which a row has one though the row above had room for it: 二是… of a list, not of a sentence."""
    styles = ((heading_marks.number_style(row.text)[0], above, row) for above, row in pairwise(rows))
    return frozenset(style for style, above, row in styles if style and not _is_full(above.text, row.text, shape))


def _commonest(widths: list[int], widest: int, near: int) -> tuple[int, float, int]:
    """Widths in order → the one to which most lines are wrapped, which part of the full ones is within `near` of it, and how many are."""
    full = [width for width in widths if width >= widest * FULL]
    counts = Counter(full)
    most = max(counts.values())
    width = max(width for width, count in counts.items() if count >= most * ALIKE)
    exact = sum(width - near < other <= width for other in full)
    return width, exact / len(full), exact if exact > len(full) * SHARP else 0


def _is_full(line: str, following: str, shape: Shape) -> bool:
    """Whether what begins the following line would have had no room on this one.

    Where the width is not known to the character, a line that ends a sentence must reach it, and any other nearly.
    """
    found = UNIT.match(following)
    unit = found[0] if found else ""
    if shape.sharp and shape.by_characters:
        return len(line) + len(unit) > shape.characters
    if shape.sharp:
        return _width_in_columns(line) + _width_in_columns(unit) > shape.columns
    columns = _width_in_columns(line)
    if line[-1:] in heading_marks.ENDS + "：:.":
        return columns >= shape.columns - 4 or len(line) >= shape.characters
    return columns >= shape.columns * FULL or len(line) >= shape.characters


# What is half as wide as Chinese is
# matches A1 · " "      not 市 · ，
_NARROW = re.compile("[\0-\u2000]+")


def _width_in_columns(text: str) -> int:
    """The width of a line in half-width columns, as a window or a page shows it."""
    return len(text) + len(_NARROW.sub("", text))


def _is_continued(rows: list[SourceRow], at: int, text: str, shape: Shape, halves: dict[str, tuple[str, ...]]) -> bool:
    """Whether the row after `at` goes on with the paragraph that ends, on row `at`, in `text`."""
    row = rows[at + 1]
    if row.tabular or rows[at].tabular:
        return False
    style = heading_marks.number_style(row.text)[0]
    headed = style in HEADING_STYLES or heading_marks.is_chapter(row.text) or heading_marks.is_salutation(row.text)
    if row.line.goes_on is not None and not (row.line.goes_on and headed and heading_marks.is_closed(text)):
        return row.line.goes_on
    if row.text[0] in NEVER_FIRST:
        return True
    if shape.indents:
        return not row.indented and not (headed and heading_marks.is_closed(text)) and not heading_marks.is_salutation(text)
    full = shape.wrapped and not (shape.parted and row.gap and _may_end(text)) and _is_full(rows[at].text, row.text, shape)
    if full and heading_marks.is_closed(text) and _is_line_alone(rows, at + 1, shape):
        return False
    if full and style and style not in HEADING_STYLES and style not in shape.listed:
        return True  # the second of 一是…；二是… in a sentence begins a line by chance
    if full and not style and "，" in text and not (heading_marks.is_closed(text) or _is_numbered_heading(text) or heading_marks.is_salutation(row.text)):
        return True  # …，并请 | 各位委员提出意见。
    if style == "item" and _counts_on(rows[at].text, row.text) and _is_wide(rows[at].text, shape):
        return True
    if headed or style or heading_marks.SALUTATION.match(row.plain) or row.text.startswith("——"):
        return False
    if text.endswith(("，", "、", ",")):
        return True
    if full:
        may_end = heading_marks.is_closed(text) or _is_numbered_heading(text)
        return not heading_marks.is_chapter(text) and not (may_end and STARTER.match(row.text))
    if _is_cut(text, row.text) or is_name_cut(text, row.text, halves):
        return True
    if heading_marks.is_closed(text):
        return False
    if len(row.plain) <= 12 and row.text.endswith("。") and "，" in text and (not _is_numbered_heading(text) or _is_wide(rows[at].text, shape)):
        return True  # the last word of a sentence, alone on its line; below （一）聚焦开放，建设高地 with room left it is a head of its own
    if not _is_open_prose(rows[at].text, text, shape) or _is_heading_row(rows, at + 1):
        return False
    return text.count("“") > text.count("”") or not _begins_paragraph(rows, at + 1)


def _is_line_alone(rows: list[SourceRow], at: int, shape: Shape) -> bool:
    """Whether a row is short, without any mark, and had room for what begins the next: a heading, never the rest of a paragraph."""
    text = rows[at].text
    title = text[heading_marks.number_style(text)[1] :]
    if len(text) > LONGEST_ALONE or at + 1 == len(rows) or heading_marks.is_closed(text) or any(mark in title for mark in "，。；！？"):
        return False
    return rows[at + 1].text[0] not in NEVER_FIRST and not _is_full(text, rows[at + 1].text, shape)


def _is_numbered_heading(text: str) -> bool:
    """Whether a text is as a numbered heading is: （一）扩大开放, without a sentence's end."""
    return bool(heading_marks.number_style(text)[0]) and not heading_marks.is_sentence(text)


def _may_end(text: str) -> bool:
    """Whether a paragraph may end so before an empty line: at a sentence's end, or as a heading does."""
    return heading_marks.is_closed(text) or not heading_marks.is_sentence(text)


def _is_cut(text: str, following: str) -> bool:
    """Whether a number, a word or a clause goes on in the next line, whatever the lines' lengths: …达到18. | 4亿元；…发展的 | 主要目标"""
    if UNENDED.search(text[-CLAUSE:]) or (UNBEGUN.match(following) and not heading_marks.is_closed(text)):
        return True
    if (text[-1].isdecimal() and POINT.match(following)) or (POINTED.search(text[-CLAUSE:]) and DECIMALS.match(following)):
        return True
    if NUMBERED.search(text[-CLAUSE:]) and DECIMAL.match(following):
        return True
    prose = any(mark in text for mark in "，。；：")
    return prose and text.rstrip(".．")[-1:].isdecimal() and following[0].isdecimal() and (text[-1] in ".．" or not heading_marks.is_closed(text))


def _is_open_prose(line: str, text: str, shape: Shape) -> bool:
    """Whether a text that is not at a sentence's end is running text, and not a heading: it is long, holds a sentence's end, or is a
    clause with a figure on a line as wide as any."""
    if heading_marks.is_sentence(text):
        return True
    if heading_marks.number_style(text)[0] or not any(mark in text for mark in "，,"):
        return False
    return _is_wide(line, shape) and (len(text) >= SHORTEST_OPEN or any(c.isdecimal() for c in text))


def _is_wide(line: str, shape: Shape) -> bool:
    """Whether a line is as wide as any, and no wider than a window."""
    return len(line) <= LONGEST_ROW and _width_in_columns(line) >= shape.columns * FULL


def _counts_on(above: str, line: str) -> bool:
    """Whether a line begins with the item that follows one within the line above: …；二是抓平台； | 三是抓人才"""
    at = NUMERALS.find(line[0])
    return at > 0 and above.find(NUMERALS[at - 1] + line[1]) > 0 and not heading_marks.number_style(above)[0]


def _begins_paragraph(rows: list[SourceRow], at: int) -> bool:
    """Whether a row below an end without punctuation begins a paragraph of its own: by its first words, a run-in head, or because
    the paragraphs about it begin alike (健全…体系, 健全…体系)."""
    text = rows[at].text
    if STARTER.match(text) or RUN_IN.match(text):
        return True
    near = [rows[k].text for k in (at - 1, at + 1) if 0 <= k < len(rows)]
    return len(text) > 24 and any(other[:2] == text[:2] for other in near)


def _is_heading_row(rows: list[SourceRow], at: int) -> bool:
    """Whether a row below an open end looks like an unnumbered heading: short, no sentence, with running text below it."""
    text = rows[at].text
    if len(text) > 30 or heading_marks.is_sentence(text) or heading_marks.is_closed(text) or not any("\u4e00" <= c <= "\u9fff" for c in text):
        return False
    return at + 1 < len(rows) and rows[at + 1].prose
