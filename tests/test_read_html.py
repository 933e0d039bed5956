"""Web pages: what stands on them comes line by line, furniture by its name, and nothing is lost in silence."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.read.any import is_html, read_source
from digest.read.html import read_html
from tests.tables import each


def lines(page: str) -> list[tuple[int, str, str]]:
    source, _ = read_html("a.html", page.encode())
    return [(line.number, line.text, line.rule) for line in source.lines]


def texts(page: str) -> list[str]:
    return [text for _, text, _ in lines(page)]


@pytest.mark.parametrize(("page", "expected"), [
    ("<p>各位代表：<p>增长６％。", ["各位代表：", "增长6%。"]),  # unclosed, full-width digits
    ("<div>一、回顾<br>全年增长<b>6%</b>，<span>向好</span>。<br/>二、安排</div>", ["一、回顾", "全年增长6%，向好。", "二、安排"]),
    ("<p>全市经\n   济向好，GDP\n增长</p>", ["全市经济向好，GDP增长"]),  # a wrapped source line is no gap between Chinese
    ("<p>　　各位代表&nbsp;&ldquo;五个&rdquo;&#x3002;</p>", ["　　各位代表“五个”。"]),
    ('"<divclass="title"><h2>报告</h2></div><divclass="x"id="y"><p>各位代表：</p></div>"', ["报告", "各位代表："]),
    ("<table><tr><td>指标<td><p>目标</p></tr><tr><td>增长</td><td>6%</td></tr></table>", ["指标 目标", "增长6%。"]),
    ("<table><tr><td><p>全市增长6%。</p><p>投资增长。</p></td><td>右</td></tr></table>", ["全市增长6%。", "投资增长。", "右"]),
    ("<p>板块<sup>1</sup>，3km<sup>2</sup>，板块<sup>[2]</sup></p>", ["板块[1]，3km²，板块[2]"]),
    ("<p>10<sup>8</sup>元，6%<sup>1</sup>，板块<sup>①</sup>，占<sup>2</sup>/<sub>3</sub>，占<sup>2</sup><sub>3</sub></p>", ["10⁸元，6%[1]，板块[1]，占2/3，占2/3"]),
    ("<p>3万m<span style='vertical-align: super'>2</span>，CO<sub>2</sub></p>", ["3万m²，CO2"]),
    ("<p>占<math><mfrac><mn>2</mn><mrow><mn>3</mn></mrow></mfrac></math>，<math><msup><mn>10</mn><mn>8</mn></msup></math></p>", ["占2/3，10⁸"]),
    ("<table><tr><th>指标<th colspan=2>2031年<tr><th><th>完成<th>增长<tr><td>投资<td>9亿元<td>6%</table>", ["指标 2031年", "完成 增长", "投资2031年完成9亿元，2031年增长6%。"]),
    ("<table><tr><td>左</td><td><table><tr><td>指标</td><td>目标</td></tr><tr><td>就业</td><td>5人</td></tr></table></td></tr></table>", ["左", "指标 目标", "就业5人。"]),
    ("<table><tr><td><a href=a>甲</a><td>2031<tr><td><a href=a>乙</a><td>2030</table>", ["甲", "2031", "乙", "2030"]),  # a list of links
    ("<p>误差<5%，<GDP增长>，a<b</p>", ["误差<5%，<GDP增长>，a"]),
    ('<p class="x>全市增长6%。很好</p><p class="y">下一段</p>', ["全市增长6%。很好", "下一段"]),  # a quotation mark never closed
    ("<pre>一\n二</pre>", ["一", "二"]),
    ("<script>if(a<b){x='<p>不是</p>'}</script><style>p{}</style><!-- <p>不是</p> --><p>是</p>", ["是"]),
    ("<p>完<!-- 没有结束的注释", ["完<!-- 没有结束的注释"]),
])  # fmt: skip
def test_lines(page, expected):
    assert texts(page) == expected


@each(("page", "rules"), [
    ("<nav>首页</nav><p>正文</p>", ["navigation", ""]),
    ('<div class="main-nav"><div>首页</div></div><p>正文</p>', ["navigation", ""]),
    ('<div class="navigate">正文</div>', [""]),  # a class that only begins like the word
    ('<div class="nav"><p>全市经济稳中向好，地区生产总值增长百分之六以上，居民收入同步增长。</p></div>', [""]),  # running text is no furniture
    ('<a href="/">首页</a><p>正文有<a href="/x">链接</a>也是正文</p>', ["navigation", ""]),
    ('<h1><a href="/">政府工作报告</a></h1><p><a name="top">各位代表：</p>', ["", ""]),
    ('<div style="display: none">旧文</div><p>正文</p>', ["hidden", ""]),
    ('<title>某网</title><meta name="PubDate" content="2024-03-20"><p>正文</p>', ["headline", "publication", ""]),
    ("<footer>版权</footer><p>正文</p>", ["copyright", ""]),
    ("<p>增长<span style='display:none'>试用版</span>6%。</p>", ["", "hidden"]),  # taken out of its line, which goes on
    ("<p>增长<font class='jammer'>x。</font>6%，<i style='font-size:0px'>y</i>好</p>", ["", "hidden"]),
    ("<style>.k7{display:none}.k8{color:red}</style><p>增长<b class='k7'>z</b>6%<b class='k8'>以上</b></p>", ["", "hidden"]),
    ("<p>增长<span class='nav'>6%</span>，<font class='search-hit'>投资</font>好</p>", [""]),  # a class of an inline element says nothing
    ("<p><ruby>侯<rp>(</rp><rt>hóu</rt><rp>)</rp></ruby>马</p>", ["", "gloss"]),
    ("<p>甲<del>乙</del>丙<s>丁</s></p><p style='text-decoration: line-through'>戊</p>", ["", "struck", "struck"]),
    ("<p>甲<s>没有结束</p><p>乙</p>", ["", "struck", ""]),
    ("<p>甲<p style='display:none'>乙<p>丙", ["", "hidden", ""]),  # a paragraph ends where the next begins
    ("<div class='d-none d-lg-flex'>甲</div><div class='hidden xl:block'>乙</div><div class='sr-only md:not-sr-only'>丙</div>", ["", "", ""]),  # shown from a width on
    ("<div class='d-none d-md-none'>甲</div><div class='d-none d-print-block'>乙</div><div class='hidden md:hidden'>丙</div><p>丁</p>", ["hidden", "hidden", "hidden", ""]),
    ("<style>@media (max-width:767px){.hidden-xs{display:none!important}}</style><div class='hidden-xs'>甲</div><p>乙</p>", ["", ""]),
    ("<style>.visible-lg{display:none} @media (min-width:1200px){.a{color:red}.visible-lg{display:block}}</style><div class='visible-lg'>甲</div>", [""]),
    ("<style>@media print{.noprint{display:none}}</style><div class='noprint'>甲</div>", [""]),
    ("<style>.paper{display:none}@media print{.paper{display:block}}</style><div class='paper'>甲</div><p>乙</p>", ["hidden", ""]),
    ("<style>@media screen{.tip{display:none}}</style><div class='tip'>甲</div><p>乙</p>", ["hidden", ""]),
    ("<style>@media (min-width:9px){.a{color:red}}.tip{display:none}</style><div class='tip'>甲</div><p>乙</p>", ["hidden", ""]),
    ("<div style='visibility:hidden'><p>全市经济稳中向好，地区生产总值增长百分之六以上，居民收入同步增长。</p></div><p>点两下取消，再点一下。</p>", ["", ""]),
    ("<div hidden><p>旧闻一则，说的是别处的事情，与本文没有任何关系，请勿引用，谢谢合作。</p></div><p>" + "本市经济稳中向好。" * 9 + "</p>", ["hidden", ""]),
])  # fmt: skip
def test_furniture_is_named_and_nothing_else(page, rules):
    assert [rule for _, _, rule in lines(page)] == rules


def test_numbers_are_those_of_the_file():
    assert [n for n, _, _ in lines("<html>\r\n<p>一</p>\r<p>\n二</p>\n\n三")] == [2, 4, 6]


@pytest.mark.parametrize("page", [
    "<div>" * 300 + "各位代表" + "</div>" * 300 + "<p>末段</p>",
    "<b>" * 100_000 + "各位代表<p>末段</p>",
    "<p>各位代表</p><p>" + "内" * 10_500_000 + "</p><p>末段</p>",
])  # fmt: skip
def test_depth_and_length_lose_nothing(page):
    found = "".join(texts(page))
    assert found == re.sub("<[^>]*>", "", page)


HOSTILE = {
    "comments": "<!--" * 100_000, "tags that never end": "<a " * 100_000, "values that never end": '<a b="' * 60_000,
    "attributes": "<a " + " ".join(f"a{i}=1" for i in range(50_000)) + ">", "ampersands": "&" * 500_000, "numbers": "&#" + "9" * 300_000,
    "less than": "<" * 300_000, "scripts": "<script>" * 60_000, "rows": "<tr><td>" * 30_000 + "内</td></tr>" * 30_000,
    "zones": "<div class=nav>内" * 10_000 + "</div>" * 10_000, "spaces": "<p>中" + "\n " * 300_000 + "中", "equals": "<a " + "= " * 200_000,
    "style sheets": "<style>" + "@media (a){.b{" * 14_000 + "</style><p>中",
}  # fmt: skip


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_pages_take_time_by_their_length(name):
    start = time.process_time()
    read_html("a.html", HOSTILE[name].encode())
    assert time.process_time() - start < 5


@given(st.lists(st.tuples(
    st.sampled_from(["p", "div", "span", "b", "li", "td", "nav", "a href=x", "sup"]),
    st.text("各位代表增长%0。，<&>\"' \n=", max_size=20), st.booleans()), max_size=12))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_every_character_comes_through(pieces):
    page, said = "", ""
    for name, text, closed in pieces:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        page += f"<{name}>{escaped}" + (f"</{name.split()[0]}>" if closed else "")
        said += text
    source, _ = read_html("a", page.encode())
    found = "".join(line.written or line.text for line in source.lines) if source else ""
    found = found.replace("≤", "<=").replace("≥", ">=")
    fold = str.maketrans("", "", " \n[]\"⁰")  # <sup>0</sup> is a note's mark or a power; a fragment may lose its outer quotes
    assert found.translate(fold).replace("0", "").replace("≤", "<=") == said.translate(fold).replace("0", "")  # <=0 is folded to ≤0


@pytest.mark.parametrize(("text", "expected"), [
    ("<!DOCTYPE html><p>x", True), ("\ufeff <html>", True), ("<p>一</p><p>二</p>", True), ("一<br>二<br>三<br>", True),
    ("误差<5%<6%<7%", False), ("---\nplace: 甲\n---\n<p><p><p>", False), ("政府工作报告\n一<br>", False),
])  # fmt: skip
def test_pages_are_told_from_text(text, expected):
    assert is_html(text.lstrip("\ufeff")) is expected


def test_declared_charset_is_not_trusted():
    page = '<html><meta charset="utf-8"><p>各位代表：全市生产总值增长百分之六。</p>'
    source, problems = read_source("a.txt", page.encode("gb18030"))
    assert (source.format, source.encoding, problems) == ("html", "gb18030", ())
    assert source.lines[0].text == "各位代表：全市生产总值增长百分之六。"


def test_a_line_end_that_is_written_out_divides_a_line_as_in_text() -> None:
    read, _ = read_source("a.html", "<html><body><p>一、工作回顾\\r\\n地区生产总值增长5%。\\n二、工作安排</p><p>存于C:\\name</p></body></html>".encode())
    assert read is not None and [line.text for line in read.lines] == ["一、工作回顾", "地区生产总值增长5%。", "二、工作安排", "存于C:\\name"]
