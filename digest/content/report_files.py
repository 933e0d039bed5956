"""Folders and files that the user named → the bytes of the reports in them, and a problem with the reason for each that is not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from digest.content.plain_files import is_left_behind, leads_out, misnamed, read_plain
from digest.model.problem import N_, WARNING, Problem, in_order

# Only which files of a folder are meant to be reports; what is in them is told by their content.
SUFFIXES = (".doc", ".docx", ".dot", ".htm", ".html", ".markdown", ".md", ".mht", ".mhtml", ".odt", ".ofd", ".pdf", ".rtf", ".shtml", ".text", ".txt", ".wps",
            ".wpt", ".xhtml")  # fmt: skip
TABLES = (".csv", ".et", ".ods", ".tsv", ".xls", ".xlsx")

File = tuple[str, bytes]  # the path as the user named it, with /; what stands in it


def report_files(folder: Path) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """A folder → the reports in it and below it, by path, and a problem for each link, device or format that is not read.

    content/reports → (("content/reports/140802/2024.md", b"---…"), …), ()
    """
    if not folder.is_dir():
        problem = Problem(folder.as_posix(), 0, "files.no-folder", N_("there is no such folder"), N_("name a folder that holds reports"))
        return (), (problem,)
    files, problems = _read_each(_files_below(folder), folder)
    if not files and not problems:
        hint = N_("put .md, .txt, .docx, .html or .pdf files into it")
        problems = (Problem(folder.as_posix(), 0, "files.none", N_("there is no report in this folder"), hint),)
    return files, problems


def named_files(paths: Iterable[Path]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """Files that the user named one by one → the same; links are followed, since they were meant."""
    return _read_each(paths, None)


def _files_below(folder: Path) -> Iterator[Path]:
    """A folder → what is in it, folder by folder, sorted. Hidden files that are no reports (.gitkeep) are nobody's business."""
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        if entry.is_dir() and not entry.is_symlink():
            if not entry.name.startswith("."):
                yield from _files_below(entry)
        elif not is_left_behind(entry.name) and (not entry.name.startswith(".") or entry.suffix.lower() in SUFFIXES):
            yield entry


def _read_each(paths: Iterable[Path], root: Path | None) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    files: list[File] = []
    problems: list[Problem] = []
    for path in paths:
        found = _read_one(path, root)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files.append((path.as_posix(), found))
    return tuple(sorted(files)), in_order(problems)


def _read_one(path: Path, root: Path | None) -> bytes | Problem:
    """A path → its bytes, or why it is not read. `root`: the folder that links must not lead out of."""
    if wrong := misnamed(path) or (leads_out(path, root) if root is not None and path.is_symlink() else None):
        return wrong
    if root is not None and path.suffix.lower() in TABLES:
        hint = N_("reports in its cells are added row by row: python build.py add {file}")
        return Problem(path.as_posix(), 0, "files.format", N_("a table is not read as a report"), hint, (("file", path.as_posix()),), severity=WARNING)
    if root is not None and path.suffix.lower() not in SUFFIXES:
        hint = N_("save the report as .txt, .docx, .html or .pdf")
        return Problem(path.as_posix(), 0, "files.format", N_("this format is not read"), hint, severity=WARNING)
    if root is not None and path.name.startswith("."):
        hint = N_("rename it without the dot, or delete it")
        return Problem(path.as_posix(), 0, "files.hidden", N_("a hidden file is not read"), hint, severity=WARNING)
    return read_plain(path, root)
