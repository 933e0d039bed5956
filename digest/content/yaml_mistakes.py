"""What a YAML parser says of a mistake → what is wrong and what to do, in words that an editor knows."""

from __future__ import annotations

from digest.model.problem import N_

SAID = (  # a part of what ruamel says → our words for it
    (
        "mapping values are not allowed",
        N_("a colon in the middle of a value, or a line too far to the right"),
        N_('put the whole value in "…", or begin the line under the line above it'),
    ),
    (
        "could not find expected ':'",
        N_("a line that is neither “key: value” nor “- item”"),
        N_("write key: value, with a half-width colon and a space"),
    ),
    ("found unexpected end of stream", N_("a quotation mark that is never closed"), N_("close it with the same mark")),
    (
        "expected <block end>",
        N_("a line that does not stand under its neighbours"),
        N_("indent the lines of one list or one entry equally"),
    ),
    ("did not find expected <document start>", N_("something behind the end of the entries"), N_("indent it like the lines above, or delete it")),
    (
        "expected ',' or",
        N_("a bracket that is never closed, or a comma missing in it"),
        N_("write [a, b], with half-width commas and brackets"),
    ),
    ("flow", N_("a bracket that is never closed, or a comma missing in it"), N_("write [a, b], with half-width commas and brackets")),
    ("cannot start any token", N_("a value that begins with a character that YAML keeps for itself"), N_('put the whole value in "…"')),
    ("escape", N_("a backslash in a value in double quotation marks"), N_("write '…' instead of \"…\"")),
    ("indentation", N_("a line that does not stand under its neighbours"), N_("indent the lines of one list or one entry equally")),
)
NOT_YAML = (N_("this is not YAML"), N_("look at the indentation, the quotation marks and the brackets here and on the line above"))


def in_our_words(said: str) -> tuple[str, str]:
    """What ruamel says: "while scanning a simple key could not find expected ':'" → what is wrong, what to do."""
    return next(((message, hint) for part, message, hint in SAID if part in said), NOT_YAML)
