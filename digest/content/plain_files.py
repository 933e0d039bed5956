"""The one reader of our folders: plain files whose names are UTF-8. Anything else in them is reported as a problem and never opened.

A link is followed where it stays inside the folder; a pipe, a device, a link that leads out or nowhere is not. Texts of our own are in
UTF-8, with or without the mark that some editors put at the head (BOM), which is no part of the text; UTF-16 is read where that mark says
so. Another encoding is never guessed, since a wrong guess would be published: it is told, with the likely one named.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from digest.model.problem import N_, Problem, in_order

LARGEST = 20 * 1024 * 1024  # bytes; the longest real report is a hundred times smaller
TEXTS = (".j2", ".css", ".js", ".md")  # what editors write as text among templates
# The end of a line in UTF-16, of which half the bytes are zeros
# matches "\0\n" · "\n\0"      not "\n" · "甲\0乙"
UTF16_END = re.compile("\0\n|\n\0")
LEFT_BEHIND = ("thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store")  # of the system, beside files that somebody looked at
RELATIONS = ".rels"  # how a part of every Word document is called


def shown_path(path: Path) -> str:
    """A path → as it is shown; bytes of a name that are not UTF-8 are escaped: notes/bad\\xff.md"""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def misnamed(path: Path) -> Problem | None:
    """A path whose name is not UTF-8 → the problem that says so; of any other name None."""
    where = shown_path(path)
    return None if where == path.as_posix() else Problem(where, 0, "files.name", N_("the file's name is not UTF-8"), N_("rename the file"))


def leads_out(path: Path, root: Path) -> Problem | None:
    """A path below a root → the problem where a link on the way leads out of the root; else None."""
    try:
        inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # links in a circle
        inside = False
    if inside:
        return None
    return Problem(shown_path(path), 0, "files.link", N_("a link that leads out of the folder is not followed"), N_("put the file itself there"))


def read_plain(path: Path, root: Path | None) -> bytes | Problem:
    """A path → its bytes, or why it is not read. `root`: the folder that links must not lead out of; None where any may be followed."""
    if wrong := misnamed(path) or (leads_out(path, root) if root is not None else None):
        return wrong
    try:
        return _read_bytes(path)
    except OSError as error:
        return _problem_unreadable(path, error)


def read_text(path: Path, root: Path | None) -> str | Problem:
    """A path → its text, or why it is not read; `root` as for read_plain."""
    data = read_plain(path, root)
    if isinstance(data, Problem):
        return data
    try:
        text = _in_utf8(data).decode("utf-8")
    except UnicodeDecodeError as error:
        return _problem_not_utf8(path, data, error.start)
    return _problem_not_utf8(path, data, 0) if UTF16_END.search(text) else text


def _problem_not_utf8(path: Path, data: bytes, at: int) -> Problem:
    where, line, hint = shown_path(path), data[:at].count(b"\n") + 1, N_("save the file as UTF-8")
    if encoding := _likely_encoding(data):
        message = N_("characters that are not UTF-8: the file seems to be saved as {encoding}")
        return Problem(where, line, "files.not-utf8", message, hint, (("encoding", encoding),))
    return Problem(where, line, "files.not-utf8", N_("characters that are not UTF-8"), hint)


def _in_utf8(data: bytes) -> bytes:
    """The bytes of a text → the same in UTF-8 and without the marks at its head, as far as these say in what it is."""
    for bom in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if data.startswith(bom):
            try:
                return data.decode("utf-16").encode("utf-8")
            except UnicodeError:  # cut in the middle of a character: told as it is
                return data
    return data.removeprefix(codecs.BOM_UTF8)


def _likely_encoding(data: bytes) -> str:
    """Bytes that are not UTF-8 → what they seem to be: UTF-16 has zeros in its line ends, GBK nearly nothing but Han in it; else ""."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or UTF16_END.search(data.decode("latin-1")):
        return "UTF-16"
    try:
        wide = [character for character in data.decode("gb18030") if character > "\x7f"]
    except UnicodeDecodeError:
        return ""
    return "GBK" if sum(is_common(character) for character in wide) * 10 >= len(wide) * 9 else ""


