"""outline: the cases of tests/cases/outline.md, the tree, and that every block is a heading or a paragraph."""

import pytest

from digest.model.cleaned import Cleaned, Structure
from digest.model.report import Block, Piece
from digest.read.text import read_text
from digest.understand.clean import clean
from digest.understand.outline import outline
from tests.reading import cases, catalogue, real_reports, source


def of_lines(text: str) -> Structure:
    """Each line a block of its own, as clean() gives them where nothing is wrapped."""
    return outline(Cleaned((), tuple(Block(line, (Piece(0, n),)) for n, line in enumerate(text.splitlines(), 1)), ()))


def told(structure: Structure) -> list[str]:
    """Headings with their levels and paragraphs, as the text has them."""
    by_section: dict[str, list[str]] = {}
    for paragraph in structure.paragraphs:
        by_section.setdefault(paragraph.section, []).append(f"P {paragraph.text}")
    lines = by_section.get("", [])
    for section in structure.sections:
        lines += [f"{section.level} {section.title}", *by_section.get(section.id, [])]
    return lines


@pytest.mark.parametrize(("name", "given", "expected"), cases("outline"), ids=[c[0] for c in cases("outline")])
def test_case(name, given, expected):
    found = told(of_lines(given))
    assert len(found) == len(expected), found
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(start) if start.startswith("P ") else line == start


def test_tree_and_first_paragraphs():
    structure = of_lines("一、工作回顾\n（一）抓项目\n全年开工项目三十个，投产十个。\n二、工作安排\n今年的任务十分繁重，要抓好。")
    assert [(s.id, s.parent, s.first, s.line) for s in structure.sections] == [("s1", "", "p1", 1), ("s2", "s1", "p1", 2), ("s3", "", "p2", 4)]
    assert [(p.id, p.section, p.line) for p in structure.paragraphs] == [("p1", "s2", 3), ("p2", "s3", 5)]


def test_paragraph_below_a_glued_heading_keeps_its_line_and_pieces():
    text = "一、2023年工作回顾过去一年，全市上下团结一心，各项工作取得了新的进展和成绩。"
    block = Block(text + "前景光明。", (Piece(0, 7), Piece(len(text), 9)))
    paragraph = outline(Cleaned((), (block,), ())).paragraphs[0]
    assert paragraph.line == 7
    assert [(paragraph.text[p.start :][:2], p.line) for p in paragraph.pieces] == [("过去", 7), ("前景", 9)]


def test_markdown_marks_before_a_heading_are_stripped():
    text = "# 政府工作报告\n\n各位代表：\n\n## 一、2023年工作回顾\n\n过去一年，任务完成。\n"
    structure = outline(clean(source(text, "a.md"), catalogue()))
    assert [line.text for line in structure.masthead] == ["政府工作报告"]
    assert [s.title for s in structure.sections] == ["一、2023年工作回顾"]


@pytest.mark.parametrize("path", real_reports(), ids=lambda p: p.stem)
def test_every_character_of_the_blocks_is_in_a_heading_or_a_paragraph(path):
    cleaned = clean(read_text(path.name, path.read_bytes())[0], catalogue())
    structure = outline(cleaned)
    found = "".join(line[2:] for line in told(structure))
    assert sorted("".join(found.split()).replace("?", "")) == sorted("".join("".join(b.text for b in cleaned.blocks).split()).replace("?", ""))
