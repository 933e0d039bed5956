"""The year of a report: as its chapters tell it (2024年工作安排), else by the day of the session, else as its paragraphs begin."""

from __future__ import annotations

import re

from digest.model.report import Structure
from digest.understand import heading_marks
from digest.understand.report_dates import years

# matches 2023年工作回顾      not 2024年工作安排
LOOKS_BACK = re.compile(r"回顾|回眸|总结|回首")
# matches 2024年工作安排      not 2023年工作回顾
LOOKS_AHEAD = re.compile(r"安排|展望|目标|任务|部署|打算|建议|要求|重点|思路")
_LATE = 10  # the month from which on a session looks ahead


def session_year(day: str) -> int:
    """The day on which a report was given → the year that it plans. A session in October to December is about the next: 2023-12-27 → 2024."""
    year, month = int(day[:4]), int(day[5:7] or 1)
    return year + (month >= _LATE)


def planned_year(structure: Structure) -> int | None:
    """The year that the chapters speak of: of 2024年工作安排 or 展望2024 that year, of 2023年工作回顾 the next one."""
    return next(iter([year for named in chapter_years(structure) for year in named]), None)


def chapter_years(structure: Structure) -> tuple[list[int], list[int]]:
    """The years that chapters plan for, and for each year that a chapter looks back on the one after it."""
    plan, review = [], []
    for section in structure.sections:
        plain = heading_marks.compact(section.title)
        named = years(plain)
        if named and LOOKS_BACK.search(plain):
            review.append(max(named) + 1)
        elif named and section.level == 1 and LOOKS_AHEAD.search(plain):
            plan.append(max(named))
    return plan, review


def mentioned_year(structure: Structure) -> int | None:
    """The year that paragraphs and headings (2019年：开新局) begin with most often, where no chapter says which one it plans."""
    heads = "".join((*(p.text[:60] for p in structure.paragraphs), *(s.title[:60] for s in structure.sections)))
    counts = {y: heads.count(f"{y}年") for y in set(years(heads))}
    return max(counts, key=lambda y: (counts[y], y)) if counts and max(counts.values()) >= 2 else None