def is_common(character: str) -> bool:
    """Whether a character is one of the 3,755 that GB 2312 counts as common, or a mark, a sign or a wide letter of its first rows."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return b"\xa1\xa1" <= code <= b"\xd7\xf9"


def garbled(root: Path) -> tuple[Problem, ...]:
    """A folder, or a single file → a problem for each text in it that is not UTF-8, with the first line that is not."""
    paths = (root,) if root.is_file() else below(root, root)[0]
    found = (read_text(path, None) for path in paths if path.suffix in TEXTS and path.is_file())
    return tuple(problem for problem in found if isinstance(problem, Problem) and problem.code == "files.not-utf8")


def below(folder: Path, root: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """A folder, and the root that its links must not lead out of → the files in and below it, sorted, and a problem for each that must not be read.

    Hidden files and folders are passed over. Names that are not UTF-8 are reported once for the whole root, by `strange`.
    """
    if not folder.is_dir():
        return (), (_problem_no_file(folder),) if os.path.lexists(folder) else ()
    if wrong := leads_out(folder, root):
        return (), (wrong,)
    return tuple(path for path in sorted(walk(folder)) if not misnamed(path)), ()


def held(folder: Path, root: Path, suffix: str = "") -> tuple[tuple[Path, bytes], ...]:
    """A folder, and the root that its links must not lead out of → the files with that suffix in and below it, sorted, with their bytes.

    Texts are in UTF-8 and without BOM. What is not read is reported once for the whole root, by `strange`.
    """
    found = ((path, read_plain(path, root)) for path in below(folder, root)[0] if path.name.endswith(suffix) and not path.is_dir())
    return tuple((path, _in_utf8(data) if path.suffix in TEXTS else data) for path, data in found if isinstance(data, bytes))


def strange(root: Path, but: Path | None = None) -> tuple[Problem, ...]:
    """A folder → a problem for each thing in it that is never read: a device, a link that leads out, a name that is not UTF-8. `but`: a folder to pass over."""
    if root.is_file():
        return ()
    found = (why_not(path, root) for path in walk(root) if but is None or not path.is_relative_to(but))
    return in_order(problem for problem in found if problem)


def why_not(path: Path, root: Path) -> Problem | None:
    """Something that `walk` found in a folder → why it is not read, None where it is. Nothing is opened."""
    if wrong := misnamed(path) or (leads_out(path, root) if path.is_symlink() else None):
        return wrong
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return _problem_unreadable(path, error)
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else _problem_no_file(path)


def walk(root: Path) -> Iterator[Path]:
    """A folder → what is in and below it, without the folders themselves; links to folders count as files and are not entered."""
    return (path for _, found in _entered(root) for path in found)


def folders(root: Path) -> Iterator[Path]:
    """A folder → itself and those below it that `walk` looks into."""
    return (folder for folder, _ in _entered(root))


def _entered(root: Path) -> Iterator[tuple[Path, list[Path]]]:
    """A folder → itself and those below it, each with what `walk` finds right in it."""
    for folder, below, names in os.walk(root):
        links = [name for name in below if os.path.islink(os.path.join(folder, name))]
        below[:] = [name for name in below if not name.startswith(".") and name != "__pycache__" and name not in links]
        yield Path(folder), [Path(folder, name) for name in (*names, *links) if _is_somebodys_work(name)]


def _is_somebodys_work(name: str) -> bool:
    """Whether a file is somebody's work: a.md, .rels, but not .DS_Store"""
    return (name == RELATIONS or not name.startswith(".")) and not name.endswith(".pyc") and not is_left_behind(name)


def is_left_behind(name: str) -> bool:
    """Whether a program left the file beside somebody's work: ~$2024.docx (Word has it open), .~lock.a.odt#, ~WRL0003.tmp, a.md~, Thumbs.db"""
    low = name.lower()
    return name.startswith(("~$", ".~", "._")) or name.endswith("~") or (name[0] in "~#" and low.endswith((".tmp", "#"))) or low in LEFT_BEHIND


def _read_bytes(path: Path) -> bytes | Problem:
    """Looked at before it is opened and again then, so that nobody can put a device in its place between; never waits for a pipe."""
    if not stat.S_ISREG(path.stat().st_mode):
        return _problem_no_file(path)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return _problem_no_file(path)
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        message, hint = N_("the file is larger than {most} MB"), N_("a report is text: save it without pictures")
        return Problem(shown_path(path), 0, "files.too-large", message, hint, (("most", str(LARGEST // 1024 // 1024)),))
    return data


def _problem_no_file(path: Path) -> Problem:
    return Problem(shown_path(path), 0, "files.no-file", N_("this is not a plain file"), N_("put a plain file there"))


def _problem_unreadable(path: Path, error: OSError) -> Problem:
    said = (("reason", error.strerror or type(error).__name__),)
    message, hint = N_("the file can not be read ({reason})"), N_("see to its path and permissions")
    return Problem(shown_path(path), 0, "files.unreadable", message, hint, said)
