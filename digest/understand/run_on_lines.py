"""Blocks in which headings and paragraphs run on in one line → the same, opened at the headings: a whole report, or a chapter, pasted as one line.

Only numbers that count on open a line: 一、 … 二、, （一） … （二）, each behind a sentence's end, a space or a heading. （一）…；（二）… of one
sentence, and （一）至（三）项, stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.model.catalogue import Catalogue
from digest.model.report import Block
from digest.understand import heading_marks
from digest.understand.block_stretches import stretch_of_block
from digest.understand.boilerplate import SourceRow, row_of_text

ENDS, FOLLOWERS = "heading-ends", "heading-followers"  # content/lexicons/: the last words of headings, and the first of what follows
LONGEST = 56  # characters of a heading
SHORTEST = 4
LONGEST_TITLE = 160  # characters of a title block
HEAD = 38  # characters of a sentence that is a head within its paragraph
CHAPTER = 30  # characters of a chapter's heading: 2024年工作回顾
LEAD = 6  # characters of such a head at least, behind a heading
AHEAD = 40  # blocks in which the second of a list is looked for
RUN_ON = 200  # characters of a line from which on it may hold several paragraphs
WIDE = 3  # gaps between sentences that a line has where they part its paragraphs
SPACED = 0.6  # of the sentence ends: where more have a space behind, it is how the sentences are written

# The number of a heading
# matches 一、 · （十二） · (三) · 第二部分      not 第一产业 · 一是 · 一、二产业
MARK = re.compile(
    r"[第（(一二三四五六七八九十](?:(?<=第)[一二三四五六七八九十]{1,3}(?:部分|章)|(?<=[（(])\s?[一二三四五六七八九十]{1,3}\s?[）)]"
    r"|(?<=[一二三四五六七八九十])(?<![第一二三四五六七八九十].)[一二三四五六七八九十]{0,2}、(?![一二三四五六七八九十]{1,3}[、产]))"
)
# A gap between two paragraphs on one line
# matches 取得实效。　　今年 · 取得实效。  今年      not 取得实效。 今年 · 总体　　要求
GAP = re.compile(r"(?<=[。！？：”）])[ \u3000\t]{2,20}(?=\S)")
# The same, behind a heading too
# matches 工作回顾　　过去      not 工作 回顾
ANY_GAP = re.compile(r"[ \u3000\t]{2,20}(?=\S)")
# The same, of one space
# matches 取得实效。 今年      not 取得实效。今年
NARROW = re.compile(r"(?<=[。！？])[ \u3000](?=\S)")
# matches 取得实效。今年      not 实效 · 实效。
END = re.compile(r"[。！？](?=.)")
# The salutation, where the title block runs on into it
# matches 县长 张三丰各位代表：现在      not 各位代表提出
SALUTED = re.compile(r"(?:尊敬的)?各位(?:代表|委员)(?:[、，,\s]{0,2}(?:各位)?(?:代表|委员|同志们?|来宾|朋友们?)){0,3}\s?[：:!！]")
# at the start: 某某县2024年政府工作报告——2024年      not 各位代表
TITLE = re.compile(r"[^，。：]{0,24}?政府工作报告(?:[（(][^（）()]{2,12}[）)])?")
# matches ——2024年3月12日在某县第十七届人民代表大会第四次会议上      not 人民代表大会
OCCASION = re.compile(r"[—\-－–（(]{0,6}(?:[12][0-9]{3}年(?:[0-9]{1,2}|元)月[0-9]{1,2}日)?在?[^，。：—]{2,24}人民代表大会[^，。：]{0,16}会议(?:上)?[）)]?")
# matches （2024年3月12日）      not 2024年3月
DAY = re.compile(r"[（(]?[12][0-9]{3}年(?:[0-9]{1,2}|元)月[0-9]{1,2}日[）)]?(?!在)")
# A call upon the deputies in the middle of a line
# matches 取得实效。各位代表！新的一年      not 各位代表提出的建议
CALL = re.compile(r"(?<=[。！？])[ \u3000]{0,4}(?=各位代表[！!，,：:])")
# The end of a heading that a space parts from its text
# at the start: 产业升级步伐加快　　全年      not 产业升级，全年。 好
TITLE_SPACED = re.compile(r"(?P<title>[^。；：！？;!?\s]{4,56}?)[ \u3000\t]{1,20}(?=\S)")
# A heading without a number, which spaces part from what stands about it
# at the start: 回眸2023 2023年，全区经济平稳运行，各项任务圆满完成，群众得到实惠。      not 经济平稳运行， 各项任务
TITLE_ALONE = re.compile(r"(?P<title>[^，。；：！？;!?\s]{4,40})[ \u3000\t]{1,20}(?=\S.{20})")
# An end of headings behind which no word need tell that the text begins
# matches 产业升级取得新进展 · 迈上新台阶      not 推进新农村
STRONG = re.compile(r"新的?(?:突破|进展|成效|步伐|台阶|跨越|提升|局面|面貌|格局|优势|篇章|作为|成就|成绩|进步|水平|形象|气象|风貌|样板|征程|辉煌|业绩)$")
# What a heading holds no more: its text has begun
# matches 。 · ；      not ，
SENTENCE_END = re.compile(r"[。；：！？;!?]")


@dataclass(slots=True)
class _Count:
    """How far the numbers of headings have come: chapters, and what stands below them."""

    chapter: int = 0
    part: int = 0


@dataclass(frozen=True, slots=True)
class _Words:
    """The words at which a heading may end, and those with which its text may begin."""

    ends: tuple[str, ...]
    followers: tuple[str, ...]


def opened(blocks: Sequence[Block], catalogue: Catalogue) -> Iterator[Block]:
    """Blocks → the same, a block that holds several cut into them.

    「一、2024年工作回顾（一）产业升级步伐加快全年……。（二）……」 → 一、2024年工作回顾 | （一）产业升级步伐加快 | 全年……。 | （二）…… | ……
    """
    words = _Words(tuple(catalogue.words(ENDS)), tuple(catalogue.words(FOLLOWERS)))
    count = _Count()
    marks: list[list[re.Match[str]]] = []
    starts = [(at, mark[0]) for at, block in enumerate(blocks) if (mark := MARK.match(block.text))]
    nearest = 0  # of these the first below a block
    for at, block in enumerate(blocks):
        while nearest < len(starts) and starts[nearest][0] <= at:
            nearest += 1
        below = starts[nearest][1] if nearest < len(starts) and starts[nearest][0] <= at + AHEAD else ""
        marks.append(_marks(block.text, count, below) if block.row is None else [])
    glued = iter(_which_are_glued([text for block, found in zip(blocks, marks, strict=True) for text in _numbered(block.text, found)], words))
    for block, found in zip(blocks, marks, strict=True):
        places = _places(block.text, found, words, [next(glued) for _ in found]) if block.row is None else []
        start = 0
        for place in [*places, len(block.text)]:
            if part := stretch_of_block(block, start, place):
                yield part
            start = place


def _numbered(text: str, marks: Sequence[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """A text and the numbers of headings in it → each number, and what stands behind it up to the next."""
    for at, mark in enumerate(marks):
        yield mark[0], text[mark.end() : marks[at + 1].start() if at + 1 < len(marks) else len(text)]


def _which_are_glued(numbered: Sequence[tuple[str, str]], words: _Words) -> list[bool]:
    """Numbers with what stands behind them → whether they are headings that may run on into their text.

    Those of a list are of one kind: where most have a short sentence of their own (（一）抓好项目。全年……), that is a head within its paragraph.
    """
    lists: list[list[int]] = []
    open_lists: dict[bool, list[int]] = {}
    for at, (number, _) in enumerate(numbered):
        inner = number[0] in "（("
        if inner not in open_lists or heading_marks.ordinal(number) == 1:
            open_lists[inner] = []
            lists.append(open_lists[inner])
        open_lists[inner].append(at)
        if not inner:
            open_lists.pop(True, None)
    result = [False] * len(numbered)
    for of_list in lists:
        heads = sum(_is_head(numbered[at][1], words) for at in of_list)
        for at in of_list:
            result[at] = heads * 2 < len(of_list)
    return result


def _is_head(text: str, words: _Words) -> bool:
    """Whether a text begins with a short sentence that is the head of its paragraph, and not a heading with another head behind it."""
    stop = SENTENCE_END.search(text)
    if stop is None or stop.start() >= min(len(text), HEAD):
        return False
    sentence = text[: stop.start()]
    comma = sentence.find("，")
    if comma >= 0:
        return not any(STRONG.search(sentence[:at]) for at in range(SHORTEST + 2, comma))
    return not any(_may_part(sentence, at, words) for at in range(SHORTEST + 2, len(sentence) - LEAD))


def with_title_apart(rows: Sequence[SourceRow]) -> list[SourceRow]:
    """Rows → the same, a title block that runs on into the report cut off it, and into its lines: 政府工作报告——…会议上县长某某各位代表：…"""
    at = next((at for at, row in enumerate(rows) if row.prose and not row.tabular), None)
    if at is None or len(rows[at].text) < RUN_ON:
        return list(rows)
    text = rows[at].text
    said = SALUTED.search(text, 1, LONGEST_TITLE)
    if said is None or not heading_marks.TITLE.match(text):
        return list(rows)
    parts = [*_lines_of_title(text[: said.start()].strip()), text[said.start() :].strip()]
    return [*rows[:at], *(row_of_text(rows[at], part) for part in parts), *rows[at + 1 :]]


def _lines_of_title(text: str) -> Iterator[str]:
    """A title block on one line → its title, the occasion or the day, and the speaker."""
    places = {0, len(text)} | {found.start() for found in ANY_GAP.finditer(text)}
    for pattern in (TITLE, OCCASION, DAY):
        if found := pattern.search(text):
            places |= {found.start(), found.end()}
    for start, end in pairwise(sorted(places)):
        if part := text[start:end].strip(" \u3000\t"):
            yield part


def _places(text: str, marks: Sequence[re.Match[str]], words: _Words, glued: Sequence[bool]) -> list[int]:
    """Where a block's text is to be cut: before headings, behind them, and between paragraphs that gaps part."""
    places = {mark.start() for mark in marks if mark.start()}
    for mark, (_, rest), may_run_on in zip(marks, _numbered(text, marks), glued, strict=True):
        if title := _title_end(rest, words, may_run_on, chapter=mark[0][0] not in "（("):
            places.add(mark.end() + title)
    gaps = len(GAP.findall(text))
    if len(text) >= RUN_ON and (len(marks) > 1 or gaps >= WIDE):
        places.update(found.end() for found in (ANY_GAP if gaps >= WIDE else GAP).finditer(text))
        if 0 < len(NARROW.findall(text)) < SPACED * len(END.findall(text)):
            for found in NARROW.finditer(text):
                places.add(found.end())
                if alone := TITLE_ALONE.match(text, found.end()):
                    places.add(alone.end("title"))
        places.update(found.end() for found in CALL.finditer(text))
    return sorted(place for place in places if place < len(text))


