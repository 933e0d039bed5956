"""Lines of a source → rows; one that is not the report's text has the name of the rule that says so: navigation, share, login, copyright.

Words are content/lexicons/boilerplate-NAME.txt; shapes (a breadcrumb, an ICP number, a date alone) are patterns here. A rule
looks at one line only; where the line stands decides later whether it is kept out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.model.catalogue import Catalogue
from digest.model.report import Line, Source
from digest.understand import heading_marks
from digest.understand.stamps import without_stamps

LEXICON = "boilerplate-"  # content/lexicons/boilerplate-share.txt holds the words of the rule "share"
LEXICON_RULES = ("navigation", "share", "login", "comments", "related", "disclaimer", "copyright", "forum", "publication", "address")
TAIL_RULES = frozenset((*LEXICON_RULES, "icp"))  # the rules whose lines begin the tail of a page

# Rules that may keep a line out between the report's own lines; 主办单位：… in an annex of the report is the report's.
INSIDE_RULES = frozenset(
    ("page", "image", "share", "login", "comments", "related", "forum", "icp", "disclaimer", "watermark", "navigation", "hidden", "struck", "gloss")
)
LONGEST = 400  # characters of a line that a rule may name; shapes are shorter
LONGEST_SHAPE = 160
LONGEST_LABEL = 16  # characters of a label of a table above a document
SHORTEST_PROSE = 35

# Rules that are shapes, of the whole line without its spaces.
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    # wholly: 某ICP备00000000号-1      not 备案制度改革
    ("icp", re.compile(r".{0,80}(?:ICP备|公网安备|网站标识码).{0,80}")),
    # wholly: ©2001-2023某网      not 版权保护
    ("copyright", re.compile(r"(?:.{0,20}(?:©|Copyright|版权所有|PoweredBy)|AllRights).{0,120}", re.I)),
    # wholly: 当前位置：首页>专题      not 区位优势
    ("navigation", re.compile(r"(?:您?(?:现在|当前)(?:所在)?(?:的?位置)|首页)(?:是)?[：:>》].{0,120}")),
    # wholly: 发表于2024-2-2909:28      not 发表讲话
    ("publication", re.compile(r"发表于[0-9]{4}-.{0,60}")),
    # The hour of posting
    # wholly: 2026-01-3107:00:44 · 2026年1月31日07:00      not 2026-01-31 · 2026年1月31日
    ("publication", re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?")),
    # wholly: 首页|新闻|政务      not 甲|乙
    ("navigation", re.compile(r"[^|｜。]{1,20}(?:[|｜][^|｜。]{1,20}){2,20}")),
    # A table of contents
    # wholly: 目录 · 一、2024年工作回顾……1 · （二）改善民生......12      not 目录管理 · 增长5…… · 改善民生…
    ("navigation", re.compile(r"目录|[^，。；]{2,56}(?:…{1,30}|\.{3,90}|·{3,90})[（(]?[0-9]{1,3}[)）]?")),
    # wholly: 发布时间：2024-03-12来源：某报      not 来源广泛
    ("publication", re.compile(
        r"(?:(?:发布|发表|更新)?(?:时间|日期)|(?:信息|文章)?来源|作者|编辑|责任编辑|责编|浏览次数|阅读|点击数?)[：:].{0,120}")),
    # wholly: —3— · 第3页      not 3.5
    ("page", re.compile(r"[—\-–·]{0,3}第?[0-9]{1,3}页?(?:[/共][0-9]{1,3}页?)?[—\-–·]{0,3}")),
    # wholly: (上接05版)      not (上接公路)
    ("page", re.compile(r"[（(〔\[](?:上接|下转|紧接).{1,12}[版页][）)〕\]]")),
    # What pages of 公众号 leave of their buttons where no script runs
    # wholly: ：，，，。 · ：，。视频小程序赞，轻点两下取消赞      not ”。 · 轻点
    ("share", re.compile(r"[：，。、；]{3,40}|.{0,60}，轻点两下取消.{0,60}")),
    # The day in a list of articles
    # wholly: 10-15 · 2024-10-15      not 2024年 · 10-155
    ("page", re.compile(r"[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    # wholly: image.png      not 图片展
    ("image", re.compile(r"(?:\[?图片\]?|.{0,40}\.(?:png|jpe?g|gif|bmp|webp))", re.I)),
    # wholly: 本文地址:/a/1.html      not 地址优势
    ("address", re.compile(r"(?:(?:本文|原文)?(?:地址|链接|网址)[：:].{0,160}|https?://\S{1,200})")),
)
# at the start: ## 一、工作回顾      not #1机组
HASHES = re.compile(r"#{1,6}\s{1,8}")
# What a lossy encoding made of spaces, and spaces
# at the start: ???? 各位代表 · " 各位代表"      not ？各位代表 · ?各位代表
EDGE = re.compile(r"(?:\s|\?{2})+\??")
# The stamp of a seller of data behind the last sentence
# matches 作出新的贡献。  来自某某数据网      not 作出贡献。来自全国各地的客商
STAMP = re.compile(r"(?<=[。！？!?；;\s])\s{0,8}(?:本文)?(?:来自|转自|摘自|来源[：:])[^，。]{2,14}(?:网|网站|平台|数据库)$")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A line that is not empty: `text` stripped, `plain` without spaces, `name` of the boilerplate rule that it meets, "" for none."""

    line: Line
    text: str
    plain: str
    name: str
    indented: bool
    gap: bool  # an empty line stands before it

    @property
    def prose(self) -> bool:
        """Whether it is running text of some length that no rule names."""
        return not self.name and not self.tabular and len(self.text) >= SHORTEST_PROSE and heading_marks.is_sentence(self.text)

    @property
    def tabular(self) -> bool:
        """Whether it is a row of a table: no heading, nothing of a title block, and never joined with another line."""
        return self.line.row is not None

    @property
    def running(self) -> bool:
        """Whether it may be a line of wrapped running text: no rule names it, and there is punctuation in it."""
        texts = [cell.text for cell in self.line.row.cells] if self.line.row else [self.text]
        return not self.name and (self.prose or any(mark in text for text in texts for mark in "，。；、,;"))


