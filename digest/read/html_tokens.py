"""HTML → a stream of tags and texts, each with its place. No tree is built: nothing is too deep or too long, and nothing is lost.

Parsers that build a tree give up without a word on deep nesting or long texts, and take quadratic time on tags that never end.
Here each character is looked at a bounded number of times, after the rules of the HTML standard's tokenizer (WHATWG, 13.2.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# A tag's name, also of a fragment that lost its spaces
# at the start: <p> · </div> · <divclass="title"      not <5% · < 一 · <GDP增长>
NAME = re.compile(r"</?([A-Za-z][\w:.-]{0,60})(?=[\s/>=<\"']|$)", re.ASCII)
# What ends a tag, or opens a value in quotation marks
# matches "a>" · "=\""      not a=b
STOP = re.compile(r">|=\s{0,20}([\"'])|<(?=/?[A-Za-z!])")
# matches class="nav" · hidden · width=5      not "\""
ATTRIBUTE = re.compile(r"([A-Za-z][\w:.-]{0,60})(?:\s{0,20}=\s{0,20}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{0,2000})))?")
# A character by its name or number
# matches &nbsp; · &#x3000; · &mdash      not && · &一
ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
# Running text that no value of an attribute holds
# matches 增长6%。城镇居民      not 政府工作报告
SWALLOWED = re.compile("[\u4e00-\u9fff][^<>]{0,40}。")
# A tag's name and its first attribute in a fragment that lost its spaces
# wholly: divclass · ahref · tdstyle      not section
GLUED = re.compile(
    r"(div|p|span|td|th|tr|table|a|h[1-6]|font|li|ul|ol|img|center)(?:class|id|style|align|href|src|width|color|face|size|data-.*|target)"
)
RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "svg")


@dataclass(frozen=True, slots=True)
class Token:
    """A tag (`name` in lower case) or, where `name` is empty, a text with its entities resolved. `at`: where it begins."""

    at: int
    name: str = ""
    closing: bool = False
    inside: str = ""  # all between a tag's name and its >
    text: str = ""

    def attributes(self) -> dict[str, str]:
        """→ the tag's attributes, the first of each name; at most 64 of them."""
        found: dict[str, str] = {}
        for match in ATTRIBUTE.finditer(self.inside[:8000]):
            if len(found) >= 64:
                break
            value = next((v for v in match.groups()[1:] if v is not None), "")
            found.setdefault(match[1].lower(), unescape_bounded(value))
        return found


def unescape_bounded(text: str) -> str:
    """&ldquo;五个&rdquo; → “五个”; numbers of thousands of digits stay as they are."""
    return ENTITY.sub(lambda m: unescape(m[0]), text) if "&" in text else text


def tokens(text: str) -> Iterator[Token]:
    """HTML → its tokens in order; comments, declarations and the contents of scripts and pictures are left out.

    「<p>全市<b>增长</b>」 → <p>, 全市, <b>, 增长, </b>
    """
    scan, at, size = _Scan(text), 0, len(text)
    while at < size:
        start = scan.find("<", at)
        if start < 0:
            start = size
        if start > at:
            yield Token(at, text=unescape_bounded(text[at:start]))
        if start == size:
            return
        name = NAME.match(text, start)
        if not name:
            at = scan.after_markup(start)
            if at == start:  # a bare <, as in 误差<5%
                yield Token(start, text="<")
                at = start + 1
            continue
        at = scan.after_tag(name.end())
        if at < 0:  # a tag that never ends is text: nothing is lost
            yield Token(start, text=text[start : name.end()])
            at = name.end()
            continue
        tag = name[1].lower()
        glued = GLUED.fullmatch(tag)
        closing = text[start + 1] == "/"
        inside = text[name.end() : at].removesuffix(">")
        if glued:
            inside, tag = name[1][len(glued[1]) :] + inside, glued[1]
        yield Token(start, tag, closing, inside)
        if tag in RAW and not closing and not inside.endswith("/"):
            end = scan.after_raw(tag, at)
            if tag in ("textarea", "title", "xmp"):
                yield Token(at, text=unescape_bounded(text[at:end]))
            at = end


class _Scan:
    """Searches in one text that remember what stands nowhere further on, so that no search is done again and again in vain."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = ""
        self.gone: set[str] = set()

    def find(self, what: str, at: int, text: str = "") -> int:
        if what in self.gone:
            return -1
        found = (text or self.text).find(what, at)
        if found < 0:
            self.gone.add(what)
        return found

    def after_markup(self, at: int) -> int:
        """Where a comment, a declaration or an instruction ends that begins here; `at` itself where there is none."""
        if self.text.startswith("<!--", at):
            end = self.find("-->", at + 2)
            return end + 3 if end >= 0 else at
        if self.text.startswith(("<!", "<?", "</"), at):
            end = self.find(">", at)
            return end + 1 if end >= 0 else at
        return at

    def after_tag(self, at: int) -> int:
        """Where a tag ends of which the name ended here; -1 where it never does. A value that holds the report's text is none."""
        while stop := STOP.search(self.text, at):
            if stop[0] == ">":
                return stop.end()
            if stop[0] == "<":
                return stop.start()
            end = self.find(stop[1], stop.end())
            if end < 0 or SWALLOWED.search(self.text, stop.end(), min(end, stop.end() + 4000)):
                at = stop.end()  # the quotation mark is never closed: the tag goes on to the next >
            else:
                at = end + 1
        return -1

    def after_raw(self, tag: str, at: int) -> int:
        """Where the content of a script or the like ends; where its end is missing, at once: then it is read as text."""
        self.lower = self.lower or self.text.lower()
        if len(self.lower) != len(self.text):  # İ grows by a letter
            self.lower = re.sub("[A-Z]", lambda m: m[0].lower(), self.text)
        end = self.find(f"</{tag}", at, self.lower)
        return end if end >= 0 else at
