"""Reports and chapters pasted as one line are opened at their headings; numbers within a sentence open nothing."""

from __future__ import annotations

import pytest

from digest.understand.clean import clean
from tests.reading import catalogue, source

REVIEW = "过去一年，全县上下迎难而上，地区生产总值完成186.4亿元，增长6.2%。一般公共预算收入达到12.85亿元，社会大局保持和谐稳定。"
INDUSTRY = "全年规模以上工业增加值增长8.6%，新能源产业园一期建成投用，完成投资23.6亿元。新增规上企业17家。"
LIVING = "坚持以人民为中心的发展思想，新增城镇就业5300人，新建公办幼儿园4所。低保标准提高到每人每月760元。"
PLAN = "今年经济社会发展的主要预期目标是：地区生产总值增长6%左右，固定资产投资增长8%。重点抓好以下工作。"
CLOSING = "各位代表！让我们携手并肩，为建设美好家园而努力奋斗！"
PARTS = ["一、2023年工作回顾", REVIEW, "（一）产业升级取得新进展", INDUSTRY, "（二）民生保障持续改善", LIVING, "二、2024年工作安排", PLAN,
         "（一）全力扩大有效投资", INDUSTRY.replace("全年", "推动"), "（二）着力增进民生福祉", LIVING, CLOSING]  # fmt: skip
HEAD = ["政府工作报告", "——2024年2月26日在某县第十八届人民代表大会第四次会议上", "某县人民政府县长　赵明远", "各位代表："]


def told(text: str) -> tuple[list[str], list[str]]:
    cleaned = clean(source(text), catalogue())
    return [line.text for line in cleaned.masthead], [block.text for block in cleaned.blocks]


@pytest.mark.parametrize("between", ["　　", "  ", "　"])
def test_a_report_on_one_line_whose_paragraphs_gaps_part(between):
    masthead, blocks = told("各位代表：\n" + between.join(PARTS))
    assert blocks == ["各位代表：", *PARTS] and masthead == []


def test_a_report_on_one_line_without_gaps_is_opened_at_its_headings():
    _, blocks = told("各位代表：\n" + "".join(PARTS))
    assert blocks[1:] == [*PARTS[:-2], LIVING, CLOSING] or blocks[1:] == [*PARTS[:-2], LIVING + CLOSING]


def test_a_chapter_a_line():
    _, blocks = told("\n".join(["各位代表：", "".join(PARTS[:6]), "".join(PARTS[6:12]), CLOSING]))
    assert blocks == ["各位代表：", *PARTS]


@pytest.mark.parametrize("between", ["", "　　", " "])
def test_title_block_on_the_same_line(between):
    masthead, blocks = told(between.join([*HEAD[:3], HEAD[3] + "现在，我代表县人民政府向大会报告工作，请予审议。", "　　".join(PARTS)]))
    assert [line.replace("　", "") for line in masthead] == [line.replace("　", "") for line in HEAD[:3]]
    assert "".join(blocks).startswith("各位代表：现在，我代表") and PARTS[0] in blocks


@pytest.mark.parametrize(("title", "text"), [
    ("（七）大力拓展内需增长新空间", "充分激发消费潜能。深入实施提振消费行动，社会消费品零售总额增长7.5%。"),
    ("（七）在深化改革上实现新突破", "深化国企改革，推进“一网通办”改革。完成事项126项。"),
    ("（七）坚持改革创新，增强发展活力", "深化重点领域改革，完成改革事项126项，营商环境持续优化，市场主体达到3.2万户。"),
    ("（七）民生事业取得新进步", "城镇新增就业5300人，新建幼儿园4所。"),
])  # fmt: skip
def test_a_heading_that_runs_on_into_its_text(title, text):
    others = [line for n, name in enumerate("四五六", 4) for line in (f"（{name}）第{n}类任务稳步推进", f"围绕第{n}类任务，完成投资{n}亿元。群众得到实惠。")]
    _, blocks = told("\n".join(["各位代表：", "二、2024年工作安排", PLAN, *others, title + text]))
    assert blocks[-2:] == [title, text]


@pytest.mark.parametrize("text", [
    "一是抓项目，开工58个；二是扩投资，完成216亿元；三是惠民生，办成10件实事。各项工作取得新的成效，群众得到更多实惠。" * 3,
    "完成规划第（一）至（三）项任务，其中（一）项提前完成。（二）项按期完成。" * 4,
    "重点做好：（一）开工项目58个；（二）完成投资216亿元；（三）办成实事10件。" * 4,
    "一、二、三产业协调发展，比重为8∶42∶50。二、三产业占比提高。" * 5,
    "（一）坚持工业强市，扎实推进产业转型升级。加快钢铁、有色等传统产业改造，新增规上企业17家。",
    "（一）加快发展新质生产力，产业结构进一步优化。高技术产业增加值增长12%。",
    "第一产业增加值增长4%。第二产业增加值增长7%。第三产业增加值增长6%。" * 4,
])  # fmt: skip
def test_numbers_within_a_sentence_open_nothing(text):
    _, blocks = told("\n".join(["各位代表：", "二、2024年工作安排", PLAN, text]))
    assert blocks[-1] == text
