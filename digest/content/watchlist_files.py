"""content/watchlist.txt → the words of which the site tells who says them, with everything that is wrong in the file by its line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from digest.content.plain_files import read_text
from digest.content.standing_files import file_for, root_of
from digest.content.yaml_tree import CONTROL
from digest.model.catalogue import WatchedWord
from digest.model.layers import Folder
from digest.model.problem import N_, Problem

BETWEEN = "|"
LONGEST = 40  # characters of a form: it heads a page
# What a form begins and ends with: what is between words is known only between two
# wholly: 水 · a · 5      not “ · 、 · " " · 水利
LETTER = re.compile(r"[^\W_]")


def load_watchlist(content: Folder) -> tuple[tuple[WatchedWord, ...], tuple[Problem, ...]]:
    """The folder content/ → the words of watchlist.txt in its order, and what is wrong there. Without the file nothing is watched."""
    path = file_for(content, "watchlist.txt")
    text = read_text(path, root_of(content, path)) if os.path.lexists(path) else ""
    if isinstance(text, Problem):
        return (), (text,)
    words: list[WatchedWord] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        said = line.split("#")[0].strip()
        if not said:
            continue
        forms = tuple(form.strip() for form in said.replace("｜", BETWEEN).split(BETWEEN))
        wrong = tuple(_problems_of_forms(path.as_posix(), number, said, forms, first))
        problems += wrong
        if not wrong:
            words.append(WatchedWord(forms))
            first |= dict.fromkeys(forms, number)
    return tuple(words), tuple(problems)


def _problems_of_forms(where: str, number: int, said: str, forms: tuple[str, ...], first: dict[str, int]) -> Iterator[Problem]:
    """A line's forms → what is wrong with them: 低空经济 | 低空 counts one and the same place twice."""
    for at, form in enumerate(forms):
        longer = next((other for n, other in enumerate(forms) if n != at and form in other and (form != other or n < at)), "")
        if CONTROL.search(form):
            yield Problem(where, number, "content.control", N_("an invisible control character"), N_("delete it"), quote=said)
        elif not form or not LETTER.fullmatch(form[0]) or not LETTER.fullmatch(form[-1]):
            message = N_("a word begins and ends with a letter or a digit")
            hint = N_("write one word a line, other ways of writing it behind |: 人形机器人 | 仿人机器人")
            yield Problem(where, number, "watchlist.word", message, hint, quote=said)
        elif len(form) > LONGEST:
            message, hint = N_("the word is longer than {most} characters"), N_("watch a shorter one")
            yield Problem(where, number, "watchlist.long", message, hint, (("most", str(LONGEST)),), said)
        elif form in first:
            message, hint = N_("the word stands in the list twice"), N_("delete one of them; the first is on line {first}")
            yield Problem(where, number, "content.word-twice", message, hint, (("first", str(first[form])),), said)
        elif longer:
            message, hint = N_("{longer} contains {word}, and would be counted twice"), N_("delete one of the two")
            yield Problem(where, number, "watchlist.contained", message, hint, (("longer", longer), ("word", form)), said)
