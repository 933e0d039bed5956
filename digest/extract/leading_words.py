"""The words between a name and an amount → whether they hand the amount on to the name: 增长, 再创新高，达到; not ，带动就业.

The clause that leads to the amount holds only words of leading (the list `figure-links`) and adverbs. What stands before it is an aside
where it holds no noun that could be another subject: 由负转正, 历史性突破百亿大关, 位次实现新突破, 居全省第2位. The dictionary tells the
classes of words; the list `figure-asides` has the nouns that only say how a value stands (位次, 大关, 目标), and an indicator's own noun
(就业, 支出) is a subject whatever class it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from digest.chinese.segment import words_of_class
from digest.chinese.word_patterns import any_of

LONGEST = 60  # characters that may stand between a name and its amount
_LONGEST_ASIDE = 24  # characters of an aside
_LONGEST_WORD = 6
# Classes of words that name nothing of which there could be an amount, and those which only say how: 稳步|增长
_NAMELESS = ("v", "vd", "vi", "d", "ad", "a", "an", "z", "i", "c", "p", "u", "t", "r", "m", "mq", "f", "y")
_HOW = ("d", "ad", "a", "z")
# Single characters of asides that name nothing
_SINGLE = frozenset(
    "创实现再新居列为由从到至在被与和比较高低快慢好优多少于上下升降增减涨跌稳首又也均都已将更最近同了的地得着过以其并且而连"
    "一二两三四五六七八九十百千万亿位名第前后年季月"
)
# What cuts words into clauses
# matches ， · 、 · ——      not 增长
_CLAUSE = re.compile("[，、；：,;:—]+")
# A rank, a span of time or a mark passed, which are no amounts: 全省第2位, 连续8年, 三个大台阶
# matches 居全省第2位 · 位列第7 · 前三 · 连续8年 · 近三年 · 前移2位 · 三个大台阶 · 一个百亿 · 3个千亿元 · “八连丰”      not 第一产业 · 3个项目
_COUNTED = re.compile(
    r"第(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?:位|名)?(?![产批次期方])|前(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?:位|名)?"
    r"|(?<=[移升进])了?(?:[0-9０-９]{1,2}|[一二两三四五六七八九十]{1,2})个?(?:位次|位|名)"
    r"|(?:连续|持续|近|过去|[这前])?(?:[0-9０-９]{1,2}|[一二两三四五六七八九十]{1,2})(?:个?(?:年|季度|月))"
    r"|(?:[0-9０-９]|[一二两三四五六七八九])个?(?:大|新|整数)?(?:台阶|大关|关口|[百千万]?亿元?|百亿|千亿|万亿)(?:级|元)?|[一二三四五六七八九十0-9]{1,3}连[丰增冠升涨跳优]"
)


@dataclass(frozen=True, slots=True)
class Leading:
    """Words by what they do between a name and an amount: `links` lead to it, `nameless` and `how` as the dictionary says, `subjects` never."""

    links: re.Pattern[str]
    asides: frozenset[str]
    subjects: frozenset[str]

    def hands_on(self, words: str) -> bool:
        """Whether words between a name and an amount hold nothing that could be another subject: ，总量居全省第2位，增长; not ，带动就业."""
        if len(words) > LONGEST:
            return False
        rest = self.links.sub("", words).strip()
        if not rest:
            return True
        clauses = _CLAUSE.split(_COUNTED.sub("", words))
        return self._leads(clauses[-1]) and all(self._stands_aside(clause) for clause in clauses[:-1])

    def _leads(self, clause: str) -> bool:
        """Whether a clause holds only words of leading and of how: 逆势增长, 稳中有进达到."""
        left = self.links.sub("、", clause)
        return all(part in _words_of(_HOW) and part not in self.subjects for part in left.split("、") if part)

    def _stands_aside(self, clause: str) -> bool:
        """Whether a clause can be read as words of which none names what could have an amount: 创历史新高, 圆满完成预期目标."""
        text = re.sub(r"[“”‘’\"'（）() ]", "", clause)
        if len(text) > _LONGEST_ASIDE:
            return False
        read = [True] + [False] * len(text)
        for end in range(1, len(text) + 1):
            read[end] = (read[end - 1] and text[end - 1] in _SINGLE) or any(
                read[start] and self._is_nameless(text[start:end]) for start in range(max(0, end - _LONGEST_WORD), end - 1)
            )
        return read[-1]

    def _is_nameless(self, word: str) -> bool:
        return word in self.asides or (word in _words_of(_NAMELESS) and word not in self.subjects)


@lru_cache(maxsize=4)
def _words_of(classes: tuple[str, ...]) -> frozenset[str]:
    return words_of_class(classes)


def leading(links: Iterable[str], asides: Iterable[str], names: Iterable[str]) -> Leading:
    """Editors' lists and the names of indicators → what hands an amount on. The noun at a name's end is a subject: 城镇新增|就业."""
    ends = {name[-length:] for name in names for length in (2, 3, 4) if len(name) >= length}
    return Leading(re.compile(any_of(links)), frozenset(asides), frozenset(ends - set(links) - set(asides)))
