"""extract/facts: the cases of tests/cases/facts.md against the shipped indicators, evidence, and what is left out."""

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.extract.facts import read_indicators
from digest.model.catalogue import Catalogue
from digest.model.problem import Problem
from digest.model.report import Fact, Meta, Paragraph, Report, Section, Source
from tests.reading import catalogue
from tests.tables import each

CATALOGUE = catalogue()
ROWS = [
    tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
    for line in (Path(__file__).parent / "cases" / "facts.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]


def facts_of(made: Report, catalogue: Catalogue) -> tuple[Fact, ...]:
    """A report → its facts of core indicators, without the figures of parts of the place; those of further ones have test_further_indicators.py."""
    return tuple(fact for fact in read_indicators(made, catalogue)[0] if not fact.further)


def report(*texts: tuple[str, str], place: str = "某县", level: str = "county", warnings: tuple[Problem, ...] = ()) -> Report:
    """(part, text) … → a report of 2024 with these paragraphs."""
    paragraphs = tuple(Paragraph(f"p{n}", n, text, part=part) for n, (part, text) in enumerate(texts, 1))
    source = Source("case.txt", "0", "text", "utf-8", ())
    return Report("000000-2024", source, Meta(place=place, level=level, year=2024), (), (), paragraphs, (), warnings)


def told(fact: Fact) -> str:
    value = f"{fact.value.normalize():f}" + (f"-{fact.high.normalize():f}" if fact.high is not None else "")
    marks = " stretch" * fact.stretch + " estimate" * fact.estimate + f" of {fact.whole}" * bool(fact.whole)
    return f"{fact.indicator} {fact.measure} {value} {fact.unit} {fact.bound} {fact.kind} {fact.year}{marks}"


@each(("part", "text", "facts"), ROWS)
def test_facts(part: str, text: str, facts: str) -> None:
    assert [told(f) for f in facts_of(report((part, text)), CATALOGUE)] == ([] if facts == "—" else facts.split(";"))


def test_evidence_is_verbatim_from_the_name_to_the_value() -> None:
    text = "一年来，地区生产总值完成189亿元，同比增长12.1%，总量居前。"
    level, growth = facts_of(report(("review", text)), CATALOGUE)
    assert level.evidence[0].quote == "地区生产总值完成189亿元"
    assert growth.evidence[0].quote == "地区生产总值完成189亿元，同比增长12.1%"
    for fact in (level, growth):
        evidence = fact.evidence[0]
        assert (evidence.report, evidence.paragraph) == ("000000-2024", "p1")
        assert text[evidence.start : evidence.end] == evidence.quote


def test_an_amount_before_its_name_is_quoted_to_the_name() -> None:
    (fact,) = facts_of(report(("review", "全年60个老旧小区完成改造。")), CATALOGUE)
    assert fact.evidence[0].quote == "60个老旧小区"


@pytest.mark.parametrize(
    ("place", "level", "text", "count"),
    [
        ("某县", "county", "全市地区生产总值增长5%。", 0),  # the prefecture's
        ("某市", "county", "全市地区生产总值增长5%。", 1),  # its own
        ("某市", "prefecture", "全省地区生产总值增长5%。", 0),
        ("某省", "province", "全省地区生产总值增长5%。", 1),
        ("某区", "county", "全区地区生产总值增长5%。", 1),
    ],
)
def test_whose_figure_it_is(place: str, level: str, text: str, count: int) -> None:
    assert len(facts_of(report(("review", text), place=place, level=level), CATALOGUE)) == count


def test_government_paragraphs_are_of_the_review_before_the_plan_and_of_the_plan_after_it() -> None:
    text = "办理人大代表建议50件。"
    found = facts_of(report(("government", text), ("plan", "今年任务如下。"), ("government", text)), CATALOGUE)
    assert [(f.kind, f.year) for f in found] == [("actual", 2023), ("target", 2024)]


def test_a_section_about_several_years_gives_no_year_unless_one_is_named() -> None:
    made = report(("review", "改造老旧小区30个。2022年，城镇新增就业600人。"))
    section = Section("s1", 1, "一、过去五年工作回顾", 1)
    paragraph = Paragraph("p1", 2, made.paragraphs[0].text, section="s1", part="review")
    made = Report(made.id, made.source, made.meta, (), (section,), (paragraph,), ())
    assert [f.year for f in facts_of(made, CATALOGUE)] == [None, 2022]


def test_figures_inside_damaged_text_are_left_out() -> None:
    text = "改造老旧小区30个，清洁取暖改造1726户。"
    damage = Problem("case.txt", 1, "damage.digits", "digits run together", "compare", quote="改造1726户")
    assert [f.indicator for f in facts_of(report(("review", text), warnings=(damage,)), CATALOGUE)] == ["old_communities"]
    assert len(facts_of(report(("review", text)), CATALOGUE)) == 2
    mark = Problem("case.txt", 1, "damage.marks", "a mark is lost", "compare", quote="改造1726户")
    assert len(facts_of(report(("review", text), warnings=(mark,)), CATALOGUE)) == 2  # the digits are sound
    other = replace(damage, line=2, quote="1")  # the quote stands in each paragraph, the damage in one
    made = report(("review", "改造老旧小区31个，清洁取暖改造1726户。"), ("review", "建成养老机构1"), warnings=(other,))
    assert [f.indicator for f in facts_of(made, CATALOGUE)] == ["old_communities", "clean_heating"]


def test_what_indicators_name_of_each_other_exists() -> None:
    ids = {i.id for i in CATALOGUE.indicators}
    for indicator in CATALOGUE.indicators:
        assert set(indicator.beside) <= ids and {indicator.stock} <= ids | {""}, indicator.id
        assert set(indicator.measures) <= {"level", "growth", "change", "share"}, indicator.id
        assert bool(indicator.nearby) == bool(indicator.beside), indicator.id


def test_every_indicator_of_the_catalogue_can_be_found() -> None:
    """A plain statement of each indicator in its own unit gives that indicator (those that count only beside another apart)."""
    for indicator in CATALOGUE.indicators:
        name = next(a for a in (*indicator.aliases, *indicator.shared) if "…" not in a)
        link = "占" if indicator.needs else "增长" if indicator.measures[0] == "growth" else "达到"
        amount = "5%" if indicator.unit == "%" else f"5{indicator.unit}"
        found = read_indicators(report(("review", f"全县{name}{link}{amount}。")), CATALOGUE)[0]
        assert indicator.id in {f.indicator for f in found}, indicator.id


@pytest.mark.parametrize("text", ["城乡居民收入、5%" * 3000, "地区生产总值、" * 4000 + "分别增长" + "5%、" * 4000, "专精特新" * 8000, "（" * 30000])
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    began = time.process_time()
    facts_of(report(("plan", text)), CATALOGUE)
    assert time.process_time() - began < 3


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("地区生产总值 城乡居民人均可支配收入 分别 增长 5% 、 和 ， 189亿元 60个 老旧小区 重点项目 总投资 。 由 达到 （ ）".split()), max_size=25))
def test_any_text_gives_facts_that_stand_in_it(words: list[str]) -> None:
    text = "".join(words)
    for fact in facts_of(report(("review", text)), CATALOGUE):
        evidence = fact.evidence[0]
        assert text[evidence.start : evidence.end] == evidence.quote
        assert isinstance(fact.value, Decimal)


