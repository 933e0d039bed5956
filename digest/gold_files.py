"""The edge that reads labels: a folder of JSON files → Gold."""

from __future__ import annotations

from pathlib import Path

from digest.gold import Gold
from digest.problems import N_, Problem, in_order
from digest.schema import from_json, read_yaml


def load_gold(folder: Path) -> tuple[tuple[Gold, ...], tuple[Problem, ...]]:
    """A folder → the labels in it, by their files' names, and every mistake in them; none where there is no such folder."""
    found: list[Gold] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(from_json(Gold, path.read_bytes()))
        except ValueError:  # now slowly, to tell each mistake by its line
            text = path.read_bytes().decode("utf-8", "replace")
            _, more = read_yaml(text, path.as_posix(), Gold)
            problems += more or (_unreadable(path),)
    return tuple(found), in_order(problems)


def _unreadable(path: Path) -> Problem:
    return Problem(path.as_posix(), 0, "gold.unreadable", N_("these labels are not JSON"), N_("see content/gold/ for how they are written"))
