"""Numbers as Chinese reports write them: Arabic, full-width, Chinese and mixed. Values are exact (Decimal), spans are the text's own.

The rule for Chinese numerals is positional (千百十 within a group of 万 or 亿); 两 is 2, 〇 and 零 are 0, a closing digit after
百/千/万 without 零 is one place lower (一万五 = 15000).
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}

# 1,100 · １，１００ · 183.7 · ２．５      must not: 1,10 as one number (a comma before three digits only), 2.2.1 beyond its first point
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}(?![0-9])){1,4}|[０-９]{1,3}(?:，[０-９]{3}(?![０-９])){1,4}|[0-9０-９]{1,12})(?:[.．][0-9０-９]{1,6})?"
# 两 · 一千零二十 · 三十五      must not: 第 (ordinals are kept out where amounts are read)
CHINESE = r"[〇零一二两三四五六七八九十百千万亿]{1,16}"
# 万 · 亿 · 万亿 · 千万      must not: 个
MULTIPLIER = r"[十百千]?(?:万亿|[万亿])|[百千]"
# 1.26万 · 1,100万      must not: 一万
_MIXED = re.compile(rf"({ARABIC})({MULTIPLIER})?")
_FOLD = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


def number(text: str) -> Decimal | None:
    """The text of one number → its value; None where it is none.

    1.26万 → 12600, 两万 → 20000, 一千零二十 → 1020, 1,100万 → 11000000, ３５ → 35; 万一 → None
    """
    mixed = _MIXED.fullmatch(text)
    if mixed:
        digits, multiplier = mixed.groups()
        return Decimal(digits.translate(_FOLD).replace(",", "")) * multiplier_value(multiplier or "")
    return _chinese(text) if text else None


def multiplier_value(text: str) -> int:
    """万 → 10000, 千万 → 10000000, 万亿 → 1000000000000, "" → 1"""
    value = 1
    for character in text:
        value *= PLACES.get(character) or GROUPS[character]
    return value


def _chinese(text: str) -> Decimal | None:
    if text[0] in GROUPS or any(c not in DIGITS and c not in PLACES and c not in GROUPS for c in text):
        return None
    if len(text) > 2 and all(c in DIGITS for c in text):  # 二〇二三: read digit by digit
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total = group = digit = 0
    last = 1
    for character in text:
        if character in DIGITS:
            if digit:
                return None  # 三五 inside a positional number: several numbers, not one
            digit, last = DIGITS[character], 1 if DIGITS[character] == 0 else last
        elif character in PLACES:
            group += (digit or 1) * PLACES[character]
            digit, last = 0, PLACES[character]
        else:
            total = (total + group + digit) * GROUPS[character] if character == "亿" else total + (group + digit) * GROUPS[character]
            group, digit, last = 0, 0, GROUPS[character]
    return Decimal(total + group + digit * (last // 10 if digit and last > 10 else 1))
