"""Word files: numbers of lists as Word counts them, the text as it would be printed, and traps refused."""

from __future__ import annotations

import io
import time
import warnings
import zipfile

import pytest

from digest.read.any import read_source
from digest.read.numbering import written

from .makers import LEVELS, archive, definition, num, numbered, para, run, word


def read(body: str, *args: str, **parts: str) -> list[tuple[int, str, str]]:
    source, problems = read_source("a.docx", word(body, *args, **parts))
    assert problems == ()
    return [(line.number, line.text, line.rule) for line in source.lines]


def texts(body: str, *args: str, **parts: str) -> list[str]:
    return [text for _, text, _ in read(body, *args, **parts)]


def test_levels_count_and_begin_anew():
    body = "".join(numbered(t, level) for t, level in [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 1), ("己", 2), ("庚", 0), ("辛", 1)])
    assert texts(body) == ["一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚", "（一）辛"]


@pytest.mark.parametrize(("numbering", "nums", "expected"), [
    (definition(0, LEVELS) + num(1, 0) + num(2, 0), [1, 1, 2], ["一、", "二、", "三、"]),  # two lists of one definition count on
    (definition(0, LEVELS) + num(1, 0) + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
     [1, 1, 2, 2], ["一、", "二、", "一、", "二、"]),
    (definition(0, LEVELS).replace('<w:start w:val="1"/>', '<w:start w:val="4"/>', 1) + num(1, 0), [1, 1], ["四、", "五、"]),
    (definition(0, (("decimal", "第%1章"),)) + num(1, 0), [1], ["第1章"]),
    (definition(0, (("ideographTraditional", "%1、"),)) + num(1, 0), [1, 1], ["甲、", "乙、"]),
    (definition(0, (("chineseCounting", "%1、"),)) + num(1, 0, '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
     '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:lvlOverride>'), [1], ["1."]),
    (definition(0, (("bullet", "\uf0b7"),)) + num(1, 0), [1], [""]),
    (definition(0, LEVELS) + num(1, 0), [0, 9], ["", ""]),  # list 0 takes the number away; one that does not exist has none
])  # fmt: skip
def test_lists(numbering, nums, expected):
    assert texts("".join(numbered("甲", 0, n) for n in nums), numbering) == [e + "甲" for e in expected]


def test_legal_numbers_and_levels_above():
    numbering = definition(0, (("chineseCounting", "%1、"), ("decimal", "%1.%2 "))) + num(1, 0)
    assert texts(numbered("甲", 0) + numbered("乙", 1), numbering) == ["一、甲", "一.1 乙"]
    assert texts(numbered("甲", 0) + numbered("乙", 1), numbering.replace("<w:lvlText", "<w:isLgl/><w:lvlText")) == ["1、甲", "1.1 乙"]


def test_style_brings_its_list_also_by_the_style_it_is_based_on():
    styles = (
        '<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="N"/>'
    )
    body = "".join(para(run(t), f'<w:pStyle w:val="{s}"/>') for t, s in [("甲", "H1"), ("乙", "H2"), ("丙", "H2"), ("丁", "N"), ("戊", "H1")])
    assert texts(body, definition(0, LEVELS) + num(1, 0), styles) == ["一、甲", "（一）乙", "（二）丙", "丁", "二、戊"]


@pytest.mark.parametrize(("count", "format", "expected"), [
    (10, "chineseCounting", "十"), (12, "chineseCountingThousand", "十二"), (20, "chineseCounting", "二十"), (21, "japaneseCounting", "二十一"),
    (110, "chineseCountingThousand", "一百一十"), (105, "chineseCountingThousand", "一百零五"), (12, "chineseLegalSimplified", "壹拾贰"),
    (2, "ideographTraditional", "乙"), (3, "ideographZodiac", "寅"), (11, "ideographTraditional", "11"), (12, "ideographDigital", "一二"),
    (7, "decimalFullWidth", "７"), (3, "decimalEnclosedCircle", "③"), (4, "upperRoman", "IV"), (28, "lowerLetter", "bb"),
    (5, "decimalZero", "05"), (3, "none", ""), (8, "somethingNew", "8"),
])  # fmt: skip
def test_formats_of_numbers(count, format, expected):
    assert written(count, format) == expected


