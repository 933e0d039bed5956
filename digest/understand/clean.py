"""Source → the report's title block and blocks of text, each with its lines in the source, and every other line with the rule that kept it out.

A page has a head (navigation, headline), the report, and a tail (login, copyright, other articles). Lines are named one by
one first; then the report's start is found by its title block or its first heading, its end by the first tail line after which
no running text follows. Nothing is dropped: each line ends in the title block, in a block, or in the boilerplate with a rule's name.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from digest.model.catalogue import Catalogue
from digest.model.cleaned import Cleaned
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Block, Boilerplate, Line, Piece, Source
from digest.understand import heading_marks
from digest.understand.boilerplate import INSIDE_RULES, TAIL_RULES, SourceRow, read_rows
from digest.understand.cut_names import halves_of_names
from digest.understand.run_on_lines import opened, with_title_apart
from digest.understand.title_block import SUMMARY, is_between, is_occasion, title_block_start
from digest.understand.unwrap import joined

OWN_LABELS = 3  # so many lines with one label are the report's own
HEAD_ROWS = 80  # the title block is looked for this far down the page
TAIL_PROSE = 3  # so many long lines may still stand in a page's tail: disclaimers, abstracts of other articles

# A newspaper's lead before a summary
# matches 大会开幕，区长某某作政府工作报告      not 我代表区政府，请予审议
LEAD = re.compile(
    r"(?:本报讯|记者|日讯)|(?:大会|会议).{0,24}(?:开幕|召开|举行|闭幕)|代表.{2,16}政府(?:向大会)?作.{0,4}工作报告"
    r"|审议通过.{0,6}政府工作报告"
)
# The report's own voice
# matches 现在，我代表区政府      not 代表区政府
OURS = re.compile(r"我代表|请予审议|请各位|让我们")


def clean(source: Source, catalogue: Catalogue) -> Cleaned:
    """A source → its title block, its blocks of text in order, and the lines that are not the report.

    Of a page 「导航菜单 / 政府工作报告 / 各位代表： / …… / 版权所有 某网」 the second line is the masthead, the third begins the
    blocks, the first and last are boilerplate: navigation and copyright.
    """
    rows = read_rows(source, catalogue)
    if source.front.cleaned:
        return _as_it_stands(rows)
    rows = with_title_apart(rows)
    first = _text_start(rows)
    last = _tail_start(rows, first)
    end, warnings = _end_of_first_copy(source, rows, first, last)
    end = _tail_start(rows[:end], first) if warnings else end  # the first copy's page has a tail of its own
    top = title_block_start(rows, first)
    names = [_rule_that_keeps_out(row, at, top, first, end, last) for at, row in enumerate(rows)]
    kept_out = (Boilerplate(row.line.number, row.line.text.strip(), name) for row, name in zip(rows, names, strict=True) if name)
    masthead = (_line_of_title_block(rows[at]) for at in range(top, first) if not names[at])
    body = _across_pages([at for at in range(first, end) if not names[at]], rows, names)
    return Cleaned(tuple(masthead), tuple(opened(tuple(joined(body, halves_of_names(catalogue))), catalogue)), tuple(kept_out), warnings)


def _across_pages(kept: list[int], rows: list[SourceRow], names: list[str]) -> list[SourceRow]:
    """The places of the rows that are kept → the rows; below the number of a page that stands within a sentence, the sentence goes on."""
    body = [rows[at] for at in kept]
    for nth in range(1, len(kept)):
        if "page" not in names[kept[nth - 1] + 1 : kept[nth]]:
            continue
        above, row = body[nth - 1], body[nth]
        open_prose = above.running and not heading_marks.is_closed(above.text) and not heading_marks.number_style(above.text)[0]
        if open_prose and row.running and row.line.goes_on is None and not row.tabular and not heading_marks.number_style(row.text)[0]:
            body[nth] = replace(row, line=replace(row.line, goes_on=True))
    return body


def _as_it_stands(rows: list[SourceRow]) -> Cleaned:
    """Rows of a text that is cleaned already → its title block and its blocks, each row one; nothing is kept out."""
    rows = [replace(row, name="") for row in rows]
    first = _text_start(rows)
    blocks = tuple(Block(row.text, (Piece(0, row.line.number),), row.line.row) for row in rows[first:])
    return Cleaned(tuple(map(_line_of_title_block, rows[:first])), blocks, ())


def _line_of_title_block(row: SourceRow) -> Line:
    """A row → its line, without the mark of a Markdown heading: # 政府工作报告 → 政府工作报告"""
    return replace(row.line, text=row.text) if not row.tabular and row.line.text.lstrip().startswith("#") else row.line


