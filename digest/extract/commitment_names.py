"""A clause of a plan → what it speaks of, without the words of progress around it, and the names of a list one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.chinese.sentences import Span
from digest.extract.progress_words import Run

MARKS = " \u3000，。；：、！,;:!"
# Money and size before a name
# at the start: 投资5000万元的 · 总投资100亿元的 · 占地120亩的      not 投资公司
_SIZE = re.compile(r"(?:(?:总|计划)?投资|占地|总长)[^，、的]{1,14}的")
# Where a list ends: 甲、乙等项目
# matches 等6个项目 · 等续建项目 · 等高品质酒店 · 等      not 高等教育 · 二等功
_ET_CETERA = re.compile(r"(?<![高中初一二三同平均相])等(?=$|[^，。、]{0,14}$)")
# What they are named for is another thing: 甲路、乙路等项目安置房
# matches 项目安置房 · 工程配套 · 项目的用地      not 项目建设 · 项目的
_WHOSE = re.compile(r"(?:项目|工程)(?=安置|配套|用地|周边|沿线|征|拆|资金|手续|前期|审批|土地|的.)")
# at the start: 、 · 以及 · 和设施      not 和平
_LINK = re.compile(r"、|以及|[和及与](?!平|谐|睦|美|合|时)")
# The number of a clause in a row of them
# at the start: 四要完成 · 一是启动      not 三要素
_NUMBERED = re.compile(r"[一二三四五六七八九十][要是](?![素点件义道塞])")
# Words that begin a clause and name nothing
# at the start: 对 · 确保 · 力争      not 对外
_OPENER = re.compile(
    r"(?:对(?!外|接)|要|以|把|将|使|让|围绕|依托|全力|确保|力争|推动|推进|加快|尽快|抓紧|继续|积极|年内|全年|支持|协调|配合|做好|重点|高标准|高质量|稳步|依法"
    r"|适时|全面|着力|持续){1,4}"
)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text without the marks at its ends."""
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return start, end


def named_in_clause(text: str, part: Span, found: Sequence[Run]) -> str:
    """A clause and its words of progress → what stands between those that begin it and those that end it.  加快东湖水厂建设进度， → 东湖水厂"""
    start, end = part.start, part.end
    if numbered := _NUMBERED.match(text, start, end):
        start = numbered.end()
    for run in found:
        if not text[start : run.start].strip(MARKS) and run.leads:
            start = run.before.end
        elif run.closes and not text[run.end : end].strip(MARKS):
            end = run.after.start if run.after.start > start else run.start
    start, end = trimmed(text, start, max(start, end))
    opened = _OPENER.match(text, start, end)
    start = opened.end() if opened and end - opened.end() >= 2 else start
    size = _SIZE.match(text, start, end)
    return text[size.end() if size else start : end]


def listed_names(words: str) -> list[str]:
    """甲厂、乙园和丙路等项目 → 甲厂, 乙园, 丙路; what is too short to be a name alone stays with its neighbour."""
    cut = _ET_CETERA.search(words)
    if cut and _WHOSE.search(words, cut.end()):
        return [words]
    head = words[: cut.start()] if cut and cut.start() >= 2 else words
    names: list[str] = []
    depth, start = 0, 0
    for at, sign in enumerate(head):
        depth += (sign in "（(“《") - (sign in "）)”》")
        link = _LINK.match(head, at) if depth <= 0 else None
        if link and at > start and (sign == "、" or (at - start >= 3 and len(head) - link.end() >= 3)):
            names.append(head[start:at])
            start = link.end()
    names.append(head[start:])
    kept = [name.strip(MARKS) for name in names if len(name.strip(MARKS)) >= 2]
    return kept
