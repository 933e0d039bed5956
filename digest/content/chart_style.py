"""The style of all charts: templates/charts/charts.mplstyle → what matplotlib is set to, and what each colour becomes on a dark page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from digest.model.problem import N_, Problem

NOT_A_LINE = N_("this line is no setting of a chart's style: {line}")
NOT_A_LINE_HINT = N_("write one setting a line, as in: font.size: 12  # what it is for")
NO_SETTING = N_("matplotlib has no setting {name}, or not with the value {value}")
NO_SETTING_HINT = N_("correct it, or take the line from the style that the project comes with")
CHARTS = "charts/charts.mplstyle"  # in templates/
# A setting, and what is said of it
# wholly: text.color: 1c2228  # dark e3e6e9 · font.size: 12      not text.color 1c2228 · : 12
SETTING = re.compile(r"(?P<name>[a-z_.]{1,60}):[ \t]{0,20}(?P<value>[^#\n]{1,200})(?:#(?P<said>.{0,200}))?", re.ASCII)
# A colour of a style
# matches 1c2228 · 'c04400'      not 12 · 1c22281 · figure
COLOUR = re.compile(r"(?<![0-9a-zA-Z])[0-9a-f]{6}(?![0-9a-zA-Z])")


@dataclass(frozen=True, slots=True)
class Style:
    """How charts look: matplotlib's settings, and the colours of a light page with those of a dark one, by name."""

    settings: tuple[tuple[str, str], ...]
    themed: tuple[tuple[str, str, str], ...]  # text-color, #1c2228, #e3e6e9


def style_of(text: str) -> Style:
    """The text of a style sheet → the style; a colour without a dark one stays as it is.  text.color: 1c2228  # dark e3e6e9"""
    found = [line for line in map(SETTING.fullmatch, text.splitlines()) if line]
    themed: dict[str, tuple[str, str, str]] = {}
    for line in found:
        light, dark = (COLOUR.findall(part or "") for part in (line["value"], line["said"]))
        for i, (one, other) in enumerate(zip(light, (*dark, *light[len(dark) :]), strict=False)):
            name = line["name"].replace(".", "-").replace("_", "-") + (f"-{i + 1}" if len(light) > 1 else "")
            themed.setdefault(one, (name, f"#{one}", f"#{other}"))
    return Style(tuple((line["name"], line["value"].strip()) for line in found), tuple(themed.values()))


def style_problems(path: str, text: str, known: Callable[[str, str], bool]) -> tuple[Problem, ...]:
    """A style sheet's path and text, and whether there is a setting with a value → what is wrong with it, line by line."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if (setting := SETTING.fullmatch(line)) and not known(setting["name"], value := setting["value"].strip()):
            found.append(Problem(path, number, "charts.style", NO_SETTING, NO_SETTING_HINT, (("name", setting["name"]), ("value", value))))
        elif setting is None and line.partition("#")[0].strip():
            found.append(Problem(path, number, "charts.style", NOT_A_LINE, NOT_A_LINE_HINT, (("line", line.strip()),)))
    return tuple(found)
