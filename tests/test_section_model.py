"""extract/run_in_heads, section_tree, main_tasks, task_themes: the plans of tests/cases/tasks.md, the tree, the spans, and what is no head."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from digest.content.catalogue_files import load_catalogue
from digest.extract.main_tasks import find_tasks, text_of
from digest.extract.pledges import find_pledges
from digest.extract.run_in_heads import heads_of, leads_of, unpunctuated_of
from digest.extract.section_tree import find_sections
from digest.extract.task_themes import theme_of
from digest.model.catalogue import TaskTheme
from digest.model.report import Report
from digest.model.section_model import TitledSection
from digest.pipeline import understand
from tests.reading import cases, catalogue, source

HEAD = "某某县人民政府工作报告\n——2024年1月10日在某某县第十七届人民代表大会第三次会议上\n县长 李某\n"


def read(text: str) -> Report:
    report, problems = understand(source(HEAD + text), catalogue())
    assert report is not None, problems
    return report


def whole(report: Report, section: TitledSection) -> str:
    return text_of(section, {p.id: p.text for p in report.paragraphs}, [p.id for p in report.paragraphs])


@pytest.mark.parametrize(("name", "given", "expected"), cases("tasks"), ids=[c[0] for c in cases("tasks")])
def test_the_main_tasks_of_a_plan(name: str, given: str, expected: list[str]) -> None:
    report = read(given)
    sections = find_sections(report)
    markers = {section.id: section.marker for section in sections}
    found = find_tasks(report, sections, catalogue(), find_pledges(report)[0])
    assert [f"{task.order} {markers[task.section]} {task.title} [{task.theme}]" for task in found] == expected


NESTED = """各位代表：
一、2023年工作回顾
过去一年，全县生产总值增长百分之六，工业和投资都好于预期。
二、2024年工作安排
今年要抓好以下工作。
（一）扩大内需。一是促消费。发放消费券一千万元，办好消费季。二是扩投资。开工项目三十个，投产十个。
继续完善商业设施，打造消费街区两处。
（二）做强产业。培育链主企业，新增规上企业二十户。
三、加强政府自身建设
坚持依法行政，整治形式主义，提高行政效能。"""


def test_every_section_has_its_place_in_the_tree() -> None:
    assert [(s.id, s.form, s.level, s.marker, s.title, s.order, s.parent, s.part) for s in find_sections(read(NESTED))] == [
        ("s1", "chapter", 1, "一、", "2023年工作回顾", 1, "", "review"),
        ("s2", "chapter", 1, "二、", "2024年工作安排", 2, "", "plan"),
        ("s2.1", "run-in", 2, "（一）", "扩大内需", 1, "s2", "plan"),
        ("s2.2", "run-in", 3, "一是", "促消费", 1, "s2.1", "plan"),
        ("s2.3", "run-in", 3, "二是", "扩投资", 2, "s2.1", "plan"),
        ("s2.4", "run-in", 2, "（二）", "做强产业", 2, "s2", "plan"),
        ("s3", "chapter", 1, "三、", "加强政府自身建设", 3, "", "government"),
    ]


def test_a_section_s_text_ends_before_the_next_head_of_its_level() -> None:
    report = read(NESTED)
    texts = {s.title: whole(report, s) for s in find_sections(report)}
    assert texts["扩大内需"] == (
        "一是促消费。发放消费券一千万元，办好消费季。二是扩投资。开工项目三十个，投产十个。\n继续完善商业设施，打造消费街区两处。"
    )
    assert texts["促消费"] == "发放消费券一千万元，办好消费季。"
    assert texts["扩投资"] == "开工项目三十个，投产十个。\n继续完善商业设施，打造消费街区两处。"
    assert texts["2023年工作回顾"] == "过去一年，全县生产总值增长百分之六，工业和投资都好于预期。"
    assert all(s.length == len(texts[s.title].replace("\n", "")) for s in find_sections(report))


def test_the_outline_is_not_touched_and_its_ids_stay() -> None:
    report = read(NESTED)
    assert [s.id for s in find_sections(report) if s.form == "chapter"] == [s.id for s in report.sections] == ["s1", "s2", "s3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（一）扩大内需。把促消费摆在首位，办好消费季。", ["扩大内需"]),
        ("1．做强产业：培育链主企业，新增规上企业二十户。", ["做强产业"]),
        ("——兴农业。建设高标准农田两万亩，粮食产量稳定。", ["兴农业"]),
        ("第一，稳增长。开工项目三十个，投产十个，完成投资。", ["稳增长"]),
        ("抓好三件事：一是抓招商。签约项目四十个。二是抓项目。开工三十个。", ["抓招商", "抓项目"]),
        ("一是新建学校3所；二是改造道路10条；三是新增停车位1000个。", []),
        ("今年一是新建学校，二是改造道路。要抓好落实，确保完成。", []),
        ("一是抓招商。签约项目四十个，落地二十个。二是抓项目。开工三十个。", ["抓招商", "抓项目"]),
        ("任务二：稳增长。开工项目三十个，投产十个，完成投资。", ["稳增长"]),
        ("任务一定完成。大家一起努力，开工项目三十个。", []),
        ("（一）扩大内需。", []),
        ("1.5万亩造林任务全部完成。今年再完成两万亩，一起努力。", []),
        ("（2024年）完成投资。今年再完成两亿元，大家一起努力。", []),
        ("6.为新生儿提供筛查服务（牵头单位：卫健局），全部免费，长期坚持。", []),
        ("统一是根本。团结是力量，大家一起把事情办好，办成。", []),
    ],
)
def test_which_heads_stand_in_a_paragraph(text: str, expected: list[str]) -> None:
    assert [text[head.title : head.close] for head in heads_of(text)] == expected


def test_lead_sentences_are_heads_where_they_come_in_a_series() -> None:
    texts = [f"{lead}。落实各项政策措施，全年新增三千个岗位，做到应保尽保。" for lead in ("稳就业强保障", "办好教育", "推进健康建设")]
    assert [texts[at][: head.close] for at, head in leads_of(texts).items()] == ["稳就业强保障", "办好教育", "推进健康建设"]
    told = [f"一年来，我们{lead}。落实各项措施。" for lead in ("聚焦转型，真抓实干，动能加快", "用心惠民生，福祉更加殷实", "凝心守安宁，底盘稳固")]
    assert [texts[head.title : head.close] for texts, head in zip(told, leads_of(told).values(), strict=True)] == [text[6:].split("。")[0] for text in told]
    assert not leads_of(told[:2]) and not leads_of([f"一年来，我们建成学校{n}所，群众更加满意。落实各项措施。" for n in range(5)])
    assert not leads_of(texts[:2]), "two sentences are no series"
    assert not leads_of([f"新建学校{n}所。落实各项政策措施，全年新增三千个岗位。" for n in range(5)]), "a figure stands in no head"


def test_numbers_without_a_mark_are_heads_only_where_they_count_on() -> None:
    texts = [f"{n}以产业为主线，培育集群。全年新增规上企业二十户。" for n in "一二三四"]
    assert len(unpunctuated_of(texts)) == 4
    assert not unpunctuated_of(texts[:3])
    assert not unpunctuated_of([f"{n}是抓产业，培育集群。全年新增规上企业二十户。" for n in "一二三四"])


THEMES = (
    TaskTheme("industry", "产业", titles=("产业", "创新"), words=("企业",)),
    TaskTheme("ecology", "生态", titles=("生态", "绿色"), words=("河湖", "造林")),
    TaskTheme("opening", "开放", titles=("开放",), never=("产业开放日",)),
)


@pytest.mark.parametrize(
    ("title", "heads", "text", "expected"),
    [
        ("扩大开放，做强产业", (), "", "opening"),  # what is said first
        ("坚持开放创新，在生态保护上求突破", (), "", "ecology"),  # but 在…上 says what it is about
        ("迈出坚实步伐", ("绿色转型", "生态修复"), "", "ecology"),  # where the title says nothing, the heads below it do
        ("迈出坚实步伐", (), "治理河湖，造林两万亩，支持企业。", "ecology"),  # or the text
        ("办好产业开放日", (), "", "other"),  # what a longer word means otherwise counts for nothing
        ("迈出坚实步伐", (), "", "other"),
    ],
)
def test_what_a_task_is_about(title: str, heads: tuple[str, ...], text: str, expected: str) -> None:
    assert theme_of(title, heads, text, THEMES) == expected


def test_hostile_text_is_read_in_linear_time() -> None:
    began = time.process_time()
    for text in ("一是" * 8000, "。一是甲" * 6000, "（一）" * 8000, "。1." * 8000, "在" * 9000 + "上", "——" * 9000, "；①甲。" * 5000):
        heads_of(text)
        leads_of([text] * 3)
        unpunctuated_of([text] * 3)
        theme_of(text, (), text, THEMES)
    assert time.process_time() - began < 6


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("- {id: demand, name: 内需, titles: [消费]}\n- {id: demand, name: 投资}", "content.id-twice"),
        ("- {id: demand, name: 内需, title: [消费]}", "yaml.unknown-key"),
        ("- {id: 内需, name: 内需}", "content.id"),
    ],
)
def test_what_is_wrong_with_the_themes_is_told_by_its_line(tmp_path: Path, written: str, code: str) -> None:
    (tmp_path / "task-themes.yaml").write_text(written, encoding="utf-8")
    told = [p for p in load_catalogue(tmp_path)[1] if p.where.endswith("task-themes.yaml")]
    assert [problem.code for problem in told] == [code] and told[0].line > 0


def test_without_the_file_every_task_is_of_the_theme_other(tmp_path: Path) -> None:
    assert load_catalogue(tmp_path)[0].task_themes == ()
    assert theme_of("扩大消费", (), "促消费", ()) == "other"
