"""Texts of other office programs: told by content, converted by a converter that is given (or LibreOffice, where it is), remembered."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from digest.cli import main
from digest.content.office_kinds import convertible, office_kind
from digest.content.report_files import named_files, report_files
from digest.pipeline import analyse, read
from digest.read.any import read_source
from digest.system import incoming as incoming_module
from digest.system import machine, office
from digest.system.incoming import incoming
from digest.system.limited import Limits, run

from . import makers
from .conftest import NOT_RUN, shipped
from .reading import ROOT, catalogue

TEXT = (ROOT / "content" / "reports" / "141081" / "2024.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]


def container(*streams: str, decoy: str = "") -> bytes:
    """A container of old Office that lists these streams, and the same letters elsewhere for a decoy."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + decoy.encode("utf-16-le").rjust(300, b"\1").ljust(512, b"\0")
    entries = [("Root Entry", 5), *((name, 2) for name in streams)]
    return head + b"".join((name.encode("utf-16-le")).ljust(64, b"\0") + (2 * len(name) + 2).to_bytes(2, "little") + bytes([kind]) + bytes(61) for name, kind in entries)


def rtf(text: str) -> bytes:
    """A text → Rich Text Format, as WordPad and WPS write it."""
    lines = "\\par\n".join("".join(f"\\u{ord(c) - 65536 * (ord(c) > 32767)}?" if ord(c) > 126 else f"\\{c}" if c in "\\{}" else c for c in line) for line in text.splitlines() if line.strip())
    return ("{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}\\f0\\fs32 " + lines + "\\par}").encode("ascii")


def odt(text: str, kind: str = "text") -> bytes:
    """A text → an OpenDocument text; `mimetype` stands first in it, unpacked, as the standard wants."""
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "".join(f"<text:p>{line}</text:p>" for line in text.splitlines() if line.strip())
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        file.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        file.writestr("content.xml", f'<office:document-content {names} office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>')
        file.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
                      'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')  # fmt: skip
    return kept.getvalue()


KINDS = [
    (container("WordDocument", "1Table"), "doc"),
    (container("1Table", "WordDocument", "Data"), "doc"),
    (container("Workbook"), "xls"),
    (container("Book"), "xls"),
    (container("PowerPoint Document"), "ppt"),
    (container("EncryptedPackage"), "locked"),
    (container("Workbook", decoy="WordDocument"), "xls"),
    (container("WordDocumentOfMine"), "ole"),
    (container(), "ole"),
    (rtf("政府工作报告"), "rtf"),
    (b"\xef\xbb\xbf\r\n" + rtf("甲"), "rtf"),
    (odt("甲"), "odt"),
    (odt("甲", "spreadsheet"), ""),
    (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument/>', "xml"),
    (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', ""),
    ("说到 {\\rtf1 的一段话".encode(), ""),
    (makers.word_report(TEXT), ""),
    (makers.web_page(TEXT).encode(), ""),
    (b"\xd0\xcf\x11", ""),
    (b"", ""),
]


@pytest.mark.parametrize(("data", "kind"), KINDS, ids=lambda x: x if isinstance(x, str) else "")
def test_kind_is_told_by_content(data: bytes, kind: str):
    assert office_kind(data) == kind
    assert convertible(data) == (kind if kind in ("doc", "rtf", "odt", "xml") else None)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (container("Workbook"), "a table of an old Office"),
        (container("PowerPoint Document"), "these are slides"),
        (container("EncryptedPackage"), "protected by a password"),
        (container(), "a file of an old Office"),
        (odt("甲", "spreadsheet"), "this is a table, not a text, which build.py adds row by row"),
        (makers.archive({"OFD.xml": "<ofd:OFD/>", "Doc_0/Document.xml": "<a/>"}), "this is an OFD file, which is not read — open it in its reader"),
        (makers.archive({"甲/报告.txt": "甲"}), "this is an archive, not a report — unpack it"),
        (makers.pdf([[], []]), "the pages are pictures: 2 pages hold 0 characters"),
    ],
)
def test_what_is_not_read_is_told_by_name(data: bytes, words: str):
    source, (problem,) = read_source("附件.wps", data)
    words = words.replace(", which build.py adds row by row", " — reports in its cells are added row by row: python build.py add 附件.wps")
    assert source is None and words in problem.text()


