"""Machines that lack something beside what the doctor says and the command that mends it."""

import sys
from pathlib import Path

import pytest

from digest.bulletins import typesetter
from digest.cli import doctor
from digest.system import fonts, machine
from digest.system.machine import FONT, NEEDS, PANGO, PANGOFT2, SUBSET, VENV, WELCOME
from digest.system.messages import CHINESE, translator


@pytest.fixture
def project(tmp_path):
    """A project's folder with a virtual environment and a lock of nothing."""
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def machine_with(monkeypatch):
    """Says which needs the machine has, which package manager, whether its user is root, which Python."""

    def prepare(*there, manager="apt-get", root=False, version=(3, 13, 1)):
        monkeypatch.setattr(machine, "has", lambda need: need in there)
        monkeypatch.setattr(typesetter, "trouble", lambda: "")
        monkeypatch.setattr(machine, "manager", lambda: manager)
        monkeypatch.setattr(machine.os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(fonts, "find_faces", lambda: ({("sans", 400): fonts.SystemFace("x", 0, "Noto", 400, "")} if FONT in there else {}, ()))
        monkeypatch.setattr(sys, "version_info", version)

    return prepare


def run(project: Path, capsys, translate=str) -> tuple[int, list[str]]:
    code = doctor.doctor(project, project / ".cache", translate)
    return code, capsys.readouterr().out.splitlines()


def test_machine_that_has_everything(project, machine_with, capsys):
    machine_with(*NEEDS, *WELCOME)
    cache = (project / ".cache").as_posix()
    assert run(project, capsys) == (0, ["✓ Python 3.13.1", "✓ 0 packages, all as in requirements.lock", "✓ Pango", "✓ PangoFT2", "✓ HarfBuzz subset", "✓ WeasyPrint",
                                        "✓ Chinese font: Noto", "✓ LibreOffice", "✓ Tesseract", f"✓ the cache {cache} can be written", "", "Everything is there."])  # fmt: skip


def test_what_a_build_goes_without_is_no_fault(project, machine_with, capsys):
    machine_with(*NEEDS)
    code, lines = run(project, capsys)
    assert code == 0 and lines[-1] == "Everything is there."
    assert "! LibreOffice is not here: without it .doc, .wps, .rtf and .odt are not read; to have it: sudo apt-get install libreoffice-writer-nogui" in lines
    machine_with(*NEEDS, manager="")
    assert "! Tesseract 没有安装：没有它就不能识别扫描的 PDF（add --ocr）" in run(project, capsys, translator(CHINESE))[1]


MISSING = [
    ((PANGO, PANGOFT2, SUBSET), "apt-get", False, "sudo apt-get install fonts-noto-cjk"),
    ((), "apt-get", True, "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"),
    ((FONT,), "dnf", False, "sudo dnf install pango harfbuzz"),
    ((FONT, SUBSET), "pacman", False, "sudo pacman -S --needed pango"),
    ((FONT, PANGO, PANGOFT2), "apk", True, "apk add so:libharfbuzz-subset.so.0"),
    ((), "brew", False, "brew install pango harfbuzz && brew install --cask font-noto-sans-cjk-sc font-noto-serif-cjk-sc"),
]


@pytest.mark.parametrize(("there", "manager", "root", "command"), MISSING)
def test_command_that_mends_it(project, machine_with, capsys, there, manager, root, command):
    machine_with(*there, manager=manager, root=root)
    code, lines = run(project, capsys)
    assert code == 2
    assert lines[-2:] == ["To mend it, run:", f"  {command}"]
    assert sum(line.startswith("✗") for line in lines) == 4 - len(there)


def test_system_that_we_do_not_know(project, machine_with, capsys):
    machine_with(manager="")
    code, lines = run(project, capsys)
    assert (code, lines[-1]) == (2, "Install it with the package manager of this system.")


def test_missing_thing_says_in_chinese_what_it_is_for(project, machine_with, capsys):
    machine_with(PANGO, PANGOFT2, FONT)
    _, lines = run(project, capsys, translator(CHINESE))
    assert "✗ 缺少 HarfBuzz subset：缩小嵌入的字体；缺少它生成 PDF 简报要多花十四倍时间" in lines


@pytest.mark.parametrize(
    ("version", "code", "line"),
    [
        ((3, 10, 12), 2, "✗ Python 3.10.12 is too old: 3.11 or newer is needed"),
        ((3, 11, 2), 0, "! Python 3.11.2 works, but its zipfile and html.parser have known weaknesses: 3.11.14 or newer is advised"),
        ((3, 11, 14), 0, "✓ Python 3.11.14"),
    ],
)
def test_python(project, machine_with, capsys, version, code, line):
    machine_with(*NEEDS, version=version)
    found, lines = run(project, capsys)
    assert (found, lines[0]) == (code, line)


def test_packages_that_differ_from_the_lock(project, machine_with, capsys):
    machine_with(*NEEDS)
    hashed = "pytest==0.0.1 \\\n    --hash=sha256:abc==1\nno-such-package-at-all==1.0 \\\n"
    (project / "requirements.lock").write_text(hashed, encoding="utf-8")
    code, lines = run(project, capsys)
    assert code == 2
    assert lines[1] == "✗ packages are missing: no-such-package-at-all"
    assert lines[2].startswith("! packages differ from requirements.lock: pytest ") and lines[2].endswith(" ≠ 0.0.1")
    assert lines[-1] == "  make setup"


def test_no_lock_and_no_environment(tmp_path, machine_with, capsys):
    machine_with(*NEEDS)
    code, lines = run(tmp_path, capsys)
    assert code == 2
    assert lines[1:3] == ["! there is no virtual environment .venv; this Python's own packages are used", "✗ requirements.lock is missing"]


def test_cache_that_can_not_be_written(project, machine_with, capsys, monkeypatch):
    machine_with(*NEEDS)

    def refused(**_):
        raise PermissionError

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refused)
    code, lines = run(project, capsys)
    assert (code, lines[-1]) == (2, f'  sudo chown -R "$USER" {project}')
    assert not (project / ".cache").exists(), "looking makes nothing"


def test_library_that_is_there_and_one_that_is_not():
    assert machine.has(machine.Need("c", "C", "", (), ("libnone.so.1", "libc.so.6", "libSystem.B.dylib")))
    assert not machine.has(machine.Need("x", "X", "", (), ("libnone.so.1",)))


def test_packages_are_named_once():
    assert machine.packages((PANGO, PANGOFT2, SUBSET), "dnf") == ("pango", "harfbuzz")
    assert machine.packages((VENV,), "dnf") == ()
