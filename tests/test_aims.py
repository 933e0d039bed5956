"""extract/relative_targets, yardsticks, aim_subjects: the cases of tests/cases/aims.md."""

from __future__ import annotations

import time

from digest.extract.relative_targets import find_aims
from tests.conftest import ROOT
from tests.tables import each
from tests.test_facts import CATALOGUE, report

CASES = [
    tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
    for line in (ROOT / "tests" / "cases" / "aims.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]


@each(("part", "text", "expected"), CASES)
def test_which_targets_without_a_number_a_sentence_states(part: str, text: str, expected: str) -> None:
    found: dict[tuple[str, str, str], list[str]] = {}
    for aim in find_aims(report((part, text)), CATALOGUE):
        found.setdefault((aim.subject, aim.relation, aim.against), []).append(aim.indicator or "–")
    said = [" ".join(word for word in (*aim, "→", *named) if word) for aim, named in found.items()]
    assert ("; ".join(said) or "none") == expected


def test_the_words_of_a_target_are_those_of_the_text() -> None:
    aims = find_aims(report(("plan", "居民人均可支配收入增长6%以上、力争与经济增长基本同步；居民收入略高于全省平均。")), CATALOGUE)
    assert [a.words for a in aims] == ["与经济增长基本同步", *["略高于全省平均"] * 3]


def test_what_a_target_aims_at_is_growth_where_its_words_say_so() -> None:
    text = "居民人均可支配收入增长与经济增长同步；城镇登记失业率控制在省定目标以内；节能减排完成市下达任务。"
    found = {(a.indicator, a.measure) for a in find_aims(report(("plan", text)), CATALOGUE)}
    assert {measure for indicator, measure in found if "income" in indicator} == {"growth"}
    assert {measure for indicator, measure in found if "unemployment" in indicator} <= {"share"}
    assert {measure for indicator, measure in found if not indicator} <= {""}
    assert len(found) >= 3


def test_hostile_text_is_read_in_linear_time() -> None:
    began = time.process_time()
    for text in ("增长5%、" * 4000, "与经济" * 6000, "全面" * 8000, "完成国家下达" * 4000, "努力" * 8000, "略" * 9000 + "高于全省", "、，" * 8000 + "保持稳定"):
        find_aims(report(("plan", text)), CATALOGUE)
    assert time.process_time() - began < 6
