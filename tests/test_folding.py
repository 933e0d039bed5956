"""Folding: a line written in any of the ways that programs write it → one way; what is another text stays as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.rewriting import CHANGES, body_changed, said
from digest.chinese.folding import folded
from digest.content.catalogue_files import load_catalogue
from digest.pipeline import analyse

ROOT = Path(__file__).parents[1]
SHORTEST = min((ROOT / "content" / "reports").rglob("*.md"), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("完成 189.5 亿元，增长 12.1 %。", "完成189.5亿元，增长12.1%。"),
        ("完成\u00a0189.5\u2009亿元", "完成189.5亿元"),
        ("达到\u3000189.5亿元", "达到189.5亿元"),
        ("人均 GDP 增长， 达到 “两个 10%” 。", "人均GDP增长，达到“两个10%”。"),
        ("⼯业增加值增⻓6%，⻋间、⾦融", "工业增加值增长6%，车间、金融"),
        ("运城市\ufe00盐湖區\U000e0101", "运城市盐湖區"),
        ("ＧＤＰ增长６．５％，ＰＭ２．５浓度下降﹪", "GDP增长6.5%，PM2.5浓度下降%"),
        ("PM 2.5浓度、PM₂.₅浓度、PM 10", "PM2.5浓度、PM2.5浓度、PM10"),
        ("2024 年 3 月 12 日", "2024年3月12日"),
        ("（一） 推进工业", "（一）推进工业"),
    ],
)
def test_one_way_of_writing(written: str, read: str) -> None:
    assert folded(written) == read
    assert folded(read) == read


@pytest.mark.parametrize(
    "text",
    [
        "一、工作回顾　　2023年，我们", "指标 目标 完成", "地区生产总值  189.5亿元", "1 加快建设", "  12 改造道路", "工作 回顾", "1 189.5", "10 20 30",
        "GDP growth 5 %", "１．加快建设，２．改造", "1，234", "增长5%—6%", "m²、m³、①、㎡", "　　各位代表：", "· 推进", "“十四五”规划",
    ],
)  # fmt: skip
def test_what_is_another_text_stays(text: str) -> None:
    assert folded(text) == text.replace("１．", "1．").replace("２．", "2．")


@given(st.text(st.sampled_from("增长工业 　\u00a0，。1２5%％％.．GＧＤ⼯⻓\ufe00“”（）1—"), max_size=60))
def test_nothing_but_spaces_and_selectors_is_dropped(text: str) -> None:
    def letters(said: str) -> str:
        return re.sub(r"[\s\ufe00.．]", "", unicodedata.normalize("NFKC", said.replace("⻓", "长")))

    assert letters(folded(text)) == letters(text)
    assert folded(folded(text)) == folded(text)


@cache
def as_it_is() -> set[tuple[object, ...]]:
    catalogue, _ = load_catalogue(ROOT / "content")
    return said(analyse(catalogue, "a.md", SHORTEST.read_bytes())[0])


HELD = [name for name in CHANGES if name not in ("traditional characters", "百分之")]


@pytest.mark.parametrize("name", HELD)
def test_a_report_written_another_way_says_the_same(name: str) -> None:
    change: Callable[[str], str] = CHANGES[name]
    catalogue, _ = load_catalogue(ROOT / "content")
    text = SHORTEST.read_text(encoding="utf-8")
    changed = body_changed(text, change)
    found = said(analyse(catalogue, "a.md", changed.encode())[0])
    assert len(as_it_is()) > 10
    assert found - as_it_is() == set(), "wrong"
    assert len(as_it_is() - found) * 100 <= len(as_it_is()), "lost"
