"""Problem: something that an editor can put right, with its file and line, and the one way to print it.

A stage that meets something unclear returns Problems beside its value; it never prints and never raises for what stands in
a file. Messages are English source strings with {named} places; they are translated only where they are printed.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["error", "warning"]
ERROR: Final = "error"  # something was left out: a report, a figure, a page
WARNING: Final = "warning"  # published as it is; an editor should look at it
LIKE = 0.5  # of the characters that two names have in common, to be told “did you mean …”: many names are short, 晋城 and 晋城市城区


def N_(message: str) -> str:  # noqa: N802 (the name that gettext's tools look for)
    """Marks an English source string for translation and returns it unchanged."""
    return message


@dataclass(frozen=True, slots=True)
class Problem:
    """Where something is wrong, what (quoted), and what to do about it.

    `where` is the file as the user named it; `line` counts from 1, 0 speaks of the whole file. `message` and `hint` are
    English source strings (marked with N_), their {named} places filled from `values` after translation.

        Problem("content/site.yaml", 3, "content.unknown-key", N_("unknown key {key}"), N_("did you mean {guess}?"),
                values=(("key", "titel"), ("guess", "title")))
    """

    where: str
    line: int
    code: str
    message: str
    hint: str
    values: tuple[tuple[str, str], ...] = ()
    quote: str = ""
    severity: Severity = ERROR

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Problem → "file:line: message “quote” — hint", in the language of `translate`."""
        values = dict(self.values)
        place = f"{self.where}:{self.line}" if self.line else self.where
        quote = f" “{self.quote}”" if self.quote else ""
        return f"{place}: {translate(self.message).format(**values)}{quote} — {translate(self.hint).format(**values)}"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems → the same, each once, by file and line; of one line what is wrong goes before what is doubted."""
    return tuple(sorted(set(problems), key=lambda p: (p.where, p.line, p.severity, p.code, p.message, p.values, p.quote, p.hint)))


def meant(wrong: str, known: Iterable[str], most: int = 1) -> tuple[str, ...]:
    """A name that does not exist, and those that do → the ones that were probably meant, the likest first; () where none is like it.

        ecolgy, of ecology and economy → ecology      晋城, of 晋城市城区 and 侯马市 → 晋城市城区
    """
    return tuple(difflib.get_close_matches(wrong, sorted(set(known)), most, LIKE))
