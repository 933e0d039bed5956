"""Rows of tables as readers give them → lines that read as sentences, each row knowing its columns: 地区生产总值 | 6%左右 under 2024年增长.

The head is found here, by the format or by its words; a unit that stands once for a column, a row or a table is said with each number.
Cells stay as they are in `Line.row`; only `Line.text` is written: what is read, quoted and counted afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from digest.chinese.quantities import quantities
from digest.model.report import Line
from digest.model.table_row import Row
from digest.understand import heading_marks

LONGEST_HEAD = 24  # characters of a cell of a head
LONGEST_CELL = 1200
MOST_LINES = 16  # of a cell: what is longer is a page laid out in a table
FEWEST_LINES = 3  # of a cell that holds a report
NARROW = 6  # characters of a line of a cell that is broken because it is narrow: 责任 / 单位
MOST_HEADS = 3  # rows of a head, in each other: 2023年 over 目标 and 完成
# What a column is called, at the end of its name
# wholly: 序号 · 项目名称 · 2024年目标 · 责任单位      not 改造老旧小区 · 地区生产总值
HEAD_WORD = re.compile(
    r"[^，。；]{0,16}?(?:序号|编号|项次|指标|名称|项目|实事|事项|内容|目标|目标值|任务|单位|部门|领导|责任人|联系人|时限|时间|期限|年限|进度|进展"
    r"|投资|总投资|资金|资金来源|规模|地点|地址|性质|属性|类别|类型|领域|分类|备注|说明|数量|数值|指标值|完成|完成值|完成情况|情况|实绩|实际|增长|增速|增幅"
    r"|年份|年度|预期|计划|比重|占比|同比|措施|要求|标准|数据|季度|名词|术语|解释|释义|含义|日期|电话|[0-9]{4}年?|[上下去今本明]年|[0-9]{1,2}月份?)"
)
# What of a head's digits are no amounts: its years, months, and what stands in brackets
# matches 2023年 · 2023 · 12月 · （万元）      not 189.5 · 6%
DATES = re.compile(r"(?:19|20)[0-9]{2}(?![0-9.])年?|[0-9]{1,2}(?:[—-][0-9]{1,2})?(?:月|季度)|[（(][^（）()]{0,12}[)）]")
# matches （亿元） · (含续建)      not 亿元
ASIDE = re.compile(r"[（(][^（()）]{0,12}[)）]")
# wholly: 序号 · 编号      not 项目
NUMBERS = re.compile(r"序号|编号|项次|顺序|№|N[oO]\.?")
# wholly: 1 · 1. · 12、      not 1.5 · 一
COUNTED = re.compile(r"[0-9]{1,3}[.、．]?")
# wholly: 单位 · 计量单位      not 责任单位
UNITS = re.compile(r"(?:计量)?单位")
# A unit in brackets behind the words of a column or of a row
# matches 总投资（亿元） · 增速(%) · 投资（单位：万元）      not 产业园（一期）项目
UNIT = re.compile(r"\s{0,4}[（(]\s{0,4}(?:单位[：:]\s{0,4})?(?P<unit>[^（）()\s]{1,10})\s{0,4}[)）]$")
# One unit for the whole table, above it
# wholly: 单位：亿元 · （单位：万元）      not 责任单位：住建局
UNIT_LINE = re.compile(r"[（(]?\s{0,4}(?:计量)?单位\s{0,4}[：:]\s{0,4}(?P<unit>[^（）()，、。；\s]{1,10})\s{0,4}[)）]?")
# A number without a unit, and its bound
# wholly: 189.5 · 6左右 · ≥6 · 5.5—6 · 12,000以上      not 6% · 3所 · 增长较快
BARE = re.compile(
    r"(?P<before>(?:[≥≤＞＜><约近超]|控制在|稳定在|保持在|不低于|不高于|不超过|不少于|高于|低于|达到|力争|增长|下降)?)(?P<number>[+\-−]?[0-9][0-9,，]{0,16}(?:\.[0-9]{1,6})?(?:[—\-~～至到][0-9]{1,9}(?:\.[0-9]{1,6})?)?)"
    r"(?P<after>左右|以上|以下|以内|及以上)?"
)
# What goes straight on from the name in a row: a value, or the words that lead to one
# at the start: 6% · ≥6000 · 增长6% · 控制在5.5%以内 · 与经济增长同步      not 改造老旧小区9个 · 县住建局
VALUE = re.compile(
    r"[约近超≥≤＞＜><+\-−]?[0-9]|负?增长|下降|降低|减少|增加|提高|提升|达|突破|超过|控制|不[低高少多超]|高于|低于|好于|优于|保持|稳定|稳中|力争|完成|实现"
    r"|与.{1,12}(?:同步|持平)|持平|只[增减]不[增减]|完成.{0,8}任务"
)
# Words of a column that add nothing to what stands in it
# wholly: 目标 · 主要内容 · 备注      not 2024年目标 · 责任单位
PLAIN = re.compile(
    r"(?:(?:预期|主要|具体|建设|工作|项目|任务|重点|年度|实施)?(?:目标|内容|任务|情况|措施))|(?:指标|目标|预期|完成|数)(?:值|数|情况)|数[据量]|备注|说明|完成|实际|实绩|预期|计划|名称|值"
)
# wholly: 解释 · 名词解释 · 释义      not 说法
EXPLAINS = re.compile(r"(?:名词|术语)?(?:解释|释义|注释|含义|定义|内涵|说明)")
# A name that says itself how it is measured
# matches 工业增加值增长 · 投资增速      not 增长率指标
GROWS = re.compile(r"(?:增长|增速|增幅)$")
# matches 增长6% · 下降      not 6%
GROWS_IN = re.compile(r"增|降|减|升|提高")
# A column that says when, where or by whom, though digits stand in it
# wholly: 完成时限 · 开工时间 · 联系电话      not 2024年目标
OF_TIME = re.compile(r".{0,8}(?:时限|时间|期限|年限|工期|日期|电话|地点|进度)")
EMPTY = frozenset(("", "—", "-", "–", "/", "\\", "——", "--", "…", "无", "*"))
ENDS = "。；！？，：、;!?,:"


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of a table's columns: their words, and which of them hold the number, the unit, the name, and values."""

    words: tuple[str, ...]
    number: int
    unit: int
    name: int
    values: frozenset[int]
    unit_of_all: str
    merged: frozenset[int]  # in which a cell goes on below itself


