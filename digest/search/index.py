"""Texts → the index that a browser searches, in scripts small enough to be fetched as they are needed.

A text (a paragraph, a heading) has a number, and a word its place in the text. The index has a line for each pair of neighbouring words,
sorted: the first word, a space, the second (none before the end of a sentence), a tab, and where the pair stands. So a phrase is found by
its pairs at their distances, a single word by all lines that it begins, and nothing has to be verified in the texts. Where signs stand
between the two, the pair has a second line, whose key ends with them (, and the code point of each in hexadecimal digits): what is
written exactly as it is sought is the phrase without the places of these lines.

Lines are cut into shards of at most SHARD bytes; the first key of each is all that a browser must know to ask for the right one. A line
too long for one shard goes on in the next, whose first key ends with a tab.

Texts are indexed in segments (SEGMENT reports of a year), each by itself, so that it can be remembered and done in parallel. A line
has a piece for each segment in which its pair stands, parted by spaces: the number of the segment, then for each text its number less
that of the text before, twice, and one more where the pair stands there more than once, in which case the count follows; then the
places, each less the one before. docs/search.md tells it for those who want to read the index by another program.
"""

from __future__ import annotations

import heapq
import io
from collections.abc import Iterable, Iterator
from itertools import groupby

from digest.search.tokens import GAP, signed_words

SEGMENT = 64  # reports
SHARD = 100_000  # bytes
# Numbers are written in the base 45, the last digit with a letter of the first half, the others with one of the second. None of the
# letters means anything to JavaScript within backticks.
LETTERS = "".join(chr(c) for c in range(33, 127) if chr(c) not in "`\\${")
BASE = len(LETTERS) // 2


def number(value: int) -> str:
    """0 → !   44 → O   45 → Q!: a number from 0 as text."""
    text = LETTERS[value % BASE]
    while value := value // BASE:
        text = LETTERS[BASE + value % BASE] + text
    return text


NUMBERS = tuple(number(value) for value in range(BASE * BASE))  # nearly all that are needed


def numbers(text: str) -> Iterator[int]:
    """The other way: the numbers of a text that number() wrote."""
    value = 0
    for letter in text:
        digit = LETTERS.index(letter)
        value = value * BASE + digit % BASE
        if digit < BASE:
            yield value
            value = 0


def index_segment(texts: tuple[str, ...]) -> str:
    """The texts of one segment → its lines, sorted, each with one piece that lacks the segment's number."""
    lines: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for text, said in enumerate(texts):
        for key, places in _pairs_of_words(said).items():
            if key not in last:
                lines[key] = []
            lines[key].append(_piece_of_text(text - last.get(key, 0), places))
            last[key] = text
    return "\n".join(f"{key}\t{''.join(lines[key])}" for key in sorted(lines))


def _piece_of_text(skipped: int, places: list[int]) -> str:
    """How many texts further, and where a pair stands there → as a piece has it."""
    if len(places) == 1:
        return _number(2 * skipped) + _number(places[0])
    steps = (place - before for before, place in zip((0, *places), places))
    return _number(2 * skipped + 1) + _number(len(places)) + "".join(map(_number, steps))


def _pairs_of_words(text: str) -> dict[str, list[int]]:
    """A text → its pairs, each with its places."""
    found: dict[str, list[int]] = {}
    said = signed_words(text)
    for place, ((_, one), (signs, other)) in enumerate(zip(said, [*said[1:], ("", GAP)])):
        if one:
            key = f"{one} {other}" if other else one
            for line in (key, key + spelled(signs)) if signs and other else (key,):
                if line in found:
                    found[line].append(place)
                else:
                    found[line] = [place]
    return found


def spelled(signs: str) -> str:
    """Signs between two words → as a key has them.  ”、 → ,201d,3001"""
    return "".join(f",{ord(sign):x}" for sign in signs)


def _number(value: int) -> str:
    return NUMBERS[value] if value < len(NUMBERS) else number(value)


def merged(segments: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The lines of all segments → key and pieces, sorted; the pieces numbered."""
    rows = heapq.merge(*(_lines_with_segment(n, lines) for n, lines in enumerate(segments)))
    for key, group in groupby(rows, key=lambda row: row[0]):
        yield key, [number(segment) + piece for _, segment, piece in group]


def _lines_with_segment(segment: int, lines: str) -> Iterator[tuple[str, int, str]]:
    for line in io.StringIO(lines):
        key, _, piece = line.rstrip("\n").partition("\t")
        yield key, segment, piece


def shards(lines: Iterable[tuple[str, list[str]]], most: int = SHARD) -> Iterator[tuple[str, str]]:
    """Sorted lines → the first key of each shard and its text. Only a single piece longer than a shard makes one that is."""
    first, size = "", 0
    shard: list[str] = []
    for key, pieces in lines:
        head = len(key.encode()) + 2
        whole = head + sum(map(len, pieces)) + len(pieces)
        for number_of, piece in _runs_that_fit(pieces, most - head) if whole > most else [(0, " ".join(pieces))]:
            line = f"{key}\t{piece}"
            if shard and size + len(piece) + head > most:
                yield first, "\n".join(shard)
                shard, size = [], 0
            if not shard:
                first = key + "\t" if number_of else key
            shard.append(line)
            size += len(piece) + head
    if shard:
        yield first, "\n".join(shard)


def _runs_that_fit(pieces: list[str], most: int) -> Iterator[tuple[int, str]]:
    """The pieces of a line → runs of them that fit, each with its number."""
    run: list[str] = []
    size = count = 0
    for piece in pieces:
        if run and size + len(piece) + 1 > most:
            yield count, " ".join(run)
            run, size, count = [], 0, count + 1
        run.append(piece)
        size += len(piece) + 1
    yield count, " ".join(run)


def runs(values: Iterable[int]) -> str:
    """Values, one a text → each with how often it follows itself: 3 3 3 0 → 3 ×3, 0 ×1."""
    return "".join(number(value) + number(sum(1 for _ in same)) for value, same in groupby(values))
