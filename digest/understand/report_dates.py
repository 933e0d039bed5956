"""Days and years as reports write them: 2024年3月12日, 二〇二四年三月十二日, and what scraping leaves of them: 2023223."""

from __future__ import annotations

import re

from digest.model.written import is_day

CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")

# A full date, in digits or in characters, its last units perhaps lost
# matches 2024年3月12日 · 2023年2月23在 · 2024年元月9日      not 2024年3项工程 · 2024年元旦
DATE = re.compile(
    r"(20[0-9]{2}|19[0-9]{2}|[〇○零一二][〇○零一二三四五六七八九]{3})年([0-9]{1,2}|[一二三四五六七八九十]{1,3}|元(?=月))月?"
    r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:日|(?=在|$|[^0-9]))"
)
# A date whose units are all lost
# matches 2023223在      not 2023年
RUN = re.compile(r"(?<![0-9])(20[0-9]{2})([0-9]{2,4})(?![0-9年月.])")
# matches 2024年工作安排      not 120245
YEAR = re.compile(r"(?<![0-9])(20[0-9]{2}|199[0-9])(?![0-9])")


def dates(text: str) -> list[str]:
    """A text → the days that it names, as ISO dates; of digits without units only what can be read in a single way.

    2023223 → 2023-02-23 (there is no 22nd month); 2023112 may be two days and gives none.
    """
    found = []
    for year, month, day in (m.groups() for m in DATE.finditer(text)):
        day = f"{year.translate(CHINESE_DIGITS)}-{number(month):02}-{number(day):02}"
        if is_day(day):
            found.append(day)
    for year, rest in (m.groups() for m in RUN.finditer(text)):
        splits = [(rest[:k], rest[k:]) for k in (1, 2) if k < len(rest) <= k + 2]
        days = [f"{year}-{int(m):02}-{int(d):02}" for m, d in splits if _can_be_month_or_day(m, len(rest)) and _can_be_month_or_day(d, len(rest))]
        fits = [day for day in days if is_day(day)]
        if len(fits) == 1:
            found += fits
    return found


def _can_be_month_or_day(digits: str, length: int) -> bool:
    """Whether digits can be a month or a day: not zero, and with a leading zero only where all have two digits (20240312)."""
    return int(digits) > 0 and (digits[0] != "0" or length == 4)


def number(text: str) -> int:
    """12 or 十二 or 二十三 → 12, 12, 23; 元, of 元月 → 1"""
    text = text.replace("元", "一").translate(CHINESE_DIGITS)
    tens, ten, ones = text.rpartition("十")
    return (int(tens or 1) * 10 if ten else 0) + int(ones or 0)


def years(text: str) -> list[int]:
    """A text → the years that it names, in order: 二〇二四年工作回顾 → 2024"""
    return [int(y) for y in YEAR.findall(text.translate(CHINESE_DIGITS))]


# A five-year plan; the tenth, the ninth and the eighth only in quotation marks or as a time
# matches “十四五” · 十四五时期 · “十五” · “九五”计划 · 第十五个五年规划      not 十五个 · 四五十
PERIOD = re.compile(
    r"十[一二三四五六七八九]五(?=[”’』」]|时期|期间|规划|以来|末|开局|收官)|[“‘『「](?P<old>[六七八九十]五)[”’』」]"
    r"|(?P<plain>[八九十]五)(?=时期|期间|计划)|第(?P<count>十[一二三四五六七八九]?|[六七八九])个五年"
)


def periods(text: str) -> list[tuple[int, int]]:
    """A text → the first and the last year of each five-year plan that it names: “十四五”时期 → (2021, 2025)"""
    found = []
    for match in PERIOD.finditer(text):
        named = match["count"] or (match["old"] or match["plain"] or match[0])[:-1]
        first = 1981 + 5 * (number(named) - 6)
        found.append((first, first + 4))
    return found
