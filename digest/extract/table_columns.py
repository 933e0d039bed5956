"""An amount in a row of a table → what the words of its column say of it: a result or a target, and of which year."""

from __future__ import annotations

import re

from digest.model.closed_sets import Kind
from digest.model.table_row import Row
from digest.understand.report_years import Years

# A column of what is aimed at
# matches 2024年目标 · 预期值 · 年度计划 · 全年任务 · 计划完成      not 2023年完成 · 预计完成
AIMED = re.compile(r"目标|计划|预期|任务|拟|力争|安排|预算")
# A column of what was reached, also against a plan
# matches 2023年完成 · 实际值 · 目标完成情况 · 预计 · 上年实绩      not 目标 · 计划完成
REACHED = re.compile(r"实际|实绩|实现|达到|执行|预计|完成(?:情况|率|值|数|进度)|(?<!计划)(?<!预期)(?<!任务)(?<!目标)完成")
# matches 2023年 · 2024      not 189.5 · 12024
YEAR = re.compile(r"(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9.])")
# matches 今年目标 · 上年完成      not 今后
WORD = re.compile(r"今年|本年|明年|去年|上年")


def column_at(row: Row | None, at: int) -> str:
    """A row and a place in its text → the words of the column in which that stands, "" where there are none."""
    return next((cell.column for cell in row.cells if cell.start <= at < cell.end), "") if row is not None else ""


def said_by_column(row: Row | None, at: int, told: Years, kind: Kind) -> tuple[Kind, int] | None:
    """A row, a place in its text, the years of the report, and what its other figures are → kind and year of the amount there, as its
    column says them; None where that says neither.

    In the plan of 2024: under 2023年完成 actual 2023, under 2024年目标 target 2024, under 目标 target 2024, under 责任单位 None
    """
    words = column_at(row, at)
    reached, aimed = REACHED.search(words), AIMED.search(words)
    named, meant = YEAR.search(words), WORD.search(words)
    year = int(named[0]) if named else told.meant_by(meant[0]) if meant else None
    if not reached and not aimed and year is None:
        return None
    said: Kind = "actual" if reached else "target" if aimed else kind
    if year is None:
        year = told.planned if said == "target" else told.reviewed
    elif not reached and not aimed and told.planned is not None:
        said = "target" if year >= told.planned else "actual"
    return (said, year) if year is not None else None


def is_of_values(row: Row) -> bool:
    """Whether a row gives values of an indicator, one a column: 指标 | 2023年完成 | 2024年目标"""
    columns = [cell.column for cell in row.cells if cell.start >= 0]
    return sum(bool(REACHED.search(words) or AIMED.search(words) or YEAR.search(words)) for words in columns[1:]) * 2 >= max(len(columns) - 1, 1)
