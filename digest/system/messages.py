"""English source strings → the reader's language, through gettext; and which language that is."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from digest.model.problem import N_
from digest.system.machine import SETUP
from digest.system.shipped import INSTALLED

ENGLISH = "en"
CHINESE = "zh_CN"
LANGUAGES = (CHINESE, ENGLISH)
LOCALE = Path(__file__).parents[1] / "locale"
DOMAIN = "digest"
PROG = "report-digest" if INSTALLED else "build.py"  # how the command is called
ARGPARSE = (  # what Python's own argument parser says, word for word, of 3.11 to 3.13
    N_("usage: "),
    N_("options"),
    N_("%(heading)s:"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("not allowed with argument %s"),
)


def translator(language: str) -> Callable[[str], str]:
    """zh_CN or en → the function that turns a source string into that language; what has no translation stays English."""
    said = str if language == ENGLISH else gettext.translation(DOMAIN, LOCALE, [language], fallback=True).gettext
    return (lambda text: as_installed(said(text))) if INSTALLED else said


def as_installed(text: str) -> str:
    """A message that names our commands → the same as they are called where the tool is installed.

    run: python build.py doctor → run: report-digest doctor
    """
    return text.replace("python build.py", "report-digest").replace("build.py", "report-digest").replace("make setup", SETUP)


def language(wish: str | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """--lang and the environment → zh_CN or en. Any Chinese locale means zh_CN, any other one English.

    LC_ALL=zh_CN.UTF-8 → zh_CN; LANG=C → en; LC_ALL=C LANG=zh_CN.UTF-8 → en, as everywhere
    """
    if wish:
        return wish
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return CHINESE if locale.lower().startswith("zh") else ENGLISH
