"""Rows of tables → lines that read as sentences (tests/cases/table_rows.md), and what is a table at all."""

import pytest

from digest.extract.table_columns import after_number, goes_on, part_of_row
from digest.model.report import Line
from digest.model.table_row import Cell, row_of
from digest.read.table_rows import is_table, with_rows
from tests.reading import cases


def rows_of(given: str) -> list[Line]:
    """The notation of the cases → lines as a reader gives them."""
    lines, above = [], []
    for number, text in enumerate(given.splitlines(), 1):
        cells = []
        for at, said in enumerate(part.strip() for part in text.split("|")):
            first = (cells[-1] if cells and text.split("|")[0].strip() != "~" else above[at]) if said == "~" else None
            cells.append(Cell(first.text, again=True) if first else Cell(said))
        lines.append(Line(number, "", row=row_of(1, cells)))
        above = cells
    return lines


def read_as(lines: list[Line]) -> list[str]:
    return [("# " if line.row and line.row.head else "") + line.text for line in with_rows(lines)]


@pytest.mark.parametrize(("name", "given", "expected"), cases("table_rows"))
def test_a_row_reads_as_a_sentence(name, given, expected):
    assert read_as(rows_of(given)) == expected


def test_cells_know_where_they_stand_and_under_what():
    line = with_rows(rows_of("指标 | 单位 | 2032年目标\n新增就业 | 万人 | 0.8"))[1]
    assert [(line.text[c.start : c.end], c.column) for c in line.row.cells if c.start >= 0] == [("新增就业", "指标"), ("0.8万人", "2032年目标")]
    assert [c.text for c in line.row.cells] == ["新增就业", "万人", "0.8"]


def test_the_unit_above_a_table_is_that_of_its_bare_numbers_and_a_department_is_none():
    rows = rows_of("指标 | 2032年计划\n税收收入 | 7.5\n招商引资 | 30万元")
    assert read_as([Line(1, "（单位：亿元）"), *rows])[2:] == ["税收收入2032年计划7.5亿元。", "招商引资2032年计划30万元。"]
    assert read_as([Line(1, "责任单位：税务局"), *rows])[2] == "税收收入2032年计划7.5。"


def test_paragraphs_of_a_cell_are_told_apart_and_words_of_a_narrow_one_joined():
    lines = [Line(1, "", row=row_of(1, texts)) for texts in (("序号", "内容", "责任\n单位"), ("1", "新建社区食堂6个\n改造菜市场3个。\n其他", "区民\n政局"))]
    assert read_as(lines) == ["# 序号 内容 责任单位", "1.新建社区食堂6个，改造菜市场3个。其他，责任单位：区民政局。"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["指标", "目标"], ["地区生产总值", "增长6%"]], True),
        ([["导航", "正文" * 700], ["", "版权"]], False),  # a page laid out in a table
        ([["导航", "一行\n" * 20], ["左", "右"]], False),
        ([["某市人民政府"], ["政府工作报告"]], False),  # one cell a row
        ([["发布时间", "2032-01-05"]], False),  # one row
        ([["", "甲"], ["乙", ""]], False),
    ],
)
def test_a_page_laid_out_in_a_table_is_none(rows, expected):
    assert is_table(rows) is expected


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("乡镇（街道） | 固定资产投资（亿元）\n河口镇 | 8.4\n东风街道 | 3.1\n合计 | 11.5", ["河口镇", "东风街道", ""]),
        ("序号 | 单位 | 固定资产投资（亿元）\n1 | 河口镇 | 8.4\n2 | 全县 | 20.1", ["河口镇", ""]),
        ("名称 | 固定资产投资（亿元）\n河口 | 8.4\n青山 | 3.1", ["河口", "青山"]),
        ("年份 | 固定资产投资（亿元）\n2031年 | 8.4\n2032年 | 9.1", ["", ""]),
        ("指标 | 2031年完成\n固定资产投资 | 8.4亿元\n固定资产投资增速 | 5%", ["", ""]),
        ("单位 | 固定资产投资（亿元）\n2031年实际 | 8.4\n年度目标 | 9", ["", ""]),
    ],
)
def test_a_row_named_by_a_part_is_of_that(given, parts):
    rows = [line for line in with_rows(rows_of(given)) if not line.row.head]
    assert [part_of_row(line.row, line.text.index("固定资产投资")) for line in rows] == parts


@pytest.mark.parametrize(
    ("given", "on", "begins"),
    [
        ("类别 | 序号 | 内容\n教育 | 1 | 新建学校2所\n~ | 2 | 改造操场3个", [False, False], "改造操场3个"),
        ("领域 | 内容 | 单位名称\n教育 | 新建学校2所 | 教育局\n~ | 改造操场3个 | 体育局", [False, False], "改造操场3个"),
        ("序号 | 内容 | 责任单位\n1 | 新建学校2所 | 教育局\n~ | 改造操场3个 | 体育局", [False, True], "改造操场3个"),
    ],
)
def test_a_row_goes_on_under_its_number_and_not_under_its_class(given, on, begins):
    rows = [line for line in with_rows(rows_of(given)) if not line.row.head]
    assert [goes_on(line.row) for line in rows] == on
    assert rows[1].text[after_number(rows[1].row) :].startswith(begins)
