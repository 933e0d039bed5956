"""Lines of a source → the same without what a copying site has set into them: its address or its name, at the end of many lines or amid them.

A site's own words are told from a report's by what no report says again and again: an address of the web, or the same end of many lines
that is no end of a Chinese sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from digest.chinese.word_patterns import longest_first
from digest.model.report import Line

OFTEN = 3  # times that an address stands in a text of which it is no part
ADDRESSES = 8  # at most
MANY = 0.2  # of the lines: so many end, or begin, with the same
FEWEST = 4  # lines at least
LONGEST = 40  # characters of such an end
LOOKED_AT = 3000  # lines by which the stamps of a text are known

# An address of the web with the brackets and the words about it
# matches www.example.com · （https://a.example.cn/1.html） · 更多范文请访问www.example.net      not 3.5 · PM2.5 · U.S.
ADDRESS = re.compile(
    r"(?:[（(【\[〔]\s?)?(?:(?:本文)?(?:来自|转自|摘自|来源[：:]|出自)|(?:更多[^，。]{0,10})?请?(?:访问|登录|关注|浏览)[：:]?)?"
    r"(?:https?://|(?<![A-Za-z0-9.\-]))(?:[A-Za-z0-9\-]{1,40}\.){1,4}(?:com|cn|net|org|gov|edu|cc|info|top|vip|wang)(?![A-Za-z0-9])"
    r"(?:/[A-Za-z0-9_./?=&%\-]{0,80})?(?:\s?[）)】\]〕])?"
)
# What every address holds
# matches www.a · a.cn      not 3.5
_DOTTED = re.compile(r"[A-Za-z0-9\-]\.[A-Za-z]")
# What stands at the end of many lines and is a stamp: Latin letters, signs, a site's name
# matches example · [某某网] · ↵ · #wk#      not 增长。 · 新台阶 · 5.2%
FOREIGN = re.compile(r"[A-Za-z@#$^&*_=\\~<>\[\]↵¶※★☆■□◆◇●○▲△]|网$|网[】\])）]|文库|资料站|版权")
# The mark by which mail programs quote a line
# at the start: "> 各位代表" · >>各位代表      not 各位代表 · | 甲 | 乙 |
QUOTED = re.compile(r"(?:[>│┃]\s?){1,4}")


def without_stamps(lines: tuple[Line, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Lines → for each its text without the site's stamps, and the stamps that stood in it.

    各项事业www.example.com取得新进展[某某网] where the address and 某某网 stand in many lines → 各项事业取得新进展 and both stamps
    """
    looked = [line.text.strip() for line in lines[:LOOKED_AT] if line.row is None and line.text.strip()]
    times = Counter(found for text in looked for found in _addresses(text))
    often = tuple(longest_first(address for address, count in times.items() if count >= OFTEN)[:ADDRESSES])
    ends = _common_ends([_without(text, often)[0] for text in looked] if often else looked)
    quoted = sum(QUOTED.match(text) is not None for text in looked) * 2 > len(looked) >= FEWEST
    for line in lines:
        text, stamps = _without(line.text, often) if often else (line.text, [])
        end = next((end for end in ends if text.rstrip().endswith(end)), "")
        if end:
            text, stamps = text.rstrip().removesuffix(end), [*stamps, end.strip()]
        head = QUOTED.match(text.lstrip()) if quoted else None
        if head:
            text, stamps = text.lstrip()[head.end() :], ["".join(head[0].split()), *stamps]
        yield text, tuple(stamps)


def _addresses(text: str) -> Iterator[str]:
    if _DOTTED.search(text):
        yield from (found[0] for found in ADDRESS.finditer(text))


def _without(text: str, often: tuple[str, ...]) -> tuple[str, list[str]]:
    """A line → the same without the addresses that stand often in its text, and those."""
    stamps = []
    for stamp in often if "." in text else ():
        while stamp in text:
            before, _, behind = text.partition(stamp)
            text = before.rstrip() + behind.lstrip() if before.strip() else before + behind.lstrip()
            stamps.append(stamp)
    return text, stamps


def _common_ends(texts: list[str]) -> tuple[str, ...]:
    """Lines → the ends that many of them share and that are no end of a sentence, the longest first."""
    enough = max(FEWEST, len(texts) * MANY)
    texts = [text for text in texts if FOREIGN.search(text[-LONGEST:])]  # of others no end can be one
    if len(texts) < enough:
        return ()
    counts = Counter(text[-length:] for text in texts for length in range(1, min(LONGEST, len(text) - 1) + 1))
    ends = longest_first(end for end, times in counts.items() if times >= enough and FOREIGN.search(end))
    longest = [end for end in ends if not any(other != end and other.endswith(end) and counts[other] == counts[end] for other in ends)]
    return tuple(_begun(end) for end in longest if _begun(end))


def _begun(end: str) -> str:
    """A shared end without the characters of the sentences before it that lines share by chance: 。[某某网] → [某某网]"""
    found = re.search(r"[^\u4e00-\u9fff，。、；：！？”’0-9%\s?]|[\u4e00-\u9fff]{0,8}网", end)
    return end[found.start() :] if found and FOREIGN.search(end[found.start() :]) else ""
