"""YAML that a Chinese keyboard broke → the same with half-width colons, commas, brackets and quotes where YAML itself needs them.

Only lines with which the reading finds fault are touched, only at places of YAML's structure, and only if the whole then reads without
a fault: a full-width colon in a title or a comma in a sentence is the editor's, and a mistake of another kind stays to be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from digest.content.schema import read_yaml
from digest.model.problem import Problem

LONGEST, LONGEST_KEY = 300_000, 150  # characters; nobody types more by hand
ROUNDS = 60  # readings of one file; each mends at least one line
# matches "甲\r\n" · "\r" · "\n"      not 甲
LINE_END = re.compile(r"(\r\n|\r|\n)")
# The parts of a line: indentation with a dash, key with its colon, value; `- 甲：乙` has no key
# wholly: - id：gdp · "\u3000place ： 甲" · - 甲：乙      not "id: a\nb: c"
PARTS = re.compile(r"([ \u3000]{0,80}(?:-[ \u3000]{1,8})?)([A-Za-z0-9_][A-Za-z0-9_.\-]{0,120}[ \u3000]{0,4}[:：][ \u3000]{0,8})?(.*)")
# A value all in Chinese quotation marks
# wholly: “2024”      not “甲”和“乙” · 甲“乙”
QUOTED = re.compile(r'“([^“”"\\]{0,400})”([ \u3000]{0,8})')
# wholly: id · " name"      not 甲 · 2024
KEY = re.compile(r"[ \u3000]{0,80}[A-Za-z_][A-Za-z0-9_\-]{0,60}[ \u3000]{0,4}")
OPENING = dict(zip("[［【{｛", "[[[{{", strict=True))
CLOSING = dict(zip("]］】}｝", "[[[{{", strict=True))
HALF = dict(zip("［【｛］】｝", "[[{]]}", strict=True))


def mended_yaml(text: str, where: str, kind: Any, first_line: int = 1) -> str:
    """YAML text of a `kind` → the text that reads without a fault, or the very same where it reads already, or can not be mended so.

    place：清苑区  →  place: 清苑区;   words: [甲，乙]  →  words: [甲, 乙];   title: 概况：上  →  title: 概况：上
    """
    if len(text) > LONGEST:
        return text
    _, problems = read_yaml(text, where, kind, first_line)
    pieces = LINE_END.split(text)  # lines at even places, their ends between them
    for _ in range(ROUNDS):
        if not problems:
            return "".join(pieces)
        if not _mend_once(pieces, problems, first_line):
            return text
        _, problems = read_yaml("".join(pieces), where, kind, first_line)
    return text


def _mend_once(pieces: list[str], problems: tuple[Problem, ...], first_line: int) -> bool:
    """Takes one step on each line with a fault, or else on the lines above it and beside it → whether anything was changed."""
    found = False
    faults = sorted({(p.line - first_line, p.code == "yaml.wide-comma") for p in problems})
    for line, comma in faults:
        found |= _change_line(pieces, line, partial(_first_step, comma=comma))
    for above in () if found else [line for line, _ in faults]:
        while above and _change_line(pieces, above - 1, _with_colon_behind_key):  # what YAML takes for one long text is broken at its end
            found, above = True, above - 1
    for line in () if found else [line + beside for line, _ in faults for beside in (-1, 1)]:
        found |= _change_line(pieces, line, _with_spaces_indenting)
    return found


def _change_line(pieces: list[str], line: int, step: Callable[[str], str]) -> bool:
    at = 2 * line
    if not 0 <= at < len(pieces):
        return False
    before, pieces[at] = pieces[at], step(pieces[at])
    return before != pieces[at]


def _with_colon_behind_key(line: str) -> str:
    """A line above a fault → the same with a half-width colon behind its key."""
    match = PARTS.fullmatch(line)
    return line if match is None else match[1] + _colon(match[2] or "", match[3]) + match[3]


def _with_spaces_indenting(line: str) -> str:
    """A line beside a fault → the same with spaces that indent, where an item or a key begins in it: `　- find: 甲`, `　put：乙`."""
    match = PARTS.fullmatch(line)
    return line if match is None or not (match[2] or "-" in match[1]) else _half_width_indent(match[1]) + line[match.end(1) :]


def _first_step(line: str, comma: bool) -> str:
    """A line with a fault → the same after the first step that changes anything, or as it was."""
    return next(_possible_mendings(line, comma), line)


def _possible_mendings(line: str, comma: bool) -> Iterator[str]:
    """A line with a fault → what each step makes of it that changes anything. `comma`: it stands in a list in brackets."""
    match = PARTS.fullmatch(line)
    if match is None:
        return
    begin, key, value = match[1], match[2] or "", match[3]
    made = (
        _half_width_indent(begin) + key + value,
        begin + _colon(key, value) + value,
        begin + key + in_brackets(value, every=False, inside=False),
        begin + key + in_brackets(value, every=True, inside=False),
        in_brackets(line, every=False, inside=True) if comma else line,
        begin + key + (f'"{quoted[1]}"{quoted[2]}' if (quoted := QUOTED.fullmatch(value)) else value),
    )
    yield from (after for after in made if after != line)


def _half_width_indent(begin: str) -> str:
    """Indentation and dash → the same without full-width spaces, of which one is as wide as two."""
    before, dash, after = begin.partition("-")
    return before.replace("\u3000", "  ") + dash + after.replace("\u3000", " ")


def _colon(key: str, value: str) -> str:
    """`place：` → `place: `; the half-width colon of `https://…` stays as it is."""
    if "：" not in key and "\u3000" not in key:
        return key
    return key.rstrip(" \u3000:：") + (": " if value else ":")


def in_brackets(value: str, every: bool, inside: bool) -> str:
    """A value → its lists and mappings in brackets with half-width signs; what is not in brackets, or in quotes, stays.

    `every` also mends the commas and colons of mappings, else only commas of lists; `inside`: an earlier line opened the bracket.

    【甲，乙】  →  [甲, 乙];   {id：a，words：[甲，乙]}  →  {id: a, words: [甲, 乙]};   甲，乙  →  甲，乙
    """
    opened = ["["] if inside else []
    written: list[str] = []
    fresh, token, at = True, 0, 0  # fresh: an item may begin here; token: where in `written` it began
    while at < len(value) and (opened or fresh):
        sign, at = value[at], at + 1
        if fresh and sign in "\"'“" and (end := value.find("”" if sign == "“" else sign, at)) >= 0 and _can_be_requoted(sign, value[at:end]):
            mark = '"' if sign == "“" and opened else sign
            written.append(mark + value[at:end] + (mark if mark != "“" else "”"))
            fresh, at = False, end + 1
        elif fresh and sign in OPENING:
            opened.append(OPENING[sign])
            written.append(HALF.get(sign, sign))
            token = len(written)
        elif opened and CLOSING.get(sign) == opened[-1]:
            opened.pop()
            written.append(HALF.get(sign, sign))
            fresh = False
        elif opened and (sign == "," or (sign == "，" and (every or opened[-1] == "["))):
            written.append(sign if sign == "," else _with_space_behind(",", value[at : at + 1]))
            fresh, token = True, len(written)
        elif opened[-1:] == ["{"] and (sign == ":" and value[at : at + 1] == " " or sign == "：" and every) and _key(written[token : token + LONGEST_KEY + 1]):
            written.append(sign if sign == ":" else _with_space_behind(":", value[at : at + 1]))
            fresh = True
        elif sign == "#" and value[at - 2 : at - 1] in ("", " "):
            return "".join(written) + value[at - 1 :]
        else:
            blank = sign in " \u3000"
            written.append(" " if blank and fresh and opened else sign)
            fresh = fresh and blank
    return "".join(written) + value[at:]


def _key(written: list[str]) -> bool:
    """Whether what was written since the last sign is a key of a mapping."""
    return len(written) <= LONGEST_KEY and bool(KEY.fullmatch("".join(written)))


def _can_be_requoted(mark: str, inner: str) -> bool:
    """Whether a text in Chinese quotation marks can stand in half-width ones."""
    return mark != "“" or not set(inner) & set('"\\')


def _with_space_behind(sign: str, following: str) -> str:
    return sign if following in ("", " ", "\u3000") else sign + " "
