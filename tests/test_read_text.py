"""read/text: encodings, ends of lines, characters that are no text, front matter; each refusal with its place."""

import pytest

from digest.read.text import read_text

TEXT = "各位代表：\n现在，我代表市人民政府报告工作。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),  # without a mark at its head: half its line ends are zeros
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_encodings(data, encoding):
    source, problems = read_text("a.txt", data)
    assert problems == ()
    assert source.encoding == encoding
    assert [line.text for line in source.lines] == TEXT.split("\n")


@pytest.mark.parametrize(("data", "encoding"), [(TEXT.encode() + b"\0" * 3, "utf-8"), (TEXT.encode("gb18030") + b"\0\n\0\n", "gb18030"), ("a\nb\n".encode("utf-16-le"), "utf-8")])
def test_zeros_alone_make_no_utf16(data, encoding):
    source, problems = read_text("a.txt", data)
    assert source.encoding == encoding and {p.code for p in problems} == {"read.control"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲\r\n乙\n丙", [(1, "甲"), (2, "乙"), (3, "丙")]),
        ("甲\r乙", [(1, "甲"), (2, "乙")]),
        ("甲\x85乙\u2028丙", [(1, "甲"), (2, "乙"), (3, "丙")]),
        (r"甲\r\n乙\n丙", [(1, "甲"), (1, "乙"), (1, "丙")]),  # written out: the file has one line
        ("甲\n\n乙\n", [(1, "甲"), (2, ""), (3, "乙")]),
        (r"路径\name", [(1, r"路径\name")]),  # no line's end: letters follow
        ("甲&nbsp;乙", [(1, "甲 乙")]),
        ("甲&amp;乙", [(1, "甲&amp;乙")]),
        ("甲\u200b乙\ufeff", [(1, "甲乙")]),
    ],
)
def test_lines_keep_the_numbers_of_the_file(text, lines):
    source, problems = read_text("a.txt", text.encode())
    assert problems == ()
    assert [(line.number, line.text) for line in source.lines] == lines


@pytest.mark.parametrize("rule", ["|---|:-:|", "|-|-|", "- | -"])
def test_rule_below_the_head_of_a_table_is_no_text(rule):
    source, _ = read_text("a.md", f"# 目标\n| 指标 | 目标 |\n{rule}\n| 增长 | - |\n".encode())
    assert [line.text for line in source.lines if line.text] == ["# 目标", "指标 目标", "增长"]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\u202e", "\u2066"])
def test_characters_that_are_no_text_are_made_harmless_and_reported(character):
    source, problems = read_text("a.txt", f"甲\n乙{character}丙\n丁".encode())
    assert [line.text for line in source.lines] == ["甲", "乙 丙", "丁"]
    assert [(p.where, p.line, p.code, p.severity) for p in problems] == [("a.txt", 2, "read.control", "warning")]
    assert f"U+{ord(character):04X}" in problems[0].text()


def test_undecodable_bytes_are_refused_with_line_and_offset():
    data = TEXT.encode("gb18030") + b"\n\xff\xff"
    source, problems = read_text("a.txt", data)
    assert source is None
    assert [(p.line, p.code, p.severity) for p in problems] == [(3, "read.undecodable", "error")]
    assert str(len(data) - 2) in problems[0].text()


def test_damaged_utf8_is_not_taken_for_gb18030():
    data = (TEXT * 5).encode()[:-1] + b"\xff" + "好".encode()
    source, problems = read_text("a.txt", data)
    assert source is None
    assert "utf-8" in problems[0].text()


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", "　\n".encode(), b"---\nyear: 2024\n---\n\n"])
def test_a_file_without_text_is_refused(data):
    source, problems = read_text("a.txt", data)
    assert source is None
    assert [p.code for p in problems] == ["read.empty"]


def test_front_matter_is_read_and_lines_below_keep_their_numbers():
    source, problems = read_text("a.md", "---\nplace: 某县\nyear: 2024\n---\n各位代表：\n".encode())
    assert problems == ()
    assert (source.format, source.front.place, source.front.year) == ("markdown", "某县", 2024)
    assert [(line.number, line.text) for line in source.lines] == [(5, "各位代表：")]


def test_three_hyphens_inside_a_text_are_no_front_matter():
    source, problems = read_text("a.txt", "各位代表：\n---\nyear: 2024\n".encode())
    assert problems == ()
    assert (source.front.year, len(source.lines)) == (None, 3)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\nplace: 某县\nyaer: 2024\n---\n各位代表：\n", 3),  # an unknown key
        ("---\nplace: [某县\n---\n各位代表：\n", None),  # broken YAML
        ("---\nplace: 某县\n各位代表：\n", 1),  # no end
    ],
)
def test_broken_front_matter_is_refused_by_its_line(text, line):
    source, problems = read_text("a.md", text.encode())
    assert source is None
    assert problems and all(p.where == "a.md" and p.severity == "error" for p in problems)
    assert line is None or problems[0].line == line
