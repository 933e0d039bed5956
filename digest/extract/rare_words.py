"""A name → what of it is no common word of Chinese: 柳泉 and 铜箔 are rare, 大数据 and 中心 are not."""

from __future__ import annotations

import re

from digest.chinese.segment import rarities
from digest.extract.project_words import NameWords

RARE, UNUSUAL = 15.5, 14.0  # rarities of a word of about 50 and 200 occurrences in the dictionary
_SAYING = 4  # characters of what the dictionary has as one word and is mostly a saying: 焕然一新
# Characters that say something of a name by themselves and make none
_SMALL = frozenset("新老大小县市区镇乡村省州盟旗和及与的等东西南北中上下内外第一二三四五六七八九十两段期")
# matches 柳 · 泉      not 5 · A
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def rare_characters(words: NameWords, text: str, until: int | None = None) -> float:
    """A text → how many of its first characters (all, or those before `until`) belong to rare words; those of unusual ones count half.

    柳泉大数据中心 → 2, 大数据中心 → 0
    """
    found, at = 0.0, 0
    until = len(text) if until is None else until
    for word, rarity in rarities(text, words.known):
        if at >= until:
            break
        if len(word) == 1:
            found += bool(_CHINESE.match(word)) and word not in _SMALL
        elif rarity > UNUSUAL and len(word) < _SAYING:
            found += len(_CHINESE.findall(word[: until - at])) * (1.0 if rarity > RARE else 0.5)
        at += len(word)
    return found
