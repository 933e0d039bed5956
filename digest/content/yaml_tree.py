"""YAML text → plain lists, dicts and texts, each with its line: the home of ruamel.yaml.

A small part of YAML 1.2 is enough for editors: mappings, lists, texts. No anchors (a bomb can be made of them), no tags, one
document. Every scalar stays text; the field it is for decides its type. The typical mistakes of those who type Chinese (a full-width
colon or comma, a tab) are reported and mended in a copy, and reading goes on, so that all mistakes are reported at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from digest.content.yaml_mistakes import NOT_YAML, in_our_words
from digest.model.problem import N_, Problem

Path = tuple[str | int, ...]
LONGEST, DEEPEST, MOST = 1_000_000, 20, 200_000  # characters, levels, values
MENDED_AT_MOST = 50  # lines mended in one file before we stop

# matches "\x07" · "\u202e"      not "\t" · "\n" · "\u3000"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# at the start: "  - 标题：山西" · title：x      not title: 山西：概况
WIDE_COLON = re.compile(r"^[ ]{0,80}(?:- {1,8})?[\w\-]{1,40}：")
# What follows `http:` is a value, not a key's.
# at the start: title:x      not title: x · url: · http://x
NO_SPACE = re.compile(r"^[ ]{0,80}(?:- {1,8})?[A-Za-z_][\w\-]{0,39}:(?=[^\s:/])")
# at the start: "\ttitle: x" · "  \tx"      not "title:\tx"
TABS = re.compile(r"^[ ]{0,80}\t[ \t]{0,80}")

@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML document: lists, dicts and texts, the line of each path (of a key: where the key stands), keys without value."""

    value: Any
    lines: dict[Path, int]
    empty: frozenset[Path]
    text: tuple[str, ...]
    first_line: int = 1

    def place(self, path: Path) -> tuple[int, str]:
        """A path → the line of the longest part of it that is written, and what stands there."""
        while path and path not in self.lines:
            path = path[:-1]
        line = self.lines.get(path, 0)
        return line + self.first_line, quoted(self.text, line)


@dataclass(slots=True)
class _Growing:
    """The tree while it is read. Lines count from 0 here, as ruamel counts."""

    text: tuple[str, ...]
    first_line: int
    lines: dict[Path, int] = field(default_factory=dict)
    empty: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, code: str, message: str, hint: str, **values: str) -> None:
        self.problems.append(
            Problem("", line + self.first_line, code, message, hint, tuple(sorted(values.items())), quoted(self.text, line))
        )


class _RefusedError(Exception):
    """Reading can not go on; the reason is among the problems."""


def read_tree(text: str, where: str, first_line: int = 1) -> tuple[Tree | None, tuple[Problem, ...]]:
    """YAML text → its tree (None where it can not be read) and what is wrong with it, by line. Nobody changes a tree."""
    tree, problems = _read(text, first_line)
    return tree, tuple(replace(problem, where=where) for problem in problems)


