"""Digests: the shipped templates on small comparisons; hostile text; what editors may do to a template."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from digest.compare.comparisons import compare
from digest.model.comparison import Comparison, Finding, Standing, Voice
from digest.model.dossier import Dossier
from digest.model.note import Annotation
from digest.model.report import Aim, Evidence, Fact, Pledge, Record
from digest.render import routes
from digest.render.digests import families, full_digest, overview_digest, place_digest, place_years, tidy, told, topic_digest
from digest.render.filters import MARKDOWN_FILTERS, TEXT_FILTERS, Markdown
from digest.render.templates import markdown_environment
from digest.render.years_table import series
from tests.samples import CATALOGUE, dossier, fact, record
from tests.tables import each

FOLDER = Path(__file__).parents[1] / "templates" / "markdown"
TEXTS = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in FOLDER.rglob("*.j2")}
SHIPPED = markdown_environment(TEXTS, "templates/markdown")
SENTENCE = "完成造林1.2万亩，建成污水处理厂3座，空气质量明显改善。"
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def reports(pledge: str = "治理河道3公里") -> list[Record]:
    houma, yanhu, old, new = "141081-2024", "140802-2024", "130608-2023-abridged", "130608-2024-abridged"
    return [
        record(
            "141081", 2024,
            fact("afforestation", "level", "12000", "actual", 2023, unit="亩", bound="~", report=houma),
            fact("gdp", "growth", "10", "target", 2024, bound=">=", report=houma, paragraph="p2"),
            fact("gdp", "growth", "12.1", "actual", 2023, report=houma),
            fact("pm25", "growth", "-2", "actual", 2023, report=houma),
            texts=(("review", "ecology", SENTENCE), ("plan", "economy", "地区生产总值增长10%以上，稳中求进。")),
            pledges=(Pledge(1, Evidence(houma, "p2", 0, len(pledge), pledge), pledge),),
        ),
        record(
            "140802", 2024,
            fact("gdp", "growth", "6", "target", 2024, report=yanhu),
            fact("gdp", "growth", "7", "target", 2024, stretch=True, report=yanhu),
            fact("pm25", "growth", "-4", "actual", 2023, report=yanhu),
        ),
        record(
            "130608", 2023,
            fact("gdp", "growth", "6", "target", 2023, report=old),
            fact("gdp", "growth", "8", "target", 2023, report=old),
            completeness="abridged",
        ),
        record("130608", 2024, replace(fact("gdp", "growth", "5.9", "actual", 2023, report=new), estimate=True), completeness="abridged"),
    ]  # fmt: skip


def compared(records: list[Record] | None = None) -> Comparison:
    return compare(reports() if records is None else records, CATALOGUE)


def every(comparison: Comparison, environment=SHIPPED) -> dict[str, str]:
    """All digests of a comparison, by address; none may fail."""
    made = {routes.OVERVIEW_DIGEST: overview_digest(environment, comparison, CATALOGUE.site)}
    made |= {routes.topic_digest(t.topic.id): topic_digest(environment, t) for t in comparison.topics}
    made |= {routes.full_digest(t.topic.id): full_digest(environment, t) for t in comparison.topics}
    made |= {routes.place_digest(p.place.code): place_digest(environment, p) for p in comparison.places}
    assert [p.text() for _, problems in made.values() for p in problems] == []
    return {address: text or "" for address, (text, _) in made.items()}


DIGESTS = every(compared())
ECOLOGY, ECONOMY = (DIGESTS[f"topics/full/{id}.md"].replace("](../", "](") for id in ("ecology", "economy"))
R = "../reports/"
OLD, NEW = f"{R}130608-2023-abridged.html", f"{R}130608-2024-abridged.html"
HOUMA, YANHU, QINGYUAN = "[侯马市](../places/141081.html)", "[盐湖区](../places/140802.html)", "[清苑区](../places/130608.html)"
GDP = "[地区生产总值增速](../indicators/gdp.html)"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (ECONOMY, "# 综合经济：各地政府工作报告对照"),
        (ECONOMY, f"| {HOUMA} | 2024 | [12.1%]({R}141081-2024.html#p1) | [≥10%]({R}141081-2024.html#p2) |"),
        # a base and a stretch target are no dispute, two base targets are; an estimate says so; absences are told apart
        (ECONOMY, f"| {YANHU} | 2024 | [只提目标]({R}140802-2024.html#p1) | [6%]({R}140802-2024.html#p1)、力争[7%]({R}140802-2024.html#p1) |"),
        (ECONOMY, f"| {QINGYUAN} | 2023 | 节选未含 | 待核：[6%]({OLD}#p1) / [8%]({OLD}#p1) |"),
        (ECONOMY, f"| {QINGYUAN} | 2024 | [5.9%]({NEW}#p1)（预计） | 节选未含 |"),
        (ECONOMY, f"- **2023年地区生产总值增速（目标）**：{QINGYUAN}给出了不同的数值，待核：6% / 8%。依据：[清苑区2023]({OLD}#p1)。"),
        (ECOLOGY, "| 地区 | 报告年份 | PM2.5浓度·完成 |"),
        (ECOLOGY, f"以上各项均未提及：[盐湖区2024]({R}140802-2024.html)。"),
        (ECOLOGY, "没有文本给出：造林面积的目标。"),
        (ECOLOGY, f"- 「{SENTENCE}」（[原文]({R}141081-2024.html#p1)）"),
        (ECOLOGY, "### 清苑区（2024年，摘编）"),
        (ECOLOGY, "没有以这一专题为主的段落，别的段落可能顺带说到。"),
        (ECOLOGY, "手头的文本不完整，没有以这一专题为主的段落（节选未含），不能说报告没有提及。"),
        (ECOLOGY, f"- [侯马市2024年政府工作报告]({R}141081-2024.html)（侯马市，2024年，全文）。"),
        # what was aimed at for 2023 in the report of 2023 beside what the report of 2024 says came of it
        (DIGESTS["places/130608.md"], f"| {GDP} | 节选未含 | 待核：[6%]({OLD}#p1) / [8%]({OLD}#p1) | [5.9%]({NEW}#p1)（预计） | 节选未含 |"),
        (DIGESTS["places/141081.md"], f"| {GDP} | [12.1%]({R}141081-2024.html#p1) | [≥10%]({R}141081-2024.html#p2) |"),
        (DIGESTS["places/141081.md"], f"| 1 | 治理河道3公里（[原文]({R}141081-2024.html#p2)） |"),
        (DIGESTS["overview.md"], "这里对照3个地方的4份政府工作报告（2023—2024年）：每个数值、每句引文都可以点回原文。"),
        (DIGESTS["overview.md"], "| [生态环境](topics/ecology.html) | 节选未含 | 0段 | 1段 | 2 |"),
    ],
)
def test_a_digest_says(text, line):
    assert line in text.split("\n")


def test_what_is_said_without_a_value_is_shown_and_nobody_is_told_to_be_silent_of_it() -> None:
    """An aim in words fills a column; what one says only in another measure is told below, with its way."""
    told = Evidence("141081-2024", "p1", 0, 11, "造林面积完成市下达任务")
    worded = replace(record("141081", 2024, texts=(("plan", "ecology", told.quote),)), aims=(Aim("造林面积", "met", "市下达任务", 2024, told, "afforestation"),))
    area, growth = ("afforestation", "level", "500", "actual", 2023), ("afforestation", "growth", "3", "target", 2024)
    valued = record("140802", 2024, fact(*area, unit="亩", report="140802-2024"), fact(*growth, report="140802-2024"))
    made = every(compare([worded, valued], CATALOGUE))
    lines = made["topics/full/ecology.md"].replace("](../", "](").split("\n")
    assert "| 地区 | 报告年份 | 造林面积·完成 | 造林面积·目标 |" in lines
    assert f"| {HOUMA} | 2024 | [只提目标]({R}141081-2024.html#p1) | [完成市下达任务]({R}141081-2024.html#p1) |" in lines
    assert f"| {YANHU} | 2024 | [500亩]({R}140802-2024.html#p1) | [有提法]({R}140802-2024.html#p1) |" in lines
    assert f"没有文本给出数值、但有提法：造林面积增速的完成数（[盐湖区2024]({R}140802-2024.html#p1)）。" in lines
    assert not [line for line in lines if line.startswith(("没有文本给出：", "以上各项均未提及"))]



def test_a_chart_stands_with_its_words_its_caption_and_its_numbers():
    chart = re.search(r"^!\[[^\n]+\]\(\.\./charts/gdp-growth\.svg \"地区生产总值增速（单位：%）\"\)\n\n\| 地区 \|", ECONOMY, re.M)
    assert chart
    assert re.search(r"^!\[[^\n]+\]\(charts/attention\.svg [^\n]+\n\n\| % \| 生态环境 \| 综合经济 \|", DIGESTS["overview.md"], re.M)


@pytest.mark.parametrize("address", sorted(DIGESTS))
def test_the_markdown_itself_is_clean(address):
    text = DIGESTS[address]
    lines = text.split("\n")
    assert text.startswith("# ") and text.endswith("\n") and "\n\n\n" not in text
    assert [line for line in lines if line != line.rstrip()] == []
    for before, line in pairwise(lines):  # a blank line before every heading, list and table, and after
        kinds = [re.match(r"(#|- |\||!|)", x)[0] for x in (before, line)]
        assert not (before and line) or kinds[0] == kinds[1] in ("- ", "|"), (before, line)
        if kinds == ["|", "|"]:  # a row has as many cells as the row above
            assert len(re.findall(r"(?<!\\)\|", before)) == len(re.findall(r"(?<!\\)\|", line)), (before, line)


@pytest.mark.parametrize("address", sorted(DIGESTS))
def test_every_link_is_relative_and_leads_to_something_that_is_made(address):
    comparison = compared()
    known = {routes.topic_page(t.topic.id) for t in comparison.topics} | {routes.place_page(p.place.code) for p in comparison.places}
    known |= {routes.full_page(t.topic.id) for t in comparison.topics} | {routes.promises_page(p.place.code) for p in comparison.places}
    known |= {routes.indicator_page(i.indicator.id) for i in comparison.indicators}
    known |= {routes.report_page(e.report.id) for d in comparison.dossiers for e in d.editions}
    known |= {routes.chart(c.id) for c in (*comparison.overview.charts, *(c for t in comparison.topics for c in t.charts))}
    seen = re.findall(r"\]\(([^) ]+)", DIGESTS[address])
    assert seen
    assert {link.partition("#")[0] for link in seen} <= {routes.relative(address, target) for target in known}


HOSTILE = [
    "*甲* _乙_ `丙` ~~丁~~ **戊**",
    "[x](//evil)",
    "![](http://t/p.gif)", "<script>alert(1)</script>", "甲|乙|丙", "- 甲", "1. 甲", "# 甲",
    "> 甲", "    甲", "\u3000\u3000甲", "甲\n\n# 乙\n", "{{ 7*7 }}", "{% include 'x' %}", "甲\\", "](a) [b",
    "\"甲\" '乙'", "&lt;b&gt; &amp;",
    "===", "---",
]  # fmt: skip


def shape(text: str) -> list[tuple[str, str]]:
    """Markdown → its tokens with their addresses, but not their words."""
    inner = [c for t in MARKDOWN.parse(text) for c in (t, *(t.children or []))]
    return [(t.type, str(t.attrs.get("href", t.attrs.get("src", "")))) for t in inner if t.type != "text"]


def saying(words: str) -> Comparison:
    """A comparison in which every text that comes from a report says these words."""
    first, *others = reports(words)
    meta = replace(first.report.meta, title=f"{words}报告{words}", publisher=words, url=words, note=words)
    plain = compared([replace(first, report=replace(first.report, meta=meta)), *others])

    def voice(one: Voice) -> Voice:
        return replace(one, sentences=(Evidence(one.dossier.editions[0].report.id, "p1", 0, 9, words),), absence="")

    topics = tuple(replace(t, voices=tuple(map(voice, t.voices))) for t in plain.topics)
    places = tuple(replace(p, voices=tuple((t, tuple(map(voice, v))) for t, v in p.voices)) for p in plain.places)
    return replace(plain, topics=topics, places=places)


HARMLESS = {address: shape(text) for address, text in every(saying("甲乙")).items()}


@each("text", HOSTILE)
def test_text_of_reports_never_becomes_markup(text):
    digests = every(saying(text))
    assert {a: shape(t) for a, t in digests.items()} == HARMLESS
    said = "".join(c.content for t in MARKDOWN.parse(digests["topics/full/ecology.md"]) for c in t.children or [])
    assert f"「{text}」" in said and f"{text}报告{text}" in said and f"说明：{text}" in said


def test_an_address_of_the_web_is_a_link_and_nothing_else_is():
    first, *others = reports()
    for url, link in (("https://example.org/a?b=1", True), ("javascript:alert(1)", False), ("/baogao/1.html", False)):
        meta = replace(first.report.meta, url=url)
        text = every(compared([replace(first, report=replace(first.report, meta=meta)), *others]))["topics/full/ecology.md"]
        assert (f"]({url})" in text) == link


def test_without_reports_the_overview_still_says_something():
    assert "还没有报告" in every(compared([]))["overview.md"]


def test_many_places_are_counted_and_not_listed():
    one = compared().topics[0]
    many = tuple(
        replace(d, id=f"{n}-2024", place=replace(d.place, code=f"{n:06}")) for n, d in enumerate([one.dossiers[0]] * 13, 1)
    )
    text, _ = topic_digest(SHIPPED, replace(one, dossiers=many))
    assert "这里对照13个地方的13份政府工作报告（2024年）" in (text or "")


def spread() -> Finding:
    """The growth that two places tell of, the higher first."""
    table = compared().topics[1].tables[0]
    rows = sorted((row for row in table.rows if row.actual.facts), key=lambda row: -row.actual.facts[0].value)
    return Finding("spread", table, tuple(row.dossier for row in rows), tuple(row.actual.facts[0] for row in rows), "actual", highest=1, lowest=1)


def test_of_many_equal_values_three_are_named_and_all_counted():
    found = spread()
    high, low = found.dossiers[0], found.dossiers[-1]
    many = replace(found, kind="spread", dossiers=(high, *[low] * 5), facts=(found.facts[0], *[found.facts[-1]] * 5), highest=1, lowest=5)
    text, _ = topic_digest(SHIPPED, replace(compared().topics[1], findings=(many,)))
    assert (text or "").count(f"[{low.place.name}](../places/{low.place.code}.html)（预计增长") == 3
    assert "）等5地。依据：" in (text or "")


def test_an_unknown_kind_of_finding_still_tells_its_figures():
    found = spread()
    text, problems = topic_digest(SHIPPED, replace(compared().topics[1], findings=(replace(found, kind="new"),)))
    assert problems == () and "（增长12.1%）" in (text or "")


def test_an_absence_is_a_finding_without_figures():
    found = spread()
    absent = Finding("absent", found.table, found.dossiers[:1], (), "target", of=3)
    text, problems = topic_digest(SHIPPED, replace(compared().topics[1], findings=(absent,)))
    assert problems == () and f"- **地区生产总值**：同级的3份全文报告里，只有[{found.dossiers[0].place.name}2024](" in (text or "")


# what editors do


def test_parts_can_be_left_out_and_reordered():
    lines = [line for line in TEXTS["topic-full.md.j2"].split("\n") if "tables" not in line]
    lines.insert(lines.index('{% include "parts/findings.md.j2" %}'), '{% include "parts/sources.md.j2" %}\n')
    text = every(compared(), markdown_environment({**TEXTS, "topic-full.md.j2": "\n".join(lines)}))["topics/full/ecology.md"]
    assert re.findall(r"^## (\S+)", text, re.M) == ["来源", "要点", "各地怎么说", "来源"]


def test_a_note_is_the_editors_own_markdown():
    text, _ = topic_digest(SHIPPED, compared().topics[0], Annotation(Markdown("**编者按**：见[方法](../methods.html)。")))
    assert "\n\n**编者按**：见[方法](../methods.html)。\n\n" in (text or "")


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("parts/voices.md.j2", "voice.sentences", "voice.sentence", "Voice has no sentence"),
        ("parts/findings.md.j2", "in findings", "in finding", "did you mean"),
        ("parts/macros.md.j2", "|statement", "|statment", "did you mean statement?"),
        ("topic.md.j2", "topic.name", "topic。name", "is full-width"),
    ],
)
def test_a_mistake_in_a_part_is_named_there(part, old, new, said):
    broken = TEXTS[part].replace(old, new, 1)
    line = TEXTS[part][: TEXTS[part].index(old)].count("\n") + 1
    text, (problem,) = (topic_digest if part == "topic.md.j2" else full_digest)(markdown_environment({**TEXTS, part: broken}, "templates/markdown"), compared().topics[0])
    assert text is None
    assert (problem.where, problem.line) == (f"templates/markdown/{part}", line)
    assert said in problem.text()


# the values laid out


def growth(code: str, value: str) -> tuple[Dossier, Fact]:
    said = fact("gdp", "growth", value, "target", 2024)
    return dossier(code, 2024, said), said


def test_equal_values_stand_together_at_an_end():
    pairs = [growth("141081", "10"), growth("140802", "10"), growth("130608", "6")]
    table = compared().topics[1].tables[0]
    of = tuple(d for d, _ in pairs), tuple(f for _, f in pairs)
    it = told(Finding("spread", table, *of, "target", highest=2, lowest=1))
    assert [[s.dossier.place.name for s in end] for end in (it.highest, it.lowest)] == [["侯马市", "盐湖区"], ["清苑区"]]
    unsure = told(Finding("spread", table, *of, "target", highest=2))
    assert (len(unsure.highest), unsure.lowest) == (2, ())


def side_by_side(*given: tuple[str, str, str]) -> str:
    """(code, growth of PM2.5 and its bound) each → the findings of the topic."""
    values = ((code, fact("pm25", "growth", value, "actual", 2023, bound=bound, report=f"{code}-2024")) for code, value, bound in given)
    text = every(compared([record(code, 2024, one, texts=(("review", "ecology", SENTENCE),)) for code, one in values]))["topics/full/ecology.md"].replace("](../", "](")
    return text[text.index("## 要点") : text.index("## 指标对比")]


GROUNDS = f"依据：[盐湖区2024]({R}140802-2024.html#p1)、[侯马市2024]({R}141081-2024.html#p1)。"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((("140802", "4", "="), ("141081", "2", "="), ("130608", "3", "=")),
         f"在给出数值的3地中（县级），数值最高的是{YANHU}（增长4%），最低的是{HOUMA}（增长2%）。{GROUNDS}"),
        # of falls the largest is the lowest number
        ((("140802", "-4", "="), ("141081", "-2", "="), ("130608", "-3", "=")),
         f"在给出数值的3地中（县级），降幅最大的是{YANHU}（下降4%），降幅最小的是{HOUMA}（下降2%）。"),
        ((("140802", "-4", "="), ("141081", "2", "="), ("130608", "-3", "=")), f"数值最高的是{HOUMA}（增长2%），最低的是{YANHU}（下降4%）。"),
    ],
)
def test_what_is_surely_highest_is_said_with_of_how_many(given, said):
    assert said in side_by_side(*given)


def test_what_may_be_higher_is_not_called_lower():
    assert "最" not in side_by_side(("140802", "4", "="), ("141081", "2", "="), ("130608", "3", ">="))


def test_three_indicators_of_one_measure_stand_in_one_table():
    tables = compared().topics[1].tables
    many = tuple(replace(tables[0], id=f"t{n}") for n in range(4))
    assert [len({c.table.id for c in f.columns}) for f in families(many)] == [3, 1]


def test_of_many_reports_only_the_newest_of_each_place_stand_in_a_topic():
    table = compared().topics[1].tables[0]
    rows = tuple(replace(row, dossier=replace(row.dossier, id=f"{row.dossier.id}-{n}", year=n)) for n in range(2000, 2020) for row in table.rows)
    places = {row.dossier.place.code for row in rows}
    (many,) = families((replace(table, rows=rows),))
    (few,) = families((table,))
    shown = [row.dossier for row in many.rows] + [*many.unmentioned, *many.not_in_excerpt]
    assert many.newest and not few.newest
    assert {d.place.code for d in shown} == places and {d.year for d in shown} == {2019}


def test_a_series_sets_a_target_beside_what_came_of_it():
    profile = next(p for p in compared().places if p.place.code == "130608")
    made = series(profile.tables)
    assert [(column.year, column.kind) for column in made.columns] == [(2022, "actual"), (2023, "target"), (2023, "actual"), (2024, "target")]
    assert [[[str(fact.value) for fact in cell.facts] for cell in line.cells] for line in made.lines] == [[[], ["6", "8"], ["5.9"], []]]
    assert series(()).lines == ()


def test_places_with_their_years():
    first = place_years(compared().dossiers)[0]
    assert (first.dossier.id, first.years) == ("130608-2024", (2023, 2024))


def test_tidy_leaves_one_blank_line_and_no_space_at_the_end():
    assert tidy("\n# 甲  \n\n\n\n乙\n \n\n丙") == "# 甲\n\n乙\n\n丙\n"
    assert tidy(None) is None


# the editors' guide

GUIDE = (Path(__file__).parents[1] / "docs" / "editors-guide.md").read_text("utf-8")


@pytest.mark.parametrize("example", re.findall(r"^```jinja\n(.*?)^```", GUIDE, re.M | re.S))
def test_an_example_of_the_guide_works(example):
    text = TEXTS["topic.md.j2"] + "\n" + example
    assert "侯马市" in every(compared(), markdown_environment({**TEXTS, "topic.md.j2": text}))["topics/economy.md"]


def test_the_guide_names_every_filter_and_every_part():
    named = set(re.findall(r"`([a-z_]+)`", GUIDE))
    assert {*TEXT_FILTERS, *MARKDOWN_FILTERS} <= named
    parts = {Path(name).name.removesuffix(".md.j2") for name in TEXTS if name.startswith("parts/")}
    assert parts - {"macros", "brief-macros"} <= set(re.findall(r"`([a-z-]+)`", GUIDE))


def test_the_guide_names_every_macro():
    macros = set(re.findall(r"{% macro (\w+)\(", TEXTS["parts/macros.md.j2"])) - {"who", "grounds"}
    assert macros <= set(re.findall(r"`{{ (\w+)\(", GUIDE))


# ranks among peers


def test_ranks_have_columns_only_where_something_is_ranked():
    profile = compared().places[0]
    table = next(t for t in profile.tables if t.measure == "growth")
    given = next(cell for row in table.rows for cell in (row.target, row.actual) if cell.facts)
    one = Standing(table, given.facts[0].kind, given.facts[0], 0, 2, "level", None, None)
    cases = ((replace(one, rank=2, of=5, median=Decimal("6.5")), "| 第2（同级5地） | 6.5"), (replace(one, rank=0, median=None), ""))
    for standing, cell in cases:
        text, problems = place_digest(SHIPPED, replace(profile, standings=(standing,)))
        assert problems == () and ("| 排位 | 中位数 |" in (text or "")) == bool(cell) and cell in (text or "")
