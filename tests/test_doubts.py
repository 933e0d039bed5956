"""Forms and samples are refused with their reason; what page and file name say otherwise is told, naming both."""

from __future__ import annotations

import pytest

from digest.pipeline import analyse
from digest.understand.plausibility import is_form
from tests.reading import catalogue

REPORT = """政府工作报告
——2024年3月12日在侯马市第十七届人民代表大会第四次会议上
各位代表：
现在，我代表市人民政府向大会报告工作，请予审议，并请市政协委员提出意见。
一、2023年工作回顾
过去一年，全市生产总值增长5%，我们加快推进项目建设，各项任务完成。
二、2024年工作安排
今年我们要推进产业升级，地区生产总值增长6%，努力增收。
"""


def said(text: str, path: str = "a.txt") -> list[str]:
    """What is said of a text that is refused or doubted."""
    _, problems = analyse(catalogue(), path, text.encode())
    return [p.text().partition(" — ")[0] for p in problems]


def test_a_report_is_not_doubted():
    for path in ("a.txt", "141081_侯马_2024.txt", "2024年侯马市政府工作报告.docx", "山西/侯马市2024.txt", "临汾市各县/001_0e2077d8ed.txt", "汇编2024.txt"):
        assert said(REPORT, path) == [], path


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("盐湖区_2024.txt", "the text is of 侯马市, the file's name says 盐湖区"),
        ("140802.txt", "the text is of 侯马市, the file's name says 盐湖区"),
        ("盐湖.txt", "the text is of 侯马市, the file's name says 盐湖区"),
        ("侯马_2022.txt", "the text is of 2024, the file's name says 2022"),
    ],
)
def test_a_file_name_that_says_otherwise_is_told(path, told):
    assert said(REPORT, path) == [f"{path}: {told}"]


def test_a_headline_that_says_otherwise_is_told():
    page = "首页>新闻\n盐湖区2024年政府工作报告\n发布时间：2024-03-20\n" + REPORT
    assert said(page) == ["a.txt: the text is of 侯马市, the page's headline says 盐湖区"]
    assert said(page.replace("盐湖区", "山西省侯马市")) == []


def test_an_editor_who_states_the_place_is_not_asked_again():
    assert said("---\nplace: 侯马市\nyear: 2024\n---\n" + REPORT, "盐湖区_2022.md") == []


BLANK = REPORT.replace("5%", "XX%").replace("6%", "XX%").replace("项目", "XX个项目").replace("产业", "某某县产业")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BLANK, "this is a form: its figures and names are left blank"),
        ("当然可以，以下是一份报告，供您参考：\n" + REPORT, "this is a sample written on request, nobody's report"),
        (REPORT + "希望这份报告对您有所帮助！\n", "this is a sample written on request, nobody's report"),
        ("政府工作报告提纲\n一、2023年工作回顾\n（一）经济发展\n二、2024年工作安排\n（一）产业升级\n", "this does not read like a government work report"),
        ("\n".join(f"{year}年侯马市政府工作报告" for year in range(2001, 2025)), "this does not read like a government work report"),
        ("本报讯（记者 张三）3月12日，某市第五届人民代表大会第三次会议开幕。市长李四代表市人民政府作政府工作报告。\n"
         "过去一年，全市生产总值增长6%，我们加快推进项目建设，各位代表认真审议。\n", "this does not read like a government work report"),
    ],
    ids=["form", "sample, told above", "sample, told below", "outline", "links", "news"],
)  # fmt: skip
def test_what_is_no_report_is_refused_with_its_reason(text, reason):
    assert said(text) == [f"a.txt: {reason}"]


@pytest.mark.parametrize(("text", "blank"), [("完成XX亿元，增长XX%，建成XX个，XX市", True), ("XX牌5X5，BXX型，增长5%", False), ("增长__%，__万元，新增__个，某某县", True), ("XX市", False)])
def test_forms(text, blank):
    assert is_form(text) == blank
