"""Simplified text → traditional characters, and back: a whole text by its words, a single character by the simplified one that it stands for.

The forms are those of today's standard in Taiwan (OpenCC's s2tw): it writes 群、為、床、吃, which current fonts and readers know,
where the plain s2t keeps 羣、爲、牀、喫. Words stay as they are (軟件, not 軟體): the text is a report's, only its letters change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Where Chinese characters stand in Unicode, but for those that no report is typed in: extension A, the unified block, compatibility.
HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))

FEWEST = 6  # characters that only traditional text has make a document traditional,
SURELY = 3  # where they are more than three times those that only simplified text has
# Characters that simplified text has too (乾县, 瞭望, 著名, 苧麻, 什么): they prove nothing, and what the words of a text leave of them stays
_IN_BOTH = frozenset("乾瞭著苧么")
# Of these every text in traditional characters has some
# matches 報告 · 經濟      not 报告
_TELLING = re.compile("[報會長產業國發縣區濟實進設經開當為們務萬億]")
# What else a text in traditional characters sets in its own way
_MARKS = str.maketrans("「」『』﹁﹂﹃﹄値淸靑鄕吿尙擧硏", "“”‘’“”‘’值清青乡告尚举研")

# Surnames that are also the simplified form of another character: behind an office, and before a given name and nothing more
# matches 县长范晓棠、 · 区长　于晓棠 · 主任朴正棠分别      not 关于 · 市长于会上说 · 成长于乡村
_SURNAME = re.compile(
    r"(?<=区长|县长|市长|省长|州长|旗长|盟长|镇长|乡长|局长|厅长|部长|院长|校长|书记|主席|主任|委员|同志)[ \u3000]{0,4}"
    r"([于范余岳郁游涂朴])(?=[\u4e00-\u9fff]{1,2}(?:[^\u4e00-\u9fff]|$|同志|分别))"
)


def to_traditional(text: str) -> str:
    """干部群众推进污水处理 → 幹部群眾推進汙水處理. As long as before; digits, signs and what is traditional already stay as they are."""
    converted: str = _converter("s2tw").convert(text)
    for found in _SURNAME.finditer(text):
        converted = converted[: found.start(1)] + found[1] + converted[found.end(1) :]
    return converted


def is_traditional(texts: Iterable[str]) -> bool:
    """Whether a document is written in traditional characters: 我們發展經濟 → True; 我们发展经济, 乾县、瞭望、著名 → False

    Asked once of the whole of it. Counted are the characters that one of the two scripts alone has: a stray 後, or the name of a place, decides nothing.
    """
    texts = tuple(texts)
    if not any(_TELLING.search(text) for text in texts):  # most documents, and the dictionaries are not read for them
        return False
    table, taken = simplified_of(), _simplified_alone()
    old = new = 0
    for character, times in Counter(character for text in texts for character in text if character > "\u2fff").items():
        old += times if character in table and character not in _IN_BOTH else 0
        new += times if character in taken else 0
    return old >= FEWEST and old > SURELY * new


def to_simplified(text: str) -> str:
    """地區生產總值顯著提升，「乾縣」著力發展 → 地区生产总值显著提升，“乾县”着力发展. As long as before, character for character."""
    converted: str = _converter("tw2s").convert(text)
    if len(converted) != len(text):  # never seen; a quotation must still be found by its place
        converted = text
    table = simplified_of()
    converted = _LENT.sub("借", converted)
    pairs = zip(text, converted.translate(_MARKS), strict=True)
    return "".join(old if old == "么" else new if new in _IN_BOTH else table.get(new, new) for old, new in pairs)


# matches 藉助 · 藉此      not 慰藉 · 狼藉
_LENT = re.compile("(?<![慰狼蕴])藉")


@cache
def simplified_of() -> Mapping[str, str]:
    """→ every traditional character that has a simplified one, with it: 處 → 处, 汙 → 污, 裡 and 裏 → 里, 著 → 着."""
    characters = [chr(code) for first, last in HAN for code in range(first, last + 1)]
    text = "\n".join(characters)
    table: dict[str, str] = {}
    for standard in ("t2s", "hk2s", "tw2s"):
        simplified = _converter(standard).convert(text).split("\n")
        table |= {old: new for old, new in zip(characters, simplified, strict=True) if old != new and old not in table}
    return MappingProxyType(table)


@cache
def _simplified_alone() -> frozenset[str]:
    """The characters that stand for others in traditional text: 们 发 业. 后 and 里 are among them, and words of their own there, but rare."""
    table = simplified_of()
    changed = _converter("s2t").convert("\n".join(characters := sorted(set(table.values())))).split("\n")
    return frozenset(one for one, old in zip(characters, changed, strict=True) if one != old)


@cache
def _converter(standard: str) -> OpenCC:
    import opencc  # its dictionaries are read from disk: not before somebody needs them

    return opencc.OpenCC(standard)
