"""Markdown of our digests → HTML, and nothing in it that could run, fetch or lead astray. The home of markdown-it-py.

CommonMark with tables; no raw HTML. On top of it, what Chinese pages need: emphasis that works beside Chinese punctuation, lines that join
without a space, tables in a region that scrolls, images as figures with a caption, headings that can be linked to.
markdown-it is imported only when something is rendered, so that a build with nothing to do starts fast.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.model.dossier import ABSENCES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# A colon before the first slash is a scheme, or may pass for one
# at the start: javascript:x · https://a · java%0Ascript:x      not topics/a.html · a/b:c · #p:1
SCHEME = re.compile(r"[^/?#:]{0,2000}:")

# What no heading's name keeps
# matches （一） · ,      not 生态 · 2024 · -
NOT_IN_A_NAME = re.compile(r"[^\w-]+")


Drawn = Callable[[str, str, str], "str | None"]  # address, words, caption of an image → HTML, or None where it is none of theirs


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a rendered text: its level (1–6), its id on the page and its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A Markdown text as HTML: its title (the words of its first heading of level 1, or ""), its headings and the HTML."""

    title: str
    headings: tuple[Heading, ...]
    html: str


def to_html(markdown: str) -> str:
    """Markdown → HTML.  **注意：**各地 → <p><strong>注意：</strong>各地</p>"""
    return rendered(markdown).html


def rendered(markdown: str, drawn: Drawn | None = None) -> Rendered:
    """Markdown → its HTML, title and headings. At most one heading of level 1 remains: later ones become level 2.

    `drawn` may write figures of its own for images that it knows (render/chart_html.py); all others are written as ever.
    """
    parser = _parser()
    environment: dict[str, object] = {"drawn": drawn}
    tokens = parser.parse(markdown, environment)
    headings = tuple(
        Heading(int(token.tag[1:]), str(token.attrGet("id") or ""), _words_of(tokens[number + 1]))
        for number, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    )
    title = next((h.text for h in headings if h.level == 1), "")
    return Rendered(title, headings, parser.renderer.render(tokens, parser.options, environment))


def may_be_linked(url: str) -> bool:
    """An address → may a link lead there? Anchors, relative addresses and http(s); never `//host`, `/root` or another scheme."""
    if not url or url[0] in "/\\" or any(c <= " " or c == "\\" for c in url):
        return False
    scheme = SCHEME.match(url)
    return scheme is None or url.lower().startswith(("https://", "http://"))


def may_be_shown(url: str) -> bool:
    """An address → may an image be loaded from there? Only from the site itself: relative addresses."""
    return may_be_linked(url) and not url.startswith("#") and SCHEME.match(url) is None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.anchors import anchors_plugin

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False, "maxNesting": 100}).enable("table")
    parser.validateLink = may_be_linked  # type: ignore[method-assign]  # how markdown-it is told so
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.core.ruler.push("one_title", _one_title)
    parser.use(anchors_plugin, min_level=1, max_level=4, slug_func=_name_of_heading)
    parser.core.ruler.push("soft_breaks", _join_lines)
    parser.core.ruler.push("links_and_images", _links_and_images)
    parser.core.ruler.push("figures", _figures)
    parser.core.ruler.push("tables", _tables)
    parser.add_render_rule("figure", _render_figure)
    return parser


def _name_of_heading(words: str) -> str:
    """A heading's words → its name in addresses: 一、空气 与水 → 一-空气-与水 (never empty, never beginning with _)."""
    return NOT_IN_A_NAME.sub("-", words.strip()).strip("-_").lower() or "heading"


def east_asian(character: str) -> bool:
    """A character → does it stand in a Chinese line without spaces around it? Han, full-width forms, and “ ” ‘ ’ … — ·"""
    return bool(character) and (unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·")


def _emphasis(state: StateInline, silent: bool) -> bool:
    """The rule for * and _: CommonMark's, but beside a Chinese character only white space decides whether a * opens or closes.

    CommonMark asks for a space or punctuation on the other side of a punctuation mark, which Chinese does not write:
    `**“十四五”**规划` would keep its asterisks. A _ stays as it is, and so does `2 * 3 * 4`.
    """
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    before = state.src[state.pos - 1 : state.pos]
    after = state.src[state.pos + scanned.length : state.pos + scanned.length + 1] if state.pos + scanned.length < state.posMax else ""
    opens, closes = scanned.can_open, scanned.can_close
    if marker == "*" and (east_asian(before) or east_asian(after)):
        opens, closes = bool(after.strip()), bool(before.strip())
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, opens, closes))
    state.pos += scanned.length
    return True


def _inlines(state: StateCore) -> Iterator[Token]:
    return (token for token in state.tokens if token.type == "inline" and token.children)


def _join_lines(state: StateCore) -> None:
    """A line's end between two Chinese characters disappears; one beside a Latin letter or a digit stays a space."""
    for block in _inlines(state):
        children = block.children or []
        for number, token in enumerate(children):
            if token.type != "softbreak":
                continue
            before = next((t.content for t in reversed(children[:number]) if t.content), "")
            after = next((t.content for t in children[number + 1 :] if t.content), "")
            if east_asian(before[-1:]) and east_asian(after[:1]):
                token.type, token.content = "text", ""


SHORT = 4  # letters of a link that stays in one line: 原文, 清苑区


