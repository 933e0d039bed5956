"""The reports that we ship: our own abridgements, whole in form, and true to the public reports that they are made from."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from dataclasses import replace
from decimal import Decimal
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from digest.model.report import Evidence, Fact, Meta, Paragraph, Pledge, Record, Report, Section, Source, Term
from digest.read.text import read_text
from digest.render.records import record_object

REPORTS = Path(__file__).parents[1] / "content" / "reports"
ORIGINALS = Path(__file__).parents[1].parent / "shared" / "reports"

# Our text → the file of the public report that it abridges.
FROM = {
    "130608/2023.md": "counties/028_130608_清苑_2023.txt",
    "130608/2024.md": "counties/029_130608_清苑_2024.txt",
    "130608/2025.md": "counties/030_130608_清苑_2025.txt",
    "140502/2023.md": "seeds/002_2b2b4e9df3eeff17.txt",
    "140800/2024-abridged.md": "seeds/003_9db737fafe5953b7.txt",
    "140800/2024-excerpt.md": "seeds/000_fb0c93cd8d0c277d.txt",
    "140802/2024.md": "seeds/004_a7c0db36105702b9.txt",
    "141081/2024.md": "seeds/001_0eeec7f8ed086773.txt",
}
# Of provinces, which have the same two years each; their originals are found by the place's name.
PROVINCES = tuple(sorted(path.relative_to(REPORTS).as_posix() for path in REPORTS.glob("[0-9][0-9]0000/*.md")))
# Those that begin with the title block of a report delivered at a congress; the other two are pieces of one report.
DELIVERED = tuple(name for name in FROM if not name.startswith("140800/"))

LONGEST = 20  # so many characters in a row shared with the original are a copy

# 一、2023年工作回顾 matches; 一是做好治理 must not.
CHAPTER = re.compile(r"^([一二三四五六七八九])、[^。；]{2,30}$")
# （四）提升城市品质 matches; （不含开发区）完成 must not.
SECTION = re.compile(r"^（([一二三四五六七八九十])）[^。；]{2,30}$")
# 增长,全年 matches; 增长3%,全年 must not (a figure stands between), nor 增长，全年.
HALF_WIDTH = re.compile(r"[一-鿿][,;:()!?.][一-鿿]")
# ①…, 1.… at the head of a line of a list; must not match: 10个项目.
LIST_NUMBER = re.compile(r"^(?:[①-⑳]|[0-9]{1,2}\.(?![0-9]))")
# 34.92亿元, 4万余人次, 61.5%, 2024年, 12345; the unit is what follows and is counted or measured.
FIGURE = re.compile(
    r"[0-9]{1,12}(?:\.[0-9]{1,6})?[万亿]?余?"
    r"(?:%|个百分点|平方公里|平方米|立方米|平米|公里|公斤|千米|千伏|人次|亩|元|吨|名|项|人|户|家|所|个|座|条|件|张|台|场|次|天|年|月|日|倍|宗|处|部|眼|辆)?"
)
NUMERALS = "一二三四五六七八九十"

# A record with one of everything, for its keys.
EVIDENCE = Evidence("r", "p1", 0, 2, "造林")
RECORD = Record(
    Report("r", Source("a.md", "", "markdown", "utf-8", ()), Meta(), (), (Section("s1", 1, "一、", 1),), (Paragraph("p1", 1, "造林"),), ()),
    facts=(Fact("afforestation", "level", Decimal(1), "亩", "=", "actual", 2023, (EVIDENCE,)),),
    pledges=(Pledge(1, EVIDENCE, EVIDENCE.quote),),
    terms=(Term("造林", "造林", EVIDENCE),),
)


def read(name: str) -> Source:
    """A file under content/reports → its Source; it must be read without a word of complaint."""
    source, problems = read_text(name, (REPORTS / name).read_bytes())
    assert source is not None
    assert problems == ()
    return source


def body(source: Source) -> list[str]:
    """A Source → its lines with text, from the first heading on; what stands above is the title block and the salutation."""
    lines = [line.text for line in source.lines if line.text.strip()]
    first = next(i for i, line in enumerate(lines) if CHAPTER.match(line) or SECTION.match(line))
    return lines[first:]


def plain(text: str) -> str:
    """Text → the same without spaces, its punctuation and digits in one width: 「３％ ，」 → 「3%,」."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def figures(lines: list[str]) -> set[str]:
    """Lines → their numbers with their units, without the numbers that only count a list's items."""
    return {figure for line in lines for figure in FIGURE.findall(plain(LIST_NUMBER.sub("", line)))}