def with_rows(lines: Iterable[Line]) -> list[Line]:
    """Lines → the same, those of tables' rows as sentences, their cells under the words of their columns.

    指标 | 2024年目标 above 城镇新增就业 | 6000人以上 → 城镇新增就业2024年目标6000人以上。
    """
    found = list(lines)
    tables: dict[int, list[int]] = {}
    for at, line in enumerate(found):
        if line.row is not None:
            tables.setdefault(line.row.table, []).append(at)
    for places in tables.values():
        given = [row for at in places if (row := found[at].row) is not None]
        rows = [replace(row, cells=tuple(replace(cell, text=_on_one_line(cell.text)) for cell in row.cells)) for row in given]
        heads = _heads(rows)
        columns = _columns(rows, heads, _unit_above(found[: places[0]][-2:]))
        for k, at in enumerate(places):
            row, text = (_head_read(rows[k]) if k < heads else _row_read(rows[k], columns))
            cells = (replace(cell, text=as_given.text) for cell, as_given in zip(row.cells, given[k].cells, strict=True))
            found[at] = replace(found[at], text=text, row=replace(row, cells=tuple(cells)))
    return found


def is_table(rows: Sequence[Sequence[str]]) -> bool:
    """The texts of a grid's cells, a line's end between the paragraphs of one → whether it is a table, or only lays out a page.

    (("指标", "目标"), ("地区生产总值", "增长6%")) → True; a cell that holds the whole report, and rows of one cell each → False
    """
    if any(len(text) > LONGEST_CELL or text.count("\n") >= MOST_LINES or _holds_report(text) for row in rows for text in row):
        return False
    return sum(sum(bool(text.strip()) for text in row) > 1 for row in rows) > 1


def _holds_report(text: str) -> bool:
    """Whether several lines of a cell are a report's: its salutation is among them, or two of its chapters."""
    lines = text.split("\n")
    if len(lines) < FEWEST_LINES:
        return False
    chapters = sum(heading_marks.number_style(line)[0] in ("part", "chinese") and len(line) < LONGEST_HEAD for line in lines)
    return chapters > 1 or any(heading_marks.is_salutation(line) or heading_marks.ADDRESS.match(line) for line in lines)


