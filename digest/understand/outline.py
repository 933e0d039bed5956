"""Blocks → the tree of headings, and the paragraphs below each.

A heading stands on a line of its own: numbered (一、 （一） 1. 第一，), or short and without a sentence (回眸2023). A number before
running text is a run-in head and belongs to its paragraph; a chapter's heading glued to the text that follows is cut off it.
The level is where a heading stands in this report's own nesting, never what its mark is elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from digest.model.cleaned import Cleaned, Structure
from digest.model.report import Block, Paragraph, Piece, Section
from digest.understand import heading_marks
from digest.understand.block_stretches import stretch_of_block
from digest.understand.glossary_entries import is_term_line
from digest.understand.heading_levels import Heading, levels_of, with_chapters
from digest.understand.sentence_heads import cuts_between_heads, styles_of_sentences

LONGEST_NUMBERED = 56  # characters of a numbered heading
LONGEST_PLAIN = 40  # characters of an unnumbered one
LIST = 4  # so many short lines in a row are a list or a table, not headings

# A chapter's heading glued to its text
# at the start: 一、2024年工作回顾过去一年，我们      not （一）工作回顾。过去一年
GLUED = re.compile(
    r"(?P<head>[一二三四五六七八九十]{1,3}、[^，。；：！？,;:!?]{2,30}?(?:回顾|安排|任务|目标|建设|部署|打算|要求|重点|建议))"
    r"\s{0,8}(?=过去|刚刚过去|[0-9]{4}年|今年|一年来|五年来|各位代表|当前|面对|回顾|回首|“十|我们)"
)
# The same, where spaces still tell them apart
# at the start: （一）经济平稳增长　　全年地区生产总值增长百分之六，工业、投资、消费、进出口等主要指标好于预期，好于全省平均水平。      not 一、总体　要求
SPACED = re.compile(r"(?P<head>[^，。；！？;!?]{4,48}?)(?:[\u3000\s]{2,10}|\?{2,12})(?=[^\s?].{16})")


# A single sentence that ends its line
# wholly: 新建改造学校三所。      not 新建学校3所。改造道路。
ALONE = re.compile(r"[^。；！？;!?：:]{6,60}。")
# wholly: 附件2 · 附： · 附件：2024年民生实事清单 · 附录 某某表      not 附近 · 附件1和附件2都要公开
ANNEX = re.compile(r"附(?:[件录表][0-9０-９一二三四五]{0,2}(?:[：:.．、\s\u3000]{1,3}(?P<title>[^。，；]{2,40}))?|[：:](?P<named>[^。，；]{2,40})?)")
# A heading with a colon inside
# wholly: 产业篇：做强主导产业      not 责任单位：某某局 · 时间：2024年
PARTED = re.compile(r"(?P<head>[^：:，。]{2,12})[：:][^：:，。0-9０-９]{4,26}")
# A title that ends in a colon, and no sentence that a list goes on from
# wholly: 做强主导产业：      not 主要目标是： · 做好以下工作： · 新建学校3所，道路：
LED = re.compile(r"(?!.{0,24}(?:以下|如下|下列|[是为即下括][：:]))[^，。；：:！？0-9０-９]{3,24}[：:]")
# What stands before the colon of a line that is no heading
# matches 责任单位 · 来源      not 产业篇
LABEL = re.compile(r"单位|部门|来源|作者|编辑|记者|责任|人$|时间|日期|地点|电话|地址|摄影?$|标题|领导|主持|期限|关键词|标签|分类|栏目|字号|附|注")
# How the second line of a heading begins
# at the start: 和2024年工作安排 · 及主要任务      not 和谐社会建设 · 与时俱进
GOES_ON = re.compile(r"(?:和(?!谐|平|美|睦)|及|以及|暨|与(?!时|会))")
# How the rest of a sentence begins
# at the start: 是：生产总值增长6%      not 是非面前
REST = re.compile(r"[是为][：:]")


@dataclass(frozen=True, slots=True)
class _Item:
    """A block and what it was found to be: `style` names the kind of heading, "" a paragraph."""

    block: Block
    style: str


def outline(cleaned: Cleaned) -> Structure:
    """A cleaned source → its title block, sections and paragraphs.

    「一、2023年工作回顾 / 2023年，… / （一）… / …」 → s1 (level 1) with p1, s2 (level 2, parent s1) with p2
    """
    blocks = [part for block in cleaned.blocks for part in _parts_glued_together(block)]
    items = _with_broken_headings(_without_lists(_items_of(_with_heads_apart(blocks))))
    items = _with_terms_joined(_with_sentences(items))
    headings = with_chapters([Heading(item.block.text, item.style) for item in items if item.style])
    levels = levels_of(headings)
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    for item in items:
        if item.style:
            level, above = next(levels)
            parent = sections[above].id if above is not None else ""
            sections.append(Section(f"s{len(sections) + 1}", level, item.block.text, item.block.line, parent))
            continue
        section_id = sections[-1].id if sections else ""
        paragraph = Paragraph(f"p{len(paragraphs) + 1}", item.block.line, item.block.text, item.block.pieces, section_id, row=item.block.row)
        paragraphs.append(paragraph)
    return Structure(cleaned.masthead, _with_first(sections, paragraphs), tuple(paragraphs))


def _with_heads_apart(blocks: list[Block]) -> list[Block]:
    """Blocks → the same, a block that holds two heads cut between them."""
    result = list(blocks)
    for at, character in reversed(list(cuts_between_heads([block.text for block in blocks]))):
        result[at : at + 1] = _in_two(blocks[at], character, character)
    return result


def _with_sentences(items: list[_Item]) -> list[_Item]:
    """Items → the same, the short sentences that are heads known for such; in the glossary and in annexes below it there are none."""
    end = next((at for at, item in enumerate(items) if heading_marks.is_glossary(item.block.text)), len(items))
    texts = ["" if item.block.row else item.block.text for item in items[:end]]
    styles = styles_of_sentences(texts, [item.style for item in items[:end]])
    return [*(replace(item, style=style) for item, style in zip(items[:end], styles, strict=True)), *items[end:]]


def _with_broken_headings(items: list[_Item]) -> list[_Item]:
    """Items → the same, a numbered heading that is broken over two lines made one: 三、持续提升政府 / 治理效能和服务水平

    Known by a word that only goes on (和…回顾), or where the second line would be the only unnumbered heading of the report.
    """
    lone = sum(item.style == "plain" for item in items) == 1
    result: list[_Item] = []
    for at, item in enumerate(items):
        above = result[-1] if result else None
        broken = above is not None and above.style in ("part", "chinese", "paren") and item.style in ("plain", "chapter")
        if above is None or not broken or len(above.block.text) + len(item.block.text) > LONGEST_PLAIN:
            result.append(item)
            continue
        text = above.block.text
        goes_on = GOES_ON.match(item.block.text)
        whole = heading_marks.is_chapter(text[heading_marks.number_style(text)[1] :]) or at + 1 == len(items) or bool(items[at + 1].style)
        if goes_on or (lone and not whole):
            result[-1] = replace(above, block=_joined(above.block, item.block))
        else:
            result.append(item)
    return result


def _with_terms_joined(items: list[_Item]) -> list[_Item]:
    """Items → the same, in the glossary a term on a line of its own joined with its explanation below: 1.四好农村路： / 指建好……"""
    result: list[_Item] = []
    glossary = term = False
    for at, item in enumerate(items):
        plain = not item.style and item.block.row is None
        if term and plain:
            result[-1] = replace(item, block=_joined(result[-1].block, item.block))
        else:
            result.append(item)
        glossary = heading_marks.is_glossary(item.block.text) if item.style else glossary
        below = items[at + 1].block.text if at + 1 < len(items) and not items[at + 1].style else ""
        term = glossary and plain and not term and bool(below) and is_term_line(item.block.text, below)
    return result


def _joined(first: Block, second: Block) -> Block:
    length = len(first.text)
    return Block(first.text + second.text, (*first.pieces, *(Piece(piece.start + length, piece.line) for piece in second.pieces)))


def _parts_glued_together(block: Block) -> list[Block]:
    """A block → itself, or the salutation or the heading and the paragraph that are glued together in it."""
    text = block.text
    if block.row is not None:
        return [block]
    found = GLUED.match(text) or (SPACED.match(text) if heading_marks.number_style(text)[0] not in ("", "item") else None)
    if found and len(text) > found.end() + 20:
        return _in_two(block, found.end("head"), found.end())
    if len(text) > 30 and heading_marks.ADDRESS.match(text) and (said := heading_marks.SALUTATION.match(text)) and said[0][-1] in "：:！!":
        return _in_two(block, said.end(), said.end())
    return _in_two(block, 0, 0)


def _in_two(block: Block, end: int, start: int) -> list[Block]:
    """A block up to one place and from another on, without what a lossy encoding made of the spaces between: …！?? 今年 → …！ and 今年"""
    start += len(block.text[start:]) - len(block.text[start:].lstrip(" \u3000?"))
    parts = stretch_of_block(block, 0, end), stretch_of_block(block, start, len(block.text))
    return [part for part in parts if part]


def _items_of(blocks: list[Block]) -> list[_Item]:
    """Blocks → what each is, by itself and by what stands below it; below the glossary's heading there are only paragraphs."""
    items: list[_Item] = []
    glossary = labelled = False
    for at, block in enumerate(blocks):
        above = items[-1] if items else None
        open_before = above is not None and above.style == "" and above.block.row is None and not heading_marks.is_closed(above.block.text)
        below = blocks[at + 1].text if at + 1 < len(blocks) else ""
        style = _heading_style(block.text, below, open_before) if block.row is None else ""
        if labelled and style == "plain":
            style = "annex"  # its title, on the line below 附件1
        glossary = glossary and style not in ("annex", "part") and not (style == "chinese" and heading_marks.is_chapter(block.text))
        if glossary and style != "chapter":
            style = ""
        labelled = style == "annex" and ANNEX.fullmatch(block.text.strip()) is not None
        glossary = glossary or heading_marks.is_glossary(block.text)
        items.append(_Item(block, style))
    return items


