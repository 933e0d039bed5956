"""Damaged text is told with its stretch, sound text is left in peace, and no figure of damaged digits is published."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.report import Report
from digest.pipeline import analyse, understand
from digest.understand.damage import damage, located, sound
from tests.reading import catalogue, source

# A report whose paragraphs have all lost their last mark, as a page does that drops characters everywhere.
ENDLESS = "\n".join(
    f"一年来，我们聚焦第{n}个方面，真抓实干。新建学校{n}所，改造道路{n + 3}条，群众获得感不断增强，{'发展后劲越来越足，' * n * 3}前景可期" for n in range(1, 8)
)


def report(text: str) -> Report:
    read, problems = understand(source(f"政府工作报告\n各位代表：\n一、2023年工作回顾\n{text}\n二、2024年工作安排\n我们要加快建设。\n"), catalogue())
    assert read is not None, problems
    return read


def told(text: str) -> list[tuple[str, str]]:
    """The damage of a paragraph in a report that is otherwise sound → (code, quote)."""
    return [(w.code, w.quote) for w in damage(report(text), catalogue())]


def told_in_a_damaged_copy(text: str) -> list[tuple[str, str]]:
    """The same in a copy that is damaged everywhere; what the other paragraphs lack is left out."""
    return [(w.code, w.quote) for w in damage(report(f"{text}\n{ENDLESS}"), catalogue()) if w.code != "damage.cut"]


@pytest.mark.parametrize(
    ("damaged", "code", "quote", "whole"),
    [
        ("建议办结率100%12345热线受理诉求。", "damage.digits", "100%12345热线受理", "建议办结率100%，12345热线受理诉求。"),
        ("总投资2 5亿元。", "damage.digits", "2 5亿元", "总投资2 500亿元。"),
        ("培育三点五5家企业。", "damage.digits", "三点五5家", "提高三点五个百分点，培育5家企业。"),
        ("推出周末之旅”“乡村之旅”线路。", "damage.quotes", "推出周末之旅”", "推出“周末之旅”“乡村之旅”线路。"),
        ("实施“百村工程。", "damage.quotes", "“百村工程。", "实施“百村”工程。"),
        ("实施“百村“工程”。", "damage.quotes", "“百村“工程”。", "实施“百村”“工程”。"),
        ("县长?? 王某出席。", "damage.characters", "县长?? 王某出席", "县长王某出席吗?"),
        ("增长8_M_M_，增收。", "damage.characters", "增长8_M_M_，增收。", "增长8%，增收。"),
        ("做好锟斤拷工作。", "damage.characters", "做好锟斤拷工作。", "做好各项工作。"),
        ("在第次会议上通过。", "damage.characters", "在第次会议上通过", "在第三次会议上通过。"),
    ],
)
def test_damage_is_told_in_any_text(damaged, code, quote, whole):
    assert told(damaged) == [(code, quote)]
    assert told(whole) == []


def test_a_long_paragraph_without_its_last_mark_is_cut():
    whole = "一年来，我们聚焦产业转型，真抓实干，动能转换步伐加快。新建学校三所，改造道路五条，群众获得感不断增强。"
    assert told(whole) == []
    assert told(whole[:-1]) == [("damage.cut", whole[-15:-1])]
    assert told(whole.replace("。", "，")[:-1]) == [], "a cell of a table has no sentence"


def test_a_paragraph_that_goes_on_on_another_line_is_told_as_joined():
    text = "支持企业发展，扩大就业渠道。积极打\n\n造品牌城市，营造良好环境。\n" + "我们要加快建设。\n" * 9
    assert told(text) == [("damage.joined", "展，扩大就业渠道。积极打")]


@pytest.mark.parametrize(
    ("first", "second"),
    [("支持文旅、商贸、", "康养、城乡物流等产业，扩大就业渠道。"), ("弘扬“重信、尚学、敬", "老、爱幼”的新风，扩大就业渠道。"), ("今年要扎实推", "进老旧院落改造，扩大就业渠道。")],
)
def test_what_a_column_break_parts_is_read_as_one_and_has_lost_nothing(first: str, second: str) -> None:
    text = "一年来，我们稳住了企业。" + first + "\n\n" + second + "\n" + "我们要加快建设。\n" * 9
    assert first + second in " ".join(p.text for p in report(text).paragraphs)
    assert {code for code, _ in told(text)} <= {"damage.joined"}


def test_where_a_warning_points_is_found_in_reading_order() -> None:
    text = "办结率100%12345热线受理。办结率100%12345热线受理。"
    read = report(text)
    read = replace(read, warnings=damage(read, catalogue()))
    found = [(stretch.start, stretch.of(paragraph.text)) for paragraph, stretch in located(read, ("damage.digits",))]
    assert found == [(3, "100%12345热线受理"), (20, "100%12345热线受理")]
    assert [*located(read, ("damage.cut",))] == []


@pytest.mark.parametrize(
    ("damaged", "quote", "whole"),
    [
        ("挂牌企业15省级重点企业9家。", "15省级重点企业", "挂牌企业15家，省级重点企业9家。"),
        ("引导26汽车销售店入驻。", "26汽车销售店入", "引导26家汽车销售店入驻。"),
        ("整合平台公司20，实现增收。", "20，实现增收。", "整合平台公司20家，实现增收。"),
        ("建设5项目。", "5项目。", "建设5个项目。"),
        ("57区儿女奋斗。", "", "57区儿女奋斗。"),  # 区 counts districts, too: nothing tells
        ("交付1726.9万平方米安置楼。", "1726.9万平方米安", "交付26.9万平方米安置楼。"),
        ("工程收尾，1726.9万平方米安置楼交付。", "1726.9万平方米安", "工程收尾，126.9万平方米安置楼交付。"),
        ("配备设备424000余台。", "424000余台。", "配备设备4000余台。"),
        ("办好某厂、某山座水厂。", "厂、某山座水厂。", "办好某厂、某山两座水厂。"),
        ("详见附件1。资金表见附表12；", "", ""),
        ("受理12345热线诉求9件，建设5G基站、4A级景区，“1236”思路、1+5体系，国道107线。", "", ""),
    ],
)
def test_numbers_without_a_unit_are_told_in_a_damaged_copy_only(damaged, quote, whole):
    assert told_in_a_damaged_copy(damaged) == ([("damage.digits", quote)] if quote else [])
    assert told(damaged) == []
    if whole != damaged:
        assert told_in_a_damaged_copy(whole or damaged) == []


def test_clauses_that_run_together_are_told_in_a_damaged_copy_only():
    damaged = "工业增加值增长14.5%完成投资9亿元，健全各项治理体系全面提升治理水平。"
    assert told_in_a_damaged_copy(damaged) == [("damage.marks", "值增长14.5%完成投资9"), ("damage.marks", "各项治理体系全面提升治理水平")]
    assert told(damaged) == []
    assert told_in_a_damaged_copy("工业增加值增长14.5%以上，8%的企业、9%和7%，全面提升水平。") == []


def test_many_numbers_without_a_unit_make_a_damaged_copy():
    nouns = ("汽车", "煤矿", "老城", "重要", "省级", "热心", "龙头", "应急", "背街", "信保")
    few, many = ("".join(f"改造{n + 3}{noun}企业。" for n, noun in enumerate(nouns[:k])) for k in (4, 10))
    assert (len(told(few)), len(told(many))) == (0, 10)


def test_no_figure_of_damaged_digits_is_published():
    text = f"政府工作报告\n各位代表：\n一、2023年工作回顾\n全年实现地区生产总值300亿元，建成1726.9万平方米安置楼。\n{ENDLESS}\n二、2024年工作安排\n要加快建设。\n"
    record, _ = analyse(catalogue(), "a.txt", text.encode())
    assert [str(fact.value) for fact in record.facts if fact.indicator == "gdp"] == ["300"]
    assert not any("1726.9" in found.evidence.quote for found in (*record.figures, *record.projects))
    assert any("1726.9" in w.quote for w in record.report.warnings)
    assert sound(record) == record


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("0129.,%％万个家省项目座第次届“”?？。，_M加快确保紧盯建设\ue001\ufffd余在"), max_size=200))
def test_any_text_is_quoted_as_it_stands(text):
    read, _ = understand(source(f"各位代表：\n一、2023年工作回顾\n我们{text}\n{ENDLESS}"), catalogue())
    for warning in damage(read, catalogue()):
        assert warning.quote and any(warning.quote in p.text and any(x.line == warning.line for x in p.pieces) for p in read.paragraphs)


def test_hostile_text_costs_no_more_than_its_length():
    for text in ("1" * 200_000, "20231" * 40_000, "??甲" * 60_000, "“" * 100_000, "用好" * 60_000, "%1" * 60_000):
        read = report(text)
        found = [*located(replace(read, warnings=damage(read, catalogue())), ("damage.digits", "damage.characters"))]
        assert found is not None  # a quadratic step would take minutes here
