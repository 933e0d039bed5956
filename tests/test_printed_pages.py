"""Printed pages as PDFs have them: columns, margins, running heads, watermarks, notes and tables, by where the letters stand."""

from __future__ import annotations

import pytest

from digest.model.report import Source
from digest.read.any import read_source
from digest.read.page_furniture import PAGE_NUMBER
from digest.understand.boilerplate import read_rows
from digest.understand.cut_names import halves_of_names
from digest.understand.unwrap import joined
from tests.reading import catalogue

from .makers import Letters, placed_pdf

CLAUSES = ("地区生产总值完成186.4亿元", "增长6.2%以上", "新增规上企业17家", "完成投资23.6亿元", "发展后劲持续增强", "群众得到更多实惠", "新建公办幼儿园4所",
           "改造老旧小区11个", "高新技术企业达到64家", "社会大局保持和谐稳定", "一般公共预算收入达到12.85亿元")  # fmt: skip
PARAGRAPHS = [
    f"{subject}工作取得实效，" + "，".join(CLAUSES[(at * 5 + k * (at % 3 + 1)) % len(CLAUSES)] for k in range(6)) + "。"
    for at, subject in enumerate(("工业", "农业农村", "商贸", "文化旅游", "交通运输", "教育", "卫生健康", "生态环境", "住房", "科技创新", "民政", "应急管理",
                                  "审计", "统计", "气象", "水利建设"))
]  # fmt: skip
FIRST, SECOND, THIRD, FOURTH = PARAGRAPHS[:4]


def wide(text: str) -> float:
    return sum(1 if letter > "\u2000" else 0.5 for letter in text)


def lines_of(paragraph: str, letters: int, indent: int = 2) -> list[tuple[int, str]]:
    """A paragraph as a page wraps it: for each line its indent and its text."""
    lines: list[tuple[int, str]] = [(indent, "")]
    for letter in paragraph:
        by, text = lines[-1]
        if by + wide(text + letter) > letters:
            lines.append((0, ""))
        lines[-1] = (lines[-1][0], lines[-1][1] + letter)
    return lines


def column(paragraphs: list[str], left: float, top: float, letters: int, size: float = 12, step: float = 20, gap: float = 0, indent: int = 2) -> list[Letters]:
    """Paragraphs set between a place and so many letters right of it, from a height downwards."""
    placed: list[Letters] = []
    for paragraph in paragraphs:
        for by, text in lines_of(paragraph, letters, indent):
            placed.append((left + by * size, top, text, size))
            top -= step
        top -= gap
    return placed


def blocks(pages: list[list[Letters]], drawn: str = "") -> list[str]:
    return blocks_of(read_source("a.pdf", placed_pdf(pages, drawn))[0])


def blocks_of(source: Source) -> list[str]:
    return [block.text for block in joined([row for row in read_rows(source, catalogue()) if not row.name], halves_of_names(catalogue()))]


def named(pages: list[list[Letters]]) -> list[tuple[int, str, str]]:
    source, _ = read_source("a.pdf", placed_pdf(pages))
    return [(line.number, line.rule, line.text) for line in source.lines if line.rule]


@pytest.mark.parametrize("letters", [18, 27, 36])
@pytest.mark.parametrize("form", ["indented", "apart", "both"])
def test_paragraphs_of_one_column(letters, form):
    placed = column(PARAGRAPHS, 80, 780, letters, gap=0 if form == "indented" else 12, indent=0 if form == "apart" else 2)
    rest = [(x, y + 700, text, size) for x, y, text, size in placed if y < 80]
    assert blocks([[one for one in placed if one[1] >= 80], [one for one in rest if one[1] >= 80], [(x, y + 700, t, s) for x, y, t, s in rest if y < 80]]
                  [: 1 + bool(rest) + any(one[1] < 80 for one in rest)]) == PARAGRAPHS  # fmt: skip


def test_last_page_with_few_lines_has_the_margins_of_the_others():
    full = column(PARAGRAPHS[:6], 80, 780, 36)
    last = [(104, 780, "三、加强政府自身建设", 12), (104, 760, "坚持依法行政，严格执行重大行政决策程序。", 12), (104, 740, "名词解释", 12),
            (104, 720, "1.海洋牧场：养护渔业资源的海域。", 12)]  # fmt: skip
    assert blocks([full, last])[6:] == [text for _, _, text, _ in last]


