"""extract/pledges: the cases of tests/cases/pledges.md, lists inside a paragraph and over paragraphs, the announced count, and lists that are none."""

from dataclasses import replace
from typing import Literal

import pytest

from digest.extract.pledges import find_pledges
from digest.model.closed_sets import Completeness, Level
from digest.model.report import Meta, Paragraph, Report, Source
from digest.understand.clean import clean
from digest.understand.outline import outline
from digest.understand.topics import classify
from tests.reading import cases, catalogue, source

BEFORE = "各位代表：\n一、2023年工作回顾\n过去一年，全县上下迎难而上，完成了各项任务，生产总值增长6%。\n二、2024年工作安排\n今年要抓好以下工作。\n"
END = "各位代表！让我们携手奋进，为建设美好家园努力奋斗！\n"


def report(*texts: tuple[str, str]) -> Report:
    paragraphs = tuple(Paragraph(f"p{n}", n, text, part=part) for n, (part, text) in enumerate(texts, 1))
    return Report("000000-2024", Source("case.txt", "0", "text", "utf-8", ()), Meta(year=2024), (), (), paragraphs, ())


def test_circled_items_inside_a_paragraph() -> None:
    text = "今年将办好3件民生实事，即：①新建公园2处。②改造道路5条。③发放补贴。"
    pledges, problems = find_pledges(report(("plan", text)))
    assert [(p.no, p.evidence.quote) for p in pledges] == [(1, "新建公园2处。"), (2, "改造道路5条。"), (3, "发放补贴。")]
    assert all(text[p.evidence.start : p.evidence.end] == p.evidence.quote for p in pledges)
    assert problems == ()


def test_numbered_paragraphs_after_the_announcement() -> None:
    made = report(("plan", "全力办好2件惠民实事。"), ("plan", "1.新建公园2处。"), ("plan", "2、改造道路5.5公里。"), ("plan", "同志们，加油。"))
    pledges, problems = find_pledges(made)
    assert [(p.evidence.paragraph, p.evidence.quote) for p in pledges] == [("p2", "新建公园2处。"), ("p3", "改造道路5.5公里。")]
    assert problems == ()


def test_items_said_as_yi_shi() -> None:
    pledges, _ = find_pledges(report(("plan", "办好三大民生实事：一是新建公园。二是改造道路。三是发放补贴。")))
    assert [p.evidence.quote for p in pledges] == ["新建公园。", "改造道路。", "发放补贴。"]


def test_a_count_that_does_not_fit_is_a_warning_with_its_place() -> None:
    pledges, (problem,) = find_pledges(report(("plan", "今年办好4件民生实事：①新建公园。②改造道路。③发放补贴。")))
    assert len(pledges) == 3
    assert (problem.where, problem.line, problem.code, problem.severity) == ("case.txt", 1, "pledges.count", "warning")
    assert "4 pledges" in problem.text() and "3 are found" in problem.text()


def test_numbers_that_the_source_lost_after_ten_are_taken_for_items() -> None:
    items = "".join(f"{mark}第{n}事办好。" for n, mark in enumerate("①②③④⑤⑥⑦⑧⑨⑩??", 1))
    pledges, problems = find_pledges(report(("plan", f"今年办好12件民生实事：{items}")))
    assert len(pledges) == 12 and problems == ()


def test_what_was_done_last_year_is_no_pledge() -> None:
    done = "去年12件民生实事全部完成：①新建公园。②改造道路。"
    assert find_pledges(report(("review", done), ("plan", "今年加油。"))) == ((), ())


def test_an_announcement_without_items_is_told() -> None:
    pledges, (problem,) = find_pledges(report(("plan", "今年将办好10件民生实事。"), ("plan", "各位代表，加油。")))
    assert pledges == () and "10 pledges are announced, 0 are found" in problem.text()


@pytest.mark.parametrize(("completeness", "told"), [("full", 1), ("", 1), ("abridged", 0), ("excerpt", 0)])
def test_that_the_list_is_missing_is_told_of_whole_texts_only(completeness: Literal["", Completeness], told: int) -> None:
    made = report(("plan", "今年将办好10件民生实事。"))
    assert len(find_pledges(replace(made, meta=replace(made.meta, completeness=completeness)))[1]) == told


def test_a_decimal_at_the_start_of_a_paragraph_is_no_number_of_an_item() -> None:
    made = report(("plan", "今年将办好2件民生实事。"), ("plan", "1.5公里道路开工建设。"), ("plan", "2.新建公园。"))
    pledges, problems = find_pledges(made)
    assert pledges == () and len(problems) == 1


def test_measures_that_begin_with_yi_shi_are_no_pledges_when_the_count_differs() -> None:
    assert find_pledges(report(("plan", "投入资金办好40件民生实事。一是稳定就业。二是办好教育。")))[0] == ()


def test_what_follows_the_list_is_no_part_of_its_last_item() -> None:
    text = "扎实办好2件民生实事。（1）新建公园。（2）改造道路。“2件民生实事”是庄严承诺，说到做到。"
    pledges, _ = find_pledges(report(("plan", text)))
    assert [p.evidence.quote for p in pledges] == ["新建公园。", "改造道路。"]


def test_a_second_sentence_of_an_item_stays_with_it() -> None:
    pledges, _ = find_pledges(report(("plan", "办好2件民生实事：①新建公园。共2处。②改造道路。共5条。")))
    assert [p.evidence.quote for p in pledges] == ["新建公园。共2处。", "改造道路。共5条。"]


@pytest.mark.parametrize(("name", "given", "expected"), cases("pledges"), ids=[c[0] for c in cases("pledges")])
def test_case(name: str, given: str, expected: list[str]) -> None:
    at = next((given.index(word) for word in ("附件", "名词解释") if f"\n{word}" in given), len(given))
    structure = outline(clean(source(BEFORE + given[:at] + END + given[at:]), catalogue()))
    sections, paragraphs = classify(structure.sections, structure.paragraphs, catalogue())
    made = Report("000000-2024", source("a"), Meta(year=2024), (), sections, paragraphs, ())
    pledges, problems = find_pledges(made)
    assert ["W"] * len(problems) + ([pledge.text for pledge in pledges] or ["-"]) == expected
    texts = {paragraph.id: paragraph.text for paragraph in paragraphs}
    assert all(texts[e.paragraph][e.start : e.end] == e.quote for p in pledges for e in (p.evidence, *p.further))


@pytest.mark.parametrize(
    ("level", "place", "text", "told"),
    [
        ("county", "山前县", "今年在承接好省级15项民生实事的基础上，再建26个健身中心。", False),
        ("county", "山前县", "完成省定20项民心工程、市级8项民生实事。", False),
        ("county", "山前县", "今年办好县级15项民生实事。", True),
        ("county", "山前市", "今年办好市级15项民生实事。", True),
        ("prefecture", "河东市", "今年办好市级15项民生实事。", True),
        ("prefecture", "河东市", "承接省级15项民生实事。", False),
        ("province", "江南省", "今年办好省级15项民生实事。", True),
    ],
)
def test_a_list_of_what_lies_above_is_not_missed(level: Level, place: str, text: str, told: bool) -> None:
    made = replace(report(("plan", text)), meta=Meta(place=place, level=level, year=2024))
    assert bool(find_pledges(made)[1]) is told
