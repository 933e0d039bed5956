"""Corrections as content: `fix` in the front matter is made once, keeps the lines, shows on the page; what no longer fits is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.model.front_matter import Fix
from digest.pipeline import analyse, build
from digest.read.text import read_text

from .conftest import Built, desk_of_few
from .reading import catalogue

HEAD = "---\nplace: 侯马市\nyear: 2024\nfix:\n  - find: {find}\n    put: {put}\n    why: 原文漏了小数点。\n---\n"
BODY = """政府工作报告

各位代表：

一、2023年工作回顾

全市地区生产总值增长1101%，城镇新增就业3000人。我们做了许多工作，推进了许多项目。

二、2024年工作安排

推进改革，加快发展，完善制度。全市地区生产总值增长6%。
"""


def read(find: str, put: str, body: str = BODY):
    return read_text("a.md", (HEAD.format(find=find, put=put) + body).encode())


def test_correction_is_made_and_every_line_keeps_its_number():
    source, problems = read("增长1101%", "增长11.01%")
    bare, _ = read_text("a.md", ("---\nplace: 侯马市\nyear: 2024\n" + "#\n" * 4 + "---\n" + BODY).encode())
    assert problems == ()
    assert source.front.fix == (Fix("增长1101%", "增长11.01%", "原文漏了小数点。"),)
    assert [(n.number, n.text.replace("11.01", "1101")) for n in source.lines] == [(n.number, n.text) for n in bare.lines]
    assert next(line.text for line in source.lines if line.number == 15).startswith("全市地区生产总值增长11.01%，")


@pytest.mark.parametrize(
    ("find", "code"),
    [
        ("增长1102%", "fix.gone"),
        ("全市地区生产总值", "fix.several"),
        ('"工作回顾\\n\\n全市"', "fix.gone"),  # across lines
        ("原文漏了小数点", "fix.gone"),  # stands in the front matter alone
        ('""', "fix.gone"),
    ],
)
def test_correction_that_does_not_fit_is_told_with_its_line_and_changes_nothing(find, code):
    source, problems = read(find, "改")
    assert [(p.code, p.where, p.line) for p in problems] == [(code, "a.md", 5)]
    assert "改" not in "".join(line.text for line in source.lines).replace("改革", "")


def test_second_correction_is_told_by_its_own_line():
    text = HEAD.format(find="增长1101%", put="增长11.01%").replace("\n---\n", "\n  - find: 没有\n    put: 有\n    why: 试\n---\n") + BODY
    source, problems = read_text("a.md", text.encode())
    assert [(p.code, p.line) for p in problems] == [("fix.gone", 8)]
    assert "11.01%" in "".join(line.text for line in source.lines)


@pytest.mark.parametrize("missing", ["find", "put", "why"])
def test_correction_says_what_and_why(missing):
    lines = {"find": "甲", "put": "乙", "why": "丙"}
    entry = "\n    ".join(f"{key}: {value}" for key, value in lines.items() if key != missing)
    source, problems = read_text("a.md", f"---\nfix:\n  - {entry}\n---\n{BODY}".encode())
    assert source is None and [p.code for p in problems] == ["yaml.missing-key"]


def test_corrected_figure_is_the_one_that_counts():
    for put, growth in (("增长11.01%", "11.01"), ("增长5%", "5")):
        record, _ = analyse(catalogue(), "a.md", (HEAD.format(find="增长1101%", put=put) + BODY).encode())
        assert growth in {str(f.value) for f in record.facts if f.indicator == "gdp" and f.kind == "actual"}


def test_report_page_shows_the_correction_escaped(few: Built, tmp_path: Path):
    desk = desk_of_few(few, tmp_path, pdf=False)
    path = desk.reports / "141081" / "2024.md"
    text = path.read_text(encoding="utf-8")
    fix = "fix:\n  - find: 侯马\n    put: 候马\n    why: 试\n  - find: 各位代表：\n    put: 各位代表、各位委员：\n    why: <b>原文</b>漏了2024位。\n"
    path.write_text(text.replace("\n---\n", "\n" + fix + "---\n", 1), encoding="utf-8")
    summary = build(desk)
    assert "fix.several" in {p.code for p in summary.problems}
    page = next((desk.site / "reports").glob("141081-2024*.html")).read_text(encoding="utf-8")
    assert "更正：“各位代表：”改为“各位代表、各位委员：”。&lt;b&gt;原文&lt;/b&gt;漏了2024位。" in page
    assert "<b>原文" not in page
