"""What a fresh clone relies on: the lock, the Makefile, the set-up's decisions (with programs that only say what they were asked)."""

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from digest.system import machine
from tests.conftest import LONGEST

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
TEST_LOCK = (ROOT / "requirements-test.lock").read_text(encoding="utf-8")
MUTATE_LOCK = (ROOT / "requirements-mutate.lock").read_text(encoding="utf-8")
BUILD_LOCK = (ROOT / "requirements-build.lock").read_text(encoding="utf-8")
PROJECT_FILE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PROJECT_FILE["project"]
# matches “jinja2==3.1.6 \” and its hashes; must not match a line without a hash
PINNED = re.compile(r"^([a-z0-9.-]+)==([0-9][^\s;\\]*) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


@pytest.fixture
def setup(monkeypatch, tmp_path):
    """tools/setup.py for a project of its own, where every program that would be called is only noted."""
    spec = importlib.util.spec_from_file_location("setup_tool", ROOT / "tools" / "setup.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    for lock in (*tool.LOCKS, *tool.TEST_LOCKS, *tool.MUTATE_LOCKS):
        (tmp_path / lock).write_text("x==1\n", encoding="utf-8")
    tool.called = []
    tool.fail = set()

    def call(command, **_):
        tool.called.append(command)
        return int(any(word in command for word in tool.fail))

    class Beside:
        """A program that runs beside another and has ended when it is waited for."""

        def __init__(self, command, **_):
            tool.beside.append(command)

        def wait(self):
            tool.beside.append("waited for")

    tool.beside = []
    monkeypatch.setattr(tool.subprocess, "call", call)
    monkeypatch.setattr(tool.subprocess, "Popen", Beside)
    for name, value in {"ROOT": str(tmp_path), "VENV": tmp_path / ".venv", "STAMP": tmp_path / ".venv" / "stamp",
                        "TEST_STAMP": tmp_path / ".venv" / "stamp-tests",
                        "MUTATE_STAMP": tmp_path / ".venv" / "stamp-mutate", "WHEELS": tmp_path / "wheels",
                        "_": str, "version_of": lambda _: None}.items():  # fmt: skip
        monkeypatch.setattr(tool, name, value)
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(machine, "missing", lambda: ())
    monkeypatch.setattr(machine, "manager", lambda: "apt-get")
    return tool


def test_lock_pins_everything_with_hashes_and_names_no_host():
    for lock in (LOCK, TEST_LOCK, MUTATE_LOCK):
        assert PINNED.sub("", lock).replace(lock.splitlines()[0], "").strip() == ""
    assert [name for name, *_ in PINNED.findall(BUILD_LOCK)] == ["pip", "setuptools"]
    for text in (LOCK, TEST_LOCK, MUTATE_LOCK, BUILD_LOCK):
        assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|--trusted", text)


def test_lock_fulfils_every_lower_bound():
    from packaging.version import Version

    locked = {name.replace(".", "-"): Version(version) for name, version, _ in PINNED.findall(LOCK)}
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert len(wanted) >= 15
    for requirement in wanted:
        name, least = requirement.split(">=")
        assert locked[name.replace(".", "-")] >= Version(least), requirement


@pytest.mark.parametrize(("extra", "text"), [("browser", TEST_LOCK), ("mutate", MUTATE_LOCK)])
def test_lock_of_an_extra_holds_only_what_the_lock_of_all_has_not(extra, text):
    names, others = ({name for name, *_ in PINNED.findall(lock)} for lock in (text, LOCK))
    assert {requirement.split(">=")[0] for requirement in PROJECT["optional-dependencies"][extra]} <= names
    assert not names & others


def test_what_two_extras_need_has_one_version():
    browser, mutate = ({name: version for name, version, _ in PINNED.findall(lock)} for lock in (TEST_LOCK, MUTATE_LOCK))
    assert all(browser[name] == mutate[name] for name in browser.keys() & mutate.keys())


@pytest.mark.parametrize("name", ["numpy", "pydantic-core", "uharfbuzz", "matplotlib", "pillow"])
def test_lock_knows_the_files_of_every_python_and_machine(name):
    hashes = {package: text.count("sha256:") for package, _, text in PINNED.findall(LOCK)}
    assert hashes[name] >= 6, "3 Pythons × x86_64 and aarch64"


def test_continuous_integration_calls_make_test():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert script[0] == "#!/usr/bin/env bash" and "set -euo pipefail" in script and script[-1] == "make test"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize(("target", "command"), [("site", "build.py build"), ("test", "setup.py tests"), ("test", "-m pytest"), ("messages", "tools/messages.py"), ("mutate", "mutmut run")])
def test_make_sets_up_before_it_runs(target, command):
    said = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.index("tools/setup.py") < said.index(command)


def test_the_files_that_are_begun_first_are_there():
    assert [name for name in LONGEST if not (ROOT / "tests" / name).is_file()] == []


def test_second_run_calls_nothing(setup):
    assert setup.main() == 0
    assert [command[1:4] for command in setup.called] == [["-m", "venv", "--clear"], ["-m", "pip", "install"], ["-m", "pip", "install"]]
    setup.called.clear()
    assert setup.main() == 0
    assert setup.called == []


def test_changed_lock_is_installed(setup):
    setup.main()
    setup.called.clear()
    Path(setup.ROOT, "requirements.lock").write_text("x==2\n", encoding="utf-8")
    assert setup.main() == 0
    assert [command[-1] for command in setup.called if "pip" in command] == [str(Path(setup.ROOT, lock)) for lock in setup.LOCKS]


def test_what_tests_a_browser_is_installed_for_tests_alone_and_once(setup):
    lock = str(Path(setup.ROOT, "requirements-test.lock"))
    assert setup.main() == 0 and not any(lock in command for command in setup.called)
    setup.called.clear()
    assert setup.main(tests=True) == 0
    assert [command[-1] for command in setup.called] == [lock] and "--require-hashes" in setup.called[0]
    setup.called.clear()
    assert setup.main(tests=True) == 0 and setup.called == []


def test_what_each_process_of_the_tests_imports_is_compiled_beside(setup):
    assert setup.main() == 0 and setup.beside == []
    assert setup.main(tests=True) == 0
    assert [command[-1] for command in setup.beside[:1]] == [setup.COMPILE] and setup.beside[1:] == ["waited for"]


def test_what_is_compiled_beside_is_there():
    code = re.search(r'^COMPILE = "(.+)"$', (ROOT / "tools" / "setup.py").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_mutation_testing_is_installed_for_make_mutate_alone_and_once(setup):
    lock = str(Path(setup.ROOT, "requirements-mutate.lock"))
    assert setup.main(tests=True) == 0 and not any(lock in command for command in setup.called)
    setup.called.clear()
    assert setup.main(mutate=True) == 0
    assert [command[-1] for command in setup.called] == [lock] and "--require-hashes" in setup.called[0]
    setup.called.clear()
    assert setup.main(mutate=True) == 0 and setup.called == []


def test_without_mutation_testing_there_is_nothing_to_run(setup, capsys):
    setup.fail = {str(Path(setup.ROOT, "requirements-mutate.lock"))}
    assert setup.main(mutate=True) == 2
    assert "PIP_INDEX_URL" in capsys.readouterr().out
    assert not setup.MUTATE_STAMP.exists()


def test_continuous_integration_flips_nothing():
    said = subprocess.run(["make", "-n", "test", "site"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "setup.py" in said and "mut" not in said


def test_every_module_that_is_flipped_and_every_test_that_is_run_is_there():
    flipped = PROJECT_FILE["tool"]["mutmut"]
    assert len(flipped["only_mutate"]) >= 9
    for path in (*flipped["only_mutate"], *flipped["also_copy"], *flipped["pytest_add_cli_args_test_selection"]):
        assert list(ROOT.glob(path)), path


def test_what_make_mutate_leaves_is_no_part_of_the_project():
    assert "mutants/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert PROJECT_FILE["tool"]["ruff"]["extend-exclude"] == ["mutants"] and PROJECT_FILE["tool"]["pytest"]["ini_options"]["testpaths"] == ["tests"]
    assert all(package.split(".")[0] == "digest" for package in PROJECT_FILE["tool"]["setuptools"]["packages"])


def test_flips_are_counted_module_by_module_and_those_unnoticed_named():
    spec = importlib.util.spec_from_file_location("mutants_tool", ROOT / "tools" / "mutants.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    # a test failed, all passed, no test ran it, it came to no end
    assert tool.told("digest/a.py", {"x_1": 1, "x_2": 0, "x_3": 33, "x_4": -24}) == ["digest/a.py: 2 of 4 noticed, 50 %", "    x_2", "    x_3"]
    assert tool.told("digest/a.py", {"x_1": 1, "x_2": None}) == ["digest/a.py: 1 of 1 noticed, 100 % (1 not tried)"]
    assert tool.told("digest/a.py", {"x_1": None}) == []


def test_without_what_tests_a_browser_the_other_tests_run(setup, capsys):
    setup.fail = {str(Path(setup.ROOT, "requirements-test.lock"))}
    assert setup.main(tests=True) == 0
    assert "The tests in a browser are not run." in capsys.readouterr().out
    assert not setup.TEST_STAMP.exists()


def test_packages_are_checked_by_hash_and_nothing_is_fetched_to_build(setup):
    setup.main()
    for command in setup.called[1:]:
        assert {"--require-hashes", "--no-build-isolation"} <= set(command) and "--no-index" not in command


def test_wheels_folder_is_enough(setup):
    setup.WHEELS.mkdir()
    setup.main()
    for command in setup.called[1:]:
        assert command[command.index("--find-links") + 1] == str(setup.WHEELS) and "--no-index" in command


def test_failed_installation_is_told_and_tried_again(setup, capsys):
    setup.fail = {"--require-hashes"}
    assert setup.main() == 2
    assert "PIP_INDEX_URL" in capsys.readouterr().out
    assert not setup.STAMP.exists()


def test_without_permission_the_command_is_printed_and_the_site_still_built(setup, capsys, monkeypatch):
    monkeypatch.setattr(machine, "missing", lambda: (machine.PANGO, machine.FONT))
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup, "permitted", lambda: None)
    assert setup.main() == 0
    out = capsys.readouterr().out
    assert "Install it with:  sudo apt-get install libpango-1.0-0 fonts-noto-cjk" in out.splitlines()
    assert not any("apt-get" in command for command in setup.called)
    assert setup.STAMP.exists()


def test_without_apt_the_command_is_that_of_the_system(setup, capsys, monkeypatch):
    monkeypatch.setattr(machine, "missing", lambda: (machine.PANGO,))
    monkeypatch.setattr(machine, "manager", lambda: "dnf")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    assert setup.main() == 0
    assert "Install it with:  dnf install pango" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(("before", "words"), [([], []), (["sudo", "-n"], ["sudo", "-n"])])
def test_apt_installs_only_what_is_missing(setup, monkeypatch, before, words):
    lacking = [(machine.SUBSET,)]
    monkeypatch.setattr(machine, "missing", lambda: lacking[0])
    monkeypatch.setattr(machine, "has", lambda need: True)
    monkeypatch.setattr(setup, "permitted", lambda: before)
    assert setup.main() == 0
    apt = [command for command in setup.called if "apt-get" in command]
    assert len(apt) == 1 and apt[0][: len(words)] == words
    assert apt[0][-4:] == ["install", "--yes", "--no-install-recommends", "libharfbuzz-subset0"]


def test_package_that_a_release_does_not_have_keeps_no_other_away(setup, monkeypatch):
    monkeypatch.setattr(machine, "missing", lambda: (machine.PANGO, machine.SUBSET))
    monkeypatch.setattr(machine, "has", lambda need: need is machine.PANGO)
    monkeypatch.setattr(setup, "permitted", list)
    setup.fail = {"libharfbuzz-subset0"}
    assert setup.main() == 0
    apt = [command[-1] for command in setup.called if "apt-get" in command]
    assert apt == ["libharfbuzz-subset0", "update", "libharfbuzz-subset0", "libpango-1.0-0", "libharfbuzz-subset0"]


def test_without_venv_nothing_can_go_on(setup, monkeypatch, capsys):
    setup.VENV.rmdir()
    monkeypatch.setattr(machine, "missing", lambda: (machine.VENV,))
    monkeypatch.setattr(setup, "permitted", lambda: None)
    assert setup.main() == 2
    assert "python3-venv" in capsys.readouterr().out


def test_python_too_old_is_told_in_both_languages(setup, monkeypatch, capsys):
    monkeypatch.setattr(setup, "NEWER", ("no-such-python",))
    monkeypatch.setattr(sys, "version_info", (3, 8, 1))
    setup.fail = {"no-such-python"}
    with pytest.raises(SystemExit) as stop:
        setup.newer_python()
    said = capsys.readouterr().err
    assert stop.value.code == 2 and "3.11 or newer" in said and "版本过低" in said


@pytest.mark.parametrize(
    ("user", "programs", "refused", "terminal", "before"),
    [
        (0, (), (), False, []),  # root needs nobody
        (1000, ("sudo",), (), False, ["sudo", "-n"]),  # sudo without a password
        (1000, ("sudo",), ("-n",), False, None),  # it would ask, and nobody is there to answer
        (1000, ("sudo",), ("-n",), True, ["sudo"]),  # it asks
        (1000, ("sudo",), ("-n", "-v"), True, None),  # it asks in vain
        (1000, (), (), True, None),
    ],
)
def test_who_may_install(setup, monkeypatch, user, programs, refused, terminal, before):
    monkeypatch.setattr(setup.os, "geteuid", lambda: user)
    monkeypatch.setattr(setup.shutil, "which", lambda name: name if name in programs else None)
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
    setup.fail = set(refused)
    assert setup.permitted() == before
