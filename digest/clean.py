"""Source → what of it is the report: title block, blocks of text with a map to the lines, and everything else by name.

A page has a head (navigation, headline), the report, and a tail (login, copyright, other articles). Lines are named one by
one first; then the report's start is found by its title block or its first heading, its end by the first tail line after which
no running text follows. Nothing is dropped: each line ends in the title block, in a block, or in the boilerplate with a rule's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest import marks
from digest.catalogue import Catalogue
from digest.model import Block, Boilerplate, Cleaned, Line, Piece, Source
from digest.problems import N_, WARNING, Problem

HEAD_ROWS = 80  # the title block is looked for this far down the page
LEXICON = "boilerplate-"  # content/lexicons/boilerplate-share.txt holds the words of the rule "share"
LEXICON_RULES = ("navigation", "share", "login", "comments", "related", "disclaimer", "copyright", "forum", "publication", "address")
TAIL_RULES = frozenset(("share", "login", "comments", "related", "disclaimer", "copyright", "forum", "icp", "address", "navigation", "publication"))

# Rules that may keep a line out between the report's own lines; 主办单位：… in an annex of the report is the report's.
INSIDE_RULES = frozenset(("page", "image", "share", "login", "comments", "related", "forum", "icp", "disclaimer", "watermark", "navigation"))
TAIL_PROSE = 3  # so many long lines may still stand in a page's tail: disclaimers, abstracts of other articles

# Rules that are shapes, not words: (name, pattern of the whole line without its spaces); one that matches / one that must not.
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("icp", re.compile(r".{0,80}(?:ICP备|公网安备|网站标识码).{0,80}")),  # 某ICP备00000000号-1 / 备案制度改革
    ("copyright", re.compile(r"(?:.{0,20}(?:©|Copyright|版权所有|PoweredBy|Poweredby)|AllRights).{0,120}", re.I)),  # ©2001-2023 某网 / 版权保护
    ("navigation", re.compile(r"(?:您?(?:现在|当前)(?:所在)?(?:的?位置)|首页)(?:是)?[：:>》].{0,120}")),  # 当前位置：首页>专题 / 区位优势
    ("publication", re.compile(r"发表于[0-9]{4}-.{0,60}")),  # 发表于 2024-2-29 09:28 / 发表讲话
    ("navigation", re.compile(r"[^|｜。]{1,20}(?:[|｜][^|｜。]{1,20}){2,20}")),  # 首页|新闻|政务 / 甲|乙
    ("publication", re.compile(r"(?:(?:发布|发表|更新)?(?:时间|日期)|(?:信息|文章)?来源|作者|编辑|责任编辑|责编|浏览次数|阅读|点击数?)[：:].{0,120}")),
    ("page", re.compile(r"[—\-–·]{0,3}第?[0-9]{1,3}页?(?:[/共][0-9]{1,3}页?)?[—\-–·]{0,3}")),  # —3—, 第3页 / 3.5
    ("page", re.compile(r"[（(〔\[](?:上接|下转|紧接).{1,12}[版页][）)〕\]]")),  # (上接05版) / (上接公路)
    ("page", re.compile(r"[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2}")),  # 10-15 of a list of articles / 2024年
    ("image", re.compile(r"(?:\[?图片\]?|.{0,40}\.(?:png|jpe?g|gif|bmp|webp))", re.I)),  # image.png / 图片展
    ("address", re.compile(r"(?:(?:本文|原文)?(?:地址|链接|网址)[：:].{0,160}|https?://\S{1,200})")),  # 本文地址:/a/1.html / 地址优势
)
# A newspaper's lead before a summary: 大会开幕，区长某某作政府工作报告 / 我代表区政府向大会作工作报告
LEAD = re.compile(r"(?:本报讯|记者|日讯)|(?:大会|会议).{0,24}(?:开幕|召开|举行|闭幕)|代表.{2,16}政府(?:向大会)?作.{0,4}工作报告|审议通过.{0,6}政府工作报告")
OURS = re.compile(r"我代表|请予审议|请各位|让我们")  # the report's own voice
SUMMARY = re.compile(r"[—\-－–]{0,4}.{0,20}政府工作报告.{0,6}(?:摘要|摘编|摘登|解读|要点|综述|节选|速览)[）)]?")  # ——2024年政府工作报告摘要 / 政府工作报告


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not empty: `text` stripped, `plain` without spaces, `name` of the rule that it meets."""

    line: Line
    text: str
    plain: str
    name: str
    indented: bool
    gap: bool  # an empty line stands before it

    @property
    def prose(self) -> bool:
        """Whether it is running text of some length that no rule names."""
        return not self.name and len(self.text) >= 35 and marks.is_sentence(self.text)


