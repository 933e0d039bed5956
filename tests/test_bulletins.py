"""Bulletins: links as notes, nothing fetched, nothing missing, and a PDF that says what it is."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from digest.bulletins.pdf_bulletin import Bulletin, Cover, compose, lay_out
from digest.bulletins.print_html import PrintNote, for_print
from digest.model.problem import Problem
from digest.model.report import Meta, Paragraph, Report, Section, Source
from digest.render.templates import html_environment
from digest.system import machine
from tests.printed import MM, lines, objects
from tests.tables import each
from tests.typesetting import made

ROOT = Path(__file__).parents[1]
CSS = (ROOT / "templates" / "styles" / "bulletin.css").read_text(encoding="utf-8")
COVER = Cover("各地工作比较", "编辑组", "2024年3月12日", "https://example.org/", "同一专题，各地对照。")
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 80" width="560" height="80">
<text x="10" y="40" style="font-family: 'Digest Sans'; font-size: 15px">\xe4\xbe\xaf\xe9\xa9\xac\xe5\xb8\x82 7.2</text></svg>"""
CHARTS = (("charts/air.svg", SVG), ("charts/unused.svg", SVG))
BODY = """<h1 id="t">生态环境</h1>
<p>优良天数<a href="../reports/141081-2024.html#p7">268天</a>，见<a href="../places/141081.html">侯马市</a>。</p>
<h2 id="指标">一、指标</h2>
<div class="table" role="region" tabindex="0"><table><thead><tr><th scope="col">地区</th><th scope="col">数值</th></tr></thead>
<tbody><tr><th scope="row">侯马市</th><td>268</td></tr></tbody></table></div>
<figure><a href="../charts/air.svg"><img src="../charts/air.svg" alt="侯马市7.2"></a><figcaption>优良天数</figcaption></figure>
<h3 id="说法">说法</h3><blockquote><p>多种树。<a href="../reports/141081-2024.html#p7">第7段</a></p></blockquote>"""

needs_pango = pytest.mark.skipif(
    not (machine.has(machine.PANGO) and machine.has(machine.PANGOFT2)), reason="Pango is not on this machine: no PDF can be laid out"
)
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdffonts"), reason="poppler-utils (pdffonts, pdftotext, pdfinfo) is not on this machine"
)


def report(id: str = "141081-2024") -> Report:
    paragraphs = (Paragraph("p7", 7, "围绕蓝天碧水，多种树、少排污，优良天数达到268天。"),)
    meta = Meta(place="侯马市", year=2024, title="2024年政府工作报告", publisher="侯马市政府网", url="https://example.org/侯马?a=1&b=2")
    return Report(id, Source("a.txt", "0" * 64, "text", "utf-8", ()), meta, (), (Section("s2", 1, "二、生态", 5),), paragraphs, ())


def composed(body: str = BODY, css: str = CSS, title: str = "生态环境：各地对照") -> Bulletin:
    environment = html_environment(ROOT / "templates" / "bulletin")
    bulletin, problems = compose(environment, "ecology", title, "topics/ecology.md", body, COVER, (report(),), CHARTS, css)
    assert bulletin is not None, [problem.text() for problem in problems]
    return bulletin


def laid(bulletin: Bulletin) -> tuple[bytes | None, tuple[Problem, ...]]:
    return lay_out(made(), bulletin)


@cache
def pdf() -> bytes:
    data, problems = laid(composed())
    assert data is not None, [problem.text() for problem in problems]
    return data


def printed(html: str, charts: tuple[str, ...] = ()) -> str:
    return for_print(html, "topics/ecology.md", ("141081-2024",), charts).html


NOTE = '<sup class="note"><a href="#note-1">[1]</a></sup>'


