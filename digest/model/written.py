"""Texts of editors that must have a certain form, a day or an address: a field says which by its type, and schema.py checks it.

No day is compared with the clock: whether a day lies in the future is decided by the dates of the reports themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from digest.model.problem import N_

# wholly: 2024 · 2024-03 · 2024-03-12      not 2024-3-12 · 9999999-99-99
ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# wholly: 2025年1月13日 · 2024年3月 · 2024-03-12      not 2025年春
DATE = re.compile(r"([0-9]{4})(?:年|-)([0-9]{1,2})(?:月|(?:[月-]([0-9]{1,2})日?))?")
_HOST = r"[^\s\"'<>@:/?#]{1,253}(?::[0-9]{1,5})?"
# wholly: https://example.org/a      not javascript:x · //example.org · https://name:word@example.org/
ADDRESS = re.compile(rf"https?://{_HOST}(?:[/?#][^\s\"'<>]{{0,1000}})?")
# The same, with what people leave out of an address
# wholly: https://example.org/a · www.example.org/a · /a/1.html      not javascript:x · mailto:a@example.org
LOCATOR = re.compile(rf"(?:(?:https?://)?{_HOST})?(?:[/?#][^\"<>]{{0,1000}})?")


def is_day(text: str) -> bool:
    """Whether a text is a day, a month or a year of the calendar as ISO writes it: 2024-03-12, 2024-03; 2024-02-30 is none."""
    found = ISO.fullmatch(text)
    if not found:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def iso_date(text: str) -> str:
    """2025年1月13日 → 2025-01-13, 2024年3月 → 2024-03; what is no date → nothing."""
    match = DATE.fullmatch(text.strip())
    return "-".join(part.zfill(2) for part in match.groups() if part) if match else ""


def is_address(text: str) -> bool:
    """Whether a text is an address of the web that names nobody's password: https://example.org/a"""
    return bool(ADDRESS.fullmatch(text))


def is_locator(text: str) -> bool:
    """Whether a text says where a page is, wholly or by what the page itself prints: https://example.org/a, example.org/a, /a/1.html"""
    return bool(LOCATOR.fullmatch(text))


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a text must have, and what is said where it has not. The empty text has every form."""

    holds: Callable[[str], bool]
    code: str
    message: str
    hint: str


Day = Annotated[str, Form(is_day, "yaml.day", N_("{key} is no day of the calendar"), N_("write it like 2024-03-12"))]
Address = Annotated[str, Form(
    is_address, "content.url", N_("this is not an address of a site"), N_("write it with https:// at its beginning"),
)]  # fmt: skip
Locator = Annotated[str, Form(
    is_locator, "yaml.address", N_("{key} is not an address of the web"),
    N_("write it with https:// at its beginning, and with nobody's name or password in it"),
)]  # fmt: skip
