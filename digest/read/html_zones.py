"""A tag → what it says of the text inside it: furniture of the page (navigation), hidden, struck out, a gloss of a character; or nothing.

Only elements that make a block of their own are furniture by their class: <span class="nav"> in a sentence is part of it. Words that an inline
element hides or strikes out are taken out of their line, which goes on; they are kept beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.read.html_tokens import Token

BLOCK_NAMES = """address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frame h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ol optgroup option p pre search
    section select summary table tbody td textarea tfoot th thead title tr ul xmp"""
BLOCKS = frozenset(BLOCK_NAMES.split())
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Elements that are furniture of a page by their own name, and the words of classes that say so: class="crumbs nav" / class="content"
FURNITURE = {"nav": "navigation", "aside": "navigation", "footer": "copyright", "select": "navigation", "noscript": "hidden",
             "template": "hidden", "dialog": "hidden", "title": "headline"}  # fmt: skip
# Inline elements that are not of the sentence in which they stand
ASIDE = {"button": "navigation", "rt": "gloss", "rp": "gloss", "rtc": "gloss", "s": "struck", "strike": "struck", "del": "struck",
         "annotation": "hidden", "annotation-xml": "hidden"}  # fmt: skip
# matches nav · page-footer · main_nav      not navy · content
CLASSES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|crumbs?|breadcrumbs?|bread|footer|foot|sidebar|toolbar|share|copyright|related|pager|pagination"
    r"|toplink|friendlink|links|search|login|comments?)(?:$|[\s_-])",
    re.I,
)
# Classes that hide by convention, and those of forums and libraries of formulas for words that no reader sees
# matches hidden · text sr-only · jammer · katex-mathml      not hidden-city · content
UNSEEN = re.compile(
    r"(?:^|\s)(?:hidden|d-none|sr-only|visually-hidden|screen-reader-text|jammer|katex-mathml|mjx-assistive-mml|MJX_Assistive_MathML)(?:$|\s)"
)
# Classes that show from a width on, or up to one, what another class of the same element hides
# matches d-none d-md-block · hidden lg:flex · visible-lg · sr-only sm:not-sr-only      not d-none · d-md-none · d-none d-print-block · hidden-xs · md:hidden
SHOWN = re.compile(
    r"(?:^|\s)(?:(?:d-(?:sm|md|lg|xl|xxl)-|(?:max-)?(?:sm|md|lg|xl|2xl):)(?:block|inline|flex|inline-block|inline-flex|inline-grid|grid|table|table-row|table-cell|list-item|contents"
    r"|visible|not-sr-only)|visible-(?:xs|sm|md|lg)(?:-block|-inline|-inline-block)?)(?:$|\s)"
)
# wholly: display: none · visibility:hidden · font-size:0px · opacity:0 · left:-9999px      not display:block · font-size:0.9em · opacity:0.8
CONCEALED = re.compile(
    r"\s{0,9}(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}(?:hidden|collapse)|font-size\s{0,5}:\s{0,5}0(?:\.0{1,3})?(?:px|pt|em|rem|%)?|opacity\s{0,5}:\s{0,5}0(?:\.0{1,3})?"
    r"|(?:left|top|text-indent)\s{0,5}:\s{0,5}-[0-9]{3,6}(?:px|em|pt)?)\s{0,5}(?:!important)?\s{0,5}",
    re.I,
)
# wholly: text-decoration: line-through · text-decoration-line:line-through      not text-decoration:underline
STRUCK = re.compile(r"\s{0,9}text-decoration(?:-line)?\s{0,5}:[^;]{0,40}\bline-through\b[^;]{0,40}", re.I)
# wholly: vertical-align: super · vertical-align:text-top      not vertical-align:middle
RAISED = re.compile(r"\s{0,9}vertical-align\s{0,5}:\s{0,5}(?:super|text-top)\s{0,5}", re.I)
# A rule of a style sheet for one class
# matches .tip{display:none} · .a { color: red }      not p{margin:0}
STYLED = re.compile(r"\.(?P<name>[A-Za-z_][\w-]{0,40})\s{0,9}\{(?P<said>[^{}]{0,300})\}")
# A rule of a style sheet that shows its class
# wholly: display: block · visibility:visible !important      not display:none · visibility:hidden
DISPLAYED = re.compile(r"\s{0,9}(?:display\s{0,5}:\s{0,5}(?!none|!)[a-z-]{1,20}|visibility\s{0,5}:\s{0,5}visible)\s{0,5}(?:!important)?\s{0,5}", re.I)
# Where rules begin that hold on some screens or on paper alone
# matches @media (max-width:767px) { · @media print{      not @media screen{ · @media all {
MEDIA = re.compile(r"@media(?!\s{0,9}(?:only\s{1,9})?(?:screen|all)\s{0,9}\{)(?P<asked>[^{};@]{1,200})\{", re.I)
# matches { · }      not (
BRACE = re.compile("[{}]")
STYLES = 200_000  # characters of style sheets that are looked at
PLAIN = ("html", "body", "a", "p", "main", "article", *HEADINGS)  # never furniture by their class


@dataclass(slots=True)
class Zone:
    """A stretch that the page marks: the element that opened it, how many of its name are open inside, how much it holds."""

    element: str
    rule: str
    inline: bool = False
    opened: int = 1
    blocks: int = 0  # elements of their own line that were opened inside it
    prose: bool = False  # running text stands in it: then it is no furniture
    weight: int = 0  # characters of running text in it


def concealing_classes(page: str) -> frozenset[str]:
    """A page → the classes that its own style sheets hide on every screen: <style>.tip{display:none}</style> → tip"""
    if "<style" not in page:
        return frozenset()
    sheets, at = "", 0
    while (start := page.find("<style", at)) >= 0 and len(sheets) < STYLES:
        end = page.find("</style", start)
        at = end if end >= 0 else len(page)
        sheets += page[start:at][:STYLES]
    everywhere, somewhere = _rules_by_reach(sheets)
    return _classes_that_say(CONCEALED, everywhere) - _classes_that_say(DISPLAYED, somewhere)


def _rules_by_reach(sheets: str) -> tuple[str, str]:
    """Style sheets → the rules that hold on every screen, and those that hold on screens of some widths alone; those of paper are left out."""
    everywhere, somewhere, at = "", "", 0
    for media in MEDIA.finditer(sheets):
        if media.start() < at:
            continue
        everywhere += sheets[at : media.start()]
        at, depth = len(sheets), 1
        for brace in BRACE.finditer(sheets, media.end()):
            depth += 1 if brace[0] == "{" else -1
            if not depth:
                at = brace.end()
                break
        if "print" not in media["asked"].lower():
            somewhere += sheets[media.end() : at]
    return everywhere + sheets[at:], somewhere


def _classes_that_say(pattern: re.Pattern[str], rules: str) -> frozenset[str]:
    """The classes of which a rule has a part that is wholly of the pattern."""
    return frozenset(rule["name"] for rule in STYLED.finditer(rules) if any(pattern.fullmatch(part) for part in rule["said"].split(";")))


def zone_of(token: Token, concealing: frozenset[str]) -> Zone | None:
    """A start tag → the zone that it opens, None where it says nothing of its text.

    <nav> → navigation; <span style="display:none"> → hidden, inline; <span class="nav"> → None
    Hidden is what no screen shows: <div class="d-none d-md-block">, hidden on telephones alone, → None
    """
    name, block = token.name, token.name in BLOCKS
    if name in FURNITURE:
        return Zone(name, FURNITURE[name])
    if name in ASIDE:
        return Zone(name, ASIDE[name], inline=True)
    if not re.search(r"class|id|style|hidden|role", token.inside[:8000], re.I):
        return None
    said = token.attributes()
    parts = said.get("style", "").split(";")
    classes = said.get("class", "")
    by_class = UNSEEN.search(classes) or not concealing.isdisjoint(classes.split())
    if "hidden" in said or any(CONCEALED.fullmatch(part) for part in parts) or (by_class and not SHOWN.search(classes)):
        return Zone(name, "hidden", inline=not block)
    if any(STRUCK.fullmatch(part) for part in parts):
        return Zone(name, "struck", inline=not block)
    if not block or name in PLAIN:
        return None
    if said.get("role") in ("navigation", "search", "contentinfo", "complementary"):
        return Zone(name, "navigation")
    return Zone(name, "navigation") if any(CLASSES.search(said.get(key, "")) for key in ("class", "id")) else None


def is_raised(token: Token) -> bool:
    """Whether the text inside a tag stands raised: <sup>, <span style="vertical-align: super">"""
    if token.name == "sup":
        return True
    return "vertical-align" in token.inside[:2000] and any(RAISED.fullmatch(part) for part in token.attributes().get("style", "").split(";"))
