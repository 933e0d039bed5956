"""Templates that a Chinese keyboard broke → the same with half-width signs in {{ … }} and {% … %}; what is printed is never touched."""

from __future__ import annotations

import re

from digest.render.template_problems import HALF_WIDTH
from digest.render.templates import html_environment

CODE_SIGNS = {**HALF_WIDTH, **dict(zip("［］【】＝＋＞＜\u3000", "[][]=+>< ", strict=True))}
STRINGS = {'"': '"”', "'": "'’", "“": '”"', "‘": "’'"}  # what opens a text in code → what may close it
# at the start: {{ · ｛｛ · {％ · {#      not { { · 100％
OPENING = re.compile(r"[{｛][{｛%％#＃]")
CLOSING = {
    # at the start: }} · ｝｝      not } } · ％}
    "{": re.compile(r"[}｝]{2}"),
    # at the start: %} · ％}      not % } · }}
    "%": re.compile(r"[%％][}｝]"),
}
# The inside of {% raw %} and {%- raw -%}
# wholly: " raw " · - raw -      not rawness
RAW = re.compile(r"[-+]?\s{0,20}raw\s{0,20}[-+]?")
# matches {% endraw %} · {%- endraw -%}      not {% raw %}
RAW_END = re.compile(r"\{%[-+]?\s{0,20}endraw\s{0,20}[-+]?%\}")
LONGEST = 4000  # characters of one statement


def mended_template(text: str) -> str:
    """A template → the one that Jinja understands, or the very same where it is understood already, or can not be mended so.

    ｛｛ topic。name ｝｝：要点  →  {{ topic.name }}：要点;   {{ a|join("，") }}  →  the same
    """
    if _is_understood(text):
        return text
    mended = _with_half_width_signs(text)
    return mended if _is_understood(mended) else text


def _is_understood(text: str) -> bool:
    """Whether it can be read as a template; names that do not exist are told by the rendering."""
    try:
        html_environment({}).parse(text)
    except Exception:  # whatever is wrong with it: the check tells it
        return False
    return True


def _with_half_width_signs(text: str) -> str:
    written, at = [], 0
    while opening := OPENING.search(text, at):
        written.append(text[at : opening.start()])
        kind = CODE_SIGNS.get(opening[0][1], opening[0][1])
        if kind not in CLOSING:  # a comment
            over = text.find("#}", opening.end())
            at = len(text) if over < 0 else over + 2
            written.append(text[opening.start() : at])
            continue
        code, end = _mended_code(text, opening.end(), kind)
        if end is None:  # never closed: it may be printed text
            written.append(opening[0])
            at = opening.end()
            continue
        written.append("{" + kind + code + ("}}" if kind == "{" else "%}"))
        at = end
        if kind == "%" and RAW.fullmatch(code) and (raw := RAW_END.search(text, at)):
            written.append(text[at : raw.end()])
            at = raw.end()
    return "".join(written) + text[at:]


def _mended_code(text: str, at: int, kind: str) -> tuple[str, int | None]:
    """What stands behind an opening → it with half-width signs, and where its closing ends; None where it is not closed."""
    written: list[str] = []
    stop = min(len(text), at + LONGEST)
    while at < stop:
        if closing := CLOSING[kind].match(text, at):
            return "".join(written), closing.end()
        sign = text[at]
        if sign in STRINGS:
            end = _end_of_string(text, at, stop)
            if end is None:
                return "", None
            written.append(CODE_SIGNS.get(sign, sign) + text[at + 1 : end] + CODE_SIGNS.get(text[end], text[end]))
            at = end + 1
        elif OPENING.match(text, at):
            return "", None
        else:
            written.append(CODE_SIGNS.get(sign, sign))
            at += 1
    return "", None


def _end_of_string(text: str, at: int, stop: int) -> int | None:
    """Where a text in code is closed: by its own mark, or by the one of the other width where there is none in the line."""
    line_end = text.find("\n", at + 1, stop)
    last = stop if line_end < 0 else line_end
    found = [text.find(mark, at + 1, last) for mark in STRINGS[text[at]]]
    if text[at] in "\"'":  # a well-formed text may hold Chinese marks: its own mark comes first
        return next((end for end in found if end >= 0), None)
    return min((end for end in found if end >= 0), default=None)