def _on_one_line(text: str) -> str:
    """The paragraphs of a cell → one text: a comma between them where each stands for itself, nothing where a narrow cell has broken a word."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    joined = parts[0] if parts else ""
    for above, part in pairwise(parts):
        apart = len(above) > NARROW and len(part) > NARROW and above[-1] not in ENDS + "（(“、" and part[0] not in ENDS + "）)”"
        joined += ("，" if apart else "") + part
    return joined


def _heads(rows: Sequence[Row]) -> int:
    """How many rows at the top name the columns; a title over all columns counts with them where such a row follows."""
    heads = 0
    for at, row in enumerate(rows[:-1][:MOST_HEADS]):
        said = {cell.text for cell in row.cells if cell.text}
        if len(said) < 2:
            continue  # a title over all columns, or nothing
        if any(_is_amount(text) or len(text) > LONGEST_HEAD or "。" in text for text in said) or not (row.head or names_columns(row, rows[at + 1 :])):
            break
        heads = at + 1
    return heads


def names_columns(row: Row, below: Sequence[Row]) -> bool:
    """Whether the words of a row are those of columns: half of them, or the first (年份 | 地区生产总值) above rows with amounts."""
    named = [_is_name(cell.text) and not all(at < len(other.cells) and _is_name(other.cells[at].text) for other in below)
             for at, cell in enumerate(row.cells) if cell.text]  # fmt: skip
    if sum(named) * 2 >= len(named):
        return True
    counted = sum(any(_is_amount(cell.text) for cell in other.cells[1:]) for other in below)
    return _is_name(row.cells[0].text) and counted * 2 > len(below)


def _is_name(text: str) -> bool:
    """Whether a cell can be the name of a column: 总投资（亿元） → True"""
    return bool(HEAD_WORD.fullmatch(ASIDE.sub("", text).strip()))


def _is_amount(text: str) -> bool:
    return bool(re.search("[0-9]", DATES.sub("", text)))


def _columns(rows: Sequence[Row], heads: int, unit: str) -> Columns:
    width = max(len(row.cells) for row in rows)
    words = tuple(_words_of_column(rows[:heads], at) for at in range(width))
    body = [tuple(row.cells[at].text for row in rows[heads:] if at < len(row.cells) and not row.cells[at].again) for at in range(width)]
    number = next((at for at in range(width) if _is_numbering(words[at], body[at], at)), -1)
    units = next((at for at in range(width) if UNITS.fullmatch(words[at]) and all(_is_unit(text) for text in body[at] if text not in EMPTY)), -1)
    texts = [at for at in range(width) if at not in (number, units) and any(text not in EMPTY for text in body[at])]
    several = [row for row in rows[heads:] if sum(bool(cell.text) and not cell.again for cell in row.cells) > 1]
    merged = {at for at in range(width) if any(at < len(row.cells) and row.cells[at].again for row in several)}
    name = next((at for at in texts if at not in merged and not _holds_values(body[at])), texts[0] if texts else 0)
    if name in texts and sum(map(_is_amount, body[name])) * 2 > len(body[name]) and all(BARE.fullmatch(text) for text in body[name] if text not in EMPTY):
        name = -1  # amounts alone: nothing names the row
    values = frozenset(at for at in texts if at > name and not OF_TIME.fullmatch(words[at]) and _holds_values(body[at]))
    for row in rows[:heads]:
        found = UNIT_LINE.search(row.cells[0].text) if len({cell.text for cell in row.cells}) == 1 else None
        unit = found["unit"] if found and _is_unit(found["unit"]) else unit
    return Columns(words, number, units, name, values, unit, frozenset(merged))


def _words_of_column(heads: Sequence[Row], at: int) -> str:
    """What stands above a column, from top to bottom, each once; a title over all columns says nothing of one."""
    said = [row.cells[at].text for row in heads if at < len(row.cells) and len({cell.text for cell in row.cells if cell.text}) > 1]
    return re.sub(r"\s", "", "".join(text for text, _ in groupby(said)))


def _is_numbering(words: str, body: Sequence[str], at: int) -> bool:
    if NUMBERS.fullmatch(words):
        return True
    counted = [int(re.sub("[^0-9]", "", text)) for text in body if COUNTED.fullmatch(text)]
    return at == 0 and not words and len(counted) == len(body) > 1 and counted == list(range(counted[0], counted[0] + len(body)))


def _holds_values(texts: Sequence[str]) -> bool:
    said = [text for text in texts if text not in EMPTY]
    return sum(bool(VALUE.match(text)) for text in said) * 2 >= max(len(said), 1)


def _is_unit(text: str) -> bool:
    """Whether an amount in it can be read: 亿元 → True, 住建局 → False"""
    if text in ("%", "‰"):
        return True
    return any(q.start == 0 and q.end == len(text) + 1 for q in quantities(f"1{text}", 0, len(text) + 1))


def _unit_above(lines: Sequence[Line]) -> str:
    """The unit that a line above a table states for all of it: 单位：亿元"""
    found = (UNIT_LINE.fullmatch(line.text.strip()) for line in reversed(lines) if line.row is None)
    return next((match["unit"] for match in found if match and _is_unit(match["unit"])), "")


def _head_read(row: Row) -> tuple[Row, str]:
    """A head's row → the same, and its words with spaces between."""
    said = [at for at, cell in enumerate(row.cells) if cell.text and not cell.again]
    return _written(replace(row, head=True), ((at, " " if at != said[0] else "", row.cells[at].text) for at in said))