def clean(source: Source, catalogue: Catalogue) -> Cleaned:
    """A source → its title block, its blocks of text in order, and the lines that are not the report.

    Of a page 「导航菜单 / 政府工作报告 / 各位代表： / …… / 版权所有 某网」 the second line is the masthead, the third begins the
    blocks, the first and last are boilerplate: navigation and copyright.
    """
    rows = _rows(source, _words(catalogue))
    first = _first(rows)
    last = _last(rows, first)
    end, warnings = _once(source, rows, first, last)
    top = _top(rows, first)
    names = [_kept_out(row, at, top, first, end, last) for at, row in enumerate(rows)]
    boilerplate = tuple(Boilerplate(row.line.number, row.line.text.strip(), name) for row, name in zip(rows, names, strict=True) if name)
    body = [rows[at] for at in range(first, end) if not names[at]]
    return Cleaned(tuple(row.line for row in rows[top:first] if not row.name), tuple(_joined(body)), boilerplate, warnings)


def _kept_out(row: Row, at: int, top: int, first: int, end: int, last: int) -> str:
    """The name under which a row is kept out of the report, "" for a row of it: by where it stands, and by its own rule."""
    if top <= at < end:
        return row.name if at < first or row.name in INSIDE_RULES else ""
    if row.name:
        return row.name
    if at >= end:
        return "duplicate" if at < last else "related"
    if row.prose:
        return "lead" if LEAD.search(row.text) else "abstract"
    return "headline"


def _words(catalogue: Catalogue) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The lexicons boilerplate-NAME → (name, pattern). A word is a whole line; 「词…」 begins a line, 「…词…」 stands in it."""
    rules = []
    for name in LEXICON_RULES:
        choices = []
        for word in catalogue.words(LEXICON + name):
            core = re.escape(marks.compact(word.strip("…")))
            choices.append((".{0,200}" if word.startswith("…") else "") + core + (".{0,400}" if word.endswith("…") else ""))
        if choices:
            rules.append((name, re.compile("|".join(choices))))
    return tuple(rules)


# The spaces, and what a lossy encoding made of spaces, at both ends of a line: "???? 各位代表" / a question's own mark.
EDGES = re.compile(r"^(?:\s|\?{2,8})+|(?:\s|\?{2,8})+$")
HASHES = re.compile(r"^#{1,6}\s{1,8}")  # ## 一、工作回顾 / #1机组


# The stamp of a seller of data behind the last sentence: …的贡献。  来自某某数据网 / 来自全国各地的客商
STAMP = re.compile(r"(?<=[。！？!?；;\s])\s{0,8}(?:本文)?(?:来自|转自|摘自|来源[：:])[^，。]{2,14}(?:网|网站|平台|数据库)$")


def _rows(source: Source, words: tuple[tuple[str, re.Pattern[str]], ...]) -> list[Row]:
    """The lines that hold something, each with the name of the first rule that it meets."""
    rows, gap = [], False
    for line in source.lines:
        text = EDGES.sub("", line.text)
        if source.format == "markdown":
            text = HASHES.sub("", text)
        if not text:
            gap = True
            continue
        found = STAMP.search(text, max(0, len(text) - 24))
        text, stamp = (text[: found.start()].rstrip(), found[0].strip()) if found else (text, "")
        plain = marks.compact(text) if len(text) <= 400 else text
        rows.append(Row(line, text, plain, _name(plain, words), line.text[:1] in " \u3000\t?", gap))
        if stamp:
            rows.append(Row(Line(line.number, stamp), stamp, stamp, "watermark", False, False))
        gap = False
    return rows


def _name(plain: str, words: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    if len(plain) > 400:
        return ""
    for name, pattern in words:
        if pattern.fullmatch(plain):
            return name
    if len(plain) > 160:
        return ""
    return next((name for name, pattern in SHAPES if pattern.fullmatch(plain)), "")


def _first(rows: list[Row]) -> int:
    """Rows → where the report's text begins: at the salutation, else below the title block, else at its first heading or sentence."""
    near = range(min(len(rows), HEAD_ROWS))
    for at in near:
        if not rows[at].name and (marks.is_salutation(rows[at].text) or marks.ADDRESS.match(rows[at].plain)):
            return at
    for at in near:
        if not rows[at].name and OURS.search(rows[at].text) and "报告" in rows[at].text and rows[at].prose and not LEAD.search(rows[at].text[:60]):
            return at
    titles = [at for at in near if not rows[at].name and (marks.OCCASION.fullmatch(rows[at].plain) and "会议上" in rows[at].plain or SUMMARY.fullmatch(rows[at].plain))]
    at = titles[-1] + 1 if titles else 0
    while at < len(rows) and not _begins(rows, at):
        at += 1
    return at if at < len(rows) else 0


