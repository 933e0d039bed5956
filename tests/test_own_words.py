"""What a site promises of its quotations: 原文 of originals, 摘编 of abridgements in our own words, on every surface; the data's day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from digest.audit.quoted_words import quoted_by_several
from digest.audit.visible_text import LinkedText, VisibleStretch
from digest.bulletins.pdf_bulletin import Cover, compose
from digest.compare.comparisons import compare
from digest.compare.data_date import dated
from digest.content.catalogue_files import load_catalogue
from digest.model.build import Settings
from digest.model.catalogue import Catalogue, SiteSettings, Topic
from digest.model.comparison import Comparison
from digest.model.report import Record
from digest.pages.compare_data import place as compared_place
from digest.render import routes
from digest.render.digest_files import digest_texts
from digest.render.markdown import to_html
from digest.render.templates import html_environment, markdown_environment
from digest.render.whose_words import is_source, relinked, relinked_html
from digest.steps import Build, write_methods
from tests.printed_site import printed_site
from tests.test_pages import CATALOGUE, record

ROOT = Path(__file__).parents[1]
KINDS = {"": (False, False), "some": (False, True), "all": (True, True)}  # whether 甲市's and 乙县's texts are in our own words
# What only an original may be said to be. 报告原文, 不是原文 and 原文缺损 speak of the report itself.
PROMISES = ("逐字照录", "点回它在报告中的原句", "点回原句", "可查到原句", "点回原文", "照录原文", "（原文）", ">原文</a>", "[原文]")


def records(kind: str) -> tuple[Record, ...]:
    made = (record("149900", "甲市"), record("149901", "乙县"))
    return tuple(replace(one, report=replace(one.report, meta=replace(one.report.meta, rewritten=own))) for one, own in zip(made, KINDS[kind], strict=True))


@cache
def compared(kind: str) -> Comparison:
    return compare(records(kind), CATALOGUE)


@cache
def digests(kind: str) -> dict[str, str]:
    texts, problems = digest_texts(markdown_environment(ROOT / "templates/markdown"), compared(kind), CATALOGUE.site)
    assert problems == ()
    return dict(texts)


def methods(kind: str, catalogue: Catalogue = CATALOGUE) -> str:
    settings = Settings(ROOT / "content", ROOT / "content/reports", ROOT / "templates", ROOT / "docs/methods.md", ROOT / "site", ROOT / ".cache")
    text, problems = write_methods(Build(settings, catalogue, compared(kind), lambda *_: [], lambda *_: None))
    assert problems == () and text
    return text


@cache
def pages(kind: str) -> dict[str, str]:
    made, problems = printed_site(compared(kind), tuple(digests(kind).items()), {}, methods(kind), CATALOGUE, html_environment(ROOT / "templates/html"))
    assert problems == ()
    return dict(made)


@cache
def bulletin(kind: str) -> str:
    reports = tuple(one.report for one in records(kind))
    route = routes.topic_digest("economy")
    made, problems = compose(
        html_environment(ROOT / "templates/bulletin"), "economy", "综合经济", route, to_html(digests(kind)[route]), Cover("比较"), reports, (), ""
    )
    assert problems == () and made
    return made.html


def said(kind: str) -> Iterator[tuple[str, str]]:
    yield from digests(kind).items()
    yield from pages(kind).items()
    yield "bulletin", bulletin(kind)
    yield "methods", methods(kind)


def promised(kind: str) -> set[str]:
    return {f"{where}: {words}" for where, text in said(kind) for words in PROMISES if words in text}


def test_a_site_of_abridgements_promises_no_original():
    assert promised("all") == set()
    topic = digests("all")["topics/full/economy.md"].replace("](../../", "](../")
    assert "所引是摘编文句，不是报告原文。" in topic and "可查到摘编文句" in topic and "[摘编](../reports/149900-2024.html#p2)" in topic
    assert "点回它所在的摘编文句" in pages("all")[routes.INDEX] and "逐条照录摘编" in pages("all")[routes.PLEDGES]
    assert "文句由编制者缩写，不是报告原文" in bulletin("all") and "都是**摘编**" in methods("all")


def test_a_site_of_originals_keeps_the_words_of_originals():
    where = {one.partition(":")[0] for one in promised("")}
    assert {"topics/full/economy.md", "topics/full/economy.html", routes.PLEDGES, routes.COMPARE, "reports/149900-2024.html"} <= where
    assert "引文逐字照录。" in digests("")["topics/full/economy.md"] and "[原文](../../reports/149900-2024.html#p2)" in digests("")["topics/full/economy.md"]
    text = methods("")
    assert "摘编**" not in text and "缩写而成" not in text and "页面上的数字可以点回原句" in text
    assert "文句由编制者缩写" not in bulletin("") and all("摘编</a>" not in page for page in pages("").values())


def test_on_a_mixed_site_each_link_is_called_by_its_own_text():
    links = [(target, words) for text in (*digests("some").values(),) for words, target in re.findall(r"\[(原文|摘编)\]\((?:\.\./){0,2}reports/([^)#]+)\.html#", text)]
    links += [
        (target, words) for page in pages("some").values()
        for target, words in re.findall(r'<a[^<>]*href="(?:\.\./)*reports/([^"#]+)\.html#[^<>]*>(原文|摘编)</a>', page)
    ]  # fmt: skip
    assert set(links) == {("149900-2024", "原文"), ("149901-2024", "摘编")}
    topic = digests("some")["topics/full/economy.md"]
    assert "标“原文”的逐字照录报告，标“摘编”的是缩写的文句" in topic and "引文逐字照录。" not in topic
    assert "有的是原文，有的是**摘编**" in methods("some") and "标为摘编的文本，文句由编制者缩写" in bulletin("some")
    own, other = (pages("some")[f"reports/{id}-2024.html"] for id in ("149901", "149900"))
    assert ">摘编</a>" in own and ">摘编文句</th>" in own and "本文是摘编，文句由本站缩写，不是报告原文。" in own
    assert ">原文</a>" in other and ">原句</th>" in other and "本文是摘编" not in other


def test_what_the_compare_page_loads_says_which_texts_are_our_own():
    one, two = (compared_place(profile, {}, {}, {})["reports"][0] for profile in compared("some").places)
    assert "rewritten" not in one and two["rewritten"] == ["149901-2024"]
    script = (ROOT / "templates/scripts/beside.js").read_text(encoding="utf-8")
    assert script.count("'原文'") == 1 and "report.rewritten" in script  # every link is made in one place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("「甲」（[原文](../reports/a-2024.html#p3)）", "「甲」（[摘编](../reports/a-2024.html#p3)）"),
        ("「甲」（[原文](reports/a-2024.html#s1)）", "「甲」（[摘编](reports/a-2024.html#s1)）"),
        ("[原文](../reports/b-2024.html#p3)", None),  # another text
        ("[原文](../reports/a-2024-excerpt.html#p3)", None),
        ("[原文](https://example.org/)", None),
        ("[原文](../reports/index.html)", None),
        ("[看原文](../reports/a-2024.html#p3)", None),
    ],
)
def test_links_in_markdown(text, expected):
    assert relinked(text, frozenset({"a-2024"})) == (expected or text) and relinked(text, frozenset()) == text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a class="source" href="../reports/a-2024.html#p3">原文</a>', '<a class="source" href="../reports/a-2024.html#p3">摘编</a>'),
        ('<a href="reports/a-2024.html#p3" data-x="1">原文</a>', '<a href="reports/a-2024.html#p3" data-x="1">摘编</a>'),
        ('<a href="reports/b-2024.html#p3">原文</a>', None),
        ('<a href="reports/a-2024.html#p3">原文缺损</a>', None),
        ('<a href="reports/a-2024.html">原文</a>', None),
    ],
)
def test_links_in_pages(html, expected):
    assert relinked_html(html, frozenset({"a-2024"})) == (expected or html)


def test_the_gate_knows_the_links_behind_quotes():
    assert is_source("原文", "reports/a.html") and is_source("摘编", "reports/a.html#p3")
    assert not is_source("摘编", "reports/a.html") and not is_source("摘编", "") and not is_source("2024年", "reports/a.html#p3")


def test_methods_lists_the_topics_that_there_are():
    more = replace(CATALOGUE, topics=(*CATALOGUE.topics, Topic("water", "水务*", "供水。")))
    assert "本站有2个主题" in methods("") and "本站有3个主题" in methods("", more)
    assert "| 水务\\* | 供水。 |" in methods("", more) and "| 生态环境 | — |" in methods("")
    assert ">水务*</" in to_html(methods("", more))


def test_the_publisher_is_nobodys_source():
    page = unescape(pages("")["topics/economy.html"])
    assert "编制：某机构" in page and "来源：某机构" not in page
    found = [replace(one, report=replace(one.report, meta=replace(one.report.meta, publisher="某网"))) for one in records("")]
    made, _ = printed_site(compare(tuple(found), CATALOGUE), (), {}, "", CATALOGUE, html_environment(ROOT / "templates/html"))
    assert "来源：某网" in dict(made)["reports/149900-2024.html"]


def at(*days: str) -> tuple[Record, ...]:
    return tuple(replace(one, report=replace(one.report, meta=replace(one.report.meta, delivered=day))) for one, day in zip(records(""), days, strict=False))


@pytest.mark.parametrize(
    ("written", "days", "printed", "warned"),
    [
        ("", ("2024-03-12", "2025-01-13"), "2025年1月13日", False),
        ("", ("", "2024-03"), "2024年3月", False),
        ("", ("", ""), "", False),
        ("", ("2024", ""), "2024年", False),
        ("2025年2月1日", ("2024-03-12", "2025-01-13"), "2025年2月1日", False),
        ("2025年1月", ("2024-03-12", "2025-01-13"), "2025年1月", False),  # the same month
        ("2024年3月12日", ("2024-03-12", "2025-01-13"), "2024年3月12日", True),
        ("2024年", ("2025-01-13",), "2024年", False),  # no day, no month: nothing to compare
        ("初稿", ("2025-01-13",), "初稿", False),
    ],
)
def test_the_data_are_of_the_newest_report(written, days, printed, warned):
    given = replace(CATALOGUE, site=SiteSettings("比较", data_date=written), stated=(("data_date", 6),))
    catalogue, problems = dated(given, at(*days), "content/site.yaml")
    assert catalogue.site.data_date == printed and [(p.where, p.line, p.severity) for p in problems] == [("content/site.yaml", 6, "warning")] * warned
    assert all(max(days) in p.text() and written in p.text() for p in problems)


def test_the_line_of_a_stale_day_is_that_of_site_yaml(tmp_path):
    (tmp_path / "site.yaml").write_text("title: 比较\nabout: 一句。\ndata_date: 2024年1月1日\n", encoding="utf-8")
    catalogue, _ = load_catalogue(tmp_path)
    assert [p.line for p in dated(catalogue, at("2025-01-13"), "site.yaml")[1]] == [3]


def test_each_quotation_of_a_stretch_goes_with_what_is_named_behind_it():
    """In front of its links a text may quote twice, within another quotation, or have nothing behind it."""

    def told(*pieces: str) -> list[tuple[str, str]]:
        stretch = VisibleStretch(tuple(LinkedText("年", one[1:]) if one.startswith("#") else LinkedText(one) for one in pieces))
        return [(quote, " ".join(targets)) for quote, targets in quoted_by_several(stretch)]

    assert told("「甲」（", "#a", "、", "#b", "）；「乙」（", "#c", "）") == [("甲", "a b"), ("乙", "c")]
    assert told("「甲「丙」」和「乙」（", "#a", "）") == [("甲「丙」", "a"), ("乙", "a")]
    assert told("#a", "：「甲」") == [("甲", "a")]
    assert told("「甲（", "#a", "）") == []