@pytest.mark.parametrize("last", ["经济总量持续扩大，全年地区生产总值完成186", "经济总量持续扩大，全年地区生产总值完成186.", "经济总量持续扩大，全年地区生产总值完成1"])
def test_a_number_goes_on_over_the_end_of_a_page(last):
    whole = "经济总量持续扩大，全年地区生产总值完成186.4亿元，增长6.2%。"
    rest = whole.removeprefix(last)
    pages = [[*column([SECOND, THIRD], 80, 780, 23), *column([last], 80, 500, 23)], [(80, 780, rest, 12), *column([FOURTH], 80, 760, 23)]]
    assert blocks(pages) == [SECOND, THIRD, whole, FOURTH]


@pytest.mark.parametrize("order", ["by column", "by line", "right first"])
@pytest.mark.parametrize("count", [2, 3])
def test_columns_are_read_one_after_the_other_whatever_the_order_of_the_file(order, count):
    letters = {2: 19, 3: 12}[count]
    parts = [PARAGRAPHS[:2], PARAGRAPHS[2:5], PARAGRAPHS[5:7]][:count]
    columns = [column(part, 40 + at * (letters + 2) * 12, 780, letters) for at, part in enumerate(parts)]
    placed = [one for part in columns for one in part]
    if order == "by line":
        placed.sort(key=lambda one: (-one[1], one[0]))
    elif order == "right first":
        placed = [one for part in reversed(columns) for one in part]
    source, problems = read_source("a.pdf", placed_pdf([placed]))
    assert [problem.code for problem in problems] == ["read.columns"]
    assert blocks_of(source) == [text for part in parts for text in part]


def test_a_heading_over_both_columns_stands_between_what_is_above_and_below_it():
    above = column([FIRST, SECOND], 40, 780, 19) + column([THIRD, FOURTH], 292, 780, 19)
    title = [(200, 560, "二、2024年工作安排和主要预期目标任务", 12)]
    below = column(PARAGRAPHS[4:6], 40, 520, 19) + column(PARAGRAPHS[6:7], 292, 520, 19)
    assert blocks([above + title + below]) == [*PARAGRAPHS[:4], title[0][2], *PARAGRAPHS[4:7]]


def test_a_short_last_column_is_told_by_the_other_pages():
    page = column(PARAGRAPHS[:3], 40, 780, 19) + column(PARAGRAPHS[3:6], 292, 780, 19)
    last = column([PARAGRAPHS[6]], 40, 780, 19) + [(316, 780, "名词解释", 12), (316, 760, "1.海洋牧场：养护资源的海域。", 12)]
    assert blocks([page, last])[6:] == [PARAGRAPHS[6], "名词解释", "1.海洋牧场：养护资源的海域。"]


HEADS = {
    "the same": lambda n: [(200, 810, "某县人民政府公报 2024年第3期", 9), (280, 30, f"— {n} —", 9)],
    "left and right": lambda n: [(80 if n % 2 else 400, 810, "某县人民政府公报" if n % 2 else "2024年政府工作报告", 9), (280, 30, f"{n}/4", 9)],
    "with the chapter": lambda n: [(80, 810, ("一、2023年工作回顾", "二、2024年工作安排", "三、加强政府自身建设", "名词解释")[n - 1], 9)],
    "in numerals": lambda n: [(280, 30, f"第{'一二三四'[n - 1]}页 共4页"[:3], 9)],
    "at the top": lambda n: [(280, 810, f"第{n}页，共4页", 9)],
}


@pytest.mark.parametrize("name", list(HEADS))
def test_running_heads_and_numbers_are_no_text(name):
    pages = [column(PARAGRAPHS[4 * n - 4 : 4 * n], 80, 770, 36) + HEADS[name](n) for n in range(1, 5)]
    assert blocks(pages) == PARAGRAPHS
    assert {(number, rule) for number, rule, _ in named(pages)} == {(n, "page") for n in range(1, 5)}


def test_first_lines_of_pages_are_text():
    pages = [[(104, 780, "（一）第" + number + "项任务稳步推进", 12), *column(PARAGRAPHS[4 * at : 4 * at + 4], 80, 760, 36)] for at, number in enumerate("一二三四")]
    assert named(pages) == []


@pytest.mark.parametrize("text", ["2024年", "6%", "18.4", "3所", "第三产业", "共12项", "三"])
def test_no_number_of_a_page(text):
    assert not PAGE_NUMBER.fullmatch(text)


