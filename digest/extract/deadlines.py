"""When something is to be done, as reports say it: 4月底前, 5月1日, 一季度, 上半年, 年内, 2024年底."""

from __future__ import annotations

import re

from digest.understand.report_dates import number
from digest.understand.report_years import UNKNOWN, Years

_NUMBER = "[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
# matches 8月底前 · 5月1日 · 今年6月份 · 明年6月底前 · 一季度 · 2024年上半年 · 年内 · 2024年底前      not 三年 · 三年内 · 年产 · 12个月 · 1—11月
TIME = (
    rf"(?<![0-9０-９一二三四五六七八九十])(?<![0-9０-９一二三四五六七八九十月][-—–－~～至])[到在于]?(?:(?P<year>20[0-9]{{2}})年|当年|(?P<word>今年|本年|明年|去年))?(?:(?P<month>{_NUMBER})月(?!份?[-—–－~～至])(?:(?P<day>{_NUMBER})日|份|上旬|中旬|下旬|中)?"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<end>年底|年末|年内|年终))(?:底|末|初)?(?:之前|以前|前|内)?"
    r"|[到在于]?(?P<alone>20[0-9]{2})年(?P<late>底|末|内)?(?:之前|以前|前)?(?![-—－至0-9度])"
)
# at the start: 8月底前 · 2024年底前      not 三年 · 到了5月
_TIME = re.compile(TIME)
# What becomes of it
# wholly: 2024-04 · 2024-05-01 · 2024-H1 · 2024      not 24-4
_WHEN = re.compile(r"([0-9]{4})(?:-(?:H([12])|([0-9]{2})(?:-[0-9]{2})?))?")


def when(text: str, year: int | None, told: Years = UNKNOWN) -> str:
    """An expression that TIME matches, and the year that is spoken of → its date as far as it is said; "" where no year is known.

    4月底前, 2024 → 2024-04; 5月1日 → 2024-05-01; 一季度 → 2024-03; 上半年 → 2024-H1; 年内 → 2024; 2025年底 → 2025.
    What 明年6月底前 means, the years of the report tell.
    """
    match = _TIME.match(text)
    if match is None:
        return ""
    named = match["year"] or match["alone"] or (told.meant_by(match["word"]) if match["word"] else None) or year
    if named is None:
        return ""
    if match["month"]:
        month, day = number(match["month"]), number(match["day"] or "0")
        if not 1 <= month <= 12:
            return ""
        return f"{named}-{month:02}-{day:02}" if 1 <= day <= 31 else f"{named}-{month:02}"
    if match["quarter"]:
        return f"{named}-{3 * number(match['quarter']):02}"
    if match["half"]:
        return f"{named}-H{'上下'.index(match['half']) + 1}"
    return str(named)


def months(when: str) -> tuple[str, int, int] | None:
    """When → the year, the first month and how many months, None where nothing is said.

    2024-04 → 2024, 4, 1    2024-H2 → 2024, 7, 6    2024 → 2024, 1, 12
    """
    match = _WHEN.fullmatch(when)
    if match is None:
        return None
    year, half, month = match.groups()
    if half:
        return year, 1 if half == "1" else 7, 6
    if month:
        return (year, int(month), 1) if 1 <= int(month) <= 12 else None
    return year, 1, 12
