"""Records → comparisons: editions, tables, findings, attention, voices."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from digest.chinese.figure_format import percent
from digest.compare.comparable import groups
from digest.compare.comparisons import compare
from digest.compare.dossiers import join, latest
from digest.compare.editions import admitted, contradictions
from digest.compare.findings import findings
from digest.compare.key_sentences import voice
from digest.compare.table_charts import attention_chart, table_charts
from digest.compare.tables import tables
from digest.compare.topic_share import attention
from digest.model.catalogue import Place, Topic
from digest.model.dossier import NOT_IN_EXCERPT, UNMENTIONED, Dossier
from digest.model.problem import Problem
from digest.model.report import Evidence, Fact, Record
from digest.understand.damage import DIGITS
from tests.samples import CATALOGUE, INDICATORS, PLACES, TOPICS, dossier, fact, record

GDP = INDICATORS[0]


# editions


def test_a_fact_of_two_editions_is_one_fact_with_two_evidences() -> None:
    said = {"kind": "target", "year": 2024, "unit": "亩"}
    (joined,) = join(
        [
            record("140800", 2024, fact("afforestation", "level", "12600", report="a", **said), completeness="abridged"),
            record("140800", 2024, fact("afforestation", "level", "12600", report="b", **said), fact("pm25", "growth", "-2", "actual", 2023),
                   completeness="excerpt"),
        ],
        CATALOGUE,
    )  # fmt: skip
    assert [(f.indicator, [e.report for e in f.evidence]) for f in joined.facts] == [("afforestation", ["a", "b"]), ("pm25", ["r"])]
    assert joined.completeness == "abridged"


def test_a_share_of_something_else_stands_in_the_record_and_in_no_table() -> None:
    said = {"measure": "share", "unit": "%", "kind": "actual", "year": 2023}
    own, other = fact("gdp", value="40", **said), replace(fact("gdp", value="122", **said), whole="计划")
    made = record("141081", 2024, own, other)
    (joined,) = join([made], CATALOGUE)
    assert made.facts == (own, other)
    assert made.own_facts == joined.facts == (own,)
    assert [(p.indicator, p.kind) for p in joined.spoken.phrases] == [("gdp", "actual"), ("gdp", "actual")]  # it is spoken of all the same


def test_dossiers_stand_newest_first_and_each_place_has_its_latest() -> None:
    made = join([record("141081", 2023), record("140802", 2024), record("141081", 2024)], CATALOGUE)
    assert [d.id for d in made] == ["140802-2024", "141081-2024", "141081-2023"]
    assert [d.id for d in latest(made)] == ["140802-2024", "141081-2024"]


def test_a_place_whose_name_is_shared_is_told_with_the_place_above() -> None:
    catalogue = replace(CATALOGUE, places=(*PLACES, Place("110114", "盐湖区", "county", "110000")))
    one, other = record("140802", 2024), record("141081", 2024)
    above = replace(one, report=replace(one.report, meta=replace(one.report.meta, parent="运城市")))
    assert [d.name for d in join([above, other], catalogue)] == ["运城市盐湖区", "侯马市"]


@pytest.mark.parametrize(
    ("records", "kept", "codes"),
    [
        pytest.param([record("", 2024)], [], ["report.unidentified"], id="no place"),
        pytest.param([record("141081", 0)], [], ["report.unidentified"], id="no year"),
        pytest.param(
            [record("141081", 2024, path="a", texts=(("plan", "economy", "一"),)), record("141081", 2024, path="b", texts=(("plan", "economy", "二"),))],
            [], ["report.twice", "report.twice"], id="two complete texts that differ",
        ),
        pytest.param(
            [record("141081", 2024, path="a", texts=(("plan", "economy", "一"),)), record("141081", 2024, path="b", texts=(("plan", "economy", "一"),))],
            ["141081-2024"], ["report.same-text"], id="one complete text twice",
        ),
        pytest.param(
            [record("141081", 2024, path="a", completeness="excerpt", texts=(("plan", "economy", "一"),)),
             record("141081", 2024, path="b", completeness="excerpt", texts=(("plan", "economy", "二"),))],
            ["141081-2024-excerpt", "141081-2024-excerpt-2"], [], id="two excerpts",
        ),
        pytest.param([record("141081", 2024), record("141081", 2024, completeness="excerpt")],
                     ["141081-2024", "141081-2024-excerpt"], [], id="a complete text and an excerpt"),
    ],
)  # fmt: skip
def test_who_is_admitted(records, kept, codes) -> None:
    got, problems = admitted(records)
    assert ([r.report.id for r in got], [p.code for p in problems]) == (kept, codes)


def test_a_renamed_record_takes_its_evidence_with_it() -> None:
    one = record(
        "141081", 2024, fact("gdp", "growth", "10", "target", 2024), path="a", completeness="excerpt", texts=(("plan", "economy", "10"),)
    )
    two = record(
        "141081", 2024, fact("gdp", "growth", "11", "target", 2024), path="b", completeness="excerpt", texts=(("plan", "economy", "11"),)
    )
    got, _ = admitted([one, two])
    assert [e.report for r in got for f in r.facts for e in f.evidence] == ["141081-2024-excerpt", "141081-2024-excerpt-2"]


@pytest.mark.parametrize(
    ("value", "year", "bound", "found"), [("13", 2023, "=", 1), ("12.1", 2023, "=", 0), ("13", 2022, "=", 0), ("12", 2023, ">=", 0)]
)
def test_editions_that_contradict_each_other(value: str, year: int, bound: str, found: int) -> None:
    one = record("141081", 2024, fact("gdp", "growth", "12.1", "actual", 2023, report="141081-2024"))
    other = record(
        "141081", 2024, fact("gdp", "growth", value, "actual", year, bound=bound, report="141081-2024-excerpt"), completeness="excerpt"
    )
    assert [p.code for p in contradictions(join([one, other], CATALOGUE), CATALOGUE)] == ["edition.contradiction"] * found


def test_what_two_editions_dispute_is_marked_and_told_once() -> None:
    one = record("141081", 2024, fact("gdp", "growth", "7", "target", 2024, bound=">=", report="141081-2024"))
    other = record(
        "141081", 2024, fact("gdp", "growth", "8", "target", 2024, bound=">=", report="141081-2024-excerpt"), completeness="excerpt"
    )
    made = join([one, other], CATALOGUE)
    assert tables([GDP], made)[0].rows[0].target.disputed
    assert [p.code for p in contradictions(made, CATALOGUE)] == ["edition.contradiction"]
    within = join([record("141081", 2024, *one.facts, fact("gdp", "growth", "9", "target", 2024, report="141081-2024")), record(
        "141081", 2024, completeness="excerpt")], CATALOGUE)  # fmt: skip
    assert tables([GDP], within)[0].rows[0].target.disputed is False  # 7%以上 is met by 9%
    assert contradictions(within, CATALOGUE) == ()


# tables


def cells(made, column: str):
    return [(row.dossier.id, [str(f.value) for f in getattr(row, column).facts], getattr(row, column).absence) for row in made[0].rows]


def test_the_review_is_of_last_year_and_the_plan_of_this() -> None:
    said = dossier("141081", 2024, fact("gdp", "growth", "12.1", "actual", 2023), fact("gdp", "growth", "10", "target", 2024),
                   fact("gdp", "growth", "9", "actual", 2019), fact("gdp", "growth", "6", "target", None))  # fmt: skip
    made = tables([GDP], (said,))
    assert [t.id for t in made] == ["gdp-growth"]
    assert cells(made, "actual") == [("141081-2024", ["12.1"], "")]
    assert cells(made, "target") == [("141081-2024", ["10"], "")]


def test_an_absence_says_why() -> None:
    whole, part = dossier("141081", 2024), dossier("140802", 2024, completeness="excerpt")
    third = dossier("130608", 2024, fact("gdp", "growth", "6", "target", 2024))
    made = tables([GDP], (whole, part, third))
    assert [c[2] for c in cells(made, "target")] == [UNMENTIONED, NOT_IN_EXCERPT, ""]
    assert made[0].given == 1


@pytest.mark.parametrize(
    ("facts", "shown", "disputed"),
    [
        pytest.param([("15", ">=", False), ("15.8", "=", False)], ["15.8"], False, id="an exact value makes its bound superfluous"),
        pytest.param([("16", ">=", False), ("15.8", "=", False)], ["16", "15.8"], True, id="a bound that it breaks stays, as a dispute"),
        pytest.param([("7", ">=", False), ("8", "=", True)], ["7", "8"], False, id="base and stretch"),
        pytest.param([("7", "=", False), ("8", "=", False)], ["7", "8"], True, id="two values"),
        pytest.param([("8", "~", False)], ["8"], False, id="about"),
    ],
)
def test_what_a_cell_shows(facts, shown, disputed) -> None:
    said = dossier("141081", 2024, *(fact("gdp", "growth", v, "target", 2024, bound=b, stretch=s) for v, b, s in facts))
    cell = tables([GDP], (said,))[0].rows[0].target
    assert ([str(f.value) for f in cell.facts], cell.disputed) == (shown, disputed)


@pytest.mark.parametrize(
    ("text", "shown", "disputed"),
    [
        pytest.param("谋划项目139个，其中实施类项目103个。", ["139"], False, id="a part"),
        pytest.param("谋划项目139个，实施类项目103个。", ["139", "103"], True, id="nobody says that it is a part"),
        pytest.param("实施类项目103个。其中谋划项目139个。", ["139", "103"], True, id="no part is more than the whole"),
    ],
)
def test_a_part_does_not_contradict_the_whole(text: str, shown: list[str], disputed: bool) -> None:
    said = []
    for value in ("139", "103"):
        evidence = Evidence("141081-2024", "p1", text.index(f"项目{value}"), text.index(value) + 4, f"项目{value}个")
        said.append(replace(fact("gdp", "level", value, "target", 2024), evidence=(evidence,)))
    (made,) = tables([GDP], join([record("141081", 2024, *said, texts=(("plan", "ecology", text),))], CATALOGUE))
    assert ([str(f.value) for f in made.rows[0].target.facts], made.rows[0].target.disputed) == (shown, disputed)


def test_an_indicator_that_nobody_gives_has_no_table() -> None:
    assert tables(INDICATORS, (dossier("141081", 2024),)) == ()


# findings


def found(*dossiers):
    made = tables(INDICATORS, dossiers)
    return [(f.kind, f.table.id, f.year_kind, [d.id for d in f.dossiers]) for f in findings(made, groups(made))]


def test_a_spread_goes_from_the_highest_to_the_lowest() -> None:
    assert found(
        dossier("141081", 2024, fact("gdp", "growth", "10", "target", 2024)),
        dossier("140802", 2024, fact("gdp", "growth", "6", "target", 2024)),
        dossier("130608", 2024, fact("gdp", "growth", "8", "target", 2024)),
        dossier("140800", 2024, fact("gdp", "growth", "12", "target", 2024)),  # of another level
    ) == [("spread", "gdp-growth", "target", ["141081-2024", "130608-2024", "140802-2024"])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("141081", 2024, "growth", 2024), ("140802", 2023, "growth", 2023), id="different years"),
        pytest.param(("141081", 2024, "level", 2024), ("140800", 2024, "level", 2024), id="a county's total and a prefecture's"),
        pytest.param(("141081", 2024, "growth", 2024), ("140802", 2024, "level", 2024), id="growth and level"),
    ],
)
def test_unlike_is_not_ranked_with_unlike(one, other) -> None:
    units = {"level": "亿元", "growth": "%"}
    made = found(
        *(dossier(code, year, fact("gdp", m, v, "target", of, unit=units[m])) for v, (code, year, m, of) in (("7", one), ("9", other)))
    )
    assert "spread" not in {kind for kind, *_ in made}


def test_equal_values_are_no_spread() -> None:
    assert found(*(dossier(code, 2024, fact("gdp", "growth", "7", "target", 2024)) for code in ("141081", "140802"))) == []


def test_what_each_report_counts_in_its_own_way_is_not_ranked() -> None:
    loose = (replace(GDP, loose=True),)
    both = tuple(dossier(c, 2024, fact("gdp", "growth", v, "target", 2024)) for c, v in (("141081", "10"), ("140802", "6")))
    made = tables(loose, both)
    assert findings(made, groups(made)) == ()


def test_the_only_place_that_gives_it() -> None:
    assert found(dossier("141081", 2024, fact("pm25", "growth", "-2", "actual", 2023)), dossier("140802", 2024)) == [
        ("only", "pm25-growth", "actual", ["141081-2024"])
    ]


def test_a_disputed_value_is_said_to_be_one_and_is_not_ranked() -> None:
    disputed = dossier("141081", 2024, fact("gdp", "growth", "7", "target", 2024), fact("gdp", "growth", "8", "target", 2024))
    assert found(disputed, dossier("140802", 2024, fact("gdp", "growth", "6", "target", 2024))) == [
        ("disputed", "gdp-growth", "target", ["141081-2024", "141081-2024"]),
    ]  # nor is the other the only one that gives it


# attention, charts, voices


def test_attention_counts_characters_without_the_glossary() -> None:
    (joined,) = join(
        [record("141081", 2024, texts=(("review", "ecology", "造林"), ("plan", "economy", "稳增长"), ("glossary", "economy", "略")))],
        CATALOGUE,
    )
    counted = attention(joined, TOPICS)
    assert (counted.characters, counted.total) == ((("ecology", 2), ("economy", 3)), 5)
    chart = attention_chart("attention", "篇幅", (counted,), TOPICS)
    assert [row.cells for row in chart.rows] == [(Decimal("40.0"), Decimal("60.0"))]
    assert "侯马市 2024篇幅最多的是综合经济（60.0%）" in chart.alt


def test_a_share_of_nothing_is_nothing() -> None:
    assert (percent(1, 8), percent(49, 400), percent(0, 0)) == (Decimal("12.5"), Decimal("12.3"), Decimal(0))


def test_a_chart_for_what_three_values_make_a_picture_of() -> None:
    first = dossier("141081", 2024, fact("gdp", "growth", "12.1", "actual", 2023), fact("pm25", "growth", "-2", "actual", 2023))
    other = dossier("140802", 2024, fact("gdp", "growth", "5", "target", 2024, bound="range", high="6"))
    third = dossier("130608", 2024, fact("gdp", "growth", "7", "actual", 2023))
    made = tables(INDICATORS, (first, other, third))
    (chart,) = table_charts(made, groups(made))
    assert chart.id == "gdp-growth" and {row.panel for row in chart.rows} == {"县级"}
    assert [(row.label, [(m.kind, m.label) for m in row.marks]) for row in chart.rows] == [
        ("侯马市 2024", [("actual", "12.1%")]),
        ("清苑区 2024", [("actual", "7%")]),
        ("盐湖区 2024", [("target", "5%—6%")]),
    ]
    same = [dossier(code, 2024, fact("gdp", "growth", "7", "actual", 2023)) for code in ("141081", "140802", "130608")]
    for none in ((first, other), same):  # two values, and three that are one
        assert table_charts(tables(INDICATORS, tuple(none)), {}) == ()


def test_a_share_beyond_the_whole_is_not_drawn() -> None:
    shares = {"141081": "99", "140802": "97", "130608": "100", "140800": "102"}
    given = [dossier(code, 2024, fact("gdp", "share", value, "actual", 2023)) for code, value in shares.items()]
    made = tables(INDICATORS, tuple(given))
    (chart,) = table_charts(made, groups(made))
    assert {mark.label for row in (*chart.rows, *chart.rest) for mark in row.marks} == {"99%", "97%", "100%"}
    assert (chart.low, chart.high) == (Decimal(97), Decimal(100))


def told(*dossiers: Dossier) -> str:
    """What the chart of growth says of these."""
    made = tables(INDICATORS, dossiers)
    (chart,) = table_charts(made, groups(made)) or (None,)
    assert chart is None or chart.finding in chart.alt
    return chart.finding if chart else ""


def test_a_chart_says_who_is_highest_only_where_that_is_sure() -> None:
    def grew(code: str, value: str, bound: str = "=") -> Dossier:
        return dossier(code, 2024, fact("gdp", "growth", value, "actual", 2023, bound=bound))

    one, two, three = grew("141081", "12.1"), grew("140802", "5"), grew("130608", "7")
    first = "2023年完成：在给出数值的3地中（县级），"
    assert told(one, two) == ""  # of two nobody is
    assert told(one, two, three) == f"{first}侯马市最高（增长12.1%），盐湖区最低（增长5%）"
    assert told(one, two, three, of_level(grew("141081", "8", ">="), "9", "prefecture")) == f"{first}侯马市最高（增长12.1%），盐湖区最低（增长5%）"
    above = of_level(grew("141081", "8", ">="), "9", "county")  # which may be anything above 8
    assert told(one, two, three, above) == f"{first}盐湖区最低（增长5%）；另有1地只给出“以上”“以内”"
    assert told(*(of_level(grew("141081", "7"), str(n), "county") for n in range(4))) == ""  # nobody is
    other = dossier("130608", 2025, fact("gdp", "growth", "7", "actual", 2024))
    assert told(one, two, other) == ""  # not of one year


def test_a_chart_says_of_falls_which_is_the_largest() -> None:
    fell = [dossier(code, 2024, fact("gdp", "growth", value, "actual", 2023)) for code, value in (("141081", "-2"), ("140802", "-4"), ("130608", "-3"))]
    assert told(*fell) == "2023年完成：在给出数值的3地中（县级），盐湖区降幅最大（下降4%），侯马市降幅最小（下降2%）"


def of_level(one: Dossier, code: str, level: str) -> Dossier:
    """A dossier → the same of another place."""
    return replace(one, id=f"{code}-2024", name=f"第{code}地", place=replace(one.place, code=code, level=level))


def test_of_many_rows_the_ends_are_drawn_and_the_data_have_all() -> None:
    one = dossier("141081", 2024)
    alike = [replace(one, id=f"{n}-2024", name=f"第{n}县", place=replace(one.place, code=str(n))) for n in range(1, 60)]
    many = [replace(d, facts=(fact("gdp", "growth", d.place.code, "actual", 2023),)) for d in alike]
    made = tables(INDICATORS, tuple(many))
    (chart,) = table_charts(made, groups(made))
    assert "第1县最低（增长1%）" in chart.finding
    shown = {mark.label for row in chart.rows for mark in row.marks}
    assert {"1%", "59%"} <= shown and "30%" not in shown and len(chart.rows) <= 20  # the two ends; the data have all
    assert len(chart.rows) + len(chart.rest) == 59 and "其余见表" in chart.note
    assert [mark.label for mark in chart.told] == ["59%", "1%"]


def test_a_fall_of_at_least_so_much_is_open_downwards() -> None:
    two = tables(INDICATORS, (
        dossier("141081", 2024, fact("pm25", "growth", "-2", "target", 2024, bound=">=")),
        dossier("140802", 2024, fact("pm25", "growth", "3", "target", 2024, bound=">=")),
        dossier("130608", 2024, fact("pm25", "growth", "1", "target", 2024)),
    ))  # fmt: skip
    (chart,) = table_charts(two, groups(two))
    assert {row.label: [(m.bound, m.label) for m in row.marks] for row in chart.rows} == {
        "侯马市 2024": [("<=", "≤-2%")], "盐湖区 2024": [(">=", "≥3%")], "清苑区 2024": [("=", "1%")],
    }  # fmt: skip


def test_the_sentences_that_hold_figures_are_quoted_and_slogans_are_not() -> None:
    text = "坚定不移走绿色发展道路建设美丽家园。全年完成人工造林12600亩。城区污水处理率稳步得到提高。"
    (joined,) = join(
        [record("141081", 2024, texts=(("review", "ecology", text), ("plan", "economy", "生产总值增长要达到百分之六以上。")))], CATALOGUE
    )
    said = voice(joined, TOPICS[0], CATALOGUE)
    assert said.sentences[0].quote in text
    assert "全年完成人工造林12600亩。" in [e.quote for e in said.sentences]
    assert [text[e.start : e.end] for e in said.sentences] == [e.quote for e in said.sentences]
    assert (said.paragraphs, said.characters, said.absence) == (1, len(text), "")


def said_of(topic: Topic, record: Record) -> list[str]:
    return [e.quote for e in voice(join([record], CATALOGUE)[0], topic, CATALOGUE).sentences]


def at(text: str, paragraph: str, said: str, indicator: str) -> Fact:
    """A fact that stands at the words `said` of a paragraph."""
    evidence = Evidence("r", paragraph, text.index(said), text.index(said) + len(said), said)
    return replace(fact(indicator, "level", "1", "actual", 2023), evidence=(evidence,))


def test_a_sentence_is_quoted_where_its_facts_belong_whatever_its_paragraph_is_about() -> None:
    text = "全县居民收入稳步增长持续向好。新增造林面积达到1800亩左右。"
    made = record("141081", 2024, at(text, "p1", "造林面积达到1800亩", "afforestation"), texts=(("review", "economy", text),))
    assert said_of(TOPICS[0], made) == ["新增造林面积达到1800亩左右。"]
    assert said_of(TOPICS[1], made) == ["全县居民收入稳步增长持续向好。"]


def test_a_sentence_with_a_fact_of_another_topic_stays_where_a_word_of_its_own_stands() -> None:
    text = "完成生产总值900亿元，新增造林面积1800亩。"
    made = record("141081", 2024, at(text, "p1", "造林面积1800亩", "afforestation"), texts=(("review", "economy", text),))
    assert said_of(TOPICS[1], made) == [text]


@pytest.mark.parametrize(("quote", "quoted"), [("1948.1万亩的林", False), ("2000亩。造林", True)])
def test_a_number_that_can_not_be_read_is_never_quoted(quote: str, quoted: bool) -> None:
    """Of a warning only the digits are damaged: what stands behind them, in the next sentence, is not."""
    text = "改良荒地面积共2000亩。造林剩余1948.1万亩的林地任务。" if quoted else "造林剩余1948.1万亩的林地任务。"
    warning = Problem("a.txt", 1, DIGITS, "m", "h", quote=quote, severity="warning")
    plain = record("141081", 2024, texts=(("plan", "ecology", text),))
    made = replace(plain, report=replace(plain.report, warnings=(warning,)))
    assert ("造林剩余1948.1万亩的林地任务。" in said_of(TOPICS[0], made)) is quoted
    assert "造林剩余1948.1万亩的林地任务。" in said_of(TOPICS[0], plain)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("3.免费为农村老人造林纪念活动送戏。", "免费为农村老人造林纪念活动送戏。"),
        ("②实施城乡造林绿化幸福工程两项。", "实施城乡造林绿化幸福工程两项。"),
        ("（二）造林：完成春季造林各项任务。", "造林：完成春季造林各项任务。"),
        ("2.5万亩造林任务按期全面完成。", "2.5万亩造林任务按期全面完成。"),
        ("一是完成春季造林各项任务。", "一是完成春季造林各项任务。"),
    ],
)
def test_a_quotation_begins_after_its_number_in_a_list(text: str, quoted: str) -> None:
    assert said_of(TOPICS[0], record("141081", 2024, texts=(("plan", "ecology", text),))) == [quoted]


def test_a_word_within_a_longer_one_counts_once_and_of_two_alike_the_one_with_a_number_is_taken() -> None:
    topic = replace(TOPICS[0], words=("生态", "生态环境", "造林"))
    texts = (("plan", "ecology", "加强全县生态环境保护工作力度。"), ("plan", "ecology", "完成年度造林任务各项工作目标。"),
             ("plan", "ecology", "开展春季造林绿化等专项活动。"), ("plan", "ecology", "开展第2轮造林绿化专项活动。"))  # fmt: skip
    assert "加强全县生态环境保护工作力度。" in said_of(topic, record("141081", 2024, texts=texts))
    assert said_of(topic, record("141081", 2024, texts=texts[:3] + texts[3:]))[-1] == "开展第2轮造林绿化专项活动。"


@pytest.mark.parametrize(("completeness", "absence"), [("full", UNMENTIONED), ("excerpt", NOT_IN_EXCERPT), ("abridged", NOT_IN_EXCERPT)])
def test_silence_is_stated(completeness: str, absence: str) -> None:
    assert voice(dossier("141081", 2024, completeness=completeness), Topic("culture", "文化旅游"), CATALOGUE).absence == absence


def test_a_comparison_has_every_topic_and_place_and_the_lead_topic_first() -> None:
    made = compare([record("141081", 2024, fact("gdp", "growth", "10", "target", 2024)), record("140802", 2024)], CATALOGUE)
    assert [t.topic.id for t in made.topics] == ["ecology", "economy"]
    assert [p.place.name for p in made.places] == ["盐湖区", "侯马市"]
    assert [i.indicator.id for i in made.indicators] == ["gdp"]


def test_no_records_make_an_empty_comparison() -> None:
    made = compare([], CATALOGUE)
    assert (made.dossiers, made.places, made.overview.charts) == ((), (), ())


def test_growth_is_told_before_totals_even_of_more_places() -> None:
    codes = ("141081", "140802", "130608")
    totals = [fact("gdp", "level", str(100 + n), "actual", 2023, unit="亿元") for n in range(3)]
    growth = [fact("gdp", "growth", str(n), "actual", 2023) for n in range(3)]
    made = found(*(dossier(code, 2024, totals[n], growth[n]) for n, code in enumerate(codes)), of_level(dossier("141081", 2024, totals[2]), "9", "county"))
    assert [table for _, table, *_ in made] == ["gdp-growth", "gdp-level"]


def test_parts_of_a_report_are_counted_together_and_a_whole_one_alone() -> None:
    parts = [record("140800", 2024, completeness="excerpt", texts=(("review", "economy", "一二"),)),
             record("140800", 2024, completeness="abridged", texts=(("plan", "ecology", "三四五"),))]  # fmt: skip
    whole = record("140800", 2024, texts=(("plan", "ecology", "六"),))
    assert attention(join(parts, CATALOGUE)[0], TOPICS).characters == (("ecology", 3), ("economy", 2))
    assert attention(join([*parts, whole], CATALOGUE)[0], TOPICS).characters == (("ecology", 1), ("economy", 0))


def test_a_quotation_is_a_whole_sentence_where_it_is_not_too_long() -> None:
    short = "全年完成人工造林12600亩；建成污水处理厂两座；治理河道30公里。"
    long = (
        "完成造林"
        + "、".join(f"第{n}片林地{n}00亩" for n in range(1, 12))
        + "；"
        + "治理污水"
        + "、".join(f"第{n}条河道{n}公里" for n in range(1, 12))
        + "。"
    )
    said = [
        voice(join([record("141081", 2024, texts=(("plan", "ecology", text),))], CATALOGUE)[0], TOPICS[0], CATALOGUE)
        for text in (short, long)
    ]
    assert [e.quote for e in said[0].sentences] == [short]
    assert [e.quote for e in said[1].sentences] == [long[: long.index("；") + 1], long[long.index("；") + 1 :]]