def _marks(text: str, count: _Count, below: str) -> list[re.Match[str]]:
    """The numbers of headings in a text that count on from those above, each where a heading may begin."""
    found: list[re.Match[str]] = []
    candidates = [mark for mark in MARK.finditer(text) if _may_open(text, mark)]
    for at, mark in enumerate(candidates):
        number = heading_marks.ordinal(mark[0])
        if not mark.start():
            if mark[0][0] in "（(":
                count.part = number
            else:
                count.chapter, count.part = number, 0
            found.append(mark)
            continue
        inner = mark[0][0] in "（("
        last = count.part if inner else count.chapter
        if number != last + 1 and not (inner and number == 1):
            continue
        if number == 1 and not _goes_on(candidates[at + 1 : at + 1 + AHEAD], mark, below):
            continue
        if inner:
            count.part = number
        else:
            count.chapter, count.part = number, 0
        found.append(mark)
    return found


def _may_open(text: str, mark: re.Match[str]) -> bool:
    """Whether a heading may begin at a number: behind a sentence's end, a space, or the number and title of a heading above it."""
    if text[mark.end() : mark.end() + 1] in "至到和、—-条款项" and mark.end() < len(text):
        return False
    if not mark.start() or text[mark.start() - 1] in "。！？!? \u3000\t”）：":
        return True
    title = text[max(0, mark.start() - LONGEST) : mark.start()]
    opens = list(MARK.finditer(title))
    return bool(opens) and not SENTENCE_END.search(title, opens[-1].end()) and mark[0][0] in "（(" and title[opens[-1].start()] not in "（("


