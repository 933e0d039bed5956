"""The words left of a name in its phrase → those that make it the name of something narrower: 能源|工业增加值, 人均|地区生产总值.

A subject is a phrase: what modifies it stands left of its head, up to a boundary. A mark, a number, a verb, an adverb, a preposition or a
word of time is a boundary, as the dictionary tells; what does not narrow (全县, 财政) is passed over; any other word narrows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from digest.chinese.segment import words_ending_in, words_of_class
from digest.chinese.word_patterns import Ends

# The classes of words at which a phrase begins: verbs, adverbs, prepositions, conjunctions, particles, words of time, place and number
_BOUNDARIES = ("v", "vd", "vi", "d", "ad", "p", "c", "u", "r", "m", "mq", "q", "y", "z")
# Words of time and place narrow (夜间|旅游收入, 林下|经济) unless they say which year, or where a number ends
# matches 去年 · 年内 · 十二月 · 目前      not 夜间 · 假日
_WHEN = re.compile(r"[年月今去明]|目前|当前|近期|同期|时期|期间")
# matches 5万亩以上 · 三年以来 · 之后      not 网上
_AROUND = re.compile(r"(?:以[上下内外来]|之[前后中内])$")
_LONGEST = 6  # characters of the longest word that is looked up
_SHOWN = 16  # characters of what narrows that are shown
# What stands right before a name and belongs to no word
_OPENED = "“‘\"'「 　"
# A phrase in Chinese characters, quoted words among them
# matches 能源 · “六廊”国家      not ， · 5
_PHRASE = re.compile(r"(?:[\u4e00-\u9fffA-Za-z]|“[^“”]{1,12}”)+$")
# A number with what it counts, a five-year plan
# matches 5个 · 2020年 · 12万户 · “十五五” · 三      not 能源 · 十强 · 第三
_COUNTED = re.compile(r"(?:[0-9０-９][0-9０-９.．]*[万亿]?[\u4e00-\u9fff]|“?十[一二三四五六七八九]五”?|(?<![第\u4e00-\u9fff])[两三四五六])$")
# The single characters at which a phrase begins: 建议和|提案; and those at which it does unless they end a longer word: 新建, not 城建
_JOINS = "和与及或并、"
_BEGINS = "要在是了等为使让把将对给由从到至占比较以建好于用后前内外中下里间时其之年新再又约达近超各均都也就共已仅被获"


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What the words left of a name do: `narrowing` words narrow it and `neutral` ones do not, whatever the dictionary says; others as it says."""

    neutral: Ends
    narrowing: Ends
    boundaries: frozenset[str]

    def narrowing_of(self, head: str, taken: tuple[str, ...], own: tuple[str, ...]) -> str:
        """The words before a name → those that narrow it, "" where none do. `taken`: words that this name takes, longest first; `own`: of the place.

        预计能源 → 能源; 全县预计 → ""
        """
        left = head
        while True:
            left = left.rstrip(_OPENED)
            if mine := next((word for word in taken if len(word) > 1 and left.endswith(word)), ""):
                left = left[: -len(mine)]
            elif found := self.narrowing.of(left):
                return found
            elif found := self.neutral.of(left):
                left = left[: -len(found)]
            elif mine := next((word for word in own + taken if left.endswith(word)), ""):
                left = left[: -len(mine)]
            elif left.endswith("的"):
                left = left[:-1]
            else:
                return self._unknown(left)

    def _unknown(self, left: str) -> str:
        """Words that no list knows → the phrase that they end, "" where a boundary stands at their end."""
        phrase = _PHRASE.search(left)
        if phrase is None or self._bounded(left, len(left)):
            return ""
        words = phrase[0]
        begin = next((at for at in range(len(words) - 1, 1, -1) if self._bounded(words, at)), 0)
        return words[begin:][-_SHOWN:]

    def _bounded(self, words: str, end: int) -> bool:
        """Whether words up to an end close with a boundary."""
        if end < 1 or words[end - 1] in _JOINS or _COUNTED.search(words, 0, end) or _AROUND.search(words, 0, end):
            return True
        if words[end - 1] in _BEGINS:
            longer = words_ending_in(_BEGINS)
            if not any(words[end - length : end] in longer for length in (2, 3) if length <= end):
                return True
        return any(words[end - length : end] in self.boundaries for length in range(min(_LONGEST, end), 1, -1))


@lru_cache(maxsize=8)
def modifiers(neutral: Iterable[str], narrowing: Iterable[str], actions: Iterable[str]) -> Modifiers:
    """Editors' lists → what the words left of a name do. `actions` are boundaries besides the dictionary's."""
    return Modifiers(Ends(neutral), Ends(narrowing), _boundaries().union(actions))


def _boundaries() -> frozenset[str]:
    return words_of_class(_BOUNDARIES).union(word for word in words_of_class(("t",)) if _WHEN.search(word))


def words_of_group(line: str) -> tuple[str, ...]:
    """A group of variants, as lists of editors write it → its words.  新登记 | 新设=新登记 → 新登记, 新设"""
    return tuple(dict.fromkeys(word for word in re.split(r"[|=、\s]+", line) if word))