def _begins(rows: list[Row], at: int) -> bool:
    """Whether a text without salutation can begin here."""
    row = rows[at]
    if row.name or len(row.plain) < 4:
        return False
    style, _ = marks.number_style(row.text)
    if (style and style != "digit") or marks.is_chapter(row.text):
        return True
    if row.prose:
        return OURS.search(row.text) is not None or not LEAD.search(row.text)
    return False


def _top(rows: list[Row], first: int) -> int:
    """Where the title block begins that ends at `first`: the lines directly above it that may stand in one, up to the bare title."""
    top, titled = first, False
    while top > 0 and first - top < 12:
        row = rows[top - 1]
        if row.name == "publication" and not titled and top > 1 and _is_occasion(rows[top - 2]):
            top -= 1  # 来源：某日报, set between the occasion and the salutation
            continue
        if row.name or not marks.is_masthead(row.text) or SUMMARY.fullmatch(row.plain):
            break
        if titled and not (marks.OCCASION.fullmatch(row.plain) and "文件" in row.plain):
            break
        if marks.TITLE.fullmatch(row.plain) and not marks.BARE_TITLE.fullmatch(row.plain) and top < first:
            break  # a site's headline, not the report's own title
        titled = titled or bool(marks.TITLE.fullmatch(row.plain))
        top -= 1
    if top == first and first and not rows[first - 1].name and marks.TITLE.fullmatch(rows[first - 1].plain) and marks.is_salutation(rows[first].text):
        return first - 1
    return top


def _is_occasion(row: Row) -> bool:
    return not row.name and bool(marks.OCCASION.fullmatch(row.plain)) and marks.is_masthead(row.text)


def _last(rows: list[Row], first: int) -> int:
    """Where the page's tail begins: the first line of a tail's rule after which hardly any running text follows."""
    after = [0] * (len(rows) + 1)  # characters of running text from a row on
    lines = [0] * (len(rows) + 1)  # and how many rows hold them
    for at in range(len(rows) - 1, first - 1, -1):
        after[at] = after[at + 1] + (len(rows[at].text) if rows[at].prose else 0)
        lines[at] = lines[at + 1] + rows[at].prose
    end = len(rows)
    for at in range(first, len(rows)):
        if rows[at].name in TAIL_RULES and after[at] * 20 <= after[first] and lines[at] <= TAIL_PROSE:
            end = at
            break
    while end > first + 1 and _leftover(rows, end - 1, first):
        end -= 1
    return end


def _leftover(rows: list[Row], at: int, first: int) -> bool:
    """Whether a last line is a remnant of the page: short, no sentence, no number, below a paragraph that ends a text."""
    row = rows[at]
    if row.name:
        return True
    if marks.is_sentence(row.text) or len(row.plain) > 24 or marks.number_style(row.text)[0] or not marks.is_closed(rows[at - 1].text):
        return False
    return not any(marks.is_glossary(r.text) for r in rows[max(first, at - 120) : at])


