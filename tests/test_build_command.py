"""The command build on a content of two reports: what is told, how it ends, and that nothing is done where there is nothing to do."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from digest import pipeline
from digest.cli import main
from digest.system.publish import read_manifest
from tests.conftest import ROOT
from tests.test_many_places import content_of
from tests.test_site_target import held_by_another

HEAVY = {"digest.pipeline", "jinja2", "pydantic", "ruamel.yaml", "markdown_it", "matplotlib", "weasyprint", "jieba", "rich", "fontTools", "ssl"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with content/, templates/ and the site that was built of them, which is not to be changed."""
    folder = tmp_path_factory.mktemp("desk")
    content_of(folder / "content", 2, 1)
    shutil.copytree(ROOT / "templates", folder / "templates")
    assert build(folder) == 0
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    """The same to work on."""
    return Path(shutil.copytree(made, tmp_path / "desk", symlinks=True))


def arguments(folder: Path, *more: str) -> list[str]:
    return ["build", "--content", str(folder / "content"), "--templates", str(folder / "templates"), "--site", str(folder / "site"),
            "--no-pdf", "--jobs", "1", "--lang", "en", *more]  # fmt: skip


def build(folder: Path, *more: str) -> int:
    return main.main(arguments(folder, *more))


def test_nothing_to_do_is_said_before_anything_is_imported(made: Path) -> None:
    code = f"import sys; sys.path.insert(0, '.')\nfrom digest.cli.main import main\nprint(main({arguments(made)!r}))\nprint(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Nothing has changed: ") and lines[-2] == "0"
    assert set(ast.literal_eval(lines[-1])) & HEAVY == set()


def test_the_second_time_it_is_said_by_the_door_itself(made: Path) -> None:
    code = "import sys, runpy, digest.system.keep_said as kept\nkept.MOMENT = -(10**12)\nsys.argv[0] = 'build.py'\n" \
           "try:\n    runpy.run_path('build.py', run_name='__main__')\nfinally:\n    print('digest.cli.main' in sys.modules)"  # fmt: skip
    command = [sys.executable, "-c", code, *arguments(made)]
    first, second = (subprocess.run(command, cwd=ROOT, capture_output=True, text=True) for _ in range(2))
    assert first.stdout.startswith("Nothing has changed: ") and first.stdout.splitlines()[-1] == "True"
    assert second.stdout == first.stdout.replace("True", "False") and second.stderr == first.stderr and second.returncode == first.returncode == 0


@pytest.mark.parametrize("change", [
    pytest.param(lambda d: (d / "content" / "site.yaml").write_text("title: 别的名字\nlead_topics: [ecology]\n", encoding="utf-8"), id="a word"),
    pytest.param(lambda d: (d / "site" / "index.html").write_text("by hand"), id="a page"),
    pytest.param(lambda d: (d / "site" / "index.html").unlink(), id="a page less"),
])  # fmt: skip
def test_a_change_is_seen(desk: Path, monkeypatch: pytest.MonkeyPatch, change) -> None:
    called: list[object] = []

    def rebuild(*asked: object) -> object:
        called.append(asked)
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "rebuild", rebuild)
    assert build(desk) == 0 and not called, "a copy elsewhere is the same"
    change(desk)
    assert build(desk) == 130 and called


def test_names_that_are_not_utf8_cost_those_files_alone(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("content/bad", "content/notes/bad", "content/lexicons/bad", "content/reports/bad", "templates/markdown/bad", "templates/word/bad")
    (desk / "content" / "notes").mkdir()
    for name in names:
        with open(os.fsencode(desk / name) + b"\xff.txt", "w") as file:
            file.write("x")
    assert build(desk) == 1
    err = capsys.readouterr().err
    assert all(f"{desk / name}\\xff.txt: error: the file's name is not UTF-8 — rename the file" in err for name in names)
    manifest = read_manifest(desk / "site")
    assert manifest and "content/notes/bad\\xff.txt" in manifest.inputs
    assert build(desk) == 1, "said again, though nothing has changed"
    assert capsys.readouterr().out.startswith("Nothing has changed")


def test_pipes_end_nothing_and_are_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("content/pipe", "templates/pipe", "templates/scripts/pipe.js", "templates/styles/site/pipe.css", "templates/html/pipe.html.j2"):
        os.mkfifo(desk / name)
    assert build(desk) == 1
    assert capsys.readouterr().err.count("error: this is not a plain file — put a plain file there") == 5


@pytest.mark.parametrize("name", ["content/about.md", "content/site.yaml", "content/lexicons/pipe.txt", "templates/html/frame.html.j2"])
def test_a_pipe_where_a_file_is_needed_is_told_and_the_last_site_stands(desk: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (desk / name).unlink(missing_ok=True)
    os.mkfifo(desk / name)
    before = (desk / "site" / "index.html").read_bytes()
    assert build(desk) == 2
    assert f"{desk / name}: error: this is not a plain file" in capsys.readouterr().err
    assert (desk / "site" / "index.html").read_bytes() == before


def test_a_site_that_another_build_holds_is_left_to_it(desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "rebuild", lambda *_: pytest.fail("read before the site was held"))
    (desk / "content" / "site.yaml").write_text("title: 别的名字\n", encoding="utf-8")
    other = held_by_another(desk / "site")
    try:
        assert build(desk) == 3
        assert f"another build holds this site: process {other.pid}, since " in capsys.readouterr().err
    finally:
        other.kill()
        other.wait()


def test_a_number_that_rests_on_nothing_ends_in_a_code_of_its_own(desk: Path) -> None:
    template = desk / "templates" / "html" / "topics.html.j2"
    template.write_text(template.read_text(encoding="utf-8").replace("</h1>", " {{ 7 * 11939 }}</h1>", 1), encoding="utf-8")
    assert build(desk) == 4


@pytest.mark.parametrize(("site", "code"), [("content", 2), ("content/site.yaml/below", 2), ("file", 2), ("file/below", 5)])
def test_a_place_for_no_site_is_told_before_any_work(desk: Path, monkeypatch: pytest.MonkeyPatch, site: str, code: int) -> None:
    monkeypatch.setattr(pipeline, "rebuild", lambda *_: pytest.fail("worked before it looked"))
    (desk / "file").write_text("mine")
    assert build(desk, "--site", str(desk / site)) == code
    assert (desk / "file").read_text() == "mine"


def test_a_link_is_built_into_and_stays(desk: Path) -> None:
    (desk / "site").rename(desk / "elsewhere")
    (desk / "site").symlink_to("elsewhere")
    assert build(desk) == 0
    (desk / "content" / "site.yaml").write_text("title: 别的名字\nlead_topics: [ecology]\n", encoding="utf-8")
    assert build(desk) == 0
    assert os.readlink(desk / "site") == "elsewhere"
    assert "别的名字" in (desk / "elsewhere" / "index.html").read_text(encoding="utf-8")
    assert not list(desk.glob(".*"))