def shared_runs(lines: list[str], original: str) -> list[str]:
    """Lines and a text → the stretches of LONGEST characters that stand in both."""
    return [run for line in map(plain, lines) for i in range(len(line) - LONGEST + 1) if (run := line[i : i + LONGEST]) in original]


def test_every_report_that_is_shipped_is_tested() -> None:
    assert {path.relative_to(REPORTS).as_posix() for path in REPORTS.rglob("*.md")} == {*FROM, *PROVINCES}
    assert [*PROVINCES] == [f"{code}/{year}.md" for code in sorted({name[:6] for name in PROVINCES}) for year in (2025, 2026)]


@pytest.mark.parametrize("name", FROM)
def test_front_matter(name: str) -> None:
    front, (code, file) = read(name).front, name.split("/")
    assert front.place
    assert front.year == int(file[:4])
    assert front.title.endswith("摘编）")
    assert front.note.startswith("本文是摘编：")
    assert "数字与原文一致" in front.note and "文句非原文" in front.note
    assert front.completeness == ("excerpt" if "excerpt" in file else "abridged")
    assert not front.place.isdigit() or front.place == code


@pytest.mark.parametrize("name", DELIVERED)
def test_delivered_reports_say_when_and_by_whom(name: str) -> None:
    source = read(name)
    front, lines = source.front, [line.text for line in source.lines]
    year, month, day = (int(part) for part in front.delivered.split("-"))
    assert year == front.year
    assert any(f"——{year}年{month}月{day}日在" in line for line in lines)
    assert any(line.endswith(f"{front.office}　{front.speaker}") for line in lines)
    assert front.session in "".join(lines)
    assert "各位代表" in next(line for line in lines if line.endswith("："))


@pytest.mark.parametrize("name", FROM)
def test_length(name: str) -> None:
    count = sum(len(plain(line.text)) for line in read(name).lines)
    assert 1500 <= count <= 3000


@pytest.mark.parametrize("name", DELIVERED)
def test_chapters(name: str) -> None:
    source = read(name)
    chapters = [line for line in body(source) if CHAPTER.match(line)]
    year = source.front.year
    assert chapters[:2] == [f"一、{year - 1}年工作回顾", f"二、{year}年工作安排"]


@pytest.mark.parametrize("name", FROM)
def test_sections_are_numbered_in_order(name: str) -> None:
    before = None
    sections = 0
    for line in body(read(name)):
        if CHAPTER.match(line):
            before = None
        elif found := SECTION.match(line):
            number = NUMERALS.index(found[1])
            starts_late = name.startswith("140800/") and sections == 0
            assert starts_late or number == (0 if before is None else before + 1), line
            before, sections = number, sections + 1
    assert sections >= 5


@pytest.mark.parametrize("name", FROM)
def test_punctuation_is_full_width(name: str) -> None:
    assert [found for line in body(read(name)) for found in HALF_WIDTH.findall(line)] == []


@pytest.mark.parametrize("text, expected", [("增长,全年", ["长,全"]), ("增长，全年", []), ("PM2.5浓度", []), ("平台(四)个", ["台(四"])])
def test_half_width_punctuation_is_seen(text: str, expected: list[str]) -> None:
    assert HALF_WIDTH.findall(text) == expected


def test_figures_are_read_with_their_units() -> None:
    lines = ["①投资34.92亿元，培训4万余人次。", "2.提高6个百分点，达到61.5％，热线12345畅通。"]
    assert figures(lines) == {"34.92亿元", "4万余人次", "6个百分点", "61.5%", "12345"}


def test_a_figure_is_not_another_that_ends_alike() -> None:
    assert not figures(["新增12家"]) <= figures(["新增112家"])


def test_a_shared_run_is_seen() -> None:
    sentence = "加强农村道路养护并且按月公布每一条道路的检查结果"
    assert shared_runs([sentence], plain("各乡镇都要" + sentence))
    assert not shared_runs([sentence], plain("道路养护由各乡镇负责，检查结果每月公布"))


@pytest.mark.parametrize("name", FROM)
def test_every_figure_stands_in_the_original(name: str) -> None:
    assert sorted(figures(body(read(name))) - figures(original(name).splitlines())) == []


@pytest.mark.parametrize("name", FROM)
def test_no_sentence_of_the_original_is_copied(name: str) -> None:
    assert shared_runs(body(read(name)), plain(original(name))) == []


