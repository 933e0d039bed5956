"""clean: the cases of tests/cases/clean.md, wrapped text, a text that stands twice, and that nothing is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.chinese.folding import full_width
from digest.model.cleaned import Cleaned
from digest.model.report import Source
from digest.read.text import read_text
from digest.understand.clean import clean
from tests.reading import cases, catalogue, real_reports, source


def told(cleaned: Cleaned) -> list[tuple[int, str]]:
    """What was found, each with its line: M masthead, P block, else the boilerplate's rule."""
    return sorted(
        [(m.number, f"M {m.text.strip()}") for m in cleaned.masthead]
        + [(b.line, f"P {b.text}") for b in cleaned.blocks]
        + [(b.line, f"{b.name} {b.text}") for b in cleaned.boilerplate],
        key=lambda found: found[0],
    )


def letters(text: str) -> str:
    """A text without its spaces and what stands for them."""
    return re.sub(r"\s|\?{2,}", "", text)


def assert_nothing_lost(read: Source, cleaned: Cleaned) -> None:
    """Every character of every line stands in the title block, in a block or in the boilerplate, in the order of the file."""
    given = "".join(letters(line.text) for line in read.lines)
    found = "".join(letters(text.partition(" ")[2]) for _, text in told(cleaned))
    assert sorted(found) == sorted(given)


@pytest.mark.parametrize(("name", "given", "expected"), cases("clean"), ids=[c[0] for c in cases("clean")])
def test_case(name, given, expected):
    assert [text for _, text in told(clean(source(given), catalogue()))] == [full_width(line) for line in expected]


def test_joined_lines_map_to_the_source():
    cleaned = clean(source("各位代表：\n\n支持企业发展，扩大就业。积极打\n\n造品牌城市，营造良好环境。\n"), catalogue())
    block = cleaned.blocks[1]
    assert block.text == "支持企业发展，扩大就业。积极打造品牌城市，营造良好环境。"
    assert [(p.line, block.text[p.start :][:2]) for p in block.pieces] == [(3, "支持"), (5, "造品")]


def test_wrapped_text_is_joined_and_short_lines_are_not():
    first = "过去一年，面对复杂多变的形势和艰巨繁重的任务，我们在市委的坚强领导下，团结依靠全市人民，攻坚克难，锐意进取，" * 3
    second = "一年来，我们坚持项目为王，全力扩大有效投资，重点工程进展顺利，产业结构不断优化，发展后劲持续增强，成效明显，" * 3
    wide = [text[k : k + 32] for text in (first + "成绩可喜。", second + "前景光明。") for k in range(0, len(text), 32)]
    assert {len(line) > 28 for line in wide} == {True, False}  # the last line of each paragraph is short
    cleaned = clean(source("\n".join(["各位代表：", "一、2023年工作回顾", *wide])), catalogue())
    assert [b.text for b in cleaned.blocks] == ["各位代表：", "一、2023年工作回顾", first + "成绩可喜。", second + "前景光明。"]


def test_wrapped_text_with_indents_is_joined_by_them():
    first = "　　一年来，我们用心惠民生。新建学校三所，(含改扩建)两所；办好实事：①发放高龄津贴；②改建养老中心；③举办招聘会；④改造厨房。" * 3
    second = "　　各位代表！城市让生活更美好。我们将下足“绣花”功夫，做好“内外兼修”文章，让城市更有温度，让生活更有品质，努力前行。" * 3
    texts = [first.replace("　", ""), second.replace("　", "")] * 2
    wide = [("　　" + text)[k : k + 20] for text in texts for k in range(0, len(text) + 2, 20)]
    assert [b.text for b in clean(source("\n".join(["各位代表：", *wide])), catalogue()).blocks] == ["各位代表：", *texts]


def test_a_line_never_begins_with_the_end_of_a_sentence():
    lines = ["各位代表：", "牵住疏解功能这个“牛鼻子”", "，推进都市圈建设，携手共同发展。", "稳步前行。"]
    assert [b.text for b in clean(source("\n".join(lines)), catalogue()).blocks] == [lines[0], lines[1] + lines[2], lines[3]]


def test_text_that_stands_twice_is_read_once_with_a_warning():
    once = "各位代表：\n过去一年，全市上下团结一心，较好地完成了各项目标任务，群众得到实惠。\n" + "".join(
        f"第{n}项工作进展顺利，我们抓紧推进各项工程建设，力争早日建成投用，造福全市人民。\n" for n in "甲乙丙丁戊己"
    )
    cleaned = clean(source(once + once), catalogue())
    assert [b.text for b in cleaned.blocks] == once.splitlines()
    assert [(w.code, w.line) for w in cleaned.warnings] == [("clean.twice", 9)]
    assert {b.name for b in cleaned.boilerplate} == {"duplicate"}
    assert clean(source(once), catalogue()).warnings == ()
    page = f"首页>新闻\n政府工作报告\n{once}分享到：\nQQ空间\n上一篇：\n某县报告\n"
    twice = clean(source(page + page), catalogue())
    assert [b.text for b in twice.blocks] == once.splitlines(), "the first copy's page has a tail of its own"
    assert [w.code for w in twice.warnings] == ["clean.twice"]


CHUNKS = ("各位代表：", "政府工作报告", "一、工作回顾", "（一）抓项目", "我们加快建设，", "增长8%。", "分享到：", "首页", "12", "……", "“", "”", "a b", "??", "#1")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(CHUNKS), max_size=6).map("".join), min_size=1, max_size=25))
def test_nothing_is_lost_of_generated_text(lines):
    read, _ = read_text("a.txt", "\n".join(lines).encode())
    if read is not None:
        assert_nothing_lost(read, clean(read, catalogue()))


@pytest.mark.parametrize("path", real_reports(), ids=lambda p: p.stem)
def test_nothing_is_lost_of_a_real_report(path):
    read, _ = read_text(path.name, path.read_bytes())
    cleaned = clean(read, catalogue())
    assert_nothing_lost(read, cleaned)
    for block in cleaned.blocks:
        assert not re.search(r"<[a-z]+[ >]|\\r\\n|&nbsp;|分享到|版权所有|上一篇：|ICP备", block.text)


def test_hostile_text_costs_no_more_than_its_length():
    for text in ("a" + " " * 200_000 + "b", "a" + "?? " * 60_000 + "b", "我们。建设“\n" * 20_000, "|甲" * 60_000):
        read, _ = read_text("a.txt", ("各位代表：\n" + text).encode())
        clean(read, catalogue())  # a quadratic step would take minutes here
