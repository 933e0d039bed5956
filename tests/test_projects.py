"""extract/projects: the cases of tests/cases/projects.md, project_lists.md, project_members.md and project_names.md against the shipped word lists, evidence, dates, hostile text."""

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.extract.deadlines import when
from digest.extract.milestones import ORDER, investment
from digest.extract.name_judge import _sum, _weights
from digest.extract.projects import find_projects
from digest.model.catalogue import Lexicon
from digest.model.report import Meta, Paragraph, Project, Report, Source
from tests.reading import catalogue
from tests.tables import each

CATALOGUE = catalogue()


def rows(*files: str) -> list[tuple[str, ...]]:
    """Tables of tests/cases/ → their rows, without the heads."""
    return [
        tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
        for file in files
        for line in (Path(__file__).parent / "cases" / file).read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and not line.startswith(("| part", "|---"))
    ]


def report(*texts: tuple[str, str], year: int | None = 2024) -> Report:
    """(part, text) … → a county's report with these paragraphs."""
    paragraphs = tuple(Paragraph(f"p{n}", n, text, part=part) for n, (part, text) in enumerate(texts, 1))
    source = Source("case.txt", "0", "text", "utf-8", ())
    return Report("000000-2024", source, Meta(place="某县", level="county", year=year), (), (), paragraphs, ())


def told(project: Project) -> str:
    amount = "" if project.investment is None else f"{project.investment.normalize():f}"
    return ",".join((project.name, amount, project.milestone, project.when, project.kind))


@each(("part", "text", "projects"), rows("projects.md", "project_lists.md", "project_members.md"))
def test_projects(part: str, text: str, projects: str) -> None:
    assert [told(p) for p in find_projects(report((part, text)), CATALOGUE)] == ([] if projects == "—" else projects.split(";"))


@each(("part", "text", "names"), rows("project_names.md"))
def test_names(part: str, text: str, names: str) -> None:
    assert [p.name for p in find_projects(report((part, text)), CATALOGUE)] == ([] if names == "—" else names.split(";"))


# Long paragraphs without their last mark, of which a copy is told to be damaged
DAMAGED = tuple(("review", f"全年抓好第{n}件大事，各项工作按照年初确定的计划有序推进，群众普遍感到满意，社会各界积极参与，成效比往年好得多") for n in "一二三四五六七八")


@each(
    ("text", "sound", "damaged"),
    [
        # the text, the projects in a sound report, and in one whose marks are lost
        ("启动柳泉小学新建、云麓中学改扩建分批推进30所幼儿园验收工作。", "", "柳泉小学新建;云麓中学改扩建"),
        ("破解就医难加快柳泉医院二期建设进度。", "", "柳泉医院二期"),
        ("启动柳泉大桥加固工程坚持建管并重。", "", "柳泉大桥加固工程"),
        ("力争年内完工启动云麓体育馆改扩建。", "云麓体育馆改扩建", "云麓体育馆改扩建"),
        ("启动柳泉小学新建，分批推进30所幼儿园验收工作。", "柳泉小学新建", "柳泉小学新建"),
        ("推进柳泉片区改造提升加强市场监管。", "", ""),
        ("推进云麓大桥加固改造工程。", "云麓大桥加固改造工程", "云麓大桥加固改造工程"),
        ("健全常态化机制推动柳泉经济增长。", "", ""),
    ],
)
def test_where_marks_are_lost_a_verb_behind_a_whole_name_begins_a_clause(text: str, sound: str, damaged: str) -> None:
    for others, names in (((), sound), (DAMAGED, damaged)):
        assert ";".join(p.name for p in find_projects(report(("plan", text), *others), CATALOGUE)) == names


def test_what_is_named_like_a_hundred_others_is_named_more_strictly_in_a_province() -> None:
    of_county = report(("plan", "加快全民健身中心建设。"), ("plan", "加快柳泉大桥建设。"))
    of_province = replace(of_county, meta=replace(of_county.meta, level="province"))
    assert [p.name for p in find_projects(of_province, CATALOGUE)] == ["柳泉大桥"]