def test_provinces_are_told_in_our_own_words() -> None:
    """All that is asked of the others above, in one table: each line is a report and what is wrong with it."""
    assert [fault for name in PROVINCES for fault in faults_of(name, read(name))] == []


def test_faults_of_a_province_are_seen() -> None:
    source = read(PROVINCES[0])
    lines = [replace(line, text=line.text.replace("（二）", "（三）").replace("5%以上", "8.41%以上,很高")) for line in source.lines]
    told = " ".join(faults_of(PROVINCES[0], replace(source, lines=tuple(lines), front=replace(source.front, session="某会议", completeness="full"))))
    for fault in ("front matter", "title block", "order", "half-width") + ("figures",) * ORIGINALS.exists():
        assert fault in told


def faults_of(name: str, source: Source) -> list[str]:
    """A province's report → what is wrong with it, in words; against the original only where that is at hand."""
    front, lines, own = source.front, [line.text for line in source.lines], body(source)
    year, month, day = (int(part) for part in front.delivered.split("-"))
    numbers = [NUMERALS.index(found[1]) if (found := SECTION.match(line)) else -1 for line in own if SECTION.match(line) or CHAPTER.match(line)]
    said = {
        "front matter": front.year == year == int(name[7:11]) and front.completeness == "abridged" and front.title == f"{front.place}{year}年政府工作报告（摘编）"
        and front.note.startswith("本文是摘编：") and "数字与原文一致，文句非原文" in front.note,
        "title block": f"——{year}年{month}月{day}日在{front.session}上" in lines and any(line.endswith(f"{front.office}　{front.speaker}") for line in lines),
        "length": 1200 <= sum(len(plain(line)) for line in lines) <= 2300,
        "order": all(now in (-1, before + 1) for before, now in pairwise(numbers)) and max(numbers) >= 4,
        "half-width": not any(HALF_WIDTH.findall(line) for line in own),
    }  # fmt: skip
    if text := original_of_province(front.place, year):
        said[f"figures {sorted(figures(own) - figures(text.splitlines()))}"] = figures(own) <= figures(text.splitlines())
        said[f"copied {shared_runs(own, plain(text))}"] = not shared_runs(own, plain(text))
    return [f"{name}: {what}" for what, holds in said.items() if not holds]


def original_of_province(place: str, year: int) -> str:
    """("广西壮族自治区", 2025) → the text of its report, "" where that is not at hand: a Word file's is cut at its paragraphs."""
    for path in (ORIGINALS / f"provinces-{year}").glob(f"*{place[:2]}*"):
        if path.suffix != ".docx":
            return path.read_text(encoding="utf-8")
        with zipfile.ZipFile(path) as file:
            xml = file.read("word/document.xml").decode("utf-8")
        return unescape(re.sub(r"<[^<>]*>", "", xml.replace("</w:p>", "\n")))
    return ""


def original(name: str) -> str:
    """Our file's name → the public report's text; the test is skipped where that is not at hand."""
    path = ORIGINALS / FROM[name]
    if not path.exists():
        pytest.skip("the public reports are not at hand")
    return path.read_text(encoding="utf-8")


def test_the_record_page_shows_what_the_code_writes() -> None:
    page = (REPORTS.parents[1] / "docs" / "record.md").read_text(encoding="utf-8")
    example = json.loads(page.split("```json\n")[1].split("```")[0])
    written = record_object(RECORD)
    assert list(example) == list(written)
    for key in ("source", "meta"):
        assert list(example[key]) == list(written[key])
    for key in ("outline", "paragraphs", "facts", "pledges", "glossary"):
        assert [list(item) for item in example[key]] == [list(written[key][0])] * len(example[key]), key


def test_the_record_page_quotes_our_own_report() -> None:
    page = (REPORTS.parents[1] / "docs" / "record.md").read_text(encoding="utf-8")
    example = json.loads(page.split("```json\n")[1].split("```")[0])
    lines = {line.number: line.text for line in read("141081/2024.md").lines}
    texts = {paragraph["id"]: paragraph["text"] for paragraph in example["paragraphs"]}
    assert [lines[paragraph["line"]] for paragraph in example["paragraphs"]] == list(texts.values())
    for item in (*example["facts"], *example["figures"], *example["projects"], *example["pledges"], *example["glossary"]):
        assert texts[item["paragraph"]][item["start"] : item["end"]] == item["quote"]