@each(
    ("html", "on_paper"),
    [
        ('<p><a href="../reports/141081-2024.html#p7">7.2%</a></p>', f"<p>7.2%{NOTE}</p>"),
        ('<p><a href="../reports/141081-2024.html">全文</a></p>', "<p>全文</p>"),
        ('<h2>来源</h2><ul><li>甲</li></ul><h2 id="b">乙</h2>', '<h2 id="b">乙</h2>'),
        ('<h2 id="a">水的来源</h2><p>甲</p>', '<h2 id="a">水的来源</h2><p>甲</p>'),
        ('<p><a href="../reports/141081-2024.html#p7"><strong>7</strong></a></p>', f"<p><strong>7</strong>{NOTE}</p>"),
        ('<p><a href="../reports/999999-2024.html#p7">无此报告</a></p>', "<p>无此报告</p>"),
        ('<p><a href="../places/141081.html">侯马市</a></p>', '<p><span class="place">侯马市</span></p>'),
        ('<p><a href="#no">无处</a></p>', "<p>无处</p>"),
        ('<h2 id="a">甲</h2><p><a href="#a">见甲</a></p>', '<h2 id="a">甲</h2><p><a href="#a">见甲</a></p>'),
        ('<p><a href="https://example.org/?a=1&amp;b=2" rel="noopener">外</a></p>', '<p><a href="https://example.org/?a=1&amp;b=2">外</a></p>'),
        ('<p><a href="javascript:alert(1)">坏</a></p>', "<p>坏</p>"),
        ("<p>a &lt;script&gt; &amp;amp; b</p>", "<p>a &lt;script&gt; &amp;amp; b</p>"),
        ('<p>「多种树」（<a href="../reports/141081-2024.html#p7">原文</a>）</p>', f"<p>「多种树」{NOTE}</p>"),
        ('<p>「多种树」（<a href="../reports/141081-2024.html#p7">原文</a>）另有数据</p>', f"<p>「多种树」{NOTE}\u3000另有数据</p>"),
        ('<p>三句（<a href="../reports/141081-2024.html#p7">例</a>）</p>', f"<p>三句{NOTE}</p>"),
        ('<p>（<a href="../reports/141081-2024.html#p7">4753户</a>）</p>', f"<p>（4753户{NOTE}）</p>"),
        ('<p><a href="../reports/141081-2024.html#p7">7.2%</a>（预计）</p>', f'<p>7.2%{NOTE}<span class="whole">（预计）</span></p>'),
        ('<p><a href="../reports/141081-2024.html#p7">7.2%</a>（比上年增加）</p>', f"<p>7.2%{NOTE}（比上年增加）</p>"),
        ("<p>学校（新建）</p>", "<p>学校（新建）</p>"),
        ("<p>（原文缺损）</p>", "<p>（原文缺损）</p>"),
        ("<p><strong>面积（完成）</strong>：增</p>", "<p><strong>面积（完成）：</strong>增</p>"),
        ("<p><strong>面积</strong>：增</p>", "<p><strong>面积</strong>：增</p>"),
        ("<h1>题<em>名</em></h1><p>文</p>", "<p>文</p>"),
        ("<p>零\x00宽\u200b\u202e</p>", "<p>零宽</p>"),
        ('<p onclick="x()" style="color:red">文</p>', "<p>文</p>"),
        ('<p><img src="../charts/no.svg" alt="没有&lt;图"></p>', "<p><em>没有&lt;图</em></p>"),
        ('<p><img src="file:///etc/passwd" alt="密"></p>', "<p><em>密</em></p>"),
    ],
)
def test_what_stands_on_paper(html: str, on_paper: str) -> None:
    assert printed(html) == on_paper


def test_a_chart_at_hand_is_shown_from_the_bulletin() -> None:
    assert printed('<img src="../charts/a.svg" alt="甲">', ("charts/a.svg",)) == '<img src="bulletin:charts/a.svg" alt="甲">'


def test_one_note_for_each_paragraph_in_the_order_of_reading() -> None:
    links = "".join(f'<a href="../reports/141081-2024.html#{anchor}">x</a>' for anchor in ("p7", "p2", "p7", "p9"))
    text = for_print(links, "topics/ecology.md", ("141081-2024",), ())
    assert text.notes == (PrintNote(1, "141081-2024", "p7"), PrintNote(2, "141081-2024", "p2"), PrintNote(3, "141081-2024", "p9"))
    assert [text.html.count(f"[{number}]") for number in (1, 2, 3)] == [2, 1, 1]


def test_reports_are_sources_wherever_they_are_cited_and_headings_of_what_is_left_out_are_none() -> None:
    html = '<h1>题</h1><h2 id="a">甲</h2><h2 id="s">来源</h2><p><a href="../reports/141081-2024.html#p7">文</a></p>'
    text = for_print(html, "topics/ecology.md", ("140800-2024", "141081-2024"), ())
    assert text.reports == ("141081-2024",)
    assert text.notes == ()
    assert [heading.text for heading in text.headings] == ["甲"]


