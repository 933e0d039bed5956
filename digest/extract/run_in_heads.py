"""A paragraph → the heads that stand in it before running text (（一）扩大内需。…, 1.做强产业：…, ——兴农业。…, 一是抓招商。…), and bare ones (稳就业。…).

A number before a sentence that nothing follows is an item of a list, not a head: 一是新建学校3所；二是改造道路。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.chinese.numerals import number as numeral
from digest.understand import heading_marks

LONGEST = 70  # characters of a title
LEAST_TEXT = 6  # characters that the text behind a head has
LITTLE_TEXT = 4  # the same of a head in a series within a paragraph
SERIES = 3  # so many paragraphs with a lead sentence make them heads
COUNTED = 4  # so many paragraphs that count on with a number without a mark behind it make them heads
PAIR = 2  # so many heads within a paragraph make a series

# A dash or another sign that opens a paragraph or a head's line
# at the start: ——做强产业。 · —— 做强产业。 · ★做强产业      not — · 做强产业
SIGN = re.compile(r"(?:[—―\-－–─]{2,4}|[★☆●○■□◆◇▲△▶◎※·•]{1,2})\s?")
# What ends a head
# matches 。 · ： · 建设.围      not ， · 2.5
END = re.compile(r"[。！？；：!?;:]|(?<=[\u4e00-\u9fff])[.．](?=[\u4e00-\u9fff])")
# The number of an item within a paragraph, at the beginning of a sentence
# matches 。一是抓招商 · ；（二）抓项目 · ：1.做强产业 · 。第一，稳增长 · 。任务二：抓项目      not 统一是 · 第一产业
INNER = re.compile(
    r"(?<=[。；：！？!?;:”])\s?(?=(?:[一二三四五六七八九十]{1,3}[是要](?!否)|[（(][一二三四五六七八九十]{1,3}[）)]|(?:第|任务)[一二三四五六七八九十]{1,3}[，,、：:]"
    r"|[0-9]{1,2}[.．、](?![0-9])|[（(][0-9]{1,2}[）)]|[①-⑳]))"
)
# A number whose mark was lost
# at the start: 一以开放促发展，壮大产业。 · 十一加强自身建设。      not 一是抓招商 · 一、回顾
UNPUNCTUATED = re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})[\ue000-\uf8ff]?(?=[\u4e00-\u9fff])(?![是要个年月日批次条项件季产级])")
# A lead sentence that can be a head: short, without a figure
# at the start: 稳就业强保障。 · 深入推进污染防治。落实 · 强产业，增动能。      not 各位代表，加油。 · 新建学校3所。
LEAD = re.compile(r"(?!各位|同志|我们)(?:[^。，,；！？;!?：:0-9０-９]{3,20}|[^。，,；！？;!?：:0-9０-９]{2,12}[，,、][^。，,；！？;!?：:0-9０-９]{2,12})。")


# What several paragraphs of a review begin with, and behind it a lead sentence, which may be longer then
# at the start: 一年来，我们聚焦转型，真抓实干，动能加快。 · 过去一年,我们用心惠民生，福祉更加殷实。      not 一年来，全市经济向好。 · 一年来，我们建成学校3所。
OPENED = re.compile(r"(?:一年来|过去(?:的)?一年|这一年|五年来|过去五年)[，,]\s?我们(?P<lead>[^。；！？;!?：:0-9０-９]{6,45})。")


@dataclass(frozen=True, slots=True)
class RunIn:
    """A head within a paragraph: where it begins, where its title begins and ends, where its text begins; `style` names its kind of number."""

    start: int
    title: int
    close: int
    text: int
    style: str
    number: int


def heads_of(text: str) -> tuple[RunIn, ...]:
    """A paragraph's text → the marked heads in it.

    （一）扩大内需。一是促消费。发放消费券。二是扩投资。抓好项目。 → （一）扩大内需, 一是促消费, 二是扩投资
    """
    first = _marked(text, 0)
    found = [first] if first else []
    return (*found, *(one for one in _inner_heads(text, first) if not first or one.start >= first.text))


def _marked(text: str, at: int, least: int = LEAST_TEXT) -> RunIn | None:
    """The marked head that begins at a place, if at least so much text follows it."""
    rest = text[at : at + LONGEST + 12]
    style, skip = heading_marks.number_style(rest)
    if not style and (sign := SIGN.match(rest)):
        style, skip = "dash", sign.end()
    end = END.search(rest, skip) if style else None
    if end is None or not 2 <= end.start() - skip <= LONGEST or end[0] in "；;？?" or not _is_whole(rest[skip : end.start()]):
        return None
    if len(text) - (at + end.end()) < least:
        return None
    return RunIn(at, at + skip, at + end.start(), at + end.end(), style, heading_marks.ordinal(rest))


def _is_whole(title: str) -> bool:
    """Whether a title neither begins amid a sentence nor ends amid brackets: not ，县领导带头 · 建公园（牵头单位"""
    return title[0] not in "，,、。的" and title.count("（") + title.count("(") == title.count("）") + title.count(")")


def _inner_heads(text: str, first: RunIn | None) -> Iterator[RunIn]:
    """The series of numbered heads within a paragraph: each with its number one higher, and with text of its own. The `first` may begin one."""
    runs: dict[str, list[tuple[int, int]]] = {first.style: [(0, 1)]} if first and first.number == 1 else {}
    for place in (m.end() for m in INNER.finditer(text)):
        style, _ = heading_marks.number_style(text[place : place + 12])
        number = heading_marks.ordinal(text[place : place + 12])
        run = runs.setdefault(style, [])
        if style and number == (run[-1][1] + 1 if run else number):
            run.append((place, number))
    found = []
    for run in runs.values():
        places = [place for place, _ in run]
        heads = [_marked(text[:end], place, LITTLE_TEXT) for place, end in zip(places, [*places[1:], len(text)], strict=True)]
        if len(run) >= PAIR and all(head and text[head.close] not in "：:" for head in heads):
            found += [head for head in heads if head]
    yield from sorted(found, key=lambda head: head.start)


def leads_of(texts: Sequence[str]) -> dict[int, RunIn]:
    """The paragraphs of one section → those that begin with a bare head, where several do: 稳就业强保障。落实… or 一年来，我们惠民生，福祉殷实。…"""
    found, opened = dict[int, RunIn](), dict[int, RunIn]()
    for at, text in enumerate(texts):
        lead = LEAD.match(text)
        if lead and len(text) - lead.end() >= max(LEAST_TEXT, lead.end()):
            found[at] = RunIn(0, 0, lead.end() - 1, lead.end(), "lead", 0)
        elif (told := OPENED.match(text)) and len(text) - told.end() >= LEAST_TEXT:
            opened[at] = RunIn(0, told.start("lead"), told.end("lead"), told.end(), "lead", 0)
    return {at: head for series in (found, opened) if len(series) >= SERIES for at, head in series.items()}


def unpunctuated_of(texts: Sequence[str]) -> dict[int, RunIn]:
    """The paragraphs of one section → those that begin with a number whose mark a copy has lost, where they count on: 一以开放促发展。… 二以…"""
    found: dict[int, RunIn] = {}
    last = 0
    for at, text in enumerate(texts):
        number = UNPUNCTUATED.match(text)
        value = int(numeral(number["number"]) or 0) if number else 0
        end = END.search(text, number.end(), number.end() + LONGEST) if number else None
        if number and end and last < value <= last + 2 and len(text) - end.end() >= LEAST_TEXT:
            found[at] = RunIn(0, number.end(), end.start(), end.end(), "paren", value)
            last = value
    return found if len(found) >= COUNTED else {}
