"""content/weights.csv → levels by which a mean of the board may be weighted, with everything that is wrong in the file by its line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from decimal import Decimal

from digest.content.plain_files import read_text
from digest.content.standing_files import file_for, root_of
from digest.model.catalogue import Indicator, Place, Weight
from digest.model.layers import Folder
from digest.model.problem import N_, Problem, meant

HEADER = "code,indicator,year,value"
# wholly: 2025      not 25 · 二〇二五
YEAR = re.compile(r"[12][0-9]{3}")
# wholly: 145846.2 · 7      not 14.5万 · -3 · 0
LEVEL = re.compile(r"(?=[0-9.]{0,20}[1-9])[0-9]{1,12}(?:\.[0-9]{1,6})?")


def load_weights(content: Folder, places: Iterable[Place], indicators: Iterable[Indicator]) -> tuple[tuple[Weight, ...], tuple[Problem, ...]]:
    """The folder content/ → the lines of weights.csv that are right, and what is wrong with the others. Without the file there are none."""
    path = file_for(content, "weights.csv")
    text = read_text(path, root_of(content, path)) if os.path.lexists(path) else ""
    if isinstance(text, Problem):
        return (), (text,)
    lines = text.splitlines()
    if lines and lines[0].strip() != HEADER:
        message, hint = N_("the first line must name the columns"), N_("write: {header}")
        return (), (Problem(path.as_posix(), 1, "weights.header", message, hint, (("header", HEADER),), lines[0]),)
    codes, ids = {place.code for place in places}, [indicator.id for indicator in indicators]
    found: dict[tuple[str, str, str], Weight] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines[1:], 2):
        cells = tuple(cell.strip() for cell in line.split(","))
        wrong = _wrong_with_row(cells, codes, ids, found) if line.strip() else None
        if wrong:
            problems.append(Problem(path.as_posix(), number, "weights.row", wrong[0], wrong[1], wrong[2], line[:80]))
        elif line.strip():
            code, indicator, year, value = cells
            found[code, indicator, year] = Weight(code, indicator, int(year), Decimal(value))
    return tuple(found.values()), tuple(problems)


def _wrong_with_row(
    cells: tuple[str, ...], codes: set[str], ids: list[str], found: dict[tuple[str, str, str], Weight]
) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    """The cells of a line → what is wrong with them, what to do, and the values of both; None where nothing is."""
    if len(cells) != 4:
        return N_("the line has {count} columns instead of 4"), N_("write: {header}, with half-width commas"), (("count", str(len(cells))), ("header", HEADER))
    code, indicator, year, value = cells
    if code not in codes:
        return N_("the code {code} is not in content/places.csv"), N_("write the code of GB/T 2260, like 140800"), (("code", code),)
    if indicator not in ids:
        guess = (*meant(indicator, ids), *ids[:1], "")[0]
        return N_("the indicator {indicator} does not exist"), N_("did you mean {guess}?"), (("guess", guess), ("indicator", indicator))
    if not YEAR.fullmatch(year) or not LEVEL.fullmatch(value):
        return N_("a year has four digits, a value is a number above zero without a unit"), N_("write it like 140800,gdp,2025,2345.6"), ()
    if (code, indicator, year) in found:
        return N_("the place, the indicator and the year stand here for the second time"), N_("delete one of the two lines"), ()
    return None