def read_rows(source: Source, catalogue: Catalogue) -> list[SourceRow]:
    """A source → the lines that hold something, each with the name of the first rule that it meets.

    「分享到：」 → SourceRow(text="分享到：", name="share"); an empty line gives no row, but the next one has a gap.
    """
    words = _patterns_of_lexicons(catalogue)
    rows, gap = [], False
    metadata = _tables_of_metadata(source, dict(words).get("publication"))
    for line, (unstamped, stamps) in zip(source.lines, without_stamps(source.lines), strict=True):
        if line.row is not None and line.text:
            name = line.rule or ("publication" if line.row.table in metadata else "")
            rows.append(SourceRow(line, line.text, heading_marks.compact(line.text), name, False, gap))
            gap = False
            continue
        text, indented = _without_margins(unstamped, source.format == "markdown"), unstamped[:1] in " \u3000\t?"
        if not text and not stamps:
            gap = True
            continue
        found = STAMP.search(text, max(0, len(text) - 24))
        text, stamps = (text[: found.start()].rstrip(), (found[0].strip(), *stamps)) if found else (text, stamps)
        if text:
            line = replace(line, text=text) if stamps else line  # the stamps are rows of their own, and never told twice
            plain = heading_marks.compact(text) if len(text) <= LONGEST else text
            rows.append(SourceRow(line, text, plain, line.rule or _rule_met(plain, words), indented, gap))
        rows += [SourceRow(Line(line.number, stamp), stamp, stamp, "watermark", False, False) for stamp in stamps]
        gap = False
    return rows


def _tables_of_metadata(source: Source, labels: re.Pattern[str] | None) -> frozenset[int]:
    """A source → the numbers of its tables that an office's page sets above a document: most rows have labels such as 索引号, 发文机关, 成文日期."""
    tables: dict[int, list[bool]] = {}
    for line in source.lines:
        if line.row is not None and labels is not None:
            said = (heading_marks.compact(cell.text).rstrip("：:") for cell in line.row.cells if not cell.again and len(cell.text) <= LONGEST_LABEL)
            tables.setdefault(line.row.table, []).append(any(labels.fullmatch(f"{text}：") for text in said if text))
    return frozenset(number for number, rows in tables.items() if sum(rows) * 2 >= len(rows))


def row_of_text(row: SourceRow, text: str) -> SourceRow:
    """A part of a row's text → the row of it, on the same line."""
    return replace(row, line=replace(row.line, text=text), text=text, plain=heading_marks.compact(text))


def _without_margins(text: str, markdown: bool) -> str:
    """A line without the spaces at both ends, and without the mark of a Markdown heading."""
    found = EDGE.match(text)
    text = text[found.end() :] if found else text
    found = EDGE.match(text[::-1])
    text = text[: len(text) - found.end()] if found else text
    found = HASHES.match(text) if markdown else None
    return text[found.end() :] if found else text


@lru_cache(maxsize=4)
def _patterns_of_lexicons(catalogue: Catalogue) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The lexicons boilerplate-NAME → (name, pattern). A word is a whole line; 「词…」 begins a line, 「…词…」 stands in it."""
    rules = []
    for name in LEXICON_RULES:
        choices = []
        for word in catalogue.words(LEXICON + name):
            core = re.escape(heading_marks.compact(word.strip("…")))
            choices.append((".{0,200}" if word.startswith("…") else "") + core + (".{0,400}" if word.endswith("…") else ""))
        if choices:
            rules.append((name, re.compile("|".join(choices))))
    return tuple(rules)


def _rule_met(plain: str, words: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    if len(plain) > LONGEST:
        return ""
    for name, pattern in words:
        if pattern.fullmatch(plain):
            return name
    if len(plain) > LONGEST_SHAPE:
        return ""
    return next((name for name, pattern in SHAPES if pattern.fullmatch(plain)), "")
