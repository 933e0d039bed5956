"""An amount in a row of a table → what the words of its column say of it: a result or a target, and of which year."""

from __future__ import annotations

import re

from digest.model.closed_sets import Kind
from digest.model.table_row import Row
from digest.understand.report_years import Years

# A column of what is aimed at
# matches 2024年目标 · 预期值 · 年度计划 · 全年任务 · 计划完成      not 2023年完成 · 预计完成 · 一般公共预算收入
AIMED = re.compile(r"目标|计划|预期|任务|拟|力争|安排|(?<!公共)预算")
# A column of what was reached, also against a plan
# matches 2023年完成 · 实际值 · 目标完成情况 · 预计 · 上年实绩      not 目标 · 计划完成
REACHED = re.compile(r"实际|实绩|实现|达到|执行|预计|完成(?:情况|率|值|数|进度)|(?<!计划)(?<!预期)(?<!任务)(?<!目标)完成")
# matches 2023年 · 2024      not 189.5 · 12024
YEAR = re.compile(r"(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9.])")
# matches 今年目标 · 上年完成      not 今后
WORD = re.compile(r"今年|本年|明年|去年|上年")

# A column of classes, each of which may hold several things
# wholly: 类别 · 实事类别 · 领域 · 责任分类      not 序号 · 项目名称
CLASSES = re.compile(r".{0,6}(?:类别|类型|领域|分类|大类|种类|方面|板块|门类)")
# wholly: 序号 · 编号      not 项目名称
NUMBERED = re.compile(r"序号|编号|项次|顺序|№|N[oO]\.?")
# A part of a place, or a place below it, as the name of a row
# wholly: 河口镇 · 东风街道 · 青山乡 · 城南工业园区 · 经济开发区 · 红旗社区      not 全县 · 地区生产总值 · 城乡 · 农村卫生院
PART = re.compile(r"[^，。；0-9]{0,14}(?:镇|(?<!城)乡|街道(?:办(?:事处)?)?|园区?|开发区|高新区|新区|新城|片区|社区|村|林场|农场|苏木|嘎查)")
# A column that names parts of a place
# wholly: 乡镇 · 乡镇（街道） · 镇街名称 · 县区 · 园区 · 片区      not 指标 · 项目 · 乡镇卫生院（个）
PARTS = re.compile(
    r"各?(?:乡镇|镇街|街镇|乡|镇|街道|县区|区县|县市区|县（市、区）|旗县区?|市州|园区|板块|片区|社区|村|区域|地区|功能区){1,3}"
    r"(?:[（(][^（）()]{1,8}[)）])?(?:名称)?"
)
# A column that names them only where another names the indicator
# wholly: 单位 · 单位名称 · 名称      not 责任单位 · 项目名称
NAMES = re.compile(r"(?:单位|地方)?(?:名称)?")
# wholly: 2023年实际 · 增幅 · 年度目标      not 河口
SAID_OF_VALUES = re.compile(r".{0,8}(?:实际|目标|完成|计划|预期|增[长速幅]|总量|数量|比重|占比|任务|进度|情况|实绩|预计)[值数率量]?")
# What is of the whole place in such a column
# wholly: 全县 · 合计 · 全市平均      not 河口镇
WHOLE = re.compile(r"(?:[全我本][市县区省州旗盟域]|[合总小共]\s{0,4}计)(?:合计|总计|平均|汇总)?|平均|汇总")
# wholly: 县 · 2023年 · 12.5亿元      not 河口镇
NO_NAME = re.compile(r"[市县区省州旗盟]|.{0,3}[0-9].{0,16}")


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


def part_of_row(row: Row | None, at: int) -> str:
    """A row and a place in its text, where an indicator's name stands → the part of the place that the cells before it name, "" for none.

    河口镇 | 8.4 under 乡镇 | 固定资产投资（亿元） → 河口镇; 全县 | 20.1 → ""; 固定资产投资 | 8.4 → ""
    """
    cells = row.cells if row is not None and not row.head else ()
    inside = any(cell.start <= at < cell.end for cell in cells)
    for cell in cells:
        said = cell.text.strip()
        if cell.start >= 0 and cell.end > at:
            break
        if (cell.start < 0 and not cell.again) or NO_NAME.fullmatch(said) or "责任" in cell.column:
            continue
        named = cell.column and not inside and NAMES.fullmatch(cell.column) and not SAID_OF_VALUES.fullmatch(said)
        if said and not WHOLE.fullmatch(said) and (named or PART.fullmatch(said) or PARTS.fullmatch(cell.column)):
            return said
    return ""


def goes_on(row: Row) -> bool:
    """Whether a row goes on with what the row above it says: its first cell goes on, and neither is that a class of things nor has the row its own number.

    2 | 新建公园 below 2 | 改造道路, the 2 over both → True; under 类别 | 序号 | 内容, 教育 over both → False
    """
    first, *others = row.cells or (None,)
    if first is None or not first.again or CLASSES.fullmatch(first.column):
        return False
    return not any(NUMBERED.fullmatch(cell.column) and cell.text and not cell.again for cell in others)


def after_number(row: Row) -> int:
    """Where the text of a row goes on behind its number that stands in a later column, 0 where there is none: 教育医疗2.|提升卫生院4家"""
    number = next((cell for cell in row.cells[1:] if NUMBERED.fullmatch(cell.column) and cell.start >= 0), None)
    return min((cell.start for cell in row.cells if cell.start >= number.end), default=0) if number else 0
