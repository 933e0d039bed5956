"""compare/aim_lists: targets in words, of a topic and of a place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.compare.aim_lists import told_aims
from digest.compare.dossiers import join
from digest.extract.relative_targets import find_aims
from digest.model.catalogue import Indicator, Lexicon
from tests.samples import CATALOGUE, record

INDICATORS = (
    Indicator("income", "居民收入", "元", "economy", aliases=("居民收入",)),
    Indicator("roads", "农村公路", "公里", "economy", aliases=("农村公路",)),
)
SPEAKING = replace(CATALOGUE, indicators=INDICATORS, lexicons=(Lexicon("figure-links", ("增长",)),))
TEXTS = (
    ("plan", "ecology", "居民收入增长与经济增长同步，空气质量综合指数退出全市后三位。"),  # told of the indicator's topic, the rest of the paragraph's
    ("plan", "economy", "居民收入增长8%，农村公路里程只增不减。"),
    ("plan", "economy", "生产总值增长5%、力争更好结果。"),  # says nothing by itself
    ("review", "economy", "居民收入增长快于全市平均。"),  # no target
)


@pytest.mark.parametrize(
    ("topic", "said"),
    (
        ("economy", ["居民收入增长 与经济增长同步", "农村公路里程 只增不减"]),
        ("ecology", ["空气质量综合指数 退出全市后三位"]),
        ("", ["居民收入增长 与经济增长同步", "空气质量综合指数 退出全市后三位", "农村公路里程 只增不减"]),
        ("projects", None),
    ),
)
def test_targets_in_words_are_told_under_their_topic(topic, said):
    one = record("141081", 2024, texts=TEXTS)
    dossiers = join([replace(one, aims=find_aims(one.report, SPEAKING))], SPEAKING)
    told = told_aims(dossiers, SPEAKING, topic)
    assert [f"{a.subject} {a.words}" for one in told for a in one.aims] == (said or [])
    assert len(told) == bool(said)
