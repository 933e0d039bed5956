"""Runs of lines that are set as a table → rows with cells: between |, between tabs, under dashes (as pandoc writes), in a frame of + and -.

    | 指标 | 目标 |  ·  指标<tab>目标  ·  指标  目标 over ----  ---- · +---+---+
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from digest.model.report import Line
from digest.model.table_row import row_of
from digest.read.reading import Reading
from digest.read.table_rows import is_table, names_columns

LONGEST = 4000  # characters of a line of a table
MOST_CELLS = 64
# The rule below a table's head
# wholly: |---|:-:| · --- | ---      not | 指标 | 目标 | · ---
RULE = re.compile(r"\s{0,8}(?=[^|]{0,80}\|)\|?(?:\s{0,20}:?-{1,200}:?\s{0,20}\|){1,64}(?:\s{0,20}:?-{1,200}:?)?\s{0,20}")
# A mark between cells
# matches 甲|乙      not 甲\|乙
BAR = re.compile(r"(?<!\\)\|")
# wholly: +---+----+ · +===+===+      not + 一条
FRAME = re.compile(r"\s{0,8}\+(?:[-=:]{1,400}\+){1,64}\s{0,8}")
# wholly: ------ ---------- · " --- ---"      not --- · -- 甲
DASHES = re.compile(r"\s{0,8}-{2,400}(?:\s{1,40}-{2,400}){1,64}\s{0,8}")
# The line that closes a table of pandoc's, or opens one of several lines a row
# wholly: ------------ · "  ------ ----"      not --
CLOSING = re.compile(r"\s{0,8}-{3,2000}(?:\s{1,40}-{2,400}){0,64}\s{0,8}")
# Between cells that stand apart
# matches "甲  乙" · "甲\u3000乙"      not 甲 乙
GAP = re.compile(r"[ \t]{2,200}|[ \t]{0,9}\u3000[\s\u3000]{0,200}")
# What any line of a table holds
# matches | · "\t" · +---+ · "　" · "  "      not " " · -
MAY_PART = re.compile("[|\t+\u3000]|  ")
FEWEST_ROWS = 3  # of a table without any mark
# What begins a line with a number: no first cell of two
# wholly: 1. · （一） · 一、 · ①      not 1 · 甲
NUMBERED = re.compile(r"[（(]?[0-9一二三四五六七八九十]{1,3}[)）.、．][、.]?|[①-⑳]|第[一二三四五六七八九十]{1,3}[章条部分]{1,2}")

Found = tuple[int, list[tuple[int, list[str], bool]]]  # how many lines a table takes, and its rows: their line, cells, whether a head by format


def with_tables(lines: Sequence[Line], reading: Reading, markdown: bool) -> list[Line]:
    """Lines → the same, those of tables with their cells; a rule of a table is an empty line.

    「指标<tab>目标」「地区生产总值<tab>增长6%」 → two rows of one table
    """
    kinds = (_between_bars, _framed, *((_under_dashes,) if markdown else ()), _between_tabs, _between_gaps)
    result: list[Line] = []
    at = 0
    while at < len(lines):
        found = next((found for kind in kinds if (found := kind(lines, at)) is not None), None) if _may_begin(lines[at]) else None
        if found is None:
            result.append(lines[at])
            at += 1
            continue
        size, rows = found
        table, starts = reading.new_table(), {start: (cells, head) for start, cells, head in rows}
        for k in range(size):
            cells, head = starts.get(k, ([], False))
            line = lines[at + k]
            result.append(replace(line, text="", row=row_of(table, cells, head)) if any(cells) else replace(line, text=""))
        at += size
    return result


def _may_begin(line: Line) -> bool:
    return line.row is None and not line.rule and len(line.text) <= LONGEST and MAY_PART.search(line.text) is not None


def _texts(lines: Sequence[Line], at: int, fits: Callable[[str], object]) -> list[str]:
    """The texts of the lines from `at` on that fit, up to the first that does not."""
    found = []
    for line in lines[at:]:
        if line.row is not None or line.rule or len(line.text) > LONGEST or not fits(line.text):
            break
        found.append(line.text)
    return found


def _between_bars(lines: Sequence[Line], at: int) -> Found | None:
    texts = _texts(lines, at, lambda text: BAR.search(text))
    ruled = len(texts) > 1 and RULE.fullmatch(texts[1])
    if not ruled and not (len(texts) > 1 and texts[0].strip().startswith("|")):
        return None
    if not ruled:
        texts = texts[: next((k for k, text in enumerate(texts) if not text.strip().startswith("|")), len(texts))]
    rows = [(k, [_unescaped(cell) for cell in _cells(text)], bool(ruled) and k == 0) for k, text in enumerate(texts) if not RULE.fullmatch(text)]
    return (len(texts), rows) if ruled or is_table([cells for _, cells, _ in rows]) else None


def _cells(text: str) -> list[str]:
    text = text.strip()
    parts = BAR.split(text[1:] if text.startswith("|") else text, MOST_CELLS)
    return [part.strip() for part in (parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts)]


def _unescaped(cell: str) -> str:
    return cell.replace("\\|", "|").replace("\u2028", "\n")


def _between_tabs(lines: Sequence[Line], at: int) -> Found | None:
    """Lines with as many tabs each; not 一、<tab>工作回顾, and not a text of which the first lines are set in."""
    texts = _texts(lines, at, lambda text: "\t" in text.strip())
    rows = [[cell.strip() for cell in text.strip(" \u3000\r\n").split("\t")] for text in texts]
    wide = len(rows[0]) if rows else 0
    size = next((k for k, row in enumerate(rows) if len(row) != wide or wide > MOST_CELLS), len(rows))
    rows = rows[:size]
    if size < 2 or not is_table(rows) or any("。" in text.rstrip("。") and len(text) > 200 for row in rows for text in row):
        return None
    if any(NUMBERED.fullmatch(row[0]) or not row[0] for row in rows) and not (rows[0][0] and wide > 2):
        return None
    if wide == 2 and all(re.fullmatch("[0-9]{1,3}", row[0]) for row in rows):
        return None
    return size, [(k, row, False) for k, row in enumerate(rows)]


def _between_gaps(lines: Sequence[Line], at: int) -> Found | None:
    """Lines of which the cells stand apart by several spaces, below one that names the columns; three at least."""
    texts = _texts(lines, at, lambda text: GAP.search(text.strip()))
    rows = [GAP.split(text.strip()) for text in texts]
    size = next((k for k, row in enumerate(rows) if len(row) != len(rows[0])), len(rows))
    rows = rows[:size]
    if size < FEWEST_ROWS or not is_table(rows) or not names_columns(row_of(0, rows[0]), [row_of(0, row) for row in rows[1:]]):
        return None
    return size, [(k, row, False) for k, row in enumerate(rows)]


def _framed(lines: Sequence[Line], at: int) -> Found | None:
    """+---+---+ / | 指标 | 目标 | / +===+===+: the lines of a cell between two rules are one text."""
    if not FRAME.fullmatch(lines[at].text):
        return None
    texts = _texts(lines, at, lambda text: FRAME.fullmatch(text) or text.strip().startswith("|"))
    rows: list[tuple[int, list[str], bool]] = []
    fresh = True
    for k, text in enumerate(texts):
        if FRAME.fullmatch(text):
            if "=" in text and rows:
                rows = [(start, cells, True) for start, cells, _ in rows]
            fresh = True
            continue
        cells = _cells(text)
        if fresh:
            rows.append((k, cells, False))
        else:
            start, above, head = rows[-1]
            rows[-1] = start, [_glued(a, b) for a, b in zip(above, cells, strict=False)] + above[len(cells) :], head
        fresh = False
    return (len(texts), rows) if rows else None


def _glued(above: str, below: str) -> str:
    """Two lines of a cell that was wrapped → one text, a space only between Latin words."""
    gap = " " if above[-1:].isascii() and below[:1].isascii() and above and below else ""
    return above + gap + below


def _under_dashes(lines: Sequence[Line], at: int) -> Found | None:
    """A head over dashes, then rows under the same columns, up to an empty line or more dashes; Han take two columns each."""
    first = at + 1 if CLOSING.fullmatch(lines[at].text) and not DASHES.fullmatch(lines[at].text) else at
    if first + 1 >= len(lines):
        return None
    headless = bool(DASHES.fullmatch(lines[first].text))
    rule = first if headless else first + 1
    if not DASHES.fullmatch(lines[rule].text):
        return None
    edges = [match.start() for match in re.finditer(r"(?<!-)-", lines[rule].text)]
    texts = _texts(lines, rule + 1, lambda text: text.strip() and not CLOSING.fullmatch(text))
    if not texts:
        return None
    head = [] if headless else [(first - at, _columns(lines[first].text, edges), True)]
    rows = [*head, *((rule + 1 - at + k, _columns(text, edges), False) for k, text in enumerate(texts))]
    end = rule + 1 + len(texts)
    closed = end < len(lines) and bool(CLOSING.fullmatch(lines[end].text))
    return (end - at + closed, rows) if is_table([cells for _, cells, _ in rows]) else None


def _columns(text: str, edges: Sequence[int]) -> list[str]:
    """A line and where its columns begin, in half-width columns → its cells."""
    cells, width = [""] * len(edges), 0
    for character in text:
        at = max((k for k, edge in enumerate(edges) if edge <= width), default=0)
        cells[at] += character
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return [cell.strip() for cell in cells]