def _goes_on(candidates: Sequence[re.Match[str]], first: re.Match[str], below: str) -> bool:
    """Whether a list that begins with 一 has a second heading of its kind, further on or at the beginning of a block below."""
    inner = first[0][0] in "（("
    kinds = [mark[0] for mark in candidates] + [below]
    return any(text and (text[0] in "（(") == inner and heading_marks.ordinal(text) == 2 for text in kinds)


def _title_end(text: str, words: _Words, glued: bool, chapter: bool) -> int:
    """What stands behind a heading's number → how many characters the title has, 0 where it is a head within its paragraph."""
    found = TITLE_SPACED.match(text.lstrip())
    lead = len(text) - len(text.lstrip())
    if found:
        return lead + found.end("title")
    stop = SENTENCE_END.search(text)
    end = stop.start() if stop else len(text)
    if not stop and len(text) <= LONGEST:
        return len(text)
    known = (at for at in range(SHORTEST + 2, min(end, CHAPTER)) if chapter and _may_begin(text, at, words) and heading_marks.is_chapter(text[:at]))
    if (known_end := next(known, 0)) or not glued or (stop and stop[0] in "：:"):
        return known_end
    couplet = _couplet(text[:end])
    ends = [at for at in range(SHORTEST + 2, min(end - LEAD, LONGEST)) if _may_part(text, at, words)]
    if couplet:
        near = [at for at in range(couplet - 3, min(couplet + 3, end)) if at in ends or text[:at].endswith(words.ends) or text.startswith(words.followers, at)]
        return min(near, key=lambda at: (at not in ends, abs(at - couplet)), default=0)
    if not ends:
        return 0
    return ends[-1] if end < HEAD else ends[0]  # （二）大力拓展内需新空间 | 充分激发消费潜能。……


def _may_part(text: str, at: int, words: _Words) -> bool:
    """Whether a heading may end at a place, and its text begin: …步伐加快 | 全年……, …新进展 | 城东……"""
    if text[at] in "，、的和与及等了":
        return False
    head = text[:at]
    return STRONG.search(head) is not None or (head.endswith(words.ends) and _may_begin(text, at, words))


def _may_begin(text: str, at: int, words: _Words) -> bool:
    """Whether the text of a heading may begin at a place: 2024年, 坚持……"""
    return (text[at].isdecimal() and not text[at - 1].isdecimal()) or text[at] == "“" or text.startswith(words.followers, at)


def _couplet(text: str) -> int:
    """The end of a heading of two halves of one length, 0 where it has none: 坚持项目为王，扩大有效投资 | 全年开工……"""
    first, comma, rest = text.partition("，")
    second = re.split("[，、]", rest, maxsplit=1)[0]
    return len(first) * 2 + 1 if comma and 4 <= len(first) <= 20 and len(second) >= len(first) - 2 else 0
