"""Numbers as Chinese reports write them: Arabic, full-width, Chinese and mixed; and a count in Chinese numerals, which is the way back.

Values are exact (Decimal), spans are the text's own.

The rule for Chinese numerals is positional (千百十 within a group of 万 or 亿); 两 is 2, 廿 20, 〇 and 零 are 0, a closing digit after
百/千/万 without 零 is one place lower (一万五 = 15000). A number is read whole or not at all: what stands beside it may belong to it, so that is asked first.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}

SPACE = r"[ \u00a0\u2000-\u200a\u202f\u3000]"
_DIGIT = "[0-9０-９]"
HAN = "〇零一二两三四五六七八九十百千万亿廿卅"
# A comma stands before three digits only; 2.2.1 is read up to its second point.
# wholly: 1,100 · １，１００ · 183.7 · ２．５      not 1,10 · 2.2.1
ARABIC = rf"(?:{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}}(?!{_DIGIT})){{1,4}}|{_DIGIT}{{1,12}})(?:[.．]{_DIGIT}{{1,6}})?"
# Where a list may be numbered (1. 5家), whoever reads has to look.
# wholly: 1 100 · 1 189.5 · 6. 5 · 6 .5      not 10 20
SPACED = (
    rf"(?:{_DIGIT}{{1,3}}(?:{SPACE}{_DIGIT}{{3}}(?!{_DIGIT})){{1,4}}(?:{SPACE}?[.．]{SPACE}?{_DIGIT}{{1,6}})?"
    rf"|{_DIGIT}{{1,12}}(?:{SPACE}[.．]{SPACE}?|[.．]{SPACE}){_DIGIT}{{1,6}})"
)
# Ordinals are kept out where amounts are read; of 五点建议 it is 五.
# wholly: 两 · 一千零二十 · 三十五 · 六点五 · 一点五亿      not 第五 · 五点
CHINESE = rf"[{HAN}]{{1,16}}(?:点[〇零一二三四五六七八九]{{1,6}}(?:万亿|[万亿])?)?"
# wholly: 万 · 亿 · 万亿 · 千万      not 个
MULTIPLIER = r"[十百千]?(?:万亿|[万亿])|[百千]"
# What follows a multiplier within one number: 5千 of 1万5千, 零20万 of 1千零20万, 5000 of 1万5000, 3千亿 of 1万3千亿
# wholly: 5千 · 零20万 · 5000 · 3千亿      not 亿
REST = rf"(?:[零〇]?{_DIGIT}{{1,4}}[百千万]{{0,2}}){{1,3}}(?:(?<=[百千])亿)?"
# One character of a number's digits
# wholly: 五 · 5      not 点
NUMERAL = rf"[{HAN}0-9０-９]"
_FOLD = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
# The parts of a number: 1,100 and 万 of 1,100万
# at the start: 1,100万 · 万      not 点五
_TOKEN = re.compile(rf"(?P<arabic>{SPACED}|{ARABIC})|[{HAN}]")
# matches "1 100" · 1,100      not 1100 · 1.5
_LOOSE = re.compile(rf"{SPACE}|,")
# A text up to the first character of a number that belongs to what stands before it
# matches 1,2 · 六点五 · 1/3 · 2. 5 · 6·5      not 重点5 · 5%，6 · 2，三
_OPEN = re.compile(
    rf"(?:[{HAN}].|{_DIGIT}[^两]|(?:{_DIGIT}|[{HAN}])(?:点|[.．]{SPACE}{{0,2}}).|{_DIGIT}·.)$|{_DIGIT}{SPACE}{{0,2}}(?:[,，/／]{SPACE}{{0,2}}|{SPACE}){_DIGIT}$"
)
# wholly: 三四十 · 七八 · 两三千 · 一二百 · 十七八      not 十四五 · 二十
_RUN_OF_TWO = re.compile(
    "(?P<teens>十(?=[六七八]))?(?P<low>[一两二三四五六七八])(?P<high>[二三四五六七八九])(?P<times>(?(teens)|[十百千]?(?:万亿|[万亿])?))"
)
# A character that can stand before the rest of a number
# at the start: 点 · , · 5      not 长
_JOINED = re.compile(rf"[{HAN}0-9０-９点·.．,，/／]|{SPACE}")
# What has ended before the number: a numbered item, a word with a numeral, a rank, a ratio
# matches 。1. 5 · 统一5 · 第2，5 · 1/10，5      not 增长6. 5 · 二十一5 · 目前2，5
_NO_NUMBER = re.compile(
    rf"(?:^|[。；：:！？，\s]){_DIGIT}{{1,2}}[.．]{SPACE}{{1,2}}.$|[统唯同之专]一.$|(?:[第A-Za-z/／:：∶]|(?<![目以之此])前){_DIGIT}{{1,4}}[,，].$"
)
# The beginning of a text that goes on with the number before it
# at the start: 点五 · 5 · " 500" · .5      not 点建议
_ON = re.compile(rf"{_DIGIT}|[{HAN}]|点[{HAN}0-9０-９几]|{SPACE}{{0,2}}[.．,，/／]?{SPACE}{{0,2}}{_DIGIT}")


def number(text: str) -> Decimal | None:
    """The text of one number → its value; None where it is none.

    1.26万 → 12600, 两万 → 20000, 一千零二十 → 1020, 1,100万 → 11000000, ３５ → 35, 六点五 → 6.5, 1千零20万 → 10200000; 万一 → None
    """
    text = text.replace("廿", "二十").replace("卅", "三十")
    whole, point, rest = text.partition("点")
    if not point:
        return _value_by_position(text) if text else None
    digits = rest.rstrip("万亿")
    before = _value_by_position(whole) if whole else None
    if before is None or not digits or any(c not in DIGITS for c in digits):
        return None
    fraction = Decimal("0." + "".join(str(DIGITS[c]) for c in digits))
    return (before + fraction) * multiplier_value(rest[len(digits) :])


def run_of_two(text: str) -> tuple[Decimal, Decimal] | None:
    """Two digits that follow each other before one place → from where to where: 三四十 → 30, 40; 三五 → 3, 5; 十七八 → 17, 18; 十四五 → None"""
    match = _RUN_OF_TWO.fullmatch(text)
    low, high = (DIGITS[match["low"]], DIGITS[match["high"]]) if match else (0, 0)
    if match is None or not (low > 0 and (high == low + 1 or (low, high) == (3, 5))):
        return None
    times, more = multiplier_value(match["times"]), 10 if match["teens"] else 0
    return Decimal(low * times + more), Decimal(high * times + more)


def multiplier_value(text: str) -> int:
    """万 → 10000, 千万 → 10000000, 万亿 → 1000000000000, "" → 1"""
    value = 1
    for character in text:
        value *= PLACES.get(character) or GROUPS[character]
    return value


def inside(text: str, start: int) -> bool:
    """Whether the number that begins at a character of a text is only the rest of a longer one.

    三 of 十三 · 5 of 一点5 · 34 of 12，34 · 189 of 10 189; not 5 of 重点5个, nor of a numbered item: 1. 5家
    """
    if start == 0 or not _JOINED.match(text, start - 1):  # most numbers stand after a word
        return False
    before = text[max(0, start - 9) : start + 1]
    return bool(_OPEN.search(before) and not _NO_NUMBER.search(before))


def goes_on(text: str, end: int) -> bool:
    """Whether the number that ends at a character of a text is only the beginning of a longer one: 六 of 六点五, 5 of 5 000."""
    return bool(_ON.match(text, end))


def _value_by_position(text: str) -> Decimal | None:
    """A number without 点 → its value, by the places of its Chinese characters."""
    if text[0] in GROUPS:
        return None
    if len(text) > 2 and all(c in DIGITS for c in text):  # 二〇二三: read digit by digit
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total = group = Decimal(0)
    digit: Decimal | None = None
    last, at = 1, 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return None
        at, said = token.end(), token[0]
        if token["arabic"] or said in DIGITS:
            if digit:
                return None  # 三五 inside a positional number: several numbers, not one
            digit = _value_of_digits(said) if token["arabic"] else Decimal(DIGITS[said])
            if at == len(text) and last > 10 and token["arabic"]:  # 1万5 can be two things, 1万5000 one
                if len(said) != len(str(last)) - 1:
                    return None
                last = 1
            last = last if digit else 1
        elif said in PLACES:
            group += (digit or 1) * PLACES[said]
            digit, last = None, PLACES[said]
        else:
            group += digit or 0
            total = (total + group) * GROUPS[said] if said == "亿" else total + group * GROUPS[said]
            group, digit, last = Decimal(0), None, GROUPS[said]
    return total + group + (digit or 0) * (last // 10 if last > 10 else 1)


def _value_of_digits(text: str) -> Decimal:
    return Decimal(_LOOSE.sub("", text.translate(_FOLD)))


def chinese(count: int, digits: str = "零一二三四五六七八九", places: str = "十百千") -> str:
    """A count → in Chinese numerals, or in those given (capitals: 壹, 拾).

    3 → 三    12 → 十二    101 → 一百零一    110 → 一百一十    10020 → 一万零二十    100000 → 十万
    """
    text, gap = "", False
    for place in range(len(str(count)) - 1, -1, -1):
        if digit := count // 10**place % 10:
            text += (digits[0] if gap else "") + digits[digit] + (places[place % 4 - 1] if place % 4 else "")
        gap = not digit
        if place and place % 4 == 0 and count // 10**place % 10**4:
            text, gap = text + _GROUP_NAMES[place // 4], False
    return text.removeprefix("一") if text.startswith("一十") else text


_GROUP_NAMES = ("", "万", "亿", "万亿")
