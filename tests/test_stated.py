"""What the front matter states against what the text says: a slip is told with both values, and never published under another's name."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from digest.compare.comparisons import compare
from digest.compare.editions import admitted
from digest.model.problem import ERROR, WARNING
from digest.model.written import is_address, is_day, is_locator
from digest.pages.feeds import feed
from digest.pipeline import analyse
from digest.render import routes
from tests.reading import catalogue
from tests.test_feed import ATOM, SITE
from tests.test_pages import CATALOGUE, record

HEAD = {"place": "侯马市", "year": "2024", "title": "侯马市2024年政府工作报告", "delivered": '"2024-03-05"', "speaker": "王小明", "completeness": "full"}
BLOCK = "政府工作报告\n\n——2024年3月5日在侯马市第十七届人民代表大会第四次会议上\n\n侯马市人民政府市长　王小明"
BODY = """各位代表：

现在，我代表市人民政府向大会报告工作，请予审议。

一、2023年工作回顾

过去一年，全市粮食总产量达到3万吨，我们加快推进项目建设，各项任务完成。

二、2024年工作安排

全市地区生产总值增长6%，推进城市更新，完善管网。

各位代表！让我们携手前行，努力奋斗！
"""


def told(head: dict[str, str], block: str = BLOCK, body: str = BODY) -> tuple[str, list[tuple[int, str, str, str]]]:
    """Front matter above a text → the record's id ("" where it was left out), and of each problem line, code, severity and its values."""
    text = "\n".join(("---", *(f"{key}: {value}" for key, value in head.items()), "---", block, "", body))
    found, problems = analyse(catalogue(), "content/reports/a.md", text.encode())
    return found.report.id if found else "", [(p.line, p.code, p.severity, p.text()) for p in problems]


def test_what_agrees_is_not_spoken_of():
    assert told(HEAD) == ("141081-2024", [])
    assert told({}) == ("141081-2024", [])


@pytest.mark.parametrize(
    ("key", "stated", "line", "code", "values"),
    [
        ("place", "永济市", 2, "stated.place", ("永济市", "侯马市")),
        ("place", "临汾市", 2, "stated.place", ("临汾市", "侯马市")),  # what it lies in is another government
        ("place", '"140881"', 2, "stated.place", ("永济市", "侯马市")),
        ("year", "2023", 3, "stated.year", ("2023", "2024")),
        ("year", "2042", 3, "stated.year", ("2042", "2024")),
        ("year", "1024", 3, "stated.year", ("1024",)),
        ("year", "20244", 3, "stated.year", ("20244",)),
        ("title", "永济市2024年政府工作报告", 2, "stated.place", ("侯马市", "永济市")),
        ("title", "侯马市2022年政府工作报告", 3, "stated.year", ("2024", "2022")),
        ("delivered", '"2042-03-05"', 5, "stated.day", ("2042-03-05", "2024")),
        ("delivered", '"2022-03-05"', 5, "stated.day", ("2022-03-05", "2024")),
        ("delivered", '"2024-02-30"', 5, "yaml.day", ("2024-02-30",)),
        ("delivered", "9999999-99-99", 5, "yaml.day", ("9999999-99-99",)),
        ("delivered", "去年三月", 5, "yaml.day", ("去年三月",)),
        ("completeness", "whole", 7, "yaml.choice", ("full, excerpt, abridged",)),
        ("url", "javascript:alert(1)", 8, "yaml.address", ("javascript",)),
        ("url", "https://somebody:secret@example.org/a", 8, "yaml.address", ("example.org",)),
    ],
)
def test_another_report_s_place_or_year_and_nonsense_leave_the_file_out(key, stated, line, code, values):
    id, problems = told({**HEAD, key: stated})
    assert id == "" and [p[:3] for p in problems] == [(line, code, ERROR)]
    assert all(value in problems[0][3] for value in values) and f"a.md:{line}: " in problems[0][3]


@pytest.mark.parametrize(
    ("key", "stated", "line", "values"),
    [
        ("delivered", '"2024-03-06"', 5, ("2024-03-06", "2024-03-05")),
        ("delivered", '"2023-12-28"', 5, ("2023-12-28", "2024-03-05")),
        ("speaker", "张三", 6, ("张三", "王小明")),
        ("completeness", "excerpt", 7, ("excerpt", "full")),
        ("title", "侯马市2024年政府工作报告摘要", 7, ("full", "摘要")),
        ("rewritten", "true", 7, ("full",)),
    ],
)
def test_another_day_speaker_or_completeness_is_told_and_published_as_stated(key, stated, line, values):
    id, problems = told({**HEAD, key: stated})
    assert id.startswith("141081-2024") and [(p[0], p[2]) for p in problems] == [(line, WARNING)]
    assert all(value in problems[0][3] for value in values)