CHART = '<figure><img src="bulletin:charts/a.svg" alt="甲"></figure>'


def table(*links: str) -> str:
    cells = "".join(f'<td><a href="../reports/141081-2024.html#p7">{words}</a></td>' for words in links)
    return f'<div class="table"><table><thead><tr><th>地区</th></tr></thead><tbody><tr>{cells}</tr></tbody></table></div>'


def test_the_table_below_a_chart_is_left_out_where_its_figures_stand_in_the_text_already() -> None:
    figure = '<figure><img src="../charts/a.svg" alt="甲"></figure>'
    first = f"{table('7', '8')}<p>又</p>"
    assert printed(f"{first}{figure}{table('7')}<p>丙</p>", ("charts/a.svg",)).endswith(f"<p>又</p>{CHART}<p>丙</p>")
    for html in (f"{first}{figure}{table('9')}", f"{first}<p>图</p>{table('7')}", f"{figure}{table('7')}", f"{first}{figure}{table()}"):
        assert printed(html, ("charts/a.svg",)).endswith("</table></div>"), html


def test_words_that_say_there_is_no_value_do_not_keep_that_table_and_leave_no_note_behind() -> None:
    elsewhere = table("7", "有提法").replace("#p7\">有", "#p9\">有")
    text = for_print(f'{table("7")}<p>又</p><figure><img src="../charts/a.svg" alt="甲"></figure>{elsewhere}<p>丙</p>', "topics/ecology.md", ("141081-2024",), ("charts/a.svg",))
    assert text.html.endswith(f"<p>又</p>{CHART}<p>丙</p>")
    assert (text.notes, text.linked) == ((PrintNote(1, "141081-2024", "p7"),), (("141081-2024", "p7", "7"),))
    kept = elsewhere.replace("有提法", "与经济增长同步")
    assert "同步" in printed(f'{table("7")}<figure><img src="../charts/a.svg" alt="甲"></figure>{kept}', ("charts/a.svg",))


LONG_BODY = BODY + "<p>" + "长" * 6000 + "</p>"


def test_a_bulletin_has_its_contents_its_notes_and_only_its_own_charts() -> None:
    bulletin = composed(LONG_BODY)
    assert "目　录" not in composed().html  # which is short
    assert [address for address, _ in bulletin.charts] == ["charts/air.svg"]
    assert '<a href="#指标">一、指标</a>' in bulletin.html
    assert "侯马市2024年第7段“围绕蓝天碧水，多种…”" in bulletin.html
    assert "https://example.org/侯马?a=1&amp;b=2" in bulletin.html
    assert bulletin.html.count('class="note"') == 2


def test_values_are_escaped() -> None:
    bulletin = composed(title="<script>alert(1)</script>")
    assert "<script>" not in bulletin.html
    assert "&lt;script&gt;" in bulletin.html


def test_a_mistake_in_the_template_is_a_problem() -> None:
    environment = html_environment({"bulletin.html.j2": "<p>\n{{ titel }}"}, "templates/bulletin")
    bulletin, (problem,) = compose(environment, "a", "题", "a.md", "", COVER, (), (), "")
    assert bulletin is None
    assert problem.text().startswith("templates/bulletin/bulletin.html.j2:2:")


@needs_pango
def test_the_same_bulletin_gives_the_same_bytes_here_and_in_another_process(tmp_path: Path) -> None:
    assert laid(composed())[0] == pdf()
    (tmp_path / "bulletin").write_bytes(pickle.dumps((made(), composed())))
    program = (
        "import pickle, sys; from digest.bulletins.pdf_bulletin import lay_out\n"
        "open(sys.argv[2], 'wb').write(lay_out(*pickle.load(open(sys.argv[1], 'rb')))[0])"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "bulletin"), str(tmp_path / "a.pdf")]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"})
    assert (tmp_path / "a.pdf").read_bytes() == pdf()


