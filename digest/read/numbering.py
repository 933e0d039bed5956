"""The numbers that Word makes itself: 一、（一）1. of a list stand in numbering.xml, not in the text. Here they are worked out again.

Rules: ECMA-376 Part 1, 17.9 (numbering) and 17.18.59 (formats of numbers); a paragraph's style may bring the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from digest.chinese.numerals import chinese
from digest.read.ooxml import child, children, is_on, local, number, value

DIGITS = "〇一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
FORMAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
# The place of a level's number in a pattern
# matches 第%1章      not 5%
PLACE = re.compile(r"%([1-9])")
LEVELS = 9


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int = -1  # the level after which it begins anew; -1: after any above it, 0: never
    legal: bool = False  # all numbers in it are Arabic
    style: str = ""
    suffix: str = "tab"


@dataclass(slots=True)
class _List:
    """A list as it is written: its levels, those it changes included, and the definition with which it shares its count."""

    definition: str
    levels: dict[int, _Level]
    begins: dict[int, int]  # levels at which it begins anew, and with what


@dataclass(slots=True)
class Numbering:
    """The lists of one document, and how far each has been counted."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # style → its list and level
    counts: dict[str, list[int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Element | None) -> str:
        """A paragraph's properties (w:pPr) → the number that Word sets before it, "" without one; counts on.

        Two paragraphs of a list with the pattern （%1） in chineseCounting → （一） and （二）
        """
        found = self._place(properties)
        if found is None:
            return ""
        entry, at = self.lists[found[0]], found[1]
        level = entry.levels.get(at)
        if level is None:
            return ""
        counts = self.counts.setdefault(entry.definition, [0] * LEVELS)
        if at in entry.begins and (found[0], at) not in self.begun:
            self.begun.add((found[0], at))
            counts[at] = entry.begins[at]
        else:
            counts[at] = counts[at] + 1 if counts[at] else level.start
        for deeper in range(at + 1, LEVELS):
            other = entry.levels.get(deeper)
            if other is None or other.restart < 0 or at < other.restart:
                counts[deeper] = 0
        return _number_text(entry.levels, at, counts)

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """A paragraph's properties → its list and level, said there or by its style; list 0 takes the number away."""
        own = child(properties, "numPr")
        style = value(child(properties, "pStyle"))
        by_style = self.styles.get(style)
        name = value(child(own, "numId")) or (by_style[0] if by_style else "")
        if name not in self.lists:
            return None
        at = number(child(own, "ilvl"), by_style[1] if by_style else 0)
        return (name, at) if 0 <= at < LEVELS else None


def numbering_of(numbering: Element | None, styles: Element | None) -> Numbering:
    """numbering.xml and styles.xml → the lists of the document; without them, none."""
    if numbering is None:
        return Numbering()
    definitions = {value(d, "abstractNumId"): d for d in children(numbering, "abstractNum")}
    linked = {value(child(d, "styleLink")): name for name, d in definitions.items() if child(d, "styleLink") is not None}
    found = Numbering()
    for num in children(numbering, "num"):
        name = value(child(num, "abstractNumId"))
        definition = definitions.get(name)
        link = value(child(definition, "numStyleLink"))
        name = linked.get(link, name) if link else name
        if name not in definitions:
            continue
        levels = {number(lvl, 0, "ilvl"): _level(lvl) for lvl in children(definitions[name], "lvl")}
        begins = {}
        for changed in children(num, "lvlOverride"):
            at = number(changed, 0, "ilvl")
            other = child(changed, "lvl")
            if other is not None:
                levels[at] = _level(other)
            if child(changed, "startOverride") is not None:
                begins[at] = number(child(changed, "startOverride"), 1)
        found.lists[value(num, "numId")] = _List(name, levels, begins)
    found.styles = _numbered_styles(styles, found.lists)
    return found


def _level(element: Element) -> _Level:
    """w:lvl → what it says; a format for newer programs stands in an AlternateContent."""
    format = child(element, "numFmt")
    if format is None:
        format = next((f for f in element.iter() if local(f) == "numFmt"), None)
    return _Level(
        value(format) or "decimal",
        value(child(element, "lvlText")),
        number(child(element, "start"), 0 if child(element, "start") is None else 1),
        number(child(element, "lvlRestart"), -1),
        is_on(child(element, "isLgl")),
        value(child(element, "pStyle")),
        value(child(element, "suff")) or "tab",
    )


def _numbered_styles(styles: Element | None, lists: dict[str, _List]) -> dict[str, tuple[str, int]]:
    """styles.xml → the styles with a list of their own or of the style that they are based on, and their level in it."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in children(styles, "style"):
        name = value(style, "styleId")
        based[name] = value(child(style, "basedOn"))
        said = child(style, "pPr", "numPr")
        if said is not None:
            own[name] = (value(child(said, "numId")), number(child(said, "ilvl"), -1))
    found = {}
    for name in based:
        at, seen, list_name, level = name, set(), "", -1
        while at and at not in seen and not list_name:
            seen.add(at)
            list_name, deep = own.get(at, ("", -1))
            level = deep if level < 0 else level
            at = based.get(at, "")
        if list_name not in lists:
            continue
        styled = next((i for i, lvl in lists[list_name].levels.items() if lvl.style in seen and lvl.style), -1)
        found[name] = (list_name, level if level >= 0 else max(styled, 0))
    return found


def _number_text(levels: dict[int, _Level], at: int, counts: list[int]) -> str:
    level = levels[at]
    if level.format == "bullet":
        return level.pattern if level.pattern in ("—", "——", "－－") else ""

    def shown(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        known = levels.get(other)
        count = counts[other] or (known.start if known else 1)
        return written(count, "decimal" if level.legal or known is None else known.format)

    text = PLACE.sub(shown, level.pattern)
    gap = " " if text[-1:].isalnum() and level.suffix != "nothing" and not text.endswith(("章", "节", "条", "篇", "部分")) else ""
    return text + gap


def written(count: int, format: str) -> str:
    """A number in one of Word's formats: (12, "chineseCountingThousand") → 十二, (2, "ideographTraditional") → 乙"""
    if format == "none":
        return ""
    if format in ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting",
                  "ideographEnclosedCircle"):  # fmt: skip
        return chinese(count) if 0 < count < 10000 else str(count)
    if format in ("chineseLegalSimplified", "ideographLegalTraditional"):
        formal = FORMAL if format == "chineseLegalSimplified" else FORMAL_TRADITIONAL
        return chinese(count, formal, "拾佰仟") if 0 < count < 10000 else str(count)
    if format in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"):
        return "".join(DIGITS[int(d)] for d in str(max(count, 0)))
    if format in ("ideographTraditional", "ideographZodiac"):
        letters = STEMS if format == "ideographTraditional" else BRANCHES
        return letters[count - 1] if 0 < count <= len(letters) else str(count)
    if format in ("decimalFullWidth", "decimalFullWidth2"):
        return str(count).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if format in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < count <= 20:
        return chr(0x2460 + count - 1)
    if format == "decimalEnclosedParen":
        return f"（{count}）"
    if format == "decimalEnclosedFullstop":
        return f"{count}."
    if format == "decimalZero":
        return f"{count:02}"
    if format in ("upperLetter", "lowerLetter") and 0 < count <= 780:
        letter = chr(65 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if format == "upperLetter" else letter.lower()
    if format in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        return _roman(count) if format == "upperRoman" else _roman(count).lower()
    return str(count)


def _roman(count: int) -> str:
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
             (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    text = ""
    for worth, letters in steps:
        while count >= worth:
            text, count = text + letters, count - worth
    return text