def _row_read(row: Row, columns: Columns) -> tuple[Row, str]:
    """A row → its cells under their columns, and the sentence that it makes."""
    cells = tuple(replace(cell, column=columns.words[at]) for at, cell in enumerate(row.cells))
    row = replace(row, cells=cells, head=False)
    said = [at for at, cell in enumerate(cells) if cell.text not in EMPTY and (not cell.again or (at == columns.name and at in columns.merged))]
    if len(said) < 2:
        return _written(row, ((at, "", cells[at].text) for at in said))
    return _written(row, _pieces(row, columns, said), closed=True)


def _pieces(row: Row, columns: Columns, said: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """The cells that are said → each with what stands before it and what it reads as."""
    named = row.cells[columns.name].text if 0 <= columns.name < len(row.cells) else ""
    own = UNIT.search(named)
    unit = own["unit"] if own and _is_unit(own["unit"]) else ""
    if not unit and 0 <= columns.unit < len(row.cells) and row.cells[columns.unit].text not in EMPTY:
        unit = row.cells[columns.unit].text
    tail = GROWS.search(named[: own.start()] if own else named)
    last, named_last = "", False  # what stands before, and whether that is the row's name
    for at in said:
        text, words = row.cells[at].text, columns.words[at]
        if at == columns.unit:
            continue
        if at == columns.number:
            yield at, "", text + ("." if text.isdigit() else "")
            continue
        if at == columns.name:
            text = named[: own.start()] if own and unit == own["unit"] else text
        lead = ""
        if at in columns.values:
            lead, text = _value_read(text, words, unit, columns)
            if tail and not named_last and text.endswith(("%", "%左右", "%以上", "%以内", "%以下")) and not GROWS_IN.search(lead + text):
                lead += tail[0]
        elif at > columns.name and words and not PLAIN.fullmatch(words) and words not in text:
            lead = f"{words}："
        explains = at != columns.name and named_last and (EXPLAINS.fullmatch(words) or (not words and "。" in text))
        beside = at in columns.values and named_last and not (last[-1].isdigit() and (lead or text)[0].isdigit())
        straight = not last or last[-1] in ENDS or beside
        last, named_last = text, at == columns.name
        yield at, "：" if explains else ("" if straight else "，") + lead, text


def _value_read(text: str, words: str, unit: str, columns: Columns) -> tuple[str, str]:
    """A value under its column's words → the words to be said before it, and the value with its unit."""
    own = UNIT.search(words)
    if own and _is_unit(own["unit"]):
        words, unit = words[: own.start()], own["unit"]
    bare = BARE.fullmatch(text)
    if bare:
        text = f"{bare['before']}{bare['number']}{unit or columns.unit_of_all}{bare['after'] or ''}"
    if len(columns.values) == 1 and PLAIN.fullmatch(words):
        return "", text
    shared = next((k for k in range(min(len(words), len(text)), 0, -1) if words.endswith(text[:k])), 0)
    return words[: len(words) - shared], text


def _written(row: Row, pieces: Iterable[tuple[int, str, str]], closed: bool = False) -> tuple[Row, str]:
    """A row and its pieces (cell, what stands before it, its text) → the row with the places of its cells, and the whole text."""
    cells, text = list(row.cells), ""
    for at, lead, said in pieces:
        text += lead
        cells[at] = replace(cells[at], start=len(text), end=len(text) + len(said))
        text += said
    if closed and text[-1:] not in ENDS:
        text += "。"
    return replace(row, cells=tuple(cells)), text
