"""Markdown → HTML: what an editor writes beside what a reader gets."""

from __future__ import annotations

import re

import pytest

from digest.render.markdown import may_be_linked, may_be_shown, rendered, to_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**“十四五”**规划", "<strong>“十四五”</strong>规划"),
        ("**注意：**各地", "<strong>注意：</strong>各地"),
        ("增长*6.3%*以上", "增长<em>6.3%</em>以上"),
        ("***粗斜***体", "<em><strong>粗斜</strong></em>体"),
        ("**加粗**，*斜体*。", "<strong>加粗</strong>，<em>斜体</em>。"),
        ("看**《办法》**、**（试行）**", "看<strong>《办法》</strong>、<strong>（试行）</strong>"),
        ("a **bold** b", "a <strong>bold</strong> b"),
        # must stay as it is
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("甲 * 乙 * 丙", "甲 * 乙 * 丙"),
        ("名_称_表", "名_称_表"),
        (r"增长\*6.3%\*以上", "增长*6.3%*以上"),
    ],
)
def test_emphasis_beside_chinese_punctuation(markdown: str, html: str) -> None:
    assert to_html(markdown) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("今年工作\n安排", "今年工作安排"),
        ("**今年**\n安排", "<strong>今年</strong>安排"),
        ("，\n“新”", "，“新”"),
        ("GDP\n增长", "GDP\n增长"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_lines_join_between_chinese_characters_only(markdown: str, html: str) -> None:
    assert to_html(markdown) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("url", "linked", "shown"),
    [
        ("topics/a.html#p7", True, True),
        ("../reports/141081-2024.html", True, True),
        ("#p7", True, False),
        ("https://www.example.gov.cn/a?b=1", True, False),
        ("http://www.example.gov.cn/", True, False),
        ("//evil.example/a.svg", False, False),
        ("/etc/passwd", False, False),
        ("\\\\evil\\a", False, False),
        ("..\\a", False, False),
        ("javascript:alert(1)", False, False),
        ("JaVaScRiPt:alert(1)", False, False),
        ("java\tscript:alert(1)", False, False),
        ("data:image/svg+xml,<svg>", False, False),
        ("ftp://a", False, False),
        ("blob:https://a", False, False),
        ("file:///etc/passwd", False, False),
        ("", False, False),
    ],
)
def test_where_links_and_images_may_lead(url: str, linked: bool, shown: bool) -> None:
    assert may_be_linked(url) == linked
    assert may_be_shown(url) == shown


def test_no_raw_html_and_no_foreign_image() -> None:
    html = to_html("<script>x</script> <b>a</b>\n\n![字](https://evil.example/a.png)\n\n[x](javascript:y)\n\n![q](//evil/a.svg)")
    assert "<script" not in html and "<b>" not in html and "<img" not in html and "<a " not in html
    assert "字" in html


def test_entities_do_not_hide_a_scheme() -> None:
    assert "<a " not in to_html("[x](&#106;avascript:alert(1)) [y](java&#10;script:z)")


def test_external_links_are_marked_and_internal_ones_not() -> None:
    assert to_html("[a](https://x.cn)") == '<p><a href="https://x.cn" rel="noopener">a</a></p>\n'
    assert to_html("[a](b.html#x)（[盐湖区2024](b.html)）") == '<p><a href="b.html#x" class="short">a</a>（<a href="b.html">盐湖区2024</a>）</p>\n'


def test_an_image_of_its_own_becomes_a_figure_with_its_title_as_caption() -> None:
    figure = to_html('![图中“甲”最高 & <b>](../charts/gdp-growth.svg "地区生产总值（%）")')
    assert figure == (
        '<figure><a href="../charts/gdp-growth.svg"><img src="../charts/gdp-growth.svg" alt="图中“甲”最高 &amp; &lt;b&gt;"></a>'
        "<figcaption>地区生产总值（%）</figcaption></figure>\n"
    )
    assert "<figcaption" not in to_html("![a](b.svg)")
    assert "<figure" not in to_html("前 ![a](b.svg) 后")


def test_a_caption_does_not_say_the_heading_again() -> None:
    assert "<figcaption" not in to_html('### 造林面积\n\n![a](b.svg "造林面积（单位：亩）")')
    assert "<figcaption>各地比较" in to_html('### 造林面积\n\n![a](b.svg "各地比较")')


def test_a_table_is_a_region_with_row_headings_and_no_inline_style() -> None:
    html = to_html("## 指标\n\n| 地区 | 目标 |\n|---|--:|\n| **甲** | ≥10 |\n")
    assert '<div class="table" role="region" tabindex="0" aria-label="表：指标"><table>' in html.replace("\n", "")
    assert '<th scope="col">地区</th>' in html and '<th class="right" scope="col">目标</th>' in html
    assert '<th scope="row"><strong>甲</strong></th>' in html and '<td class="right">≥10</td>' in html
    assert "style=" not in html and html.count("<div") == html.count("</div>") == 1


def test_a_table_is_named_by_the_headings_above_it() -> None:
    """By the nearest one, and with the one above that where a table before it is called so already."""
    table = "| 地区 |\n|---|\n| 甲 |\n"
    html = to_html(f"{table}\n## 生态\n\n### 指标\n\n{table}\n## 民生\n\n### 指标\n\n{table}\n### 实事\n\n{table}")
    assert re.findall(r'aria-label="(.*?)"', html) == ["表", "表：指标", "表：民生：指标", "表：实事"]


def test_headings_have_unique_names_and_one_title() -> None:
    text = rendered("# 生态环境\n\n## 一、空气\n\n## 一、空气\n\n# 又一个\n\n### a <b> & c\n\n## ！\n")
    assert text.title == "生态环境"
    assert [(h.level, h.id, h.text) for h in text.headings] == [
        (1, "生态环境", "生态环境"),
        (2, "一-空气", "一、空气"),
        (2, "一-空气-1", "一、空气"),
        (2, "又一个", "又一个"),
        (3, "a-b-c", "a <b> & c"),
        (2, "heading", "！"),
    ]
    assert text.html.count("<h1") == 1


def test_no_heading_no_title() -> None:
    assert rendered("只有一段").title == ""
    assert rendered("").html == ""


def test_deep_nesting_ends() -> None:
    assert len(to_html(">" * 5000 + " a" + "[" * 5000)) < 100_000
