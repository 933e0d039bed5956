"""Simplified text → traditional characters, and each traditional character → the simplified one that it stands for.

The forms are those of today's standard in Taiwan (OpenCC's s2tw): it writes 群、為、床、吃, which current fonts and readers know,
where the plain s2t keeps 羣、爲、牀、喫. Words stay as they are (軟件, not 軟體): the text is a report's, only its letters change.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Where Chinese characters stand in Unicode, but for those that no report is typed in: extension A, the unified block, compatibility.
HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))


def to_traditional(text: str) -> str:
    """干部群众推进污水处理 → 幹部群眾推進汙水處理. As long as before; digits, signs and what is traditional already stay as they are."""
    converted: str = _converter("s2tw").convert(text)
    return converted


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
def _converter(standard: str) -> OpenCC:
    import opencc  # its dictionaries are read from disk: not before somebody needs them

    return opencc.OpenCC(standard)