def _once(source: Source, rows: list[Row], first: int, last: int) -> tuple[int, tuple[Problem, ...]]:
    """Where the report ends when its whole body stands twice: before the second copy, with a warning."""
    start = next((at for at in range(first, last) if rows[at].prose), last)
    if start == last:
        return last, ()
    twin = next((at for at in range(start + 3, last) if rows[at].text == rows[start].text), last)
    length = last - twin
    same = sum(rows[start + k].text == rows[twin + k].text for k in range(length)) if twin - start >= length else 0
    if not length or same * 10 < length * 8:
        return last, ()
    end = twin
    while end > start and (marks.is_masthead(rows[end - 1].text) or marks.is_salutation(rows[end - 1].text)):
        end -= 1
    warning = Problem(source.path, rows[end].line.number, "clean.twice", N_("the whole text stands twice in the file"),
                      N_("it is read once; remove the second copy"), severity=WARNING)
    return end, (warning,)


def _joined(rows: list[Row]) -> Iterator[Block]:
    """Rows of the report → blocks: a paragraph that a column, a page or a narrow window has cut is one, with a piece for each line."""
    width = _width(rows)
    at = 0
    while at < len(rows):
        text, pieces = rows[at].text, [Piece(0, rows[at].line.number)]
        while at + 1 < len(rows) and _continues(rows, at, text, width):
            at += 1
            pieces.append(Piece(len(text), rows[at].line.number))
            text += rows[at].text
        yield Block(text, tuple(pieces))
        at += 1


def _width(rows: list[Row]) -> int:
    """The width at which the text is wrapped, in half-width columns; 0 where each line is a paragraph."""
    if len(rows) < 12 or any(len(row.text) > 120 for row in rows):
        return 0
    lengths = sorted(_columns(row.text) for row in rows)
    full = lengths[int(len(lengths) * 0.95)]
    filled = sum(length >= full * 0.85 for length in lengths)
    return full if filled * 5 >= len(lengths) * 2 else 0


def _columns(text: str) -> int:
    """The width of a line in half-width columns, as a window or a page shows it."""
    return len(text) + sum(c > "\u2000" for c in text)


def _continues(rows: list[Row], at: int, text: str, width: int) -> bool:
    """Whether the row after `at` goes on with the paragraph `text` that ends on row `at`."""
    row = rows[at + 1]
    style, _ = marks.number_style(row.text)
    if style or row.text.startswith("——") or marks.is_chapter(row.text) or marks.SALUTATION.match(row.plain):
        return False
    if text.endswith(("，", "、", ",")):
        return True
    columns = _columns(rows[at].text) if width else 0
    if width and columns >= (width - 4 if marks.is_closed(text) else width * 0.85):
        return not (row.indented and not all(r.indented for r in rows))
    if marks.is_closed(text):
        return False
    if len(row.plain) <= 12 and row.text.endswith("。") and "，" in text:
        return True  # the last word of a sentence, alone on its line
    if not marks.is_sentence(text) or _is_heading_row(rows, at + 1):
        return False
    return text.count("“") > text.count("”") or not _opens(rows, at + 1)


# The words with which a paragraph begins, never the second half of a sentence: 一年来，我们… / 造青年发展型城市
STARTER = re.compile(r"一年来|过去[的一]|这一年|与此同时|同时[，,]|此外|今年|[0-9]{4}年|在肯定成绩|我们|当前|实现上述|[①-⑳]|——")
# A run-in head: 提升改造传统产业。推动… / 造青年发展型城市,营造…
RUN_IN = re.compile(r"[^，。；：！？,;:!?]{2,24}[。：:！!](?=.)")


def _opens(rows: list[Row], at: int) -> bool:
    """Whether a row below an end without punctuation begins a paragraph of its own: by its first words, a run-in head, or because
    the paragraphs about it begin alike (健全…体系, 健全…体系)."""
    text = rows[at].text
    if STARTER.match(text) or RUN_IN.match(text):
        return True
    near = [rows[k].text for k in (at - 1, at + 1) if 0 <= k < len(rows)]
    return len(text) > 24 and any(other[:2] == text[:2] for other in near)


def _is_heading_row(rows: list[Row], at: int) -> bool:
    """Whether a row below an open end looks like an unnumbered heading: short, no sentence, with running text below it."""
    row = rows[at]
    return len(row.text) <= 30 and not marks.is_sentence(row.text) and not marks.is_closed(row.text) and at + 1 < len(rows) and rows[at + 1].prose
