"""Word documents: real styles, tables, links and pictures, nothing of the clock, nothing that a report could smuggle in."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from digest.bulletins.block_model import Handout, Table, TableCell, TableRow, TextRun
from digest.bulletins.word import to_word
from digest.bulletins.word_xml import WIDTH, columns

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "templates" / "word"
TEMPLATE = tuple((p.relative_to(FOLDER).as_posix(), p.read_bytes()) for p in sorted(FOLDER.rglob("*")) if p.is_file())
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
HTML = """<!DOCTYPE html><html><head><title>题</title></head><body class="numbered">
<header class="cover"><p class="series">各地工作比较</p><p class="number">2025年第1期</p>
<p class="imprint"><span>编辑组</span><span>数据截至：2025年1月13日</span></p><h1>生态环境</h1><p class="about">各地对照。</p></header>
<nav class="contents"><p class="name">目　录</p><ol><li class="level-2"><a href="#a">要点</a></li><li class="level-3"><a href="#b">水</a></li></ol></nav>
<main><p>引言。</p><h2 id="a">要点</h2>
<ul><li><strong>造林</strong>：侯马市<sup class="note"><a href="#note-1">[1]</a></sup><ul><li>再分</li></ul></li><li><p>甲</p><p>又</p></li></ul>
<ol><li>先</li><li>后</li></ol><p>间。</p><ol start="3"><li>三</li></ol><blockquote><p>多种树。</p></blockquote>
<h3 id="b">水</h3><div class="table" aria-label="表：水"><table>
<thead><tr><th scope="col" rowspan="2">地区</th><th scope="colgroup" colspan="2">水质</th></tr><tr><th class="right">完成</th><th class="right">目标</th></tr></thead>
<tbody><tr><th scope="row">侯马市</th><td class="right">80%</td><td class="right">≥90%<sup class="note"><a href="#note-2">[2]</a></sup></td></tr></tbody></table></div>
<figure><img src="bulletin:charts/air.svg" alt="侯马市80%"><figcaption>水质</figcaption></figure>
<figure><img src="bulletin:charts/none.svg" alt="没有的图"></figure><h4 id="c">细</h4><hr>
<p>见<a href="https://example.org/a?b=1&amp;c=2">站外</a>和<a href="javascript:alert(1)">坏</a>。</p></main>
<section class="sources"><h2 id="_sources">资料来源</h2><ul class="reports"><li><strong>侯马市2024年</strong>，<span class="address">https://example.org/侯马 x</span></li></ul>
<h3>来源注释</h3><p class="hint">说明。</p><ul class="notes"><li id="note-1"><span class="number">[1]</span>侯马市2024年第7段</li><li id="note-2"><span class="number">[2]</span>侯马市2024年第9段</li></ul></section>
<footer class="colophon"><p>编辑组编制</p><p>不是公文。<span class="attached">附件在本文件里。</span></p></footer></body></html>"""
NOTES = ((1, "reports/141081-2024.html#p7"), (2, "reports/141081-2024.html#p9"))


def handout(html: str = HTML, url: str = "https://example.org/site/") -> Handout:
    return Handout("ecology", "生态环境", html, "各地工作比较", "编辑组", "各地对照。", "2025年1月13日", url, NOTES, (("charts/air.svg", PNG),))


def opened(html: str = HTML, url: str = "https://example.org/site/"):
    return Document(io.BytesIO(to_word(TEMPLATE, handout(html, url))))


def styled(document, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        ("Title", ["生态环境"]),
        ("刊头", ["各地工作比较"]),
        ("期号", ["2025年第1期"]),
        ("编印和日期", ["编辑组\t数据截至：2025年1月13日"]),
        ("Heading 1", ["要点", "资料来源"]),
        ("Heading 2", ["水", "来源注释"]),
        ("Heading 3", ["细"]),
        ("List Bullet", ["造林：侯马市[1]", "再分", "甲"]),
        ("List Continue", ["又"]),
        ("List Number", ["先", "后", "三"]),
        ("Quote", ["多种树。"]),
        ("Caption", ["图 1　水质"]),
        ("Body Text", ["引言。", "间。", "", "见站外和坏。"]),
        ("toc 1", ["一、要点\t"]),
        ("toc 2", ["（一）水\t"]),
        ("来源注释", ["[1] 侯马市2024年第7段", "[2] 侯马市2024年第9段"]),
        ("版记", ["编辑组编制", "不是公文。"]),
    ],
)  # fmt: skip
def test_everything_is_set_in_a_style_of_its_own(style: str, texts: list[str]) -> None:
    assert styled(opened(), style) == texts


def test_headings_are_numbered_by_word_itself() -> None:
    numbers = {p.text: p._p.pPr.numPr.numId.val for p in opened().paragraphs if p.style.name.startswith("Heading") and p._p.pPr.numPr is not None}
    assert numbers == dict.fromkeys(("要点", "水", "细", "资料来源"), 3)
    plain = opened(HTML.replace(' class="numbered"', ""))
    assert all(p._p.pPr.numPr is None for p in plain.paragraphs if p.style.name.startswith("Heading"))
    assert styled(plain, "toc 1") == ["要点\t"]


def test_numbered_lists_begin_where_they_say() -> None:
    document = opened()
    lists = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert lists[0] == lists[1] != lists[2]
    starts = {num.numId: num.xpath("./w:lvlOverride/w:startOverride/@w:val") for num in document.part.numbering_part.element.num_lst}
    assert (starts[lists[0]], starts[lists[2]]) == (["1"], ["3"])


def test_a_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    (table,) = opened().tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["地区", "水质", "水质"], ["地区", "完成", "目标"], ["侯马市", "80%", "≥90%[2]"]]
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [True, True, False]
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
    assert table.style.name == "专报表格"
    assert table._tbl.xpath("./w:tblPr/w:tblCaption/@w:val") == ["水"]
    assert sum(int(width) for width in table._tbl.xpath("./w:tblGrid/w:gridCol/@w:w")) == WIDTH


def test_columns_are_as_wide_as_their_text_asks_and_fill_the_line() -> None:
    cells = [TableCell((TextRun(text),)) for text in ("长" * 40, "短", "中等长短")]
    widths = columns(Table("main", (TableRow(tuple(cells)),)))
    assert sum(widths) == WIDTH
    assert widths[0] > widths[2] > widths[1] > WIDTH // 12
    assert columns(Table("main", ())) == ()


def test_notes_lead_to_the_paragraph_on_the_published_site() -> None:
    links = {(link.text, link.url) for p in opened().paragraphs for link in p.hyperlinks if link.address}
    assert ("[1]", "https://example.org/site/reports/141081-2024.html#p7") in links
    assert ("站外", "https://example.org/a?b=1&c=2") in links
    assert ("https://example.org/侯马 x", "https://example.org/%E4%BE%AF%E9%A9%AC%20x") in links
    assert not [address for _, address in links if "javascript" in address]


def test_notes_lead_to_their_lines_where_no_site_is_published() -> None:
    document = opened(url="")
    marks = {name for name in document.element.xpath("//w:bookmarkStart/@w:name") if name.startswith("note_")}
    anchors = {link.fragment for p in document.paragraphs for link in p.hyperlinks if not link.address and link.fragment.startswith("note_")}
    assert marks == {"note_1", "note_2"}
    assert anchors == {"note_1"}  # [2] stands in a table
    lines = {(link.text, link.url) for p in document.paragraphs if p.style.name == "来源注释" for link in p.hyperlinks}
    assert ("[1]", "../reports/141081-2024.html#p7") in lines


def test_a_chart_is_a_picture_with_its_words_and_one_that_is_not_at_hand_its_words_alone() -> None:
    document = opened()
    assert [(one.get("name"), one.get("descr")) for one in document.element.xpath("//wp:docPr")] == [("air", "侯马市80%")]
    assert len(document.inline_shapes) == 1
    assert "没有的图" in styled(document, "来源说明")


def test_the_page_is_that_of_an_official_document() -> None:
    document = opened()
    section = document.sections[0]
    size = (section.page_width, section.page_height, section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(length / Mm(1)) for length in size] == [210, 297, 37, 26, 35, 28]
    assert "".join(section.footer.paragraphs[0]._p.xpath(".//w:t/text() | .//w:instrText/text()")) == "—  PAGE 1 —"
    assert [p.style.name for footer in (section.footer, section.even_page_footer) for p in footer.paragraphs] == ["页码（单页）", "页码（双页）"]
    assert section.header.paragraphs[0].text == "各地工作比较\t生态环境"
    fonts = {name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Heading 1", "Heading 2", "Title")}
    assert fonts == {"Heading 1": "黑体", "Heading 2": "楷体", "Title": "宋体"}
    assert document.styles.element.xpath("./w:docDefaults//w:rFonts/@w:eastAsia") == ["仿宋"]
    assert document.styles.element.xpath("./w:docDefaults//w:sz/@w:val") == ["32"], "3 号"
    assert document.styles.element.xpath("./w:docDefaults//w:lang/@w:eastAsia") == ["zh-CN"]


def test_the_contents_are_a_field_that_word_makes_anew() -> None:
    xml = opened().element.xml
    assert 'TOC \\o "1-2" \\h' in xml
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"')
    assert set(re.findall(r'w:anchor="(_Toc[0-9]+)"', xml)) <= set(re.findall(r'w:name="(_Toc[0-9]+)"', xml))


def test_the_file_says_what_it_is_and_nothing_of_the_clock() -> None:
    data = to_word(TEMPLATE, handout())
    properties = Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author, properties.language) == ("生态环境", "编辑组", "zh-CN")
    assert properties.created == properties.modified == datetime(2025, 1, 13, tzinfo=properties.created.tzinfo)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert to_word(TEMPLATE, handout()) == data
    assert to_word(TEMPLATE, handout(HTML.replace("80%", "81%"))) != data


@pytest.mark.parametrize("said", ["", "去年", "2025年2月30日"])
def test_without_a_date_of_the_data_there_is_a_fixed_one(said: str) -> None:
    data = to_word(TEMPLATE, Handout("a", "题", HTML, "比较", data_date=said))
    assert Document(io.BytesIO(data)).core_properties.created.year == 2000


def test_text_cannot_become_markup() -> None:
    document = opened("<main><p>a &lt;w:br/&gt; ]]&gt; &amp;amp; \x01\x0b\ufffe字</p><h2 id='&quot;&gt;'>&lt;题&gt;</h2></main>")
    assert styled(document, "Body Text") == ["a <w:br/> ]]> &amp; 字"]
    assert styled(document, "Heading 1") == ["<题>"]


ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs snapToGrid spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i color spacing sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
}


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_properties_stand_in_the_order_that_the_standard_asks(part: str) -> None:
    """ECMA-376 Part 1, 17: Word refuses a file in which they do not."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(to_word(TEMPLATE, handout()))) as package:
        root = etree.fromstring(package.read(part))
    seen = 0
    for element in root.iter():
        order = ORDERS.get(etree.QName(element).localname, "").split()
        names = [etree.QName(child).localname for child in element] if order else []
        assert not set(names) - set(order), f"{part}: {set(names) - set(order)} in {element.tag}"
        assert names == sorted(names, key=order.index)
        seen += bool(names)
    assert seen