def _is_short(inside: list[Token]) -> bool:
    """What follows the beginning of a link → is it a word or two and the link's end?"""
    return [token.type for token in inside] == ["text", "link_close"] and len(inside[0].content) <= SHORT


def _links_and_images(state: StateCore) -> None:
    """Links that lead away say so, those of a word or two are not torn over lines; an image from elsewhere is replaced by its words."""
    in_cell = False  # whose links are never torn
    for block in state.tokens:
        if block.type in ("td_open", "th_open", "td_close", "th_close"):
            in_cell = block.nesting == 1
        children = block.children or []
        for number, token in enumerate(children):
            if token.type == "link_open":
                if SCHEME.match(str(token.attrGet("href") or "")):
                    token.attrSet("rel", "noopener")
                elif not in_cell and _is_short(children[number + 1 : number + 3]):
                    token.attrSet("class", "short")
            elif token.type == "image" and not may_be_shown(str(token.attrGet("src") or "")):
                token.type, token.content = "text", _words_of(token)


def _words_of(token: Token) -> str:
    """A token with children → the text that a reader sees."""
    return "".join(t.content for t in token.children or [] if t.type in ("text", "code_inline"))


def _one_title(state: StateCore) -> None:
    first = True
    for token in state.tokens:
        if token.tag == "h1":
            if not first:
                token.tag = "h2"
            first = first and token.nesting != -1


def _figures(state: StateCore) -> None:
    """A paragraph that is one image → a figure: its title is the caption, its words are what is read instead of it.

    A caption that only says the heading above it again (with a unit behind it, which the drawing has too) is left out.
    """
    tokens: list[Token] = []
    skip, heading = 0, ""
    for number, token in enumerate(state.tokens):
        if token.type == "heading_open":
            heading = _words_of(state.tokens[number + 1])
        if skip:
            skip -= 1
            continue
        inside = state.tokens[number + 1].children if token.type == "paragraph_open" else None
        seen = [t for t in inside or [] if t.type != "softbreak" and (t.type != "text" or t.content.strip())]
        if len(seen) == 1 and seen[0].type == "image":
            figure = seen[0].copy(type="figure", tag="figure", nesting=0, content=_words_of(seen[0]), block=True)
            if heading and str(seen[0].attrGet("title") or "").startswith(heading):
                figure.attrs = {**figure.attrs, "title": ""}
            tokens.append(figure)
            skip = 2
        else:
            tokens.append(token)
    state.tokens = tokens


def _render_figure(renderer: object, tokens: list[Token], index: int, options: object, environment: object) -> str:
    from markdown_it.common.utils import escapeHtml

    token = tokens[index]
    drawn = environment.get("drawn") if isinstance(environment, dict) else None
    own = drawn(str(token.attrGet("src") or ""), token.content, str(token.attrGet("title") or "")) if drawn else None
    if own is not None:
        return str(own)
    source, caption = (escapeHtml(str(token.attrGet(name) or "")) for name in ("src", "title"))
    image = f'<a href="{source}"><img src="{source}" alt="{escapeHtml(token.content)}"></a>'
    return f"<figure>{image}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>\n"


def _tables(state: StateCore) -> None:
    """Tables stand in a named region that scrolls; the first cell of a row is its heading; alignment is a class, not a style.

    The name is that of the heading above, with the one above that where another table has it already: 生态环境：各地怎么摆这一节.
    """
    from markdown_it.token import Token

    tokens: list[Token] = []
    headings: dict[str, str] = {}  # h2 → its words, of those that stand above
    names: list[str] = []
    column, body = 0, False
    for number, token in enumerate(state.tokens):
        if token.type == "heading_open":
            headings = {level: words for level, words in headings.items() if level < token.tag} | {token.tag: _words_of(state.tokens[number + 1])}
        elif token.type in ("tbody_open", "tbody_close"):
            body = token.nesting == 1
        elif token.type == "tr_open":
            column = 0
        elif token.type in ("th_open", "td_open"):
            _mark_cell(token, "row" if body and not column else "" if body else "col", _words_of(state.tokens[number + 1]))
        elif token.type in ("th_close", "td_close"):
            token.tag = "th" if not body or not column else "td"
            column += 1
        if token.type == "table_open":
            names.append(_name_of_table(list(headings.values()), names))
            region: dict[str, str | int | float] = {"class": "table", "role": "region", "tabindex": "0", "aria-label": names[-1]}
            tokens.append(Token("div_open", "div", 1, attrs=region, block=True))
        tokens.append(token)
        if token.type == "table_close":
            tokens.append(Token("div_close", "div", -1, block=True))
    state.tokens = tokens


def _name_of_table(headings: list[str], names: list[str]) -> str:
    """The headings above a table, and the names that tables have already → its name."""
    name = f"表：{headings[-1]}" if headings else "表"
    return f"表：{'：'.join(headings[-2:])}" if name in names and len(headings) > 1 else name


def _mark_cell(token: Token, scope: str, said: str) -> None:
    """A cell says by its classes how it stands, and whether it says why it has no value (drawn softer: the values stand out)."""
    alignment = str(token.attrs.pop("style", "")).removeprefix("text-align:")
    classes = [alignment] if alignment in ("right", "center") else []
    if not scope and said.strip() in ABSENCES:
        classes.append("absent")
    if classes:
        token.attrSet("class", " ".join(classes))
    if scope:
        token.tag = "th"
        token.attrSet("scope", scope)
