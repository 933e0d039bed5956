"""An editor's entries over the tool's own, by their ids: one of the same id stands in its place, `extends` adds to it, others come after.

    tool:  - {id: ecology, name: 生态环境, words: [减排]}
    own:   - {id: ecology, extends: ecology, words: [绿电]}      →  {id: ecology, name: 生态环境, words: [减排, 绿电]}

Both texts become one tree whose lines are those of the tool's file and, behind them, of the editor's: `told_of_files` gives a problem the
file that its line is in. Who goes through entries by their lines tells of two that clash the editor's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from digest.content.yaml_tree import Path, Tree
from digest.model.problem import N_, Problem, meant

EXTENDS = "extends"


def laid_trees(own: Tree, tool: Tree, where: str) -> tuple[Tree, tuple[Problem, ...]]:
    """Two lists of entries → the one they come to, and `extends` that name no entry. What is no list of entries stays for others to tell."""
    if not isinstance(own.value or [], list) or not isinstance(tool.value, list):
        return own, ()
    entries: list[tuple[Any, dict[Path, int]]] = [(entry, _lines_below(tool, at, 0)) for at, entry in enumerate(tool.value)]
    ids = [entry.get("id") if isinstance(entry, dict) else None for entry, _ in entries]
    problems: list[Problem] = []
    for at, entry in enumerate(own.value or []):
        lines = _lines_below(own, at, len(tool.text))
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            entries.append((entry, lines))
            continue
        base = entry.get(EXTENDS)
        made: tuple[Any, dict[Path, int]] = ({key: value for key, value in entry.items() if key != EXTENDS}, lines)
        if base is not None and base not in ids[: len(tool.value)]:
            problems.append(_problem_no_base(where, own, len(tool.text), at, str(base), [id for id in ids if isinstance(id, str)]))
        elif base is not None:
            made = _extended(entries[ids.index(base)], made)
        if entry["id"] in ids[: len(tool.value)]:
            entries[ids.index(entry["id"])] = made
        else:
            entries.append(made)
            ids.append(entry["id"])
    lines = {(at, *path): line for at, (_, found) in enumerate(entries) for path, line in found.items()}
    empty = frozenset(path for path in own.empty if path[-1:] != (EXTENDS,))
    return Tree([entry for entry, _ in entries], lines | {(): 0}, empty, (*tool.text, *own.text)), tuple(problems)


def _lines_below(tree: Tree, at: int, behind: int) -> dict[Path, int]:
    """An entry of a tree → the line of each path in it, `behind` so many lines."""
    return {path[1:]: line + behind for path, line in tree.lines.items() if path[:1] == (at,)}


def _extended(base: tuple[Any, dict[Path, int]], own: tuple[Any, dict[Path, int]]) -> tuple[Any, dict[Path, int]]:
    """The tool's entry and an editor's → both: its lists go on with the editor's, and what else the editor says holds. Each with its lines."""
    (entry, lines), (said, more) = base, own
    made, found = dict(entry), dict(lines) | {(): more.get((), 0)}
    for key, value in said.items():
        there = entry.get(key)
        if isinstance(there, list) and isinstance(value, list):
            made[key] = [*there, *value]
            found |= {(key, int(path[1]) + len(there), *path[2:]): line for path, line in more.items() if path[:1] == (key,) and len(path) > 1}
        else:
            made[key] = value
            found = {path: line for path, line in found.items() if path[:1] != (key,)}
            found |= {path: line for path, line in more.items() if path[:1] == (key,)}
    return made, found


def _problem_no_base(where: str, own: Tree, behind: int, at: int, base: str, ids: list[str]) -> Problem:
    line, quote = own.place((at, EXTENDS))
    values = (("base", base), ("guess", (*meant(base, ids), *ids[:1], "")[0]))
    return Problem(where, line + behind, "content.no-base", N_("there is no entry {base} to extend"), N_("did you mean {guess}?"), values, quote)


Behind = Mapping[str, tuple[int, str]]  # an editor's file → how many lines the tool's has, behind which its own come, and that file


def told_of_files(problems: Iterable[Problem], behind: Behind) -> tuple[Problem, ...]:
    """Problems by the lines of laid trees → each in the file that its line is in."""
    return tuple(_told(problem, *behind[problem.where]) if problem.where in behind else problem for problem in problems)


def _told(problem: Problem, lines: int, tool: str) -> Problem:
    values = dict(problem.values)
    if "first" in values:
        first = int(values["first"])
        values["first"] = f"{first} ({tool})" if first <= lines else str(first - lines)
    where, line = (problem.where, problem.line - lines) if problem.line > lines else (tool, problem.line)
    return replace(problem, where=where, line=line, values=tuple(sorted(values.items())))
