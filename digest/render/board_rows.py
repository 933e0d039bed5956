"""Boards → the rows of data/board.csv: each place's target for a year, last year's target and result, where it has gone and what is left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digest.model.board import BoardRow, Panel
from digest.model.dossier import Cell, Dossier, Table
from digest.model.report import Fact
from digest.render import filters, routes
from digest.render.board_words import direction_name, hedge_name
from digest.render.csv_tables import BOUNDS, harmless
from digest.render.figure_ids import fact_ids

BOARD = (
    ("代码", "六位行政区划代码"),
    ("地方", "报告所属的省、市、县（区）"),
    ("级别", "省级、地市级、县级；只在同一级之间计数"),
    ("指标", "指标名称和口径"),
    ("年份", "目标所指的年份，也是报告的年份"),
    ("单位", "指标的规范单位"),
    ("目标限定", "等于、不低于、不超过、约、区间"),
    ("目标", "目标的数值；区间为下限，几个数值的取头一个；没有数值的为空"),
    ("目标上限", "区间的上限，其余为空"),
    ("目标提法", "没有数值的，报告的话（与经济增长同步）或没有数值的原因（未提及、只提完成、节选未含……）；有数值的为空"),
    ("上年目标限定", "同“目标限定”，指上年的报告"),
    ("上年目标", "同“目标”，取自上年的报告"),
    ("上年目标上限", "同“目标上限”"),
    ("上年目标提法", "同“目标提法”；上年的报告不在手头的为空"),
    ("上年结果限定", "同“目标限定”，指结果"),
    ("上年结果", "这份报告说的上年的结果"),
    ("上年结果上限", "区间的上限，其余为空"),
    ("方向", "与上年目标比：上调、持平、下调（只看所写的数），首设、不再设、改给数值、改用文字、无法比较；没有上年的报告或两年都没有数值的为空"),
    ("留有余地", "以上、以内、左右、区间、力争更高、努力争取更好结果，以、隔开；没有的为空"),
    ("目标编号", "目标的数值在 facts 表里的编号"),
    ("上年目标编号", "上年目标的数值在 facts 表里的编号"),
    ("上年结果编号", "上年结果的数值在 facts 表里的编号"),
    ("目标链接", "目标或说到它的话所在的段落，从站点根目录算起"),
    ("上年目标链接", "上年目标所在的段落"),
    ("上年结果链接", "上年结果所在的段落"),
)
NUMBERS_OF_BOARD = ("目标上限", "上年目标", "上年目标上限", "上年结果", "上年结果上限")  # besides 目标 and 年份


def board_rows(boards: Iterable[Panel]) -> Iterator[tuple[str, ...]]:
    """→ a row for each indicator and place of each panel."""
    ids: dict[str, dict[int, str]] = {}
    for panel in boards:
        for line in panel.lines:
            for row in line.rows:
                yield _row_of(panel, line.table, row, ids)


def _row_of(panel: Panel, table: Table, row: BoardRow, ids: dict[str, dict[int, str]]) -> tuple[str, ...]:
    dossier = row.dossier
    before = row.before
    return (
        dossier.place.code,
        harmless(filters.place_name(dossier)),
        filters.level_name(panel.level),
        harmless(table.name),
        str(panel.year),
        next((fact.unit for fact in (*row.target.facts, *row.earlier.facts)), table.unit),
        *_value_of(row.target),
        _words_of(row.target),
        *_value_of(row.earlier),
        _words_of(row.earlier) if before else "",
        *_value_of(row.result),
        direction_name(row.direction),
        "、".join(map(hedge_name, row.hedges)),
        _id_of(dossier, row.target, ids),
        _id_of(before, row.earlier, ids) if before else "",
        _id_of(dossier, row.result, ids),
        *map(_address_of, (row.target, row.earlier, row.result)),
    )


def _first_of(cell: Cell) -> Fact | None:
    """A cell → the value that stands for it: of a base and what is striven for the base."""
    return next((fact for fact in cell.facts if not fact.stretch), next(iter(cell.facts), None))


def _value_of(cell: Cell) -> tuple[str, str, str]:
    fact = _first_of(cell)
    return (BOUNDS[fact.bound], f"{fact.value:f}", f"{fact.high:f}" if fact.high is not None else "") if fact else ("", "", "")


def _words_of(cell: Cell) -> str:
    return "" if cell.facts else harmless(cell.words)


def _id_of(dossier: Dossier, cell: Cell, ids: dict[str, dict[int, str]]) -> str:
    """The id of a cell's value in facts.csv; `ids` keeps those of each dossier."""
    fact = _first_of(cell)
    if dossier.id not in ids:
        ids[dossier.id] = {id(known): name for name, known in fact_ids(dossier)}
    return ids[dossier.id].get(id(fact), "") if fact else ""


def _address_of(cell: Cell) -> str:
    fact = _first_of(cell)
    evidence = fact.evidence[0] if fact else cell.phrase.evidence if cell.phrase else None
    return routes.paragraph(evidence.report, evidence.paragraph) if evidence else ""