def _heading_style(text: str, below: str, open_before: bool) -> str:
    """A block's text, and the one below it → the kind of heading that it can be, "" where it cannot be one."""
    if heading_marks.is_salutation(text) or REST.match(below):
        return ""
    style, at = heading_marks.number_style(text)
    if below and len(text) <= LONGEST_NUMBERED and ANNEX.fullmatch(text.strip()) and not heading_marks.is_glossary(text):
        return "annex"
    if heading_marks.is_chapter(text) and (below or not heading_marks.is_closed(text)):
        return style or "chapter"
    title = text[at:]
    if style in ("part", "chinese") and title.endswith(("：", ":")) and heading_marks.is_chapter(title[:-1]):
        return style  # 一、2023年工作回顾：
    if style in ("chinese", "paren") and below and LED.fullmatch(title):
        return style  # （一）做强产业：
    if style in ("chinese", "paren") and below and ALONE.fullmatch(title) and heading_marks.number_style(below)[0] != style:
        return style  # （一）坚持创新发展，加快产业升级。 with its paragraphs below, not with （二）…
    if not below or heading_marks.is_sentence(title) or title.endswith((":", "：", "，", ",", "、", ".")) or not title:
        return ""
    if style.startswith("digit") and re.search("[：:]", title):
        return ""  # 2.责任单位：某局
    if style:
        return style if len(title) <= LONGEST_NUMBERED and not (style == "item" and len(title) > 30) else ""
    return "plain" if not open_before and _is_plain_heading(heading_marks.compact(text), below) else ""


