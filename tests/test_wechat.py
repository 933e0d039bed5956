"""公众号: plain elements with inline styles, nothing that its editor would throw away, nothing fetched, nothing that could run."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser

import pytest

from digest.bulletins.block_model import Handout
from digest.bulletins.wechat import to_wechat
from tests.test_word import HTML, PNG, handout

KEPT = {"section", "p", "span", "table", "tbody", "tr", "td", "th", "strong", "img", "br"}
ATTRIBUTES = {"style", "src", "alt", "scope", "colspan", "rowspan", "role", "aria-level"}
UNLIKED = ("position", "float", "url(", "expression", "@import", "grid", "var(")


class Tags(HTMLParser):
    """Gathers what stands in <body>."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.inside:
            self.tags.append((tag, dict(attrs)))
        self.inside = self.inside or tag == "body"

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


def body(html: str = HTML, url: str = "https://example.org/site/") -> Tags:
    tags = Tags()
    tags.feed(to_wechat(handout(html, url)))
    return tags


def test_only_plain_elements_with_inline_styles() -> None:
    tags = body().tags
    assert {tag for tag, _ in tags} <= KEPT
    assert {name for _, attributes in tags for name in attributes} <= ATTRIBUTES
    assert not [style for _, attributes in tags for style in UNLIKED if style in (attributes.get("style") or "")]
    assert all(attributes.get("style") for tag, attributes in tags if tag in ("p", "span", "table", "td", "th", "img"))


def test_the_file_fetches_nothing_and_says_why_it_is_styled_so() -> None:
    text = to_wechat(handout())
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" in text
    assert re.search(r"<!-- [^>]*公众号[^>]* -->", text.split("</head>")[0])
    assert not re.search(r"<(script|link|style|iframe|a)\b", text)


def test_pictures_stand_in_the_file_and_one_that_is_not_at_hand_is_left_out() -> None:
    (picture,) = [attributes for tag, attributes in body().tags if tag == "img"]
    assert (picture["src"], picture["alt"]) == (f"data:image/png;base64,{base64.b64encode(PNG).decode()}", "侯马市80%")
    assert "没有的图" not in to_wechat(handout())


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a link that leads away is words and address", "见站外（https://example.org/a?b=1&c=2）和坏。"),
        ("a note says where it leads", "[1]侯马市2024年第7段　https://example.org/site/reports/141081-2024.html#p7"),
        ("headings have their numbers", "一、要点"),
        ("and those below", "（一）水"),
        ("and the lowest", "1．细"),
        ("the sources too", "二、资料来源"),
        ("but not what stands below them", "\n来源注释\n"),
        ("who and when are parted", "编辑组　数据截至：2025年1月13日"),
        ("bullets", "•造林：侯马市\u2060[1]"),
        ("numbers of lists", "3. 三"),
        ("a figure in a table", "≥90%\u2060[2]"),
    ],
)
def test_what_is_read(words: str, shown: str) -> None:
    assert shown in body().text, words


@pytest.mark.parametrize("left_out", ["目　录", "附件在本文件里", "javascript"])
def test_what_is_of_no_use_there_is_left_out(left_out: str) -> None:
    assert left_out not in to_wechat(handout())


def test_no_address_where_no_site_is_published() -> None:
    assert "reports/" not in to_wechat(handout(url=""))


def test_a_head_of_two_rows_stays_one() -> None:
    heads = [(a.get("scope"), a.get("colspan"), a.get("rowspan")) for tag, a in body().tags if tag == "th"]
    assert heads == [("col", None, "2"), ("colgroup", "2", None), ("col", None, None), ("col", None, None), ("row", None, None)]


def test_a_wide_table_can_be_moved_aside() -> None:
    row = "<tr>" + "<td>1</td>" * 9 + "</tr>"
    tags = body(f"<main><table>{row}</table></main>").tags
    assert [a.get("style") for t, a in tags if t == "section"][1:] == ["margin:0 0 16px;overflow-x:auto"]
    assert "min-width:720px" in next(a["style"] or "" for t, a in tags if t == "table")


def test_text_cannot_become_markup() -> None:
    hostile = Handout("a", "</title><script>x</script>", "<main><p>&lt;script&gt;alert(1)&lt;/script&gt; &quot; onload=</p></main>", "比较")
    text = to_wechat(hostile)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_a_heading_that_is_called_like_a_note_is_none() -> None:
    assert "备注甲" in to_wechat(handout('<main><h2 id="note-甲">备注甲</h2><p>干部群众</p></main>'))
