"""Tables with a report in each row → reports, each through the same checks as a file; what is refused is told with its row."""

from __future__ import annotations

import csv
import datetime
import io
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from digest.cli import main
from digest.cli.row_reports import FULL, Wanted, row_reports
from digest.model.front_matter import FrontMatter
from digest.read import workbook
from digest.read.workbook import is_table, read_tables

from . import makers
from .reading import OURS, ROOT, catalogue

REPORTS = {f"{p.parent.name}-{p.stem}": p.read_text(encoding="utf-8").split("\n---\n", 1)[1].strip() for p in OURS}
HOUMA, NAMELESS = REPORTS["141081-2024"], REPORTS["141081-2024"].replace("侯马市", "本市").replace("侯马", "本地")
NONE = "今天天气很好，记者前往查看。" * 30


def sheet(*rows: tuple[object, ...], **more: tuple[tuple[object, ...], ...]) -> bytes:
    """Rows → a workbook; further sheets by their names."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, held in more.items():
        other = book.create_sheet(name)
        for row in held:
            other.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def lines(*rows: tuple[object, ...], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    kept = io.StringIO(newline="")
    csv.writer(kept, delimiter=delimiter).writerows(rows)
    return kept.getvalue().encode(encoding)


def reports_of(data: bytes, name: str = "a.xlsx", **wanted: str):
    """→ of each report its path, place, year and first letters; and the codes of the problems with their places."""
    found, problems = row_reports(name, data, Wanted(**wanted), FrontMatter(), catalogue())
    return [(one.path, one.stated.place, one.stated.year, one.data.decode()[:2]) for one in found], [(p.where, p.code) for p in problems]


LONG = "各位代表" * 60
TABLES = [
    ("the longest column, place and year by their names", (("省份", "城市", "年份", "备注", "正文"), ("山西省", "临汾市", 2024, "一", LONG)), {}, [("a.xlsx:2", "141000", 2024, "各位")]),
    ("a name without its suffix is told by the last column", (("省份", "城市", "年度", "全文"), ("河北", "保定", "2023年", LONG)), {}, [("a.xlsx:2", "130600", 2023, "各位")]),
    ("a city of its own province is said once", (("省", "市", "text"), ("北京市", "北京市", LONG)), {}, [("a.xlsx:2", "110000", None, "各位")]),
    ("three levels", (("省份", "地级市", "区县", "year", "content"), ("山西省", "晋城市", "城区", "2024", LONG)), {}, [("a.xlsx:2", "140502", 2024, "各位")]),
    ("a column that is named", (("正文", "解读"), (LONG, "解读" * 400)), {"text": "正文"}, [("a.xlsx:2", "", None, "各位")]),
    ("named in other letters", (("Text", "note"), (LONG, "x" * 900)), {"text": "text"}, [("a.xlsx:2", "", None, "各位")]),
    ("columns of other names", (("哪里", "何时", "稿"), ("侯马市", datetime.date(2024, 3, 1), LONG)), {"place": "哪里", "year": "何时"}, [("a.xlsx:2", "141081", 2024, "各位")]),
    ("no names of columns", (("侯马市", LONG), ("永济市", LONG)), {"text": "B", "place": "A"}, [("a.xlsx:1", "141081", None, "各位"), ("a.xlsx:2", "140881", None, "各位")]),
    ("empty rows are nobody's business, and rows keep their numbers", (("年", "正文"), (None, None), (2024, LONG), (), (2025.0, LONG)), {}, [("a.xlsx:3", "", 2024, "各位"), ("a.xlsx:5", "", 2025, "各位")]),
    ("a year is no part of another number", (("年份", "正文"), ("12024", LONG)), {}, [("a.xlsx:2", "", None, "各位")]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted", "expected"), [case[1:] for case in TABLES], ids=[case[0] for case in TABLES])
def test_rows_and_what_they_say(rows, wanted, expected):
    found, problems = reports_of(sheet(*rows), **wanted)
    assert found == expected
    assert [code for _, code in problems] == (["add.no-year"] if "12024" in rows[1] else [])


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5hkscs"])
def test_csv_of_any_encoding(delimiter: str, encoding: str):
    long = "報告" * 120 if encoding == "big5hkscs" else f'各位代表：\n“增长"6%"，\n{LONG}'
    found, problems = reports_of(lines(("地名", "年份", "正文"), ("侯馬市" if encoding == "big5hkscs" else "侯马市", 2024, long), delimiter=delimiter, encoding=encoding), "a.csv")
    assert [(path, year) for path, _, year, _ in found] == [("a.csv:2", 2024)] and problems == []


WRONG = [
    ((("地区", "标题"), ("侯马市", "报告")), {}, [("a.xlsx", "add.no-column")]),
    ((("地区", "正文"), ("侯马市", LONG)), {"text": "全文"}, [("a.xlsx", "add.no-column")]),
    ((("地区", "正文"), ("侯马市", LONG)), {"text": "正文", "place": "城市"}, [("a.xlsx", "add.no-column")]),
    ((("地区", "正文"), ("侯马市", LONG), ("永济市", None)), {}, [("a.xlsx:3", "add.empty-cell")]),
    ((("地区", "正文"), ("侯马市", "各" * FULL)), {}, [("a.xlsx:2", "add.full-cell")]),
    (((None,), (None,)), {}, [("a.xlsx", "read.empty")]),
]


def test_a_cell_of_csv_may_be_longer_than_one_of_a_workbook():
    assert reports_of(lines(("正文",), ("各" * (FULL + 1),)), "a.csv")[1] == []
    assert not is_table("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "an old workbook, whatever it is called"


@pytest.mark.parametrize(("rows", "wanted", "expected"), WRONG)
def test_what_is_wrong_is_told_with_its_row(rows, wanted, expected):
    assert reports_of(sheet(*rows), **wanted)[1] == expected


def test_several_sheets_are_told_apart_and_those_without_reports_passed_over():
    data = sheet(("说明",), ("数据来源",), 甲=(("正文",), (LONG,)), 乙=(("正文", "年份"), (LONG, 2024)))
    assert reports_of(data) == ([("a.xlsx:甲:2", "", None, "各位"), ("a.xlsx:乙:2", "", 2024, "各位")], [])


def test_tables_are_told_by_content_and_csv_by_its_name(monkeypatch):
    held = sheet(("正文",), (LONG,))
    assert is_table("a.docx", held) and is_table("a.CSV", b"x") and not is_table("a.txt", b"a,b") and not is_table("a.xlsx", makers.word_report(HOUMA))
    for data, code in ((held[: len(held) // 2], "read.zip"), (makers.archive({"xl/workbook.xml": "<a/>"}), "read.workbook"),
                       (makers.archive({"xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "read.xml"),
                       (makers.archive({"xl/workbook.xml": b"\xff\xfe" + "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".encode("utf-16-le")}), "read.xml"),
                       (makers.archive({"xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".encode("utf-16-be")}), "read.xml"), (b"PK\x03\x04 xl/workbook.xml", "read.zip")):  # fmt: skip
        tables, problems = read_tables("a.xlsx", data)
        assert tables == () and [p.code for p in problems] == [code]
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    tables, problems = read_tables("a.csv", lines(("正文",), *[(LONG,)] * 5))
    assert [len(table.rows) for table in tables] == [2] and [(p.code, p.severity) for p in problems] == [("read.rows", "warning")]


@pytest.mark.parametrize("name", ["报告.xlsx", "报告.csv"])
def test_each_row_is_added_or_refused_like_a_file(tmp_path: Path, capsys, name: str):
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("reports", "gold"))
    rows = (
        ("地区", "年份", "网址", "正文"),
        ("侯马市", 2024, "https://example.org/a", HOUMA),
        ("", "", "", NONE),
        ("侯马市", 2024, "", HOUMA),  # the same again
        ("永济市", 2024, "", HOUMA),  # another place's text
        ("", "", "", NAMELESS),
        ("唐县", 2023, "", ""),
    )
    (tmp_path / name).write_bytes(sheet(*rows) if name.endswith("xlsx") else lines(*rows, encoding="gb18030"))
    code = main.main(["add", str(tmp_path / name), "--content", str(tmp_path / "content"), "--jobs", "1", "--lang", "zh_CN"])
    out, err = capsys.readouterr()
    (stored,) = (tmp_path / "content" / "reports").rglob("*.md")
    assert code == 1 and stored.relative_to(tmp_path / "content").as_posix() == "reports/141081/2024.md" and "url: https://example.org/a\n" in stored.read_text().replace('"', "")
    for row, said in ((3, "错误"), (4, "与"), (5, "place"), (6, "错误"), (7, "报告所在的单元格是空的")):
        (line,) = [line for line in err.splitlines() if f"{name}:{row}" in line and "错误：" in line]
        assert said in line
    assert "已存 1 份，拒收 5 份" in out and f"{name}:2  侯马市" in out


def test_columns_without_a_table_are_told_and_a_table_of_a_folder_is_not_taken_by_chance(tmp_path: Path, capsys):
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("reports", "gold"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(HOUMA, encoding="utf-8")
    (tmp_path / "in" / "b.xlsx").write_bytes(sheet(("正文",), (HOUMA,)))
    assert main.main(["add", str(tmp_path / "in"), "--column", "正文", "--content", str(tmp_path / "content"), "--jobs", "1", "--lang", "en"]) == 1
    err = capsys.readouterr().err
    assert "a column is named, and no table" in err and f"python build.py add {tmp_path.as_posix()}/in/b.xlsx" in err
