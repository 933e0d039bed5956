"""Rows above the salutation → where the report's own title block begins; captions, dates of posting and share lines within it are passed over."""

from __future__ import annotations

import re

from digest.understand import heading_marks
from digest.understand.boilerplate import SourceRow

TITLE_ROWS = 14  # lines of a title block at most, with what a page sets between them
LONGEST_BETWEEN = 80  # characters of a line that a page or newspaper sets between the lines of a title block
BETWEEN = frozenset(("publication", "share", "page", "image"))  # the rules of such lines
# wholly: 张三丰 · 买买提·艾力      not 张 · 二届一次会议
NAME = re.compile(r"[\u4e00-\u9fff]{1,8}[·•・][\u4e00-\u9fff]{1,8}|[\u4e00-\u9fff]{2,4}")
# What stands below a photograph
# wholly: 张三丰作政府工作报告。本报记者李四摄 · 图为大会现场。 · （资料图） · 省长张三丰作政府工作报告      not 政府工作报告
CAPTION = re.compile(
    r"(?:.{2,50}(?:摄|摄影|摄影报道|供图)|图[为：:].{2,60}|[（(]?资料图片?|.{2,30}作(?:了)?《?(?:政府)?工作报告》?(?:[。，].{0,30})?)[。）)]?"
)
# A newspaper's title
# wholly: ——2024年政府工作报告摘要      not 政府工作报告
SUMMARY = re.compile(r"[—\-－–]{0,4}.{0,20}政府工作报告.{0,6}(?:摘要|摘编|摘登|解读|要点|综述|节选|速览)[）)]?")

# The last characters of an occasion that had no room on its line
# wholly: 上 · 会议上） · 四次会议上      not 县长 · 会议文件
_REST = re.compile(r"[第一二三四五六七八九十次会议上）)]{1,8}")


def title_block_start(rows: list[SourceRow], first: int) -> int:
    """Rows, and where the text begins → where the title block begins: the lines above that may stand in one, up to the bare title.

    政府工作报告 / ——在某县…会议上 / 县长 张三丰 / 来源：某日报 / 张三丰作政府工作报告。李四摄 / 各位代表： → the first of these
    """
    top = at = first
    titled = between = alone = False
    while at > 0 and first - at < TITLE_ROWS:
        row, at = rows[at - 1], at - 1
        if not titled and is_between(row):
            between = True
            continue
        title = bool(heading_marks.TITLE.fullmatch(row.plain))
        if not titled and at > 0 and not row.name and NAME.fullmatch(row.plain) and _above_a_name(rows, at):
            top, between = at, False  # the speaker's name on a line of its own, below the office or the day
            continue
        if not titled and at > 0 and _REST.fullmatch(row.plain) and heading_marks.OCCASION.fullmatch(rows[at - 1].plain + row.plain):
            top, between = at, False
            continue
        if row.name or row.tabular or not heading_marks.is_masthead(row.text) or SUMMARY.fullmatch(row.plain):
            break
        if titled and alone and not title:
            top = at  # occasion and speaker above the title, nothing below it
            continue
        if titled and not (heading_marks.OCCASION.fullmatch(row.plain) and "文件" in row.plain):
            break
        if title and (between or not heading_marks.BARE_TITLE.fullmatch(row.plain)):
            break  # a site's headline, not the report's own title
        alone = alone or (title and at == first - 1)
        titled, between, top = titled or title, False, at
    headed = top == first > 0 and not rows[first - 1].name and heading_marks.TITLE.fullmatch(rows[first - 1].plain)
    return first - 1 if headed and heading_marks.is_salutation(rows[first].text) else top


def is_between(row: SourceRow) -> bool:
    """Whether a page or newspaper set a row between the lines of a title block: 来源：某日报, a caption, the hour of posting."""
    if len(row.plain) > LONGEST_BETWEEN:
        return False
    return row.name in BETWEEN or (not row.name and bool(CAPTION.fullmatch(row.plain)))


def is_occasion(row: SourceRow) -> bool:
    """Whether a row says when and before whom the report was given: ——2024年3月12日在某市第十七届人民代表大会第四次会议上"""
    return not row.name and "会议" in row.plain and bool(heading_marks.OCCASION.fullmatch(row.plain)) and heading_marks.is_masthead(row.text)


def _above_a_name(rows: list[SourceRow], at: int) -> bool:
    """Whether the row above `at` is one below which a speaker's name may stand alone."""
    above = rows[at - 1]
    return not above.name and heading_marks.is_masthead(above.text)
