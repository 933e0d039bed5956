"""What was said when there was nothing to do is said again without looking, and never where anything that it rests on was touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from digest.model.build import Settings
from digest.system import inputs, keep_said, said_before, unchanged
from digest.system.file_digests import Seen
from digest.system.publish import publish, read_manifest
from tests.conftest import ROOT

ASKED = "build --quiet"
LIB = "lib/site-packages"
SAID = "\1oNothing has changed.\n\1ea.md: warning: 乙\n\1o  pages: 1\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A small content, a program of its own and a site that is made of them; its files count as touched long ago."""
    monkeypatch.setattr(keep_said, "MOMENT", -(10**12))
    for name in ("content/reports/a.md", "content/site.yaml", "templates/html/page.html.j2", "docs/methods.md", "program/a.py", "lock", "counts"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("甲")
    for name in ("content/notes", f"{LIB}/jinja2-3.1.0.dist-info"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("PROGRAM", "LOCK", "COUNTS"):
        monkeypatch.setattr(inputs, name, tmp_path / name.lower())
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "lib" / "site-packages")])
    content = tmp_path / "content"
    settings = Settings(content, content / "reports", tmp_path / "templates", tmp_path / "docs/methods.md", tmp_path / "desk/site", tmp_path / "cache")
    publish(settings.site, {"index.html": b"1", "data/a.csv": b"2"}, inputs.stamp_of(settings), "{}", {})
    return settings


def kept(settings: Settings, asked: str = ASKED, code: int = 1) -> Settings:
    """The settings of a build that has just found nothing to do, whose answer is kept."""
    keep_said.keep_said(asked, settings, SAID, code, time.time_ns())
    return settings


def answer(settings: Settings, asked: str = ASKED) -> int | None:
    return said_before.said_before(str(settings.cache / "said"), asked)


