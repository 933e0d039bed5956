"""content/notes/ → Notes: reads what editors write on digests, and never writes there itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digest.content.note_slips import FENCE, slips
from digest.content.plain_files import below, read_text
from digest.content.schema import read_yaml_and_lines
from digest.content.yaml_tree import CONTROL, read_tree
from digest.model.note import Comment, Note, Quote, Remembered
from digest.model.problem import N_, Problem, in_order

# A heading of level 1, which names a place of the digest
# at the start: # findings      not ## 小标题 · #findings · "    # x"
HEADING = re.compile(r"^ {0,3}# {1,10}(\S.{0,80}?)[ \t]{0,80}#{0,10}[ \t]{0,80}$")


@dataclass(frozen=True, slots=True)
class WrittenQuote:
    """A quote as it stands in the front matter."""

    __pydantic_config__ = {"extra": "forbid"}

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteHead:
    """The front matter of a note."""

    __pydantic_config__ = {"extra": "forbid"}

    figures: dict[str, str] = field(default_factory=dict)
    quotes: tuple[WrittenQuote, ...] = ()


def load_notes(folder: Path) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """A folder → the notes in it, by their files' names, and every mistake in them; none where there is no such folder.

    A note with an error is left out, so nothing should be published when there is one; slips are warnings.
    """
    notes: list[Note] = []
    problems: list[Problem] = []
    paths, unread = below(folder, folder.parent)
    problems += unread
    for path in paths:
        note, more = _note_of_file(path, folder)
        notes += [note] if note else []
        problems += more
    return tuple(notes), in_order(problems)


def read_note(text: str, path: str) -> tuple[Note | None, tuple[Problem, ...]]:
    """The text of a note's file and its name → the Note, or None, and everything that is wrong with it by line; a slip costs no note."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    problems = [
        Problem(path, number, "note.control", N_("an invisible control character"), N_("delete it"), quote=line.strip()[:80])
        for number, line in enumerate(lines, 1)
        if CONTROL.search(line)
    ]
    start = 0  # how many lines stand before the body
    head = NoteHead()
    figures: tuple[Remembered, ...] = ()
    quotes: tuple[Quote, ...] = ()
    if lines[0].rstrip() == "---":
        end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
        if not end:
            hint = N_("close it with a line of three hyphens: ---")
            return None, (*problems, Problem(path, 1, "note.front-matter", N_("the front matter has no end"), hint))
        start = end + 1
        yaml = "\n".join(lines[1:end]) + "\n"
        found, more, place = read_yaml_and_lines(yaml, path, NoteHead, 2)
        problems += more
        head = found or head
        quotes = tuple(Quote(q.where, q.text, place(("quotes", n, "where"))[0]) for n, q in enumerate(head.quotes))
        figures = tuple(Remembered(id, value, line) for id, value, line in _remembered_figures(yaml, path)) if found else ()
    pieces, wrong = _lead_and_comments(lines, start, path)
    if problems or wrong:
        return None, in_order((*problems, *wrong))
    return Note(Path(path).stem, path, figures, quotes, pieces[0], tuple(pieces[1:]), text), slips(lines, start, path)


def _note_of_file(path: Path, folder: Path) -> tuple[Note | None, tuple[Problem, ...]]:
    where = path.as_posix()
    if path.suffix != ".md" or path.parent != folder:
        hint = N_("name it after a digest: overview.md, ecology.md, 141081.md, in the folder notes itself")
        return None, (Problem(where, 0, "note.name", N_("this file is no note"), hint),)
    text = read_text(path, folder.parent)
    return (None, (text,)) if isinstance(text, Problem) else read_note(text, where)


def _remembered_figures(yaml: str, path: str) -> Iterable[tuple[str, str, int]]:
    """Front matter that is right → id, value and line of each remembered figure, also of those without a value."""
    tree, _ = read_tree(yaml, path, 2)
    if tree is None or not isinstance(tree.value, dict):
        return
    given = tree.value.get("figures") or {}
    empty = {str(key[1]) for key in tree.empty if len(key) == 2 and key[0] == "figures"}
    for id in sorted((*given, *empty), key=lambda id: tree.place(("figures", id))[0]):
        yield id, str(given.get(id, "")), tree.place(("figures", id))[0]


def _lead_and_comments(lines: list[str], start: int, path: str) -> tuple[list[Comment], tuple[Problem, ...]]:
    """The lines of a file and where its body starts → the lead, then the comments. Each text keeps its lines; `line` is its first, less one."""
    pieces: list[Comment] = []
    place, begun = "", start
    held: list[str] = []
    fence, opened = "", 0
    for number, line in enumerate(lines[start:], start + 1):
        if mark := FENCE.match(line):
            if not fence:
                fence, opened = mark[1], number
            elif mark[1].startswith(fence):
                fence = ""
        heading = None if fence else HEADING.match(line)
        if heading:
            pieces.append(Comment(place, "\n".join(held), begun))
            place, begun, held = heading[1], number, []
        else:
            held.append(line)
    pieces.append(Comment(place, "\n".join(held), begun))
    if fence:
        hint = N_("close it with the same marks, or everything below it becomes code")
        return pieces, (Problem(path, opened, "note.open-code", N_("a block of code that never ends"), hint, quote=lines[opened - 1]),)
    return pieces, ()


# A remembered figure without a value
# at the start: "  a.b.target:" · "  a.b: # 新"      not "  a.b: 10%"
UNFILLED = re.compile(r"^( {1,20})([\w.-]{1,120}):[ \t]{0,80}(#.{0,200})?$")


def filled(text: str, figures: Mapping[str, str]) -> str:
    """A note's text and the present value of each figure by its id → the text with every empty value of `figures:` filled in.

    Nothing else is touched, and an id that is not known stays empty.

        `  141081-2024.gdp-growth.target:` → `  141081-2024.gdp-growth.target: ≥10%`
    """
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0) if lines[0].rstrip() == "---" else 0
    inside = False
    for number, line in enumerate(lines[:end]):
        bare = line.rstrip("\r")
        if bare and not bare[0].isspace() and not bare.startswith("#"):
            inside = bare.split("#")[0].rstrip() == "figures:"
        elif inside and (match := UNFILLED.match(bare)) and (value := figures.get(match[2])):
            lines[number] = f"{match[1]}{match[2]}: {value}{'  ' + match[3] if match[3] else ''}{line[len(bare):]}"
    return "\n".join(lines)