@pytest.mark.parametrize(
    ("key", "stated"),
    [("place", "141081"), ("place", "侯马"), ("delivered", '"2024-03"'), ("speaker", "王 小明"), ("speaker", "王小明同志"),
     ("title", "中共某某：报告"), ("completeness", "abridged"), ("url", "https://example.org/a?b=c"), ("url", "/baogao/1.html"), ("url", "example.org:8080/a")],
)  # fmt: skip
def test_another_way_of_saying_the_same_is_no_contradiction(key, stated):
    assert told({**HEAD, key: stated})[1] == []


@pytest.mark.parametrize(("key", "stated"), [("place", "永济市"), ("year", "2023"), ("speaker", "张三"), ("delivered", '"2024-03-06"'), ("completeness", "excerpt")])
def test_an_editor_who_is_sure_is_believed(key, stated):
    head = {**HEAD, key: stated, "title": "政府工作报告"}
    assert told(head)[1] and told({**head, "sure": f"[{key}]"})[1] == []
    assert told({**head, "sure": "[title]"})[1][0][1] == "yaml.choice"


def test_an_editor_who_is_sure_is_believed_about_a_day_of_another_year_but_not_of_none():
    assert told({**HEAD, "delivered": '"2022-03-05"', "sure": "[delivered]"})[0] == "141081-2024"
    assert told({**HEAD, "delivered": '"2022-02-30"', "sure": "[delivered]"})[0] == ""


def test_how_whole_a_text_in_our_own_words_is_does_not_show():
    head = {**HEAD, "completeness": "excerpt"}
    assert told(head)[1] and told({**head, "rewritten": "true"})[1] == []


def test_a_text_without_a_title_block_is_asked_what_it_speaks_of():
    body = BODY.replace("市人民政府", "政府").replace("一、2023年工作回顾", "一、工作回顾").replace("二、2024年工作安排", "二、工作安排")
    often = "".join(f"2024年，侯马全市第{n}项任务完成，侯马市的事办好。\n\n" for n in "一二三四五六")
    head = {"place": "永济市", "year": "2019"}
    assert {code for _, code, severity, _ in told(head, "政府工作报告", body + often)[1] if severity == ERROR} == {"stated.place", "stated.year"}
    assert told(head, "政府工作报告", body)[1] == []  # it says nothing: the editor is believed


def test_a_copied_front_matter_is_found_by_every_line_that_belongs_to_another():
    text = BLOCK.replace("侯马", "永济").replace("2024年3月5日", "2022年3月9日")
    body = BODY.replace("2024", "2022").replace("2023", "2021")
    assert [p[1] for p in told(HEAD, text, body)[1]] == ["stated.place", "stated.year"]


def test_a_year_that_nobody_comes_near_is_not_published():
    def dated(year: int, delivered: str, line: int = 3):
        one = record(f"1499{year % 100:02}", f"甲{year}市")
        source = replace(one.report.source, path=f"{year}.md", front=replace(one.report.source.front, year=year), stated=(("year", line),))
        meta = replace(one.report.meta, year=year, delivered=delivered)
        return replace(one, report=replace(one.report, id=f"{meta.code}-{year}", source=source, meta=meta))

    kept, problems = admitted((dated(2024, "2024-01-20"), dated(2042, "")))
    assert [r.report.meta.year for r in kept] == [2024] and [(p.where, p.line, p.code) for p in problems] == [("2042.md", 3, "report.not-yet")]
    assert "2042" in problems[0].text() and "2024" in problems[0].text()
    assert admitted((dated(2024, "2024-01-20"), dated(2025, "")))[1] == ()
    assert admitted((dated(2024, ""), dated(2042, "")))[1] == ()  # nobody states a day: there is nothing to compare with


@pytest.mark.parametrize("delivered", ["9999999-99-99", "2024-02-30", "2024-13", "昨天", "<x>", "2024-03-12T00:00", "", "\ud800", "0000"])
def test_the_feed_is_valid_whatever_a_report_says_of_itself(delivered):
    one = record()
    meta = replace(one.report.meta, delivered=delivered, publisher="<a> & \x0b]]>", title="\x00<")
    data = feed(compare((replace(one, report=replace(one.report, meta=meta)),), CATALOGUE), replace(SITE, data_date="2025年13月45日"))
    root = ElementTree.fromstring(data)
    assert all(is_day(node.text[:10]) and node.text[10:] == "T00:00:00+08:00" for node in root.iter(f"{ATOM}updated"))
    assert root.find(f"{ATOM}link").get("href") == routes.FEED


def test_days_and_addresses():
    assert [is_day(d) for d in ("2024-03-12", "2024-02-29", "2024-03", "2024")] == [True] * 4
    assert [is_day(d) for d in ("2023-02-29", "2024-3-12", "2024年3月12日", "0000-01-01", "２０２４", "2024-03-12 ", "1" * 9999)] == [False] * 7
    assert [is_address(a) for a in ("https://a.cn", "http://a.cn:80/b?c#d", "a.cn", "//a.cn", "https://u@a.cn", "https://", "data:x")] == [True, True] + [False] * 5
    assert [is_locator(a) for a in ("https://a.cn/b", "a.cn/b", "/b", "javascript:a", "data:text/html,x", "mailto:a@b.cn", "https://u:p@a.cn")] == [True] * 3 + [False] * 4
