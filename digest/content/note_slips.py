"""Lines that editors type (notes, leads, about.md, templates) → what was surely meant otherwise than it is taken: told, and published as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.content.standing_files import file_for, standing_names, text_for
from digest.model.layers import Folder, inner
from digest.model.problem import N_, WARNING, Problem

# What opens and closes a block of code
# at the start: ``` · ~~~~ text      not ``a``
FENCE = re.compile(r"^ {0,3}(`{3,100}|~{3,100})")
# at the start: "- 甲" · "  12. 乙"      not -甲
_ITEM = re.compile(r"^ {0,20}(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
# at the start: "    甲"      not "   甲"
_INDENTED = re.compile(r"^(?: {4}|\t)[ \t]{0,80}\S")
_INDENTED_HINT = N_("take the spaces at its beginning away: paragraphs are indented by the style")

# Of each: what is looked for in a line, what it does, and what to write instead. These are slips wherever text is typed:
_TYPED = (
    # matches { topic.name }} · {{ name } · { % if a %}      not {{ name }} · {a} · {% if a %}
    (re.compile(r"(?<!\{)\{[ \t]{0,5}[a-zA-Z_][\w.]{0,60}[ \t]{0,5}\}\}|\{\{[^{}\n]{1,200}\}(?!\})|\{[ \t]{1,5}%|%[ \t]{1,5}\}"),
     N_("a brace is missing or stands apart, and all of it is printed"), N_("write two braces on either side, and no space between {code}")),
    # matches <b>重点</b> · <br/> · <!-- 以后再写 -->      not a<b · <5% · 《b》
    (re.compile(r"</?(?:a|b|br|center|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|table|td|tr|u|ul)(?:[ /][^<>\n]{0,200})?>|<!--"),
     N_("HTML is printed as it is typed here"), N_("make words bold with **…**; a remark that nobody sees is {remark}")),
    # matches ＊＊重点＊＊      not **重点** · 3＊4
    (re.compile(r"＊＊"), N_("the ＊ are full-width ones, and are printed"), N_("type ** in half width")),
    # matches ~~删去~~      not ~ · 5~6
    (re.compile(r"~~[^~\n]{1,200}~~"), N_("~~ does not strike out here, it is printed"), N_("take the words out")),
    # matches 最高[^1]      not [1] · [原文](a#p1)
    (re.compile(r"\[\^[^\]\n]{1,40}\]"), N_("there are no footnotes here"), N_("put it in brackets behind the sentence, or quote the paragraph with quote(…)")),
    # A figure with its unit
    # matches 增长8.2% · 1,200亿元 · 30万户      not 2024年 · 第3段 · 12个
    (re.compile(r"(?<![0-9a-zA-Z.#-])[0-9][0-9,]{0,15}(?:\.[0-9]{1,6})?[ ]{0,2}(?:%|％|个百分点|[亿万]?(?:元|亩|户|人|吨|公里|千瓦|平方米)|[亿万])"),
     N_("a figure typed by hand does not change with the data"), N_("print it with {figure}; the ids are in data/facts.csv")),
)  # fmt: skip
_SLIPS = (
    # at the start: ##标题 · #标题      not # 标题 · {# 说明 #}
    (re.compile(r"^ {0,3}#{1,6}[^#\s]"), N_("no heading: a space is missing behind the #"), N_("put a space behind it")),
    # at the start: ＃ 标题 · ＃＃标题      not # 标题
    (re.compile(r"^[ \u3000]{0,8}＃"), N_("no heading: the ＃ is a full-width one"), N_("type # in half width, and a space behind it")),
    # at the start: - 2.3% · -5%      not - 甲 · −2.3%
    (re.compile(r"^ {0,3}- {0,3}[0-9]"),
     N_("a - before a number at the beginning of a line makes a list, and no minus"), N_("begin the line with words, or write the sign −")),
    *_TYPED,
)  # fmt: skip


VALUES = (("code", "{{ … }}"), ("figure", '{{ figure("…") }}'), ("remark", "{# … #}"))
# What a template does, which is not what it prints
# matches {{ a }} · {% if a %} · {# a #}      not { a }}
_CODE = re.compile(r"\{\{(?:(?!\}\}|\n).){0,2000}\}\}|\{%(?:(?!%\}).){0,2000}%\}|\{#(?:(?!#\}).){0,20000}#\}", re.DOTALL)


def template_slips(templates: Folder) -> tuple[Problem, ...]:
    """The folder of templates → slips in what those of Markdown print as they stand, which are all sentences that readers see in digests."""
    markdown = inner(templates, "markdown")
    texts = ((file_for(markdown, name), text_for(markdown, name)) for name in standing_names(markdown) if name.endswith(".j2"))
    return tuple(problem for path, text in texts if isinstance(text, str) for problem in typed_slips(text, path.as_posix()))


def typed_slips(text: str, path: str) -> tuple[Problem, ...]:
    """The text of a template and its file → slips in what it prints as it stands, by line: { topic.name }} · <b>"""
    printed = _CODE.sub(lambda code: "\n" * code[0].count("\n"), text)
    found = ((number, line, one) for number, line in enumerate(printed.split("\n"), 1) for one in _TYPED if one[0].search(line))
    return tuple(_problem(path, number, line, message, hint) for number, line, (_, message, hint) in found)


def _problem(path: str, number: int, line: str, message: str, hint: str) -> Problem:
    values = tuple((name, value) for name, value in VALUES if f"{{{name}}}" in hint)
    return Problem(path, number, "note.slip", message, hint, values, line.strip()[:40], WARNING)


def slips(lines: list[str], start: int, path: str) -> tuple[Problem, ...]:
    """The lines of a note's file, how many stand before its text, and its name → the slips in it by line.  ##标题 → note.slip"""
    return tuple(_slips_of(lines, start, path))


def _slips_of(lines: list[str], start: int, path: str) -> Iterator[Problem]:
    fenced = listed = False
    for number, line in enumerate(lines[start:], start + 1):
        if FENCE.match(line):
            fenced = not fenced
        if fenced or not line.strip():
            continue
        printed = _CODE.sub("", line)
        told = [(message, hint) for pattern, message, hint in _SLIPS if pattern.search(printed)]
        if _ITEM.match(line):
            listed = True
        elif not line[0].isspace():
            listed = False
        elif not listed and _INDENTED.match(line) and (number == start + 1 or not lines[number - 2].strip()):
            told.append((N_("an indented paragraph is printed as code, in one line"), _INDENTED_HINT))
        for message, hint in told:
            yield _problem(path, number, line, message, hint)
