"""What is wrong in a template, at its line → a Problem with the line quoted and the name that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from digest.model.problem import N_, Problem, meant
from digest.render.left_open import left_open
from digest.render.template_files import template_at, template_text

if TYPE_CHECKING:
    from digest.render.templates import Environment

# What a Chinese keyboard gives in place of what Jinja reads.
HALF_WIDTH = dict(zip("。，：｜（）“”‘’％！｛｝", ".,:|()\"\"''%!{}", strict=True))


class Said(str):
    """What is said of a name that does not exist, with that name and whose it was thought to be."""

    name: Any = None
    owner: Any = None


def syntax_problem(environment: Environment, error: Any, where: str, line: int, quote: str) -> Problem:
    """What is no template, as Jinja says it → the Problem: 。 where it reads a full stop, {% if %} that is never closed."""
    said = error.message or ""
    # matches unexpected char '。' at 4      not unexpected '}'
    match = re.match(r"unexpected char '(.{1,4})'", said)
    if match and any(c in HALF_WIDTH for c in match[1]):
        right = "".join(HALF_WIDTH.get(c, c) for c in match[1])
        hint = N_("signs of the template language are half-width: write {right}")
        return Problem(where, line, "template.full-width", N_("{sign} is full-width"), hint, (("sign", match[1]), ("right", right)), quote)
    if opened := left_open(environment.lex(_text_of_template(environment, where))) if "end of template" in said else None:
        tag, line = opened
        hint = N_("write {end} where it ends")
        values = (("tag", "{% " + tag + " %}"), ("end", "{% end" + tag + " %}"))
        return Problem(where, line, "template.left-open", N_("{tag} is never closed"), hint, values, line_of(environment, where, line))
    hint = N_("compare the line with a template that works; the editors' guide has examples")
    return Problem(where, line, "template.syntax", N_("this is not understood: {reason}"), hint, (("reason", said),), quote)


def problem_with_name(
    code: str, where: str, line: int, quote: str, message: str, values: tuple[tuple[str, str], ...], wrong: str, known: Iterable[str]
) -> Problem:
    """A Problem about a name that does not exist, with those that do, and the one that was probably meant."""
    names = sorted(set(known))
    values = (*values, ("known", "、".join(names) or "—"))
    if guess := meant(wrong, names):
        return Problem(where, line, code, message, N_("did you mean {guess}? There are: {known}"), (*values, ("guess", guess[0])), quote)
    return Problem(where, line, code, message, N_("there are: {known}"), values, quote)


def line_of(environment: Environment, where: str, line: int) -> str:
    """A template's file and a line → that line's text."""
    lines = _text_of_template(environment, where).splitlines()
    return lines[line - 1].strip() if 0 < line <= len(lines) else ""


def _text_of_template(environment: Environment, where: str) -> str:
    return template_text(environment.sources, template_at(environment.sources, environment.label, where)) or ""


def names_of(value: object) -> tuple[str, ...]:
    """A value → what a template can ask it for: the fields and properties of our nouns."""
    if not is_dataclass(value):
        return ()
    return (*(f.name for f in fields(value)), *(n for n, v in vars(type(value)).items() if isinstance(v, property)))
