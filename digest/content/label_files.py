"""A folder of JSON files with labels made by hand → Gold, with every mistake in them."""

from __future__ import annotations

from pathlib import Path

from digest.content.plain_files import below, read_text
from digest.content.schema import from_json, read_yaml
from digest.model.labels import Gold
from digest.model.problem import N_, Problem, in_order


def load_gold(folder: Path) -> tuple[tuple[Gold, ...], tuple[Problem, ...]]:
    """A folder → the labels in it, by their files' names, and every mistake in them; none where there is no such folder."""
    found: list[Gold] = []
    paths, unread = below(folder, folder.parent)
    problems = list(unread)
    for path in paths:
        if path.suffix != ".json" or path.parent != folder:
            continue
        text = read_text(path, folder.parent)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        try:
            found.append(from_json(Gold, text.encode("utf-8")))
        except ValueError:  # now slowly, to tell each mistake by its line
            _, more = read_yaml(text, path.as_posix(), Gold)
            problems += more or (_problem_unreadable(path),)
    return tuple(found), in_order(problems)


def _problem_unreadable(path: Path) -> Problem:
    return Problem(path.as_posix(), 0, "gold.unreadable", N_("these labels are not JSON"), N_("see content/gold/ for how they are written"))
