"""The table inside a bulletin: which figures it has, where its links lead, and that it comes out of the PDF as it went in."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from digest.bulletins.attached import PrintedFigure, table
from digest.bulletins.pdf_bulletin import lay_out
from digest.bulletins.print_html import for_print
from digest.render.csv_tables import FIELDS
from tests.printed import objects, open_pdf
from tests.test_bulletins import composed, needs_pango
from tests.typesetting import made

ROW = tuple("" for _ in FIELDS[1:])
HERE, THERE = "141081-2024", "140800-2024"


def figure(paragraph: str, written: str, said: str = "", report: str = HERE) -> PrintedFigure:
    return PrintedFigure(report, paragraph, written, said or written, (written, *ROW))


def attached(html: str, *offered: PrintedFigure) -> list[str]:
    data = table(offered, for_print(html, "topics/ecology.md", (HERE, THERE), ()))
    return [row["地区"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))]


def link(words: str, paragraph: str, report: str = HERE) -> str:
    return f'<a href="../reports/{report}.html#{paragraph}">{words}</a>'


def test_a_figure_is_attached_where_its_words_are_a_link_to_its_paragraph() -> None:
    html = f"<p>{link('≥10%', 'p7')}</p>"
    assert attached(html, figure("p7", "≥10%")) == ["≥10%"]
    assert attached(html, figure("p8", "≥10%"), figure("p7", "10%"), figure("p7", "≥10%", report=THERE)) == []


def test_a_figure_is_attached_where_a_sentence_says_it_beside_a_link_to_its_paragraph() -> None:
    html = f"<p>最高的是侯马市（增长10%以上）。依据：{link('侯马市2024', 'p7')}</p>"
    assert attached(html, figure("p7", "≥10%", "增长10%以上")) == ["≥10%"]
    assert attached(html, figure("p7", "10%", "增长10%"), figure("p9", "≥10%", "增长10%以上")) == []


def test_what_stands_under_the_heading_of_the_sources_is_not_printed() -> None:
    assert attached(f"<h2>来源</h2><p>{link('268天', 'p7')}</p>", figure("p7", "268天")) == []


def test_where_nothing_is_printed_nothing_is_attached() -> None:
    assert table((figure("p7", "268天"),), for_print("<p>文</p>", "a.md", (HERE,), ())) == b""


@needs_pango
def test_the_table_comes_out_of_the_pdf_as_it_went_in() -> None:
    bulletin = replace(composed(), figures="﻿地区,数值\r\n侯马市,268\r\n".encode())
    data, problems = lay_out(made(), bulletin)
    assert data is not None, problems
    assert lay_out(made(), bulletin)[0] == data  # undated
    document = open_pdf(data)
    assert document.count_attachments() == 1
    inside = document.get_attachment(0)
    assert inside.get_name() == "ecology.csv"
    assert bytes(inside.get_data()) == bulletin.figures
    assert b"/AFRelationship /Data" in objects(data)
    assert b"/AF [" in objects(data)


@needs_pango
def test_a_bulletin_without_figures_has_no_attachment_and_says_nothing_of_one() -> None:
    data, _ = lay_out(made(), composed())
    assert data is not None
    assert open_pdf(data).count_attachments() == 0
    assert "附件" not in composed().html
