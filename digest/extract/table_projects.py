"""A row of a table of projects → its project: the name, the investment, and how far it shall be by when, each by the words of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from digest.chinese.quantities import quantities
from digest.extract.context import Frame
from digest.extract.deadlines import when
from digest.extract.milestones import date, milestone
from digest.extract.progress_words import Said, Vocabulary, runs
from digest.model.citation import cite
from digest.model.report import Project
from digest.model.table_row import Cell, Row

# wholly: 项目名称 · 重点工程 · 建设项目      not 实事项目 · 项目内容
NAME = re.compile(r"(?:重点|重大|建设|拟建|在建|续建|新建)?(?:建设)?(?:项目|工程)(?:名称)?|名称")
# matches 总投资（亿元） · 投资额      not 投资主体
MONEY = re.compile(r"投资(?:额|总额|规模|估算|概算)?(?:[（(].{1,8}[)）])?$")
# matches 总投资 · 投资总额      not 2024年计划投资
WHOLE = re.compile(r"总投资|投资总额|投资额|投资规模|概算")
# matches 建设内容 · 开工时间 · 建设年限      not 主要内容 · 责任单位
BUILT = re.compile(r"建设(?:内容|规模|性质|地点|地址|年限|周期|工期|单位|进度|起止)|开工|竣工|完工|投产|工期|形象进度")
# matches 年度目标 · 形象进度 · 2024年建设任务      not 建设内容
PROGRESS = re.compile(r"目标|进度|进展|任务|节点|计划(?!.{0,4}投资)|安排")
# matches 计划开工时间 · 竣工日期      not 年度目标
DATED = re.compile(r"(?P<what>开工|竣工|完工|投产)")
DAYS: dict[str, Said] = {"开工": "开工", "竣工": "竣工", "完工": "竣工", "投产": "投产"}
# wholly: 合计 · 总计      not 合计划
SUM = re.compile(r"[合总小共]\s{0,4}计")


def is_of_projects(row: Row) -> bool:
    """Whether a row's columns are those of projects: a name, and money or words of building."""
    columns = [cell.column for cell in row.cells]
    return any(NAME.fullmatch(words) for words in columns) and any(MONEY.search(words) or BUILT.search(words) for words in columns)


def project_of_row(report: str, frame: Frame, row: Row, known: Vocabulary) -> Iterator[Project]:
    """A row of such a table in a paragraph → its project, none where the row is a sum or has no name.

    东湖水厂 | 1.2亿元 | 6月底前开工 under 项目名称 | 总投资 | 年度目标 → 东湖水厂, 1.2, 开工, 2024-06
    """
    text = frame.paragraph.text
    cells = [cell for cell in row.cells if cell.start >= 0 and not cell.again]
    name = next((cell for cell in cells if NAME.fullmatch(cell.column)), None)
    if name is None or row.head or SUM.fullmatch(text[name.start : name.end]):
        return
    money = sorted((cell for cell in cells if MONEY.search(cell.column)), key=lambda cell: not WHOLE.search(cell.column))
    amounts = [(cell, sum_) for cell in money if (sum_ := _sum_in(text, cell)) is not None]
    said, at, by = _progress(frame, text, cells, known)
    used = [name, *(cell for cell, _ in amounts[:1]), *([by] if by else [])]
    evidence = cite(report, frame.paragraph, min(cell.start for cell in used), max(cell.end for cell in used))
    value: Decimal | None = amounts[0][1] if amounts else None
    yield Project(text[name.start : name.end], value, said, at, frame.kind, evidence)


def _sum_in(text: str, cell: Cell) -> Decimal | None:
    """A cell → the sum of money in it, in 亿元."""
    return next((amount.value / 10**8 for amount in quantities(text, cell.start, cell.end) if amount.unit == "元"), None)


def _progress(frame: Frame, text: str, cells: Sequence[Cell], known: Vocabulary) -> tuple[Said, str, Cell | None]:
    """The cells of a row → the milestone that they name, its date, and the cell that says so: the year's aim, else a column of days."""
    for cell in cells:
        if PROGRESS.search(cell.column) and not MONEY.search(cell.column):
            for run in reversed(runs(known, text, cell.start, cell.end)):
                if said := milestone(None, run, frame.kind == "target"):
                    return said, date(run, frame.last, frame.told), cell
    days = [(found["what"], cell) for cell in cells if (found := DATED.search(cell.column))]
    for what, cell in reversed(days):
        day = when(text[cell.start : cell.end], frame.last, frame.told)
        if day and (len(days) == 1 or (frame.last is not None and day[:4] <= str(frame.last)) or cell is days[0][1]):
            return DAYS[what], day, cell
    return "", "", None
