"""Values as readers read them, and the Markdown escape."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest.chinese.figure_format import statement_alone
from digest.compare.ledger import ledger
from digest.model.catalogue import Indicator
from digest.model.dossier import NOT_IN_EXCERPT, Cell, Table
from digest.model.report import Evidence, Fact
from digest.render import filters as f
from tests import samples


def fact(value, unit="%", measure="growth", bound="=", kind="actual", **more) -> Fact:
    high = more.pop("high", None)
    return Fact(
        "gdp", measure, Decimal(value), unit, bound, kind, 2023, (Evidence("140000-2024", "p7", 0, 2, "增长"),),
        high=None if high is None else Decimal(high), **more,
    )


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("12000", "亩", "1.2万亩"),
        ("210000", "吨", "21万吨"),
        ("6410000", "人次", "641万人次"),
        ("10911", "人", "10,911人"),  # never rounded
        ("32600", "人", "3.26万人"),
        ("120120000", "吨", "12,012万吨"),
        ("9999", "人", "9999人"),
        ("120000000", "吨", "1.2亿吨"),
        ("189", "亿元", "189亿元"),
        ("0.45", "亿元", "4500万元"),
        ("0", "亿元", "0亿元"),
        ("21900", "亿元", "2.19万亿元"),
        ("21930.6", "亿元", "21,930.6亿元"),
        ("10000", "万千瓦", "1亿千瓦"),  # not 1万万千瓦
        ("8123", "万千瓦", "8123万千瓦"),
        ("38765", "元", "38,765元"),
        ("5.50", "%", "5.5%"),
        ("100", "%", "100%"),  # not 1E+2%
        ("-2", "%", "-2%"),
    ],
)
def test_amounts_are_said_in_wan_and_yi_and_never_rounded(value, unit, text):
    assert f.amount(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("given", "table", "sentence"),
    [
        (fact("10", bound=">=", kind="target"), "≥10%", "增长10%以上"),
        (fact("12.1"), "12.1%", "增长12.1%"),
        (fact("-2"), "-2%", "下降2%"),
        (fact("-2", bound=">=", kind="target"), "下降2%以上", "下降2%以上"),  # ≥-2% would say the opposite
        (fact("0"), "0%", "与上年持平"),
        (fact("5", bound="range", high="5.5", kind="target"), "5%—5.5%", "增长5%—5.5%"),
        (fact("-3", bound="range", high="-2"), "-3%—-2%", "下降2%—3%"),
        (fact("7", bound="~", kind="target"), "约7%", "增长7%左右"),
        (fact("6", measure="change"), "6个百分点", "提高6个百分点"),
        (fact("-1.5", measure="change"), "-1.5个百分点", "下降1.5个百分点"),
        (fact("32000", "户", "change"), "3.2万户", "增加3.2万户"),
        (fact("189", "亿元", "level"), "189亿元", "189亿元"),
        (fact("6410000", "人次", "level", "~"), "约641万人次", "约641万人次"),
        (fact("3.5", "%", "share", "<=", "target"), "≤3.5%", "3.5%以内"),
    ],
)
def test_a_fact_in_a_table_and_in_a_sentence(given, table, sentence):
    assert (f.figure(given), f.statement(given)) == (table, sentence)


@pytest.mark.parametrize(
    ("given", "variant", "sentence"),
    [
        (fact("5.4"), "农林牧渔", "第一产业增加值增速（农林牧渔）|增长5.4%|增长5.4%（农林牧渔）"),
        (fact("5.4"), "", "第一产业增加值增速|增长5.4%|增长5.4%"),
        (fact("12", "家", "change"), "新增", "第一产业增加值变动（新增）|增加12家|新增12家"),
        (fact("-3", "家", "change"), "累计", "第一产业增加值变动（累计）|减少3家|减少3家（累计）"),
    ],
)
def test_a_sentence_says_a_variant_in_brackets_behind_the_measure(given, variant, sentence):
    one, table = replace(given, variant=variant), Table("t", Indicator("i", "第一产业增加值", "亿元", "economy"), given.measure, "%", ())
    assert "|".join((f.subject(table, one), f.statement(one), statement_alone(one))) == sentence


def test_a_cell_shows_its_figures_or_says_why_there_are_none():
    base, more = fact("7", bound=">=", kind="target"), fact("8", kind="target", stretch=True)
    assert f.cell_text(Cell((base, more))) == "≥7%（力争8%）"
    assert f.cell_text(Cell((base, fact("9")), disputed=True)) == "待核：≥7% / 9%"
    assert f.cell_text(Cell(absence=NOT_IN_EXCERPT)) == "节选未含"


def test_lists_shares_dates_and_names():
    assert [f.listing(x) for x in ([], ["甲"], ["甲", "乙"], ["甲", "乙", "丙"])] == ["", "甲", "甲和乙", "甲、乙和丙"]
    assert (f.share(123, 1000), f.share(1, 3), f.share(1, 0)) == ("12.3%", "33.3%", "0%")
    assert (f.date("2024-03-12"), f.date("2024-03"), f.date("三月")) == ("2024年3月12日", "2024年3月", "三月")
    assert (f.measure_name("growth"), f.kind_name("target"), f.part_name("plan")) == ("增速", "目标", "安排")


@pytest.mark.parametrize(
    ("name", "unit", "measure", "text"),
    [
        ("地区生产总值", "亿元", "level", "地区生产总值"),
        ("地区生产总值", "亿元", "growth", "地区生产总值增速"),
        ("服务业增加值", "亿元", "share", "服务业增加值占比"),
        ("城镇登记失业率", "%", "share", "城镇登记失业率"),  # is a share by itself
        ("居民消费价格涨幅", "%", "growth", "居民消费价格涨幅"),  # is a growth by itself
        ("高考达线率", "%", "change", "高考达线率变动"),
    ],
)
def test_tables_are_called_by_indicator_and_measure(name, unit, measure, text):
    assert f.table_name(Table("t", Indicator("i", name, unit, "economy"), measure, "%", ())) == text


def test_years_are_told_as_the_span_that_they_cover():
    assert (f.period([2024, 2023, 2025]), f.period([2024, 2024])) == ("2023—2025", "2024")


@pytest.mark.parametrize(
    ("target", "actual", "unit", "measure", "text"),
    [
        ("10", "12.1", "%", "growth", "高2.1个百分点"),
        ("23896", "23267", "元", "level", "低629元"),
        ("8", "8", "%", "growth", "正好"),
    ],
)
def test_a_result_is_told_by_its_distance_from_the_target(target, actual, unit, measure, text):
    aimed = samples.dossier("130608", 2023, samples.fact("gdp", measure, target, "target", 2023, unit=unit))
    told = samples.dossier("130608", 2024, samples.fact("gdp", measure, actual, "actual", 2023, unit=unit))
    assert f.difference(ledger((aimed, told), samples.CATALOGUE)[0]) == text
    assert f.difference(ledger((aimed,), samples.CATALOGUE)[0]) == ""


def test_links_cannot_be_broken_out_of():
    assert f.link("10%", "../reports/a.html#p7") == "[10%](../reports/a.html#p7)"
    assert f.link("a](//evil)", "x y)(.html") == r"[a\](//evil)](x%20y%29%28.html)"
    assert f.weblink("https://example.org/a(b)") == r"[https\://example.org/a(b)](https://example.org/a%28b%29)"
    assert f.weblink("javascript:alert(1)") == "javascript:alert(1)"
    assert f.weblink("//evil.example") == "//evil.example"


def test_an_address_is_relative_to_the_page():
    assert f.passage(Evidence("140000-2024", "p7", 0, 1, "x"), "topics/ecology.md") == "../reports/140000-2024.html#p7"


@pytest.mark.parametrize("value", [None, True, 1.5, fact("1"), ["甲"]])
def test_only_text_and_numbers_are_printed(value):
    with pytest.raises(TypeError):
        f.as_markdown(value)


# The escape: whatever stands in a report comes back exactly, wherever a template puts it.

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
PLACES = {  # where a value may stand, and which opening token tells its text
    "paragraph": "{}",
    "beside": "甲{}乙",
    "heading": "## {}",
    "list": "- 甲\n- {}",
    "quote": "> {}",
    "second line": "甲\n{}",
    "cell": "| {} | 乙 |\n|:--|--:|\n| {} | 丙 |",
    "tight cell": "|{}|乙|\n|:--|--:|\n|{}|丙|",
    "before a link": "{}[乙](c.html)",
    "number": "1{}",
}
HOSTILE = st.one_of(
    st.text(alphabet="#>-+*_`~[]()!|\\&<=:.1{}/ \t\n\r\u3000甲a;\"'", min_size=1, max_size=12),
    st.text(min_size=1, max_size=12),
    st.sampled_from(["1. 总则", "<script>alert(1)</script>", "![](http://t/p.gif)", "[x](//evil)", "<http://a.b>", "&lt;", "&#42;", "```"]),
    st.sampled_from(["{{ 7*7 }}", "{% include 'x' %}", "    code", "|a|b|", "===", "---", "\\", "a\\|b", "  \n甲", "C#", "\x00"]),
)


def shown(markdown: str) -> tuple[list[str], set[str]]:
    """Markdown → the text of each block, and the types of all tokens."""
    texts, types = [], set()
    for token in MARKDOWN.parse(markdown):
        types.add(token.type)
        if token.type in ("inline", "fence", "code_block", "html_block"):
            children = token.children or []
            types |= {c.type for c in children}
            texts.append("".join("\n" if c.type in ("softbreak", "hardbreak") else c.content for c in children))
    return texts, types


@given(HOSTILE)
@settings(max_examples=400, deadline=None, database=None)  # × 10 places: 4,000 renderings
def test_escaped_text_comes_back_exactly_wherever_it_stands(text):
    for place, frame in PLACES.items():
        texts, types = shown(frame.replace("{}", f.escape(text)))
        expected, structure = shown(frame.replace("{}", "丁"))
        assert texts == [t.replace("丁", f.readable(text)) for t in expected], (place, text)
        assert types <= structure | {"text"}, (place, text)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("地区生产总值增长10%以上，达到189.5亿元。", "地区生产总值增长10%以上，达到189.5亿元。"),  # ordinary text reads as it is
        ("-2%", "-2%"),
        ("1.2万亩", "1.2万亩"),
        ("（一）“十四五”规划", "（一）“十四五”规划"),
        ("1. 总则", r"1\. 总则"),
        ("\u3000\u3000甲", "&#12288;\u3000甲"),
        ("a|b", r"a\|b"),
        ("甲\\", "甲&#92;"),
    ],
)
def test_the_escape_leaves_ordinary_text_alone(text, markdown):
    assert f.escape(text) == markdown


def test_joining_keeps_markdown_and_escapes_text():
    assert f.joined(["*", f.link("甲", "a.html")], "、") == r"\*、[甲](a.html)"
    assert type(f.link("甲", "a")[:2]) is str  # a piece of Markdown is plain text again
