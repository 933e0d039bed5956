"""add: a folder of anything → whole reports under content/reports, a table, and one reason for each file that is refused."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from digest.cli import main
from digest.cli.addition import addition, stored
from digest.model.front_matter import FrontMatter
from digest.pipeline import analyse

from . import makers
from .reading import OURS, ROOT, SHARED, catalogue

SHIPPED = OURS
REAL = [
    *sorted((SHARED / "reports" / "seeds").glob("*.txt")),
    *sorted((SHARED / "reports" / "counties").glob("*.txt"))[:3],
    *sorted((SHARED / "reports" / "provinces-2025").glob("*.docx"))[:2],
]
TEXT = (ROOT / "content" / "reports" / "141081" / "2024.md").read_text(encoding="utf-8")


def plain(path: Path) -> str:
    """A shipped report without its front matter."""
    return path.read_text(encoding="utf-8").split("\n---\n", 1)[1]


def findings(path: str, data: bytes) -> tuple[object, ...]:
    record, problems = analyse(catalogue(), path, data)
    assert record is not None, problems
    report = record.report
    facts = [(f.indicator, f.measure, f.value, f.high, f.unit, f.bound, f.kind, f.year, f.evidence) for f in record.facts]
    return (
        report.meta,
        [(s.id, s.level, s.title, s.parent, s.part, s.first) for s in report.sections],
        [(p.id, p.text, p.section, p.part, p.topic) for p in report.paragraphs],
        facts,
        [unicodedata.normalize("NFC", line.text.strip()) for line in report.masthead],
    )


@pytest.mark.parametrize("path", [*SHIPPED, *REAL], ids=lambda p: "-".join(p.parts[-2:]))
def test_what_is_stored_reads_like_the_file(path: Path):
    one = addition(catalogue(), FrontMatter(), (path.name, path.read_bytes()))
    assert one.text, one.reason
    assert findings("stored.md", one.text.encode())[:4] == findings(path.name, path.read_bytes())[:4]
    again = addition(catalogue(), FrontMatter(), (one.target, one.text.encode()))
    assert (again.target, again.text) == (one.target, one.text)  # stored once more: the same bytes


def test_stored_text_is_one_paragraph_a_line_below_its_front_matter():
    one = addition(catalogue(), FrontMatter(url="https://example.org/a: b", publisher="某报#1"), ("a.pdf", makers.pdf_report(plain(SHIPPED[-1]))))
    assert one.target == "141081/2024.md" and one.report.source.format == "pdf"
    assert 'url: "https://example.org/a: b"\npublisher: "某报#1"\n' in one.text
    body = one.text.split("\n---\n", 1)[1]
    assert re.fullmatch(r"(?:[^\n]+\n\n)*[^\n]+\n", body)


def test_only_a_text_that_is_cleaned_is_read_as_it_stands():
    body = "政府工作报告\n各位代表：\n一、2023年工作回顾\n全市推进改革，\n积极打造青年城市，加快发展，完善制度，我们做了许多工作。\n登录\n二、2024年工作安排\n推进改革，加快发展。\n"
    for line, joined in (("cleaned: true\n", False), ("cleaned: false\n", True), ("", True)):
        record, _ = analyse(catalogue(), "a.md", f"---\nplace: 侯马市\nyear: 2024\n{line}---\n{body}".encode())
        held = [*(p.text for p in record.report.paragraphs), *(s.title for s in record.report.sections)]
        assert ("登录" not in held, any("推进改革，积极打造" in text for text in held)) == (joined, joined)


@pytest.mark.parametrize("mark", ["*力争*", "_M_M_", "[甲](乙)", "甲|乙|丙", "C:\\甲", "- 甲", "> 甲", "\\*"])
def test_what_markdown_would_take_for_a_mark_stays_text(mark: str):
    text = "\n".join(plain(SHIPPED[-1]).splitlines()).replace("各位代表！让我们", f"{mark}各位代表！让我们")
    record, _ = analyse(catalogue(), "a.txt", text.encode())
    held = "".join(p.text for p in record.report.paragraphs)
    assert mark in held
    kept = stored(record.report, catalogue())
    again, _ = analyse(catalogue(), "b.md", kept.encode())
    assert "".join(p.text for p in again.report.paragraphs) == held


def folder(at: Path) -> Path:
    """Thirty files: seven reports that can be stored in other formats each, the same again, damaged ones, none at all, ambiguous ones."""
    at.mkdir()
    by = {f"{p.parent.name}-{p.stem}": p for p in SHIPPED}
    good = {
        "a.txt": plain(by["141081-2024"]).encode("gb18030"),
        "b.html": makers.web_page(plain(by["130608-2023"])).encode(),
        "c.docx": makers.word_report(plain(by["140802-2024"])),
        "d.md": by["130608-2025"].read_bytes(),
    }
    bad = {
        "e1.txt": good["a.txt"],  # the same again
        "e2.pdf": makers.pdf_report(plain(by["141081-2024"])),
        "e3.docx": good["c.docx"],
        "f1.docx": good["c.docx"][:2000],  # cut
        "f2.pdf": b"%PDF-1.5\nnothing",
        "f3.txt": b"",
        "f4.txt": "锟斤拷".encode("gb18030") * 3 + b"\xff\xfe\x00\x81" * 40,
        "f5.html": b"<html><body></body></html>",
        "f6.md": b"---\nplace: [\n---\n" + plain(by["141081-2024"]).encode(),
        "f7.md": "---\nplaec: 侯马市\n---\n".encode() + plain(by["141081-2024"]).encode(),
        "g1.txt": "今天天气很好。".encode(),
        "g2.html": makers.web_page("市民反映道路积水。\n记者前往查看。").encode(),
        "g3.docx": makers.word("".join(makers.para(makers.run("会议纪要")) for _ in range(3))),
        "g4.txt": b"\x89PNG\r\n" + bytes(100),
        "g5.txt": "首页\n新闻\n政务".encode(),
        "g6.docx": makers.archive({"a.txt": "甲"}),
        "g7.txt": b"{\\rtf1 }",
        "g8.txt": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "h1.txt": nameless().encode(),
        "h2.md": f"---\nplace: 城区\nyear: 2024\n---\n{nameless()}".encode(),
        "i1.exe": b"MZ",
        "i2.jpg": b"\xff\xd8\xff",
    }
    more = {f"j{n}.txt": f"第{n}份材料，不是报告。".encode() for n in range(30 - len(good) - len(bad))}
    for name, data in {**good, **bad, **more}.items():
        (at / name).write_bytes(data)
    return at


def nameless() -> str:
    """A report that says nowhere whose it is."""
    part = "推进改革，加快发展，完善制度。地区生产总值增长6%，我们做了许多工作，推进了许多项目，改善了民生。\n"
    return "政府工作报告\n各位代表：\n一、2023年工作回顾\n" + part * 3 + "二、2024年工作安排\n" + part * 3


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("reports", "gold"))
    return tmp_path / "content"


def kept(content: Path) -> dict[str, str]:
    return {p.relative_to(content / "reports").as_posix(): p.read_text(encoding="utf-8") for p in (content / "reports").rglob("*") if p.is_file()}


def add(content: Path, *arguments: object) -> int:
    return main.main(["add", *map(str, arguments), "--content", str(content), "--jobs", "1", "--lang", "en"])


def test_thirty_mixed_files(tmp_path: Path, content: Path, capsys):
    mixed = folder(tmp_path / "mixed")
    assert len(list(mixed.iterdir())) == 30
    assert add(content, mixed) == 1
    out, err = capsys.readouterr()
    assert sorted(kept(content)) == ["130608/2023.md", "130608/2025-abridged.md", "140802/2024.md", "141081/2024.md"]
    for text in kept(content).values():
        record, problems = analyse(catalogue(), "kept.md", text.encode())
        assert record is not None and problems == () and text.endswith("\n")
    assert out.startswith("Reading: 28\n") and "stored: 4, refused: 26\n" in out
    table = {line.split()[0].rpartition("/")[2]: line for line in out.splitlines() if "/mixed/" in line}
    assert len(table) == 28  # of the other two the name's ending says that they are none
    assert "侯马市  2024  2024-03-12  " in table["a.txt"] and table["a.txt"].endswith("reports/141081/2024.md")
    assert {name for name, line in table.items() if line.endswith("refused")} == set(table) - {"a.txt", "b.html", "c.docx", "d.md"}
    for path in mixed.iterdir():
        reasons = [line for line in err.splitlines() if f"/mixed/{path.name}:" in line and (": error: " in line or path.name[0] == "i")]
        assert len(reasons) == (0 if path.name in ("a.txt", "b.html", "c.docx", "d.md") else 1), (path.name, reasons)


def test_nothing_is_overwritten_unasked(tmp_path: Path, content: Path, capsys):
    given = tmp_path / "a.txt"
    given.write_text(plain(SHIPPED[-1]), encoding="utf-8")
    assert add(content, given) == 0
    assert add(content, given) == 0  # the same again changes nothing
    place = content / "reports" / "141081" / "2024.md"
    first = place.read_text(encoding="utf-8")
    place.write_text(first + "改过\n", encoding="utf-8")
    assert add(content, given) == 1
    assert place.read_text(encoding="utf-8") == first + "改过\n" and "--replace" in capsys.readouterr().err
    assert add(content, given, "--replace") == 0
    assert place.read_text(encoding="utf-8") == first


def test_place_that_the_text_does_not_say_can_be_stated(tmp_path: Path, content: Path):
    given = tmp_path / "a.txt"
    given.write_text(nameless(), encoding="utf-8")
    assert add(content, given) == 1 and not kept(content)
    assert add(content, given, "--place", "140502") == 0
    (text,) = kept(content).values()
    assert 'place: "140502"\nyear: 2024\n' in text
    assert add(content, given, "--place", "侯马市", "--year", "2023") == 0
    assert sorted(kept(content)) == ["140502/2024-excerpt.md", "141081/2023-excerpt.md"]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, content: Path, monkeypatch):
    given = tmp_path / "a.txt"
    given.write_text(plain(SHIPPED[-1]), encoding="utf-8")

    def fails(source: object, target: object) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr("digest.system.whole_files.os.replace", fails)
    assert add(content, given) == 5
    assert kept(content) == {}