@pytest.mark.parametrize(("content", "expected"), [
    (f"{run('增')}<w:ins>{run('长')}</w:ins><w:del><w:r><w:delText>降</w:delText></w:r></w:del>", ["增长"]),
    (f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>", ["新"]),
    (run("见") + run("藏", "<w:vanish/>") + run("显", '<w:vanish w:val="0"/>'), ["见显"]),
    ("<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE 9</w:instrText><w:fldChar w:fldCharType='end'/></w:r>" + run("完"), ["完"]),
    (f"<w:fldSimple w:instr='TITLE'>{run('报告')}</w:fldSimple><w:hyperlink>{run('全文')}</w:hyperlink>", ["报告全文"]),
    ("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>", ["上", "下"]),
    ("<w:ruby><w:rt>" + run("chong") + "</w:rt><w:rubyBase>" + run("重") + "</w:rubyBase></w:ruby>" + run("庆"), ["重庆"]),
])  # fmt: skip
def test_what_would_be_printed(content, expected):
    assert texts(para(content)) == expected


def test_paragraph_of_which_the_end_was_deleted_goes_on():
    assert read(para(run("全市"), "<w:rPr><w:del/></w:rPr>") + para(run("增长")) + para(run("完"))) == [(2, "全市增长", ""), (3, "完", "")]


def test_notes_follow_with_their_marks():
    body = para(run("板块") + '<w:r><w:footnoteReference w:id="7"/></w:r>' + run("［") + '<w:r><w:endnoteReference w:id="2"/></w:r>' + run("］"))
    notes = f'<w:footnote w:id="0">{para(run("———"))}</w:footnote><w:footnote w:id="7">{para(run(" 板块：指某地。"))}</w:footnote>'
    ends = f'<w:endnote w:id="2">{para(run("尾注"))}</w:endnote>'
    assert texts(body, footnotes=notes, endnotes=ends) == ["板块[1][2]", "[1]板块：指某地。", "[2]尾注"]


def test_boxes_are_read_once_below_their_paragraph():
    box = f"<w:txbxContent>{para(run('框'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert texts(para(run("上") + f"<w:r>{both}</w:r>" + run("下"))) == ["上下", "框"]


def test_tables_are_lines():
    def cell(*content: str) -> str:
        return "<w:tc>" + "".join(para(run(c)) for c in content) + "</w:tc>"

    table = f"<w:tbl><w:tr>{cell('指标')}{cell('目标')}</w:tr><w:tr>{cell('全市增长6%。')}{cell('甲', '乙')}</w:tr></w:tbl>"
    assert [t for t in texts(table + para(run("完"))) if t] == ["指标 目标", "全市增长6%。甲乙。", "完"]


def test_rows_know_their_merged_cells():
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(run(text)) if text else para('')}</w:tc>"

    merged, over = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="3"/>'
    head = f"<w:tr>{cell('类别')}{cell('指标')}{cell('目标')}</w:tr>"
    first = f"<w:tr>{cell('民生', merged)}{cell('就业')}{cell('900人')}</w:tr>"
    other = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('学位')}{cell('80个')}</w:tr>"
    wide = f"<w:tr>{cell('合计栏', over)}</w:tr>"
    assert [t for t in texts(f"<w:tbl>{head}{first}{other}{wide}</w:tbl>") if t] == ["类别 指标 目标", "民生，就业900人。", "学位80个。", "合计栏"]


