"""Text and figures of any length → text that fits on a chart: shortened, or broken into lines."""

from __future__ import annotations

from itertools import pairwise

from digest.model.typeface import printable

NEVER_FIRST = frozenset("，。、；：！？）》」』”’—…%‰～·")  # what may not begin a line
NEVER_LAST = frozenset("（《「『“‘≥≤约")  # what may not end one


def ems(text: str) -> float:
    """Text → its width in ems: a Chinese character one, a Latin letter or digit about six tenths."""
    return sum(0.6 if ord(c) < 0x2000 else 1.0 for c in text)


def one_line(text: str) -> str:
    """Text of any length → the same without line ends and what has no shape."""
    return " ".join(printable(text).split(" "))


def short(text: str, most: float) -> str:
    """Text of any length → one line of at most so many ems, an ellipsis where it is cut; the whole stands in the table beside it."""
    line = one_line(text)
    if ems(line) <= most:
        return line
    kept = ""
    for character in line:
        if ems(kept + character) > most - 1:
            break
        kept += character
    return kept + "…"


def lines(text: str, most: float, count: int = 3) -> list[str]:
    """Text → lines of at most so many ems, broken where Chinese may be and never within a number; of more than `count` the last is cut.

    2023年完成：侯马市最高（12.1%） · 9 → 2023年完成： / 侯马市最高 / （12.1%）
    """
    line, found = "", []
    for piece in _pieces_kept_together(one_line(text)):
        if line and ems(line + piece) > most:
            found.append(line)
            line = ""
        line += piece
    found += [line] if line else []
    return found[:count] if len(found) <= count else [*found[: count - 1], short("".join(found[count - 1 :]), most)]


def _pieces_kept_together(text: str) -> list[str]:
    """Text → what stays together on a line: numbers and words, and signs with what they belong to."""
    found: list[str] = []
    for character in text:
        last = found[-1][-1] if found else ""
        word = ord(character) < 0x2000 and character != " "
        if last and (character in NEVER_FIRST or last in NEVER_LAST or (word and ord(last) < 0x2000 and last != " ")):
            found[-1] += character
        else:
            found.append(character)
    return found


def evenly(text: str, most: int) -> list[str]:
    """科技创新与教育, 3 → lines of at most so many characters, as even as they can be: 科技创 / 新与 / 教育; numbers whole: 4.5— / 5%"""
    line = one_line(text)
    if any(character.isdigit() for character in line):
        return lines(line, most, len(line))
    size, more = divmod(len(line), count := -(-len(line) // most) or 1)
    starts = [i * size + min(i, more) for i in range(count + 1)]
    return [line[a:b] for a, b in pairwise(starts)]
