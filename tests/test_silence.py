"""Nobody is called silent whose words are lost: 未提及, 节选未含 and 原文缺损 are told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.compare.dossiers import join
from digest.compare.silence import LOST_DIGITS, LOST_WORDS, reason
from digest.compare.tables import cell
from digest.compare.voices import voice
from digest.problems import WARNING, Problem
from tests.samples import CATALOGUE, record

TEXTS = (("plan", "ecology", "造林面积达到120个3亩左右"), ("plan", "economy", "生产总值稳步增长"))


def damaged(code: str, line: int, quote: str, completeness: str = "full"):
    """A dossier of two paragraphs with one warning of that code."""
    one = record("141081", 2024, completeness=completeness, texts=TEXTS)
    warnings = (Problem("a.txt", line, code, "damaged", "", quote=quote, severity=WARNING),)
    return join([replace(one, report=replace(one.report, warnings=warnings))], CATALOGUE)[0]


# what is damaged, on which line, how complete the copy is → why the dossier gives no 造林面积, and why it has no word on ecology
CASES = (
    ("damage.digits", 1, "120个3", "full", "原文缺损", "未提及"),  # digits are lost, words are not
    ("damage.cut", 1, "左右", "full", "原文缺损", "原文缺损"),
    ("damage.characters", 1, "左右", "excerpt", "原文缺损", "原文缺损"),
    ("damage.cut", 2, "稳步增长", "full", "未提及", "未提及"),  # another paragraph, of another topic
    ("damage.cut", 2, "稳步增长", "excerpt", "节选未含", "节选未含"),
    ("damage.quotes", 1, "左右", "full", "未提及", "未提及"),  # a lost quotation mark takes nothing with it
    ("damage.cut", 1, "别处", "full", "未提及", "未提及"),  # not in this paragraph
)


@pytest.mark.parametrize(("code", "line", "quote", "completeness", "of_indicator", "of_topic"), CASES)
def test_the_reason_is_what_is_known(code, line, quote, completeness, of_indicator, of_topic):
    dossier = damaged(code, line, quote, completeness)
    assert cell(dossier, [], CATALOGUE.indicator("afforestation")).absence == of_indicator
    assert reason(dossier, lambda p: p.topic == "ecology", LOST_WORDS) == of_topic


def test_damage_elsewhere_does_not_excuse_another_indicator():
    dossier = damaged("damage.digits", 1, "120个3")
    assert cell(dossier, [], CATALOGUE.indicator("pm25")).absence == "未提及"
    assert reason(dossier, lambda p: "PM2.5" in p.text, LOST_DIGITS) == "未提及"


def test_a_topic_that_is_spoken_of_needs_no_reason():
    said = join([record("141081", 2024, texts=(("plan", "ecology", "今年完成造林1.2万亩，污水处理率达到98%以上。"),))], CATALOGUE)[0]
    assert voice(said, CATALOGUE.topic("ecology"), CATALOGUE).absence == ""
