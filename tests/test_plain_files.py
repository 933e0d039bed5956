"""One reader for all our folders: plain files are read, all else is told and never opened."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from digest.content.bulletin_order_files import load_orders
from digest.content.catalogue_files import load_catalogue
from digest.content.label_files import load_gold
from digest.content.note_files import load_notes
from digest.content.plain_files import LARGEST, below, garbled, held, read_plain, strange
from digest.content.report_files import report_files
from digest.model.build import Settings
from digest.model.problem import Problem
from digest.pages.still_files import copy_assets
from digest.pipeline import prepare
from digest.render.routes import STYLE
from digest.render.templates import markdown_environment, render
from digest.system.inputs import inputs_of
from tests.test_content import content


@pytest.fixture
def desk(tmp_path: Path) -> Settings:
    """A folder with content/, templates/ and a secret beside them."""
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "methods.md").write_text("方法")
    for name in ("content/notes", "content/bulletins", "content/gold", "content/reports", "templates/markdown", "templates/scripts", "templates/styles/site"):
        (tmp_path / name).mkdir(parents=True)
    content(tmp_path / "content")
    folder = tmp_path / "content"
    return Settings(folder, folder / "reports", tmp_path / "templates", tmp_path / "methods.md", tmp_path / "site", tmp_path / "cache")


# What may stand where a file should, and how it is told.
STRANGERS = [
    pytest.param(lambda path, root: os.mkfifo(path), "files.no-file", id="pipe"),
    pytest.param(lambda path, root: path.symlink_to("/dev/zero"), "files.link", id="device outside"),
    pytest.param(lambda path, root: path.symlink_to(root / "secret"), "files.link", id="out"),
    pytest.param(lambda path, root: path.symlink_to("nowhere"), "files.unreadable", id="nowhere"),
    pytest.param(lambda path, root: path.symlink_to(path.name), "files.link", id="circle"),
    pytest.param(lambda path, root: path.touch() or os.truncate(path, LARGEST + 1), "files.too-large", id="too large"),
]  # fmt: skip
PLACES = [
    ("content/lexicons/more.txt", lambda s: load_catalogue(s.content)[1]),
    ("content/about.md", lambda s: load_catalogue(s.content)[1]),
    ("content/notes/overview.md", lambda s: load_notes(s.content / "notes")[1]),
    ("content/bulletins/mine.yaml", lambda s: load_orders(s.content / "bulletins", load_catalogue(s.content)[0])[1]),
    ("content/gold/a.json", lambda s: load_gold(s.content / "gold")[1]),
    ("content/reports/a.md", lambda s: report_files(s.reports)[1]),
    ("templates/markdown/a.md.j2", lambda s: render(markdown_environment(s.templates / "markdown"), "a.md.j2")[1]),
]


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(("name", "read"), PLACES, ids=[name for name, _ in PLACES])
@pytest.mark.parametrize(("make", "code"), STRANGERS)
def test_what_is_no_plain_file_is_told_and_not_opened(desk: Settings, name: str, read, make, code: str) -> None:
    root = desk.content.parent
    make(root / name, root)
    told = [p for p in read(desk) if p.code != "files.none"]
    assert [(p.where, p.code) for p in told] == [((root / name).as_posix(), code)]
    if code != "files.too-large":
        assert told[0] in (*strange(desk.content), *strange(desk.templates)), "told of the whole folder in the same words"
    inputs_of(desk)


@pytest.mark.parametrize("name", ["content/notes", "content/lexicons", "content/bulletins", "content/gold"])
def test_a_folder_that_leads_out_is_told_and_not_entered(desk: Settings, name: str) -> None:
    root = desk.content.parent
    (root / "away").mkdir()
    (root / "away" / "overview.md").write_text("x")
    for path in (root / name).iterdir():
        path.unlink()
    (root / name).rmdir()
    (root / name).symlink_to(root / "away")
    assert below(root / name, desk.content)[0] == ()
    assert codes(below(root / name, desk.content)[1]) == codes(strange(desk.content)) == ["files.link"]


def test_links_that_stay_inside_are_followed(desk: Settings) -> None:
    (desk.content / "shared").mkdir()
    (desk.content / "shared" / "words.txt").write_text("乙\n", encoding="utf-8")
    (desk.content / "lexicons" / "more.txt").symlink_to("../shared/words.txt")
    catalogue, problems = load_catalogue(desk.content)
    assert problems == strange(desk.content) == ()
    assert [(lexicon.name, lexicon.words) for lexicon in catalogue.lexicons] == [("more", ("乙",)), ("words", ("甲",))]
    before = inputs_of(desk)
    (desk.content / "shared" / "words.txt").write_text("丙\n", encoding="utf-8")
    changed = {name for name, digest in inputs_of(desk).items() if before[name] != digest}
    assert changed == {"content/shared/words.txt", "content/lexicons/more.txt"}


@pytest.mark.parametrize("folder", ["content", "content/lexicons", "content/notes", "content/bulletins", "content/gold", "content/reports",
                                    "templates", "templates/markdown", "templates/scripts", "templates/styles/site"])  # fmt: skip
@pytest.mark.parametrize("name", [b"bad\xff.txt", b"\xb1\xa8\xb8\xe6.md"])
def test_a_name_that_is_not_utf8_costs_that_file_alone(desk: Settings, folder: str, name: bytes) -> None:
    path = os.fsencode(desk.content.parent / folder) + b"/" + name
    with open(path, "w") as file:
        file.write("x")
    shown = path.decode("utf-8", "backslashreplace")
    said = [p for p in (*strange(desk.content, desk.reports), *strange(desk.templates), *report_files(desk.reports)[1]) if p.code != "files.none"]
    assert [(p.where, p.code) for p in said] == [(shown, "files.name")]
    others = (load_catalogue(desk.content)[1], load_notes(desk.content / "notes")[1], load_gold(desk.content / "gold")[1],
              load_orders(desk.content / "bulletins", load_catalogue(desk.content)[0])[1])  # fmt: skip
    assert others == ((), (), (), ())
    assert len(copy_assets(desk)) == 1 and render(markdown_environment(desk.templates / "markdown"), "none.j2")[1]
    assert "\\x" in " ".join(inputs_of(desk)), "what is told is an input"
    " ".join(inputs_of(desk)).encode("utf-8")


def test_a_file_as_large_as_allowed_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    os.truncate(tmp_path / "a", LARGEST)
    assert len(read_plain(tmp_path / "a", tmp_path)) == LARGEST


def test_hidden_files_are_nobodys_business_but_parts_of_word_documents(tmp_path: Path) -> None:
    for name in (".hidden", "_rels/.rels", ".git/config", "__pycache__/a.pyc", "a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert held(tmp_path, tmp_path) == ((tmp_path / "_rels" / ".rels", b"_rels/.rels"), (tmp_path / "a.md", b"a.md"))


TEXTS_OF_EDITORS = [
    ("content/about.md", "各地\n并读\n", lambda s: load_catalogue(s.content)[1]),
    ("content/lexicons/words.txt", "甲\n乙\n", lambda s: load_catalogue(s.content)[1]),
    ("content/site.yaml", "# 网站\ntitle: 比较\n", lambda s: load_catalogue(s.content)[1]),
    ("content/notes/overview.md", "说明\n第二行\n", lambda s: load_notes(s.content / "notes")[1]),
    ("content/bulletins/mine.yaml", "# 专报\ntitle: 一\n", lambda s: load_orders(s.content / "bulletins", load_catalogue(s.content)[0])[1]),
    ("content/gold/a.json", "{}\n", lambda s: load_gold(s.content / "gold")[1]),
    ("templates/markdown/a.md.j2", "{# 说明 #}\n## 标题\n", lambda s: render(markdown_environment(s.templates / "markdown"), "a.md.j2")[1]),
    ("templates/scripts/a.js", "/* 说明\n标题 */\n", lambda s: garbled(s.templates)),
    ("templates/styles/bulletin.css", "/* 说明\n标题 */\n", lambda s: garbled(s.templates)),
    ("methods.md", "方法\n来源\n", lambda s: garbled(s.methods)),
]


@pytest.mark.parametrize(("name", "text", "read"), TEXTS_OF_EDITORS, ids=[name for name, _, _ in TEXTS_OF_EDITORS])
def test_a_text_in_another_encoding_is_told_by_its_line_and_a_mark_at_its_head_is_no_text(desk: Settings, name: str, text: str, read) -> None:
    path = desk.content.parent / name
    path.write_bytes(text.encode("utf-8"))
    plainly = codes(read(desk))
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be"):
        bom = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
        path.write_bytes(bom + text.replace("\n", "\r\n").encode(encoding))
        assert codes(read(desk)) == plainly
    first = next(number for number, line in enumerate(f"{text}年".split("\n"), 1) if not line.isascii())
    for garbage, line, seems in (
        (text.encode("utf-8") + "年".encode("gb18030"), text.count("\n") + 1, "GBK" if text.isascii() else ""),
        (f"{text}年\n".encode("gb18030"), first, "GBK"),
        (f"{text}年\n".encode("utf-16-le"), None, "UTF-16"),
        (f"{text}年\n".encode("utf-16") + b"\0", None, "UTF-16"),
    ):
        path.write_bytes(garbage)
        told = [p for p in read(desk) if p.code == "files.not-utf8"]
        assert [(p.where, p.line if line else None, dict(p.values).get("encoding", "")) for p in told] == [(path.as_posix(), line, seems)]


def test_what_is_printed_has_no_mark_of_a_file_in_it(desk: Settings) -> None:
    (desk.templates / "markdown" / "a.md.j2").write_bytes("## 各地怎么说\n".encode("utf-8-sig"))
    assert render(markdown_environment(desk.templates / "markdown"), "a.md.j2") == ("## 各地怎么说\n", ())
    for name, encoding in (("a.css", "utf-8-sig"), ("b.css", "utf-16")):
        (desk.templates / "styles" / "site" / name).write_bytes("p {}\n".encode(encoding))
    assert dict(copy_assets(desk))[STYLE] == b"p {}\n\np {}\n"


def test_templates_in_another_encoding_leave_the_last_site_as_it_is(desk: Settings) -> None:
    assert garbled(desk.templates) == ()
    (desk.templates / "styles" / "bulletin.css").write_bytes("/* 版式 */".encode("gb18030"))
    (desk.templates / "styles" / "logo.png").write_bytes(b"\x89PNG")
    refused = prepare(desk).summary
    assert not refused.published and ("files.not-utf8", "error") in [(p.code, p.severity) for p in refused.problems]
    assert len(garbled(desk.templates)) == 1