@needs_pango
@needs_poppler
def test_the_pdf_says_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf())

    def said(*command: str) -> str:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    about = said("pdfinfo", str(file))
    assert "生态环境：各地对照" in about
    assert "595.276 x 841.89 pts (A4)" in about
    assert "Tagged:          yes" in about
    fonts = [line.split() for line in said("pdffonts", str(file)).splitlines()[2:]]
    assert fonts
    assert all("Digest-S" in font[0] and font[-5:-2] == ["yes", "yes", "yes"] for font in fonts)  # embedded, subset, with Unicode
    text = "".join(said("pdftotext", str(file), "-").split())
    for words in ("各地工作比较", "一、指标", "优良天数268天[1]", "侯马市7.2", "图1优良天数", "第7段“围绕蓝天碧水，多种…”", "—1—"):
        assert words in text


@needs_pango
def test_the_pdf_has_a_language_and_bookmarks() -> None:
    written = objects(pdf())
    assert b"/Lang (zh-Hans)" in written
    assert b"/Outlines" in written
    assert "一、指标".encode("utf-16-be").hex().encode() in written.lower()  # a bookmark
    assert b"pdfuaid" in written


@needs_pango
@needs_poppler
def test_a_missing_glyph_is_an_error_that_names_the_character_and_shows_in_its_place(tmp_path: Path) -> None:
    for body in ("<p>侯马\U0010fffd市</p>", "<p>侯马&#x10FFFD;市</p>"):
        data, (problem,) = laid(composed(body))
        assert data is not None
        assert problem.severity == "error"
        assert problem.where == "bulletins/ecology.pdf"
        assert dict(problem.values)["characters"] == "\U0010fffd"
        (tmp_path / "a.pdf").write_bytes(data)
        assert "侯马〓市" in subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True).stdout


@needs_pango
def test_a_glyph_that_turns_out_to_be_missing_stops_the_bulletin() -> None:
    data, (problem,) = laid(composed(css=CSS + 'h1::before { content: "\U0010fffd" }'))
    assert data is None
    assert "notdef" in problem.text()


@needs_pango
@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/hostname">',
        '<img src="http://127.0.0.1:9/a.png">',
        '<img src="relative.png">',
        '<img src="bulletin:charts/none.svg">',
        '<link rel="stylesheet" href="file:///etc/hostname">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<p style="background: url(http://127.0.0.1:9/a.png)">文</p>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>',
    ],
)
def test_nothing_is_fetched(html: str) -> None:
    page = f'<html lang="zh"><title>题</title><body>{html}</body>'
    data, problems = laid(Bulletin("x", "题", page, (), "html { font-family: 'Digest Serif' }"))
    assert data is None
    assert problems[0].code == "bulletins.failed"


@needs_pango
@pytest.mark.parametrize("css", ["@import url(file:///etc/motd);", "p { background: url(http://localhost:9) }", "p { font-size: 1e300px }"])
def test_a_style_sheet_that_fetches_or_breaks_the_layout_is_a_problem(css: str) -> None:
    data, problems = laid(composed(css=css + CSS))
    assert data is None
    assert problems[0].code == "bulletins.failed"


