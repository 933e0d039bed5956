"""More places than two digits count: everything is built and every count that is printed passes the gate."""

from __future__ import annotations

import csv
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from digest.pipeline import Settings, Summary, build
from tests.conftest import ROOT, Built, prepared, shipped

PLACES = 105
SILENT = 88  # give no figure of ecology
TOPICS = """\
- {id: ecology, name: 生态环境, about: 造林, headings: [生态], words: [造林, 污水], detail: full}
- {id: economy, name: 综合经济, about: 总量, headings: [经济], words: [生产总值]}
"""
INDICATORS = """\
- {id: gdp, name: 地区生产总值, unit: 亿元, topic: economy, aliases: [地区生产总值], measures: [level, growth]}
- {id: afforestation, name: 造林面积, unit: 亩, topic: ecology, aliases: [造林]}
"""
MEASURES = """\
- {id: greening, name: 造林绿化, topic: ecology, names: [造林]}
- {id: sewers, name: 污水管网, topic: ecology, names: [污水管网]}
- {id: lakes, name: 湖长制, topic: ecology, names: [湖长]}
"""
REPORT = """\
---
place: '{code}'
year: 2024
completeness: full
---
{name}2024年政府工作报告

——2024年1月15日在{name}第十届人民代表大会第四次会议上

各位代表：

一、2023年工作回顾

过去一年，全年地区生产总值完成{level}亿元，增长{growth}%。

我们加快治水，全县污水管网铺到了每一条街，{trees}。

二、2024年工作安排

今年我们推进转型，地区生产总值增长{aim}%左右，继续治理污水，让河更清。
"""


def content_of(folder: Path, count: int, silent: int) -> Path:
    """→ a content folder of two topics, two indicators, and so many counties with a report of four sentences each."""
    shutil.copytree(ROOT / "content", folder, ignore=shutil.ignore_patterns("reports", "gold", "bulletins", "national.yaml"))
    (folder / "topics.yaml").write_text(TOPICS, encoding="utf-8")
    (folder / "indicators.yaml").write_text(INDICATORS, encoding="utf-8")
    (folder / "measures.yaml").write_text(MEASURES, encoding="utf-8")
    (folder / "site.yaml").write_text("title: 许多地方\nlead_topics: [ecology]\n", encoding="utf-8")
    (folder / "bulletins").mkdir()
    (folder / "bulletins" / "all.yaml").write_text("title: 各县\nlevel: county\ndetail: full\n", encoding="utf-8")
    (folder / "reports").mkdir()
    with (folder / "places.csv").open(encoding="utf-8") as file:
        counties = [row for row in csv.DictReader(file) if row["level"] == "county"][:count]
    for number, row in enumerate(counties):
        trees = "绿意多了起来" if number < silent else f"造林{1000 + number}亩"
        values = {"level": 300 + 7 * number, "growth": 3 + number % 5, "aim": 4 + number % 3, "trees": trees}
        (folder / "reports" / f"{row['code']}.md").write_text(REPORT.format(code=row["code"], name=row["name"], **values), encoding="utf-8")
    return folder


def made(folder: Path, built: Built, count: int, silent: int) -> tuple[Settings, Summary]:
    content = content_of(folder / "content", count, silent)
    settings = shipped(folder / "site", prepared(built, folder / "cache"), content=content, reports=content / "reports", pdf=False)
    return settings, build(settings)


@pytest.fixture(scope="module")
def many(built: Built, tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Summary]:
    return made(tmp_path_factory.mktemp("many"), built, PLACES, SILENT)


def test_everything_is_built_and_passes_the_gate(many: tuple[Settings, Summary]) -> None:
    settings, summary = many
    assert [problem.text() for problem in summary.problems if problem.severity == "error"] == []
    assert (summary.published, summary.reports) == (True, PLACES)
    assert len(list((settings.site / "places").glob("*.html"))) == PLACES + 1


def test_what_templates_count_is_printed(many: tuple[Settings, Summary]) -> None:
    page = (many[0].site / "topics" / "ecology.html").read_text(encoding="utf-8")
    assert f"以上各项均未提及：{SILENT}份报告。" in page


@pytest.mark.parametrize("bulletin", ["ecology", "all"])
def test_headings_are_numbered_beyond_ninety_nine(many: tuple[Settings, Summary], bulletin: str) -> None:
    page = (many[0].site / "bulletins" / f"{bulletin}.wechat.html").read_text(encoding="utf-8")
    assert ">（一百零一）" in page or ">101．" in page
    with ZipFile(BytesIO((many[0].site / "bulletins" / f"{bulletin}.docx").read_bytes())) as word:
        assert word.read("word/document.xml").count(b'w:val="Heading') > PLACES


def test_at_many_places_a_measure_is_counted_and_its_places_are_in_the_csv(many: tuple[Settings, Summary]) -> None:
    settings, _ = many
    digest = (settings.site / "topics" / "ecology.md").read_text(encoding="utf-8")
    lines = [line for line in digest.split("\n") if line.startswith(("| [造林绿化](", "| [污水管网]("))]
    assert f") | 0 | 0 | 0 | {PLACES} |" in lines[0] and "污水管网" in lines[0], lines  # only told as done
    assert f") | 0 | 0 | 0 | {PLACES - SILENT} |" in lines[1]
    assert f"等{PLACES - SILENT}地" in lines[1]
    assert "没有一地写到：湖长制。" in digest
    rows = list(csv.DictReader((settings.site / "data" / "measures.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert sum(row["举措"] == "造林绿化" for row in rows) == PLACES - SILENT