def _is_plain_heading(plain: str, below: str) -> bool:
    """Whether a line without number and final mark, its spaces left out, is a heading."""
    if plain.startswith("——") and heading_marks.is_sentence(below):
        plain = plain.lstrip("—")
    if not 4 <= len(plain) <= LONGEST_PLAIN or heading_marks.is_masthead(plain):
        return False
    if "：" in plain or ":" in plain:
        found = PARTED.fullmatch(plain)
        if not found or LABEL.search(found["head"]) or not heading_marks.is_sentence(below):
            return False
    return sum("\u4e00" <= c <= "\u9fff" for c in plain) * 2 >= len(plain)


def _without_lists(items: list[_Item]) -> list[_Item]:
    """Headings that have nothing below them are items of a list: the same style again and again with no text between."""
    result = list(items)
    at = 0
    while at < len(items):
        end = at
        while end < len(items) and items[end].style and items[end].style == items[at].style:
            end += 1
        if end == at:
            at += 1
            continue
        run = end - at
        limit = LIST if items[at].style in ("plain", "chapter") else 2
        if items[at].style in ("part", "chinese", "chapter", "annex") and not _is_list_announced(items, at):
            limit = LIST + 2
        if run >= limit:
            keep = 1 if end < len(items) and items[at].style == "plain" else 0
            for k in range(at, end):
                if k != end - 1 or not keep:
                    result[k] = replace(items[k], style="")
        at = end
    return result


def _is_list_announced(items: list[_Item], at: int) -> bool:
    """Whether a list may be expected at a block: the one above ends in a colon, or is an annex or its title."""
    above = items[at - 1] if at else None
    return above is not None and (above.style == "annex" or (not above.style and above.block.text.endswith(("：", ":"))))


def _with_first(sections: list[Section], paragraphs: list[Paragraph]) -> tuple[Section, ...]:
    """Sections → the same, each with the first paragraph that stands below its heading."""
    by_section: dict[str, str] = {}
    for paragraph in paragraphs:
        by_section.setdefault(paragraph.section, paragraph.id)
    first: dict[str, str] = dict(by_section)
    for section in reversed(sections):
        if section.parent and section.id in first:
            mine, theirs = first[section.id], first.get(section.parent)
            first[section.parent] = mine if theirs is None or int(mine[1:]) < int(theirs[1:]) else theirs
    return tuple(replace(section, first=first.get(section.id, "")) for section in sections)
