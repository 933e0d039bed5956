"""A machine on which WeasyPrint can not be loaded gives a site without PDFs, and says what brings them."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from digest import steps
from digest.bulletins.pdf_bulletin import Bulletin
from digest.bulletins.typesetter import trouble
from digest.cli import doctor
from digest.compare.comparisons import compare
from digest.model.build import Settings
from digest.system import machine
from digest.system.cache import Cache
from digest.system.parallel import executor
from tests.samples import CATALOGUE
from tests.test_bulletins import composed, needs_pango
from tests.typesetting import made

BROKEN = [
    ("raise OSError(\"cannot load library 'libpango-1.0-0'\")", "OSError: cannot load library 'libpango-1.0-0'"),
    ("print('-----\\nWeasyPrint could not import some external libraries.')\nimport no_such_package", "ModuleNotFoundError: No module named 'no_such_package'"),
    ("raise SystemExit(3)", "SystemExit: 3"),
    ("1 / 0", "ZeroDivisionError: division by zero"),
    ("raise ValueError('\\n'.join('x' * 90 for _ in range(9)))", "ValueError: xxx"),
    ("def", "SyntaxError: invalid syntax"),
]


def broken(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A WeasyPrint that is installed and can not be loaded."""
    (folder / "weasyprint").mkdir()
    (folder / "weasyprint" / "__init__.py").write_text(text)
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(folder)


@pytest.mark.parametrize(("text", "reason"), BROKEN)
def test_whatever_is_wrong_with_it_is_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, text: str, reason: str) -> None:
    broken(tmp_path, monkeypatch, text)
    said = trouble()
    assert said.startswith(reason) and "\n" not in said and len(said) <= 200
    assert capsys.readouterr().out == ""


def built(folder: Path, texts: tuple[Bulletin, ...], remember: steps.Remember) -> steps.Build:
    """A build whose bulletins are composed, and have to be set."""
    settings = Settings(*[folder] * 6)
    return replace(steps.Build(settings, CATALOGUE, compare((), CATALOGUE), remember, lambda *_: None), bulletins=texts)


@needs_pango
@pytest.mark.parametrize("jobs", [1, 2])
def test_bulletins_are_left_out_and_nothing_of_it_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    texts = (composed("<p>甲</p>"), composed("<p>乙</p>"))
    with monkeypatch.context() as poor, executor(jobs) as pool:
        broken(tmp_path, poor, BROKEN[0][0])
        files, problems = steps.lay_out_bulletins(built(tmp_path, texts, partial(Cache(tmp_path / "cache", "").map, pool)), made())
    assert files == ()
    assert [p.text() for p in problems if p.severity == "error"] == [
        "bulletins: the site is built without PDF bulletins: this machine can not load WeasyPrint: OSError: cannot load library 'libpango-1.0-0' — run: make setup"
    ]
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


@pytest.mark.parametrize(("manager", "hint"), [("apt-get", "run: apt-get install libpango-1.0-0"), ("", "run python build.py doctor for the command that installs it")])
def test_a_library_that_is_missing_is_told_with_the_command_of_this_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, manager: str, hint: str) -> None:
    monkeypatch.setattr(machine, "has", lambda need: need is not machine.PANGO)
    monkeypatch.setattr(machine, "manager", lambda: manager)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    files, (problem,) = steps.lay_out_bulletins(built(tmp_path, (composed("<p>甲</p>"),), lambda *_: []), made())
    assert (files, problem.code) == ((), "bulletins.no-pango")
    assert problem.text() == f"bulletins: the site is built without PDF bulletins: this machine can not load Pango — {hint}"


@needs_pango
@pytest.mark.parametrize("well", [True, False])
def test_the_doctor_asks_in_the_same_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, well: bool) -> None:
    if not well:
        broken(tmp_path, monkeypatch, BROKEN[0][0])
    last = list(doctor._check_libraries())[-1]
    assert (last.state, last.mend, dict(last.values)) == (
        (doctor.GOOD, "", {"name": "WeasyPrint"}) if well else (doctor.BAD, "make setup", {"reason": BROKEN[0][1]})
    )  # fmt: skip
