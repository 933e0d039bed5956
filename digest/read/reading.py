"""What all readers share: the problems of one file, and its lines → a Source without control characters and invisible marks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from digest.chinese.folding import folded
from digest.chinese.traditional import to_simplified
from digest.model.closed_sets import Format
from digest.model.front_matter import FrontMatter
from digest.model.problem import ERROR, N_, WARNING, Problem, Severity
from digest.model.report import Line, Source
from digest.read.as_read import as_read, in_traditional

# Characters that are never text: NUL, C0 and C1 controls, BiDi overrides; U+200B is only made away with
# matches "\x00" · "\x85" · "\u202e"      not "\t" · "\u200b"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
# Marks without width that break words apart for a program and for nobody else
# matches "工\u200b作" · "\ufeff" · "\u00ad"      not 工作 · " "
INVISIBLE = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u00ad]")

# A line's end that somebody wrote out, as exports of tables do
# matches 甲\r\n乙 · 甲\n乙      not C:\name
WRITTEN_END = re.compile(r"\\r\\n|\\n(?![A-Za-z])")


def parted(text: str) -> list[str]:
    """A line → the lines that it holds where somebody wrote their ends out: 甲\\r\\n乙 → 甲 and 乙"""
    return WRITTEN_END.split(text) if "\\" in text else [text]


@dataclass(slots=True)
class Reading:
    """What is gathered while one file is read: its name, its bytes and what is wrong with it."""

    path: str
    data: bytes
    problems: list[Problem] = field(default_factory=list)
    tables: int = 0  # that were found so far

    def report(self, line: int, code: str, message: str, hint: str, severity: Severity = ERROR, **values: object) -> None:
        pairs = tuple((key, str(value)) for key, value in values.items())
        self.problems.append(Problem(self.path, line, code, message, hint, values=pairs, severity=severity))

    def new_table(self) -> int:
        """→ the number of the file's next table, for its rows."""
        self.tables += 1
        return self.tables

    def source(
        self, format: Format, encoding: str, lines: Iterable[Line], front: FrontMatter | None = None, stated: tuple[tuple[str, int], ...] = ()
    ) -> tuple[Source | None, tuple[Problem, ...]]:
        """Lines → the file's Source, rows of tables as sentences, empty lines at its end dropped; None and a problem where no line holds text.

        Each line is read in simplified characters and the marks of Chinese, and keeps how it is written.
        """
        given = list(lines)
        found = as_read(given)
        front = replace(front, place=to_simplified(front.place)) if front and in_traditional(given) else front
        while found and not found[-1].text.strip():
            found.pop()
        if not any(line.text.strip() for line in found):
            self.report(0, "read.empty", N_("the file holds no text"), N_("give a file with the report's text"))
            return self.refused()
        digest = hashlib.sha256(self.data).hexdigest()
        return Source(self.path, digest, format, encoding, tuple(found), front or FrontMatter(), stated), tuple(self.problems)

    def tell_struck(self, number: int, words: str) -> None:
        """Words that the document strikes out, and so are left out → a warning with them."""
        said = words.strip()
        self.report(number, "read.struck", N_("words that are struck out (删除线) are left out: {words}"),
                    N_("if they are meant, remove the line through them in the file"), WARNING, words=said[:60] + "…" * (len(said) > 60))  # fmt: skip

    def refused(self) -> tuple[None, tuple[Problem, ...]]:
        return None, tuple(self.problems)

    def cleaned(self, number: int, text: str) -> str:
        """A line → the same without control characters (reported, and read as spaces), entities of spaces, and marks without width; folded."""
        if text.isascii() and text.isprintable() and "&" not in text:
            return text
        found = CONTROL.search(text)
        if found:
            self.report(number, "read.control", N_("control character {character} in the text"),
                        N_("it was read as a space; remove it from the file"), WARNING, character=f"U+{ord(found[0]):04X}")  # fmt: skip
            text = CONTROL.sub(" ", text)
        if "&nbsp" in text:
            text = text.replace("&nbsp;", " ")
        return folded(INVISIBLE.sub("", text))
