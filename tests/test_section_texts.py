"""What the compare page loads of sections in full: the words of the report, nothing else, each with its paragraph; one script a report."""

from __future__ import annotations

import json
from pathlib import Path

from digest.compare.dossiers import join
from digest.compare.task_lists import task_lists
from digest.model.report import Record
from digest.pages.section_texts import report_sections
from digest.pipeline import analyse
from tests.reading import catalogue

TEXT = """侯马市2024年政府工作报告

——2024年1月15日在侯马市第十届人民代表大会第四次会议上

各位代表：

一、2023年工作回顾

过去一年，全市上下团结一心，经济社会发展稳中有进。

污染防治有力推进。空气质量优良天数达到300天，治理河道3条，造林1万亩，污水处理厂投用。

二、2024年重点工作

今年要重点抓好以下工作：

（一）扩大消费需求。办好消费节。建设商圈两个。改造夜市。（二）改善生态环境。治理河道两条。造林两万亩。

建设污水处理厂。空气质量继续改善。

（三）深化改革。办好一件事。优化营商环境。推进国企改革。

各位代表，让我们一起努力！
"""
TOPICS = {"consumption": "economy", "ecology": "ecology", "safety": "governance"}


def made(record: Record) -> dict:
    return json.loads(json.dumps(report_sections(task_lists(join([record], catalogue()))[0], TOPICS)))


def test_a_section_is_given_whole_with_its_paragraphs_and_no_word_of_its_neighbours() -> None:
    record, problems = analyse(catalogue(), "a.txt", TEXT.encode())
    assert record is not None, problems
    said = made(record)
    texts = {one["title"]: [text for _, text, *_ in one["texts"]] for one in said["tasks"]}
    assert texts == {
        "扩大消费需求": ["办好消费节。建设商圈两个。改造夜市。"],
        "改善生态环境": ["治理河道两条。造林两万亩。", "建设污水处理厂。空气质量继续改善。"],
    }  # 深化改革 is about nothing that can be asked for
    paragraphs = {paragraph.id: paragraph.text for paragraph in record.report.paragraphs}
    assert all(text in paragraphs[id] for one in said["tasks"] for id, text in one["texts"])
    assert [(one["order"], one["of"]) for one in said["tasks"]] == [(1, 3), (2, 3)] and said["told"] == 3
    assert said["review"] == [] and set(said["said"]) == {"ecology"} and "300天" in said["said"]["ecology"]["texts"][0][1]
    assert said["spread"] == {"governance": []}


def test_damaged_stretches_are_marked_where_they_stand_in_the_section() -> None:
    record, _ = analyse(catalogue(), "a.txt", TEXT.replace("改善生态环境。治理河道两条", "改善生态环境。治理河道两条，森林覆盖率45%20提高").encode())
    assert record is not None
    (damaged,) = [(text, at) for one in made(record)["tasks"] for _, text, *marks in one["texts"] for at in (marks[0] if marks else [])]
    text, (start, end) = damaged
    assert text.startswith("治理河道两条，") and text[start:end].startswith("45%20")


def test_there_is_a_script_for_each_report_and_all_that_it_leads_to_is_there(built_site: Path) -> None:
    paths = sorted((built_site / "sections").iterdir())
    reports = {path.stem.removesuffix("-excerpt").removesuffix("-abridged") for path in (built_site / "reports").glob("[0-9]*.html")}
    assert {path.stem for path in paths} == {report[:11] for report in reports}
    pages: dict[str, str] = {}
    seen = 0
    for path in paths:
        text = path.read_text("utf-8")
        assert text.startswith("comparison.sections(") and text.endswith(");\n") and len(text.encode()) < 150_000
        said = json.loads(text[len("comparison.sections(") : -3])
        for one in (*said["tasks"], *said["review"], *said["said"].values()):
            page = pages.setdefault(one["page"], (built_site / one["page"]).read_text("utf-8"))
            for id in (*([one["at"]] if "at" in one else []), *(id for id, *_ in one["texts"])):
                assert f'id="{id}"' in page, (path.name, id)
                seen += 1
    assert seen > 50