def test_what_follows_a_paragraph_about_several_years_is_of_them_until_one_turns_to_the_year() -> None:
    section = Section("s1", 1, "一、“十三五”时期和2023年工作回顾", 1)
    texts = (
        "综合实力稳步提升。",
        "新增高标准农田20万亩，城镇新增就业9000人。",
        "这是民生持续改善的五年。",
        "改造老旧小区90个。",
        "刚刚过去的2023年很不平凡，城镇新增就业1200人。",
        "改造老旧小区20个。",
    )
    paragraphs = tuple(Paragraph(f"p{n}", n, text, section="s1", part="review") for n, text in enumerate(texts, 1))
    made = report()
    made = Report(made.id, made.source, made.meta, (), (section,), paragraphs, ())
    assert [(f.indicator, f.year) for f in facts_of(made, CATALOGUE)] == [
        ("high_standard_farmland", None), ("urban_jobs", None), ("old_communities", None), ("urban_jobs", 2023), ("old_communities", 2023),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "texts", "years"),
    [
        ("一、2023年和“十三五”时期工作回顾", ("改造老旧小区20个。", "“十三五”时期极不平凡。", "改造老旧小区90个。"), [2023, None]),
        ("一、2023年及“十三五”时期工作回顾", ("改造老旧小区20个。", "各位代表！2023年是“十三五”收官之年。五年来，我们奋力前行。", "改造老旧小区90个。"), [2023, None]),
        ("一、2023年及“十三五”时期工作回顾", ("改造老旧小区20个。", "2023年是奋力前行的一年。", "改造老旧小区90个。"), [2023, 2023]),
        ("一、2023年工作回顾", ("改造老旧小区20个。", "五年来，改造老旧小区90个。", "改造老旧小区30个。"), [2023, None, 2023]),
    ],
)
def test_a_heading_says_what_comes_first(title: str, texts: tuple[str, ...], years: list[int | None]) -> None:
    paragraphs = tuple(Paragraph(f"p{n}", n, text, section="s1", part="review") for n, text in enumerate(texts, 1))
    made = report()
    made = Report(made.id, made.source, made.meta, (), (Section("s1", 1, title, 1),), paragraphs, ())
    assert [f.year for f in facts_of(made, CATALOGUE)] == years