class Fake:
    """A converter that makes what it is given into a Word file, and counts how often it is asked."""

    def __init__(self, *answers: bytes | str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, kind: str, data: bytes) -> bytes | str:
        self.asked.append(kind)
        return self.answers[(len(self.asked) - 1) % len(self.answers)]


def dated(data: bytes, year: int) -> bytes:
    """A Word file → the same with another date on its parts, packed, with a picture and what its program says of itself."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), old.read(name))
        new.writestr("docProps/core.xml", f"<a>{year}</a>")
        new.writestr("word/media/image1.png", b"\x89PNG" * year)
    return kept.getvalue()


def test_a_text_of_another_program_is_read_like_the_word_file_that_it_becomes(tmp_path: Path):
    sent, word = container("WordDocument"), makers.word_report(TEXT)
    came = incoming([("市/报告.wps", sent), ("b.txt", b"x")], tmp_path, convert=Fake(word), version="1")
    assert [path for path, _ in came.files] == ["市/报告.wps", "b.txt"] and not came.problems
    record, _ = analyse(catalogue(), *came.files[0])
    plain, _ = analyse(catalogue(), "市/报告.wps", word)
    assert (record.facts, record.report.paragraphs) == (plain.facts, plain.report.paragraphs) and len(record.facts) > 10
    source = came.told(record).report.source
    assert (source.sha256, source.format, source.path) == (hashlib.sha256(sent).hexdigest(), "doc", "市/报告.wps")
    assert came.restored(replace(source, path="b.txt", format="text")).format == "text"


def test_nothing_is_converted_twice_and_the_same_bytes_come_of_the_same_bytes(tmp_path: Path):
    sent, word = rtf(TEXT), makers.word_report(TEXT)
    fake = Fake(dated(word, 2001), dated(word, 2024))
    first, second = (incoming([("a.rtf", sent)], tmp_path, convert=fake, version="1") for _ in range(2))
    assert fake.asked == ["rtf"] and first == second
    elsewhere = incoming([("a.rtf", sent)], tmp_path / "b", convert=fake, version="1")
    assert fake.asked == ["rtf"] * 2 and elsewhere == first, "dates and pictures are no text"
    incoming([("a.rtf", sent)], tmp_path, convert=fake, version="2")
    incoming([("a.rtf", sent + b" ")], tmp_path, convert=fake, version="1")
    assert len(fake.asked) == 4, "another version, other bytes: converted anew"
    assert incoming([("a.docx", word)], tmp_path, convert=fake, version="1").files == (("a.docx", word),) and len(fake.asked) == 4
    with zipfile.ZipFile(io.BytesIO(first.files[0][1])) as made:
        assert set(made.namelist()) <= {*office.PARTS, "word/media/picture"} and b"PNG" not in first.files[0][1]


@pytest.mark.parametrize(
    ("answer", "code"),
    [(office.LATE, "office.late"), (office.FAILED, "office.failed"), (b"no zip", "office.failed"), (b"PK\x03\x04", "office.failed"), ("anything else", "office.failed")],
)
def test_what_can_not_be_converted_is_told_and_tried_again(tmp_path: Path, answer: bytes | str, code: str):
    fake = Fake(answer)
    for times in (1, 2):
        came = incoming([("a.odt", odt("甲")), ("b.txt", b"x")], tmp_path, convert=fake, version="1")
        assert came.files == (("b.txt", b"x"),) and [(p.where, p.code, p.severity) for p in came.problems] == [("a.odt", code, "error")]
        assert "OpenDocument" in came.problems[0].text() and len(fake.asked) == times


def test_a_word_file_that_is_far_too_large_is_not_kept(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(office, "LARGEST", 1000)
    came = incoming([("a.odt", odt("甲"))], tmp_path, convert=Fake(makers.word_report(TEXT)), version="1")
    assert [p.code for p in came.problems] == ["office.too-much"]


@pytest.mark.parametrize(
    ("manager", "hint"),
    [("apt-get", "install it: sudo apt-get install libreoffice-writer-nogui; or open"), ("brew", "install it: brew install --cask libreoffice; or open"), ("", "open it in its program and save it as .docx")],
)  # fmt: skip
def test_without_libreoffice_the_package_is_named(tmp_path: Path, monkeypatch, manager: str, hint: str):
    monkeypatch.setattr(office, "office_version", lambda: "")
    monkeypatch.setattr(machine, "manager", lambda: manager)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    came = incoming([("a.doc", container("WordDocument"))], tmp_path)
    said = came.problems[0].text()
    assert "(Word 97–2003 / WPS), for which LibreOffice is needed — " in said and hint in said and not came.files


def test_a_build_reads_them_and_goes_on_without_those_that_it_can_not(tmp_path: Path, monkeypatch):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.wps").write_bytes(container("WordDocument"))
    (reports / "b.md").write_bytes((ROOT / "content" / "reports" / "130608" / "2023.md").read_bytes())
    monkeypatch.setattr(office, "office_version", lambda: "1")
    monkeypatch.setattr(office, "by_office", Fake(makers.word_report(TEXT)))
    settings = shipped(tmp_path / "site", tmp_path / "cache", reports=reports, jobs=1)

    def remember(function, items, done=lambda: None, *_):
        return [analyse(catalogue(), *item) for item in items]

    _, records, problems = read(settings, remember, lambda *_: None)
    assert sorted((r.report.meta.code, r.report.source.format) for r in records) == [("130608", "markdown"), ("141081", "doc")]
    monkeypatch.setattr(office, "office_version", lambda: "")
    _, records, problems = read(settings, remember, lambda *_: None)
    assert [r.report.meta.code for r in records] == ["130608"] and "office.missing" in [p.code for p in problems]


def test_add_stores_a_text_of_another_program_and_extract_names_its_format(tmp_path: Path, monkeypatch, capsys):
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("reports", "gold"))
    (tmp_path / "报告.doc").write_bytes(rtf(TEXT))  # called .doc, and none
    monkeypatch.setattr(office, "office_version", lambda: "1")
    monkeypatch.setattr(office, "by_office", Fake(makers.word_report(TEXT)))
    monkeypatch.setattr("digest.cli.main.own", lambda name: tmp_path / name)
    options = ("--content", str(tmp_path / "content"), "--jobs", "1")
    assert main.main(["add", str(tmp_path / "报告.doc"), *options]) == 0
    assert (tmp_path / "content" / "reports" / "141081" / "2024.md").exists()
    assert main.main(["extract", str(tmp_path / "报告.doc"), "--out", str(tmp_path / "out"), *options]) == 0
    source = json.loads((tmp_path / "out" / "报告.json").read_text(encoding="utf-8"))["source"]
    assert (source["format"], source["sha256"]) == ("rtf", hashlib.sha256(rtf(TEXT)).hexdigest())


@pytest.mark.parametrize("name", ["~$报告.docx", ".~lock.报告.odt#", "~WRL0003.tmp", "Thumbs.db", "desktop.ini", ".DS_Store", "._报告.docx", "~WRD0000.tmp", "报告.md~", "#报告.md#", "~$政府工作报告.doc", "Desktop.ini", "ehthumbs.db"])
def test_what_programs_leave_behind_is_nobodys_business(tmp_path: Path, name: str):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / name).write_bytes(b"\x05user")
    assert report_files(tmp_path) == (((f"{tmp_path.as_posix()}/a.txt", b"x"),), ())


@pytest.mark.parametrize("name", ["~报告.docx", "报告~1.docx", "#1报告.md", "tmp.txt", "a~b.md"])
def test_what_somebody_called_strangely_is_a_report(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"x")
    assert [path for path, _ in report_files(tmp_path)[0]] == [f"{tmp_path.as_posix()}/{name}"]


def test_a_named_file_is_read_by_its_content_whatever_it_is_called(tmp_path: Path):
    (tmp_path / "报告.政府").write_bytes(makers.word_report(TEXT))
    ((path, data),), problems = named_files((tmp_path / "报告.政府",))
    assert not problems and read_source(path, data)[0].format == "docx"
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    assert [p.code for p in report_files(tmp_path)[1]] == ["files.format", "files.format"], "in a folder the ending says what is meant to be a report"


# --- a program with limits -------------------------------------------------------------------------------------------


def test_a_program_that_takes_too_long_is_ended_with_its_children(tmp_path: Path):
    done = run(("sh", "-c", "sleep 61.25 & echo $! > child; sleep 61"), tmp_path, Limits(seconds=1))
    assert done.late
    command = Path(f"/proc/{int((tmp_path / 'child').read_text())}/cmdline")
    for _ in range(50):  # it takes the system a moment
        try:
            if b"61.25" not in command.read_bytes():
                return
        except OSError:  # it is gone
            return
        time.sleep(0.1)
    raise AssertionError("a child lives on")


@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        ("echo a$HOME", 0, "aHERE"),
        ("cat", 0, "given"),
        ("echo ${http_proxy:-none} ${SECRET:-none}", 0, "none none"),
        ("exit 3", 3, ""),
        ("head -c 3000000 /dev/zero > big", None, ""),  # more than it may write
    ],
)
def test_a_program_sees_nothing_of_ours_and_writes_no_more_than_it_may(tmp_path: Path, monkeypatch, script: str, code: int | None, said: str):
    monkeypatch.setenv("http_proxy", "http://x")
    monkeypatch.setenv("SECRET", "x")
    done = run(("sh", "-c", script), tmp_path, Limits(seconds=20, written=1 << 20), b"given")
    assert done.said.decode().strip() == said.replace("HERE", str(tmp_path)) and (done.code == code if code is not None else done.code != 0)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1 << 20


def test_a_program_that_is_not_there(tmp_path: Path):
    assert run(("no-such-program-at-all",), tmp_path, Limits(seconds=20)).code != 0


# --- LibreOffice itself ----------------------------------------------------------------------------------------------

with_office = pytest.mark.skipif(not machine.has(machine.OFFICE), reason=f"{NOT_RUN} there is no LibreOffice to convert .doc, .wps, .rtf and .odt")


@with_office
def test_libreoffice_converts_each_kind_and_a_damaged_one_is_told(tmp_path: Path):
    text = "\n".join(TEXT.splitlines()[:60])
    files = [("a.rtf", rtf(text)), ("b.odt", odt(text)), ("c.odt", odt(text)[:700])]
    came = incoming(files, tmp_path, jobs=2)
    assert [path for path, _ in came.files] == ["a.rtf", "b.odt"]
    assert [(p.where, p.code) for p in came.problems] == [("c.odt", "office.failed")]
    wanted = [line.strip() for line in text.splitlines() if line.strip()]
    for path, data in came.files:
        source, problems = read_source(path, data)
        assert not problems and [line.text.strip() for line in source.lines if line.text.strip()] == [line.text.strip() for line in read_source("a.txt", "\n".join(wanted).encode())[0].lines]
    assert incoming(files[:2], tmp_path, convert=Fake("failed")).files == came.files, "remembered"
    assert incoming_module.converted(tmp_path / "new", "odt", files[1][1]) == came.files[1][1], "the same bytes"
