"""HTML and comments inside Markdown → lines of text: <table>…</table> becomes rows, <!-- page 3 --> a line of its own with its rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from digest.model.report import Line
from digest.read.html import html_lines
from digest.read.html_tokens import unescape_bounded
from digest.read.reading import Reading

# A tag of HTML, as converters leave them in Markdown
# matches <br> · <sup>1</sup> · <table border=1> · </div>      not <5% · \<br> · <GDP增长> · <https://example.org>
TAG = re.compile(
    r"(?<!\\)</?(?:a|b|br|center|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|page|rp|rt|ruby|s|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th"
    r"|thead|tr|u|ul)(?:\s[^<>]{0,2000})?/?>",
    re.I,
)
# A line's end inside a cell
# matches <br> · <BR/>      not <b>
BREAK = re.compile(r"(?<!\\)<br\s{0,4}/?>", re.I)
BROKEN = "\u2028"  # as which it stands in a line until the cells are told apart
# matches <table> · <TABLE border="1">      not \<table> · <tablet>
TABLE = re.compile(r"(?<!\\)<table(?:\s[^<>]{0,2000})?>", re.I)
# matches <!-- · text <!-- page 3      not \<!--
COMMENT = re.compile(r"(?<!\\)<!--")
# A comment about a page
# matches page 3 · PageBreak · 第3页 · 分页      not 待核
PAGE = re.compile(r"page|页", re.I)
# What converters write between two pages
# wholly: {3}------------------------------------------------ · \newpage · \pagebreak      not {3} · ---
PAGE_MARK = re.compile(r"\s{0,8}(?:\{[0-9]{1,4}\}-{3,80}|\\(?:newpage|pagebreak|clearpage))\s{0,8}")
MOST_TABLE_LINES = 5000


def without_html(lines: Sequence[Line], reading: Reading) -> list[Line]:
    """Lines of Markdown → the same without tags and comments, which stay as lines of their own with their rule; tables have rows.

    「增长<sup>1</sup>6%<!-- page 3 -->」 → 增长[1]6%, and page 3 (page)
    """
    result: list[Line] = []
    held = list(_without_comments(lines))
    at = 0
    while at < len(held):
        line = held[at]
        if line.rule or "<" not in line.text:
            result.append(_plain(line))
            at += 1
        elif TABLE.search(line.text) and (end := _table_end(held, at)) > at:
            fragment = "\n".join(one.text for one in held[at:end])
            result += [replace(one, number=one.number - 1 + line.number) for one in html_lines(reading, fragment)]
            at = end
        elif line.text.lstrip().startswith("|") and (cells := BREAK.sub(BROKEN, line.text)) != line.text and not TAG.search(cells):
            result.append(_plain(replace(line, text=cells)))
            at += 1
        elif TAG.search(line.text):
            result += [replace(one, number=line.number) for one in html_lines(reading, line.text)] or [replace(line, text="")]
            at += 1
        else:
            result.append(_plain(line))
            at += 1
    return result


def _plain(line: Line) -> Line:
    """A line with its characters that are written as entities: &lt;5% → <5%"""
    return replace(line, text=unescape_bounded(line.text)) if "&" in line.text and "\\&" not in line.text else line


def _table_end(lines: Sequence[Line], at: int) -> int:
    """Where the table that begins on a line ends: behind </table>, however many stand in it; `at` itself where it never does."""
    open_tables = 0
    for k in range(at, min(len(lines), at + MOST_TABLE_LINES)):
        low = lines[k].text.lower()
        open_tables += len(TABLE.findall(lines[k].text)) - low.count("</table")
        if open_tables <= 0:
            return k + 1
    return at


def _without_comments(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines → the same without comments, each of which is a line below the one on which it begins; one that never ends is text."""
    last = max((at for at, line in enumerate(lines) if "-->" in line.text), default=-1)
    opened: list[str] | None = None
    start = 0
    for at, line in enumerate(lines):
        text, rest, said = "", line.text, []
        if line.rule or (opened is None and "<!--" not in rest and not PAGE_MARK.fullmatch(rest)):
            yield line
            continue
        if opened is None and PAGE_MARK.fullmatch(rest):
            yield replace(line, text=rest.strip(), rule="page")
            continue
        while rest:
            if opened is not None:
                inside, end, rest = rest.partition("-->")
                opened.append(inside)
                if end:
                    said.append((start, " ".join(" ".join(opened).split())))
                    opened = None
                continue
            begins = COMMENT.search(rest)
            if begins is None or (at == last and "-->" not in rest[begins.end() :]) or at > last:
                text, rest = text + rest, ""
            else:
                text, rest, opened, start = text + rest[: begins.start()], rest[begins.end() :], [], line.number
        yield replace(line, text=text)
        for number, words in said:
            if words:
                yield Line(number, words, "page" if PAGE.search(words) else "hidden")
