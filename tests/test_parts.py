"""parts: the cases of tests/cases/parts.md."""

from __future__ import annotations

import re

import pytest

from digest.model.report import Paragraph, Section
from digest.understand.parts import with_parts
from digest.understand.report_years import Years
from tests.conftest import ROOT
from tests.reading import catalogue

TEXT = (ROOT / "tests" / "cases" / "parts.md").read_text(encoding="utf-8")
CASES = [
    (f"{title} {number}", [tuple(line.split(" | ")) for line in case.splitlines()])
    for title, below in re.findall(r"^## ([^\n]*)\n(.*?)(?=^## |\Z)", TEXT, re.M | re.S)
    for number, case in enumerate(re.findall(r"```text\n(.*?)```", below, re.S), 1)
]


def report(lines: list[str]) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """Lines, headings with as many # as their level → the sections, each below the last one of a higher level, and the paragraphs in them."""
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    for at, line in enumerate(lines, 1):
        marks, _, title = line.rpartition("# ")
        if title != line:
            level = len(marks) + 1
            parent = next((s.id for s in reversed(sections) if s.level < level), "")
            sections.append(Section(f"s{at}", level, title, at, parent))
        else:
            paragraphs.append(Paragraph(f"p{at}", at, line, section=sections[-1].id if sections else ""))
    return tuple(sections), tuple(paragraphs)


@pytest.mark.parametrize(("name", "lines"), CASES, ids=[name for name, _ in CASES])
def test_of_which_part_each_line_is(name: str, lines: list[tuple[str, str]]) -> None:
    of = re.search(r"of ([0-9]{4})(?:, spoken in ([0-9]{4}))?", name)
    years = Years(int(of[1]), int(of[2] or of[1])) if of else Years()
    sections, paragraphs = with_parts(*report([text for _, text in lines]), catalogue(), years)
    found = {one.line: one.part for one in (*sections, *paragraphs)}
    assert [(found[at], text) for at, (_, text) in enumerate(lines, 1)] == lines


def test_every_case_is_read() -> None:
    assert len(CASES) == TEXT.count("```text") > 30 and all(len(line) == 2 for _, lines in CASES for line in lines)


def parts_of(*lines: str) -> list[str]:
    return [paragraph.part for paragraph in with_parts(*report(list(lines)), catalogue())[1]]


def test_the_last_call_may_stand_at_the_end_of_a_long_paragraph_and_the_governments_work_at_its_head() -> None:
    long = "推进开放。" * 60
    head = "# 一、2024年工作安排", "加快建设。", "推进改革。"
    found = parts_of(*head, f"各位代表！做好政府工作，依法行政。{long}", f"各位代表！{long}共谱新篇章！", "谢谢大家！")
    assert found == ["plan", "plan", "government", "closing", "closing"]
    assert parts_of(*head, f"各位代表！{long}做好政府工作。", f"各位代表！共谱新篇章！{long}", "谢谢大家！") == ["plan"] * 5
