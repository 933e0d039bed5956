"""Nothing is lost, from bytes to record: every character of the source is accounted for, every quote stands where it says.

CASES=10000 python -m pytest tests/test_nothing_lost.py runs the generated cases so many times; without it there are few.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.mutations import MUTATIONS, wrong_with
from digest.model.report import Evidence, Record, Report, Source
from digest.pipeline import analyse, understand
from digest.read.any import read_source
from digest.understand.clean import clean
from tests.reading import OURS, SHARED, catalogue

ROOT = Path(__file__).parents[1]
CASES = int(os.environ.get("CASES", "100"))

# What reports are made of, sound and damaged, and what stands around them on a page.
WORDS = (
    "各位代表：", "各位代表！", "政府工作报告", "——2024年3月12日在某市第一届人民代表大会第二次会议上", "市长 张三", "现在，我代表市人民政府向大会报告工作。",
    "一、2023年工作回顾", "二、2024年工作安排", "（一）抓项目、促投资", "1.改造学校三所；", "①发放津贴；", "第一，", "名词解释", "附件：", "[1]", "〔2〕",
    "一年来，我们加快建设，", "全年实现地区生产总值300亿元，增长5.2%。", "一般公共预算收入增长6%", "力争新增就业1万人以上；", "总投资3.4亿元的某某产业园项目开工建设。",
    "1726.9万平方米", "100%12345", "15省级", "“", "”", "…", "??", "　　", "&nbsp;", "\\r\\n", "<p>", "</div>", "_M_M_", "\ufffd", "\ue5e5", "𠮷", "\u200b",
    "分享到：", "首页>新闻", "上一篇：", "版权所有", "来源：某网", "发布时间：2024-03-12", "a.png", "12", "a b", "#1", "|甲|乙|", "。", "，", "\t", "",
)  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(WORDS), max_size=7).map("".join), min_size=1, max_size=24)
LINES |= st.lists(st.text(max_size=60), min_size=1, max_size=12)  # and anything at all


def letters(text: str) -> Counter[str]:
    """The characters of a text, white space apart, and the ?? that a lossy encoding makes of it."""
    return Counter("".join(text.replace("#", "").replace("?", "").split()))


def accounted(source: Source, report: Report) -> None:
    """Every line of the source is in the title block, a section, a paragraph or the boilerplate."""
    given = sum((letters(line.written or line.text) for line in source.lines), Counter())
    kept = (line.text for line in report.masthead), (s.shown for s in report.sections), (p.shown for p in report.paragraphs)
    found = sum((letters(text) for texts in (*kept, (b.text for b in report.boilerplate)) for text in texts), Counter())
    assert found == given


def evidence(record: Record) -> list[Evidence]:
    ones = (*record.figures, *record.projects, *record.pledges, *record.terms, *record.aims)
    return [*(e for fact in record.facts for e in fact.evidence), *(found.evidence for found in ones)]


def quoted(record: Record) -> None:
    """text[start:end] == quote, for all that was found."""
    texts = {p.id: p.shown for p in record.report.paragraphs}
    for found in evidence(record):
        assert texts[found.paragraph][found.start : found.end] == found.quote


def whole(path: str, data: bytes) -> bool:
    """The checks of one file → whether it gave a report."""
    record, _ = analyse(catalogue(), path, data)
    return record_whole(record, path, data)


def record_whole(record: Record | None, path: str, data: bytes) -> bool:
    """The same of a file and the record that was made of it, or None."""
    source, problems = read_source(path, data)
    if source is None:
        assert record is None and problems, "refused without a reason"
        return False
    if record is None:
        report, problems = understand(source, catalogue())
        assert report is None and problems, "refused without a reason"
        return False
    accounted(source, record.report)
    quoted(record)
    return True


@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(LINES, st.sampled_from(("utf-8", "gb18030", "utf-16")), st.sampled_from(("\n", "\r\n", "\n\n")))
def test_nothing_is_lost_of_generated_text(lines, encoding, end):
    text = end.join(lines)
    whole("a.txt", text.encode(encoding, "replace"))


@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_reason(data):
    whole("a.txt", data)


@pytest.mark.parametrize("way", MUTATIONS)
def test_a_damaged_report_is_read_whole_or_refused_with_a_reason(way):
    data = min(OURS, key=lambda path: path.stat().st_size).read_bytes()
    assert wrong_with(catalogue(), "a.md", MUTATIONS[way](random.Random(7), data)) == ""


def test_a_caption_within_the_title_block_is_told_once():
    text = "政府工作报告\n——2026年1月27日在某省第十四届人民代表大会第四次会议上\n某省省长 张三\n张三作政府工作报告。本报记者 李四摄\n各位代表：\n现在，我代表省人民政府报告工作。\n"
    source, _ = read_source("a.txt", text.encode())
    cleaned = clean(source, catalogue())
    found = [line.text for line in cleaned.masthead] + [b.text for b in cleaned.blocks] + [b.text for b in cleaned.boilerplate]
    assert sorted(found) == sorted(text.split("\n")[:-1])


def test_a_seller_s_stamp_on_a_line_of_the_page_is_told_once():
    assert not whole("a.txt", "各位代表：\n分享到：各位代表！来源：某网".encode())
    lines = (*WORDS[0:1], WORDS[5], WORDS[6], WORDS[16] + WORDS[17], WORDS[7], "我们" + WORDS[19] + WORDS[20], "分享到：各位代表！来源：某网")
    assert whole("a.txt", "\n".join(lines).encode())


def test_a_report_is_not_refused():
    lines = (WORDS[2], *WORDS[0:1], WORDS[5], WORDS[6], WORDS[16] + WORDS[17], WORDS[7], "我们" + WORDS[19] + WORDS[20])
    assert whole("a.txt", "\n".join(lines).encode())


@pytest.mark.parametrize("folder", ["seeds", "counties", "hailar", "raw-html", "pdf", "provinces-2025"])
def test_nothing_is_lost_of_the_real_reports(folder, analysed):
    files = [p for p in sorted((SHARED / "reports" / folder).glob("*")) if p.suffix in (".txt", ".html", ".pdf", ".docx")]
    if not files:
        pytest.skip("the real reports are not on this machine")
    if folder.startswith("provinces"):  # which other tests ask of as well
        assert [p.name for p in files if not record_whole(analysed(folder)[p.name][0], p.name, p.read_bytes())] == []
    else:
        assert [p.name for p in files[:20] if not whole(p.name, p.read_bytes())] == []