def test_what_was_said_is_said_again_with_its_exit_code(desk: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(desk) is None
    assert answer(kept(desk)) == 1
    assert capsys.readouterr() == ("Nothing has changed.\n  pages: 1\n", "a.md: warning: 乙\n")


def with_its_old_date(path: Path) -> None:
    before = path.stat()
    path.write_text("乙")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


TOUCHED = {
    "a word of a report": lambda s: (s.reports / "a.md").write_text("乙"),
    "the same with its old date": lambda s: with_its_old_date(s.reports / "a.md"),
    "a report more": lambda s: (s.reports / "b.md").write_text(""),
    "a report less": lambda s: (s.reports / "a.md").unlink(),
    "a report with another name": lambda s: (s.reports / "a.md").rename(s.reports / "b.md"),
    "a note where none was": lambda s: (s.content / "notes" / "a.md").write_text("乙"),
    "a folder more": lambda s: (s.content / "bulletins").mkdir(),
    "content": lambda s: (s.content / "site.yaml").write_text("乙"),
    "a template": lambda s: (s.templates / "html" / "page.html.j2").write_text("乙"),
    "a template more": lambda s: (s.templates / "html" / "b.html.j2").write_text("乙"),
    "methods": lambda s: s.methods.write_text("乙"),
    "the program": lambda s: (inputs.PROGRAM / "a.py").write_text("乙"),
    "a module more": lambda s: (inputs.PROGRAM / "b.py").write_text(""),
    "the lock": lambda s: inputs.LOCK.write_text("乙"),
    "what was counted": lambda s: inputs.COUNTS.unlink(),
    "a package of another version": lambda s: os.renames(s.cache.parent / LIB / "jinja2-3.1.0.dist-info", s.cache.parent / LIB / "jinja2-3.2.dist-info"),
    "a page by hand": lambda s: (s.site / "index.html").write_text("2"),
    "a page less": lambda s: (s.site / "data" / "a.csv").unlink(),
    "the manifest": lambda s: (s.site / ".manifest.json").write_text("{}"),
    "the site gone": lambda s: shutil.rmtree(s.site),
    "the site elsewhere": lambda s: (s.site.rename(s.site.with_name("b")), shutil.copytree(s.site.with_name("b"), s.site)),
    "a build at work": lambda s: s.site.with_name(".site.lock").write_text(""),
    "a build that crashed": lambda s: s.site.with_name(".site.next-1").mkdir(),
    "a note that was cut short": lambda s: cut(note_of(s)),
    "a note of which a sign is wrong": lambda s: note_of(s).write_bytes(note_of(s).read_bytes().replace(b"pages: 1", b"pages: 2")),
    "no note": lambda s: note_of(s).unlink(),
}  # fmt: skip


def note_of(settings: Settings) -> Path:
    return Path(said_before.slot_of(str(settings.cache / "said"), ASKED))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


@pytest.mark.parametrize("change", TOUCHED.values(), ids=TOUCHED)
def test_it_is_not_said_again_where_anything_was_touched(desk: Settings, change, capsys: pytest.CaptureFixture[str]) -> None:
    kept(desk)
    change(desk)
    assert answer(desk) is None and capsys.readouterr() == ("", "")


UNTOUCHED = {
    "nothing": lambda s: None,
    "a reader": lambda s: (s.reports / "a.md").read_text(),
    "what is remembered": lambda s: (s.cache / "results").mkdir(),
    "a file of somebody else in the site": lambda s: (s.site / "data" / "own.txt").write_text("2"),
    "a file beside the site": lambda s: s.site.with_name("site.zip").write_text("2"),
}


@pytest.mark.parametrize("change", UNTOUCHED.values(), ids=UNTOUCHED)
def test_it_is_where_nothing_of_it_was(desk: Settings, change) -> None:
    kept(desk)
    change(desk)
    assert answer(desk) == 1


def test_another_question_has_no_answer(desk: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = said_before.asked_now(["build", "--no-pdf"])
    kept(desk, asked)
    assert answer(desk, said_before.asked_now(["build", "--no-pdf"])) == 1
    others = {said_before.asked_now(["build"]), said_before.asked_now(["build", "--no-pdf", "--quiet"])}
    for change in (("environ", "LANG", "xx"), ("sys", "version", "4"), ("sys", "prefix", "/elsewhere"), ("sys", "path", [])):
        with monkeypatch.context() as patch:
            patch.setenv(*change[1:]) if change[0] == "environ" else patch.setattr(sys, *change[1:])
            others.add(said_before.asked_now(["build", "--no-pdf"]))
    monkeypatch.chdir(tmp_path)
    others.add(said_before.asked_now(["build", "--no-pdf"]))
    assert len(others) == 7 and not any(answer(desk, other) for other in others)


def test_nothing_is_kept_of_what_may_still_be_changing(desk: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_said, "MOMENT", 2_000_000_000)
    assert answer(kept(desk)) is None
    monkeypatch.setattr(keep_said, "MOMENT", -(10**12))
    assert answer(kept(desk)) == 1


def test_nothing_is_kept_of_a_question_without_a_name_or_of_a_pipe(desk: Settings) -> None:
    kept(desk, "")
    os.mkfifo(desk.content / "pipe")
    kept(desk)
    assert not (desk.cache / "said").exists()


def test_everything_is_watched_that_is_read_to_find_nothing_to_do(desk: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "_last_summary", lambda manifest: manifest)
    asked: set[str] = set()

    class Noted(Seen):
        def __call__(self, path: Path) -> str:
            asked.add(os.path.abspath(path))
            return super().__call__(path)

    monkeypatch.setattr(unchanged, "Seen", Noted)
    assert unchanged.standing(desk) == read_manifest(desk.site)
    watched = {os.path.abspath(path) for path in keep_said.looked_at(desk, desk.site)}
    assert asked and asked <= watched


def test_a_site_behind_a_link_is_watched_where_it_is(desk: Settings) -> None:
    desk.site.rename(desk.site.with_name("real"))
    desk.site.symlink_to("real")
    assert answer(kept(desk)) == 1
    (desk.site.with_name(".real.lock")).write_text("")
    assert answer(desk) is None


def test_of_many_questions_few_notes_are_kept(desk: Settings) -> None:
    for number in range(200):
        kept(desk, f"{ASKED} {number}")
    assert len(list((desk.cache / "said").iterdir())) <= said_before.SLOTS


def test_a_cache_that_can_not_be_written_is_only_slow(desk: Settings) -> None:
    desk.cache.write_text("a file")
    assert answer(kept(replace(desk))) is None


def test_the_command_answers_before_it_imports_anything(desk: Settings) -> None:
    """A Python that imports what any has, and this module, answers; json, argparse, hashlib and pathlib are not there."""
    kept(desk)
    lines = ("import sys; sys.path.insert(0, sys.argv[1])", "from digest.system.said_before import said_before", "print(said_before(*sys.argv[2:]))",
             "print(sorted({'json', 'argparse', 'hashlib', 'pathlib', 're', 'dataclasses'} & set(sys.modules)))")  # fmt: skip
    done = subprocess.run([sys.executable, "-I", "-S", "-c", "\n".join(lines), str(ROOT), str(desk.cache / "said"), ASKED], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2:] == ["1", "[]"]