def test_words_struck_out_are_kept_aside_and_told():
    body = para(run("增长9%，", "<w:strike/>") + run("增长6%") + run("，旧", "<w:dstrike/>") + run("。", '<w:strike w:val="0"/>'))
    source, problems = read_source("a.docx", word(body))
    assert [(line.text, line.rule) for line in source.lines] == [("增长6%。", ""), ("增长9%，，旧", "struck")]
    assert [problem.code for problem in problems] == ["read.struck"]


def test_raised_numbers_are_powers_or_notes_and_fractions_stay_fractions():
    up = '<w:vertAlign w:val="superscript"/>'
    formula = "<m:oMath xmlns:m=\"urn:m\"><m:f><m:num><m:r><m:t>2</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>"
    power = "<m:sSup xmlns:m=\"urn:m\"><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>8</m:t></m:r></m:sup></m:sSup>"
    body = para(run("9万m") + run("2", up) + run("，板块") + run("1", up) + run("，占") + formula + power)
    assert texts(body) == ["9万m²，板块[1]，占2/310⁸"]


def test_contents_are_navigation():
    styles = '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    sdt = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"{sdt}<w:sdtContent>{para(run('一、1'))}</w:sdtContent></w:sdt>" + para(run("二、2"), '<w:pStyle w:val="T1"/>') + para(run("正文"))
    assert [(t, r) for _, t, r in read(body, "", styles)] == [("一、1", "navigation"), ("二、2", "navigation"), ("正文", "")]


def twice() -> bytes:
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w") as packed:
        warnings.simplefilter("ignore")
        packed.writestr("word/document.xml", "<a/>")
        packed.writestr("word/document.xml", "<a/>")
    return held.getvalue()


def overlapping() -> bytes:
    """Two entries of the folder point at the same bytes."""
    data = archive({"word/document.xml": "<a/>", "word/documenu.xml": "<b/>"})
    at = data.rfind(b"PK\x01\x02")
    return data[: at + 42] + bytes(4) + data[at + 46 :]


def encrypted() -> bytes:
    data = bytearray(archive({"word/document.xml": "<a/>"}))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


BODY = para(run("各位代表：全市生产总值增长。"))
TRAPS = {
    "bomb": (archive({"word/document.xml": " " * 60_000_000}), "read.bomb"),
    "twice": (twice(), "read.zip"),
    "overlap": (overlapping(), "read.bomb"),
    "encrypted": (encrypted(), "read.encrypted"),
    "document type": (archive({"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}), "read.xml"),
    "utf-16 document type": (archive({"word/document.xml": b"\xff\xfe" + '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16-le")}), "read.xml"),
    "not XML": (archive({"word/document.xml": "<a>"}), "read.xml"),
    "leads out": (archive({"word/document.xml": "<a/>", "../../x": ""}), "read.zip"),
    "absolute": (archive({"word/document.xml": "<a/>", "/etc/x": ""}), "read.zip"),
    "deep": (word("<w:sdt>" * 5000 + BODY + "</w:sdt>" * 5000), "read.too-deep"),
    "cut": (word(BODY)[:-40], "read.zip"),
    "pictures": (archive({"word/document.xml": "<a/>", "word/media/image1.png": "x"}), "read.scan"),
    "empty": (word(""), "read.empty"),
    "table": (archive({"xl/workbook.xml": ""}), "read.format"),
    "archive": (archive({"a.txt": "政府工作报告"}), "read.format"),
}


@pytest.mark.parametrize("name", list(TRAPS))
def test_traps_are_refused_with_the_reason(name):
    data, code = TRAPS[name]
    start = time.process_time()
    source, problems = read_source("a.docx", data)
    assert source is None
    assert [p.code for p in problems] == [code]
    assert time.process_time() - start < 1


def test_same_parts_without_harm_are_read():
    assert [t for _, t, _ in read(BODY)] == ["各位代表：全市生产总值增长。"]
    data = word(BODY)
    assert read_source("a", data)[0].lines == read_source("b.txt", data)[0].lines
