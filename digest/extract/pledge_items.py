"""An announcement → the items of its list: marked inside its paragraph, numbered below it, a table's rows, or as many parts of the sentence as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from digest.chinese.numerals import number
from digest.extract.pledge_announcements import NUMERAL, Announcement, Node
from digest.extract.table_columns import after_number, goes_on
from digest.model.table_row import Row
from digest.understand import heading_marks

FAR = 12  # nodes at most between two numbers of a list
INTRODUCTION = 2  # paragraphs between an announcement and its list
LONGEST_LEAD = 30  # characters between an announcement and the parts of its sentence
TITLE = 40  # characters of a line that is the title of an item

_MARKS = (
    # matches ①发展      not 1.发展
    re.compile(r"(?P<no>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])"),
    # matches （1）发展      not 第(1)项 · （一）发展
    re.compile(r"(?<![0-9A-Za-z第])[（(](?P<no>[0-9]{1,2})[)）]"),
    # matches ：1.发展 · 。2、发展      not 1.5公里 · PM2.5
    re.compile(r"(?:(?<=[。；：:，\s])|^)(?P<no>[0-9]{1,2})[.．、](?![0-9])"),
    # matches （一）发展      not （一期）
    re.compile(r"[（(](?P<no>[一二三四五六七八九十]{1,3})[)）]"),
    # matches 第一件，发展 · 第1件是发展      not 第一产业
    re.compile(rf"第(?P<no>{NUMERAL})(?:件|项|桩)(?:实事|事)?[是，、：:]?"),
    # matches 。一是发展      not 统一是前提
    re.compile(r"(?<=[。；：:;，])(?P<no>[一二三四五六七八九十]{1,3})是"),
)
_SURE = 2  # so many of the marks are no measures whatever their number
# A sign that a character set lacks
# matches 。?新增      not 好不好？新
_LOST = re.compile(r"(?<=[。；;])[?？](?=[\u4e00-\u9fff])")
# The number at the head of a line, by its form: 3.举办 · （三）举办 · 三、举办 · 三是举办 · ③举办 · 第三件：举办 · 实事三：举办
_NUMBERED: tuple[tuple[str, re.Pattern[str]], ...] = (
    # at the start: ③举办      not 3.举办
    ("circled", re.compile(r"(?P<no>[①-⑳])[.．、]?\s{0,4}")),
    # at the start: （3）举办      not （三）举办
    ("paren-digit", re.compile(r"[（(]?(?P<no>[0-9０-９]{1,2})[)）][.．、,，]?\s{0,4}")),
    # at the start: 3.举办 · 3、举办      not 3.5公里
    ("digit", re.compile(r"(?P<no>[0-9０-９]{1,2})\s?[.．、,，:：](?![0-9])\s{0,4}")),
    # at the start: 3 举办      not 3所
    ("spaced", re.compile(r"(?P<no>[0-9]{1,2})[ \t\u3000|｜]{1,4}(?=[\u4e00-\u9fff“])")),
    # at the start: （三）举办      not （三期）举办
    ("paren", re.compile(r"[（(]?(?P<no>[一二三四五六七八九十]{1,3})[)）][.．、,，]?\s{0,4}")),
    # at the start: 三、举办      not 三农
    ("chinese", re.compile(r"(?P<no>[一二三四五六七八九十]{1,3})\s?[、.．,，:：]\s{0,4}")),
    # at the start: 三是举办      not 三农是
    ("is", re.compile(r"(?P<no>[一二三四五六七八九十]{1,3})(?:是|要)")),
    # at the start: 第三件：举办 · 第三，举办 · 实事三：举办 · 实事3 举办      not 第三产业
    ("ordinal", re.compile(rf"(?:第(?P<no>{NUMERAL})(?:[件项桩](?:实事|事)?[是，、：:]?|[，、：:])|实事(?:之)?(?P<named>{NUMERAL})[：:、\s])\s{{0,4}}")),
)
# What stands between an announcement and the parts of its sentence
# at the start: ，分别是：新建 · ：新建 · 。新建      not 新建
_LEAD = re.compile(r"[^。；;]{0,30}?(?:[：:]|(?:分别是|分别为|包括|主要是|具体是|具体为|具体包括|即)[：:，]?)|[，。]")
# What a list before its announcement begins with
# at the start: 集中力量办好新建学校 · 大力实施好市里今年确定的新建学校      not 新建学校
_VERB = re.compile(r"[^、]{0,20}?(?:(?:[办抓做干]|实施|推进|完成|落实|组织|启动)[好实成]?|[：:])(?:[^、，]{0,12}?(?:确定|安排|票决(?:产生)?)的)?")


@dataclass(frozen=True, slots=True)
class Item:
    """A pledge: its title on a line of its own, "" without one, and the stretches (node, start, end) that are its text."""

    no: int
    title: str
    stretches: tuple[tuple[int, int, int], ...]


def items_of(nodes: Sequence[Node], said: Announcement) -> list[Item]:
    """The nodes of a report and an announcement in them → the items of its list, none where it has none.

    今年办好2件民生实事：①新建公园。②改造道路。 → 新建公园。 · 改造道路。
    """
    inside = _marked_inside(nodes, said) if nodes[said.at].paragraph else []
    if inside:
        return inside
    if nodes[said.at].part == "glossary":
        return _parts_behind(nodes, said)
    return _rows_below(nodes, said) or _numbered_below(nodes, said) or _parts_behind(nodes, said) or _parts_before(nodes, said) or _lines_below(nodes, said)


def _marked_inside(nodes: Sequence[Node], said: Announcement) -> list[Item]:
    """①……②…… inside one paragraph. 一是……二是…… only where they are as many as announced: such words also begin measures."""
    text = nodes[said.at].text
    for kind, pattern in enumerate(_MARKS):
        marks = list(_marks_that_count(pattern, text, said.end))
        if len(marks) == 10 and marks[-1]["no"] == "⑩":  # ⑪ and on are missing in many character sets and arrive as ?
            marks += _LOST.finditer(text, marks[-1].end())
        if len(marks) > 1 and (kind < _SURE or said.count is None or said.count == len(marks)):
            ends = [*(m.start() for m in marks[1:]), _end_of_last(text, [m.end() for m in marks])]
            return [Item(n, "", ((said.at, m.end(), end),)) for n, (m, end) in enumerate(zip(marks, ends, strict=True), 1)]
    return []


def _marks_that_count(kind: re.Pattern[str], text: str, start: int) -> Iterator[re.Match[str]]:
    """The marks of one kind that count on from 1."""
    expected = 1
    for match in kind.finditer(text, start):
        if _value_of(match["no"]) == expected:
            yield match
            expected += 1


def _value_of(mark: str) -> int:
    value = number(mark)
    return heading_marks.CIRCLED.find(mark) + 1 or (int(value) if value is not None else 0)


def _end_of_last(text: str, starts: list[int]) -> int:
    """The end of the last item: where all the others are one sentence, so is the last, and what follows is no pledge."""
    others = [text[a:b] for a, b in pairwise(starts)]
    full = text.find("。", starts[-1]) + 1
    return full if full and all(o.count("。") <= 1 for o in others) else len(text)


def _rows_below(nodes: Sequence[Node], said: Announcement) -> list[Item]:
    """The rows of a table below an announcement, its head left out; a row that goes on under the same number goes on with that pledge."""
    near = range(said.at + 1, min(said.at + 2 + INTRODUCTION, len(nodes)))
    first = next((at for at in near if _row_of(nodes[at])), 0)
    if not first or any(nodes[at].level for at in range(said.at + 1, first)):
        return []
    items: list[Item] = []
    for at in range(first, len(nodes)):
        row = _row_of(nodes[at])
        if row is None or row.table != _table_of(nodes[first]):
            break
        if row.head or not nodes[at].text:
            continue
        stretch = (at, after_number(row) or _number_of(nodes[at].text)[2], len(nodes[at].text))
        if items and goes_on(row):
            items[-1] = replace(items[-1], stretches=(*items[-1].stretches, stretch))
        else:
            items.append(Item(len(items) + 1, "", (stretch,)))
    return items


def _row_of(node: Node) -> Row | None:
    return node.paragraph.row if node.paragraph is not None else None


def _table_of(node: Node) -> int:
    row = _row_of(node)
    return row.table if row else 0


def _number_of(text: str) -> tuple[int, str, int]:
    """A line → the number at its head, its form, and where the text begins: 3.举办 → (3, "digit", 2); (0, "", 0) without one."""
    for form, pattern in _NUMBERED:
        found = pattern.match(text)
        if found:
            return _value_of(found["no"] or found["named"] if form == "ordinal" else found["no"]), form, found.end()
    return 0, "", 0


def _numbered_below(nodes: Sequence[Node], said: Announcement) -> list[Item]:
    """Headings or paragraphs 1. 2. 3. … below the announcement, as long as they count on; each with the text below it."""
    near = range(said.at + 1, min(said.at + 2 + INTRODUCTION, len(nodes)))
    first = next((at for at in near if _number_of(nodes[at].text)[0] == 1), 0)
    if not first or any(nodes[at].level or nodes[at].part != nodes[first].part for at in range(said.at + 1, first)):
        return []
    if first > said.at + 1 and nodes[said.at].level == 0 and said.count is None:
        return []
    form = _number_of(nodes[first].text)[1]
    starts = [first]
    while found := _next_number(nodes, starts[-1], len(starts) + 1, form):
        starts.append(found)
    ends = [*starts[1:], _end_below(nodes, starts)]
    return [_item_of(nodes, n, start, end) for n, (start, end) in enumerate(zip(starts, ends, strict=True), 1)]


def _next_number(nodes: Sequence[Node], start: int, expected: int, form: str) -> int:
    """Where the next number of a list stands, 0 where the list ends: at a heading that is no item, at the address to the deputies."""
    for at in range(start + 1, min(start + 1 + FAR, len(nodes))):
        value, other, _ = _number_of(nodes[at].text)
        if value == expected and other == form:
            return at
        if _ends_list(nodes, start, at):
            return 0
    return 0


def _ends_list(nodes: Sequence[Node], item: int, at: int) -> bool:
    node = nodes[at]
    if 0 < node.level <= (nodes[item].level or 9) or node.part == "glossary" or node.part != nodes[item].part:
        return True
    return node.text.startswith(("各位代表", "各位委员", "同志们"))


def _end_below(nodes: Sequence[Node], starts: Sequence[int]) -> int:
    """The node behind the last item: it has as much text below it as the others have at most."""
    most = max((b - a for a, b in pairwise(starts)), default=1)
    end = starts[-1] + 1
    while end < len(nodes) and end - starts[-1] < most and not _ends_list(nodes, starts[-1], end):
        end += 1
    return end


def _item_of(nodes: Sequence[Node], no: int, start: int, end: int) -> Item:
    """The nodes of an item → its title and its text: a heading, or a short line with more below it, is the title."""
    at = _number_of(nodes[start].text)[2]
    text = nodes[start].text
    below = tuple((k, 0, len(nodes[k].text)) for k in range(start + 1, end) if nodes[k].paragraph)
    if nodes[start].level or (below and len(text) - at <= TITLE):
        return Item(no, nodes[start].shown[at:].strip(), below)
    return Item(no, "", ((start, at, len(text)), *below))


def _parts_behind(nodes: Sequence[Node], said: Announcement) -> list[Item]:
    """As many parts as announced, between semicolons, full stops, or the commas of one sentence: behind the announcement or on the line below."""
    node = nodes[said.at]
    if said.count is None:
        return []
    lead = _LEAD.match(node.text, said.end) if node.paragraph else None
    if lead and len(node.text) - lead.end() > said.count * 3:
        return _parts_of_stretch(node.text, lead.end(), said.count, said.at, lead[0][-1])
    below = nodes[said.at + 1] if said.at + 1 < len(nodes) else None
    if below and below.paragraph and not _number_of(below.text)[0] and (node.level or node.text.endswith(("：", ":"))):
        return _parts_of_stretch(below.text, 0, said.count, said.at + 1, "：")
    return []


def _parts_of_stretch(text: str, start: int, count: int, at: int, lead: str) -> list[Item]:
    """A stretch of a paragraph → its parts, where they are as many as announced.

    What is announced with a colon is a list whatever parts it; behind a comma or a full stop only what semicolons part, or sentences with amounts.
    """
    full = text.find("。", start) + 1 or len(text)
    commas = (("、", full), ("，,", full)) if lead not in "，。," else ()
    for marks, end in (("；;", full), ("；;", len(text)), ("。", len(text)), *commas):
        cuts = [start, *(k + 1 for k in range(start, end) if text[k] in marks), end]
        parts = [(a, b) for a, b in pairwise(cuts) if len(text[a:b].strip(" \u3000；;。，,、")) > 2]
        counted = sum(bool(re.search("[0-9]", text[a:b])) for a, b in parts) * 2 >= count
        if len(parts) == count and (marks != "。" or (counted and not any(mark in text[start:end] for mark in "；;"))) and (lead != "，" or counted):
            return [Item(n, "", ((at, *_trimmed(text, a, b)),)) for n, (a, b) in enumerate(parts, 1)]
    return []


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of a sentence without the marks and the 和 at its ends."""
    while start < end and text[start] in " \u3000；;，,、：:。":
        start += 1
    if text.startswith(("和", "及", "以及", "并"), start):
        start += 2 if text.startswith("以及", start) else 1
    while end > start and text[end - 1] in " \u3000；;，,、":
        end -= 1
    return start, end