@lru_cache(maxsize=16)  # files of content/, which a program that goes on reads again and again, and few of them anew
def _read(text: str, first_line: int) -> tuple[Tree | None, tuple[Problem, ...]]:
    grown = _Growing(tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")), first_line)
    if len(text) > LONGEST:
        grown.wrong(0, "yaml.too-long", N_("the YAML is longer than {most} characters"), N_("split it"), most=str(LONGEST))
        return None, tuple(grown.problems)
    for number, line in enumerate(grown.text):
        if found := CONTROL.search(line):
            grown.wrong(
                number, "yaml.control", N_("an invisible control character, {name}"), N_("delete it"), name=f"U+{ord(found[0]):04X}"
            )
    if grown.problems:
        return None, tuple(grown.problems)
    value, mended = _read_mending(list(grown.text), grown)
    problems = tuple(sorted(set(grown.problems), key=lambda p: (p.line, p.code)))
    return (None if mended is None else Tree(value, grown.lines, frozenset(grown.empty), grown.text, first_line)), problems


def quoted(text: tuple[str, ...], line: int) -> str:
    """Lines and the number of one (from 0) → what stands there, shortened."""
    found = text[line].strip() if 0 <= line < len(text) else ""
    return found if len(found) <= 80 else found[:79] + "…"


def _read_mending(lines: list[str], grown: _Growing) -> tuple[Any, list[str] | None]:
    """Reads, and after each mistake that we know reads again a copy without it; None where a mistake can't be mended."""
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    said = list(grown.problems)
    for _ in range(MENDED_AT_MOST):
        grown.problems, before = list(said), len(said)
        grown.lines.clear()
        grown.empty.clear()
        try:
            return _value_of_document(_events_of_text("\n".join(lines) + "\n"), grown), lines
        except _RefusedError:
            return None, None
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = min(mark.line if mark else 0, len(lines) - 1)
            context = error.context_mark.line if error.context_mark else line
            grown.problems = grown.problems[:before]
            if _mend(lines, _lines_about(lines, context if "scanning" in str(error.context) else line, line), grown):
                said = list(grown.problems)
                continue
            if all(p.line != line + grown.first_line for p in said):  # else it follows from what we said and mended there
                message, hint = in_our_words(f"{error.context} {error.problem}")
                opened = not lines[line].strip() or "quoted" in str(error.context) or "flow" in str(error.context)
                grown.wrong(context if opened else line, "yaml.broken", message, hint)
            return None, None
        except YAMLError:
            grown.wrong(0, "yaml.broken", *NOT_YAML)
            return None, None
    return None, None


def _events_of_text(text: str) -> Iterator[Any]:
    """YAML → its events, read by libyaml; where that finds a mistake, by ruamel's own parser, ten times as slow, which says better what it is."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return iter(tuple(islice(YAML(typ="safe").parse(text), MOST + 1)))
    except YAMLError:
        return iter(YAML(typ="safe", pure=True).parse(text))


def _lines_about(lines: list[str], first: int, last: int) -> range:
    """The lines of a mistake → the same, and those directly above that look as if they were part of it."""
    first = min(first, last)
    while first > 0 and (WIDE_COLON.match(lines[first - 1]) or NO_SPACE.match(lines[first - 1])):
        first -= 1
    return range(first, last + 1)


def _mend(lines: list[str], near: range, grown: _Growing) -> bool:
    """Looks near a mistake for what editors get wrong; says it, mends it in `lines` → whether anything was found."""
    found = False
    for number in near:
        line = lines[number]
        if TABS.match(line):
            grown.wrong(number, "yaml.tab", N_("a tab where the line is indented"), N_("indent with spaces"))
            line = TABS.sub(lambda m: m[0].replace("\t", "  "), line)
        if WIDE_COLON.match(line):
            grown.wrong(
                number,
                "yaml.wide-colon",
                N_("a full-width colon behind a key"),
                N_("write a half-width colon and a space: “{key}: …”"),
                key=line.split("：")[0].strip(" -"),
            )
            line = line.replace("：", ": ", 1)
        elif NO_SPACE.match(line):
            grown.wrong(
                number,
                "yaml.no-space",
                N_("no space behind the colon of a key"),
                N_("write “{key}: …”, with a space behind the colon"),
                key=line.split(":")[0].strip(" -"),
            )
            line = line.replace(":", ": ", 1)
        found, lines[number] = found or line != lines[number], line
    return found


def _value_of_document(events: Iterator[Any], grown: _Growing) -> Any:
    """The events of one document → its value."""
    value, seen, count = None, False, 0

    def step() -> Any:
        nonlocal count
        count += 1
        event = next(events)
        line = event.start_mark.line
        if count > MOST:
            grown.wrong(line, "yaml.too-many", N_("more than {most} values in one file"), N_("split it"), most=str(MOST))
            raise _RefusedError
        if getattr(event, "anchor", None) is not None:
            grown.wrong(line, "yaml.anchor", N_("an anchor or alias (& or *)"), N_('write the value out, or put it in "…" if it is text'))
            raise _RefusedError
        if getattr(event, "tag", None) is not None and str(event.tag) not in ("!", "None"):
            grown.wrong(line, "yaml.tag", N_("a YAML tag (!)"), N_('delete it, or put the value in "…" if it is text'))
            raise _RefusedError
        return event

    while True:
        try:
            event = step()
        except StopIteration:
            return value
        match type(event).__name__:
            case "StreamStartEvent" | "StreamEndEvent" | "DocumentEndEvent":
                pass
            case "DocumentStartEvent":
                if seen:
                    hint = N_("keep one document in a file: delete the line")
                    grown.wrong(event.start_mark.line, "yaml.second", N_("a second document (---)"), hint)
                    raise _RefusedError
                seen = True
            case _:
                value = _value_of_event(event, step, (), grown)


def _value_of_event(event: Any, step: Any, path: Path, grown: _Growing) -> Any:
    """An event and how to get the next → the value that begins with it: text, None, list or dict."""
    line = event.start_mark.line
    grown.lines.setdefault(path, line)
    if len(path) > DEEPEST:
        grown.wrong(line, "yaml.deep", N_("lists or keys nested more than {most} deep"), N_("write it flatter"), most=str(DEEPEST))
        raise _RefusedError
    match type(event).__name__:
        case "ScalarEvent":
            plain = event.style is None or event.style == ""
            return None if plain and event.value in ("", "~", "null", "Null", "NULL") else event.value
        case "SequenceStartEvent":
            return _list_of_events(event, step, path, grown)
        case _:
            return _dict_of_events(step, path, grown)


def _list_of_events(start: Any, step: Any, path: Path, grown: _Growing) -> list[Any]:
    items: list[Any] = []
    while type(event := step()).__name__ != "SequenceEndEvent":
        if start.flow_style and type(event).__name__ == "ScalarEvent" and not event.style and ("，" in event.value or "、" in event.value):
            grown.wrong(
                event.start_mark.line,
                "yaml.wide-comma",
                N_("a full-width comma in a list in brackets"),
                N_('write half-width commas between the items, or put the item in "…"'),
            )
        items.append(_value_of_event(event, step, (*path, len(items)), grown))
    return items


def _dict_of_events(step: Any, path: Path, grown: _Growing) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while type(event := step()).__name__ != "MappingEndEvent":
        line = event.start_mark.line
        if type(event).__name__ != "ScalarEvent":
            grown.wrong(line, "yaml.key", N_("a key that is not a word"), N_('put the value in "…" if the bracket is part of a text'))
            raise _RefusedError
        key = event.value
        again = key in found or (*path, key) in grown.empty
        if again:
            first = grown.lines[(*path, key)] + grown.first_line
            grown.wrong(
                line,
                "yaml.duplicate-key",
                N_("the key {key} stands here for the second time"),
                N_("keep one of them; the first is on line {first}"),
                key=key,
                first=str(first),
            )
            _value_of_event(step(), step, (*path, key, "#"), grown)
            continue
        grown.lines[(*path, key)] = line
        value = _value_of_event(step(), step, (*path, key), grown)
        if value is None:
            grown.empty.add((*path, key))
        else:
            found[key] = value
    return found