@needs_pango
def test_our_own_style_sheet_has_nothing_that_is_ignored(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("WARNING", logger="weasyprint"):
        assert laid(composed())[0]
    assert [record.getMessage() for record in caplog.records] == []


def test_importing_bulletins_does_not_import_weasyprint() -> None:
    program = "import digest.bulletins.pdf_bulletin, sys; sys.exit('weasyprint' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


@needs_pango
@needs_poppler
def test_a_note_never_begins_a_line(tmp_path: Path) -> None:
    link = '<a href="../reports/141081-2024.html#p7">{}</a>；其后另有文字。'
    body = "".join(f"<p>{link.format('字' * length)}</p>" for length in range(20, 32))
    data, problems = laid(composed(body))
    assert data is not None, problems
    (tmp_path / "a.pdf").write_bytes(data)
    text = subprocess.run(["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    lines = [line.strip() for line in text.split("资料来源")[0].splitlines()]
    assert "字[1]" in text.replace("\u2060", "").replace(" ", "")
    assert [line for line in lines if line.startswith(("[", "；", "。"))] == []


@needs_pango
def test_the_grid_is_that_of_the_standard() -> None:
    """GB/T 9704: 22 lines of 28 characters on a page, 37 mm above, 28 mm at the back."""
    data, _ = laid(composed(f"<p>{'一二三四五六七八九十' * 200}</p>"))
    assert data is not None
    page = [line for line in lines(data) if line.page == 2 and set(line.text) <= set("一二三四五六七八九十")]
    assert len(page) == 22
    assert {len(line.text) for line in page} == {28}
    assert {round(line.left / MM) for line in page} == {26}  # a left page: its back is on the right
    assert {round(line.right / MM) for line in page} == {210 - 28}
    assert 37 < (297 * MM - page[0].base_height()) / MM < 37 + 225 / 22


@needs_pango
def test_a_long_table_repeats_its_head_and_leaves_no_row_alone() -> None:
    for rows in range(26, 34):
        body = "".join(f'<tr><th scope="row">地{n}</th><td class="right">{n}</td></tr>' for n in range(rows))
        data, _ = laid(composed(f'<h2>表</h2><table><thead><tr><th>地区</th><th class="right">造林·完成</th></tr></thead><tbody>{body}</tbody></table>'))
        assert data is not None
        found = lines(data)
        for page in {line.page for line in found if line.text.startswith("地0")} | {line.page for line in found if line.text.startswith(f"地{rows - 1}")}:
            own = [line.text for line in found if line.page == page]
            assert any("造林" in text for text in own), (rows, page, own)
            assert sum(text.startswith("地") and text[1:2].isdigit() for text in own) >= 2, (rows, page, own)


@needs_pango
def test_only_figures_with_a_caption_are_numbered_as_in_word() -> None:
    figure = '<figure><a href="../charts/air.svg"><img src="../charts/air.svg" alt="侯马市7.2"></a>%s</figure>'
    data, _ = laid(composed("".join(figure % caption for caption in ("<figcaption>甲</figcaption>", "", "<figcaption>乙</figcaption>"))))
    assert data is not None
    assert [line.text for line in lines(data) if line.text.startswith("图")] == ["图1甲", "图2乙"]


@needs_pango
def test_headings_are_numbered_unless_they_number_themselves() -> None:
    for html, said in (("<h2>甲</h2><h3>乙</h3><p>文</p><h2>丙</h2><p>文</p>", ("一、甲", "（一）乙", "二、丙")), ("<h2>一、甲</h2><p>文</p>", ("一、甲",))):
        data, _ = laid(composed(html))
        assert data is not None
        headings = [line.text for line in lines(data) if all("Bold" in letter.font for letter in line.letters)]
        assert [heading for heading in headings if heading in said] == list(said)


@needs_pango
def test_each_head_of_a_table_says_what_it_is_the_head_of() -> None:
    heads = "".join(f'<th scope="col">{words}</th>' for words in ("地区", "造林·完成", "造林·目标"))
    data, _ = laid(composed(f'<table><thead><tr>{heads}</tr></thead><tbody><tr><th scope="row">侯马市</th><td>1</td><td>2</td></tr></tbody></table>'))
    assert data is not None
    things = objects(data).split(b"\n")
    tags = [thing for thing in things if b"/S /TH/" in thing]
    assert [b"/Scope /Column" in tag for tag in tags] == [True] * 4 + [False]
    assert b"/Scope /Row" in tags[-1]
    assert [(b"/RowSpan 2" in tag, b"/ColSpan 2" in tag) for tag in tags] == [(True, False), (False, True), (False, False), (False, False), (False, False)]
    assert not any(b"/Headers" in thing for thing in things)


@needs_pango
def test_a_chart_taller_than_a_page_is_made_to_fit_with_its_heading() -> None:
    rows = "".join(f'<text x="10" y="{at * 100 + 90}" style="font-family: \'Digest Sans\'; font-size: 40px">{at}号</text>' for at in range(40))
    tall = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 4000" width="700" height="4000">{rows}</svg>'.encode()
    bulletin = composed('<h2 id="a">长图</h2><figure><img src="../charts/air.svg" alt="长"></figure><p>文</p>')
    data, problems = laid(replace(bulletin, charts=(("charts/air.svg", tall),)))
    assert data is not None, problems
    marks = [(line.page, letter.base) for line in lines(data) for letter in line.letters if letter.text == "号"]
    assert len(marks) == 40
    assert {page for page, _ in marks} == {line.page for line in lines(data) if line.text == "一、长图"}
    assert min(base for _, base in marks) > 35 * MM
