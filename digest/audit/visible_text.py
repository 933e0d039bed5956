"""HTML made by this program → the text that a reader sees, stretch by stretch, with the links in each.

Not a parser of any HTML: it relies on what our templates and our Markdown give (attributes in double quotes, < > & written as
entities in text and attributes). A stretch is what is read as one: a row of a table, an item, a paragraph, a heading.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# A tag or the text before one; comments and the doctype match as tags whose name begins with "!".
# matches <a href="x"> · </p> · 字 · <!doctype html>      not "<"
PIECE = re.compile(r"<(/?)([a-zA-Z0-9!]{1,20})([^<>]{0,100000})>|([^<]+)")
# matches href="a#p1"      not data-href="x" · href='x'
HREF = re.compile(r'(?<![\w-])(?:href|src)="([^"]{0,4000})"')
# matches alt="图"      not alt=图 · data-alt="图"
ALT = re.compile(r'(?<![\w-])(?:alt|content)="([^"]{0,100000})"')
# matches title="原句"      not data-title="x"
TITLE = re.compile(r'(?<![\w-])title="([^"]{0,100000})"')
OPEN = frozenset("h1 h2 h3 h4 h5 h6 p li tr dt dd caption figcaption summary title".split())
SILENT = frozenset(("style", "script"))


@dataclass(frozen=True, slots=True)
class LinkedText:
    """Text of one kind: its link's target from the site's root (page#anchor) or "", what hovering it says, and the text."""

    text: str
    target: str = ""
    hover: str = ""


@dataclass(frozen=True, slots=True)
class VisibleStretch:
    """What is read as one, in order. `picture` is the address of the picture whose words these are."""

    runs: tuple[LinkedText, ...]
    picture: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(run.text for run in self.runs)

    @property
    def targets(self) -> tuple[str, ...]:
        """Where its links lead."""
        return tuple(dict.fromkeys(run.target for run in self.runs if run.target))


def stretches(page: str, text: str) -> Iterator[VisibleStretch]:
    """A page's address and its HTML → its stretches. Cells of a row are parted by a tab."""
    runs: list[LinkedText] = []
    target = hover = ""
    silent = False
    for close, tag, attributes, words in PIECE.findall(text):
        if words:
            if not silent:
                runs.append(LinkedText(html.unescape(words), target, hover))
        elif tag in SILENT:
            silent = not close
        elif tag in OPEN:
            if runs:
                yield VisibleStretch(tuple(runs))
            runs = []
        elif tag in ("td", "th"):
            runs.append(LinkedText("\t", hover=""))
        elif tag in ("a", "mark"):
            target, hover = ("", "") if close else (_target_of_link(page, attributes) if tag == "a" else target, _value_of_attribute(TITLE, attributes))
        elif tag in ("img", "meta"):
            yield VisibleStretch((LinkedText(_value_of_attribute(ALT, attributes)),), _target_of_link(page, attributes))
    if runs:
        yield VisibleStretch(tuple(runs))


def _value_of_attribute(pattern: re.Pattern[str], attributes: str) -> str:
    match = pattern.search(attributes)
    return html.unescape(match[1]) if match else ""


def _target_of_link(page: str, attributes: str) -> str:
    """A link's target as seen from the root: on topics/a.html ../reports/b.html#p1 → reports/b.html#p1; of another site as it stands."""
    address = _value_of_attribute(HREF, attributes)
    if not address or "://" in address:
        return address
    path, mark, anchor = address.partition("#")
    return (_from_root(posixpath.dirname(page), path) if path else page) + mark + anchor


@lru_cache(maxsize=100_000)  # a page leads to one report many times
def _from_root(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))
