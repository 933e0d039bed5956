"""extract/figures, extract/ranks: what the catalogue has no indicator for, and whose it is."""

import time

import pytest

from digest.extract.facts import read_indicators
from digest.extract.open_figures import find_figures
from digest.extract.ranks import ranks
from digest.extract.relative_targets import find_aims
from digest.model.report import Figure
from tests.test_facts import CATALOGUE, report


def figures(part: str, text: str) -> tuple[Figure, ...]:
    made = report((part, text))
    return find_figures(made, CATALOGUE, *read_indicators(made, CATALOGUE))


def told(figure: Figure) -> str:
    value = f"{figure.value.normalize():f}" + (f"-{figure.high.normalize():f}" if figure.high is not None else "")
    return " ".join(filter(None, (figure.subject, figure.measure, value, figure.unit, figure.bound, figure.kind, str(figure.year))))


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("review", "主题公园达到5座。", ["主题公园 level 5 座 = actual 2023"]),
        ("review", "全县建成5座主题公园。", ["主题公园 level 5 座 = actual 2023"]),
        ("plan", "茶叶产值增长8%以上。", ["茶叶产值 growth 8 % >= target 2024"]),
        ("review", "茶叶产值完成3亿元，增长8%。", ["茶叶产值 level 300000000 元 = actual 2023", "茶叶产值 growth 8 % = actual 2023"]),
        ("review", "河流断面达标率下降2个百分点。", ["河流断面达标率 change -2 百分点 = actual 2023"]),
        ("review", "茶叶出口增速居全省第2位。", ["茶叶出口增速 rank 2 位 = actual 2023"]),
        ("review", "茶叶产值负增长2.3%。", ["茶叶产值 growth -2.3 % = actual 2023"]),
        ("review", "茶叶产值由负增长转为增长2.3%。", ["茶叶产值由负增长转 growth 2.3 % = actual 2023"]),
        ("review", "茶叶产值完成年度计划的122%。", ["茶叶产值完成年度计划 level 122 % = actual 2023"]),  # no share
        ("review", "案件数、伤亡数分别下降9%、11%。", ["案件数 growth -9 % = actual 2023", "伤亡数 growth -11 % = actual 2023"]),
        ("review", "茶叶产值完成一点五亿元。", ["茶叶产值 level 150000000 元 = actual 2023"]),
        ("review", "茶叶产值完成2 5亿元。", []),
        ("review", "地区生产总值完成120亿元。", []),  # a fact
        ("review", "落实中央八项规定精神。", []),
        ("review", "推出一批惠民措施。", []),
    ],
)
def test_figures(part: str, text: str, expected: list[str]) -> None:
    assert [told(f) for f in figures(part, text)] == expected


@pytest.mark.parametrize(
    ("text", "part"),
    [("1—11月，茶叶产值增长8%。", "1—11月"), ("开发区工业投资增长8%。", "开发区"), ("全省地区生产总值增长5%。", "全省"), ("茶叶产值增长8%。", "whole")],
)
def test_a_figure_says_whose_it_is(text: str, part: str) -> None:
    (figure,) = figures("review", text)
    assert figure.part == part


def test_the_whole_year_comes_back_after_a_part_of_it() -> None:
    text = "上半年茶叶产值增长5%，水产养殖增长6%，全年茶叶产值增长8%。"
    assert [figure.part for figure in figures("review", text)] == ["上半年", "上半年", "whole"]


def test_evidence_of_figures_is_verbatim() -> None:
    text = "一年来，新建主题公园5座，茶叶产值完成3亿元、增长8%，居全省第2位。"
    found = figures("review", text)
    assert len(found) == 4
    assert all(text[f.evidence.start : f.evidence.end] == f.evidence.quote for f in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增速居全省第2位，", [(2, "全省", "=")]),
        ("总量全市第一。", [(1, "全市", "=")]),
        ("排名全国前三，", [(3, "全国", "<=")]),
        ("列全省首位。", [(1, "全省", "=")]),
        ("第一产业增加值增长5%，", []),
        ("全省第一批试点。", []),
        ("把安全放在第一位来抓，", []),
    ],
)
def test_ranks(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert [(r.place, r.among, r.bound) for r in ranks(text, 0, len(text))] == expected


def test_hostile_text_is_read_in_linear_time() -> None:
    began = time.process_time()
    for text in ("增长5%、" * 4000, "居全省" * 6000, "与经济" * 6000, "控制在" * 6000, "（" * 15000):
        figures("plan", text)
        find_aims(report(("plan", text)), CATALOGUE)
    assert time.process_time() - began < 12
