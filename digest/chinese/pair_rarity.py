"""A text → its pairs of neighbouring characters, and how rare each is in reports: what is rare in a name is what tells it apart.

common_pairs.txt holds the pairs that stand in the reports of at least a tenth of 52 places, counted once for each place. It is no word list
of an editor's: made once by counting, so that what a name weighs is the same on a site of five reports and of five hundred.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

COMMON = Path(__file__).with_name("common_pairs.txt")
RARE = 3.0  # what a pair weighs that stands in less than a tenth of all places' reports
# matches 东湖水厂 · G307 · 3.5      not 、
_RUN = re.compile(r"[\u4e00-\u9fff]+|[0-9A-Za-z.×+\-]+")


def pairs(text: str) -> set[str]:
    """A text → its pairs of neighbouring characters, none across a mark; a number or a Latin word is one of them whole.  G307线改造 → G307, 线改, 改造"""
    found: set[str] = set()
    for match in _RUN.finditer(text):
        run = match[0]
        found.update({run[i : i + 2] for i in range(len(run) - 1)} if run[0] >= "\u4e00" else {run} if len(run) > 1 else ())
    return found


def rarity(pair: str) -> float:
    """What a pair of characters weighs: the negative logarithm of the share of places whose reports hold it.  建设 → 0.2   水厂 → 1.6   仕丹 → 3"""
    return _known().get(pair, RARE)


def specific(name: str) -> float:
    """A name → how much tells it apart: the sum of its pairs.  智慧小区 → 3   大李各庄林场 → 12"""
    return sum(rarity(pair) for pair in pairs(name))


@lru_cache(maxsize=1)
def _known() -> Mapping[str, float]:
    found: dict[str, float] = {}
    for share, words in (line.split(" ", 1) for line in COMMON.read_text(encoding="utf-8").splitlines() if not line.startswith("#")):
        found.update(dict.fromkeys((words[i : i + 2] for i in range(0, len(words), 2)), -math.log(float(share))))
    return found