def test_evidence_is_verbatim_from_the_name_or_its_verb_to_the_milestone() -> None:
    text = "一年来，总投资8亿元的柳泉水厂项目，4月份开工建设；加快推进云麓大桥建设，进度良好。"
    first, second = (p.evidence for p in find_projects(report(("review", text)), CATALOGUE))
    assert first.quote == "总投资8亿元的柳泉水厂项目，4月份开工建设"
    assert second.quote == "加快推进云麓大桥建设"
    for evidence in (first, second):
        assert (evidence.report, evidence.paragraph) == ("000000-2024", "p1")
        assert text[evidence.start : evidence.end] == evidence.quote


def test_without_a_year_nothing_is_dated() -> None:
    (project,) = find_projects(report(("review", "柳泉路10月份建成通车。"), year=None), CATALOGUE)
    assert project.when == ""


def test_what_is_said_in_several_places_is_given_with_each() -> None:
    found = find_projects(report(("review", "柳泉路开工建设。"), ("plan", "柳泉路年内通车。"), ("plan", "柳泉路年内通车。")), CATALOGUE)
    assert [(p.evidence.paragraph, p.milestone, p.kind) for p in found] == [("p1", "开工", "actual"), ("p2", "通车", "target"), ("p3", "通车", "target")]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("4月底前", "2024-04"),
        ("13月", ""),
        ("5月1日", "2024-05-01"),
        ("5月40日", "2024-05"),
        ("十二月底", "2024-12"),
        ("一季度", "2024-03"),
        ("下半年", "2024-H2"),
        ("今年6月份", "2024-06"),
        ("2025年6月", "2025-06"),
        ("年底前", "2024"),
        ("2025年底前", "2025"),
        ("2024年度", ""),
        ("三年", ""),
        ("年产", ""),
    ],
)
def test_dates_said(said: str, date: str) -> None:
    assert when(said, 2024) == date


@pytest.mark.parametrize(
    ("said", "amount"),
    [("总投资6100万元", "0.61"), ("投资3.98亿元", "3.98"), ("计划总投资1,100万元", "0.11"), ("投入约2亿元", "2"), ("投资增长5%", None), ("投资3.98", None)],
)
def test_amounts(said: str, amount: str | None) -> None:
    assert investment(said) == (None if amount is None else Decimal(amount))


def test_every_word_of_progress_names_a_milestone() -> None:
    words = [w for name in ("project-leads", "project-closes") for w in CATALOGUE.words(name)]
    assert len(words) > 150
    given_ = {m for w in words for m in w.partition("=")[2].split("/")}
    assert given_ - {""} <= set(ORDER)


def test_a_word_with_a_milestone_that_does_not_exist_gives_none() -> None:
    words = (Lexicon("project-leads", ("推进=在建",)), Lexicon("project-closes", ("建成投用=投佣", "通车=通车")))
    catalogue = replace(CATALOGUE, lexicons=(*(x for x in CATALOGUE.lexicons if not x.name.startswith(("project-leads", "project-closes"))), *words))
    text = "推进柳泉路建成投用。柳泉水厂通车。"
    assert [told(p) for p in find_projects(report(("review", text)), catalogue)] == ["柳泉路,,在建,,actual", "柳泉水厂,,通车,2023,actual"]


def test_without_word_lists_nothing_is_found() -> None:
    assert find_projects(report(("review", "柳泉路建成通车。")), replace(CATALOGUE, lexicons=())) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="柳泉路厂项目建成投产、，。；“”（）等和的3月底前总投资亿元加快推进一期改造 \n", max_size=300))
def test_any_text_is_read_and_quoted_verbatim(text: str) -> None:
    for project in find_projects(report(("plan", text)), CATALOGUE):
        evidence = project.evidence
        assert text[evidence.start : evidence.end] == evidence.quote
        assert project.name in evidence.quote
        assert project.milestone in ORDER


@pytest.mark.parametrize("piece", ["项目、", "总投资", "等和等", "加快推进", "“柳", "3月", "建成投产，", "的的", "泉路、柳街和"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def spent(length: int) -> float:
        text = piece * (length // len(piece))
        begun = time.process_time()
        find_projects(report(("plan", text)), CATALOGUE)
        return time.process_time() - begun

    spent(2_000)
    assert min(spent(40_000) for _ in range(2)) < 20 * max(0.01, min(spent(10_000) for _ in range(2)))


def test_the_order_in_which_signs_of_a_name_are_found_changes_nothing() -> None:
    signs = dict.fromkeys(_weights(), 1.0)
    assert len({_sum(dict(sorted(signs.items(), key=lambda item: hash((item[0], seed))))) for seed in range(20)}) == 1
