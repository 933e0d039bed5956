"""All real reports at hand: none crashes, each is whose its index says it is, and nothing of a page is left in a paragraph."""

from __future__ import annotations

import importlib.util
import re
import sys

import pytest

from tests.reading import ROOT, SHARED, catalogue

_spec = importlib.util.spec_from_file_location("read_all", ROOT / "tools" / "read_all.py")
tool = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = tool  # dataclasses ask for their module
_spec.loader.exec_module(tool)

REPORTS = SHARED / "reports"
RIGHT = 78  # of the 80 files of the index at least

# <p>, </div>, &nbsp;, a literal \r\n, {margin:0}, font-size:12px      must not: 5<10, A&B, {一}, 规模：大
LEFTOVER = re.compile(r"</?[A-Za-z][^<>]{0,80}>|&[a-z]{2,8};|\\r|\\n|\{[a-z\-]{3,20}\s?:|[a-z\-]{4,20}:\s?[0-9a-z#.]{1,20}(?:px|pt|em|;)")
# 分享到, 上一篇：, 当前位置：      must not: 共享, 上一年
PAGE = re.compile(r"分享到|上一篇[：:]|下一篇[：:]|当前位置[：:]|首页\s?[>|｜》]|版权所有|ICP备|责任编辑[：:]|返回顶部|打印本页|关闭窗口|点击数[：:]")


@pytest.mark.parametrize("text", ["正文<p>", "</div>", "增长&nbsp;5%", "一\\r\\n二", "p{margin:0}", "font-size:12px", "x:1"])
def test_leftovers_are_seen(text):
    assert bool(LEFTOVER.search(text)) == (text != "x:1")


@pytest.fixture(scope="module")
def rows():
    if not (REPORTS / "INDEX.csv").is_file():
        pytest.skip("the real reports are not on this machine")
    return list(tool.read_all(REPORTS, catalogue()))


def test_place_level_and_year_are_read_rightly(rows):
    wrong = [f"{row.file}: {row.wrong}" for row in rows if row.wrong]
    assert len(rows) == 80
    assert len(rows) - len(wrong) >= RIGHT, wrong
    assert [row.file for row in rows if row.report is None] == []


def test_nothing_of_a_page_is_left_in_a_paragraph(rows):
    texts = [(row.file, text) for row in rows for text in (*(p.text for p in row.report.paragraphs), *(s.title for s in row.report.sections))]
    assert [(file, m[0]) for file, text in texts if (m := LEFTOVER.search(text) or PAGE.search(text))] == []


def test_every_report_has_its_review_and_its_plan(rows):
    """A whole report looks back and ahead; each part holds at least a tenth of its text."""
    for row in rows:
        sizes = {part: sum(len(p.text) for p in row.report.paragraphs if p.part == part) for part in ("review", "plan")}
        whole = sum(len(p.text) for p in row.report.paragraphs)
        assert {part: size * 10 >= whole for part, size in sizes.items()} == {"review": True, "plan": True}, (row.file, sizes, whole)


def test_sound_texts_are_left_in_peace(rows):
    """Of files without a damage that can be seen (lost spaces apart) hardly any has a warning."""
    told = [(row.file, p.code, p.quote) for row in rows for p in row.problems if p.code.startswith("damage.") and "?" not in p.quote]
    assert len({file for file, _, _ in told}) <= 8, told
    assert [each for each in told if each[1] == "damage.digits"] == []
