"""Wrapped text, whatever its width: the paragraphs are as before, a number or a word is whole, and what is no sentence stays apart."""

from __future__ import annotations

import pytest

from digest.understand.clean import clean
from digest.understand.unwrap import UNIT
from tests.reading import catalogue, source

PARAGRAPHS = (
    "各位代表：",
    "现在，我代表县人民政府向大会报告工作，请予审议，并请各位委员提出意见。",
    "一、2023年工作回顾",
    "过去一年，全县上下迎难而上，地区生产总值完成186.4亿元，增长6.2%；一般公共预算收入达到12.85亿元，增长7.1%；固定资产投资增长9.3%，"
    "规模以上工业增加值增长8.6%，社会消费品零售总额增长7.9%，城乡居民人均可支配收入分别增长5.2%和7.4%，GDP能耗持续下降，PM2.5平均浓度降至34微克/立方米。",
    "（一）产业升级步伐加快",
    "新能源产业园一期建成投用，完成投资23.6亿元，新增规上企业17家，高新技术企业达到64家。一是抓链条，引进配套企业12家；二是抓平台，"
    "建成省级研发中心3个；三是抓人才，引进高层次人才46名。",
    "二、2024年工作安排",
    "今年经济社会发展的主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长6.5%以上，固定资产投资增长8%，规模以上工业增加值增长7%，"
    "社会消费品零售总额增长7.5%左右，城镇新增就业5300人以上。",
    "（一）全力扩大有效投资",
    "实施重点项目58个，总投资216亿元，年度计划投资64亿元。城北污水处理厂总投资1.9亿元，10月底前建成投用。",
    "各位代表！让我们携手并肩，为建设美好家园而努力奋斗！",
)


def width(text: str) -> int:
    return len(text) + sum(letter > "\u2000" for letter in text)


def cut(text: str, columns: int, whole: bool = False) -> list[str]:
    """A paragraph as a window of so many half-width columns wraps it: anywhere, or with its numbers, words and marks whole."""
    lines, at = [""], 0
    while at < len(text):
        unit = UNIT.match(text, at)[0] if whole else text[at]
        if lines[-1] and width(lines[-1]) + width(unit) > columns:
            lines.append("")
        lines[-1] += unit
        at += len(unit)
    return lines


def blocks(text: str) -> list[str]:
    return [block.text for block in clean(source(text), catalogue()).blocks]


@pytest.mark.parametrize("columns", [*range(36, 164, 8), 45, 75])
@pytest.mark.parametrize("form", ["anywhere", "whole words", "indented", "parted"])
def test_paragraphs_of_any_width(columns, form):
    if form == "indented":
        text = "\n".join(line for paragraph in PARAGRAPHS for line in cut("　　" + paragraph, columns))
    elif form == "parted":
        text = "\n\n".join("\n".join(cut(paragraph, columns)) for paragraph in PARAGRAPHS)
    else:
        text = "\n".join(line for paragraph in PARAGRAPHS for line in cut(paragraph, columns, form == "whole words"))
    assert blocks(text) == list(PARAGRAPHS)


@pytest.mark.parametrize("stamp", ["www.example.com", "（来源：www.example.cn）", "[某某文库]", "↵", " #example", "某某网"])
def test_stamp_at_the_end_of_each_line_is_told_and_no_text(stamp):
    lines = [line for paragraph in PARAGRAPHS for line in cut(paragraph, 60)]
    cleaned = clean(source("\n".join(line + stamp for line in lines)), catalogue())
    assert [block.text for block in cleaned.blocks] == list(PARAGRAPHS)
    assert [(kept.name, kept.text) for kept in cleaned.boilerplate] == [("watermark", stamp.strip())] * len(lines)


def test_stamps_amid_lines_and_on_lines_of_their_own():
    text = "\n".join([*PARAGRAPHS[:3], PARAGRAPHS[3].replace("增长", "增www.example.com长", 2), "www.example.com", *PARAGRAPHS[4:]])
    assert blocks(text) == list(PARAGRAPHS)


def test_lines_quoted_by_a_mail_program():
    assert blocks("\n".join("> " + line for paragraph in PARAGRAPHS for line in cut(paragraph, 72))) == list(PARAGRAPHS)