def _parts_before(nodes: Sequence[Node], said: Announcement) -> list[Item]:
    """办好新建学校、改造道路等2件民生实事 → as many parts as announced, before the announcement."""
    text = nodes[said.at].text
    if said.count is None or nodes[said.at].paragraph is None or text[said.start - 1 : said.start] != "等":
        return []
    begin = max(text.rfind(mark, 0, said.start) for mark in "。；：！") + 1
    verb = _VERB.match(text[begin : said.start])
    begin += verb.end() if verb else 0
    cuts = [begin, *(k + 1 for k in range(begin, said.start - 1) if text[k] == "、"), said.start - 1]
    parts = [_trimmed(text, a, b) for a, b in pairwise(cuts)]
    return [Item(n, "", ((said.at, a, b),)) for n, (a, b) in enumerate(parts, 1)] if len(parts) == said.count else []


def _lines_below(nodes: Sequence[Node], said: Announcement) -> list[Item]:
    """As many paragraphs as announced between the announcement and the next heading or address."""
    if said.count is None or (nodes[said.at].level == 0 and len(nodes[said.at].text) - said.end > LONGEST_LEAD):
        return []
    end = said.at + 1
    while end < len(nodes) and end - said.at <= said.count + 1 and not nodes[end].level and not _ends_list(nodes, said.at + 1, end):
        end += 1
    if end - said.at - 1 != said.count or any(_number_of(nodes[k].text)[0] for k in range(said.at + 1, end)):
        return []
    return [Item(n, "", ((k, 0, len(nodes[k].text)),)) for n, k in enumerate(range(said.at + 1, end), 1)]
