"""The tables of a page as CSV: every cell with its row, its column and the paragraphs that it leads to."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest

from digest.pages.page_tables import FIELDS, csv_files, page_csv, tables_of

HEAD = '<thead><tr><th scope="col">地区</th><th>年份</th><th>目标</th></tr></thead>'


def page(rows: str, head: str = HEAD, label: str = "增速") -> str:
    return f'<div class="table" aria-label="表：{label}"><table>{head}<tbody>{rows}</tbody></table></div>'


def rows(text: str, address: str = "topics/a.html") -> list[list[str]]:
    data = page_csv(address, text)
    assert data is not None
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(read[0]) == FIELDS
    return read[1:]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (  # the year names the row with the place; a cell leads to its paragraph
            '<tr><th><a href="../places/141081.html">侯马市</a></th><td>2024</td><td><a href="../reports/141081-2024.html#p7">≥10%</a></td></tr>',
            ["增速", "1", "侯马市 2024", "目标", "≥10%", "reports/141081-2024.html#p7"],
        ),
        (  # remarks are parted by a space, values by ；
            '<tr><th>甲</th><td>2024年</td><td><a href="../reports/a.html#p1">7%</a><br><a href="../reports/a.html#p2">8%</a><small>力争</small></td></tr>',
            ["增速", "1", "甲 2024年", "目标", "7%；8% 力争", "reports/a.html#p1 reports/a.html#p2"],
        ),
        ("<tr><th>甲</th><td>2024</td><td>=1+1 &amp; 乙</td></tr>", ["增速", "1", "甲 2024", "目标", "'=1+1 & 乙", ""]),  # no formula
    ],
)
def test_a_cell_becomes_a_row(row: str, expected: list[str]) -> None:
    assert rows(page(row)) == [expected]


def test_a_second_column_that_is_no_year_is_a_cell_of_its_own() -> None:
    head = "<thead><tr><th>地区</th><th>完成</th><th>目标</th></tr></thead>"
    assert [row[2:5] for row in rows(page("<tr><th>甲</th><td>189</td><td>≥10%</td></tr>", head))] == [["甲", "完成", "189"], ["甲", "目标", "≥10%"]]


def test_a_caption_names_the_table_before_its_region_does() -> None:
    text = page("<tr><th>甲</th><td>1</td></tr>", "<caption>总量：1 份</caption><thead><tr><th>地区</th><th>数</th></tr></thead>")
    assert tables_of("a.html", text)[0].name == "总量：1 份"


def test_a_page_without_tables_has_none() -> None:
    assert page_csv("a.html", "<p>没有表</p>") is None


def expected_cells(table: str) -> int:
    """A table → how many of its cells stand behind those that name their row, counted by the tags alone."""
    rows = [re.findall(r"<(t[dh])[ >][^<>]*>?(?:<a[^<>]*>)?([^<]*)", row) for row in re.findall(r"<tr.*?</tr>", table.partition("<tbody")[2], re.DOTALL)]
    dated = bool(rows) and all(len(row) > 2 and re.match(r"[0-9]{4}年?$", row[1][1].strip()) for row in rows)
    last = (max((at for at, (tag, _) in enumerate(row) if tag == "th"), default=0) + 1 for row in rows)
    return sum(len(row) - max(2 if dated else 1, names) for row, names in zip(rows, last, strict=True))


def test_every_page_with_a_table_has_its_csv_and_leads_to_it(built_site: Path) -> None:
    """Held against the pages by counting their cells in another way: by the tags alone."""
    seen = 0
    for path in sorted(built_site.rglob("*.html")):
        text = path.read_text("utf-8")
        name = path.with_suffix(".csv").name
        if "<table" not in text or path.is_relative_to(built_site / "hant") or path.name.endswith(".wechat.html"):
            continue
        assert f'href="{name}"' in text, path
        seen += 1
        if path.parent.name == "indicators" and path.name != "index.html":
            continue
        if path.parent == built_site / "topics" and (whole := path.parent / "full" / path.name).exists():
            text += whole.read_text(encoding="utf-8")  # a topic's table has all of the topic
        read = list(csv.reader(io.StringIO(path.with_suffix(".csv").read_text("utf-8-sig"), newline="")))[1:]
        assert len(read) == sum(map(expected_cells, re.findall(r"<table.*?</table>", text, re.DOTALL))), path
        said = unescape(re.sub(r"\s+", " ", re.sub(r"<[^<>]*>", " ", text)))
        assert all(re.sub(r"\s", "", word.lstrip("'")) in re.sub(r"\s", "", said) for row in read for word in row[4].split("；")), path
    assert seen > 30


def test_evidence_in_the_csv_is_there(built_site: Path) -> None:
    for path in (built_site / "topics" / "economy.csv", built_site / "indicators" / "gdp.csv"):
        addresses = [word for row in csv.DictReader(path.open(encoding="utf-8-sig", newline="")) for word in row["出处"].split()]
        assert addresses
        for address in addresses:
            report, _, anchor = address.partition("#")
            assert f'id="{anchor}"' in (built_site / report).read_text("utf-8"), address


def test_an_indicator_is_data_with_the_reason_for_what_is_missing(built_site: Path) -> None:
    rows = list(csv.DictReader((built_site / "indicators" / "gdp.csv").open(encoding="utf-8-sig", newline="")))
    assert {row["地区"] for row in rows} >= {"侯马市", "清苑区"}
    assert all(bool(row["数值"]) != bool(row["缺因"]) for row in rows)  # a value or a reason, never both, never neither
    told = [row for row in rows if row["数值"] or row["缺因"] in ("有提法", "只提目标", "只提完成")]  # what leads to a sentence
    assert all(bool(row["原句"]) == bool(row["出处"]) == (row in told) for row in rows) and len(told) < len(rows)
    one = next(r for r in rows if (r["地区"], r["报告年份"], r["口径"], r["性质"]) == ("侯马市", "2024", "增速", "目标"))
    assert (one["限定"], one["数值"], one["单位"], one["数值年份"]) == ("不低于", "10", "%", "2024")


def test_a_topics_csv_has_the_tables_of_its_full_text_too() -> None:
    table = '<div class="table" aria-label="表：{}"><table><tr><th>甲县</th><td><a href="{}reports/a.html#p1">-1.1%</a></td></tr></table></div>'
    pages = [("topics/economy.html", table.format("记分牌", "../")), ("topics/full/economy.html", table.format("增速", "../../")), ("a.html", "<p>没有表</p>")]
    made = dict(csv_files((page, text.encode()) for page, text in pages))
    assert csv_files([(page, text.encode()) for page, text in pages], lambda task, given: [task(one) for one in given]) == tuple(made.items())
    lines = made["topics/economy.csv"].decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["记分牌", "增速"] and all("-1.1%" in line and "reports/a.html#p1" in line for line in lines[1:])
    assert made.keys() == {"topics/economy.csv", "topics/full/economy.csv"} and len(made["topics/full/economy.csv"].decode().splitlines()) == 2