def _rule_that_keeps_out(row: SourceRow, at: int, top: int, first: int, end: int, last: int) -> str:
    """The name under which a row is kept out of the report, "" for a row of it: by where it stands, and by its own rule."""
    if top <= at < end:
        if at < first:
            return row.name or ("image" if is_between(row) else "")
        return row.name if row.name in INSIDE_RULES else ""
    if row.name:
        return row.name
    if at >= end:
        return "duplicate" if at < last else "related"
    if row.prose:
        return "lead" if LEAD.search(row.text) else "abstract"
    return "headline"


def _text_start(rows: list[SourceRow]) -> int:
    """Rows → where the report's text begins: at the salutation, else below the title block, else at its first heading or sentence."""
    near = range(min(len(rows), HEAD_ROWS))
    for at in near:
        if not rows[at].name and (heading_marks.is_salutation(rows[at].text) or heading_marks.ADDRESS.match(rows[at].plain)):
            return at
    for at in near:
        text = rows[at].text[:200]
        if rows[at].prose and "报告" in text and OURS.search(text) and not LEAD.search(text[:60]):
            return at
    titles = [at for at in near if is_occasion(rows[at]) or (not rows[at].name and SUMMARY.fullmatch(rows[at].plain))]
    at = titles[-1] + 1 if titles else 0
    while at < len(rows) and not _can_begin(rows, at):
        at += 1
    return at if at < len(rows) else 0


def _can_begin(rows: list[SourceRow], at: int) -> bool:
    """Whether a text without salutation can begin here."""
    row = rows[at]
    if row.name or row.tabular or len(row.plain) < 4:
        return False
    style, _ = heading_marks.number_style(row.text)
    if (style and style != "digit") or heading_marks.is_chapter(row.text):
        return True
    if row.prose:
        return OURS.search(row.text) is not None or not LEAD.search(row.text)
    return False


def _tail_start(rows: list[SourceRow], first: int) -> int:
    """Where the page's tail begins: the first line of a tail's rule after which hardly any running text follows."""
    after = [0] * (len(rows) + 1)  # characters of running text from a row on
    lines = [0] * (len(rows) + 1)  # and how many rows hold them
    for at in range(len(rows) - 1, first - 1, -1):
        after[at] = after[at + 1] + (len(rows[at].text) if rows[at].running else 0)
        lines[at] = lines[at + 1] + rows[at].prose
    end = len(rows)
    own = _own_labels(rows[first:])
    for at in range(first, len(rows)):
        tail = rows[at].name in TAIL_RULES and _label_of(rows[at]) not in own
        if tail and after[at] * 20 <= after[first] and lines[at] <= TAIL_PROSE:
            end = at
            break
    while end > first + 1 and _label_of(rows[end - 1]) not in own and _is_leftover(rows, end - 1, first):
        end -= 1
    return end


def _own_labels(rows: list[SourceRow]) -> set[str]:
    """The labels that stand again and again between lines of text: 主办单位：… below each item of an annex is the report's, not the page's."""
    found = Counter(_label_of(row) for row in rows if row.name in TAIL_RULES)
    return {label for label, count in found.items() if label and count >= OWN_LABELS}


def _label_of(row: SourceRow) -> str:
    """主办单位：某局 → 主办单位"""
    label, colon, _ = row.plain.replace(":", "：").partition("：")
    return label if colon else ""


def _is_leftover(rows: list[SourceRow], at: int, first: int) -> bool:
    """Whether a last line is a remnant of the page: short, no sentence, no number, below a paragraph that ends a text."""
    row = rows[at]
    if row.name:
        return True
    if row.tabular or heading_marks.is_sentence(row.text) or len(row.plain) > 24 or heading_marks.number_style(row.text)[0]:
        return False
    if not heading_marks.is_closed(rows[at - 1].text):
        return False
    return not any(heading_marks.is_glossary(r.text) for r in rows[max(first, at - 120) : at])


def _end_of_first_copy(source: Source, rows: list[SourceRow], first: int, last: int) -> tuple[int, tuple[Problem, ...]]:
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
    while end > start + 1 and (heading_marks.is_masthead(rows[end - 1].text) or _is_same_above(rows, start, twin, end)):
        end -= 1  # the second copy's title block, salutation and headings
    warning = Problem(source.path, rows[end].line.number, "clean.twice", N_("the whole text stands twice in the file"),
                      N_("it is read once; remove the second copy"), severity=WARNING)
    return end, (warning,)


def _is_same_above(rows: list[SourceRow], start: int, twin: int, end: int) -> bool:
    """Whether the row above `end` is the one that stands as far above the first copy's start."""
    at = start - (twin - end) - 1
    return at >= 0 and rows[at].text == rows[end - 1].text