@pytest.mark.parametrize("lines", [
    ["全县上下迎难而上；一般公共预算收入达到18.", "4亿元；城镇新增就业5200人。"],
    ["全县上下迎难而上；一般公共预算收入达到18", ".4亿元；城镇新增就业5200人。"],
    ["全县上下迎难而上；一般公共预算收入达到1", "8.4亿元；城镇新增就业5200人。"],
    ["全县上下迎难而上，一般公共预算收入达到18.4", "亿元，增长6%。"],
    ["全县上下迎难而上，PM", "2.5", "年平均浓度保持在32微克/立方米左右，降幅居全市首位。"],
    ["“十五五”时期经济社会发展的", "主要目标", "是：地区生产总值年均增长5%左右，居民收入与经济同步增长。"],
    ["今年经济社会发展的主要预期目标是：", "地区生产总值增长6%左右，居民收入与经济同步增长。"],
    ["全面推进城乡建设。统筹推进道路、管网、", "绿地等设施建设。"],
    ["坚持以人民为中心，新建学校5所，改造老旧小区30个，提升群众获得感幸福感安", "全感，让发展更有温度。"],
    ["地区生产总值增长6%左右，一般公共预算收入增长6.5%以上，城镇登记失业率控制在4", "%以内，居民收入稳步增长。"],
    ["抢抓机遇，发展人工智能、5G、工业Inter", "net平台，建成示范工厂12家。"],
])  # fmt: skip
def test_what_is_cut_goes_on(lines):
    assert blocks("\n".join(["各位代表：", *lines, "（二）改善民生"]))[1:] == ["".join(lines), "（二）改善民生"]


@pytest.mark.parametrize("lines", [
    ["一、2023年工作回顾", "2023年，全县经济平稳运行，各项任务圆满完成。"],
    ["（一）聚焦项目，扩大有效投资", "实施重点项目58个，总投资216亿元。"],
    ["强产业，扩投资，惠民生", "新建学校5所，改造老旧小区30个，让发展更有温度。"],
    ["回眸2023", "2023年，全县经济平稳运行，各项任务圆满完成。"],
    ["责任单位：县教育局", "完成时限：12月底前"],
    ["工业增加值", "固定资产投资", "社会消费品零售总额"],
    ["新建幼儿园3所。", "改造老旧小区9个。"],
    ["目标任务全面完成，发展质量稳步提升，人民生活持续改善，社会大局和谐稳定，谱写了新篇章", "一年来，我们抓项目、扩投资，经济平稳运行。"],
    ["主要做法：", "1.抓项目。", "2.扩投资。"],
    ["一是抓项目，开工58个；", "二是扩投资，完成216亿元；", "三是惠民生，办成10件实事。"],
])  # fmt: skip
def test_what_stands_for_itself_stays_apart(lines):
    assert blocks("\n".join(["各位代表：", *lines, "（二）改善民生"]))[1:] == [*lines, "（二）改善民生"]


@pytest.mark.parametrize("lines", [
    ["全县建成互联网小镇。", "引进互联网企业。", "工业增长6%。", "投资增长8%。"] * 3,
    ["指标 | 目标", "产值 | 6%", "收入 | 5%", "投资 | 8%"] * 2,
    ["更多信息见www.example.com。", "全县经济平稳运行。"],
])  # fmt: skip
def test_no_stamp(lines):
    assert not [kept for kept in clean(source("\n".join(["各位代表：", *lines])), catalogue()).boilerplate if kept.name == "watermark"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("全年进出口总额完成42.", "6亿元，增长8%。", True),
        ("粮食总产量达到17.", "25万吨。", True),
        ("森林覆盖率提高到61.", "8%，空气更好。", True),
        ("城镇化率提高1．", "5个百分点。", True),
        ("旅游人数达到3.", "4亿人次，再创新高。", True),
        ("人均住房面积为41.", "2平方米。", True),
        ("详见附件1.", "5亿元以上项目名单", False),
        ("见表2.", "3亿元以上企业", False),
        ("工作安排2.", "8月底前开工。", False),
        ("工作安排2.", "5项重点工作", False),
    ],
)
def test_a_number_cut_behind_its_point_is_whole_where_nothing_stands_before_it(first: str, second: str, whole: bool) -> None:
    found = blocks("\n".join(("各位代表：", "一、2023年工作回顾", first, second, "二、2024年工作安排", "今年要做好各项工作。")))
    assert (first + second in found) is whole


def test_a_short_head_below_a_numbered_one_with_room_left_stays_on_its_line() -> None:
    heads = ["（一）聚焦绿色发展，推动全面转型", "加强生态修复。"]
    text = "实施自然保护地整合优化，完成造林两万亩，治理河道三十公里，空气质量优良天数比例保持稳定，确保各项任务完成。"
    lines = [*PARAGRAPHS[:9], *heads, text]
    assert blocks("\n".join(lines)) == lines
    broken = ["（一）聚焦绿色发展引领示范带动，推动经济社会全面", "绿色转型。"]  # as wide as any: its last word is below
    wrapped = [line for paragraph in PARAGRAPHS[:8] for line in cut(paragraph, width(broken[0]))]
    assert blocks("\n".join([*wrapped, *broken, *cut(text, width(broken[0]))])) == [*PARAGRAPHS[:8], "".join(broken), text]