def test_watermarks_are_told_and_break_no_sentence():
    flat = [column(PARAGRAPHS[5 * n : 5 * n + 5], 80, 780, 36) + [(200, 713, "某某资料网", 40)] for n in range(2)]
    small = [column(PARAGRAPHS[5 * n : 5 * n + 5], 80, 780, 36) + [(300, 690, "某某资料网", 12)] for n in range(3)]
    for pages in (flat, small):
        assert blocks(pages) == PARAGRAPHS[: 5 * len(pages)]
        assert named(pages) == [(n, "watermark", "某某资料网") for n in range(1, len(pages) + 1)]


def test_notes_at_the_foot_stand_behind_the_text():
    placed = column([SECOND, THIRD, FIRST], 80, 780, 36)
    pages = [[*placed[:-1], (80, 60, "①海洋牧场：养护渔业资源的海域。", 9)], [(80, 780, placed[-1][2], 12), *column([FOURTH], 80, 760, 36)]]
    assert blocks(pages) == [SECOND, THIRD, FIRST, FOURTH, "①海洋牧场：养护渔业资源的海域。"]


def test_raised_numbers_are_marks_of_notes_or_powers():
    line = "建设“一核两翼”发展格局取得实效，新建公园绿地面积达到36000平方米以上"
    page = [*column([FIRST], 80, 780, 36), (104, 600, line, 12), (104 + 12 * wide(line), 605, "12", 6), (104 + 12 * wide(line) + 6, 600, "。", 12)]
    assert blocks([page])[-1] == line + "[12]。"


def grid(xs: list[float], ys: list[float], without: str = "") -> str:
    """Upright and level lines → operators that draw all of them."""
    lines = [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs] + [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    return "\n".join(lines)


CELLS = [("序号", "项目", "内容"), ("1", "老旧小区", "改造老旧小区9个"), ("2", "幼儿园", "新建公办幼儿园3所"), ("3", "农村公路", "新改建农村公路60公里")]
READ = ["序号 项目 内容", "1.老旧小区，改造老旧小区9个。", "2.幼儿园，新建公办幼儿园3所。", "3.农村公路，新改建农村公路60公里。"]


def table(lefts: tuple[float, ...], top: float, by_column: bool = False) -> list[Letters]:
    placed = [(left, top - 24 * at, text, 12.0) for at, row in enumerate(CELLS) for left, text in zip(lefts, row, strict=True)]
    return sorted(placed, key=lambda one: one[0]) if by_column else placed


@pytest.mark.parametrize("by_column", [False, True])
@pytest.mark.parametrize("drawn", [True, False])
def test_tables_are_read_row_by_row(by_column, drawn):
    lefts = (84, 124, 224)
    page = [*column([FIRST], 80, 780, 36), *table(lefts, 660, by_column), *column([SECOND], 80, 540, 36)]
    lines = grid([80, 120, 220, 420], [580, 604, 628, 652, 676]) if drawn else ""
    source, _ = read_source("a.pdf", placed_pdf([page], lines))
    assert [line.text for line in source.lines if line.row] == READ
    assert blocks_of(source) == [FIRST, *READ, SECOND]


def test_cells_of_several_lines_are_whole():
    page = [*column([FIRST], 80, 780, 36), *table((84, 124, 224), 660)]
    page = [one for one in page if one[2] != "改造老旧小区9个"] + [(224, 642, "改造老旧", 12), (224, 630, "小区9个", 12)]
    source, _ = read_source("a.pdf", placed_pdf([page], grid([80, 120, 220, 275, 420], [580, 604, 628, 652, 676]).replace("275", "276")))
    assert [line.text for line in source.lines if line.row][1] == READ[1]


@pytest.mark.parametrize("lines", [
    "60 60 m 540 60 l 540 800 l 60 800 l s",  # a frame about the page
    "80 700 m 520 700 l S 80 640 m 520 640 l S",  # lines under titles
    "70 560 460 240 re S",  # a box about the text
    "290 100 m 290 800 l S",  # a line between columns
])  # fmt: skip
def test_other_drawn_lines_are_no_table(lines):
    assert blocks([column(PARAGRAPHS[:4], 80, 780, 36)], lines) == PARAGRAPHS[:4]


def test_a_list_is_no_table():
    items = [f"{n}.{text}" for n, text in enumerate(("改造老旧小区9个。", "新建公办幼儿园3所。", "新改建农村公路60公里。"), 1)]
    page = [*column([FIRST, THIRD], 80, 780, 36), *((104, 600 - 20 * at, item, 12) for at, item in enumerate(items))]
    assert blocks([page])[2:] == items
